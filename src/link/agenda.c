/*
 * Agendas: from the metadata of meetings to numbered items and papers in order.
 */
#include "link/agenda.h"

#include "base/path.h"
#include "base/utf8.h"
#include "link/group.h"
#include "object/schedule.h"

/* ---- while the object is at hand ---- */

static const struct {
	const char      *key;
	enum agenda_kind kind;
} kinds[] = {
	{ "item", AGENDA_TEXT },           { "report", AGENDA_REPORT },
	{ "minutes", AGENDA_MINUTES },     { "verbal", AGENDA_VERBAL },
	{ "to_follow", AGENDA_TO_FOLLOW }, { "withdrawn", AGENDA_WITHDRAWN },
	{ "exclusion", AGENDA_EXCLUSION }, { "declarations", AGENDA_DECLARATIONS },
};

struct gatherer {
	struct program      *p;
	const struct object *o;
	const struct page   *pg;
	struct buf           items;	/* struct agenda_item */
	uint16_t             supplement;
	uint32_t             number;	/* of the last item that is not below another */
};

static uint32_t
link_of(const struct object *o, const struct page *pg, const struct datum *d)
{
	const struct reference *r = object_reference_of(o, d);

	return r ? pg->first_link + (uint32_t)(r - o->references) : NONE;
}

/* The key that says what an item is, and its kind. */
static const struct datum *
kind_of(const struct object *o, const struct datum *item, enum agenda_kind *kind)
{
	*kind = AGENDA_TEXT;
	if (item->kind != DATUM_MAP)
		return item;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		const struct datum *d = object_get(o, item, kinds[i].key);

		*kind = kinds[i].kind;
		if (d)
			return d;
	}
	return NULL;
}

/* What is withdrawn may be named by its file. */
static struct str
title_of(struct gatherer *g, const struct datum *what, enum agenda_kind kind)
{
	struct str path;

	if (kind == AGENDA_REPORT)
		return STR_NONE;
	if (kind == AGENDA_WITHDRAWN && str_ends(what->text, ".md")
	    && path_resolve(g->p->arena, g->o->path, what->text, &path))
		return path;
	return str_copy(g->p->arena, what->text);
}

static uint8_t
paragraph_of(const struct object *o, const struct datum *map)
{
	return (uint8_t)schedule_paragraph(datum_text(object_get(o, map, "exempt")));
}

/* What the public may not read beside an exempt item; compile left it out where it could tell. */
static bool
is_told(const struct object *o, const struct datum *map)
{
	static const char *const keys[] = { "by", "note", "reason", "urgency", "items" };
	bool told = false;

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		told = told || object_get(o, map, keys[i]);
	return told;
}

static void gather_items(struct gatherer *g, const struct datum *list, struct str above);

static void
gather_item(struct gatherer *g, const struct datum *d, struct str number, bool below)
{
	enum agenda_kind kind;
	const struct datum *what = kind_of(g->o, d, &kind);
	const struct datum *map = d->kind == DATUM_MAP ? d : NULL;
	const struct datum *list = map && !below ? object_get(g->o, map, "items") : NULL;

	if (!what)
		return;
	const struct datum *purpose = map ? object_get(g->o, map, "purpose") : NULL;
	struct agenda_item item = { .kind = kind, .number = number, .title = title_of(g, what, kind),
		.link = kind == AGENDA_REPORT || kind == AGENDA_MINUTES ? link_of(g->o, g->pg, what) : NONE,
		.report = NONE, .datum = (uint32_t)(d - g->o->meta), .line = what->line, .column = what->column,
		.width = (uint32_t)utf8_count(what->text), .supplement = g->supplement, .below = below, .above = list != NULL,
		.paragraph = map ? paragraph_of(g->o, map) : 0,
		.decides = purpose && str_is(purpose->text, "decision"),
		.urgent = map && (object_get(g->o, map, "urgency") || object_get(g->o, map, "urgency given")),
		.told = map && is_told(g->o, map) };

	buf_add(&g->items, (const char *)&item, sizeof item);
	gather_items(g, list, number);
}

