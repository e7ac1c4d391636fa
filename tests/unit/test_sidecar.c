/*
 * Sidecars: what they settle of a table, and what they want checked.
 */
#include "table_case.h"

static void
the_sidecar_gives_title_unit_label_and_group(void **state)
{
	(void)state;
	compile_with("Title in the file\nCode,Cluster,Programme,Amount\n1,East,Roads,12\n2,West,Baths,18\n",
		"title: Allocation\nunit: £k\nlabel: Programme\ngroup: Cluster\nnotes: As agreed\n");
	assert_nothing_found();
	assert_text(table->title, "Allocation");
	assert_text(table->notes[0], "Title in the file");
	assert_int_equal(table->nnote, 1);
	assert_text(object_text(&u.object, "notes"), "As agreed");	/* may hold links: a datum */
	assert_int_equal(table->columns[2].kind, COLUMN_LABEL);
	assert_int_equal(table->columns[1].kind, COLUMN_GROUP);
	assert_text(table->rows[1].group, "West");
	assert_int_equal(table->columns[3].unit.scale, 3);
}

static void
a_name_that_the_table_lacks_is_found_in_the_sidecar(void **state)
{
	(void)state;
	compile_with("Programme,Amount £k\nRoads,12\n", "title: x\nlabel: Programe\n");
	assert_found_at(DIAG_SIDECAR_MISMATCH, 2, 8);
	assert_text(found(DIAG_SIDECAR_MISMATCH)->at.file, "budgets/t.csv.yaml");
	assert_helps(found(DIAG_SIDECAR_MISMATCH), "Programme");
	compile_with("Programme,Amount £k\nRoads,12\n", "rows:\n  Total road: {sum_of: Roads}\n");
	assert_int_equal(count_of(DIAG_SIDECAR_MISMATCH), 1);
}

static void
a_row_alone_is_its_amount_and_not_its_share(void **state)
{
	(void)state;
	compile_with("Cluster,Programme,£k,Share %\nPlaces,Roads,12,40\nPlaces,Baths,18,60\n,Grand total,30,100\n",
		"label: Programme\ngroup: Cluster\ncolumns:\n  Share: {sums_to: 100}\n"
		"rules:\n  - roads + baths = grand-total\n  - grand-total <= £30k\n");
	assert_nothing_found();
}

static void
a_columns_formula_is_checked_in_every_row(void **state)
{
	const struct finding *f;

	(void)state;
	compile_with("Service,Budget,Forecast,Variance\nRoads,100,110,10\nBaths,50,45,5\nTotal,150,155,5\n",
		"unit: £k\ncolumns:\n  Variance: {formula: Forecast - Budget}\n");
	f = found(DIAG_FORMULA_MISMATCH);
	assert_int_equal(count_of(DIAG_FORMULA_MISMATCH), 1);
	assert_found_at(DIAG_FORMULA_MISMATCH, 3, 13);
	assert_text(f->message, "Variance is 5; Forecast - Budget gives −5");
	assert_text(f->sum.difference, "10000");
	assert_check(CHECK_FORMULA, 0, 3, VERDICT_EXACT, 2, "Forecast - Budget");
	assert_int_equal(u.object.nreference, 0);
	assert_int_equal(u.object.nop, 0);
}

static void
a_share_is_a_formula_within_rounding(void **state)
{
	(void)state;
	compile_with("Rating,Number,Share %\nGood,27,54\nFair,14,28\nPoor,9,22\n",
		"columns:\n  Share: {formula: Number / 50 * 100}\n");
	assert_int_equal(count_of(DIAG_FORMULA_MISMATCH), 1);
	assert_found_at(DIAG_FORMULA_MISMATCH, 4, 8);
}

static void
shares_make_their_whole_within_rounding(void **state)
{
	(void)state;
	compile_with("Rating,Share %\nGood,33\nFair,33\nPoor,33\n", "columns:\n  Share: {sums_to: 100}\n");
	assert_null(found(DIAG_SHARE_MISMATCH));
	assert_check(CHECK_SHARE, 2, 1, VERDICT_ROUNDING, 3, "every line of Share");
	compile_with("Rating,Share %\nGood,33\nFair,33\nPoor,30\n", "columns:\n  Share: {sums_to: 100}\n");
	assert_int_equal(count_of(DIAG_SHARE_MISMATCH), 1);
}

static void
sum_of_settles_what_a_total_covers(void **state)
{
	(void)state;
	compile_with("Area,Scheme,£k\nEast,Baths,20\nEast,Roads,30\nWest,Bins,70\nWest,Parks,10\n,Regional,60\n",
		"rows:\n  Regional: {sum_of: [East, Parks]}\n");
	assert_nothing_found();
	assert_check(CHECK_TOTAL, 4, 2, VERDICT_EXACT, 3, "the 3 rows that the sidecar names");
	assert_int_equal(table->rows[4].kind, ROW_TOTAL);
	compile_with("Scheme,£k\nBaths,20\nRoads,30\nBins,70\nTotal,120\n", "rows:\n  Total: {sum_of: [Baths, Roads]}\n");
	assert_int_equal(count_of(DIAG_TOTAL_MISMATCH), 1);
}

