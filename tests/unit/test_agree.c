/*
 * Whether a claim agrees with a cell: what each word asks of it.
 */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "compile/claim.h"
#include "link/agree.h"

static struct truth
cell_of(const char *cell, int scale)
{
	struct amount a;

	assert_int_equal(AMOUNT_VALUE, amount_read(str_of(cell), (struct amount_unit){ UNIT_NUMBER, 0 }, &a));
	return (struct truth){ .value = a.value, .slack = amount_half(&a), .unit = a.unit,
		.place = a.place, .scale = scale };
}

static struct claimed
claim_of(const char *text)
{
	struct claim c;

	if (claim_read(str_of(text), &c) != CLAIM_TEXT_READ)
		fail_msg("no claim: %s", text);
	return (struct claimed){ c.amount, c.upper, c.kind, text[0] == '+' };
}

static void
assert_verdict(enum verdict want, const char *text, const char *cell)
{
	struct claimed c = claim_of(text), said;
	struct truth t = cell_of(cell, 0);
	enum verdict is = agree_judge(&c, &t, &said);

	if (is != want)
		fail_msg("%s beside %s is %s", text, cell, verdict_name(is));
}

#define HOLDS(text, cell) assert_verdict(VERDICT_EXACT, text, cell)
#define FAILS(text, cell) assert_verdict(VERDICT_MISMATCH, text, cell)

static void
a_figure_is_as_precise_as_it_is_written(void **state)
{
	(void)state;
	HOLDS("£13m", "£12,922k");
	HOLDS("£12.9m", "£12,922k");
	FAILS("£12,922", "£12,922k");
	FAILS("£13.0m", "£12,922k");
	assert_verdict(VERDICT_ROUNDING, "£1.2m", "£1,250k");
	assert_verdict(VERDICT_ROUNDING, "£12,922,400", "£12,922k");
	FAILS("£1,199k", "£1,200k");
	HOLDS("£70k", "(£70k)");
	FAILS("+£70k", "(£70k)");
}

static void
about_lets_noughts_be_round(void **state)
{
	(void)state;
	HOLDS("about £781k", "£781,400");
	FAILS("about £781k", "£783k");
	HOLDS("about £780k", "£781k");
	FAILS("about £780k", "£786k");
	HOLDS("about £10,000", "£10,400");	/* a twentieth, and no more */
	FAILS("about £10,000", "£10,600");
	FAILS("£10,000", "£10,400");
	HOLDS("about £13m", "£13.4m");
	HOLDS("about 12", "12");
	FAILS("about 12", "13");
}

static void
nearly_is_below_and_just_over_above(void **state)
{
	(void)state;
	HOLDS("nearly £13m", "£12,922k");
	FAILS("nearly £13m", "£13,050k");
	FAILS("nearly £13m", "£12.4m");
	HOLDS("just over £13m", "£13,100k");
	FAILS("just over £13m", "£12,922k");
	HOLDS("nearly half", "48%");
	FAILS("nearly half", "51%");
}

static void
a_bound_is_taken_at_its_word(void **state)
{
	(void)state;
	HOLDS("up to £1m", "£1,000k");
	HOLDS("up to £1m", "£700k");
	FAILS("up to £1m", "£1,001k");
	FAILS("over £13m", "£12,922k");
	HOLDS("over £13m", "£13,400k");
	HOLDS("at least £13m", "£13,000k");
	FAILS("at least £13m", "£12,922k");
	HOLDS("less than £13m", "£12,922k");
	FAILS("less than £13m", "£13,922k");
	/* the cell's own rounding counts for the claim, never against it */
	assert_verdict(VERDICT_ROUNDING, "over £13m", "£13.0m");
	assert_verdict(VERDICT_ROUNDING, "less than £13m", "£13.0m");
}

static void
a_range_holds_what_lies_in_it(void **state)
{
	(void)state;
	HOLDS("£5m to £7m", "£6,200k");
	HOLDS("£5m to £7m", "£7,000k");
	FAILS("£5m to £7m", "£7,200k");
	FAILS("between £5m and £7m", "£4,900k");
	HOLDS("£5-7m", "£6,200k");
}

static void
shares_and_counts_in_words(void **state)
{
	(void)state;
	HOLDS("a third", "33.4%");
	FAILS("a third", "34%");
	HOLDS("about a third", "34.5%");
	HOLDS("three quarters", "0.75");
	HOLDS("five", "5");
	FAILS("five", "6");
	HOLDS("more than half", "50.6%");
	HOLDS("twice", "2.01");
	FAILS("twice", "2.3");
	FAILS("half", "£50");
}

static void
a_bare_number_is_in_the_scale_of_its_column(void **state)
{
	struct claimed c = claim_of("12,922"), said;
	struct truth t = cell_of("£12,922k", 3);

	(void)state;
	assert_int_equal(VERDICT_EXACT, agree_judge(&c, &t, &said));
	assert_int_equal(3, said.amount.place);
	c = claim_of("over 12");
	t = cell_of("£12,922k", 6);
	assert_int_equal(VERDICT_EXACT, agree_judge(&c, &t, &said));
	assert_false(agree_is_loose(&said, &t));
}

static void
assert_slip(int want, bool loose, const char *text, const char *cell)
{
	struct claimed c = claim_of(text), said;
	struct truth t = cell_of(cell, 0);

	agree_judge(&c, &t, &said);
	if (agree_is_loose(&said, &t) != loose || agree_slip(&said, &t) != want)
		fail_msg("%s beside %s: %d", text, cell, agree_slip(&said, &t));
}

static void
a_unit_slip_is_a_power_of_ten(void **state)
{
	(void)state;
	assert_slip(3, false, "£12,922", "£12,922k");
	assert_slip(-3, false, "£13bn", "£12,922k");
	assert_slip(1, false, "£1.3m", "£12,922k");
	assert_slip(3, true, "over £12", "£12,922");
	assert_slip(0, true, "over £5m", "£12,922k");
	assert_slip(0, true, "up to £100m", "£12,922k");
	assert_slip(0, false, "over £8m", "£12,922k");
	assert_slip(0, false, "£14m", "£12,922k");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_figure_is_as_precise_as_it_is_written),
		cmocka_unit_test(about_lets_noughts_be_round),
		cmocka_unit_test(nearly_is_below_and_just_over_above),
		cmocka_unit_test(a_bound_is_taken_at_its_word),
		cmocka_unit_test(a_range_holds_what_lies_in_it),
		cmocka_unit_test(shares_and_counts_in_words),
		cmocka_unit_test(a_bare_number_is_in_the_scale_of_its_column),
		cmocka_unit_test(a_unit_slip_is_a_power_of_ten),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
