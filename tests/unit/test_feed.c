/*
 * The sitemap and the feeds, read back with libxml2's reader: what they say, and that they are XML.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <libxml/xmlreader.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "link/agenda.h"
#include "link/feed.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))
#define DAY(y, m, d) { .year = (y), .month = (m), .day = (d) }
#define TEXT(literal) { literal, sizeof(literal) - 1 }
#define MANY 120

enum {
	SITE, COMMITTEE, MEETING, REPORT, SECRET, DRAFT, UNPUBLISHED, OTHER, UNDATED, PERSON, PAGES
};

static const struct page sample_pages[PAGES] = {
	[SITE] = { .kind = OBJECT_SITE, .path = TEXT("site.yaml") },
	[COMMITTEE] = { .kind = OBJECT_COMMITTEE, .output = TEXT("c/planning/index.html"),
		.title = TEXT("Planning"), .committee = NONE },
	[MEETING] = { .kind = OBJECT_MEETING, .output = TEXT("c/planning/m/index.html"),
		.title = TEXT("Planning, 2 March"),
		.date = DAY(2026, 3, 2), .committee = COMMITTEE },
	[REPORT] = { .kind = OBJECT_REPORT, .output = TEXT("c/planning/m/\xc3\xa9 1/index.html"),
		.title = TEXT("Roads & <bridges> of Caf\xc3\xa9\x01 Lane"),
		.summary = TEXT("\"Two\" bridges\x0b, 5 < 6\xef\xbf\xbf"),
		.date = DAY(2026, 3, 2), .committee = COMMITTEE },
	[SECRET] = { .kind = OBJECT_REPORT, .output = TEXT("c/planning/m/s/index.html"),
		.title = TEXT("A property matter"), .summary = TEXT("The price is"), .exempt = true,
		.date = DAY(2026, 3, 3), .committee = COMMITTEE },
	[DRAFT] = { .kind = OBJECT_REPORT, .output = TEXT("c/planning/m/d/index.html"),
		.title = TEXT("A draft"), .hidden = true, .draft = true, .date = DAY(2027, 1, 1),
		.committee = COMMITTEE },
	[UNPUBLISHED] = { .kind = OBJECT_REPORT, .title = TEXT("No page"), .date = DAY(2027, 1, 1),
		.committee = COMMITTEE },
	[OTHER] = { .kind = OBJECT_REPORT, .output = TEXT("r/other/index.html"),
		.title = TEXT("Elsewhere"), .date = DAY(2026, 4, 1), .committee = NONE },
	[UNDATED] = { .kind = OBJECT_REPORT, .output = TEXT("r/undated/index.html"),
		.title = TEXT("Without a date"), .committee = NONE },
	[PERSON] = { .kind = OBJECT_PERSON, .output = TEXT("people/x/index.html"),
		.title = TEXT("A person"), .date = DAY(2028, 1, 1), .committee = NONE },
};

static const struct datum sample_meta[] = {
	{ .kind = DATUM_MAP, .size = 4 },
	{ .kind = DATUM_TEXT, .key = TEXT("title"), .text = TEXT("Papers"), .size = 1 },
	{ .kind = DATUM_TEXT, .key = TEXT("base_url"), .text = TEXT("set by sample_init"), .size = 1 },
	{ .kind = DATUM_TEXT, .key = TEXT("language"), .text = TEXT("cy"), .size = 1 },
};

struct sample {
	struct program p;
	struct page    pages[MANY];
	struct datum   meta[ROWS(sample_meta)];
	struct buf     out, seen;
};

static void
sample_init(struct sample *s, const char *base_url)
{
	memset(s, 0, sizeof *s);
	memcpy(s->pages, sample_pages, sizeof sample_pages);
	memcpy(s->meta, sample_meta, sizeof sample_meta);
	s->meta[2].text = str_of(base_url);
	s->p.pages = s->pages;
	s->p.npage = PAGES;
	s->p.site = SITE;
	s->p.site_object = (struct object){ .meta = s->meta, .nmeta = ROWS(sample_meta) };
}

static void
sample_release(struct sample *s)
{
	buf_release(&s->out);
	buf_release(&s->seen);
}

/* One node as a line: a start of an element with its attributes, or a text. */
static void
see(xmlTextReader *reader, struct buf *seen)
{
	int type = xmlTextReaderNodeType(reader);

	if (type == XML_READER_TYPE_TEXT)
		buf_print(seen, "=%s", (const char *)xmlTextReaderConstValue(reader));
	if (type != XML_READER_TYPE_ELEMENT)
		return;
	buf_print(seen, "\n%s", (const char *)xmlTextReaderConstName(reader));
	while (xmlTextReaderMoveToNextAttribute(reader) == 1)
		buf_print(seen, " %s=%s", (const char *)xmlTextReaderConstName(reader),
			(const char *)xmlTextReaderConstValue(reader));
}

