/*
 * Committees, people, ordinary pages and the pages that list them.
 */
#include <stdlib.h>

#include "base/path.h"
#include "base/utf8.h"
#include "link/sheet.h"
#include "link/view_turnout.h"

#define MOST_BESIDE 60	/* pages that a page names as its neighbours */
#define RECENT 6	/* meetings and reports on the home page */

static bool
is_shown(const struct page *pg)
{
	return !pg->hidden && pg->output.len;
}

static struct thing *
committee_line(struct view *v, uint32_t page)
{
	const struct page *pg = &v->p->pages[page];
	struct thing *t = thing_new(v->arena, TYPE_committee);

	thing_text(t, MODEL_committee_title, pg->title);
	thing_text(t, MODEL_committee_url, page_url_text(&v->context, page, STR_NONE));
	thing_html_text(t, MODEL_committee_summary, view_escape(v, pg->summary));
	thing_text(t, MODEL_committee_calendar, page_site_url(&v->context, output_calendar(v->arena, pg)));
	thing_text(t, MODEL_committee_feed,
		page_site_url(&v->context, output_beside(v->arena, pg, "feed.xml")));
	return t;
}

/* Meetings by date: those to come, the next first; those past, the latest first.  committee NONE: all. */
static void
add_meetings(struct view *v, uint32_t committee, uint32_t most, struct thing *t, enum model_member upcoming,
	enum model_member past)
{
	const struct program *p = v->p;
	uint32_t n = p->nkind[OBJECT_MEETING], ahead = 0, behind = 0;

	for (uint32_t i = 0; i < n; i++) {
		const struct page *pg = &p->pages[p->meetings[i]];

		if (is_shown(pg) && (committee == NONE || pg->committee == committee) &&
		    date_compare(pg->date, p->today) >= 0 && ahead++ < most)
			thing_add(t, upcoming, view_meeting_line(v, p->meetings[i]));
	}
	for (uint32_t i = n; i-- > 0;) {
		const struct page *pg = &p->pages[p->meetings[i]];

		if (is_shown(pg) && (committee == NONE || pg->committee == committee) &&
		    date_compare(pg->date, p->today) < 0 && behind++ < most)
			thing_add(t, past, view_meeting_line(v, p->meetings[i]));
	}
}

static void
add_committees(struct view *v, struct thing *t, enum model_member member)
{
	for (uint32_t i = 0; i < v->p->nkind[OBJECT_COMMITTEE]; i++) {
		uint32_t page = v->p->by_kind[OBJECT_COMMITTEE][i];

		if (!is_shown(&v->p->pages[page]))
			continue;
		struct thing *line = committee_line(v, page);

		add_meetings(v, page, 1, line, MODEL_committee_upcoming, MODEL_committee_past);
		thing_add(t, member, line);
	}
}

void
view_committees(struct view *v)
{
	struct thing *t = thing_new(v->arena, TYPE_listing);

	add_committees(v, t, MODEL_listing_committees);
	thing_flag(t, MODEL_listing_any, v->p->nkind[OBJECT_COMMITTEE] > 0);
	thing_set(v->root, MODEL_root_committees, t);
}

/* One is a text, or a group of keys of which the first names it. */
static void
add_required(struct view *v, const struct object *o, struct thing *to)
{
	const struct datum *list = object_get(o, NULL, "requires");

	for (const struct datum *d = object_items(o, list); d; d = object_next(o, list, d)) {
		const struct datum *name = object_entry(o, d, "section");

		if (name)
			thing_add(to, MODEL_committee_requires, view_value(v, view_escape(v, name->text)));
	}
}

