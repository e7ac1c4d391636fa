/*
 * Days that exist, and their names in two languages.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdio.h>

#include "base/arena.h"
#include "base/date.h"

static struct date
date(const char *iso)
{
	struct date d = { 0, 0, 0 };

	assert_true(date_read(str_of(iso), &d));
	return d;
}

static void
a_date_is_year_month_and_day(void **state)
{
	struct date d = date("2008-09-17");

	(void)state;
	assert_int_equal(2008, d.year);
	assert_int_equal(9, d.month);
	assert_int_equal(17, d.day);
}

static void
a_day_that_does_not_exist_is_refused(void **state)
{
	static const char *const texts[] = {
		"", "2008-9-17", "2008-09-17 ", " 2008-09-17", "17/09/2008", "2008-13-01",
		"2008-00-01", "2008-01-00", "2008-04-31", "2009-02-29", "1900-02-29", "0000-01-01",
		"2008-09-1x", "+008-09-17", "2008/09/17", "-008-09-17",
	};
	struct date d = { 7, 7, 7 };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_false(date_read(str_of(texts[i]), &d));
	assert_int_equal(7, d.year);
	assert_true(date_read(STR("2008-02-29"), &d));
	assert_true(date_read(STR("2000-02-29"), &d));
}

static void
earlier_days_come_first(void **state)
{
	(void)state;
	assert_int_equal(0, date_compare(date("2008-09-17"), date("2008-09-17")));
	assert_true(date_compare(date("2008-09-17"), date("2008-09-18")) < 0);
	assert_true(date_compare(date("2008-10-01"), date("2008-09-30")) > 0);
	assert_true(date_compare(date("2007-12-31"), date("2008-01-01")) < 0);
}

static void
days_are_counted_from_1970(void **state)
{
	(void)state;
	assert_int_equal(0, date_days(date("1970-01-01")));
	assert_int_equal(-1, date_days(date("1969-12-31")));
	assert_int_equal(11017, date_days(date("2000-03-01")));
	assert_int_equal(14139, date_days(date("2008-09-17")));
	assert_int_equal(-719162, date_days(date("0001-01-01")));
	assert_int_equal(2932896, date_days(date("9999-12-31")));
}

static void
every_day_has_its_number_and_its_weekday(void **state)
{
	struct date before = date_of_days(-719162);
	int weekday = date_weekday(before);

	(void)state;
	assert_int_equal(0, weekday);	/* 1 January of the year 1 was a Monday */
	for (int32_t n = -719161; n <= 2932896; n++) {
		struct date d = date_of_days(n);
		bool next_day = d.month == before.month && d.day == before.day + 1;

		weekday = (weekday + 1) % 7;
		if (date_days(d) != n || date_weekday(d) != weekday)
			fail_msg("day %d", n);
		if (!next_day && (d.day != 1 || before.day < 28))
			fail_msg("day %d follows wrongly", n);
		before = d;
	}
}

static void
a_day_outside_the_calendar_is_no_date(void **state)
{
	(void)state;
	assert_int_equal(0, date_of_days(-719163).year);
	assert_int_equal(0, date_of_days(2932897).year);
	assert_int_equal(0, date_of_days(INT32_MAX).year);
	assert_int_equal(0, date_of_days(INT32_MIN).year);
}

static void
a_date_is_written_in_english_and_welsh(void **state)
{
	struct date d = date("2008-09-17");
	struct arena a;

	(void)state;
	arena_init(&a);
	assert_true(str_is(date_text(&a, d, "en"), "17 September 2008"));
	assert_true(str_is(date_iso(&a, d), "2008-09-17"));
	assert_int_equal(0, date_iso(&a, (struct date){ 0, 0, 0 }).len);
	assert_true(str_is(date_text(&a, d, "cy"), "17 Medi 2008"));
	assert_true(str_is(date_text(&a, date("2026-02-01"), "cy"), "1 Chwefror 2026"));
	assert_true(str_is(date_text(&a, d, "fr"), "17 September 2008"));
	assert_int_equal(0, date_text(&a, (struct date){ 0, 0, 0 }, "en").len);
	assert_string_equal("Wednesday", date_weekday_name(d, "en"));
	assert_string_equal("Dydd Mercher", date_weekday_name(d, "cy"));
	assert_string_equal("Sunday", date_weekday_name(date("2026-03-01"), "en"));
	arena_release(&a);
}

static void
assert_year(int want, size_t want_end, const char *text, size_t i)
{
	int year = 0;
	size_t end = date_year_at(str_of(text), i, &year);

	if (year != want || end != (want ? want_end : i))
		fail_msg("%s: %d, ends at %zu", text, year, end);
}

static void
a_year_may_be_a_financial_one(void **state)
{
	(void)state;
	assert_year(2025, 4, "2025", 0);
	assert_year(2025, 7, "2025/26", 0);
	assert_year(2025, 7, "2025-26 budget", 0);
	assert_year(2025, 9, "2025-2026", 0);
	assert_year(1999, 7, "1999/00", 0);
	assert_year(2025, 7, "in 2025.", 3);
	assert_year(0, 0, "2025-09-16", 0);
	assert_year(0, 0, "2026-27-01", 0);
	assert_year(0, 0, "12025", 1);
	assert_year(0, 0, "2,025", 2);
	assert_year(0, 0, "2025.5", 0);
	assert_year(0, 0, "1234", 0);
}

static void
assert_written(const char *want, const char *text)
{
	struct date d = { 1, 1, 1 };
	size_t end = date_written_at(str_of(text), 0, &d);
	char found[32] = "";

	if (end > 0)
		snprintf(found, sizeof(found), "%04d-%02d-%02d", d.year, d.month, d.day);
	assert_string_equal(want, found);
}

static void
people_write_dates_in_many_ways(void **state)
{
	(void)state;
	assert_written("2008-09-17", "17 September 2008");
	assert_written("2008-09-17", "17th of Sept. 2008");
	assert_written("2008-09-17", "September 17, 2008");
	assert_written("2008-09-17", "17 Medi 2008");
	assert_written("2008-09-17", "17/9/2008");
	assert_written("2008-09-17", "17.09.2008.");
	assert_written("0000-00-00", "31 June 2008");
	assert_written("", "17 September");
	assert_written("", "17 Septembers 2008");
	assert_written("", "September 2008");
	assert_written("", "17/9/08");
	assert_written("", "17/13/2008");
	assert_written("", "17 may be 2008");
	assert_written("", "17 September 20081");
	assert_written("", "170 September 2008");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_date_is_year_month_and_day),
		cmocka_unit_test(a_day_that_does_not_exist_is_refused),
		cmocka_unit_test(earlier_days_come_first),
		cmocka_unit_test(days_are_counted_from_1970),
		cmocka_unit_test(every_day_has_its_number_and_its_weekday),
		cmocka_unit_test(a_day_outside_the_calendar_is_no_date),
		cmocka_unit_test(a_date_is_written_in_english_and_welsh),
		cmocka_unit_test(a_year_may_be_a_financial_one),
		cmocka_unit_test(people_write_dates_in_many_ways),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
