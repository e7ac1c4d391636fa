/*
 * Raw HTML: what may stay, what goes and is said, and that what comes out is well-formed.
 */
#include "body_case.h"

static void
assert_silent(const char *text, const char *want)
{
	assert_html(text, want);
	assert_no_finding();
}

/* One finding, at the place given. */
static void
assert_removed(const char *text, const char *want, uint32_t line, uint32_t column)
{
	assert_html(text, want);
	assert_finding(0, DIAG_HTML_REMOVED, line, column);
	assert_null(u.diag.first->next);
}

static void
what_is_allowed_stays(void **state)
{
	(void)state;
	assert_silent("1<sup>st</sup> <b>a</b> <abbr title=\"x &amp; &quot;y\">b</abbr> <span lang=\"cy\">c</span><br>d\n",
		"<p>1<sup>st</sup> <b>a</b> <abbr title=\"x &amp; &quot;y\">b</abbr> <span lang=\"cy\">c</span><br>d</p>\n");
	assert_silent("<table><caption>a</caption><thead><tr><th scope=\"col\" colspan=\"2\">b</th></tr></thead>"
		"<tbody><tr><td>c</td><td>d</td></tr></tbody></table>\n",
		REGION "<table><caption>a</caption><thead><tr><th scope=\"col\" colspan=\"2\">b</th></tr></thead>"
		"<tbody><tr><td>c</td><td>d</td></tr></tbody></table></div>\n");
	assert_silent("<details><summary>a</summary><p>b</p></details>\n",
		"<details><summary>a</summary><p>b</p></details>\n");
	assert_silent("<dl><dt>a<dd>b</dl>\n", "<dl><dt>a</dt><dd>b</dd></dl>\n");
}

static void
what_is_not_allowed_goes_and_its_text_stays(void **state)
{
	(void)state;
	assert_removed("a <font color=\"red\">b</font> c\n", "<p>a b c</p>\n", 1, 3);
	assert_removed("<div>a <marquee>b</marquee></div>\n", "<div>a b</div>\n", 1, 8);
	assert_removed("<p>a\n  <blink>b</blink></p>\n", "<p>a\n  b</p>\n", 2, 3);
}

static void
scripts_and_styles_go_with_what_is_in_them(void **state)
{
	(void)state;
	assert_removed("a <script>alert(1)</script> b\n", "<p>a  b</p>\n", 1, 3);
	assert_removed("<style>p{}</style>\n", "\n", 1, 1);
	assert_removed("<div><svg><text>a</text></svg>b</div>\n", "<div>b</div>\n", 1, 6);
	assert_removed("<div><noscript>a</noscript>b</div>\n", "<div>b</div>\n", 1, 6);
}

static void
attributes_that_are_not_allowed_go_and_are_named(void **state)
{
	(void)state;
	assert_removed("<p class=\"a\" id=\"b\" onclick=\"c\" lang=\"en\" style='d' name=e>f</p>\n",
		"<p lang=\"en\">f</p>\n", 1, 1);
	assert_text(u.diag.first->message,
		"`class, id, onclick, style, name` of `<p>` was left out");
	assert_removed("a <b onmouseover=x>b</b>\n", "<p>a <b>b</b></p>\n", 1, 3);
	assert_removed("<p lang=\"english\">a</p>\n", "<p>a</p>\n", 1, 1);
	assert_removed("<table><tr><td headers=\"x\" colspan=\"0\">a</td></tr></table>\n",
		REGION "<table><tr><td>a</td></tr></table></div>\n", 1, 12);
}

static void
comments_are_nobodys_business(void **state)
{
	(void)state;
	assert_silent("a<!-- b -->c\n", "<p>ac</p>\n");
	assert_silent("<!-- a\n\nb -->\n", "\n");
}

static void
declarations_go(void **state)
{
	(void)state;
	assert_removed("a <?php x ?> b\n", "<p>a  b</p>\n", 1, 3);
}

