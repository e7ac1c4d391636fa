/*
 * The register of decisions: a page over all years, and a page for each year.
 *
 * The first page is as long as there are years and committees, with the latest decisions; a year's page has all of
 * its own.  So no page grows with the age of the site.
 */
#include "base/path.h"
#include "base/utf8.h"
#include "link/view_decision.h"

#define LATEST 20	/* on the page over all years */

/* Decisions stand by date: those of a year are a stretch of program.decisions. */
struct shelf_year {
	int      year;			/* 0: without a date */
	uint32_t first, end;
};

struct shelf {
	struct view         *v;
	uint32_t            *committees;	/* that made decisions, by path; NONE, of no committee, last */
	uint32_t             ncommittee;
	struct shelf_year   *years;		/* the latest first */
	uint32_t             nyear;
	struct page_context *last;
};

struct str
view_year_title(struct view *v, int year)
{
	struct str word = program_word(v->p, "decisions");

	return year ? str_print(v->arena, STR_FMT ", %d", STR_ARG(word), year)
		: str_print(v->arena, STR_FMT ", " STR_FMT, STR_ARG(word), STR_ARG(program_word(v->p, "undated")));
}

static void
fill_shelf(struct shelf *s, struct view *v)
{
	const struct program *p = v->p;
	bool *seen = arena_array(v->arena, (size_t)p->npage + 1, sizeof *seen);

	s->v = v;
	s->years = arena_array(v->arena, p->ndecision, sizeof *s->years);
	s->committees = arena_array(v->arena, (size_t)p->nkind[OBJECT_COMMITTEE] + 1, sizeof *s->committees);
	for (uint32_t i = 0; i < p->ndecision; i++) {
		const struct decision *d = &p->decisions[i];

		if (!s->nyear || s->years[s->nyear - 1].year != d->date.year)
			s->years[s->nyear++] = (struct shelf_year){ .year = d->date.year, .first = i };
		s->years[s->nyear - 1].end = i + 1;
		seen[d->committee == NONE ? p->npage : d->committee] = true;
	}
	for (uint32_t i = 0; i < p->nkind[OBJECT_COMMITTEE]; i++)
		if (seen[p->by_kind[OBJECT_COMMITTEE][i]])
			s->committees[s->ncommittee++] = p->by_kind[OBJECT_COMMITTEE][i];
	if (seen[p->npage])
		s->committees[s->ncommittee++] = NONE;
}

static struct str
committee_title(const struct shelf *s, uint32_t committee)
{
	return committee == NONE ? program_word(s->v->p, "no_committee") : s->v->p->pages[committee].title;
}

/* `committees/cabinet/committee.md` is #cabinet; one below another is `planning/south`, #planning-south. */
static struct str
committee_id(const struct shelf *s, uint32_t committee)
{
	struct str folder = committee == NONE ? STR_NONE : path_folder(s->v->p->pages[committee].path);

	if (str_starts(folder, "committees/"))
		folder = str_from(folder, STR("committees/").len);
	struct str id = utf8_slug(s->v->arena, folder);

	return committee == NONE ? STR("_none") : id.len ? id : str_print(s->v->arena, "_c%u", committee);
}

static uint32_t
count(const struct shelf *s, uint32_t committee, const struct shelf_year *year)
{
	uint32_t n = 0;

	for (uint32_t i = year->first; i < year->end; i++)
		n += s->v->p->decisions[i].committee == committee;
	return n;
}

static struct thing *
link_to(const struct shelf *s, struct str title, int year, struct str id)
{
	struct view *v = s->v;
	struct thing *t = thing_new(v->arena, TYPE_link);
	struct str url = page_url_to(&v->context, output_year(v->arena, year));
	struct buf b = BUF_EMPTY;

	thing_text(t, MODEL_link_title, title);
	buf_str(&b, url);
	path_add_fragment(&b, id);
	thing_text(t, MODEL_link_url, buf_keep(&b, v->arena));
	thing_flag(t, MODEL_link_current, v->output->form == FORM_DECISIONS_YEAR && v->output->year == year);
	return t;
}

