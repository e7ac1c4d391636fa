/*
 * CSV: fields and where they stand, delimiters, and what is no CSV.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "compile/csv.h"

static struct arena arena;
static struct diag diag;
static struct source source;
static struct csv csv;

static bool
read_bytes(struct str text, bool lone)
{
	arena_release(&arena);
	arena_init(&arena);
	diag_init(&diag, &arena);
	source_init(&source, STR("budgets/t.csv"), text, &arena);
	return csv_read(&source, lone, &arena, &diag, &csv);
}

static bool
read_text(const char *text)
{
	return read_bytes(str_of(text), false);
}

static struct place
place(uint32_t record, uint32_t n)
{
	assert_true(record < csv.nrecord);
	assert_true(n < csv_record(&csv, record).fields);
	return csv_place(&csv, record, n);
}

static void
assert_field(uint32_t record, uint32_t n, const char *text, uint32_t line, uint32_t column)
{
	struct place at = place(record, n);
	struct str given = csv_text(&csv, record, n);

	assert_string_equal(arena_copy(&arena, given.at, given.len), text);
	assert_int_equal(at.line, line);
	assert_int_equal(at.column, column);
}

static void
assert_malformed(uint32_t line, uint32_t column)
{
	assert_non_null(diag.first);
	assert_int_equal(diag.first->code, DIAG_CSV_MALFORMED);
	assert_int_equal(diag.first->at.line, line);
	assert_int_equal(diag.first->at.column, column);
	assert_non_null(diag.first->help);
}

static void
fields_know_their_line_and_column(void **state)
{
	(void)state;
	assert_true(read_text("Scheme,£k\nBaths,1\n"));
	assert_int_equal(csv.nrecord, 2);
	assert_field(0, 1, "£k", 1, 8);
	assert_field(1, 0, "Baths", 2, 1);
	assert_field(1, 1, "1", 2, 7);
	assert_int_equal(place(1, 0).width, 5);
}

static void
a_quoted_field_begins_at_its_quotation_mark(void **state)
{
	(void)state;
	assert_true(read_text("a,\"1,234\",b\n\"say \"\"no\"\"\",x\n"));
	assert_field(0, 1, "1,234", 1, 3);
	assert_int_equal(place(0, 1).width, 7);
	assert_field(0, 2, "b", 1, 11);
	assert_field(1, 0, "say \"no\"", 2, 1);
	assert_field(1, 1, "x", 2, 14);
}

static void
columns_are_counted_in_characters(void **state)
{
	(void)state;
	assert_true(read_text("Café £,\"£1,000\",z\n"));
	assert_field(0, 1, "£1,000", 1, 8);
	assert_field(0, 2, "z", 1, 17);
}

static void
a_field_may_go_over_lines(void **state)
{
	(void)state;
	assert_true(read_text("a,\"first\nsecond, third\",b\nc,d\n"));
	assert_int_equal(csv.nrecord, 2);
	assert_field(0, 1, "first\nsecond, third", 1, 3);
	assert_field(0, 2, "b", 2, 16);
	assert_field(1, 0, "c", 3, 1);
	assert_int_equal(csv_record(&csv, 1).line, 3);
}

static void
blanks_around_a_field_are_no_part_of_it(void **state)
{
	(void)state;
	assert_true(read_text("  a  , \"b\" ,\xc2\xa0" "c\n"));
	assert_field(0, 0, "a", 1, 3);
	assert_int_equal(place(0, 0).width, 1);
	assert_field(0, 1, "b", 1, 8);
	assert_field(0, 2, "c", 1, 13);
}

static void
blank_lines_and_comments_are_records_too(void **state)
{
	(void)state;
	assert_true(read_text("a,b\n\n# said \"so, and\n1,2\n"));
	assert_int_equal(csv.nrecord, 4);
	assert_int_equal(csv_record(&csv, 1).fields, 0);
	assert_true(csv_record(&csv, 2).is_comment);
	assert_field(3, 1, "2", 4, 3);
}

static void
a_number_sign_alone_is_a_columns_name(void **state)
{
	(void)state;
	assert_true(read_text("#,Scheme\n1,Baths\n"));
	assert_false(csv_record(&csv, 0).is_comment);
	assert_field(0, 0, "#", 1, 1);
}

static void
any_line_end_will_do(void **state)
{
	(void)state;
	assert_true(read_text("a,b\r\n1,2\r3,4"));
	assert_int_equal(csv.nrecord, 3);
	assert_field(1, 1, "2", 2, 3);
	assert_field(2, 1, "4", 3, 3);
}

static void
the_first_lines_show_the_delimiter(void **state)
{
	(void)state;
	assert_true(read_text("Scheme;2026/27\nBaths;1,234\nRoads;5,678\n"));
	assert_int_equal(csv.delimiter, ';');
	assert_field(1, 1, "1,234", 2, 7);
	assert_true(read_text("Scheme\t£k\nBaths, Lenholt\t12\n"));
	assert_int_equal(csv.delimiter, '\t');
	assert_field(1, 1, "12", 2, 16);
	assert_true(read_text("A title; with a semicolon\nScheme,£k\nBaths,12\n"));
	assert_int_equal(csv.delimiter, ',');
}

static void
a_quotation_mark_that_is_never_closed_is_named_where_it_opens(void **state)
{
	(void)state;
	assert_false(read_text("a,b\n1,\"2\n3,4\n5,6\n"));
	assert_malformed(2, 3);
}

static void
text_behind_a_closing_quotation_mark_is_no_csv(void **state)
{
	(void)state;
	assert_false(read_text("a,b\nx,\"one\" two\n"));
	assert_malformed(2, 3);
	assert_non_null(diag.first->related);
	assert_int_equal(diag.first->related->at.column, 7);
}

static void
a_quotation_mark_within_a_plain_field_is_no_csv(void **state)
{
	(void)state;
	assert_false(read_text("a,b\nx,5\" pipe\n"));
	assert_malformed(2, 4);
}

static void
empty_fields_are_kept_and_counted(void **state)
{
	(void)state;
	assert_true(read_text("a,,b,\n"));
	assert_int_equal(csv_record(&csv, 0).fields, 4);
	assert_field(0, 1, "", 1, 3);
	assert_field(0, 3, "", 1, 6);
}

static void
a_field_of_more_than_32_kib_is_too_large_and_a_file_alone_is_read_on(void **state)
{
	static char long_text[40000];

	(void)state;
	memset(long_text, 'x', sizeof(long_text) - 1);
	assert_false(read_text(long_text));
	assert_int_equal(diag.first->code, DIAG_TOO_LARGE);
	assert_true(read_bytes(str_of(long_text), true));
	assert_int_equal(diag.first->code, DIAG_TOO_LARGE);
	assert_null(diag.first->next);
}

static void
an_empty_file_has_no_records(void **state)
{
	(void)state;
	assert_true(read_text(""));
	assert_int_equal(csv.nrecord, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_know_their_line_and_column),
		cmocka_unit_test(a_quoted_field_begins_at_its_quotation_mark),
		cmocka_unit_test(columns_are_counted_in_characters),
		cmocka_unit_test(a_field_may_go_over_lines),
		cmocka_unit_test(blanks_around_a_field_are_no_part_of_it),
		cmocka_unit_test(blank_lines_and_comments_are_records_too),
		cmocka_unit_test(a_number_sign_alone_is_a_columns_name),
		cmocka_unit_test(any_line_end_will_do),
		cmocka_unit_test(the_first_lines_show_the_delimiter),
		cmocka_unit_test(a_quotation_mark_that_is_never_closed_is_named_where_it_opens),
		cmocka_unit_test(text_behind_a_closing_quotation_mark_is_no_csv),
		cmocka_unit_test(a_quotation_mark_within_a_plain_field_is_no_csv),
		cmocka_unit_test(empty_fields_are_kept_and_counted),
		cmocka_unit_test(a_field_of_more_than_32_kib_is_too_large_and_a_file_alone_is_read_on),
		cmocka_unit_test(an_empty_file_has_no_records),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_release(&arena);
	return failed;
}
