#ifndef LINK_CLAIM_H
#define LINK_CLAIM_H
/*
 * Claims: whether a figure in prose agrees with the cell or formula that it is linked to.
 *
 * A figure agrees when the cell, rounded to the precision that the figure is written in, is the
 * figure; within rounding when the two intervals meet all the same.
 */
#include "object/formula.h"
#include "link/program.h"

/* Check a claim on one cell, or write its text from the cell; sets the link's verdict. */
void claim_check(struct program *p, struct link *l, const struct table *t, uint32_t row, uint32_t column);

/* The same for a claim on a formula that gave q. */
void claim_check_quantity(struct program *p, struct link *l, const struct quantity *q, struct str formula);

#endif
