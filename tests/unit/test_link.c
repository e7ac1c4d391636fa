/*
 * Where links lead, which of them are claims, and where they stand; bare addresses in text.
 */
#include "body_case.h"

#include "compile/autolink.h"

static void
a_path_is_taken_from_the_files_own_folder_or_from_the_root(void **state)
{
	(void)state;
	compile("[a](update.md#risk) [b](/budgets/f.csv) [c](../2025-10-01/r.md) [d](#4.1)\n");
	assert_no_finding();
	assert_reference(0, REFERENCE_LINK, "committees/c/2025-09-16/update.md", "risk", "a");
	assert_reference(1, REFERENCE_LINK, "budgets/f.csv", "", "b");
	assert_reference(2, REFERENCE_LINK, "committees/c/2025-10-01/r.md", "", "c");
	assert_reference(3, REFERENCE_LINK, "committees/c/2025-09-16/r.md", "4.1", "d");
	assert_string_equal("<p>{0:a} {1:b} {2:c} {3:d}</p>\n", shown(0));
}

static void
fragments_and_paths_are_decoded_once(void **state)
{
	(void)state;
	compile("[a](my%20file.md?x=%31#caf%C3%A9%2525)\n");
	assert_reference(0, REFERENCE_LINK, "committees/c/2025-09-16/my file.md", "caf\u00e9%25",
		"a");
	assert_text(u.object.references[0].query, "x=1");
}

static void
a_figure_that_is_linked_to_a_cell_is_a_claim(void **state)
{
	static const char *const figures[] = { "£13m", "about £781k", "up to £1m", "Nearly 25%",
		"nine", "at least 1,234",
		"approximately £0.5m", "£22 million", "nil" };

	(void)state;
	for (size_t i = 0; i < sizeof(figures) / sizeof(figures[0]); i++) {
		compile_with("[", figures[i], "](f.csv#total)\n");
		assert_reference(0, REFERENCE_CLAIM, "committees/c/2025-09-16/f.csv", "total",
			figures[i]);
		assert_true(u.object.references[0].has_amount);
	}
}

static void
a_claim_knows_its_amount(void **state)
{
	struct buf out = BUF_EMPTY;

	(void)state;
	compile("[some £781k](f.csv#total) and [twelve](f.csv#themes)\n");
	decimal_print(&out, u.object.references[0].amount.value);
	assert_text(buf_view(&out), "781000");
	assert_int_equal(UNIT_POUND, u.object.references[0].amount.unit);
	assert_int_equal(3, u.object.references[0].amount.place);
	buf_clear(&out);
	decimal_print(&out, u.object.references[1].amount.value);
	assert_text(buf_view(&out), "12");
	buf_release(&out);
}

static void
words_that_are_linked_to_a_cell_are_a_plain_link(void **state)
{
	(void)state;
	compile("[the total](f.csv#total) [about](f.csv#total) [£13m](f.csv) [£13m](r.md#1.1)\n");
	for (uint32_t i = 0; i < 4; i++)
		assert_int_equal(REFERENCE_LINK, u.object.references[i].kind);
	assert_no_finding();
}

static void
an_empty_text_is_left_to_the_linker(void **state)
{
	(void)state;
	compile("[](f.csv#total) [](update.md#4.1)\n");
	assert_string_equal("<p>{0:} {1:}</p>\n", shown(0));
	assert_reference(0, REFERENCE_CLAIM, "committees/c/2025-09-16/f.csv", "total", "");
	assert_false(u.object.references[0].has_amount);
	assert_reference(1, REFERENCE_LINK, "committees/c/2025-09-16/update.md", "4.1", "");
}

