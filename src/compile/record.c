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

/* A total of which no parts are known is counted. */
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

/* In a text the lines of a total may be words, with their amounts among them: `Contingency 100`. */
static bool
is_wordy(const struct sheet *s, uint32_t row, uint32_t column)
{
	struct str label = sheet_label(s, row);

	return sheet_cell(s, row, column).kind == AMOUNT_BLANK && label.len > 0
		&& label.at[label.len - 1] >= '0' && label.at[label.len - 1] <= '9';
}

/* What of a text's total is no cell that could be added, or NULL. */
static const char *
parts_missing(const struct tally *t, uint32_t column)
{
	bool any = false;

	for (uint32_t k = 0; k < t->nrow; k++) {
		if (is_wordy(t->s, t->rows[k], column))
			return "a row that it sums has its amount among the words";
		any = any || sheet_cell(t->s, t->rows[k], column).kind != AMOUNT_BLANK;
	}
	return any ? NULL : "no row of this table has an amount that it sums";
}

static void
say_missing_parts(struct search *f, uint32_t column, const char *what)
{
	struct sheet *s = f->t->s;
	struct finding *found = diag_add(&s->unit->diag, DIAG_TOTAL_UNCHECKED,
		sheet_place(s, f->row, column), "this total can't be checked: %s", what);

	diag_help(&s->unit->diag, found, "give each line a row of its own, with its amount in a cell");
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
		if (!cell_has_amount(&total)) {	/* its cell says so: no finding */
			struct sum sum = record_sum(f, t->columns[i], basis, parts);

			sum_note(t->s, &sum);
			continue;
		}
		const struct basis nothing = { .kind = BASIS_FORMULA, .name = STR_NONE };
		const char *missing = t->s->is_text ? parts_missing(t, t->columns[i]) : NULL;

		if (missing) {
			record_unchecked(f, t->columns[i], basis.n > 0 ? basis : nothing);
			say_missing_parts(f, t->columns[i], missing);
			continue;
		}
		struct sum sum = record_sum(f, t->columns[i], basis, parts);

		sum_check(t->s, &sum);
		sum_say_blanks(t->s, t->rows, t->nrow, t->columns[i]);
	}
}


/*
 * Where nobody lists its parts, a total that is exact in every column, none of them with blanks or with units
 * of its own, needs no look at its rows: there is nothing to be said of them.
 */
static bool
count_exact(struct search *f)
{
	struct tally *t = f->t;
	const struct cell *cells;

	if (!t->s->unit->drops_checks || f->best.kind == READING_NAMED
		|| !reading_sums(t, f->row, &f->best))
		return false;
	cells = tally_cells(t, f->row);
	for (uint32_t i = 0; i < t->ncolumn; i++) {
		const struct sheet_column *c = &t->s->columns[t->columns[i]];

		if (c->has_blanks || c->has_units || t->odd[i] > 0 || !cell_has_amount(&cells[i])
			|| cells[i].amount.value != t->sums[i])
			return false;
	}
	unit_count_exact(t->s->unit, t->ncolumn);
	return true;
}

void
record_total(struct search *f)
{
	struct tally *t = f->t;

	if (count_exact(f))
		return;
	if (!t->walked || f->best.kind != READING_NAMED)
		reading_rows(t, f->row, &f->best);
	record_columns(f, reading_basis(t, &f->best), reading_parts(t, &f->best));
}
