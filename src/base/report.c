/*
 * A finding as a reader sees it: on a terminal, and as JSON.
 *
 * Everything that a finding says comes from sources that nobody has vouched for. No
 * control character of theirs reaches the terminal, nor one that turns the direction of
 * text; all text passes through utf8_put_shown.  Which findings are printed, and in what order,
 * is the caller's.  (The functions are declared in diag.h.)
 */
#include "base/diag.h"
#include "base/escape.h"
#include "base/utf8.h"

#define WINDOW 100		/* characters shown of a long line */
#define LEAD   40		/* of them before the caret */

#define BOLD  "\033[1m"
#define GREEN "\033[32m"
#define PLAIN "\033[0m"

static const char *const colours[SEVERITY_COUNT] = { "\033[36m", "\033[35m", "\033[31m" };

static void
put_number(struct buf *out, uint32_t n)
{
	buf_char(out, ':');
	buf_number(out, n);
}

static void
put_place(struct buf *out, struct place at, struct str prefix)
{
	utf8_put_shown(out, prefix);
	utf8_put_shown(out, at.file);
	if (at.line)
		put_number(out, at.line);
	if (at.line && at.column)
		put_number(out, at.column);
	buf_char(out, ':');
}

static void
put_head(struct buf *out, const struct finding *f, struct str prefix, bool color)
{
	buf_text(out, color ? BOLD : "");
	put_place(out, f->at, prefix);
	buf_text(out, color ? PLAIN " " : " ");
	buf_text(out, color ? colours[f->severity] : "");
	buf_text(out, severity_name(f->severity));
	buf_text(out, color ? ":" PLAIN " " : ": ");
	utf8_put_shown(out, f->message);
	buf_text(out, " [");
	buf_text(out, diag_name(f->code));
	buf_text(out, "]\n");
}

/* The part of a line that is shown, and what is marked of it; in characters from 0. */
struct view {
	size_t start, end;
	size_t from, to;
};

static struct view
view_of(struct place at, size_t total)
{
	struct view v = { .end = total };

	v.from = at.column ? at.column - 1 : 0;
	if (v.from > total)
		v.from = total;
	v.to = v.from + (at.width ? at.width : 1);
	if (total > WINDOW) {
		if (v.to > WINDOW && v.from > LEAD)
			v.start = v.from - LEAD;
		if (v.start > total - WINDOW)
			v.start = total - WINDOW;
		v.end = v.start + WINDOW;
	}
	if (v.to > v.end)
		v.to = v.end;
	return v;
}

/* The byte offset of a character; the end of the line when it has less. */
static size_t
offset_of(struct str line, size_t character)
{
	size_t i = 0;

	while (character-- > 0 && i < line.len)
		utf8_next(line, &i);
	return i;
}

/* What stands before a character is returned, *line is the rest. */
static struct str
cut_at(struct str *line, size_t character)
{
	struct str before = str_head(*line, offset_of(*line, character));

	*line = str_from(*line, before.len);
	return before;
}

/* Gives the terminal cells that it takes. */
static size_t
put_cells(struct buf *out, struct str s)
{
	size_t from = out->len;

	utf8_put_shown(out, s);
	return utf8_width(str_from(buf_view(out), from));
}

static size_t
digits_of(uint32_t n)
{
	size_t digits = 1;

	while (n /= 10)
		digits++;
	return digits;
}

/* The width of what stands before `|` and `=`: five columns and a blank, more for long files. */
static size_t
gutter_of(uint32_t line)
{
	size_t digits = digits_of(line);

	return (digits > 5 ? digits : 5) + 1;
}

/*
 * Columns are characters, but carets stand under cells: of `国` two, of a combining mark none.
 */
static void
put_source(struct buf *out, const struct finding *f, struct str line, bool color)
{
	size_t total = utf8_count(line), gutter = gutter_of(f->at.line);
	struct view v = view_of(f->at, total);

	buf_fill(out, ' ', gutter - 1 - digits_of(f->at.line));
	buf_number(out, f->at.line);
	buf_text(out, v.start > 0 ? " | ..." : " | ");

	cut_at(&line, v.start);

	size_t before = put_cells(out, cut_at(&line, v.from - v.start));
	size_t under = put_cells(out, cut_at(&line, v.to - v.from));

	utf8_put_shown(out, cut_at(&line, v.end - v.to));
	buf_text(out, v.end < total ? "...\n" : "\n");
	buf_fill(out, ' ', gutter);
	buf_text(out, "| ");
	buf_fill(out, ' ', before + (v.start > 0 ? 3 : 0));
	buf_text(out, color ? GREEN : "");
	buf_fill(out, '^', under ? under : 1);
	buf_text(out, color ? PLAIN : "");
	if (f->label.len) {
		buf_char(out, ' ');
		utf8_put_shown(out, f->label);
	}
	buf_char(out, '\n');
}

void
finding_text(struct buf *out, const struct finding *f, const struct diag_lines *lines,
	struct str prefix, bool color)
{
	size_t gutter = gutter_of(f->at.line);

	put_head(out, f, prefix, color);
	if (f->at.line && lines && !f->hushed) {
		struct str line = lines->line(lines->from, f->at.file, f->at.line);

		if (line.len)
			put_source(out, f, line, color);
	}
	for (const struct finding_help *h = f->help; h; h = h->next) {
		buf_fill(out, ' ', gutter);
		buf_text(out, "= help: ");
		utf8_put_shown(out, h->text);
		buf_char(out, '\n');
	}
	for (const struct finding_related *r = f->related; r; r = r->next) {
		buf_fill(out, ' ', gutter);
		buf_text(out, "= see ");
		put_place(out, r->at, prefix);
		buf_char(out, ' ');
		utf8_put_shown(out, r->message);
		buf_char(out, '\n');
	}
}

static void
json_member(struct buf *out, const char *key, struct str value)
{
	buf_print(out, ",\"%s\":", key);
	escape_json(out, value);
}

/* file, line, column and message, as a finding and its related places have them. */
static void
json_place(struct buf *out, struct place at, struct str message)
{
	buf_text(out, "\"file\":");
	escape_json(out, at.file);
	buf_print(out, ",\"line\":%u,\"column\":%u", at.line, at.column);
	json_member(out, "message", message);
}

void
finding_json(struct buf *out, const struct finding *f)
{
	buf_print(out, "{\"code\":\"%s\",\"severity\":\"%s\",", diag_name(f->code),
		severity_name(f->severity));
	json_place(out, f->at, f->message);
	buf_text(out, ",\"help\":[");
	for (const struct finding_help *h = f->help; h; h = h->next) {
		escape_json(out, h->text);
		buf_text(out, h->next ? "," : "");
	}
	buf_text(out, "],\"related\":[");
	for (const struct finding_related *r = f->related; r; r = r->next) {
		buf_char(out, '{');
		json_place(out, r->at, r->message);
		buf_text(out, r->next ? "}," : "}");
	}
	buf_char(out, ']');
	if (f->sum.stated.len) {
		json_member(out, "stated", f->sum.stated);
		json_member(out, "computed", f->sum.computed);
		json_member(out, "difference", f->sum.difference);
		json_member(out, "unit", f->sum.unit);
	}
	buf_text(out, "}\n");
}
