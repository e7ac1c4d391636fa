/*
 * Lines whose parts are set apart by tabs: a front sheet, or a table that was copied out of another program.
 *
 * Markdown takes such lines for one paragraph.  Here two or more of them, one right below the other, are
 * rows.  Each part is a cell of its own: Markdown where it has no tags, else HTML, which may hold
 * lists and tables.  No word is left out: what no column is named for stands in the last one.
 */
#include "compile/raw_table.h"
#include "compile/stated.h"

#include "base/amount.h"
#include "compile/prescan.h"

#define ROWS_MOST  2000u
#define CELLS_MOST 64u

struct tab_row {
	uint32_t line;
	size_t   at;		/* offset of the line */
	struct str text;	/* the line */
	const struct str *all;	/* its cells, without blanks around them */
	uint32_t cells;		/* how many, without blank ones at its end */
};

struct tabs {
	struct body    *b;
	struct tab_row *rows;
	uint32_t        nrow, columns;
	uint64_t        amounts;	/* a bit for each column that holds them */
	bool            has_header, has_names;	/* its first cells name what stands beside them */
	struct text_sheet sheet;
};

static struct str
line_at(const struct body *b, uint32_t line)
{
	return source_line(&b->unit->source, line);
}

static bool
has_parts(struct str line)
{
	struct str text = str_trim(line);

	if (text.len == 0)
		return false;

	size_t start = (size_t)(text.at - line.at);

	/* a tab at the end parts the text from a blank cell */
	return str_find_char(line, '\t', start) < line.len;
}

/* The lines of a node of the tree, when all of them have parts. */
static bool
node_has_parts(const struct body *b, const struct markdown_node *n, uint32_t *first, uint32_t *last)
{
	struct markdown_span span = markdown_span(n);
	enum markdown_kind kind = markdown_kind(n);

	if (kind != MARKDOWN_PARAGRAPH && kind != MARKDOWN_HTML_BLOCK)
		return false;
	*first = b->first_line + span.line - 1;
	*last = b->first_line + span.end_line - 1;
	while (*last > *first && str_trim(line_at(b, *last)).len == 0)
		(*last)--;	/* of HTML the blank line that ends it may be counted */
	for (uint32_t line = *first; line <= *last; line++)
		if (!has_parts(line_at(b, line)))
			return false;
	return true;
}

/* The last line of the rows that begin with a node, or 0. */
static uint32_t
find_end(const struct body *b, const struct markdown_node *n, uint32_t *first)
{
	uint32_t end, from, to;
	struct str text;

	if (markdown_kind(markdown_parent(n)) != MARKDOWN_DOCUMENT || !node_has_parts(b, n, first, &end))
		return 0;
	text = str_trim(line_at(b, *first));
	if (markdown_kind(n) == MARKDOWN_HTML_BLOCK
		&& str_equal_nocase(str_head(text, 6), STR("<table")))
		return 0;
	while ((n = markdown_next(n)) && node_has_parts(b, n, &from, &to) && from == end + 1)
		end = to;
	return end > *first && end - *first < ROWS_MOST ? end : 0;
}

static struct str
cell_of(const struct tab_row *row, uint32_t column)
{
	return column < row->cells ? row->all[column] : STR_NONE;
}

/* A line is gone through once: it may be all tabs. */
static void
read_cells(struct arena *a, struct tab_row *row)
{
	struct str rest = row->text, *all;
	uint32_t most = 1;

	for (size_t i = 0; i < rest.len; i++)
		most += rest.at[i] == '\t';
	row->all = all = arena_array(a, most, sizeof(*all));
	for (uint32_t i = 0; i < most; i++) {
		all[i] = str_trim(str_cut(&rest, '\t'));
		if (all[i].len > 0)
			row->cells = i + 1;
	}
}

static void
read_rows(struct tabs *t, uint32_t first, uint32_t last)
{
	struct body *b = t->b;

	t->rows = arena_array(b->unit->arena, last - first + 1, sizeof(*t->rows));
	for (uint32_t line = first; line <= last; line++) {
		struct tab_row *row = &t->rows[t->nrow++];

		*row = (struct tab_row){ .line = line, .text = line_at(b, line),
			.at = source_offset(&b->unit->source, line, 1) };
		read_cells(b->unit->arena, row);
	}
}

/* ---- what the rows are ---- */

static bool
has_tag(struct str cell)
{
	for (size_t i = str_find_char(cell, '<', 0); i + 1 < cell.len;
		i = str_find_char(cell, '<', i + 1))
		if (cell.at[i + 1] == '/' || (cell.at[i + 1] | 0x20) >= 'a')
			return true;
	return false;
}

