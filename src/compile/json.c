/*
 * JSON as a tree with places.
 *
 * A file from another site: nothing in it is trusted.  It is read in one pass, and the first thing
 * that is wrong ends it.
 */
#include "compile/json.h"

#include <string.h>

#include "base/utf8.h"

#define SIZE_MOST  ((size_t)16 << 20)
#define DEPTH_MOST 8u
#define NODES_MOST 2000000u
#define KEYS_MOST  32u		/* of one object */

struct reader {
	struct compilation  *unit;
	const struct source *source;
	struct str           text;
	size_t               at;
	struct yaml         *out;
	size_t               told;	/* the last place that was asked for ... */
	uint32_t             line, column;	/* ... is here */
	const char          *wrong;	/* what ended it, or NULL */
	enum diag_code       code;
};

static bool
refuse(struct reader *r, enum diag_code code, const char *wrong)
{
	if (!r->wrong) {
		r->wrong = wrong;
		r->code = code;
	}
	return false;
}

static bool
malformed(struct reader *r, const char *wrong)
{
	return refuse(r, DIAG_FRONT_MATTER_MALFORMED, wrong);
}

static char
peek(struct reader *r)
{
	while (r->at < r->text.len && (r->text.at[r->at] == ' ' || r->text.at[r->at] == '\t'
		|| r->text.at[r->at] == '\n' || r->text.at[r->at] == '\r'))
		r->at++;
	return r->at < r->text.len ? r->text.at[r->at] : '\0';
}

static bool
take(struct reader *r, char c)
{
	if (peek(r) != c || r->at >= r->text.len)
		return false;
	r->at++;
	return true;
}

/* Places are asked for in order; the whole may stand on one line. */
static struct place
place_at(struct reader *r, size_t at)
{
	size_t start = r->told, end;

	while ((end = str_find_char(str_head(r->text, at), '\n', start)) < at) {
		r->line++;
		r->column = 1;
		start = end + 1;
	}
	r->column += (uint32_t)utf8_count(str_slice(r->text, start, at));
	r->told = at;
	return (struct place){ r->source->path, r->line, r->column, 0 };
}

/* The index of a new node, or 0 when there are too many: the root is never asked for. */
static uint32_t
add_node(struct reader *r, enum datum_kind kind, struct str key, size_t start)
{
	struct yaml *y = r->out;

	if (y->count >= NODES_MOST) {
		refuse(r, DIAG_TOO_LARGE, "it has too many values");
		return 0;
	}
	if (y->count == y->room) {
		y->room = y->room ? 2 * y->room : 64;
		y->nodes = arena_grow(r->unit->arena, y->nodes, y->count, y->room, sizeof(*y->nodes));
	}
	struct place at = place_at(r, start);

	y->nodes[y->count] = (struct yaml_node){ .kind = kind, .key = key, .text = STR_NONE, .size = 1,
		.key_at = at, .at = at };
	return y->count++;
}

/* ---- strings ---- */

static bool
read_hex(struct reader *r, uint32_t *out)
{
	*out = 0;
	for (unsigned i = 0; i < 4; i++, r->at++) {
		char c = r->at < r->text.len ? r->text.at[r->at] : ' ';
		const char *digits = "0123456789abcdef", *found = strchr(digits, c >= 'A' && c <= 'F' ? c | 0x20 : c);

		if (!c || !found)
			return malformed(r, "\\u is followed by four hexadecimal digits");
		*out = *out * 16 + (uint32_t)(found - digits);
	}
	return true;
}

/* Behind `\u`: one character, of two halves where it is large. */
static bool
read_unicode(struct reader *r, struct buf *out)
{
	uint32_t c, low;

	if (!read_hex(r, &c))
		return false;
	if (c >= 0xd800 && c < 0xdc00 && str_starts(str_from(r->text, r->at), "\\u")) {
		r->at += 2;
		if (!read_hex(r, &low))
			return false;
		if (low < 0xdc00 || low > 0xdfff)
			return malformed(r, "half a character");
		c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
	}
	if (c == 0 || (c >= 0xd800 && c < 0xe000))
		return malformed(r, "a character that no text may hold");
	utf8_put(out, c);
	return true;
}

