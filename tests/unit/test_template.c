/*
 * Mustache text to operations, and where its faults are found.
 *
 * The operations are shown one a word: a text in quotes (with ^ when it begins a line), a
 * name for a value, else a sign with the name, and the indentation in quotes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "compile/unit.h"

static struct arena arena;
static struct compilation unit;
static struct compile_input in;

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

static void
compile_bytes(struct str text)
{
	in = (struct compile_input){ .path = STR("t.mustache"), .bytes = text };
	unit = (struct compilation){ .in = &in, .arena = &arena };
	diag_init(&unit.diag, &arena);
	template_compile(&unit);
}

static void
compile(const char *text)
{
	compile_bytes(str_of(text));
}

static void
show_op(struct buf *out, const struct template_op *op)
{
	static const char *const signs[TEMPLATE_OP_KINDS] = {
		[TEMPLATE_ESCAPED] = "", [TEMPLATE_RAW] = "&", [TEMPLATE_SECTION] = "#",
		[TEMPLATE_INVERTED] = "^", [TEMPLATE_END] = "/", [TEMPLATE_PARTIAL] = ">",
		[TEMPLATE_PARENT] = "<", [TEMPLATE_BLOCK] = "$", [TEMPLATE_CLOSE] = "\\",
	};

	if (out->len)
		buf_char(out, ' ');
	if (op->kind == TEMPLATE_TEXT) {
		buf_print(out, "%s'" STR_FMT "'", op->column == 1 ? "^" : "", STR_ARG(op->text));
		return;
	}
	buf_print(out, "%s" STR_FMT, signs[op->kind], STR_ARG(op->name));
	if (op->text.len)
		buf_print(out, "'" STR_FMT "'", STR_ARG(op->text));
}

/* The operations of a template without faults. */
static const char *
ops(const char *text)
{
	struct buf out = BUF_EMPTY;

	compile(text);
	assert_int_equal(0, unit.diag.count[SEVERITY_ERROR]);
	for (uint32_t i = 0; i < unit.object.ntemplate; i++)
		show_op(&out, &unit.object.template[i]);

	struct str kept = buf_keep(&out, &arena);

	buf_release(&out);
	return kept.at;
}

/* All findings of a template, one a line: place, message, related place, help. */
static const char *
found(const char *text)
{
	struct buf out = BUF_EMPTY;

	compile(text);
	diag_sort(&unit.diag);
	for (const struct finding *f = unit.diag.first; f; f = f->next) {
		buf_print(&out, "%u:%u+%u %s: " STR_FMT, f->at.line, f->at.column, f->at.width,
			diag_name(f->code), STR_ARG(f->message));
		for (const struct finding_related *r = f->related; r; r = r->next)
			buf_print(&out, " (%u:%u " STR_FMT ")", r->at.line, r->at.column, STR_ARG(r->message));
		assert_non_null(f->help);
		buf_print(&out, "; " STR_FMT "\n", STR_ARG(f->help->text));
	}

	struct str kept = buf_keep(&out, &arena);

	buf_release(&out);
	return kept.at;
}

static void
a_tag_gives_an_operation(void **state)
{
	(void)state;
	assert_string_equal("^'a ' b ' ' &c &d", ops("a {{b}} {{{c}}}{{& d }}"));
	assert_string_equal("#a b.c / ^d . /", ops("{{#a}}{{b.c}}{{/a}}{{^d}}{{.}}{{/d}}"));
}

static void
a_section_jumps_behind_its_end(void **state)
{
	(void)state;
	ops("{{#a}}x{{^b}}y{{/b}}{{/a}}z");
	assert_int_equal(TEMPLATE_SECTION, unit.object.template[0].kind);
	assert_int_equal(6, unit.object.template[0].jump);
	assert_int_equal(TEMPLATE_INVERTED, unit.object.template[2].kind);
	assert_int_equal(5, unit.object.template[2].jump);
}

static void
a_name_has_its_place(void **state)
{
	(void)state;
	ops("\xc3\xa9\n \xc3\xa9{{# a }}{{/a}}");
	assert_int_equal(2, unit.object.template[1].line);
	assert_int_equal(7, unit.object.template[1].column);
}

static void
a_line_of_its_own_vanishes_with_its_tag(void **state)
{
	(void)state;
	assert_string_equal("^'a\n' #b ^'c\n' / ^'d'", ops("a\n  {{#b}}  \nc\n\t{{/b}}\r\nd"));
	assert_string_equal("^'a\n' ^'b'", ops("a\n {{! x\ny }}\nb"));
	assert_string_equal("^'a\n ' b '\n'", ops("a\n {{b}}\n"));
	assert_string_equal("^'  ' #a / '\n'", ops("  {{#a}}{{/a}}\n"));
}

