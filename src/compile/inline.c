/*
 * What stands inside a paragraph: text with its bare addresses, links and claims, pictures, note
 * marks.
 *
 * Knows which reference or HTML each becomes, and where in the source it stands: the parser's
 * places of inlines can't be trusted (ARCHITECTURE.md), so each is compared with the source, looked
 * for when it is not there, and at worst given the place of its paragraph.
 */
#include "compile/body.h"

#include "base/utf8.h"
#include "compile/autolink.h"
#include "compile/claim.h"
#include "compile/raw.h"

#define NEEDLE_MOST 24

/* Where a link's text in brackets ends: behind the bracket that closes it; limit when none does. */
static size_t
end_of_brackets(struct str text, size_t i, size_t limit)
{
	size_t depth = 0;

	for (; i < limit; i++) {
		if (text.at[i] == '\\')
			i++;
		else if (text.at[i] == '[')
			depth++;
		else if (text.at[i] == ']' && --depth == 0)
			return i + 1;
	}
	return limit;
}

/* Where a destination and title in round brackets end, likewise. */
static size_t
end_of_destination(struct str text, size_t i, size_t limit)
{
	size_t depth = 0;
	char closing = 0;	/* of < > or a title */

	for (; i < limit; i++) {
		char c = text.at[i];

		if (c == '\\')
			i++;
		else if (closing)
			closing = c == closing ? 0 : closing;
		else if (c == '<')
			closing = '>';
		else if ((c == '"' || c == '\'') && text.at[i - 1] == ' ')
			closing = c;
		else if (c == '(')
			depth++;
		else if (c == ')' && --depth == 0)
			return i + 1;
	}
	return limit;
}

static size_t
end_of_link(struct str text, size_t start, size_t limit)
{
	size_t end;

	if (text.at[start] == '<') {
		end = str_find_char(str_head(text, limit), '>', start);
		return end < limit ? end + 1 : limit;
	}
	end = end_of_brackets(text, start, limit);
	if (end < limit && text.at[end] == '(')
		return end_of_destination(text, end, limit);
	if (end < limit && text.at[end] == '[')
		return end_of_brackets(text, end, limit);
	return end;
}

static bool
is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
		|| c == ' ' || (unsigned char)c >= 0x80;
}

/* How a link or picture begins in the source, as far as that is sure. */
static struct str
needle_of(const struct markdown_node *n, const char *opening, char space[NEEDLE_MOST])
{
	const struct markdown_node *child = markdown_first(n);
	bool is_text = child && markdown_kind(child) == MARKDOWN_TEXT;
	struct str text = is_text ? markdown_text(child) : STR_NONE;
	size_t len = 0;

	while (*opening)
		space[len++] = *opening++;
	for (size_t i = 0; i < text.len && len < NEEDLE_MOST && is_plain(text.at[i]); i++)
		space[len++] = text.at[i];
	return (struct str){ space, len };
}

struct place
inline_locate(struct body *b, const struct markdown_node *n, size_t *start)
{
	static const char *const link[] = { "[", "<", NULL }, *const image[] = { "![", NULL };
	const char *const *openings = markdown_kind(n) == MARKDOWN_IMAGE ? image : link;
	char space[NEEDLE_MOST];
	struct str text = b->unit->source.text;

	if (b->is_value) {
		struct place at = b->value_place;

		*start = source_offset(&b->unit->source, at.line, at.column);
		return at;
	}
	for (; *openings; openings++)
		if (body_locate(b, n, needle_of(n, *openings, space), start))
			return body_place(b, *start, end_of_link(text, *start, b->block_end));
	return body_place(b, *start, *start);
}

static void
say_formula_text(struct body *b, struct str text, struct place at)
{
	struct finding *f = diag_add(&b->unit->diag, DIAG_LINK_MALFORMED, at,
		"`" STR_FMT "` is linked to a formula but is no figure",
		STR_ARG(link_shown(b->unit->arena, text)));

	diag_help(&b->unit->diag, f, "put only the figure between the square brackets, or nothing: "
		"then the result is written");
}

