#ifndef LINK_ELSEWHERE_H
#define LINK_ELSEWHERE_H
/*
 * References to other sites whose inventories the site has: `wexbourne:committees/cabinet/plan.md#4.1`.
 */
#include "link/program.h"

/* Give each its inventory; a name that is of none has its finding. */
void elsewhere_find(struct program *p);

/* Resolve the links that lead to the pages of one inventory, which is a page of this site's program. */
void elsewhere_resolve(struct program *p, uint32_t inventory, const uint32_t *links, uint32_t n,
	struct arena *scratch);

#endif
