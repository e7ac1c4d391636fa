/*
 * Front matter against the fields of its kind, and above all what is withheld.
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
#define TABLE     "budgets/t.csv"

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

static void
compile_sidecar(const char *text)
{
	compile_as(TABLE, STR("Name,Amount\nSecret,1\n"), str_of(text), (struct compile_options){ 0 });
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
the_kind_follows_from_the_path(void **state)
{
	static const struct {
		const char      *path;
		enum object_kind kind;
	} cases[] = {
		{ "site.yaml", OBJECT_SITE },
		{ "glossary.yaml", OBJECT_GLOSSARY },
		{ PERSON, OBJECT_PERSON },
		{ "pages/handbook/tables.md", OBJECT_PAGE },
		{ COMMITTEE, OBJECT_COMMITTEE },
		{ MEETING, OBJECT_MEETING },
		{ REPORT, OBJECT_REPORT },
		{ "committees/x/plan.md", OBJECT_REPORT },
		{ "r.md", OBJECT_REPORT },
		{ "committees/x/R.MD", OBJECT_REPORT },
		{ TABLE, OBJECT_TABLE },
		{ "t.CSV", OBJECT_TABLE },
		{ "themes/civic/theme.yaml", OBJECT_THEME },
		{ "themes/civic/templates/page.mustache", OBJECT_TEMPLATE },
		{ "themes/civic/strings/en.yaml", OBJECT_STRINGS },
		{ "themes/civic/assets/site.css", OBJECT_ASSET },
		{ "themes/civic/README.md", OBJECT_ASSET },
		{ "budgets/t.csv.yaml", OBJECT_ASSET },
		{ "budgets/site.yaml", OBJECT_ASSET },
		{ "x/plan.pdf", OBJECT_ASSET },
		{ "md", OBJECT_ASSET },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (compile_kind(str_of(cases[i].path)) != cases[i].kind)
			fail_msg("%s", cases[i].path);
}

static void
a_key_of_an_object_tells_all_that_it_depends_on(void **state)
{
	struct compile_input in = { .path = STR("a.md"), .bytes = STR("b"), .sidecar = STR_NONE };
	struct compile_options options = { 0 };
	struct hash keys[8];

	(void)state;
	keys[0] = compile_key(&in, &options);
	assert_true(hash_equal(keys[0], compile_key(&in, &options)));
	in.path = STR("a.m");
	in.bytes = STR("db");
	keys[1] = compile_key(&in, &options);
	in = (struct compile_input){ STR("a.md"), STR("c"), STR_NONE, false };
	keys[2] = compile_key(&in, &options);
	in = (struct compile_input){ STR("a.md"), STR("b"), STR_NONE, true };
	keys[3] = compile_key(&in, &options);
	in.has_sidecar = false;
	options.restricted = true;
	keys[4] = compile_key(&in, &options);
	options = (struct compile_options){ .numbering = NUMBERING_WRITTEN };
	keys[5] = compile_key(&in, &options);
	options = (struct compile_options){ .lone = true };
	keys[6] = compile_key(&in, &options);
	options = (struct compile_options){ .currency = UNIT_EURO };
	keys[7] = compile_key(&in, &options);
	for (size_t i = 0; i < 8; i++)
		for (size_t k = 0; k < i; k++)
			assert_false(hash_equal(keys[i], keys[k]));
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
		{ REPORT, "contact: Ayesha", "`contact` must be a group of keys, not a text", NULL },
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
		{ REPORT, "consultation: [{group: A, consulted: maybe}]", NULL, NULL },
		{ REPORT, "aliases: ['https://a.example/']", NULL, NULL },
		{ REPORT, "aliases: [/a/../b/]", NULL, NULL },
		{ REPORT, "fields: [a]", "`fields` must be a group of keys, not a list", NULL },
		{ REPORT, "kind: reprot", NULL, "did you mean `report`?" },
		{ MEETING, "time: 10am", "`time` must be a time of day, not `10am`", NULL },
		{ MEETING, "time: 24:00", NULL, NULL },
		{ MEETING, "time: 10:60", NULL, NULL },
		{ MEETING, "agenda: [{report: a.md, minutes: 2025-09-16}]",
		  "an item of `agenda` has more than one key", NULL },
		{ MEETING, "agenda: [{report: ''}]", "an item of `agenda` has no value", NULL },
		{ MEETING, "agenda: [{}]", "an item of `agenda` has no value", NULL },
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
	assert_int_equal(5, object.nreference);
	assert_reference(REFERENCE_PERSON, "people/ayesha-khan.md", 3, 9, 11);
	assert_reference(REFERENCE_APPENDIX, "committees/cabinet/2025-09-16/a.csv", 5, 14, 5);
	assert_reference(REFERENCE_APPENDIX, "budgets/b.pdf", 5, 21, 14);
	assert_reference(REFERENCE_LINK, "committees/cabinet/2025-06-01/old.md", 6, 13, 26);
	assert_true(str_is(object.references[3].fragment, "risks"));
	assert_reference(REFERENCE_LINK, "pages/b.md", 9, 21, 11);

	compile(COMMITTEE, "---\ntitle: A\nmembers:\n  - {person: a-b, role: Chair}\n  - c-d\n"
		"  - Mr E F\n---\n");
	assert_sound();
	assert_int_equal(2, object.nreference);
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

/* Every one of these was meant to withhold the paper, and says so wrongly. */
static const struct {
	const char *what;
	struct str  bytes;
} broken_markers[] = {
#define BROKEN(what, text) { what, { text "", sizeof(text "") - 1 } }
#define FRONT(text) "---\ntitle: T\n" text "\n---\nSecret\n"
	BROKEN("no closing line", "---\ntitle: T\nexempt: 3\n\nSecret\n"),
	BROKEN("two hyphens", "--\ntitle: T\nexempt: 3\n--\nSecret\n"),
	BROKEN("four hyphens", "----\ntitle: T\nexempt: 3\n----\nSecret\n"),
	BROKEN("em dashes", "———\ntitle: T\nexempt: 3\n———\nSecret\n"),
	BROKEN("one em dash", "—-\ntitle: T\nexempt: 3\n---\nSecret\n"),
	BROKEN("en dashes", "–––\ntitle: T\nexempt: 3\n---\nSecret\n"),
	BROKEN("minus signs", "−−−\ntitle: T\nexempt: 3\n---\nSecret\n"),
	BROKEN("hyphens apart", "- - -\ntitle: T\nexempt: 3\n- - -\nSecret\n"),
	BROKEN("underscores", "___\ntitle: T\nexempt: 3\n___\nSecret\n"),
	BROKEN("stars", "***\ntitle: T\nexempt: 3\n***\nSecret\n"),
	BROKEN("blank before", " ---\ntitle: T\nexempt: 3\n---\nSecret\n"),
	BROKEN("tab before", "\t---\ntitle: T\nexempt: 3\n---\nSecret\n"),
	BROKEN("no-break space before", "\xc2\xa0---\ntitle: T\nexempt: 3\n---\nSecret\n"),
	BROKEN("no-break space behind", "---\xc2\xa0\ntitle: T\nexempt: 3\n---\nSecret\n"),
	BROKEN("zero-width space before", "\xe2\x80\x8b---\ntitle: T\nexempt: 3\n---\nSecret\n"),
	BROKEN("two byte order marks", "\xef\xbb\xbf\xef\xbb\xbf---\ntitle: T\nexempt: 3\n---\nSecret\n"),
	BROKEN("NUL behind", "---\0\ntitle: T\nexempt: 3\n---\nSecret\n"),
	BROKEN("NUL before", "\0---\ntitle: T\nexempt: 3\n---\nSecret\n"),
	BROKEN("line before", "\n---\ntitle: T\nexempt: 3\n---\nSecret\n"),
	BROKEN("text before", "Secret\n---\ntitle: T\nexempt: 3\n---\n"),
	BROKEN("comment behind", "--- # c\ntitle: T\nexempt: 3\n---\nSecret\n"),
	BROKEN("key on the line", "---title: T\nexempt: 3\n---\nSecret\n"),
	BROKEN("TOML", "+++\ntitle = \"T\"\nexempt = 3\n+++\nSecret\n"),
	BROKEN("JSON", "{\"title\": \"T\", \"exempt\": 3}\nSecret\n"),
	BROKEN("JSON between semicolons", ";;;\n\"exempt\": 3\n;;;\nSecret\n"),
	BROKEN("code block", "```yaml\nexempt: 3\n```\nSecret\n"),
	BROKEN("HTML comment", "<!-- exempt: 3 -->\n\nSecret\n"),
	BROKEN("three dots", "---\ntitle: T\nexempt: 3\n...\nSecret\n"),
	BROKEN("three dots, then hyphens", "---\ntitle: T\n...\n---\nexempt: 3\n---\nSecret\n"),
	BROKEN("closing em dashes", "---\ntitle: T\nexempt: 3\n———\nSecret\n"),
	BROKEN("closing em dashes, a rule below", "---\ntitle: T\nexempt: 3\n———\nSecret\n\n---\n"),
	BROKEN("closing hyphens indented", "---\ntitle: T\nexempt: 3\n ---\nSecret\n"),
	BROKEN("closing four hyphens", "---\ntitle: T\nexempt: 3\n----\nSecret\n"),
	BROKEN("no lines of hyphens", "title: T\nexempt: 3\n\nSecret\n"),
	BROKEN("no first line of hyphens", "title: T\nexempt: 3\n---\nSecret\n"),
	BROKEN("closed too soon", "---\n---\ntitle: T\nexempt: 3\n---\nSecret\n"),
	BROKEN("closed before the key", "---\ntitle: T\n---\nexempt: 3\n---\nSecret\n"),
	BROKEN("closed before the key, blank line", "---\ntitle: T\n---\n\nexempt: 3\n\nSecret\n"),
	BROKEN("closed before a key that is no number", "---\ntitle: T\n---\nexempt: yes\n\nSecret\n"),
	BROKEN("deep in the text", "---\ntitle: T\n---\n\nSecret\n\n**Exempt:** 3\n"),
	BROKEN("UTF-16", "\xff\xfe-\0-\0-\0\n\0e\0x\0"),
	BROKEN("Latin-1 in a comment", FRONT("# caf\xe9\nexempt: 3")),
	BROKEN("Latin-1 in the text", "---\ntitle: T\nexempt: 3\n---\nSecret caf\xe9\n"),
	BROKEN("NUL in a value", FRONT("summary: a\0\nexempt: 3")),
	BROKEN("NUL behind the value", FRONT("exempt: 3\0")),
	BROKEN("backspace", FRONT("exempt: 4\b3")),
	BROKEN("hidden line end", FRONT("summary: a\xc2\x85" "exempt: 3")),
	BROKEN("line separator", FRONT("summary: a\xe2\x80\xa8" "exempt: 3")),
	BROKEN("inner byte order mark", FRONT("\xef\xbb\xbf" "exempt: 3")),
	BROKEN("capital", FRONT("Exempt: 3")),
	BROKEN("capitals", FRONT("EXEMPT: 3")),
	BROKEN("no-break space behind the key", FRONT("exempt\xc2\xa0: 3")),
	BROKEN("no-break space before the key", FRONT("\xc2\xa0" "exempt: 3")),
	BROKEN("no-break space before the value", FRONT("exempt:\xc2\xa0" "3")),
	BROKEN("zero-width space in the key", FRONT("ex\xe2\x80\x8b" "empt: 3")),
	BROKEN("soft hyphen in the key", FRONT("ex\xc2\xad" "empt: 3")),
	BROKEN("Cyrillic е", FRONT("еxempt: 3")),
	BROKEN("Cyrillic х", FRONT("eхempt: 3")),
	BROKEN("Greek τ", FRONT("exempτ: 3")),
	BROKEN("full-width letters", FRONT("ｅｘｅｍｐｔ: 3")),
	BROKEN("full-width colon", FRONT("exempt：3")),
	BROKEN("misspelt", FRONT("excempt: 3")),
	BROKEN("misspelt shorter", FRONT("exemt: 3")),
	BROKEN("another form", FRONT("exemption: 3")),
	BROKEN("longer", FRONT("exempt_paragraph: 3")),
	BROKEN("no blank", FRONT("exempt:3")),
	BROKEN("no blank, in a continuation", "---\ntitle: T\n  exempt:3\n---\nSecret\n"),
	BROKEN("equals sign", FRONT("exempt = 3")),
	BROKEN("no colon", FRONT("exempt 3")),
	BROKEN("indented", FRONT(" exempt: 3")),
	BROKEN("indented with a tab", FRONT("\texempt: 3")),
	BROKEN("in another group", FRONT("contact:\n  exempt: 3")),
	BROKEN("among the free facts", FRONT("fields:\n  exempt: 3")),
	BROKEN("in a text of several lines", FRONT("summary: |\n  a\n  exempt: 3")),
	BROKEN("in quotation marks", FRONT("summary: \"a\nexempt: 3\"")),
	BROKEN("quotation mark not closed", FRONT("summary: \"a\nexempt: 3")),
	BROKEN("in a list", "---\n- title: T\n- exempt: 3\n---\nSecret\n"),
	BROKEN("key in a list", FRONT("? [exempt]\n: 3")),
	BROKEN("merged", FRONT("<<: {exempt: 3}")),
	BROKEN("in an unknown group", FRONT("meta: {exempt: 3}")),
	BROKEN("in a known group, on its line", FRONT("contact: {exempt: 3}")),
	BROKEN("twice", FRONT("exempt: 3\nexempt: 3")),
	BROKEN("twice, then none", FRONT("exempt: 3\nexempt:")),
	BROKEN("alias", FRONT("version: &a 3\nexempt: *a")),
	BROKEN("tag", FRONT("exempt: !!int 3")),
	BROKEN("directive", FRONT("%YAML 1.1\n--- \nexempt: 3")),
	BROKEN("second document", FRONT("--- # two\nexempt: 3")),
	BROKEN("no value", FRONT("exempt:")),
	BROKEN("empty value", FRONT("exempt: ''")),
	BROKEN("nought", FRONT("exempt: 0")),
	BROKEN("eight", FRONT("exempt: 8")),
	BROKEN("minus one", FRONT("exempt: -1")),
	BROKEN("nought before", FRONT("exempt: 03")),
	BROKEN("a fraction", FRONT("exempt: 3.0")),
	BROKEN("a word", FRONT("exempt: three")),
	BROKEN("yes", FRONT("exempt: yes")),
	BROKEN("true", FRONT("exempt: true")),
	BROKEN("no", FRONT("exempt: no")),
	BROKEN("false", FRONT("exempt: false")),
	BROKEN("null", FRONT("exempt: null")),
	BROKEN("paragraph", FRONT("exempt: paragraph 3")),
	BROKEN("two", FRONT("exempt: 3, 5")),
	BROKEN("two digits", FRONT("exempt: 33")),
	BROKEN("list", FRONT("exempt: [3]")),
	BROKEN("map", FRONT("exempt: {3: 3}")),
	BROKEN("blank behind", FRONT("exempt: '3 '")),
	BROKEN("full-width digit", FRONT("exempt: ３")),
	BROKEN("raised digit", FRONT("exempt: ³")),
	BROKEN("lines", FRONT("exempt: |\n  3")),
	BROKEN("status with a capital", FRONT("status: Draft")),
	BROKEN("status in another word", FRONT("status: drafted")),
	BROKEN("status empty", FRONT("status:")),
	BROKEN("status in a list", FRONT("status: [draft]")),
	BROKEN("status twice", FRONT("status: final\nstatus: draft")),
	BROKEN("status key with a capital", FRONT("Status: draft")),
	BROKEN("status with a Cyrillic а", FRONT("stаtus: draft")),
	BROKEN("status closed too soon", "---\ntitle: T\n---\nstatus: draft\n\nSecret\n"),
};

