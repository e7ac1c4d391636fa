/*
 * Formulas of columns: each row is compared with what the formula makes of it.
 *
 * Knows rows and covers; where the formula is written and what its names mean is sidecar_formula.c's.
 * A column whose formula leads back to itself proves nothing: that is found first.
 */
#include "compile/sidecar_formula.h"

#include "base/circle.h"
#include "object/affine.h"
#include "object/symbol.h"

/* Sums and differences hold for totals too; a price times a number does not. */
static bool
is_linear(const struct formula *f)
{
	for (uint32_t i = 0; i < f->nop; i++) {
		enum op_kind kind = f->s->unit->object.ops[f->first_op + i].kind;

		if (kind != OP_CELL && kind != OP_ADD && kind != OP_SUBTRACT && kind != OP_NEGATE)
			return false;
	}
	return true;
}

static void
add_covers(struct formula *f, struct check *check)
{
	struct sheet *s = f->s;
	bool several;

	check->first_cover = s->unit->object.ncover;
	for (uint32_t i = 0; i < f->nop && is_linear(f); i++) {
		const struct op *op = &s->unit->object.ops[f->first_op + i];
		uint32_t column = op->kind == OP_CELL ? sidecar_formula_column(s,
			&s->unit->object.references[op->index], &several) : OBJECT_NONE;
		bool minus = i + 1 < f->nop && i > 0
			&& s->unit->object.ops[f->first_op + i + 1].kind == OP_SUBTRACT;

		if (column == OBJECT_NONE || sheet_cell(s, f->row, column).kind == AMOUNT_BLANK)
			continue;
		*unit_add_cover(s->unit) = (struct cover){ f->row, column, minus };
	}
	check->covers = s->unit->object.ncover - check->first_cover;
}

/* ---- what is withheld ---- */

/* The cells of this row, or of the table, that an op names; unknown ones by their index in the table. */
static struct affine_sum
read_cells(void *context, uint32_t reference, struct arena *a)
{
	struct formula *f = context;
	struct sheet *s = f->s;
	const struct reference *r = &s->unit->object.references[reference];
	bool several = false;
	uint32_t own, column = sidecar_formula_column(s, r, &several);
	struct symbol_cells found = { .cells = &own, .count = 1 };

	own = column == OBJECT_NONE ? 0 : f->row * s->table->ncolumn + column;
	if (column == OBJECT_NONE)
		symbols_find(sheet_symbols(s), r->fragment, a, &found);
	struct affine_sum sum = { .parts = arena_array(a, found.count, sizeof(*sum.parts)) };

	for (size_t i = 0; i < found.count; i++) {
		uint32_t row = found.cells[i] / s->table->ncolumn;
		const struct table_cell *c = sheet_whole_cell(s, row, found.cells[i] % s->table->ncolumn);

		if (affine_is_unknown(c))
			sum.parts[sum.count++] = (struct affine_part){ found.cells[i], 1 };
		else if (amount_is_known(c->kind))
			sum.known = residue_sum(sum.known, affine_factor(&c->amount));
	}
	return sum;
}

/* Where the row's figure is withheld, or one that it is worked out of, the check says by what each of these is
 * multiplied: the linker sees whether one can be worked out.  Its covers are of use to nobody else then. */
static void
add_factors(struct formula *f, uint32_t column, struct check *check)
{
	struct sheet *s = f->s;
	const struct object *o = &s->unit->object;
	const struct affine_cells cells = { read_cells, f };
	const struct op *ops = &o->ops[f->first_op];
	struct cell own = sheet_cell(s, f->row, column);
	struct affine_sum sum;
	struct arena a;

	arena_init(&a);
	bool known = cell_has_amount(&own);
	bool good = known ? affine_equation(ops, f->nop, affine_factor(&own.amount), &cells, &a, &sum)
		: affine_evaluate(ops, f->nop, &cells, &a, &sum);

	check->first_cover = o->ncover;
	if (good && !known)
		*unit_add_cover(s->unit) = (struct cover){ f->row, column, true };
	for (uint32_t i = 0; good && i < sum.count; i++) {
		uint32_t at = sum.parts[i].unknown;

		*unit_add_cover(s->unit) = (struct cover){ at / s->table->ncolumn, at % s->table->ncolumn, false };
		*unit_add_factor(s->unit) = (struct factor){ o->ncover - 1, (decimal)sum.parts[i].factor };
	}
	check->covers = o->ncover - check->first_cover;
	arena_release(&a);
}