static void
a_formula_is_parsed_where_it_stands(void **state)
{
	(void)state;
	compile("## H\n\nSee [25%](<= f.csv#a / f.csv#total>).\n");
	assert_no_finding();
	assert_int_equal(3, u.object.nreference);
	assert_reference(0, REFERENCE_CELL, "committees/c/2025-09-16/f.csv", "a", "f.csv#a");
	assert_place(0, 3, 14, 7);
	assert_int_equal(0, u.object.references[0].from);
	assert_int_equal(REFERENCE_FORMULA, u.object.references[2].kind);
	assert_true(u.object.references[2].has_amount);
	assert_int_equal(3, u.object.references[2].ops);
	assert_place(2, 3, 5, 32);
	assert_string_equal("<h2 id=\"h\">H</h2>\n<p>See {2:25%}.</p>\n", shown(0));
}

static void
a_formula_that_is_wrong_is_an_error_and_the_text_stays(void **state)
{
	(void)state;
	compile("[25%](<= f.csv#a />)\n");
	assert_string_equal("<p>25%</p>\n", shown(0));
	assert_int_equal(1, u.diag.count[SEVERITY_ERROR]);
	compile("[a lot](<= f.csv#a + 1>)\n");
	assert_finding(0, DIAG_LINK_MALFORMED, 1, 1);
}

static void
addresses_outside_are_ordinary_links(void **state)
{
	(void)state;
	assert_html("[a](https://x.gov.uk/b?c=1&d=2#e)\n",
		"<p><a href=\"https://x.gov.uk/b?c=1&amp;d=2#e\" rel=\"external\">a</a></p>\n");
	assert_html("[a](HTTP://x.gov.uk)\n",
		"<p><a href=\"http://x.gov.uk\" rel=\"external\">a</a></p>\n");
	assert_html("[a](mailto:a@b.uk) <b@c.uk>\n",
		"<p><a href=\"mailto:a@b.uk\">a</a> <a href=\"mailto:b@c.uk\">b@c.uk</a></p>\n");
	assert_html("[a](<tel:01270 537515>)\n", "<p><a href=\"tel:01270%20537515\">a</a></p>\n");
	assert_html("[](https://x.uk)\n",
		"<p><a href=\"https://x.uk\" rel=\"external\">https://x.uk</a></p>\n");
	assert_html("[a](<https://x.uk/b \"c>)\n",
		"<p><a href=\"https://x.uk/b%20%22c\" rel=\"external\">a</a></p>\n");
	assert_no_finding();
}

static void
what_a_browser_might_run_is_no_link(void **state)
{
	static const char *const destinations[] = { "javascript:alert(1)", "JavaScript:x",
		"data:image/png;base64,x",
		"vbscript:x", "file:///etc/passwd", "feed:x", "search-ms:x", "//evil.example/x",
		"\\\\\\\\evil\\\\x",
		"&#1;javascript:x", "java&#9;script:x", "https://gov.uk@evil.example/", "http:/x",
		"https://",
		"https://a..b/", "www.gov.uk", "a@b.uk", "https://x.uk:port/" };

	(void)state;
	for (size_t i = 0; i < sizeof(destinations) / sizeof(destinations[0]); i++) {
		compile_with("a [b](", destinations[i], ")\n");
		assert_string_equal("<p>a b</p>\n", shown(0));
		assert_finding(0, DIAG_LINK_MALFORMED, 1, 3);
		assert_int_equal(0, u.object.nreference);
	}
}

static void
a_path_stays_inside_the_site(void **state)
{
	static const char *const destinations[] = { "../../../../etc/passwd", "/../x", "a%00b",
		"%2e%2e/../../../../x",
		"a.md#%ff", "a.md#%0a", "x%5cy" };

	(void)state;
	for (size_t i = 0; i < sizeof(destinations) / sizeof(destinations[0]); i++) {
		compile_with("[b](", destinations[i], ")\n");
		assert_string_equal("<p>b</p>\n", shown(0));
		assert_finding(0, DIAG_REFERENCE_BROKEN, 1, 1);
	}
}