static void
a_partial_keeps_the_indentation_of_its_own_line(void **state)
{
	(void)state;
	assert_string_equal(">p'  ' ^'x'", ops("  {{>p}}\nx"));
	assert_string_equal(">p'  ' ^''", ops("  {{>p}}"));
	assert_string_equal("^'x ' >p '\n'", ops("x {{>p}}\n"));
}

static void
a_block_gives_up_the_indentation_of_its_lines(void **state)
{
	(void)state;
	assert_string_equal("$b'    ' ^'x\n  y\n' \\ ^'z'",
		ops("  {{$b}}\n    x\n      y\n  {{/b}}\nz"));
	assert_string_equal("$b'  ' >p'  ' ^'x\n\n  ' v '\n' \\ ^''",
		ops("{{$b}}\n    {{>p}}\n  x\n\n    {{v}}\n{{/b}}\n"));
	assert_string_equal("^'<p>' $b 'x\n  y' \\ '</p>'", ops("<p>{{$b}}x\n  y{{/b}}</p>"));
}

static void
a_parent_keeps_nothing_but_its_blocks(void **state)
{
	(void)state;
	assert_string_equal("^'' <p'  ' $a 'x' \\ \\ ^'y'",
		ops("  {{<p}} this {{$a}}x{{/a}} is dropped\n {{/p}}\ny"));
	assert_string_equal("^'  ' <p \\ ' y'", ops("  {{<p}}{{/p}} y"));
}

static void
delimiters_change_for_what_follows(void **state)
{
	(void)state;
	assert_string_equal("a ' {{b}} ' c", ops("{{a}}{{=<% %>=}} {{b}} <%c%>"));
}

static void
a_tag_that_is_not_closed_is_found_where_it_opens(void **state)
{
	(void)state;
	assert_string_equal("2:3+2 template-malformed: the tag that opens here is not closed; "
		"write `}}` at the end of the tag\n", found("{{#a}}\n  {{b\n{{/a}}"));
	assert_string_equal("1:7+2 template-malformed: the tag that opens here is not closed; "
		"write `}}` at the end of the tag\n", found("{{#a}}{{b "));
	assert_string_equal("1:1+2 template-malformed: the tag that opens here is not closed; "
		"write `}}` at the end of the tag\n", found("{{! no end"));
}

static void
a_section_that_is_not_closed_is_shown_with_the_end(void **state)
{
	(void)state;
	assert_string_equal("2:1+6 template-malformed: the section `a` is not closed "
		"(3:2 the template ends here); close it with {{/a}}\n", found("x\n{{#a}}\ny"));
	assert_string_equal("1:7+6 template-malformed: the block `b` is not closed "
		"(1:13 what is around it ends here); close it with {{/b}}\n",
		found("{{#a}}{{$b}}{{/a}}"));
}

static void
a_wrong_closing_name_is_shown_with_what_is_open(void **state)
{
	(void)state;
	assert_string_equal("2:1+6 template-malformed: this closes `b`, but it is `a` that is open "
		"(1:1 `a` is opened here); write `a` in both\n", found("{{#a}}\n{{/b}}"));
	assert_string_equal("1:1+6 template-malformed: this closes `b`, but nothing is open; "
		"take it out, or open `b` before it\n", found("{{/b}}"));
}

static void
bad_delimiters_are_found(void **state)
{
	(void)state;
	assert_string_equal("1:1+10 template-malformed: this does not set two delimiters; give the "
		"opening and the closing one with a blank between them and no `=` in them, "
		"as in {{=<% %>=}}\n", found("{{=<%%>=}}{{#a}}{{/a}}"));
	assert_string_equal("1:1+11 template-malformed: the tag that sets the delimiters is not closed "
		"by an equals sign; close it with `=}}`\n", found("{{=<% %> }}"));
	found("{{=a b c=}}");
	assert_int_equal(1, unit.diag.count[SEVERITY_ERROR]);
	found("{{=a= b=}}");
	assert_int_equal(1, unit.diag.count[SEVERITY_ERROR]);
}

static void
three_braces_must_close_with_three(void **state)
{
	(void)state;
	assert_string_equal("1:1+8 template-malformed: the tag opens with one brace more than it closes "
		"with; close it with `}}}`\n", found("{{{abc}} {{{d}}}"));
}

