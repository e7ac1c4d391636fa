/*
 * The list of findings, and how they are printed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/diag.h"
#include "base/utf8.h"

static struct arena arena;
static struct diag diag;

static int
set_up(void **state)
{
	(void)state;
	arena_init(&arena);
	diag_init(&diag, &arena);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct place
at(const char *file, uint32_t line, uint32_t column, uint32_t width)
{
	return (struct place){ str_of(file), line, column, width };
}

static struct str
the_line(void *from, struct str file, uint32_t line)
{
	const struct str *text = from;

	(void)file;
	(void)line;
	return *text;
}

/* What finding_text prints when every line of every file is the one given. */
static const char *
text_of(const struct finding *f, struct str line, const char *prefix, bool color)
{
	struct diag_lines lines = { the_line, &line };
	struct buf out = BUF_EMPTY;

	finding_text(&out, f, &lines, str_of(prefix), color);

	struct str kept = buf_keep(&out, &arena);

	buf_release(&out);
	return kept.at;
}

static const char *
json_of(const struct finding *f)
{
	struct buf out = BUF_EMPTY;

	finding_json(&out, f);

	struct str kept = buf_keep(&out, &arena);

	buf_release(&out);
	return kept.at;
}

static struct finding *
wrong_total(void)
{
	struct finding *f = diag_add(&diag, DIAG_TOTAL_MISMATCH,
		at("budgets/allocation.csv", 14, 19, 4), "total is %s; its %d rows sum to %s",
		"4,374", 10, "4,347");

	diag_label(&diag, f, "stated £4,374k, computed £4,347k, difference £27k");
	diag_help(&diag, f, "27 is divisible by 9: two digits may be exchanged (4,347)");
	f->sum = (struct finding_sum){ STR("4374000"), STR("4347000"), STR("27000"), STR("£") };
	return f;
}

static void
a_code_has_a_name_a_severity_and_a_text(void **state)
{
	enum diag_code code = DIAG_COUNT;

	(void)state;
	assert_string_equal("total-mismatch", diag_name(DIAG_TOTAL_MISMATCH));
	assert_string_equal("a total does not equal its rows", diag_text(DIAG_TOTAL_MISMATCH));
	assert_int_equal(SEVERITY_NOTE, diag_severity(DIAG_ENCODING));
	assert_string_equal("warning", severity_name(SEVERITY_WARNING));
	for (int i = 0; i < DIAG_COUNT; i++) {
		assert_true(diag_code_of(str_of(diag_name((enum diag_code)i)), &code));
		assert_int_equal(i, code);
	}
	assert_false(diag_code_of(STR("total-mismatc"), &code));
	assert_int_equal(DIAG_COUNT - 1, code);
}

static void
findings_are_counted_by_severity(void **state)
{
	(void)state;
	diag_add(&diag, DIAG_ENCODING, at("a", 0, 0, 0), "a note");
	diag_add(&diag, DIAG_PLACEHOLDER, at("a", 1, 1, 0), "a warning");
	assert_false(diag_failed(&diag));
	diag_add(&diag, DIAG_TOTAL_MISMATCH, at("a", 1, 1, 0), "an error");
	diag_add(&diag, DIAG_TOTAL_MISMATCH, at("a", 1, 1, 0), "another");
	assert_true(diag_failed(&diag));
	assert_int_equal(1, diag.count[SEVERITY_NOTE]);
	assert_int_equal(1, diag.count[SEVERITY_WARNING]);
	assert_int_equal(2, diag.count[SEVERITY_ERROR]);
}

static void
a_finding_is_printed_with_its_line_caret_and_help(void **state)
{
	(void)state;
	assert_string_equal(
		"content/budgets/allocation.csv:14:19: error: total is 4,374; its 10 rows sum to 4,347 [total-mismatch]\n"
		"   14 | Total Performance,4374\n"
		"      |                   ^^^^ stated £4,374k, computed £4,347k, difference £27k\n"
		"      = help: 27 is divisible by 9: two digits may be exchanged (4,347)\n",
		text_of(wrong_total(), STR("Total Performance,4374"), "content/", false));
}