static void
links_and_pictures_are_references_like_any(void **state)
{
	(void)state;
	compile("<p><a href=\"f.csv#total\">£13m</a> <img src=\"a.png\" alt=\"b\" width=3></p>\n\nc <a href=d.md>*e*</a>\n");
	assert_no_finding();
	assert_string_equal("<p>{0:£13m} {image 1:b}</p>\n<p>c {2:<em>e</em>}</p>\n", shown(0));
	assert_reference(0, REFERENCE_CLAIM, "committees/c/2025-09-16/f.csv", "total", "£13m");
	assert_place(0, 1, 4, 2);
	assert_reference(1, REFERENCE_IMAGE, "committees/c/2025-09-16/a.png", "", "b");
	assert_reference(2, REFERENCE_LINK, "committees/c/2025-09-16/d.md", "", "e");
	assert_place(2, 3, 3, 13);
}

static void
links_of_html_are_as_safe_as_any(void **state)
{
	(void)state;
	assert_html("<p><a href=\"javascript:alert(1)\">a</a></p>\n", "<p>a</p>\n");
	assert_finding(0, DIAG_LINK_MALFORMED, 1, 4);
	assert_html("<a href=\"java&#10;script:x\">a</a>\n", "<p>a</p>\n");
	assert_html("b <a href=\"&#106;avascript:x\">a</a>\n", "<p>b a</p>\n");
	assert_html("<div><img src=\"//evil.example/x.png\" alt=\"a\"></div>\n", "<div>a</div>\n");
	assert_html("<div><img src=\"https://evil.example/x.png\"></div>\n", "<div></div>\n");
	assert_html("b <a name=\"x\">a</a>\n", "<p>b a</p>\n");
}

static void
tags_in_a_sentence_are_closed_in_order(void **state)
{
	(void)state;
	assert_removed("<b>a <i>b</b> c</i>\n", "<p><b>a <i>b</i></b> c</p>\n", 1, 16);
	assert_silent("*a <b>b* c\n\nd\n", "<p><em>a <b>b</b></em> c</p>\n<p>d</p>\n");
	assert_silent("## <b>a\n\n| <i>b |\n|---|\n", "<h2 id=\"a\"><b>a</b></h2>\n"
		REGION "<table>\n<thead>\n"
		"<tr><th scope=\"col\"><i>b</i></th></tr>\n</thead>\n</table></div>\n");
	assert_removed("a</b> c\n", "<p>a c</p>\n", 1, 2);
}

static void
a_link_of_html_ends_before_what_is_around_it(void **state)
{
	(void)state;
	compile("*a <a href=\"b.md\">c* d [e](f.md)\n");
	assert_string_equal("<p><em>a {0:c}</em> d {1:e}</p>\n", shown(0));
	compile("<a href=\"b.md\">c [e](f.md)</a>\n");
	assert_string_equal("<p>{0:c e}</p>\n", shown(0));
	assert_finding(0, DIAG_LINK_MALFORMED, 1, 18);
}

static void
no_block_stands_in_a_sentence(void **state)
{
	(void)state;
	assert_removed("a <div>b\n", "<p>a b</p>\n", 1, 3);
	assert_removed("<h2>a<hr>b</h2>\n", "<h2>ab</h2>\n", 1, 6);
}

static void
elements_stand_where_they_may(void **state)
{
	(void)state;
	assert_removed("<div><li>a</li></div>\n", "<div>a</div>\n", 1, 6);
	assert_html("<table><tr><td>a</td></tr><caption>b</caption></table>\n",
		REGION "<table><tr><td>a</td></tr><tr><td>b</td></tr></table></div>\n");
	assert_finding(0, DIAG_HTML_REMOVED, 1, 27);	/* the caption */
	assert_finding(1, DIAG_HTML_REMOVED, 1, 35);	/* its text, which gets a row */
}

static void
what_an_element_lacks_makes_it_go(void **state)
{
	(void)state;
	assert_html("<details>a</details>\n", "a\n");
	assert_html("<dl><dd>a</dd></dl>\n", "a\n");
	assert_html("<table><tr></tr></table>\n", REGION "<table></table></div>\n");
}

static void
a_block_that_goes_on_after_a_blank_line_is_said(void **state)
{
	(void)state;
	assert_removed("<details><summary>a</summary>\n\nb\n\n</details>\n",
		"<details><summary>a</summary></details>\n<p>b</p>\n\n", 5, 1);
}

