/*
 * Where everything goes, and in what order: addresses of pages, which committee and
 * meeting a paper belongs to, previous and next.  The order of an agenda is agenda.c's.
 */
#include <stdlib.h>

#include "base/path.h"
#include "link/agenda.h"
#include "link/program.h"

/* `a/b/c.md` is published as a/b/c/index.html, `a/index.md` as a/index.html. */
static struct str
page_output(struct arena *a, struct str path)
{
	struct str stem = path_stem(path);
	struct str name = path_name(stem);
	struct str folder = str_is(name, "index") ? path_folder(path) : stem;

	return folder.len ? str_print(a, STR_FMT "/index.html", STR_ARG(folder)) : STR("index.html");
}

static struct str
folder_output(struct arena *a, struct str path)
{
	return str_print(a, STR_FMT "/index.html", STR_ARG(path_folder(path)));
}

/* A theme's asset is published under a name that holds its content's hash. */
static struct str
asset_output(struct arena *a, const struct page *pg)
{
	char hex[HASH_HEX + 1];

	if (!str_starts(pg->path, "themes/"))
		return pg->path;
	hash_hex(pg->content, hex);

	struct str name = path_name(pg->path);
	struct str stem = path_stem(name);

	return str_print(a, "assets/" STR_FMT "-%.10s" STR_FMT, STR_ARG(stem), hex,
		STR_ARG(str_from(name, stem.len)));
}

/* Of the theme, for members' copies alone. */
static bool
is_mark(const struct page *pg)
{
	return str_starts(pg->path, "themes/") && str_starts(path_name(pg->path), "restricted");
}

static struct str
output_of(struct program *p, const struct page *pg)
{
	struct arena *a = p->arena;

	if (pg->hidden)
		return STR_NONE;
	switch (pg->kind) {
	case OBJECT_COMMITTEE:
	case OBJECT_MEETING:
		return folder_output(a, pg->path);
	case OBJECT_REPORT:
	case OBJECT_PERSON:
		return page_output(a, pg->path);
	case OBJECT_TABLE:		/* of an exempt table nothing is public, not even that there is one */
		return pg->exempt ? STR_NONE : page_output(a, pg->path);
	case OBJECT_PAGE:
		return str_is(pg->path, "pages/index.md") ? STR("index.html") : page_output(a, pg->path);
	case OBJECT_SITE:
		return STR("index.html");
	case OBJECT_GLOSSARY:
		return STR("glossary/index.html");
	case OBJECT_ASSET:
		return pg->exempt || !program_allows(p, pg->path) || (is_mark(pg) && !p->options->restricted) ? STR_NONE : asset_output(a, pg);
	default:
		return STR_NONE;
	}
}

/*
 * In a members' copy: a paper and a pack are files of it, so is what they show and the data of a
 * table that is nowhere else; all other pages are those of the public site, if it has an address.
 */
static struct str
restricted_output(struct program *p, struct page *pg)
{
	struct str public = output_of(p, pg);
	struct str folder = path_folder(public);

	if (!public.len)
		return STR_NONE;
	if (pg->kind == OBJECT_REPORT)
		return path_join(p->arena, folder, STR("paper.html"));
	if (pg->kind == OBJECT_MEETING)
		return path_join(p->arena, folder, STR("pack.html"));
	if (pg->kind == OBJECT_TABLE && pg->restricted)
		return path_join(p->arena, folder, path_name(pg->path));
	if (pg->kind == OBJECT_ASSET && pg->shown)
		return public;
	pg->away = true;
	return program_base_url(p).len ? public : STR_NONE;
}

/* Files that papers name, and the theme's own but for its script. */
static void
mark_shown(struct program *p)
{
	for (uint32_t i = 0; i < p->nlink; i++) {
		const struct link *l = &p->links[i];
		enum object_kind from = p->pages[l->page].kind;

		if (l->target != NONE && !p->pages[l->page].hidden
			&& (from == OBJECT_REPORT || from == OBJECT_MEETING || from == OBJECT_SITE))
			p->pages[l->target].shown = true;
	}
	for (uint32_t i = 0; i < p->nkind[OBJECT_ASSET]; i++) {
		struct page *pg = &p->pages[p->by_kind[OBJECT_ASSET][i]];

		pg->shown |= str_starts(pg->path, "themes/") && !str_ends(pg->path, ".js");
	}
}

