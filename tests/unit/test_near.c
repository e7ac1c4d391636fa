/*
 * Which figures are like a cell but for a slip.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "link/nearness.h"

static enum nearness
compare(const char *figure, const char *cell, int *power)
{
	struct amount said, is;
	struct near_figure looked;
	struct amount_unit plain = { UNIT_NUMBER, 0 };

	*power = 0;
	assert_int_equal(AMOUNT_VALUE, amount_read(str_of(figure), plain, &said));
	assert_int_equal(AMOUNT_VALUE, amount_read(str_of(cell), plain, &is));
	near_look(&said, &looked);
	return near_compare(&looked, &is, power);
}

static void
assert_near(enum nearness want, const char *figure, const char *cell)
{
	int power;

	if (compare(figure, cell, &power) != want)
		fail_msg("%s beside %s", figure, cell);
}

static void
a_figure_agrees_with_its_cell_within_rounding(void **state)
{
	(void)state;
	assert_near(NEAR_AGREES, "£4.3m", "£4,347k");
	assert_near(NEAR_AGREES, "£4,346,800", "£4,347k");
	assert_near(NEAR_AGREES, "£4,347k", "(£4,347k)");
}

static void
another_unit_is_a_slip(void **state)
{
	int power;

	(void)state;
	assert_int_equal(NEAR_UNIT, compare("£1,041m", "£1,041k", &power));
	assert_int_equal(-3, power);
	assert_int_equal(NEAR_UNIT, compare("£12,922", "£12,922k", &power));
	assert_int_equal(3, power);
	assert_near(NEAR_UNIT, "£10,415", "£104,150");
	assert_near(NEAR_NOT, "£162", "£1,620");	/* three digits and ten: too often by chance */
}

static void
digits_exchanged_or_one_wrong_are_slips(void **state)
{
	(void)state;
	assert_near(NEAR_EXCHANGED, "£4,437k", "£4,347k");
	assert_near(NEAR_DIGIT, "£12,932k", "£12,922k");
	assert_near(NEAR_NOT, "£4,357k", "£4,347k");
	assert_near(NEAR_NOT, "£7,344k", "£4,347k");	/* no neighbours */
}

static void
round_figures_and_other_units_are_like_nothing(void **state)
{
	(void)state;
	assert_near(NEAR_NOT, "£13m", "£13k");
	assert_near(NEAR_NOT, "£12,000k", "£12,000m");
	assert_near(NEAR_NOT, "43.47%", "£4,347k");
	assert_near(NEAR_NOT, "£4,437k", "4,347");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_figure_agrees_with_its_cell_within_rounding),
		cmocka_unit_test(another_unit_is_a_slip),
		cmocka_unit_test(digits_exchanged_or_one_wrong_are_slips),
		cmocka_unit_test(round_figures_and_other_units_are_like_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
