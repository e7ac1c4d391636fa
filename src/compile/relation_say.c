/*
 * A relation between columns, checked in every row: what is recorded, and what is said where it fails.
 *
 * Knows the words; the relation has been found, and serves the rows as a whole.
 */
#include "compile/relation.h"

static struct str
name(const struct relation *r, uint32_t column)
{
	return sheet_column_name(r->s, column);
}

/* "Opening + Additions - Uses": what has more than two terms is written as a formula is. */
static struct str
sum_words(const struct relation *r)
{
	struct buf text = BUF_EMPTY;

	for (uint32_t i = 0; i < r->nterm; i++) {
		buf_text(&text, i == 0 ? "" : r->terms[i].minus ? " - " : " + ");
		buf_str(&text, name(r, r->terms[i].column));
	}
	return buf_keep(&text, r->s->unit->arena);
}

/* turned: with the signs the other way round */
static struct basis
basis_of(const struct relation *r, bool turned)
{
	static const enum basis_kind kinds[] = {
		[FORM_LINEAR] = BASIS_DIFFERENCE, [FORM_RATIO] = BASIS_RATIO,
		[FORM_CHANGE] = BASIS_CHANGE, [FORM_SHARE] = BASIS_WHOLE, [FORM_MEAN] = BASIS_MEAN,
		[FORM_RUNNING] = BASIS_RUNNING,
	};
	struct basis b = { .kind = kinds[r->form], .n = r->nterm,
		.name = name(r, r->terms[0].column),
		.other = r->nterm > 1 ? name(r, r->terms[1].column) : STR_NONE };

	if (r->form == FORM_LINEAR && (r->nterm != 2 || !r->terms[1].minus))
		return (struct basis){ .kind = BASIS_FORMULA, .name = sum_words(r) };
	if (turned && r->form == FORM_CHANGE)
		b.kind = BASIS_CHANGE_TURNED;
	if (turned && r->form == FORM_LINEAR)
		b = (struct basis){ .kind = b.kind, .n = b.n, .name = b.other, .other = b.name };
	return b;
}

static struct sum
sum_of(const struct relation *r, const struct relation_row *row, const struct basis *basis)
{
	return (struct sum){
		.kind = CHECK_FORMULA, .mismatch = DIAG_FORMULA_MISMATCH,
		.row = row->check.row, .column = r->column, .stated = row->check.stated,
		.place = row->place, .covers = row->covers, .ncover = row->ncover, .basis = *basis,
	};
}

static void
check_sum(const struct relation *r, struct relation_row *row, const struct basis *basis)
{
	struct sum sum = sum_of(r, row, basis);
	struct arena *a = r->s->unit->arena;

	if (row->check.difference != 0) {
		sum.what = arena_copy(a, name(r, r->column).at, name(r, r->column).len);
		sum.parts = str_print(a, STR_FMT " gives", STR_ARG(basis_text(r->s->unit->arena, basis)));
	} else {
		sum.what = "figure";
	}
	sum_check(r->s, &sum);
}

static void
say_quotient(const struct relation *r, const struct relation_row *row, const struct basis *basis)
{
	struct sheet *s = r->s;
	struct diag *d = &s->unit->diag;
	const struct check *k = &row->check;
	struct finding *f = diag_add(d, DIAG_FORMULA_MISMATCH, sheet_place(s, k->row, k->column),
		STR_FMT " is " STR_FMT "; " STR_FMT " gives " STR_FMT, STR_ARG(name(r, k->column)),
		STR_ARG(sum_full(s, k->column, k->stated, row->place)), STR_ARG(basis_text(r->s->unit->arena, basis)),
		STR_ARG(sum_full(s, k->column, decimal_round(k->computed, row->place), row->place)));

	diag_label(d, f, "should be " STR_FMT,
		STR_ARG(sum_full(s, k->column, decimal_round(k->computed, row->place), row->place)));
	f->sum.stated = decimal_text(s->unit->arena, k->stated);
	f->sum.computed = decimal_text(s->unit->arena, k->computed);
	f->sum.difference = decimal_text(s->unit->arena, k->difference);
	f->sum.unit = str_of(unit_sign(s->table->columns[k->column].unit.unit));
	for (uint32_t i = 0; i < row->ncover && i < 2; i++)
		diag_related(d, f, sheet_place(s, row->covers[i].row, row->covers[i].column),
			"it is worked out from this");
	diag_help(d, f, s->is_text ? "see which of these figures is wrong; where the column is worked out "
		"in another way, put the table in a CSV file, whose sidecar can say so"
		: "see which of these figures is wrong; where the column is worked out in another "
		"way, the table's sidecar can say so (`formula`)");
}

static void
record(const struct relation *r, const struct relation_row *row, const struct basis *basis)
{
	struct compilation *u = r->s->unit;
	struct check check = row->check;

	check.basis = *basis;
	check.first_cover = u->object.ncover;
	check.covers = row->ncover;
	for (uint32_t i = 0; i < row->ncover; i++)
		*unit_add_cover(u) = row->covers[i];
	*unit_add_check(u) = check;
}

/* Of a share of a total or an average the total row has its own rule: it is not held against it. */
static bool
is_excused(const struct relation *r, const struct relation_row *row)
{
	return row->check.verdict == VERDICT_MISMATCH && r->form != FORM_LINEAR
		&& sheet_kind(r->s, row->check.row) == ROW_TOTAL;
}

/*
 * Income has its sign the other way round where the sign says what is good: with several such rows, or
 * one that is called so, it is how the table is written, and with a single other one a slip.
 */
