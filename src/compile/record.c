/*
 * A total that is settled, as checks and findings of its columns.
 */
#include "compile/reading.h"

struct sum
record_sum(struct search *f, uint32_t column, struct basis basis, struct str parts)
{
	struct tally *t = f->t;
	struct cell total = sheet_cell(t->s, f->row, column);

	for (uint32_t k = 0; k < t->nrow; k++)
		t->covers[k] = (struct cover){ t->rows[k], column, reading_subtracts(t, &f->best, k) };
	return (struct sum){
		.kind = CHECK_TOTAL, .mismatch = DIAG_TOTAL_MISMATCH, .what = "total", .row = f->row,
		.column = column, .stated = total.amount.value, .place = total.amount.place,
		.covers = t->covers, .ncover = t->nrow, .basis = basis, .parts = parts,
	};
}

/* A total that is itself awaited is counted, and is no finding: its cell says so. */
void
record_unchecked(struct search *f, uint32_t column, struct basis basis)
{
	struct check *check = unit_add_check(f->t->s->unit);
	struct cell total = sheet_cell(f->t->s, f->row, column);

	*check = (struct check){
		.kind = CHECK_TOTAL,
		.verdict = VERDICT_UNCHECKED,
		.row = f->row,
		.column = column,
		.stated = cell_has_amount(&total) ? total.amount.value : 0,
		.basis = basis,
		.first_cover = f->t->s->unit->object.ncover,
	};
}

/* A check for each column that states the total, of the rows in t->rows. */
void
record_columns(struct search *f, struct basis basis, struct str parts)
{
	struct tally *t = f->t;

	for (uint32_t i = 0; i < t->ncolumn; i++) {
		struct cell total = sheet_cell(t->s, f->row, t->columns[i]);

		if (total.kind == AMOUNT_BLANK)
			continue;
		if (!cell_has_amount(&total)) {
			record_unchecked(f, t->columns[i], basis);
			continue;
		}
		struct sum sum = record_sum(f, t->columns[i], basis, parts);

		sum_check(t->s, &sum);
		sum_say_blanks(t->s, t->rows, t->nrow, t->columns[i]);
	}
}


void
record_total(struct search *f)
{
	struct tally *t = f->t;
	if (!t->walked || f->best.kind != READING_NAMED)
		reading_rows(t, f->row, &f->best);
	record_columns(f, reading_basis(t, &f->best), reading_parts(t, &f->best));
}
