/*
 * Encodings, and where front matter begins and ends.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "compile/unit.h"

static struct arena arena;
static struct compile_input input;
static const struct compile_options options;
static struct compilation u;

static void
begin(struct str path, struct str bytes)
{
	arena_release(&arena);
	arena_init(&arena);
	input = (struct compile_input){ .path = path, .bytes = bytes };
	u = (struct compilation){ .in = &input, .options = &options, .arena = &arena };
	diag_init(&u.diag, &arena);
}

static bool
document(struct str bytes)
{
	begin(STR("committees/c/2025-09-16/r.md"), bytes);
	return scan_markdown(&u);
}

static bool
table(struct str bytes)
{
	begin(STR("budgets/t.csv"), bytes);
	return scan_table(&u);
}

static void
assert_text(struct str got, const char *want)
{
	if (!str_is(got, want))
		fail_msg("got `" STR_FMT "`, not `%s`", STR_ARG(got), want);
}

static void
assert_refused(enum diag_code code, uint32_t line, uint32_t column)
{
	assert_non_null(u.diag.first);
	assert_int_equal(code, u.diag.first->code);
	assert_int_equal(SEVERITY_ERROR, u.diag.first->severity);
	assert_int_equal(1, u.diag.count[SEVERITY_ERROR]);
	assert_int_equal(line, u.diag.first->at.line);
	assert_int_equal(column, u.diag.first->at.column);
	assert_non_null(u.diag.first->help);
}

static void
front_matter_stands_between_two_lines_of_hyphens(void **state)
{
	(void)state;
	assert_true(document(STR("---\ntitle: A\n---\nText\n---\nMore\n")));
	assert_text(u.front, "title: A\n");
	assert_text(u.body, "Text\n---\nMore\n");
	assert_int_equal(4, u.front_offset);
	assert_int_equal(17, u.body_offset);
	assert_null(u.diag.first);
}

static void
any_line_end_will_do(void **state)
{
	(void)state;
	assert_true(document(STR("---\r\ntitle: A\r\n---\r\nText\r\n")));
	assert_text(u.front, "title: A\r\n");
	assert_text(u.body, "Text\r\n");
	assert_true(document(STR("---\rtitle: A\r---\rText")));
	assert_text(u.front, "title: A\r");
	assert_text(u.body, "Text");
}

static void
a_byte_order_mark_at_the_start_is_dropped(void **state)
{
	(void)state;
	assert_true(document(STR("\xef\xbb\xbf---\ntitle: A\n---\n")));
	assert_text(u.front, "title: A\n");
	assert_text(u.body, "");
}

static void
blanks_behind_the_hyphens_harm_nobody(void **state)
{
	(void)state;
	assert_true(document(STR("--- \t\ntitle: A\n---  \nText")));
	assert_text(u.front, "title: A\n");
	assert_text(u.body, "Text");
}

static void
front_matter_may_be_empty_or_absent(void **state)
{
	(void)state;
	assert_true(document(STR("---\n---\nText")));
	assert_text(u.front, "");
	assert_int_equal(4, u.front_offset);
	assert_text(u.body, "Text");
	assert_true(document(STR("# Title\n\nText\n\n---\n\nMore")));
	assert_int_equal(0, u.front_offset);
	assert_int_equal(0, u.front.len);
	assert_text(u.body, "# Title\n\nText\n\n---\n\nMore");
	assert_true(document(STR("")));
	assert_true(document(STR("- item\n- item\n")));
}

static void
front_matter_that_is_not_closed_is_refused(void **state)
{
	(void)state;
	assert_false(document(STR("---\ntitle: A\n\nText\n")));
	assert_refused(DIAG_FRONT_MATTER_MALFORMED, 1, 1);
	assert_false(document(STR("---")));
	assert_refused(DIAG_FRONT_MATTER_MALFORMED, 1, 1);
	assert_int_equal(3, u.diag.first->at.width);
}

static void
a_closing_line_that_only_looks_like_one_is_shown(void **state)
{
	(void)state;
	assert_false(document(STR("---\ntitle: A\n–––\nText\n")));
	assert_refused(DIAG_FRONT_MATTER_MALFORMED, 3, 1);
	assert_false(document(STR("---\ntitle: A\n...\nText\n")));
	assert_refused(DIAG_FRONT_MATTER_MALFORMED, 3, 1);
}

static void
an_opening_line_that_only_looks_like_one_is_refused(void **state)
{
	static const struct str heads[] = { STR("----\n"), STR("–––\n"), STR("---title: A\n"),
		STR(" ---\n"), STR("\xc2\xa0---\n"), STR("+++\n"), STR("```yaml\n"), STR("{ \"a\": 1 }\n") };

	(void)state;
	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++) {
		assert_false(document(heads[i]));
		assert_refused(DIAG_FRONT_MATTER_MALFORMED, 1, 1);
	}
	assert_false(document(STR("\n\n---\ntitle: A\n---\n")));
	assert_refused(DIAG_FRONT_MATTER_MALFORMED, 3, 1);
}

static void
a_document_that_is_not_utf8_is_an_error_at_the_character(void **state)
{
	(void)state;
	assert_false(document(STR("---\ntitle: A\n---\nA caf\xe9.\n")));
	assert_refused(DIAG_ENCODING, 4, 6);
	assert_false(document(STR("---\ntitle: caf\xe9\n---\nText\n")));
	assert_refused(DIAG_FRONT_MATTER_MALFORMED, 2, 11);
	assert_false(document(STR("\xff\xfe-\0-\0-\0")));
	assert_refused(DIAG_ENCODING, 1, 1);
}

static void
a_table_is_read_as_utf8_and_nothing_is_said(void **state)
{
	(void)state;
	assert_true(table(STR("\xef\xbb\xbfName,£k\n")));
	assert_text(u.source.text, "Name,£k\n");
	assert_null(u.diag.first);
}

static void
a_table_from_an_old_program_is_read_as_windows_1252_with_a_note(void **state)
{
	(void)state;
	assert_true(table(STR("Name,Amount\nA,1\nB \x96 \x80,\xa3" "2\n")));
	assert_text(u.source.text, "Name,Amount\nA,1\nB – €,£2\n");
	assert_int_equal(DIAG_ENCODING, u.diag.first->code);
	assert_int_equal(SEVERITY_NOTE, u.diag.first->severity);
	assert_int_equal(3, u.diag.first->at.line);
	assert_int_equal(3, u.diag.first->at.column);
	assert_null(u.diag.first->next);
}

static void
utf16_with_its_mark_is_read_in_either_order(void **state)
{
	(void)state;
	assert_true(table(STR("\xff\xfe" "A\0,\0\xa3\0\n\0\x3d\xd8\x00\xde")));
	assert_text(u.source.text, "A,£\n\xf0\x9f\x98\x80");
	assert_true(table(STR("\xfe\xff\0A\0,\0\xa3")));
	assert_text(u.source.text, "A,£");
	assert_null(u.diag.first);
}

static void
damaged_utf16_is_refused(void **state)
{
	(void)state;
	assert_false(table(STR("\xff\xfe" "A\0,\0B")));
	assert_refused(DIAG_CSV_MALFORMED, 1, 3);
	assert_false(table(STR("\xff\xfe" "A\0\x3d\xd8" "B\0")));
	assert_refused(DIAG_CSV_MALFORMED, 1, 2);
}

static void
a_nul_in_a_table_is_refused(void **state)
{
	(void)state;
	assert_false(table(STR("A,B\nC,\0D\n")));
	assert_refused(DIAG_CSV_MALFORMED, 2, 3);
	assert_false(table(STR("A\0,\0B\0")));	/* UTF-16 that does not say so */
	assert_refused(DIAG_CSV_MALFORMED, 1, 2);
}

