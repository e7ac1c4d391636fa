/*
 * Totals: what each covers, whether it holds, and what may be wrong when it does not.
 */
#include <stdio.h>

#include "table_case.h"

static void
a_total_sums_the_lines_since_the_one_before(void **state)
{
	(void)state;
	compile("Scheme,£k\nBaths,2\nRoads,3\nTotal leisure,5\nBins,7\nTotal streets,7\n");
	assert_check(CHECK_TOTAL, 2, 1, VERDICT_EXACT, 2, "the 2 rows above");
	assert_check(CHECK_TOTAL, 4, 1, VERDICT_EXACT, 1, "the 1 row since “Total leisure”");
}

static void
a_mismatch_says_what_is_stated_and_what_its_rows_make(void **state)
{
	const struct finding *f;

	(void)state;
	compile("Programme,£k\nIndividual authorities,1000\nSocial care,1297\nOther,2050\nTotal,4374\n");
	f = found(DIAG_TOTAL_MISMATCH);
	assert_found_at(DIAG_TOTAL_MISMATCH, 5, 7);
	assert_text(f->message, "total is 4,374; its 3 rows sum to 4,347");
	assert_text(f->label, "stated £4,374k, computed £4,347k, difference £27k");
	assert_text(f->sum.stated, "4374000");
	assert_text(f->sum.computed, "4347000");
	assert_text(f->sum.difference, "27000");
	assert_text(f->sum.unit, "£");
	assert_text(f->help->text, "27 is divisible by 9: two digits may be exchanged (4,347)");
	assert_check(CHECK_TOTAL, 3, 1, VERDICT_MISMATCH, 3, NULL);
}

static void
a_grand_total_sums_the_totals_and_the_lines_under_none(void **state)
{
	(void)state;
	compile("Scheme,£k\nBaths,2\nRoads,3\nTotal leisure,5\nBins,7\nParks,1\nTotal streets,8\n"
		"Reserve,4\nGrand total,17\n");
	assert_nothing_found();
	assert_check(CHECK_TOTAL, 7, 1, VERDICT_EXACT, 3,
		"the 2 totals above and the row that stands under none");
	assert_int_equal(table->rows[7].level, 2);
	assert_int_equal(table->rows[2].level, 1);
}

static void
a_grand_total_beside_a_wrong_subtotal_sums_every_line_once(void **state)
{
	(void)state;
	compile("Scheme,£k\nBaths,20\nRoads,30\nTotal leisure,55\nBins,70\nParks,10\nTotal streets,80\n"
		"Grand total,130\n");
	assert_int_equal(count_of(DIAG_TOTAL_MISMATCH), 1);
	assert_found_at(DIAG_TOTAL_MISMATCH, 4, 15);
	assert_check(CHECK_TOTAL, 6, 1, VERDICT_EXACT, 4, "every line once (4 rows)");
}

static void
a_total_at_the_end_may_name_the_group_that_it_sums(void **state)
{
	(void)state;
	compile("Area,Scheme,£k\nEast,Baths,20\nEast,Roads,31\nWest,Bins,70\nWest,Parks,10\n"
		",Total East,51\n,Total West,80\n,Grand total,131\n");
	assert_null(found(DIAG_TOTAL_MISMATCH));
	assert_check(CHECK_TOTAL, 4, 2, VERDICT_EXACT, 2, "the 2 rows of the group East");
	assert_check(CHECK_TOTAL, 5, 2, VERDICT_EXACT, 2, "the 2 rows of the group West");
	assert_check(CHECK_TOTAL, 6, 2, VERDICT_EXACT, 2, "the 2 totals above");
}

static void
a_total_may_stand_above_its_lines(void **state)
{
	(void)state;
	compile("Service,Posts,Filled\nLibraries,31,30\nFire total,20,16\nCivilian,5,4\nUniform,15,12\nParks,7,7\n");
	assert_nothing_found();
	assert_check(CHECK_TOTAL, 1, 1, VERDICT_EXACT, 2, "the 2 rows below");
}

static void
every_group_may_have_its_total_above(void **state)
{
	(void)state;
	compile("Service,£k\nTotal leisure,50\nBaths,20\nRoads,30\nTotal streets,80\nBins,70\nParks,10\n");
	assert_nothing_found();
	assert_check(CHECK_TOTAL, 0, 1, VERDICT_EXACT, 2, "the 2 rows below");
	assert_check(CHECK_TOTAL, 3, 1, VERDICT_EXACT, 2, "the 2 rows below");
}

