/*
 * The list of output files, made from the program before anything is written.
 */
#include <stdlib.h>

#include "base/path.h"
#include "link/agenda.h"
#include "link/calendar.h"
#include "link/minutes.h"
#include "link/output.h"
#include "link/page.h"
#include "link/plan.h"

/* What each is called, whether it is a page, and the path of what a site has once. */
static const struct form_row {
	const char *name;
	bool        is_page;
	const char *path;
} rows[FORMS] = {
	[FORM_HOME]             = { "home", true, "index.html" },
	[FORM_COMMITTEES]       = { "committees", true, "committees/index.html" },
	[FORM_COMMITTEE]        = { "committee", true, NULL },
	[FORM_MEETING]          = { "meeting", true, NULL },
	[FORM_PACK]             = { "pack", false, NULL },
	[FORM_SUPPLEMENT]       = { "supplement", false, NULL },
	[FORM_REPORT]           = { "report", true, NULL },
	[FORM_PAPER]            = { "paper", false, NULL },
	[FORM_PEOPLE]           = { "people", true, "people/index.html" },
	[FORM_PERSON]           = { "person", true, NULL },
	[FORM_TABLES]           = { "tables", true, "tables/index.html" },
	[FORM_TABLE]            = { "table", true, NULL },
	[FORM_DECISIONS]        = { "decisions", true, "decisions/index.html" },
	[FORM_DECISIONS_YEAR]   = { "decisions", true, NULL },
	[FORM_GLOSSARY]         = { "glossary", true, "glossary/index.html" },
	[FORM_CHECKS]           = { "checks", true, "checks/index.html" },
	[FORM_DOCUMENT]         = { "document", true, NULL },
	[FORM_ALIAS]            = { "alias", false, NULL },
	[FORM_PACKS]            = { "packs", true, "index.html" },
	[FORM_PLAN]             = { "forward_plan", true, "forward-plan/index.html" },
	[FORM_ATTENDANCE]       = { "attendance", true, "attendance/index.html" },
	[FORM_PACK_PDF]         = { "pack's PDF", false, NULL },
	[FORM_PAPER_PDF]        = { "paper's PDF", false, NULL },
	[FORM_SUPPLEMENT_PDF]   = { "supplement's PDF", false, NULL },
	[FORM_SUPPLEMENT_STYLE] = { "supplement style", false, NULL },
	[FORM_CALENDAR]         = { "calendar", false, "meetings.ics" },
	[FORM_DATA]             = { "data", false, NULL },
	[FORM_ASSET]            = { "asset", false, NULL },
	[FORM_SITEMAP]          = { "sitemap", false, "sitemap.xml" },
	[FORM_INVENTORY]        = { "inventory", false, "inventory.json" },
	[FORM_FEED]             = { "feed", false, "feed.xml" },
	[FORM_COMMITTEE_FEED]   = { "committee feed", false, NULL },
	[FORM_DECISIONS_CSV]    = { "decisions as CSV", false, "decisions/decisions.csv" },
	[FORM_DECISIONS_JSON]   = { "decisions as JSON", false, "decisions/decisions.json" },
	[FORM_PLAN_CSV]         = { "forward plan as CSV", false, "forward-plan/forward-plan.csv" },
	[FORM_ATTENDANCE_CSV]   = { "attendance as CSV", false, "attendance/attendance.csv" },
	[FORM_ATTENDANCE_JSON]  = { "attendance as JSON", false, "attendance/attendance.json" },
};

/* What a public site has whatever is in it. */
static const enum form always[] = { FORM_HOME, FORM_COMMITTEES, FORM_PEOPLE, FORM_TABLES, FORM_DECISIONS,
	FORM_DECISIONS_CSV, FORM_DECISIONS_JSON, FORM_GLOSSARY, FORM_CHECKS, FORM_SITEMAP, FORM_INVENTORY,
	FORM_FEED, FORM_CALENDAR };

const char *
form_name(enum form f)
{
	return rows[f].name;
}

struct str
form_path(enum form f)
{
	return str_of(rows[f].path);
}

bool
form_is_page(enum form f)
{
	return rows[f].is_page;
}

bool
form_is_pdf(enum form f)
{
	return f == FORM_PACK_PDF || f == FORM_PAPER_PDF || f == FORM_SUPPLEMENT_PDF;
}

struct str
output_beside(struct arena *a, const struct page *pg, const char *name)
{
	return path_join(a, path_folder(pg->output), str_of(name));
}

static struct str
supplement_file(struct arena *a, const struct page *meeting, uint32_t number, const char *ending)
{
	return path_join(a, path_folder(meeting->output), str_print(a, "supplement-%u%s", number, ending));
}

struct str
output_calendar(struct arena *a, const struct page *pg)
{
	return output_beside(a, pg, pg->kind == OBJECT_MEETING ? "meeting.ics" : "meetings.ics");
}

struct str
output_supplement(struct arena *a, const struct page *meeting, uint32_t number)
{
	return supplement_file(a, meeting, number, ".html");
}

