/*
 * What a body becomes: its HTML, its definitions and its holes.
 */
#include <string.h>

#include "body_case.h"

static void
paragraphs_and_sections_are_numbered(void **state)
{
	(void)state;
	compile_as(NUMBERING_PARAGRAPHS,
		"Before.\n\n## Purpose of *report*\n\nOne.\n\nTwo.\n\n### Detail\n\nThree.\n");
	assert_no_finding();
	assert_string_equal("<p>Before.</p>\n"
		"<h2 id=\"purpose-of-report\"><span class=\"number\" id=\"1.0\">1.0</span> Purpose of <em>report</em></h2>\n"
		"<p class=\"numbered\" id=\"1.1\"><a class=\"number\" href=\"#1.1\">1.1</a> One.</p>\n"
		"<p class=\"numbered\" id=\"1.2\"><a class=\"number\" href=\"#1.2\">1.2</a> Two.</p>\n"
		"<h3 id=\"detail\">Detail</h3>\n"
		"<p class=\"numbered\" id=\"1.3\"><a class=\"number\" href=\"#1.3\">1.3</a> Three.</p>\n", shown(0));
	assert_definition(0, DEFINITION_SECTION, "1.0", "purpose-of-report", "1.0",
		"Purpose of report");
	assert_definition(1, DEFINITION_PARAGRAPH, "1.1", "", "1.1", "");
	assert_definition(3, DEFINITION_SECTION, "detail", "", "", "Detail");
	assert_definition(4, DEFINITION_PARAGRAPH, "1.3", "", "1.3", "");
	assert_int_equal(3, u.object.definitions[0].line);
	assert_int_equal(2, u.object.definitions[0].level);
	assert_int_equal(11, u.object.definitions[4].line);
}

static void
what_stands_between_paragraphs_does_not_break_the_count(void **state)
{
	(void)state;
	compile_as(NUMBERING_PARAGRAPHS,
		"## S\n\na\n\n- l\n\n> q\n\n| t |\n|---|\n\n![e](e.csv)\n\n![f](f.png)\n\n"
		"```\nc\n```\n\n<div>h</div>\n\nb\n");
	assert_definition(1, DEFINITION_PARAGRAPH, "1.1", "", "1.1", "");
	assert_definition(2, DEFINITION_TABLE, "text-table-1", "", "", "Table in the text, 1");
	assert_definition(5, DEFINITION_PARAGRAPH, "1.2", "", "1.2", "");
	assert_int_equal(6, u.object.ndefinition);
}

static void
headings_are_numbered_where_that_is_wanted(void **state)
{
	(void)state;
	compile_as(NUMBERING_HEADINGS, "## A\n\n### B\n\ntext\n\n## C\n");
	assert_string_equal("<h2 id=\"a\"><span class=\"number\" id=\"1\">1</span> A</h2>\n"
		"<h3 id=\"b\"><span class=\"number\" id=\"1.1\">1.1</span> B</h3>\n<p>text</p>\n"
		"<h2 id=\"c\"><span class=\"number\" id=\"2\">2</span> C</h2>\n", shown(0));
}

static void
an_appendix_has_an_address_and_numbers_of_its_own(void **state)
{
	(void)state;
	compile_as(NUMBERING_PARAGRAPHS,
		"## S\n\na\n\n## Annex 1: Terms {#terms}\n\nb\n\n## S\n\nc\n\n- (a) d\n\n## Appendix A\n");
	assert_no_finding();
	assert_definition(2, DEFINITION_APPENDIX, "annex-1", "terms", "Annex 1", "Terms");
	assert_definition(3, DEFINITION_SECTION, "annex-1.1.0", "s-2", "1.0", "S");
	assert_definition(4, DEFINITION_PARAGRAPH, "annex-1.1.1", "", "1.1", "");
	assert_definition(5, DEFINITION_ITEM, "annex-1.1.1.a", "", "1.1.a", "");
	assert_definition(6, DEFINITION_APPENDIX, "appendix-a", "", "Appendix A", "");
	assert_string_equal("<h2 class=\"appendix\" id=\"annex-1\"><span id=\"terms\">Annex 1: Terms</span></h2>\n"
		"<p>b</p>\n", arena_copy(&arena, strstr(shown(0), "<h2 class"), 87));
}

