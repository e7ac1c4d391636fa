/*
 * The calendar, and the names of its days and months.
 *
 * Days are counted in years that begin on 1 March, so that a leap day is the last of its year
 * and no month needs a case of its own.  What day it is today is the caller's.
 */
#include "base/date.h"

#include <string.h>

#define YEAR_MOST      9999
#define DAYS_4_YEARS   1461
#define DAYS_100_YEARS 36524
#define DAYS_400_YEARS 146097
#define DAYS_TO_1970   719468	/* from 1 March of the year 0 */

enum language { ENGLISH, WELSH, LANGUAGES };

static const char *const month_names[LANGUAGES][12] = {
	[ENGLISH] = { "January", "February", "March", "April", "May", "June", "July",
		"August", "September", "October", "November", "December" },
	[WELSH] = { "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf",
		"Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr" },
};

static const char *const weekday_names[LANGUAGES][7] = {
	[ENGLISH] = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
		"Sunday" },
	[WELSH] = { "Dydd Llun", "Dydd Mawrth", "Dydd Mercher", "Dydd Iau", "Dydd Gwener",
		"Dydd Sadwrn", "Dydd Sul" },
};

/* A language that has no names here is written in English. */
static enum language
language_of(const char *language)
{
	return language && strcmp(language, "cy") == 0 ? WELSH : ENGLISH;
}

static int
days_in_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return month == 2 && leap ? 29 : days[month - 1];
}

/* A number of exactly len digits; -1 when there are others. */
static int
number_at(const char *at, size_t len)
{
	int number = 0;

	for (size_t i = 0; i < len; i++) {
		if (at[i] < '0' || at[i] > '9')
			return -1;
		number = number * 10 + (at[i] - '0');
	}
	return number;
}

bool
date_make(int year, int month, int day, struct date *out)
{
	if (year < 1 || year > YEAR_MOST || month < 1 || month > 12)
		return false;
	if (day < 1 || day > days_in_month(year, month))
		return false;
	*out = (struct date){ (int16_t)year, (uint8_t)month, (uint8_t)day };
	return true;
}

bool
date_read(struct str iso, struct date *out)
{
	if (iso.len != 10 || iso.at[4] != '-' || iso.at[7] != '-')
		return false;
	return date_make(number_at(iso.at, 4), number_at(iso.at + 5, 2), number_at(iso.at + 8, 2), out);
}

int
date_compare(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	return (a.day > b.day) - (a.day < b.day);
}

/* The days before a month, of a year whose month 0 is March. */
static int
days_before_month(int march_month)
{
	return (153 * march_month + 2) / 5;
}

int32_t
date_days(struct date d)
{
	int year = d.month <= 2 ? d.year - 1 : d.year;
	int march_month = (d.month + 9) % 12;

	return year * 365 + year / 4 - year / 100 + year / 400
		+ days_before_month(march_month) + d.day - 1 - DAYS_TO_1970;
}

struct date
date_of_days(int32_t days)
{
	static const struct date first = { 1, 1, 1 }, last = { YEAR_MOST, 12, 31 };

	if (days < date_days(first) || days > date_days(last))
		return (struct date){ 0, 0, 0 };
	int rest = days + DAYS_TO_1970;
	int era = rest / DAYS_400_YEARS;

	rest %= DAYS_400_YEARS;
	/* the years that are over, had each 365 days, less the leap days passed */
	int year = (rest - rest / (DAYS_4_YEARS - 1) + rest / DAYS_100_YEARS
		- rest / (DAYS_400_YEARS - 1)) / 365;

	rest -= year * 365 + year / 4 - year / 100;
	int march_month = (5 * rest + 2) / 153;
	int month = (march_month + 2) % 12 + 1;

	return (struct date){
		.year = (int16_t)(era * 400 + year + (month <= 2)),
		.month = (uint8_t)month,
		.day = (uint8_t)(rest - days_before_month(march_month) + 1),
	};
}

int
date_weekday(struct date d)
{
	int from_thursday = date_days(d) % 7;	/* 1970-01-01 was a Thursday */

	return (from_thursday + 7 + 3) % 7;
}

struct str
date_iso(struct arena *a, struct date d)
{
	return d.year ? str_print(a, "%04d-%02u-%02u", d.year, d.month, d.day) : STR_NONE;
}

struct str
date_text(struct arena *a, struct date d, const char *language)
{
	if (d.month < 1 || d.month > 12)
		return STR_NONE;
	return str_print(a, "%d %s %d", d.day, month_names[language_of(language)][d.month - 1],
		d.year);
}

const char *
date_weekday_name(struct date d, const char *language)
{
	return weekday_names[language_of(language)][date_weekday(d)];
}

static bool
has_digit(struct str text, size_t i)
{
	return i < text.len && text.at[i] >= '0' && text.at[i] <= '9';
}

/* `/26` or `-2026` behind 2025: the year that follows it. */
static size_t
second_year(struct str text, size_t i, int year)
{
	static const char *const joints[] = { "/", "-", "\u2013" };

	for (size_t j = 0; j < sizeof(joints) / sizeof(joints[0]); j++) {
		size_t at = i + strlen(joints[j]);

		if (!str_starts(str_from(text, i), joints[j]))
			continue;
		for (size_t len = 2; len <= 4; len += 2)
			if (at + len <= text.len && !has_digit(text, at + len)
				&& number_at(text.at + at, len) == (len == 2 ? (year + 1) % 100 : year + 1))
				return at + len;
	}
	return i;
}

size_t
date_year_at(struct str text, size_t i, int *year)
{
	size_t end = i + 4, second;
	int number = end <= text.len ? number_at(text.at + i, 4) : -1;

	if (number < 1900 || number > 2100 || has_digit(text, end)
		|| (i > 0 && (has_digit(text, i - 1) || text.at[i - 1] == ',' || text.at[i - 1] == '.')))
		return i;
	second = second_year(text, end, number);
	/* 2025-09-16 and 2025/9 are dates, 2025.5 and 2025,000 numbers */
	if (second == end && end + 1 < text.len && has_digit(text, end + 1)
		&& (text.at[end] == '-' || text.at[end] == '/' || text.at[end] == '.' || text.at[end] == ','))
		return i;
	if (second > end && second + 1 < text.len && text.at[second] == '-' && has_digit(text, second + 1))
		return i;
	*year = number;
	return second;
}

int
date_year_in(struct str text)
{
	int year = 0;

	for (size_t i = 0; i < text.len && year == 0; i++)
		date_year_at(text, i, &year);
	return year;
}