/* Who goes up the folders of every page makes many paths, and keeps none. */
struct climb {
	struct program *p;
	struct arena    scratch;	/* of one page */
};

/* The nearest file of a name in the folders above a path, or NONE. */
static uint32_t
above(struct climb *c, struct str path, const char *name)
{
	const struct program *p = c->p;

	for (struct str folder = path_folder(path);; folder = path_folder(folder)) {
		uint32_t page = program_page(p, path_join(&c->scratch, folder, str_of(name)));

		if (page != NONE && !p->pages[page].hidden)
			return page;
		if (!folder.len)
			return NONE;
	}
}

/* What belongs to a committee or a meeting that is still a draft waits with it. */
static void
hide_with(struct climb *c, struct page *pg, const char *name)
{
	for (struct str folder = path_folder(pg->path); folder.len; folder = path_folder(folder)) {
		uint32_t owner = program_page(c->p, path_join(&c->scratch, folder, str_of(name)));

		if (owner != NONE && c->p->pages[owner].hidden)
			pg->hidden = true;
	}
}

static void
assign_owners(struct program *p)
{
	struct climb c = { .p = p };

	arena_init(&c.scratch);
	for (uint32_t i = 0; i < p->npage; i++)
		if (str_starts(p->pages[i].path, "committees/")) {
			hide_with(&c, &p->pages[i], "committee.md");
			hide_with(&c, &p->pages[i], "meeting.md");
			arena_reset(&c.scratch);
		}
	for (uint32_t i = 0; i < p->npage; i++) {
		struct page *pg = &p->pages[i];

		if (!str_starts(pg->path, "committees/"))
			continue;
		pg->committee = above(&c, pg->path, "committee.md");
		if (pg->kind == OBJECT_REPORT || pg->kind == OBJECT_TABLE || pg->kind == OBJECT_ASSET)
			pg->meeting = above(&c, pg->path, "meeting.md");
		arena_reset(&c.scratch);
	}
	arena_release(&c.scratch);
}

/* "Planning Committee, 17 September 2026", for a meeting that has no title of its own. */
static void
name_meetings(struct program *p)
{
	for (uint32_t i = 0; i < p->nkind[OBJECT_MEETING]; i++) {
		struct page *pg = &p->pages[p->by_kind[OBJECT_MEETING][i]];

		if (pg->title.len)
			continue;
		struct str day = pg->date.year ? date_text(p->arena, pg->date, program_tongue(p, NULL))
			: path_name(path_folder(pg->path));

		pg->title = pg->committee == NONE ? day
			: str_print(p->arena, STR_FMT ", " STR_FMT, STR_ARG(p->pages[pg->committee].title),
				STR_ARG(day));
	}
}

static int
meeting_before(const struct page *a, const struct page *b)
{
	int order = date_compare(a->date, b->date);

	return order ? order : str_compare(a->path, b->path);
}

static const struct page *sorted_pages;	/* qsort has no context */

static int
by_date(const void *left, const void *right)
{
	return meeting_before(&sorted_pages[*(const uint32_t *)left], &sorted_pages[*(const uint32_t *)right]);
}

/* Meetings of one committee follow one another by date. */
static void
chain_meetings(struct program *p)
{
	uint32_t n = p->nkind[OBJECT_MEETING];
	uint32_t *last = arena_array(p->arena, p->npage + 1, sizeof *last);

	p->meetings = arena_array(p->arena, n, sizeof *p->meetings);
	for (uint32_t i = 0; i < n; i++)
		p->meetings[i] = p->by_kind[OBJECT_MEETING][i];
	sorted_pages = p->pages;
	qsort(p->meetings, n, sizeof *p->meetings, by_date);
	for (uint32_t i = 0; i < n; i++) {
		struct page *pg = &p->pages[p->meetings[i]];

		if (pg->hidden || pg->committee == NONE)
			continue;
		if (last[pg->committee]) {
			pg->previous = last[pg->committee] - 1;
			p->pages[pg->previous].next = p->meetings[i];
		}
		last[pg->committee] = p->meetings[i] + 1;
	}
}

