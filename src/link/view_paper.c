/*
 * Reports and meetings as templates see them, on their pages and in print.
 */
#include "link/sheet.h"
#include "link/view.h"

/* Local Government Act 1972, Schedule 12A (England), Part 1: what each paragraph is about, in our words. */
static const char *const exempt_reasons[8] = {
	"", "exempt_1", "exempt_2", "exempt_3", "exempt_4", "exempt_5", "exempt_6", "exempt_7",
};

/* The paragraph that exempts a report, and what it is about: all that is public besides the title. */
static void
set_exemption(struct view *v, struct thing *t, uint32_t page)
{
	struct str paragraph = object_text(view_open(v, page, OBJECT_HEAD, STR_NONE)->object, "exempt");
	unsigned n = paragraph.len == 1 ? (unsigned)(paragraph.at[0] - '0') : 0;

	thing_text(t, MODEL_report_exempt_paragraph, paragraph);
	if (n >= 1 && n <= 7)
		thing_text(t, MODEL_report_exempt_reason, program_word(v->p, exempt_reasons[n]));
}

/* Of an exempt report the object says nothing of this. */
static void
set_notice(struct view *v, struct thing *t, uint32_t page)
{
	const struct page *pg = &v->p->pages[page];

	thing_text(t, MODEL_report_notice_given, view_date(v, pg->noticed));
	thing_flag(t, MODEL_report_late, pg->late);
	if (pg->urgent)
		thing_text(t, MODEL_report_urgency,
			object_text(view_open(v, page, OBJECT_HEAD, STR_NONE)->object, "urgency"));
}

