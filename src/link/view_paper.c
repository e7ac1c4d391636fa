/*
 * Reports as templates see them, on their pages and in print.
 */
#include "link/exempt.h"
#include "link/sheet.h"
#include "link/short.h"
#include "link/view_decision.h"

/* The paragraph that exempts a report, and what it is about: all that is public besides the title. */
static void
set_exemption(struct view *v, struct thing *t, uint32_t page)
{
	const struct object *o = view_open(v, page, OBJECT_HEAD, STR_NONE)->object;
	struct str paragraph = object_text(o, "exempt");

	thing_text(t, MODEL_report_exempt_paragraph, paragraph);
	thing_text(t, MODEL_report_exempt_reason, exempt_reason(v->p, paragraph));
	thing_text(t, MODEL_report_public_interest, exempt_interest(v->p, o));
}

/* Of an exempt report the object says nothing of this. */
static void
set_notice(struct view *v, struct thing *t, uint32_t page)
{
	const struct page *pg = &v->p->pages[page];

	thing_text(t, MODEL_report_notice_given, view_date(v, pg->noticed));
	thing_flag(t, MODEL_report_late, pg->late);
	if (!pg->urgent && !pg->special && !pg->excepted.year)
		return;
	const struct object *o = view_open(v, page, OBJECT_HEAD, STR_NONE)->object;

	thing_text(t, MODEL_report_urgency, object_text(o, "urgency"));
	view_short_notice(v, o, t);
}

static void
set_facts(struct view *v, struct thing *t, uint32_t page)
{
	const struct page *pg = &v->p->pages[page];

	thing_text(t, MODEL_report_title, pg->title);
	thing_text(t, MODEL_report_short, short_of(v->p, page, v->arena));
	thing_text(t, MODEL_report_url, page_url_text(&v->context, page, STR_NONE));
	thing_flag(t, MODEL_report_withheld, pg->exempt);
	if (!pg->exempt) {
		struct str paper = output_beside(v->arena, pg, "paper.html");

		thing_text(t, MODEL_report_paper, page_url_to(&v->context, paper));
		view_pdf(v, t, MODEL_report_paper_pdf, MODEL_report_paper_pdf_size, paper, pg->pdf);
	}
	thing_text(t, MODEL_report_item, pg->item);
	if (pg->supplement)
		thing_text(t, MODEL_report_supplement, str_print(v->arena, "%u", pg->supplement));
	thing_flag(t, MODEL_report_withdrawn, pg->withdrawn);
	thing_set(t, MODEL_report_committee, view_link(v, pg->committee));
	thing_set(t, MODEL_report_meeting, view_link(v, pg->meeting));
	thing_text(t, MODEL_report_date, view_date(v, pg->date));
	thing_text(t, MODEL_report_date_iso, view_iso(v, pg->date));
	thing_text(t, MODEL_report_published, view_date(v, pg->published));
	thing_flag(t, MODEL_report_key_decision, pg->key);
	set_notice(v, t, page);
	thing_flag(t, MODEL_report_exempt, pg->exempt || pg->restricted);
	thing_flag(t, MODEL_report_exempt_parts, pg->exempt_parts);
	if (pg->exempt || pg->restricted)
		set_exemption(v, t, page);
	if (!pg->exempt)
		thing_html_text(t, MODEL_report_summary, view_escape(v, pg->summary));
	thing_set(t, MODEL_report_claims, view_tally(v, &pg->claims, "claims"));
	thing_set(t, MODEL_report_references, view_tally(v, &pg->references, "references"));
}

struct thing *
view_report_line(struct view *v, uint32_t page)
{
	struct thing *t = thing_new(v->arena, TYPE_report);

	set_facts(v, t, page);
	return t;
}

const struct link *
view_link_at(const struct page_context *c, const struct datum *d)
{
	return program_link_of(c->p, c->page, d);
}

struct thing *
sheet_person(struct view *v, const struct page_context *c, const struct datum *d)
{
	return view_named(v, c->page, object_values(c->object, d), STR_NONE);	/* the first of several */
}

static void
set_people(struct view *v, const struct page_context *c, struct thing *t)
{
	const struct object *o = c->object;

	thing_set(t, MODEL_report_author, sheet_person(v, c, object_get(o, NULL, "author")));
	thing_set(t, MODEL_report_portfolio_holder,
		sheet_person(v, c, object_get(o, NULL, "portfolio_holder")));
	view_contacts(v, o, object_get(o, NULL, "contact"), t, MODEL_report_contact);
	thing_text(t, MODEL_report_report_of, object_text(o, "report_of"));
}

static void
add_links(struct view *v, const struct page_context *c, struct thing *t)
{
	const struct object *o = c->object;
	const struct datum *list = object_get(o, NULL, "background");

	view_appendices(v, c, t);
	view_leadouts(v, c, t);
	for (const struct datum *d = object_items(o, list); d; d = object_next(o, list, d))
		thing_add(t, MODEL_report_background, sheet_background(v, c, d));
	thing_flag(t, MODEL_report_no_background, list && list->kind == DATUM_TEXT);
	const struct link *l = view_link_at(c, object_get(o, NULL, "supersedes"));

	if (l && l->target != NONE)
		thing_set(t, MODEL_report_supersedes, view_link(v, l->target));
}

