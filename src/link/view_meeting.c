/*
 * Meetings and their agendas as templates see them, on their pages and in packs.
 */
#include "link/pdf.h"
#include "link/sheet.h"
#include "link/view_decision.h"

static struct str
meeting_date(struct view *v, struct date d)
{
	if (!d.year)
		return STR_NONE;
	struct str day = date_text(v->arena, d, v->tongue);

	return str_print(v->arena, "%s %.*s", date_weekday_name(d, v->tongue), STR_ARG(day));
}

struct thing *
view_meeting_line(struct view *v, uint32_t page)
{
	const struct page *pg = &v->p->pages[page];
	struct thing *t = thing_new(v->arena, TYPE_meeting);

	thing_text(t, MODEL_meeting_title, pg->title);
	thing_text(t, MODEL_meeting_url, page_url_text(&v->context, page, STR_NONE));
	thing_text(t, MODEL_meeting_pack, page_url_to(&v->context, output_beside(v->arena, pg, "pack.html")));
	if (pg->pdf) {
		thing_text(t, MODEL_meeting_pack_pdf, page_url_to(&v->context, output_beside(v->arena, pg, "pack.pdf")));
		thing_text(t, MODEL_meeting_pack_pdf_size, pdf_size_text(v->arena, pg->pdf));
	}
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
	thing_flag(t, MODEL_meeting_upcoming, date_compare(pg->date, v->p->today) >= 0);
	thing_text(t, MODEL_meeting_count, str_print(v->arena, "%u", pg->npaper));
	return t;
}

static void
set_item_report(struct view *v, struct thing *item, uint32_t report, const struct page_paper *papers)
{
	thing_text(item, MODEL_item_title, v->p->pages[report].title);
	thing_text(item, MODEL_item_url, page_url_text(&v->context, report, STR_NONE));
	thing_set(item, MODEL_item_report, view_report_line(v, report));
	for (; papers; papers = papers->next)
		if (papers->page == report)
			thing_text(item, MODEL_item_anchor, papers->id);
}

static void
add_item(struct view *v, const struct page_context *c, const struct datum *d, uint32_t number,
	const struct page_paper *papers, struct thing *t)
{
	struct thing *item = thing_new(v->arena, TYPE_item);
	const struct object *o = c->object;
	const struct datum *report = d->kind == DATUM_MAP ? object_get(o, d, "report") : NULL;
	const struct datum *minutes = d->kind == DATUM_MAP ? object_get(o, d, "minutes") : NULL;
	const struct link *l = view_link_at(c, report ? report : minutes);

	thing_text(item, MODEL_item_number, str_print(v->arena, "%u", number));
	if (d->kind == DATUM_MAP && !report && !minutes && (d = object_first(o, d)) == NULL)
		return;
	if (d->kind == DATUM_TEXT)
		thing_text(item, MODEL_item_title, d->text);
	if (d->kind == DATUM_TEXT && d->fragment != OBJECT_NONE)
		thing_html(item, MODEL_item_text, view_body(v, c, d->fragment));
	if (report && l && l->target != NONE && v->p->pages[l->target].kind == OBJECT_REPORT)
		set_item_report(v, item, l->target, papers);
	if (minutes) {
		thing_flag(item, MODEL_item_minutes, true);
		thing_text(item, MODEL_item_title, minutes->text);
		if (l && l->target != NONE) {
			const struct page *earlier = &v->p->pages[l->target];

			thing_text(item, MODEL_item_title, earlier->date.year
				? view_date(v, earlier->date) : earlier->title);
			thing_text(item, MODEL_item_url, page_url_text(&v->context, l->target, STR_NONE));
		}
	}
	thing_add(t, MODEL_meeting_agenda, item);
}

static void
add_agenda(struct view *v, const struct page_context *c, const struct page_paper *papers, struct thing *t)
{
	const struct page *pg = &v->p->pages[c->page];
	const struct datum *agenda = object_get(c->object, NULL, "agenda");
	uint32_t number = 0;

	if (agenda && agenda->kind == DATUM_LIST) {
		for (const struct datum *d = object_first(c->object, agenda); d;
		     d = object_next(c->object, agenda, d))
			add_item(v, c, d, ++number, papers, t);
		return;
	}
	for (uint32_t i = 0; i < pg->npaper; i++) {
		struct thing *item = thing_new(v->arena, TYPE_item);

		thing_text(item, MODEL_item_number, str_print(v->arena, "%u", i + 1));
		set_item_report(v, item, v->p->papers[pg->first_paper + i], papers);
		thing_add(t, MODEL_meeting_agenda, item);
	}
}

static void
set_minutes(struct view *v, const struct page_context *c, struct thing *t)
{
	const struct link *l = view_link_at(c, object_get(c->object, NULL, "minutes"));

	if (l && l->target != NONE)
		thing_set(t, MODEL_meeting_minutes, view_link(v, l->target));
}

/* A meeting's page; and its pack, where every paper is whole. */
void
view_meeting(struct view *v)
{
	uint32_t page = v->output->page;
	const struct page *pg = &v->p->pages[page];
	const struct page_paper *papers = v->output->form == FORM_PACK ? view_pack_open(v, page) : NULL;
	struct thing *t = view_meeting_line(v, page);

	struct page_context *c = view_open(v, page, OBJECT_HEAD | OBJECT_BODY,
		v->output->form == FORM_PACK ? STR("m-") : STR_NONE);

	thing_html(t, MODEL_meeting_body, view_body(v, c, 0));
	thing_set(t, MODEL_meeting_previous, view_link(v, pg->previous));
	thing_set(t, MODEL_meeting_next, view_link(v, pg->next));
	set_minutes(v, c, t);
	view_meeting_decided(v, page, t);
	view_pack_front(v, c, t);
	view_pack_tables(v, papers, t);
	add_agenda(v, c, papers, t);
	if (pg->committee != NONE)
		sheet_members(v, view_open(v, pg->committee, OBJECT_HEAD, STR_NONE), t, MODEL_meeting_members);
	for (const struct page_paper *paper = papers; paper; paper = paper->next)
		if (paper->context && !paper->of)
			thing_add(t, v->p->pages[paper->page].restricted ? MODEL_meeting_part_2 : MODEL_meeting_papers,
				view_pack_paper(v, paper));
	thing_set(v->root, MODEL_root_meeting, t);
}
