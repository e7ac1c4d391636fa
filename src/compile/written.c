/*
 * Paragraphs, and lines of paragraphs, that written numbers make something else.
 *
 * A paragraph is open as one of a few things; a line with a role of its own ends it and opens the
 * next.  What each block is, role.c decided before.
 */
#include "compile/body.h"

#include "compile/raw.h"
#include "compile/series.h"

#define LINE_MOST  60	/* of a line that stands by itself: an address, a name, a title */
#define LABEL_MOST 30	/* as in `Report of: ` */

static const struct markdown_node *
stress_around(const struct markdown_node *n)
{
	const struct markdown_node *parent = markdown_parent(n);

	while (parent && (markdown_kind(parent) == MARKDOWN_EMPHASIS
			|| markdown_kind(parent) == MARKDOWN_STRONG)
		&& markdown_first(parent) == n && !markdown_next(n)) {
		n = parent;
		parent = markdown_parent(n);
	}
	return n;
}

/* `**1.1** Text` leaves nothing of the stress, and a blank. */
void
body_cut(struct body *b, const struct role *role)
{
	const struct markdown_node *next;

	if (!role->text)
		return;
	b->text_first = role->text;
	b->cut_head = role->cut;
	if (role->cut < markdown_text(role->text).len)
		return;
	b->emptied = stress_around(role->text);
	next = markdown_next(b->emptied);
	if (!next || markdown_kind(next) != MARKDOWN_TEXT)
		return;
	b->text_first = next;
	b->cut_head = mark_blanks(markdown_text(next));
}

/* Below a section that has no number: its own address first. */
struct str
body_address(struct body *b, const struct role *role)
{
	struct str base = STR("item");

	if (!role->is_below)
		return role->id;
	if (b->section != OBJECT_NONE)
		base = b->unit->object.definitions[b->section].id;
	return anchor_free(&b->anchors, str_print(b->unit->arena, STR_FMT "." STR_FMT,
		STR_ARG(base), STR_ARG(role->id)));
}

static uint32_t
define(struct body *b, const struct role *role, enum definition_kind kind, struct str id,
	struct place at)
{
	struct definition d = { .kind = kind, .id = id, .alias = STR_NONE,
		.number = role->number, .scope = role->scope,
		.title = kind == DEFINITION_TABLE || kind == DEFINITION_FIGURE ? role->title
		: STR_NONE };

	return anchor_define(&b->anchors, &d, at);
}

static void
open_numbered(struct body *b, const struct role *role, struct place at)
{
	b->open = OPEN_PARAGRAPH;
	b->paragraph = b->numbered = define(b, role, DEFINITION_PARAGRAPH, role->id, at);
	body_cut(b, role);
	former_write(b, &b->unit->object.definitions[b->paragraph]);
	piece_raw(&b->pieces, "<p class=\"numbered\"");
	piece_id(&b->pieces, role->id);
	piece_raw(&b->pieces, "><a class=\"number\"");
	piece_local(&b->pieces, role->id);
	piece_raw(&b->pieces, ">");
	piece_text(&b->pieces, role->shown);
	piece_raw(&b->pieces, "</a> ");
}

static void
open_item(struct body *b, const struct role *role, struct place at)
{
	struct str id = body_address(b, role);

	b->open = OPEN_ITEM;
	b->ends_list = role->ends;
	b->paragraph = define(b, role, DEFINITION_ITEM, id, at);
	body_cut(b, role);
	piece_raw(&b->pieces, role->begins ? "<ol class=\"lettered\">\n<li" : "<li");
	piece_id(&b->pieces, id);
	piece_raw(&b->pieces, ">");
	b->letter = role->shown;
	list_lead(b);
}

/* The number stays in the text: it is how tables are spoken of.  A table that stands below takes
 * its address from it (block_table.c). */
static void
open_caption(struct body *b, const struct role *role, struct place at)
{
	const struct markdown_node *next = markdown_next(b->walk.node);
	enum markdown_kind kind = next ? markdown_kind(next) : MARKDOWN_OTHER;

	b->open = OPEN_PARAGRAPH;
	if (!role->is_figure && (kind == MARKDOWN_TABLE || kind == MARKDOWN_HTML_BLOCK)) {
		piece_raw(&b->pieces, "<p class=\"caption\">");
		return;
	}
	b->paragraph = define(b, role, role->is_figure ? DEFINITION_FIGURE : DEFINITION_TABLE,
		role->id, at);
	piece_raw(&b->pieces, "<p class=\"caption\"");
	piece_id(&b->pieces, role->id);
	piece_raw(&b->pieces, ">");
}

