/*
 * Columns that are worked out of others: found by their headers and all rows together.
 */
#include "table_case.h"

static void
a_variance_is_found_and_a_slip_in_it(void **state)
{
	(void)state;
	compile("Service,Budget £k,Actual £k,Variance £k\nRoads,100,110,10\nBaths,50,45,-5\n"
		"Parks,200,205,6\nBins,40,40,0\nLibraries,80,99,91\n");
	assert_check(CHECK_FORMULA, 0, 3, VERDICT_EXACT, 2, "Actual less Budget");
	assert_check(CHECK_FORMULA, 2, 3, VERDICT_ROUNDING, 2, NULL);
	assert_check(CHECK_FORMULA, 4, 3, VERDICT_MISMATCH, 2, NULL);
	assert_int_equal(count_of(DIAG_FORMULA_MISMATCH), 1);
	assert_found_at(DIAG_FORMULA_MISMATCH, 6, 17);
	assert_text(found(DIAG_FORMULA_MISMATCH)->message,
		"Variance is 91; Actual less Budget gives 19");
}

static void
it_may_be_the_other_way_round(void **state)
{
	(void)state;
	compile("Service,Budget £,Spend £,Under/(over) £\nRoads,1000,1100,(100)\nBaths,500,450,50\n"
		"Parks,2000,2050,(50)\n");
	assert_nothing_found();
	assert_check(CHECK_FORMULA, 0, 3, VERDICT_EXACT, 2, "Budget less Spend");
}

static void
income_may_have_the_sign_of_what_is_good(void **state)
{
	(void)state;
	compile("Line,Budget £,Forecast £,Variance £\nPay,5000,5200,200\nSupplies,2000,1900,-100\n"
		"Fees,3000,2800,200\nGrants,500,600,-100\n");
	assert_nothing_found();
	assert_check(CHECK_FORMULA, 2, 3, VERDICT_EXACT, 2, "Budget less Forecast");
}

static void
a_single_sign_among_many_is_a_slip(void **state)
{
	(void)state;
	compile("Line,Budget £,Forecast £,Variance £\nPay,5000,5200,200\nSupplies,2000,1900,-100\n"
		"Premises,3000,2800,-200\nTravel,500,600,100\nPost,700,800,-100\n");
	assert_int_equal(count_of(DIAG_FORMULA_MISMATCH), 1);
	assert_found_at(DIAG_FORMULA_MISMATCH, 6, 14);
}

static void
years_change_and_percentages_are_checked_as_they_are_written(void **state)
{
	(void)state;
	compile("Line,2024/25 £,2025/26 £,Change £,Change %\nA,1000,1234,234,23\nB,2000,1500,-500,-25\n"
		"C,8000,8850,850,10.6\nD,7000,7700,700,10\nE,4000,4200,200,9\n");
	assert_check(CHECK_FORMULA, 0, 3, VERDICT_EXACT, 2, "2025/26 less 2024/25");
	assert_check(CHECK_FORMULA, 0, 4, VERDICT_ROUNDING, 2,
		"2025/26 less 2024/25, as a share of 2024/25");
	assert_int_equal(count_of(DIAG_FORMULA_MISMATCH), 1);
	assert_found_at(DIAG_FORMULA_MISMATCH, 6, 17);
	assert_text(found(DIAG_FORMULA_MISMATCH)->message,
		"Change is 9%; 2025/26 less 2024/25, as a share of 2024/25 gives 5%");
}

static void
shares_of_a_total_and_of_a_budget(void **state)
{
	(void)state;
	compile("Ward,Budget £,Spent £,% spent,% of total\nEast,1000,500,50,15.6\nWest,2000,500,25,15.6\n"
		"North,4000,2200,55,68.8\nTotal,7000,3200,45.7,100\n");
	assert_nothing_found();
	assert_check(CHECK_FORMULA, 2, 3, VERDICT_EXACT, 2, "Spent as a share of Budget");
	assert_check(CHECK_FORMULA, 0, 4, VERDICT_ROUNDING, 2, "Spent as a share of its total");
}

static void
a_closing_balance_is_what_was_there_and_came_and_went(void **state)
{
	(void)state;
	compile("Reserve,Opening £k,Additions £k,Uses £k,Closing £k\nGeneral,8600,400,0,9000\n"
		"Budget,5150,0,1250,3900\nRoads,3240,750,1180,2810\nInsurance,1975,300,260,2051\n");
	assert_check(CHECK_FORMULA, 2, 4, VERDICT_EXACT, 3, "Opening + Additions - Uses");
	assert_int_equal(count_of(DIAG_FORMULA_MISMATCH), 1);
	assert_found_at(DIAG_FORMULA_MISMATCH, 5, 24);
}

static void
outgoings_written_as_less_than_nothing_are_added(void **state)
{
	(void)state;
	compile("Reserve,Balance 1 April £k,Transfers in £k,Transfers out £k,Balance 31 March £k\n"
		"General,8600,400,0,9000\nBudget,5150,0,(1250),3900\nRoads,3240,750,(1180),2810\n");
	assert_nothing_found();
	assert_check(CHECK_FORMULA, 2, 4, VERDICT_EXACT, 3, NULL);
}

static void
what_remains_of_a_budget(void **state)
{
	(void)state;
	compile("Ward,Budget £,Spent £,Committed £,Remaining £\nA,1000,400,100,500\nB,1000,250,250,500\n"
		"C,1000,900,0,100\nD,1000,100,300,700\nE,2000,1000,500,500\n");
	assert_check(CHECK_FORMULA, 0, 4, VERDICT_EXACT, 3, "Budget - Spent - Committed");
	assert_int_equal(count_of(DIAG_FORMULA_MISMATCH), 1);
	assert_found_at(DIAG_FORMULA_MISMATCH, 5, 16);
}