static void
a_name_is_one_word(void **state)
{
	static const char *const bad[] = { "{{}}", "{{ a b }}", "{{a..b}}", "{{.a}}", "{{a.}}",
		"{{>*a}}", "{{#}}{{/}}" };

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		found(bad[i]);
		assert_true(unit.diag.count[SEVERITY_ERROR] > 0);
	}
	found("{{a.b-c_d}}{{>a/b.c}}{{.}}");
	assert_int_equal(0, unit.diag.count[SEVERITY_ERROR]);
}

static void
what_a_parent_would_drop_is_found(void **state)
{
	(void)state;
	assert_string_equal("1:7+5 template-malformed: `x` stands between the blocks for `p`, where "
		"nothing is shown; move it into one of the blocks, or behind the end of `p`\n",
		found("{{<p}}{{x}}{{$a}}{{y}}{{/a}}{{/p}}"));
	assert_string_equal("1:19+6 template-malformed: the block `a` is given twice "
		"(1:10 the first one); keep one of them\n",
		found("{{<p}}{{$a}}{{/a}}{{$a}}{{/a}}{{/p}}"));
}

static void
nesting_has_a_limit(void **state)
{
	struct buf text = BUF_EMPTY;

	(void)state;
	for (int i = 0; i < 5000; i++)
		buf_text(&text, "{{#a}}");
	compile_bytes(buf_view(&text));
	assert_int_equal(1, unit.diag.count[SEVERITY_ERROR]);
	assert_int_equal(DIAG_TOO_DEEP, unit.diag.first->code);
	buf_release(&text);
}

static void
a_template_is_utf8(void **state)
{
	(void)state;
	compile_bytes(STR("a\0b"));
	assert_int_equal(1, unit.diag.count[SEVERITY_ERROR]);
	compile("a\xff");
	assert_int_equal(1, unit.diag.count[SEVERITY_ERROR]);
	assert_string_equal("^'a'", ops("\xef\xbb\xbf" "a"));
}

/* Any text gives operations that are well nested, whatever its findings. */
static void
any_text_gives_well_nested_operations(void **state)
{
	static const char *const parts[] = { "{{#a}}", "{{/a}}", "{{^b}}", "{{/b}}", "{{<p}}", "{{/p}}",
		"{{$c}}", "{{/c}}", "\n", "  ", "x", "{{>q}}", "{{=| |=}}", "|={{ }}=|", "{{{d}}", "{{!e}}",
		"}}", "{{", "\r\n", "{{x}}" };
	uint32_t seed = 1;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct buf text = BUF_EMPTY;

		arena_reset(&arena);
		for (int i = 0; i < 14; i++) {
			seed = seed * 1664525 + 1013904223;
			buf_text(&text, parts[(seed >> 16) % (sizeof(parts) / sizeof(parts[0]))]);
		}
		compile_bytes(buf_view(&text));

		uint32_t open[64], depth = 0;

		for (uint32_t i = 0; i < unit.object.ntemplate; i++) {
			const struct template_op *op = &unit.object.template[i];

			if (op->kind == TEMPLATE_SECTION || op->kind == TEMPLATE_INVERTED
			    || op->kind == TEMPLATE_PARENT || op->kind == TEMPLATE_BLOCK)
				open[depth++] = op->jump;
			else if (op->kind == TEMPLATE_END || op->kind == TEMPLATE_CLOSE)
				assert_int_equal(i + 1, open[--depth]);
		}
		assert_int_equal(0, depth);
		buf_release(&text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define SENTENCE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		SENTENCE(a_tag_gives_an_operation),
		SENTENCE(a_section_jumps_behind_its_end),
		SENTENCE(a_name_has_its_place),
		SENTENCE(a_line_of_its_own_vanishes_with_its_tag),
		SENTENCE(a_partial_keeps_the_indentation_of_its_own_line),
		SENTENCE(a_block_gives_up_the_indentation_of_its_lines),
		SENTENCE(a_parent_keeps_nothing_but_its_blocks),
		SENTENCE(delimiters_change_for_what_follows),
		SENTENCE(a_tag_that_is_not_closed_is_found_where_it_opens),
		SENTENCE(a_section_that_is_not_closed_is_shown_with_the_end),
		SENTENCE(a_wrong_closing_name_is_shown_with_what_is_open),
		SENTENCE(bad_delimiters_are_found),
		SENTENCE(three_braces_must_close_with_three),
		SENTENCE(a_name_is_one_word),
		SENTENCE(what_a_parent_would_drop_is_found),
		SENTENCE(nesting_has_a_limit),
		SENTENCE(a_template_is_utf8),
		SENTENCE(any_text_gives_well_nested_operations),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