void
written_cell(struct body *b, const struct markdown_node *n)
{
	const struct role *role = body_role(b, n);
	struct str id;

	if (!role)
		return;
	id = body_address(b, role);
	define(b, role, DEFINITION_ITEM, id, body_place(b, b->block_start, b->block_start));
	piece_id(&b->pieces, id);
}

bool
written_open(struct body *b, const struct role *role, struct place at)
{
	switch (role->kind) {
	case ROLE_PARAGRAPH:
		open_numbered(b, role, at);
		break;
	case ROLE_ITEM:
		open_item(b, role, at);
		break;
	case ROLE_CAPTION:
		open_caption(b, role, at);
		break;
	case ROLE_JOINED:
		piece_raw(&b->pieces, role->is_word ? "" : "\n");
		break;
	default:
		if (role->level == 0)
			return false;	/* the title, which the page writes */
		heading_written(b, role, at);
		b->open = OPEN_HEADING;
	}
	return true;
}

void
written_close(struct body *b)
{
	switch (b->open) {
	case OPEN_BARE:
		piece_raw(&b->pieces, "\n");
		break;
	case OPEN_PARAGRAPH:
		piece_raw(&b->pieces, "</p>\n");
		break;
	case OPEN_HEADING:
		heading_close(b);
		break;
	case OPEN_ITEM:
		piece_raw(&b->pieces, b->ends_list ? "</li>\n</ol>\n" : "</li>\n");
		break;
	}
}

bool
written_goes_on(const struct body *b, const struct markdown_node *paragraph)
{
	const struct markdown_node *next = markdown_next(paragraph);
	const struct role *role = next ? body_role(b, next) : NULL;

	return role && role->kind == ROLE_JOINED;
}

/* A line that stands by itself: it begins large, and is short or has a label. */
static bool
is_line(struct str line)
{
	while (line.len > 0 && (line.at[0] == '*' || line.at[0] == '_' || line.at[0] == ' '))
		line = str_from(line, 1);
	return line.len > 0 && !(line.at[0] >= 'a' && line.at[0] <= 'z')
		&& (line.len <= LINE_MOST || str_find_char(line, ':', 0) <= LABEL_MOST);
}

bool
written_keeps_lines(const struct body *b)
{
	struct str text = str_slice(b->unit->source.text, b->block_start, b->block_end);

	if (!b->is_written)
		return false;
	while (text.len > 0)
		if (!is_line(str_trim(str_cut(&text, '\n'))))
			return false;
	return true;
}

void
written_break(struct body *b, const struct markdown_node *n)
{
	const struct role *role = body_role(b, n);
	size_t at = b->cursor;

	if (!role) {
		piece_raw(&b->pieces, markdown_kind(n) == MARKDOWN_LINE_BREAK || b->keeps_lines
			? "<br>\n" : "\n");
		return;
	}
	raw_close_tags(b, 0);
	written_close(b);
	if (role->shown.len > 0)
		at = str_find(str_head(b->unit->source.text, b->block_end), role->shown,
			b->cursor);
	written_open(b, role, body_place(b, at, at));
}

static bool
is_same(const struct mark *m, struct str made)
{
	return str_equal(m->bare, made) || (m->count == 1 && str_ends(made, ".0")
		&& str_equal(m->bare, str_head(made, made.len - 2)));
}

/* One amount at a paragraph's head proves nothing: it is the number that is made, or the second of
 * a series. */
void
written_typed(struct body *b, struct str text, struct str made, struct place at)
{
	struct mark m, last = b->typed;
	struct diag *d = &b->unit->diag;
	struct finding *f;

	if (b->typed_said || !mark_read(text, &m) || m.kind != MARK_DECIMAL || m.open
		|| mark_is_measure(&m, str_from(text, m.len)))
		return;
	b->typed = m;
	if (!is_same(&m, made) && (last.count == 0 || series_fit(&last, &m) != FIT_NEXT))
		return;
	b->typed_said = true;
	f = diag_add(d, DIAG_NUMBER_REPEATED, at, "the number " STR_FMT
		" stands in the text, and " STR_FMT " is put before it", STR_ARG(m.written),
		STR_ARG(made));
	diag_grade(d, f, SEVERITY_WARNING);
	diag_help(d, f, "write `numbering: written` in the front matter if the numbers of this "
		"paper stand in its text; else take them out");
}
