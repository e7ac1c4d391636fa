/*
 * Gaussian elimination, to the reduced form: an unknown that is alone in a row is determined.
 *
 * Rows are sparse.  Behind its unknowns a row carries the equations that it was made of, as columns that
 * are never eliminated; so what an unknown is worked out from falls out of the same steps.  The row with
 * the fewest unknowns is always next: totals that follow from one another are worked off as a reader would.
 * What is not tied together by any equation is solved apart, each in turn, within a bound on all the work.
 */
#include "link/deduce.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

struct entry {
	uint32_t column;	/* an unknown, or nunknown + an equation */
	residue  factor;
};

struct deduce_row {
	struct buf entries;	/* struct entry, by column */
	uint32_t   unknowns;	/* how many of them are */
	uint32_t   pivot;	/* the unknown that it was used for; NONE */
};

#define NONE UINT32_MAX

static struct entry *
entries_of(const struct deduce_row *row)
{
	return (struct entry *)(void *)row->entries.at;
}

static size_t
count_of(const struct deduce_row *row)
{
	return row->entries.len / sizeof(struct entry);
}

void
deduce_init(struct deduce *d, struct arena *a, uint32_t unknowns)
{
	*d = (struct deduce){ .arena = a, .nunknown = unknowns, .effort = DEDUCE_EFFORT };
	d->results = arena_array(a, unknowns, sizeof *d->results);
}

static int
by_unknown(const void *left, const void *right)
{
	const struct deduce_term *a = left, *b = right;

	return (a->unknown > b->unknown) - (a->unknown < b->unknown);
}

static void
put(struct buf *to, uint32_t column, residue factor)
{
	struct entry e;

	memset(&e, 0, sizeof e);
	e.column = column;
	e.factor = factor;
	if (factor)
		buf_add(to, &e, sizeof e);
}

static struct deduce_row *
new_row(struct deduce *d)
{
	if (d->nequation == d->room) {
		d->room = d->room ? d->room * 2 : 64;
		d->rows = arena_grow(d->arena, d->rows, d->nequation, d->room, sizeof *d->rows);
	}
	d->rows[d->nequation] = (struct deduce_row){ .entries = BUF_EMPTY, .pivot = NONE };
	return &d->rows[d->nequation++];
}

void
deduce_add(struct deduce *d, const struct deduce_term *terms, uint32_t n)
{
	uint32_t equation = d->nequation;
	struct deduce_row *row = new_row(d);
	struct deduce_term *sorted = arena_array(d->arena, n, sizeof *sorted);

	if (n)
		memcpy(sorted, terms, n * sizeof *sorted);
	qsort(sorted, n, sizeof *sorted, by_unknown);
	for (uint32_t i = 0; i < n;) {
		uint32_t unknown = sorted[i].unknown;
		residue factor = 0;

		for (; i < n && sorted[i].unknown == unknown; i++)
			factor = residue_sum(factor, sorted[i].factor);
		put(&row->entries, unknown, factor);
	}
	row->unknowns = (uint32_t)count_of(row);
	put(&row->entries, d->nunknown + equation, 1);
}

/* ---- what is tied together ---- */

static uint32_t
root_of(uint32_t *parents, uint32_t i)
{
	while (parents[i] != i)
		i = parents[i] = parents[parents[i]];
	return i;
}

static uint32_t *
tie(struct deduce *d)
{
	uint32_t *parents = arena_array(d->arena, d->nunknown, sizeof *parents);

	for (uint32_t i = 0; i < d->nunknown; i++)
		parents[i] = i;
	for (uint32_t r = 0; r < d->nequation; r++)
		for (uint32_t i = 1; i < d->rows[r].unknowns; i++) {
			uint32_t a = root_of(parents, entries_of(&d->rows[r])[0].column);
			uint32_t b = root_of(parents, entries_of(&d->rows[r])[i].column);

			parents[a > b ? a : b] = a > b ? b : a;
		}
	return parents;
}

/* ---- elimination ---- */

struct system {			/* the rows that are tied together */
	struct deduce      *d;
	struct deduce_row **rows;
	uint32_t            count;
	uint32_t           *uses;	/* of each unknown, in all equations as they were given */
	struct buf          work;
};

/* Fewest unknowns first; of those with as many, the one that was given first. */
static struct deduce_row *
next_row(const struct system *s)
{
	struct deduce_row *best = NULL;

	for (uint32_t i = 0; i < s->count; i++) {
		struct deduce_row *row = s->rows[i];

		if (row->pivot == NONE && row->unknowns > 0 && (!best || row->unknowns < best->unknowns))
			best = row;
	}
	return best;
}

/* The unknown that is in the fewest equations: the least is to be done to the others. */
static size_t
choose(const struct system *s, const struct deduce_row *row)
{
	const struct entry *e = entries_of(row);
	size_t best = 0;

	for (size_t i = 1; i < row->unknowns; i++)
		if (s->uses[e[i].column] < s->uses[e[best].column])
			best = i;
	return best;
}

static const struct entry *
find(const struct deduce_row *row, uint32_t column)
{
	const struct entry *e = entries_of(row);
	size_t low = 0, high = row->unknowns;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (e[middle].column < column)
			low = middle + 1;
		else
			high = middle;
	}
	return low < row->unknowns && e[low].column == column ? &e[low] : NULL;
}

