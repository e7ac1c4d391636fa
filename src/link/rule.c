/*
 * Rules across sources, checked when every cell that they name is at hand.
 *
 * Knows what is said of a rule, with its figures and their places; a rule of one table alone was
 * checked when the table was compiled.
 */
#include "link/rule.h"

#include "base/circle.h"
#include "object/quantity.h"

#define MOST_CELLS 8u	/* that a finding points to */

enum formula_state
rule_find_cells(void *context, uint32_t link, const struct table_cell ***cells, size_t *n)
{
	struct program *p = context;
	const struct cell_set *set = &p->cells[p->links[link].claim];

	*cells = (const struct table_cell **)set->cells;
	*n = set->count;
	p->cells_read += set->count;
	if (p->cells_read > FORMULA_CELLS)
		return FORMULA_LONG;
	return set->count ? FORMULA_DONE : FORMULA_BROKEN;
}

const char *
rule_state_text(enum formula_state s)
{
	switch (s) {
	case FORMULA_OVERFLOW:		return "it gives a number too large to hold exactly";
	case FORMULA_DIVIDES_BY_ZERO:	return "it divides by nought";
	case FORMULA_UNIT:		return "it adds or compares amounts of different units";
	case FORMULA_SEVERAL:		return "an address in it fits several cells; name the column too, or use sum";
	case FORMULA_LONG:		return "the formulas of the site read more than twenty million cells; "
						"name a total in place of all that it is the sum of";
	default:			return "it can't be worked out";
	}
}

/* ---- the cells that a rule names ---- */

static struct place
cell_place(const struct program *p, const struct link *l, size_t i)
{
	const struct cell_set *set = &p->cells[l->claim];

	return page_place(&p->pages[l->target], set->places[i].line, set->cells[i]->column,
		set->cells[i]->width);
}

/* The unit and scale that a side is told in: those of the first cell of its unit. */
static struct amount_unit
unit_for(const struct program *p, const struct formula *f, unsigned unit)
{
	for (uint32_t i = 0; i < f->nop; i++) {
		const struct link *l = f->ops[i].kind == OP_CELL ? &p->links[f->ops[i].index] : NULL;
		const struct cell_set *set = l ? &p->cells[l->claim] : NULL;

		if (set && set->count > 0 && set->cells[0]->amount.unit == unit)
			return (struct amount_unit){ (enum unit)unit, set->places[0].scale };
	}
	return (struct amount_unit){ (enum unit)unit, 0 };
}

/* With all its digits and no more. */
static struct str
figure_text(struct program *p, decimal value, struct amount_unit as)
{
	int place = as.scale;

	while (place > -DECIMAL_PLACES && value % decimal_power(place) != 0)
		place--;
	return amount_text(p->arena, value, as, place);
}

static struct str
quantity_text(struct program *p, const struct formula *f, const struct quantity *q)
{
	return figure_text(p, q->value, unit_for(p, f, q->unit));
}

static void
relate_cells(struct program *p, struct finding *found, const struct formula *f)
{
	uint32_t told = 0;

	for (uint32_t i = 0; i < f->nop; i++) {
		const struct link *l = f->ops[i].kind == OP_CELL ? &p->links[f->ops[i].index] : NULL;
		const struct cell_set *set = l ? &p->cells[l->claim] : NULL;

		for (size_t c = 0; set && c < set->count && told < MOST_CELLS; c++, told++) {
			const struct table_cell *cell = set->cells[c];
			struct amount_unit as = { (enum unit)cell->amount.unit, set->places[c].scale };
			struct str shown = !amount_is_known(cell->kind) ? cell->text
				: figure_text(p, cell->amount.value, as);

			diag_related(p->diag, found, cell_place(p, l, c), "#" STR_FMT " is " STR_FMT,
				STR_ARG(l->fragment), STR_ARG(shown.len > 0 ? shown : STR("blank")));
		}
	}
}

/* ---- one rule ---- */

