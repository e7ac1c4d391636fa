/* Texts and passages of two states: what is found to be the same, changed, moved and renumbered. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "link/compare_text.h"

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

/* Runs as text: [deleted] and {inserted}. */
static const char *
words(const char *old, const char *new)
{
	struct buf out = BUF_EMPTY;
	uint32_t n;
	const struct change_run *runs = compare_words(str_of(old), str_of(new), &arena, &n);

	for (uint32_t i = 0; i < n; i++) {
		buf_text(&out, runs[i].kind == RUN_OLD ? "[" : runs[i].kind == RUN_NEW ? "{" : "");
		buf_str(&out, runs[i].text);
		buf_text(&out, runs[i].kind == RUN_OLD ? "]" : runs[i].kind == RUN_NEW ? "}" : "");
	}
	buf_char(&out, '\0');
	const char *text = buf_keep(&out, &arena).at;

	buf_release(&out);
	return text;
}

static void
words_are_deleted_and_inserted(void **state)
{
	(void)state;
	assert_string_equal("", words("", ""));
	assert_string_equal("one two", words("one two", "one two"));
	assert_string_equal("The cost is[ high] this year.", words("The cost is high this year.", "The cost is this year."));
	assert_string_equal("The cost is{ very} high.", words("The cost is high.", "The cost is very high."));
	assert_string_equal("[gone]", words("gone", ""));
	assert_string_equal("{new}", words("", "new"));
}

static void
a_figure_is_one_word(void **state)
{
	(void)state;
	assert_string_equal("It is[ £1,234.50]{ £1,334.50} in all of it.",
		words("It is £1,234.50 in all of it.", "It is £1,334.50 in all of it."));
	assert_string_equal("We meet at[ 10:00]{ 10:30} as ever.", words("We meet at 10:00 as ever.", "We meet at 10:30 as ever."));
	assert_string_equal("The year[ 2025/26]{ 2026/27} went well.",
		words("The year 2025/26 went well.", "The year 2026/27 went well."));
	assert_string_equal("It's the council’s[ plan]{ paper}.", words("It's the council’s plan.", "It's the council’s paper."));
}

static void
shreds_between_two_changes_go_with_them(void **state)
{
	(void)state;
	assert_string_equal("Every ward takes[ red of oak]{ blue of ash} and that is the end.",
		words("Every ward takes red of oak and that is the end.", "Every ward takes blue of ash and that is the end."));
}

static void
what_has_nothing_in_common_is_replaced(void **state)
{
	(void)state;
	assert_string_equal("[The roads are old and bad.]{Parks need a good many benches.}",
		words("The roads are old and bad.", "Parks need a good many benches."));
}

/* ---- passages ---- */

struct said {
	const char *name, *text;
};

static struct passages
passages_of(const struct said *said, uint32_t n, enum passage_kind kind)
{
	struct passages p = { .at = arena_array(&arena, n, sizeof(*p.at)), .count = n };

	for (uint32_t i = 0; i < n; i++) {
		p.at[i] = (struct passage){ .kind = kind, .name = str_of(said[i].name), .text = str_of(said[i].text),
			.line = i + 1 };
		p.at[i].hash = passage_hash(&p.at[i]);
	}
	return p;
}

/* What is said, one after the other: "+2 text", "-2", "~1", ">3<2". */
static const char *
changes_of(const struct said *old, uint32_t nold, const struct said *new, uint32_t nnew, bool hushed)
{
	struct passages o = passages_of(old, nold, PASSAGE_PARAGRAPH), n = passages_of(new, nnew, PASSAGE_PARAGRAPH);
	struct change_list list = { NULL, NULL, 0 };
	struct text_pair t = { .old = &o, .new = &n, .what = CHANGE_TEXT, .hushed = hushed, .a = &arena,
		.scratch = &arena, .changes = &list };
	struct buf out = BUF_EMPTY;

	compare_passages(&t);
	for (const struct change *c = list.first; c; c = c->next) {
		buf_print(&out, "%s%c" STR_FMT, out.len > 0 ? " " : "", "+-~>"[c->how], STR_ARG(c->name));
		if (c->old_name.len > 0)
			buf_print(&out, "<" STR_FMT, STR_ARG(c->old_name));
		if (c->hushed) {
			assert_int_equal(0, c->old.len);
			assert_int_equal(0, c->nrun);
			buf_char(&out, '!');
		}
	}
	buf_char(&out, '\0');
	const char *text = buf_keep(&out, &arena).at;

	buf_release(&out);
	return text;
}

#define LEN(a) ((uint32_t)(sizeof(a) / sizeof((a)[0])))

static const struct said three[] = {
	{ "1.1", "The roads of the borough are old and need mending." },
	{ "1.2", "The parks of the borough are large and green all year." },
	{ "1.3", "The library opens on Tuesdays and on Fridays." },
};

static void
the_same_passages_are_no_change(void **state)
{
	(void)state;
	assert_string_equal("", changes_of(three, 3, three, 3, false));
	assert_string_equal("", changes_of(NULL, 0, NULL, 0, false));
}

static void
what_is_inserted_renumbers_the_rest(void **state)
{
	const struct said new[] = { three[0], { "1.2", "Nobody has seen this sentence before now." }, { "1.3", three[1].text },
		{ "1.4", three[2].text } };

	(void)state;
	assert_string_equal("+1.2 >1.3–1.4<1.2–1.3", changes_of(three, 3, new, LEN(new), false));
	assert_string_equal("-1.2 >1.2–1.3<1.3–1.4", changes_of(new, LEN(new), three, 3, false));
}

static void
like_passages_are_one_that_changed(void **state)
{
	const struct said new[] = { three[0], { "1.2", "The parks of the borough are small and green all year." }, three[2] };

	(void)state;
	assert_string_equal("~1.2", changes_of(three, 3, new, LEN(new), false));
	assert_string_equal("~1.2!", changes_of(three, 3, new, LEN(new), true));
}

static void
an_equal_passage_elsewhere_has_moved(void **state)
{
	const struct said new[] = { { "1.1", three[1].text }, { "1.2", three[2].text }, { "1.3", three[0].text } };

	(void)state;
	assert_string_equal(">1.3<1.1 >1.1–1.2<1.2–1.3", changes_of(three, 3, new, LEN(new), false));
}

static void
of_what_is_gone_nothing_is_said_when_it_is_hushed(void **state)
{
	(void)state;
	assert_string_equal("-1.3", changes_of(three, 3, three, 2, false));
	assert_string_equal("-1.3!", changes_of(three, 3, three, 2, true));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_deleted_and_inserted),
		cmocka_unit_test(a_figure_is_one_word),
		cmocka_unit_test(shreds_between_two_changes_go_with_them),
		cmocka_unit_test(what_has_nothing_in_common_is_replaced),
		cmocka_unit_test(the_same_passages_are_no_change),
		cmocka_unit_test(what_is_inserted_renumbers_the_rest),
		cmocka_unit_test(like_passages_are_one_that_changed),
		cmocka_unit_test(an_equal_passage_elsewhere_has_moved),
		cmocka_unit_test(of_what_is_gone_nothing_is_said_when_it_is_hushed),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