static void
a_long_destination_is_shown_in_short(void **state)
{
	(void)state;
	compile("[b](x:\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9"
		"\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9"
		"\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9)\n");
	assert_true(u.diag.first->message.len < 150);
	assert_true(str_find(u.diag.first->message, STR("\u00e9\u2026`"),
		0) < u.diag.first->message.len);
}

static void
a_link_in_a_link_is_text(void **state)
{
	(void)state;
	compile("[a <https://x.uk> b](c.md)\n");
	assert_string_equal("<p>{0:a https://x.uk b}</p>\n", shown(0));
	assert_finding(0, DIAG_LINK_MALFORMED, 1, 4);
}

static void
places_are_whole_links_in_characters(void **state)
{
	(void)state;
	compile("\u00e9\u00e9 [a b](c.md \"t)\") [`d`](e.md)\n  indented [f](g.md) [h\ni](j.md) [k](l.md)\n\n"
		"- m\n  n [o](p.md)\n\n> q\nlazy [r](s.md)\n\n| t |\n|---|\n| \\| [u](v.md) |\n\n[w [x] \\] y](z.md)\n");
	assert_no_finding();
	assert_place(0, 1, 4, 16);
	assert_place(1, 1, 21, 11);
	assert_place(2, 2, 12, 9);
	assert_place(3, 2, 22, 2);
	assert_place(4, 3, 10, 9);
	assert_place(5, 6, 5, 9);
	assert_place(6, 9, 6, 9);
	assert_place(7, 13, 6, 9);
	assert_place(8, 15, 1, 18);
}

static void
places_count_the_lines_of_the_front_matter(void **state)
{
	(void)state;
	begin(STR("---\r\ntitle: x\r\n---\r\n\r\na\r\nb [c](d.md)\r\n"), 20, NUMBERING_NONE);
	body_compile(&u);
	assert_place(0, 6, 3, 9);
}

static void
a_reference_knows_the_innermost_place_that_it_stands_in(void **state)
{
	(void)state;
	compile_as(NUMBERING_PARAGRAPHS,
		"[a](x.md)\n\n## S\n\n[b](x.md)\n\n- (a) [c](x.md)\n  - (i) [d](x.md)\n"
		"  - (ii) e\n\n  [f](x.md)\n\n[g](x.md)\n\n> [h](x.md)\n\n### T\n\n> [i](x.md)\n");
	assert_int_equal(OBJECT_NONE, u.object.references[0].from);
	assert_text(u.object.definitions[u.object.references[1].from].id, "1.1");
	assert_text(u.object.definitions[u.object.references[2].from].id, "1.1.a");
	assert_text(u.object.definitions[u.object.references[3].from].id, "1.1.a.i");
	assert_text(u.object.definitions[u.object.references[4].from].id, "1.1.a");
	assert_text(u.object.definitions[u.object.references[5].from].id, "1.2");
	assert_text(u.object.definitions[u.object.references[6].from].id, "1.0");
	assert_text(u.object.definitions[u.object.references[7].from].id, "t");
}

static void
what_was_meant_as_a_link_but_is_none_is_said(void **state)
{
	(void)state;
	compile("a [b](c d) e\n");
	assert_finding(0, DIAG_LINK_MALFORMED, 1, 3);
	compile("a [b](c.md\n");
	assert_finding(0, DIAG_LINK_MALFORMED, 1, 3);
	compile("a [b] (c.md) d\n");
	assert_finding(0, DIAG_LINK_MALFORMED, 1, 3);
	compile("a [£1](<= b.csv#c)\n");
	assert_finding(0, DIAG_LINK_MALFORMED, 1, 3);
}

static void
brackets_that_are_only_brackets_are_left_alone(void **state)
{
	(void)state;
	compile("a [b] (and c) [d] e \\[f](g h) `[i](j k)` [see] (page 3)\n\n    [l](m n)\n");
	assert_no_finding();
}

