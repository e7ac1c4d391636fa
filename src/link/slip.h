#ifndef LINK_SLIP_H
#define LINK_SLIP_H
/*
 * What may have gone wrong with a claim that does not agree.
 */
#include "link/agree.h"
#include "link/program.h"

/* The cell that a claim is linked to. */
struct slip_cell {
	const struct table *table;
	uint32_t            row, column;
};

/* Add each cause that fits to the finding's help, the likeliest first.  cell is NULL beside a formula.
 * false: none fits. */
bool slip_help(struct program *p, struct finding *f, const struct claimed *said, const struct truth *t,
	const struct slip_cell *cell);

#endif
