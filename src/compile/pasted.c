/*
 * What a paste from a word processor leaves: points of lists and numbers of headings that are letters of the text.
 *
 * A word processor draws them; on a page they are no list and no heading, and whoever hears the page hears none.
 * Each is said once in a paper: it is mended in all places at once.
 */
#include "compile/body.h"

#include <string.h>

#include "base/utf8.h"
#include "compile/mark.h"

#define TITLE_MOST 80	/* bytes of a heading; longer ones are sentences */

/* Points that word processors draw, the last as Word's own symbol font has it.  A filled circle may say how something stands. */
static const char *const points[] = { "•", "◦", "▪", "‣", "⁃", "\xef\x82\xb7" };

/* The length of a point that a line begins with; 0: none.  Two signs are points only where a blank or tab follows. */
static size_t
point_at(struct str line)
{
	if (!line.len || ((unsigned char)line.at[0] < 0x80 && line.at[0] != 'o'))
		return 0;	/* nearly always */
	for (size_t i = 0; i < sizeof points / sizeof *points; i++)
		if (str_starts(line, points[i]) && str_trim(str_from(line, str_of(points[i]).len)).len)
			return str_of(points[i]).len;
	if (str_starts(line, "·\t") || str_starts(line, "· "))
		return str_of("·").len;
	return str_starts(line, "o\t") ? 1 : 0;
}

static void
say_point(struct body *b, const struct markdown_node *n, struct str point, struct place at)
{
	struct diag *d = &b->unit->diag;
	struct finding *f = diag_add(d, DIAG_LIST_TYPED, at, "“" STR_FMT "” begins a point here, and makes no list",
		STR_ARG(str_starts(point, "\xef\x82\xb7") ? STR("•") : point));

	b->point_said = true;
	if (b->is_value)
		diag_help(d, f, "make a list of it: each point on a line of its own below the key, behind `- `");
	else if (markdown_kind(markdown_parent(n)) == MARKDOWN_ITEM)
		diag_help(d, f, "take it out: the list draws its own");
	else
		diag_help(d, f, "begin each line with `- ` in its place, and leave a blank line before the first");
}

static void
check_points(struct body *b, const struct markdown_node *n, struct str text)
{
	if (b->is_value) {
		size_t length = point_at(text);

		if (length)
			say_point(b, n, str_head(text, length), b->value_place);
		return;
	}
	struct str block = str_slice(b->unit->source.text, b->block_start, b->block_end), rest = block;

	while (rest.len) {
		struct str line = str_trim(str_cut(&rest, '\n'));
		size_t length = point_at(line), at = (size_t)(line.at - b->unit->source.text.at);

		if (!length)
			continue;
		say_point(b, n, str_head(line, length), body_place(b, at, at + length));
		return;
	}
}

/* A few words that end like no sentence. */
static bool
is_title(struct str text)
{
	static const char ends[] = ".,;:?!";
	size_t i = 0;

	if (!text.len || text.len > TITLE_MOST || !utf8_is_upper(utf8_next(text, &i)))
		return false;
	return !memchr(ends, text.at[text.len - 1], sizeof ends - 1);
}

/* The one item of a list, in which nothing stands but this paragraph, and something stands behind the list. */
static const struct markdown_node *
list_of_one(const struct markdown_node *paragraph)
{
	const struct markdown_node *item = markdown_parent(paragraph), *list = markdown_parent(item);

	if (markdown_kind(item) != MARKDOWN_ITEM || markdown_first(item) != paragraph || markdown_next(paragraph)
		|| markdown_first(list) != item || markdown_next(item))
		return NULL;
	return markdown_kind(markdown_parent(list)) == MARKDOWN_DOCUMENT && markdown_list(list).ordered
		&& markdown_next(list) && markdown_kind(markdown_next(list)) == MARKDOWN_PARAGRAPH ? list : NULL;
}

/* `2.1 Costs`, all of it bold: what stands behind the number; empty when it is nothing of the kind. */
static struct str
bold_title(const struct markdown_node *n, struct str text, struct mark *mark)
{
	const struct markdown_node *first = markdown_first(n);

	if (markdown_kind(markdown_parent(n)) != MARKDOWN_DOCUMENT || !first || markdown_next(first)
		|| markdown_kind(first) != MARKDOWN_STRONG || !mark_read(text, mark) || mark->kind != MARK_DECIMAL
		|| mark->open || mark_is_measure(mark, str_from(text, mark->len)))
		return STR_NONE;
	return is_title(str_from(text, mark->len)) ? str_from(text, mark->len) : STR_NONE;
}

static struct finding *
say_heading(struct body *b, unsigned number, unsigned parts, struct str title)
{
	struct diag *d = &b->unit->diag;
	struct finding *f = diag_add(d, DIAG_HEADING_TYPED, body_place(b, b->block_start, b->block_end),
		"this looks like a heading with the number %u, and is none", number);

	b->heading_said = true;
	diag_help(d, f, "write `%s " STR_FMT "` with a blank line before and after it; numbers are made",
		parts > 1 ? "###" : "##", STR_ARG(title));
	return f;
}

/* `2. Costs` makes a list of one item.  The first may be meant as that; behind it a second one is none. */
static void
check_heading(struct body *b, const struct markdown_node *n, struct str text)
{
	const struct markdown_node *list = list_of_one(n);
	struct mark mark = { 0 };
	struct str bold = list ? STR_NONE : bold_title(n, text, &mark);

	if (bold.len)
		say_heading(b, mark.parts[0], mark.count, bold);
	else if (list && markdown_list(list).start > 1 && is_title(text))
		diag_help(&b->unit->diag, say_heading(b, markdown_list(list).start, 1, text),
			"where it is an item of a list, indent what belongs to it by three blanks");
}

void
pasted_check(struct body *b, const struct markdown_node *n, struct str text)
{
	bool makes = b->unit->numbering == NUMBERING_PARAGRAPHS || b->unit->numbering == NUMBERING_HEADINGS;

	if (markdown_kind(n) != MARKDOWN_PARAGRAPH)
		return;
	text = str_trim(text);
	if (!b->point_said)
		check_points(b, n, text);
	if (!b->heading_said && !b->is_value && makes)
		check_heading(b, n, text);
}
