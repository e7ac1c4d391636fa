/*
 * Front sheets and the reports that have them.
 *
 * A report that names no sheet has its committee's, else the site's.  Minutes have a sheet only where they name one:
 * nothing is asked of them because of a sheet that is meant for reports.
 */
#include "base/nearest.h"
#include "link/sheet_grid.h"
#include "link/sheets.h"

void
sheets_gather(struct program *p, const struct object *o, struct page *pg)
{
	pg->front_sheet = str_copy(p->arena, object_text(o, "front_sheet"));
}

/* Whose choice it is: the page that names the sheet of a report, or NONE. */
static uint32_t
named_by(const struct program *p, uint32_t report)
{
	uint32_t owners[] = { report, p->pages[report].committee, p->site };

	for (size_t i = 0; i < (p->pages[report].minutes ? 1u : 3u); i++)
		if (owners[i] != NONE && p->pages[owners[i]].front_sheet.len)
			return owners[i];
	return NONE;
}

static const struct datum *
sheet_named(const struct program *p, struct str name)
{
	const struct object *site = &p->site_object;
	const struct datum *sheets = p->site == NONE ? NULL : object_get(site, NULL, "front_sheets");
	const struct datum *d = sheets ? object_first(site, sheets) : NULL;

	while (d && !str_equal(d->key, name))
		d = object_next(site, sheets, d);
	return d;
}

const struct datum *
sheets_of(const struct program *p, uint32_t report)
{
	uint32_t owner = named_by(p, report);

	return owner == NONE ? NULL : sheet_named(p, p->pages[owner].front_sheet);
}

static const struct datum *
lines_of(const struct object *site, const struct datum *sheet)
{
	return object_entry(site, sheet, "rows");
}

/* Datums stand in preorder: the first of two facts side by side follows their line, and theirs that after it. */
static const struct datum *
into_pair(const struct object *site, const struct datum *lines, const struct datum *d)
{
	const struct datum *end = lines + lines->size, *pair;

	while (d < end && d->kind == DATUM_MAP && (pair = object_get(site, d, "pair")))
		d = pair + 1;
	return d < end ? d : NULL;
}

/* The lines of a sheet one after the other, those of a pair too; NULL after the last. */
static const struct datum *
first_line(const struct object *site, const struct datum *lines)
{
	return lines ? into_pair(site, lines, lines + 1) : NULL;
}

static const struct datum *
next_line(const struct object *site, const struct datum *lines, const struct datum *d)
{
	return into_pair(site, lines, d + d->size);
}

/* ---- names of sheets ---- */

static void
check_name(struct program *p, uint32_t page, struct arena *scratch)
{
	const struct page *pg = &p->pages[page];
	const struct object *site = &p->site_object;
	const struct datum *sheets = object_get(site, NULL, "front_sheets"), *d = NULL;
	struct nearest near;
	struct object o;

	if (!pg->front_sheet.len || sheet_named(p, pg->front_sheet))
		return;
	if (program_open(p, page, OBJECT_HEAD, scratch, &o))
		d = object_get(&o, NULL, "front_sheet");
	struct finding *f = diag_add(p->diag, DIAG_FIELD_UNKNOWN, page_place_of(pg, d), "the site has no front sheet `" STR_FMT "`",
		STR_ARG(pg->front_sheet));

	nearest_init(&near, pg->front_sheet);
	for (d = sheets ? object_first(site, sheets) : NULL; d; d = object_next(site, sheets, d))
		nearest_try(&near, d->key);
	if (near.count)
		diag_help(p->diag, f, STR_FMT, STR_ARG(nearest_text(&near, p->arena)));
	diag_help(p->diag, f, "the front sheets of the site are in site.yaml, below `front_sheets`");
}

/* ---- what a sheet asks for ---- */

static bool
is_stated(const struct page *pg, const struct object *o, struct str key, struct arena *a)
{
	const struct datum *fields = object_get(o, NULL, "fields");
	const char *name = arena_copy(a, key.at, key.len);

	if (str_is(key, "committee"))
		return pg->committee != NONE;
	if (str_is(key, "meeting"))
		return pg->meeting != NONE;
	if (str_is(key, "date"))
		return pg->date.year != 0;
	if (str_starts(key, "fields."))
		return fields && object_get(o, fields, name + 7);
	const struct datum *d = object_get(o, NULL, name);

	return d && (d->kind == DATUM_TEXT || d->kind == DATUM_FLAG || d->size > 1);
}