static void
scale(struct deduce_row *row, residue by)
{
	for (size_t i = 0; i < count_of(row); i++)
		entries_of(row)[i].factor = residue_product(entries_of(row)[i].factor, by);
}

/* row less factor times other. */
static void
subtract(struct system *s, struct deduce_row *row, residue factor, const struct deduce_row *other)
{
	const struct entry *a = entries_of(row), *b = entries_of(other);
	size_t na = count_of(row), nb = count_of(other), i = 0, k = 0;

	buf_clear(&s->work);
	row->unknowns = 0;
	while (i < na || k < nb) {
		bool left = k == nb || (i < na && a[i].column <= b[k].column);
		bool right = i == na || (k < nb && b[k].column <= a[i].column);
		uint32_t column = left ? a[i].column : b[k].column;
		residue value = residue_less(left ? a[i].factor : 0,
			right ? residue_product(factor, b[k].factor) : 0);

		row->unknowns += value && column < s->d->nunknown;
		put(&s->work, column, value);
		i += left;
		k += right;
	}
	struct buf old = row->entries;

	row->entries = s->work;
	s->work = old;
}

static bool
spend(struct system *s, uint64_t terms)
{
	if (s->d->effort < terms) {
		s->d->effort = 0;
		return false;
	}
	s->d->effort -= terms;
	return true;
}

/* false when it is too much work. */
static bool
eliminate(struct system *s, struct deduce_row *row)
{
	size_t at = choose(s, row);
	uint32_t column = entries_of(row)[at].column;

	scale(row, residue_inverse(entries_of(row)[at].factor));
	row->pivot = column;
	if (!spend(s, s->count + count_of(row)))
		return false;
	for (uint32_t i = 0; i < s->count; i++) {
		const struct entry *e = s->rows[i] == row ? NULL : find(s->rows[i], column);

		if (!e)
			continue;
		if (!spend(s, count_of(s->rows[i]) + count_of(row)))
			return false;
		subtract(s, s->rows[i], e->factor, row);
	}
	return true;
}

static void
read_result(struct system *s, const struct deduce_row *row)
{
	struct deduce *d = s->d;
	struct deduce_result *r;
	uint32_t *equations;

	if (row->pivot == NONE || row->unknowns != 1)
		return;
	r = &d->results[row->pivot];
	equations = arena_array(d->arena, count_of(row), sizeof *equations);
	r->state = DEDUCED_KNOWN;
	r->equations = equations;
	for (size_t i = 1; i < count_of(row); i++)
		equations[r->count++] = entries_of(row)[i].column - d->nunknown;
}

static void
solve(struct system *s)
{
	struct deduce_row *row;
	bool good = true;

	while (good && (row = next_row(s)) != NULL)
		good = eliminate(s, row);
	for (uint32_t i = 0; i < s->count && good; i++)
		read_result(s, s->rows[i]);
	for (uint32_t i = 0; i < s->count; i++) {
		for (uint32_t k = 0; k < s->rows[i]->unknowns && !good; k++)
			s->d->results[entries_of(s->rows[i])[k].column].state = DEDUCED_TOO_LARGE;
		buf_release(&s->rows[i]->entries);
	}
}

struct tied {
	uint32_t root, row, together;	/* rows of that root */
};

/* The small first: one that is too large takes nothing from them. */
static int
by_root(const void *left, const void *right)
{
	const struct tied *a = left, *b = right;

	if (a->together != b->together)
		return a->together < b->together ? -1 : 1;
	if (a->root != b->root)
		return a->root < b->root ? -1 : 1;
	return (a->row > b->row) - (a->row < b->row);
}

void
deduce_solve(struct deduce *d)
{
	uint32_t *parents = tie(d);
	struct tied *tied = arena_array(d->arena, d->nequation, sizeof *tied);
	struct system s = { .d = d, .rows = arena_array(d->arena, d->nequation, sizeof *s.rows),
		.uses = arena_array(d->arena, d->nunknown, sizeof *s.uses), .work = BUF_EMPTY };
	uint32_t *together = arena_array(d->arena, d->nunknown, sizeof *together);
	uint32_t n = 0;

	for (uint32_t r = 0; r < d->nequation; r++) {
		const struct deduce_row *row = &d->rows[r];

		for (uint32_t i = 0; i < row->unknowns; i++)
			s.uses[entries_of(row)[i].column]++;
		if (row->unknowns > 0) {
			tied[n] = (struct tied){ .root = root_of(parents, entries_of(row)[0].column), .row = r };
			together[tied[n++].root]++;
		} else {
			buf_release(&d->rows[r].entries);
		}
	}
	for (uint32_t i = 0; i < n; i++)
		tied[i].together = together[tied[i].root];
	qsort(tied, n, sizeof *tied, by_root);
	for (uint32_t i = 0; i < n;) {
		uint32_t root = tied[i].root;

		for (s.count = 0; i < n && tied[i].root == root; i++)
			s.rows[s.count++] = &d->rows[tied[i].row];
		solve(&s);
	}
	buf_release(&s.work);
}
