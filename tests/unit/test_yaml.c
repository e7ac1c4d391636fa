/*
 * YAML as a tree with places, and all of YAML that is refused.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "compile/yaml.h"

static struct arena arena;
static struct compile_input input = { .path = { "r.md", 4 } };
static struct compilation u;
static struct yaml tree;

/* The text as the front matter of a file: its first line is the file's second. */
static bool
front(struct str text)
{
	arena_release(&arena);
	arena_init(&arena);
	u = (struct compilation){ .in = &input, .arena = &arena };
	diag_init(&u.diag, &arena);
	source_init(&u.source, input.path, str_print(&arena, "---\n" STR_FMT "---\n", STR_ARG(text)),
		&arena);
	/* a NUL ends what str_print takes */
	if (u.source.text.len != text.len + 8) {
		struct buf whole = BUF_EMPTY;

		buf_text(&whole, "---\n");
		buf_str(&whole, text);
		buf_text(&whole, "---\n");
		source_init(&u.source, input.path, buf_keep(&whole, &arena), &arena);
		buf_release(&whole);
	}
	return yaml_read(&u, &u.source, 4, str_slice(u.source.text, 4, 4 + text.len), &tree);
}

static bool
file(struct str text)
{
	front(STR(""));
	source_init(&u.source, STR("site.yaml"), text, &arena);
	return yaml_read(&u, &u.source, 0, text, &tree);
}

/* head, and then n times text; good until the next call */
static struct str
times(const char *head, const char *text, size_t n)
{
	struct buf all = BUF_EMPTY;
	static struct arena kept;

	arena_release(&kept);
	arena_init(&kept);
	buf_text(&all, head);
	for (size_t i = 0; i < n; i++)
		buf_text(&all, text);

	struct str s = buf_keep(&all, &kept);

	buf_release(&all);
	return s;
}

static void
assert_place(struct place at, uint32_t line, uint32_t column, uint32_t width)
{
	assert_int_equal(line, at.line);
	assert_int_equal(column, at.column);
	assert_int_equal(width, at.width);
}

static void
assert_refused(enum diag_code code, uint32_t line, uint32_t column)
{
	const struct finding *f = u.diag.first;

	assert_non_null(f);
	assert_int_equal(code, f->code);
	if (line != f->at.line || column != f->at.column)
		fail_msg("%u:%u, not %u:%u: " STR_FMT, f->at.line, f->at.column, line, column,
			STR_ARG(f->message));
	assert_int_equal(1, tree.count);
	assert_int_equal(DATUM_MAP, tree.nodes[0].kind);
	assert_int_equal(1, tree.nodes[0].size);
}

static void
nodes_stand_in_preorder_and_know_their_size(void **state)
{
	(void)state;
	assert_true(front(STR("title: A\nwards: [N, S]\ncontact:\n  name: B\nversion: 1.0\n")));
	assert_int_equal(8, tree.count);
	assert_int_equal(8, tree.nodes[0].size);

	uint32_t title = yaml_first(&tree, 0), wards = yaml_next(&tree, 0, title);
	uint32_t contact = yaml_next(&tree, 0, wards), version = yaml_next(&tree, 0, contact);

	assert_true(str_is(tree.nodes[title].key, "title"));
	assert_true(str_is(tree.nodes[wards].key, "wards"));
	assert_int_equal(DATUM_LIST, tree.nodes[wards].kind);
	assert_int_equal(3, tree.nodes[wards].size);
	assert_true(str_is(tree.nodes[wards + 2].text, "S"));
	assert_int_equal(DATUM_MAP, tree.nodes[contact].kind);
	assert_true(str_is(tree.nodes[contact + 1].key, "name"));
	assert_true(str_is(tree.nodes[version].text, "1.0"));
	assert_int_equal(0, yaml_next(&tree, 0, version));
	assert_int_equal(0, yaml_first(&tree, title));
}

static void
places_are_those_of_the_file_in_characters(void **state)
{
	(void)state;
	assert_true(front(STR("title: \"£é\"\r\nsummary: {a: b}\r\nnotes:\r\n  - ££ x\r\n")));
	assert_place(tree.nodes[1].key_at, 2, 1, 5);
	assert_place(tree.nodes[1].at, 2, 8, 4);
	assert_place(tree.nodes[3].key_at, 3, 11, 1);
	assert_place(tree.nodes[3].at, 3, 14, 1);
	assert_place(tree.nodes[5].at, 5, 5, 4);
	assert_place(tree.nodes[0].at, 1, 1, 0);
}

