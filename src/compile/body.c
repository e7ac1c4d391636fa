/*
 * A body: the walk over its Markdown, its paragraphs, and where things are.
 *
 * Every node kind has a row in a table: what to write, or whom to ask, when it is entered and left.
 * Headings are heading.c's, lists, tables and notes block.c's, what stands inside a paragraph
 * inline.c's, numbers number.c's.
 */
#include "compile/body.h"

#include "base/utf8.h"
#include "compile/exempt_notice.h"
#include "compile/placeholder.h"
#include "compile/prescan.h"
#include "compile/prose.h"
#include "compile/raw.h"
#include "compile/stated.h"
#include "compile/weekday.h"

#define DEPTH_MOST 100

static struct place
block_place(const struct body *b)
{
	return body_place(b, b->block_start, b->block_start);
}

const struct role *
body_role(const struct body *b, const struct markdown_node *n)
{
	return b->is_written ? role_of(&b->roles, n) : NULL;
}

uint32_t
body_from(const struct body *b)
{
	for (const struct lettered *l = b->lettered; l; l = l->outer)
		if (l->definition != OBJECT_NONE)
			return l->definition;
	return b->paragraph != OBJECT_NONE ? b->paragraph : b->section;
}

uint32_t
body_reference(struct body *b, enum reference_kind kind, const struct link *link, struct str text,
	struct place at)
{
	uint32_t index = b->unit->object.nreference;

	*unit_add_reference(b->unit) = (struct reference){
		.kind = kind, .path = link->path, .fragment = link->fragment, .query = link->query,
		.text = text, .line = at.line, .column = at.column, .width = at.width,
		.from = body_from(b),
	};
	return index;
}

/* Control characters and U+FFFE, U+FFFF, which `&#1;` can bring in and HTML and XML forbid. */
static bool
is_forbidden(uint32_t c)
{
	return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7f && c < 0xa0)
		|| (c & 0xfffe) == 0xfffe;
}

struct str
body_clean(struct body *b, struct str text)
{
	struct buf out = BUF_EMPTY;

	if (!b->has_numbers)
		return text;
	for (size_t i = 0; i < text.len;) {
		uint32_t c = utf8_next(text, &i);

		utf8_put(&out, is_forbidden(c) ? 0xfffd : c);
	}

	return buf_keep(&out, b->unit->arena);
}

struct str
body_plain(struct body *b, const struct markdown_node *n)
{
	struct buf out = BUF_EMPTY;

	markdown_plain(n, &out);

	struct str text = buf_keep(&out, b->unit->arena);

	return body_clean(b, text);
}

static bool
is_tight(const struct body *b, const struct markdown_node *paragraph)
{
	const struct markdown_node *parent = markdown_parent(paragraph);

	return markdown_kind(parent) == MARKDOWN_ITEM
		&& markdown_list(markdown_parent(parent)).tight && !list_is_dissolved(b, parent);
}

static bool
is_top(const struct markdown_node *n)
{
	return markdown_kind(markdown_parent(n)) == MARKDOWN_DOCUMENT;
}

void
body_numbered(struct body *b, struct str text, const struct number *number)
{
	struct definition d = { .kind = DEFINITION_PARAGRAPH, .id = number->id, .alias = STR_NONE,
		.number = number->shown, .title = STR_NONE, .scope = b->numbers.appendix };

	b->paragraph = anchor_define(&b->anchors, &d, block_place(b));
	b->last_paragraph = *number;
	written_typed(b, text, number->shown, block_place(b));
	former_write(b, &d);
	piece_raw(&b->pieces, "<p class=\"numbered\"");
	piece_id(&b->pieces, number->id);
	piece_raw(&b->pieces, "><a class=\"number\"");
	piece_local(&b->pieces, number->id);
	piece_raw(&b->pieces, ">");
	piece_text(&b->pieces, number->shown);
	piece_raw(&b->pieces, "</a> ");
}

