/* Grouping by counting: one pass to count, one to place. */
#include "link/group.h"

void
group_fill(struct group *g, struct arena *a, uint32_t nkey, uint32_t nitem,
	uint32_t (*key)(const void *context, uint32_t item), const void *context)
{
	uint32_t grouped = 0;

	g->first = arena_array(a, (size_t)nkey + 2, sizeof *g->first);
	for (uint32_t i = 0; i < nitem; i++) {
		uint32_t k = key(context, i);

		if (k != UINT32_MAX) {
			g->first[k + 2]++;
			grouped++;
		}
	}
	for (uint32_t k = 2; k < nkey + 2; k++)
		g->first[k] += g->first[k - 1];
	g->items = arena_array(a, grouped, sizeof *g->items);
	for (uint32_t i = 0; i < nitem; i++) {
		uint32_t k = key(context, i);

		if (k != UINT32_MAX)
			g->items[g->first[k + 1]++] = i;
	}
}