static void
quotation_marks_are_remembered(void **state)
{
	(void)state;
	assert_true(front(STR("a: 10:00\nb: \"10:00\"\nc: '10:00'\nd: |\n  10:00\n")));
	assert_true(tree.nodes[1].plain);
	assert_false(tree.nodes[2].plain);
	assert_false(tree.nodes[3].plain);
	assert_false(tree.nodes[4].plain);
	assert_true(str_is(tree.nodes[1].text, "10:00"));
	assert_true(str_is(tree.nodes[4].text, "10:00\n"));
}

static void
nothing_and_comments_are_an_empty_map(void **state)
{
	(void)state;
	assert_true(front(STR("")));
	assert_int_equal(1, tree.count);
	assert_true(front(STR("# nothing yet\n\n")));
	assert_int_equal(1, tree.count);
	assert_int_equal(DATUM_MAP, tree.nodes[0].kind);
}

static void
a_file_may_begin_with_hyphens_and_front_matter_may_not(void **state)
{
	(void)state;
	assert_true(file(STR("---\ntitle: A\n")));
	assert_int_equal(2, tree.count);
	assert_place(tree.nodes[1].at, 2, 8, 1);
	assert_false(front(STR("--- # again\ntitle: A\n")));
	assert_refused(DIAG_FRONT_MATTER_MALFORMED, 2, 1);
}

static void
a_key_that_stands_twice_is_refused_and_both_are_shown(void **state)
{
	(void)state;
	assert_false(front(STR("title: A\nexempt: 3\ntitle: B\n")));
	assert_refused(DIAG_FRONT_MATTER_MALFORMED, 4, 1);
	assert_place(u.diag.first->related->at, 2, 1, 5);
	assert_false(front(STR("contact: {tel: 1, tel: 2}\n")));
	assert_refused(DIAG_FRONT_MATTER_MALFORMED, 2, 19);
	assert_true(front(STR("a: {tel: 1}\nb: {tel: 2}\ntel: 3\n")));
}

