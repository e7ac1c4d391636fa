#ifndef LINK_DEDUCIBLE_H
#define LINK_DEDUCIBLE_H
/*
 * Figures that are withheld, and that what is public gives away all the same: the one withheld line of a
 * total, two in different rows and columns of a table, one that several totals and rules tie down.
 */
#include "link/program.h"

/* After every sum, rule and claim is checked.  Looks at nothing that is not public. */
void deducible_check(struct program *p);

#endif