static void
a_wrong_total_above_its_lines_is_found(void **state)
{
	(void)state;
	compile("Service,£k\nTotal leisure,53\nBaths,20\nRoads,30\nTotal streets,80\nBins,70\nParks,10\n");
	assert_int_equal(count_of(DIAG_TOTAL_MISMATCH), 1);
	assert_found_at(DIAG_TOTAL_MISMATCH, 2, 15);
}

static void
a_reading_must_serve_every_column(void **state)
{
	(void)state;
	/* since the total before: right in the first column alone */
	compile("Service,2025/26,2026/27\nBaths,20,20\nRoads,30,30\nTotal leisure,50,50\nBins,70,71\n"
		"Total,70,121\n");
	assert_int_equal(count_of(DIAG_TOTAL_MISMATCH), 1);
	assert_int_equal(u.object.ncheck, 4);
}

static void
net_takes_off_what_comes_in(void **state)
{
	(void)state;
	compile("Line,£k\nGross expenditure,1850\nFees and charges,420\nGovernment grants,310\n"
		"Net expenditure,1120\n");
	assert_nothing_found();
	assert_check(CHECK_TOTAL, 3, 1, VERDICT_EXACT, 3,
		"“Gross expenditure” less the 2 rows after it");
	assert_true(u.object.covers[1].subtracted);
	assert_false(u.object.covers[0].subtracted);
	compile("Element,£\nOffer,\"1,937,500\"\nLess cost,\"(412,300)\"\nNet receipt,\"1,525,200\"\n");
	assert_nothing_found();
	assert_check(CHECK_TOTAL, 2, 1, VERDICT_EXACT, 2, "the 2 rows above");
}

static void
net_zero_is_the_name_of_a_line(void **state)
{
	(void)state;
	compile("Fund,£k\nNet zero fund,20\nRoads,30\nTotal,50\n");
	assert_nothing_found();
	assert_int_equal(table->rows[0].kind, ROW_LINE);
}

static void
a_line_that_is_called_a_total_is_read_as_one(void **state)
{
	(void)state;
	compile("Source,2025/26,2026/27\nCouncil tax,100,110\nTotal grants,970,985\nFees,50,60\n"
		"Total revenue,1120,1155\n");
	assert_int_equal(count_of(DIAG_TOTAL_MISMATCH), 0);
	assert_found_at(DIAG_TOTAL_UNCHECKED, 3, 1);
	assert_int_equal(table->rows[1].kind, ROW_LINE);
	assert_check(CHECK_TOTAL, 3, 1, VERDICT_EXACT, 3, "the 3 rows above");
}

static void
an_unlabelled_total_stands_for_its_lines(void **state)
{
	(void)state;
	compile("Cost,July,August\nPayroll,1101,1202\nPensions,355,304\nThis year,1456,1506\n"
		"Last year,540,379\nTotal,1996,1885\n");
	assert_found_at(DIAG_TOTAL_UNLABELLED, 4, 1);
	assert_null(found(DIAG_TOTAL_MISMATCH));
	assert_check(CHECK_TOTAL, 4, 1, VERDICT_EXACT, 2, NULL);
}

static void
rounding_is_by_intervals(void **state)
{
	(void)state;
	compile("Source,£m\nA,29.3\nB,4.3\nC,3.8\nD,1.6\nE,14.4\nTotal,53.5\n");
	assert_check(CHECK_TOTAL, 5, 1, VERDICT_ROUNDING, 5, NULL);
	assert_int_equal(found(DIAG_TOTAL_ROUNDING)->severity, SEVERITY_NOTE);
	assert_int_equal(u.diag.count[SEVERITY_ERROR], 0);
	assert_true(check_at(CHECK_TOTAL, 5, 1)->bound == 3 * decimal_power(5));
	/* six figures of 0.1: at most 0.3 */
	compile("Source,£m\nA,29.3\nB,4.3\nC,3.8\nD,1.6\nE,14.4\nTotal,53.8\n");
	assert_int_equal(count_of(DIAG_TOTAL_MISMATCH), 1);
}