static void
say_missing(struct program *p, const struct page *pg, const struct datum *sheet, struct str key, struct str label)
{
	struct finding *f = diag_add(p->diag, DIAG_FIELD_MISSING, page_place(pg, 0, 0, 0),
		"the front sheet `" STR_FMT "` asks for “" STR_FMT "”, and this report says nothing of it",
		STR_ARG(sheet->key), STR_ARG(label.len ? label : key));

	if (str_starts(key, "fields."))
		diag_help(p->diag, f, "add to the front matter: `fields: {\"" STR_FMT "\": ...}`",
			STR_ARG(str_from(key, 7)));
	else
		diag_help(p->diag, f, "add a line `" STR_FMT ": ...` to the front matter", STR_ARG(key));
}

/* What the report lists, and the council's form has no line for. */
static void
check_groups(struct program *p, const struct page *pg, const struct object *o, const struct datum *sheet,
	const struct datum *line)
{
	const struct object *site = &p->site_object;
	const struct datum *groups = object_get(site, line, "groups"), *key = object_get(site, line, "key");
	const struct datum *list = object_get(o, NULL, sheet_grid_key(str_is(key->text, "consultation")
		? SHEET_CONSULTATION : SHEET_NEXT_STEPS)), *name;
	struct nearest near;

	for (const struct datum *d = groups ? object_items(o, list) : NULL; d; d = object_next(o, list, d)) {
		if (!(name = object_get(o, d, "group")) || sheet_group_find(site, groups, name->text))
			continue;
		struct finding *f = diag_add(p->diag, DIAG_SHEET_GROUP,
			page_place_of(pg, name),
			"the front sheet `" STR_FMT "` has no line “" STR_FMT "”", STR_ARG(sheet->key), STR_ARG(name->text));

		nearest_init(&near, name->text);
		for (const struct datum *g = object_first(site, groups); g; g = object_next(site, groups, g))
			nearest_try(&near, g->text);
		if (near.count)
			diag_help(p->diag, f, STR_FMT, STR_ARG(nearest_text(&near, p->arena)));
		diag_help(p->diag, f, "it is shown below the lines of the form; add it to `groups` in site.yaml to make it one");
	}
}

static bool
is_required(const struct object *site, const struct datum *line)
{
	return str_is(datum_text(object_get(site, line, "required")), "true");
}

static bool
asks(const struct object *site, const struct datum *line)
{
	return is_required(site, line) || object_get(site, line, "groups");
}

/* Whether a sheet asks for anything: only then reports are opened. */
static bool
sheet_asks(const struct object *site, const struct datum *sheet)
{
	const struct datum *lines = lines_of(site, sheet);

	for (const struct datum *d = first_line(site, lines); d; d = next_line(site, lines, d))
		if (asks(site, d))
			return true;
	return false;
}

static void
check_report(struct program *p, uint32_t report, const struct datum *sheet, struct arena *scratch)
{
	const struct object *site = &p->site_object;
	const struct datum *lines = lines_of(site, sheet), *key;
	const struct page *pg = &p->pages[report];
	struct object o;

	if (!program_open(p, report, OBJECT_HEAD, scratch, &o))
		return;
	for (const struct datum *d = first_line(site, lines); d; d = next_line(site, lines, d)) {
		if (!(key = object_get(site, d, "key")) || !asks(site, d))
			continue;
		if (is_required(site, d) && !is_stated(pg, &o, key->text, scratch))
			say_missing(p, pg, sheet, key->text, object_text_in(site, d, "label"));
		if (object_get(site, d, "groups"))
			check_groups(p, pg, &o, sheet, d);
	}
}

void
sheets_check(struct program *p)
{
	struct arena scratch;

	if (p->site == NONE)
		return;
	arena_init(&scratch);
	check_name(p, p->site, &scratch);
	for (uint32_t i = 0; i < p->nkind[OBJECT_COMMITTEE]; i++)
		check_name(p, p->by_kind[OBJECT_COMMITTEE][i], &scratch);
	for (uint32_t i = 0; i < p->nkind[OBJECT_REPORT]; i++) {
		uint32_t report = p->by_kind[OBJECT_REPORT][i];
		const struct page *pg = &p->pages[report];
		const struct datum *sheet = page_is_public(pg) ? sheets_of(p, report) : NULL;

		arena_reset(&scratch);
		if (page_is_public(pg))
			check_name(p, report, &scratch);
		if (sheet && sheet_asks(&p->site_object, sheet))
			check_report(p, report, sheet, &scratch);
	}
	arena_release(&scratch);
}
