#ifndef BASE_WORKDAY_H
#define BASE_WORKDAY_H
/*
 * Working days of England and Wales, and the clear days between two dates.
 *
 * The bank holidays of the two nations are the same days.  They are built in for the years that are named
 * here; what was proclaimed since, and what a council does otherwise, the caller brings along.
 */
#include <stddef.h>

#include "base/date.h"

#define HOLIDAYS_FROM 1990
#define HOLIDAYS_TO   2035

/* What a council adds and takes away.  Both lists are sorted. */
struct workdays {
	const struct date *closed;	/* no working days, besides weekends and bank holidays */
	size_t             nclosed;
	const struct date *open;	/* working days in spite of everything */
	size_t             nopen;
};

/* "Good Friday"; NULL for a day that is no bank holiday.  A bank holiday that falls on a weekend has its substitute. */
const char *holiday_name(struct date d);

bool workday_is(const struct workdays *w, struct date d);

/* Working days between two dates, neither of them counted, and no more than most; -1 when `to` is no later than `from`. */
int workday_clear(const struct workdays *w, struct date from, struct date to, int most);

/* The latest working day with as many clear working days between it and `to`; no date (year 0) when there is none. */
struct date workday_latest(const struct workdays *w, struct date to, int days);

/* The working day that is so many working days after `from`, which is not counted; `from` itself for 0. */
struct date workday_after(const struct workdays *w, struct date from, int days);

int workday_compare(const void *a, const void *b);	/* of dates, for qsort */

#endif
