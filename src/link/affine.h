#ifndef LINK_AFFINE_H
#define LINK_AFFINE_H
/*
 * A rule, or a formula in a text, as a sum of unknown cells with their factors.
 */
#include "link/program.h"
#include "object/affine.h"

/*
 * Give each unknown cell with its factor.  false where that is no sum of them: two are multiplied, one is
 * divided by, or the greatest of several is asked for; then what was given is of no use.
 */
bool affine_read(const struct program *p, const struct formula *f,
	void (*each)(void *context, const struct table_cell *c, struct place at, residue factor), void *context);

#endif
