/*
 * Text into HTML, JSON and CSV.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/escape.h"

static void
assert_escaped(void (*escape)(struct buf *, struct str), struct str want, struct str from)
{
	struct buf out = BUF_EMPTY;

	escape(&out, from);
	if (!str_equal(want, buf_view(&out)))
		fail_msg("`" STR_FMT "` became `" STR_FMT "`, not `" STR_FMT "`", STR_ARG(from),
			STR_ARG(buf_view(&out)), STR_ARG(want));
	buf_release(&out);
}

#define assert_html(want, from) assert_escaped(escape_html, STR(want), STR(from))
#define assert_json(want, from) assert_escaped(escape_json, STR(want), STR(from))
#define assert_csv(want, from)  assert_escaped(escape_csv, STR(want), STR(from))
#define assert_cell(want, from) assert_escaped(escape_csv_text, STR(want), STR(from))

static void
html_text_opens_no_tag_and_ends_no_attribute(void **state)
{
	(void)state;
	assert_html("&lt;b&gt; &amp;amp; &quot;x&quot; &#39;y&#39;", "<b> &amp; \"x\" 'y'");
	assert_html("£4,374 予", "£4,374 予");
	assert_html("", "");
	assert_html("&lt;", "<");
	assert_html("a&lt;", "a<");
	assert_html("&lt;a", "<a");
}

static void
json_members_have_commas_between_them_and_empty_ones_are_left_out(void **state)
{
	struct buf out = BUF_EMPTY;

	(void)state;
	buf_char(&out, '{');
	escape_json_member(&out, "none", STR_NONE);
	escape_json_member(&out, "a", STR("\"{"));
	escape_json_member(&out, "b", STR("2"));
	assert_true(str_is(buf_view(&out), "{\"a\":\"\\\"{\",\"b\":\"2\""));
	buf_release(&out);
}

static void
json_is_quoted_and_has_no_control_character(void **state)
{
	(void)state;
	assert_json("\"\"", "");
	assert_json("\"a \\\"b\\\" \\\\ £ 😀\"", "a \"b\" \\ £ 😀");
	assert_json("\"\\n\\r\\t\\u0000\\u001b\\u007f\\u009b\"", "\n\r\t\0\033\x7f\xc2\x9b");
	assert_json("\"\\u003c/script>\"", "</script>");
	assert_json("\"\\u2028\\u202e\\u2066\"", "\xe2\x80\xa8\xe2\x80\xae\xe2\x81\xa6");
	assert_json("\"\\u200e\\u200f\\u061c\"", "\xe2\x80\x8e\xe2\x80\x8f\xd8\x9c");
}

static void
json_is_valid_whatever_the_bytes(void **state)
{
	(void)state;
	assert_json("\"a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd!\"", "a\xff\xe2\x82!");
	assert_json("\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"", "\xed\xa0\x80");
}

static void
a_csv_field_is_quoted_where_it_must_be(void **state)
{
	(void)state;
	assert_csv("Total Performance", "Total Performance");
	assert_csv("\"1,234\"", "1,234");
	assert_csv("\"a \"\"b\"\"\"", "a \"b\"");
	assert_csv("\"a\nb\"", "a\nb");
	assert_csv("\"a\rb\"", "a\rb");
	assert_csv("", "");
	assert_csv("=1+1", "=1+1");	/* that is escape_csv_text's */
}

static void
no_spreadsheet_runs_a_text_cell(void **state)
{
	(void)state;
	assert_cell("'=1+1", "=1+1");
	assert_cell("'+1+1", "+1+1");
	assert_cell("'-1+1", "-1+1");
	assert_cell("'@SUM(A1)", "@SUM(A1)");
	assert_cell("'|calc", "|calc");
	assert_cell("'%x", "%x");
	assert_cell("'  =1+1", "  =1+1");
	assert_cell("'\xc2\xa0\xe2\x80\x89=1", "\xc2\xa0\xe2\x80\x89=1");
	assert_cell("'\xef\xbb\xbf=1", "\xef\xbb\xbf=1");
	assert_cell("'\tx", "\tx");
	assert_cell("\"'\rx\"", "\rx");
	assert_cell("\"' \nx\"", " \nx");
	assert_cell("'＝1+1", "＝1+1");
	assert_cell("'＋1", "＋1");
	assert_cell("'－1", "－1");
	assert_cell("'＠x", "＠x");
	assert_cell("'｜x", "｜x");
	assert_cell("'％x", "％x");
	assert_cell("'-", "-");
	assert_cell("\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"", "=HYPERLINK(\"x\",\"y\")");
}

static void
what_is_exactly_a_number_or_plain_text_stays(void **state)
{
	(void)state;
	assert_cell("-5", "-5");
	assert_cell("+4.50", "+4.50");
	assert_cell("\"-1,234.5\"", "-1,234.5");
	assert_cell("Risk = high", "Risk = high");
	assert_cell("", "");
	assert_cell("   ", "   ");
	assert_cell("'-1.2.3", "-1.2.3");
	assert_cell("'-1.", "-1.");
	assert_cell("'-.5", "-.5");
	assert_cell("\"'-1.5,0\"", "-1.5,0");
	assert_cell("\"'-1,,0\"", "-1,,0");
	assert_cell("' -5", " -5");
	assert_cell("'--5", "--5");
	assert_cell("'-5e3", "-5e3");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(html_text_opens_no_tag_and_ends_no_attribute),
		cmocka_unit_test(json_is_quoted_and_has_no_control_character),
		cmocka_unit_test(json_members_have_commas_between_them_and_empty_ones_are_left_out),
		cmocka_unit_test(json_is_valid_whatever_the_bytes),
		cmocka_unit_test(a_csv_field_is_quoted_where_it_must_be),
		cmocka_unit_test(no_spreadsheet_runs_a_text_cell),
		cmocka_unit_test(what_is_exactly_a_number_or_plain_text_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
