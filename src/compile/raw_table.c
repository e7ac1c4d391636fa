/*
 * Tables of raw HTML, whose sums are checked as those of any table.
 *
 * Knows which cell stands in which column, whatever they span, and what a cell says to a reader.  A
 * table inside a cell is one of its own, and no part of what that cell says.
 */
#include "compile/raw_table.h"

#define WIDEST 256u

/* Columns that cells of rows above reach down into: how many rows more. */
struct grid {
	struct text_sheet sheet;
	struct raw_cells *cells;
	struct arena     *arena;
	uint8_t           down[WIDEST];
	uint32_t          column;
};

static bool
is_cell(const struct html_node *n)
{
	return str_is(n->name, "td") || str_is(n->name, "th");
}

static uint32_t
span_of(const struct html_node *cell, const char *name)
{
	const struct html_attribute *a = cell->attributes;
	uint32_t span = 0;

	while (a && !str_is(a->name, name))
		a = a->next;
	for (size_t i = 0; a && i < a->value.len && i < 2; i++)
		if (a->value.at[i] >= '0' && a->value.at[i] <= '9')
			span = span * 10 + (uint32_t)(a->value.at[i] - '0');
	return span > 0 ? span : 1;
}

/* ---- texts ---- */

static bool
parts_words(struct str name)
{
	static const char names[] = "br|p|li|div|tr|td|th|ul|ol|dt|dd";

	return str_is_one_of(name, names);
}

/* What is not part of what the cell says: struck out, or a table of its own. */
static bool
is_passed_over(const struct html_node *n)
{
	return str_is(n->name, "s") || str_is(n->name, "del") || str_is(n->name, "strike")
		|| str_is(n->name, "table") || allow_drops_text(n->name);
}

static void
add_node(struct buf *out, const struct html_node *n, struct arena *a)
{
	const struct html_attribute *href = n->attributes;

	if (parts_words(n->name))
		buf_char(out, ' ');
	while (href && !str_is(href->name, "href"))
		href = href->next;
	if (str_is(n->name, "a") && href && str_trim(html_text(n, a)).len == 0)
		buf_print(out, "[](" STR_FMT ")", STR_ARG(href->value));
	buf_str(out, n->text);
}

static bool
is_note_mark(const struct buf *before, const struct html_node *n, struct arena *a)
{
	return str_is(n->name, "sup") && text_is_mark(buf_view(before), html_text(n, a));
}

struct str
raw_cell_text(const struct html_node *cell, struct arena *a)
{
	const struct html_node *n = cell->first;
	struct buf out = BUF_EMPTY;

	while (n) {
		bool over = is_passed_over(n) || is_note_mark(&out, n, a);

		if (!over)
			add_node(&out, n, a);
		if (n->first && !over) {
			n = n->first;
			continue;
		}
		while (!n->next && n->parent != cell) {
			n = n->parent;
			if (parts_words(n->name))
				buf_char(&out, ' ');
		}
		n = n->next;
	}

	struct str text = text_line_of(a, buf_view(&out));

	buf_release(&out);
	return text;
}

/* ---- cells in their columns ---- */

static void
put_blank(struct grid *g, struct place at)
{
	at.width = 0;
	text_sheet_cell(&g->sheet, STR_NONE, at);
	g->column++;
}

static void
pass_spans(struct grid *g, struct place at)
{
	while (g->column < WIDEST && g->down[g->column] > 0) {
		g->down[g->column]--;
		put_blank(g, at);
	}
}

static void
add_cell(struct grid *g, const struct html_node *cell)
{
	struct place at = g->cells->places[cell->mark - 1];
	uint32_t columns = span_of(cell, "colspan"), rows = span_of(cell, "rowspan");

	pass_spans(g, at);
	for (uint32_t i = 0; i < columns; i++) {
		if (g->column < WIDEST)
			g->down[g->column] = (uint8_t)(rows - 1);
		if (i > 0) {
			put_blank(g, at);
			continue;
		}
		text_sheet_cell(&g->sheet, raw_cell_text(cell, g->arena), at);
		g->column++;
	}
}

static void
add_row(struct grid *g, const struct html_node *row)
{
	const struct html_node *first = row->first;
	struct place last;

	while (first && !(is_cell(first) && first->mark > 0))
		first = first->next;
	if (!first)
		return;
	last = g->cells->places[first->mark - 1];
	text_sheet_row(&g->sheet, last.line);
	g->column = 0;
	for (const struct html_node *n = first; n; n = n->next) {
		if (!is_cell(n) || n->mark == 0)
			continue;
		last = g->cells->places[n->mark - 1];
		add_cell(g, n);
	}
	pass_spans(g, last);
}

static struct html_node *
first_of(struct html_node *n, const char *name)
{
	while (n && !str_is(n->name, name))
		n = n->next;
	return n;
}

