/*
 * Rules between cells, in a table's sidecar.
 *
 * Knows what is said and recorded of a rule; which cells it means here is sidecar_formula.c's.  One that names
 * another table is kept for the linker.
 */
#include "compile/sidecar_formula.h"

#include "base/circle.h"
#include "object/symbol.h"

static bool
is_own(const struct formula *f)
{
	const struct object *o = &f->s->unit->object;

	for (uint32_t i = f->first_reference; i < f->end_reference; i++)
		if (!str_equal(o->references[i].path, f->s->unit->in->path))
			return false;
	return true;
}

static void
keep_rule(const struct formula *f)
{
	const struct sheet *s = f->s;
	struct rule *rule = unit_add_rule(s->unit);

	*rule = (struct rule){
		.first_op = f->first_op, .ops = f->nop, .text = f->d->text, .line = f->d->line,
		.column = f->d->column, .exact = s->tolerance == TOLERANCE_EXACT,
		.has_tolerance = s->tolerance == TOLERANCE_AMOUNT || s->tolerance == TOLERANCE_SHARE,
	};
	rule->tolerance = (struct amount){ .value = s->allowed,
		.unit = s->tolerance == TOLERANCE_SHARE ? UNIT_PERCENT : s->unit->options->currency };
}

static struct str
side_text(const struct formula *f, const struct quantity *side)
{
	struct amount_unit as = f->s->table->columns[f->cell_column].unit;
	int place = as.scale;

	if (as.unit != side->unit)
		as = (struct amount_unit){ (enum unit)side->unit, 0 };
	place = as.scale;
	while (place > -DECIMAL_PLACES && side->value % decimal_power(place) != 0)
		place--;
	return amount_text(f->s->unit->arena, side->value, as, place);
}

static void
say_broken(struct formula *f, const struct check *check, const struct quantity sides[2])
{
	struct diag *d = &f->s->unit->diag;
	struct quantity difference = sides[0];
	struct finding *found = diag_add(d, check->verdict == VERDICT_ROUNDING ? DIAG_TOTAL_ROUNDING
		: DIAG_RULE_BROKEN, sidecar_place(f->s, f->d), "“" STR_FMT "”: the left side is " STR_FMT
		", the right side " STR_FMT "%s", STR_ARG(f->d->text), STR_ARG(side_text(f, &sides[0])),
		STR_ARG(side_text(f, &sides[1])),
		check->verdict != VERDICT_ROUNDING ? ""
		: f->s->tolerance == TOLERANCE_ROUNDING ? ": the difference is rounding"
		: ": as far apart as the table allows");

	difference.value = check->difference;
	diag_label(d, found, "left " STR_FMT ", right " STR_FMT ", difference " STR_FMT,
		STR_ARG(side_text(f, &sides[0])), STR_ARG(side_text(f, &sides[1])),
		STR_ARG(side_text(f, &difference)));
	found->sum.stated = decimal_text(f->s->unit->arena, check->stated);
	found->sum.computed = decimal_text(f->s->unit->arena, check->computed);
	found->sum.difference = decimal_text(f->s->unit->arena, check->difference);
	found->sum.unit = str_of(unit_sign((enum unit)sides[0].unit));
	diag_related(d, found, sheet_place(f->s, f->cell_row, f->cell_column),
		     "the first of its figures");
	if (check->verdict == VERDICT_MISMATCH)
		diag_help(d, found, "see whether a figure of the table is wrong, or the rule");
}

/* Which figure keeps it from being checked, where one does; a divisor that may be 0 is none. */
static void
say_unchecked(struct formula *f)
{
	struct sheet *s = f->s;
	struct diag *d = &s->unit->diag;
	struct finding *found;

	if (f->odd_row == OBJECT_NONE) {
		found = diag_add(d, DIAG_TOTAL_UNCHECKED, sidecar_place(s, f->d),
			"the rule can't be checked: what it divides by is so small that rounding may make "
			"it nought");
		diag_help(d, found, "give the figure with more digits");
		return;
	}
	found = diag_add(d, DIAG_TOTAL_UNCHECKED, sidecar_place(s, f->d),
		"the rule can't be checked: “" STR_FMT "” is " STR_FMT,
		STR_ARG(symbols_of(sheet_symbols(s), f->odd_row, f->odd_column, s->unit->arena)),
		STR_ARG(sheet_cell_text(s, f->odd_row, f->odd_column)));
	diag_related(d, found, sheet_place(s, f->odd_row, f->odd_column), "this is the cell");
}

