/*
 * Meetings and their agendas as templates see them, on their pages and in packs.
 */
#include "link/calendar.h"
#include "link/sheet.h"
#include "link/view_agenda.h"
#include "link/view_decision.h"

static struct str
meeting_date(struct view *v, struct date d)
{
	if (!d.year)
		return STR_NONE;
	struct str day = date_text(v->arena, d, v->tongue);

	return str_print(v->arena, "%s %.*s", date_weekday_name(d, v->tongue), STR_ARG(day));
}

/* Its committee's and the day, where the committee has a short title; else its own. */
static struct str
short_of_meeting(struct view *v, uint32_t page)
{
	const struct page *pg = &v->p->pages[page];
	struct str committee = pg->committee == NONE ? STR_NONE : v->p->pages[pg->committee].short_title;

	return committee.len && pg->date.year
		? str_print(v->arena, STR_FMT ", " STR_FMT, STR_ARG(committee), STR_ARG(view_date(v, pg->date))) : pg->title;
}

struct thing *
view_meeting_line(struct view *v, uint32_t page)
{
	const struct page *pg = &v->p->pages[page];
	struct thing *t = thing_new(v->arena, TYPE_meeting);

	thing_text(t, MODEL_meeting_title, pg->title);
	thing_text(t, MODEL_meeting_short, short_of_meeting(v, page));
	thing_text(t, MODEL_meeting_url, page_url_text(&v->context, page, STR_NONE));
	struct str pack = output_beside(v->arena, pg, "pack.html");

	thing_text(t, MODEL_meeting_pack, page_url_to(&v->context, pack));
	view_pdf(v, t, MODEL_meeting_pack_pdf, MODEL_meeting_pack_pdf_size, pack, pg->pdf);
	thing_set(t, MODEL_meeting_committee, view_link(v, pg->committee));
	thing_text(t, MODEL_meeting_date, meeting_date(v, pg->date));
	thing_text(t, MODEL_meeting_date_iso, view_iso(v, pg->date));
	thing_text(t, MODEL_meeting_published, view_date(v, pg->published));
	if (pg->clear_days >= 0)
		thing_text(t, MODEL_meeting_clear_days, str_print(v->arena, "%d", pg->clear_days));
	const struct object *o = view_open(v, page, OBJECT_HEAD, STR_NONE)->object;

	thing_text(t, MODEL_meeting_urgency, object_text(o, "urgency"));
	thing_set(t, MODEL_meeting_private_notice, view_private_notice(v, o));
	thing_text(t, MODEL_meeting_time, object_text(o, "time"));
	thing_text(t, MODEL_meeting_venue, object_text(o, "venue"));
	thing_flag(t, MODEL_meeting_cancelled, pg->cancelled);
	thing_text(t, MODEL_meeting_postponed, meeting_date(v, pg->agenda->postponed));
	thing_flag(t, MODEL_meeting_upcoming, date_compare(pg->date, v->p->today) >= 0);
	thing_text(t, MODEL_meeting_count, str_print(v->arena, "%u", pg->npaper));
	return t;
}

static void
set_minutes(struct view *v, const struct page_context *c, struct thing *t)
{
	const struct link *l = view_link_at(c, object_get(c->object, NULL, "minutes"));

	if (l && l->target != NONE)
		thing_set(t, MODEL_meeting_minutes, view_link(v, l->target));
}

/* Why it does not take place, and what takes its place. */
static void
set_called_off(struct view *v, const struct page_context *c, struct thing *t)
{
	const struct agenda *agenda = v->p->pages[c->page].agenda;
	const struct datum *cancelled = object_get(c->object, NULL, "cancelled");

	if (cancelled && cancelled->kind == DATUM_TEXT)
		thing_text(t, MODEL_meeting_cancelled_reason, cancelled->text);
	thing_set(t, MODEL_meeting_moved_to, view_link(v, agenda->moved_to));
	thing_set(t, MODEL_meeting_moved_from, view_link(v, agenda->moved_from));
}

/* In a members' pack: exempt, or for an item that is taken when the public has left. */
static bool
is_part_2(const struct agenda_view *a, uint32_t page)
{
	const struct program *p = a->v->p;

	if (!p->options->restricted || a->v->output->form != FORM_PACK)
		return false;
	for (uint32_t i = 0; i < a->agenda->nitem; i++)
		if (a->agenda->items[i].report == page && a->agenda->items[i].in_private)
			return true;
	return p->pages[page].restricted;
}

/* The words with which the public is asked to leave stand before part 2 too. */
static void
set_exclusion(const struct agenda_view *a, struct thing *t)
{
	const struct program *p = a->v->p;

	for (uint32_t i = 0; i < a->agenda->nitem && p->options->restricted; i++) {
		const struct agenda_item *item = &a->agenda->items[i];

		if (item->kind == AGENDA_EXCLUSION)
			thing_text(t, MODEL_meeting_exclusion, agenda_title(p, item));
	}
}

