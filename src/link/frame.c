/*
 * The frame of every page: the site, the page itself, its crumbs and the navigation.
 */
#include "base/path.h"
#include "link/frame.h"

static const struct { const char *path, *word; } sections[] = {
	{ "committees/index.html", "committees" },
	{ "decisions/index.html",  "decisions" },
	{ "forward-plan/index.html", "forward_plan" },
	{ "tables/index.html",     "tables" },
	{ "people/index.html",     "people" },
	{ "glossary/index.html",   "glossary" },
	{ "checks/index.html",     "checks" },
};

/* The section of the site that the page being written is in; as many as there are: none. */
static size_t
section_of(const struct view *v)
{
	size_t n = sizeof sections / sizeof sections[0];
	const struct page *pg = v->output->page == NONE ? NULL : &v->p->pages[v->output->page];
	const char *path = v->output->form == FORM_DECISIONS_YEAR ? "decisions/index.html"
		: v->output->form == FORM_ATTENDANCE ? "people/index.html" : !pg ? NULL : pg->kind == OBJECT_TABLE && pg->committee == NONE ? "tables/index.html"
		: pg->kind == OBJECT_PERSON ? "people/index.html"
		: pg->committee != NONE || pg->kind == OBJECT_COMMITTEE ? "committees/index.html" : NULL;

	for (size_t i = 0; i < n; i++)
		if (path ? str_is(str_of(path), sections[i].path)
			 : str_is(v->output->path, sections[i].path))
			return i;
	return n;
}

static struct thing *
section_link(struct view *v, size_t i)
{
	struct thing *t = thing_new(v->arena, TYPE_link);
	struct str path = str_of(sections[i].path);

	thing_text(t, MODEL_link_title, program_word(v->p, sections[i].word));
	thing_text(t, MODEL_link_url, page_site_url(&v->context, path));
	thing_flag(t, MODEL_link_current, section_of(v) == i);
	return t;
}

/* The published name of a file of the theme: assets/style-0123456789.css */
static struct str
theme_asset(struct view *v, const char *name)
{
	for (uint32_t i = 0; i < v->p->nkind[OBJECT_ASSET]; i++) {
		const struct page *pg = &v->p->pages[v->p->by_kind[OBJECT_ASSET][i]];

		if (str_starts(pg->path, "themes/") && str_is(path_name(pg->path), name))
			return page_url_to(&v->context, pg->output);
	}
	return STR_NONE;
}

static struct str
logo(struct view *v)
{
	const struct page *site = v->p->site == NONE ? NULL : &v->p->pages[v->p->site];

	for (uint32_t i = 0; site && i < site->nlink; i++) {
		const struct link *l = &v->p->links[site->first_link + i];

		if (l->kind == REFERENCE_IMAGE && l->target != NONE)
			return page_url_text(&v->context, l->target, STR_NONE);
	}
	return STR_NONE;
}

/* The pages of pages/ itself, and the first page of each folder there, for the foot of every page. */
static void
add_documents(struct view *v, struct thing *t)
{
	for (uint32_t i = 0; i < v->p->ndocument; i++)
		thing_add(t, MODEL_site_pages, view_link(v, v->p->documents[i]));
}

struct thing *
frame_site(struct view *v)
{
	struct thing *t = thing_new(v->arena, TYPE_site);
	const struct object *o = &v->p->site_object;

	thing_text(t, MODEL_site_title, v->p->site == NONE ? STR("reeve") : object_text(o, "title"));
	thing_text(t, MODEL_site_url, page_site_url(&v->context, STR("index.html")));
	thing_text(t, MODEL_site_base_url, program_base_url(v->p));
	thing_text(t, MODEL_site_language, program_language(v->p));
	thing_text(t, MODEL_site_logo, logo(v));
	thing_text(t, MODEL_site_style, theme_asset(v, "style.css"));
	thing_text(t, MODEL_site_print, theme_asset(v, "print.css"));
	if (v->p->options->restricted) {
		thing_text(t, MODEL_site_mark, theme_asset(v, v->tongue[0] == 'c' ? "restricted-cy.css" : "restricted.css"));
		if (v->output->form != FORM_PACKS)
			thing_text(t, MODEL_site_packs, str_print(v->arena, STR_FMT "index.html",	/* read as files */
				STR_ARG(page_url_to(&v->context, STR("index.html")))));
	} else {
		thing_text(t, MODEL_site_script, theme_asset(v, "script.js"));
		thing_text(t, MODEL_site_calendar, page_url_to(&v->context, STR("meetings.ics")));
		thing_text(t, MODEL_site_feed, page_url_to(&v->context, STR("feed.xml")));
	}
	thing_text(t, MODEL_site_checks, page_site_url(&v->context, STR("checks/index.html")));
	add_documents(v, t);
	if (v->p->site != NONE)
		view_contacts(v, o, object_get(o, NULL, "contact"), t, MODEL_site_contact);
	for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++)
		if (!str_is(str_of(sections[i].word), "forward_plan") || v->p->nplan > 0)
			thing_add(t, MODEL_site_navigation, section_link(v, i));
	return t;
}

