/*
 * Sentences that state their own sums, and lists that they announce with a number.
 */
#include "body_case.h"

static void
assert_only(const char *text, enum diag_code code)
{
	compile(text);
	if (!u.diag.first || u.diag.first->code != code || u.diag.first->next)
		fail_msg("not just one %s: %s", diag_name(code), text);
}

static void
assert_none(const char *text)
{
	compile(text);
	if (u.diag.first)
		fail_msg("%.*s: %s", STR_ARG(u.diag.first->message), text);
}

static void
parts_make_the_sum_that_the_sentence_states(void **state)
{
	(void)state;
	assert_none("We won £425k in revenue and £325k in capital, £750k in all.\n");
	assert_only("It costs £1.2m, £2.1m and £3.3m, making £6.7m.\n", DIAG_SENTENCE_ROUNDING);
	assert_only("We won £425k in revenue and £325k in capital, £770k in all.\n",
		DIAG_SENTENCE_ARITHMETIC);
	assert_only("We won [£425k](f.csv#a) in revenue and £325k capital. The full £770k is ours.\n",
		DIAG_SENTENCE_ARITHMETIC);
}

static void
words_that_leave_it_open_what_is_added_leave_it_unchecked(void **state)
{
	(void)state;
	assert_none("Of the £750k, £425k is revenue and £325k capital, £900k in all.\n");
	assert_none("It rose from £3m and £4m to a total of £9m.\n");
	assert_none("Roads cost £3m and parks £4m. The baths cost £9m.\n");
	assert_none("Roads cost £3m and parks £4m each, £14m in total.\n");
}

static void
a_return_is_its_ratio_of_the_amount(void **state)
{
	(void)state;
	assert_none("A 5:1 return which is calculated at £3.75m across the full £750k.\n");
	assert_only("A 5:1 return which is calculated at £3.25m across the full £750k.\n",
		DIAG_SENTENCE_ARITHMETIC);
	assert_none("At 5:15 a return of £3.25m on £750k was moved.\n");
}

static void
shares_of_one_whole_differ_by_no_thousand(void **state)
{
	(void)state;
	assert_none("60% gives £781k. If it were 80%, it would be £1,041k.\n");
	assert_only("60% gives £781k. If it were 80%, it would be £1,041m p.a. for a year.\n",
		DIAG_SENTENCE_ARITHMETIC);
	assert_only("60% of £1.20m is £760k.\n", DIAG_SENTENCE_ARITHMETIC);
	assert_only("60% of £1.2m is £730k.\n", DIAG_SENTENCE_ROUNDING);	/* £1.2m may be £1.22m */
}

static void
what_is_written_with_signs_is_worked_out(void **state)
{
	(void)state;
	assert_none("425 + 325 = 750, £425k + £325k = £0.8m, 10 − 3 - 2 = 5, 3 x £4 = £12\n");
	assert_only("425 + 325 = 760\n", DIAG_SENTENCE_ARITHMETIC);
	assert_only("We have £425k + £325k = £770k.\n", DIAG_SENTENCE_ARITHMETIC);
	assert_none("2 + 3 x 4 = 14, a = 5, x + 2 = 9 and 2025 - 26 = 3 = 1\n");
}

static void
a_list_has_as_many_items_as_it_is_announced_with(void **state)
{
	(void)state;
	assert_none("There are three themes:\n\n- a\n- b\n\n* c\n");
	assert_only("There are 3 shortlisted priorities:\n\n- a\n- b\n", DIAG_COUNT_MISMATCH);
	assert_only("In the following four areas of work:\n\n1. a\n2. b\n", DIAG_COUNT_MISMATCH);
	assert_only("Against two improvement themes:\n\n- a\n- b\n- c\n", DIAG_COUNT_MISMATCH);
}

static void
what_announces_no_list_is_left_alone(void **state)
{
	(void)state;
	assert_none("Savings over three years:\n\n- a\n- b\n");
	assert_none("The first of the four areas:\n\n- a\n");
	assert_none("There are two or three reasons:\n\n- a\n");
	assert_none("There are four aims:\n\n- a\n- b\n\nand also\n\n- c\n- d\n");
	assert_none("There are nine themes.\n\n- a\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parts_make_the_sum_that_the_sentence_states),
		cmocka_unit_test(words_that_leave_it_open_what_is_added_leave_it_unchecked),
		cmocka_unit_test(a_return_is_its_ratio_of_the_amount),
		cmocka_unit_test(shares_of_one_whole_differ_by_no_thousand),
		cmocka_unit_test(what_is_written_with_signs_is_worked_out),
		cmocka_unit_test(a_list_has_as_many_items_as_it_is_announced_with),
		cmocka_unit_test(what_announces_no_list_is_left_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