static void
a_rule_inside_the_table_is_checked_here(void **state)
{
	const struct finding *f;

	(void)state;
	compile_with("Line,2025/26 £k,2026/27 £k\nSpending,100,110\nFunding,(60),(65)\nRequirement,40,44\n",
		"rules:\n  - requirement/2025-26 = spending/2025-26 + funding/2025-26\n"
		"  - requirement/2026-27 = spending/2026-27 + funding/2026-27\n"
		"  - spending/2026-27 >= spending/2025-26\n");
	assert_int_equal(count_of(DIAG_RULE_BROKEN), 0);	/* 44 for 45: within rounding */
	assert_int_equal(u.object.ncheck, 3);
	assert_int_equal(u.object.nrule, 0);
	compile_with("Line,£k\nSpending,100\nFunding,60\nGap,45\n", "rules:\n  - gap = spending - funding\n");
	f = found(DIAG_RULE_BROKEN);
	assert_non_null(f);
	assert_text(f->at.file, "budgets/t.csv.yaml");
	assert_int_equal(f->at.line, 2);
	assert_text(f->sum.difference, "5000");
}

static void
a_rule_that_names_another_table_is_the_linkers(void **state)
{
	(void)state;
	compile_with("Line,£k\nA,100\nB,60\nGrand total,160\n",
		"tolerance: £500\nrules:\n  - grand-total = /budgets/funding.csv#total\n  - a >= b\n");
	assert_nothing_found();
	assert_int_equal(u.object.nrule, 1);
	assert_int_equal(u.object.nreference, 2);
	assert_text(u.object.references[1].path, "budgets/funding.csv");
	assert_true(u.object.rules[0].has_tolerance);
	assert_true(u.object.rules[0].tolerance.value == 500 * decimal_power(0));
	assert_int_equal(u.object.rules[0].line, 3);
}

static void
an_address_that_the_table_lacks_is_named_with_the_nearest(void **state)
{
	(void)state;
	compile_with("Line,£k\nSpending,100\nFunding,60\n", "rules:\n  - spendng = 100000\n");
	assert_found_at(DIAG_SIDECAR_MISMATCH, 2, 5);
	assert_helps(found(DIAG_SIDECAR_MISMATCH), "spending");
	compile_with("Line,Budget,Gap\nRoads,100,60\n", "columns:\n  Gap: {formula: Budgt - 40}\n");
	assert_int_equal(count_of(DIAG_SIDECAR_MISMATCH), 1);
	assert_helps(found(DIAG_SIDECAR_MISMATCH), "budget");
}

static void
the_tolerance_decides_what_may_differ(void **state)
{
	static const char text[] = "Source,£m\nA,29.3\nB,4.3\nC,3.8\nTotal,37.5\n";

	(void)state;
	compile_with(text, "tolerance: exact\n");
	assert_int_equal(count_of(DIAG_TOTAL_MISMATCH), 1);
	compile_with(text, "tolerance: £200k\n");
	assert_check(CHECK_TOTAL, 3, 1, VERDICT_ROUNDING, 3, NULL);
	compile_with(text, "tolerance: £50k\n");
	assert_int_equal(count_of(DIAG_TOTAL_MISMATCH), 1);
	compile_with(text, "tolerance: rounding\n");
	assert_int_equal(count_of(DIAG_TOTAL_ROUNDING), 1);
	compile_with(text, "tolerance: nearly\n");
	assert_found_at(DIAG_FIELD_TYPE, 1, 12);
}

static void
a_columns_unit_and_kind_go_before_what_is_seen(void **state)
{
	(void)state;
	compile_with("Scheme,Ref,Budget,Rate\nA,100,5,6\nB,200,7,8\nTotal,,12,\n",
		"unit: £k\ncolumns:\n  Ref: {kind: text}\n  Rate: {unit: \"%\"}\n");
	assert_nothing_found();
	assert_int_equal(table->columns[1].kind, COLUMN_TEXT);
	assert_int_equal(table->columns[3].unit.unit, UNIT_PERCENT);
	assert_int_equal(table->columns[2].unit.scale, 3);
}

static void
a_unit_that_is_none_is_an_error(void **state)
{
	(void)state;
	compile_with("Scheme,Budget\nA,100\n", "unit: groats\n");
	assert_found_at(DIAG_FIELD_TYPE, 1, 7);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_sidecar_gives_title_unit_label_and_group),
		cmocka_unit_test(a_name_that_the_table_lacks_is_found_in_the_sidecar),
		cmocka_unit_test(a_row_alone_is_its_amount_and_not_its_share),
		cmocka_unit_test(a_columns_formula_is_checked_in_every_row),
		cmocka_unit_test(a_share_is_a_formula_within_rounding),
		cmocka_unit_test(shares_make_their_whole_within_rounding),
		cmocka_unit_test(sum_of_settles_what_a_total_covers),
		cmocka_unit_test(a_rule_inside_the_table_is_checked_here),
		cmocka_unit_test(a_rule_that_names_another_table_is_the_linkers),
		cmocka_unit_test(an_address_that_the_table_lacks_is_named_with_the_nearest),
		cmocka_unit_test(the_tolerance_decides_what_may_differ),
		cmocka_unit_test(a_columns_unit_and_kind_go_before_what_is_seen),
		cmocka_unit_test(a_unit_that_is_none_is_an_error),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_release(&arena);
	return failed;
}