struct str
output_supplement_style(struct arena *a, const struct page *meeting, uint32_t number)
{
	return supplement_file(a, meeting, number, ".css");
}

struct str
output_data(struct arena *a, const struct page *table)
{
	return path_join(a, path_folder(table->output), path_name(table->path));
}

struct str
output_address(const struct program *p, struct arena *a, struct str path, struct str id)
{
	struct buf b = BUF_EMPTY;

	page_public_url(p, path, &b);
	path_add_fragment(&b, id);
	return buf_keep(&b, a);
}

struct str
output_year(struct arena *a, int year)
{
	return year ? str_print(a, "decisions/%d/index.html", year) : STR("decisions/undated/index.html");
}

struct filler {
	struct program *p;
	struct buf      outputs;	/* struct output */
	uint32_t        part;		/* of those that are added */
};

static void
put(struct filler *f, struct output o)
{
	buf_add(&f->outputs, &o, sizeof o);
}

static void
add(struct filler *f, enum form form, uint32_t page, struct str path)
{
	put(f, (struct output){ .form = form, .page = page, .path = path, .part = f->part });
}

static void
add_once(struct filler *f, enum form form)
{
	add(f, form, NONE, form_path(form));
}

/* A page for print, and its PDF where they are made. */
static void
add_print(struct filler *f, enum form form, uint32_t page, struct str path)
{
	enum form pdf = form == FORM_PACK ? FORM_PACK_PDF : form == FORM_PAPER ? FORM_PAPER_PDF : FORM_SUPPLEMENT_PDF;

	add(f, form, page, path);
	if (f->p->options->print)
		add(f, pdf, page, str_print(f->p->arena, STR_FMT ".pdf", STR_ARG(path_stem(path))));
}

/* Each supplement alone; one that says on which page it begins has a style sheet that says so to printers. */
static void
add_supplements(struct filler *f, uint32_t page)
{
	const struct page *pg = &f->p->pages[page];
	struct arena *a = f->p->arena;

	for (uint32_t n = f->part = 1; n <= pg->agenda->nsupplement; n = ++f->part) {
		add_print(f, FORM_SUPPLEMENT, page, output_supplement(a, pg, n));
		if (pg->agenda->supplements[n - 1].first_page)
			add(f, FORM_SUPPLEMENT_STYLE, page, output_supplement_style(a, pg, n));
	}
	f->part = 0;
}

/* Of a members' copy: layout has said what is in it. */
static void
add_restricted(struct filler *f, uint32_t page)
{
	static const struct { enum object_kind kind; enum form form; } forms[] = {
		{ OBJECT_MEETING, FORM_PACK }, { OBJECT_REPORT, FORM_PAPER },
		{ OBJECT_TABLE, FORM_DATA },   { OBJECT_ASSET, FORM_ASSET },
	};
	const struct page *pg = &f->p->pages[page];

	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
		if (pg->kind == forms[i].kind && pg->output.len && !pg->away)
			(i < 2 ? add_print : add)(f, forms[i].form, page, pg->output);
}

static void
add_page(struct filler *f, uint32_t page)
{
	const struct page *pg = &f->p->pages[page];
	struct arena *a = f->p->arena;

	if (!pg->output.len || page_is_home(pg))
		return;		/* a site has its home page whatever is in it */
	switch (pg->kind) {
	case OBJECT_COMMITTEE:
		add(f, FORM_COMMITTEE, page, pg->output);
		add(f, FORM_COMMITTEE_FEED, page, output_beside(a, pg, "feed.xml"));
		add(f, FORM_CALENDAR, page, output_calendar(a, pg));
		break;
	case OBJECT_MEETING:
		add(f, FORM_MEETING, page, pg->output);
		add_print(f, FORM_PACK, page, output_beside(a, pg, "pack.html"));
		add_supplements(f, page);
		if (calendar_has(pg))
			add(f, FORM_CALENDAR, page, output_calendar(a, pg));
		break;
	case OBJECT_REPORT:
		add(f, FORM_REPORT, page, pg->output);
		if (!pg->exempt)
			add_print(f, FORM_PAPER, page, output_beside(a, pg, "paper.html"));
		break;
	case OBJECT_TABLE:
		add(f, FORM_TABLE, page, pg->output);
		add(f, FORM_DATA, page, output_data(a, pg));
		break;
	case OBJECT_PERSON: add(f, FORM_PERSON, page, pg->output); break;
	case OBJECT_PAGE:   add(f, FORM_DOCUMENT, page, pg->output); break;
	case OBJECT_ASSET:  add(f, FORM_ASSET, page, pg->output); break;
	default: break;
	}
}