/* Where a background paper is: a page of the site, an address, or only its title. */
struct thing *
sheet_background(struct view *v, const struct page_context *c, const struct datum *d)
{
	struct thing *t = thing_new(v->arena, TYPE_link);
	const struct datum *title = object_entry(c->object, d, "title");
	const struct datum *url = object_get(c->object, d, "url");
	const struct link *l = view_link_at(c, url);

	if (title)
		thing_text(t, MODEL_link_title, title->text);
	if (l && l->target != NONE)
		thing_text(t, MODEL_link_url, page_url_text(&v->context, l->target, l->id));
	else if (url && !l)
		thing_text(t, MODEL_link_url, url->text);
	return t;
}

/* Tables that the report shows, and how their sums came out. */
static void
add_tables(struct view *v, const struct page_context *c, struct thing *t)
{
	const struct page *pg = &v->p->pages[c->page];
	struct link_tally sums = pg->sums;	/* of the tables in its text */
	uint32_t number = 0;

	for (uint32_t i = 0; i < pg->nlink; i++) {
		const struct link *l = &v->p->links[pg->first_link + i];

		if (l->kind != REFERENCE_EMBED || l->target == NONE)
			continue;
		const struct page *table = &v->p->pages[l->target];
		struct thing *entry = thing_new(v->arena, TYPE_entry);

		number++;
		thing_text(entry, MODEL_entry_number, str_print(v->arena, "%u", number));
		thing_text(entry, MODEL_entry_title, l->text.len ? l->text : table->title);
		thing_text(entry, MODEL_entry_url, str_print(v->arena, "#" STR_FMT "table-%u",
			STR_ARG(c->prefix), number));
		thing_add(t, MODEL_report_tables, entry);
		sums.exact += table->sums.exact;
		sums.rounding += table->sums.rounding;
		sums.unequal += table->sums.unequal;
		sums.unchecked += table->sums.unchecked;
	}
	thing_set(t, MODEL_report_sums, view_tally(v, &sums, "sums"));
	thing_flag(t, MODEL_report_checked,
		view_checked(&sums) + view_checked(&pg->claims) + view_checked(&pg->references) > 0);
}

struct thing *
view_whole_report(struct view *v, const struct page_context *c)
{
	struct thing *t = view_report_line(v, c->page);
	const struct object *o = c->object;

	if (v->p->pages[c->page].exempt)
		return t;
	thing_text(t, MODEL_report_status, object_text(o, "status"));
	thing_text(t, MODEL_report_version, object_text(o, "version"));
	thing_html(t, MODEL_report_summary, view_markup(v, c, "summary"));
	thing_html(t, MODEL_report_purpose, view_markup(v, c, "purpose"));
	thing_html(t, MODEL_report_body, view_body(v, c, 0));
	view_values(v, c, object_get(o, NULL, "decision"), t, MODEL_report_decision);
	if (!view_report_decided(v, c->page, t))
		view_values(v, c, object_get(o, NULL, "outcome"), t, MODEL_report_outcome);
	if (v->p->pages[c->page].minutes)
		view_record(v, c->page, c->prefix, t);
	view_values(v, c, object_get(o, NULL, "wards"), t, MODEL_report_wards);
	set_people(v, c, t);
	add_links(v, c, t);
	add_tables(v, c, t);
	view_contents(v, c, t, MODEL_report_contents);
	sheet_write(v, c, t);
	return t;
}

void
view_report(struct view *v)
{
	uint32_t page = v->output->page;
	const struct page_paper *paper = v->output->form == FORM_PAPER ? view_paper_open(v, page) : NULL;
	struct thing *t = view_whole_report(v, paper ? paper->context
		: view_open(v, page, OBJECT_HEAD | OBJECT_BODY, STR_NONE));

	thing_set(t, MODEL_report_superseded_by, view_link(v, v->p->pages[page].superseded_by));
	thing_set(t, MODEL_report_previous, view_link(v, v->p->pages[page].previous));
	thing_set(t, MODEL_report_next, view_link(v, v->p->pages[page].next));
	thing_set(v->root, MODEL_root_report, t);
}

void
sheet_members(struct view *v, const struct page_context *c, struct thing *t, enum model_member member)
{
	const struct object *o = c->object;
	const struct datum *list = object_get(o, NULL, "members");
	const struct page *shown = v->output->page == NONE ? NULL : &v->p->pages[v->output->page];
	/* of a meeting those of its day, else those of today */
	struct date day = shown && shown->kind == OBJECT_MEETING ? shown->date : v->p->today;

	for (const struct datum *d = object_items(o, list); d; d = object_next(o, list, d)) {
		if (!people_sits(o, d, day))
			continue;
		struct thing *who = view_named(v, c->page, object_entry(o, d, "person"),
			datum_text(object_get(o, d, "role")));

		if (who)
			thing_add(t, member, who);
	}
}
