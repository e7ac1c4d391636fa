/*
 * Shares that make a whole: what a sidecar's `sums_to` says, and columns of shares of which the total is 100.
 */
#include "compile/sidecar_formula.h"

static uint32_t
cover_lines(const struct sheet *s, uint32_t column, struct cover *covers, uint32_t *at)
{
	uint32_t n = 0;

	*at = OBJECT_NONE;
	for (uint32_t row = 0; row < s->table->nrow; row++) {
		bool blank = sheet_cell(s, row, column).kind == AMOUNT_BLANK;

		if (sheet_kind(s, row) == ROW_TOTAL && !blank)
			*at = row;
		if (sheet_kind(s, row) == ROW_LINE && !blank)
			covers[n++] = (struct cover){ row, column, false };
	}
	if (*at == OBJECT_NONE && n > 0)
		*at = covers[n - 1].row;
	return n;
}

static void
check_shares(struct sheet *s, uint32_t column, const struct datum *d)
{
	struct cover *covers = arena_array(s->unit->arena, s->table->nrow, sizeof(*covers));
	uint32_t row, n = cover_lines(s, column, covers, &row);
	struct amount whole;

	if (amount_read(d->text, s->table->columns[column].unit, &whole) != AMOUNT_VALUE) {
		struct finding *f = diag_add(&s->unit->diag, DIAG_FIELD_TYPE, sidecar_place(s, d),
			"“" STR_FMT "” is no amount", STR_ARG(d->text));

		diag_help(&s->unit->diag, f, "write what the lines of the column make: `sums_to: 100`");
		return;
	}
	struct sum sum = { .kind = CHECK_SHARE, .mismatch = DIAG_SHARE_MISMATCH, .what = "the whole",
		.row = row, .column = column, .stated = whole.value, .place = -DECIMAL_PLACES,
		.covers = covers, .ncover = n,
		.basis = { .kind = BASIS_SHARES, .n = n,
			.name = sheet_column_name(s, column) },
		.parts = str_print(s->unit->arena, "its %u share%s %s", n, n == 1 ? "" : "s",
			n == 1 ? "sums to" : "sum to") };

	if (n > 0)
		sum_check(s, &sum);
}


void
shares_check(struct sheet *s)
{
	for (uint32_t i = 0; i < s->table->ncolumn; i++) {
		const struct datum *settings = s->columns[i].settings;
		const struct datum *whole = settings
			? object_get(&s->unit->object, settings, "sums_to") : NULL;

		if (whole)
			check_shares(s, i, whole);
	}
}