static void
enter_paragraph(struct body *b, const struct markdown_node *n)
{
	const struct markdown_node *first = markdown_first(n);
	struct number number;

	body_enter_block(b, n);
	if (first && !markdown_next(first) && markdown_kind(first) == MARKDOWN_IMAGE) {
		picture_alone(b, first);
		section_other(b);
		markdown_skip(&b->walk);
		return;
	}
	struct str text = first ? markdown_text(first) : STR_NONE;
	const struct role *role = body_role(b, n);

	b->open = is_tight(b, n) ? OPEN_BARE : OPEN_PARAGRAPH;
	b->keeps_lines = is_top(n) && written_keeps_lines(b);
	if (role && markdown_kind(markdown_parent(n)) == MARKDOWN_ITEM && role->kind == ROLE_ITEM)
		role = NULL;	/* its item has it */
	if (role) {
		if (!written_open(b, role, block_place(b)))
			markdown_skip(&b->walk);
		return;
	}
	if (is_top(n) && block_is_caption(b, n))
		piece_raw(&b->pieces, "<p class=\"caption\">");
	else if (is_top(n) && number_paragraph(&b->numbers, &number))
		body_numbered(b, text, &number);
	else if (b->open == OPEN_PARAGRAPH)
		piece_raw(&b->pieces, "<p>");
	list_lead(b);
}

static void
leave_paragraph(struct body *b, const struct markdown_node *n)
{
	raw_close_tags(b, 0);
	if (markdown_kind(markdown_parent(n)) == MARKDOWN_NOTE && !markdown_next(n))
		block_note_back(b);
	if (written_goes_on(b, n))
		return;
	written_close(b);
	if (is_top(n))
		b->paragraph = b->numbered;
}

static void
enter_html(struct body *b, const struct markdown_node *n)
{
	size_t written = b->pieces.html.len;

	raw_block(b, n, false);
	if (b->pieces.html.len > written + 1)	/* a comment leaves its line end */
		section_other(b);
	markdown_skip(&b->walk);
}

struct rendering {
	const char *open, *close;
	void (*enter)(struct body *b, const struct markdown_node *n);
	void (*leave)(struct body *b, const struct markdown_node *n);
};

static const struct rendering renderings[MARKDOWN_KINDS] = {
	[MARKDOWN_QUOTE]      = { "<blockquote>\n", "</blockquote>\n", NULL, NULL },
	[MARKDOWN_RULE]       = { "<hr>\n", NULL, NULL, NULL },
	[MARKDOWN_LIST]       = { NULL, NULL, list_enter, list_leave },
	[MARKDOWN_ITEM]       = { NULL, NULL, list_item, list_item_leave },
	[MARKDOWN_CODE_BLOCK] = { NULL, NULL, block_code, NULL },
	[MARKDOWN_HTML_BLOCK] = { NULL, NULL, enter_html, NULL },
	[MARKDOWN_PARAGRAPH]  = { NULL, NULL, enter_paragraph, leave_paragraph },
	[MARKDOWN_HEADING]    = { NULL, NULL, heading_enter, heading_leave },
	[MARKDOWN_NOTE]       = { NULL, NULL, block_note, block_note_end },
	[MARKDOWN_TABLE]      = { NULL, NULL, block_table, block_table_end },
	[MARKDOWN_ROW]        = { NULL, NULL, block_row, block_row_end },
	[MARKDOWN_CELL]       = { NULL, NULL, block_cell, block_cell_end },
	[MARKDOWN_TEXT]       = { NULL, NULL, inline_text, NULL },
	[MARKDOWN_SOFT_BREAK] = { NULL, NULL, written_break, NULL },
	[MARKDOWN_LINE_BREAK] = { NULL, NULL, written_break, NULL },
	[MARKDOWN_CODE]       = { NULL, NULL, inline_code, NULL },
	[MARKDOWN_HTML]       = { NULL, NULL, inline_html, NULL },
	[MARKDOWN_EMPHASIS]   = { "<em>", "</em>", NULL, NULL },
	[MARKDOWN_STRONG]     = { "<strong>", "</strong>", NULL, NULL },
	[MARKDOWN_STRUCK]     = { "<del>", "</del>", NULL, NULL },
	[MARKDOWN_LINK]       = { NULL, NULL, inline_link, inline_link_end },
	[MARKDOWN_IMAGE]      = { NULL, NULL, picture_inline, NULL },
	[MARKDOWN_NOTE_MARK]  = { NULL, NULL, inline_note_mark, NULL },
};

/* What the text says of itself: its figures, its sums, the lists that it announces. */
static void
read_prose(struct body *b, const struct markdown_node *n)
{
	struct prose p;

	prose_read(b, n, &p);
	figure_record(b, &p);
	arithmetic_check(b, &p);
	placeholder_check(b, &p);
	weekday_check(b, &p);
	pasted_check(b, n, prose_text(&p));
	if (!b->is_value)
		announce_check(b, n, &p);
	if (!b->is_value)
		term_read(b, n, &p);
	if (!b->is_value && markdown_kind(n) != MARKDOWN_HEADING)
		section_text(b, n, prose_text(&p));
	if (!b->is_value && markdown_kind(n) == MARKDOWN_PARAGRAPH)
		stated_lines(b);
	if (markdown_kind(n) == MARKDOWN_PARAGRAPH)
		exempt_notice_text(b, n, prose_text(&p));
	prose_release(&p);
}