/* Pages that there are when there is something to put there. */
static void
add_records(struct filler *f)
{
	const struct program *p = f->p;

	for (uint32_t i = 0; i < p->ndecision; i++) {
		int year = p->decisions[i].date.year;

		if (i == 0 || p->decisions[i - 1].date.year != year)
			put(f, (struct output){ .form = FORM_DECISIONS_YEAR, .page = NONE,
				.path = output_year(p->arena, year), .year = year });
	}
	if (plan_is_kept(p)) {
		add_once(f, FORM_PLAN);
		add_once(f, FORM_PLAN_CSV);
	}
	if (p->nturnout) {
		add_once(f, FORM_ATTENDANCE);
		add_once(f, FORM_ATTENDANCE_CSV);
		add_once(f, FORM_ATTENDANCE_JSON);
	}
}

/* By path; of two in one place the page of reeve's own first, then the one whose source comes first. */
static int
by_path(const void *left, const void *right)
{
	const struct output *a = left, *b = right;
	int order = str_compare(a->path, b->path);

	if (!order)
		order = (a->form == FORM_ALIAS) - (b->form == FORM_ALIAS);
	return order ? order : (a->page + 1 > b->page + 1) - (a->page + 1 < b->page + 1);
}

/* The place of the alias that asks for an address, or of the whole source. */
static struct place
place_of(const struct program *p, const struct output *o)
{
	for (uint32_t i = 0; o->form == FORM_ALIAS && i < p->nalias; i++)
		if (str_equal(p->aliases[i].output, o->path) &&
		    str_equal(p->aliases[i].path, p->pages[o->page].path))
			return p->aliases[i].at;
	return page_place(&p->pages[o->page], 0, 0, 0);
}

/* Two sources that would be published in one place, or an alias where a page is. */
static void
report_taken(struct program *p, const struct output *first, const struct output *second)
{
	struct finding *found = diag_add(p->diag, DIAG_ANCHOR_REPEATED,
		place_of(p, second), STR_FMT " would have the address /" STR_FMT " too",
		STR_ARG(first->page == NONE ? STR("a page of reeve's own") : p->pages[first->page].path),
		STR_ARG(path_folder(second->path)));

	diag_help(p->diag, found, "rename one of the two, or take the alias out");
}

/* What stands beside a page (its paper, its feed) goes the way of the page, without a finding of its own. */
static void
drop_taken(struct program *p, struct output_list *list)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < list->count; i++) {
		const struct output *o = &list->outputs[i], *first = kept ? &list->outputs[kept - 1] : o;
		bool taken = kept && str_equal(first->path, o->path);

		if (taken && (rows[o->form].is_page || o->form == FORM_ALIAS || o->form == FORM_ASSET))
			report_taken(p, first, o);
		if (!taken)
			list->outputs[kept++] = *o;
	}
	list->count = kept;
}

/* The first output that does not come before a path. */
static uint32_t
lower(const struct output_list *list, struct str path)
{
	uint32_t low = 0, high = list->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (str_compare(list->outputs[middle].path, path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static const struct output *
at_path(const struct output_list *list, struct str path)
{
	uint32_t i = lower(list, path);

	return i < list->count && str_equal(list->outputs[i].path, path) ? &list->outputs[i] : NULL;
}

/* A file whose address is a folder of another's, or the reverse: only aliases and assets can bring that about. */
static void
check_folders(struct program *p, struct output_list *list)
{
	for (uint32_t i = 0; i < list->count; i++) {
		const struct output *o = &list->outputs[i], *other = NULL;

		if (o->form != FORM_ALIAS && o->form != FORM_ASSET)
			continue;
		struct str below = str_print(p->arena, STR_FMT "/", STR_ARG(o->path));
		uint32_t next = lower(list, below);

		if (next < list->count && str_starts(list->outputs[next].path, below.at))
			other = &list->outputs[next];
		for (struct str up = path_folder(o->path); up.len && !other; up = path_folder(up))
			other = at_path(list, up);
		if (other)
			report_taken(p, other, o);
	}
}

static void
add_public(struct filler *f)
{
	const struct program *p = f->p;

	for (size_t i = 0; i < sizeof always / sizeof always[0]; i++)
		add_once(f, always[i]);
	add_records(f);
	for (uint32_t i = 0; i < p->npage; i++)
		add_page(f, i);
	for (uint32_t i = 0; i < p->nalias; i++) {
		uint32_t page = program_page(p, p->aliases[i].path);

		if (page != NONE && p->pages[page].output.len)
			add(f, FORM_ALIAS, page, p->aliases[i].output);
	}
}

/* A members' copy. */
static void
add_packs(struct filler *f)
{
	add_once(f, FORM_PACKS);
	for (uint32_t i = 0; i < f->p->npage; i++)
		add_restricted(f, i);
}

void
output_fill(struct program *p, struct output_list *list)
{
	struct filler f = { .p = p };

	(p->options->restricted ? add_packs : add_public)(&f);
	list->count = (uint32_t)(f.outputs.len / sizeof *list->outputs);
	list->outputs = buf_keep_array(&f.outputs, p->arena);
	qsort(list->outputs, list->count, sizeof *list->outputs, by_path);
	drop_taken(p, list);
	check_folders(p, list);
}
