/*
 * What is refused before the Markdown parser sees it: each limit holds, and holds no more than it says.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "compile/prescan.h"

static struct buf text;

static void
add(const char *what, size_t times)
{
	for (size_t i = 0; i < times; i++)
		buf_text(&text, what);
}

static void
assert_passes(void)
{
	enum prescan_rule rule = PRESCAN_RULES;
	size_t at;

	if (!prescan(buf_view(&text), &rule, &at))
		fail_msg("refused at %zu: %s", at, prescan_limits[rule].what);
	buf_clear(&text);
}

static void
assert_refused(enum prescan_rule want, size_t want_at)
{
	enum prescan_rule rule = PRESCAN_RULES;
	size_t at;

	assert_false(prescan(buf_view(&text), &rule, &at));
	assert_string_equal(prescan_limits[want].what, prescan_limits[rule].what);
	assert_int_equal(want_at, at);
	buf_clear(&text);
}

static void
a_file_of_one_mebibyte_is_read_and_a_larger_one_is_not(void **state)
{
	(void)state;
	add("a line of text\n\n", (1 << 20) / 16);
	assert_passes();
	add("a line of text\n\n", (1 << 20) / 16);
	add("\n", 1);
	assert_refused(PRESCAN_FILE, 0);
}

static void
a_line_may_have_16_kibibytes(void **state)
{
	(void)state;
	add("abc ", 4096);
	assert_passes();
	add("ok\n\n", 1);
	add("abc ", 4096);
	add("x", 1);
	assert_refused(PRESCAN_LINE, 4);
}

static void
a_paragraph_may_have_16_kibibytes(void **state)
{
	(void)state;
	add("fifteen letters\n", 1092);
	assert_passes();
	add("fifteen letters\n", 1093);
	assert_refused(PRESCAN_RUN, 1092 * 16);
}

static void
carriage_returns_make_no_blank_lines(void **state)
{
	(void)state;
	add("fourteen lettr\r\n", 1300);
	assert_refused(PRESCAN_RUN, 1170 * 16);
	add("fifteen letters\r", 1200);
	assert_refused(PRESCAN_RUN, 1092 * 16);
}

static void
list_items_headings_and_fences_begin_anew(void **state)
{
	(void)state;
	add("- fifteen letters\n", 5000);
	add("12. fifteen letters\n", 5000);
	add("## fifteen letters\n", 5000);
	add("```\nfifteen letters\n", 5000);
	assert_passes();
}

static void
a_hash_in_front_of_a_word_is_no_heading(void **state)
{
	(void)state;
	add("#fifteen letters\n", 1200);
	assert_refused(PRESCAN_RUN, 1024 * 17);
}

static void
twenty_markers_may_stand_on_a_line(void **state)
{
	(void)state;
	add("> ", 20);
	add("a\n\n", 1);
	add("- ", 20);
	add("a\n\n", 1);
	assert_passes();
	add("a\n\n", 1);
	add("> ", 15);
	add("1. ", 6);
	add("a\n", 1);
	assert_refused(PRESCAN_MARKERS, 3);
}

static void
a_thematic_break_is_no_deep_list(void **state)
{
	(void)state;
	add("- ", 60);
	add("-\n", 1);
	add("* ", 60);
	add("*\n", 1);
	assert_passes();
}

static void
items_may_be_indented_by_80_columns(void **state)
{
	(void)state;
	add("\t", 20);
	add("- a\n\n", 1);
	add(" ", 200);
	add("code\n", 1);
	assert_passes();
	add("\t", 20);
	add(" - a\n", 1);
	assert_refused(PRESCAN_INDENT, 0);
}

static void
a_paragraph_may_hold_600_opening_brackets(void **state)
{
	(void)state;
	for (int i = 0; i < 3; i++) {
		add("[a] ", 600);
		add("\n\n", 1);
	}
	assert_passes();
	add("[a] ", 300);
	add("\n", 1);
	add("[a] ", 301);
	assert_refused(PRESCAN_BRACKETS, 1201);
}

static void
a_paragraph_may_hold_32_declarations(void **state)
{
	(void)state;
	add("<?<!", 16);
	assert_passes();
	add("<?<!", 16);
	add(" <!", 1);
	assert_refused(PRESCAN_DECLARATIONS, 0);
}

static void
lines_of_dashes_that_open_no_table_are_counted(void **state)
{
	(void)state;
	for (int i = 0; i < 4; i++)
		add("|-|\n|-|-|\n", 1);
	assert_refused(PRESCAN_DELIMITERS, 2 * 10);	/* the fifth of them */
	for (int i = 0; i < 40; i++)
		add("|a|b|\n|-|-|\n|c|d|\n\n", 1);
	assert_passes();
}

static void
a_table_is_no_long_paragraph(void **state)
{
	(void)state;
	add("|a|b|\n|-|-|\n", 1);
	add("|some text|[other](a.md)|\n", 2000);
	assert_passes();
}

static void
tables_have_64_columns_and_60000_cells(void **state)
{
	(void)state;
	add("|a", 64);
	add("|\n", 1);
	add("|-", 64);
	add("|\n", 1);
	assert_passes();
	add("|a", 65);
	add("|\n", 1);
	add("|-", 65);
	add("|\n", 1);
	assert_refused(PRESCAN_COLUMNS, 132);
	add("|a|b|c|d|e|f|g|h|i|j|\n|-|-|-|-|-|-|-|-|-|-|\n", 1);
	add("|x\n", 5999);
	assert_passes();
	add("|a|b|c|d|e|f|g|h|i|j|\n|-|-|-|-|-|-|-|-|-|-|\n", 1);
	add("|x\n", 6000);
	assert_refused(PRESCAN_CELLS, 44 + 5999 * 3);
}

static void
a_line_may_have_128_bars(void **state)
{
	(void)state;
	add("a|", 128);
	assert_passes();
	add("a|", 129);
	assert_refused(PRESCAN_PIPES, 0);
}

static void
a_long_address_may_not_be_used_a_thousand_times(void **state)
{
	(void)state;
	for (int i = 0; i < 1100; i++)
		add("[a] and more\n\n", 1);
	add("[a]: /", 1);
	add("xxxxxxxx", 2000);
	assert_refused(PRESCAN_DEFINITIONS, 1100 * 14);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_of_one_mebibyte_is_read_and_a_larger_one_is_not),
		cmocka_unit_test(a_line_may_have_16_kibibytes),
		cmocka_unit_test(a_paragraph_may_have_16_kibibytes),
		cmocka_unit_test(carriage_returns_make_no_blank_lines),
		cmocka_unit_test(list_items_headings_and_fences_begin_anew),
		cmocka_unit_test(a_hash_in_front_of_a_word_is_no_heading),
		cmocka_unit_test(twenty_markers_may_stand_on_a_line),
		cmocka_unit_test(a_thematic_break_is_no_deep_list),
		cmocka_unit_test(items_may_be_indented_by_80_columns),
		cmocka_unit_test(a_paragraph_may_hold_600_opening_brackets),
		cmocka_unit_test(a_paragraph_may_hold_32_declarations),
		cmocka_unit_test(lines_of_dashes_that_open_no_table_are_counted),
		cmocka_unit_test(a_table_is_no_long_paragraph),
		cmocka_unit_test(tables_have_64_columns_and_60000_cells),
		cmocka_unit_test(a_line_may_have_128_bars),
		cmocka_unit_test(a_long_address_may_not_be_used_a_thousand_times),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	buf_release(&text);
	return failed;
}
