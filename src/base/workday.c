/*
 * Working days of England and Wales, and the clear days between two dates.
 *
 * The sources of the bank holidays: Banking and Financial Dealings Act 1971, section 1 and Schedule 1,
 * paragraph 1 (Easter Monday, the last Mondays of May and August, 26 December, 27 December where one of
 * the two days before it is a Sunday); royal proclamations under that section (New Year's Day, the first
 * Monday in May, substitutes for days on a weekend, days that were moved, single days); Good Friday and Christmas
 * Day are holidays at common law.  Easter is that of the Gregorian calendar.
 */
#include "base/workday.h"

#include <stdlib.h>

#define DAYS_MOST 16	/* bank holidays of one year */

struct holiday {
	struct date on;
	const char *name;
};

struct year {
	struct holiday days[DAYS_MOST];
	size_t         count;
};

/* Days that were moved in one year. */
static const struct {
	struct date from, to;
} moved[] = {
	{ { 1995, 5, 1 },  { 1995, 5, 8 } },	/* VE Day, 50 years */
	{ { 2002, 5, 27 }, { 2002, 6, 4 } },
	{ { 2012, 5, 28 }, { 2012, 6, 4 } },
	{ { 2020, 5, 4 },  { 2020, 5, 8 } },	/* VE Day, 75 years */
	{ { 2022, 5, 30 }, { 2022, 6, 2 } },
};

static const struct holiday added[] = {
	{ { 1999, 12, 31 }, "Millennium Eve" },
	{ { 2002, 6, 3 },   "Golden Jubilee" },
	{ { 2011, 4, 29 },  "royal wedding" },
	{ { 2012, 6, 5 },   "Diamond Jubilee" },
	{ { 2022, 6, 3 },   "Platinum Jubilee" },
	{ { 2022, 9, 19 },  "state funeral of Queen Elizabeth II" },
	{ { 2023, 5, 8 },   "coronation of King Charles III" },
};

/* Those that fall on a day of the month; on a weekend they have a substitute. */
static const struct {
	int         month, day;
	const char *name, *substitute;
} fixed[] = {
	{ 1, 1, "New Year's Day", "New Year's Day, substitute day" },
	{ 12, 25, "Christmas Day", "Christmas Day, substitute day" },
	{ 12, 26, "Boxing Day", "Boxing Day, substitute day" },
};

static struct date
shifted(struct date d, int days)
{
	return date_of_days(date_days(d) + days);
}

static struct date
day_of(int year, int month, int day)
{
	return (struct date){ (int16_t)year, (uint8_t)month, (uint8_t)day };
}

static bool
is_weekend(struct date d)
{
	return date_weekday(d) >= 5;
}

/*
 * Easter Sunday: the Sunday after the full moon that the church's tables give on or after 21 March.
 * The tables as a calculation (Meeus, Astronomical Algorithms, chapter 8), in whole numbers.
 */
static struct date
easter(int year)
{
	int golden = year % 19, century = year / 100, rest = year % 100;
	int moon_shift = (century - (century + 8) / 25 + 1) / 3;
	int epact = (19 * golden + century - century / 4 - moon_shift + 15) % 30;
	int to_sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
	int late = (golden + 11 * epact + 22 * to_sunday) / 451;
	int from_february = epact + to_sunday - 7 * late + 114;

	return day_of(year, from_february / 31, from_february % 31 + 1);
}

static struct date
first_monday(int year, int month)
{
	struct date first = day_of(year, month, 1);

	return shifted(first, (7 - date_weekday(first)) % 7);
}

static struct date
last_monday(int year, int month)
{
	struct date last = day_of(year, month, 31);	/* May and August: both have 31 */

	return shifted(last, -date_weekday(last));
}

static void
add(struct year *y, struct date on, const char *name)
{
	y->days[y->count++] = (struct holiday){ on, name };
}

static const char *
name_of(const struct year *y, struct date d)
{
	for (size_t i = 0; i < y->count; i++)
		if (date_compare(y->days[i].on, d) == 0)
			return y->days[i].name;
	return NULL;
}

static void
add_fixed(struct year *y, int year)
{
	size_t n = sizeof(fixed) / sizeof(*fixed);

	for (size_t i = 0; i < n; i++)
		add(y, day_of(year, fixed[i].month, fixed[i].day), fixed[i].name);
	/* the next day that is neither of a weekend nor a bank holiday already */
	for (size_t i = 0; i < n; i++) {
		struct date d = day_of(year, fixed[i].month, fixed[i].day);

		if (!is_weekend(d))
			continue;
		while (is_weekend(d) || name_of(y, d))
			d = shifted(d, 1);
		add(y, d, fixed[i].substitute);
	}
}

static void
fill_year(struct year *y, int year)
{
	struct date sunday = easter(year);

	y->count = 0;
	add_fixed(y, year);
	add(y, shifted(sunday, -2), "Good Friday");
	add(y, shifted(sunday, 1), "Easter Monday");
	add(y, first_monday(year, 5), "early May bank holiday");
	add(y, last_monday(year, 5), "spring bank holiday");
	add(y, last_monday(year, 8), "summer bank holiday");
	for (size_t i = 0; i < sizeof(moved) / sizeof(*moved); i++)
		for (size_t k = 0; k < y->count; k++)
			if (date_compare(y->days[k].on, moved[i].from) == 0)
				y->days[k].on = moved[i].to;
	for (size_t i = 0; i < sizeof(added) / sizeof(*added); i++)
		if (added[i].on.year == year)
			add(y, added[i].on, added[i].name);
}

const char *
holiday_name(struct date d)
{
	struct year y;

	if (d.year < HOLIDAYS_FROM || d.year > HOLIDAYS_TO)
		return NULL;
	fill_year(&y, d.year);
	return name_of(&y, d);
}

int
workday_compare(const void *a, const void *b)
{
	return date_compare(*(const struct date *)a, *(const struct date *)b);
}

static bool
is_among(const struct date *dates, size_t n, struct date d)
{
	return n > 0 && bsearch(&d, dates, n, sizeof(*dates), workday_compare);
}

bool
workday_is(const struct workdays *w, struct date d)
{
	if (is_among(w->open, w->nopen, d))
		return true;
	return !is_weekend(d) && !is_among(w->closed, w->nclosed, d) && !holiday_name(d);
}

int
workday_clear(const struct workdays *w, struct date from, struct date to, int most)
{
	int32_t first = date_days(from), last = date_days(to);
	int count = 0;

	if (last <= first)
		return -1;
	/* backwards, so that what was published years ago costs no more */
	for (int32_t day = last - 1; day > first && count < most; day--)
		count += workday_is(w, date_of_days(day));
	return count;
}

struct date
workday_latest(const struct workdays *w, struct date to, int days)
{
	struct date d = shifted(to, -1);

	for (; d.year; d = shifted(d, -1))
		if (workday_is(w, d) && days-- == 0)
			break;
	return d;
}

struct date
workday_after(const struct workdays *w, struct date from, int days)
{
	struct date d = from;

	for (; days > 0 && d.year; days -= workday_is(w, d))
		d = shifted(d, 1);
	return d;
}
