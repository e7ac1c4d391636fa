/*
 * A walk in depth, without recursion: a graph may be one long chain.
 */
#include "base/circle.h"

#include <stdlib.h>

struct walk {
	const struct circle_edge *edges;
	uint32_t *first;	/* of each node, into the edges; one more at the end */
	uint32_t *next;		/* of each node: the edge that is looked at next */
	uint32_t *path, depth;
	uint32_t *place;	/* of each node on the path: where, from 1; UINT32_MAX when it is done with */
};

static int
by_nodes(const void *left, const void *right)
{
	const struct circle_edge *a = left, *b = right;

	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	return a->to < b->to ? -1 : a->to > b->to;
}

static void
enter(struct walk *w, uint32_t node)
{
	w->path[w->depth++] = node;
	w->place[node] = w->depth;
	w->next[node] = w->first[node];
}

void
circle_find(uint32_t nodes, struct circle_edge *edges, uint32_t nedge, struct arena *a,
	void (*each)(void *context, const uint32_t *circle, uint32_t n), void *context)
{
	struct walk w = { .edges = edges };

	if (nedge == 0)
		return;
	qsort(edges, nedge, sizeof(*edges), by_nodes);
	w.first = arena_array(a, (size_t)nodes + 1, sizeof(*w.first));
	w.next = arena_array(a, nodes, sizeof(*w.next));
	w.path = arena_array(a, nodes, sizeof(*w.path));
	w.place = arena_array(a, nodes, sizeof(*w.place));
	for (uint32_t node = 0, edge = 0; node <= nodes; node++) {
		while (edge < nedge && edges[edge].from < node)
			edge++;
		w.first[node] = edge;
	}
	for (uint32_t start = 0; start < nodes; start++) {
		if (w.place[start] == 0)
			enter(&w, start);
		while (w.depth > 0) {
			uint32_t node = w.path[w.depth - 1];

			if (w.next[node] == w.first[node + 1]) {
				w.place[node] = UINT32_MAX;
				w.depth--;
				continue;
			}
			uint32_t to = edges[w.next[node]++].to;

			if (w.place[to] == 0)
				enter(&w, to);
			else if (w.place[to] != UINT32_MAX)
				each(context, &w.path[w.place[to] - 1], w.depth - w.place[to] + 1);
		}
	}
}
