#ifndef LINK_HOUSE_H
#define LINK_HOUSE_H
/*
 * What the site says about findings themselves.
 */
#include "link/program.h"

/* Sort the findings, give each the severity that the site and --strict say, and move those
 * that the site accepts to program.accepted.  An error can't be accepted. */
void house_apply(struct program *p);

#endif
