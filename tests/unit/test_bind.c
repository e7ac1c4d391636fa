/*
 * Names that lead nowhere are found when templates are loaded, at their places.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "compile/unit.h"
#include "link/mustache.h"

#define MOST_TEMPLATES 64

static struct arena arena;
static struct object objects[MOST_TEMPLATES];
static size_t nobject;

static int
set_up(void **state)
{
	(void)state;
	arena_init(&arena);
	nobject = 0;
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
template(const char *name, const char *text)
{
	struct compile_input *in = arena_alloc(&arena, sizeof(*in));
	struct compilation u = { .in = in, .arena = &arena };

	in->path = str_print(&arena, "themes/t/templates/%s.mustache", name);
	in->bytes = str_of(text);
	diag_init(&u.diag, &arena);
	template_compile(&u);
	assert_int_equal(0, u.diag.count[SEVERITY_ERROR]);
	assert_true(nobject < MOST_TEMPLATES);
	u.object.path = in->path;
	objects[nobject++] = u.object;
}

/* All findings, one a line: template, place, message, helps. */
static const char *
found(void)
{
	struct buf out = BUF_EMPTY;
	struct diag d;

	diag_init(&d, &arena);
	mustache_load(&arena, objects, nobject, NULL, 0, &d);
	diag_sort(&d);
	for (const struct finding *f = d.first; f; f = f->next) {
		buf_print(&out, STR_FMT ":%u:%u+%u " STR_FMT, STR_ARG(str_from(f->at.file, 19)),
			f->at.line, f->at.column, f->at.width, STR_ARG(f->message));
		for (const struct finding_help *h = f->help; h; h = h->next)
			if (!str_starts(h->text, "the handbook"))
				buf_print(&out, "; " STR_FMT, STR_ARG(h->text));
		buf_char(&out, '\n');
		assert_true(f->code == DIAG_TEMPLATE_UNKNOWN || f->code == DIAG_TOO_DEEP
			|| f->code == DIAG_TOO_LARGE);
	}

	struct str kept = buf_keep(&out, &arena);

	buf_release(&out);
	return kept.at;
}

static const char *
found_in(const char *page)
{
	nobject = 0;
	template("page", page);
	return found();
}

static void
a_name_of_the_model_is_no_finding(void **state)
{
	(void)state;
	assert_string_equal("", found_in("{{site.title}}{{#meeting}}{{#papers}}{{date}}{{venue}}"
		"{{#author}}{{name}}{{time}}{{/author}}{{{body}}}{{/papers}}{{/meeting}}"
		"{{^meeting.cancelled}}{{#meeting.committee.url}}{{meeting.committee.url}}{{/meeting.committee.url}}"
		"{{/meeting.cancelled}}"));
}

static void
an_unknown_name_is_found_with_the_nearest(void **state)
{
	(void)state;
	assert_string_equal("page.mustache:2:15+5 there is no `titel` in meeting or root; "
		"did you mean `title`?\n", found_in("\n{{#meeting}}{{titel}}{{/meeting}}"));
}

static void
names_are_looked_for_where_they_are_used(void **state)
{
	(void)state;
	assert_string_equal("page.mustache:1:28+5 there is no `venue` in root\n",
		found_in("{{#meeting}}x{{/meeting}}{{venue}}"));
	assert_string_equal("", found_in("{{#meeting}}{{#cancelled}}{{venue}}{{/cancelled}}{{/meeting}}"));
	assert_string_equal("page.mustache:1:15+5 there is no `venue` in root\n",
		found_in("{{^meeting}}{{venue}}{{/meeting}}"));
}

static void
a_part_is_looked_for_strictly_inside(void **state)
{
	(void)state;
	assert_string_equal("page.mustache:1:11+5 `meeting` has no `titel`; did you mean `title`?\n",
		found_in("{{meeting.titel}}"));
	assert_string_equal("page.mustache:1:25+5 `committee` has no `venue`\n",
		found_in("{{#meeting}}{{committee.venue}}{{/meeting}}"));
}

static void
a_list_has_no_parts(void **state)
{
	(void)state;
	assert_string_equal("page.mustache:1:18+5 `meeting.papers` is a list, and has no `title`; open "
		"the list with {{#meeting.papers}} and write `title` inside\n",
		found_in("{{meeting.papers.title}}"));
	assert_string_equal("page.mustache:1:14+1 `site.title` is a text, and has no `x`; "
		"write `site.title` alone\n", found_in("{{site.title.x}}"));
}

static void
markup_is_not_escaped_and_text_is(void **state)
{
	(void)state;
	assert_string_equal("page.mustache:1:3+11 `report.body` is markup, and its tags would be shown "
		"as text; write {{{report.body}}}\n", found_in("{{report.body}}"));
	assert_string_equal("page.mustache:1:4+10 `site.title` is plain text, which must be escaped; "
		"write {{site.title}}\n", found_in("{{{site.title}}}"));
}