void
view_committee(struct view *v)
{
	uint32_t page = v->output->page;
	struct thing *t = committee_line(v, page);
	struct page_context *c = view_open(v, page, OBJECT_HEAD | OBJECT_BODY, STR_NONE);

	thing_html(t, MODEL_committee_summary, view_markup(v, c, "summary"));
	thing_html(t, MODEL_committee_body, view_body(v, c, 0));
	view_contacts(v, c->object, object_get(c->object, NULL, "contact"), t, MODEL_committee_contact);
	sheet_members(v, c, t, MODEL_committee_members);
	add_meetings(v, page, UINT32_MAX, t, MODEL_committee_upcoming, MODEL_committee_past);
	view_committee_turnout(v, page, t);
	add_required(v, c->object, t);
	for (uint32_t i = 0; i < v->p->nkind[OBJECT_REPORT]; i++) {
		uint32_t report = v->p->by_kind[OBJECT_REPORT][i];
		const struct page *pg = &v->p->pages[report];

		if (is_shown(pg) && pg->committee == page && pg->meeting == NONE)
			thing_add(t, MODEL_committee_reports, view_report_line(v, report));
	}
	thing_set(v->root, MODEL_root_committee, t);
}

static struct thing *
person_line(struct view *v, uint32_t page, const struct object *o)
{
	struct thing *t = thing_new(v->arena, TYPE_person);

	thing_text(t, MODEL_person_name, v->p->pages[page].title);
	thing_text(t, MODEL_person_url, page_url_text(&v->context, page, STR_NONE));
	thing_text(t, MODEL_person_role, object_text(o, "role"));
	thing_text(t, MODEL_person_ward, object_text(o, "ward"));
	thing_text(t, MODEL_person_party, object_text(o, "party"));
	return t;
}

void
view_people(struct view *v)
{
	struct thing *t = thing_new(v->arena, TYPE_listing);

	for (uint32_t i = 0; i < v->p->nkind[OBJECT_PERSON]; i++) {
		uint32_t page = v->p->by_kind[OBJECT_PERSON][i];

		if (!is_shown(&v->p->pages[page]))
			continue;
		const struct object *o = view_open(v, page, OBJECT_HEAD, STR_NONE)->object;

		thing_add(t, object_text(o, "ward").len ? MODEL_listing_councillors
			: MODEL_listing_officers, person_line(v, page, o));
	}
	thing_flag(t, MODEL_listing_any, v->p->nkind[OBJECT_PERSON] > 0);
	if (v->p->nturnout)
		thing_text(t, MODEL_listing_attendance, page_url_to(&v->context, form_path(FORM_ATTENDANCE)));
	thing_set(v->root, MODEL_root_people, t);
}

/* A seat that somebody has today. */
static void
add_seat(struct view *v, const struct link *l, struct thing *t)
{
	const struct object *o = view_open(v, l->page, OBJECT_HEAD, STR_NONE)->object;
	const struct datum *list = object_get(o, NULL, "members");
	struct str named = STR_NONE;

	for (const struct datum *d = object_items(o, list); d; d = object_next(o, list, d)) {
		const struct datum *person = object_entry(o, d, "person");
		const struct datum *role = object_get(o, d, "role");

		if (!person || person->line != l->line || person->column != l->column)
			continue;
		if (!people_sits(o, d, v->p->today))
			return;
		named = datum_text(role);
	}
	thing_add(t, MODEL_person_seats, view_who(v, l->page, STR_NONE, named));
}

struct dated {
	uint32_t page;
	struct date date;
};

static int
latest_first(const void *left, const void *right)
{
	const struct dated *a = left, *b = right;
	int order = date_compare(b->date, a->date);

	return order ? order : (a->page > b->page) - (a->page < b->page);
}

/* Where a person sits, and what they reported: whatever names them in its front matter. */
void
view_person(struct view *v)
{
	uint32_t page = v->output->page;
	const struct page *pg = &v->p->pages[page];
	struct page_context *c = view_open(v, page, OBJECT_HEAD | OBJECT_BODY, STR_NONE);
	struct thing *t = person_line(v, page, c->object);
	struct dated *reports = arena_array(v->arena, pg->nincoming, sizeof *reports);
	size_t n = 0;

	thing_text(t, MODEL_person_email, object_text(c->object, "email"));
	thing_text(t, MODEL_person_tel, object_text(c->object, "tel"));
	thing_text(t, MODEL_person_tel_url, view_tel(v, object_text(c->object, "tel")));
	thing_html(t, MODEL_person_body, view_body(v, c, 0));
	view_person_turnout(v, page, t);
	for (uint32_t i = 0; i < pg->nincoming; i++) {
		const struct link *l = &v->p->links[v->p->incoming[pg->first_incoming + i]];
		const struct page *from = &v->p->pages[l->page];

		if (l->kind != REFERENCE_PERSON)
			continue;
		if (from->kind == OBJECT_COMMITTEE)
			add_seat(v, l, t);
		else if (from->kind == OBJECT_REPORT && !from->minutes && (n == 0 || reports[n - 1].page != l->page))
			reports[n++] = (struct dated){ l->page, from->date };
	}
	qsort(reports, n, sizeof *reports, latest_first);
	for (size_t i = 0; i < n; i++)
		thing_add(t, MODEL_person_reports, view_report_line(v, reports[i].page));
	thing_set(v->root, MODEL_root_person, t);
}