static void
related_places_follow_the_help(void **state)
{
	struct finding *f = wrong_total();

	(void)state;
	f->label = STR_NONE;
	diag_related(&diag, f, at("x.csv", 3, 1, 0), "the %s", "first");
	diag_related(&diag, f, at("y.csv", 0, 0, 0), "the second");
	assert_string_equal(
		"budgets/allocation.csv:14:19: error: total is 4,374; its 10 rows sum to 4,347 [total-mismatch]\n"
		"   14 | Total Performance,4374\n"
		"      |                   ^^^^\n"
		"      = help: 27 is divisible by 9: two digits may be exchanged (4,347)\n"
		"      = see x.csv:3:1: the first\n"
		"      = see y.csv: the second\n",
		text_of(f, STR("Total Performance,4374"), "", false));
}

static void
a_whole_file_has_no_line_and_a_missing_line_no_gutter(void **state)
{
	struct finding *whole = diag_add(&diag, DIAG_ENCODING, at("a.csv", 0, 0, 0), "read as x");
	struct finding *missing = diag_add(&diag, DIAG_PLACEHOLDER, at("a.md", 2, 3, 4), "TBA");
	struct buf out = BUF_EMPTY;

	(void)state;
	assert_string_equal("c/a.csv: note: read as x [encoding]\n",
		text_of(whole, STR("never shown"), "c/", false));
	assert_string_equal("a.md:2:3: warning: TBA [placeholder]\n",
		text_of(missing, STR(""), "", false));
	finding_text(&out, missing, NULL, STR(""), false);
	assert_true(str_is(buf_view(&out), "a.md:2:3: warning: TBA [placeholder]\n"));
	buf_release(&out);
}

static void
colours_mark_place_severity_and_caret(void **state)
{
	struct finding *f = diag_add(&diag, DIAG_PLACEHOLDER, at("a.md", 2, 3, 2), "TBA");

	(void)state;
	assert_string_equal("\033[1ma.md:2:3:\033[0m \033[35mwarning:\033[0m TBA [placeholder]\n"
		"    2 | a bcd\n"
		"      |   \033[32m^^\033[0m\n",
		text_of(f, STR("a bcd"), "", true));
	f->severity = SEVERITY_ERROR;
	assert_non_null(strstr(text_of(f, STR(""), "", true), "\033[31merror:\033[0m"));
	f->severity = SEVERITY_NOTE;
	assert_non_null(strstr(text_of(f, STR(""), "", true), "\033[36mnote:\033[0m"));
}

/* The lines of source and caret alone, for a place in a line. */
static const char *
caret(struct str line, uint32_t column, uint32_t width)
{
	struct finding *f = diag_add(&diag, DIAG_PLACEHOLDER, at("a", 1, column, width), "x");

	return strchr(text_of(f, line, "", false), '\n') + 1;
}

static void
a_caret_stands_under_what_is_meant(void **state)
{
	(void)state;
	assert_string_equal("    1 | £££,b\n      |     ^\n", caret(STR("£££,b"), 5, 1));
	assert_string_equal("    1 | a b\n      |   ^\n", caret(STR("a\tb"), 3, 1));
	assert_string_equal("    1 | 予算b\n      |   ^^\n", caret(STR("予算b"), 2, 1));
	assert_string_equal("    1 | e\xcc\x81" "b\n      |  ^\n", caret(STR("e\xcc\x81" "b"), 3, 1));
	assert_string_equal("    1 | abc\n      |  ^\n", caret(STR("abc"), 2, 0));
	assert_string_equal("    1 | abc\n      |  ^^\n", caret(STR("abc"), 2, 99));
	assert_string_equal("    1 | abc\n      |    ^\n", caret(STR("abc"), 4, 1));
	assert_string_equal("    1 | abc\n      |    ^\n", caret(STR("abc"), 99, UINT32_MAX));
	assert_string_equal("    1 | abc\n      | ^\n", caret(STR("abc"), 0, 0));
}

