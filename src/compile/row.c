/*
 * Rows and their cells.
 *
 * Knows how a row looks: a line, a total by its label, a heading that names the group of the lines
 * below it, the header said again.  Every cell of an amount column is read here, once, and what
 * can't be read is reported; what the amounts add up to is totals.c's.
 */
#include "base/map.h"
#include "base/utf8.h"
#include "compile/sheet.h"

#define REPEATS_TOLD 10u
#define NESTED       8u	/* headings one within the other */

struct rows {
	struct sheet *s;
	struct str    heading;		/* the group that the last heading began */
	struct str    filled;		/* the last name in the column of groups */
	bool          is_headed;	/* the table begins with a heading */
	bool          after_blank;
	struct map    names;
	uint32_t      repeats;
};

static struct str
cell_text(const struct sheet *s, uint32_t record, uint32_t column)
{
	return column == OBJECT_NONE ? STR_NONE : sheet_text(s, record, s->columns[column].field);
}

/* The name of a row; in a table with groups a total may stand in their column. */
static struct str
row_label(const struct sheet *s, uint32_t record)
{
	struct str label = cell_text(s, record, s->label);

	return label.len > 0 ? label : cell_text(s, record, s->group);
}

static uint32_t
count_amounts(const struct sheet *s, uint32_t record, uint32_t *texts, uint32_t *same)
{
	uint32_t amounts = 0;

	*texts = *same = 0;
	for (uint32_t i = 0; i < s->table->ncolumn; i++) {
		struct str text = cell_text(s, record, i);
		struct amount a;

		if (s->table->columns[i].kind != COLUMN_AMOUNT || text.len == 0)
			continue;
		bool is_text =
			amount_read(text, (struct amount_unit){UNIT_NUMBER, 0}, &a) == AMOUNT_TEXT;

		if (is_text || label_is_year(text))
			*same += s->nheader > 0 &&
				 str_equal(text, sheet_text(s, s->header + s->nheader - 1,
							    s->columns[i].field));
		*texts += is_text;
		amounts += !is_text;
	}
	return amounts;
}

/* The header, said again where a page began: its names, or other names where no row has one. */
static bool
is_header_again(const struct sheet *s, uint32_t record)
{
	uint32_t texts, same;
	uint32_t amounts = count_amounts(s, record, &texts, &same);

	if (same > 1 && same * 2 >= texts + amounts)
		return true;
	return amounts == 0 && texts > 1 && row_label(s, record).len == 0;
}

static uint32_t
next_record(const struct sheet *s, uint32_t record)
{
	for (record++; record < s->end && sheet_is_blank(s, record);)
		record++;
	return record;
}

static bool
is_line_with_amounts(const struct sheet *s, uint32_t record)
{
	uint32_t texts, same;
	struct str label;

	if (record >= s->end || count_amounts(s, record, &texts, &same) == 0)
		return false;
	label = row_label(s, record);
	return label_total(label, utf8_slug(s->unit->arena, label)).kind == TOTAL_NONE;
}

static bool
is_only_cell(const struct sheet *s, uint32_t record)
{
	uint32_t filled = 0;

	for (uint32_t i = 0; i < s->table->ncolumn; i++)
		filled += cell_text(s, record, i).len > 0;
	return filled == 1;
}

/* The next rows, but for more names alone, which are headings within this one. */
static bool
leads_to_lines(const struct sheet *s, uint32_t record)
{
	record = next_record(s, record);
	for (uint32_t n = 0; n < NESTED && record < s->end && is_only_cell(s, record)
			&& !is_line_with_amounts(s, record); n++)
		record = next_record(s, record);
	return is_line_with_amounts(s, record);
}

static uint32_t
amount_columns(const struct sheet *s)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < s->table->ncolumn; i++)
		n += s->table->columns[i].kind == COLUMN_AMOUNT;
	return n;
}

static bool
is_upper_case(struct str text)
{
	bool any = false;

	for (size_t i = 0; i < text.len;) {
		uint32_t c = utf8_next(text, &i);

		if (utf8_is_letter(c) && !utf8_is_upper(c))
			return false;
		any = any || utf8_is_letter(c);
	}
	return any;
}

/*
 * A name without amounts above lines that have some begins a group.  In a table with one column of
 * amounts a line whose amount was left blank looks the same: there it must look like a heading in
 * some other way.
 */
static bool
is_heading(const struct rows *r, uint32_t record)
{
	const struct sheet *s = r->s;
	const struct table *t = s->table;
	struct str label = row_label(s, record);

	if (label.len == 0 || !is_only_cell(s, record) || amount_columns(s) == 0
		|| (s->group != OBJECT_NONE && cell_text(s, record, s->label).len > 0)
		|| !leads_to_lines(s, record))
		return false;
	return amount_columns(s) > 1 || r->is_headed || r->after_blank || t->nrow == 0 ||
	       sheet_kind(s, t->nrow - 1) != ROW_LINE || is_upper_case(label) ||
	       str_ends(label, ":");
}

