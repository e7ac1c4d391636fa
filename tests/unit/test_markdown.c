/*
 * The Markdown parser behind its wall: the tree, its limits, and that a parse which was given up
 * leaves nothing behind for the next.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "compile/markdown.h"

static const struct markdown_node *root;

static enum markdown_result
parse(const char *text)
{
	return markdown_parse(str_of(text), true, &root);
}

static void
assert_text(struct str got, const char *want)
{
	if (!str_is(got, want))
		fail_msg("got `" STR_FMT "`, not `%s`", STR_ARG(got), want);
}

/* The kinds of a tree's nodes, in order, as one letter each; a capital when it is entered. */
static void
assert_kinds(const char *text, const char *want)
{
	static const char letters[MARKDOWN_KINDS] = {
		[MARKDOWN_DOCUMENT] = 'd', [MARKDOWN_LIST] = 'l', [MARKDOWN_ITEM] = 'i',
		[MARKDOWN_PARAGRAPH] = 'p', [MARKDOWN_HEADING] = 'h', [MARKDOWN_TABLE] = 'b',
		[MARKDOWN_ROW] = 'r', [MARKDOWN_CELL] = 'c', [MARKDOWN_TEXT] = 't',
		[MARKDOWN_STRUCK] = 'x',
		[MARKDOWN_LINK] = 'a', [MARKDOWN_NOTE] = 'n', [MARKDOWN_NOTE_MARK] = 'm',
	};
	struct markdown_walk w;
	char got[200];
	size_t len = 0;

	assert_int_equal(MARKDOWN_READ, parse(text));
	markdown_walk(&w, root);
	do {
		char c = letters[markdown_kind(w.node)];

		assert_true(c && len < sizeof(got) - 1);
		got[len++] = w.leaving ? c : (char)(c - 'a' + 'A');
	} while (markdown_step(&w));
	got[len] = '\0';
	assert_string_equal(want, got);
	markdown_release();
}

static void
the_walk_enters_and_leaves_every_node(void **state)
{
	(void)state;
	assert_kinds("## a\n\n- [b](c)\n", "DHTthLIPATtapild");
	assert_kinds("", "Dd");
}

static void
tables_struck_text_and_notes_are_known(void **state)
{
	(void)state;
	assert_kinds("| ~~a~~ |\n|---|\n| |\n", "DBRCXTtxcrRCcrbd");
	assert_kinds("a[^1]\n\n[^1]: b\n", "DPTtMmpNPTtpnd");
}

static void
notes_are_text_where_they_are_not_wanted(void **state)
{
	(void)state;
	assert_int_equal(MARKDOWN_READ, markdown_parse(STR("a[^1]\n\n[^1]: b\n"), false, &root));
	assert_text(markdown_text(markdown_first(markdown_first(root))), "a");
	markdown_release();
}

static void
bare_addresses_and_quotation_marks_are_left_alone(void **state)
{
	(void)state;
	assert_kinds("\"http://a.b\" -- c...\n", "DPTtpd");
}

static void
a_list_says_where_it_begins(void **state)
{
	(void)state;
	parse("3. a\n\n4. b\n");

	struct markdown_list list = markdown_list(markdown_first(root));

	assert_true(list.ordered);
	assert_false(list.tight);
	assert_int_equal(3, list.start);
	markdown_release();
}

static void
tasks_are_done_or_to_be_done(void **state)
{
	(void)state;
	parse("- [ ] a\n- [x] b\n- c\n");

	const struct markdown_node *item = markdown_first(markdown_first(root));

	assert_int_equal(MARKDOWN_TASK_OPEN, markdown_task(item));
	assert_int_equal(MARKDOWN_TASK_DONE, markdown_task(markdown_next(item)));
	assert_int_equal(MARKDOWN_NO_TASK, markdown_task(markdown_next(markdown_next(item))));
	markdown_release();
}

static void
a_column_has_its_alignment(void **state)
{
	(void)state;
	parse("|a|b|c|d|\n|-|:-|:-:|-:|\n");
	assert_int_equal(0, markdown_align(markdown_first(root), 0));
	assert_int_equal('l', markdown_align(markdown_first(root), 1));
	assert_int_equal('c', markdown_align(markdown_first(root), 2));
	assert_int_equal('r', markdown_align(markdown_first(root), 3));
	assert_int_equal(0, markdown_align(markdown_first(root), 4));
	assert_true(markdown_is_header(markdown_first(markdown_first(root))));
	markdown_release();
}