static void
a_first_heading_that_repeats_the_title_is_dropped(void **state)
{
	(void)state;
	assert_html("# Update\n\n## A\n", "<h2 id=\"a\">A</h2>\n");
	assert_html("# Another\n\n# Update\n",
		"<h2 id=\"another\">Another</h2>\n<h2 id=\"update\">Update</h2>\n");
	assert_no_finding();
}

static void
levels_that_are_skipped_are_closed_up(void **state)
{
	(void)state;
	assert_html("#### A\n\n## B\n\n#### C\n\n#### D\n\n### E\n\n###### F\n\n# G\n",
		"<h2 id=\"a\">A</h2>\n"
		"<h2 id=\"b\">B</h2>\n<h3 id=\"c\">C</h3>\n<h3 id=\"d\">D</h3>\n<h3 id=\"e\">E</h3>\n"
		"<h4 id=\"f\">F</h4>\n<h2 id=\"g\">G</h2>\n");
}

static void
a_heading_may_be_given_a_name(void **state)
{
	(void)state;
	assert_html("## Risks {#risk_a.b}\n", "<h2 id=\"risk_a.b\">Risks</h2>\n");
	assert_html("## **Risks** {#risk}\n", "<h2 id=\"risk\"><strong>Risks</strong></h2>\n");
	assert_html("## Risks {#}\n", "<h2 id=\"risks\">Risks {#}</h2>\n");
	assert_html("## Risks {#a b}\n", "<h2 id=\"risks-a-b\">Risks {#a b}</h2>\n");
	compile("## Risks {#risk}\n");
	assert_definition(0, DEFINITION_SECTION, "risk", "", "", "Risks");
}

static void
headings_alike_get_addresses_that_differ(void **state)
{
	(void)state;
	assert_html("## A\n\n## A\n\n## A 2\n\n## A\n\n## !\n\n## Table 1\n\n## 2009\n",
		"<h2 id=\"a\">A</h2>\n"
		"<h2 id=\"a-2\">A</h2>\n<h2 id=\"a-2-2\">A 2</h2>\n<h2 id=\"a-3\">A</h2>\n<h2 id=\"section\">!</h2>\n"
		"<h2 id=\"section-table-1\">Table 1</h2>\n<h2 id=\"section-2009\">2009</h2>\n");
	assert_no_finding();
}

static void
a_name_that_is_taken_is_an_error_with_both_places(void **state)
{
	(void)state;
	compile("## Risk\n\n## Other {#risk}\n");
	assert_finding(0, DIAG_ANCHOR_REPEATED, 3, 1);
	assert_non_null(u.diag.first->related);
	assert_int_equal(1, u.diag.first->related->at.line);
}

static void
lettered_items_keep_their_letters_and_have_addresses(void **state)
{
	(void)state;
	compile_as(NUMBERING_PARAGRAPHS, "## S\n\na\n\n- (a) b\n- (b) c\n  - i. d\n- e\n");
	assert_string_equal("<ol class=\"lettered\">\n"
		"<li id=\"1.1.a\"><span class=\"letter\">(a)</span> b\n</li>\n"
		"<li id=\"1.1.b\"><span class=\"letter\">(b)</span> c\n<ol class=\"lettered\">\n"
		"<li id=\"1.1.b.i\"><span class=\"letter\">i.</span> d\n</li>\n</ol>\n</li>\n<li>e\n</li>\n</ol>\n",
		strstr(shown(0), "<ol"));
	assert_definition(2, DEFINITION_ITEM, "1.1.a", "", "1.1.a", "");
	assert_definition(4, DEFINITION_ITEM, "1.1.b.i", "", "1.1.b.i", "");
	assert_int_equal(7, u.object.definitions[4].line);
	assert_int_equal(3, u.object.definitions[4].column);
}

static void
letters_without_a_numbered_paragraph_have_no_address(void **state)
{
	(void)state;
	assert_html("a\n\n- a. *b*\n\n- b. c\n", "<p>a</p>\n<ol class=\"lettered\">\n"
		"<li><p><span class=\"letter\">a.</span> <em>b</em></p>\n</li>\n"
		"<li><p><span class=\"letter\">b.</span> c</p>\n</li>\n</ol>\n");
	assert_int_equal(0, u.object.ndefinition);
}

