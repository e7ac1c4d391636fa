/*
 * Two states of a site to a change log: links both, says what became of each source, and puts it
 * all in the order of the pack.
 */
#include "link/compare.h"

#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "link/changes_page.h"
#include "link/compare_part.h"
#include "link/house.h"

struct side {
	struct program      program;
	struct link_summary summary;
};

static void
read_side(struct side *s, const struct compare_site *site, const struct link_options *options,
	struct arena *a)
{
	s->program = (struct program){ .arena = a, .in = site->in, .options = options, .diag = site->diag,
		.summary = &s->summary };
	link_passes(&s->program);
	house_apply(&s->program);
	diag_sort(site->diag);
}

static struct change_trouble
trouble_of(const struct diag *d)
{
	return (struct change_trouble){ (uint32_t)d->count[SEVERITY_ERROR],
		(uint32_t)d->count[SEVERITY_WARNING], d->first };
}

/* ---- which sources differ ---- */

/* The linker wrote other words into the one than into the other: a figure of a table, a title. */
static bool
other_words(const struct comparison *c, const struct page *old, const struct page *new)
{
	if (old->nlink != new->nlink)
		return true;
	for (uint32_t i = 0; i < new->nlink; i++) {
		const struct link *o = &c->old->links[old->first_link + i], *n = &c->new->links[new->first_link + i];

		if ((n->written && !str_equal(o->text, n->text)) || o->state != n->state)
			return true;
		if (n->kind == REFERENCE_EMBED || n->kind == REFERENCE_REPORT || n->kind == REFERENCE_MINUTES)
			if (o->target != NONE && n->target != NONE
			    && !str_equal(c->old->pages[o->target].title, c->new->pages[n->target].title))
				return true;
	}
	return false;
}

static bool
is_same(const struct comparison *c, const struct page *old, const struct page *new)
{
	return c->same_settings && old->exempt == new->exempt && hash_equal(old->content, new->content)
		&& !other_words(c, old, new);
}

/* ---- where a source stands in the log ---- */

struct position {
	struct str  committee;		/* path, or empty: behind them all */
	struct date date;
	struct str  meeting;
	unsigned    class;		/* committee, meeting, its papers, what else is in its folder */
	uint32_t    rank;		/* of a paper on the agenda */
	struct str  path;
	bool        withdrawn;
	struct change_page page;
};

static const unsigned char class_of[OBJECT_KINDS] = {
	[OBJECT_COMMITTEE] = 0, [OBJECT_MEETING] = 1, [OBJECT_REPORT] = 2, [OBJECT_TABLE] = 3,
	[OBJECT_ASSET] = 4,
	[OBJECT_PAGE] = 5, [OBJECT_PERSON] = 6, [OBJECT_GLOSSARY] = 7, [OBJECT_INVENTORY] = 8, [OBJECT_SITE] = 9,
	[OBJECT_THEME] = 10, [OBJECT_STRINGS] = 10, [OBJECT_TEMPLATE] = 10,
};

/* A meeting's folder holds its tables and files too. */
static uint32_t
meeting_of(const struct program *p, uint32_t page)
{
	const struct page *pg = &p->pages[page];

	if (pg->kind == OBJECT_MEETING)
		return page;
	if (pg->meeting != NONE)
		return pg->meeting;
	return program_page(p, path_join(p->arena, path_folder(pg->path), STR("meeting.md")));
}

/* An old meeting or committee that is a new one under another name is called as that. */
static const struct page *
called_now(const struct comparison *c, const struct program *p, uint32_t page)
{
	if (page == NONE || p->pages[page].hidden)
		return NULL;
	if (p == c->new)
		return &p->pages[page];
	if (c->back[page] != NONE)
		return &c->new->pages[c->back[page]];
	return c->unsaid[page] ? NULL : &p->pages[page];
}

static void
find_position(const struct comparison *c, const struct program *p, uint32_t page, const uint32_t *ranks,
	struct position *at)
{
	const struct page *pg = &p->pages[page];
	uint32_t meeting = meeting_of(p, page);
	uint32_t committee = pg->kind == OBJECT_COMMITTEE ? page
		: meeting != NONE ? p->pages[meeting].committee : pg->committee;
	const struct page *m = called_now(c, p, meeting), *of = called_now(c, p, committee);

	at->class = class_of[pg->kind];
	at->rank = ranks[page] == NONE ? NONE : ranks[page] - p->pages[pg->meeting].first_paper;
	at->path = pg->path;
	if (m) {
		at->date = m->date;
		at->meeting = m->path;
		at->page.meeting = m->title;
		at->page.date = m->date;
	}
	if (of) {
		at->committee = of->path;
		at->page.committee = of->title;
	}
}

static int
compare_positions(const void *left, const void *right)
{
	const struct position *a = left, *b = right;
	int order;

	if (!a->committee.len != !b->committee.len)
		return a->committee.len ? -1 : 1;
	if ((order = str_compare(a->committee, b->committee)) || (order = date_compare(a->date, b->date))
	    || (order = str_compare(a->meeting, b->meeting)))
		return order;
	if (a->class != b->class)
		return a->class < b->class ? -1 : 1;
	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	if ((order = str_compare(a->path, b->path)))
		return order;
	return a->withdrawn - b->withdrawn;
}

/* Papers by their place in the agenda; the others of a folder behind them. */
static uint32_t *
ranks_of(const struct program *p, struct arena *a)
{
	uint32_t *ranks = arena_array(a, p->npage, sizeof(*ranks));

	memset(ranks, 0xff, p->npage * sizeof(*ranks));
	for (uint32_t i = 0; i < p->npaper; i++)
		ranks[p->papers[i]] = i;
	return ranks;
}

/* ---- the log ---- */

