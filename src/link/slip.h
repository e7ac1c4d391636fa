#ifndef LINK_SLIP_H
#define LINK_SLIP_H
/*
 * What may have gone wrong with a claim that does not agree.
 */
#include "link/agree.h"
#include "link/program.h"
#include "object/symbol.h"

/* The cell that a claim is linked to. */
struct slip_cell {
	const struct table   *table;
	const struct symbols *symbols;	/* its own, to name other cells */
	uint32_t              row, column;
	size_t               *rows_left;	/* that may be looked through for one that says it */
};

/* Add each cause that fits to the finding's help, the likeliest first.  cell is NULL beside a formula.
 * false: none fits. */
bool slip_help(struct program *p, struct finding *f, const struct claimed *said, const struct truth *t,
	const struct slip_cell *cell);

#endif
