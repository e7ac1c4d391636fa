/*
 * Evaluating ops over what is not known: each quantity on the stack is a known value, if nothing unknown
 * goes into it, and the unknown cells with their factors.
 */
#include "object/affine.h"

#include <string.h>

#include "object/formula.h"

struct reader {
	const struct affine_cells *cells;
	struct arena              *arena;
	struct affine_sum         *stack;
	size_t                     depth;
};

bool
affine_is_unknown(const struct table_cell *c)
{
	return c->kind == AMOUNT_WITHHELD || c->kind == AMOUNT_AWAITED || c->kind == AMOUNT_OVERFLOW;
}

residue
affine_factor(const struct amount *a)
{
	residue value = residue_product(residue_of(a->value), residue_inverse(residue_of(decimal_power(0))));

	return a->unit == UNIT_PERCENT ? residue_product(value, residue_inverse(residue_of(100))) : value;
}

static void
scale(struct affine_sum *q, residue by)
{
	q->known = residue_product(q->known, by);
	for (uint32_t i = 0; i < q->count; i++)
		q->parts[i].factor = residue_product(q->parts[i].factor, by);
}

static struct affine_sum
join(struct reader *r, const struct affine_sum *a, const struct affine_sum *b)
{
	struct affine_sum q = { .known = residue_sum(a->known, b->known), .count = a->count + b->count };

	q.parts = arena_array(r->arena, q.count, sizeof *q.parts);
	if (a->count)
		memcpy(q.parts, a->parts, a->count * sizeof *q.parts);
	if (b->count)
		memcpy(q.parts + a->count, b->parts, b->count * sizeof *q.parts);
	return q;
}

static bool
multiply(struct affine_sum *a, const struct affine_sum *b, bool divide)
{
	residue by = divide ? residue_inverse(b->known) : b->known;

	if (b->count == 0 && (!divide || b->known)) {
		scale(a, by);
		return true;
	}
	if (a->count == 0 && !divide) {
		struct affine_sum q = *b;

		scale(&q, a->known);
		*a = q;
		return true;
	}
	return false;
}

/* A binary operation: b is taken off the stack, a is what comes of it. */
static bool
combine(struct reader *r, enum op_kind kind)
{
	struct affine_sum *b = &r->stack[--r->depth], *a = &r->stack[r->depth - 1];

	switch (kind) {
	case OP_SUBTRACT:
	case OP_EQUAL:
		scale(b, residue_less(0, 1));
		*a = join(r, a, b);
		return true;
	case OP_ADD:
		*a = join(r, a, b);
		return true;
	case OP_MULTIPLY:
		return multiply(a, b, false);
	case OP_DIVIDE:
		return multiply(a, b, true);
	default:
		return false;
	}
}

/* sum and round keep what goes into them; of others nothing unknown may be asked. */
static bool
call(struct reader *r, const struct op *op)
{
	struct affine_sum all = { .count = 0 };
	bool unknown = false;

	r->depth -= op->index;
	for (uint32_t i = 0; i < op->index; i++) {
		const struct affine_sum *q = &r->stack[r->depth + i];

		unknown = unknown || q->count > 0;
		all = op->kind == OP_SUM || i == 0 ? join(r, &all, q) : all;
	}
	if (op->kind == OP_COUNT)
		all = (struct affine_sum){ .known = residue_of(op->index + 1) };
	r->stack[r->depth++] = all;
	return op->kind == OP_SUM || op->kind == OP_ROUND || op->kind == OP_COUNT || !unknown;
}

static size_t
operands_of(const struct op *op)
{
	if (op->kind == OP_CONSTANT || op->kind == OP_CELL)
		return 0;
	return op->kind >= OP_SUM ? op->index : op->kind == OP_NEGATE ? 1 : 2;
}

static bool
step(struct reader *r, const struct op *op)
{
	if (r->depth < operands_of(op) || r->depth >= FORMULA_STACK)
		return false;
	switch (op->kind) {
	case OP_CONSTANT:
		r->stack[r->depth++] = (struct affine_sum){ .known = affine_factor(&op->constant) };
		return true;
	case OP_CELL:
		r->stack[r->depth++] = r->cells->read(r->cells->context, op->index, r->arena);
		return true;
	case OP_NEGATE:
		scale(&r->stack[r->depth - 1], residue_less(0, 1));
		return true;
	default:
		return op->kind >= OP_SUM ? op->index > 0 && call(r, op) : combine(r, op->kind);
	}
}

static bool
run(struct reader *r, const struct op *ops, uint32_t nop)
{
	r->stack = arena_array(r->arena, FORMULA_STACK, sizeof *r->stack);
	for (uint32_t i = 0; i < nop; i++)
		if ((ops[i].kind == OP_EQUAL && i + 1 < nop) || !step(r, &ops[i]))
			return false;
	return nop > 0;
}

bool
affine_evaluate(const struct op *ops, uint32_t nop, const struct affine_cells *cells, struct arena *a,
	struct affine_sum *out)
{
	struct reader r = { .cells = cells, .arena = a };
	bool good = run(&r, ops, nop) && r.depth == 1;

	if (good)
		*out = r.stack[0];
	return good;
}

bool
affine_equation(const struct op *ops, uint32_t nop, residue known, const struct affine_cells *cells,
	struct arena *a, struct affine_sum *out)
{
	struct reader r = { .cells = cells, .arena = a };

	if (nop < 3 || ops[nop - 1].kind != OP_DIVIDE)
		return affine_evaluate(ops, nop, cells, a, out);
	if (!run(&r, ops, nop - 1) || r.depth != 2)
		return false;
	scale(&r.stack[1], residue_less(0, known));	/* a / b is known: a less b times that */
	*out = join(&r, &r.stack[0], &r.stack[1]);
	return true;
}
