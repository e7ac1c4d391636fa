#ifndef LINK_RESOLVE_H
#define LINK_RESOLVE_H
/*
 * What later passes ask of a resolved link.
 */
#include "link/program.h"

/* Where a link stands, in words: "paragraph 4.2", or empty. */
struct str resolve_place(struct program *p, const struct link *l);

#endif
