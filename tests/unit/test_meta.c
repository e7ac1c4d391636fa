/*
 * Front matter and YAML files against the fields of their kind.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "compile/unit.h"

#define REPORT    "committees/cabinet/2025-09-16/r.md"
#define MEETING   "committees/cabinet/2025-11-19/meeting.md"
#define COMMITTEE "committees/cabinet/committee.md"
#define PERSON    "people/ayesha-khan.md"
#define PAGE      "pages/about.md"

static struct arena arena;
static struct buf bytes;
static struct object object;

static void
compile_as(const char *path, struct str text, struct str sidecar, struct compile_options options)
{
	struct compile_input in = { .path = str_of(path), .bytes = text, .sidecar = sidecar,
		.has_sidecar = sidecar.len > 0 };

	arena_release(&arena);
	arena_init(&arena);
	buf_clear(&bytes);
	compile_source(&in, &options, &arena, &bytes);
	assert_true(object_read(buf_view(&bytes), OBJECT_WHOLE, &arena, &object));
}

static void
compile(const char *path, const char *text)
{
	compile_as(path, str_of(text), STR_NONE, (struct compile_options){ 0 });
}

static unsigned
errors(void)
{
	unsigned n = 0;

	for (const struct finding *f = object.findings; f; f = f->next)
		n += f->severity == SEVERITY_ERROR;
	return n;
}

static const struct finding *
found(enum diag_code code)
{
	for (const struct finding *f = object.findings; f; f = f->next)
		if (f->code == code)
			return f;
	return NULL;
}

static void
assert_found(enum diag_code code, uint32_t line, uint32_t column, const char *message)
{
	const struct finding *f = found(code);

	if (!f)
		fail_msg("no finding %s", diag_name(code));
	if (f->at.line != line || f->at.column != column)
		fail_msg("at %u:%u, not %u:%u: " STR_FMT, f->at.line, f->at.column, line, column,
			STR_ARG(f->message));
	if (message && !str_is(f->message, message))
		fail_msg("`" STR_FMT "`, not `%s`", STR_ARG(f->message), message);
}

static void
assert_help(enum diag_code code, const char *help)
{
	const struct finding *f = found(code);

	assert_non_null(f);
	for (const struct finding_help *h = f->help; h; h = h->next)
		if (str_is(h->text, help))
			return;
	fail_msg("no help `%s`", help);
}

static void
assert_sound(void)
{
	for (const struct finding *f = object.findings; f; f = f->next)
		if (f->severity == SEVERITY_ERROR)
			fail_msg("%u:%u: " STR_FMT, f->at.line, f->at.column, STR_ARG(f->message));
}

static void
assert_value(const char *key, const char *want)
{
	struct str got = object_text(&object, key);

	if (!str_is(got, want))
		fail_msg("%s: `" STR_FMT "`, not `%s`", key, STR_ARG(got), want);
}

static void
assert_reference(enum reference_kind kind, const char *path, uint32_t line, uint32_t column,
	uint32_t width)
{
	for (uint32_t i = 0; i < object.nreference; i++) {
		const struct reference *r = &object.references[i];

		if (r->kind != kind || !str_is(r->path, path))
			continue;
		assert_int_equal(line, r->line);
		assert_int_equal(column, r->column);
		assert_int_equal(width, r->width);
		return;
	}
	fail_msg("no reference to %s", path);
}

static void
values_keep_their_places(void **state)
{
	(void)state;
	compile(REPORT, "---\ntitle:  A   report\n  on two lines\nwards:\n  - North\n"
		"key_decision: true\nfields: {Type: [a, b]}\n---\n\n## Purpose\n");
	assert_sound();
	assert_value("title", "A report on two lines");

	const struct datum *title = object_get(&object, NULL, "title");
	const struct datum *wards = object_get(&object, NULL, "wards");
	const struct datum *fields = object_get(&object, NULL, "fields");
	const struct datum *type = object_get(&object, fields, "Type");

	assert_int_equal(2, title->line);
	assert_int_equal(9, title->column);
	assert_int_equal(DATUM_LIST, wards->kind);
	assert_int_equal(4, wards->line);	/* a list or map stands where its key does */
	assert_int_equal(1, wards->column);
	assert_int_equal(5, object_first(&object, wards)->line);
	assert_int_equal(5, object_first(&object, wards)->column);
	assert_true(object_flag(&object, "key_decision"));
	assert_int_equal(DATUM_FLAG, object_get(&object, NULL, "key_decision")->kind);
	assert_int_equal(3, type->size);
	assert_int_equal(object.nmeta, object.meta[0].size);
	assert_int_equal(OBJECT_REPORT, object.kind);
	assert_false(object.exempt || object.draft);
}

