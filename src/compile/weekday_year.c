/*
 * Years of dates that have none.
 */
#include "compile/weekday_year.h"

#include <stdlib.h>

#define NEAR_MOST  45	/* days from the meeting: a date of last year or of next would have its year */
#define JOINT_MOST 24	/* bytes between two dates that are joined */
#define DATE_MOST  40	/* bytes of a date with its weekday */
#define DEEP_MOST  8	/* dates in a row */

/* What stands between two dates that are one list or one span of days. */
static size_t
past_joint(struct str text, size_t i)
{
	static const char *const joints[] = { ",", ";", "–", "-", "&", "/", "and ", "or ", "to ", "until ", "till ", "from ", "on ",
		"the ", "a ", "ac ", "neu ", "tan ", "hyd ", "i ", " ", "\n" };
	size_t k = 0;

	while (k < sizeof joints / sizeof *joints)
		if (str_starts(str_from(text, i), joints[k])) {
			i += str_of(joints[k]).len;
			k = 0;
		} else {
			k++;
		}
	return i;
}

static size_t
past_weekday(struct str text, size_t i)
{
	int unused;
	size_t end = date_weekday_at(text, i, &unused);

	return end == i ? i : past_joint(text, end);
}

/* From autumn into spring a year ends between two dates; otherwise they are of one. */
static bool
is_turn(int month, int later)
{
	return month >= 10 && later <= 3;
}

/* The date behind it, or behind the next of its row. */
static bool
year_behind(struct str text, size_t end, int month, unsigned deep, int *year)
{
	size_t next = past_joint(text, end), at;
	struct date found;
	int next_month, next_day;

	if (next == end || next > end + JOINT_MOST || deep == DEEP_MOST)
		return false;
	at = past_weekday(text, next);
	if (date_written_at(text, at, &found) != at) {
		*year = found.year - is_turn(month, found.month);
		return found.year != 0;
	}
	size_t day_end = date_day_at(text, at, &next_month, &next_day);

	if (day_end == at || !year_behind(text, day_end, next_month, deep + 1, year))
		return false;
	*year -= is_turn(month, next_month);
	return true;
}

/* The date before it, `from 9 February 2026 to Friday 13 February`. */
static bool
year_before(const struct dayless *d, int *year)
{
	size_t from = d->start > JOINT_MOST + DATE_MOST ? d->start - JOINT_MOST - DATE_MOST : 0;
	struct date found;

	for (size_t i = from; i < d->start; i++) {
		size_t end = date_written_at(d->text, i, &found);

		if (end == i)
			continue;
		if (end < d->start && found.year && past_joint(d->text, end) == d->start) {
			*year = found.year + is_turn(found.month, d->month);
			return true;
		}
		i = end - 1;
	}
	return false;
}

static bool
year_near(const struct dayless *d, struct date meeting, int *year)
{
	for (int y = meeting.year - 1; meeting.year && y <= meeting.year + 1; y++) {
		struct date day;

		*year = y;
		if (date_make(y, d->month, d->day, &day) && abs(date_days(day) - date_days(meeting)) <= NEAR_MOST)
			return true;
	}
	return false;
}

enum year_from
weekday_year(const struct dayless *d, struct date meeting, int *year)
{
	if (year_behind(d->text, d->end, d->month, 0, year) || year_before(d, year))
		return YEAR_OF_NEIGHBOUR;
	return year_near(d, meeting, year) ? YEAR_OF_MEETING : YEAR_UNKNOWN;
}
