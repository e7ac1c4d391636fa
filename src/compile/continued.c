/*
 * Tables, and rows, that go on after the break of a page.
 *
 * What was taken out of a printed paper has each page's part of a table as a table of its own, and a cell that did
 * not fit begins again in a row with nothing else in it.  Both are joined where that is certain, and
 * said where it is not.
 */
#include "compile/continued.h"

#include "base/amount.h"
#include "base/utf8.h"
#include "compile/sheet.h"

#define NAME_MOST 120u	/* bytes; what is longer heads no column */
#define RUNNING   40u	/* bytes of a cell that may be cut: shorter ones are names, not sentences */

static const struct markdown_node *
next_table(const struct markdown_node *table)
{
	const struct markdown_node *next = markdown_next(table);

	return next && markdown_kind(next) == MARKDOWN_TABLE ? next : NULL;
}

bool
continued_is_empty(const struct markdown_node *row)
{
	const struct markdown_node *cell = markdown_first(row);

	while (cell && !markdown_first(cell))
		cell = markdown_next(cell);
	return !cell;
}

static uint32_t
count_cells(const struct markdown_node *row)
{
	uint32_t n = 0;

	for (const struct markdown_node *cell = markdown_first(row); cell; cell = markdown_next(cell))
		n++;
	return n;
}

/* Columns of a table that have something in them, from its first. */
static uint32_t
count_used(const struct markdown_node *table)
{
	uint32_t used = 0;

	for (const struct markdown_node *row = markdown_first(table); row; row = markdown_next(row)) {
		uint32_t column = 0;

		for (const struct markdown_node *cell = markdown_first(row); cell;
			cell = markdown_next(cell)) {
			column++;
			if (markdown_first(cell) && column > used)
				used = column;
		}
	}
	return used;
}

static const struct markdown_node *
cell_at(const struct markdown_node *row, uint32_t column)
{
	const struct markdown_node *cell = markdown_first(row);

	while (cell && column-- > 0)
		cell = markdown_next(cell);
	return cell;
}

/* The only cell of a row that has something in it, when that is not the first; its column. */
static const struct markdown_node *
lone_cell(const struct markdown_node *row, uint32_t *column)
{
	const struct markdown_node *found = NULL;
	uint32_t i = 0;

	for (const struct markdown_node *cell = markdown_first(row); cell; cell = markdown_next(cell), i++) {
		if (!markdown_first(cell))
			continue;
		if (found || i == 0)
			return NULL;
		found = cell;
		*column = i;
	}
	return found;
}

static bool
begins_small(struct str text)
{
	size_t i = 0;
	uint32_t c = text.len > 0 ? utf8_next(text, &i) : 0;

	return utf8_is_letter(c) && !utf8_is_upper(c);
}

static bool
ends_sentence(struct str text)
{
	char last = text.at[text.len - 1];

	return last == '.' || last == '!' || last == '?' || last == ':' || last == ';';
}

static bool
breaks_off(struct str text)
{
	return text.len >= RUNNING && !ends_sentence(text);
}

/* The cell of the row that goes on, in small letters, with nothing else beside it. */
static const struct markdown_node *
rest_in(struct body *b, uint32_t column, const struct markdown_node *row)
{
	uint32_t at = 0;
	const struct markdown_node *rest = row ? lone_cell(row, &at) : NULL;

	return rest && at == column && begins_small(table_cell_text(b, rest)) ? rest : NULL;
}

static const struct markdown_node *
last_row(const struct markdown_node *table)
{
	const struct markdown_node *row = markdown_first(table);

	while (row && markdown_next(row))
		row = markdown_next(row);
	return row;
}

/* The header of the next table is no header: it is the rest of the last row of this one. */
static bool
header_goes_on(struct body *b, const struct markdown_node *table, const struct markdown_node *next)
{
	uint32_t column = 0;
	const struct markdown_node *last = last_row(table), *header = markdown_first(next);
	const struct markdown_node *lone = header ? lone_cell(header, &column) : NULL;
	const struct markdown_node *cell = last && lone ? cell_at(last, column) : NULL;

	return cell && breaks_off(table_cell_text(b, cell)) && rest_in(b, column, header);
}

static bool
is_total(struct body *b, const struct markdown_node *row)
{
	struct str name = table_cell_text(b, markdown_first(row));

	return label_total(name, utf8_slug(b->unit->arena, name)).kind != TOTAL_NONE;
}