static void
averages_and_running_totals(void **state)
{
	(void)state;
	compile("Site,April,May,June,Average\nPool,10,20,30,20\nGym,5,5,8,6\nHall,7,8,9,8\n");
	assert_nothing_found();
	assert_check(CHECK_FORMULA, 0, 4, VERDICT_EXACT, 3, "the average of the 3 columns before it");
	compile("Month,Spend £,Cumulative £\nApril,1000,1000\nMay,2000,3000\nJune,1500,4500\nJuly,10,4510\n");
	assert_nothing_found();
	assert_check(CHECK_FORMULA, 2, 2, VERDICT_EXACT, 2, "the row above plus Spend");
}

static void
a_header_that_only_sounds_like_it_says_nothing(void **state)
{
	(void)state;
	compile("Area,Under 18,18 to 64,Over 65,Total\nEast,10,20,5,35\nWest,11,31,9,51\nNorth,4,9,2,15\n");
	assert_nothing_found();
	assert_null(check_at(CHECK_FORMULA, 0, 3));
	compile("Service,Budget £,Actual £,Change since May £\nRoads,1000,1100,7\nBaths,500,450,-3\n"
		"Parks,2000,2050,12\nBins,100,90,4\n");
	assert_nothing_found();
	compile("Service,Budget £,Actual £,Variance £\nRoads,1000,1100,100\n");
	assert_null(check_at(CHECK_FORMULA, 0, 3));
}

static void
what_is_still_to_come_is_counted_as_unchecked(void **state)
{
	(void)state;
	compile("Service,Budget £,Actual £,Variance £\nRoads,1000,1100,100\nBaths,500,450,-50\n"
		"Parks,2000,tbc,n/a\nBins,,30,30\n");
	assert_nothing_found();
	assert_check(CHECK_FORMULA, 2, 3, VERDICT_UNCHECKED, 2, "Actual less Budget");
}

static void
the_sidecar_goes_before(void **state)
{
	(void)state;
	compile_with("Service,Budget £,Actual £,Variance £\nRoads,1000,1100,100\nBaths,500,450,-50\n"
		"Parks,2000,2060,60\n", "columns:\n  Variance: {formula: Budget - Actual}\n");
	assert_int_equal(count_of(DIAG_FORMULA_MISMATCH), 3);
}

static void
shares_of_a_hundred_need_no_sidecar(void **state)
{
	(void)state;
	compile("Rating,Share %\nGood,54.2\nFair,27.6\nPoor,18.1\nTotal,100\n");
	assert_int_equal(count_of(DIAG_SHARE_MISMATCH), 0);
	assert_check(CHECK_SHARE, 3, 1, VERDICT_ROUNDING, 3, "every line of Share");
	compile("Rating,Share %\nGood,54\nFair,22\nPoor,18\nTotal,100\n");
	assert_int_equal(count_of(DIAG_SHARE_MISMATCH), 1);
	compile("School,Attendance %\nA,94\nB,96\nTotal,100\n");
	assert_nothing_found();
	compile("School,% complete\nA,60\nB,50\nTotal,100\n");
	assert_nothing_found();
}

static void
a_total_of_columns_may_name_them(void **state)
{
	(void)state;
	compile("Area,2025/26 Pay £,2025/26 Other £,2026/27 Pay £,2026/27 Other £,Total 2025/26 £,Total 2026/27 £\n"
		"A,1000,200,1100,210,1200,1310\nB,2000,300,2100,310,2300,2410\nC,50,60,70,80,110,151\n");
	assert_check(CHECK_ROW_TOTAL, 0, 5, VERDICT_EXACT, 2,
		"the 2 columns that “Total 2025/26” names");
	assert_check(CHECK_ROW_TOTAL, 1, 6, VERDICT_EXACT, 2, NULL);
	compile("Area,Pay budget £,Other budget £,Pay spent £,Other spent £,Total budget £,Total spent £\n"
		"A,1000,200,1100,210,1200,1310\nB,2000,300,2100,310,2300,2410\nC,500,600,700,800,1100,1550\n");
	assert_int_equal(count_of(DIAG_ROW_TOTAL_MISMATCH), 1);
	assert_found_at(DIAG_ROW_TOTAL_MISMATCH, 4, 24);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_variance_is_found_and_a_slip_in_it),
		cmocka_unit_test(it_may_be_the_other_way_round),
		cmocka_unit_test(income_may_have_the_sign_of_what_is_good),
		cmocka_unit_test(a_single_sign_among_many_is_a_slip),
		cmocka_unit_test(years_change_and_percentages_are_checked_as_they_are_written),
		cmocka_unit_test(shares_of_a_total_and_of_a_budget),
		cmocka_unit_test(a_closing_balance_is_what_was_there_and_came_and_went),
		cmocka_unit_test(outgoings_written_as_less_than_nothing_are_added),
		cmocka_unit_test(what_remains_of_a_budget),
		cmocka_unit_test(averages_and_running_totals),
		cmocka_unit_test(a_header_that_only_sounds_like_it_says_nothing),
		cmocka_unit_test(what_is_still_to_come_is_counted_as_unchecked),
		cmocka_unit_test(the_sidecar_goes_before),
		cmocka_unit_test(shares_of_a_hundred_need_no_sidecar),
		cmocka_unit_test(a_total_of_columns_may_name_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