static void
record_rule(struct formula *f, enum formula_state state, const struct quantity *out,
	const struct quantity sides[2])
{
	struct check check = { .kind = CHECK_RULE, .verdict = VERDICT_UNCHECKED, .row = f->cell_row,
		.column = f->cell_column, .basis = { .name = f->d->text },
		.first_cover = f->s->unit->object.ncover };

	if (state == FORMULA_DONE) {
		bool holds = out->value != 0;

		check.stated = sides[0].value;
		check.computed = sides[1].value;
		check.bound = quantity_reach(&sides[0], &sides[1], sidecar_tolerance(f->s, sides[1].value));
		if (!decimal_sub(check.stated, check.computed, &check.difference))
			return;
		check.verdict = !holds ? VERDICT_MISMATCH : check.difference == 0
			|| formula_is_order(&f->s->unit->object.ops[f->first_op], f->nop)
			? VERDICT_EXACT : VERDICT_ROUNDING;
	}
	*unit_add_check(f->s->unit) = check;
	if (check.verdict == VERDICT_MISMATCH || check.verdict == VERDICT_ROUNDING)
		say_broken(f, &check, sides);
	else if (state == FORMULA_UNCHECKED)
		say_unchecked(f);
}

/* One of this table alone.  What can't be worked out is counted: nobody should think that it held. */
static void
check_own(struct formula *f, enum formula_state state, const struct quantity *out, const struct quantity sides[2])
{
	struct diag *d = &f->s->unit->diag;

	sidecar_formula_say(f, state, "rule");
	if (state == FORMULA_DONE && !out->is_truth) {
		struct finding *found = diag_add(d, DIAG_RULE_BROKEN, sidecar_place(f->s, f->d),
			"the rule “" STR_FMT "” compares nothing", STR_ARG(f->d->text));

		diag_help(d, found, "it needs `=`, `<=` or another sign like that: "
			"`total = funding.csv#total`");
	} else if (state == FORMULA_DONE && f->cell_row == OBJECT_NONE) {
		struct finding *found = diag_add(d, DIAG_RULE_BROKEN, sidecar_place(f->s, f->d),
			"the rule “" STR_FMT "” names no cell", STR_ARG(f->d->text));

		diag_help(d, found, "numbers alone say nothing of the table: "
			"name a row, or a row and a column");
	} else if (f->cell_row != OBJECT_NONE && state != FORMULA_BROKEN && state != FORMULA_SEVERAL) {
		record_rule(f, state, out, sides);
	}
}

/* ---- circles ---- */

struct definitions {
	struct sheet    *s;
	struct formula  *formulas;	/* rules of this table, in their order */
	uint32_t         count;
	struct map       by_cell;	/* a cell's index in words -> the rule that says what it is, + 1 */
};

static struct str
cell_key(const struct definitions *all, uint32_t cell)
{
	return str_print(all->s->unit->arena, "%u", cell);
}

/* The cells of a reference, as indexes. */
static struct symbol_cells
cells_of(const struct definitions *all, uint32_t reference)
{
	struct symbol_cells found = { .count = 0 };

	symbols_find(sheet_symbols(all->s), all->s->unit->object.references[reference].fragment,
		all->s->unit->arena, &found);
	return found;
}

static uint32_t
rule_of(const struct definitions *all, uint32_t cell)
{
	uintptr_t rule = (uintptr_t)map_get(&all->by_cell, cell_key(all, cell));

	return rule > 0 ? (uint32_t)(rule - 1) : OBJECT_NONE;
}

static void
define(struct definitions *all)
{
	const struct op *ops = all->s->unit->object.ops;

	for (uint32_t i = 0; i < all->count; i++) {
		const struct formula *f = &all->formulas[i];

		if (!formula_defines(&ops[f->first_op], f->nop))
			continue;
		struct symbol_cells left = cells_of(all, ops[f->first_op].index);

		if (left.count == 1 && rule_of(all, left.cells[0]) == OBJECT_NONE)
			map_put(&all->by_cell, cell_key(all, left.cells[0]), (void *)(uintptr_t)(i + 1));
	}
}

