/*
 * Formulas: parsed as they are written, and evaluated over cells.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "formula_trial.h"

static void
products_come_before_sums_and_brackets_before_both(void **state)
{
	(void)state;
	gives("2 + 3 * 4", "14", UNIT_NUMBER);
	gives("(2 + 3) * 4", "20", UNIT_NUMBER);
	gives("10 - 4 - 3", "3", UNIT_NUMBER);
	gives("24 / 4 / 2", "3", UNIT_NUMBER);
	gives("2 * -3 + 10", "4", UNIT_NUMBER);
	gives("-(2 + 3) * 2", "-10", UNIT_NUMBER);
	gives("- -5", "5", UNIT_NUMBER);
	gives("-sum(2, 3) * -(1 + 1)", "10", UNIT_NUMBER);
	gives("1,234 + 1", "1235", UNIT_NUMBER);
	gives("= 2 + 3", "5", UNIT_NUMBER);
}

static void
a_column_formula_names_columns_by_their_headers(void **state)
{
	(void)state;
	gives("Actual - Budget", "27000", UNIT_POUND);
	gives("Revised budget - Actual", "26000", UNIT_POUND);
	gives("Revised budget £k - Actual £k", "26000", UNIT_POUND);
	gives("Revised (budget) - Actual", "26000", UNIT_POUND);
	leads_to("Total LSPs/LAAs", "committees/cabinet/2026-02-10/x.csv", "total-lsps-laas");
	leads_to("14 to 19 transition", "committees/cabinet/2026-02-10/x.csv", "14-to-19-transition");
	leads_to("2025/26", "committees/cabinet/2026-02-10/x.csv", "2025-26");
	leads_to("Share %", "committees/cabinet/2026-02-10/x.csv", "share");
}

static void
an_address_leads_to_a_cell_of_any_table(void **state)
{
	(void)state;
	leads_to("grand-total/budget", "committees/cabinet/2026-02-10/x.csv", "grand-total/budget");
	leads_to("#total/2026-27", "committees/cabinet/2026-02-10/x.csv", "total/2026-27");
	leads_to("funding.csv#total", "committees/cabinet/2026-02-10/funding.csv", "total");
	leads_to("../../x.csv#a/b/c", "committees/x.csv", "a/b/c");
	leads_to("/budgets/x.csv#total", "budgets/x.csv", "total");
	leads_to("/budgets/Year two.csv#Total", "budgets/Year two.csv", "Total");
	leads_to("sum(#2026)", "committees/cabinet/2026-02-10/x.csv", "2026");
}

static void
a_reference_stands_where_its_address_is_written(void **state)
{
	struct trial t;

	(void)state;
	parse(&t, "Actual - funding.csv#total");
	assert_true(t.parsed);
	assert_int_equal(t.ops, 3);
	assert_int_equal(t.u.object.nreference, 2);

	const struct reference *r = &t.u.object.references[1];

	assert_int_equal(r->line, 3);
	assert_int_equal(r->column, 14);
	assert_int_equal(r->width, 17);
	assert_true(str_is(r->text, "funding.csv#total"));
	arena_release(&t.arena);
}

static void
numbers_may_be_written_in_any_form_of_an_amount(void **state)
{
	(void)state;
	gives("£13m - £500k", "12500000", UNIT_POUND);
	gives("£13 million - £500k", "12500000", UNIT_POUND);
	gives("2.5% + 1%", "3.5", UNIT_PERCENT);
	gives("max(-5, -3)", "-3", UNIT_NUMBER);
}

static void
functions_take_several_figures_or_an_address_of_several_cells(void **state)
{
	(void)state;
	gives("sum(programme)", "3.5", UNIT_POUND);
	gives("sum(programme, pennies) + £1", "14.5", UNIT_POUND);
	gives("max(programme)", "2.5", UNIT_POUND);
	gives("min(pennies, third, £20)", "3.33", UNIT_POUND);
	gives("min(programme)", "0", UNIT_POUND);	/* a dash is nothing, a blank is not there */
	gives("count(programme)", "3", UNIT_NUMBER);
	gives("count(programme, awaited, 7)", "5", UNIT_NUMBER);
	gives("abs(Budget - Actual)", "27000", UNIT_POUND);
	gives("sum(blank)", "0", UNIT_NUMBER);
	gives("round(Actual, 6)", "4000000", UNIT_POUND);
	gives("round(third * 2, -1)", "6.7", UNIT_POUND);
	gives("round(2.5)", "3", UNIT_NUMBER);
	gives("sum (1, 2)", "3", UNIT_NUMBER);
	ends_in("programme + 1", FORMULA_SEVERAL);
	ends_in("abs(programme)", FORMULA_SEVERAL);
	ends_in("programme", FORMULA_SEVERAL);
}

