/*
 * A table: the order of the passes over it.
 *
 * What each does is in the file of its name; all of them share the sheet.  A faulty table still gives
 * columns and rows, as far as they can be told.
 */
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
	/* From here on the cells are const: what follows checks them. */

	totals_check(s);
	across_check(s);
	relations_check(s);
	missing_check(s);
	rules_check(s);
	sidecar_notes(s);
}

void
table_compile(struct compilation *u)
{
	struct sheet s = {
		.unit = u, .table = &u->object.table, .label = OBJECT_NONE, .group = OBJECT_NONE};

	meta_sidecar(u);
	s.table->title = STR_NONE;
	if (scan_table(u) && csv_read(&u->source, u->options->lone, u->arena, &u->diag, &s.csv))
		read_table(&s);
}
