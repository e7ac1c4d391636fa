/*
 * The cells of links, given to the evaluation of what is not known (object/affine.h).
 */
#include "link/affine.h"

struct unknown_cell {
	const struct table_cell *cell;
	struct place             at;
};

struct reader {
	const struct program *p;
	struct buf            unknowns;		/* struct unknown_cell, by the numbers of parts */
};

static uint32_t
add_unknown(struct reader *r, const struct unknown_cell *unknown)
{
	uint32_t number = (uint32_t)(r->unknowns.len / sizeof *unknown);

	buf_add(&r->unknowns, (const char *)unknown, sizeof *unknown);
	return number;
}

/* Several cells of one address can only be summed, or be of no use here. */
static struct affine_sum
read_cells(void *context, uint32_t link, struct arena *a)
{
	struct reader *r = context;
	const struct link *l = &r->p->links[link];
	const struct cell_set *set = &r->p->cells[l->claim];
	struct affine_sum q = { .parts = arena_array(a, set->count, sizeof *q.parts) };

	for (size_t i = 0; i < set->count; i++) {
		const struct table_cell *c = set->cells[i];
		struct unknown_cell unknown = { c, page_place(&r->p->pages[l->target], set->places[i].line, c->column,
			c->width) };

		if (affine_is_unknown(c))
			q.parts[q.count++] = (struct affine_part){ add_unknown(r, &unknown), 1 };
		else if (amount_is_known(c->kind))
			q.known = residue_sum(q.known, affine_factor(&c->amount));
	}
	return q;
}

bool
affine_read(const struct program *p, const struct formula *f,
	void (*each)(void *context, const struct table_cell *c, struct place at, residue factor), void *context)
{
	struct reader r = { .p = p };
	const struct affine_cells cells = { read_cells, &r };
	struct affine_sum sum;
	struct arena a;
	/* what a rule compares for equality, or what a figure in a text is said to be */
	bool equals = f->nop > 0 && (f->link != NONE || f->ops[f->nop - 1].kind == OP_EQUAL);

	arena_init(&a);
	bool good = equals && affine_evaluate(f->ops, f->nop, &cells, &a, &sum);
	const struct unknown_cell *unknowns = (const struct unknown_cell *)(const void *)r.unknowns.at;

	for (uint32_t i = 0; good && i < sum.count; i++)
		each(context, unknowns[sum.parts[i].unknown].cell, unknowns[sum.parts[i].unknown].at,
			sum.parts[i].factor);
	buf_release(&r.unknowns);
	arena_release(&a);
	return good;
}