static bool
object_holds(const char *word)
{
	struct str all = buf_view(&bytes);

	return str_find(all, str_of(word), 0) < all.len;
}

static void
a_broken_marker_is_an_error_and_never_public(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(broken_markers) / sizeof(*broken_markers); i++) {
		compile_as(REPORT, broken_markers[i].bytes, STR_NONE, (struct compile_options){ 0 });
		if (errors() == 0)
			fail_msg("%s: no error", broken_markers[i].what);
		if (!object.exempt || !object.draft)
			fail_msg("%s: it is public", broken_markers[i].what);
		if (object_holds("Secret"))
			fail_msg("%s: its text is in the object", broken_markers[i].what);
	}
}

static void
what_withholds_nothing_is_public(void **state)
{
	static const char *const texts[] = {
		"---\ntitle: T\n---\nA report says `exempt: 3` in its front matter.\n",
		"---\ntitle: T\n---\n`exempt: 3` marks it.\n\n```yaml\nexempt: 3\n```\n",
		"---\ntitle: T\n---\n~~~\nexempt: 3\n```\nexempt: 4\n~~~\n",
		"---\ntitle: T\n---\nExempt: No\n\nExempt information: none\n\nStatus: draft\n",
		"---\ntitle: T\n---\n\nPurpose: to tell\n---------------\n",
		"---\ntitle: T\n---\nTitle\n---\n",
		"---\ntitle: T\nfields: {Exempt: No, Exempt information: none}\n---\nText\n",
		"---\ntitle: T\n# exempt: 3\n---\nText\n",
		"---\ntitle: T\nstatus: final\n---\nText\n\n---\n\nexemptions 3\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		compile(REPORT, texts[i]);
		assert_sound();
		if (object.exempt || object.draft)
			fail_msg("%s", texts[i]);
	}
}

