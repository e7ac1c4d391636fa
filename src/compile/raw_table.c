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
	static const char *const names[] = { "br", "p", "li", "div", "tr", "td", "th", "ul", "ol", "dt", "dd" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (str_is(name, names[i]))
			return true;
	return false;
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

uint32_t
raw_table_check(struct body *b, const struct html_node *table, struct raw_cells *cells,
	uint32_t definition, struct str caption)
{
	struct grid g = { .cells = cells, .arena = b->unit->arena };

	text_sheet_begin(&g.sheet);
	for (const struct html_node *n = table->first; n; n = n->next) {
		if (str_is(n->name, "tr"))
			add_row(&g, n);
		else if (str_is(n->name, "thead") || str_is(n->name, "tbody")
			|| str_is(n->name, "tfoot"))
			for (const struct html_node *row = n->first; row; row = row->next)
				if (str_is(row->name, "tr"))
					add_row(&g, row);
	}
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
