/*
 * Tables of the text: what a cell says, which of its small print is a note's mark, and where its records stand.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "compile/text_table.h"

static struct arena arena;

static void
assert_line(const char *text, const char *wanted)
{
	struct str got = text_line_of(&arena, str_of(text));

	assert_string_equal(arena_copy(&arena, got.at, got.len), wanted);
}

static void
a_cell_is_one_line_without_blanks_around_it(void **state)
{
	(void)state;
	assert_line("", "");
	assert_line(" \n\t", "");
	assert_line("  1 234\n", "1 234");
	assert_line("\u00a0Carried\u00a0\u2009over\r\n  here ", "Carried over here");
}

static void
small_print_behind_an_amount_is_a_mark(void **state)
{
	static const struct {
		const char *before, *small;
		bool is_mark;
	} cases[] = {
		{ "1,234", "2", true },  { "(1,234)", "a", true }, { "12%", "*", true },
		{ "£13m", "2", true },   { "680k", "†", true },    { "1,234", "(b)", true },
		{ "1", "st", false },    { "2", "nd", false },     { "m", "2", false },
		{ "Area in m", "2", false }, { "", "1", false },   { "5", "", false },
		{ "Grant", "1", false }, { "14 m", "2", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(text_is_mark(str_of(cases[i].before), str_of(cases[i].small)),
			cases[i].is_mark);
}

static struct compilation unit;

static uint32_t
check(const char *const *cells, uint32_t width, uint32_t count)
{
	struct text_sheet sheet;

	unit = (struct compilation){ .arena = &arena, .source = { .path = STR("r.md") } };
	diag_init(&unit.diag, &arena);
	*unit_add_definition(&unit) = (struct definition){ .kind = DEFINITION_TABLE, .id = STR("t") };
	text_sheet_begin(&sheet);
	for (uint32_t i = 0; i < count; i++) {
		if (i % width == 0)
			text_sheet_row(&sheet, 10 + i / width);
		text_sheet_cell(&sheet, str_of(cells[i]),
			(struct place){ STR("r.md"), 10 + i / width, 1 + i % width * 8, 4 });
	}
	return text_sheet_check(&sheet, &unit, 0, STR_NONE);
}

static void
sums_are_found_and_stand_where_their_cells_do(void **state)
{
	static const char *const cells[] = { "Item", "£k", "A", "1", "B", "2", "Total", "4" };

	(void)state;
	assert_int_equal(check(cells, 2, 8), 0);
	assert_int_equal(unit.object.ncheck, 1);
	assert_int_equal(unit.object.checks[0].verdict, VERDICT_ROUNDING);	/* of whole thousands */

	struct table t = object_text_table(&unit.object, 0);

	assert_int_equal(t.nrow, 3);
	assert_int_equal(t.rows[2].record, 4);
	assert_int_equal(table_line(&t, 2, 1), 13);
	assert_int_equal(t.cells[5].column, 9);
}

static void
what_holds_no_amounts_is_not_kept(void **state)
{
	static const char *const cells[] = { "Risk", "Owner", "Fire", "A. Person", "Fire", "", "", "=x" };

	(void)state;
	assert_int_equal(check(cells, 2, 8), OBJECT_NONE);
	assert_int_equal(unit.object.ntext_table, 0);
	assert_null(unit.diag.first);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_cell_is_one_line_without_blanks_around_it),
		cmocka_unit_test(small_print_behind_an_amount_is_a_mark),
		cmocka_unit_test(sums_are_found_and_stand_where_their_cells_do),
		cmocka_unit_test(what_holds_no_amounts_is_not_kept),
	};

	arena_init(&arena);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