static void
say_formula(struct formula *f, uint32_t column, const struct check *check, int place)
{
	struct sheet *s = f->s;
	bool rounding = check->verdict == VERDICT_ROUNDING;
	struct str name = sheet_column_name(s, column);
	struct finding *found = diag_add(&s->unit->diag,
		rounding ? DIAG_TOTAL_ROUNDING : DIAG_FORMULA_MISMATCH, sheet_place(s, f->row, column),
		STR_FMT " is " STR_FMT "; " STR_FMT " gives " STR_FMT "%s", STR_ARG(name),
		STR_ARG(sum_plain(s, column, check->stated, place)), STR_ARG(f->d->text),
		STR_ARG(sum_plain(s, column, check->computed, place)),
		!rounding ? "" : s->tolerance == TOLERANCE_ROUNDING ? ": the difference is rounding"
		: ": as far apart as the table allows");

	diag_label(&s->unit->diag, found,
		   "stated " STR_FMT ", computed " STR_FMT ", difference " STR_FMT,
		   STR_ARG(sum_full(s, column, check->stated, place)),
		   STR_ARG(sum_full(s, column, check->computed, place)),
		   STR_ARG(sum_full(s, column, check->difference, place)));
	found->sum.stated = decimal_text(s->unit->arena, check->stated);
	found->sum.computed = decimal_text(s->unit->arena, check->computed);
	found->sum.difference = decimal_text(s->unit->arena, check->difference);
	found->sum.unit = str_of(unit_sign(s->table->columns[column].unit.unit));
	if (rounding)
		return;
	struct failure failure = { .finding = found, .what = "figure", .place = place,
		.finest = place, .message = found->message,
		.otherwise = STR("see which of the figures in this row is wrong; "
			"the formula is in the table's sidecar") };

	cause_note(s, &failure);
}

/* The finest digit that the two figures have, but no more than two beyond that of the cell. */
static int
place_for(decimal computed, int place)
{
	for (int i = 0; i < 2 && place > -DECIMAL_PLACES && computed % decimal_power(place) != 0; i++)
		place--;
	return place;
}

static bool
compare(struct formula *f, const struct cell *cell, const struct quantity *value,
	struct check *check)
{
	struct quantity stated = quantity_of(&cell->amount), computed = *value;

	if (quantity_align(&stated, &computed) != FORMULA_DONE
		|| !decimal_sub(stated.value, computed.value, &check->difference)) {
		sidecar_formula_say(f, FORMULA_UNIT, "formula");
		return false;
	}
	check->stated = stated.value;
	check->computed = computed.value;
	check->bound = quantity_reach(&stated, &computed, sidecar_tolerance(f->s, stated.value));
	if (check->difference == 0)
		check->verdict = VERDICT_EXACT;
	else
		check->verdict = decimal_abs(check->difference) <= check->bound ? VERDICT_ROUNDING
			: VERDICT_MISMATCH;
	return true;
}

static void
check_cell(struct formula *f, uint32_t row, uint32_t column)
{
	struct sheet *s = f->s;
	struct cell cell = sheet_cell(s, row, column);
	struct check check = { .kind = CHECK_FORMULA, .verdict = VERDICT_UNCHECKED, .row = row,
		.column = column, .basis = { .name = f->d->text } };
	struct quantity value, sides[2];

	if (cell.kind == AMOUNT_BLANK || sheet_kind(s, row) == ROW_HEADING)
		return;
	f->row = row;
	enum formula_state state = sidecar_formula_evaluate(f, &value, sides);

	if (state == FORMULA_DIVIDES_BY_ZERO)
		state = FORMULA_UNCHECKED;	/* of nothing there is no share */
	if (state == FORMULA_DONE && cell_has_amount(&cell)) {
		if (!compare(f, &cell, &value, &check))
			return;
	} else {
		sidecar_formula_say(f, state, "formula");
		if (state == FORMULA_BROKEN)
			return;		/* it says nothing of any row */
	}
	if (check.verdict == VERDICT_MISMATCH && sheet_kind(s, row) == ROW_TOTAL && !is_linear(f))
		return;		/* the average of a total is not the total of averages */
	if (check.verdict == VERDICT_UNCHECKED && !s->unit->drops_checks && !is_linear(f))
		add_factors(f, column, &check);
	else
		add_covers(f, &check);
	*unit_add_check(s->unit) = check;
	if (check.verdict == VERDICT_MISMATCH || (check.verdict == VERDICT_ROUNDING && is_linear(f)))
		say_formula(f, column, &check, place_for(check.computed, cell.amount.place));
}

/* ---- all of a table ---- */

struct column_formulas {
	struct sheet   *s;
	struct formula *formulas;	/* of the columns that have one and can be read */
	uint32_t       *of_column;	/* into them, or OBJECT_NONE */
	uint32_t        count;
	bool           *in_circle;	/* by column */
};

static void
check_rows(struct formula *f, uint32_t column)
{
	for (uint32_t row = 0; row < f->s->table->nrow && !f->broken; row++)
		check_cell(f, row, column);
}

