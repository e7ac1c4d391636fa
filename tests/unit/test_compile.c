/*
 * Kinds, keys of objects, and the files that are copied as they are.
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
assert_sound(void)
{
	for (const struct finding *f = object.findings; f; f = f->next)
		if (f->severity == SEVERITY_ERROR)
			fail_msg("%u:%u: " STR_FMT, f->at.line, f->at.column, STR_ARG(f->message));
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
	assert_int_equal(0, errors());
	assert_non_null(found(DIAG_ASSET_REFUSED));
	assert_true(object.exempt && object.blob.len == 0);
	compile("pages/x.html", "<p>");
	assert_int_equal(0, errors());
	assert_non_null(found(DIAG_ASSET_REFUSED));
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
		cmocka_unit_test(files_that_may_hold_a_script_are_not_published),
		cmocka_unit_test(a_source_that_brought_its_worker_down_is_not_public),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	buf_release(&bytes);
	arena_release(&arena);
	return failed;
}
