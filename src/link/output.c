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

static const struct form_row {
	const char *name;
	bool        is_page;
} rows[FORMS] = {
	[FORM_HOME]       = { "home", true },       [FORM_COMMITTEES] = { "committees", true },
	[FORM_COMMITTEE]  = { "committee", true },  [FORM_MEETING]    = { "meeting", true },
	[FORM_PACK]       = { "pack", false },      [FORM_REPORT]     = { "report", true },
	[FORM_PAPER]      = { "paper", false },     [FORM_PEOPLE]     = { "people", true },
	[FORM_PERSON]     = { "person", true },     [FORM_TABLES]     = { "tables", true },
	[FORM_TABLE]      = { "table", true },      [FORM_DECISIONS]  = { "decisions", true },
	[FORM_GLOSSARY]   = { "glossary", true },   [FORM_CHECKS]     = { "checks", true },
	[FORM_DOCUMENT]   = { "document", true },   [FORM_ALIAS]      = { "alias", false },
	[FORM_PACK_PDF]   = { "pack's PDF", false }, [FORM_PAPER_PDF]  = { "paper's PDF", false },
	[FORM_SUPPLEMENT_PDF] = { "supplement's PDF", false },
	[FORM_DATA]       = { "data", false },      [FORM_ASSET]      = { "asset", false },
	[FORM_SITEMAP]    = { "sitemap", false },   [FORM_FEED]       = { "feed", false },
	[FORM_INVENTORY]  = { "inventory", false },
	[FORM_DECISIONS_YEAR] = { "decisions", true },
	[FORM_PLAN]       = { "forward_plan", true }, [FORM_ATTENDANCE] = { "attendance", true },
	[FORM_DECISIONS_CSV]  = { "decisions as CSV", false },
	[FORM_DECISIONS_JSON] = { "decisions as JSON", false },
	[FORM_PLAN_CSV]   = { "forward plan as CSV", false },
	[FORM_ATTENDANCE_CSV] = { "attendance as CSV", false },
	[FORM_COMMITTEE_FEED] = { "committee feed", false },
	[FORM_PACKS]    = { "packs", true },
	[FORM_SUPPLEMENT] = { "supplement", false },
	[FORM_CALENDAR]   = { "calendar", false },
	[FORM_SUPPLEMENT_STYLE] = { "supplement style", false },
};

/* Pages that a site has once, whatever is in it. */
static const struct { enum form form; const char *path; bool restricted; } fixed[] = {
	{ FORM_HOME,       "index.html", false },
	{ FORM_COMMITTEES, "committees/index.html", false },
	{ FORM_PEOPLE,     "people/index.html", false },
	{ FORM_TABLES,     "tables/index.html", false },
	{ FORM_DECISIONS,  "decisions/index.html", false },
	{ FORM_DECISIONS_CSV,  "decisions/decisions.csv", false },
	{ FORM_DECISIONS_JSON, "decisions/decisions.json", false },
	{ FORM_GLOSSARY,   "glossary/index.html", false },
	{ FORM_CHECKS,     "checks/index.html", false },
	{ FORM_SITEMAP,    "sitemap.xml", false },
	{ FORM_INVENTORY,  "inventory.json", false },
	{ FORM_FEED,       "feed.xml", false },
	{ FORM_CALENDAR,   "meetings.ics", false },
	{ FORM_PACKS,    "index.html", true },
};

const char *
form_name(enum form f)
{
	return rows[f].name;
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
	if (id.len) {
		buf_char(&b, '#');
		path_encode_fragment(&b, id);
	}
	return buf_keep(&b, a);
}

struct str
output_year(struct arena *a, int year)
{
	return year ? str_print(a, "decisions/%d/index.html", year) : STR("decisions/undated/index.html");
}

struct filler {
	struct program     *p;
	struct output_list *list;
};

static void
add(struct filler *f, enum form form, uint32_t page, struct str path)
{
	f->list->outputs[f->list->count++] = (struct output){ .form = form, .page = page, .path = path };
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

	for (uint32_t n = 1; n <= pg->agenda->nsupplement; n++) {
		uint32_t first = f->list->count;

		add_print(f, FORM_SUPPLEMENT, page, output_supplement(a, pg, n));
		if (pg->agenda->supplements[n - 1].first_page)
			add(f, FORM_SUPPLEMENT_STYLE, page, output_supplement_style(a, pg, n));
		for (uint32_t i = first; i < f->list->count; i++)
			f->list->outputs[i].part = n;
	}
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

		if (i > 0 && p->decisions[i - 1].date.year == year)
			continue;
		add(f, FORM_DECISIONS_YEAR, NONE, output_year(p->arena, year));
		f->list->outputs[f->list->count - 1].year = year;
	}
	if (plan_is_kept(p)) {
		add(f, FORM_PLAN, NONE, STR("forward-plan/index.html"));
		add(f, FORM_PLAN_CSV, NONE, STR("forward-plan/forward-plan.csv"));
	}
	if (p->nturnout) {
		add(f, FORM_ATTENDANCE, NONE, STR("attendance/index.html"));
		add(f, FORM_ATTENDANCE_CSV, NONE, STR("attendance/attendance.csv"));
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

void
output_fill(struct program *p, struct output_list *list)
{
	struct filler f = { .p = p, .list = list };
	size_t most = (size_t)p->npage * 4 + p->nalias + p->ndecision + sizeof fixed / sizeof fixed[0] + 4;

	for (uint32_t i = 0; i < p->nkind[OBJECT_MEETING]; i++)
		most += (size_t)p->pages[p->by_kind[OBJECT_MEETING][i]].agenda->nsupplement * 2;
	list->outputs = arena_array(p->arena, most, sizeof *list->outputs);
	list->count = 0;
	for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++)
		if (fixed[i].restricted == p->options->restricted)
			add(&f, fixed[i].form, NONE, str_of(fixed[i].path));
	if (!p->options->restricted)
		add_records(&f);
	for (uint32_t i = 0; i < p->npage; i++)
		(p->options->restricted ? add_restricted : add_page)(&f, i);
	for (uint32_t i = 0; i < p->nalias && !p->options->restricted; i++) {
		uint32_t page = program_page(p, p->aliases[i].path);

		if (page != NONE && p->pages[page].output.len)
			add(&f, FORM_ALIAS, page, p->aliases[i].output);
	}
	qsort(list->outputs, list->count, sizeof *list->outputs, by_path);
	drop_taken(p, list);
	check_folders(p, list);
}