/* What the cell says; of a table inside it nothing. */
static struct str
plain(struct tabs *t, struct str cell)
{
	struct arena *a = t->b->unit->arena;

	return has_tag(cell) ? raw_plain(cell, a) : text_line_of(a, cell);
}

/* Bold print around an amount is looked through. */
static bool
is_amount(struct tabs *t, struct str cell)
{
	struct amount amount;
	struct str text = plain(t, cell);

	while (text.len > 2 && (text.at[0] == '*' || text.at[0] == '_')
		&& text.at[text.len - 1] == text.at[0])
		text = str_slice(text, 1, text.len - 1);
	return amount_read(text, (struct amount_unit){ UNIT_NUMBER, 0 }, &amount) == AMOUNT_VALUE;
}

static bool
holds_amounts(struct tabs *t, uint32_t column)
{
	uint32_t filled = 0, amounts = 0;

	for (uint32_t i = t->has_header; i < t->nrow; i++) {
		struct str value = cell_of(&t->rows[i], column);

		filled += value.len > 0;
		amounts += value.len > 0 && is_amount(t, value);
	}
	return amounts > 0 && amounts * 2 >= filled;
}

/* A name alone, or two that stand above amounts. */
static bool
heads_two(struct tabs *t)
{
	uint32_t row = 1;

	while (row < t->nrow && t->rows[row].cells < 2)
		row++;
	if (t->rows[0].cells < 2)
		return row < t->nrow;
	t->has_header = true;	/* if it is one, it is no part of the column */
	return holds_amounts(t, 1) && !is_amount(t, cell_of(&t->rows[0], 1));
}

static bool
heads_several(struct tabs *t)
{
	for (uint32_t i = 0; i < t->rows[0].cells; i++) {
		struct str cell = cell_of(&t->rows[0], i);

		if (cell.len == 0 || is_amount(t, cell))
			return false;
	}
	return t->rows[0].cells > 1;
}

static void
find_shape(struct tabs *t)
{
	uint32_t most = 2, first = t->rows[0].cells > 2 ? t->rows[0].cells : 2;

	for (uint32_t i = 0; i < t->nrow; i++)
		most = t->rows[i].cells > most ? t->rows[i].cells : most;
	t->has_header = most == 2 ? heads_two(t) : heads_several(t);
	/* far more parts than names: pieces of one cell that came apart */
	t->columns = t->has_header && most > 2 * first ? first : most;
	if (t->columns > CELLS_MOST)
		t->columns = CELLS_MOST;
	t->has_names = t->columns == 2;
	for (uint32_t i = 1; i < t->columns; i++)
		t->amounts |= (uint64_t)holds_amounts(t, i) << i;
}

/* ---- how they come out ---- */

/* Gives what it says. */
static struct str
write_cell(struct tabs *t, struct str cell, bool phrasing)
{
	size_t at = (size_t)(cell.at - t->b->unit->source.text.at);

	if (cell.len > 0 && !has_tag(cell))
		return body_cell(t->b, cell, at);
	if (cell.len > 0)
		raw_slice(t->b, cell, at, phrasing);
	return cell.len > 0 ? plain(t, cell) : cell;
}

/* Lists and tables don't stand in a cell that is a name. */
static bool
is_name(struct str cell)
{
	static const char *const blocks[] = { "<ul", "<ol", "<table", "<p", "<div", "<dl", "<li" };

	for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++)
		if (str_find(cell, str_of(blocks[i]), 0) < cell.len)
			return false;
	return cell.len > 0;
}

static struct place
cell_place(const struct tabs *t, const struct tab_row *row, struct str cell)
{
	size_t at = cell.len > 0 ? (size_t)(cell.at - t->b->unit->source.text.at)
		: row->at + row->text.len;

	return body_place(t->b, at, at + cell.len);
}

/* The last column takes all that is left. */
static void
write_last(struct tabs *t, const struct tab_row *row, uint32_t column)
{
	for (uint32_t i = column + 1; i < row->cells; i++) {
		struct str cell = cell_of(row, i);

		if (cell.len == 0)
			continue;
		piece_raw(&t->b->pieces, " ");
		write_cell(t, cell, false);
	}
}

/* An amount alone is none of the names in the first column: it belongs in the second. */
static bool
is_moved(struct tabs *t, const struct tab_row *row)
{
	return t->has_header && t->has_names && row->cells == 1 && is_amount(t, cell_of(row, 0));
}