static bool
is_section(const struct html_node *n)
{
	return str_is(n->name, "thead") || str_is(n->name, "tbody") || str_is(n->name, "tfoot");
}

/* The row after one, or the first, through the sections of a table. */
static struct html_node *
next_row(struct html_node *table, struct html_node *row)
{
	struct html_node *found = row ? first_of(row->next, "tr") : NULL, *n;

	if (found)
		return found;
	n = !row ? table->first : row->parent == table ? NULL : row->parent->next;
	for (; n; n = n->next) {
		if (str_is(n->name, "tr"))
			return n;
		found = is_section(n) ? first_of(n->first, "tr") : NULL;
		if (found)
			return found;
	}
	return NULL;
}

static bool
holds_table(const struct html_node *cell)
{
	const struct html_node *n = cell->first;

	while (n) {
		if (str_is(n->name, "table"))
			return true;
		if (n->first) {
			n = n->first;
			continue;
		}
		while (!n->next && n->parent != cell)
			n = n->parent;
		n = n->next;
	}
	return false;
}

/* Nothing but words: what a term may be. */
static bool
is_words(const struct html_node *cell)
{
	for (const struct html_node *n = cell->first; n; n = n->next) {
		const struct element *e = n->name.len > 0 ? allow_element(n->name) : NULL;

		if (n->name.len > 0 && (!e || !(e->within & IN_PHRASING) || n->first != n->last
				|| (n->first && n->first->name.len > 0)))
			return false;
	}
	return cell->first != NULL;
}

/* Cells of a row when all are `td` without spans: how many; 0 when not. */
static uint32_t
plain_cells(const struct html_node *row, struct html_node *cells[2])
{
	uint32_t count = 0;

	for (struct html_node *n = row->first; n; n = n->next) {
		if (n->name.len == 0 && str_trim(n->text).len == 0)
			continue;
		if (!str_is(n->name, "td") || span_of(n, "colspan") > 1 || span_of(n, "rowspan") > 1
			|| count == 2)
			return 0;
		cells[count++] = n;
	}
	return count;
}

/* How many cells each row has, when a table is laid out by them; else 0. */
static uint32_t
layout_cells(struct html_node *table)
{
	uint32_t all = 0;
	bool any = false;

	if (first_of(table->first, "caption"))
		return 0;
	for (struct html_node *row = next_row(table, NULL); row; row = next_row(table, row)) {
		struct html_node *cells[2];
		uint32_t count = plain_cells(row, cells);

		if (count == 0 || (all > 0 && count != all) || (count == 2 && !is_words(cells[0])))
			return 0;
		all = count;
		any = any || holds_table(cells[count - 1]);
	}
	return any ? all : 0;
}

void
raw_table_layout(struct html_node *table)
{
	uint32_t count = layout_cells(table);
	struct html_node *cells[2];

	if (count == 0)
		return;
	table->layout = count == 1 ? RAW_LAYOUT_GONE : RAW_LAYOUT_TERMS;
	for (struct html_node *n = table->first; n; n = n->next)
		n->layout = RAW_LAYOUT_GONE;
	for (struct html_node *row = next_row(table, NULL); row; row = next_row(table, row)) {
		row->layout = RAW_LAYOUT_GONE;
		plain_cells(row, cells);
		cells[0]->layout = count == 1 ? RAW_LAYOUT_BLOCK : RAW_LAYOUT_TERM;
		if (count == 2)
			cells[1]->layout = RAW_LAYOUT_MEANING;
	}
}

struct str
raw_plain(struct str html, struct arena *a)
{
	struct html_tree tree;

	if (html_most_attributes(html) > HTML_ATTRIBUTES_MOST)
		return text_line_of(a, html);
	html_parse(html, a, &tree);
	return raw_cell_text(tree.root, a);
}

uint32_t
raw_table_check(struct body *b, struct html_node *table, struct raw_cells *cells,
	uint32_t definition, struct str caption)
{
	struct grid g = { .cells = cells, .arena = b->unit->arena };

	text_sheet_begin(&g.sheet);
	for (struct html_node *row = next_row(table, NULL); row; row = next_row(table, row))
		add_row(&g, row);
	return text_sheet_check(&g.sheet, b->unit, definition, caption);
}

struct str
raw_table_caption(const struct html_node *table, struct arena *a)
{
	const struct html_node *n = table->first;

	while (n && !str_is(n->name, "caption"))
		n = n->next;
	return n ? raw_cell_text(n, a) : STR_NONE;
}

/* A row of heading cells alone heads columns; beside other cells they head the row. */
const char *
raw_table_scope(const struct html_node *th)
{
	for (const struct html_attribute *a = th->attributes; a; a = a->next)
		if (str_is(a->name, "scope"))
			return NULL;
	for (const struct html_node *n = th->parent->first; n; n = n->next)
		if (str_is(n->name, "td"))
			return "row";
	return span_of(th, "colspan") > 1 ? "colgroup" : "col";
}
