/*
 * Tables: headers, titles, notes, columns, units, rows and cells.
 */
#include <stdio.h>

#include "table_case.h"

static const struct table_cell *
cell(uint32_t row, uint32_t column)
{
	assert_true(row < table->nrow && column < table->ncolumn);
	return &table->cells[(size_t)row * table->ncolumn + column];
}

static void
the_header_names_columns_without_their_unit(void **state)
{
	(void)state;
	compile("Programme,2026/27 £k,Share %\nBaths,12,40\nRoads,18,60\n");
	assert_nothing_found();
	assert_int_equal(table->ncolumn, 3);
	assert_int_equal(table->columns[0].kind, COLUMN_LABEL);
	assert_text(table->columns[1].name, "2026/27");
	assert_text(table->columns[1].slug, "2026-27");
	assert_int_equal(table->columns[1].unit.unit, UNIT_POUND);
	assert_int_equal(table->columns[1].unit.scale, 3);
	assert_int_equal(table->columns[2].unit.unit, UNIT_PERCENT);
	assert_true(cell(0, 1)->amount.value == 12 * decimal_power(3));
	assert_int_equal(cell(0, 1)->column, 7);
}

static void
years_are_names_of_columns_and_no_amounts(void **state)
{
	(void)state;
	compile("Scheme,2025,2026\nBaths,12,40\n");
	assert_nothing_found();
	assert_int_equal(table->nrow, 1);
	assert_text(table->columns[1].name, "2025");
}

static void
years_down_the_side_are_names_of_rows(void **state)
{
	(void)state;
	compile("Year,Cases\n2024,12\n2025,40\n");
	assert_nothing_found();
	assert_int_equal(table->columns[0].kind, COLUMN_LABEL);
	assert_text(table->rows[1].label, "2025");
}

static void
titles_stand_above_the_header_and_notes_below_the_rows(void **state)
{
	(void)state;
	compile("Capital programme (£m)\nAs agreed in May\n\nScheme,2026/27\nBaths,12\nRoads,4\n\n"
		"Figures are rounded, and may not sum\n");
	assert_nothing_found();
	assert_text(table->title, "Capital programme (£m)");
	assert_int_equal(table->nrow, 2);
	assert_int_equal(table->nnote, 2);
	assert_text(table->notes[0], "As agreed in May");
	assert_text(table->notes[1],
		"Figures are rounded, and may not sum");
	assert_int_equal(table->columns[1].unit.scale, 6);
}

static void
a_line_that_has_no_amount_is_no_note(void **state)
{
	(void)state;
	compile("Scheme,£k\nBaths,12\nRoads,\n");
	assert_int_equal(table->nrow, 2);
	assert_int_equal(table->nnote, 0);
}

static void
several_header_rows_are_joined_and_upper_ones_spread(void **state)
{
	(void)state;
	compile(",2025/26,,2026/27,\nService,Budget,Actual,Budget,Actual\nRoads,1,2,3,4\n");
	assert_nothing_found();
	assert_text(table->columns[1].name, "2025/26 Budget");
	assert_text(table->columns[2].name, "2025/26 Actual");
	assert_text(table->columns[4].name, "2026/27 Actual");
	assert_int_equal(table->nrow, 1);
}

static void
a_row_of_units_belongs_to_the_header(void **state)
{
	(void)state;
	compile("Service,Budget,Share\n,£k,%\nRoads,1,2\n");
	assert_nothing_found();
	assert_text(table->columns[1].name, "Budget");
	assert_int_equal(table->columns[1].unit.scale, 3);
	assert_int_equal(table->columns[2].unit.unit, UNIT_PERCENT);
}

static void
blank_rows_and_columns_and_comments_are_dropped(void **state)
{
	(void)state;
	compile("Scheme,,£k,\n,,,\n# checked in May\nBaths,,12,\n\nRoads,,4,\n");
	assert_nothing_found();
	assert_int_equal(table->ncolumn, 2);
	assert_int_equal(table->columns[1].field, 3);
	assert_int_equal(table->nrow, 2);
	assert_int_equal(table->rows[1].record, 6);
	assert_int_equal(table->rows[1].line, 6);
}

static void
the_numbers_of_an_export_are_no_header(void **state)
{
	(void)state;
	compile("0,1,2\n,July,August\nRoads,7,8\n");
	assert_nothing_found();
	assert_text(table->columns[1].name, "July");
	assert_int_equal(table->nrow, 1);
}

static void
a_table_that_begins_with_amounts_lacks_its_header(void **state)
{
	(void)state;
	compile("Roads,7,8\nBaths,1,2\n");
	assert_found_at(DIAG_HEADER_MISSING, 1, 1);
	assert_int_equal(table->nrow, 2);
}

static void
an_empty_file_is_no_table(void **state)
{
	(void)state;
	compile("\n\n");
	assert_int_equal(count_of(DIAG_HEADER_MISSING), 1);
}