static void
what_is_only_just_possible_is_a_warning(void **state)
{
	(void)state;
	/* nine figures: the bound is 4.5, two standard deviations are 1.73 */
	compile("Line,£k\nA,101\nB,202\nC,303\nD,404\nE,505\nF,606\nG,707\nH,808\nTotal,3638\n");
	assert_int_equal(found(DIAG_TOTAL_ROUNDING)->severity, SEVERITY_WARNING);
	assert_int_equal(u.diag.count[SEVERITY_WARNING], 1);
	assert_int_equal(u.diag.count[SEVERITY_NOTE], 0);
	compile("Line,£k\nA,101\nB,202\nC,303\nD,404\nE,505\nF,606\nG,707\nH,808\nTotal,3637\n");
	assert_int_equal(found(DIAG_TOTAL_ROUNDING)->severity, SEVERITY_NOTE);
}

static void
nothing_is_not_rounded(void **state)
{
	(void)state;
	/* of four lines two are 0: the bound is 1.5 */
	compile("Line,£k\nA,0\nB,-\nC,nil\nD,10\nE,20\nTotal,32\n");
	assert_int_equal(count_of(DIAG_TOTAL_MISMATCH), 1);
	assert_true(check_at(CHECK_TOTAL, 5, 1)->bound == 1500 * decimal_power(0));
}

static void
coarse_figures_widen_the_bound(void **state)
{
	(void)state;
	compile("Line,£\nA,£1.2m\nB,£0.3m\nTotal,\"£1,540,000\"\n");
	assert_check(CHECK_TOTAL, 2, 1, VERDICT_ROUNDING, 2, NULL);
}

static void
a_total_of_what_is_awaited_can_not_be_checked(void **state)
{
	(void)state;
	compile("Line,£k\nA,10\nB,tbc\nTotal,32\n");
	assert_check(CHECK_TOTAL, 2, 1, VERDICT_UNCHECKED, 2, NULL);
	assert_found_at(DIAG_TOTAL_UNCHECKED, 4, 7);
	assert_null(found(DIAG_TOTAL_MISMATCH));
}

static void
the_row_that_was_left_out_is_named(void **state)
{
	(void)state;
	compile("Line,£k\nRoads,1250\nBaths,318\nSchools,4611\nTotal,5861\n");
	assert_helps(found(DIAG_TOTAL_MISMATCH), "“Baths” (318) may have been left out");
	compile("Line,£k\nRoads,1250\nBaths,318\nSchools,4611\nTotal,6497\n");
	assert_helps(found(DIAG_TOTAL_MISMATCH), "“Baths” (318) may have been counted twice");
	compile("Line,£k\nRoads,1250\nBaths,(318)\nSchools,4611\nTotal,6179\n");
	assert_helps(found(DIAG_TOTAL_MISMATCH), "“Baths” may have the wrong sign: −318 for 318");
}

static void
digits_exchanged_in_a_line_are_named(void **state)
{
	(void)state;
	compile("Line,£k\nRoads,1520\nBaths,318\nSchools,4611\nTotal,6179\n");
	assert_helps(found(DIAG_TOTAL_MISMATCH), "two digits of “Roads” may be exchanged: 1,520 for 1,250");
}

static void
slips_of_the_unit_and_of_a_digit_are_named(void **state)
{
	(void)state;
	compile("Line,£k\nRoads,1250\nBaths,318\nTotal,1568000\n");
	assert_helps(found(DIAG_TOTAL_MISMATCH), "1,000 times too large");
	compile("Line,£k\nRoads,1250\nBaths,318\nTotal,1668\n");
	assert_helps(found(DIAG_TOTAL_MISMATCH), "one digit of the total may be wrong: 1,668 for 1,568");
	compile("Line,£k\nRoads,1250\nBaths,318\nTotal,158\n");
	assert_helps(found(DIAG_TOTAL_MISMATCH), "a digit of the total may be missing: 158 for 1,568");
	compile("Line,£k\nRoads,1250000\nBaths,318\nTotal,1568\n");
	assert_helps(found(DIAG_TOTAL_MISMATCH), "“Roads” may be 1,000 times too large, in another unit: 1,250,000 for 1,250");
}

