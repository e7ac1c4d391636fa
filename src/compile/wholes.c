/*
 * Rows that stand above their parts, in a table that shows it neither by a word nor by blanks.
 *
 * Spreadsheets show the parts of a row by an indent, and CSV loses it: `People, Adults, Children, Place, Roads,
 * Parks, Total` is left.  Where no other reading serves a total, each row that is the sum of the rows next below it
 * is taken for all of them; the total has to hold over what is left.
 */
#include "compile/reading.h"

#define LINES_MOST 400u
#define PARTS_MOST 40u
#define STEPS_MOST 8000000u	/* of one source: a text may hold many tables whose totals fail */

struct stand {
	struct search *f;
	uint32_t       first, last;	/* rows */
};

/* All columns of the row, or at least half of them and those to the last digit, are what its parts sum to. */
static bool
is_whole(struct search *part)
{
	reading_judge(part->t, part->row, &part->best, &part->outcome);
	return search_is_half_right(part);
}

/* false when too much was tried already */
static bool
may_try(struct sheet *s, uint64_t steps)
{
	if (s->effort >= SHEET_EFFORT || s->unit->wholes_steps >= STEPS_MOST)
		return false;
	s->effort += steps;
	s->unit->wholes_steps += steps;
	return true;
}

/* The rows below are tried, one more at a time. */
static uint32_t
end_of_parts(struct stand *r, uint32_t row)
{
	struct tally *t = r->f->t;
	struct search part = { .t = t, .row = row, .best = { .kind = READING_BELOW, .first = row + 1, .last = row + 3 } };
	uint32_t most = r->last < row + 1 + PARTS_MOST ? r->last : row + 1 + PARTS_MOST;

	for (uint32_t end = row + 3; end <= most && may_try(t->s, (uint64_t)(end - row) * t->ncolumn); end++) {
		if (end == row + 3)
			reading_sums(t, row, &part.best);
		else
			reading_extend(t, &part.best);
		if (is_whole(&part))
			return end;
	}
	return OBJECT_NONE;
}

/* false when no row stands above its parts */
static bool
find_wholes(struct stand *r)
{
	struct tally *t = r->f->t;
	bool any = false;

	if (!t->whole_ends)
		t->whole_ends = arena_array(t->s->unit->arena, t->s->table->nrow, sizeof(*t->whole_ends));
	for (uint32_t row = r->first; row < r->last;) {
		uint32_t end = end_of_parts(r, row);

		t->whole_ends[row] = end == OBJECT_NONE ? 0 : end;
		any = any || end != OBJECT_NONE;
		row = end == OBJECT_NONE ? row + 1 : end;
	}
	return any;
}

void
wholes_rows(struct tally *t, const struct reading *r)
{
	for (uint32_t row = r->first; row < r->last;) {
		t->rows[t->nrow++] = row;
		row = t->whole_ends[row] > 0 ? t->whole_ends[row] : row + 1;
	}
}

static void
record_wholes(struct stand *r)
{
	struct tally *t = r->f->t;

	for (uint32_t row = r->first; row < r->last; row++) {
		struct search whole = { .t = t, .row = row, .found = true, .any = true,
			.best = { .kind = READING_BELOW, .first = row + 1, .last = t->whole_ends[row] } };

		if (t->whole_ends[row] == 0)
			continue;
		record_total(&whole);
		sheet_set_kind(t->s, row, ROW_TOTAL, 1);
		row = t->whole_ends[row] - 1;
	}
}

/* The lines since the last total, one below the other. */
static bool
set_run(struct stand *r)
{
	struct tally *t = r->f->t;

	if (t->depth < t->lines_from + 4 || t->depth > t->lines_from + LINES_MOST)
		return false;
	r->first = tally_entry(t, t->lines_from).row;
	r->last = tally_entry(t, t->depth - 1).row + 1;
	return r->last - r->first == t->depth - t->lines_from && r->last == r->f->row;
}

bool
wholes_find(struct search *f)
{
	struct stand r = { .f = f };
	struct search tops = { .t = f->t, .row = f->row, .name = f->name };

	if (!set_run(&r) || !find_wholes(&r))
		return false;
	tops.best = (struct reading){ .kind = READING_WHOLES, .first = r.first, .last = r.last };
	reading_sums(f->t, f->row, &tops.best);
	reading_judge(f->t, f->row, &tops.best, &tops.outcome);
	if (!search_is_half_right(&tops))
		return false;
	record_wholes(&r);
	f->best = tops.best;
	f->outcome = tops.outcome;
	return f->found = f->any = true;
}