/* ---- cells ---- */

static void
say_overflow(struct sheet *s, uint32_t row, uint32_t column)
{
	struct finding *f = diag_add(&s->unit->diag, DIAG_AMOUNT_OVERFLOW, sheet_place(s, row, column),
		"“" STR_FMT "” is too large or too precise to be added up exactly",
		STR_ARG(sheet_quote(s, sheet_cell_text(s, row, column))));

	diag_help(&s->unit->diag, f, "see whether digits were typed twice");
}

/* What a spreadsheet takes for a formula when it opens the file; twins of full width count. */
static bool
is_formula(struct str text)
{
	static const char *const begins[] = {"=", "+", "@", "|", "%", "＝", "＋", "＠", "｜", "％"};

	for (size_t i = 0; i < sizeof(begins) / sizeof(begins[0]); i++)
		if (str_starts(text, begins[i]))
			return true;
	return text.len > 1 && text.at[0] == '-' && text.at[1] != ' ' && text.at[1] != '-';
}

static void
say_formula(struct sheet *s, struct place at, struct str text)
{
	struct finding *f = diag_add(&s->unit->diag, DIAG_FORMULA_CELL, at,
		"a spreadsheet would run this text as a formula: “" STR_FMT "”",
		STR_ARG(sheet_quote(s, text)));

	diag_help(&s->unit->diag, f,
		  "begin the text with a letter; reeve publishes it with an apostrophe before it");
}

static void
read_cell(struct sheet *s, uint32_t row, uint32_t column, uint32_t record)
{
	const struct table_column *c = &s->table->columns[column];
	struct table_cell *cell =
		&s->table->cells[(size_t)row * s->table->ncolumn + column];
	struct place at = sheet_field_place(s, record, s->columns[column].field);

	cell->text = cell_text(s, record, column);
	cell->column = at.column;
	cell->width = at.width;
	cell->kind = cell->text.len > 0 ? AMOUNT_TEXT : AMOUNT_BLANK;
	if (c->kind == COLUMN_AMOUNT && cell->text.len > 0)
		cell->kind = amount_read(cell->text, c->unit, &cell->amount);
	else if (cell->text.len > 0 && !s->is_text && is_formula(cell->text))
		say_formula(s, at, cell->text);
	if (c->kind != COLUMN_AMOUNT || sheet_kind(s, row) == ROW_HEADING)
		return;
	if (cell->kind == AMOUNT_TEXT && !s->is_text)
		unreadable_say(s, row, column);
	if (cell->kind == AMOUNT_OVERFLOW && !s->is_text)
		say_overflow(s, row, column);
	if (cell->kind == AMOUNT_VALUE && cell->amount.place > s->columns[column].coarsest)
		s->columns[column].coarsest = cell->amount.place;
}

/* ---- rows ---- */

static void
say_ragged(struct sheet *s, const struct table_row *row)
{
	struct csv_record r = csv_record(&s->csv, row->record - 1);
	uint32_t last = s->columns[s->table->ncolumn - 1].field, extra = s->width;
	struct finding *f;

	while (extra < r.fields && sheet_text(s, row->record - 1, extra).len == 0)
		extra++;
	if (extra < r.fields) {
		f = diag_add(&s->unit->diag, DIAG_ROW_RAGGED,
			sheet_field_place(s, row->record - 1, extra),
			"this row has %u cells, but the header only %u", r.written, s->width);
		diag_help(&s->unit->diag, f,
			  "a comma inside an amount or a text needs quotation marks: \"1,234\"");
	} else if (r.written <= last && row->kind != ROW_HEADING) {
		f = diag_add(&s->unit->diag, DIAG_ROW_RAGGED, sheet_field_place(s, row->record - 1, 0),
			"this row has only %u cell%s, but the header %u", r.written,
			r.written == 1 ? "" : "s", s->width);
		diag_help(&s->unit->diag, f, "add the missing cells, or as many commas for blank ones");
	}
}

static struct str
row_group(struct rows *r, const struct table_row *row, uint32_t record)
{
	struct sheet *s = r->s;
	struct str group = cell_text(s, record, s->group);
	enum total_kind total = row->kind == ROW_TOTAL
		? label_total(row->label, row->label_slug).kind : TOTAL_NONE;

	if (s->group == OBJECT_NONE)
		return total == TOTAL_GRAND ? STR_NONE : r->heading;
	if (cell_text(s, record, s->label).len == 0)
		return r->heading;	/* the name stands in the column of groups */
	if (group.len > 0)
		return r->filled = group;
	/* names that stand once for the rows below them */
	bool spreads = s->columns[s->group].repeats == 0 && s->columns[s->group].gaps > 0;

	return spreads && (total == TOTAL_NONE || total == TOTAL_PLAIN) ? r->filled : r->heading;
}

