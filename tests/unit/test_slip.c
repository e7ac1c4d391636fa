/*
 * Slips of the hand: which one leads from a figure that was meant to the one that is written.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "compile/slip.h"

static struct slip slip;

static decimal
whole(int64_t n)
{
	return (decimal)n * decimal_power(0);
}

static bool
find(int64_t written, int64_t expected, int64_t reach)
{
	return slip_find(whole(written), whole(expected), whole(reach), 0, &slip);
}

static void
assert_slip(int64_t written, int64_t expected, enum slip_kind kind)
{
	assert_true(find(written, expected, 0));
	assert_int_equal(slip.kind, kind);
	assert_true(slip.meant == whole(expected));
}

static void
each_kind_is_known_from_both_figures(void **state)
{
	(void)state;
	assert_slip(4374, 4347, SLIP_EXCHANGED);
	assert_slip(1905, 1509, SLIP_EXCHANGED_FAR);
	assert_slip(4357, 4347, SLIP_DIGIT);
	assert_slip(437, 4347, SLIP_DROPPED);
	assert_slip(44347, 4347, SLIP_DOUBLED);
	assert_slip(43947, 4347, SLIP_EXTRA);
	assert_slip(-4347, 4347, SLIP_SIGN);
	assert_slip(4347, -4347, SLIP_SIGN);
	assert_slip(-4374, -4347, SLIP_EXCHANGED);
}

static void
a_factor_says_which_way(void **state)
{
	(void)state;
	assert_slip(4347000, 4347, SLIP_SCALE);
	assert_int_equal(slip.zeros, 3);
	assert_slip(4347, 4347221, SLIP_SCALE);
	assert_int_equal(slip.zeros, -3);
	assert_slip(43470, 4347, SLIP_SCALE);
	assert_int_equal(slip.zeros, 1);
	assert_slip(9000, 900, SLIP_SCALE);
	assert_slip(900, 9000, SLIP_SCALE);
}

static void
what_no_slip_makes_is_none(void **state)
{
	(void)state;
	assert_false(find(4347, 4347, 0));
	assert_false(find(4347, 5158, 0));
	assert_false(find(4347, -4374, 0));
	assert_false(find(0, 4347, 0));
	assert_false(find(437, 437, 3));	/* nothing is wrong */
}

/* No figure begins with a zero: 0134 is not what was meant by 1034. */
static void
no_figure_begins_with_nothing(void **state)
{
	(void)state;
	assert_false(find(1034, 134, 0) && slip.kind == SLIP_EXCHANGED);
	assert_false(find(1034, 34, 0));
	assert_false(find(50, 5, 0) && slip.kind != SLIP_SCALE);
}

static void
within_reach_the_nearest_that_fits_is_taken(void **state)
{
	(void)state;
	assert_true(find(4374, 4346, 3));
	assert_int_equal(slip.kind, SLIP_EXCHANGED);
	assert_true(slip.meant == whole(4347));
	int apart = slip.weight;

	assert_true(find(4374, 4347, 3));
	assert_true(slip.weight > apart);
}

static void
places_and_the_largest_figures_are_held(void **state)
{
	(void)state;
	/* 12.05 for 12.50, and 10^22 for 10^21 */
	assert_true(slip_find(12050000000000, 12500000000000, 0, -2, &slip));
	assert_int_equal(slip.kind, SLIP_EXCHANGED);
	assert_true(slip_find(decimal_power(22), decimal_power(21), 0, 0, &slip));
	assert_int_equal(slip.kind, SLIP_SCALE);
	assert_false(slip_find(decimal_power(25), decimal_power(24), 0, 0, &slip));
	/* 1,250 to the nearest ten may be 1,520 */
	assert_true(slip_find(whole(1250), whole(1520), 0, 1, &slip));
	assert_false(slip_find(whole(1251), whole(1521), 0, 1, &slip));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_kind_is_known_from_both_figures),
		cmocka_unit_test(a_factor_says_which_way),
		cmocka_unit_test(what_no_slip_makes_is_none),
		cmocka_unit_test(no_figure_begins_with_nothing),
		cmocka_unit_test(within_reach_the_nearest_that_fits_is_taken),
		cmocka_unit_test(places_and_the_largest_figures_are_held),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