static void
line_numbers_past_five_digits_widen_the_gutter(void **state)
{
	struct finding *f = diag_add(&diag, DIAG_PLACEHOLDER, at("a", 1234567, 1, 1), "x");

	(void)state;
	diag_help(&diag, f, "y");
	assert_string_equal("a:1234567:1: warning: x [placeholder]\n"
		"1234567 | b\n"
		"        | ^\n"
		"        = help: y\n", text_of(f, STR("b"), "", false));
	f->at.line = 99999;
	assert_non_null(strstr(text_of(f, STR("b"), "", false), "\n99999 | b\n      | ^\n"));
	f->at.line = 100000;
	assert_non_null(strstr(text_of(f, STR("b"), "", false), "\n100000 | b\n       | ^\n"));
}

static void
a_long_line_is_shown_around_the_caret(void **state)
{
	char line[501] = "";

	(void)state;
	for (size_t i = 0; i < 500; i++)
		line[i] = i % 10 ? '.' : (char)('a' + i / 10 % 26);
	for (uint32_t column = 1; column <= 500; column++) {
		const char *shown = caret(str_of(line), column, 3);
		const char *mark = strchr(shown, '\n') + 1;
		size_t under = strcspn(mark, "^");

		assert_true(strcspn(shown, "\n") <= 8 + 106);
		assert_memory_equal(shown + under, line + column - 1, column < 499 ? 3 : 501 - column);
		assert_int_equal(column < 499 ? 3 : 501 - column, strspn(mark + under, "^"));
	}
	/* the window is as wide at the line's end as anywhere */
	assert_int_equal(8 + 103, strcspn(caret(str_of(line), 500, 1), "\n"));
	/* what is wider than the window ends with it */
	assert_int_equal(60, strspn(strchr(strchr(caret(str_of(line), 200, 300), '\n'), '^'), "^"));
	assert_int_equal(100, strspn(strchr(strchr(caret(str_of(line), 1, 300), '\n'), '^'), "^"));
}

static void
nothing_hostile_reaches_the_terminal(void **state)
{
	static const char bad[] = "\033[31m\x07\x7f\r\n\xc2\x9b" "2J\xe2\x80\xae\xe2\x81\xa6\xe2\x80\xaa"
		"\xe2\x81\xa9\xe2\x80\xa8\xe2\x80\x8f\xd8\x9c\xff\x9b";
	struct finding *f = diag_add(&diag, DIAG_PLACEHOLDER, at(bad, 1, 3, 2), "%s", bad);

	(void)state;
	diag_label(&diag, f, "%s", bad);
	diag_help(&diag, f, "%s", bad);
	diag_related(&diag, f, at(bad, 1, 1, 1), "%s", bad);

	struct str text = str_of(text_of(f, str_of(bad), bad, false));
	size_t lines = 0;

	assert_int_equal(text.len, utf8_invalid_at(text));
	for (size_t i = 0; i < text.len;) {
		uint32_t c = utf8_next(text, &i);

		lines += c == '\n';
		assert_true(c == '\n' || (c >= 0x20 && (c < 0x7f || c > 0x9f)));
		assert_false((c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069));
		assert_false(c == 0x200e || c == 0x200f || c == 0x061c);
	}
	assert_int_equal(5, lines);
	assert_string_equal("    1 | ?[31m?\xef\xbf\xbd\n      |   ^\n",
		caret(STR("\033[31m\a\xe2\x80\xae"), 3, 1));

	/* JSON is printed on terminals too */
	text = str_of(json_of(f));
	for (size_t i = 0; i < text.len;) {
		uint32_t c = utf8_next(text, &i);

		assert_true((c == '\n' && i == text.len) || (c >= 0x20 && (c < 0x7f || c > 0x9f)));
		assert_false((c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069));
		assert_false(c == 0x200e || c == 0x200f || c == 0x061c);
	}
}