static void
an_exempt_paper_leaves_its_title_and_paragraph(void **state)
{
	(void)state;
	compile(REPORT, "---\ntitle: Property matter\nexempt: 3\nauthor: ayesha-khan\n"
		"summary: Secret\nappendices: [b.pdf]\nautor: x\n---\n\n## Secret\n\nSecret words.\n\n"
		"![Secret](own.csv)\n");
	assert_true(object.exempt);
	assert_false(object.draft);
	assert_value("title", "Property matter");
	assert_value("exempt", "3");
	assert_int_equal(3, object.nmeta);
	assert_false(object_holds("Secret"));
	assert_false(object_holds("ayesha"));
	assert_int_equal(0, object.npiece + object.nfragment + object.ndefinition);
	assert_found(DIAG_FIELD_UNKNOWN, 7, 1, NULL);
	assert_int_equal(1, errors());
	/* what it shows may not be published by itself */
	assert_int_equal(2, object.nreference);
	assert_reference(REFERENCE_EMBED, "committees/cabinet/2025-09-16/b.pdf", 0, 0, 0);
	assert_reference(REFERENCE_EMBED, "committees/cabinet/2025-09-16/own.csv", 0, 0, 0);
}

static void
an_edit_of_an_exempt_text_changes_nothing(void **state)
{
	struct buf before = BUF_EMPTY;

	(void)state;
	compile(REPORT, "---\ntitle: T\nexempt: 3\n---\n\n## One\n\nThe price is £4m.\n");
	buf_str(&before, buf_view(&bytes));
	compile(REPORT, "---\ntitle: T\nexempt: 3\n---\n\nThe price is £5m, see 9.9.\n\n## Two\n\n## Two\n");
	assert_true(str_equal(buf_view(&before), buf_view(&bytes)));
	buf_release(&before);
}