static void
a_letter_that_stands_twice_is_an_error(void **state)
{
	(void)state;
	compile_as(NUMBERING_PARAGRAPHS, "## S\n\na\n\n- (a) b\n\n> c\n\n- (a) d\n");
	assert_finding(0, DIAG_ANCHOR_REPEATED, 9, 1);
}

static void
lists_are_as_they_were_written(void **state)
{
	(void)state;
	assert_html("- a\n- b\n\n3. c\n\n4. d\n",
		"<ul>\n<li>a\n</li>\n<li>b\n</li>\n</ul>\n<ol start=\"3\">\n"
		"<li><p>c</p>\n</li>\n<li><p>d</p>\n</li>\n</ol>\n");
	assert_html("- [ ] a\n- [x] b\n",
		"<ul>\n<li class=\"task\"><span aria-hidden=\"true\">\u2610</span>"
		"<span class=\"hidden\">To do:</span> a\n</li>\n<li class=\"task\"><span aria-hidden=\"true\">"
		"\u2611</span><span class=\"hidden\">Done:</span> b\n</li>\n</ul>\n");
}

static void
a_table_has_headings_and_alignment(void **state)
{
	(void)state;
	assert_html("| a | b | |\n|---|--:|:-:|\n| c *d* | [e](f.md) | |\n",
		REGION "<table>\n<thead>\n<tr>"
		"<th scope=\"col\">a</th><th scope=\"col\" class=\"amount\">b</th><td class=\"center\"></td></tr>\n</thead>\n"
		"<tbody>\n<tr><td>c <em>d</em></td><td class=\"amount\">{0:e}</td><td class=\"center\"></td></tr>\n</tbody>\n"
		"</table></div>\n");
}

static void
an_empty_header_is_left_out(void **state)
{
	(void)state;
	assert_html("| | |\n|---|---|\n| a | b |\n",
		REGION "<table>\n"
		"<tbody>\n<tr><td>a</td><td>b</td></tr>\n</tbody>\n</table></div>\n");
	assert_html("| |\n|---|\n", "");
}

static void
notes_stand_at_the_end_with_a_way_back(void **state)
{
	(void)state;
	assert_html("a[^x] b[^x]\n\n[^x]: c\n",
		"<p>a<sup class=\"note\"><a id=\"note-1-back\" href=\"#note-1\">1</a></sup>"
		" b<sup class=\"note\"><a id=\"note-1-back-2\" href=\"#note-1\">1</a></sup></p>\n"
		"<section class=\"notes\" aria-label=\"Notes\"><ol>\n<li id=\"note-1\"><p>c "
		"<a class=\"back\" aria-label=\"Back to the text\" href=\"#note-1-back\">\u21a9</a></p>\n</li>\n</ol></section>\n");
	assert_definition(0, DEFINITION_NOTE, "note-1", "", "1", "");
	assert_int_equal(3, u.object.definitions[0].line);
	assert_no_finding();
}

static void
a_mark_without_a_note_is_said(void **state)
{
	(void)state;
	compile("a [^x] b \\[^y]\n");
	assert_finding(0, DIAG_NOTE_UNMATCHED, 1, 3);
	assert_int_equal(1, u.diag.count[SEVERITY_WARNING]);
}

static void
a_note_without_a_mark_is_said(void **state)
{
	(void)state;
	compile("a[^x]\n\n[^x]: b\n\n[^y]: c\n\n[^x]: d\n\n    [^z]: code\n\ne [^x]: f\n");
	assert_finding(0, DIAG_NOTE_UNMATCHED, 5, 1);
	assert_finding(1, DIAG_NOTE_UNMATCHED, 7, 1);
	assert_int_equal(2, u.diag.count[SEVERITY_WARNING]);
}

static void
characters_that_no_page_may_hold_are_replaced(void **state)
{
	(void)state;
	assert_html("a&#1;b&#x9f;&#65;&#xfffe; [c&#8;](d.md) ![e&#2;](f.png \"&#3;\")\n",
		"<p>a\ufffdb\ufffdA\ufffd {0:c\ufffd} {image 1:e\ufffd}</p>\n");
	assert_reference(0, REFERENCE_LINK, "committees/c/2025-09-16/d.md", "", "c\ufffd");
}

