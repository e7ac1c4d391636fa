/*
 * A page as a print engine gets it: its links, and the files that it shows.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "cmd/printed.h"

#define PATH STR("committees/a b/2026/pack.html")

static struct arena arena;

static const char *
printed(const char *html, const char *base)
{
	struct buf out = BUF_EMPTY;

	printed_page(str_of(html), PATH, str_of(base), &arena, &out);
	const char *text = str_copy(&arena, buf_view(&out)).at;

	buf_release(&out);
	return text;
}

static void
in_full(const char *url, const char *wanted)
{
	char html[200], full[200];

	snprintf(html, sizeof html, "<p><a class=\"x\" href=\"%s\">t</a></p>", url);
	snprintf(full, sizeof full, "<p><a class=\"x\"%s href=\"%s\">t</a></p>", strcmp(url, wanted) == 0 ? "" : " data-site",
		wanted);
	assert_string_equal(full, printed(html, "https://x.example/p/"));
}

static void
links_are_written_in_full(void **state)
{
	(void)state;
	in_full("./", "https://x.example/p/committees/a%20b/2026/");
	in_full("one/#4.1", "https://x.example/p/committees/a%20b/2026/one/#4.1");
	in_full("../feed.xml", "https://x.example/p/committees/a%20b/feed.xml");
	in_full("../../../", "https://x.example/p/");
	in_full("../../../people/o&#39;neill/?a=1&amp;b=2", "https://x.example/p/people/o&#39;neill/?a=1&amp;b=2");
	in_full("../../../../../etc/passwd", "https://x.example/p/etc/passwd");
}

static void
links_that_are_whole_stay(void **state)
{
	(void)state;
	in_full("#i4-paper", "#i4-paper");
	in_full("https://y.example/a?b:c", "https://y.example/a?b:c");
	in_full("mailto:a@b.example", "mailto:a@b.example");
	in_full("tel:01", "tel:01");
	in_full("one/a:b", "https://x.example/p/committees/a%20b/2026/one/a:b");
}

static void
without_an_address_of_the_site_they_are_no_links(void **state)
{
	(void)state;
	assert_string_equal("<a class=\"x\">t</a><a href=\"#y\">u</a><a>v</a>",
		printed("<a class=\"x\" href=\"../\">t</a><a href=\"#y\">u</a><a href=\"z\">v</a>", ""));
}

static void
all_else_stays(void **state)
{
	static const char html[] = "<!DOCTYPE html>\n<abbr title=\"a\">b</abbr><a id=\"here\"></a>"
		"<img src=\"x.png\" alt=\"href=&quot;../&quot;\"><link rel=\"canonical\" href=\"../\"> &lt;a href=&quot;z&quot;> end";

	(void)state;
	assert_string_equal(html, printed(html, "https://x.example"));
	assert_string_equal("", printed("", "https://x.example"));
	assert_string_equal("<", printed("<", "https://x.example"));
	assert_string_equal("<a href=", printed("<a href=", "https://x.example"));
	assert_string_equal("<a href=\"#x", printed("<a href=\"#x", "https://x.example"));
}

static void
the_files_that_it_shows_are_told_in_order(void **state)
{
	struct buf out = BUF_EMPTY;
	struct printed_file *f = printed_page(STR("<link rel=\"stylesheet\" media=\"print\" href=\"../../../assets/p.css\">"
		"<link rel=\"alternate\" href=\"feed.xml\"><img alt=\"\" src=\"a%20b&#39;c.png\"><img src=\"https://x.example/y.png\">"
		"<img src=\"../../../../../up.png\"><img src=\"../z.png\">"), PATH, STR_NONE, &arena, &out);

	(void)state;
	assert_true(str_is(f->path, "assets/p.css"));
	assert_true(str_is(f->next->path, "committees/a b/2026/a b'c.png"));
	assert_true(str_is(f->next->next->path, "committees/a b/z.png"));
	assert_null(f->next->next->next);
	buf_release(&out);
}

static int
begin(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int
finish(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(links_are_written_in_full),
		cmocka_unit_test(links_that_are_whole_stay),
		cmocka_unit_test(without_an_address_of_the_site_they_are_no_links),
		cmocka_unit_test(all_else_stays),
		cmocka_unit_test(the_files_that_it_shows_are_told_in_order),
	};

	return cmocka_run_group_tests(tests, begin, finish);
}