static void
a_members_pack_has_all_of_it(void **state)
{
	(void)state;
	compile_as(REPORT, STR("---\ntitle: T\nexempt: 3\nauthor: A\n---\n\nSecret words.\n"), STR_NONE,
		(struct compile_options){ .restricted = true });
	assert_true(object.exempt);
	assert_value("author", "A");
	assert_true(object_holds("Secret words"));
}

static void
meetings_pages_and_tables_can_be_exempt_and_people_cannot(void **state)
{
	(void)state;
	compile(MEETING, "---\ndate: 2025-11-19\nexempt: 1\n---\nSecret\n");
	assert_sound();
	assert_true(object.exempt && !object_holds("Secret"));
	compile(PAGE, "---\ntitle: T\nexempt: 7\n---\nSecret\n");
	assert_sound();
	assert_true(object.exempt && !object_holds("Secret"));
	compile_sidecar("title: T\nexempt: 3\n");
	assert_true(object.exempt && !object_holds("Secret"));
	assert_value("title", "T");
	compile(PERSON, "---\ntitle: T\nexempt: 3\n---\nSecret\n");
	assert_found(DIAG_FIELD_UNKNOWN, 3, 1, NULL);
	assert_true(object.exempt && !object_holds("Secret"));
}

static void
a_sidecar_fails_closed_as_well(void **state)
{
	static const char *const texts[] = { "exempt: yes\n", "Exempt: 3\n", "title: A\nexempt: 3\n...\n",
		"title: A: B\n", "status: Draft\n", "title: A\n  exempt:3\n", "\xa3: 3\n",
		"exempt: 3\nexempt: 3\n", "notes: |\n  exempt: 3\n" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		compile_sidecar(texts[i]);
		if (errors() == 0 || !object.exempt || !object.draft || object_holds("Secret"))
			fail_msg("%s", texts[i]);
		assert_true(str_is(object.findings->at.file, TABLE ".yaml"));
	}
	compile_sidecar("title: A\nlabel: Name\nunit: £k\n");
	assert_false(object.exempt);
	compile_sidecar("status: draft\n");
	assert_true(object.draft && !object.exempt);
}

