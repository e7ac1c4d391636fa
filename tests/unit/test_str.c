/*
 * Slices: comparing, cutting, searching.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/arena.h"
#include "base/str.h"

static const struct str nothing = { NULL, 0 };

static void
equal_slices_have_equal_bytes(void **state)
{
	(void)state;
	assert_true(str_equal(STR("ward"), str_head(STR("wards"), 4)));
	assert_false(str_equal(STR("ward"), STR("wards")));
	assert_false(str_equal(STR("ward"), STR("Ward")));
	assert_false(str_equal(STR("a\0b"), STR("a\0c")));
	assert_true(str_equal(nothing, STR("")));
	assert_true(str_is(STR("ward"), "ward"));
	assert_false(str_is(STR("war"), "ward"));
	assert_true(str_equal_nocase(STR("Ward"), STR("wARD")));
	assert_false(str_equal_nocase(STR("Ward"), STR("wARDs")));
	assert_false(str_equal_nocase(STR("[ward"), STR("{ward")));
}

static void
a_word_is_one_of_a_list(void **state)
{
	(void)state;
	assert_true(str_is_one_of(STR("a"), "a|b c|d"));
	assert_true(str_is_one_of(STR("b c"), "a|b c|d"));
	assert_true(str_is_one_of(STR("d"), "a|b c|d"));
	assert_false(str_is_one_of(STR("b"), "a|b c|d"));
	assert_false(str_is_one_of(STR("b c|d"), "a|b c|d"));
	assert_false(str_is_one_of(STR("D"), "a|b c|d"));
	assert_true(str_is_one_of_nocase(STR("D"), "a|b c|d"));
	assert_false(str_is_one_of(STR("d\0"), "a|b c|d"));
	assert_false(str_is_one_of(STR(""), "a|b c|d"));
	assert_true(str_is_digits(STR("0123456789")));
	assert_false(str_is_digits(STR("1,2")));
	assert_false(str_is_digits(STR("")));
}

static void
a_prefix_sorts_before_what_it_begins(void **state)
{
	(void)state;
	assert_true(str_compare(STR("a"), STR("ab")) < 0);
	assert_true(str_compare(STR("ab"), STR("a")) > 0);
	assert_true(str_compare(STR("b"), STR("ab")) > 0);
	assert_int_equal(0, str_compare(STR("ab"), STR("ab")));
	assert_int_equal(0, str_compare(nothing, STR("")));
	assert_true(str_compare(STR("\xc3"), STR("z")) > 0);	/* bytes are not signed */
}

static void
a_path_starts_with_its_folder_and_ends_with_its_kind(void **state)
{
	struct str path = STR("budgets/allocation.csv");

	(void)state;
	assert_true(str_starts(path, "budgets/"));
	assert_false(str_starts(path, "udgets/"));
	assert_true(str_ends(path, ".csv"));
	assert_false(str_ends(path, ".cs"));
	assert_false(str_starts(STR("a"), "ab"));
	assert_false(str_ends(STR("b"), "ab"));
	assert_true(str_starts(nothing, ""));
	assert_true(str_ends(path, ""));
}

static void
blanks_are_trimmed_at_both_ends_only(void **state)
{
	(void)state;
	assert_true(str_is(str_trim(STR(" \t\r\n\v\f two words \n")), "two words"));
	assert_true(str_is(str_trim(STR("  ")), ""));
	assert_true(str_is(str_trim(nothing), ""));
	assert_true(str_is(str_trim(STR("\xc2\xa0x")), "\xc2\xa0x"));	/* no ASCII blank */
}

static void
slices_are_clamped_to_what_is_there(void **state)
{
	struct str s = STR("agenda");

	(void)state;
	assert_true(str_is(str_from(s, 2), "enda"));
	assert_true(str_is(str_from(s, 7), ""));
	assert_true(str_is(str_head(s, 2), "ag"));
	assert_true(str_is(str_head(s, 70), "agenda"));
	assert_true(str_is(str_slice(s, 1, 3), "ge"));
	assert_true(str_is(str_slice(s, 3, 1), ""));
	assert_true(str_is(str_slice(s, 4, SIZE_MAX), "da"));
	assert_true(str_is(str_slice(nothing, 1, 2), ""));
}

static void
what_is_not_found_is_at_the_end(void **state)
{
	struct str s = STR("a/b/c");

	(void)state;
	assert_int_equal(1, str_find_char(s, '/', 0));
	assert_int_equal(3, str_find_char(s, '/', 2));
	assert_int_equal(5, str_find_char(s, '/', 4));
	assert_int_equal(5, str_find_char(s, 'a', 99));
	assert_int_equal(0, str_find_char(nothing, 'a', 0));
	assert_int_equal(3, str_find_last_char(s, '/'));
	assert_int_equal(5, str_find_last_char(s, 'x'));
	assert_int_equal(0, str_find_last_char(nothing, 'x'));
	assert_int_equal(2, str_find(s, STR("b/"), 0));
	assert_int_equal(5, str_find(s, STR("b/"), 3));
	assert_int_equal(5, str_find(s, STR("b/d"), 0));
	assert_int_equal(1, str_find(s, STR(""), 1));
}

static void
cutting_gives_each_part_once(void **state)
{
	struct str rest = STR("2008-09-17");

	(void)state;
	assert_true(str_is(str_cut(&rest, '-'), "2008"));
	assert_true(str_is(str_cut(&rest, '-'), "09"));
	assert_true(str_is(str_cut(&rest, '-'), "17"));
	assert_true(str_is(rest, ""));
	assert_true(str_is(str_cut(&rest, '-'), ""));

	struct str last = STR("a-");

	assert_true(str_is(str_cut(&last, '-'), "a"));
	assert_int_equal(0, last.len);
}

static void
printed_text_is_the_arenas_however_long(void **state)
{
	struct arena a;
	char many[1000];

	(void)state;
	arena_init(&a);
	memset(many, 'x', sizeof(many));
	for (size_t len = 250; len < 262; len++) {
		struct str text = str_print(&a, STR_FMT "|%d",
			STR_ARG(((struct str){ many, len })), 7);

		assert_int_equal(len + 2, text.len);
		assert_true(str_ends(text, "x|7"));
		assert_int_equal('\0', text.at[text.len]);
	}
	assert_int_equal(0, str_print(&a, "%s", "").len);
	assert_true(str_is(str_copy(&a, STR("copy")), "copy"));
	arena_release(&a);
}

static int
precision_of(int precision, const char *text)
{
	(void)text;
	return precision;
}

static void
the_length_of_a_huge_slice_is_no_negative_precision(void **state)
{
	struct str huge = { "", (size_t)INT32_MAX + 9 };

	(void)state;
	assert_int_equal(INT32_MAX, precision_of(STR_ARG(huge)));
	assert_int_equal(3, precision_of(STR_ARG(STR("abc"))));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equal_slices_have_equal_bytes),
		cmocka_unit_test(a_word_is_one_of_a_list),
		cmocka_unit_test(a_prefix_sorts_before_what_it_begins),
		cmocka_unit_test(a_path_starts_with_its_folder_and_ends_with_its_kind),
		cmocka_unit_test(blanks_are_trimmed_at_both_ends_only),
		cmocka_unit_test(slices_are_clamped_to_what_is_there),
		cmocka_unit_test(what_is_not_found_is_at_the_end),
		cmocka_unit_test(cutting_gives_each_part_once),
		cmocka_unit_test(printed_text_is_the_arenas_however_long),
		cmocka_unit_test(the_length_of_a_huge_slice_is_no_negative_precision),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