static void
places_are_right_in_quotations_and_lists(void **state)
{
	(void)state;
	assert_removed("> <div>\n> <font>a</font>\n> </div>\n",
		"<blockquote>\n<div>\na\n</div>\n</blockquote>\n", 2, 3);
	assert_removed("- a\n\n  <div>\n  b <font>a</font>\n  </div>\n",
		"<ul>\n<li><p>a</p>\n<div>\nb a\n</div>\n</li>\n</ul>\n", 4, 5);
}

static void
assert_refused(struct buf *text, enum diag_code code)
{
	begin(buf_view(text), 0, NUMBERING_NONE);
	body_compile(&u);
	assert_finding(0, code, 1, 1);
	assert_true(diag_failed(&u.diag));
	buf_clear(text);
}

static void
repeat(struct buf *text, const char *what, int times)
{
	while (times-- > 0)
		buf_text(text, what);
}

static void
what_would_be_slow_or_lost_is_refused(void **state)
{
	struct buf text = BUF_EMPTY;

	(void)state;
	buf_text(&text, "<div ");
	repeat(&text, "a='>' ", 33);
	buf_text(&text, ">\n");
	assert_refused(&text, DIAG_TOO_LARGE);
	buf_text(&text, "<pre>\n");
	repeat(&text, "abcdefg\n\n", 8000);
	buf_text(&text, "</pre>\n");
	assert_refused(&text, DIAG_TOO_LARGE);
	buf_release(&text);
}

static void
deep_nesting_is_refused_but_for_div_and_span(void **state)
{
	struct buf text = BUF_EMPTY;

	(void)state;
	repeat(&text, "<div><span>", 100);
	buf_text(&text, "a");
	begin(buf_view(&text), 0, NUMBERING_NONE);
	body_compile(&u);
	assert_false(diag_failed(&u.diag));
	buf_clear(&text);
	repeat(&text, "<blockquote>", 65);
	buf_text(&text, "a\n");
	begin(buf_view(&text), 0, NUMBERING_NONE);
	body_compile(&u);
	assert_finding(0, DIAG_TOO_DEEP, 1, 780);
	buf_clear(&text);
	repeat(&text, "<div>", 400);
	buf_text(&text, "a\n");
	assert_refused(&text, DIAG_TOO_DEEP);
	buf_release(&text);
}

static void
a_paste_gives_no_more_than_fifty_findings(void **state)
{
	struct buf text = BUF_EMPTY;

	(void)state;
	buf_text(&text, "<div>\n");
	repeat(&text, "<font>a</font>\n", 200);
	buf_text(&text, "</div>\n");
	begin(buf_view(&text), 0, NUMBERING_NONE);
	body_compile(&u);
	assert_int_equal(50, u.diag.count[SEVERITY_WARNING]);
	buf_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_allowed_stays),
		cmocka_unit_test(what_is_not_allowed_goes_and_its_text_stays),
		cmocka_unit_test(scripts_and_styles_go_with_what_is_in_them),
		cmocka_unit_test(attributes_that_are_not_allowed_go_and_are_named),
		cmocka_unit_test(comments_are_nobodys_business),
		cmocka_unit_test(declarations_go),
		cmocka_unit_test(links_and_pictures_are_references_like_any),
		cmocka_unit_test(links_of_html_are_as_safe_as_any),
		cmocka_unit_test(tags_in_a_sentence_are_closed_in_order),
		cmocka_unit_test(a_link_of_html_ends_before_what_is_around_it),
		cmocka_unit_test(no_block_stands_in_a_sentence),
		cmocka_unit_test(elements_stand_where_they_may),
		cmocka_unit_test(what_an_element_lacks_makes_it_go),
		cmocka_unit_test(a_block_that_goes_on_after_a_blank_line_is_said),
		cmocka_unit_test(places_are_right_in_quotations_and_lists),
		cmocka_unit_test(what_would_be_slow_or_lost_is_refused),
		cmocka_unit_test(deep_nesting_is_refused_but_for_div_and_span),
		cmocka_unit_test(a_paste_gives_no_more_than_fifty_findings),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_release(&arena);
	return failed;
}