static void
a_subtotal_counted_as_a_line_is_named(void **state)
{
	(void)state;
	compile("Line,£k\nRoads,1250\nBaths,318\nSubtotal,1568\nSchools,4611\nTotal,7747\n");
	assert_helps(found(DIAG_TOTAL_MISMATCH), "“Subtotal” (1,568) may have been counted");
}

/* Homes is 4,347: its row and its column are off by the same. */
static void
a_figure_that_spoils_its_row_and_its_column_is_the_cause_of_both(void **state)
{
	const struct finding *f;

	(void)state;
	compile("Line,2025/26 £k,2026/27 £k,Total £k\nHomes,4374,4411,8758\nCare,1250,1301,2551\n"
		"Meals,612,640,1252\nTotal,6209,6352,12561\n");
	f = found(DIAG_ROW_TOTAL_MISMATCH);
	assert_text(f->help->text, "two digits of “2025/26” may be exchanged: 4,374 for 4,347");
	assert_null(f->help->next);
	f = found(DIAG_TOTAL_MISMATCH);
	assert_text(f->help->text, "two digits of “Homes” may be exchanged: 4,374 for 4,347");
	assert_null(f->help->next);
	assert_text(f->related->message, "Homes");
	assert_text(f->related->next->message, "this fails for the same reason");
	assert_int_equal(f->related->next->at.line, 2);
}

static void
a_figure_that_several_sums_agree_on_needs_no_slip(void **state)
{
	(void)state;
	compile("Line,North £k,South £k,Total £k\nHomes,4444,4411,8758\nCare,1250,1301,2551\n"
		"Meals,612,640,1252\nTotal,6209,6352,12561\n");
	assert_text(found(DIAG_TOTAL_MISMATCH)->help->text,
		"“Homes” may be wrong: with 4,347 for 4,444 all 2 sums that it is in would hold");
}

static void
a_row_left_out_explains_every_column(void **state)
{
	(void)state;
	compile("Line,2025/26 £k,2026/27 £k\nHomes,4347,4411\nCare,900,960\nMeals,612,640\nTotal,4959,5051\n");
	assert_int_equal(count_of(DIAG_TOTAL_MISMATCH), 2);
	assert_text(found(DIAG_TOTAL_MISMATCH)->help->text,
		"“Care” (900) may have been left out of the total");
	assert_null(found(DIAG_TOTAL_MISMATCH)->help->next);
}

static void
last_years_figure_is_named(void **state)
{
	(void)state;
	compile("Line,2025/26 £k,2026/27 £k\nHomes,4347,4411\nCare,913,960\nMeals,612,640\nTotal,5872,5872\n");
	assert_text(found(DIAG_TOTAL_MISMATCH)->help->text, "the total repeats the 5,872 of “2025/26”: "
		"the figure of another year may have been left in; 6,011 would fit");
	compile("Line,2025/26 £k,2026/27 £k\nHomes,4347,4411\nCare,913,913\nMeals,612,640\nTotal,5872,6035\n");
	assert_text(found(DIAG_TOTAL_MISMATCH)->help->text, "“Care” repeats the 913 of “2025/26”: "
		"the figure of another year may have been left in; 984 would fit");
}

static void
a_row_that_the_table_lacks_is_told_by_its_amounts(void **state)
{
	(void)state;
	compile("Line,2025/26 £k,2026/27 £k,Total £k\nHomes,4347,4411,8758\nMeals,612,640,1252\n"
		"Total,6209,6352,12561\n");
	assert_text(found(DIAG_TOTAL_MISMATCH)->help->text, "a row may be missing from the table: "
		"1,250 in “2025/26”, 1,301 in “2026/27”, 2,551 in “Total”");
}

static void
pounds_with_pence_were_not_rounded(void **state)
{
	const struct finding *f;

	(void)state;
	compile("Line,£\nHomes,4347.20\nCare,913.55\nMeals,612.10\nTotal,5872.84\n");
	f = found(DIAG_TOTAL_ROUNDING);
	assert_int_equal(f->severity, SEVERITY_WARNING);
	assert_text(f->message, "total is 5,872.84; its 3 rows sum to 5,872.85: "
		"rounding could explain it, but the table's figures do not look rounded");
	assert_check(CHECK_TOTAL, 3, 1, VERDICT_ROUNDING, 3, NULL);
}

