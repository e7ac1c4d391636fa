/*
 * Offsets of a source to lines and columns, and back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/source.h"

static struct arena arena;

static int
set_up(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct source
source_of(struct str text)
{
	struct source s;

	source_init(&s, STR("budgets/x.csv"), text, &arena);
	return s;
}

static void
assert_place(struct place at, uint32_t line, uint32_t column, uint32_t width)
{
	assert_true(str_is(at.file, "budgets/x.csv"));
	assert_int_equal(line, at.line);
	assert_int_equal(column, at.column);
	assert_int_equal(width, at.width);
}

static void
lines_end_at_every_kind_of_line_end(void **state)
{
	struct source s = source_of(STR("one\ntwo\r\nthree\rfour\r\r\nsix"));
	static const char *const want[] = { "", "one", "two", "three", "four", "", "six", "" };

	(void)state;
	assert_int_equal(6, s.nline);
	for (uint32_t line = 0; line < 8; line++)
		assert_true(str_is(source_line(&s, line), want[line]));
	assert_true(str_is(source_line(&s, UINT32_MAX), ""));
}

static void
the_last_line_end_begins_no_line(void **state)
{
	struct source ended = source_of(STR("a\r\n")), blank = source_of(STR("a\n\n"));
	struct source empty = source_of(STR("")), none = source_of((struct str){ NULL, 0 });

	(void)state;
	assert_int_equal(1, ended.nline);
	assert_int_equal(2, blank.nline);
	assert_int_equal(1, empty.nline);
	assert_place(source_place(&ended, 3, 3), 1, 2, 0);
	assert_place(source_place(&empty, 0, 0), 1, 1, 0);
	assert_place(source_place(&none, 9, 9), 1, 1, 0);
	assert_true(str_is(source_line(&none, 1), ""));
}

static void
columns_and_widths_are_in_characters(void **state)
{
	struct source s = source_of(STR("Total,£4,374\n£m,£££\n"));

	(void)state;
	assert_place(source_place(&s, 0, 5), 1, 1, 5);
	assert_place(source_place(&s, 6, 13), 1, 7, 6);
	assert_place(source_place(&s, 8, 13), 1, 8, 5);
	assert_place(source_place(&s, 18, 24), 2, 4, 3);
}

static void
a_place_ends_with_its_line_and_offsets_are_clamped(void **state)
{
	struct source s = source_of(STR("ab\r\ncd"));

	(void)state;
	assert_place(source_place(&s, 1, 6), 1, 2, 1);
	assert_place(source_place(&s, 3, 5), 1, 3, 0);	/* between CR and LF */
	assert_place(source_place(&s, 4, 99), 2, 1, 2);
	assert_place(source_place(&s, 99, 3), 2, 3, 0);
	assert_place(source_place(&s, 5, 4), 2, 2, 0);
	assert_place(source_whole(&s), 0, 0, 0);
}

static void
an_offset_is_found_from_line_and_byte(void **state)
{
	struct source s = source_of(STR("a£b\r\ncd"));

	(void)state;
	assert_int_equal(0, source_offset(&s, 1, 1));
	assert_int_equal(3, source_offset(&s, 1, 4));
	assert_int_equal(4, source_offset(&s, 1, 99));
	assert_int_equal(7, source_offset(&s, 2, 2));
	assert_int_equal(8, source_offset(&s, 2, 9));
	assert_int_equal(8, source_offset(&s, 3, 1));
	assert_int_equal(6, source_offset(&s, 2, 0));
	assert_int_equal(1, source_offset(&s, 0, 2));
}

static void
every_offset_of_a_long_source_is_on_its_line(void **state)
{
	struct buf b = BUF_EMPTY;

	(void)state;
	for (size_t i = 0; i < 1000; i++) {
		buf_fill(&b, 'x', i % 7);
		buf_text(&b, i % 3 ? "\n" : "\r\n");
	}

	struct source s = source_of(buf_view(&b));
	uint32_t line = 1;

	assert_int_equal(1000, s.nline);
	for (size_t i = 0; i < b.len; i++) {
		assert_int_equal(line, source_place(&s, i, i).line);
		line += b.at[i] == '\n';
	}
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_end_at_every_kind_of_line_end),
		cmocka_unit_test(the_last_line_end_begins_no_line),
		cmocka_unit_test(columns_and_widths_are_in_characters),
		cmocka_unit_test(a_place_ends_with_its_line_and_offsets_are_clamped),
		cmocka_unit_test(an_offset_is_found_from_line_and_byte),
		cmocka_unit_test(every_offset_of_a_long_source_is_on_its_line),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
