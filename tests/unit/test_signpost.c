/*
 * Which words are references, and which only look like some.
 *
 * What is wanted: the kind, the number, ^ for above and v for below, = for this paper's own, and in braces the
 * words that may name another.  What is doubtful is not written.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "compile/signpost.h"

static void
add(struct buf *out, const struct signpost *m)
{
	static const char *const kinds[SIGNPOST_KINDS] = { "section", "paragraph", "item", "appendix", "table",
		"figure", "recommendation", "minute", "#" };
	static const char *const sides[] = { "", "^", "v" };

	if (m->is_doubtful)
		return;
	buf_print(out, "%s%s " STR_FMT, out->len > 0 ? "; " : "", kinds[m->kind], STR_ARG(m->number));
	if (m->item.len > 0)
		buf_print(out, "(" STR_FMT ")", STR_ARG(m->item));
	buf_print(out, "%s%s%s", sides[m->side], m->is_own ? "=" : "", m->to_next ? "-" : "");
	if (m->paper.len > 0)
		buf_print(out, "{" STR_FMT "}", STR_ARG(m->paper));
}

static const char *
found(const char *text, struct buf *out)
{
	struct signposts m;

	out->len = 0;
	signpost_init(&m, str_of(text));
	while (signpost_next(&m))
		for (size_t i = 0; i < m.count; i++)
			add(out, &m.list[i]);
	buf_char(out, '\0');
	return out->at;
}

struct sentence {
	const char *text, *wanted;
};

static void
assert_sentences(const struct sentence *s, size_t count)
{
	struct buf out = BUF_EMPTY;

	for (size_t i = 0; i < count; i++)
		if (!str_is(str_of(found(s[i].text, &out)), s[i].wanted))
			fail_msg("“%s” gives `%s`, not `%s`", s[i].text, out.at, s[i].wanted);
	buf_release(&out);
}

#define ASSERT_SENTENCES(list) assert_sentences(list, sizeof(list) / sizeof(list[0]))

static void
a_noun_with_a_number_is_a_reference(void **state)
{
	static const struct sentence list[] = {
		{ "The options are set out in section 3.", "section 3" },
		{ "as section 5 explains", "section 5" },
		{ "See Section 4 for the costs.", "section 4" },
		{ "the reason given in paragraph 3.11, and", "paragraph 3.11" },
		{ "Paragraph 7.1(b) asks for more", "paragraph 7.1(b)" },
		{ "the list in section 5 (ii) is complete", "section 5(ii)" },
		{ "see para 2.4 and para. 2.5", "paragraph 2.4; paragraph 2.5" },
		{ "Should also support item 3.", "item 3" },
		{ "the answers are in Appendix A. Most", "appendix A" },
		{ "attached at appendix 1.", "appendix 1" },
		{ "a champion (Appendix A).", "appendix A" },
		{ "the form in Annex IV, and", "appendix IV" },
		{ "The charges in Table 1 have been rounded", "table 1" },
		{ "as Table 2a shows", "table 2a" },
		{ "see Figure 3 and", "figure 3" },
		{ "recommendation (3) was deferred", "recommendation 3" },
		{ "recommendation (b) had been made twice", "recommendation b" },
		{ "We agreed to minute no. 14.", "minute 14" },
		{ "Principle (e) has the largest effect, and option 3 the least.", "recommendation e; recommendation 3" },
		{ "the plan in section 4, meets that duty", "section 4" },
		{ "gweler adran 3 ac atodiad A", "section 3; appendix A" },
		{ "ym mharagraff 4.2 uchod", "paragraph 4.2^" },
	};

	(void)state;
	ASSERT_SENTENCES(list);
}

static void
several_numbers_are_several_references(void **state)
{
	static const struct sentence list[] = {
		{ "paragraphs 4.2 and 4.5 give the reasons", "paragraph 4.2; paragraph 4.5" },
		{ "sections 3 to 5 deal with it", "section 3-; section 5" },
		{ "Appendices A–C list them", "appendix A-; appendix C" },
		{ "appendices 1 and 2", "appendix 1; appendix 2" },
		{ "items 3, 4 and 6 above", "item 3^; item 4^; item 6^" },
		{ "the amounts in paragraph 4.2 and paragraph 4.3 above, which", "paragraph 4.2; paragraph 4.3^" },
		{ "Tables 2 & 3 below", "table 2v; table 3v" },
		{ "recommendations (a), (b), and (d)", "recommendation a; recommendation b; recommendation d" },
		{ "paragraphs 1.2-1.4", "paragraph 1.2-; paragraph 1.4" },
		{ "Table 2 and 12 others", "table 2" },
	};

	(void)state;
	ASSERT_SENTENCES(list);
}

static void
above_and_below_are_told(void **state)
{
	static const struct sentence list[] = {
		{ "as paragraph 4.2 above says", "paragraph 4.2^" },
		{ "see section 6 (below)", "section 6v" },
		{ "Half of these priorities (3, 4 and 6 above) reflect some", "# 3^; # 4^; # 6^" },
		{ "the plan incorporates 3 below.", "# 3v" },
		{ "dependent upon 11 below and an announcement", "# 11v" },
		{ "in the project plan of 2 above.", "# 2^" },
		{ "for the reason in (a) above, the", "# a^" },
		{ "steps (i) to (iii) below", "# iv-; # iiiv" },
		{ "illustrated in the diagram below:", "figure v" },
		{ "The table below shows the costs", "table v" },
		{ "in the table above.", "table ^" },
		{ "The following table sets them out", "table v" },
		{ "in the chart overleaf", "figure v" },
		{ "yn y tabl isod", "table v" },
	};

	(void)state;
	ASSERT_SENTENCES(list);
}

static void
words_behind_say_whose_it_is(void **state)
{
	static const struct sentence list[] = {
		{ "under paragraph 5.1 of this agreement.", "paragraph 5.1=" },
		{ "as set out in paragraph 6.1 of the delivery plan, the", "paragraph 6.1{the delivery plan}" },
		{ "table 3 of the national accounts", "table 3{the national accounts}" },
		{ "minute 14 of the meeting of 17 September 2008.", "minute 14{the meeting of 17 September 2008}" },
		{ "Table 2 in Appendix B shows", "table 2{Appendix B shows}; appendix B" },
		{ "See Appendix B, paragraph 3.1, says", "appendix B; paragraph 3.1{Appendix B}" },
		{ "Appendix A to the report lists", "appendix A{the report lists}" },
		{ "Appendix A in full", "appendix A" },
		{ "Chapter 4 and section 2 of the NPPF", "section 2{the NPPF}" },
	};

	(void)state;
	ASSERT_SENTENCES(list);
}

static void
laws_and_other_papers_are_left_alone(void **state)
{
	static const struct sentence list[] = {
		{ "section 100A of the Local Government Act 1972", "" },
		{ "Schedule 12A to that Act, and Part 2 of the Regulations", "" },
		{ "Section 149 sets out the duty that the Equality Act 2010 created", "" },
		{ "a section 106 agreement was signed", "" },
		{ "the section 25 report and the section 151 officer", "" },
		{ "powers under section 3 were used", "" },
		{ "exempt by virtue of paragraph 3.", "" },
		{ "section 1(2) allows it", "" },
		{ "the Housing Act 1996, section 184, requires", "" },
		{ "agenda item 3 was taken first", "" },
		{ "the auditor's recommendation 2 was accepted", "" },
		{ "the plan's section 4 is new", "" },
		{ "NPPF paragraph 80 applies", "" },
		{ "the Local Plan (section 4) says", "" },
		{ "becomes “paragraph 4.1” on the page", "" },
		{ "Chapter 4 of the NPPF", "" },
		{ "Article 11, paragraphs 13 – 17, of the Constitution", "paragraph 13-{the Constitution}; paragraph 17{the Constitution}" },
		{ "Standing Orders, section 4, allow it", "" },
		{ "Procedure Rule 7 and section 5 were read", "" },
		{ "words such as \"the table below\" and 'see section 3'", "" },
		{ "paragraph 3 of this Order", "" },
		{ "their section 4 is longer", "" },
	};

	(void)state;
	ASSERT_SENTENCES(list);
}

static void
other_words_are_none(void **state)
{
	static const struct sentence list[] = {
		{ "in 2 below-average wards", "" },
		{ "the above applies", "" },
		{ "rates above 5% are rare, and 3 below target", "" },
		{ "two sections and 3 paragraphs were cut", "" },
		{ "Appendix A", "" },
		{ "Appendix A: Answers to the consultation", "" },
		{ "Table 2 Costs by year", "" },
		{ "Option 1 – Do nothing", "" },
		{ "an option 3 councils share; priority 1 means", "" },
		{ "a table 3 metres long", "" },
		{ "a figure of 2 million, and figures below £5m", "" },
		{ "speakers have three minutes, or 5 minutes each", "" },
		{ "minute 5 litre bottles", "" },
		{ "the table below the window is old", "table v" },
		{ "crosssection 3 and intersection 4", "" },
		{ "section 2009/10 and section 5:1", "" },
		{ "table 1,500 people", "" },
		{ "the section 8-bed house", "" },
		{ "recommendations 14 days before", "" },
		{ "the following tables give it", "" },
		{ "Year 2 below is", "" },
		{ "some items above the line", "" },
	};

	(void)state;
	ASSERT_SENTENCES(list);
}

static void
every_place_lies_in_the_text(void **state)
{
	static const char text[] = "(paragraphs 4.2 and 4.5 above), 2 below, the following table; Appendices A, (b) above";

	(void)state;
	for (size_t len = 0; len < sizeof(text); len++) {
		struct signposts m;
		size_t at = 0;

		signpost_init(&m, (struct str){ text, len });
		while (signpost_next(&m)) {
			assert_true(m.at > at);
			at = m.at;
			for (size_t i = 0; i < m.count; i++)
				assert_true(m.list[i].start <= m.list[i].from && m.list[i].start < m.list[i].end
					&& m.list[i].end <= len);
		}
	}
}

/* Texts of the pieces that phrases are made of, in any order. */
static void
no_order_of_words_leads_astray(void **state)
{
	static const char *const pieces[] = {
		"section ", "Paragraphs ", "the table ", "Appendix ", "appendices ", "minute ", "items ", "Option ",
		"above", "below", "3", "4.2", "(a)", "(", ")", "A", "IV", " and ", ", ", " to ", "–", "-", ".", " ", "of ",
		"this report", "the plan", "Act ", "“", "\"", "'s ", "2008", "%", "£", "no. ", "\xc3\xa9", "following ",
		"\xc4\x9d", "minute 3 of ",
	};
	uint32_t seed = 1;

	(void)state;
	for (unsigned round = 0; round < 20000; round++) {
		struct buf text = BUF_EMPTY;
		struct signposts s;
		size_t end = 0;

		for (unsigned n = 0; n < 40; n++) {
			seed = seed * 1664525u + 1013904223u;
			buf_text(&text, pieces[(seed >> 16) % (sizeof(pieces) / sizeof(pieces[0]))]);
		}
		struct str view = buf_view(&text);

		signpost_init(&s, view);
		while (signpost_next(&s)) {
			assert_true(s.count > 0 && signpost_is_likely(view));
			for (size_t i = 0; i < s.count; i++) {
				assert_true(s.list[i].start >= end && s.list[i].from < s.list[i].end);
				assert_int_equal(s.list[i].paper.len, utf8_invalid_at(s.list[i].paper));
				assert_int_equal(s.list[i].number.len, utf8_invalid_at(s.list[i].number));
				end = s.list[i].end;
			}
			assert_true(end <= s.at && s.at <= view.len);
		}
		buf_release(&text);
	}
}