/* Of rounded figures so many sums are not all exact; the one that is off by 2 is a slip. */
static void
where_all_sums_are_exact_but_one_that_one_is_a_slip(void **state)
{
	static const char right[] = "Line,A £,B £,C £,D £,Total £\nP,12345,23456,34567,45671,116039\n"
		"Q,1002,2003,3004,4005,10014\nR,551,662,773,884,2870\nS,9017,8016,7015,6014,30062\n"
		"T,2216,3327,4438,5549,15530\nU,10,20,30,40,100\n";
	char text[500];

	(void)state;
	snprintf(text, sizeof(text), "%sTotal,25141,37484,49827,62163,174615\n", right);
	compile(text);
	assert_nothing_found();
	snprintf(text, sizeof(text), "%sTotal,25143,37484,49827,62163,174617\n", right);
	compile(text);
	assert_int_equal(count_of(DIAG_TOTAL_ROUNDING), 2);
	assert_int_equal(found(DIAG_TOTAL_ROUNDING)->severity, SEVERITY_WARNING);
	compile("Line,A £,B £\nP,1234,2345\nQ,552,663\nTotal,1787,3008\n");
	assert_int_equal(found(DIAG_TOTAL_ROUNDING)->severity, SEVERITY_NOTE);
}

static void
assert_verdict(const char *text, const char *sidecar, enum verdict verdict)
{
	compile_with(text, sidecar);
	assert_int_equal(u.object.ncheck, 1);
	assert_int_equal(u.object.checks[0].verdict, verdict);
}

/* Half a unit for the total and half for each figure that is not 0, and not a step more. */
static void
the_bound_is_exact(void **state)
{
	(void)state;
	assert_verdict("L,£k\nA,10\nB,20\nC,30\nTotal,62\n", NULL, VERDICT_ROUNDING);
	assert_verdict("L,£k\nA,10\nB,20\nC,30\nTotal,63\n", NULL, VERDICT_MISMATCH);
	assert_verdict("L,£k\nA,10\nB,0\nC,-\nTotal,11\n", NULL, VERDICT_ROUNDING);
	assert_verdict("L,£k\nA,10\nB,0\nC,-\nTotal,12\n", NULL, VERDICT_MISMATCH);
	assert_verdict("L,£k\nA,(10)\nB,30\nTotal,21\n", NULL, VERDICT_ROUNDING);
	assert_verdict("L,£k\nA,(10)\nB,30\nTotal,22\n", NULL, VERDICT_MISMATCH);
	/* two figures to the nearest £0.1m and a total to the pound: £100,000.50 */
	assert_verdict("L,£\nA,£1.2m\nB,£0.3m\nTotal,\"£1,600,000\"\n", NULL, VERDICT_ROUNDING);
	assert_verdict("L,£\nA,£1.2m\nB,£0.3m\nTotal,\"£1,600,001\"\n", NULL, VERDICT_MISMATCH);
}

/* Two standard deviations: 3 * 2 * 2 is 12, one for each of 11 lines and the total. */
static void
likely_ends_at_two_standard_deviations(void **state)
{
	(void)state;
	compile("L,£k\nA,5\nB,5\nC,5\nD,5\nE,5\nF,5\nG,5\nH,5\nI,5\nJ,5\nK,5\nTotal,57\n");
	assert_int_equal(found(DIAG_TOTAL_ROUNDING)->severity, SEVERITY_NOTE);
	compile("L,£k\nA,5\nB,5\nC,5\nD,5\nE,5\nF,5\nG,5\nH,5\nI,5\nJ,5\nTotal,52\n");
	assert_int_equal(found(DIAG_TOTAL_ROUNDING)->severity, SEVERITY_WARNING);
}

static void
a_tolerance_is_kept_to_the_pound(void **state)
{
	(void)state;
	assert_verdict("L,£k\nA,10\nB,20\nTotal,31\n", "tolerance: exact\n", VERDICT_MISMATCH);
	assert_verdict("L,£k\nA,10\nB,20\nTotal,30\n", "tolerance: exact\n", VERDICT_EXACT);
	assert_verdict("L,£\nA,1000\nB,2000\nTotal,3500\n", "tolerance: £500\n", VERDICT_ROUNDING);
	assert_verdict("L,£\nA,1000\nB,2000\nTotal,3501\n", "tolerance: £500\n", VERDICT_MISMATCH);
}