static void
files_that_may_hold_a_script_are_not_published(void **state)
{
	(void)state;
	compile("pages/plan.PDF", "%PDF");
	assert_sound();
	assert_true(str_is(object.blob, "%PDF"));
	assert_false(object.exempt);
	compile("pages/x.docx", "PK");
	assert_true(str_is(object.blob, "PK"));
	compile("pages/x.svg", "<svg/>");
	assert_int_equal(1, errors());
	assert_true(object.exempt && object.blob.len == 0);
	compile("pages/x.html", "<p>");
	assert_int_equal(0, errors());
	assert_non_null(found(DIAG_ASSET_MISSING));
	assert_true(object.exempt && object.blob.len == 0);
	compile("budgets/gone.csv.yaml", "title: A\n");
	assert_int_equal(1, errors());
	compile("themes/a/assets/logo.svg", "<svg/>");
	assert_true(str_is(object.blob, "<svg/>"));
	compile("themes/a/LICENSE", "words");
	assert_null(object.findings);
	assert_true(object.exempt && object.blob.len == 0);
}

static void
a_source_that_brought_its_worker_down_is_not_public(void **state)
{
	(void)state;
	arena_release(&arena);
	arena_init(&arena);
	buf_clear(&bytes);
	compile_failed(STR(REPORT), DIAG_SOURCE_CRASHED, "signal 11", &arena, &bytes);
	assert_true(object_read(buf_view(&bytes), OBJECT_WHOLE, &arena, &object));
	assert_true(object.exempt && object.draft);
	assert_int_equal(OBJECT_REPORT, object.kind);
	assert_found(DIAG_SOURCE_CRASHED, 0, 0, "a source brought its reader down: signal 11");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_kind_follows_from_the_path),
		cmocka_unit_test(a_key_of_an_object_tells_all_that_it_depends_on),
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
		cmocka_unit_test(a_broken_marker_is_an_error_and_never_public),
		cmocka_unit_test(what_withholds_nothing_is_public),
		cmocka_unit_test(an_exempt_paper_leaves_its_title_and_paragraph),
		cmocka_unit_test(an_edit_of_an_exempt_text_changes_nothing),
		cmocka_unit_test(a_members_pack_has_all_of_it),
		cmocka_unit_test(meetings_pages_and_tables_can_be_exempt_and_people_cannot),
		cmocka_unit_test(a_sidecar_fails_closed_as_well),
		cmocka_unit_test(files_that_may_hold_a_script_are_not_published),
		cmocka_unit_test(a_source_that_brought_its_worker_down_is_not_public),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	buf_release(&bytes);
	arena_release(&arena);
	return failed;
}