static void
gather_items(struct gatherer *g, const struct datum *list, struct str above)
{
	uint32_t below = 0;

	for (const struct datum *d = object_items(g->o, list); d; d = object_next(g->o, list, d)) {
		struct str number = above.len
			? str_print(g->p->arena, STR_FMT ".%u", STR_ARG(above), ++below)
			: str_print(g->p->arena, "%u", ++g->number);

		gather_item(g, d, number, above.len > 0);
	}
}

static struct agenda_paper
paper_of(struct gatherer *g, const struct datum *d)
{
	const struct datum *report = object_entry(g->o, d, "report");
	const struct datum *item = object_get(g->o, d, "item");
	const struct datum *at = item ? item : report ? report : d;

	return (struct agenda_paper){ .link = link_of(g->o, g->pg, report), .report = NONE, .item = NONE,
		.replaces = NONE, .number = item ? str_copy(g->p->arena, item->text) : STR_NONE,
		.line = at->line, .column = at->column, .width = (uint32_t)utf8_count(at->text) };
}

/* The papers of its list, and those of the items from `first` on, which are its own. */
static void
gather_papers(struct gatherer *g, const struct datum *list, size_t first, struct agenda_supplement *s)
{
	const struct agenda_item *items = (const struct agenda_item *)(const void *)g->items.at;
	size_t nitem = g->items.len / sizeof *items;

	s->papers = arena_array(g->p->arena, (list ? list->size : 0) + nitem - first, sizeof *s->papers);
	for (const struct datum *d = object_items(g->o, list); d; d = object_next(g->o, list, d))
		s->papers[s->npaper++] = paper_of(g, d);
	for (size_t i = first; i < nitem; i++)
		if (items[i].kind == AGENDA_REPORT)
			s->papers[s->npaper++] = (struct agenda_paper){ .link = items[i].link, .report = NONE,
				.item = (uint32_t)i, .replaces = NONE, .number = STR_NONE, .line = items[i].line,
				.column = items[i].column, .width = items[i].width };
}

static void
gather_supplement(struct gatherer *g, const struct datum *d, struct agenda_supplement *s)
{
	const struct datum *published = object_get(g->o, d, "published"), *page = object_get(g->o, d, "first_page");
	const struct datum *at = page ? page : published ? published : d;
	size_t first = g->items.len / sizeof(struct agenda_item);

	s->line = at->line;
	s->column = at->column;
	s->width = (uint32_t)at->text.len;
	s->datum = (uint32_t)(d - g->o->meta);
	if (published)
		date_read(published->text, &s->published);
	s->first_page = object_number(page);
	gather_items(g, object_get(g->o, d, "items"), STR_NONE);
	gather_papers(g, object_get(g->o, d, "papers"), first, s);
}

static void
gather_supplements(struct gatherer *g, struct agenda *agenda)
{
	const struct datum *list = object_get(g->o, NULL, "supplements");

	agenda->supplements = arena_array(g->p->arena, list ? list->size : 0, sizeof *agenda->supplements);
	for (const struct datum *d = object_items(g->o, list); d; d = object_next(g->o, list, d)) {
		g->supplement = (uint16_t)(agenda->nsupplement + 1);
		gather_supplement(g, d, &agenda->supplements[agenda->nsupplement++]);
	}
}

static void
gather_meeting(struct program *p, const struct object *o, struct page *pg)
{
	struct gatherer g = { .p = p, .o = o, .pg = pg };
	struct agenda *agenda = arena_alloc(p->arena, sizeof *agenda);
	const struct datum *list = object_get(o, NULL, "agenda"), *postponed = object_get(o, NULL, "postponed");

	agenda->own = list ? list->line : 0;
	agenda->moved_to = agenda->moved_from = NONE;
	if (postponed)
		date_read(postponed->text, &agenda->postponed);
	gather_items(&g, list, STR_NONE);
	gather_supplements(&g, agenda);
	agenda->nitem = (uint32_t)(g.items.len / sizeof *agenda->items);
	agenda->items = buf_keep_array(&g.items, p->arena);
	pg->agenda = agenda;
}

