#ifndef OBJECT_FORMULA_H
#define OBJECT_FORMULA_H
/*
 * Evaluating formulas.  Parsing them is compile/formula's; both halves evaluate:
 * compile where all cells are in one table, link where they are not.
 *
 * A value is an interval: an amount, and how far rounding may have moved it.
 */
#include "object/object.h"

struct quantity {
	decimal value;
	decimal slack;		/* rounding may explain this much on either side */
	uint8_t unit;		/* enum unit */
	bool    is_truth;	/* of a comparison: value is 0 or 1 */
	bool    is_typed;	/* made of constants alone */
	bool    is_ratio;	/* a number that is a share of something: 0.25 is 25% */
	bool    is_hundredfold;	/* was multiplied by 100, on its way to a percentage */
};

enum formula_state {
	FORMULA_DONE,
	FORMULA_UNCHECKED,	/* a cell that it needs is awaited, absent or withheld */
	FORMULA_BROKEN,		/* a cell that it needs is not there; the resolver reported it */
	FORMULA_OVERFLOW,
	FORMULA_DIVIDES_BY_ZERO,
	FORMULA_UNIT,		/* adds or compares what has different units */
	FORMULA_SEVERAL,	/* an address that fits several cells, outside sum, min, max and count */
	FORMULA_LONG		/* FORMULA_CELLS are read */
};

/* Cells that addresses in the formulas of a sidecar may mean, one formula after the other, and those of a site that
 * are checked when it is linked: many more than any council has, and half a second. */
#define FORMULA_CELLS 20000000u

#define FORMULA_STACK 256	/* quantities that may wait at a time */

/* Gives the cells that an address means (sum and count take several); *n is how many.
 * 0 cells: FORMULA_BROKEN. */
struct formula_cells {
	enum formula_state (*find)(void *context, uint32_t reference,
		const struct table_cell ***cells, size_t *n);
	void *context;
};

/*
 * Evaluate ops[0 .. n).  A comparison's left and right side are in sides[0] and
 * sides[1] when the whole formula is one; otherwise sides[0] is the value.
 * tolerance: how far apart `=` allows, or -1 for what rounding explains.
 */
enum formula_state formula_evaluate(const struct op *ops, size_t n, const struct formula_cells *cells,
	decimal tolerance, struct quantity *out, struct quantity sides[2]);

/* The formula as a whole compares by order (< <= > >=), where a difference is no rounding. */
bool formula_is_order(const struct op *ops, size_t n);

/* The formula as a whole is a comparison. */
bool formula_compares(const struct op *ops, size_t n);

/* It says what one cell is: a cell alone, `=`, and something. */
bool formula_defines(const struct op *ops, size_t n);

/* Whether the ops leave one quantity, without waiting for one that is not there or for too many. */
bool formula_whole(const struct op *ops, size_t n);

#endif
