/*
 * How numbers follow each other: arithmetic on their parts.
 */
#include "compile/series.h"

#define AHEAD_MOST 9	/* of a number in its section */
#define SECTIONS_MOST 4	/* sections that a gap may leave out */

static unsigned
part(const struct mark *m, unsigned i)
{
	return i < m->count ? m->parts[i] : 0;
}

static unsigned
first_difference(const struct mark *a, const struct mark *b)
{
	unsigned i = 0;

	while (i < MARK_PARTS && part(a, i) == part(b, i))
		i++;
	return i;
}

/* What stands behind the part that counts on: nothing, `.0`, or the first below it. */
static bool
is_first_below(const struct mark *m, unsigned from)
{
	for (unsigned i = from; i < MARK_PARTS; i++)
		if (part(m, i) > (i == from ? 1 : 0))
			return false;
	return true;
}

enum fit
series_fit(const struct mark *last, const struct mark *m)
{
	unsigned k = first_difference(last, m);

	if (k == MARK_PARTS)
		return FIT_SAME;
	if (part(m, k) < part(last, k))
		return FIT_BACK;

	unsigned ahead = part(m, k) - part(last, k);

	if (is_first_below(m, k + 1)) {
		if (ahead == 1)
			return FIT_NEXT;
		return ahead <= (k > 0 ? AHEAD_MOST : SECTIONS_MOST) + 1 ? FIT_GAP : FIT_NONE;
	}
	/* 3.4 after 2.2: the first of section 3 are missing */
	if (ahead == 1 && k + 1 < MARK_PARTS && part(m, k + 1) <= AHEAD_MOST
		&& is_first_below(m, k + 2))
		return FIT_GAP;
	return FIT_NONE;
}

unsigned
series_missing(const struct mark *last, const struct mark *m, struct mark missing[9])
{
	unsigned k = first_difference(last, m), count = 0;
	unsigned from = part(last, k) + 1, to = part(m, k);

	if (to - from == 0) {	/* below it */
		k++;
		from = 1;
		to = part(m, k);
	}
	for (unsigned value = from; value < to && count < 9; value++, count++) {
		missing[count] = *m;
		missing[count].parts[k] = value;
		missing[count].count = k + 1;
		if (k == 0 && m->count == 2 && m->parts[1] == 0) {	/* `3.0` */
			missing[count].parts[1] = 0;
			missing[count].count = 2;
		}
	}
	return count;
}

struct str
series_text(struct arena *a, const struct mark *m)
{
	struct str text = str_print(a, "%u", m->parts[0]);

	for (unsigned i = 1; i < m->count; i++)
		text = str_print(a, STR_FMT ".%u", STR_ARG(text), m->parts[i]);
	return text;
}

bool
series_is_small(struct str s)
{
	return s.len > 0 && s.at[0] >= 'a' && s.at[0] <= 'z';
}
