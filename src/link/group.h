#ifndef LINK_GROUP_H
#define LINK_GROUP_H
/*
 * Things grouped by a number: reports by meeting, links by target, ...
 *
 * A stable counting sort: within a group the order is that of the things.
 */
#include "base/arena.h"
#include <stdint.h>

struct group {
	uint32_t *first;	/* of each key; first[nkey] ends the last */
	uint32_t *items;
};

/* key gives a number below nkey, or UINT32_MAX for a thing that is in no group. */
void group_fill(struct group *g, struct arena *a, uint32_t nkey, uint32_t nitem,
	uint32_t (*key)(const void *context, uint32_t item), const void *context);

#endif
