/*
 * Which words in capitals are acronyms, and which words explain them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "compile/acronym.h"
#include "compile/initials.h"

/* The acronyms of a text, a blank apart. */
static void
assert_found(const char *text, const char *wanted)
{
	struct buf found = BUF_EMPTY;
	struct acronym a;

	for (size_t i = 0; acronym_next(str_of(text), &i, &a);) {
		buf_text(&found, found.len ? " " : "");
		buf_str(&found, a.letters);
	}
	if (!str_is(buf_view(&found), wanted))
		fail_msg("“%s” gives `" STR_FMT "`, not `%s`", text, STR_ARG(buf_view(&found)), wanted);
	buf_release(&found);
}

static void
words_in_capitals_are_acronyms(void **state)
{
	(void)state;
	assert_found("The LAA and the LSP met.", "LAA LSP");
	assert_found("LSPs/LAAs, the DCLG's letter and the DCLG’s list", "LSP LAA DCLG DCLG");
	assert_found("Spending on R&D, (QIPP) and “JSNA”", "R&D QIPP JSNA");
	assert_found("A PFI-funded school; a non-HRA house", "PFI HRA");
}

static void
not_every_capital_is_one(void **state)
{
	(void)state;
	assert_found("Part II, Annex IV and chapter XIX", "");
	assert_found("CH1 2NP, the M25, A4 paper, H2O, COVID-19 and NI179", "");
	assert_found("NB the UK, the EU, an MP, PDF files and VAT", "");
	assert_found("PRIVATE AND CONFIDENTIAL", "");
	assert_found("Do NOT READ THIS aloud", "");
	assert_found("I saw A. B. Carter, McDonald and iPhones", "");
	assert_found("https://www.example.org/LAA/LSP-list and reports/ABC.pdf", "");
	assert_found("write to ANN.HALE@example.org", "");
	assert_found("EXTRAORDINARILY long", "");
	assert_true(acronym_is_shouted(STR("AGENDA MANAGEMENT SHEET for the LAA"), false));
	assert_true(acronym_is_shouted(STR("MINUTES"), true));
	assert_false(acronym_is_shouted(STR("MINUTES"), false));
	assert_false(acronym_is_shouted(STR("CWIEP"), true));
	assert_false(acronym_is_shouted(STR("The LAA and the LSP of the CCP"), false));
	assert_false(acronym_is_shouted(STR("LAA"), false));
}

static void
assert_explained(const char *text, enum acronym_fit fit, const char *letters, const char *words)
{
	struct str s = str_of(text);
	struct explanation e;
	char room[INITIALS_ROOM];

	acronym_explained(s, str_find_char(s, '(', 0), room, &e);
	if (e.fit != fit)
		fail_msg("“%s”: fit %d, not %d", text, e.fit, fit);
	if (fit != ACRONYM_NONE && (!str_is(e.letters, letters) || !str_is(e.words, words)))
		fail_msg("“%s”: " STR_FMT " is “" STR_FMT "”", text, STR_ARG(e.letters),
			STR_ARG(e.words));
}

static void
words_before_a_bracket_explain(void **state)
{
	(void)state;
	assert_explained("A new Local Area Agreement (LAA) is due", ACRONYM_FITS, "LAA",
		"Local Area Agreement");
	assert_explained("all Local Strategic Partnerships (LSPs)", ACRONYM_FITS, "LSP",
		"Local Strategic Partnerships");
	assert_explained("Department for Environment, Food and Rural Affairs (DEFRA)", ACRONYM_FITS,
		"DEFRA", "Department for Environment, Food and Rural Affairs");
	assert_explained("the voluntary and community sector (“the VCS”)", ACRONYM_FITS, "VCS",
		"voluntary and community sector");
	assert_explained("the Multi-Agency Safeguarding Hub (MASH)", ACRONYM_FITS, "MASH",
		"Multi-Agency Safeguarding Hub");
	assert_explained("Local Government Re-organisation (LGR)", ACRONYM_FITS, "LGR",
		"Local Government Re-organisation");
	assert_explained("Heads of Service (HoS)", ACRONYM_FITS, "HoS", "Heads of Service");
	assert_explained("Convention of Vale Local Authorities (COVLA)", ACRONYM_FITS, "COVLA",
		"Convention of Vale Local Authorities");
	assert_explained("the Housing Partnership for the South Coast (SCHP)", ACRONYM_FITS, "SCHP",
		"Housing Partnership for the South Coast");
	assert_explained("Growth Incentive scheme for towns. Town Growth Fund scheme (TGF)",
		ACRONYM_FITS, "TGF", "Town Growth Fund scheme");
	assert_explained("research and development (R&D)", ACRONYM_FITS, "R&D",
		"research and development");
}

