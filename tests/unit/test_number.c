/*
 * How sections and paragraphs are counted, what begins an appendix, and which items have letters.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "compile/number.h"

static struct arena arena;
static struct numbers numbers;

static void
begin(enum numbering mode)
{
	arena_release(&arena);
	arena_init(&arena);
	number_init(&numbers, mode, &arena);
}

static void
assert_text(struct str got, const char *want)
{
	if (!str_is(got, want))
		fail_msg("got `" STR_FMT "`, not `%s`", STR_ARG(got), want);
}

static void
assert_heading(unsigned level, const char *shown, const char *id)
{
	struct number n;

	assert_true(number_heading(&numbers, level, &n));
	assert_text(n.shown, shown);
	assert_text(n.id, id);
}

static void
assert_paragraph(const char *shown, const char *id)
{
	struct number n;

	assert_true(number_paragraph(&numbers, &n));
	assert_text(n.shown, shown);
	assert_text(n.id, id);
}

static void
assert_unnumbered(unsigned level)
{
	struct number n;

	assert_false(level ? number_heading(&numbers, level, &n)
		: number_paragraph(&numbers, &n));
}

static void
paragraphs_are_counted_within_their_section(void **state)
{
	(void)state;
	begin(NUMBERING_PARAGRAPHS);
	assert_heading(2, "1.0", "1.0");
	assert_paragraph("1.1", "1.1");
	assert_paragraph("1.2", "1.2");
	assert_heading(2, "2.0", "2.0");
	assert_paragraph("2.1", "2.1");
}

static void
a_smaller_heading_has_no_number_and_the_count_runs_on(void **state)
{
	(void)state;
	begin(NUMBERING_PARAGRAPHS);
	assert_heading(2, "1.0", "1.0");
	assert_paragraph("1.1", "1.1");
	assert_unnumbered(3);
	assert_paragraph("1.2", "1.2");
}

static void
text_before_the_first_section_has_no_number(void **state)
{
	(void)state;
	begin(NUMBERING_PARAGRAPHS);
	assert_unnumbered(0);
	assert_unnumbered(3);
}

static void
an_appendix_begins_anew_and_its_addresses_say_so(void **state)
{
	(void)state;
	begin(NUMBERING_PARAGRAPHS);
	assert_heading(2, "1.0", "1.0");
	number_appendix(&numbers, STR("annex-1"));
	assert_unnumbered(0);
	assert_heading(2, "1.0", "annex-1.1.0");
	assert_paragraph("1.1", "annex-1.1.1");
	number_appendix(&numbers, STR("annex-2"));
	assert_heading(2, "1.0", "annex-2.1.0");
}

static void
headings_are_numbered_down_to_the_fourth_level(void **state)
{
	(void)state;
	begin(NUMBERING_HEADINGS);
	assert_heading(2, "1", "1");
	assert_heading(3, "1.1", "1.1");
	assert_heading(4, "1.1.1", "1.1.1");
	assert_heading(4, "1.1.2", "1.1.2");
	assert_unnumbered(5);
	assert_heading(3, "1.2", "1.2");
	assert_heading(4, "1.2.1", "1.2.1");
	assert_heading(2, "2", "2");
	assert_heading(3, "2.1", "2.1");
	assert_unnumbered(0);
}

static void
no_numbers_are_made_where_none_are_wanted(void **state)
{
	static const enum numbering modes[] = { NUMBERING_NONE, NUMBERING_WRITTEN };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		begin(modes[i]);
		assert_unnumbered(2);
		assert_unnumbered(0);
	}
}

static void
assert_appendix(const char *heading, const char *name, const char *title)
{
	struct str got_name, got_title;

	assert_true(number_is_appendix(str_of(heading), &got_name, &got_title));
	assert_text(got_name, name);
	assert_text(got_title, title);
}

static void
a_heading_may_begin_an_appendix(void **state)
{
	struct str name, title;

	(void)state;
	assert_appendix("Appendix A", "Appendix A", "");
	assert_appendix("Appendix A: Terms", "Appendix A", "Terms");
	assert_appendix("annex 12 \u2013 Terms of reference", "annex 12", "Terms of reference");
	assert_false(number_is_appendix(STR("Appendices"), &name, &title));
	assert_false(number_is_appendix(STR("Appendix to the report"), &name, &title));
	assert_false(number_is_appendix(STR("Annex A list"), &name, &title));
	assert_false(number_is_appendix(STR("Appendix"), &name, &title));
	assert_false(number_is_appendix(STR("Annex 2009"), &name, &title));
}

static void
assert_letter(const char *text, const char *mark, const char *letter, size_t length)
{
	struct str got_mark, got_letter;

	assert_int_equal(length, number_letter(str_of(text), &got_mark, &got_letter));
	assert_text(got_mark, mark);
	assert_text(got_letter, letter);
}

static void
items_keep_the_letters_that_they_are_written_with(void **state)
{
	(void)state;
	assert_letter("(a) text", "(a)", "a", 4);
	assert_letter("a. text", "a.", "a", 3);
	assert_letter("ii.  text", "ii.", "ii", 5);
	assert_letter("(iv) text", "(iv)", "iv", 5);
	assert_letter("(xxxix)", "(xxxix)", "xxxix", 7);
	assert_letter("(B) text", "(B)", "B", 4);
	assert_letter("b) text", "b)", "b", 3);
	assert_letter("(12) text", "(12)", "12", 5);
}

static void
a_name_or_a_word_is_no_letter(void **state)
{
	static const char *const texts[] = { "A. Smith", "a text", "(see) text", "e.g. text",
		"(a)text", "1. text", "1.1 text", "ii text",
		"(civil) matters", "at. text", "(iiii) text", "(a", "a", "", "(", "()", ". a" };
	struct str mark, letter;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (number_letter(str_of(texts[i]), &mark, &letter) != 0)
			fail_msg("`%s` was taken for a letter", texts[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paragraphs_are_counted_within_their_section),
		cmocka_unit_test(a_smaller_heading_has_no_number_and_the_count_runs_on),
		cmocka_unit_test(text_before_the_first_section_has_no_number),
		cmocka_unit_test(an_appendix_begins_anew_and_its_addresses_say_so),
		cmocka_unit_test(headings_are_numbered_down_to_the_fourth_level),
		cmocka_unit_test(no_numbers_are_made_where_none_are_wanted),
		cmocka_unit_test(a_heading_may_begin_an_appendix),
		cmocka_unit_test(items_keep_the_letters_that_they_are_written_with),
		cmocka_unit_test(a_name_or_a_word_is_no_letter),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_release(&arena);
	return failed;
}
