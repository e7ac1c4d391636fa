/*
 * Bytes to text: encoding is settled here, once, and front matter parted from the body.
 *
 * Knows where the `---` lines are, not what stands between them.  What looks like
 * front matter and is not just so is an error: nothing of such a file is believed, as
 * the part that can't be read may be the one that withholds it.
 */
#include "base/utf8.h"
#include "compile/marker.h"
#include "compile/unit.h"

#define BOM "\xef\xbb\xbf"

static struct str
without_bom(struct str bytes)
{
	return str_starts(bytes, BOM) ? str_from(bytes, 3) : bytes;
}

static bool
is_utf16(struct str bytes)
{
	return str_starts(bytes, "\xff\xfe") || str_starts(bytes, "\xfe\xff");
}

/*
 * Say that a text is not UTF-8.  Nothing of it is quoted: it may be exempt.  The note that
 * `encoding` is for a table is an error here, where no other encoding is tried.
 */
static void
refuse_encoding(struct compilation *u, const struct source *source, size_t at, enum diag_code code)
{
	struct diag *d = &u->diag;
	bool wide = is_utf16(source->text);
	struct finding *f = diag_add(d, code, source_place(source, at, at + 1), "%s",
		wide ? "this file is UTF-16, not UTF-8" : "this character is not UTF-8");

	diag_grade(d, f, SEVERITY_ERROR);
	diag_help(d, f, "save the file with the encoding UTF-8");
}

static void
refuse_front(struct compilation *u, uint32_t line, const char *message, const char *help)
{
	const struct source *s = &u->source;
	size_t start = source_offset(s, line, 1);
	struct finding *f = diag_add(&u->diag, DIAG_FRONT_MATTER_MALFORMED,
		source_place(s, start, start + source_line(s, line).len), "%s", message);

	diag_help(&u->diag, f, "%s", help);
}

/* Blanks behind the hyphens can't be seen and harm nobody. */
static bool
is_fence(struct str line)
{
	return str_starts(line, "---") && str_trim(line).len == 3;
}

/* The line that closes the front matter, or 0. */
static uint32_t
closing_line(const struct source *s)
{
	for (uint32_t line = 2; line <= s->nline; line++)
		if (is_fence(source_line(s, line)))
			return line;
	return 0;
}

/* There is an opening line and no closing one: show the line that was meant, if there is one. */
static void
refuse_unclosed(struct compilation *u)
{
	const struct source *s = &u->source;

	for (uint32_t line = 2; line <= s->nline; line++)
		if (marker_is_fence(source_line(s, line))) {
			refuse_front(u, line, "the front matter is not closed: this line is not `---`",
				"write three hyphens at the start of the line and nothing else");
			return;
		}
	refuse_front(u, 1, "the front matter that begins here is not closed",
		"put a line `---` below its last key");
}

/*
 * No `---` on the first line.  A file may have no front matter, but then it may not
 * look as if it had: a first line that is nearly `---`, blank lines before it, the braces that
 * other programs write it in.
 */
static bool
check_absent(struct compilation *u)
{
	const struct source *s = &u->source;
	uint32_t line = 1;

	while (line < s->nline && str_trim(source_line(s, line)).len == 0)
		line++;
	if (is_fence(source_line(s, line)))
		refuse_front(u, line, "the front matter does not begin on the first line",
			"remove the blank lines above `---`");
	else if (marker_is_fence(source_line(s, line)) || str_starts(source_line(s, line), "{"))
		refuse_front(u, line, "this looks like front matter, but the line is not `---`",
			"write three hyphens at the start of the first line and nothing else");
	else
		return true;
	return false;
}

bool
scan_markdown(struct compilation *u)
{
	struct source *s = &u->source;

	source_init(s, u->in->path, without_bom(u->in->bytes), u->arena);
	if (!foreign_check_text(u))
		return false;

	bool opened = is_fence(source_line(s, 1));
	uint32_t close = opened ? closing_line(s) : 0;
	size_t body = close == 0 ? 0 : close < s->nline ? s->line_start[close] : s->text.len;
	size_t invalid = utf8_invalid_at(s->text);

	if (invalid < s->text.len) {
		refuse_encoding(u, s, invalid, opened && (!close || invalid < body)
			? DIAG_FRONT_MATTER_MALFORMED : DIAG_ENCODING);
		return false;
	}
	if (opened && !close) {
		refuse_unclosed(u);
		return false;
	}
	if (!opened && !check_absent(u))
		return false;
	u->front_offset = opened ? s->nline > 1 ? s->line_start[1] : s->text.len : 0;
	u->front = opened ? str_slice(s->text, u->front_offset, s->line_start[close - 1]) : STR_NONE;
	u->body_offset = body;
	u->body = str_from(s->text, body);
	return true;
}

bool
scan_yaml(struct compilation *u, struct str bytes, struct source *source)
{
	struct str path = source == &u->sidecar
		? str_print(u->arena, STR_FMT ".yaml", STR_ARG(u->in->path)) : u->in->path;

	source_init(source, path, without_bom(bytes), u->arena);

	size_t invalid = utf8_invalid_at(source->text);

	if (invalid == source->text.len)
		return true;
	refuse_encoding(u, source, invalid, DIAG_FRONT_MATTER_MALFORMED);
	return false;
}

/* One table's text as UTF-8, and what was found on the way; offsets are of the text. */
struct decoded {
	struct str  text;
	size_t      at;			/* of what is told */
	enum { DECODED_WHOLE, DECODED_WINDOWS, DECODED_BAD } state;
	const char *message;		/* of DECODED_BAD */
};