void
agenda_gather(struct program *p, const struct object *o, struct page *pg)
{
	pg->supersedes = pg->superseded_by = NONE;
	pg->paragraph = paragraph_of(o, NULL);
	if (o->kind == OBJECT_MEETING)
		gather_meeting(p, o, pg);
	if (o->kind == OBJECT_REPORT)
		pg->supersedes = link_of(o, pg, object_get(o, NULL, "supersedes"));
}

/* ---- when pages are known ---- */

static uint32_t
report_of(const struct program *p, uint32_t link)
{
	uint32_t target = link == NONE ? NONE : p->links[link].target;

	return target != NONE && p->pages[target].kind == OBJECT_REPORT && !p->pages[target].hidden ? target : NONE;
}

static uint32_t
meeting_of(const void *context, uint32_t report)
{
	const struct program *p = context;
	const struct page *pg = &p->pages[p->by_kind[OBJECT_REPORT][report]];

	return pg->hidden || pg->minutes || pg->appendix ? NONE : pg->meeting;
}

/* On another item already, or among what another meeting published later. */
static bool
is_taken(struct program *p, uint32_t meeting, const struct agenda_item *item, const struct page *report)
{
	bool later = report->supplement && report->meeting != meeting;

	if (!report->item.len && !later)
		return false;
	struct finding *f = diag_add(p->diag, DIAG_ANCHOR_REPEATED,
		page_place(&p->pages[meeting], item->line, item->column, item->width),
		"the agenda names " STR_FMT " again; it is %s " STR_FMT " of " STR_FMT, STR_ARG(report->path),
		later ? "in supplement" : "item", STR_ARG(later ? str_print(p->arena, "%u", report->supplement) : report->item),
		STR_ARG(p->pages[report->meeting].path));

	diag_help(p->diag, f, "take it out of one of the two; later papers can link to it");
	return true;
}

/* A report in its place among the papers of a meeting. */
static void
put_paper(struct program *p, uint32_t meeting, uint32_t report)
{
	struct page *at = &p->pages[meeting];

	if (at->npaper) {
		uint32_t before = p->papers[p->npaper - 1];

		p->pages[report].previous = before;
		p->pages[before].next = report;
	}
	p->papers[p->npaper++] = report;
	at->npaper++;
}

/* A report's item; its paper too, unless that came later. */
static void
settle_report(struct program *p, uint32_t meeting, struct agenda_item *item)
{
	uint32_t report = report_of(p, item->link);
	struct page *pg = report == NONE ? NULL : &p->pages[report];

	if (!pg || is_taken(p, meeting, item, pg))
		return;
	item->report = report;
	item->paragraph = pg->paragraph ? pg->paragraph : item->paragraph;
	pg->item = item->number;
	pg->meeting = meeting;
	if (!pg->supplement)
		put_paper(p, meeting, report);
}

/* A file that is withdrawn is on the agenda, but it is no paper. */
static void
settle_withdrawn(struct program *p, struct agenda_item *item)
{
	uint32_t page = str_ends(item->title, ".md") ? program_page(p, item->title) : NONE;

	if (page == NONE || p->pages[page].hidden || p->pages[page].kind != OBJECT_REPORT)
		return;
	item->report = page;
	p->pages[page].withdrawn = true;
}

