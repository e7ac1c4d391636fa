/*
 * What does not fit between agendas, their papers and the folders of meetings.
 *
 * What a meeting's own keys say against each other, compile/meeting.c has said.
 */
#include "base/path.h"
#include "base/utf8.h"
#include "link/agenda_part.h"
#include "link/suggest.h"

struct finding *
agenda_say(struct agenda_checker *c, const struct agenda_item *item, const char *message)
{
	return diag_add(c->p->diag, DIAG_AGENDA_MISMATCH, item->at, "%s", message);
}

static bool
is_same_title(struct agenda_checker *c, struct str a, struct str b)
{
	return a.len && b.len && str_equal(utf8_slug(&c->scratch, a), utf8_slug(&c->scratch, b));
}

/* Words that are but the name of a file were meant as a report. */
static void
check_words(struct agenda_checker *c, const struct agenda_item *item)
{
	if (item->kind == AGENDA_REPORT || item->kind == AGENDA_MINUTES || item->kind == AGENDA_WITHDRAWN
	    || !str_ends(item->title, ".md"))
		return;
	struct finding *f = diag_add(c->p->diag, DIAG_AGENDA_MISSING_PAPER,
		item->at,
		"this item would be shown as the bare words “" STR_FMT "”", STR_ARG(item->title));

	diag_help(c->p->diag, f, item->kind == AGENDA_TEXT ? "write `- report: " STR_FMT "` to put the report there"
		: "write what it is called; the file goes behind `report`: `report: " STR_FMT "`", STR_ARG(item->title));
}

/* What is said to be withdrawn is a paper of an agenda all the same. */
static void
check_withdrawn(struct agenda_checker *c, const struct agenda_item *item)
{
	uint32_t page = item->kind == AGENDA_WITHDRAWN && str_ends(item->title, ".md")
		? program_page(c->p, item->title) : NONE;

	if (item->kind != AGENDA_WITHDRAWN)
		return;
	if (str_ends(item->title, ".md") && (page == NONE || item->report == NONE)) {
		struct finding *f = agenda_say(c, item, page == NONE || c->p->pages[page].kind != OBJECT_REPORT
			? "what is withdrawn is no report of this site"
			: "what is withdrawn is a draft, so that its title can't be shown");

		diag_help(c->p->diag, f, "write what it was called: `withdrawn: Title`");
		return;
	}
	for (uint32_t i = 0; i < c->agenda->nitem; i++) {
		const struct agenda_item *other = &c->agenda->items[i];

		if (other->kind != AGENDA_REPORT || other->report == NONE || (other->report != item->report
		    && !is_same_title(c, c->p->pages[other->report].title, agenda_title(c->p, item))))
			continue;
		struct finding *f = agenda_say(c, item, "this is withdrawn, and its report is still on the agenda");

		diag_help(c->p->diag, f, "it is item " STR_FMT ", on line %u: take one of the two out",
			STR_ARG(other->number), other->at.line);
	}
}

/* The item of a meeting that was waiting for a report, or NULL. */
static const struct agenda_item *
awaiting(struct agenda_checker *c, const struct agenda *agenda, const struct page *report)
{
	for (uint32_t i = 0; i < agenda->nitem; i++)
		if (agenda->items[i].kind == AGENDA_TO_FOLLOW && is_same_title(c, agenda->items[i].title, report->title))
			return &agenda->items[i];
	return NULL;
}

static struct finding *
say_paper(struct agenda_checker *c, const struct agenda_paper *paper, struct str message)
{
	return diag_add(c->p->diag, DIAG_AGENDA_MISMATCH,
		paper->at, STR_FMT, STR_ARG(message));
}

static void
say_no_item(struct agenda_checker *c, const struct agenda_paper *paper)
{
	const struct agenda *agenda = c->agenda;
	struct arena *a = c->p->arena;

	if (paper->number.len && agenda->nitem)
		diag_help(c->p->diag, say_paper(c, paper, str_print(a, "the agenda has no item " STR_FMT, STR_ARG(paper->number))),
			"its items are " STR_FMT " to " STR_FMT, STR_ARG(agenda->items[0].number),
			STR_ARG(agenda->items[agenda->nitem - 1].number));
	else
		diag_help(c->p->diag, say_paper(c, paper, STR("nothing says which item this paper is for")),
			"write the number of the item on the agenda: `{report: " STR_FMT ", item: \"4\"}`",
			STR_ARG(path_name(c->p->pages[paper->report].path)));
}

/* The number of one item may have been written for another's: nobody writes a report for these kinds. */
static void
check_number(struct agenda_checker *c, const struct agenda_paper *paper)
{
	const struct agenda_item *item = &c->agenda->items[paper->item];
	const char *what = item->kind == AGENDA_EXCLUSION ? "the exclusion of the public"
		: item->kind == AGENDA_DECLARATIONS ? "declarations of interest"
		: item->kind == AGENDA_WITHDRAWN ? "withdrawn" : NULL;
	const struct agenda_item *meant = awaiting(c, c->agenda, &c->p->pages[paper->report]);

	if (!paper->number.len || (!what && (!meant || meant == item)))
		return;
	struct finding *f = say_paper(c, paper, what
		? str_print(c->p->arena, "item " STR_FMT " is %s, and this paper is said to be for it", STR_ARG(item->number), what)
		: str_print(c->p->arena, "this paper is said to be for item " STR_FMT ", and item " STR_FMT
			" of the same title is to follow", STR_ARG(item->number), STR_ARG(meant->number)));

	if (meant)
		diag_help(c->p->diag, f, "item " STR_FMT " waits for it: write `item: \"" STR_FMT "\"`", STR_ARG(meant->number),
			STR_ARG(meant->number));
	else
		diag_help(c->p->diag, f, "write the number of the item that it is for");
}

