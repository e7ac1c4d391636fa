/*
 * What keeps a source from the public, however badly it is written, and what is left of it.
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

static bool
object_holds(const char *word)
{
	struct str all = buf_view(&bytes);

	return str_find(all, str_of(word), 0) < all.len;
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

static void
an_item_of_an_agenda_may_be_exempt_and_fails_closed(void **state)
{
	static const char *const broken[] = { "", " 9", " three", " [3]", " '3 '" };

	(void)state;
	compile_as("committees/a/2026-01-14/meeting.md", STR("---\ndate: 2026-01-14\nagenda:\n  - verbal: T\n"
		"    exempt: 3\n---\n"), STR_NONE, (struct compile_options){ 0 });
	assert_int_equal(0, errors());
	assert_false(object.exempt || object.draft);
	for (size_t i = 0; i < sizeof(broken) / sizeof(*broken); i++) {
		char text[200];

		snprintf(text, sizeof(text), "---\ndate: 2026-01-14\nagenda:\n  - verbal: T\n    exempt:%s\n---\n",
			broken[i]);
		compile_as("committees/a/2026-01-14/meeting.md", str_of(text), STR_NONE, (struct compile_options){ 0 });
		assert_true(errors() > 0 && object.exempt && object.draft);
	}
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
		"![Secret](own.csv)\n\n![Secret](own.csv)\n\n<script>Secret()</script>\n\n"
		"[Secret](javascript:secret)\n");
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
	compile(REPORT, "---\ntitle: T\nexempt: 3\n---\n\nThe price is £5m, see 9.9 and"
		" [no](javascript:x).\n\n## Two\n\n## Two\n");
	assert_true(str_equal(buf_view(&before), buf_view(&bytes)));
	buf_release(&before);
}

static void
an_exempt_text_that_cannot_be_read_is_an_error_that_quotes_nothing(void **state)
{
	struct buf text = BUF_EMPTY;

	(void)state;
	buf_text(&text, "---\ntitle: T\nexempt: 3\n---\n");
	for (unsigned i = 0; i < 10000; i++)
		buf_text(&text, "Secret ");
	compile_as(REPORT, buf_view(&text), STR_NONE, (struct compile_options){ 0 });
	buf_release(&text);
	assert_int_equal(1, errors());
	assert_found(DIAG_TOO_LARGE, 0, 0, NULL);
	assert_false(object_holds("Secret"));
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_item_of_an_agenda_may_be_exempt_and_fails_closed),
		cmocka_unit_test(a_broken_marker_is_an_error_and_never_public),
		cmocka_unit_test(what_withholds_nothing_is_public),
		cmocka_unit_test(an_exempt_paper_leaves_its_title_and_paragraph),
		cmocka_unit_test(an_edit_of_an_exempt_text_changes_nothing),
		cmocka_unit_test(an_exempt_text_that_cannot_be_read_is_an_error_that_quotes_nothing),
		cmocka_unit_test(a_members_pack_has_all_of_it),
		cmocka_unit_test(meetings_pages_and_tables_can_be_exempt_and_people_cannot),
		cmocka_unit_test(a_sidecar_fails_closed_as_well),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	buf_release(&bytes);
	arena_release(&arena);
	return failed;
}