/* Pages of the same folder, and the first page of each folder below it. */
static void
add_neighbours(struct view *v, uint32_t page, struct thing *t)
{
	struct str folder = path_folder(v->p->pages[page].path);

	for (uint32_t i = 0, n = 0; i < v->p->nkind[OBJECT_PAGE] && n < MOST_BESIDE; i++) {
		uint32_t other = v->p->by_kind[OBJECT_PAGE][i];
		struct str path = v->p->pages[other].path;
		bool beside = str_equal(path_folder(path), folder);
		bool below = str_equal(path_folder(path_folder(path)), folder) &&
			str_is(path_name(path), "index.md");

		if (other != page && !page_is_home(&v->p->pages[other]) && (beside || below) && is_shown(&v->p->pages[other]))
			thing_add(t, MODEL_document_pages, view_link(v, other)), n++;
	}
}

void
view_document(struct view *v)
{
	uint32_t page = v->output->page;
	struct thing *t = thing_new(v->arena, TYPE_document);
	struct page_context *c = view_open(v, page, OBJECT_HEAD | OBJECT_BODY, STR_NONE);

	thing_text(t, MODEL_document_title, v->p->pages[page].title);
	thing_html(t, MODEL_document_summary, view_markup(v, c, "summary"));
	thing_html(t, MODEL_document_body, view_body(v, c, 0));
	view_contents(v, c, t, MODEL_document_contents);
	add_neighbours(v, page, t);
	thing_set(v->root, MODEL_root_document, t);
}

/* Reports with a date, the latest first. */
static size_t
dated_reports(struct view *v, struct dated **out)
{
	uint32_t n = v->p->nkind[OBJECT_REPORT];
	size_t found = 0;

	*out = arena_array(v->arena, n, sizeof **out);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t page = v->p->by_kind[OBJECT_REPORT][i];
		const struct page *pg = &v->p->pages[page];

		if (is_shown(pg) && !pg->minutes && pg->date.year)
			(*out)[found++] = (struct dated){ page, pg->date };
	}
	qsort(*out, found, sizeof **out, latest_first);
	return found;
}

static void
sum_tallies(struct view *v, struct thing *home)
{
	struct link_summary *s = v->p->summary;

	thing_set(home, MODEL_home_sums, view_tally(v, &s->sums, "sums"));
	thing_set(home, MODEL_home_claims, view_tally(v, &s->claims, "claims"));
	thing_set(home, MODEL_home_references, view_tally(v, &s->references, "references"));
}

void
view_home(struct view *v)
{
	struct thing *t = thing_new(v->arena, TYPE_home);
	struct dated *reports;
	size_t n = dated_reports(v, &reports);
	uint32_t page = program_page(v->p, STR("pages/index.md"));

	add_meetings(v, NONE, RECENT, t, MODEL_home_upcoming, MODEL_home_past);
	add_committees(v, t, MODEL_home_committees);
	for (size_t i = 0; i < n && i < RECENT; i++)
		thing_add(t, MODEL_home_reports, view_report_line(v, reports[i].page));
	if (page != NONE && !v->p->pages[page].hidden)
		thing_html(t, MODEL_home_body,
			view_body(v, view_open(v, page, OBJECT_HEAD | OBJECT_BODY, STR_NONE), 0));
	sum_tallies(v, t);
	thing_set(v->root, MODEL_root_home, t);
}

void
view_alias(struct view *v)
{
	thing_set(v->root, MODEL_root_redirect, view_link(v, v->output->page));
}
