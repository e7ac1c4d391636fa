/*
 * A table: the order of the passes over it.
 *
 * What each does is in the file of its name; all of them share the sheet.  A faulty table still gives
 * columns and rows, as far as they can be told.
 */
#include "compile/redact.h"
#include "compile/sheet.h"

static void
mark_totals(struct sheet *s)
{
	for (uint32_t i = 0; i < s->table->ncolumn; i++) {
		struct table_column *c = &s->table->columns[i];

		c->is_total = c->kind == COLUMN_AMOUNT
			&& label_total(s->columns[i].header, c->slug).kind != TOTAL_NONE;
	}
}

#define CELLS_KEPT 200000u	/* of a table whose sums are kept until all are known, though nobody lists them */

/* What was found is all that is wanted of the table. */
static void
forget(struct sheet *s)
{
	unit_count_checks(s->unit);
	s->table->nrow = s->table->ncolumn = 0;
}

static void
read_table(struct sheet *s)
{
	sidecar_settings(s);
	if (!header_find(s))
		return;
	sidecar_columns(s);
	column_survey(s);
	column_units(s);
	mark_totals(s);
	row_read_all(s);
	sidecar_rows(s);
	redact_confirm(s);
	if (s->unit->in->has_sidecar)
		table_fill(s);	/* addresses in it are found there */
	s->unit->drops_checks = s->unit->options->brief
		&& (uint64_t)s->table->nrow * s->table->ncolumn > CELLS_KEPT;
	/* From here on the cells are const: what follows checks them. */

	totals_check(s);
	across_check(s);
	relations_check(s);
	shares_check(s);
	missing_check(s);
	if (s->unit->in->has_sidecar)
		rules_check(s);
	cause_explain(s);
	if (s->unit->options->brief)
		forget(s);
	else if (!s->table->rows)
		table_fill(s);
}

/* The same without a sidecar, and without what says how a table should be written. */
static void
read_text(struct sheet *s)
{
	if (!header_find(s))
		return;
	column_survey(s);
	column_units(s);
	mark_totals(s);
	row_read_all(s);
	unlabelled_column(s);
	totals_check(s);
	across_check(s);
	relations_check(s);
	cause_explain(s);
}

static bool
has_amounts(const struct table *t)
{
	for (uint32_t i = 0; i < t->ncolumn && t->nrow > 0; i++)
		if (t->columns[i].kind == COLUMN_AMOUNT)
			return true;
	return false;
}

/* Cells of HTML may stand each on a line of its own. */
static void
find_lines(struct sheet *s)
{
	struct table *t = s->table;

	t->lines = arena_array(s->unit->arena, (size_t)t->nrow * t->ncolumn, sizeof(*t->lines));
	for (uint32_t row = 0; row < t->nrow; row++)
		for (uint32_t column = 0; column < t->ncolumn; column++)
			t->lines[(size_t)row * t->ncolumn + column] =
				sheet_place(s, row, column).line;
}

static uint32_t
keep_text(struct sheet *s, const struct text_table *range)
{
	const struct object *o = &s->unit->object;
	struct text_table *kept = unit_add_text_table(s->unit);

	*kept = *range;
	kept->columns = s->table->ncolumn;
	kept->rows = s->table->nrow;
	kept->checks = o->ncheck - range->first_check;
	kept->covers = o->ncover - range->first_cover;
	table_fill(s);
	find_lines(s);
	unit_add_text_cells(s->unit, s->table);
	return o->ntext_table - 1;
}

uint32_t
table_compile_text(struct compilation *u, const struct csv *csv, uint32_t definition,
	struct str caption)
{
	const struct object *o = &u->object;
	struct table table = { .title = caption };
	struct sheet s = { .unit = u, .csv = *csv, .is_text = true, .first_check = o->ncheck, .table = &table,
		.label = OBJECT_NONE, .group = OBJECT_NONE };
	struct text_table range = { .definition = definition, .first_column = o->ntext_column,
		.first_row = o->ntext_row, .first_cell = o->ntext_cell,
		.first_check = o->ncheck, .first_cover = o->ncover };

	map_init(&s.row_settings, u->arena);
	read_text(&s);
	return has_amounts(&table) ? keep_text(&s, &range) : OBJECT_NONE;
}

void
table_compile(struct compilation *u)
{
	struct sheet s = {
		.unit = u, .table = &u->object.table, .label = OBJECT_NONE, .group = OBJECT_NONE};

	meta_sidecar(u);
	s.table->title = STR_NONE;
	bool readable = scan_table(u);

	if (readable)
		redact_source(u);
	if (readable && csv_read(&u->source, u->options->lone, u->arena, &u->diag, &s.csv))
		read_table(&s);
}