static struct thing *
list_crumb(struct view *v, const char *path)
{
	for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++)
		if (str_is(str_of(sections[i].path), path))
			return section_link(v, i);
	return NULL;
}

/* Behind its committee's name, a meeting is known by its date. */
static struct thing *
meeting_crumb(struct view *v, uint32_t meeting)
{
	struct thing *t = view_link(v, meeting);

	if (v->p->pages[meeting].date.year)
		thing_text(t, MODEL_link_title, view_date(v, v->p->pages[meeting].date));
	return t;
}

static void
crumb(struct thing *page, struct thing *link)
{
	if (link)
		thing_add(page, MODEL_page_crumbs, link);
}

/* The way from the home page to here: lists, committee, meeting. */
static void
make_crumbs(struct view *v, struct thing *page)
{
	struct thing *home = thing_new(v->arena, TYPE_link);
	enum form form = v->output->form;

	if (form == FORM_HOME)
		return;
	thing_text(home, MODEL_link_title, program_word(v->p, "home"));
	thing_text(home, MODEL_link_url, page_site_url(&v->context, STR("index.html")));
	crumb(page, home);
	if (form == FORM_DECISIONS_YEAR)
		crumb(page, list_crumb(v, "decisions/index.html"));
	if (form == FORM_ATTENDANCE)
		crumb(page, list_crumb(v, "people/index.html"));
	if (v->output->page == NONE)
		return;
	const struct page *pg = &v->p->pages[v->output->page];
	bool itself = pg->kind == OBJECT_COMMITTEE;

	if (pg->committee != NONE || itself)
		crumb(page, list_crumb(v, "committees/index.html"));
	else if (pg->kind == OBJECT_TABLE)
		crumb(page, list_crumb(v, "tables/index.html"));
	else if (pg->kind == OBJECT_PERSON)
		crumb(page, list_crumb(v, "people/index.html"));
	if (pg->committee != NONE && !itself)
		crumb(page, view_link(v, pg->committee));
	if (pg->meeting != NONE && pg->kind != OBJECT_MEETING)
		crumb(page, meeting_crumb(v, pg->meeting));
	if (form == FORM_PACK || form == FORM_PAPER || form == FORM_SUPPLEMENT)
		crumb(page, view_link(v, v->output->page));
}

static struct str
page_title(struct view *v)
{
	if (v->output->page != NONE)
		return v->p->pages[v->output->page].title;
	if (v->output->form == FORM_HOME)
		return program_word(v->p, "home");
	if (v->output->form == FORM_DECISIONS_YEAR)
		return view_year_title(v, v->output->year);
	return program_word(v->p, form_name(v->output->form));
}

static struct str
canonical(struct view *v)
{
	struct str path = v->output->form == FORM_ALIAS ? v->p->pages[v->output->page].output : v->output->path;

	struct buf b = BUF_EMPTY;

	page_public_url(v->p, path, &b);
	return buf_keep(&b, v->arena);
}

struct thing *
frame_page(struct view *v)
{
	struct thing *t = thing_new(v->arena, TYPE_page);
	const struct page *pg = v->output->page == NONE ? NULL : &v->p->pages[v->output->page];

	thing_text(t, MODEL_page_title, page_title(v));
	thing_text(t, MODEL_page_kind, str_of(form_name(v->output->form)));
	if (v->p->options->restricted)
		thing_flag(t, MODEL_page_restricted, true);
	else
		thing_text(t, MODEL_page_canonical, canonical(v));
	thing_text(t, MODEL_page_language, program_language(v->p));
	make_crumbs(v, t);
	if (!pg)
		return t;
	uint32_t committee = pg->kind == OBJECT_COMMITTEE ? v->output->page : pg->committee;

	view_exemptions(v, t);
	if (!pg->exempt)
		thing_text(t, MODEL_page_description, pg->summary);
	thing_flag(t, MODEL_page_draft, pg->draft);
	if (committee != NONE && !v->p->options->restricted)
		thing_text(t, MODEL_page_feed, page_url_to(&v->context,
			output_beside(v->arena, &v->p->pages[committee], "feed.xml")));
	view_referrals(v, v->output->page, t, MODEL_page_referred);
	return t;
}