/* They are an item, whose number readers have; in a list of papers nobody would look for them. */
static void
check_minutes(struct agenda_checker *c, const struct agenda_paper *paper)
{
	uint32_t target = paper->link == NONE ? NONE : c->p->links[paper->link].target;
	const struct page *pg = target == NONE || paper->item != NONE ? NULL : &c->p->pages[target];

	if (!pg || !pg->minutes || pg->hidden)
		return;
	struct finding *f = say_paper(c, paper, STR("these are the minutes of a meeting, and no paper for an item"));

	diag_help(c->p->diag, f, "write `- minutes: %04d-%02u-%02u` on the agenda, in place of `to_follow`, or among the `items` of the"
		" supplement", pg->date.year, pg->date.month, pg->date.day);
}

static void
check_supplements(struct agenda_checker *c)
{
	for (uint32_t s = 0; s < c->agenda->nsupplement; s++)
		for (uint32_t i = 0; i < c->agenda->supplements[s].npaper; i++) {
			const struct agenda_paper *paper = &c->agenda->supplements[s].papers[i];

			agenda_check_later(c, paper);
			check_minutes(c, paper);
			if (paper->report == NONE)
				continue;
			if (paper->item == NONE || (paper->number.len && !agenda_find(c->agenda, paper->number)))
				say_no_item(c, paper);
			else
				check_number(c, paper);
		}
}

static void
check_meeting(struct agenda_checker *c)
{
	for (uint32_t i = 0; i < c->agenda->nitem; i++) {
		const struct agenda_item *item = &c->agenda->items[i];

		check_words(c, item);
		check_withdrawn(c, item);
		agenda_check_part(c, item);
		arena_reset(&c->scratch);
	}
	check_supplements(c);
}

/* A person's file name that is none: other names are shown as they are written. */
static void
check_people(struct program *p, const struct page *pg)
{
	for (uint32_t i = 0; i < pg->nlink; i++) {
		const struct link *l = &p->links[pg->first_link + i];

		if (l->kind != REFERENCE_PERSON || l->target != NONE || !l->id.len)
			continue;
		struct finding *f = diag_add(p->diag, DIAG_PERSON_UNKNOWN, program_place(p, l),
			"there is no " STR_FMT, STR_ARG(l->id));

		suggest_paths(p, f, l->id, REFERENCE_PERSON);
		diag_help(p->diag, f, "write the name as it is to be read, or the name of a file in people/");
	}
}

/* A report of a meeting's folder that its agenda does not name. */
static void
check_listed(struct agenda_checker *c, const struct page *report)
{
	const struct page *meeting = &c->p->pages[report->meeting];
	const struct agenda_item *item = awaiting(c, meeting->agenda, report);
	struct finding *f;

	if (item) {
		f = diag_add(c->p->diag, DIAG_AGENDA_MISMATCH, item->at,
			"this is to follow, and its report is there: " STR_FMT, STR_ARG(report->path));
		diag_help(c->p->diag, f, "when the agenda is not published yet, write `report: " STR_FMT "`",
			STR_ARG(path_name(report->path)));
		diag_help(c->p->diag, f, "else name it in a supplement: `papers: [{report: " STR_FMT ", item: \"" STR_FMT
			"\"}]`", STR_ARG(path_name(report->path)), STR_ARG(item->number));
		return;
	}
	f = diag_add(c->p->diag, DIAG_AGENDA_UNLISTED, page_place(report, 0, 0, 0),
		"this report is not on the agenda of its meeting");
	if (meeting->agenda->own)
		diag_related(c->p->diag, f, page_place(meeting, meeting->agenda->own, 1, 0), "its agenda");
	diag_help(c->p->diag, f, "add `- report: " STR_FMT "` to the agenda in " STR_FMT,
		STR_ARG(path_name(report->path)), STR_ARG(meeting->path));
}

static bool
is_unlisted(const struct page *report)
{
	return !report->hidden && report->meeting != NONE && !report->item.len && !report->minutes && !report->appendix
		&& (!report->records || report->exempt) && !report->exempt_item && !report->supplement && !report->withdrawn && report->superseded_by == NONE;
}

void
agenda_check(struct program *p)
{
	struct agenda_checker c = { .p = p };

	arena_init(&c.scratch);
	for (uint32_t m = 0; m < p->nkind[OBJECT_MEETING]; m++) {
		c.meeting = &p->pages[p->by_kind[OBJECT_MEETING][m]];
		c.agenda = c.meeting->agenda;
		if (c.meeting->hidden)
			continue;
		check_meeting(&c);
		check_people(p, c.meeting);
		arena_reset(&c.scratch);
	}
	for (uint32_t i = 0; i < p->nkind[OBJECT_REPORT]; i++) {
		const struct page *report = &p->pages[p->by_kind[OBJECT_REPORT][i]];

		if (is_unlisted(report))
			check_listed(&c, report);
		arena_reset(&c.scratch);
	}
	arena_release(&c.scratch);
}
