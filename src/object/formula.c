/*
 * Formulas: a stack machine over quantities.
 *
 * Knows the ops and what cells are good for; arithmetic is quantity.c's, which cells an
 * address means is the resolver's, and what a formula that fails means is the caller's.
 */
#include "object/quantity.h"

struct entry {			/* of the stack: a quantity, or cells until it is known what for */
	struct quantity           value;
	const struct table_cell **cells;
	size_t                    ncell;
	bool                      is_cells;
};

struct machine {
	struct entry                stack[FORMULA_STACK];
	size_t                      depth;
	const struct formula_cells *cells;
	decimal                     tolerance;
	struct quantity            *sides;
};

typedef enum formula_state joining(struct quantity *, struct quantity);

static const struct quantity nothing = { .unit = UNIT_NUMBER, .is_typed = true };

static struct quantity
constant_quantity(const struct amount *a)
{
	struct quantity q = quantity_of(a);

	q.is_typed = true;
	if (q.unit == UNIT_NUMBER && !a->own_scale)
		q.slack = 0;
	return q;
}

/* A dash and nil are no rounded figures: they say that there is nothing. */
static enum formula_state
cell_quantity(const struct table_cell *c, struct quantity *out)
{
	switch (c->kind) {
	case AMOUNT_VALUE:
		*out = quantity_of(&c->amount);
		return FORMULA_DONE;
	case AMOUNT_DASH:
	case AMOUNT_NIL:
		*out = (struct quantity){ .unit = c->amount.unit };
		return FORMULA_DONE;
	case AMOUNT_BLANK:
		*out = nothing;
		return FORMULA_DONE;
	default:
		return FORMULA_UNCHECKED;
	}
}

enum form { FORM_PUSH, FORM_UNARY, FORM_BINARY, FORM_COMPARISON, FORM_FUNCTION };

static const struct operation {
	enum form form;
	void    (*change)(struct quantity *);
	joining  *join;
} operations[OP_KINDS] = {
	[OP_CONSTANT]      = { FORM_PUSH, NULL, NULL },
	[OP_CELL]          = { FORM_PUSH, NULL, NULL },
	[OP_ADD]           = { FORM_BINARY, NULL, quantity_add },
	[OP_SUBTRACT]      = { FORM_BINARY, NULL, quantity_subtract },
	[OP_MULTIPLY]      = { FORM_BINARY, NULL, quantity_multiply },
	[OP_DIVIDE]        = { FORM_BINARY, NULL, quantity_divide },
	[OP_NEGATE]        = { FORM_UNARY, quantity_negate, NULL },
	[OP_EQUAL]         = { FORM_COMPARISON, NULL, NULL },
	[OP_NOT_EQUAL]     = { FORM_COMPARISON, NULL, NULL },
	[OP_LESS]          = { FORM_COMPARISON, NULL, NULL },
	[OP_LESS_EQUAL]    = { FORM_COMPARISON, NULL, NULL },
	[OP_GREATER]       = { FORM_COMPARISON, NULL, NULL },
	[OP_GREATER_EQUAL] = { FORM_COMPARISON, NULL, NULL },
	[OP_SUM]           = { FORM_FUNCTION, NULL, quantity_add },
	[OP_MIN]           = { FORM_FUNCTION, NULL, quantity_lesser },
	[OP_MAX]           = { FORM_FUNCTION, NULL, quantity_greater },
	[OP_ABS]           = { FORM_FUNCTION, quantity_absolute, NULL },
	[OP_ROUND]         = { FORM_FUNCTION, NULL, NULL },
	[OP_COUNT]         = { FORM_FUNCTION, NULL, NULL },
};

static size_t
operands_of(const struct op *op)
{
	static const size_t operands[] = {
		[FORM_PUSH] = 0, [FORM_UNARY] = 1, [FORM_BINARY] = 2, [FORM_COMPARISON] = 2,
	};
	enum form form = operations[op->kind].form;

	return form == FORM_FUNCTION ? op->index : operands[form];
}

static bool
takes(const struct op *op, size_t operands)
{
	size_t most = op->kind == OP_ABS ? 1 : op->kind == OP_ROUND ? 2 : FORMULA_STACK;

	return operations[op->kind].form != FORM_FUNCTION || (operands > 0 && operands <= most);
}

bool
formula_whole(const struct op *ops, size_t n)
{
	size_t depth = 0;

	for (size_t i = 0; i < n; i++) {
		size_t operands = operands_of(&ops[i]);

		if (!takes(&ops[i], operands) || operands > depth)
			return false;
		depth = depth - operands + 1;
		if (depth > FORMULA_STACK)
			return false;
	}
	return depth == 1;
}

bool
formula_is_order(const struct op *ops, size_t n)
{
	static const bool is_order[OP_KINDS] = {
		[OP_LESS] = true, [OP_LESS_EQUAL] = true,
		[OP_GREATER] = true, [OP_GREATER_EQUAL] = true,
	};

	return n > 0 && is_order[ops[n - 1].kind];
}

bool
formula_compares(const struct op *ops, size_t n)
{
	return n > 0 && operations[ops[n - 1].kind].form == FORM_COMPARISON;
}

bool
formula_defines(const struct op *ops, size_t n)
{
	return n > 2 && ops[0].kind == OP_CELL && ops[n - 1].kind == OP_EQUAL
		&& formula_whole(ops + 1, n - 2);
}

/* The one quantity that an entry stands for. */
static enum formula_state
settle(struct entry *e)
{
	if (!e->is_cells)
		return FORMULA_DONE;
	if (e->ncell > 1)
		return FORMULA_SEVERAL;
	e->is_cells = false;
	return cell_quantity(e->cells[0], &e->value);
}