/* The names of the columns, said again where the next page began; below a total another table begins. */
bool
continued_repeats(struct body *b, const struct markdown_node *table)
{
	const struct markdown_node *next = next_table(table);
	const struct markdown_node *a = b->table_headed ? markdown_first(b->table_header) : NULL;
	const struct markdown_node *c = next && markdown_first(next)
		? markdown_first(markdown_first(next)) : NULL;

	if (!a || !c || is_total(b, last_row(table)))
		return false;
	for (; a && c; a = markdown_next(a), c = markdown_next(c))
		if (!str_equal(table_cell_text(b, a), table_cell_text(b, c)))
			return false;
	return !a && !c;
}

bool
continued_table(struct body *b, const struct markdown_node *table)
{
	const struct markdown_node *next = next_table(table), *header = markdown_first(table);
	bool is_headless = next && markdown_first(next) && continued_is_empty(markdown_first(next));

	if (!next || !header || count_used(next) > b->table_columns)
		return false;
	if (is_headless)
		return b->table_headed && count_cells(markdown_first(next)) >= b->table_columns;
	return continued_repeats(b, table) || header_goes_on(b, table, next);
}

/* The row below one, of the next table too when that is part of this one. */
static const struct markdown_node *
row_below(struct body *b, const struct markdown_node *row)
{
	const struct markdown_node *below = markdown_next(row), *table = markdown_parent(row);

	if (below || !continued_table(b, table))
		return below;
	below = markdown_first(next_table(table));
	return continued_is_empty(below) || continued_repeats(b, table) ? markdown_next(below) : below;
}

const struct markdown_node *
continued_cell(struct body *b, struct str text, uint32_t column, const struct markdown_node **row)
{
	const struct markdown_node *below = breaks_off(text) ? row_below(b, *row) : NULL;
	const struct markdown_node *rest = rest_in(b, column, below);

	if (rest)
		*row = below;
	return rest;
}

static bool
has_amounts(struct body *b, const struct markdown_node *table)
{
	struct amount amount;
	const struct amount_unit plain = { UNIT_NUMBER, 0 };

	for (const struct markdown_node *row = markdown_first(table); row; row = markdown_next(row))
		for (const struct markdown_node *cell = markdown_first(row); cell; cell = markdown_next(cell))
			if (markdown_first(cell)
				&& amount_read(table_cell_text(b, cell), plain, &amount) == AMOUNT_VALUE)
				return true;
	return false;
}

/* The first line of a front sheet: a name, what belongs to it, and columns that nothing names. */
static bool
begins_sheet(struct body *b, const struct markdown_node *table)
{
	const struct markdown_node *first = markdown_first(markdown_first(table));
	uint32_t others = 0, blank = 0;

	for (const struct markdown_node *cell = first ? markdown_next(first) : NULL; cell;
		cell = markdown_next(cell)) {
		others++;
		blank += !markdown_first(cell);
	}
	return first && markdown_first(first) && blank * 2 >= others && blank >= (others > 1 ? 2 : 1)
		&& !has_amounts(b, table);
}

void
continued_begin(struct body *b, const struct markdown_node *table)
{
	const struct markdown_node *header = markdown_first(table);

	b->table_header = header;
	b->table_columns = count_cells(header);
	b->has_names = begins_sheet(b, table);
	b->header_is_row = b->has_names;
	for (const struct markdown_node *cell = markdown_first(header); cell; cell = markdown_next(cell))
		b->header_is_row |= table_cell_text(b, cell).len > NAME_MOST;
	b->table_headed = !continued_is_empty(header) && !b->header_is_row;
}

static void
say(struct body *b, const struct markdown_node *n, const char *what, const char *help)
{
	size_t at = body_node_start(b, n);
	struct finding *f = diag_add(&b->unit->diag, DIAG_TABLE_CONTINUED, body_place(b, at, at), "%s", what);

	diag_help(&b->unit->diag, f, "%s", help);
}

/* A table without a header that begins within a sentence, below one that has other columns or none that are named. */
void
continued_doubt_table(struct body *b, const struct markdown_node *table)
{
	const struct markdown_node *next = next_table(table), *row, *lone;
	uint32_t column;

	if (!next || !markdown_first(next) || !continued_is_empty(markdown_first(next)))
		return;
	row = markdown_next(markdown_first(next));
	lone = row ? lone_cell(row, &column) : NULL;
	if (lone && begins_small(table_cell_text(b, lone)))
		say(b, next, "this table may go on from the one above, but its columns don't tell",
			"put its rows into the table above, or give it a header of its own");
}

/* The first row of a part that was joined has nothing but a piece of text. */
void
continued_doubt_row(struct body *b, const struct markdown_node *row)
{
	uint32_t column;

	if (lone_cell(row, &column))
		say(b, row, "this row may be the rest of the one above, on the page before",
			"put its text into the row above, or fill its first cell");
}
