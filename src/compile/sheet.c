/*
 * Looking things up in a sheet: texts, cells and their places.  What they mean is the passes'.
 */
#include "compile/sheet.h"

#include "base/utf8.h"
#include "object/symbol.h"

#define QUOTED 64u

struct str
sheet_text(const struct sheet *s, uint32_t record, uint32_t field)
{
	return csv_text(&s->csv, record, field);
}

struct place
sheet_field_place(const struct sheet *s, uint32_t record, uint32_t field)
{
	return csv_place(&s->csv, record, field);
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

struct symbols *
sheet_symbols(struct sheet *s)
{
	if (!s->symbols) {
		s->symbols = symbols_new(s->table, s->unit->arena);
		map_init(&s->named_cells, s->unit->arena);
	}
	return s->symbols;
}

enum amount_kind
sheet_amount(const struct sheet *s, uint32_t record, uint32_t field, struct amount_unit as,
	struct amount *out)
{
	struct written w = packed_at(&s->csv.packed, record, field);
	bool comma = s->csv.commas && field < s->csv.ncomma && s->csv.commas[field];

	if (w.form != FORM_AGAIN)
		return written_amount(w, as, out);
	return (comma ? comma_amount : amount_read)(sheet_text(s, record, field), as, out);
}

struct str
sheet_cell_text(const struct sheet *s, uint32_t row, uint32_t column)
{
	return sheet_text(s, sheet_record(s, row) - 1, s->columns[column].field);
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
	const struct packed_block *b = packed_block(&s->csv.packed, record);

	if (!b->has_blank)
		return false;
	for (uint32_t i = 0; i < b->width; i++)
		if (packed_form_at(b, &b->columns[i], packed_index(&s->csv.packed, record)) != FORM_BLANK)
			return false;
	return true;
}

bool
cell_has_amount(const struct cell *c)
{
	return c->kind == AMOUNT_VALUE || c->kind == AMOUNT_DASH || c->kind == AMOUNT_NIL;
}