static void
set_facts(struct view *v, struct thing *t, uint32_t page)
{
	const struct page *pg = &v->p->pages[page];

	thing_text(t, MODEL_report_title, pg->title);
	thing_text(t, MODEL_report_url, page_url_text(&v->context, page, STR_NONE));
	if (!pg->exempt)
		thing_text(t, MODEL_report_paper, page_url_to(&v->context, output_beside(v->arena, pg, "paper.html")));
	if (pg->item)
		thing_text(t, MODEL_report_item, str_print(v->arena, "%u", pg->item));
	thing_set(t, MODEL_report_committee, view_link(v, pg->committee));
	thing_set(t, MODEL_report_meeting, view_link(v, pg->meeting));
	thing_text(t, MODEL_report_date, view_date(v, pg->date));
	thing_text(t, MODEL_report_date_iso, view_iso(v, pg->date));
	thing_text(t, MODEL_report_published, view_date(v, pg->published));
	thing_flag(t, MODEL_report_key_decision, pg->key);
	set_notice(v, t, page);
	thing_flag(t, MODEL_report_exempt, pg->exempt);
	if (pg->exempt)
		set_exemption(v, t, page);
	else
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

/* The link that a datum of the front matter made: it stands where the datum does. */
static const struct link *
link_at(const struct page_context *c, const struct datum *d)
{
	const struct page *pg = &c->p->pages[c->page];

	for (uint32_t i = 0; d && i < pg->nlink; i++) {
		const struct link *l = &c->p->links[pg->first_link + i];

		if (l->line == d->line && l->column == d->column)
			return l;
	}
	return NULL;
}

struct thing *
sheet_person(struct view *v, const struct page_context *c, const struct datum *d)
{
	if (d && d->kind == DATUM_LIST)
		d = object_first(c->object, d);		/* the first of several */
	const struct link *l = link_at(c, d);

	if (!d || d->kind != DATUM_TEXT)
		return NULL;
	bool found = l && l->state == LINK_RESOLVED;

	return view_who(v, found ? l->target : NONE, found && l->written ? STR_NONE : d->text, STR_NONE);
}

static void
set_people(struct view *v, const struct page_context *c, struct thing *t)
{
	const struct object *o = c->object;

	thing_set(t, MODEL_report_author, sheet_person(v, c, object_get(o, NULL, "author")));
	thing_set(t, MODEL_report_portfolio_holder,
		sheet_person(v, c, object_get(o, NULL, "portfolio_holder")));
	thing_set(t, MODEL_report_contact, view_contact(v, o, object_get(o, NULL, "contact")));
	thing_text(t, MODEL_report_report_of, object_text(o, "report_of"));
}

static void
add_links(struct view *v, const struct page_context *c, struct thing *t)
{
	const struct object *o = c->object;
	const struct datum *list = object_get(o, NULL, "appendices");

	for (const struct datum *d = list && list->kind == DATUM_LIST ? object_first(o, list) : NULL; d;
	     d = object_next(o, list, d)) {
		const struct link *l = link_at(c, d);

		if (l && l->target != NONE)
			thing_add(t, MODEL_report_appendices, view_link(v, l->target));
	}
	list = object_get(o, NULL, "background");
	for (const struct datum *d = list && list->kind == DATUM_LIST ? object_first(o, list) : NULL; d;
	     d = object_next(o, list, d))
		thing_add(t, MODEL_report_background, sheet_background(v, c, d));
	thing_flag(t, MODEL_report_no_background, list && list->kind == DATUM_TEXT);
	const struct link *l = link_at(c, object_get(o, NULL, "supersedes"));

	if (l && l->target != NONE)
		thing_set(t, MODEL_report_supersedes, view_link(v, l->target));
}

/* Where a background paper is: a page of the site, an address, or only its title. */
struct thing *
sheet_background(struct view *v, const struct page_context *c, const struct datum *d)
{
	struct thing *t = thing_new(v->arena, TYPE_link);
	const struct datum *title = d->kind == DATUM_MAP ? object_get(c->object, d, "title") : d;
	const struct datum *url = d->kind == DATUM_MAP ? object_get(c->object, d, "url") : NULL;
	const struct link *l = link_at(c, url);

	if (title)
		thing_text(t, MODEL_link_title, title->text);
	if (l && l->target != NONE)
		thing_text(t, MODEL_link_url, page_url_text(&v->context, l->target, l->id));
	else if (url && !l)
		thing_text(t, MODEL_link_url, url->text);
	return t;
}

static void
add_grid(struct view *v, const struct page_context *c, const char *key, struct thing *t,
	enum model_member member)
{
	const struct object *o = c->object;
	const struct datum *list = object_get(o, NULL, key);

	for (const struct datum *d = list && list->kind == DATUM_LIST ? object_first(o, list) : NULL; d;
	     d = object_next(o, list, d)) {
		struct thing *line = thing_new(v->arena, TYPE_consulted);
		const struct datum *group = object_get(o, d, "group"), *yes = object_get(o, d, "consulted");
		const struct datum *names = object_get(o, d, "names");

		if (group)
			thing_text(line, MODEL_consulted_group, group->text);
		thing_flag(line, MODEL_consulted_yes, yes && str_is(yes->text, "true"));
		if (names)
			thing_text(line, MODEL_consulted_names, names->text);
		thing_add(t, member, line);
	}
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
}

/* All of a report.  id: the prefix of its ids in a pack. */
static struct thing *
whole_report(struct view *v, uint32_t page, struct str prefix, const struct page_paper *papers)
{
	struct thing *t = view_report_line(v, page);
	struct page_context *c = view_open(v, page, OBJECT_HEAD | OBJECT_BODY, prefix);
	const struct object *o = c->object;

	c->papers = papers;
	if (prefix.len)
		thing_text(t, MODEL_report_id, str_print(v->arena, STR_FMT "paper", STR_ARG(prefix)));
	if (v->p->pages[page].exempt)
		return t;
	thing_text(t, MODEL_report_status, object_text(o, "status"));
	thing_text(t, MODEL_report_version, object_text(o, "version"));
	thing_html(t, MODEL_report_summary, view_markup(v, c, "summary"));
	thing_html(t, MODEL_report_purpose, view_markup(v, c, "purpose"));
	thing_html(t, MODEL_report_body, view_body(v, c, 0));
	view_values(v, c, object_get(o, NULL, "decision"), t, MODEL_report_decision);
	view_values(v, c, object_get(o, NULL, "outcome"), t, MODEL_report_outcome);
	view_values(v, c, object_get(o, NULL, "wards"), t, MODEL_report_wards);
	set_people(v, c, t);
	add_links(v, c, t);
	add_grid(v, c, "consultation", t, MODEL_report_consultation);
	add_grid(v, c, "next_steps", t, MODEL_report_next_steps);
	add_tables(v, c, t);
	view_contents(v, c, t, MODEL_report_contents);
	sheet_write(v, c, t);
	return t;
}

void
view_report(struct view *v)
{
	uint32_t page = v->output->page;
	struct thing *t = whole_report(v, page, STR_NONE, NULL);

	thing_set(t, MODEL_report_previous, view_link(v, v->p->pages[page].previous));
	thing_set(t, MODEL_report_next, view_link(v, v->p->pages[page].next));
	thing_set(v->root, MODEL_root_report, t);
}

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
	thing_set(t, MODEL_meeting_committee, view_link(v, pg->committee));
	thing_text(t, MODEL_meeting_date, meeting_date(v, pg->date));
	thing_text(t, MODEL_meeting_date_iso, view_iso(v, pg->date));
	thing_text(t, MODEL_meeting_published, view_date(v, pg->published));
	if (pg->clear_days >= 0)
		thing_text(t, MODEL_meeting_clear_days, str_print(v->arena, "%d", pg->clear_days));
	const struct object *o = view_open(v, page, OBJECT_HEAD, STR_NONE)->object;

	thing_text(t, MODEL_meeting_urgency, object_text(o, "urgency"));
	thing_text(t, MODEL_meeting_time, object_text(o, "time"));
	thing_text(t, MODEL_meeting_venue, object_text(o, "venue"));
	thing_flag(t, MODEL_meeting_cancelled, pg->cancelled);
	thing_flag(t, MODEL_meeting_upcoming, date_compare(pg->date, v->p->today) >= 0);
	thing_text(t, MODEL_meeting_count, str_print(v->arena, "%u", pg->npaper));
	return t;
}

