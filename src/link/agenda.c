/*
 * Agendas, when pages are known: which report is which item, and papers in order.  agenda_gather.c has read them.
 */
#include "link/agenda.h"

#include "link/group.h"

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
	struct finding *f = diag_add(p->diag, DIAG_ANCHOR_REPEATED, item->at,
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

/* The minutes of a meeting, named as any report is. */
static bool
is_minutes(const struct program *p, uint32_t link)
{
	uint32_t report = report_of(p, link);

	return report != NONE && p->pages[report].minutes;
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
		if (item->kind == AGENDA_REPORT && is_minutes(p, item->link))
			item->kind = AGENDA_MINUTES;	/* of another meeting, whose they stay */
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
			.paragraph = pg->paragraph, .at = page_place_of(&p->pages[meeting], NULL) };
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

	if (!pg || pg->minutes)
		return;
	if (pg->supplement) {
		struct finding *f = diag_add(p->diag, DIAG_ANCHOR_REPEATED, paper->at,
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
	if (str_is(item->title, "true") && (item->kind == AGENDA_EXCLUSION || item->kind == AGENDA_DECLARATIONS))
		return program_word(p, agenda_key(item->kind));
	return item->title;
}

uint16_t
agenda_came_with(const struct program *p, const struct agenda_item *item)
{
	return item->supplement || item->report == NONE || item->kind == AGENDA_WITHDRAWN ? item->supplement
		: p->pages[item->report].supplement;
}