static void
say_sides(struct program *p, struct formula *f, const struct quantity sides[2])
{
	bool rounding = f->verdict == VERDICT_ROUNDING;
	struct str left = quantity_text(p, f, &sides[0]), right = quantity_text(p, f, &sides[1]);
	struct quantity apart = { .value = f->difference, .unit = sides[0].unit };
	struct finding *found = diag_add(p->diag, rounding ? DIAG_TOTAL_ROUNDING : DIAG_RULE_BROKEN,
		program_rule_place(p, f), "“" STR_FMT "”: the left side is " STR_FMT
		", the right side " STR_FMT "%s", STR_ARG(f->rule.text), STR_ARG(left), STR_ARG(right),
		!rounding ? "" : f->rule.has_tolerance ? ": as far apart as the table allows"
		: ": the difference is rounding");

	diag_label(p->diag, found, "left " STR_FMT ", right " STR_FMT ", difference " STR_FMT,
		STR_ARG(left), STR_ARG(right), STR_ARG(quantity_text(p, f, &apart)));
	found->sum.stated = decimal_text(p->arena, sides[0].value);
	found->sum.computed = decimal_text(p->arena, sides[1].value);
	found->sum.difference = decimal_text(p->arena, f->difference);
	found->sum.unit = str_of(unit_sign((enum unit)sides[0].unit));
	relate_cells(p, found, f);
	if (!rounding)
		diag_help(p->diag, found, "see whether one of these figures is wrong, or the rule");
}

/* The first cell of a rule that is no amount, or NULL. */
static const struct table_cell *
odd_cell(const struct program *p, const struct formula *f, const struct link **of, size_t *index)
{
	for (uint32_t i = 0; i < f->nop; i++) {
		const struct link *l = f->ops[i].kind == OP_CELL ? &p->links[f->ops[i].index] : NULL;
		const struct cell_set *set = l ? &p->cells[l->claim] : NULL;

		for (size_t c = 0; set && c < set->count; c++)
			if (!amount_is_known(set->cells[c]->kind) && set->cells[c]->kind != AMOUNT_BLANK) {
				*of = l;
				*index = c;
				return set->cells[c];
			}
	}
	return NULL;
}

static void
say_unchecked(struct program *p, struct formula *f, enum formula_state s)
{
	struct place at = program_rule_place(p, f);
	const struct link *l;
	size_t index;
	const struct table_cell *odd = odd_cell(p, f, &l, &index);
	struct finding *found;

	if (s == FORMULA_UNCHECKED && odd) {
		found = diag_add(p->diag, DIAG_TOTAL_UNCHECKED, at, "the rule can't be checked: #" STR_FMT
			" of " STR_FMT " is " STR_FMT, STR_ARG(l->fragment), STR_ARG(link_path(p, l)),
			STR_ARG(odd->text));
		diag_related(p->diag, found, cell_place(p, l, index), "this is the cell");
		return;
	}
	found = diag_add(p->diag, s == FORMULA_UNIT ? DIAG_UNIT_MIXED : s == FORMULA_SEVERAL
		? DIAG_REFERENCE_AMBIGUOUS : DIAG_TOTAL_UNCHECKED, at, "the rule can't be checked: %s",
		s == FORMULA_UNCHECKED ? "what it divides by may be nought, as it is rounded"
		: rule_state_text(s));
	relate_cells(p, found, f);
}

static enum formula_state
evaluate(struct program *p, struct formula *f, decimal *tolerance, struct quantity *q,
	struct quantity sides[2])
{
	struct formula_cells cells = { rule_find_cells, p };
	const struct amount *allowed = &f->rule.tolerance;
	enum formula_state s;

	*tolerance = f->rule.exact ? 0 : f->rule.has_tolerance ? allowed->value : -1;
	s = formula_evaluate(f->ops, f->nop, &cells, *tolerance, q, sides);
	if (s != FORMULA_DONE || !f->rule.has_tolerance || allowed->unit != UNIT_PERCENT)
		return s;
	/* a share of the figures, which are known only now */
	if (!decimal_div(allowed->value, decimal_power(2), tolerance)
		|| !decimal_mul(*tolerance, decimal_abs(sides[1].value), tolerance))
		return FORMULA_OVERFLOW;
	return formula_evaluate(f->ops, f->nop, &cells, *tolerance, q, sides);
}

static enum verdict
verdict_of(const struct formula *f, bool holds)
{
	if (!holds)
		return VERDICT_MISMATCH;
	return f->difference == 0 || formula_is_order(f->ops, f->nop) ? VERDICT_EXACT : VERDICT_ROUNDING;
}

static void
check_rule(struct program *p, struct formula *f)
{
	struct quantity q, sides[2] = { { 0 } };
	decimal tolerance;
	enum formula_state s = evaluate(p, f, &tolerance, &q, sides);
	struct page *pg = &p->pages[f->page];

	f->verdict = VERDICT_UNCHECKED;
	f->stated = sides[0].value;
	f->computed = sides[1].value;
	f->unit = sides[0].unit;
	f->slack = quantity_reach(&sides[0], &sides[1], tolerance);
	if (s == FORMULA_DONE && !q.is_truth) {
		struct finding *found = diag_add(p->diag, DIAG_RULE_BROKEN, program_rule_place(p, f),
			"the rule “" STR_FMT "” compares nothing", STR_ARG(f->rule.text));

		diag_help(p->diag, found, "it needs `=`, `<=` or another sign like that");
	} else if (s == FORMULA_DONE && decimal_sub(f->stated, f->computed, &f->difference)) {
		f->verdict = verdict_of(f, q.value != 0);
		if (f->verdict != VERDICT_EXACT)
			say_sides(p, f, sides);
	} else if (s != FORMULA_BROKEN) {
		say_unchecked(p, f, s);
	}
	tally_add(&pg->rules, f->verdict);
}