static void
amounts_without_a_name_can_not_be_quoted(void **state)
{
	(void)state;
	compile("Scheme,£k,\nBaths,12,3\n");
	assert_found_at(DIAG_HEADER_MISSING, 1, 11);
}

static void
two_columns_of_one_name_are_an_error_unless_their_units_differ(void **state)
{
	(void)state;
	compile("Scheme,Budget,Budget\nBaths,12,3\n");
	assert_found_at(DIAG_HEADER_REPEATED, 1, 15);
	compile("Scheme,Share £k,Share %\nBaths,12,3\n");
	assert_null(found(DIAG_HEADER_REPEATED));
}

static void
a_repeated_name_before_the_names_of_rows_is_a_group(void **state)
{
	(void)state;
	compile("Cluster,Programme,£k\nPlace,Roads,1\nPlace,Bins,2\nPeople,Baths,3\nPeople,Schools,4\n");
	assert_nothing_found();
	assert_int_equal(table->columns[0].kind, COLUMN_GROUP);
	assert_int_equal(table->columns[1].kind, COLUMN_LABEL);
	assert_text(table->rows[3].group_slug, "people");
}

static void
a_group_may_be_named_once_for_the_rows_below(void **state)
{
	(void)state;
	compile("Cluster,Programme,£k\nPlace,Roads,1\n,Bins,2\nPeople,Baths,3\n,Schools,4\n,Grand total,10\n");
	assert_nothing_found();
	assert_text(table->rows[1].group, "Place");
	assert_text(table->rows[3].group, "People");
	assert_text(table->rows[4].group, "");
}

static void
a_name_without_amounts_heads_the_rows_below_it(void **state)
{
	(void)state;
	compile("Service,2025/26,2026/27\nPlace,,\nRoads,1,2\nTotal Place,1,2\nPeople,,\nBaths,3,4\n");
	assert_int_equal(table->rows[0].kind, ROW_HEADING);
	assert_text(table->rows[1].group, "Place");
	assert_int_equal(table->rows[3].kind, ROW_HEADING);
	assert_text(table->rows[4].group, "People");
}

static void
a_blank_amount_among_lines_is_no_heading(void **state)
{
	(void)state;
	compile("Scheme,£k\nBaths,12\nReorganisation,\nRoads,4\nTotal,16\n");
	assert_int_equal(table->rows[1].kind, ROW_LINE);
	assert_found_at(DIAG_AMOUNT_BLANK, 3, 16);
	assert_int_equal(count_of(DIAG_AMOUNT_BLANK), 1);
}

static void
the_header_said_again_is_no_row(void **state)
{
	(void)state;
	compile("Service,July,August\nRoads,1,2\nService,July,August\nBaths,3,4\n");
	assert_nothing_found();
	assert_int_equal(table->nrow, 2);
}

static void
an_amount_that_can_not_be_read_is_named_with_what_it_looks_like(void **state)
{
	(void)state;
	compile("Scheme,2025/26,2026/27\nBaths,1O0,\"0,4\"\nRoads,1,2\nBins,3,4\n");
	assert_int_equal(count_of(DIAG_AMOUNT_UNREADABLE), 2);
	assert_found_at(DIAG_AMOUNT_UNREADABLE, 2, 7);
	assert_helps(found(DIAG_AMOUNT_UNREADABLE), "100");
	assert_helps(found(DIAG_AMOUNT_UNREADABLE)->next, "0.4");
}

static void
marks_are_kept_apart(void **state)
{
	(void)state;
	compile("Scheme,£k\nA,1\nB,tbc\nC,n/a\nD,-\nE,nil\nF,\nG,exempt\n");
	assert_int_equal(cell(1, 1)->kind, AMOUNT_AWAITED);
	assert_int_equal(cell(2, 1)->kind, AMOUNT_ABSENT);
	assert_int_equal(cell(3, 1)->kind, AMOUNT_DASH);
	assert_int_equal(cell(4, 1)->kind, AMOUNT_NIL);
	assert_int_equal(cell(5, 1)->kind, AMOUNT_BLANK);
	assert_int_equal(cell(6, 1)->kind, AMOUNT_WITHHELD);
	assert_null(found(DIAG_AMOUNT_UNREADABLE));
}

static void
a_row_is_ragged_unless_its_surplus_is_empty(void **state)
{
	(void)state;
	compile("Scheme,£k\nBaths,1,234\nRoads,5,\n");
	assert_int_equal(count_of(DIAG_ROW_RAGGED), 1);
	assert_found_at(DIAG_ROW_RAGGED, 2, 9);
	compile("Scheme,Ward,£k\nBaths,1\nRoads,All,5\n");
	assert_found_at(DIAG_ROW_RAGGED, 2, 1);
}

static void
a_text_that_a_spreadsheet_would_run_is_a_warning(void **state)
{
	(void)state;
	compile("Scheme,£k\n=cmd|x,1\n- Roads,2\n");
	assert_int_equal(count_of(DIAG_FORMULA_CELL), 1);
	assert_found_at(DIAG_FORMULA_CELL, 2, 1);
}