static bool
is_paper(const struct page_paper *paper)
{
	return paper->context && !paper->of;
}

/* A line of each paper that it brings, and of the minutes. */
static void
add_lines(const struct agenda_view *a, uint32_t number, struct thing *t)
{
	const struct agenda_supplement *s = &a->agenda->supplements[number - 1];

	for (uint32_t i = 0; i < s->count; i++)
		thing_add(t, MODEL_supplement_papers, view_report_line(a->v, a->v->p->papers[s->first + i]));
	for (uint32_t i = 0; i < a->agenda->nitem; i++) {
		uint32_t minutes = a->agenda->items[i].supplement == number
			? view_pack_minutes(a->v, &a->agenda->items[i]) : NONE;

		if (minutes != NONE)
			thing_add(t, MODEL_supplement_papers, view_report_line(a->v, minutes));
	}
}

/* A line of a paper for an item that was on the agenda already; those that the supplement adds stand with their papers. */
static void
add_brought(const struct agenda_view *a, const struct page_paper *paper, struct thing *t)
{
	const struct agenda_item *item = agenda_find(a->agenda, paper->item);
	struct thing *line = item && item->supplement == paper->supplement ? NULL : view_report_line(a->v, paper->page);

	if (!line)
		return;
	thing_text(line, MODEL_report_id, paper->id);
	thing_text(line, MODEL_report_item, paper->item);
	thing_add(t, MODEL_supplement_brought, line);
}

/* A supplement with its papers: whole in a file that is printed, else a line of each. */
static struct thing *
supplement_of(const struct agenda_view *a, uint32_t number)
{
	struct thing *t = view_supplement(a, number);

	if (!a->printed)
		add_lines(a, number, t);
	for (const struct page_paper *paper = a->papers; paper; paper = paper->next)
		if (is_paper(paper) && paper->supplement == number && !is_part_2(a, paper->page)) {
			add_brought(a, paper, t);
			thing_add(t, MODEL_supplement_papers, view_pack_paper(a->v, paper));
		}
	return t;
}

static void
add_papers(const struct agenda_view *a, struct thing *t)
{
	struct view *v = a->v;

	if (v->output->form == FORM_SUPPLEMENT) {
		thing_set(t, MODEL_meeting_supplement, supplement_of(a, v->output->part));
		return;
	}
	for (const struct page_paper *paper = a->papers; paper; paper = paper->next)
		if (is_paper(paper) && is_part_2(a, paper->page))
			thing_add(t, MODEL_meeting_part_2, view_pack_paper(v, paper));
		else if (is_paper(paper) && !paper->supplement)
			thing_add(t, MODEL_meeting_papers, view_pack_paper(v, paper));
	set_exclusion(a, t);
	for (uint32_t s = 1; s <= a->agenda->nsupplement; s++)
		thing_add(t, MODEL_meeting_supplements, supplement_of(a, s));
}

/* On paper the nearest that take place: nobody can follow to what a postponed one says of itself. */
static void
set_neighbours(struct view *v, const struct page *pg, bool printed, struct thing *t)
{
	uint32_t previous = pg->previous, next = pg->next;

	while (printed && previous != NONE && v->p->pages[previous].cancelled)
		previous = v->p->pages[previous].previous;
	while (printed && next != NONE && v->p->pages[next].cancelled)
		next = v->p->pages[next].next;
	thing_set(t, MODEL_meeting_previous, view_link(v, previous));
	thing_set(t, MODEL_meeting_next, view_link(v, next));
}

/* A meeting's page; its pack, where every paper is whole; and a supplement that is printed alone. */
void
view_meeting(struct view *v)
{
	uint32_t page = v->output->page;
	const struct page *pg = &v->p->pages[page];
	bool printed = v->output->form != FORM_MEETING;
	const struct page_paper *papers = printed ? view_pack_open(v, page) : NULL;
	struct thing *t = view_meeting_line(v, page);

	struct page_context *c = view_open(v, page, OBJECT_HEAD | OBJECT_BODY, printed ? STR("m-") : STR_NONE);
	struct agenda_view a = { .v = v, .c = c, .agenda = pg->agenda, .papers = papers, .printed = printed };

	thing_html(t, MODEL_meeting_body, view_body(v, c, 0));
	if (calendar_has(pg))
		thing_text(t, MODEL_meeting_calendar, page_site_url(&v->context, output_calendar(v->arena, pg)));
	thing_text(t, MODEL_meeting_ends, object_text(c->object, "ends"));
	set_neighbours(v, pg, printed, t);
	set_called_off(v, c, t);
	set_minutes(v, c, t);
	view_meeting_decided(v, page, t);
	view_pack_front(v, c, t);
	view_pack_tables(v, papers, t);
	view_agenda(&a, t);
	if (pg->committee != NONE)
		sheet_members(v, view_open(v, pg->committee, OBJECT_HEAD, STR_NONE), t, MODEL_meeting_members);
	add_papers(&a, t);
	thing_set(v->root, MODEL_root_meeting, t);
}
