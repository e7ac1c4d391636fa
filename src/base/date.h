#ifndef BASE_DATE_H
#define BASE_DATE_H
/*
 * Dates without clocks or time zones (the Gregorian calendar, years 1 to 9999).
 */
#include "base/str.h"

struct date {
	int16_t year;		/* 0 is no date */
	uint8_t month, day;
};

bool date_read(struct str iso, struct date *out);	/* exactly YYYY-MM-DD, and a day that exists */
bool date_make(int year, int month, int day, struct date *out);	/* likewise */
int  date_compare(struct date a, struct date b);
int32_t date_days(struct date d);		/* days since 1970-01-01; may be negative */
struct date date_of_days(int32_t days);
int  date_weekday(struct date d);		/* 0 is Monday */

/* In the words of a language, "en" or "cy": "17 September 2008", "Wednesday". */
struct str date_text(struct arena *a, struct date d, const char *language);
const char *date_weekday_name(struct date d, const char *language);

struct str date_iso(struct arena *a, struct date d);	/* "2008-09-17"; empty for no date */

/*
 * A date that is written out at i, `17 September 2008`, `17th of Sept. 2008`, `September 17, 2008`, `17 Medi
 * 2008` or `17/9/2008`; where it ends, or i when there is none.  *out has the year 0 when the calendar has no
 * such day.
 */
size_t date_written_at(struct str text, size_t i, struct date *out);

/*
 * The same without its year, `17 September`, `17th of Sept.`, `September 17`; where it ends, or i.  The month
 * has a capital, or `on Monday 4 may ...` would be one; and no year stands behind it in any form.
 */
size_t date_day_at(struct str text, size_t i, int *month, int *day);

/* A day of the week that stands at i, `Tuesday`, `Tues.`, `Dydd Mawrth`, 0 for Monday; where it ends, or i. */
size_t date_weekday_at(struct str text, size_t i, int *weekday);

/*
 * A year that stands at i, `2025`, or the financial year `2025/26`, `2025-26`, `2025-2026`, by its first;
 * where it ends, or i when there is none.  A longer number and a date are none.
 */
size_t date_year_at(struct str text, size_t i, int *year);
int    date_year_in(struct str text);	/* the first one; 0 when there is none */

#endif
