/*
 * Patience, and Myers' O(ND) algorithm between its anchors.
 */
#include "base/align.h"

#include <stdbool.h>
#include <stdlib.h>

#define DEEPEST   16		/* anchors are looked for again between anchors */
#define MOST_EDIT 1000		/* Myers: insertions and deletions; its memory grows with the square */
#define MOST_WORK 20000000u	/* and its time with this times the length */

struct aligner {
	const uint64_t *old, *new;
	uint32_t       *mate;
	struct arena   *scratch;
	struct arena    search;		/* emptied after each */
};

struct range {			/* [old .. old_end) of the one, [new .. new_end) of the other */
	uint32_t old, old_end, new, new_end;
};

struct element {
	uint64_t hash;
	uint32_t index;
	bool     is_new;
};

struct anchor {
	uint32_t old, new;
	uint32_t before;	/* in the longest rising run that ends here: the one before, or ALIGN_NONE */
};

static int
by_hash(const void *left, const void *right)
{
	const struct element *a = left, *b = right;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	if (a->is_new != b->is_new)
		return a->is_new ? 1 : -1;
	return a->index < b->index ? -1 : a->index > b->index;
}

static int
by_old(const void *left, const void *right)
{
	const struct anchor *a = left, *b = right;

	return a->old < b->old ? -1 : a->old > b->old;
}

/* What stands once on each side of the range, in the order of the old side. */
static uint32_t
find_unique(const struct aligner *g, struct range r, struct anchor *out)
{
	uint32_t n = 0, count = 0;
	struct element *all = arena_array(g->scratch,
		(size_t)(r.old_end - r.old) + (r.new_end - r.new), sizeof(*all));

	for (uint32_t i = r.old; i < r.old_end; i++)
		all[n++] = (struct element){ g->old[i], i, false };
	for (uint32_t i = r.new; i < r.new_end; i++)
		all[n++] = (struct element){ g->new[i], i, true };
	qsort(all, n, sizeof(*all), by_hash);
	for (uint32_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && all[end].hash == all[i].hash; end++)
			;
		if (end - i == 2 && !all[i].is_new && all[i + 1].is_new)
			out[count++] = (struct anchor){ all[i].index, all[i + 1].index, ALIGN_NONE };
	}
	qsort(out, count, sizeof(*out), by_old);
	return count;
}

/* The longest run of anchors that rises on both sides: the index of its last, or ALIGN_NONE. */
static uint32_t
longest_run(const struct aligner *g, struct anchor *anchors, uint32_t count)
{
	uint32_t *tails = arena_array(g->scratch, count, sizeof(*tails)), ntail = 0;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t low = 0, high = ntail;

		while (low < high) {
			uint32_t middle = low + (high - low) / 2;

			if (anchors[tails[middle]].new < anchors[i].new)
				low = middle + 1;
			else
				high = middle;
		}
		anchors[i].before = low ? tails[low - 1] : ALIGN_NONE;
		tails[low] = i;
		ntail += low == ntail;
	}
	return ntail ? tails[ntail - 1] : ALIGN_NONE;
}

static bool
trim_ends(const struct aligner *g, struct range *r)
{
	while (r->old < r->old_end && r->new < r->new_end && g->old[r->old] == g->new[r->new])
		g->mate[r->old++] = r->new++;
	while (r->old < r->old_end && r->new < r->new_end
	       && g->old[r->old_end - 1] == g->new[r->new_end - 1])
		g->mate[--r->old_end] = --r->new_end;
	return r->old < r->old_end && r->new < r->new_end;
}

/* Follow the way back through the furthest points that each number of edits reached. */
static void
trace_back(const struct aligner *g, struct range r, int32_t **reached, int32_t edits)
{
	int32_t x = (int32_t)(r.old_end - r.old), y = (int32_t)(r.new_end - r.new);

	for (int32_t d = edits; d > 0; d--) {
		const int32_t *v = reached[d - 1] + d;	/* v[k] for k of -(d - 1) .. d - 1 */
		int32_t k = x - y;
		bool down = k == -d || (k != d && v[k - 1] < v[k + 1]);
		int32_t from_x = down ? v[k + 1] : v[k - 1];
		int32_t from_y = from_x - (down ? k + 1 : k - 1);

		while (x > from_x && y > from_y) {
			x--, y--;
			g->mate[r.old + (uint32_t)x] = r.new + (uint32_t)y;
		}
		x = from_x;
		y = from_y;
	}
	/* with no edits the two begin alike, which trim_ends has seen to */
}

