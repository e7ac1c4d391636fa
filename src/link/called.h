#ifndef LINK_CALLED_H
#define LINK_CALLED_H
/*
 * Links whose own words are a number, and lead to another one.
 */
#include "link/program.h"

/* A finding when a link that has words of its own names another number than that of d, to which it leads.
 * place: d in words. */
void called_check(struct program *p, const struct link *l, const struct definition *d, struct str place);

#endif
