/*
 * The frame of every page: the site, the page itself, its crumbs and the navigation.
 */
#include "base/path.h"
#include "link/frame.h"

/* The sections of the site; FORMS: none. */
static const enum form sections[] = { FORM_COMMITTEES, FORM_DECISIONS, FORM_PLAN, FORM_TABLES, FORM_PEOPLE,
	FORM_GLOSSARY, FORM_CHECKS };

/* The one that lists what the page being written is of, which is not itself a section's first page. */
static enum form
listed_in(const struct view *v)
{
	const struct page *pg = v->output->page == NONE ? NULL : &v->p->pages[v->output->page];

	if (!pg)
		return v->output->form == FORM_DECISIONS_YEAR ? FORM_DECISIONS
			: v->output->form == FORM_ATTENDANCE ? FORM_PEOPLE : FORMS;
	return pg->committee != NONE || pg->kind == OBJECT_COMMITTEE ? FORM_COMMITTEES
		: pg->kind == OBJECT_TABLE ? FORM_TABLES : pg->kind == OBJECT_PERSON ? FORM_PEOPLE : FORMS;
}

static struct thing *
section_link(struct view *v, enum form section)
{
	struct thing *t = thing_new(v->arena, TYPE_link);

	thing_text(t, MODEL_link_title, program_word(v->p, form_name(section)));
	thing_text(t, MODEL_link_url, page_site_url(&v->context, form_path(section)));
	thing_flag(t, MODEL_link_current, v->output->form == section || listed_in(v) == section);
	return t;
}

/* The published name of a file of the theme: assets/style-0123456789.css */
static struct str
theme_asset(struct view *v, const char *name)
{
	uint32_t page = program_theme_file(v->p, name);

	return page == NONE ? STR_NONE : page_url_to(&v->context, v->p->pages[page].output);
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
	thing_text(t, MODEL_site_url, page_site_url(&v->context, form_path(FORM_HOME)));
	thing_text(t, MODEL_site_base_url, program_base_url(v->p));
	thing_text(t, MODEL_site_language, program_language(v->p));
	thing_text(t, MODEL_site_logo, logo(v));
	thing_text(t, MODEL_site_style, theme_asset(v, "style.css"));
	thing_text(t, MODEL_site_print, theme_asset(v, "print.css"));
	if (v->p->options->restricted) {
		thing_text(t, MODEL_site_mark, theme_asset(v, v->tongue[0] == 'c' ? "restricted-cy.css" : "restricted.css"));
		if (v->output->form != FORM_PACKS)
			thing_text(t, MODEL_site_packs, str_print(v->arena, STR_FMT "index.html",	/* read as files */
				STR_ARG(page_url_to(&v->context, form_path(FORM_PACKS)))));
	} else {
		thing_text(t, MODEL_site_script, theme_asset(v, "script.js"));
		thing_text(t, MODEL_site_calendar, page_url_to(&v->context, form_path(FORM_CALENDAR)));
		thing_text(t, MODEL_site_feed, page_url_to(&v->context, form_path(FORM_FEED)));
	}
	thing_text(t, MODEL_site_checks, page_site_url(&v->context, form_path(FORM_CHECKS)));
	add_documents(v, t);
	if (v->p->site != NONE)
		view_contacts(v, o, object_get(o, NULL, "contact"), t, MODEL_site_contact);
	for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++)
		if (sections[i] != FORM_PLAN || v->p->plans)
			thing_add(t, MODEL_site_navigation, section_link(v, sections[i]));
	return t;
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

/* Of an ordinary page: the first page of each folder that it is in, the outermost first. */
static void
folder_crumbs(struct view *v, struct str folder, struct thing *page)
{
	if (!path_folder(folder).len)
		return;		/* pages/index.md is the home page */
	uint32_t first = program_page(v->p, path_join(v->arena, folder, STR("index.md")));

	folder_crumbs(v, path_folder(folder), page);
	if (first != NONE && first != v->output->page && !v->p->pages[first].hidden)
		thing_add(page, MODEL_page_crumbs, view_link(v, first));
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
	thing_text(home, MODEL_link_url, page_site_url(&v->context, form_path(FORM_HOME)));
	thing_add(page, MODEL_page_crumbs, home);
	if (listed_in(v) != FORMS)
		thing_add(page, MODEL_page_crumbs, section_link(v, listed_in(v)));
	if (v->output->page == NONE)
		return;
	const struct page *pg = &v->p->pages[v->output->page];

	if (pg->kind == OBJECT_PAGE)
		folder_crumbs(v, path_folder(pg->path), page);
	if (pg->committee != NONE && pg->kind != OBJECT_COMMITTEE)
		thing_add(page, MODEL_page_crumbs, view_link(v, pg->committee));
	if (pg->meeting != NONE && pg->kind != OBJECT_MEETING)
		thing_add(page, MODEL_page_crumbs, meeting_crumb(v, pg->meeting));
	if (form == FORM_PACK || form == FORM_PAPER || form == FORM_SUPPLEMENT)
		thing_add(page, MODEL_page_crumbs, view_link(v, v->output->page));
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
