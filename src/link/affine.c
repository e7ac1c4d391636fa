/*
 * Evaluating ops over what is not known: each quantity on the stack is a known value, if nothing unknown
 * goes into it, and the unknown cells with their factors.
 *
 * Rounding is passed over: who knows a figure to the nearest thousand knows it.
 */
#include "link/affine.h"

#include <string.h>

#include "object/formula.h"

struct part {
	const struct table_cell *cell;
	struct place             at;
	residue                  factor;
};

struct quantity_of_parts {
	residue      known;
	struct part *parts;
	uint32_t     count;
};

struct reader {
	const struct program     *p;
	struct arena              arena;
	struct quantity_of_parts *stack;
	size_t                    depth;
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

/* Several cells of one address can only be summed, or be of no use here. */
static struct quantity_of_parts
read_cells(struct reader *r, uint32_t link)
{
	const struct link *l = &r->p->links[link];
	const struct cell_set *set = &r->p->cells[l->claim];
	struct quantity_of_parts q = { .parts = arena_array(&r->arena, set->count, sizeof *q.parts) };

	for (size_t i = 0; i < set->count; i++) {
		const struct table_cell *c = set->cells[i];

		if (affine_is_unknown(c))
			q.parts[q.count++] = (struct part){ c, page_place(&r->p->pages[l->target],
				set->places[i].line, c->column, c->width), 1 };
		else if (amount_is_known(c->kind))
			q.known = residue_sum(q.known, affine_factor(&c->amount));
	}
	return q;
}

static void
scale(struct quantity_of_parts *q, residue by)
{
	q->known = residue_product(q->known, by);
	for (uint32_t i = 0; i < q->count; i++)
		q->parts[i].factor = residue_product(q->parts[i].factor, by);
}

static struct quantity_of_parts
join(struct reader *r, const struct quantity_of_parts *a, const struct quantity_of_parts *b)
{
	struct quantity_of_parts q = { .known = residue_sum(a->known, b->known), .count = a->count + b->count };

	q.parts = arena_array(&r->arena, q.count, sizeof *q.parts);
	if (a->count)
		memcpy(q.parts, a->parts, a->count * sizeof *q.parts);
	if (b->count)
		memcpy(q.parts + a->count, b->parts, b->count * sizeof *q.parts);
	return q;
}

static bool
multiply(struct quantity_of_parts *a, const struct quantity_of_parts *b, bool divide)
{
	residue by = divide ? residue_inverse(b->known) : b->known;

	if (b->count == 0 && (!divide || b->known)) {
		scale(a, by);
		return true;
	}
	if (a->count == 0 && !divide) {
		struct quantity_of_parts q = *b;

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
	struct quantity_of_parts *b = &r->stack[--r->depth], *a = &r->stack[r->depth - 1];

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
	struct quantity_of_parts all = { .count = 0 };
	bool unknown = false;

	r->depth -= op->index;
	for (uint32_t i = 0; i < op->index; i++) {
		const struct quantity_of_parts *q = &r->stack[r->depth + i];

		unknown = unknown || q->count > 0;
		all = op->kind == OP_SUM || i == 0 ? join(r, &all, q) : all;
	}
	if (op->kind == OP_COUNT)
		all = (struct quantity_of_parts){ .known = residue_of(op->index + 1) };
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
		r->stack[r->depth++] = (struct quantity_of_parts){ .known = affine_factor(&op->constant) };
		return true;
	case OP_CELL:
		r->stack[r->depth++] = read_cells(r, op->index);
		return true;
	case OP_NEGATE:
		scale(&r->stack[r->depth - 1], residue_less(0, 1));
		return true;
	default:
		return op->kind >= OP_SUM ? op->index > 0 && call(r, op) : combine(r, op->kind);
	}
}

/* What a rule compares for equality, or what a figure in a text is said to be. */
static bool
read_all(struct reader *r, const struct formula *f)
{
	bool good = f->nop > 0 && (f->link != NONE || f->ops[f->nop - 1].kind == OP_EQUAL);

	for (uint32_t i = 0; good && i < f->nop; i++)
		good = (f->ops[i].kind != OP_EQUAL || i + 1 == f->nop) && step(r, &f->ops[i]);
	return good && r->depth == 1;
}

bool
affine_read(const struct program *p, const struct formula *f,
	void (*each)(void *context, const struct table_cell *c, struct place at, residue factor), void *context)
{
	struct reader r = { .p = p };

	arena_init(&r.arena);
	r.stack = arena_array(&r.arena, FORMULA_STACK, sizeof *r.stack);
	bool good = read_all(&r, f);

	for (uint32_t i = 0; good && i < r.stack[0].count; i++)
		each(context, r.stack[0].parts[i].cell, r.stack[0].parts[i].at, r.stack[0].parts[i].factor);
	arena_release(&r.arena);
	return good;
}