static bool
is_prose(enum markdown_kind kind)
{
	return kind == MARKDOWN_PARAGRAPH || kind == MARKDOWN_HEADING || kind == MARKDOWN_CELL;
}

static void
render(struct body *b, const struct markdown_node *n, enum markdown_kind kind)
{
	const struct rendering *r = &renderings[kind];

	if (!b->walk.leaving && n == b->emptied) {
		markdown_skip(&b->walk);
		return;
	}
	if (!b->walk.leaving) {
		if (r->open)
			piece_raw(&b->pieces, r->open);
		if (r->enter)
			r->enter(b, n);
		return;
	}
	if (kind > MARKDOWN_TEXT)
		raw_close_tags(b, b->walk.depth + 1);
	if (is_prose(kind))
		read_prose(b, n);
	if (kind == MARKDOWN_LIST)
		announce_behind(b, n);
	if (r->leave)
		r->leave(b, n);
	if (r->close)
		piece_raw(&b->pieces, r->close);
}

/* A value of the front matter is inline: of its blocks only the breaks between them are kept. */
static void
render_value_block(struct body *b, const struct markdown_node *n, enum markdown_kind kind)
{
	bool has_text = kind == MARKDOWN_PARAGRAPH || kind == MARKDOWN_HEADING
		|| kind == MARKDOWN_CELL || kind == MARKDOWN_CODE_BLOCK
		|| kind == MARKDOWN_HTML_BLOCK;

	if (b->walk.leaving)
		raw_close_tags(b, 0);
	if (b->walk.leaving && is_prose(kind) && b->unit->object.kind != OBJECT_TABLE)
		read_prose(b, n);	/* a sidecar's places are in another file */
	else if (!b->walk.leaving && has_text && !piece_is_empty(&b->pieces))
		piece_raw(&b->pieces, "<br>\n");
	if (!b->walk.leaving && kind == MARKDOWN_CODE_BLOCK)
		inline_code(b, n);
	if (!b->walk.leaving && kind == MARKDOWN_HTML_BLOCK)
		raw_block(b, n, true);
}

static void
too_deep(struct body *b)
{
	markdown_skip(&b->walk);
	if (b->too_deep)
		return;
	b->too_deep = true;

	struct finding *f = diag_add(&b->unit->diag, DIAG_TOO_DEEP, block_place(b),
		"what stands here is nested more than %d deep", DEPTH_MOST);

	diag_help(&b->unit->diag, f, "look for a long run of stars, underscores or brackets");
}

static bool
is_block_of_text(enum markdown_kind kind)
{
	return kind == MARKDOWN_PARAGRAPH || kind == MARKDOWN_HTML_BLOCK;
}

void
body_walk(struct body *b, const struct markdown_node *root)
{
	struct markdown_walk outer = b->walk;

	markdown_walk(&b->walk, root);
	do {
		enum markdown_kind kind = markdown_kind(b->walk.node);

		if (b->walk.depth > DEPTH_MOST)
			too_deep(b);
		else if (b->is_value && kind < MARKDOWN_TEXT)
			render_value_block(b, b->walk.node, kind);
		else if (!b->walk.leaving && is_block_of_text(kind) && tab_table(b, b->walk.node))
			markdown_skip(&b->walk);
		else
			render(b, b->walk.node, kind);
	} while (markdown_step(&b->walk));
	b->walk = outer;
}

/* The walk that is under way goes on where it was. */
static void
walk_inlines(struct body *b, const struct markdown_node *n)
{
	struct markdown_walk outer = b->walk;

	markdown_walk(&b->walk, n);
	do {
		enum markdown_kind kind = markdown_kind(b->walk.node);

		if (b->walk.depth > DEPTH_MOST)
			too_deep(b);
		else if (kind >= MARKDOWN_TEXT)
			render(b, b->walk.node, kind);
	} while (markdown_step(&b->walk));
	raw_close_tags(b, 0);
	read_prose(b, n);
	b->walk = outer;
}

void
body_inlines(struct body *b, const struct markdown_node *n)
{
	body_enter_block(b, n);
	walk_inlines(b, n);
}

