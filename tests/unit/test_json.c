/*
 * JSON as a tree with places, and all that is refused: it comes from elsewhere.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "compile/json.h"

static struct arena arena;
static struct compile_input input = { .path = { "inventory.json", 14 } };
static struct compilation u;
static struct yaml tree;

static bool
read_text(struct str text)
{
	arena_release(&arena);
	arena_init(&arena);
	u = (struct compilation){ .in = &input, .arena = &arena };
	diag_init(&u.diag, &arena);
	source_init(&u.source, input.path, text, &arena);
	return json_read(&u, &u.source, &tree);
}

static bool
read_times(const char *head, const char *text, size_t n, const char *tail)
{
	static struct arena kept;
	struct buf all = BUF_EMPTY;

	arena_release(&kept);
	arena_init(&kept);
	buf_text(&all, head);
	for (size_t i = 0; i < n; i++)
		buf_text(&all, text);
	buf_text(&all, tail);
	struct str whole = buf_keep(&all, &kept);

	buf_release(&all);
	return read_text(whole);
}

static void
values_are_nodes_in_preorder(void **state)
{
	(void)state;
	assert_true(read_text(STR("{ \"a\": [1, \"x\", {}],\n \"b\" : true , \"c\":{\"d\":-20}}\n")));
	assert_int_equal(tree.count, 8);
	assert_int_equal(tree.nodes[0].size, 8);
	assert_int_equal(tree.nodes[1].size, 4);
	assert_true(str_is(tree.nodes[2].text, "1"));
	assert_true(str_is(tree.nodes[5].key, "b"));
	assert_true(str_is(tree.nodes[5].text, "true"));
	assert_int_equal(tree.nodes[5].at.line, 2);
	assert_true(str_is(tree.nodes[7].text, "-20"));
}

static void
escapes_are_characters(void **state)
{
	(void)state;
	assert_true(read_text(STR("{\"a\":\"\\\"\\\\\\/\\t\\u00a3\\ud83d\\ude00 \xc2\xa3\"}")));
	assert_true(str_is(tree.nodes[1].text, "\"\\/\t\xc2\xa3\xf0\x9f\x98\x80 \xc2\xa3"));
}

static void
what_is_not_json_is_refused_with_one_finding(void **state)
{
	static const char *const wrong[] = { "", " ", "[]", "\"a\"", "{", "{]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}",
		"{\"a\":1}x", "{\"a\":1}{}", "{a:1}", "{'a':1}", "{\"a\":null}", "{\"a\":nul}", "{\"a\":01}",
		"{\"a\":1.5}", "{\"a\":1e5}", "{\"a\":-}", "{\"a\":+1}", "{\"a\":\"\n\"}", "{\"a\":\"\\x\"}",
		"{\"a\":\"\\u12\"}", "{\"a\":\"\\u0000\"}", "{\"a\":\"\\ud800\"}", "{\"a\":\"\\ud800\\u0041\"}",
		"{\"a\":\"\\udc00\"}", "{\"a\":\"\\", "{\"a\":\"", "{\"a\":1,\"a\":2}", "{\"\":1}", "{\"a\":[1,]}",
		"{\"a\":[1 2]}", "{\"a\":[", "{\"a\":[1}", "{,}", "// x\n{}", "{\"a\":12345678901234567}",
		"{\"a\":true1}", "{\"a\":\"\x7f\"}" };

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		if (read_text(str_of(wrong[i])))
			fail_msg("this was read: %s", wrong[i]);
		assert_int_equal(u.diag.count[SEVERITY_ERROR], 1);
		assert_int_equal(tree.count, 1);
		assert_int_equal(tree.nodes[0].kind, DATUM_MAP);
	}
	assert_false(read_text((struct str){ "{\"a\":\"\0\"}", 9 }));
	assert_false(read_text((struct str){ "{}\0", 3 }));
}

static void
depth_and_keys_have_limits(void **state)
{
	(void)state;
	assert_true(read_times("{\"a\":", "[", 8, "]]]]]]]]}"));
	assert_false(read_times("{\"a\":", "[", 9, "]]]]]]]]]}"));
	assert_int_equal(u.diag.first->code, DIAG_TOO_DEEP);
	assert_false(read_times("{\"a\":", "[", 1000000, ""));
	assert_int_equal(u.diag.first->code, DIAG_TOO_DEEP);
	assert_false(read_times("{\"a\":", "{\"a\":", 1000000, ""));
	assert_false(read_times("{\"a\":[", "0,", 2000001, "0]}"));
	assert_int_equal(u.diag.first->code, DIAG_TOO_LARGE);
}

/* Every byte in turn left out, doubled and changed: nothing crashes, and what is read is a tree. */
static void
damage_anywhere_is_no_harm(void **state)
{
	static const char good[] = "{\"inventory\":1,\"pages\":[{\"path\":\"a\\u00a3.md\",\"places\":[{\"id\":\"1\"}]}]}";
	char bytes[sizeof(good) + 1];

	(void)state;
	for (size_t i = 0; i + 1 < sizeof(good); i++)
		for (int c = 1; c < 128; c++) {
			memcpy(bytes, good, sizeof(good));
			bytes[i] = (char)c;
			read_text((struct str){ bytes, sizeof(good) - 1 });
			assert_true(tree.count >= 1 && tree.nodes[0].size == tree.count);
			read_text((struct str){ bytes, i });
			assert_true(tree.count >= 1 && tree.nodes[0].size == tree.count);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_nodes_in_preorder),
		cmocka_unit_test(escapes_are_characters),
		cmocka_unit_test(what_is_not_json_is_refused_with_one_finding),
		cmocka_unit_test(depth_and_keys_have_limits),
		cmocka_unit_test(damage_anywhere_is_no_harm),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_release(&arena);
	return failed;
}
