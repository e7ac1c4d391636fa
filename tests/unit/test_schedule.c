/*
 * Paragraphs of Schedule 12A by their numbers.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "object/schedule.h"

static void
paragraphs_are_those_of_two_nations(void **state)
{
	(void)state;
	for (unsigned n = 0; n < 100; n++) {
		char text[3];
		int len = snprintf(text, sizeof text, "%u", n);
		bool is_one = (n >= 1 && n <= 7) || (n >= 12 && n <= 18);

		assert_int_equal(is_one ? n : 0, schedule_paragraph((struct str){ text, (size_t)len }));
	}
}

static void
nothing_else_is_a_paragraph(void **state)
{
	static const char *const others[] = { "", "0", "03", "3 ", " 3", "3.", "+3", "018", "112", "１", "3a", "x" };

	(void)state;
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		assert_int_equal(0, schedule_paragraph(str_of(others[i])));
}

static void
each_has_one_about_the_same_in_the_other_nation(void **state)
{
	(void)state;
	for (unsigned n = 1; n <= SCHEDULE_SUBJECTS; n++) {
		assert_int_equal(n + 11, schedule_counterpart(n));
		assert_int_equal(n, schedule_counterpart(n + 11));
		assert_int_equal(n, schedule_subject(n));
		assert_int_equal(n, schedule_subject(n + 11));
		assert_false(schedule_is_welsh(n));
		assert_true(schedule_is_welsh(n + 11));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paragraphs_are_those_of_two_nations),
		cmocka_unit_test(nothing_else_is_a_paragraph),
		cmocka_unit_test(each_has_one_about_the_same_in_the_other_nation),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