/* Join one more to *so_far; the first is taken as it is. */
static enum formula_state
fold(joining *join, struct quantity *so_far, bool *begun, struct quantity next)
{
	if (*begun)
		return join(so_far, next);
	*begun = true;
	*so_far = next;
	return FORMULA_DONE;
}

/* sum, min and max of entries, of which each may be several cells; blank ones are passed over */
static enum formula_state
fold_all(joining *join, struct entry *entries, size_t n)
{
	struct quantity so_far = nothing, next;
	enum formula_state state = FORMULA_DONE;
	bool begun = false;

	for (size_t i = 0; i < n && state == FORMULA_DONE; i++) {
		if (!entries[i].is_cells)
			state = fold(join, &so_far, &begun, entries[i].value);
		for (size_t c = 0; c < entries[i].ncell && state == FORMULA_DONE; c++) {
			if (entries[i].cells[c]->kind == AMOUNT_BLANK)
				continue;
			state = cell_quantity(entries[i].cells[c], &next);
			if (state == FORMULA_DONE)
				state = fold(join, &so_far, &begun, next);
		}
	}
	entries[0] = (struct entry){ .value = so_far };
	return state;
}

/* How many cells are not blank; whatever else is in them, they are there. */
static void
count(struct entry *entries, size_t n)
{
	struct quantity counted = { .unit = UNIT_NUMBER };

	for (size_t i = 0; i < n; i++) {
		counted.value += entries[i].is_cells ? 0 : decimal_power(0);
		for (size_t c = 0; c < entries[i].ncell; c++)
			if (entries[i].cells[c]->kind != AMOUNT_BLANK)
				counted.value += decimal_power(0);
	}
	entries[0] = (struct entry){ .value = counted };
}

static enum formula_state
compare(struct machine *m, enum op_kind kind, struct quantity a, struct quantity b)
{
	enum formula_state state = quantity_align(&a, &b);
	decimal reach = quantity_reach(&a, &b, m->tolerance), over;

	if (state != FORMULA_DONE)
		return state;
	if (!decimal_sub(a.value, b.value, &over))
		return FORMULA_OVERFLOW;
	const bool holds[OP_KINDS] = {
		[OP_EQUAL] = decimal_abs(over) <= reach, [OP_NOT_EQUAL] = decimal_abs(over) > reach,
		[OP_LESS] = over < reach, [OP_LESS_EQUAL] = over <= reach,
		[OP_GREATER] = -over < reach, [OP_GREATER_EQUAL] = -over <= reach,
	};

	m->sides[0] = a;
	m->sides[1] = b;
	m->stack[m->depth] = (struct entry){ .value = {
		.value = holds[kind] ? decimal_power(0) : 0, .unit = UNIT_NUMBER, .is_truth = true,
	} };
	return FORMULA_DONE;
}

static enum formula_state
push(struct machine *m, const struct op *op)
{
	struct entry *e = &m->stack[m->depth++];

	*e = (struct entry){ 0 };
	if (op->kind == OP_CONSTANT) {
		e->value = constant_quantity(&op->constant);
		return FORMULA_DONE;
	}
	e->is_cells = true;

	enum formula_state state = m->cells->find(m->cells->context, op->index, &e->cells, &e->ncell);

	return state == FORMULA_DONE && e->ncell == 0 ? FORMULA_BROKEN : state;
}

/* Take the operands off the stack and put what comes of them in the place of the first. */
static enum formula_state
apply(struct machine *m, const struct op *op)
{
	const struct operation *operation = &operations[op->kind];
	size_t n = operands_of(op);
	struct entry *first = &m->stack[m->depth -= n];
	enum formula_state state = FORMULA_DONE;

	if (op->kind == OP_COUNT)
		count(first, n);
	else if (operation->form == FORM_FUNCTION && operation->join)
		state = fold_all(operation->join, first, n);
	else
		for (size_t i = 0; i < n && state == FORMULA_DONE; i++)
			state = settle(&first[i]);
	if (state != FORMULA_DONE)
		return state;
	if (operation->change)
		operation->change(&first->value);
	else if (operation->form == FORM_BINARY)
		state = operation->join(&first[0].value, first[1].value);
	else if (operation->form == FORM_COMPARISON)
		state = compare(m, op->kind, first[0].value, first[1].value);
	else if (op->kind == OP_ROUND)
		state = quantity_round(&first->value, n > 1 ? &first[1].value : &nothing);
	m->depth++;
	return state;
}

enum formula_state
formula_evaluate(const struct op *ops, size_t n, const struct formula_cells *cells,
	decimal tolerance, struct quantity *out, struct quantity sides[2])
{
	struct machine m;	/* its stack is left as it is: to clear it would take longest */

	m.depth = 0;
	m.cells = cells;
	m.tolerance = tolerance;
	m.sides = sides;

	enum formula_state state = n > 0 && formula_whole(ops, n) ? FORMULA_DONE : FORMULA_BROKEN;

	for (size_t i = 0; i < n && state == FORMULA_DONE; i++)
		state = operations[ops[i].kind].form == FORM_PUSH ? push(&m, &ops[i])
			: apply(&m, &ops[i]);
	if (state == FORMULA_DONE)
		state = settle(&m.stack[0]);
	if (state != FORMULA_DONE)
		return state;
	*out = m.stack[0].value;
	if (!out->is_truth)
		sides[0] = *out;
	return FORMULA_DONE;
}