/*
 * An appendix goes with its report and is no item of its own, unless an agenda lists it.  Of two that
 * name each other one is the report: the first.
 */
static void
mark_appendices(struct program *p)
{
	bool *listed = arena_array(p->arena, p->npage, sizeof *listed);

	for (uint32_t i = 0; i < p->nlink; i++)
		if (p->links[i].kind == REFERENCE_REPORT && p->links[i].target != NONE)
			listed[p->links[i].target] = true;
	for (uint32_t i = 0; i < p->nlink; i++) {
		const struct link *l = &p->links[i];
		const struct page *from = &p->pages[l->page];

		if (l->kind == REFERENCE_APPENDIX && l->target != NONE && l->target != l->page && !listed[l->target] &&
		    p->pages[l->target].kind == OBJECT_REPORT && !from->hidden && !from->appendix)
			p->pages[l->target].appendix = true;
	}
}

/* The minutes of a meeting are its record, not a paper put before it. */
static void
mark_minutes(struct program *p)
{
	for (uint32_t i = 0; i < p->nlink; i++) {
		const struct link *l = &p->links[i];

		if (l->kind != REFERENCE_MINUTES || l->target == NONE || p->pages[l->target].kind != OBJECT_REPORT)
			continue;
		struct page *minutes = &p->pages[l->target], *meeting = &p->pages[l->page];

		minutes->minutes = true;
		if (meeting->kind != OBJECT_MEETING || meeting->record != NONE || minutes->record != NONE)
			continue;
		meeting->record = l->target;
		minutes->record = l->page;
	}
}

/* What "today" is, for upcoming meetings: an option, or the newest date in the sources. */
static void
settle_today(struct program *p)
{
	p->today = p->options->today;
	for (uint32_t i = 0; !p->options->today.year && i < p->npage; i++)
		if (!p->pages[i].hidden && date_compare(p->pages[i].published, p->today) > 0)
			p->today = p->pages[i].published;
}

/* `pages/x.md` and `pages/x/index.md`: what the foot of every page leads to. */
static void
list_documents(struct program *p)
{
	p->documents = arena_array(p->arena, p->nkind[OBJECT_PAGE], sizeof *p->documents);
	for (uint32_t i = 0; i < p->nkind[OBJECT_PAGE]; i++) {
		const struct page *pg = &p->pages[p->by_kind[OBJECT_PAGE][i]];
		struct str folder = path_folder(pg->path);
		bool first = str_is(path_name(pg->path), "index.md");

		/* a dozen at most: they are on every page */
		if (pg->output.len && !page_is_home(pg) && p->ndocument < 12 && str_is(first ? path_folder(folder) : folder, "pages"))
			p->documents[p->ndocument++] = p->by_kind[OBJECT_PAGE][i];
	}
}

void
layout_assign(struct program *p)
{
	assign_owners(p);
	name_meetings(p);
	if (p->options->restricted)
		mark_shown(p);
	for (uint32_t i = 0; i < p->npage; i++)
		p->pages[i].output = p->options->restricted ? restricted_output(p, &p->pages[i])
			: output_of(p, &p->pages[i]);
	if (p->glossary_page != NONE)
		p->pages[p->glossary_page].title = program_word(p, "glossary");
	list_documents(p);
	mark_appendices(p);
	mark_minutes(p);
	chain_meetings(p);
	agenda_settle(p);
	settle_today(p);
	for (uint32_t i = 0; i < p->npage; i++) {
		struct page *pg = &p->pages[i];

		if (pg->kind == OBJECT_REPORT && !pg->date.year)
			pg->date = pg->meeting != NONE ? p->pages[pg->meeting].date : pg->published;
	}
}