static void
texts_that_are_markdown_become_fragments(void **state)
{
	(void)state;
	compile(REPORT, "---\ntitle: A\npurpose: To *tell*\ndecision:\n  - To note\n  - To agree\n---\n");
	assert_sound();

	const struct datum *decision = object_get(&object, NULL, "decision");
	uint32_t first = object_get(&object, NULL, "purpose")->fragment;
	uint32_t second = object_first(&object, decision)->fragment;

	assert_true(first > 0 && first < object.nfragment);
	assert_true(second > 0 && second < object.nfragment && second != first);
	assert_int_equal(OBJECT_NONE, object_get(&object, NULL, "title")->fragment);
}

static void
an_unknown_key_names_the_nearest(void **state)
{
	(void)state;
	compile(REPORT, "---\ntitle: A\nautor: B\ncontact: {nmae: C}\n---\n");
	assert_int_equal(2, errors());
	assert_found(DIAG_FIELD_UNKNOWN, 3, 1, "there is no key `autor` here");
	assert_help(DIAG_FIELD_UNKNOWN, "did you mean `author`?");
	assert_null(object_get(&object, NULL, "autor"));
	assert_false(object.exempt);
	compile(PERSON, "---\ntitle: A\nagenda: [B]\n---\n");
	assert_found(DIAG_FIELD_UNKNOWN, 3, 1, NULL);	/* a meeting's, not a person's */
}

static void
a_key_that_must_be_there_is_missed(void **state)
{
	(void)state;
	compile(REPORT, "---\nauthor: A\n---\n");
	assert_found(DIAG_FIELD_MISSING, 1, 1, "the key `title` is missing");
	compile(REPORT, "---\ntitle:\n---\n");
	assert_found(DIAG_FIELD_MISSING, 2, 1, "the key `title` is missing");
	compile(MEETING, "---\nvenue: A\n---\n");
	assert_int_equal(1, errors());
	assert_found(DIAG_FIELD_MISSING, 1, 1, "the key `date` is missing");
	compile(COMMITTEE, "---\ntitle: A\nmembers: [{role: Chair}]\n---\n");
	assert_found(DIAG_FIELD_MISSING, 3, 11, "the key `person` is missing");
	compile("site.yaml", "base_url: https://a.example/\n");
	assert_found(DIAG_FIELD_MISSING, 1, 1, "the key `title` is missing");
	compile(REPORT, "---\ntitle: [A]\n---\n");
	assert_null(found(DIAG_FIELD_MISSING));		/* it is there, and wrong */
}

