/*
 * Links that stay on the site, and the URLs between its pages.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/path.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

static void
assert_text(struct str got, const char *want, const char *about)
{
	if (!str_is(got, want))
		fail_msg("%s: got '" STR_FMT "', want '%s'", about, STR_ARG(got), want);
}

static void
a_path_is_taken_apart(void **state)
{
	(void)state;
	assert_text(path_folder(STR("a/b/c.md")), "a/b", "folder");
	assert_text(path_folder(STR("c.md")), "", "folder of a lone name");
	assert_text(path_name(STR("a/b/c.md")), "c.md", "name");
	assert_text(path_name(STR("c.md")), "c.md", "lone name");
	assert_text(path_stem(STR("a/b/c.md")), "a/b/c", "stem");
	assert_text(path_stem(STR("a/t.csv.yaml")), "a/t.csv", "stem of a sidecar");
	assert_text(path_stem(STR("a.b/c")), "a.b/c", "a folder's dot is no ending");
	assert_text(path_stem(STR("a/.hidden")), "a/.hidden", "a first dot is no ending");
	assert_text(path_stem(STR("")), "", "nothing");
}

static void
a_path_is_joined(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	assert_text(path_join(&a, STR("a/b"), STR("c.md")), "a/b/c.md", "join");
	assert_text(path_join(&a, STR(""), STR("c.md")), "c.md", "join at the root");
	arena_release(&a);
}

static void
what_a_user_names_is_in_a_folder(void **state)
{
	static const char *const rows[][2] = {
		{ "a/b", "a" }, { "a/b///", "a" }, { "a", "." }, { "a/", "." }, { "/a", "/" }, { "/a/", "/" },
		{ "/", "/" }, { "../a", ".." }, { "/a/b/c", "/a/b" },
	};
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < ROWS(rows); i++)
		assert_string_equal(rows[i][1], path_above(&a, str_of(rows[i][0])));
	assert_text(path_bare(STR("a/b//")), "a/b", "slashes at the end");
	assert_text(path_bare(STR("/")), "/", "the root");
	assert_true(path_is_named(STR("a/b/")) && path_is_named(STR("...")) && path_is_named(STR("../a")));
	assert_false(path_is_named(STR("a/.")) || path_is_named(STR("..")) || path_is_named(STR("/")) || path_is_named(STR("")));
	arena_release(&a);
}

static void
a_link_is_resolved_from_its_folder_or_the_root(void **state)
{
	static const char *const rows[][3] = {
		{ "a/b/x.md", "c.md", "a/b/c.md" }, { "a/b/x.md", "../c.md", "a/c.md" },
		{ "a/b/x.md", "/c.md", "c.md" }, { "a/b/x.md", "./c//d/./e.md", "a/b/c/d/e.md" },
		{ "a/b/x.md", "../../c.md", "c.md" }, { "x.md", "c.md", "c.md" },
		{ "a/x.md", "", "a/x.md" }, { "a/x.md", "/", "" }, { "a/x.md", "..", "" },
		{ "a/x.md", "b/", "a/b" }, { "a/x.md", "b/..", "a" },
		{ "a/x.md", "two%20words.md", "a/two words.md" },
		{ "a/x.md", "100%25.md", "a/100%.md" }, { "a/x.md", "50%.md", "a/50%.md" },
		{ "a/x.md", "%2541.md", "a/%41.md" }, { "a/x.md", "%e2%82%ac.md", "a/€.md" },
		{ "a/x.md", "b%2Fc.md", "a/b/c.md" }, { "a/x.md", "%2e%2e/c.md", "c.md" },
		{ "a/x.md", "...", "a/..." }, { "a/x.md", "b%4", "a/b%4" },
		{ "a/x.md", "â.md", "a/â.md" },
	};
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct str got = STR("refused");

		path_resolve(&a, str_of(rows[i][0]), str_of(rows[i][1]), &got);
		assert_text(got, rows[i][2], rows[i][1]);
	}
	arena_release(&a);
}

static void
a_link_that_leaves_the_site_is_refused(void **state)
{
	static const char *const targets[] = {
		"../../c.md", "/../c.md", "/..", "b/../../../c.md", "%2e%2e/%2e%2e/c.md",
		"..%2f..%2fc.md", "//host/c.md", "/%2fhost/c.md", "a\\b", "a%5cb", "a%00b", "a\nb",
		"a%0ab", "a%7f", "a%c2%85b", "\t",
	};
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < ROWS(targets); i++) {
		struct str got = STR("untouched");

		if (path_resolve(&a, STR("a/x.md"), str_of(targets[i]), &got))
			fail_msg("%s gives " STR_FMT, targets[i], STR_ARG(got));
		assert_text(got, "untouched", targets[i]);
	}
	arena_release(&a);
}

static void
a_page_is_reached_by_the_shortest_relative_url(void **state)
{
	static const char *const rows[][3] = {
		{ "a/b/index.html", "a/c/index.html", "../c/" },
		{ "a/b/index.html", "a/b/index.html", "" },
		{ "a/b/paper.html", "a/b/index.html", "./" },
		{ "a/b/index.html", "a/b/paper.html", "paper.html" },
		{ "index.html", "index.html", "" }, { "a/index.html", "index.html", "../" },
		{ "index.html", "a/index.html", "a/" }, { "404.html", "index.html", "./" },
		{ "a/b/c/index.html", "d/e.csv", "../../../d/e.csv" },
		{ "ab/index.html", "ac/index.html", "../ac/" },
		{ "a/index.html", "a/b/index.html", "b/" },
		{ "a/b/index.html", "a/index.html", "../" },
		{ "index.html", "a:b/two words.html", "a%3Ab/two%20words.html" },
		{ "index.html", "myindex.html", "myindex.html" },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct buf b = BUF_EMPTY;

		buf_text(&b, "href=");
		path_relative(&b, str_of(rows[i][0]), str_of(rows[i][1]));
		assert_text(str_from(buf_view(&b), 5), rows[i][2], rows[i][1]);
		buf_release(&b);
	}
}

static void
a_relative_url_resolves_to_where_it_leads(void **state)
{
	static const char *const pages[] = {
		"paper.html", "a/x.html", "a/b/x.html", "a/b/c/d.csv", "b/a/x.html", "a b/50%.html",
	};
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < ROWS(pages) * ROWS(pages); i++) {
		struct str from = str_of(pages[i / ROWS(pages)]), to = str_of(pages[i % ROWS(pages)]);
		struct buf b = BUF_EMPTY;
		struct str got;

		path_relative(&b, from, to);
		assert_true(path_resolve(&a, from, buf_view(&b), &got));
		assert_true(str_equal(got, to));
		buf_release(&b);
	}
	arena_release(&a);
}

static void
what_may_not_stand_in_a_url_is_encoded(void **state)
{
	struct buf b = BUF_EMPTY;

	(void)state;
	path_encode(&b, STR("a/b-c_d.~e f?g#h%i\"j<k&l:mâ\0n"));
	assert_text(buf_view(&b), "a/b-c_d.~e%20f%3Fg%23h%25i%22j%3Ck%26l%3Am%C3%A2%00n", "path");
	buf_clear(&b);
	path_encode_fragment(&b, STR("4.1.a"));
	buf_char(&b, ' ');
	path_encode_fragment(&b, STR("group/total-lsps-laas/2009-10"));
	buf_char(&b, ' ');
	path_encode_fragment(&b, STR("a b#c"));
	path_add_fragment(&b, STR("d e"));
	path_add_fragment(&b, STR_NONE);
	assert_text(buf_view(&b), "4.1.a group/total-lsps-laas/2009-10 a%20b%23c#d%20e", "fragment");
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_path_is_taken_apart),
		cmocka_unit_test(a_path_is_joined),
		cmocka_unit_test(what_a_user_names_is_in_a_folder),
		cmocka_unit_test(a_link_is_resolved_from_its_folder_or_the_root),
		cmocka_unit_test(a_link_that_leaves_the_site_is_refused),
		cmocka_unit_test(a_page_is_reached_by_the_shortest_relative_url),
		cmocka_unit_test(a_relative_url_resolves_to_where_it_leads),
		cmocka_unit_test(what_may_not_stand_in_a_url_is_encoded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