static void
units_are_kept_apart_and_made_into_one_another_where_they_can_be(void **state)
{
	(void)state;
	gives("Actual * 2", "8748000", UNIT_POUND);
	gives("2 * Actual", "8748000", UNIT_POUND);
	gives("total / people", "65000", UNIT_POUND);
	gives("quarter / total", "0.25", UNIT_NUMBER);
	gives("total * share", "3250000", UNIT_POUND);
	gives("total * 2.5%", "325000", UNIT_POUND);
	gives("total + 0", "13000000", UNIT_POUND);
	gives("max(0, total)", "13000000", UNIT_POUND);
	ends_in("total + 1", FORMULA_UNIT);
	ends_in("total + people", FORMULA_UNIT);
	ends_in("total + euros", FORMULA_UNIT);
	ends_in("total * total", FORMULA_UNIT);
	ends_in("total / euros", FORMULA_UNIT);
	ends_in("people / total", FORMULA_UNIT);
	ends_in("total + 25%", FORMULA_UNIT);
	ends_in("total = people", FORMULA_UNIT);
}

static void
a_ratio_is_a_percentage_where_it_is_compared_with_one(void **state)
{
	(void)state;
	is_within("quarter / total = share", 0, true);
	is_within("quarter / total = 25%", 0, true);
	is_within("helped / people = 25%", 0, true);
	is_within("helped / people = 26%", 0, false);
	is_within("1 - helped / people = 75%", 0, true);
	is_within("helped / people * 100 = 25%", 0, true);
	is_within("helped * 100 / people = share", 0, true);
	is_within("quarter / total > 24%", 0, true);
	is_within("share = 25", 0, true);
	gives("helped * 100 / people", "25", UNIT_PERCENT);
	gives("helped / 2", "25", UNIT_NUMBER);
}

static void
rounding_adds_up_as_intervals_do(void **state)
{
	(void)state;
	has_slack("Actual", "500");
	has_slack("Actual - Budget", "1000");
	has_slack("pennies", "0.005");
	has_slack("100", "0");
	has_slack("0.5", "0");
	has_slack("£13m", "500000");
	has_slack("Actual * 2", "1000");
	has_slack("total * 2.5%", "12500");
	has_slack("total * share", "192500");	/* 13m * 0.005 + 0.25 * 0.5m + 0.5m * 0.005 */
	has_slack("sum(Actual, Budget, dash)", "1000");
	has_slack("max(Actual, total)", "500000");
	has_slack("abs(-Actual)", "500");
	has_slack("round(Actual, 4)", "10000");
	has_slack("10 / 4", "0.000000000001");
	/* (0.005 + 1 * 0.005) / (10 - 0.005), and the last digit of the quotient */
	has_slack("pennies / pennies", "0.001000500251");
}

static void
figures_agree_when_rounding_explains_the_difference(void **state)
{
	(void)state;
	is_within("Actual = £4,374,500", -1, true);
	is_within("Actual = £4,375,000", -1, false);
	is_within("Actual = £4,375,000", 0, false);
	is_within("Actual = £4,375,000", 1000 * decimal_power(0), true);
	is_within("pennies / 3 = third", -1, true);
	is_within("pennies / 3 = third", 0, false);
	is_within("1 / 3 * 3 = 1", -1, true);
	is_within("Actual != Budget", -1, true);
	is_within("Actual != £4,374k", -1, false);
	is_within("Budget <= Actual", -1, true);
	is_within("Actual <= Budget", -1, false);
	is_within("Actual <= £4,373,600", -1, true);	/* by rounding */
	is_within("Actual < Actual", 0, false);
	is_within("Budget < Actual", 0, true);
	is_within("Actual > Budget", 0, true);
	is_within("Actual >= Actual", 0, true);
}