/* £k and £m in one column are scaled; the sum is exact whatever they are written in. */
static void
scales_are_mixed_exactly(void **state)
{
	(void)state;
	assert_verdict("L,£\nA,£1.25m\nB,£250k\nC,£500\nTotal,\"£1,500,500\"\n", NULL, VERDICT_EXACT);
	assert_verdict("L,£\nA,£1.25bn\nB,£250m\nTotal,£1.5bn\n", NULL, VERDICT_EXACT);
}

static void
a_column_total_is_checked_in_every_row(void **state)
{
	const struct finding *f;

	(void)state;
	compile("Scheme £k,2026/27,2027/28,Total\nBaths,1,2,3\nRoads,10,20,33\nParks,100,200,300\n"
		"Total,111,222,336\n");
	f = found(DIAG_ROW_TOTAL_MISMATCH);
	assert_int_equal(count_of(DIAG_ROW_TOTAL_MISMATCH), 2);
	assert_found_at(DIAG_ROW_TOTAL_MISMATCH, 3, 13);
	assert_text(f->message, "row total is 33; its 2 columns sum to 30");
	assert_check(CHECK_ROW_TOTAL, 2, 3, VERDICT_EXACT, 2, "the 2 columns before it");
	assert_true(table->columns[3].is_total);
}

static void
a_second_total_column_begins_anew(void **state)
{
	(void)state;
	compile("Post,A,B,Total,C,D,Total of C and D\nX,1,2,3,4,5,9\nY,6,7,13,8,9,17\nZ,1,1,2,1,1,2\n");
	assert_null(found(DIAG_ROW_TOTAL_MISMATCH));
	assert_check(CHECK_ROW_TOTAL, 1, 6, VERDICT_EXACT, 2, "the 2 columns before it");
}

static void
percentages_and_rates_are_not_added(void **state)
{
	(void)state;
	compile("Ward,Homes,Average rent £,Share %\nEast,10,500,40\nWest,15,600,60\nTotal,25,560,100\n");
	assert_nothing_found();
	assert_non_null(check_at(CHECK_TOTAL, 2, 1));
	assert_null(check_at(CHECK_TOTAL, 2, 2));
	assert_null(check_at(CHECK_TOTAL, 2, 3));
}

static void
a_column_total_of_something_else_is_no_error_of_every_row(void **state)
{
	(void)state;
	compile("Ward,Homes,Flats,Total\nA,10,50,4000\nB,15,60,6000\nC,1,2,5000\nD,5,5,7000\n");
	assert_null(found(DIAG_ROW_TOTAL_MISMATCH));
	assert_found_at(DIAG_TOTAL_UNCHECKED, 1, 18);
}

static void
a_group_without_the_subtotal_of_its_siblings_is_a_warning(void **state)
{
	(void)state;
	compile("Area,Scheme,£k\nEast,Baths,20\nEast,Roads,30\nEast,Total East,50\nWest,Bins,70\n"
		"West,Parks,10\nWest,Total West,80\nNorth,Mills,1\nNorth,Quays,2\n,Grand total,133\n");
	assert_int_equal(count_of(DIAG_TOTAL_MISSING), 1);
	assert_found_at(DIAG_TOTAL_MISSING, 9, 7);
	assert_null(found(DIAG_TOTAL_MISMATCH));
}

static void
amounts_in_two_currencies_are_not_added_in_silence(void **state)
{
	(void)state;
	compile("Grant,£\nHome,£100\nEurope,€200\nTotal,£300\n");
	assert_found_at(DIAG_UNIT_MIXED, 3, 8);
}

static void
a_blank_among_lines_is_told_once(void **state)
{
	(void)state;
	compile("Line,£k\nA,10\nB,\nSubtotal,10\nC,5\nD,6\nGrand total,21\n");
	assert_int_equal(count_of(DIAG_AMOUNT_BLANK), 1);
	assert_found_at(DIAG_AMOUNT_BLANK, 3, 3);
}

static void
a_share_of_the_total_is_no_total(void **state)
{
	(void)state;
	compile("Line,2025/26,2026/27\nA,10,11\nB,20,21\nTotal,30,32\nTotal as share of budget,4.1,4.2\n");
	assert_nothing_found();
	assert_int_equal(table->rows[3].kind, ROW_LINE);
}

