/*
 * Bank holidays of England and Wales, year by year, and clear working days.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/workday.h"

static const struct workdays plain;

static struct date
date(const char *iso)
{
	struct date d = { 0, 0, 0 };

	assert_true(date_read(str_of(iso), &d));
	return d;
}

/* Weekdays on which banks were or will be closed, written by hand from the calendars of those years. */
static const struct {
	int         year;
	const char *days;	/* month-day */
} calendars[] = {
	{ 2008, "01-01 03-21 03-24 05-05 05-26 08-25 12-25 12-26" },
	{ 2009, "01-01 04-10 04-13 05-04 05-25 08-31 12-25 12-28" },
	{ 2010, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28" },
	{ 2011, "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27" },
	{ 2012, "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26" },
	{ 2013, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26" },
	{ 2014, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26" },
	{ 2015, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28" },
	{ 2016, "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27" },
	{ 2017, "01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26" },
	{ 2018, "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26" },
	{ 2019, "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26" },
	{ 2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28" },
	{ 2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28" },
	{ 2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27" },
	{ 2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26" },
	{ 2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26" },
	{ 2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26" },
	{ 2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28" },
	{ 2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28" },
	{ 2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26" },
	{ 2029, "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26" },
	{ 2030, "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26" },
};

static void
each_year_has_its_bank_holidays_and_no_other(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(calendars) / sizeof(*calendars); i++) {
		struct date first = { (int16_t)calendars[i].year, 1, 1 };
		char found[128] = "";

		for (int32_t day = date_days(first); date_of_days(day).year == calendars[i].year; day++) {
			struct date d = date_of_days(day);
			char text[16];

			if (date_weekday(d) >= 5 || !holiday_name(d))
				continue;
			snprintf(text, sizeof(text), "%s%02d-%02d", *found ? " " : "", d.month, d.day);
			strcat(found, text);
		}
		assert_string_equal(calendars[i].days, found);
	}
}

static void
days_that_were_moved_or_added_once(void **state)
{
	static const char *const holidays[] = { "1995-05-08", "1999-12-31", "2000-01-03", "2002-06-03",
		"2002-06-04", "1994-04-01", "1990-12-26", "2035-03-26" };
	static const char *const none[] = { "1995-05-01", "2002-05-27", "2012-05-28", "2020-05-04",
		"2022-05-30", "2000-12-29", "1989-12-25", "2036-12-25" };

	(void)state;
	for (size_t i = 0; i < sizeof(holidays) / sizeof(*holidays); i++)
		assert_non_null(holiday_name(date(holidays[i])));
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++)
		assert_null(holiday_name(date(none[i])));
	assert_string_equal("Good Friday", holiday_name(date("2026-04-03")));
	assert_string_equal("Boxing Day, substitute day", holiday_name(date("2026-12-28")));
}

/* A published date, a meeting, the clear working days between them, and the latest day for five and for three. */
static const struct {
	const char *published, *meeting;
	int         clear;
	const char *five, *three;
} notices[] = {
	{ "2026-09-08", "2026-09-16", 5, "2026-09-08", "2026-09-10" },	/* a Wednesday */
	{ "2026-09-09", "2026-09-16", 4, "2026-09-08", "2026-09-10" },
	{ "2026-09-04", "2026-09-14", 5, "2026-09-04", "2026-09-08" },	/* a Monday */
	{ "2026-09-05", "2026-09-14", 5, "2026-09-04", "2026-09-08" },	/* a Saturday counts for nothing */
	{ "2026-09-06", "2026-09-14", 5, "2026-09-04", "2026-09-08" },
	{ "2026-09-07", "2026-09-14", 4, "2026-09-04", "2026-09-08" },
	{ "2026-03-30", "2026-04-09", 5, "2026-03-30", "2026-04-01" },	/* Easter between */
	{ "2026-12-18", "2026-12-30", 5, "2026-12-18", "2026-12-22" },	/* Christmas */
	{ "2022-09-13", "2022-09-22", 5, "2022-09-13", "2022-09-15" },	/* the state funeral */
	{ "2026-09-15", "2026-09-16", 0, "2026-09-08", "2026-09-10" },
	{ "2026-09-16", "2026-09-16", -1, "2026-09-08", "2026-09-10" },
	{ "2026-09-17", "2026-09-16", -1, "2026-09-08", "2026-09-10" },
};

static void
check_notice(size_t i)
{
	struct date meeting = date(notices[i].meeting);

	assert_int_equal(notices[i].clear, workday_clear(&plain, date(notices[i].published), meeting, 99));
	assert_int_equal(0, date_compare(date(notices[i].five), workday_latest(&plain, meeting, 5)));
	assert_int_equal(0, date_compare(date(notices[i].three), workday_latest(&plain, meeting, 3)));
}

static void
neither_day_counts_nor_weekends_nor_bank_holidays(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(notices) / sizeof(*notices); i++)
		check_notice(i);
	/* 3 January 2028 is a bank holiday: published on it no day is lost, but the latest day is a working day */
	assert_int_equal(5, workday_clear(&plain, date("2028-01-03"), date("2028-01-11"), 99));
	assert_int_equal(0, date_compare(date("2027-12-31"), workday_latest(&plain, date("2028-01-11"), 5)));
}

static void
the_latest_day_is_in_time_and_the_next_working_day_is_not(void **state)
{
	int32_t first = date_days(date("2019-01-01")), last = date_days(date("2031-01-01"));

	(void)state;
	for (int32_t day = first; day < last; day++)
		for (int days = 1; days <= 6; days++) {
			struct date meeting = date_of_days(day), latest = workday_latest(&plain, meeting, days);
			int32_t after = date_days(latest) + 1;

			assert_int_equal(days, workday_clear(&plain, latest, meeting, 99));
			while (!workday_is(&plain, date_of_days(after)))
				after++;
			assert_int_equal(days - 1, workday_clear(&plain, date_of_days(after), meeting, 99));
		}
}

static void
a_council_adds_days_and_takes_them_away(void **state)
{
	struct date closed[] = { date("2026-09-10"), date("2026-09-14") };
	struct date open[] = { date("2026-08-31") };
	struct workdays w = { closed, 2, open, 1 };

	(void)state;
	assert_false(workday_is(&w, date("2026-09-14")));
	assert_true(workday_is(&w, date("2026-08-31")));
	assert_int_equal(3, workday_clear(&w, date("2026-09-08"), date("2026-09-16"), 99));
	assert_int_equal(0, date_compare(date("2026-09-04"), workday_latest(&w, date("2026-09-16"), 5)));
}

static void
a_period_ends_on_its_last_working_day(void **state)
{
	(void)state;
	/* Thursday before Easter: neither Good Friday nor Easter Monday counts */
	assert_int_equal(0, date_compare(date("2026-04-07"), workday_after(&plain, date("2026-04-02"), 1)));
	assert_int_equal(0, date_compare(date("2026-04-13"), workday_after(&plain, date("2026-04-02"), 5)));
	/* published on a Saturday, the first day is Monday */
	assert_int_equal(0, date_compare(date("2026-02-16"), workday_after(&plain, date("2026-02-14"), 1)));
	assert_int_equal(0, date_compare(date("2026-02-14"), workday_after(&plain, date("2026-02-14"), 0)));
	assert_int_equal(0, workday_after(&plain, date("9999-12-30"), 5).year);
}

static void
counting_ends_at_the_most_that_is_asked_for(void **state)
{
	(void)state;
	assert_int_equal(60, workday_clear(&plain, date("0001-01-01"), date("9999-12-31"), 60));
	assert_int_equal(0, workday_latest(&plain, date("0001-01-03"), 5).year);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_year_has_its_bank_holidays_and_no_other),
		cmocka_unit_test(days_that_were_moved_or_added_once),
		cmocka_unit_test(neither_day_counts_nor_weekends_nor_bank_holidays),
		cmocka_unit_test(the_latest_day_is_in_time_and_the_next_working_day_is_not),
		cmocka_unit_test(a_council_adds_days_and_takes_them_away),
		cmocka_unit_test(a_period_ends_on_its_last_working_day),
		cmocka_unit_test(counting_ends_at_the_most_that_is_asked_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