static void
both_sides_of_a_comparison_are_given(void **state)
{
	struct trial t;

	(void)state;
	evaluate_within(&t, "quarter / total = 26%", -1);
	assert_int_equal(t.state, FORMULA_DONE);
	assert_int_equal(t.sides[0].unit, UNIT_PERCENT);
	assert_true(t.sides[0].value == 25 * decimal_power(0));
	assert_true(t.sides[1].value == 26 * decimal_power(0));
	arena_release(&t.arena);
}

static void
what_is_not_known_can_not_be_checked(void **state)
{
	(void)state;
	ends_in("Actual - awaited", FORMULA_UNCHECKED);
	ends_in("sum(Actual, withheld)", FORMULA_UNCHECKED);
	ends_in("words", FORMULA_UNCHECKED);
	ends_in("Actual - nowhere", FORMULA_BROKEN);
	ends_in("Actual / dash", FORMULA_DIVIDES_BY_ZERO);
	ends_in("Actual / (Actual - £4,374k)", FORMULA_DIVIDES_BY_ZERO);
	ends_in("Actual / (Actual - £4,373.6k)", FORMULA_UNCHECKED);	/* 400, give or take 550 */
	ends_in("huge * 1,000,000,000,000", FORMULA_OVERFLOW);
	gives("Actual - blank", "4374000", UNIT_POUND);
	gives("nil - dash", "0", UNIT_POUND);
}

static void
a_sign_must_stand_between_blanks(void **state)
{
	const char *message = "`-` needs a blank on either side of it";

	(void)state;
	refuses("Actual -Budget", 8, 1, message);
	refuses("Actual- Budget", 7, 1, message);
	refuses("(Actual)-Budget", 9, 1, message);
	refuses("Actual -(Budget)", 8, 1, message);
	refuses("Actual*2", 7, 1, "`*` needs a blank on either side of it");
	refuses("a<=b", 2, 1, "`<` needs a blank on either side of it");
	leads_to("Actual-Budget", "committees/cabinet/2026-02-10/x.csv", "actual-budget");
}

static void
other_signs_are_named_with_the_one_to_write(void **state)
{
	(void)state;
	refuses("Actual – Budget", 8, 1, "`–` is no sign that a formula may have");
	refuses("Actual × 5", 8, 1, "`×` is no sign that a formula may have");
	refuses("a == b", 3, 2, "`==` is no sign that a formula may have");
}

static void
what_is_missing_is_said_where_it_is_missing(void **state)
{
	(void)state;
	refuses("", 1, 0, "the formula is empty");
	refuses("=  ", 1, 3, "the formula is empty");
	refuses("Actual -", 9, 0, "a figure or an address is missing at the end");
	refuses("Actual - * 2", 10, 1, "a figure or an address is missing before `*`");
	refuses("()", 2, 1, "a figure or an address is missing before `)`");
	refuses("2 * (Actual + 1", 5, 1, "this bracket is never closed");
	refuses("Actual + 1)", 11, 1, "this bracket was never opened");
	refuses("2 (3 + 4)", 3, 1, "a sign is missing before this");
	refuses("1 234 + 2", 1, 5, "`1 234` is more than one number");
	refuses("funding.csv + 1", 1, 11, "`funding.csv` is a whole table");
	refuses("funding.csv# + 1", 1, 12, "`funding.csv#` names no cell");
	refuses("../../../../x.csv#a", 1, 19, "`../../../../x.csv` is no path inside of the site");
	refuses("x%bb.csv#a", 1, 10, "`x%bb.csv` is no path inside of the site");
	refuses("2026 - 2025", 1, 11, "these are numbers, not columns");
	refuses("1 + 99999999999999999999999999999", 5, 29,
		"`99999999999999999999999999999` is too large or too precise");
}

static void
comparisons_stand_alone(void **state)
{
	(void)state;
	refuses("a <= b <= c", 8, 2, "a formula can compare only once");
	refuses("(a <= b) * 2", 4, 2, "a comparison can't stand inside brackets");
	refuses("sum(a = b)", 7, 1, "a comparison can't stand inside brackets");
}

