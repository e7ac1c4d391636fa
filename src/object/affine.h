#ifndef OBJECT_AFFINE_H
#define OBJECT_AFFINE_H
/*
 * Formulas over cells of which some are not known: sums of unknown cells with their factors.
 *
 * Compile asks for those of a table's columns, link for rules and formulas in texts.  Rounding is passed over: who
 * knows a figure to the nearest thousand knows it.
 */
#include "base/residue.h"
#include "object/object.h"

struct affine_part {
	uint32_t unknown;	/* whose, the caller knows */
	residue  factor;
};

struct affine_sum {
	residue             known;
	struct affine_part *parts;
	uint32_t            count;
};

/* A cell whose figure nobody is told: withheld, or still to come. */
bool affine_is_unknown(const struct table_cell *c);

/* What an amount is worth as a factor: a percentage is a hundredth. */
residue affine_factor(const struct amount *a);

/* The cells that an op names, as a sum; its parts are in a. */
struct affine_cells {
	struct affine_sum (*read)(void *context, uint32_t index, struct arena *a);
	void *context;
};

/*
 * Evaluate the ops, of which only the last may compare; memory is a's.  false where it is no sum of unknowns: two are
 * multiplied, one is divided by, or the greatest of several is asked for.
 */
bool affine_evaluate(const struct op *ops, uint32_t nop, const struct affine_cells *cells, struct arena *a,
	struct affine_sum *out);

/* That the ops come to `known`: what has to be nought then.  More can be said so than of the ops alone, which may divide
 * by an unknown. */
bool affine_equation(const struct op *ops, uint32_t nop, residue known, const struct affine_cells *cells,
	struct arena *a, struct affine_sum *out);

#endif
