/*
 * The arithmetic under amounts, and how they are printed.
 *
 * The products and quotients were computed with Python's fractions.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/amount.h"
#include "base/arena.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

static const struct amount_unit plain = { UNIT_NUMBER, 0 };
static const struct amount_unit thousands = { UNIT_POUND, 3 };

static void
assert_text(struct str got, const char *want, const char *about)
{
	if (!str_is(got, want))
		fail_msg("%s: got " STR_FMT ", want %s", about, STR_ARG(got), want);
}

/* The decimal of so many 10^-12. */
static decimal
steps(const char *digits)
{
	bool negative = *digits == '-';
	decimal value = 0;

	for (const char *at = digits + negative; *at; at++)
		value = value * 10 + (*at - '0');
	return negative ? -value : value;
}

static const struct {
	const char *a, *b, *product, *quotient;		/* NULL: can't be held */
} arithmetic[] = {
	{ "-3382198375472412", "-19552509747",
		"66130466702712", "172980267967458899" },
	{ "112520456327285238", "-738570045960883864153167379844",
		"-83104238601182683829535261594101143", "0" },
	{ "71509040275321", "-9928420400919137",
		"-709971814319645238", "-7202458940" },
	{ "-2415596341775900744794", "-500000000001",
		"1207798170890365968739", "4831192683542139104221" },
	{ "-56859333878582032470721428811", "-9954152436011",
		"565986476837450119416927211634", "5712122076097891005602875420" },
	{ "-6898686746461", "1000000000000000000000000",
		"-6898686746461000000000000", "-7" },
	{ "-4273969939419513703", "-678739997",
		"2900914343859691", "6296917756888155956131" },
	{ "68706007099299850685", "-54716955943",
		"-3759383563471835156", "-1255662087102809404271" },
	{ "984958932440669", "-592718043888411668402842443871280",
		"-583802931746651551768664320783138071", "0" },
	{ "755398315334927757070674271158906", "44442519790295977866463",
		NULL, "16997198153914507434486" },
	{ "-317758219918967779747400053", "-1000000000000000000000000",
		NULL, "317758219918968" },
	{ "1000000000000000000000000", "772935602547897001505421709351235",
		NULL, "1294" },
	{ "-8563042505848443775449951101333200", "-828369173710368717886",
		NULL, "10337229797547281612413809" },
	{ "-9999999999999999999999999999999999999", "7",
		"-70000000000000000000000000", NULL },
	{ "-311920634421680045408075025147", "-1",
		"311920634421680045", NULL },
	{ "-9993240835566898060270763137579344165", "-100",
		"999324083556689806027076314", NULL },
	{ "9999999999999999999999999999999999999", "500000000000",
		"5000000000000000000000000000000000000", NULL },
	{ "10000000000000000000000000000000000000", "1000000000000",
		"10000000000000000000000000000000000000", "10000000000000000000000000000000000000" },
	{ "10000000000000000000000000000000000000", "1000000000001",
		NULL, "9999999999990000000000009999999999990" },
	{ "1", "500000000000",
		"1", "2" },
	{ "1", "499999999999",
		"0", "2" },
	{ "-1", "500000000000",
		"-1", "-2" },
	{ "2000000000000", "3000000000000",
		"6000000000000", "666666666667" },
	{ "-1000000000000", "3000000000000",
		"-3000000000000", "-333333333333" },
};

static void
assert_result(bool held, decimal got, const char *want)
{
	assert_int_equal(want != NULL, held);
	if (want)
		assert_true(got == steps(want));
}

static void
a_product_is_exact_or_rounded_or_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < ROWS(arithmetic); i++) {
		decimal got = 0;
		bool held = decimal_mul(steps(arithmetic[i].a), steps(arithmetic[i].b), &got);

		assert_result(held, got, arithmetic[i].product);
	}
}

static void
a_quotient_is_exact_or_rounded_or_refused(void **state)
{
	decimal got = 42;

	(void)state;
	assert_false(decimal_div(1, 0, &got));
	assert_true(got == 42);
	for (size_t i = 0; i < ROWS(arithmetic); i++) {
		bool held = decimal_div(steps(arithmetic[i].a), steps(arithmetic[i].b), &got);

		assert_result(held, got, arithmetic[i].quotient);
	}
}

