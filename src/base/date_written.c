/*
 * Dates as people write them, with or without their weekday, in English and Welsh.
 *
 * A date has its year: nothing is guessed.  What no calendar has, the 31st of June, is still a date
 * to whoever wrote it.
 */
#include "base/date.h"

#include <string.h>

struct word {
	const char *text;
	int         number;
};

static const struct word months[] = {
	{ "january", 1 }, { "february", 2 }, { "march", 3 }, { "april", 4 }, { "may", 5 }, { "june", 6 },
	{ "july", 7 }, { "august", 8 }, { "september", 9 }, { "october", 10 }, { "november", 11 },
	{ "december", 12 }, { "jan", 1 }, { "feb", 2 }, { "mar", 3 }, { "apr", 4 }, { "jun", 6 },
	{ "jul", 7 }, { "aug", 8 }, { "sept", 9 }, { "sep", 9 }, { "oct", 10 }, { "nov", 11 }, { "dec", 12 },
	{ "ionawr", 1 }, { "chwefror", 2 }, { "mawrth", 3 }, { "ebrill", 4 }, { "mai", 5 }, { "mehefin", 6 },
	{ "gorffennaf", 7 }, { "awst", 8 }, { "medi", 9 }, { "hydref", 10 }, { "tachwedd", 11 },
	{ "rhagfyr", 12 },
};

static const struct word weekdays[] = {
	{ "monday", 0 }, { "tuesday", 1 }, { "wednesday", 2 }, { "thursday", 3 }, { "friday", 4 },
	{ "saturday", 5 }, { "sunday", 6 }, { "mon", 0 }, { "tues", 1 }, { "tue", 1 }, { "wed", 2 },
	{ "thurs", 3 }, { "thur", 3 }, { "thu", 3 }, { "fri", 4 }, { "sat", 5 }, { "sun", 6 },
	{ "dydd llun", 0 }, { "dydd mawrth", 1 }, { "dydd mercher", 2 }, { "dydd iau", 3 },
	{ "dydd gwener", 4 }, { "dydd sadwrn", 5 }, { "dydd sul", 6 },
};

static bool
is_digit(struct str text, size_t i)
{
	return i < text.len && text.at[i] >= '0' && text.at[i] <= '9';
}

static bool
is_letter(struct str text, size_t i)
{
	char c = i < text.len ? (char)(text.at[i] | 0x20) : ' ';

	return (c >= 'a' && c <= 'z') || (i < text.len && (unsigned char)text.at[i] >= 0xc3);
}

/* One of some words at i, as a whole; full stops of short forms are passed. */
static size_t
word_at(struct str text, size_t i, const struct word *words, size_t n, int *number)
{
	for (size_t w = 0; w < n && is_letter(text, i); w++) {
		if ((text.at[i] | 0x20) != words[w].text[0])
			continue;	/* nearly always */
		size_t end = i + strlen(words[w].text);

		if (end > text.len || is_letter(text, end)
			|| !str_equal_nocase(str_slice(text, i, end), str_of(words[w].text)))
			continue;
		*number = words[w].number;
		return end + (end < text.len && text.at[end] == '.');
	}
	return i;
}

static size_t
month_at(struct str text, size_t i, int *month)
{
	return word_at(text, i, months, sizeof(months) / sizeof(months[0]), month);
}

/* Up to `most` digits and no more. */
static size_t
number_at(struct str text, size_t i, unsigned most, int *number)
{
	size_t end = i;

	*number = 0;
	for (; is_digit(text, end) && end < i + most; end++)
		*number = *number * 10 + (text.at[end] - '0');
	return is_digit(text, end) ? i : end;
}

static size_t
past(struct str text, size_t i, const char *const skipped[], size_t n)
{
	for (size_t s = 0; s < n; s++)
		if (str_starts(str_from(text, i), skipped[s]))
			i += strlen(skipped[s]);
	return i;
}

static size_t
year_at(struct str text, size_t i, int *year)
{
	size_t end = number_at(text, i, 4, year);

	return end == i + 4 && *year >= 1800 && *year <= 2200 && !is_letter(text, end) ? end : i;
}

static size_t
day_at(struct str text, size_t i, int *day)
{
	static const char *const endings[] = { "st", "nd", "rd", "th" };
	size_t digits = number_at(text, i, 2, day);

	if (digits == i || *day < 1 || *day > 31)
		return i;
	return past(text, digits, endings, sizeof(endings) / sizeof(endings[0]));
}