static void
a_byte_that_no_encoding_has_is_refused(void **state)
{
	(void)state;
	assert_false(table(STR("A,B\n\xe9,\x81\n")));
	assert_refused(DIAG_CSV_MALFORMED, 2, 3);
}

static void
a_yaml_file_must_be_utf8(void **state)
{
	(void)state;
	begin(STR("site.yaml"), STR("\xef\xbb\xbftitle: A\n"));
	assert_true(scan_yaml(&u, input.bytes, &u.source));
	assert_text(u.source.text, "title: A\n");
	begin(STR("site.yaml"), STR("title: \xa3\n"));
	assert_false(scan_yaml(&u, input.bytes, &u.source));
	assert_refused(DIAG_FRONT_MATTER_MALFORMED, 1, 8);
}

static void
a_sidecar_has_its_table_s_name_with_yaml_behind(void **state)
{
	(void)state;
	begin(STR("budgets/t.csv"), STR("A,B\n"));
	assert_true(scan_yaml(&u, STR("title: A\n"), &u.sidecar));
	assert_text(u.sidecar.path, "budgets/t.csv.yaml");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(front_matter_stands_between_two_lines_of_hyphens),
		cmocka_unit_test(any_line_end_will_do),
		cmocka_unit_test(a_byte_order_mark_at_the_start_is_dropped),
		cmocka_unit_test(blanks_behind_the_hyphens_harm_nobody),
		cmocka_unit_test(front_matter_may_be_empty_or_absent),
		cmocka_unit_test(front_matter_that_is_not_closed_is_refused),
		cmocka_unit_test(a_closing_line_that_only_looks_like_one_is_shown),
		cmocka_unit_test(an_opening_line_that_only_looks_like_one_is_refused),
		cmocka_unit_test(a_document_that_is_not_utf8_is_an_error_at_the_character),
		cmocka_unit_test(a_table_is_read_as_utf8_and_nothing_is_said),
		cmocka_unit_test(a_table_from_an_old_program_is_read_as_windows_1252_with_a_note),
		cmocka_unit_test(utf16_with_its_mark_is_read_in_either_order),
		cmocka_unit_test(damaged_utf16_is_refused),
		cmocka_unit_test(a_nul_in_a_table_is_refused),
		cmocka_unit_test(a_byte_that_no_encoding_has_is_refused),
		cmocka_unit_test(a_yaml_file_must_be_utf8),
		cmocka_unit_test(a_sidecar_has_its_table_s_name_with_yaml_behind),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_release(&arena);
	return failed;
}
