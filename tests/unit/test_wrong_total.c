/*
 * Wrong totals that some reading fits by chance: each has to be found all the same.
 */
#include <stdio.h>

#include "table_case.h"

static const struct {
	const char *why, *text;
	uint32_t    line;	/* of the wrong total */
} wrong[] = {
	{ "it equals its last line, which is the sum of the others",
		"S,£k\nA,30\nB,40\nC,70\nTotal,70\n", 5 },
	{ "it equals its first line", "S,£k\nA,500\nB,300\nTotal,500\n", 4 },
	{ "it is nothing", "S,£k\nA,500\nB,300\nTotal,0\n", 4 },
	{ "it equals a line, and the grand total is right",
		"S,£k\nA,500\nB,300\nTotal people,300\nC,20\nTotal,820\n", 4 },
	{ "the grand total is right without it",
		"S,£k\nA,500\nB,300\nTotal people,800\nC,100\nD,200\nTotal places,850\nGrand total,1100\n", 7 },
	{ "it repeats the grand total, and names a group",
		"S,£k\nPeople,\nA,500\nB,300\nTotal people,800\nPlaces,\nC,100\nD,200\nTotal places,1100\nTotal,1100\n", 9 },
	{ "four of five rows below make it within rounding",
		"S,£k,£m\nTotal estates,43,43\nA,2,12\nB,22,7\nC,20,20\nD,0,3\nE,20,1\nTotal leisure,117,36\nF,100,20\nG,17,16\n", 2 },
	{ "the last three of four rows make it in both columns, one of them within rounding",
		"S,2025 £k,2026 £k\nA,304,153\nTotal bins,304,153\nB,83,0\nC,93,11\nD,29,16\nE,78,48\nTotal fleet,198,75\n"
		"F,30,75\nGrand total,532,303\n", 8 },
	{ "its only total differs from it by as much as rounding of two figures",
		"S,£k\nA,7\nB,7\nTotal north,14\nC,21\nD,30\nTotal south,51\nGrand total,61\n", 8 },
	{ "every line once comes nearer than its totals, which make the same",
		"S,£k\nA,1\nB,2\nC,3\nD,4\nE,5\nF,6\nTotal north,21\nG,1\nH,2\nI,3\nJ,4\nK,5\nL,6\nTotal south,21\nTotal,46\n", 16 },
	{ "with the total above the heading it is within rounding",
		"S,£k\nIncome,\nA,5\nB,2\nC,12\nTotal,19\nSpending,\nD,-8\nE,10\nF,3\nTotal,23\n", 11 },
	{ "it is a total of totals, and the next one holds without it",
		"S,£k\nA,86083\nB,29606\nSubtotal,115689\nC,7966\nD,71543\nSubtotal,79509\nTotal leisure,62544\nE,85670\n"
		"F,32792\nSubtotal,118462\nGrand total,313660\n", 8 },
	{ "it stands above its lines, as the totals before it",
		"S,£k\nTotal places,2930\nA,1449\nB,1481\nTotal culture,2849\nC,1515\nD,1211\nTotal digital,1809\nE,106\nF,1703\n", 5 },
	{ "it is the grand total and leaves out the first group, in both columns",
		"S,2025 £k,2026 £k\nA,100,200\nB,150,250\nTotal roads,250,450\nC,300,310\nD,20,30\n"
		"Total leisure,320,340\nGrand total,320,340\n", 8 },
	{ "it is the last and leaves out the first of the groups of a column",
		"G,S,£k\nPeople,A,4500\nPeople,B,3200\nPeople,Total,7700\nPlace,C,1250\nPlace,D,2100\n"
		"Place,Total,3350\nFire,E,1111\nFire,F,2222\nFire,Total,3333\nTotal,,6683\n", 11 },
	{ "it is net of two rows that are taken off, and of nothing that they are taken off from",
		"S,2025 £k,2026 £k\nA,4100,4350\nB,5200,5060\nTotal expenditure,9300,9410\nLess: fees,1200,1250\n"
		"Less: grants,3400,3550\nNet budget,-4600,-4800\n", 7 },
	{ "the table says page 2, and states less than its rows make",
		"Budget (continued),,\nS,2025 £k,2026 £k\nA,500,510\nB,300,310\nTotal,500,520\n", 5 },
};

static void
a_wrong_total_is_found_though_a_reading_fits_by_chance(void **state)
{
	unsigned missed = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		bool any = false;

		compile(wrong[i].text);
		for (const struct finding *f = u.diag.first; f; f = f->next)
			any = any || (f->code == DIAG_TOTAL_MISMATCH && f->at.line == wrong[i].line);
		if (!any)
			printf("not found: %s\n", wrong[i].why);
		missed += !any;
	}
	assert_int_equal(missed, 0);
}

static void
the_last_total_of_a_later_page_is_said_to_sum_earlier_ones(void **state)
{
	(void)state;
	compile("Budget (continued),,,,\nS,2025 £k,2026 £k,2027 £k,Fines £k\nA,500,510,520,2\nB,300,310,320,3\nTotal,9000,9500,9600,5\n");
	assert_null(found(DIAG_TOTAL_MISMATCH));
	assert_found_at(DIAG_TOTAL_UNCHECKED, 5, 1);
}

static void
a_part_with_a_header_of_its_own_begins_anew(void **state)
{
	(void)state;
	compile("Receipts,July £m,Aug £m\nTaxes,20,30\nFees,5,6\nAll receipts,27,38\nPayments,July £m,Aug £m\nStaff,10,11\n"
		"Fuel,3,4\nTotal payments,13,15\n");
	assert_check(CHECK_TOTAL, 5, 1, VERDICT_EXACT, 2, NULL);
	assert_check(CHECK_TOTAL, 5, 2, VERDICT_EXACT, 2, NULL);
}

static void
the_last_lines_of_several_may_have_a_total(void **state)
{
	(void)state;
	compile("Tax,Q1 £m,Q2 £m,Q3 £m,Q4 £m\nProperty,31,42,53,64\nWages,170,218,148,254\nRefunds,(45),(58),(40),(66)\n"
		"Total wages,125,160,108,188\nSales,36,35,15,16\nTotal,192,237,176,268\n");
	assert_null(found(DIAG_TOTAL_MISMATCH));
	assert_check(CHECK_TOTAL, 3, 1, VERDICT_EXACT, 2, NULL);
	assert_check(CHECK_TOTAL, 5, 1, VERDICT_EXACT, 3, NULL);
}

static void
another_column_may_say_which_row_is_the_total(void **state)
{
	(void)state;
	compile("Tax,2025 £,2026 £,Kind\nProperty,700,710,current\nProperty,50,60,prior\nProperty,750,770,total\n"
		"Fees,20,30,total\nTotal,770,900,total\n");
	assert_check(CHECK_TOTAL, 2, 1, VERDICT_EXACT, 2, NULL);
	assert_check(CHECK_TOTAL, 4, 1, VERDICT_EXACT, 2, NULL);
	assert_found_at(DIAG_TOTAL_MISMATCH, 6, 11);
	assert_int_equal(count_of(DIAG_TOTAL_MISMATCH), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_wrong_total_is_found_though_a_reading_fits_by_chance),
		cmocka_unit_test(the_last_total_of_a_later_page_is_said_to_sum_earlier_ones),
		cmocka_unit_test(a_part_with_a_header_of_its_own_begins_anew),
		cmocka_unit_test(the_last_lines_of_several_may_have_a_total),
		cmocka_unit_test(another_column_may_say_which_row_is_the_total),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