static void
say_repeated(struct rows *r, uint32_t row, uint32_t first)
{
	struct sheet *s = r->s;
	const struct table_row *t = &s->table->rows[row];
	uint32_t column = s->label != OBJECT_NONE ? s->label : 0;
	struct finding *f;

	if (++r->repeats > REPEATS_TOLD)
		return;
	f = diag_add(&s->unit->diag, DIAG_ROW_REPEATED, sheet_place(s, row, column),
		t->group.len ? "“" STR_FMT "” stands twice in the group " STR_FMT
		: "“" STR_FMT "” stands twice" STR_FMT, STR_ARG(t->label), STR_ARG(t->group));
	diag_related(&s->unit->diag, f, sheet_place(s, first, column), "the first one is here");
	diag_help(&s->unit->diag, f,
		  "give each row a name of its own, so that its figures can be quoted");
}

static void
note_name(struct rows *r, uint32_t row)
{
	struct sheet *s = r->s;
	const struct table_row *t = &s->table->rows[row];
	struct str key = str_print(s->unit->arena, STR_FMT "/" STR_FMT, STR_ARG(t->group_slug),
		STR_ARG(t->label_slug));
	const struct table_row *before = map_get(&r->names, key);

	if (t->label_slug.len == 0 || t->kind == ROW_HEADING)
		return;
	if (before)
		say_repeated(r, row, (uint32_t)(before - s->table->rows));
	else
		map_put(&r->names, key, &s->table->rows[row]);
}

/*
 * A column beside the name says what kind of row it is, as data systems write it: three rows Liquor,
 * current, prior and total.  The first row of a name is the total of none.
 */
static bool
says_total(const struct sheet *s, uint32_t index, uint32_t record)
{
	if (index == 0 || !sheet_label_slug(s, index).len
		|| !str_equal(sheet_label_slug(s, index), sheet_label_slug(s, index - 1)))
		return false;
	for (uint32_t i = 0; i < s->table->ncolumn; i++) {
		struct str text = cell_text(s, record, i);

		if (s->table->columns[i].kind == COLUMN_TEXT && text.len > 0
			&& label_total(text, utf8_slug(s->unit->arena, text)).kind == TOTAL_PLAIN)
			return true;
	}
	return false;
}

static void
read_row(struct rows *r, uint32_t record)
{
	struct sheet *s = r->s;
	struct arena *a = s->unit->arena;
	uint32_t index = s->table->nrow;
	struct table_row *row = &s->table->rows[index];

	row->record = record + 1;
	row->line = csv_record(&s->csv, record).line;
	row->label = row_label(s, record);
	row->label_slug = utf8_slug(a, row->label);
	if (is_heading(r, record)) {
		row->kind = ROW_HEADING;
		r->heading = row->label;
		r->is_headed = r->is_headed || index == 0;
	} else if (label_total(row->label, row->label_slug).kind != TOTAL_NONE
			|| says_total(s, index, record)) {
		row->kind = ROW_TOTAL;
		row->level = 1;
	}
	row->group = row->kind == ROW_HEADING ? STR_NONE : row_group(r, row, record);
	row->group_slug = utf8_slug(a, row->group);
	s->table->nrow++;
	for (uint32_t column = 0; column < s->table->ncolumn; column++)
		read_cell(s, index, column, record);
	if (s->is_text)
		return;
	say_ragged(s, row);
	note_name(r, index);
}

void
row_read_all(struct sheet *s)
{
	struct rows r = { .s = s, .heading = STR_NONE, .filled = STR_NONE };
	uint32_t most = 0;

	for (uint32_t i = s->first; i < s->end; i++)
		most += !sheet_is_blank(s, i);
	s->table->rows = arena_array(s->unit->arena, most, sizeof(*s->table->rows));
	s->table->cells = arena_array(s->unit->arena, (size_t)most * s->table->ncolumn,
		sizeof(*s->table->cells));
	map_init(&r.names, s->unit->arena);
	for (uint32_t i = s->first; i < s->end; i++) {
		if (sheet_is_blank(s, i)) {
			r.after_blank = r.after_blank || !csv_record(&s->csv, i).is_comment;
			continue;
		}
		if (!is_header_again(s, i))
			read_row(&r, i);
		r.after_blank = false;
	}
}