/* One character of UTF-16 at bytes[*i]; 0x110000 for half a one. */
static uint32_t
next_utf16(struct str bytes, size_t *i, bool big)
{
	uint32_t units[2] = { 0, 0 };
	size_t at = *i;

	for (size_t k = 0; k < 2 && at + 1 < bytes.len; k++, at += 2) {
		unsigned char first = (unsigned char)bytes.at[at];
		unsigned char second = (unsigned char)bytes.at[at + 1];

		units[k] = big ? (uint32_t)first << 8 | second : (uint32_t)second << 8 | first;
	}
	*i = *i + 2 < bytes.len ? *i + 2 : bytes.len;
	if (units[0] < 0xd800 || units[0] > 0xdfff)
		return at >= *i ? units[0] : 0x110000;
	if (units[0] > 0xdbff || units[1] < 0xdc00 || units[1] > 0xdfff)
		return 0x110000;
	*i += 2;
	return 0x10000 + ((units[0] - 0xd800) << 10) + (units[1] - 0xdc00);
}

static struct decoded
decode_utf16(struct str bytes, struct buf *out)
{
	struct decoded d = { .state = DECODED_WHOLE };
	bool big = str_starts(bytes, "\xfe\xff");

	for (size_t i = 2; i < bytes.len;) {
		uint32_t c = next_utf16(bytes, &i, big);

		if (c == 0x110000 && d.state == DECODED_WHOLE)
			d = (struct decoded){ .at = out->len, .state = DECODED_BAD,
				.message = "half a character stands here: the file is damaged" };
		utf8_put(out, c);
	}
	return d;
}

/* 0x80 to 0x9f of Windows-1252; 0 is none. */
static const uint16_t windows[32] = {
	0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039,
	0x0152, 0, 0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc,
	0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
};

/* first: the first byte that is not UTF-8; all before it reads the same or is read anew. */
static struct decoded
decode_windows(struct str bytes, size_t first, struct buf *out)
{
	struct decoded d = { .state = DECODED_WINDOWS };

	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char byte = (unsigned char)bytes.at[i];
		uint32_t c = byte >= 0x80 && byte < 0xa0 ? windows[byte - 0x80] : byte;

		if (i == first && d.state == DECODED_WINDOWS)
			d.at = out->len;
		if (byte && !c && d.state == DECODED_WINDOWS)
			d = (struct decoded){ .at = out->len, .state = DECODED_BAD,
				.message = "this character is in no encoding that a table may have" };
		utf8_put(out, byte && !c ? 0xfffd : c);
	}
	return d;
}

static struct decoded
decode_table(struct str bytes, struct arena *a)
{
	struct buf out = BUF_EMPTY;
	struct str text = without_bom(bytes);
	size_t invalid = is_utf16(bytes) ? 0 : utf8_invalid_at(text);
	struct decoded d = { .text = text, .state = DECODED_WHOLE };

	if (is_utf16(bytes))
		d = decode_utf16(bytes, &out);
	else if (invalid < text.len)
		d = decode_windows(text, invalid, &out);
	if (d.state != DECODED_WHOLE || is_utf16(bytes))
		d.text = buf_keep(&out, a);
	return d;
}

/* UTF-8 that was once read as Windows-1252 and saved so: the amounts are read, the texts are not mended. */
static void
say_damaged_pounds(struct compilation *u)
{
	struct str text = u->source.text;
	bool may = str_find_char(text, '\xc3', 0) < text.len;
	size_t at = may ? str_find(text, STR("Â£"), 0) : text.len;
	struct finding *f;

	if (at == text.len)
		return;
	f = diag_add(&u->diag, DIAG_ENCODING, source_place(&u->source, at, at + 4),
		"“Â£” stands where £ is meant, and was read as £");
	diag_help(&u->diag, f, "the table was opened once with a wrong encoding: "
		"replace every Â£ by £, and save it as `CSV UTF-8`");
}

bool
scan_table(struct compilation *u)
{
	struct decoded d = decode_table(u->in->bytes, u->arena);
	size_t nul = str_find_char(d.text, '\0', 0);
	struct finding *f;

	source_init(&u->source, u->in->path, d.text, u->arena);
	if (!foreign_check(u))
		return false;
	if (nul < d.text.len) {
		f = diag_add(&u->diag, DIAG_CSV_MALFORMED, source_place(&u->source, nul, nul + 1),
			"a NUL character stands in the table");
		diag_help(&u->diag, f, "save it again as `CSV UTF-8`");
		return false;
	}
	if (d.state == DECODED_BAD) {
		f = diag_add(&u->diag, DIAG_CSV_MALFORMED, source_place(&u->source, d.at, d.at + 1),
			"%s", d.message);
		diag_help(&u->diag, f, "save it again as `CSV UTF-8`");
		return false;
	}
	if (d.state == DECODED_WINDOWS) {
		struct place at = source_place(&u->source, d.at, d.at + 1);

		f = diag_add(&u->diag, DIAG_ENCODING, at, "the table is not in UTF-8: by the"
			" character here it was saved by an older spreadsheet, and was read as that (Windows-1252)");
		diag_help(&u->diag, f, "look whether pound signs and dashes are right, and save it as `CSV UTF-8`");
	} else {
		say_damaged_pounds(u);
	}
	return true;
}