/* Fails when it is not well-formed. */
static const char *
read_back(struct sample *s)
{
	xmlTextReader *reader = xmlReaderForMemory(s->out.at, (int)s->out.len, NULL, NULL,
		XML_PARSE_NONET);
	int more;

	assert_non_null(reader);
	buf_clear(&s->seen);
	while ((more = xmlTextReaderRead(reader)) == 1)
		see(reader, &s->seen);
	xmlFreeTextReader(reader);
	assert_int_equal(more, 0);
	buf_add(&s->seen, "\n", 2);	/* and a NUL */
	return s->seen.at;
}

static const char *
feed_of(struct sample *s, uint32_t committee)
{
	buf_clear(&s->out);
	feed_atom(&s->p, committee, &s->out);
	return read_back(s);
}

static const char *
sitemap_of(struct sample *s, struct output *outputs, uint32_t count)
{
	struct output_list list = { outputs, count };

	buf_clear(&s->out);
	feed_sitemap(&s->p, &list, &s->out);
	return read_back(s);
}

static unsigned
count_of(const char *text, const char *what)
{
	unsigned n = 0;

	for (const char *at = text; (at = strstr(at, what)) != NULL; at++)
		n++;
	return n;
}

static void
assert_has(const char *text, const char *what)
{
	if (!strstr(text, what))
		fail_msg("'%s' is not in:%s", what, text);
}

static void
assert_lacks(const char *text, const char *what)
{
	if (strstr(text, what))
		fail_msg("'%s' is in:%s", what, text);
}

static void
a_committees_feed_has_its_papers_the_newest_first(void **state)
{
	struct sample s;

	(void)state;
	sample_init(&s, "https://x.example/p/");
	assert_string_equal(feed_of(&s, COMMITTEE),
		"\nfeed xmlns=http://www.w3.org/2005/Atom xml:lang=cy"
		"\nid=https://x.example/p/c/planning/feed.xml"
		"\ntitle=Planning, Papers"
		"\nupdated=2026-03-03T00:00:00Z"
		"\nauthor\nname=Papers"
		"\nlink rel=self type=application/atom+xml href=https://x.example/p/c/planning/feed.xml"
		"\nlink rel=alternate type=text/html href=https://x.example/p/c/planning/"
		"\nentry"
		"\nid=https://x.example/p/c/planning/m/s/"
		"\ntitle=A property matter"
		"\nupdated=2026-03-03T00:00:00Z"
		"\nlink rel=alternate type=text/html href=https://x.example/p/c/planning/m/s/"
		"\nentry"
		"\nid=https://x.example/p/c/planning/m/"
		"\ntitle=Planning, 2 March"
		"\nupdated=2026-03-02T00:00:00Z"
		"\nlink rel=alternate type=text/html href=https://x.example/p/c/planning/m/"
		"\nentry"
		"\nid=https://x.example/p/c/planning/m/%C3%A9%201/"
		"\ntitle=Roads & <bridges> of Caf\xc3\xa9 Lane"
		"\nupdated=2026-03-02T00:00:00Z"
		"\nlink rel=alternate type=text/html href=https://x.example/p/c/planning/m/%C3%A9%201/"
		"\nsummary type=text=\"Two\" bridges, 5 < 6\n");
	sample_release(&s);
}

static void
the_sites_feed_has_papers_of_every_committee_and_of_none(void **state)
{
	struct sample s;

	(void)state;
	sample_init(&s, "https://x.example/p/");

	const char *seen = feed_of(&s, NONE);

	assert_has(seen, "\nid=https://x.example/p/feed.xml\ntitle=Papers"
		"\nupdated=2026-04-01T00:00:00Z");
	assert_has(seen, "\nlink rel=alternate type=text/html href=https://x.example/p/\n");
	assert_int_equal(count_of(seen, "\nentry"), 5);
	assert_has(seen, "\ntitle=Elsewhere");
	assert_lacks(seen, "A person");
	sample_release(&s);
}

