/*
 * What a text's head may be as a number, and what it can't be.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "compile/series.h"

static struct arena arena;

static struct mark
read(const char *text)
{
	struct mark m;

	if (!mark_read(str_of(text), &m))
		fail_msg("`%s` was not taken for a number", text);
	return m;
}

static void
a_decimal_number_has_up_to_four_parts(void **state)
{
	struct mark m = read("4.1.2 Scope");

	(void)state;
	assert_int_equal(MARK_DECIMAL, m.kind);
	assert_int_equal(3, m.count);
	assert_int_equal(2, m.parts[2]);
	assert_int_equal(6, m.len);
	assert_true(str_is(read("1. Scope").written, "1."));
	assert_int_equal('.', read("2.3. Scope").close);
	assert_int_equal(1, read("(12) that").count);
	assert_int_equal(0, read("7\tScope").close);
}

static void
a_letter_has_a_bracket_or_a_stop_and_may_be_roman(void **state)
{
	(void)state;
	assert_int_equal(9, read("i. text").alpha);
	assert_int_equal(1, read("i. text").roman);
	assert_int_equal(4, read("(iv) text").roman);
	assert_int_equal(2, read("(B) text").alpha);
	assert_true(read("b) text").close == ')');
	assert_int_equal(2, read("ii Role").roman);
}

static void
other_heads_of_texts_are_none(void **state)
{
	static const char *const texts[] = { "14-19 reform", "1.5% of", "2009/10", "2.5m", "01244 6",
		"12.05.2026 was", "1.1.1.1.1 deep", "2008 was", "0 of them", "A. Smith", "a text",
		"I think", "(see) text", "(1.1) text", "\u00a34.2m", "NI 179", "", "(", "1.x", "4NW" };
	struct mark m;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (mark_read(str_of(texts[i]), &m))
			fail_msg("`%s` was taken for a number", texts[i]);
}

static void
what_stands_behind_it_may_make_it_an_amount_or_a_date(void **state)
{
	struct mark point = read("2.5 x"), bare = read("17 x");

	(void)state;
	assert_true(mark_is_measure(&point, STR("million people")));
	assert_true(mark_is_measure(&bare, STR("September 2008")));
	assert_true(mark_is_measure(&bare, STR("years")));
	assert_false(mark_is_measure(&point, STR("May Day")));
	assert_false(mark_is_measure(&point, STR("People")));
}

static enum fit
fit(const char *last, const char *next)
{
	struct mark a = read(last), b = read(next);

	return series_fit(&a, &b);
}

static void
numbers_follow_each_other_at_any_depth(void **state)
{
	(void)state;
	assert_int_equal(FIT_NEXT, fit("1.0", "1.1"));
	assert_int_equal(FIT_NEXT, fit("1.4", "2.0"));
	assert_int_equal(FIT_NEXT, fit("1.4", "2.1"));
	assert_int_equal(FIT_NEXT, fit("1.4", "2."));
	assert_int_equal(FIT_NEXT, fit("1.4", "1.4.1"));
	assert_int_equal(FIT_NEXT, fit("1.4.3", "1.5"));
	assert_int_equal(FIT_SAME, fit("1.0", "1."));
	assert_int_equal(FIT_GAP, fit("2.2", "2.4"));
	assert_int_equal(FIT_GAP, fit("1.4", "3.0"));
	assert_int_equal(FIT_GAP, fit("2.2", "3.4"));
	assert_int_equal(FIT_BACK, fit("2.2", "2.1"));
	assert_int_equal(FIT_NONE, fit("2.2", "12.30"));
	assert_int_equal(FIT_NONE, fit("2.2", "14.1"));
}

static void
assert_missing(const char *last, const char *next, unsigned count, const char *first)
{
	struct mark a = read(last), b = read(next), missing[9];

	assert_int_equal(count, series_missing(&a, &b, missing));
	assert_true(str_is(series_text(&arena, &missing[0]), first));
}

static void
what_is_missing_is_named_in_the_form_of_its_series(void **state)
{
	(void)state;
	assert_missing("2.2", "2.4", 1, "2.3");
	assert_missing("1.4", "3.0", 1, "2.0");
	assert_missing("1.4", "4.", 2, "2");
	assert_missing("2.2", "3.4", 3, "3.1");
	assert_missing("1.1.1", "1.1.4", 2, "1.1.2");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_decimal_number_has_up_to_four_parts),
		cmocka_unit_test(a_letter_has_a_bracket_or_a_stop_and_may_be_roman),
		cmocka_unit_test(other_heads_of_texts_are_none),
		cmocka_unit_test(what_stands_behind_it_may_make_it_an_amount_or_a_date),
		cmocka_unit_test(numbers_follow_each_other_at_any_depth),
		cmocka_unit_test(what_is_missing_is_named_in_the_form_of_its_series),
	};
	int failed;

	arena_init(&arena);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_release(&arena);
	return failed;
}