static void
bare_addresses_become_links(void **state)
{
	(void)state;
	assert_html("See https://x.gov.uk/a_b_(c)?d=e&f, or (http://y.uk).\n",
		"<p>See <a class=\"bare\" href=\"https://x.gov.uk/a_b_(c)?d=e&amp;f\" rel=\"external\">"
		"https://x.gov.uk/a_b_(c)?d=e&amp;f</a>, or "
		"(<a class=\"bare\" href=\"http://y.uk\" rel=\"external\">http://y.uk</a>).</p>\n");
	assert_html("Write to O'Neill.B@cheshire-east.gov.uk.\n", "<p>Write to <a class=\"bare\" href=\"mailto:"
		"O&#39;Neill.B@cheshire-east.gov.uk\">O&#39;Neill.B@cheshire-east.gov.uk</a>.</p>\n");
	assert_no_finding();
}

static void
what_only_looks_like_an_address_stays_text(void **state)
{
	static const char *const texts[] = { "ratio 3:1 at 10:30", "xhttp://a.b", "http://",
		"https://?", "a@b", "@c.uk",
		"a@.uk", "a@b..c", "http://a@b.c/", "ftp://a.b", "javascript://a.b", "x@" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		compile(texts[i]);
		if (str_find(str_of(shown(0)), STR("<a"), 0) < str_of(shown(0)).len)
			fail_msg("%s became %s", texts[i], shown(0));
	}
}

static void
addresses_in_code_and_in_links_stay_text(void **state)
{
	(void)state;
	assert_html("`http://a.b` [http://c.d](e.md)\n",
		"<p><code>http://a.b</code> {0:http://c.d}</p>\n");
}

/* Each of these makes a search that starts over take a minute. */
static void
looking_for_addresses_takes_time_in_proportion(void **state)
{
	static const char *const parts[] = { "http://", "a@", "a@b.", ":", "@", "http://a@", "a.",
		"://" };

	(void)state;
	begin(STR_NONE, 0, NUMBERING_NONE);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		struct buf text = BUF_EMPTY;
		struct autolink link;
		size_t found = 0;

		while (text.len < 1 << 20)
			buf_text(&text, parts[i]);
		autolink_init(&link, buf_view(&text));
		while (autolink_next(&link, &arena))
			found++;
		assert_true(found <= text.len / 4);
		buf_release(&text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_path_is_taken_from_the_files_own_folder_or_from_the_root),
		cmocka_unit_test(fragments_and_paths_are_decoded_once),
		cmocka_unit_test(a_figure_that_is_linked_to_a_cell_is_a_claim),
		cmocka_unit_test(a_claim_knows_its_amount),
		cmocka_unit_test(words_that_are_linked_to_a_cell_are_a_plain_link),
		cmocka_unit_test(an_empty_text_is_left_to_the_linker),
		cmocka_unit_test(a_formula_is_parsed_where_it_stands),
		cmocka_unit_test(a_formula_that_is_wrong_is_an_error_and_the_text_stays),
		cmocka_unit_test(addresses_outside_are_ordinary_links),
		cmocka_unit_test(what_a_browser_might_run_is_no_link),
		cmocka_unit_test(a_path_stays_inside_the_site),
		cmocka_unit_test(a_long_destination_is_shown_in_short),
		cmocka_unit_test(a_link_in_a_link_is_text),
		cmocka_unit_test(places_are_whole_links_in_characters),
		cmocka_unit_test(places_count_the_lines_of_the_front_matter),
		cmocka_unit_test(a_reference_knows_the_innermost_place_that_it_stands_in),
		cmocka_unit_test(what_was_meant_as_a_link_but_is_none_is_said),
		cmocka_unit_test(brackets_that_are_only_brackets_are_left_alone),
		cmocka_unit_test(bare_addresses_become_links),
		cmocka_unit_test(what_only_looks_like_an_address_stays_text),
		cmocka_unit_test(addresses_in_code_and_in_links_stay_text),
		cmocka_unit_test(looking_for_addresses_takes_time_in_proportion),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_release(&arena);
	return failed;
}