/* What follows the exclusion of the public is part 2; an item that is added later is where its paper is. */
static void
settle_items(struct program *p, uint32_t meeting, struct agenda *agenda)
{
	bool in_private = false;
	uint16_t supplement = 0;

	for (uint32_t i = 0; i < agenda->nitem; i++) {
		struct agenda_item *item = &agenda->items[i];

		if (item->supplement != supplement)
			in_private = false;
		supplement = item->supplement;
		if (item->kind == AGENDA_REPORT)
			settle_report(p, meeting, item);
		if (item->kind == AGENDA_WITHDRAWN)
			settle_withdrawn(p, item);
		item->in_private = in_private || (supplement && item->paragraph);
		in_private |= item->kind == AGENDA_EXCLUSION;
	}
}

/* Without an agenda: the folder's reports, by name. */
static void
settle_folder(struct program *p, uint32_t meeting, struct agenda *agenda, const struct group *folder)
{
	uint32_t first = folder->first[meeting], n = folder->first[meeting + 1] - first;

	agenda->items = arena_array(p->arena, n, sizeof *agenda->items);
	for (uint32_t k = 0; k < n; k++) {
		uint32_t report = p->by_kind[OBJECT_REPORT][folder->items[first + k]];
		struct page *pg = &p->pages[report];

		if (pg->item.len || pg->supplement)
			continue;
		pg->item = str_print(p->arena, "%u", agenda->nitem + 1);
		agenda->items[agenda->nitem++] = (struct agenda_item){ .kind = AGENDA_REPORT, .number = pg->item,
			.title = STR_NONE, .link = NONE, .report = report, .datum = OBJECT_NONE,
			.paragraph = pg->paragraph };
		put_paper(p, meeting, report);
	}
}

const struct agenda_item *
agenda_find(const struct agenda *agenda, struct str number)
{
	for (uint32_t i = 0; number.len && i < agenda->nitem; i++)
		if (str_equal(agenda->items[i].number, number))
			return &agenda->items[i];
	return NULL;
}

/* The item of a paper that came later: the one it names, the one that has it, or that of the report whose place it takes. */
static void
settle_later(struct program *p, const struct agenda *agenda, struct agenda_paper *paper, uint32_t replaces)
{
	const struct agenda_item *named = agenda_find(agenda, paper->number);

	for (uint32_t i = 0; i < agenda->nitem && paper->item == NONE; i++) {
		const struct agenda_item *item = &agenda->items[i];

		if (item == named || (item->kind == AGENDA_REPORT && item->report != NONE
		    && (item->report == paper->report || item->report == replaces)))
			paper->item = i;
	}
	struct agenda_item *item = paper->item == NONE ? NULL : &agenda->items[paper->item];

	if (item && item->kind == AGENDA_TO_FOLLOW && item->report == NONE) {
		item->report = paper->report;
		item->paragraph = p->pages[paper->report].paragraph ? p->pages[paper->report].paragraph : item->paragraph;
	}
	if (item && item->report != NONE && item->report != paper->report)
		paper->replaces = item->report;
	if (item && !p->pages[paper->report].item.len)
		p->pages[paper->report].item = item->number;
}

/* Papers that came later stand behind all others. */
static void
settle_supplements(struct program *p, uint32_t meeting, struct agenda *agenda)
{
	for (uint32_t s = 0; s < agenda->nsupplement; s++) {
		struct agenda_supplement *supplement = &agenda->supplements[s];

		supplement->first = p->npaper;
		for (uint32_t i = 0; i < supplement->npaper; i++) {
			struct agenda_paper *paper = &supplement->papers[i];
			struct page *pg = paper->report == NONE ? NULL : &p->pages[paper->report];

			if (!pg)
				continue;
			settle_later(p, agenda, paper, report_of(p, pg->supersedes));
			if (!pg->published.year)
				pg->published = supplement->published;
			put_paper(p, meeting, paper->report);
		}
		supplement->count = p->npaper - supplement->first;
	}
}