/* A prefix for each paper of a pack: "i4-" for item 4. */
static const struct page_paper *
pack_papers(struct view *v, const struct page *pg)
{
	const struct page_paper *papers = NULL;

	for (uint32_t i = pg->npaper; i-- > 0;) {
		struct page_paper *paper = arena_alloc(v->arena, sizeof *paper);

		paper->page = v->p->papers[pg->first_paper + i];
		paper->prefix = str_print(v->arena, "i%u-", v->p->pages[paper->page].item);
		paper->next = papers;
		papers = paper;
	}
	return papers;
}

static void
set_item_report(struct view *v, struct thing *item, uint32_t report, const struct page_paper *papers)
{
	thing_text(item, MODEL_item_title, v->p->pages[report].title);
	thing_text(item, MODEL_item_url, page_url_text(&v->context, report, STR_NONE));
	thing_set(item, MODEL_item_report, view_report_line(v, report));
	for (; papers; papers = papers->next)
		if (papers->page == report)
			thing_text(item, MODEL_item_anchor, str_print(v->arena, STR_FMT "paper",
				STR_ARG(papers->prefix)));
}

static void
add_item(struct view *v, const struct page_context *c, const struct datum *d, uint32_t number,
	const struct page_paper *papers, struct thing *t)
{
	struct thing *item = thing_new(v->arena, TYPE_item);
	const struct object *o = c->object;
	const struct datum *report = d->kind == DATUM_MAP ? object_get(o, d, "report") : NULL;
	const struct datum *minutes = d->kind == DATUM_MAP ? object_get(o, d, "minutes") : NULL;
	const struct link *l = link_at(c, report ? report : minutes);

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

void
sheet_members(struct view *v, const struct page_context *c, struct thing *t, enum model_member member)
{
	const struct object *o = c->object;
	const struct datum *list = object_get(o, NULL, "members");

	for (const struct datum *d = list && list->kind == DATUM_LIST ? object_first(o, list) : NULL; d;
	     d = object_next(o, list, d)) {
		const struct datum *person = d->kind == DATUM_MAP ? object_get(o, d, "person") : d;
		const struct datum *role = d->kind == DATUM_MAP ? object_get(o, d, "role") : NULL;
		const struct link *l = link_at(c, person);

		bool found = l && l->state == LINK_RESOLVED;

		if (person)
			thing_add(t, member, view_who(v, found ? l->target : NONE,
				found && l->written ? STR_NONE : person->text, role ? role->text : STR_NONE));
	}
}

static void
set_minutes(struct view *v, const struct page_context *c, struct thing *t)
{
	const struct link *l = link_at(c, object_get(c->object, NULL, "minutes"));

	if (l && l->target != NONE)
		thing_set(t, MODEL_meeting_minutes, view_link(v, l->target));
}

/* A meeting's page; and its pack, where every paper is whole. */
void
view_meeting(struct view *v)
{
	uint32_t page = v->output->page;
	const struct page *pg = &v->p->pages[page];
	const struct page_paper *papers = v->output->form == FORM_PACK ? pack_papers(v, pg) : NULL;
	struct thing *t = view_meeting_line(v, page);

	v->context.papers = papers;
	struct page_context *c = view_open(v, page, OBJECT_HEAD | OBJECT_BODY, STR_NONE);

	thing_html(t, MODEL_meeting_body, view_body(v, c, 0));
	thing_set(t, MODEL_meeting_previous, view_link(v, pg->previous));
	thing_set(t, MODEL_meeting_next, view_link(v, pg->next));
	set_minutes(v, c, t);
	add_agenda(v, c, papers, t);
	if (pg->committee != NONE)
		sheet_members(v, view_open(v, pg->committee, OBJECT_HEAD, STR_NONE), t, MODEL_meeting_members);
	for (const struct page_paper *paper = papers; paper; paper = paper->next)
		thing_add(t, MODEL_meeting_papers, whole_report(v, paper->page, paper->prefix, papers));
	thing_set(v->root, MODEL_root_meeting, t);
}