/* How far an edge of d edits may go before the search is given up. */
static int32_t
most_edits(struct range r)
{
	uint32_t length = (r.old_end - r.old) + (r.new_end - r.new);
	uint32_t most = MOST_WORK / length;

	if (most > MOST_EDIT)
		most = MOST_EDIT;
	return (int32_t)(most > length ? length : most);
}

/* How far diagonal k goes with d edits: from the better neighbour, then along what is equal. */
static int32_t
furthest(const struct aligner *g, struct range r, const int32_t *before, int32_t d, int32_t k)
{
	int32_t n = (int32_t)(r.old_end - r.old), m = (int32_t)(r.new_end - r.new);
	int32_t x = d == 0 ? 0 : k == -d || (k != d && before[k - 1] < before[k + 1]) ? before[k + 1]
		: before[k - 1] + 1;

	while (x < n && x - k < m && g->old[r.old + (uint32_t)x] == g->new[r.new + (uint32_t)(x - k)])
		x++;
	return x;
}

/* The range has no equal ends, and neither side is empty. */
static void
search(struct aligner *g, struct range r)
{
	int32_t most = most_edits(r), n = (int32_t)(r.old_end - r.old), m = (int32_t)(r.new_end - r.new);
	int32_t **reached = arena_array(&g->search, (size_t)most + 1, sizeof(*reached));

	for (int32_t d = 0; d <= most; d++) {
		const int32_t *before = d ? reached[d - 1] + d : NULL;

		reached[d] = arena_array(&g->search, 2 * (size_t)d + 3, sizeof(**reached));
		for (int32_t k = -d; k <= d; k += 2)
			reached[d][d + 1 + k] = furthest(g, r, before, d, k);
		int32_t end = n - m;

		if (abs(end) <= d && (end - d) % 2 == 0 && reached[d][d + 1 + end] >= n) {
			trace_back(g, r, reached, d);
			break;
		}
	}
	arena_reset(&g->search);
}

static void align_range(struct aligner *g, struct range r, unsigned depth);

static bool
align_at_anchors(struct aligner *g, struct range r, unsigned depth)
{
	uint32_t least = r.old_end - r.old < r.new_end - r.new ? r.old_end - r.old : r.new_end - r.new;
	struct anchor *anchors = arena_array(g->scratch, least, sizeof(*anchors));
	uint32_t last = longest_run(g, anchors, find_unique(g, r, anchors));

	if (last == ALIGN_NONE)
		return false;
	/* from the last to the first; what lies behind each is a range of its own */
	for (uint32_t i = last; i != ALIGN_NONE; i = anchors[i].before) {
		g->mate[anchors[i].old] = anchors[i].new;
		align_range(g, (struct range){ anchors[i].old + 1, r.old_end, anchors[i].new + 1, r.new_end },
			depth + 1);
		r.old_end = anchors[i].old;
		r.new_end = anchors[i].new;
	}
	align_range(g, r, depth + 1);
	return true;
}

static void
align_range(struct aligner *g, struct range r, unsigned depth)
{
	if (!trim_ends(g, &r))
		return;
	if (depth >= DEEPEST || !align_at_anchors(g, r, depth))
		search(g, r);
}

void
align_sequences(const uint64_t *old, uint32_t nold, const uint64_t *new, uint32_t nnew,
	struct arena *scratch, uint32_t *mate)
{
	struct aligner g = { .old = old, .new = new, .mate = mate, .scratch = scratch };

	arena_init(&g.search);
	for (uint32_t i = 0; i < nold; i++)
		mate[i] = ALIGN_NONE;
	align_range(&g, (struct range){ 0, nold, 0, nnew }, 0);
	arena_release(&g.search);
}