static void
a_value_must_be_what_its_key_wants(void **state)
{
	static const struct {
		const char *path, *line, *message, *help;
	} cases[] = {
		{ REPORT, "key_decision: yes", "`key_decision` must be `true` or `false`, not `yes`",
		  "write `true`" },
		{ REPORT, "key_decision: No", "`key_decision` must be `true` or `false`, not `No`",
		  "write `false`" },
		{ REPORT, "published: 16/9/2025", NULL, "write `2025-09-16`" },
		{ REPORT, "published: 2025-02-30",
		  "`published` must be a date of the calendar, not `2025-02-30`", NULL },
		{ REPORT, "published: 2025-9-16", NULL, NULL },
		{ REPORT, "wards: All", "`wards` must be a list, not a text", NULL },
		{ REPORT, "wards: [{a: b}]", "an item of `wards` must be a text, not a group of keys",
		  "put a text that holds `: ` between quotation marks" },
		{ REPORT, "wards: [[a]]", "an item of `wards` must be a text, not a list", NULL },
		{ REPORT, "wards: [a, '']", "an item of `wards` is empty", NULL },
		{ REPORT, "version: [1]", "`version` must be a text, not a list", NULL },
		{ REPORT, "contact: Ayesha", "`contact` must be a list or a group of keys, not a text",
		  "its first key is `name`: write `name: ...`" },
		{ REPORT, "contact: {email: a b}", NULL, NULL },
		{ REPORT, "contact: {email: Ayesha <a@b.example>}", NULL, NULL },
		{ REPORT, "numbering: paragraph", "`numbering` must be `paragraphs`, `headings`,"
		  " `written` or `none`, not `paragraph`", "did you mean `paragraphs`?" },
		{ REPORT, "language: English", NULL, NULL },
		{ REPORT, "appendices: [https://a.example/x.pdf]", NULL, NULL },
		{ REPORT, "background: [{title: A, url: javascript:x}]", NULL, NULL },
		{ REPORT, "background: [{title: A, url: //a.example}]", NULL, NULL },
		{ REPORT, "background: [{title: A, url: https://}]", NULL, NULL },
		{ REPORT, "background: [A]", NULL, "its first key is `title`: write `title: ...`" },
		{ REPORT, "aliases: ['https://a.example/']", NULL, NULL },
		{ REPORT, "aliases: [/a/../b/]", NULL, NULL },
		{ REPORT, "fields: [a]", "`fields` must be a group of keys, not a list", NULL },
		{ REPORT, "kind: reprot", NULL, "did you mean `report`?" },
		{ MEETING, "time: 10am", "`time` must be a time of day, not `10am`", NULL },
		{ MEETING, "time: 24:00", NULL, NULL },
		{ MEETING, "time: 10:60", NULL, NULL },
		{ MEETING, "agenda: [{report: a.md, minutes: 2025-09-16}]",
		  "an item of `agenda` is two things at once", NULL },
		{ MEETING, "agenda: [{report: ''}]", "an item of `agenda` does not say what it is", NULL },
		{ MEETING, "agenda: [{}]", "an item of `agenda` does not say what it is", NULL },
		{ MEETING, "agenda: [{by: A}]", NULL, "it has one of `item`, `report`, `minutes`, `verbal`,"
		  " `to_follow`, `withdrawn`, `exclusion` or `declarations`" },
		{ MEETING, "agenda: [{verbal: A, purpose: choice}]", NULL, NULL },
		{ MEETING, "agenda: [{item: A, items: [{item: B, items: [C]}]}]",
		  "an item that is below another has no items below it", "make them items beside it" },
		{ MEETING, "supplements: [{published: 2025-11-14, papers: [a.md], first_page: 0}]",
		  "`first_page` must be a number, not `0`", NULL },
		{ MEETING, "agenda: [{minutes: last}]", NULL, NULL },
		{ MEETING, "cancelled: 'True'", NULL, "write `true`" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char text[200];

		snprintf(text, sizeof(text), "---\ntitle: A\ndate: 2025-11-19\n%s\n---\n", cases[i].line);
		if (cases[i].path[28] != '9')	/* a report has no date */
			snprintf(text, sizeof(text), "---\ntitle: A\n\n%s\n---\n", cases[i].line);
		compile(cases[i].path, text);
		if (errors() != 1 || !found(DIAG_FIELD_TYPE))
			fail_msg("%s: %u errors", cases[i].line, errors());
		assert_int_equal(4, found(DIAG_FIELD_TYPE)->at.line);
		if (cases[i].message)
			assert_found(DIAG_FIELD_TYPE, 4, found(DIAG_FIELD_TYPE)->at.column,
				cases[i].message);
		if (cases[i].help)
			assert_help(DIAG_FIELD_TYPE, cases[i].help);
		assert_false(object.exempt);
	}
}

static void
a_wrong_value_is_left_out_and_the_rest_is_checked(void **state)
{
	(void)state;
	compile(REPORT, "---\ntitle: A\nwards: [a, [b], c]\npublished: soon\nkey_decision: yes\n---\n");
	assert_int_equal(3, errors());
	assert_int_equal(3, object_get(&object, NULL, "wards")->size);
	assert_null(object_get(&object, NULL, "published"));
	assert_null(object_get(&object, NULL, "key_decision"));
	compile(MEETING, "---\ndate: 2025-11-19\nagenda:\n  - Exclusion of the press: to resolve\n---\n");
	assert_found(DIAG_FIELD_UNKNOWN, 4, 5, NULL);
	assert_help(DIAG_FIELD_UNKNOWN, "put a text that holds `: ` between quotation marks");
	assert_int_equal(1, object_get(&object, NULL, "agenda")->size);
}

static void
an_empty_value_is_as_good_as_none(void **state)
{
	(void)state;
	compile(REPORT, "---\ntitle: A\nauthor:\nwards:\nkey_decision:\ncontact: {tel: ''}\n---\n");
	assert_sound();
	assert_null(object_get(&object, NULL, "author"));
	assert_null(object_get(&object, NULL, "wards"));
}

static void
the_kind_can_be_overridden(void **state)
{
	(void)state;
	compile(REPORT, "---\nkind: page\ntitle: A\n---\n");
	assert_sound();
	assert_int_equal(OBJECT_PAGE, object.kind);
	compile(REPORT, "---\nkind: page\ntitle: A\nauthor: B\n---\n");
	assert_found(DIAG_FIELD_UNKNOWN, 4, 1, NULL);
}

static void
a_file_without_front_matter_is_called_by_its_heading(void **state)
{
	(void)state;
	compile(PAGE, "Hello\n\n```\n# no\n```\n\n# About us {#x}\n");
	assert_sound();
	assert_value("title", "About us");
	assert_int_equal(7, object_get(&object, NULL, "title")->line);
	assert_int_equal(3, object_get(&object, NULL, "title")->column);
	compile(PAGE, "No heading\n");
	assert_found(DIAG_FIELD_MISSING, 1, 1, NULL);
	compile(REPORT, "# Update\n");
	assert_found(DIAG_FIELD_MISSING, 1, 1, "the key `title` is missing");
	compile_as("r.md", STR("Just words\n"), STR_NONE, (struct compile_options){ .lone = true });
	assert_sound();
}

static void
keys_make_references_where_their_values_stand(void **state)
{
	(void)state;
	compile(MEETING, "---\ndate: 2025-11-19\nagenda:\n  - Apologies\n  - report: framework.md\n"
		"  - minutes: 2025-09-16\nminutes: minutes.md\n---\n");
	assert_sound();
	assert_int_equal(3, object.nreference);
	assert_reference(REFERENCE_REPORT, "committees/cabinet/2025-11-19/framework.md", 5, 13, 12);
	assert_reference(REFERENCE_MINUTES, "committees/cabinet/2025-09-16/meeting.md", 6, 14, 10);
	assert_reference(REFERENCE_MINUTES, "committees/cabinet/2025-11-19/minutes.md", 7, 10, 10);

	compile(REPORT, "---\ntitle: A\nauthor: ayesha-khan\nportfolio_holder: Councillor B Khan\n"
		"appendices: [a.csv, /budgets/b.pdf]\nsupersedes: ../2025-06-01/old.md#risks\n"
		"background:\n  - {title: A, url: 'https://a.example/x'}\n  - {title: B, url: /pages/b.md}\n"
		"  - {title: C, url: 'mailto:a@b.example'}\n---\n");
	assert_sound();
	assert_int_equal(6, object.nreference);
	assert_reference(REFERENCE_PERSON, "people/ayesha-khan.md", 3, 9, 11);
	assert_reference(REFERENCE_PERSON, "", 4, 19, 17);
	assert_true(str_is(object.references[1].fragment, "Councillor B Khan"));
	assert_reference(REFERENCE_APPENDIX, "committees/cabinet/2025-09-16/a.csv", 5, 14, 5);
	assert_reference(REFERENCE_APPENDIX, "budgets/b.pdf", 5, 21, 14);
	assert_reference(REFERENCE_LINK, "committees/cabinet/2025-06-01/old.md", 6, 13, 26);
	assert_true(str_is(object.references[4].fragment, "risks"));
	assert_reference(REFERENCE_LINK, "pages/b.md", 9, 21, 11);

	compile(COMMITTEE, "---\ntitle: A\nmembers:\n  - {person: a-b, role: Chair}\n  - c-d\n"
		"  - Mr E F\n---\n");
	assert_sound();
	assert_int_equal(3, object.nreference);
	assert_reference(REFERENCE_PERSON, "people/a-b.md", 4, 14, 3);
	assert_reference(REFERENCE_PERSON, "people/c-d.md", 5, 5, 3);
}

static void
a_path_may_not_leave_the_site(void **state)
{
	(void)state;
	compile(REPORT, "---\ntitle: A\nappendices: [../../../../etc/passwd]\n---\n");
	assert_found(DIAG_REFERENCE_BROKEN, 3, 14, "`../../../../etc/passwd` leads out of the site");
	assert_int_equal(0, object.nreference);
	compile(REPORT, "---\ntitle: A\nappendices: [..%2f..%2f..%2f..%2fx]\n---\n");
	assert_non_null(found(DIAG_REFERENCE_BROKEN));
}

static void
site_yaml_is_checked_too(void **state)
{
	(void)state;
	compile("site.yaml", "title: A\nlogo: assets/logo.png\nfindings: {acronym-late: error}\n"
		"front_sheets:\n  r:\n    - {key: author, label: Author}\n"
		"    - {key: fields.Type, label: Type}\n    - {key: date, label: Date}\n"
		"accept:\n  - {code: amount-blank, place: a.csv, reason: because}\n");
	assert_sound();
	assert_reference(REFERENCE_IMAGE, "assets/logo.png", 2, 7, 15);
	compile("site.yaml", "title: A\nfindings: {acronym-lat: error}\n");
	assert_found(DIAG_FIELD_UNKNOWN, 2, 12, "there is no finding `acronym-lat`");
	assert_help(DIAG_FIELD_UNKNOWN, "did you mean `acronym-late`?");
	compile("site.yaml", "title: A\nfindings: {acronym-late: fatal}\n");
	assert_found(DIAG_FIELD_TYPE, 2, 26, NULL);
	compile("site.yaml", "title: A\nfront_sheets: {r: [{key: auther, label: A}]}\n");
	assert_found(DIAG_FIELD_TYPE, 2, 26, NULL);
	assert_help(DIAG_FIELD_TYPE, "did you mean `author`?");
	compile("site.yaml", "title: A\nbase_url: papers.example\n");
	assert_found(DIAG_FIELD_TYPE, 2, 11, NULL);
	compile("glossary.yaml", "LAA: Local Area Agreement\nHR: {expansion: Human Resources, meaning: x}\n");
	assert_sound();
	compile("glossary.yaml", "LAA: [a]\nHR: {meanin: x}\n");
	assert_found(DIAG_FIELD_TYPE, 1, 1, NULL);
	assert_found(DIAG_FIELD_UNKNOWN, 2, 6, NULL);
	compile("themes/a/strings/en.yaml", "search: Search\n");
	assert_sound();
	assert_value("search", "Search");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_keep_their_places),
		cmocka_unit_test(texts_that_are_markdown_become_fragments),
		cmocka_unit_test(an_unknown_key_names_the_nearest),
		cmocka_unit_test(a_key_that_must_be_there_is_missed),
		cmocka_unit_test(a_value_must_be_what_its_key_wants),
		cmocka_unit_test(a_wrong_value_is_left_out_and_the_rest_is_checked),
		cmocka_unit_test(an_empty_value_is_as_good_as_none),
		cmocka_unit_test(the_kind_can_be_overridden),
		cmocka_unit_test(a_file_without_front_matter_is_called_by_its_heading),
		cmocka_unit_test(keys_make_references_where_their_values_stand),
		cmocka_unit_test(a_path_may_not_leave_the_site),
		cmocka_unit_test(site_yaml_is_checked_too),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	buf_release(&bytes);
	arena_release(&arena);
	return failed;
}