/* A full stop before it, which is cut off again, keeps the parser from taking it for a list or a heading. */
struct str
body_cell(struct body *b, struct str text, size_t at)
{
	struct body outer = *b;
	struct place place = source_place(&b->unit->source, at, at);
	struct str dotted = str_print(b->unit->arena, "." STR_FMT, STR_ARG(text));
	const struct markdown_node *root = NULL;
	bool is_read = markdown_parse_inner(dotted, false, &root) == MARKDOWN_READ;
	const struct markdown_node *first = is_read ? markdown_first(root) : NULL;

	if (!first || markdown_kind(first) != MARKDOWN_PARAGRAPH || markdown_next(first)) {
		piece_text(&b->pieces, text);
		return text;
	}
	b->first_line = place.line;
	b->first_column = (uint32_t)(at - source_offset(&b->unit->source, place.line, 1)) - 1;
	b->block_start = b->cursor = at;
	b->block_end = at + text.len;
	b->text_first = markdown_first(first);
	b->cut_head = 1;
	walk_inlines(b, first);
	b->first_line = outer.first_line;
	b->first_column = outer.first_column;
	b->text_first = outer.text_first;
	b->cut_head = outer.cut_head;
	return str_from(table_cell_text(b, first), 1);
}

static bool
is_within_limits(struct body *b, struct str text)
{
	enum prescan_rule rule;
	size_t at, start = b->unit->body_offset;

	if (prescan(text, &rule, &at))
		return true;

	struct finding *f = diag_add(&b->unit->diag, prescan_limits[rule].code,
		body_place(b, start + at, start + at), "%s", prescan_limits[rule].what);

	diag_help(&b->unit->diag, f, "%s", prescan_limits[rule].help);
	return false;
}

static void
say_refused(struct body *b, enum markdown_result result)
{
	size_t start = b->unit->body_offset;
	struct place at = body_place(b, start, start);
	struct finding *f = diag_add(&b->unit->diag, DIAG_TOO_LARGE, at, "%s",
		result == MARKDOWN_TOO_SLOW ? "this text took too long to read"
		: "this text needs too much memory to be read");

	diag_help(&b->unit->diag, f,
		"look for long runs of brackets, stars, underscores or vertical bars");
}

static void
compile(struct body *b, struct str text)
{
	const struct markdown_node *root;

	if (!is_within_limits(b, text))
		return;
	b->has_numbers = str_find(text, STR("&#"), 0) < text.len;
	enum markdown_result result = markdown_parse(text, !b->is_value, &root);

	if (result != MARKDOWN_READ) {
		say_refused(b, result);
		return;
	}
	b->is_written = !b->is_value && b->unit->numbering == NUMBERING_WRITTEN;
	if (b->is_written)
		role_read(&b->roles, b->unit, root, b->first_line);
	body_walk(b, root);
	raw_count_attributes(b);
	block_notes_end(b);
	if (!b->is_value)
		block_lost_notes(b, root, b->first_line, b->unit->source.nline);
	html_release();
	markdown_release();
}

static void
begin(struct body *b, struct compilation *u)
{
	*b = (struct body){ .unit = u, .series = "", .section = OBJECT_NONE, .paragraph = OBJECT_NONE,
		.numbered = OBJECT_NONE };
	if (u->object.nfragment == 0)
		unit_add_fragment(u);	/* 0 is the body's, whoever comes first */
	piece_begin(&b->pieces, u);
	anchor_init(&b->anchors, u);
	term_init(b);
	mention_init(b);
	cite_init(b);
}

void
body_compile(struct compilation *u)
{
	struct body b;

	begin(&b, u);
	former_init(&b);
	b.first_line = source_place(&u->source, u->body_offset, u->body_offset).line;
	number_init(&b.numbers, u->numbering, u->arena);
	compile(&b, u->body);
	figure_count(&b);
	term_finish(&b);
	cite_finish(&b);
	former_check(&b);
	u->object.fragments[0] = piece_finish(&b.pieces);
}

uint32_t
body_inline(struct compilation *u, struct str markdown, uint32_t line, uint32_t column)
{
	struct body b;
	uint32_t index;

	begin(&b, u);
	b.is_value = true;
	b.value_place = (struct place){ u->source.path, line, column, 0 };
	number_init(&b.numbers, NUMBERING_NONE, u->arena);
	compile(&b, markdown);
	cite_keep(&b);

	struct fragment fragment = piece_finish(&b.pieces);

	index = u->object.nfragment;
	*unit_add_fragment(u) = fragment;
	return index;
}