static void
json_has_its_keys_in_their_order(void **state)
{
	struct finding *f = wrong_total();

	(void)state;
	assert_string_equal("{\"code\":\"total-mismatch\",\"severity\":\"error\","
		"\"file\":\"budgets/allocation.csv\",\"line\":14,\"column\":19,"
		"\"message\":\"total is 4,374; its 10 rows sum to 4,347\","
		"\"help\":[\"27 is divisible by 9: two digits may be exchanged (4,347)\"],"
		"\"related\":[],"
		"\"stated\":\"4374000\",\"computed\":\"4347000\",\"difference\":\"27000\","
		"\"unit\":\"£\"}\n", json_of(f));

	f = diag_add(&diag, DIAG_ENCODING, at("a.csv", 0, 0, 0), "read as \"x\"");
	diag_help(&diag, f, "one");
	diag_help(&diag, f, "two");
	diag_related(&diag, f, at("b.csv", 3, 1, 9), "first");
	diag_related(&diag, f, at("c.csv", 4, 2, 9), "second");
	assert_string_equal("{\"code\":\"encoding\",\"severity\":\"note\","
		"\"file\":\"a.csv\",\"line\":0,\"column\":0,\"message\":\"read as \\\"x\\\"\","
		"\"help\":[\"one\",\"two\"],\"related\":["
		"{\"file\":\"b.csv\",\"line\":3,\"column\":1,\"message\":\"first\"},"
		"{\"file\":\"c.csv\",\"line\":4,\"column\":2,\"message\":\"second\"}]}\n", json_of(f));
}

static void
findings_sort_by_place_code_and_message(void **state)
{
	static const struct {
		const char    *file;
		uint32_t       line, column;
		enum diag_code code;
		const char    *message;
	} sorted[] = {
		{ "a", 0, 0, DIAG_READ_FAILED, "z" },
		{ "a", 2, 9, DIAG_PLACEHOLDER, "y" },
		{ "a", 10, 1, DIAG_PLACEHOLDER, "x" },
		{ "a", 10, 2, DIAG_TOTAL_MISMATCH, "w" },
		{ "a", 10, 2, DIAG_PLACEHOLDER, "u" },
		{ "a", 10, 2, DIAG_PLACEHOLDER, "v" },
		{ "a/b", 1, 1, DIAG_PLACEHOLDER, "t" },
		{ "b", 1, 1, DIAG_PLACEHOLDER, "s" },
	};
	const size_t count = sizeof(sorted) / sizeof(*sorted);
	size_t n = 0;

	(void)state;
	for (size_t i = 0; i < 3 * count; i++) {	/* 3 steps round 8: each one, three times */
		size_t k = i * 3 % count;

		diag_add(&diag, sorted[k].code,
			at(sorted[k].file, sorted[k].line, sorted[k].column, 1), "%s", sorted[k].message);
	}
	diag_sort(&diag);
	for (const struct finding *f = diag.first; f; f = f->next, n++) {
		assert_true(n < count);
		assert_string_equal(sorted[n].message, f->message.at);
	}
	assert_int_equal(count, n);
	assert_int_equal(2, diag.count[SEVERITY_ERROR]);
	assert_int_equal(6, diag.count[SEVERITY_WARNING]);
	assert_int_equal(0, diag.count[SEVERITY_NOTE]);

	/* the tail is right: what comes later is found behind the rest */
	diag_add(&diag, DIAG_ENCODING, at("0", 0, 0, 0), "late");
	for (n = 0; n < count; n++)
		diag.first = diag.first->next;
	assert_string_equal("late", diag.first->message.at);
	assert_null(diag.first->next);
}

static void
of_equal_findings_the_first_stays(void **state)
{
	(void)state;
	for (uint32_t width = 1; width < 100; width++)
		diag_add(&diag, DIAG_PLACEHOLDER, at("a", width % 3, 1, width), "x");
	diag_sort(&diag);
	assert_int_equal(3, diag.count[SEVERITY_WARNING]);
	assert_int_equal(3, diag.first->at.width);
	assert_int_equal(1, diag.first->next->at.width);
	assert_int_equal(2, diag.first->next->next->at.width);
	assert_null(diag.first->next->next->next);

	struct diag none;

	diag_init(&none, &arena);
	diag_sort(&none);
	assert_null(none.first);
	assert_ptr_equal(&none.first, none.tail);
}

static void
a_changed_severity_is_counted_when_sorted(void **state)
{
	(void)state;
	diag_add(&diag, DIAG_PLACEHOLDER, at("a", 1, 1, 1), "x")->severity = SEVERITY_ERROR;
	diag_sort(&diag);
	assert_true(diag_failed(&diag));
	assert_int_equal(0, diag.count[SEVERITY_WARNING]);
}

