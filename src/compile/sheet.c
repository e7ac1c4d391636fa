/*
 * Looking things up in a sheet: texts, cells and their places.  What they mean is the passes'.
 */
#include "compile/sheet.h"

#include "base/utf8.h"

#define QUOTED 64u

struct str
sheet_text(const struct sheet *s, uint32_t record, uint32_t field)
{
	struct csv_record r = csv_record(&s->csv, record);

	return field < r.fields ? s->csv.fields[r.first + field].text : STR_NONE;
}

/* Of a field that a short record lacks: behind its last one. */
struct place
sheet_field_place(const struct sheet *s, uint32_t record, uint32_t field)
{
	struct csv_record r = csv_record(&s->csv, record);
	struct str file = s->unit->source.path;

	if (r.fields == 0)
		return (struct place){ file, r.line, 1, 0 };
	if (field < r.fields) {
		const struct csv_field *f = &s->csv.fields[r.first + field];

		return (struct place){ file, f->line, f->column, f->width };
	}
	const struct csv_field *last = &s->csv.fields[r.first + r.fields - 1];

	return (struct place){ file, last->line, last->column + last->width, 0 };
}

struct place
sheet_place(const struct sheet *s, uint32_t row, uint32_t column)
{
	return sheet_field_place(s, sheet_record(s, row) - 1, s->columns[column].field);
}

const struct table_cell *
sheet_whole_cell(const struct sheet *s, uint32_t row, uint32_t column)
{
	return &s->table->cells[(size_t)row * s->table->ncolumn + column];
}

struct cell
sheet_cell(const struct sheet *s, uint32_t row, uint32_t column)
{
	const struct table_cell *c = sheet_whole_cell(s, row, column);

	return (struct cell){ c->amount, c->kind };
}

enum row_kind
sheet_kind(const struct sheet *s, uint32_t row)
{
	return s->table->rows[row].kind;
}

uint32_t
sheet_level(const struct sheet *s, uint32_t row)
{
	return s->table->rows[row].level;
}

void
sheet_set_kind(struct sheet *s, uint32_t row, enum row_kind kind, uint32_t level)
{
	s->table->rows[row].kind = kind;
	s->table->rows[row].level = level;
}

struct str
sheet_label(const struct sheet *s, uint32_t row)
{
	return s->table->rows[row].label;
}

struct str
sheet_label_slug(const struct sheet *s, uint32_t row)
{
	return s->table->rows[row].label_slug;
}

struct str
sheet_group(const struct sheet *s, uint32_t row)
{
	return s->table->rows[row].group;
}

struct str
sheet_group_slug(const struct sheet *s, uint32_t row)
{
	return s->table->rows[row].group_slug;
}

bool
sheet_same_group(const struct sheet *s, uint32_t a, uint32_t b)
{
	return str_equal(s->table->rows[a].group_slug, s->table->rows[b].group_slug);
}

uint32_t
sheet_record(const struct sheet *s, uint32_t row)
{
	return s->table->rows[row].record;
}

struct str
sheet_cell_text(const struct sheet *s, uint32_t row, uint32_t column)
{
	return sheet_whole_cell(s, row, column)->text;
}

struct str
sheet_column_name(const struct sheet *s, uint32_t column)
{
	const struct sheet_column *c = &s->columns[column];

	if (s->table->columns[column].name.len > 0)
		return s->table->columns[column].name;
	if (c->header.len > 0)
		return c->header;
	return str_print(s->unit->arena, "column %u", c->field + 1);
}

struct str
sheet_quote(const struct sheet *s, struct str text)
{
	size_t end = 0;

	while (end < text.len && end < QUOTED)
		utf8_next(text, &end);
	return end == text.len ? text
		: str_print(s->unit->arena, STR_FMT "…", STR_ARG(str_head(text, end)));
}

bool
sheet_tell(struct sheet *s, uint32_t row, uint32_t column)
{
	size_t cell = (size_t)row * s->table->ncolumn + column;
	uint8_t bit = (uint8_t)(1u << (cell % 8));

	if (!s->told)
		s->told = arena_alloc(s->unit->arena,
				      (size_t)s->table->nrow * s->table->ncolumn / 8 + 1);
	if (s->told[cell / 8] & bit)
		return false;
	s->told[cell / 8] |= bit;
	return true;
}

bool
sheet_is_blank(const struct sheet *s, uint32_t record)
{
	struct csv_record r = csv_record(&s->csv, record);

	if (r.is_comment)
		return true;
	for (uint32_t i = 0; i < r.fields; i++)
		if (s->csv.fields[r.first + i].text.len > 0)
			return false;
	return true;
}

bool
cell_has_amount(const struct cell *c)
{
	return c->kind == AMOUNT_VALUE || c->kind == AMOUNT_DASH || c->kind == AMOUNT_NIL;
}