/* A column's formula gives a figure, out of its own table. */
static void
check_form(struct formula *f)
{
	const struct object *o = &f->s->unit->object;
	struct diag *d = &f->s->unit->diag;
	struct finding *found = NULL;

	if (formula_compares(&o->ops[f->first_op], f->nop)) {
		found = diag_add(d, DIAG_FORMULA_MISMATCH, sidecar_place(f->s, f->d),
			"the formula of a column gives a figure; this one compares");
		diag_help(d, found, "write it without the comparison, or put it under `rules`");
	}
	for (uint32_t i = f->first_reference; i < f->end_reference && !found; i++) {
		const struct reference *r = &o->references[i];

		if (str_equal(r->path, f->s->unit->in->path))
			continue;
		found = diag_add(d, DIAG_SIDECAR_MISMATCH,
			(struct place){ f->s->unit->sidecar.path, r->line, r->column, r->width },
			"the formula of a column can't reach another table");
		diag_help(d, found, "a rule can: put it under `rules`");
	}
	f->broken = found != NULL;
}

static void
say_circle(void *context, const uint32_t *circle, uint32_t n)
{
	struct column_formulas *all = context;
	struct sheet *s = all->s;
	struct diag *d = &s->unit->diag;
	struct str first = sheet_column_name(s, circle[0]);
	struct buf names = BUF_EMPTY;

	for (uint32_t i = 0; i < n; i++) {
		all->in_circle[circle[i]] = true;
		buf_print(&names, STR_FMT "%s is worked out from ",
			STR_ARG(sheet_column_name(s, circle[i])), i > 0 ? ", which" : "");
	}
	struct finding *f = diag_add(d, DIAG_SIDECAR_MISMATCH,
		sidecar_place(s, all->formulas[all->of_column[circle[0]]].d),
		"the formula of the column “" STR_FMT "” leads back to that column", STR_ARG(first));

	for (uint32_t i = 1; i < n; i++)
		diag_related(d, f, sidecar_place(s, all->formulas[all->of_column[circle[i]]].d),
			"by way of this formula");
	diag_help(d, f, STR_FMT STR_FMT ": figures that are worked out from each other prove nothing; "
		"take one of the formulas out", STR_ARG(buf_view(&names)), STR_ARG(first));
	buf_release(&names);
}

static void
find_circles(struct column_formulas *all, uint32_t first_reference)
{
	struct sheet *s = all->s;
	const struct object *o = &s->unit->object;
	struct circle_edge *edges = arena_array(s->unit->arena, o->nreference - first_reference,
		sizeof(*edges));
	uint32_t nedge = 0;
	bool several;

	for (uint32_t column = 0; column < s->table->ncolumn; column++) {
		const struct formula *f = all->of_column[column] == OBJECT_NONE ? NULL
			: &all->formulas[all->of_column[column]];

		f = f && f->broken ? NULL : f;
		for (uint32_t i = f ? f->first_reference : 0; f && i < f->end_reference; i++) {
			uint32_t to = sidecar_formula_column(s, &o->references[i], &several);

			if (to != OBJECT_NONE)
				edges[nedge++] = (struct circle_edge){ column, to };
		}
	}
	circle_find(s->table->ncolumn, edges, nedge, s->unit->arena, say_circle, all);
}

static void
parse_all(struct column_formulas *all)
{
	struct sheet *s = all->s;

	for (uint32_t i = 0; i < s->table->ncolumn; i++) {
		const struct datum *settings = s->columns[i].settings;
		struct formula f = { .s = s, .row = 0 };

		all->of_column[i] = OBJECT_NONE;
		f.d = settings ? object_get(&s->unit->object, settings, "formula") : NULL;
		if (!f.d || !sidecar_formula_parse(&f, DIAG_FORMULA_MISMATCH))
			continue;
		check_form(&f);
		all->of_column[i] = all->count;
		all->formulas[all->count++] = f;
	}
}

void
column_formulas_check(struct sheet *s)
{
	uint32_t n = s->table->ncolumn, first_reference = s->unit->object.nreference;
	struct arena *a = s->unit->arena;
	struct column_formulas all = { .s = s, .formulas = arena_array(a, n, sizeof(*all.formulas)),
		.of_column = arena_array(a, n, sizeof(*all.of_column)),
		.in_circle = arena_array(a, n, sizeof(*all.in_circle)) };

	parse_all(&all);
	if (all.count == 0)
		return;
	find_circles(&all, first_reference);
	for (uint32_t i = 0; i < n; i++)
		if (all.of_column[i] != OBJECT_NONE && !all.in_circle[i])
			check_rows(&all.formulas[all.of_column[i]], i);
	sidecar_formula_forget(&all.formulas[0]);
}