/* What YAML has and we do not; each at its place. */
static void
the_clever_parts_of_yaml_are_refused(void **state)
{
	static const struct {
		const char *text;
		uint32_t    line, column;
	} cases[] = {
		{ "a: &x 1\n",               2, 4 },
		{ "a: *x\n",                 2, 4 },
		{ "*x : 1\n",                2, 1 },
		{ "a: !!int 3\n",            2, 4 },
		{ "a: ! 3\n",                2, 4 },
		{ "a: &x [1]\n",             2, 4 },
		{ "a: !t {b: c}\n",          2, 4 },
		{ "%YAML 1.1\n--- \na: 1\n", 2, 1 },
		{ "%TAG ! x:\n--- \na: 1\n", 2, 1 },
		{ "%F x\na: 1\n",            2, 1 },
		{ "a: 1\n...\n",             3, 1 },
		{ "a: 1\n...\nb: 2\n",       3, 1 },
		{ "a: 1\n--- \nb: 2\n",      3, 1 },
		{ "? [a]\n: b\n",            2, 3 },
		{ "? {a: b}\n: c\n",         2, 3 },
		{ "- a\n",                   2, 1 },
		{ "title\n",                 2, 1 },
		{ "[a, b]\n",                2, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_false(front(str_of(cases[i].text)));
		assert_refused(DIAG_FRONT_MATTER_MALFORMED, cases[i].line, cases[i].column);
	}
}

static void
what_is_no_yaml_is_refused_where_it_goes_wrong(void **state)
{
	static const struct {
		const char *text;
		uint32_t    line, column;
		const char *message;
	} cases[] = {
		{ "title: Budget: part two\n", 2, 14, "a second `: ` stands in this value" },
		{ "title: A\nsummary\nx: y\n", 3, 1, "this line is no `key: value`" },
		{ "title: \"A\nx: y\n", 2, 8, "a quotation mark is opened here and never closed" },
		{ "title: @A\n", 2, 8, "a value may not begin with this character" },
		{ "title: [A, B\nx: y\n", 2, 8, "the list that begins here with `[` is not closed" },
		{ "title: {A: B\nx: y\n", 2, 8, "the group that begins here with `{` is not closed" },
		{ "title: A\n  x: y\n", 3, 4, "a second `: ` stands in this value" },
		{ "a: - b\n", 2, 4, "a list may not begin here" },
		{ "a:\n\tb: c\n", 3, 1, NULL },
		{ "a: \"b\\qc\"\n", 2, 6, "a backslash stands in this text" },
		{ "a: \"b\" c\n", 2, 8, NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_false(front(str_of(cases[i].text)));
		assert_refused(DIAG_FRONT_MATTER_MALFORMED, cases[i].line, cases[i].column);
		assert_non_null(u.diag.first->help);
		if (cases[i].message && !str_is(u.diag.first->message, cases[i].message))
			fail_msg("`%s`: " STR_FMT, cases[i].text, STR_ARG(u.diag.first->message));
	}
}

static void
what_cannot_be_seen_is_refused(void **state)
{
	static const struct str texts[] = {
		STR("a: \0b\n"), STR("a: \x01\n"), STR("a: \x1b[0m\n"), STR("a: \x7f\n"),
		STR("a: \xc2\x80\n"), STR("a: \xc2\x85\n"), STR("a: \xe2\x80\xa8\n"),
		STR("a: \xe2\x80\xa9\n"), STR("a: \xef\xbb\xbf\n"), STR("a: \xef\xbf\xbf\n"),
		STR("a: \x0b\n"), STR("a: \x0c\n"), STR("a: # \x02\n"),
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		assert_false(front(texts[i]));
		assert_refused(DIAG_FRONT_MATTER_MALFORMED, 2, i == 12 ? 6 : 4);
	}
	assert_false(front(STR("\xef\xbb\xbf" "a: b\n")));
	assert_refused(DIAG_FRONT_MATTER_MALFORMED, 2, 1);
	assert_true(front(STR("a: b\tc £ \xf0\x9f\x98\x80\n")));
}

static void
a_backslash_makes_nothing_that_cannot_be_seen(void **state)
{
	static const char *const texts[] = { "a: \"\\0\"\n", "a: \"\\e\"\n", "a: \"\\N\"\n",
		"a: \"\\L\"\n", "a: \"\\uFEFF\"\n", "\"a\\b\": c\n" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		assert_false(front(str_of(texts[i])));
		assert_refused(DIAG_FRONT_MATTER_MALFORMED, 2, i == 5 ? 1 : 4);
	}
	assert_true(front(STR("a: \"\\x41\\n\\t\"\n")));
	assert_true(str_is(tree.nodes[1].text, "A\n\t"));
}

static void
size_depth_and_number_have_limits(void **state)
{
	(void)state;
	assert_true(front(times("", "# comment\n", 6500)));
	assert_false(front(times("", "# comment\n", 6600)));
	assert_refused(DIAG_TOO_LARGE, 1, 1);

	assert_true(front(STR("a: [[[[[[[[[[[[[[[b]]]]]]]]]]]]]]]\n")));	/* 15 and the root */
	assert_false(front(STR("a: [[[[[[[[[[[[[[[[b]]]]]]]]]]]]]]]]\n")));
	assert_refused(DIAG_TOO_DEEP, 2, 19);

	assert_false(front(times("a:\n", "- \n", 21000)));
	assert_refused(DIAG_TOO_LARGE, 19998, 2);
	assert_int_equal(1, u.diag.count[SEVERITY_ERROR]);
}

static void
many_faults_are_told_ten_times(void **state)
{
	(void)state;
	assert_false(front(times("a:\n", "- *x\n", 5000)));
	assert_int_equal(10, u.diag.count[SEVERITY_ERROR]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nodes_stand_in_preorder_and_know_their_size),
		cmocka_unit_test(places_are_those_of_the_file_in_characters),
		cmocka_unit_test(quotation_marks_are_remembered),
		cmocka_unit_test(nothing_and_comments_are_an_empty_map),
		cmocka_unit_test(a_file_may_begin_with_hyphens_and_front_matter_may_not),
		cmocka_unit_test(a_key_that_stands_twice_is_refused_and_both_are_shown),
		cmocka_unit_test(the_clever_parts_of_yaml_are_refused),
		cmocka_unit_test(what_is_no_yaml_is_refused_where_it_goes_wrong),
		cmocka_unit_test(what_cannot_be_seen_is_refused),
		cmocka_unit_test(a_backslash_makes_nothing_that_cannot_be_seen),
		cmocka_unit_test(size_depth_and_number_have_limits),
		cmocka_unit_test(many_faults_are_told_ten_times),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_release(&arena);
	return failed;
}