static void
or_words_in_a_bracket(void **state)
{
	(void)state;
	assert_explained("the LAA (Local Area Agreement) is due", ACRONYM_FITS, "LAA",
		"Local Area Agreement");
	assert_explained("LSPs (Local Strategic Partnerships)", ACRONYM_FITS, "LSP",
		"Local Strategic Partnerships");
	assert_explained("the LAA (agreed last week)", ACRONYM_NONE, "", "");
	assert_explained("the LSP (Leeds)", ACRONYM_NONE, "", "");
}

static void
a_bracket_may_say_something_else(void **state)
{
	(void)state;
	assert_explained("The Chair (Councillor Hale)", ACRONYM_NONE, "", "");
	assert_explained("Finance Director (LSP lead)", ACRONYM_NONE, "", "");
	assert_explained("Ann Hale (UNISON)", ACRONYM_NONE, "", "");
	assert_explained("the next part (II)", ACRONYM_NONE, "", "");
	assert_explained("never closed (LAA", ACRONYM_NONE, "", "");
	assert_explained("(LAA)", ACRONYM_NONE, "", "");
}

static void
initials_may_be_a_letter_off(void **state)
{
	(void)state;
	assert_explained("the Vale Improvement Partnership (VWIP)", ACRONYM_MISFITS, "VWIP",
		"Vale Improvement Partnership");
	assert_explained("the Joint Strategic Need Assessment (JSMA)", ACRONYM_MISFITS, "JSMA",
		"Joint Strategic Need Assessment");
}

static void
lists_of_them_are_read(void **state)
{
	struct explanation e;

	(void)state;
	assert_true(acronym_listed(STR("LAA – Local Area Agreement"), &e));
	assert_true(str_is(e.words, "Local Area Agreement"));
	assert_true(acronym_listed(STR("LAA: Local Area Agreement. See there."), &e));
	assert_true(str_is(e.words, "Local Area Agreement"));
	assert_false(acronym_listed(STR("LAA – a useful thing"), &e));
	assert_true(initials_fit(STR("PWLB"), STR("Public Works Loan Board")));
	assert_false(initials_fit(STR("PWLB"), STR("The old Public Works Loan Board")));
	assert_true(initials_fit(STR("PWLB"), STR("the Public Works Loan Board")));
}

/* Long runs of little words would let the trying explode. */
static void
trying_is_bounded(void **state)
{
	struct buf text = BUF_EMPTY;
	struct explanation e;
	char room[INITIALS_ROOM];

	(void)state;
	for (int i = 0; i < 2000; i++)
		buf_text(&text, "and a of the in ");
	buf_text(&text, "(AAAAAAAA)");
	acronym_explained(buf_view(&text), text.len - 10, room, &e);
	assert_int_equal(ACRONYM_NONE, e.fit);
	buf_release(&text);
}

static void
names_have_initials(void **state)
{
	struct str text = STR("on any future Local Government Re-organisation in Vale, or so");
	struct initials_name n;
	size_t i = 0;

	(void)state;
	assert_true(initials_name(text, 1u << ('L' - 'A'), &i, &n));
	assert_int_equal(4, n.count);	/* `in Vale` may belong to it or not */
	assert_memory_equal("LGRV", n.letters, 4);
	assert_true(str_is(str_slice(text, n.start, n.ends[2]), "Local Government Re-organisation"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_in_capitals_are_acronyms),
		cmocka_unit_test(not_every_capital_is_one),
		cmocka_unit_test(words_before_a_bracket_explain),
		cmocka_unit_test(or_words_in_a_bracket),
		cmocka_unit_test(a_bracket_may_say_something_else),
		cmocka_unit_test(initials_may_be_a_letter_off),
		cmocka_unit_test(lists_of_them_are_read),
		cmocka_unit_test(trying_is_bounded),
		cmocka_unit_test(names_have_initials),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