static void
a_table_alone_in_a_paragraph_is_put_on_the_page(void **state)
{
	(void)state;
	compile("![Funding *streams*](funding.csv?chart=bar)\n\n![](/b.csv)\n");
	assert_string_equal("{table 0:1}\n{table 1:2}\n", shown(0));
	assert_reference(0, REFERENCE_EMBED, "committees/c/2025-09-16/funding.csv", "",
		"Funding streams");
	assert_text(u.object.references[0].query, "chart=bar");
	assert_definition(0, DEFINITION_TABLE, "table-1", "", "1", "Funding streams");
	assert_definition(1, DEFINITION_TABLE, "table-2", "", "2", "");
	assert_reference(1, REFERENCE_EMBED, "b.csv", "", "");
	assert_no_finding();
}

static void
a_table_in_a_sentence_becomes_a_link(void **state)
{
	(void)state;
	compile("See ![f](f.csv).\n");
	assert_string_equal("<p>See {0:f}.</p>\n", shown(0));
	assert_finding(0, DIAG_LINK_MALFORMED, 1, 5);
	assert_int_equal(0, u.object.ndefinition);
}

static void
a_picture_alone_in_a_paragraph_is_a_figure(void **state)
{
	(void)state;
	compile("![A chart](a.png \"The *rise*\")\n\n![b](b.png)\n\nc ![d](d.png)\n");
	assert_string_equal("<figure id=\"figure-1\">{image 0:A chart}<figcaption>Figure 1: The *rise*</figcaption></figure>\n"
		"<figure id=\"figure-2\">{image 1:b}</figure>\n<p>c {image 2:d}</p>\n", shown(0));
	assert_reference(0, REFERENCE_IMAGE, "committees/c/2025-09-16/a.png", "", "A chart");
	assert_definition(0, DEFINITION_FIGURE, "figure-1", "", "1", "The *rise*");
	assert_no_finding();
}

static void
a_picture_from_elsewhere_is_only_its_text(void **state)
{
	(void)state;
	assert_html("![a](https://x.uk/a.png)\n", "<p>a</p>\n");
	assert_finding(0, DIAG_LINK_MALFORMED, 1, 1);
	assert_html("b ![a](data:image/png;base64,x)\n", "<p>b a</p>\n");
	assert_finding(0, DIAG_LINK_MALFORMED, 1, 3);
}

static void
text_is_escaped(void **state)
{
	(void)state;
	assert_html("a & b &lt;c> \"d\" `<e>`\n\n    <f>\n",
		"<p>a &amp; b &lt;c&gt; &quot;d&quot; <code>&lt;e&gt;</code></p>\n"
		"<pre tabindex=\"0\"><code>&lt;f&gt;\n</code></pre>\n");
	assert_html("a\nb  \nc ~~d~~ **e**\n\n---\n\n> f\n",
		"<p>a\nb<br>\nc <del>d</del> <strong>e</strong></p>\n<hr>\n"
		"<blockquote>\n<p>f</p>\n</blockquote>\n");
}

static void
the_body_is_the_first_fragment_whoever_comes_first(void **state)
{
	(void)state;
	begin(STR("text\n"), 0, NUMBERING_NONE);
	assert_int_equal(1, body_inline(&u, STR("a *b*"), 7, 3));
	body_compile(&u);
	assert_int_equal(2, body_inline(&u, STR("c"), 8, 3));
	assert_string_equal("<p>text</p>\n", shown(0));
	assert_string_equal("a <em>b</em>", shown(1));
	assert_string_equal("c", shown(2));
}

static void
a_value_is_inline_and_all_at_its_place(void **state)
{
	(void)state;
	begin(STR("decision: x\n"), 0, NUMBERING_PARAGRAPHS);
	body_inline(&u,
		STR("## A [b](c.md)\n\n- (a) d [^1]\n- e <div>f</div>\n\n![g](g.csv) http://h.i\n\n"
		"<p class=\"x\">j</p>\n"), 1, 11);
	assert_string_equal("A {0:b}<br>\n(a) d [^1]<br>\ne f<br>\n{1:g} "
		"<a class=\"bare\" href=\"http://h.i\" rel=\"external\">http://h.i</a><br>\nj", shown(1));
	assert_int_equal(0, u.object.ndefinition);
	assert_place(0, 1, 11, 0);
	diag_sort(&u.diag);
	for (const struct finding *f = u.diag.first; f; f = f->next) {
		assert_int_equal(1, f->at.line);
		assert_int_equal(11, f->at.column);
	}
}