static void
plain_text_is_what_is_read_aloud(void **state)
{
	struct buf out = BUF_EMPTY;

	(void)state;
	parse("a *b* `c`\n![d](e) <b>f</b>&amp;g\n");
	markdown_plain(root, &out);
	assert_text(buf_view(&out), "a b c d f&g");
	buf_release(&out);
	markdown_release();
}

/* Much work in little text. */
static struct str
laborious(struct buf *out)
{
	for (int i = 0; i < 20000; i++)
		buf_text(out, "- ~~a~~ *b* [c](d) | e\n");
	return buf_view(out);
}

static void
a_text_that_takes_too_long_is_given_up(void **state)
{
	struct buf text = BUF_EMPTY;

	(void)state;
	markdown_limits(1, 0);
	assert_int_equal(MARKDOWN_TOO_SLOW, markdown_parse(laborious(&text), true, &root));
	assert_null(root);
	markdown_limits(0, 0);
	buf_release(&text);
}

static void
a_text_that_takes_too_much_memory_is_given_up(void **state)
{
	struct buf text = BUF_EMPTY;

	(void)state;
	markdown_limits(0, 1 << 20);
	assert_int_equal(MARKDOWN_TOO_BIG, markdown_parse(laborious(&text), true, &root));
	markdown_limits(0, 0);
	assert_int_equal(MARKDOWN_READ, markdown_parse(buf_view(&text), true, &root));
	markdown_release();
	buf_release(&text);
}

/* Wherever it is given up: the parser's own tables must be as they were. */
static void
after_a_text_that_was_given_up_the_next_is_read_as_ever(void **state)
{
	struct buf text = BUF_EMPTY;

	(void)state;
	laborious(&text);
	for (size_t memory = 1 << 19; memory < 24 << 20; memory += memory / 3) {
		enum markdown_result result;

		markdown_limits(0, memory);
		result = markdown_parse(buf_view(&text), true, &root);
		if (result == MARKDOWN_READ)
			markdown_release();
		markdown_limits(0, 0);
		assert_kinds("a~b *c\n\n~~d~~ |e\n", "DPTtpPXTtxTtpd");
		assert_kinds("| ~~a~~ |\n|---|\n| |\n", "DBRCXTtxcrRCcrbd");
	}
	buf_release(&text);
}

static void
a_tree_of_any_depth_is_walked(void **state)
{
	struct buf text = BUF_EMPTY;
	struct markdown_walk w;
	unsigned deepest = 0;

	(void)state;
	for (int i = 0; i < 3000; i++)
		buf_text(&text, "*a **a ");
	buf_text(&text, "b");
	for (int i = 0; i < 3000; i++)
		buf_text(&text, " a** a*");
	assert_int_equal(MARKDOWN_READ, markdown_parse(buf_view(&text), true, &root));
	markdown_walk(&w, root);
	do
		deepest = w.depth > deepest ? w.depth : deepest;
	while (markdown_step(&w));
	assert_true(deepest > 5000);
	markdown_release();
	buf_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_walk_enters_and_leaves_every_node),
		cmocka_unit_test(tables_struck_text_and_notes_are_known),
		cmocka_unit_test(notes_are_text_where_they_are_not_wanted),
		cmocka_unit_test(bare_addresses_and_quotation_marks_are_left_alone),
		cmocka_unit_test(a_list_says_where_it_begins),
		cmocka_unit_test(tasks_are_done_or_to_be_done),
		cmocka_unit_test(a_column_has_its_alignment),
		cmocka_unit_test(plain_text_is_what_is_read_aloud),
		cmocka_unit_test(a_text_that_takes_too_long_is_given_up),
		cmocka_unit_test(a_text_that_takes_too_much_memory_is_given_up),
		cmocka_unit_test(after_a_text_that_was_given_up_the_next_is_read_as_ever),
		cmocka_unit_test(a_tree_of_any_depth_is_walked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