static void
mark_paper(struct program *p, uint32_t meeting, uint32_t supplement, struct agenda_paper *paper)
{
	uint32_t report = report_of(p, paper->link);
	struct page *pg = report == NONE ? NULL : &p->pages[report];

	if (!pg)
		return;
	if (pg->supplement) {
		struct finding *f = diag_add(p->diag, DIAG_ANCHOR_REPEATED,
			page_place(&p->pages[meeting], paper->line, paper->column, paper->width),
			STR_FMT " came with a supplement already", STR_ARG(pg->path));

		diag_help(p->diag, f, "a new version of it is a file of its own, with `supersedes`");
		return;
	}
	paper->report = report;
	pg->supplement = (uint16_t)(supplement + 1);
	pg->meeting = meeting;
}

/* Before papers are put in order: which of them came later. */
static void
mark_later(struct program *p)
{
	for (uint32_t m = 0; m < p->nkind[OBJECT_MEETING]; m++) {
		uint32_t meeting = p->by_kind[OBJECT_MEETING][m];
		struct agenda *agenda = p->pages[meeting].agenda;

		for (uint32_t s = 0; s < agenda->nsupplement; s++)
			for (uint32_t i = 0; i < agenda->supplements[s].npaper; i++)
				mark_paper(p, meeting, s, &agenda->supplements[s].papers[i]);
	}
}

/* Meetings that were moved, and where to: the one of the same committee on that day. */
static void
settle_moves(struct program *p)
{
	for (uint32_t m = 0; m < p->nkind[OBJECT_MEETING]; m++) {
		uint32_t meeting = p->by_kind[OBJECT_MEETING][m];
		const struct page *pg = &p->pages[meeting];

		if (!pg->agenda->postponed.year || pg->hidden)
			continue;
		for (uint32_t next = pg->next; next != NONE; next = p->pages[next].next)
			if (date_compare(p->pages[next].date, pg->agenda->postponed) == 0) {
				pg->agenda->moved_to = next;
				p->pages[next].agenda->moved_from = meeting;
				break;
			}
	}
}

static void
mark_superseded(struct program *p)
{
	for (uint32_t i = 0; i < p->nkind[OBJECT_REPORT]; i++) {
		uint32_t report = p->by_kind[OBJECT_REPORT][i];
		const struct page *pg = &p->pages[report];
		uint32_t old = pg->item.len ? report_of(p, pg->supersedes) : NONE;

		if (old != NONE && old != report)
			p->pages[old].superseded_by = report;
	}
}

void
agenda_settle(struct program *p)
{
	struct group folder;
	uint32_t listed = 0;

	for (uint32_t i = 0; i < p->nlink; i++)
		listed += p->links[i].kind == REFERENCE_REPORT;
	p->papers = arena_array(p->arena, (size_t)listed + p->nkind[OBJECT_REPORT], sizeof *p->papers);
	mark_later(p);
	group_fill(&folder, p->arena, p->npage, p->nkind[OBJECT_REPORT], meeting_of, p);
	for (uint32_t m = 0; m < p->nkind[OBJECT_MEETING]; m++) {
		uint32_t meeting = p->by_kind[OBJECT_MEETING][m];
		struct agenda *agenda = p->pages[meeting].agenda;

		p->pages[meeting].first_paper = p->npaper;
		if (agenda->own || agenda->nitem)
			settle_items(p, meeting, agenda);
		else
			settle_folder(p, meeting, agenda, &folder);
		settle_supplements(p, meeting, agenda);
	}
	settle_moves(p);
	mark_superseded(p);
}

struct str
agenda_title(const struct program *p, const struct agenda_item *item)
{
	uint32_t target = item->link == NONE ? NONE : p->links[item->link].target;

	if (item->report != NONE)
		return p->pages[item->report].title;
	if (item->kind == AGENDA_MINUTES && target != NONE && !p->pages[target].hidden)
		return p->pages[target].title;
	if (item->kind == AGENDA_WITHDRAWN && str_ends(item->title, ".md"))
		return STR_NONE;	/* a draft, or nothing */
	return item->title;
}
