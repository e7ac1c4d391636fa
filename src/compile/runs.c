/*
 * Runs of rows: kept in order, found by halving.
 */
#include "compile/runs.h"

#define ROOM_LEAST 8u

void
runs_init(struct runs *r, struct arena *a)
{
	*r = (struct runs){ .arena = a, .last = arena_alloc(a, sizeof(*r->last)) };
}

static void
grow(struct runs *r)
{
	r->room = r->room ? 2 * r->room : ROOM_LEAST;
	r->all = arena_grow(r->arena, r->all, r->count, r->room, sizeof(*r->all));
}

void
runs_add(struct runs *r, uint32_t row, uint32_t value)
{
	uint32_t before = r->count > 0 ? r->all[r->count - 1].value : 0;

	if (value == before)
		return;
	if (r->count == r->room)
		grow(r);
	r->all[r->count++] = (struct run){ row, value };
}

static bool
is_in(const struct runs *r, uint32_t run, uint32_t row)
{
	return r->all[run].first <= row && (run + 1 == r->count || row < r->all[run + 1].first);
}

uint32_t
runs_at(const struct runs *r, uint32_t row)
{
	uint32_t low = 0, high = r->count;

	if (r->count == 0 || row < r->all[0].first)
		return 0;
	if (*r->last < r->count && is_in(r, *r->last, row))
		return r->all[*r->last].value;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (r->all[middle].first <= row)
			low = middle;
		else
			high = middle;
	}
	*r->last = low;
	return r->all[low].value;
}