static void
add_years(struct shelf *s, struct thing *t)
{
	for (uint32_t i = 0; i < s->nyear; i++) {
		int year = s->years[i].year;

		thing_add(t, MODEL_register_years, link_to(s, year ? str_print(s->v->arena, "%d", year)
			: program_word(s->v->p, "undated"), year, STR_NONE));
	}
}

/* How many each committee made in each year. */
static void
add_spread(struct shelf *s, struct thing *t)
{
	for (uint32_t c = 0; c < s->ncommittee; c++) {
		struct thing *line = thing_new(s->v->arena, TYPE_spread);

		thing_text(line, MODEL_spread_title, committee_title(s, s->committees[c]));
		for (uint32_t y = 0; y < s->nyear; y++) {
			uint32_t n = count(s, s->committees[c], &s->years[y]);

			thing_add(line, MODEL_spread_years, n ? link_to(s, str_print(s->v->arena, "%u", n), s->years[y].year,
				committee_id(s, s->committees[c])) : thing_new(s->v->arena, TYPE_link));
		}
		thing_add(t, MODEL_register_committees, line);
	}
}

/* With its wards: those that the minutes give it, or those of its report. */
static struct thing *
decided(struct shelf *s, const struct decision *d)
{
	struct thing *t = view_decided(s->v, d, &s->last);

	if (d->exempt)
		return t;
	const struct object *o = s->last->object;
	const struct datum *own = d->recorded && d->datum < o->nmeta ? object_get(o, &o->meta[d->datum], "wards") : NULL;

	if (own)
		thing_text(t, MODEL_decided_wards, view_names(s->v, o, own));
	else if (d->report != NONE && !s->v->p->pages[d->report].exempt) {
		o = view_open(s->v, d->report, OBJECT_HEAD, STR_NONE)->object;
		thing_text(t, MODEL_decided_wards, view_names(s->v, o, object_get(o, NULL, "wards")));
	}
	return t;
}

static void
add_group(struct shelf *s, uint32_t committee, const struct shelf_year *year, struct thing *t)
{
	const struct program *p = s->v->p;
	struct thing *group = thing_new(s->v->arena, TYPE_group);
	uint32_t n = count(s, committee, year);

	if (!n)
		return;
	for (uint32_t i = year->first; i < year->end; i++)
		if (p->decisions[i].committee == committee)
			thing_add(group, MODEL_group_decided, decided(s, &p->decisions[i]));
	thing_text(group, MODEL_group_title, committee_title(s, committee));
	thing_text(group, MODEL_group_id, committee_id(s, committee));
	thing_text(group, MODEL_group_count, str_print(s->v->arena, "%u", n));
	thing_add(t, MODEL_register_groups, group);
}

static void
add_groups(struct shelf *s, int year, struct thing *t)
{
	for (uint32_t y = 0; y < s->nyear; y++)
		for (uint32_t c = 0; s->years[y].year == year && c < s->ncommittee; c++)
			add_group(s, s->committees[c], &s->years[y], t);
}

void
view_decisions(struct view *v)
{
	const struct output *o = v->output;
	struct thing *t = thing_new(v->arena, TYPE_register);
	struct shelf s = { 0 };
	bool one_year = o->form == FORM_DECISIONS_YEAR;

	fill_shelf(&s, v);
	if (one_year && o->year)
		thing_text(t, MODEL_register_year, str_print(v->arena, "%d", o->year));
	thing_text(t, MODEL_register_count, str_print(v->arena, "%u", v->p->ndecision));
	thing_text(t, MODEL_register_csv, page_url_to(&v->context, form_path(FORM_DECISIONS_CSV)));
	thing_text(t, MODEL_register_json, page_url_to(&v->context, form_path(FORM_DECISIONS_JSON)));
	add_years(&s, t);
	if (one_year)
		add_groups(&s, o->year, t);
	else
		add_spread(&s, t);
	for (uint32_t i = 0; !one_year && i < v->p->ndecision && i < LATEST; i++)
		thing_add(t, MODEL_register_latest, decided(&s, &v->p->decisions[i]));
	thing_flag(t, MODEL_register_any, v->p->ndecision > 0);
	thing_set(v->root, MODEL_root_decisions, t);
}