static void
what_is_new_is_dated_by_when_it_was_published(void **state)
{
	struct agenda_supplement later = { .published = DAY(2026, 2, 25) };
	struct agenda agenda = { .supplements = &later, .nsupplement = 1 };
	struct output meeting = { .page = MEETING, .path = TEXT("c/planning/m/index.html") };
	struct sample s;

	(void)state;
	sample_init(&s, "https://x.example/p/");
	s.pages[MEETING].published = (struct date)DAY(2026, 2, 20);
	s.pages[REPORT].meeting = MEETING;
	assert_has(feed_of(&s, COMMITTEE), "\ntitle=Planning, 2 March\nupdated=2026-02-20");
	assert_has(feed_of(&s, COMMITTEE), "Lane\nupdated=2026-02-20");
	assert_has(sitemap_of(&s, &meeting, 1), "\nlastmod=2026-02-20");
	s.pages[REPORT].published = (struct date)DAY(2026, 2, 23);
	s.pages[MEETING].agenda = &agenda;
	assert_has(feed_of(&s, COMMITTEE), "Lane\nupdated=2026-02-23");
	assert_has(feed_of(&s, COMMITTEE), "\ntitle=Planning, 2 March\nupdated=2026-02-25");
	s.pages[REPORT].minutes = true;		/* those are younger than the agenda */
	s.pages[REPORT].published = (struct date)DAY(0, 0, 0);
	assert_has(feed_of(&s, COMMITTEE), "Lane\nupdated=2026-03-02");
	sample_release(&s);
}

static void
a_feed_says_no_word_of_an_exempt_paper_but_its_title(void **state)
{
	struct sample s;

	(void)state;
	sample_init(&s, "https://x.example/p/");
	assert_lacks(feed_of(&s, NONE), "The price");
	s.pages[SECRET].exempt = false;
	assert_has(feed_of(&s, NONE), "The price");	/* so the test can fail */
	sample_release(&s);
}

static void
a_hidden_draft_and_a_paper_without_a_page_are_in_no_feed(void **state)
{
	struct sample s;

	(void)state;
	sample_init(&s, "https://x.example/p/");

	const char *seen = feed_of(&s, NONE);

	assert_lacks(seen, "A draft");
	assert_lacks(seen, "No page");
	s.pages[DRAFT].hidden = false;	/* --drafts */
	assert_has(feed_of(&s, NONE), "A draft");
	sample_release(&s);
}

static void
a_paper_without_a_date_comes_last_and_is_as_old_as_can_be(void **state)
{
	struct sample s;

	(void)state;
	sample_init(&s, "https://x.example/p/");

	const char *last = strstr(feed_of(&s, NONE), "\ntitle=Without a date");

	assert_non_null(last);
	assert_has(last, "\nupdated=1970-01-01T00:00:00Z");
	assert_lacks(last, "\nentry");
	sample_release(&s);
}

static void
a_feed_without_entries_is_as_old_as_can_be(void **state)
{
	struct sample s;

	(void)state;
	sample_init(&s, "https://x.example/p/");
	s.p.npage = MEETING;

	const char *seen = feed_of(&s, COMMITTEE);

	assert_has(seen, "\nupdated=1970-01-01T00:00:00Z");
	assert_lacks(seen, "\nentry");
	sample_release(&s);
}

static void
a_feed_ends_after_fifty_entries(void **state)
{
	struct sample s;

	(void)state;
	sample_init(&s, "https://x.example/p/");
	for (uint32_t i = MEETING; i < MANY; i++) {
		s.pages[i] = sample_pages[OTHER];
		s.pages[i].date.year = (int16_t)(1000 + (i * 7) % MANY);
	}
	s.p.npage = MANY;

	const char *seen = feed_of(&s, NONE), *at = seen;

	assert_int_equal(count_of(seen, "\nentry"), 50);
	for (int last = 9999; (at = strstr(at, "\nentry")) != NULL; at++) {
		int year = (int)strtol(strstr(at, "\nupdated=") + 9, NULL, 10);

		assert_true(year <= last);
		assert_true(year >= 1069);	/* the fifty newest of 118 */
		last = year;
	}
	sample_release(&s);
}

static void
papers_of_one_day_stand_in_the_order_of_their_paths(void **state)
{
	struct sample s;
	char titles[60][4];

	(void)state;
	sample_init(&s, "https://x.example/p/");
	for (uint32_t i = 0; i < 60; i++) {
		struct page *pg = &s.pages[MEETING + i];

		*pg = sample_pages[OTHER];
		snprintf(titles[i], sizeof titles[i], "t%02u", i);
		pg->title = str_of(titles[i]);
	}
	s.p.npage = MEETING + 60;

	const char *at = feed_of(&s, NONE);

	for (uint32_t i = 0; i < 50; i++) {
		at = strstr(at, "\nentry");
		assert_non_null(at);
		at = strstr(at, "\ntitle=");
		assert_memory_equal(at + 7, titles[i], 3);
	}
	sample_release(&s);
}

