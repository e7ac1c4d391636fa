/*
 * What the text of a link claims.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "compile/claim.h"
#include "compile/words.h"

static struct arena arena;

static void
assert_claim(const char *text, enum claim_kind kind, const char *value, enum unit unit)
{
	struct claim c;

	if (claim_read(str_of(text), &c) != CLAIM_TEXT_READ)
		fail_msg("no claim: %s", text);
	struct str is = decimal_text(&arena, c.amount.value);

	if (c.kind != kind || c.amount.unit != unit || !str_is(is, value))
		fail_msg("%s: kind %d, unit %d, value " STR_FMT, text, c.kind, c.amount.unit, STR_ARG(is));
}

static void
assert_range(const char *text, const char *low, const char *high)
{
	struct claim c;

	assert_claim(text, CLAIM_RANGE, low, UNIT_POUND);
	assert_int_equal(CLAIM_TEXT_READ, claim_read(str_of(text), &c));
	assert_int_equal(UNIT_POUND, c.upper.unit);
	assert_true(str_is(decimal_text(&arena, c.upper.value), high));
}

static void
assert_state(enum claim_text want, const char *text)
{
	struct claim c;

	if (claim_read(str_of(text), &c) != want)
		fail_msg("%s is no %d", text, want);
}

static void
a_figure_alone_is_a_claim(void **state)
{
	(void)state;
	assert_claim("£13m", CLAIM_PLAIN, "13000000", UNIT_POUND);
	assert_claim("12,922", CLAIM_PLAIN, "12922", UNIT_NUMBER);
	assert_claim("(£70k)", CLAIM_PLAIN, "-70000", UNIT_POUND);
	assert_claim("−£70k", CLAIM_PLAIN, "-70000", UNIT_POUND);
	assert_claim("4.99 per cent", CLAIM_PLAIN, "4.99", UNIT_PERCENT);
	assert_claim("nil", CLAIM_PLAIN, "0", UNIT_NUMBER);
}

static void
words_before_and_behind_it_bound_or_loosen_it(void **state)
{
	(void)state;
	assert_claim("about £781k", CLAIM_ABOUT, "781000", UNIT_POUND);
	assert_claim("Around 5%", CLAIM_ABOUT, "5", UNIT_PERCENT);
	assert_claim("just under £2m", CLAIM_NEARLY, "2000000", UNIT_POUND);
	assert_claim("slightly more than £2m", CLAIM_JUST_OVER, "2000000", UNIT_POUND);
	assert_claim("up to £1m", CLAIM_AT_MOST, "1000000", UNIT_POUND);
	assert_claim("no more than 12", CLAIM_AT_MOST, "12", UNIT_NUMBER);
	assert_claim("not less than £1m", CLAIM_AT_LEAST, "1000000", UNIT_POUND);
	assert_claim("at least a third", CLAIM_AT_LEAST, "33.333333333333", UNIT_PERCENT);
	assert_claim("over £13m", CLAIM_MORE, "13000000", UNIT_POUND);
	assert_claim("fewer than five", CLAIM_LESS, "5", UNIT_NUMBER);
	assert_claim("£13m or more", CLAIM_AT_LEAST, "13000000", UNIT_POUND);
	assert_claim("£13m+", CLAIM_AT_LEAST, "13000000", UNIT_POUND);
}

static void
one_amount_among_words_is_the_claim(void **state)
{
	(void)state;
	assert_claim("a total of £13 million over two years", CLAIM_PLAIN, "13000000", UNIT_POUND);
	assert_claim("grants of up to £5k in 2026/27", CLAIM_AT_MOST, "5000", UNIT_POUND);
	assert_claim("a deficit of minus £5k", CLAIM_PLAIN, "-5000", UNIT_POUND);
	assert_claim("the 14-19 budget of £220k", CLAIM_PLAIN, "220000", UNIT_POUND);
	assert_claim("a saving of £5k or more", CLAIM_AT_LEAST, "5000", UNIT_POUND);
	assert_state(CLAIM_TEXT_SEVERAL, "£5m of £13m");
	assert_state(CLAIM_TEXT_SEVERAL, "a rise from £10m to £12m");
	assert_state(CLAIM_TEXT_SEVERAL, "£5m (5%)");
}

static void
a_range_has_two_ends(void **state)
{
	(void)state;
	assert_range("£5m to £7m", "5000000", "7000000");
	assert_range("£5-7m", "5000000", "7000000");
	assert_range("between £5m and £7m", "5000000", "7000000");
	assert_range("£500k–£1.2m", "500000", "1200000");
	assert_claim("5% to 7%", CLAIM_RANGE, "5", UNIT_PERCENT);
	assert_claim("5 to 7%", CLAIM_RANGE, "5", UNIT_PERCENT);
	assert_claim("12 to 15", CLAIM_RANGE, "12", UNIT_NUMBER);
	assert_state(CLAIM_TEXT_SEVERAL, "£7m to £5m");
	assert_state(CLAIM_TEXT_NONE, "14-19");
	assert_state(CLAIM_TEXT_NONE, "2026-27");
}

static void
numbers_and_shares_may_be_in_words(void **state)
{
	(void)state;
	assert_claim("five", CLAIM_PLAIN, "5", UNIT_NUMBER);
	assert_claim("Fifty-two", CLAIM_PLAIN, "52", UNIT_NUMBER);
	assert_claim("five of them", CLAIM_PLAIN, "5", UNIT_NUMBER);
	assert_claim("12 authorities", CLAIM_PLAIN, "12", UNIT_NUMBER);
	assert_claim("three quarters", CLAIM_PLAIN, "75", UNIT_PERCENT);
	assert_claim("a half", CLAIM_PLAIN, "50", UNIT_PERCENT);
	assert_claim("half of the money", CLAIM_PLAIN, "50", UNIT_PERCENT);
	assert_claim("nearly two-thirds", CLAIM_NEARLY, "66.666666666667", UNIT_PERCENT);
	assert_claim("twice", CLAIM_PLAIN, "2", UNIT_NUMBER);
}

static void
words_that_are_no_figure_are_no_claim(void **state)
{
	(void)state;
	assert_state(CLAIM_TEXT_NONE, "the table");
	assert_state(CLAIM_TEXT_NONE, "2025/26");
	assert_state(CLAIM_TEXT_NONE, "16 March");
	assert_state(CLAIM_TEXT_NONE, "third");
	assert_state(CLAIM_TEXT_NONE, "one of the boards");
	assert_state(CLAIM_TEXT_NONE, "two of the four areas");
	assert_state(CLAIM_TEXT_NONE, "Support to two Places");
	assert_state(CLAIM_TEXT_NONE, "tenant");
	assert_state(CLAIM_TEXT_OVERFLOW, "99999999999999999999999999999999");
}

static void
a_number_in_words_ends_with_its_word(void **state)
{
	unsigned n;

	(void)state;
	assert_int_equal(12, words_number(STR("twenty-three groups"), &n));
	assert_int_equal(23, n);
	assert_int_equal(6, words_number(STR("twenty-fold"), &n));
	assert_int_equal(20, n);
	assert_int_equal(9, words_number(STR("a hundred"), &n));
	assert_int_equal(100, n);
	assert_int_equal(0, words_number(STR("tension"), &n));
}

static int
open_arena(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int
close_arena(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_figure_alone_is_a_claim),
		cmocka_unit_test(words_before_and_behind_it_bound_or_loosen_it),
		cmocka_unit_test(one_amount_among_words_is_the_claim),
		cmocka_unit_test(a_range_has_two_ends),
		cmocka_unit_test(numbers_and_shares_may_be_in_words),
		cmocka_unit_test(words_that_are_no_figure_are_no_claim),
		cmocka_unit_test(a_number_in_words_ends_with_its_word),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