/* ---- circles ---- */

struct definitions {
	struct program *p;
	struct map      by_cell;	/* a table's path and a cell's index -> the rule that says what it is, + 1 */
};

static struct str
cell_key(const struct definitions *d, const struct link *l, size_t i)
{
	return str_print(d->p->arena, "%u/%u/" STR_FMT, l->target, d->p->cells[l->claim].places[i].index,
		STR_ARG(l->id));
}

static uint32_t
rule_of(const struct definitions *d, const struct link *l, size_t i)
{
	uintptr_t rule = (uintptr_t)map_get(&d->by_cell, cell_key(d, l, i));

	return rule > 0 ? (uint32_t)(rule - 1) : NONE;
}

static bool
defines(const struct formula *f)
{
	return f->link == NONE && formula_defines(f->ops, f->nop);
}

static void
say_circle(void *context, const uint32_t *circle, uint32_t n)
{
	const struct definitions *d = context;
	struct program *p = d->p;
	struct buf names = BUF_EMPTY;
	struct finding *found = diag_add(p->diag, DIAG_RULE_CIRCULAR,
		program_rule_place(p, &p->formulas[circle[0]]),
		n == 1 ? "the rule says what a cell is by that cell itself"
		: "the rule leads back to the cell that it says something of");

	for (uint32_t i = 0; i <= n; i++) {
		const struct formula *f = &p->formulas[circle[i % n]];
		const struct link *l = &p->links[f->ops[0].index];

		buf_print(&names, "%s#" STR_FMT " of " STR_FMT, i == 0 ? "" : i == 1 ? " rests on "
			: ", which rests on ", STR_ARG(l->fragment), STR_ARG(link_path(p, l)));
		if (i > 0 && i < n)
			diag_related(p->diag, found, program_rule_place(p, f), "by way of this rule");
	}
	diag_help(p->diag, found, STR_FMT ": rules that lean on each other prove no more than one of them "
		"alone; take one out", STR_ARG(buf_view(&names)));
	buf_release(&names);
}

/* The cells that rules say are what, each once: the first rule that does. */
static uint32_t
define(struct definitions *d)
{
	struct program *p = d->p;
	uint32_t cells = 0;

	map_init(&d->by_cell, p->arena);
	for (uint32_t i = 0; i < p->nformula; i++) {
		const struct formula *f = &p->formulas[i];
		const struct link *left = defines(f) ? &p->links[f->ops[0].index] : NULL;

		for (uint32_t k = 1; left && k < f->nop; k++)
			if (f->ops[k].kind == OP_CELL)
				cells += (uint32_t)p->cells[p->links[f->ops[k].index].claim].count;
		if (left && p->cells[left->claim].count == 1 && rule_of(d, left, 0) == NONE)
			map_put(&d->by_cell, cell_key(d, left, 0), (void *)(uintptr_t)(i + 1));
	}
	return cells;
}

static void
find_circles(struct program *p)
{
	struct definitions d = { .p = p };
	struct circle_edge *edges = arena_array(p->arena, define(&d), sizeof *edges);
	uint32_t n = 0;

	for (uint32_t i = 0; i < p->nformula; i++) {
		const struct formula *f = &p->formulas[i];

		for (uint32_t k = 1; defines(f) && k < f->nop; k++) {
			const struct link *l = f->ops[k].kind == OP_CELL ? &p->links[f->ops[k].index] : NULL;

			for (size_t c = 0; l && c < p->cells[l->claim].count; c++)
				if (rule_of(&d, l, c) != NONE)
					edges[n++] = (struct circle_edge){ i, rule_of(&d, l, c) };
		}
	}
	circle_find(p->nformula, edges, n, p->arena, say_circle, &d);
}

void
rule_check_all(struct program *p)
{
	bool any = false;

	for (uint32_t i = 0; i < p->nformula; i++) {
		if (p->formulas[i].link != NONE)
			continue;
		any = true;
		check_rule(p, &p->formulas[i]);
	}
	if (any)
		find_circles(p);
}
