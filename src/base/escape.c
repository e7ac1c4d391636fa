/*
 * Text into HTML, JSON and CSV.
 *
 * Knows what each language, and each program that reads it, takes for more than
 * text; what is to be written is the caller's.
 */
#include "base/escape.h"

#include "base/utf8.h"

static const char *
html_entity(char c)
{
	switch (c) {
	case '&':  return "&amp;";
	case '<':  return "&lt;";
	case '>':  return "&gt;";
	case '"':  return "&quot;";
	case '\'': return "&#39;";
	default:   return NULL;
	}
}

void
escape_html(struct buf *out, struct str s)
{
	size_t from = 0;

	for (size_t i = 0; i < s.len; i++) {
		const char *entity = html_entity(s.at[i]);

		if (!entity)
			continue;
		buf_str(out, str_slice(s, from, i));
		buf_text(out, entity);
		from = i + 1;
	}
	buf_str(out, str_from(s, from));
}

/*
 * Characters that JSON would allow as they are, but that are dangerous where it may end up:
 * `<` and the line separators in a script, C1 and bidi controls on a terminal.
 */
static bool
json_as_number(uint32_t c)
{
	return c < 0x20 || c == '<' || (c >= 0x7f && c <= 0x9f)
		|| (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069)
		|| c == 0x200e || c == 0x200f || c == 0x061c;
}

/* ASCII that is written as it is. */
static bool
json_is_plain(char c)
{
	return c >= 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '<';
}

static char
json_letter(uint32_t c)
{
	switch (c) {
	case '"':  return '"';
	case '\\': return '\\';
	case '\n': return 'n';
	case '\r': return 'r';
	case '\t': return 't';
	default:   return '\0';
	}
}

void
escape_json(struct buf *out, struct str s)
{
	buf_char(out, '"');
	for (size_t i = 0; i < s.len;) {
		size_t plain = i;

		while (i < s.len && json_is_plain(s.at[i]))
			i++;
		buf_str(out, str_slice(s, plain, i));
		if (i == s.len)
			break;
		uint32_t c = utf8_next(s, &i);	/* U+FFFD for what is not valid */
		char letter = json_letter(c);

		if (letter) {
			buf_char(out, '\\');
			buf_char(out, letter);
		} else if (json_as_number(c)) {
			buf_print(out, "\\u%04x", c);
		} else {
			utf8_put(out, c);
		}
	}
	buf_char(out, '"');
}

void
escape_json_member(struct buf *out, const char *key, struct str value)
{
	if (!value.len)
		return;
	buf_print(out, "%s\"%s\":", str_ends(buf_view(out), "{") ? "" : ",", key);
	escape_json(out, value);
}

void
escape_csv(struct buf *out, struct str s)
{
	bool quoted = false;

	for (size_t i = 0; i < s.len && !quoted; i++)
		quoted = s.at[i] == ',' || s.at[i] == '"' || s.at[i] == '\n' || s.at[i] == '\r';
	if (!quoted) {
		buf_str(out, s);
		return;
	}
	buf_char(out, '"');
	for (size_t i = 0; i < s.len; i++) {
		if (s.at[i] == '"')
			buf_char(out, '"');
		buf_char(out, s.at[i]);
	}
	buf_char(out, '"');
}

/* A character that makes a spreadsheet run the cell that begins with it. */
static bool
starts_formula(uint32_t c)
{
	switch (c) {
	case '=': case '+': case '-': case '@': case '|': case '%':
	case '\t': case '\r': case '\n':
	case 0xff1d: case 0xff0b: case 0xff0d: case 0xff20: case 0xff5c: case 0xff05:
		return true;
	default:
		return false;
	}
}

/* Blanks, and what can't be seen: some programs drop either before they look. */
static bool
is_passed_over(uint32_t c)
{
	return utf8_is_blank(c) || c == 0xfeff || c == 0x00ad || (c >= 0x200b && c <= 0x200f)
		|| c == 0x2060;
}

static bool
would_run(struct str s)
{
	for (size_t i = 0; i < s.len;) {
		uint32_t c = utf8_next(s, &i);

		if (starts_formula(c))
			return true;
		if (!is_passed_over(c))
			return false;
	}
	return false;
}

static bool
is_digit(struct str s, size_t i)
{
	return i < s.len && s.at[i] >= '0' && s.at[i] <= '9';
}

/* A sign, digits with commas between them, a decimal part: no more than that. */
static bool
is_number(struct str s)
{
	size_t i = s.len && (s.at[0] == '-' || s.at[0] == '+');
	bool point = false;

	for (; i < s.len; i++) {
		if (is_digit(s, i))
			continue;
		if ((s.at[i] != '.' && s.at[i] != ',') || point)
			return false;
		if (i == 0 || !is_digit(s, i - 1) || !is_digit(s, i + 1))
			return false;
		point = s.at[i] == '.';
	}
	return s.len > 0 && is_digit(s, s.len - 1);
}

void
escape_csv_text(struct buf *out, struct str s)
{
	if (!would_run(s) || is_number(s)) {
		escape_csv(out, s);
		return;
	}

	struct buf marked = BUF_EMPTY;

	buf_char(&marked, '\'');
	buf_str(&marked, s);
	escape_csv(out, buf_view(&marked));
	buf_release(&marked);
}

void
escape_csv_row(struct buf *out, const struct str *cells, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_char(out, ',');
		escape_csv_text(out, cells[i]);
	}
	buf_text(out, "\r\n");
}