static void
a_site_that_does_not_say_where_it_is_has_relative_links_and_names_as_ids(void **state)
{
	struct sample s;

	(void)state;
	sample_init(&s, "");

	const char *seen = feed_of(&s, COMMITTEE);

	assert_has(seen, "\nid=urn:reeve:c/planning/feed.xml\n");
	assert_has(seen, "\nlink rel=self type=application/atom+xml href=feed.xml\n");
	assert_has(seen, "\nlink rel=alternate type=text/html href=./\n");
	assert_has(seen, "\nid=urn:reeve:c/planning/m/%C3%A9%201/\n");
	assert_has(seen, "\nlink rel=alternate type=text/html href=m/%C3%A9%201/\n");
	s.p.site = NONE;	/* nor has it a name */
	seen = feed_of(&s, NONE);
	assert_has(seen, "xml:lang=en-GB\nid=urn:reeve:feed.xml\ntitle=reeve\n");
	assert_has(seen, "\nlink rel=self type=application/atom+xml href=feed.xml\n");
	sample_release(&s);
}

static void
a_base_url_needs_no_slash_at_its_end(void **state)
{
	struct sample s;

	(void)state;
	sample_init(&s, "https://x.example/p");
	assert_has(feed_of(&s, COMMITTEE), "\nid=https://x.example/p/c/planning/feed.xml\n");
	sample_release(&s);
}

static struct output sample_outputs[] = {
	{ .form = FORM_DATA, .page = NONE, .path = TEXT("a.csv") },
	{ .form = FORM_REPORT, .page = REPORT, .path = TEXT("c/planning/m/\xc3\xa9 1/index.html") },
	{ .form = FORM_PAPER, .page = REPORT, .path = TEXT("c/planning/m/\xc3\xa9 1/paper.html") },
	{ .form = FORM_FEED, .page = NONE, .path = TEXT("feed.xml") },
	{ .form = FORM_HOME, .page = NONE, .path = TEXT("index.html") },
	{ .form = FORM_ALIAS, .page = REPORT, .path = TEXT("old/index.html") },
	{ .form = FORM_REPORT, .page = UNDATED, .path = TEXT("r/undated/index.html") },
};

static void
a_sitemap_has_the_pages_that_readers_are_led_to(void **state)
{
	struct sample s;

	(void)state;
	sample_init(&s, "https://x.example/p/");
	assert_string_equal(sitemap_of(&s, sample_outputs, ROWS(sample_outputs)),
		"\nurlset xmlns=http://www.sitemaps.org/schemas/sitemap/0.9"
		"\nurl\nloc=https://x.example/p/c/planning/m/%C3%A9%201/\nlastmod=2026-03-02"
		"\nurl\nloc=https://x.example/p/"
		"\nurl\nloc=https://x.example/p/r/undated/\n");
	sample_release(&s);
}

static void
a_sitemap_of_a_site_without_an_address_is_relative(void **state)
{
	struct sample s;

	(void)state;
	sample_init(&s, "");
	assert_string_equal(sitemap_of(&s, sample_outputs, ROWS(sample_outputs)),
		"\nurlset xmlns=http://www.sitemaps.org/schemas/sitemap/0.9"
		"\nurl\nloc=c/planning/m/%C3%A9%201/\nlastmod=2026-03-02"
		"\nurl\nloc=./"
		"\nurl\nloc=r/undated/\n");
	sample_release(&s);
}

static void
what_is_written_says_that_it_is_utf8_and_is_added_behind_what_is_there(void **state)
{
	struct sample s;

	(void)state;
	sample_init(&s, "https://x.example/p/");
	buf_text(&s.out, "before");
	feed_atom(&s.p, NONE, &s.out);
	assert_true(str_starts(buf_view(&s.out),
		"before<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed "));
	sample_release(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_committees_feed_has_its_papers_the_newest_first),
		cmocka_unit_test(the_sites_feed_has_papers_of_every_committee_and_of_none),
		cmocka_unit_test(what_is_new_is_dated_by_when_it_was_published),
		cmocka_unit_test(a_feed_says_no_word_of_an_exempt_paper_but_its_title),
		cmocka_unit_test(a_hidden_draft_and_a_paper_without_a_page_are_in_no_feed),
		cmocka_unit_test(a_paper_without_a_date_comes_last_and_is_as_old_as_can_be),
		cmocka_unit_test(a_feed_without_entries_is_as_old_as_can_be),
		cmocka_unit_test(a_feed_ends_after_fifty_entries),
		cmocka_unit_test(papers_of_one_day_stand_in_the_order_of_their_paths),
		cmocka_unit_test(a_site_that_does_not_say_where_it_is_has_relative_links_and_names_as_ids),
		cmocka_unit_test(a_base_url_needs_no_slash_at_its_end),
		cmocka_unit_test(a_sitemap_has_the_pages_that_readers_are_led_to),
		cmocka_unit_test(a_sitemap_of_a_site_without_an_address_is_relative),
		cmocka_unit_test(what_is_written_says_that_it_is_utf8_and_is_added_behind_what_is_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