static void
a_total_of_a_later_page_is_not_compared_with_that_page(void **state)
{
	(void)state;
	compile("Budget by service (continued)\nService,2025/26 £k,2026/27 £k\nRoads,10,20\nBaths,11,21\n"
		"Total,500,600\n");
	assert_null(found(DIAG_TOTAL_MISMATCH));
	assert_int_equal(count_of(DIAG_TOTAL_UNCHECKED), 1);
	assert_check(CHECK_TOTAL, 2, 1, VERDICT_UNCHECKED, 0, NULL);
}

static void
totals_in_welsh_are_totals(void **state)
{
	(void)state;
	compile("Cynllun,£k\nFfyrdd,10\nParciau,20\nCyfanswm,31\n");
	assert_int_equal(table->rows[2].kind, ROW_TOTAL);
	assert_int_equal(u.object.ncheck, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_total_sums_the_lines_since_the_one_before),
		cmocka_unit_test(a_mismatch_says_what_is_stated_and_what_its_rows_make),
		cmocka_unit_test(a_grand_total_sums_the_totals_and_the_lines_under_none),
		cmocka_unit_test(a_grand_total_beside_a_wrong_subtotal_sums_every_line_once),
		cmocka_unit_test(a_total_at_the_end_may_name_the_group_that_it_sums),
		cmocka_unit_test(a_total_may_stand_above_its_lines),
		cmocka_unit_test(every_group_may_have_its_total_above),
		cmocka_unit_test(a_wrong_total_above_its_lines_is_found),
		cmocka_unit_test(a_reading_must_serve_every_column),
		cmocka_unit_test(net_takes_off_what_comes_in),
		cmocka_unit_test(net_zero_is_the_name_of_a_line),
		cmocka_unit_test(a_line_that_is_called_a_total_is_read_as_one),
		cmocka_unit_test(an_unlabelled_total_stands_for_its_lines),
		cmocka_unit_test(rounding_is_by_intervals),
		cmocka_unit_test(what_is_only_just_possible_is_a_warning),
		cmocka_unit_test(nothing_is_not_rounded),
		cmocka_unit_test(coarse_figures_widen_the_bound),
		cmocka_unit_test(a_total_of_what_is_awaited_can_not_be_checked),
		cmocka_unit_test(the_row_that_was_left_out_is_named),
		cmocka_unit_test(digits_exchanged_in_a_line_are_named),
		cmocka_unit_test(slips_of_the_unit_and_of_a_digit_are_named),
		cmocka_unit_test(a_subtotal_counted_as_a_line_is_named),
		cmocka_unit_test(a_figure_that_spoils_its_row_and_its_column_is_the_cause_of_both),
		cmocka_unit_test(a_figure_that_several_sums_agree_on_needs_no_slip),
		cmocka_unit_test(a_row_left_out_explains_every_column),
		cmocka_unit_test(last_years_figure_is_named),
		cmocka_unit_test(a_row_that_the_table_lacks_is_told_by_its_amounts),
		cmocka_unit_test(pounds_with_pence_were_not_rounded),
		cmocka_unit_test(where_all_sums_are_exact_but_one_that_one_is_a_slip),
		cmocka_unit_test(the_bound_is_exact),
		cmocka_unit_test(likely_ends_at_two_standard_deviations),
		cmocka_unit_test(a_tolerance_is_kept_to_the_pound),
		cmocka_unit_test(scales_are_mixed_exactly),
		cmocka_unit_test(a_column_total_is_checked_in_every_row),
		cmocka_unit_test(a_second_total_column_begins_anew),
		cmocka_unit_test(percentages_and_rates_are_not_added),
		cmocka_unit_test(a_column_total_of_something_else_is_no_error_of_every_row),
		cmocka_unit_test(a_group_without_the_subtotal_of_its_siblings_is_a_warning),
		cmocka_unit_test(amounts_in_two_currencies_are_not_added_in_silence),
		cmocka_unit_test(a_blank_among_lines_is_told_once),
		cmocka_unit_test(a_share_of_the_total_is_no_total),
		cmocka_unit_test(a_total_of_a_later_page_is_not_compared_with_that_page),
		cmocka_unit_test(totals_in_welsh_are_totals),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_release(&arena);
	return failed;
}