static void
set_claim(struct reference *r, const struct claim *c, bool is_claim)
{
	r->has_amount = is_claim;
	if (!is_claim)
		return;
	r->amount = c->amount;
	r->upper = c->upper;
	r->claim = c->kind;
}

static void
say_several(struct body *b, struct str text, struct place at)
{
	struct finding *f = diag_add(&b->unit->diag, DIAG_LINK_MALFORMED, at,
		"`" STR_FMT "` has several figures, and only one can be checked",
		STR_ARG(link_shown(b->unit->arena, text)));

	diag_help(&b->unit->diag, f, "put only the figure that comes from there between the square brackets");
}

static void
say_overflow(struct body *b, struct str text, struct place at)
{
	struct finding *f = diag_add(&b->unit->diag, DIAG_AMOUNT_OVERFLOW, at,
		"`" STR_FMT "` is too large or too precise to be checked",
		STR_ARG(link_shown(b->unit->arena, text)));

	diag_help(&b->unit->diag, f, "look for a digit too many");
}

/* Read what a link claims.  Where it looks like a figure and is none, that is said. */
static enum claim_text
read_claim(struct body *b, struct str text, struct place at, struct claim *out)
{
	enum claim_text kind = text.len > 0 ? claim_read(text, out) : CLAIM_TEXT_NONE;

	if (kind == CLAIM_TEXT_OVERFLOW)
		say_overflow(b, text, at);
	if (kind == CLAIM_TEXT_SEVERAL)
		say_several(b, text, at);
	return kind;
}

static uint32_t
formula_reference(struct body *b, const struct link *link, struct str text, struct place at,
	size_t offset)
{
	struct compilation *u = b->unit;
	uint32_t first_op, ops, before = u->object.nreference;
	size_t found = str_find(u->source.text, link->formula, offset);
	struct claim claim = { .kind = CLAIM_PLAIN };

	if (found < u->source.text.len)
		offset = found;
	if (!formula_parse(u, &u->source, offset, link->formula, DIAG_REFERENCE_BROKEN, &first_op,
		&ops))
		return OBJECT_NONE;
	for (uint32_t i = before; i < u->object.nreference; i++)
		u->object.references[i].from = body_from(b);
	enum claim_text kind = read_claim(b, text, at, &claim);

	if (kind == CLAIM_TEXT_NONE && text.len > 0)
		say_formula_text(b, text, at);

	struct link here = { .path = u->in->path, .fragment = STR_NONE, .query = STR_NONE };
	uint32_t index = body_reference(b, REFERENCE_FORMULA, &here, text, at);
	struct reference *r = &u->object.references[index];

	r->first_op = first_op;
	r->ops = ops;
	set_claim(r, &claim, kind == CLAIM_TEXT_READ);
	return index;
}

/* `two places` linked to #two-places names its row: it is no count of anything. */
static bool
names_row(struct body *b, struct str text, struct str fragment)
{
	struct str slug = utf8_slug(b->unit->arena, text);

	while (fragment.len > 0)
		if (str_equal(str_cut(&fragment, '/'), slug))
			return true;
	return false;
}

/* `funding.csv#total`, or `plan.md#table-2/total`: no other address of a text has a slash. */
static bool
names_cell(const struct link *link)
{
	if (link_is_table(link->path))
		return link->fragment.len > 0;
	return str_find_char(link->fragment, '/', 0) < link->fragment.len;
}

/* A link to a cell is a claim when its text is a figure, or is left to the linker. */
static uint32_t
place_reference(struct body *b, const struct link *link, struct str text, struct place at)
{
	struct claim claim = { .kind = CLAIM_PLAIN };
	bool is_cell = !link->is_elsewhere && names_cell(link);
	bool has_amount = is_cell && !names_row(b, text, link->fragment)
		&& read_claim(b, text, at, &claim) == CLAIM_TEXT_READ;
	bool is_claim = has_amount || (is_cell && text.len == 0);
	uint32_t index = body_reference(b, is_claim ? REFERENCE_CLAIM : REFERENCE_LINK, link,
		text, at);

	set_claim(&b->unit->object.references[index], &claim, has_amount);
	return index;
}