static void
what_has_no_text_is_not_written(void **state)
{
	(void)state;
	assert_string_equal("page.mustache:1:3+4 `site` is no text, it has members; open it with "
		"{{#site}} and write the name of a member inside\n", found_in("{{site}}"));
	assert_string_equal("page.mustache:1:3+14 `meeting.papers` is a list; open it with "
		"{{#meeting.papers}} and write the name of a member inside\n",
		found_in("{{meeting.papers}}"));
	assert_string_equal("page.mustache:1:4+10 `page.draft` is yes or no, and has no text; ask for it "
		"with {{#page.draft}}\n", found_in("{{&page.draft}}"));
	assert_string_equal("page.mustache:1:3+1 `.` stands for a text in a list of texts, and there is "
		"no such list; write the name of what is to be shown\n", found_in("{{.}}"));
}

static void
a_template_that_is_not_there_is_found(void **state)
{
	(void)state;
	template("_contents", "");
	template("page", "{{>_content}}{{<_layout}}{{/_layout}}");
	assert_string_equal("page.mustache:1:4+8 the theme has no template `_content`; did you mean "
		"`_contents`?; add `_content.mustache` to the theme's templates\n"
		"page.mustache:1:17+7 the theme has no template `_layout`; add `_layout.mustache` to the "
		"theme's templates\n", found());
}

static void
a_partial_is_seen_where_it_is_used(void **state)
{
	(void)state;
	template("_who", "{{name}}{{ward}}");
	assert_string_equal("", found());
	template("one", "{{#person}}{{>_who}}{{/person}}");
	assert_string_equal("", found());
	template("two", "{{#report.author}}{{>_who}}{{/report.author}}");
	assert_string_equal("_who.mustache:1:11+4 there is no `ward` in who or root\n", found());
}

static void
a_partial_inside_itself_is_found(void **state)
{
	(void)state;
	template("_a", "{{#site}}{{>_b}}{{>_b}}{{/site}}");
	template("_b", "x{{^page.draft}}{{>_a}}{{/page.draft}}");
	template("page", "{{>_a}}");
	assert_string_equal("_a.mustache:1:13+2 `_b` is used inside itself and would never end; "
		"take it out here\n", found());
}

static void
partials_that_double_are_found(void **state)
{
	(void)state;
	for (int i = 0; i < 40; i++)
		template(str_print(&arena, "_%d", i).at,
			str_print(&arena, "{{>_%d}}{{>_%d}}", i + 1, i + 1).at);
	template("_40", "x");
	template("page", "{{>_0}}");
	assert_string_equal("page.mustache:0:0+0 `page` has more than 100000 steps with all that it uses; "
		"look for a partial that uses another many times over\n", found());
}

static void
an_override_is_seen_where_its_block_is(void **state)
{
	(void)state;
	template("_layout", "{{#meeting}}{{$main}}{{unknown}}{{/main}}{{/meeting}}");
	template("_middle", "{{<_layout}}{{$main}}{{venue}}{{$more}}{{/more}}{{/main}}{{/_layout}}");
	template("page", "{{<_middle}}{{$more}}{{time}}{{tme}}{{/more}}{{/_middle}}");
	assert_string_equal("page.mustache:1:32+3 there is no `tme` in meeting or root; "
		"did you mean `time`?\n", found());
}

static void
an_override_without_a_block_is_found(void **state)
{
	(void)state;
	template("_layout", "{{$main}}{{/main}}");
	template("page", "{{<_layout}}{{$main}}a{{/main}}{{$mian}}b{{/mian}}{{/_layout}}");
	template("other", "{{<_layout}}{{$main}}a{{/main}}{{/_layout}}");
	assert_string_equal("page.mustache:1:35+4 `_layout` shows no block `mian`; did you mean `main`?\n",
		found());
}

static void
a_finding_is_made_once(void **state)
{
	(void)state;
	template("_layout", "{{titel}}");
	template("a", "{{>_layout}}{{>_layout}}");
	template("b", "{{#page}}{{>_layout}}{{/page}}");
	assert_string_equal("_layout.mustache:1:3+5 there is no `titel` in root\n", found());
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define SENTENCE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		SENTENCE(a_name_of_the_model_is_no_finding),
		SENTENCE(an_unknown_name_is_found_with_the_nearest),
		SENTENCE(names_are_looked_for_where_they_are_used),
		SENTENCE(a_part_is_looked_for_strictly_inside),
		SENTENCE(a_list_has_no_parts),
		SENTENCE(markup_is_not_escaped_and_text_is),
		SENTENCE(what_has_no_text_is_not_written),
		SENTENCE(a_template_that_is_not_there_is_found),
		SENTENCE(a_partial_is_seen_where_it_is_used),
		SENTENCE(a_partial_inside_itself_is_found),
		SENTENCE(partials_that_double_are_found),
		SENTENCE(an_override_is_seen_where_its_block_is),
		SENTENCE(an_override_without_a_block_is_found),
		SENTENCE(a_finding_is_made_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
