#ifndef COMPILE_WEEKDAY_YEAR_H
#define COMPILE_WEEKDAY_YEAR_H
/*
 * Which year a date is of that has none.  Private to compile/.
 */
#include "base/date.h"

/* Why its year is known. */
enum year_from { YEAR_UNKNOWN, YEAR_OF_NEIGHBOUR, YEAR_OF_MEETING };

struct dayless {
	struct str text;
	size_t     start, end;		/* of it, with its weekday, in the text */
	int        month, day;
};

/*
 * The year, where only one can be meant: of the date that it is joined with, `Monday 9 February to Friday 13
 * February 2026`; else the one in which it is nearest to the meeting (year 0: there is none), when that is weeks and
 * not months away.
 */
enum year_from weekday_year(const struct dayless *d, struct date meeting, int *year);

#endif