/* `17th of September, 2008` */
static size_t
day_first(struct str text, size_t i, int *day, int *month, int *year)
{
	static const char *const behind_day[] = { " ", "of " }, *const behind_month[] = { ",", " " };
	size_t day_end = day_at(text, i, day), end = past(text, day_end, behind_day, 2);
	size_t month_end = month_at(text, end, month);

	if (day_end == i || end == day_end || month_end == end)
		return i;
	end = past(text, month_end, behind_month, 2);
	size_t year_end = year_at(text, end, year);

	return year_end == end || end == month_end ? i : year_end;
}

/* `September 17, 2008` */
static size_t
month_first(struct str text, size_t i, int *day, int *month, int *year)
{
	static const char *const behind_day[] = { ",", " " };
	size_t month_end = month_at(text, i, month), end = month_end + 1;

	if (month_end == i || !str_starts(str_from(text, month_end), " "))
		return i;
	size_t day_end = day_at(text, end, day);

	if (day_end == end)
		return i;
	end = past(text, day_end, behind_day, 2);
	size_t year_end = year_at(text, end, year);

	return year_end == end || end == day_end ? i : year_end;
}

/* `2008`, `'08`, `08`: what may be a year and is read as none.  `10am`, `10:00` and `10.30` are times. */
static bool
may_be_year(struct str text, size_t i)
{
	static const char *const skipped[] = { ",", " ", "\xc2\xa0", "\n", "'", "’" };
	int unused;

	i = past(text, i, skipped, sizeof(skipped) / sizeof(skipped[0]));
	size_t end = number_at(text, i, 4, &unused);
	char behind = end < text.len ? text.at[end] : ' ';

	return (end == i + 2 || end == i + 4) && !is_letter(text, end) && behind != ':'
		&& !(behind == '.' && is_digit(text, end + 1));
}

static bool
is_capital(struct str text, size_t i)
{
	return i < text.len && text.at[i] >= 'A' && text.at[i] <= 'Z';
}

size_t
date_day_at(struct str text, size_t i, int *month, int *day)
{
	static const char *const behind_day[] = { " ", "of " };
	size_t end = i;

	if (i > 0 && (is_digit(text, i - 1) || is_letter(text, i - 1)))
		return i;
	if (is_digit(text, i)) {
		size_t day_end = day_at(text, i, day), at = past(text, day_end, behind_day, 2);

		if (day_end != i && at != day_end && is_capital(text, at))
			end = month_at(text, at, month);
		end = end == at ? i : end;
	} else if (is_capital(text, i)) {
		size_t month_end = month_at(text, i, month);

		if (month_end != i && str_starts(str_from(text, month_end), " "))
			end = day_at(text, month_end + 1, day);
		end = end == month_end + 1 ? i : end;
	}
	return end == i || may_be_year(text, end) ? i : end;
}

/* `17/9/2008`, `17.09.2008`: the day comes first here. */
static size_t
digits_only(struct str text, size_t i, int *day, int *month, int *year)
{
	size_t day_end = number_at(text, i, 2, day);
	char sign = day_end < text.len ? text.at[day_end] : ' ';

	if (day_end == i || (sign != '/' && sign != '.'))
		return i;
	size_t month_end = number_at(text, day_end + 1, 2, month);

	if (month_end == day_end + 1 || month_end >= text.len || text.at[month_end] != sign)
		return i;
	size_t end = year_at(text, month_end + 1, year);

	return end == month_end + 1 || *month < 1 || *month > 12 || *day < 1 || *day > 31 ? i : end;
}

size_t
date_written_at(struct str text, size_t i, struct date *out)
{
	int day = 0, month = 0, year = 0;
	size_t end = i;

	if (i > 0 && (is_digit(text, i - 1) || is_letter(text, i - 1)))
		return i;
	if (is_digit(text, i)) {
		end = day_first(text, i, &day, &month, &year);
		if (end == i)
			end = digits_only(text, i, &day, &month, &year);
	} else if (is_letter(text, i)) {
		end = month_first(text, i, &day, &month, &year);
	}
	if (end == i)
		return i;
	if (!date_make(year, month, day, out))
		*out = (struct date){ 0, 0, 0 };
	return end;
}

size_t
date_weekday_at(struct str text, size_t i, int *weekday)
{
	if (i > 0 && is_letter(text, i - 1))
		return i;
	return word_at(text, i, weekdays, sizeof(weekdays) / sizeof(weekdays[0]), weekday);
}