static bool
is_paper(const struct change_page *page)
{
	return page->kind == OBJECT_REPORT;
}

static void
count_page(struct changes *out, const struct change_page *page)
{
	if (is_paper(page))
		out->papers[page->fate] += page->fate != FATE_CHANGED || !page->form_only;
	else if (page->kind == OBJECT_MEETING)
		out->meetings++;
	else if (page->kind == OBJECT_TABLE)
		out->tables++;
	else
		out->others++;
	out->renamed += page->old_path.len > 0;
	out->totals += page->lists[CHANGE_TOTAL].count;
	for (int i = 0; i < CHANGE_WHATS; i++)
		for (const struct change *c = page->lists[i].first; c; c = c->next)
			out->hushed += c->hushed;
}

static void
name_page(struct comparison *c, const struct page *pg, struct change_page *page)
{
	page->kind = pg->kind;
	page->exempt = pg->exempt;
	page->title = str_copy(c->a, pg->title.len ? pg->title : path_name(pg->path));
	page->path = str_copy(c->a, pg->path);
}

/* Of an exempt table or file nothing is public, not even that there is one: all that is said is
 * that one is gone. */
static bool
say_vanished(const struct comparison *c, uint32_t old, const struct page *pg, struct change_page *page)
{
	if (old == NONE || c->old->pages[old].exempt)
		return false;
	page->kind = pg->kind;
	page->fate = FATE_WITHDRAWN;
	page->title = page->path = STR_NONE;
	page->hushed = true;
	return true;
}

/* What became of a source of the new side; false: it is as it was. */
static bool
say_new(struct comparison *c, uint32_t new, struct change_page *page)
{
	const struct page *pg = &c->new->pages[new];
	uint32_t old = c->mate[new];

	if (c->withheld[new] && !(pg->exempt && pg->output.len))
		return say_vanished(c, old, pg, page);
	name_page(c, pg, page);
	if (old == NONE) {
		page->fate = FATE_ADDED;
		page->parts = pg->exempt ? 0 : compare_size(c, c->new, new);
		return true;
	}
	const struct page *was = &c->old->pages[old];
	bool renamed = !str_equal(was->path, pg->path);

	if (renamed && !pg->exempt)
		page->old_path = str_copy(c->a, was->path);
	if (was->exempt != pg->exempt) {
		page->fate = pg->exempt ? FATE_EXEMPT : FATE_PUBLIC;
		page->parts = pg->exempt ? 0 : compare_size(c, c->new, new);
		return true;
	}
	if (!is_same(c, was, pg))
		return compare_source(c, old, new, page) || renamed;
	page->form_only = renamed;
	return renamed;
}

static void
say_gone(struct comparison *c, uint32_t old, struct change_page *page)
{
	const struct page *pg = &c->old->pages[old];

	page->kind = pg->kind;
	page->fate = FATE_WITHDRAWN;
	page->title = page->path = STR_NONE;
	page->hushed = c->unsaid[old];
	if (!page->hushed)
		name_page(c, pg, page);
	page->parts = pg->exempt || page->hushed ? 0 : compare_size(c, c->old, old);
}

static void
put(struct comparison *c, const struct program *p, uint32_t page, const uint32_t *ranks,
	const struct change_page *said, struct buf *list)
{
	struct position at = { .page = *said, .committee = STR_NONE, .meeting = STR_NONE,
		.withdrawn = said->fate == FATE_WITHDRAWN };

	at.page.committee = at.page.meeting = STR_NONE;
	find_position(c, p, page, ranks, &at);
	buf_add(list, &at, sizeof(at));
	count_page(c->out, &at.page);
}

static void
say_all(struct comparison *c)
{
	struct buf list = BUF_EMPTY;
	const uint32_t *old_ranks = ranks_of(c->old, c->a), *ranks = ranks_of(c->new, c->a);

	for (uint32_t i = 0; i < c->new->npage; i++) {
		struct change_page page = { .title = STR_NONE };

		if (compare_is_there(&c->new->pages[i]) && say_new(c, i, &page))
			put(c, c->new, i, ranks, &page, &list);
	}
	for (uint32_t i = 0; i < c->old->npage; i++) {
		struct change_page page = { .title = STR_NONE };

		if (!compare_is_there(&c->old->pages[i]) || c->back[i] != NONE)
			continue;
		say_gone(c, i, &page);
		put(c, c->old, i, old_ranks, &page, &list);
	}
	struct position *all = (struct position *)(void *)list.at;

	c->out->npage = (uint32_t)(list.len / sizeof(*all));
	c->out->pages = arena_array(c->a, c->out->npage, sizeof(*c->out->pages));
	if (c->out->npage > 0)
		qsort(all, c->out->npage, sizeof(*all), compare_positions);
	for (uint32_t i = 0; i < c->out->npage; i++)
		c->out->pages[i] = all[i].page;
	buf_release(&list);
}

void
compare_sites(struct compare *from, struct arena *a, struct changes *out)
{
	struct side old, new;
	struct comparison c = { .old = &old.program, .new = &new.program, .a = a, .out = out,
		.same_settings = from->same_settings };

	*out = (struct changes){ .npage = 0 };
	memset(&old.summary, 0, sizeof(old.summary));
	memset(&new.summary, 0, sizeof(new.summary));
	read_side(&old, &from->old, from->options, a);
	read_side(&new, &from->new, from->options, a);
	arena_init(&c.scratch);
	compare_pair_pages(&c);
	say_all(&c);
	if (from->page)
		changes_page(out, &new.program, from->page);
	out->old = trouble_of(from->old.diag);
	out->new = trouble_of(from->new.diag);
	from->old.damaged = old.program.failed;
	from->new.damaged = new.program.failed;
	arena_release(&c.scratch);
	program_release(&old.program);
	program_release(&new.program);
}