static bool
read_escape(struct reader *r, struct buf *out)
{
	static const char names[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
	char c = r->at < r->text.len ? r->text.at[r->at++] : '\0';
	const char *found = c ? strchr(names, c) : NULL;

	if (c == 'u')
		return read_unicode(r, out);
	if (!found)
		return malformed(r, "no such escape");
	buf_char(out, means[found - names]);
	return true;
}

/* One without escapes is a slice of the source. */
static bool
read_string(struct reader *r, struct str *out)
{
	size_t start = ++r->at;
	struct buf text = BUF_EMPTY;
	bool good = true, plain = true;

	while (good && r->at < r->text.len && r->text.at[r->at] != '"') {
		unsigned char c = (unsigned char)r->text.at[r->at];

		if (c < 0x20 || c == 0x7f) {
			good = malformed(r, "a control character in a text");
		} else if (c != '\\') {
			if (!plain)
				buf_char(&text, (char)c);
			r->at++;
		} else {
			if (plain)
				buf_str(&text, str_slice(r->text, start, r->at));
			plain = false;
			r->at++;
			good = read_escape(r, &text);
		}
	}
	if (good && r->at >= r->text.len)
		good = malformed(r, "a text that is never closed");
	*out = !good ? STR_NONE : plain ? str_slice(r->text, start, r->at) : buf_keep(&text, r->unit->arena);
	r->at++;
	buf_release(&text);
	return good;
}

/* ---- values ---- */

/* A whole number, true or false: whoever wants to know more asks the fields. */
static bool
read_word(struct reader *r, struct str *out)
{
	size_t start = r->at;

	while (r->at < r->text.len && ((r->text.at[r->at] >= 'a' && r->text.at[r->at] <= 'z')
		|| (r->text.at[r->at] >= '0' && r->text.at[r->at] <= '9') || r->text.at[r->at] == '-'))
		r->at++;
	*out = str_slice(r->text, start, r->at);
	size_t digits = str_starts(*out, "-");

	while (digits < out->len && out->at[digits] >= '0' && out->at[digits] <= '9')
		digits++;
	bool number = digits == out->len && out->len > 0 && out->len < 16 && out->at[out->len - 1] != '-'
		&& (out->len == 1 || out->at[0] != '0');

	return number || str_is(*out, "true") || str_is(*out, "false")
		|| malformed(r, "neither a text, a whole number, true, false, a list nor an object");
}

static bool read_value(struct reader *r, struct str key, unsigned depth);

static bool
read_list(struct reader *r, unsigned depth)
{
	if (take(r, ']'))
		return true;
	do {
		if (!read_value(r, STR_NONE, depth))
			return false;
	} while (take(r, ','));
	return take(r, ']') || malformed(r, "a list goes on with a comma or ends with ]");
}

static bool
read_object(struct reader *r, unsigned depth)
{
	struct str keys[KEYS_MOST], key;
	unsigned count = 0;

	if (take(r, '}'))
		return true;
	do {
		if (peek(r) != '"')
			return malformed(r, "a key in quotation marks is wanted here");
		if (!read_string(r, &key))
			return false;
		for (unsigned i = 0; i < count; i++)
			if (str_equal(keys[i], key))
				return malformed(r, "a key stands twice");
		if (key.len == 0 || count == KEYS_MOST)
			return malformed(r, "a key is empty, or there are too many");
		keys[count++] = key;
		if (!take(r, ':'))
			return malformed(r, "a colon is wanted behind a key");
		if (!read_value(r, key, depth))
			return false;
	} while (take(r, ','));
	return take(r, '}') || malformed(r, "an object goes on with a comma or ends with }");
}

static bool
read_value(struct reader *r, struct str key, unsigned depth)
{
	char c = peek(r);
	bool is_list = c == '[', is_object = c == '{';
	uint32_t node = add_node(r, is_list ? DATUM_LIST : is_object ? DATUM_MAP : DATUM_TEXT, key, r->at);
	struct str text = STR_NONE;

	if (r->wrong)
		return false;
	if (depth > DEPTH_MOST)
		return refuse(r, DIAG_TOO_DEEP, "it is nested too deeply");
	if (is_list || is_object) {
		r->at++;
		if (!(is_list ? read_list(r, depth + 1) : read_object(r, depth + 1)))
			return false;
	} else {
		if (!(c == '"' ? read_string(r, &text) : read_word(r, &text)))
			return false;
		r->out->nodes[node].text = text;
	}
	r->out->nodes[node].size = r->out->count - node;
	return true;
}

static bool
read_all(struct reader *r)
{
	if (r->text.len > SIZE_MOST)
		return refuse(r, DIAG_TOO_LARGE, "it is larger than 16 MiB");
	if (peek(r) != '{')
		return malformed(r, "it begins with no {");
	if (!read_value(r, STR_NONE, 0))
		return false;
	return (peek(r) == '\0' && r->at == r->text.len) || malformed(r, "something stands behind its end");
}

bool
json_read(struct compilation *u, const struct source *source, struct yaml *out)
{
	struct reader r = { .unit = u, .source = source, .text = source->text, .out = out,
		.line = 1, .column = 1 };

	*out = (struct yaml){ NULL, 0, 0 };
	if (read_all(&r))
		return true;
	struct finding *f = diag_add(&u->diag, r.code, source_place(source, r.at, r.at),
		"this JSON file can't be read: %s", r.wrong);

	diag_help(&u->diag, f, "fetch it again from the site that it is of; it is not meant to be written by hand");
	*out = (struct yaml){ NULL, 0, 0 };
	r.wrong = NULL;
	add_node(&r, DATUM_MAP, STR_NONE, 0);
	return false;
}