/* Nearly all words are passed over by their first three letters: none of those that count may be. */
static void
every_word_for_a_place_is_seen_in_a_text(void **state)
{
	static const char *const words[] = { "section", "sections", "paragraph", "paragraphs", "para", "paras",
		"item", "items", "appendix", "appendices", "appendixes", "annex", "annexe", "annexes", "table",
		"tables", "figure", "figures", "diagram", "chart", "graph", "recommendation", "recommendations",
		"action", "actions", "objective", "objectives", "option", "options", "principle", "principles",
		"proposal", "proposals", "question", "questions", "task", "tasks", "minute", "adran", "adrannau",
		"paragraff", "mharagraff", "baragraff", "paragraffau", "mharagraffau", "atodiad", "atodiadau",
		"tabl", "nhabl", "dabl", "tablau", "above", "below", "overleaf", "uchod", "isod", "APPENDIX", "Above" };

	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		struct buf text = BUF_EMPTY;

		buf_print(&text, "the costs, %s 2 gives", words[i]);
		if (!signpost_is_likely(buf_view(&text)))
			fail_msg("“%s” is passed over", words[i]);
		buf_release(&text);
	}
	assert_false(signpost_is_likely(STR("The council has asked the service to report again on this.")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_noun_with_a_number_is_a_reference),
		cmocka_unit_test(several_numbers_are_several_references),
		cmocka_unit_test(above_and_below_are_told),
		cmocka_unit_test(words_behind_say_whose_it_is),
		cmocka_unit_test(laws_and_other_papers_are_left_alone),
		cmocka_unit_test(other_words_are_none),
		cmocka_unit_test(every_place_lies_in_the_text),
		cmocka_unit_test(no_order_of_words_leads_astray),
		cmocka_unit_test(every_word_for_a_place_is_seen_in_a_text),
	};

	return cmocka_run_group_tests_name("signpost", tests, NULL, NULL);
}