static bool
is_turned(const struct relation *r, uint32_t row)
{
	if (relation_judge(r, row) != OUTCOME_FLIPPED)
		return false;
	return r->flipped > 1 || r->holds < 4 || column_is_income(sheet_label_slug(r->s, row))
		|| column_is_income(sheet_group_slug(r->s, row))
		|| sheet_kind(r->s, row) == ROW_TOTAL;
}

static void
turn(struct relation_row *row)
{
	for (uint32_t i = 0; i < row->ncover; i++)
		row->covers[i].subtracted = !row->covers[i].subtracted;
	row->check.computed = -row->check.computed;
	row->check.difference = row->check.stated - row->check.computed;
	row->check.verdict = row->check.difference == 0 ? VERDICT_EXACT : VERDICT_ROUNDING;
}

/* A row with a figure that is awaited, absent or withheld is counted as one that can't be checked. */
static bool
is_open(const struct relation *r, uint32_t row)
{
	struct cell stated = sheet_cell(r->s, row, r->column);
	bool open = !cell_has_amount(&stated);

	if (stated.kind == AMOUNT_BLANK || sheet_kind(r->s, row) == ROW_HEADING)
		return false;
	for (uint32_t i = 0; i < r->nterm; i++) {
		struct cell c = sheet_cell(r->s, row, r->terms[i].column);

		if (c.kind == AMOUNT_BLANK)
			return false;
		open = open || !cell_has_amount(&c);
	}
	return open;
}

static void
record_open(const struct relation *r, uint32_t row, const struct basis *basis)
{
	struct cell stated = sheet_cell(r->s, row, r->column);
	struct relation_row figures = { .check = { .kind = CHECK_FORMULA, .verdict = VERDICT_UNCHECKED,
		.row = row, .column = r->column, .stated = cell_has_amount(&stated) ? stated.amount.value : 0 } };

	relation_parts(r, row, &figures);
	record(r, &figures, basis);
}

static void
check_row(const struct relation *r, uint32_t row, const struct basis *basis, const struct basis *turned)
{
	struct relation_row figures;
	bool is_flipped;

	if (!relation_figures(r, row, &figures)) {
		if (is_open(r, row))
			record_open(r, row, basis);
		return;
	}
	if (is_excused(r, &figures))
		return;
	is_flipped = figures.check.verdict == VERDICT_MISMATCH && is_turned(r, row);
	if (is_flipped)
		turn(&figures);
	if (r->form == FORM_LINEAR || r->form == FORM_RUNNING) {
		check_sum(r, &figures, is_flipped ? turned : basis);
		return;
	}
	record(r, &figures, is_flipped ? turned : basis);
	if (figures.check.verdict == VERDICT_MISMATCH)
		say_quotient(r, &figures, basis);
}

/* A line that tells what the whole of the shares is. */
static bool
tells_whole(const struct relation *r)
{
	for (uint32_t row = 0; row < r->s->table->nrow; row++) {
		struct cell part = sheet_cell(r->s, row, r->terms[0].column), share = sheet_cell(r->s, row, r->column);

		if (sheet_kind(r->s, row) == ROW_LINE && part.kind == AMOUNT_VALUE && share.kind == AMOUNT_VALUE
			&& part.amount.value != 0 && share.amount.value != 0)
			return true;
	}
	return false;
}

/* Shares of a column without a total: one line gives the whole, and with it every line whose share is known. */
static void
record_shares(const struct relation *r)
{
	const struct basis basis = { .kind = BASIS_FORMULA, .name = name(r, r->terms[0].column) };

	for (uint32_t row = 0; row < r->s->table->nrow && tells_whole(r); row++) {
		struct relation_row figures = { .ncover = 1, .covers = { { row, r->terms[0].column, false } },
			.check = { .kind = CHECK_FORMULA, .verdict = VERDICT_UNCHECKED, .row = row, .column = r->column } };
		struct cell share = sheet_cell(r->s, row, r->column);

		if (share.kind == AMOUNT_VALUE && sheet_cell(r->s, row, r->terms[0].column).kind == AMOUNT_WITHHELD)
			record(r, &figures, &basis);
	}
}

/* Nothing is checked by what is only guessed at; the linker sees whether it would give away what is withheld. */
static void
record_guess(const struct relation *r, const struct basis *basis)
{
	if (r->form == FORM_SHARE && r->above == OBJECT_NONE) {
		record_shares(r);
		return;
	}
	for (uint32_t row = 0; row < r->s->table->nrow; row++)
		if (relation_withholds(r, row) && sheet_kind(r->s, row) != ROW_HEADING
			&& sheet_cell(r->s, row, r->column).kind != AMOUNT_BLANK)
			record_open(r, row, basis);
}

void
relation_check(const struct relation *found)
{
	struct relation r = *found;
	struct basis basis = basis_of(&r, false), turned = basis_of(&r, true);

	struct adder adder;

	if (r.is_guess) {
		record_guess(&r, &basis);
		return;
	}
	if (r.form == FORM_RUNNING)
		r.above = OBJECT_NONE;
	adder_begin(&adder, r.s, r.column);
	for (uint32_t i = 0; i < r.nterm && r.form == FORM_LINEAR; i++)
		adder_part(&adder, r.terms[i].column, r.terms[i].minus);
	for (uint32_t row = 0; row < r.s->table->nrow; row++) {
		if (adder_holds(&adder, row)) {
			unit_count_exact(r.s->unit, 1);
			continue;
		}
		check_row(&r, row, &basis, &turned);
		if (r.form == FORM_RUNNING && sheet_kind(r.s, row) == ROW_LINE)
			r.above = row;
	}
}
