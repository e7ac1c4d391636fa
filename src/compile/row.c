/*
 * Rows and their cells.
 *
 * Knows how a row looks: a line, a total by its label, a heading that names the group of the lines
 * below it, the header said again.  Every cell of an amount column is read here, once, and what
 * can't be read is reported; what the amounts add up to is totals.c's.
 */
#include "base/utf8.h"
#include "compile/look.h"
#include "compile/names.h"
#include "compile/sheet.h"

#define REPEATS_TOLD 10u
#define NESTED       8u	/* headings one within the other */

struct rows {
	struct sheet *s;
	uint32_t      heading;		/* the group that the last heading began */
	uint32_t      filled;		/* the last name in the column of groups */
	bool          is_headed;	/* the table begins with a heading */
	bool          after_blank;
	bool          has_years;	/* a year is the name of a column of amounts */
	bool          has_words;	/* there are columns of texts */
	struct buf    name;		/* slug of the row before, when there are */
	struct names  names;
	uint32_t      repeats;
	struct look   look;		/* at the block that the record is in */
	const struct packed_block *block;
	struct arena  scratch;		/* of one block */
};

static struct str
cell_text(const struct sheet *s, uint32_t record, uint32_t column)
{
	return column == OBJECT_NONE ? STR_NONE : sheet_text(s, record, s->columns[column].field);
}

/* The name of a column as its last row of the header has it. */
static struct str
lowest_header(const struct sheet *s, uint32_t column)
{
	return s->nheader == 0 ? STR_NONE
		: sheet_text(s, s->header + s->nheader - 1, s->columns[column].field);
}

static bool
is_text_form(const struct sheet *s, packed_form form, uint32_t record, uint32_t column)
{
	struct amount a;

	if (form == FORM_AGAIN)
		return sheet_amount(s, record, s->columns[column].field,
			(struct amount_unit){ UNIT_NUMBER, 0 }, &a) == AMOUNT_TEXT;
	return form == FORM_TEXT || form == FORM_FORMULA;
}

/* same: texts and years that stand in the header as well */
static uint32_t
count_amounts(const struct sheet *s, uint32_t record, uint32_t *texts, uint32_t *same)
{
	uint32_t amounts = 0;

	*texts = *same = 0;
	for (uint32_t i = 0; i < s->table->ncolumn; i++) {
		packed_form form = packed_form_of(&s->csv.packed, record, s->columns[i].field);

		if (s->table->columns[i].kind != COLUMN_AMOUNT || form == FORM_BLANK)
			continue;
		bool is_text = is_text_form(s, form, record, i);

		if (s->nheader > 0 && (is_text || label_is_year(lowest_header(s, i))))
			*same += str_equal(cell_text(s, record, i), lowest_header(s, i));
		*texts += is_text;
		amounts += !is_text;
	}
	return amounts;
}

/* The header, said again where a page began: its names, or other names where no row has one. */
static bool
is_header_again(const struct rows *r, uint32_t record)
{
	const struct sheet *s = r->s;
	uint32_t texts, same;

	if (!r->look.has_texts && !r->has_years)
		return false;
	uint32_t amounts = count_amounts(s, record, &texts, &same);

	if (same > 1 && same * 2 >= texts + amounts)
		return true;
	return amounts == 0 && texts > 1 && sheet_label_of(s, record).len == 0;
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
	label = sheet_label_of(s, record);
	return label_total(label, utf8_slug(s->unit->arena, label)).kind == TOTAL_NONE;
}