static void
a_refused_text_is_an_error_at_its_line(void **state)
{
	struct buf text = BUF_EMPTY;

	(void)state;
	buf_text(&text, "---\n---\nok\n\n");
	buf_fill(&text, '[', 601);
	begin(buf_view(&text), 8, NUMBERING_NONE);
	body_compile(&u);
	assert_finding(0, DIAG_TOO_LARGE, 5, 1);
	assert_string_equal("", shown(0));
	buf_release(&text);
}

static void
deep_emphasis_is_an_error(void **state)
{
	struct buf text = BUF_EMPTY;

	(void)state;
	for (int i = 0; i < 200; i++)
		buf_text(&text, "*a **a ");
	buf_text(&text, "b");
	for (int i = 0; i < 200; i++)
		buf_text(&text, " a** a*");
	begin(buf_view(&text), 0, NUMBERING_NONE);
	body_compile(&u);
	assert_finding(0, DIAG_TOO_DEEP, 1, 1);
	assert_int_equal(1, u.diag.count[SEVERITY_ERROR]);
	buf_release(&text);
}

static void
assert_from(uint32_t reference, const char *id)
{
	uint32_t from = u.object.references[reference].from;

	assert_true(from < u.object.ndefinition);
	if (!str_is(u.object.definitions[from].id, id))
		fail_msg("reference %u stands in `" STR_FMT "`, not `%s`", reference,
			STR_ARG(u.object.definitions[from].id), id);
}

static void
what_has_no_number_belongs_to_the_written_one_before_it(void **state)
{
	(void)state;
	compile_as(NUMBERING_WRITTEN, "1.0 Purpose\n\n[](#1.1)\n\n- 1.1 One [](#1.0)\n  - [](#1.0)\n\n"
		"[](#1.0)\n\n(a) [](#1.0)\n\n(b) two\n\n2.0 Next\n\n[](#1.0)\n");
	assert_from(0, "1.0");
	assert_from(1, "1.1");
	assert_from(2, "1.1");
	assert_from(3, "1.1");
	assert_from(4, "1.1.a");
	assert_from(5, "2.0");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paragraphs_and_sections_are_numbered),
		cmocka_unit_test(what_stands_between_paragraphs_does_not_break_the_count),
		cmocka_unit_test(headings_are_numbered_where_that_is_wanted),
		cmocka_unit_test(an_appendix_has_an_address_and_numbers_of_its_own),
		cmocka_unit_test(a_first_heading_that_repeats_the_title_is_dropped),
		cmocka_unit_test(levels_that_are_skipped_are_closed_up),
		cmocka_unit_test(a_heading_may_be_given_a_name),
		cmocka_unit_test(headings_alike_get_addresses_that_differ),
		cmocka_unit_test(a_name_that_is_taken_is_an_error_with_both_places),
		cmocka_unit_test(lettered_items_keep_their_letters_and_have_addresses),
		cmocka_unit_test(letters_without_a_numbered_paragraph_have_no_address),
		cmocka_unit_test(a_letter_that_stands_twice_is_an_error),
		cmocka_unit_test(lists_are_as_they_were_written),
		cmocka_unit_test(a_table_has_headings_and_alignment),
		cmocka_unit_test(an_empty_header_is_left_out),
		cmocka_unit_test(notes_stand_at_the_end_with_a_way_back),
		cmocka_unit_test(a_mark_without_a_note_is_said),
		cmocka_unit_test(a_note_without_a_mark_is_said),
		cmocka_unit_test(characters_that_no_page_may_hold_are_replaced),
		cmocka_unit_test(a_table_alone_in_a_paragraph_is_put_on_the_page),
		cmocka_unit_test(a_table_in_a_sentence_becomes_a_link),
		cmocka_unit_test(a_picture_alone_in_a_paragraph_is_a_figure),
		cmocka_unit_test(a_picture_from_elsewhere_is_only_its_text),
		cmocka_unit_test(text_is_escaped),
		cmocka_unit_test(the_body_is_the_first_fragment_whoever_comes_first),
		cmocka_unit_test(a_value_is_inline_and_all_at_its_place),
		cmocka_unit_test(a_refused_text_is_an_error_at_its_line),
		cmocka_unit_test(deep_emphasis_is_an_error),
		cmocka_unit_test(what_has_no_number_belongs_to_the_written_one_before_it),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_release(&arena);
	return failed;
}