static void
functions_are_called_as_they_are(void **state)
{
	(void)state;
	refuses("average(Actual)", 1, 7, "there is no function `average`");
	refuses("abs(1, 2)", 1, 3, "`abs` takes at most 1 figure");
	refuses("round(1, 2, 3)", 1, 5, "`round` takes at most 2 figures");
	refuses("round(Actual, 2.5)", 1, 5,
		"`round` must be told to which power of ten, as a whole number");
	refuses("round(Actual, people)", 1, 5,
		"`round` must be told to which power of ten, as a whole number");
	refuses("max(1,234)", 6, 1, "this comma may part two numbers, or be inside of one");
	gives("max(1, 234)", "234", UNIT_NUMBER);
}

static void
repeated(char *text, const char *before, size_t times, const char *middle, const char *after)
{
	text[0] = '\0';
	for (size_t i = 0; i < times; i++)
		strcat(text, before);
	strcat(text, middle);
	for (size_t i = 0; i < times; i++)
		strcat(text, after);
}

static void
depth_and_length_have_a_limit(void **state)
{
	char text[8000];

	(void)state;
	repeated(text, "(", 64, "1 + 1", ")");
	gives(text, "2", UNIT_NUMBER);
	repeated(text, "(", 65, "1 + 1", ")");
	refuses(text, 65, 1, "the formula is nested more than 64 deep");
	repeated(text, "(", 2000, "1 + 1", ")");
	refuses(text, 65, 1, "the formula is nested more than 64 deep");
	repeated(text, "- ", 65, "1", "");
	refuses(text, 129, 1, "the formula is nested more than 64 deep");
	repeated(text, "1 + ", 1000, "1", "");
	gives(text, "1001", UNIT_NUMBER);
	repeated(text, "", 255, "max(1", ", 1");
	strcat(text, ")");
	gives(text, "1", UNIT_NUMBER);
	repeated(text, "", 256, "max(1", ", 1");
	strcat(text, ")");
	refuses(text, 1, 3, "`max` takes at most 256 figures");
	repeated(text, "", 200, "max(1", ", 1");
	strcat(text, ", max(1");
	for (int i = 0; i < 100; i++)
		strcat(text, ", 1");
	strcat(text, "))");
	refuses(text, 1, (uint32_t)strlen(text), "the formula is too long");
}

/* Each record added is zeroed, and those before it stay. */
static void
a_compilations_arrays_grow(void **state)
{
	struct trial t;

	(void)state;
	parse(&t, "1 + 1");
	for (uint32_t i = 0; i < 1000; i++) {
		struct datum *d = unit_add_datum(&t.u);

		assert_int_equal(d->size, 0);
		assert_int_equal(d->fragment, OBJECT_NONE);
		d->size = i + 1;
	}
	assert_int_equal(t.u.object.nmeta, 1000);
	for (uint32_t i = 0; i < 1000; i++)
		assert_int_equal(t.u.object.meta[i].size, i + 1);
	t.u.object.nmeta = 10;
	assert_int_equal(unit_add_datum(&t.u)->size, 0);
	arena_release(&t.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(products_come_before_sums_and_brackets_before_both),
		cmocka_unit_test(a_column_formula_names_columns_by_their_headers),
		cmocka_unit_test(an_address_leads_to_a_cell_of_any_table),
		cmocka_unit_test(a_reference_stands_where_its_address_is_written),
		cmocka_unit_test(numbers_may_be_written_in_any_form_of_an_amount),
		cmocka_unit_test(functions_take_several_figures_or_an_address_of_several_cells),
		cmocka_unit_test(units_are_kept_apart_and_made_into_one_another_where_they_can_be),
		cmocka_unit_test(a_ratio_is_a_percentage_where_it_is_compared_with_one),
		cmocka_unit_test(rounding_adds_up_as_intervals_do),
		cmocka_unit_test(figures_agree_when_rounding_explains_the_difference),
		cmocka_unit_test(both_sides_of_a_comparison_are_given),
		cmocka_unit_test(what_is_not_known_can_not_be_checked),
		cmocka_unit_test(a_sign_must_stand_between_blanks),
		cmocka_unit_test(other_signs_are_named_with_the_one_to_write),
		cmocka_unit_test(what_is_missing_is_said_where_it_is_missing),
		cmocka_unit_test(comparisons_stand_alone),
		cmocka_unit_test(functions_are_called_as_they_are),
		cmocka_unit_test(depth_and_length_have_a_limit),
		cmocka_unit_test(a_compilations_arrays_grow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