static void
a_message_may_be_long(void **state)
{
	struct finding *f = diag_add(&diag, DIAG_RULE_BROKEN, at("a", 1, 1, 1), "%0999d!", 7);

	(void)state;
	assert_int_equal(1000, f->message.len);
	assert_true(str_starts(f->message, "000") && str_ends(f->message, "007!"));
}

static void
many_findings_are_sorted_in_no_time(void **state)
{
	uint32_t n = 0, random = 1;

	(void)state;
	for (int i = 0; i < 200000; i++) {
		random = random * 1664525 + 1013904223;
		diag_add(&diag, DIAG_PLACEHOLDER, at("a", random >> 8, 1, 1), "x");
	}
	diag_sort(&diag);
	for (const struct finding *f = diag.first; f->next; f = f->next, n++)
		assert_true(f->at.line < f->next->at.line);
	assert_int_equal(diag.count[SEVERITY_WARNING], n + 1);
}

static void
a_copy_needs_nothing_of_the_original(void **state)
{
	struct arena brief;
	struct diag there;

	(void)state;
	arena_init(&brief);
	diag_init(&there, &brief);

	struct finding *f = diag_add(&there, DIAG_TOTAL_MISMATCH,
		(struct place){ str_copy(&brief, STR("a.csv")), 1, 2, 3 }, "%s", "message");

	f->severity = SEVERITY_NOTE;
	f->next = f;
	diag_label(&there, f, "label");
	diag_help(&there, f, "one");
	diag_help(&there, f, "two");
	diag_related(&there, f, f->at, "related");
	f->sum.stated = str_copy(&brief, STR("1"));
	f->sum.computed = str_copy(&brief, STR("2"));
	f->sum.difference = str_copy(&brief, STR("-1"));
	f->sum.unit = str_copy(&brief, STR("£"));

	const char *want_json = json_of(f), *want_text = text_of(f, STR("abcd"), "", false);
	struct finding *copy = diag_copy(&diag, f);

	arena_release(&brief);
	assert_string_equal(want_json, json_of(copy));
	assert_string_equal(want_text, text_of(copy, STR("abcd"), "", false));
	assert_null(copy->next);
	assert_int_equal(1, diag.count[SEVERITY_NOTE]);
	assert_ptr_equal(copy, diag.first);
}

/* A text that names a missing place ten thousand times has one finding, which is read to its end. */
static void
a_finding_has_as_many_places_as_anyone_reads(void **state)
{
	(void)state;
	struct arena a;
	struct diag d;
	unsigned count = 0;

	arena_init(&a);
	diag_init(&d, &a);
	struct finding *f = diag_add(&d, DIAG_REFERENCE_BROKEN, (struct place){ STR("a.md"), 1, 1, 1 }, "x");

	for (uint32_t i = 0; i < 10000; i++)
		diag_related(&d, f, (struct place){ STR("a.md"), i + 2, 1, 1 }, "and here");
	for (const struct finding_related *r = diag_copy(&d, f)->related; r; r = r->next) {
		count++;
		if (!r->next)
			assert_true(str_starts(r->message, "there are more"));
	}
	assert_int_equal(30, count);
	arena_release(&a);
}

int
main(void)
{
#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_code_has_a_name_a_severity_and_a_text),
		TEST(findings_are_counted_by_severity),
		TEST(a_finding_is_printed_with_its_line_caret_and_help),
		TEST(related_places_follow_the_help),
		TEST(a_whole_file_has_no_line_and_a_missing_line_no_gutter),
		TEST(colours_mark_place_severity_and_caret),
		TEST(a_caret_stands_under_what_is_meant),
		TEST(line_numbers_past_five_digits_widen_the_gutter),
		TEST(a_long_line_is_shown_around_the_caret),
		TEST(nothing_hostile_reaches_the_terminal),
		TEST(json_has_its_keys_in_their_order),
		TEST(findings_sort_by_place_code_and_message),
		TEST(of_equal_findings_the_first_stays),
		TEST(a_changed_severity_is_counted_when_sorted),
		TEST(a_message_may_be_long),
		TEST(many_findings_are_sorted_in_no_time),
		TEST(a_copy_needs_nothing_of_the_original),
		TEST(a_finding_has_as_many_places_as_anyone_reads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