static bool
is_only_cell(const struct sheet *s, uint32_t record)
{
	uint32_t filled = 0;

	for (uint32_t i = 0; i < s->table->ncolumn; i++)
		filled += packed_form_of(&s->csv.packed, record, s->columns[i].field) != FORM_BLANK;
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
is_heading(const struct rows *r, uint32_t record, struct str label)
{
	const struct sheet *s = r->s;
	const struct table *t = s->table;

	if (r->look.is_full || label.len == 0 || !is_only_cell(s, record) || amount_columns(s) == 0
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
	struct cell cell = sheet_cell(s, row, column);

	if (s->table->columns[column].kind != COLUMN_AMOUNT) {
		struct str text = cell_text(s, record, column);

		if (!s->is_text && packed_is_formula(text))
			say_formula(s, sheet_place(s, row, column), text);
		return;
	}
	if (sheet_kind(s, row) == ROW_HEADING)
		return;
	if (cell.kind == AMOUNT_TEXT && !s->is_text)
		unreadable_say(s, row, column);
	if (cell.kind == AMOUNT_OVERFLOW && !s->is_text)
		say_overflow(s, row, column);
	if (cell.kind == AMOUNT_VALUE && cell.amount.place > s->columns[column].coarsest)
		s->columns[column].coarsest = cell.amount.place;
}

/* ---- rows ---- */

static void
say_ragged(struct sheet *s, uint32_t row, uint32_t record)
{
	struct csv_record r = csv_record(&s->csv, record);
	uint32_t last = s->columns[s->table->ncolumn - 1].field, extra = s->width;
	struct finding *f;

	while (extra < r.fields && sheet_text(s, record, extra).len == 0)
		extra++;
	if (extra < r.fields) {
		f = diag_add(&s->unit->diag, DIAG_ROW_RAGGED,
			sheet_field_place(s, record, extra),
			"this row has %u cells, but the header only %u", r.fields, s->width);
		diag_help(&s->unit->diag, f,
			  "a comma inside an amount or a text needs quotation marks: \"1,234\"");
	} else if (r.fields <= last && sheet_kind(s, row) != ROW_HEADING) {
		f = diag_add(&s->unit->diag, DIAG_ROW_RAGGED, sheet_field_place(s, record, 0),
			"this row has only %u cell%s, but the header %u", r.fields,
			r.fields == 1 ? "" : "s", s->width);
		diag_help(&s->unit->diag, f, "add the missing cells, or as many commas for blank ones");
	}
}

/* total: of a row that is called one. */
static uint32_t
row_group(struct rows *r, uint32_t record, enum total_kind total)
{
	struct sheet *s = r->s;

	if (s->group == OBJECT_NONE)
		return total == TOTAL_GRAND ? 0 : r->heading;
	struct str group = cell_text(s, record, s->group);

	if (cell_text(s, record, s->label).len == 0)
		return r->heading;	/* the name stands in the column of groups */
	if (group.len > 0)
		return r->filled = sheet_add_group(s, group);
	/* names that stand once for the rows below them */
	bool spreads = s->columns[s->group].gaps > 0 && column_repeats(s, s->group) == 0;

	return spreads && (total == TOTAL_NONE || total == TOTAL_PLAIN) ? r->filled : r->heading;
}

static void
say_repeated(void *context, uint32_t row, uint32_t first)
{
	struct rows *r = context;
	struct sheet *s = r->s;
	struct str label = sheet_label(s, row), group = sheet_group(s, row);
	uint32_t column = s->label != OBJECT_NONE ? s->label : 0;
	struct finding *f;

	if (++r->repeats > REPEATS_TOLD)
		return;
	f = diag_add(&s->unit->diag, DIAG_ROW_REPEATED, sheet_place(s, row, column),
		group.len ? "“" STR_FMT "” stands twice in the group " STR_FMT
		: "“" STR_FMT "” stands twice" STR_FMT, STR_ARG(label), STR_ARG(group));
	diag_related(&s->unit->diag, f, sheet_place(s, first, column), "the first one is here");
	diag_help(&s->unit->diag, f,
		  "give each row a name of its own, so that its figures can be quoted");
}

/* When enough of them were told, names are of no more interest. */
static void
note_name(struct rows *r, uint32_t row, struct str slug)
{
	if (slug.len > 0 && r->repeats <= REPEATS_TOLD && sheet_kind(r->s, row) != ROW_HEADING)
		names_put(&r->names, row, slug);
}

static void
read_cells(struct rows *r, uint32_t row, uint32_t record)
{
	struct sheet *s = r->s;

	if (!r->look.is_quiet)
		for (uint32_t column = 0; column < s->table->ncolumn; column++)
			read_cell(s, row, column, record);
	if (!r->look.is_even && !s->is_text)
		say_ragged(s, row, record);
}

/*
 * A column beside the name says what kind of row it is, as data systems write it: three rows Liquor,
 * current, prior and total.  The first row of a name is the total of none.
 */
static bool
says_total(const struct rows *r, uint32_t record, struct str slug)
{
	const struct sheet *s = r->s;

	if (!r->has_words || slug.len == 0 || !str_equal(slug, buf_view(&r->name)))
		return false;
	for (uint32_t i = 0; i < s->table->ncolumn; i++) {
		struct str text = s->table->columns[i].kind == COLUMN_TEXT ? cell_text(s, record, i)
			: STR_NONE;

		if (text.len > 0
			&& label_total(text, utf8_slug(s->unit->arena, text)).kind == TOTAL_PLAIN)
			return true;
	}
	return false;
}

/* For the next row, which may have the same. */
static void
keep_name(struct rows *r, struct str slug)
{
	if (!r->has_words)
		return;
	buf_clear(&r->name);
	buf_str(&r->name, slug);
}

static void
read_row(struct rows *r, uint32_t record)
{
	struct sheet *s = r->s;
	struct str label = sheet_label_of(s, record), slug = utf8_slug(&r->scratch, label);
	uint32_t row = s->table->nrow, group = 0;
	enum row_kind kind = ROW_LINE;

	if (is_heading(r, record, label)) {
		kind = ROW_HEADING;
		r->heading = sheet_add_group(s, label);
		r->is_headed = r->is_headed || row == 0;
	} else {
		enum total_kind total = label_total(label, slug).kind;

		if (total != TOTAL_NONE || says_total(r, record, slug))
			kind = ROW_TOTAL;
		group = row_group(r, record, total);
	}
	sheet_add_row(s, record, kind, group);
	if (row_is_telling(label))
		sheet_set_telling(s, row);
	read_cells(r, row, record);
	if (!s->is_text)
		note_name(r, row, slug);
	keep_name(r, slug);
}

static void
read_record(struct rows *r, uint32_t record)
{
	const struct packed_block *b = packed_block(&r->s->csv.packed, record);

	if (b->has_blank && sheet_is_blank(r->s, record)) {
		r->after_blank = r->after_blank || !csv_record(&r->s->csv, record).is_comment;
		return;
	}
	if (b != r->block) {
		r->block = b;
		look_at_block(r->s, record, &r->look);
		arena_reset(&r->scratch);
	}
	if (!is_header_again(r, record))
		read_row(r, record);
	r->after_blank = false;
}

void
row_read_all(struct sheet *s)
{
	struct rows r = { .s = s, .name = BUF_EMPTY };
	uint32_t most = s->end - s->first;

	arena_init(&r.scratch);
	names_init(&r.names, s, most, say_repeated, &r);
	sheet_begin_rows(s, most);
	sheet_begin_cells(s);
	for (uint32_t i = 0; i < s->table->ncolumn; i++) {
		enum column_kind kind = s->table->columns[i].kind;

		r.has_words = r.has_words || kind == COLUMN_TEXT;
		r.has_years = r.has_years
			|| (kind == COLUMN_AMOUNT && label_is_year(lowest_header(s, i)));
	}
	for (uint32_t record = s->first; record < s->end; record++)
		read_record(&r, record);
	names_finish(&r.names);
	buf_release(&r.name);
	arena_release(&r.scratch);
}