static void
write_row_cell(struct tabs *t, const struct tab_row *row, uint32_t column, bool is_header)
{
	struct pieces *p = &t->b->pieces;
	struct str cell = cell_of(row, is_moved(t, row) ? 1 - column : column);
	bool heads = (is_header || (column == 0 && t->has_names)) && is_name(cell);

	piece_raw(p, !heads ? "<td" : is_header ? "<th scope=\"col\"" : "<th scope=\"row\"");
	piece_raw(p, t->amounts >> column & 1 ? " class=\"amount\">" : ">");
	text_sheet_cell(&t->sheet, write_cell(t, cell, heads), cell_place(t, row, cell));
	if (column + 1 == t->columns)
		write_last(t, row, column);
	piece_raw(p, heads ? "</th>" : "</td>");
}

static void
write_row(struct tabs *t, uint32_t index)
{
	const struct tab_row *row = &t->rows[index];
	bool is_header = index == 0 && t->has_header;

	text_sheet_row(&t->sheet, row->line);
	piece_raw(&t->b->pieces, is_header ? "<thead>\n<tr>" : "<tr>");
	for (uint32_t column = 0; column < t->columns; column++)
		write_row_cell(t, row, column, is_header);
	piece_raw(&t->b->pieces, is_header ? "</tr>\n</thead>\n<tbody>\n" : "</tr>\n");
}

static void
write_table(struct tabs *t, const struct markdown_node *n)
{
	struct body *b = t->b;
	uint32_t definition = table_open(b, n, STR_NONE, t->rows[0].at);
	uint32_t figures = b->unit->object.nfigure, index;
	struct str caption = b->caption;

	text_sheet_begin(&t->sheet);
	piece_raw(&b->pieces, t->has_header ? "<table>\n" : "<table>\n<tbody>\n");
	for (uint32_t i = 0; i < t->nrow; i++)
		write_row(t, i);
	piece_raw(&b->pieces, "</tbody>\n</table>");
	index = text_sheet_check(&t->sheet, b->unit, definition, caption);
	table_forget_amounts(b, index, figures);
	table_close(b, index);
	piece_raw(&b->pieces, "\n");
}

/* Names, and what belongs to each: nothing in it is a column of anything. */
static bool
is_sheet(const struct tabs *t)
{
	if (t->columns != 2 || t->has_header || t->amounts > 0)
		return false;
	for (uint32_t i = 0; i < t->nrow; i++)
		if (!is_name(cell_of(&t->rows[i], 0)))
			return false;
	return true;
}

static void
write_sheet(struct tabs *t)
{
	struct pieces *p = &t->b->pieces;

	piece_raw(p, "<dl class=\"front-sheet\">\n");
	for (uint32_t i = 0; i < t->nrow; i++) {
		struct str cell = cell_of(&t->rows[i], 1), label, value;

		piece_raw(p, "<div><dt>");
		label = write_cell(t, cell_of(&t->rows[i], 0), true);
		piece_raw(p, "</dt><dd>");
		value = write_cell(t, cell, false);
		stated_fact(t->b->unit, label, value, cell_place(t, &t->rows[i], cell));
		piece_raw(p, "</dd></div>\n");
	}
	piece_raw(p, "</dl>\n");
}

/* Each cell is parsed by itself, so no more of them are taken than a Markdown table may have; the rest stays
 * text. */
static bool
is_within_limits(struct tabs *t)
{
	const struct prescan_limit *limit = &prescan_limits[PRESCAN_CELLS];

	for (uint32_t i = 0; i < t->nrow; i++)
		t->b->tab_cells += t->rows[i].cells;
	if (t->b->tab_cells <= limit->most)
		return true;
	struct finding *f = diag_add(&t->b->unit->diag, limit->code,
		body_place(t->b, t->rows[0].at, t->rows[0].at), "%s", limit->what);

	diag_help(&t->b->unit->diag, f, "%s", limit->help);
	return false;
}

bool
tab_table(struct body *b, const struct markdown_node *n)
{
	struct tabs t = { .b = b };
	uint32_t line = markdown_span(n).line, first, last;

	/* the parser gives no line to words that it parts from the table right below them */
	if (line == 0 || b->tab_cells > prescan_limits[PRESCAN_CELLS].most)
		return false;
	if (b->is_value || b->first_line + line - 1 <= b->tabs_end)
		return !b->is_value && markdown_kind(markdown_parent(n)) == MARKDOWN_DOCUMENT;
	last = find_end(b, n, &first);
	if (last == 0)
		return false;
	read_rows(&t, first, last);
	if (!is_within_limits(&t))
		return false;
	b->tabs_end = last;
	find_shape(&t);
	if (is_sheet(&t))
		write_sheet(&t);
	else
		write_table(&t, n);
	return true;
}
