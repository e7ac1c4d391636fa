#ifndef BASE_CIRCLE_H
#define BASE_CIRCLE_H
/*
 * Things that are said by way of themselves: circles in "this is made of that".
 */
#include <stdint.h>

#include "base/arena.h"

struct circle_edge {
	uint32_t from, to;
};

/*
 * Give each circle that a walk from node 0, 1, 2 ... closes: its nodes in order, each once.  Nodes are
 * walked once, so of circles that share nodes some may be left unsaid; when there is one, one is given.
 * The edges are sorted on the way.
 */
void circle_find(uint32_t nodes, struct circle_edge *edges, uint32_t nedge, struct arena *a,
	void (*each)(void *context, const uint32_t *circle, uint32_t n), void *context);

#endif