static void
open_url(struct body *b, const struct link *link)
{
	piece_raw(&b->pieces, "<a href=\"");
	piece_text(&b->pieces, link->url);
	piece_raw(&b->pieces, link->is_page ? "\" rel=\"external\">" : "\">");
}

static void
open_reference(struct body *b, uint32_t index)
{
	b->link = index;
	b->link_is_reference = true;
	piece_hole(&b->pieces, PIECE_OPEN, index, STR_NONE);
}

bool
inline_open(struct body *b, struct str destination, struct str text, struct place at, size_t offset)
{
	struct compilation *u = b->unit;
	struct str written = str_trim(text);
	struct link link;
	uint32_t index;

	if (b->in_link) {
		struct finding *f = diag_add(&u->diag, DIAG_LINK_MALFORMED, at,
			"a link can't stand inside another link");

		diag_help(&u->diag, f, "end the first link before the second begins");
		return false;
	}
	link_read(u, str_copy(u->arena, destination), at, &link);
	b->link_is_reference = false;
	switch (link.kind) {
	case LINK_REFUSED:
		return false;
	case LINK_URL:
		open_url(b, &link);
		if (written.len == 0)	/* a link must say something */
			piece_text(&b->pieces, link.url);
		break;
	case LINK_PLACE:
		open_reference(b, place_reference(b, &link, written, at));
		break;
	case LINK_FORMULA:
		index = formula_reference(b, &link, written, at, offset);
		if (index == OBJECT_NONE)
			return false;
		open_reference(b, index);
		break;
	}
	b->in_link = true;
	return true;
}

void
inline_close(struct body *b)
{
	b->in_link = false;
	if (b->link_is_reference)
		piece_hole(&b->pieces, PIECE_CLOSE, b->link, STR_NONE);
	else
		piece_raw(&b->pieces, "</a>");
}

void
inline_link(struct body *b, const struct markdown_node *n)
{
	size_t offset;
	struct place at = inline_locate(b, n, &offset);

	if (inline_open(b, markdown_url(n), body_plain(b, n), at, offset))
		b->link_node = n;
}

void
inline_link_end(struct body *b, const struct markdown_node *n)
{
	if (!b->in_link || b->link_node != n)
		return;
	b->link_node = NULL;
	inline_close(b);
}

static void
unmatched_note(struct body *b, struct place at)
{
	struct finding *f = diag_add(&b->unit->diag, DIAG_NOTE_UNMATCHED, at,
		"this footnote mark has no note");

	diag_help(&b->unit->diag, f, "write the note in a paragraph of its own: [^1]: The note");
}

void
inline_note_mark(struct body *b, const struct markdown_node *n)
{
	struct arena *a = b->unit->arena;
	struct str number = str_print(a, "%s" STR_FMT, b->series, STR_ARG(markdown_text(n)));
	unsigned before;

	if (!markdown_note(n, &before)) {
		size_t at = body_node_start(b, n);

		unmatched_note(b, body_place(b, at, at));
		return;
	}
	struct str note = str_print(a, "note-" STR_FMT, STR_ARG(number));

	piece_raw(&b->pieces, b->in_link ? "<sup class=\"note\"><span" : "<sup class=\"note\"><a");
	piece_id(&b->pieces, before == 0 ? str_print(a, STR_FMT "-back", STR_ARG(note))
		: str_print(a, STR_FMT "-back-%u", STR_ARG(note), before + 1));
	if (!b->in_link)
		piece_local(&b->pieces, note);
	piece_raw(&b->pieces, ">");
	piece_text(&b->pieces, number);
	piece_raw(&b->pieces, b->in_link ? "</span></sup>" : "</a></sup>");
}

/* A text that can be found in the source as it is, and that no backslash makes literal. */
static bool
find_written(struct body *b, struct str text, size_t *at)
{
	struct str source = b->unit->source.text;
	size_t cursor = b->cursor;
	bool found = body_find(b, text, at) && (*at == 0 || source.at[*at - 1] != '\\');

	b->cursor = cursor;
	return found;
}

