/*
 * The table of the object: rows and cells in full, as the linker, pages and claims read them.
 *
 * The passes need none of it.  A large table that is only checked goes without.
 */
#include "base/utf8.h"
#include "compile/sheet.h"

static void
fill_cell(const struct sheet *s, uint32_t row, uint32_t column, struct table_cell *out)
{
	struct cell cell = sheet_cell(s, row, column);
	struct place at = sheet_place(s, row, column);

	*out = (struct table_cell){ sheet_cell_text(s, row, column), cell.kind, cell.amount,
		at.column, at.width };
}

static void
fill_row(const struct sheet *s, uint32_t row, struct table_row *out)
{
	uint32_t record = sheet_record(s, row);
	struct str label = sheet_label(s, row);

	*out = (struct table_row){
		.kind = sheet_kind(s, row), .label = label, .group = sheet_group(s, row),
		.label_slug = utf8_slug(s->unit->arena, label), .group_slug = sheet_group_slug(s, row),
		.record = record, .line = csv_record(&s->csv, record - 1).line,
		.level = sheet_level(s, row),
	};
}

void
table_fill(struct sheet *s)
{
	struct table *t = s->table;

	t->rows = arena_array(s->unit->arena, t->nrow, sizeof(*t->rows));
	t->cells = arena_array(s->unit->arena, (size_t)t->nrow * t->ncolumn, sizeof(*t->cells));
	for (uint32_t row = 0; row < t->nrow; row++) {
		fill_row(s, row, &t->rows[row]);
		for (uint32_t i = 0; i < t->ncolumn; i++)
			fill_cell(s, row, i, &t->cells[(size_t)row * t->ncolumn + i]);
	}
}
