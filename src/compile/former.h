#ifndef COMPILE_FORMER_H
#define COMPILE_FORMER_H
/*
 * Addresses that places of a body had before: `ids:` of the front matter.  Private to compile/.
 */
#include "object/object.h"

struct body;

void former_init(struct body *b);

/* Right before a place: ids for those who come by an old address. */
void former_write(struct body *b, const struct definition *d);

/* When all places are known: those that lead nowhere, and those that another place has. */
void former_check(struct body *b);

#endif
