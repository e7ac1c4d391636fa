/*
 * Running templates: the Mustache specification's own suite over JSON, and the data model.
 *
 * The suite's folder is the first argument, else ../shared/data/mustache; without it that part is left out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/escape.h"
#include "compile/unit.h"
#include "json.h"
#include "link/engine.h"
#include "link/mustache.h"

#define MOST_CASES 400
#define MOST_TEMPLATES 16

static struct arena arena;		/* of one test */
static struct arena suite_arena;	/* of the suite's files */
static struct object objects[MOST_TEMPLATES];
static size_t nobject;
static struct diag diag;

static int
set_up(void **state)
{
	(void)state;
	arena_init(&arena);
	diag_init(&diag, &arena);
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
template(struct str name, struct str text)
{
	struct compile_input *in = arena_alloc(&arena, sizeof(*in));
	struct compilation u = { .in = in, .arena = &arena };

	in->path = str_print(&arena, "themes/t/templates/" STR_FMT ".mustache", STR_ARG(name));
	in->bytes = text;
	diag_init(&u.diag, &arena);
	template_compile(&u);
	assert_int_equal(0, u.diag.count[SEVERITY_ERROR]);
	assert_true(nobject < MOST_TEMPLATES);
	u.object.path = in->path;
	objects[nobject++] = u.object;
}

/* JSON as values: what is not there is empty. */

static const struct json *
json_find(const struct engine *e, const struct engine_stack *stack, const struct engine_step *s)
{
	const struct json *j = stack->at[stack->depth - 1];

	if (!s->parts)
		return j;
	for (unsigned i = stack->depth; i-- > 0;) {
		j = json_get(stack->at[i], e->names.entries[s->names[0] - 1].key);
		if (j)
			break;
	}
	for (unsigned part = 1; part < s->parts && j; part++)
		j = json_get(j, e->names.entries[s->names[part] - 1].key);
	return j;
}

static struct engine_value
json_find_value(const void *context, const struct engine_stack *stack, const struct engine_step *s)
{
	const struct json *j = json_find(context, stack, s);

	if (!j || j->kind == JSON_NULL || j->kind == JSON_FALSE
	    || (j->kind == JSON_TEXT && !j->text.len) || (j->kind == JSON_LIST && !j->first))
		return (struct engine_value){ ENGINE_FALSE, NULL };
	if (j->kind == JSON_LIST)
		return (struct engine_value){ ENGINE_LIST, j->first };
	return (struct engine_value){ ENGINE_THING, j };
}

static void
json_write(const void *context, const struct engine_stack *stack, const struct engine_step *s,
	struct buf *out)
{
	const struct json *j = json_find(context, stack, s);

	if (!j)
		return;
	if (s->kind == TEMPLATE_ESCAPED)
		escape_html(out, j->text);
	else
		buf_str(out, j->text);
}

static const void *
json_next(const void *item)
{
	return ((const struct json *)item)->next;
}

static const char *
run_json(const struct json *data)
{
	struct engine e;
	struct buf out = BUF_EMPTY;

	engine_load(&e, &arena, objects, nobject);

	const struct engine_values v = { json_find_value, json_write, json_next, &e };

	engine_run(&e, &v, 0, data, &out);

	struct str kept = buf_keep(&out, &arena);

	buf_release(&out);
	return kept.at;
}

static void
specification(void **state)
{
	const struct json *test = *state;
	const struct json *partials = json_get(test, STR("partials"));

	set_up(NULL);
	template(STR("the test"), json_get(test, STR("template"))->text);
	for (const struct json *p = partials ? partials->first : NULL; p; p = p->next)
		template(p->key, p->text);
	assert_string_equal(json_get(test, STR("expected"))->text.at,
		run_json(json_get(test, STR("data"))));
	tear_down(NULL);
}

/* The data model. */

static struct mustache *
load(void)
{
	struct mustache *m = mustache_load(&arena, objects, nobject, NULL, 0, &diag);

	assert_int_equal(0, diag.count[SEVERITY_ERROR]);
	return m;
}

static const char *
run(const struct mustache *m, const struct thing *root)
{
	struct buf out = BUF_EMPTY;

	mustache_run(m, mustache_find(m, "page"), root, &out);

	struct str kept = buf_keep(&out, &arena);

	buf_release(&out);
	return kept.at;
}

static struct thing *
link_thing(const char *title, const char *url)
{
	struct thing *t = thing_new(&arena, TYPE_link);

	thing_text(t, MODEL_link_title, str_of(title));
	thing_text(t, MODEL_link_url, str_of(url));
	return t;
}

static struct thing *
root_with_navigation(int items)
{
	struct thing *root = thing_new(&arena, TYPE_root), *site = thing_new(&arena, TYPE_site);

	thing_text(site, MODEL_site_title, STR("Bath & Wells"));
	for (int i = 0; i < items; i++)
		thing_add(site, MODEL_site_navigation, link_thing(i % 2 ? "Odd" : "Even", i % 2 ? "" : "/e"));
	thing_set(root, MODEL_root_site, site);
	return root;
}

static void
names_are_found_from_the_innermost_thing_outwards(void **state)
{
	(void)state;
	template(STR("page"), STR("{{#site}}{{#navigation}}{{title}} {{base_url}}{{/navigation}}"
		" {{title}}{{/site}} {{site.title}}"));
	assert_string_equal("Even  Bath &amp; Wells Bath &amp; Wells", run(load(), root_with_navigation(1)));
}

static void
a_list_is_repeated_and_an_empty_one_is_not(void **state)
{
	(void)state;
	template(STR("page"), STR("{{#site.navigation}}({{#url}}{{title}}{{/url}}{{^url}}-{{/url}})"
		"{{/site.navigation}}{{^site.navigation}}none{{/site.navigation}}"));

	struct mustache *m = load();

	assert_string_equal("(Even)(-)(Even)", run(m, root_with_navigation(3)));
	assert_string_equal("none", run(m, root_with_navigation(0)));
}

static void
what_is_not_set_is_empty(void **state)
{
	(void)state;
	template(STR("page"), STR("[{{meeting.committee.title}}{{#meeting}}x{{/meeting}}"
		"{{^meeting}}no meeting{{/meeting}}{{^report.sums.any}}, no sums{{/report.sums.any}}]"));
	assert_string_equal("[no meeting, no sums]", run(load(), thing_new(&arena, TYPE_root)));
}

static void
write_twice(const void *from, struct buf *out)
{
	buf_text(out, from);
	buf_text(out, from);
}

static void
markup_is_written_by_its_writer(void **state)
{
	struct thing *root = thing_new(&arena, TYPE_root), *d = thing_new(&arena, TYPE_document);

	(void)state;
	template(STR("page"), STR("{{#document}}{{#body}}{{{body}}}{{/body}}{{{summary}}}{{/document}}"));
	thing_html(d, MODEL_document_body, (struct markup){ write_twice, "<p>" });
	thing_html_text(d, MODEL_document_summary, STR("<b>"));
	thing_set(root, MODEL_root_document, d);
	assert_string_equal("<p><p><b>", run(load(), root));
}

static void
flags_decide_and_enter_nothing(void **state)
{
	struct thing *root = root_with_navigation(0), *page = thing_new(&arena, TYPE_page);

	(void)state;
	template(STR("page"), STR("{{#page}}{{#draft}}draft of {{title}}{{/draft}}"
		"{{^restricted}}.{{/restricted}}{{/page}}"));
	thing_flag(page, MODEL_page_draft, true);
	thing_text(page, MODEL_page_title, STR("Budget"));
	thing_set(root, MODEL_root_page, page);
	assert_string_equal("draft of Budget.", run(load(), root));
}

static void
pages_fill_the_blocks_of_a_layout(void **state)
{
	(void)state;
	template(STR("page"), STR("{{<_layout}}\n{{$main}}\n<h1>{{title}}</h1>\n{{>_list}}\n"
		"{{/main}}\n{{/_layout}}\n"));
	template(STR("_layout"), STR("<body>\n  {{#site}}\n  <main>\n    {{$main}}{{/main}}\n"
		"  </main>\n  {{/site}}\n</body>\n"));
	template(STR("_list"), STR("<ul>\n  {{#navigation}}\n  <li>{{title}}\n  {{/navigation}}\n</ul>\n"));
	assert_string_equal("<body>\n  <main>\n    <h1>Bath &amp; Wells</h1>\n    <ul>\n      <li>Even\n"
		"      <li>Odd\n    </ul>\n\n  </main>\n</body>\n", run(load(), root_with_navigation(2)));
}

/* Words and their languages. */

static struct object
strings(const char *path, const char *const *pairs, uint32_t count)
{
	struct datum *all = arena_array(&arena, count + 1, sizeof(*all));

	all[0] = (struct datum){ .kind = DATUM_MAP, .size = count + 1 };
	for (uint32_t i = 0; i < count; i++)
		all[i + 1] = (struct datum){ .kind = DATUM_TEXT, .key = str_of(pairs[2 * i]),
			.text = str_of(pairs[2 * i + 1]), .size = 1, .line = i + 1, .column = 1 };
	return (struct object){ .kind = OBJECT_STRINGS, .path = str_of(path), .meta = all,
		.nmeta = count + 1 };
}

static void
words_are_those_of_the_language(void **state)
{
	const char *const cy[] = { "next", "Nesaf", "home", "Hafan" };
	const char *const en[] = { "home", "{{Home}} & away", "next", "Next" };
	struct object both[] = { strings("themes/t/strings/cy.yaml", cy, 2),
		strings("themes/t/strings/en.yaml", en, 2) };
	struct thing *root = thing_new(&arena, TYPE_root);

	(void)state;
	template(STR("page"), STR("{{words.home}} {{#words}}{{next}}{{/words}}"));

	struct mustache *m = mustache_load(&arena, objects, nobject, both, 2, &diag);

	assert_int_equal(0, diag.count[SEVERITY_ERROR]);
	thing_set(root, MODEL_root_words, mustache_words(m, STR("en-GB")));
	assert_string_equal("{{Home}} &amp; away Next", run(m, root));
	thing_set(root, MODEL_root_words, mustache_words(m, STR("cy")));
	assert_string_equal("Hafan Nesaf", run(m, root));
	assert_ptr_equal(mustache_words(m, STR("fr")), mustache_words(m, STR("cy")));
}

static void
a_word_that_a_language_lacks_is_found(void **state)
{
	const char *const cy[] = { "next", "Nesaf" }, *const en[] = { "next", "Next", "home", "Home" };
	struct object both[] = { strings("s/cy.yaml", cy, 1), strings("s/en.yaml", en, 2) };

	(void)state;
	mustache_load(&arena, NULL, 0, both, 2, &diag);
	assert_int_equal(1, diag.count[SEVERITY_ERROR]);
	assert_int_equal(DIAG_TEMPLATE_UNKNOWN, diag.first->code);
	assert_true(str_is(diag.first->at.file, "s/cy.yaml"));
	assert_int_equal(2, diag.first->related->at.line);
}

static void
every_member_is_among_those_of_its_type(void **state)
{
	size_t all = 0;

	(void)state;
	for (unsigned t = 0; t < MODEL_TYPES; t++) {
		for (size_t i = 0; i < model_count(t); i++)
			assert_int_equal(t, model_rows[model_first(t) + i].type);
		all += model_count(t);
	}
	assert_int_equal(MODEL_MEMBERS, all);
	assert_string_equal("root", model_type_name(TYPE_root));
	assert_string_equal("words", model_type_name(TYPE_words));
	assert_string_equal("a committee", model_type_doc(TYPE_committee));
	assert_string_equal("inserted", model_rows[MODEL_MEMBERS - 1].name);
}

/* The suite. */

static struct CMUnitTest cases[MOST_CASES];
static size_t ncase;

static bool
read_suite(const char *folder, const char *name)
{
	struct str path = str_print(&suite_arena, "%s/%s.json", folder, name);
	FILE *file = fopen(path.at, "rb");
	struct buf text = BUF_EMPTY;
	char part[4096];

	if (!file)
		return false;
	for (size_t n; (n = fread(part, 1, sizeof(part), file)) > 0;)
		buf_add(&text, part, n);
	fclose(file);

	struct json *all = json_read(&suite_arena, buf_keep(&text, &suite_arena).at);

	buf_release(&text);
	for (struct json *t = json_get(all, STR("tests"))->first; t; t = t->next) {
		struct str title = str_print(&suite_arena, "%s: " STR_FMT, name,
			STR_ARG(json_get(t, STR("name"))->text));

		assert(ncase < MOST_CASES);
		cases[ncase++] = (struct CMUnitTest){ title.at, specification, NULL, NULL, t };
	}
	return true;
}

static int
run_suite(const char *folder)
{
	static const char *const names[] = { "comments", "delimiters", "interpolation", "inverted",
		"partials", "sections", "~inheritance" };

	arena_init(&suite_arena);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (!read_suite(folder, names[i])) {
			printf("The Mustache specification is not at %s: its tests are left out.\n", folder);
			return 0;
		}

	int failed = _cmocka_run_group_tests("specification", cases, ncase, NULL, NULL);

	arena_release(&suite_arena);
	return failed;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
#define SENTENCE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		SENTENCE(names_are_found_from_the_innermost_thing_outwards),
		SENTENCE(a_list_is_repeated_and_an_empty_one_is_not),
		SENTENCE(what_is_not_set_is_empty),
		SENTENCE(markup_is_written_by_its_writer),
		SENTENCE(flags_decide_and_enter_nothing),
		SENTENCE(pages_fill_the_blocks_of_a_layout),
		SENTENCE(words_are_those_of_the_language),
		SENTENCE(a_word_that_a_language_lacks_is_found),
		SENTENCE(every_member_is_among_those_of_its_type),
	};

	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	failed += run_suite(argc > 1 ? argv[1] : "../shared/data/mustache");
	return failed ? 1 : 0;
}