static void
only_money_must_say_its_unit(void **state)
{
	(void)state;
	compile("Service,Budget,Forecast\nRoads,1000,2000\n");
	assert_int_equal(count_of(DIAG_UNIT_MISSING), 1);
	compile("Ward,Pupils,Homes\nPriory,1000,2000\n");
	assert_null(found(DIAG_UNIT_MISSING));
	compile("Service,Budget,Forecast\nRoads,\"£1,000\",2000\n");
	assert_null(found(DIAG_UNIT_MISSING));
}

static void
cells_that_bring_their_unit_give_it_to_the_column(void **state)
{
	(void)state;
	compile("Reserve,Closing,Change\nGeneral,\"£1,000\",5%\nOther,£500,7%\n");
	assert_int_equal(table->columns[1].unit.unit, UNIT_POUND);
	assert_int_equal(table->columns[2].unit.unit, UNIT_PERCENT);
}

static void
two_rows_of_one_name_are_a_warning_within_one_group(void **state)
{
	(void)state;
	compile("Scheme,£k\nBaths,1\nBaths,2\n");
	assert_found_at(DIAG_ROW_REPEATED, 3, 1);
	compile("Area,Scheme,£k\nEast,Baths,1\nEast,Roads,1\nWest,Baths,2\nWest,Roads,3\n");
	assert_null(found(DIAG_ROW_REPEATED));
}

static void
an_amount_too_large_to_hold_is_an_error(void **state)
{
	(void)state;
	compile("Scheme,£\nBaths,99999999999999999999999999999999999\nRoads,1\n");
	assert_found_at(DIAG_AMOUNT_OVERFLOW, 2, 7);
}

static void
a_table_of_texts_has_no_amounts(void **state)
{
	(void)state;
	compile("Risk,Probability,Action\nDelay,Low,Meet often\nCost,High,Watch it\n");
	assert_nothing_found();
	assert_int_equal(table->nrow, 2);
	assert_int_equal(table->columns[0].kind, COLUMN_LABEL);
	assert_int_equal(table->columns[2].kind, COLUMN_TEXT);
}

static void
more_than_256_columns_are_too_many(void **state)
{
	char text[4096];
	size_t len = 0;

	(void)state;
	for (int row = 0; row < 2; row++) {
		for (int i = 0; i < 300; i++)
			len += (size_t)snprintf(text + len, sizeof(text) - len, row ? "%s%d" : "%sc%d", i ? "," : "", i);
		text[len++] = '\n';
	}
	text[len] = '\0';
	compile(text);
	assert_int_equal(count_of(DIAG_TOO_LARGE), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_header_names_columns_without_their_unit),
		cmocka_unit_test(years_are_names_of_columns_and_no_amounts),
		cmocka_unit_test(years_down_the_side_are_names_of_rows),
		cmocka_unit_test(titles_stand_above_the_header_and_notes_below_the_rows),
		cmocka_unit_test(a_line_that_has_no_amount_is_no_note),
		cmocka_unit_test(several_header_rows_are_joined_and_upper_ones_spread),
		cmocka_unit_test(a_row_of_units_belongs_to_the_header),
		cmocka_unit_test(blank_rows_and_columns_and_comments_are_dropped),
		cmocka_unit_test(the_numbers_of_an_export_are_no_header),
		cmocka_unit_test(a_table_that_begins_with_amounts_lacks_its_header),
		cmocka_unit_test(an_empty_file_is_no_table),
		cmocka_unit_test(amounts_without_a_name_can_not_be_quoted),
		cmocka_unit_test(two_columns_of_one_name_are_an_error_unless_their_units_differ),
		cmocka_unit_test(a_repeated_name_before_the_names_of_rows_is_a_group),
		cmocka_unit_test(a_group_may_be_named_once_for_the_rows_below),
		cmocka_unit_test(a_name_without_amounts_heads_the_rows_below_it),
		cmocka_unit_test(a_blank_amount_among_lines_is_no_heading),
		cmocka_unit_test(the_header_said_again_is_no_row),
		cmocka_unit_test(an_amount_that_can_not_be_read_is_named_with_what_it_looks_like),
		cmocka_unit_test(marks_are_kept_apart),
		cmocka_unit_test(a_row_is_ragged_unless_its_surplus_is_empty),
		cmocka_unit_test(a_text_that_a_spreadsheet_would_run_is_a_warning),
		cmocka_unit_test(only_money_must_say_its_unit),
		cmocka_unit_test(cells_that_bring_their_unit_give_it_to_the_column),
		cmocka_unit_test(two_rows_of_one_name_are_a_warning_within_one_group),
		cmocka_unit_test(an_amount_too_large_to_hold_is_an_error),
		cmocka_unit_test(a_table_of_texts_has_no_amounts),
		cmocka_unit_test(more_than_256_columns_are_too_many),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_release(&arena);
	return failed;
}