static void
a_sum_past_the_bound_is_refused(void **state)
{
	decimal most = decimal_power(25), got = 42;

	(void)state;
	assert_false(decimal_add(most, 1, &got));
	assert_false(decimal_sub(-most, 1, &got));
	assert_true(got == 42);
	assert_true(decimal_sub(most, 1, &got) && got == most - 1);
	assert_true(decimal_add(-most, most, &got) && got == 0);
}

static void
half_is_rounded_away_from_nothing(void **state)
{
	(void)state;
	assert_true(decimal_round(steps("12500000000000"), 0) == steps("13000000000000"));
	assert_true(decimal_round(steps("-12500000000000"), 0) == steps("-13000000000000"));
	assert_true(decimal_round(steps("12499999999999"), 0) == steps("12000000000000"));
	assert_true(decimal_round(steps("123"), -12) == 123);
	assert_true(decimal_round(steps("125"), -11) == 130);
	assert_true(decimal_round(decimal_power(25), 25) == decimal_power(25));
	assert_true(decimal_round(decimal_power(25) - 1, 25) == decimal_power(25));
	assert_true(decimal_round(decimal_power(25), 26) == 0);
	assert_true(decimal_abs(-decimal_power(25)) == decimal_power(25));
}

static void
a_decimal_is_printed_for_machines(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	assert_text(decimal_text(&a, 0), "0", "0");
	assert_text(decimal_text(&a, decimal_power(3) * 4347), "4347000", "thousands");
	assert_text(decimal_text(&a, -decimal_power(-1) * 5), "-0.5", "half");
	assert_text(decimal_text(&a, -1), "-0.000000000001", "least");
	assert_text(decimal_text(&a, -decimal_power(25)), "-10000000000000000000000000", "most");
	arena_release(&a);
}

static void
an_amount_is_printed_for_readers(void **state)
{
	static const struct {
		const char *steps;
		enum unit   unit;
		int         scale, place;
		const char *want;
	} rows[] = {
		{ "4347000000000000000", UNIT_POUND, 3, 3, "£4,347k" },
		{ "4347000000000000000", UNIT_POUND, 0, 3, "£4,347,000" },
		{ "4347000000000000000", UNIT_POUND, 6, 3, "£4.347m" },
		{ "4347000000000000000", UNIT_POUND, 6, 5, "£4.3m" },
		{ "4350000000000000000", UNIT_POUND, 6, 5, "£4.4m" },
		{ "-250000000000000", UNIT_POUND, 0, 0, "−£250" },
		{ "12500000000000", UNIT_PERCENT, 0, -1, "12.5%" },
		{ "12500000000000", UNIT_PERCENT, 0, 0, "13%" },
		{ "12500000000000", UNIT_POUND, 0, -2, "£12.50" },
		{ "-400000000000", UNIT_POUND, 0, 0, "£0" },
		{ "2000000000000000000000", UNIT_POUND, 9, 9, "£2bn" },
		{ "1234567000000000000", UNIT_NUMBER, 0, 0, "1,234,567" },
		{ "50000000000", UNIT_EURO, 0, -2, "€0.05" },
		{ "1", UNIT_DOLLAR, 0, -12, "$0.000000000001" },
	};
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct amount_unit as = { rows[i].unit, rows[i].scale };

		assert_text(amount_text(&a, steps(rows[i].steps), as, rows[i].place),
			rows[i].want, rows[i].want);
	}
	arena_release(&a);
}

static void
what_is_printed_reads_as_the_same_amount(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	for (int place = -4; place <= 6; place++) {
		decimal value = decimal_round(-decimal_power(-6) * 7654321987654, place);
		struct str text = amount_text(&a, value, thousands, place);
		struct amount amount;

		assert_int_equal(AMOUNT_VALUE, amount_read(text, plain, &amount));
		assert_true(amount.value == value);
		assert_int_equal(place < 3 ? place : 3, amount.place);
	}
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_product_is_exact_or_rounded_or_refused),
		cmocka_unit_test(a_quotient_is_exact_or_rounded_or_refused),
		cmocka_unit_test(a_sum_past_the_bound_is_refused),
		cmocka_unit_test(half_is_rounded_away_from_nothing),
		cmocka_unit_test(a_decimal_is_printed_for_machines),
		cmocka_unit_test(an_amount_is_printed_for_readers),
		cmocka_unit_test(what_is_printed_reads_as_the_same_amount),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
