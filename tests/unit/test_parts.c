/*
 * Which cells a total is the sum of, as its table's markup says it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "link/parts.h"

#define ROWS    8
#define COLUMNS 4

static struct arena arena;
static struct object object;
static struct table_column columns[COLUMNS];
static struct table_row rows[ROWS];
static struct table_cell cells[ROWS * COLUMNS];
static struct check checks[8];
static struct cover covers[64];
static uint32_t shown[ROWS];
static struct parts parts;

static int
set_up(void **state)
{
	(void)state;
	arena_init(&arena);
	memset(columns, 0, sizeof columns);
	memset(rows, 0, sizeof rows);
	memset(cells, 0, sizeof cells);
	for (uint32_t i = 0; i < COLUMNS; i++)
		columns[i].kind = i ? COLUMN_AMOUNT : COLUMN_LABEL;
	for (uint32_t i = 0; i < ROWS * COLUMNS; i++)
		cells[i].kind = AMOUNT_VALUE;
	for (uint32_t i = 0; i < ROWS; i++)
		shown[i] = i + 1;
	object = (struct object){ .checks = checks, .covers = covers };
	object.table = (struct table){ .columns = columns, .rows = rows, .cells = cells,
		.ncolumn = COLUMNS, .nrow = ROWS };
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void
blank(uint32_t row, uint32_t column)
{
	cells[row * COLUMNS + column].kind = AMOUNT_BLANK;
}

static void
add_check(enum check_kind kind, uint32_t row, uint32_t column)
{
	checks[object.ncheck++] = (struct check){ .kind = kind, .row = row, .column = column,
		.first_cover = object.ncover };
}

static void
add_cover(uint32_t row, uint32_t column, bool subtracted)
{
	covers[object.ncover++] = (struct cover){ row, column, subtracted };
	checks[object.ncheck - 1].covers++;
}

static void
assert_parts(uint32_t check, const char *want)
{
	struct buf b = BUF_EMPTY;

	parts_write(&parts, check, &b);
	buf_char(&b, '\0');
	assert_string_equal(b.at, want);
	buf_release(&b);
}

static void
rows_one_after_the_other_are_a_range(void **state)
{
	(void)state;
	add_check(CHECK_TOTAL, 7, 1);
	add_cover(0, 1, false);
	add_cover(1, 1, false);
	add_cover(3, 1, false);
	add_cover(4, 1, true);
	add_cover(5, 1, true);
	parts_find(&parts, &object, shown, &arena);
	assert_parts(0, "r1:2 r4 -r5:6");
}

static void
a_range_runs_over_a_heading(void **state)
{
	(void)state;
	rows[2].kind = ROW_HEADING;
	add_check(CHECK_TOTAL, 7, 1);
	for (uint32_t row = 0; row < 5; row++)
		if (row != 2)
			add_cover(row, 1, false);
	parts_find(&parts, &object, shown, &arena);
	assert_parts(0, "r1:5");
}

static void
rows_that_are_not_shown_are_not_named(void **state)
{
	(void)state;
	for (uint32_t row = 2; row < 7; row++)
		shown[row] = 0;
	shown[7] = 3;
	add_check(CHECK_TOTAL, 7, 1);
	for (uint32_t row = 0; row < 4; row++)
		add_cover(row, 1, false);
	add_cover(5, 1, false);
	parts_find(&parts, &object, shown, &arena);
	assert_parts(0, "r1:2");
}

/* Column 2 lacks a figure in row 1, column 3 is the sum of another row. */
static void
a_row_speaks_for_the_totals_that_differ_by_blank_cells_only(void **state)
{
	(void)state;
	blank(1, 2);
	add_check(CHECK_TOTAL, 3, 2);
	add_cover(0, 2, false);
	add_cover(2, 2, false);
	add_check(CHECK_TOTAL, 3, 1);
	for (uint32_t row = 0; row < 3; row++)
		add_cover(row, 1, false);
	add_check(CHECK_TOTAL, 3, 3);
	add_cover(0, 3, false);
	parts_find(&parts, &object, shown, &arena);
	assert_int_equal(parts.by_row[3], 1);
	assert_false(parts.stray[3 * COLUMNS + 1]);
	assert_false(parts.stray[3 * COLUMNS + 2]);
	assert_true(parts.stray[3 * COLUMNS + 3]);
	assert_true(parts_leads(&parts, 1));
	assert_false(parts_leads(&parts, 0));
	assert_true(parts_leads(&parts, 2));
}

static void
a_cell_that_no_check_is_of_says_that_it_is_no_sum(void **state)
{
	(void)state;
	add_check(CHECK_TOTAL, 3, 1);
	add_cover(0, 1, false);
	add_cover(1, 1, false);
	blank(3, 3);
	parts_find(&parts, &object, shown, &arena);
	assert_true(parts.stray[3 * COLUMNS + 2]);
	assert_false(parts.stray[3 * COLUMNS + 3]);	/* nothing stands there */
}

static void
a_column_speaks_for_the_totals_of_its_rows(void **state)
{
	(void)state;
	for (uint32_t row = 0; row < 3; row++) {
		add_check(CHECK_FORMULA, row, 3);
		add_cover(row, 1, false);
		add_cover(row, 2, true);
	}
	parts_find(&parts, &object, shown, &arena);
	assert_int_equal(parts.by_column[3], 0);
	assert_int_equal(parts.by_row[0], OBJECT_NONE);
	assert_parts(2, "c2 -c3");
	assert_false(parts.stray[2 * COLUMNS + 3]);
	assert_true(parts.stray[4 * COLUMNS + 3]);
}

static void
parts_from_here_and_there_are_single_cells(void **state)
{
	(void)state;
	add_check(CHECK_FORMULA, 3, 3);
	add_cover(0, 1, false);
	add_cover(3, 2, true);
	parts_find(&parts, &object, shown, &arena);
	assert_parts(0, "1.2 -4.3");
	assert_true(parts.stray[3 * COLUMNS + 3]);
	assert_int_equal(parts.by_column[3], 0);	/* its head leads to the words ... */
	assert_false(parts_light(&parts, 0));		/* ... and lights nothing */
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(rows_one_after_the_other_are_a_range, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_range_runs_over_a_heading, set_up, tear_down),
		cmocka_unit_test_setup_teardown(rows_that_are_not_shown_are_not_named, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_row_speaks_for_the_totals_that_differ_by_blank_cells_only,
			set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_cell_that_no_check_is_of_says_that_it_is_no_sum, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(a_column_speaks_for_the_totals_of_its_rows, set_up, tear_down),
		cmocka_unit_test_setup_teardown(parts_from_here_and_there_are_single_cells, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
