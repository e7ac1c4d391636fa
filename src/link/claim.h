#ifndef LINK_CLAIM_H
#define LINK_CLAIM_H
/*
 * Claims: whether a figure in prose agrees with the cell or formula that it is linked to.
 *
 * When they agree is agree.h's to say.
 */
#include "object/formula.h"
#include "link/agree.h"
#include "link/program.h"
#include "link/slip.h"

/* Check a claim on one cell, or write its text from the cell; sets the link's verdict. */
void claim_check(struct program *p, struct link *l, const struct slip_cell *cell);

/* The same for a claim on a formula that gave q. */
void claim_check_quantity(struct program *p, struct link *l, const struct quantity *q, struct str formula);

/* What a claim says. */
struct claimed claim_of(const struct program *p, const struct link *l);

#endif