/* How what looks like a destination begins, where blanks part it from the text in brackets. */
static bool
looks_like_destination(struct str s)
{
	static const char *const heads[] = { "http://", "https://", "mailto:", "#" };
	struct str destination = str_cut(&s, ')');

	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		if (str_starts(destination, heads[i]))
			return true;
	return str_ends(destination, ".md") || str_ends(destination, ".csv")
		|| str_find(destination, STR(".md#"), 0) < destination.len
		|| str_find(destination, STR(".csv#"), 0) < destination.len;
}

static void
say_link_malformed(struct body *b, size_t at, size_t len, const char *why, const char *help)
{
	struct place place = body_place(b, at, at + len);
	struct finding *f = diag_add(&b->unit->diag, DIAG_LINK_MALFORMED, place, "%s", why);

	diag_help(&b->unit->diag, f, "%s", help);
}

/* `[text](` that is no link, `[text] (address)`, and `[^1]` without a note. */
static void
check_bracket(struct body *b, struct str text, size_t open)
{
	size_t close = str_find_char(text, ']', open), at;
	struct str bracket = str_slice(text, open, close + 2);

	if (close + 1 >= text.len && !str_starts(str_from(text, open), "[^"))
		return;
	if (str_starts(bracket, "[^") && close < text.len && close > open + 2) {
		if (find_written(b, str_slice(text, open, close + 1), &at))
			unmatched_note(b, body_place(b, at, at + close + 1 - open));
	} else if (str_ends(bracket, "](")) {
		if (find_written(b, bracket, &at))
			say_link_malformed(b, at, bracket.len,
				"this was meant as a link but is none",
				str_starts(str_from(b->unit->source.text, at + bracket.len), "<")
				? "end its destination with both brackets: >)"
				: "end it with a round bracket; a destination with spaces is written "
				"(<my file.md>)");
	} else if (str_starts(str_from(text, close + 1), " (")
		&& looks_like_destination(str_from(text, close + 3))
		&& find_written(b, bracket, &at)) {
		say_link_malformed(b, at, bracket.len, "a space keeps this from being a link",
			"write the round bracket directly behind the square one: [text](address)");
	}
}

static void
check_brackets(struct body *b, struct str text)
{
	size_t open = str_find_char(text, '[', 0);

	while (open < text.len) {
		size_t next = str_find_char(text, '[', open + 1);

		check_bracket(b, str_head(text, next), open);
		open = next;
	}
}

static void
write_text(struct body *b, const struct markdown_node *n, struct str text)
{
	struct autolink link;
	size_t from = 0;

	if (b->in_link) {
		mention_pass(b, text);
		piece_text(&b->pieces, text);
		return;
	}
	autolink_init(&link, text);
	while (autolink_next(&link, b->unit->arena)) {
		cite_write(b, n, str_slice(text, from, link.start));
		piece_raw(&b->pieces, "<a class=\"bare\" href=\"");	/* paper need not say it again */
		piece_text(&b->pieces, link.url);
		piece_raw(&b->pieces, link.is_page ? "\" rel=\"external\">" : "\">");
		piece_text(&b->pieces, str_slice(text, link.start, link.end));
		piece_raw(&b->pieces, "</a>");
		from = link.end;
	}
	cite_write(b, n, str_from(text, from));
}

void
inline_text(struct body *b, const struct markdown_node *n)
{
	struct str text = markdown_text(n);

	if (n == b->text_last)
		text = str_head(text, b->keep_head);
	if (n == b->text_first)
		text = str_from(text, b->cut_head);
	if (!b->is_value)
		check_brackets(b, text);
	write_text(b, n, body_clean(b, text));
}

void
inline_code(struct body *b, const struct markdown_node *n)
{
	piece_raw(&b->pieces, "<code>");
	piece_text(&b->pieces, markdown_text(n));
	piece_raw(&b->pieces, "</code>");
}

void
inline_html(struct body *b, const struct markdown_node *n)
{
	raw_tag(b, n);
}