static void
say_circle(void *context, const uint32_t *circle, uint32_t n)
{
	const struct definitions *all = context;
	struct sheet *s = all->s;
	struct diag *d = &s->unit->diag;
	struct buf names = BUF_EMPTY;
	struct finding *f = diag_add(d, DIAG_SIDECAR_MISMATCH,
		sidecar_place(s, all->formulas[circle[0]].d),
		n == 1 ? "the rule says what a cell is by that cell itself"
		: "the rule leads back to the cell that it says something of");

	for (uint32_t i = 0; i <= n; i++) {
		const struct formula *of = &all->formulas[circle[i % n]];
		const struct op *left = &s->unit->object.ops[of->first_op];

		buf_print(&names, "%s`" STR_FMT "`", i == 0 ? "" : i == 1 ? " rests on "
			: ", which rests on ",
			STR_ARG(s->unit->object.references[left->index].fragment));
		if (i > 0 && i < n)
			diag_related(d, f, sidecar_place(s, of->d), "by way of this rule");
	}
	diag_help(d, f, STR_FMT ": rules that lean on each other prove nothing; take one out",
		STR_ARG(buf_view(&names)));
	buf_release(&names);
}

static void
find_circles(struct definitions *all)
{
	struct compilation *u = all->s->unit;
	uint32_t nedge = 0, room = 0;
	struct circle_edge *edges;

	define(all);
	for (uint32_t i = 0; i < all->count; i++)
		for (uint32_t k = all->formulas[i].first_reference; k < all->formulas[i].end_reference; k++)
			room += (uint32_t)cells_of(all, k).count;
	edges = arena_array(u->arena, room, sizeof(*edges));
	for (uint32_t i = 0; i < all->count; i++) {
		const struct formula *f = &all->formulas[i];

		/* the first reference is the cell that is said */
		for (uint32_t k = f->first_reference + 1; k < f->end_reference; k++) {
			struct symbol_cells to = cells_of(all, k);

			if (!formula_defines(&u->object.ops[f->first_op], f->nop))
				break;
			for (size_t c = 0; c < to.count; c++)
				if (rule_of(all, to.cells[c]) != OBJECT_NONE)
					edges[nedge++] = (struct circle_edge){ i, rule_of(all, to.cells[c]) };
		}
	}
	circle_find(all->count, edges, nedge, u->arena, say_circle, all);
}

/* ---- all of a table ---- */

/* Of a rule that can't be checked for what is withheld the linker sees whether it gives that away. */
static bool
has_withheld(const struct definitions *all, const struct formula *f)
{
	const struct table *t = all->s->table;

	for (uint32_t k = f->first_reference; k < f->end_reference; k++) {
		struct symbol_cells found = cells_of(all, k);

		for (size_t i = 0; i < found.count; i++)
			if (sheet_cell(all->s, found.cells[i] / t->ncolumn, found.cells[i] % t->ncolumn).kind
				== AMOUNT_WITHHELD)
				return true;
	}
	return false;
}

/* false: it is the linker's. */
static bool
settle(const struct definitions *all, struct formula *f)
{
	struct quantity out, sides[2];
	enum formula_state state = sidecar_formula_evaluate(f, &out, sides);

	if (state == FORMULA_UNCHECKED && has_withheld(all, f))
		return false;
	check_own(f, state, &out, sides);
	return true;
}

/* Rules of this table are read first, and what reaches others goes to the linker behind them. */
static void
check_rules(struct sheet *s, const struct datum *rules)
{
	struct object *o = &s->unit->object;
	struct definitions all = { .s = s };
	uint32_t kept = 0;
	const struct datum **foreign = arena_array(s->unit->arena, rules->size, sizeof(*foreign));

	all.formulas = arena_array(s->unit->arena, rules->size, sizeof(*all.formulas));
	map_init(&all.by_cell, s->unit->arena);
	for (const struct datum *d = object_first(o, rules); d; d = object_next(o, rules, d)) {
		struct formula f = { .s = s, .d = d, .row = OBJECT_NONE };

		if (!sidecar_formula_parse(&f, DIAG_RULE_BROKEN))
			continue;
		if (is_own(&f)) {
			all.formulas[all.count++] = f;
		} else {
			sidecar_formula_forget(&f);
			foreign[kept++] = d;
		}
	}
	for (uint32_t i = 0; i < all.count; i++)
		if (!settle(&all, &all.formulas[i]))
			foreign[kept++] = all.formulas[i].d;
	find_circles(&all);
	if (all.count > 0)
		sidecar_formula_forget(&all.formulas[0]);
	for (uint32_t i = 0; i < kept; i++) {
		struct formula f = { .s = s, .d = foreign[i], .row = OBJECT_NONE };

		if (sidecar_formula_parse(&f, DIAG_RULE_BROKEN))
			keep_rule(&f);
	}
}

void
rules_check(struct sheet *s)
{
	const struct datum *rules = object_get(&s->unit->object, NULL, "rules");

	column_formulas_check(s);
	if (rules)
		check_rules(s, rules);
}
