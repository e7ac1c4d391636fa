/*
 * Agendas, while the object is at hand: from the metadata of a meeting to numbered items and supplements.
 */
#include "base/path.h"
#include "link/agenda.h"
#include "object/schedule.h"

/* Where an item has several, the first of them counts. */
static const char *const keys[AGENDA_KINDS] = {
	[AGENDA_TEXT] = "item",           [AGENDA_REPORT] = "report",       [AGENDA_MINUTES] = "minutes",
	[AGENDA_VERBAL] = "verbal",       [AGENDA_TO_FOLLOW] = "to_follow", [AGENDA_WITHDRAWN] = "withdrawn",
	[AGENDA_EXCLUSION] = "exclusion", [AGENDA_DECLARATIONS] = "declarations",
};

const char *
agenda_key(enum agenda_kind kind)
{
	return keys[kind];
}

bool
agenda_is_key(struct str key)
{
	for (size_t kind = 0; kind < AGENDA_KINDS; kind++)
		if (str_is(key, keys[kind]))
			return true;
	return false;
}

struct gatherer {
	struct program      *p;
	const struct object *o;
	const struct page   *pg;
	struct buf           items;	/* struct agenda_item */
	uint16_t             supplement;
	uint32_t             number;	/* of the last item that is not below another */
};

static uint32_t
link_of(const struct object *o, const struct page *pg, const struct datum *d)
{
	const struct reference *r = object_reference_of(o, d);

	return r ? pg->first_link + (uint32_t)(r - o->references) : NONE;
}

/* The key that says what an item is, and its kind. */
static const struct datum *
kind_of(const struct object *o, const struct datum *item, enum agenda_kind *kind)
{
	const struct datum *d = item->kind == DATUM_MAP ? NULL : item;

	*kind = AGENDA_TEXT;
	for (unsigned i = 0; !d && i < AGENDA_KINDS; i++) {
		d = object_get(o, item, keys[i]);
		*kind = (enum agenda_kind)i;
	}
	return d;
}

/* What is withdrawn may be named by its file. */
static struct str
title_of(struct gatherer *g, const struct datum *what, enum agenda_kind kind)
{
	struct str path;

	if (kind == AGENDA_REPORT)
		return STR_NONE;
	if (kind == AGENDA_WITHDRAWN && str_ends(what->text, ".md")
	    && path_resolve(g->p->arena, g->o->path, what->text, &path))
		return path;
	return str_copy(g->p->arena, what->text);
}

static uint8_t
paragraph_of(const struct object *o, const struct datum *map)
{
	return (uint8_t)schedule_paragraph(datum_text(object_get(o, map, "exempt")));
}

/* What the public may not read beside an exempt item; compile left it out where it could tell. */
static bool
is_told(const struct object *o, const struct datum *map)
{
	static const char *const more[] = { "by", "note", "reason", "urgency", "items" };
	bool told = false;

	for (size_t i = 0; i < sizeof more / sizeof *more; i++)
		told = told || object_get(o, map, more[i]);
	return told;
}

static void gather_items(struct gatherer *g, const struct datum *list, struct str above);

static void
gather_item(struct gatherer *g, const struct datum *d, struct str number, bool below)
{
	enum agenda_kind kind;
	const struct datum *what = kind_of(g->o, d, &kind);
	const struct datum *map = d->kind == DATUM_MAP ? d : NULL;
	const struct datum *list = map && !below ? object_get(g->o, map, "items") : NULL;

	if (!what)
		return;
	const struct datum *purpose = map ? object_get(g->o, map, "purpose") : NULL;
	struct agenda_item item = { .kind = kind, .number = number, .title = title_of(g, what, kind),
		.link = kind == AGENDA_REPORT || kind == AGENDA_MINUTES ? link_of(g->o, g->pg, what) : NONE,
		.report = NONE, .datum = (uint32_t)(d - g->o->meta), .at = page_place_of(g->pg, what),
		.supplement = g->supplement, .below = below, .above = list != NULL,
		.paragraph = map ? paragraph_of(g->o, map) : 0,
		.decides = purpose && str_is(purpose->text, "decision"),
		.urgent = map && (object_get(g->o, map, "urgency") || object_get(g->o, map, "urgency given")),
		.flow = map && what->column != map->column + what->key.len + 2,	/* behind a brace */
		.told = map && is_told(g->o, map) };

	buf_add(&g->items, (const char *)&item, sizeof item);
	gather_items(g, list, number);
}

static void
gather_items(struct gatherer *g, const struct datum *list, struct str above)
{
	uint32_t below = 0;

	for (const struct datum *d = object_items(g->o, list); d; d = object_next(g->o, list, d)) {
		struct str number = above.len
			? str_print(g->p->arena, STR_FMT ".%u", STR_ARG(above), ++below)
			: str_print(g->p->arena, "%u", ++g->number);

		gather_item(g, d, number, above.len > 0);
	}
}

static struct agenda_paper
paper_of(struct gatherer *g, const struct datum *d)
{
	const struct datum *report = object_entry(g->o, d, "report");
	const struct datum *item = object_get(g->o, d, "item");

	return (struct agenda_paper){ .link = link_of(g->o, g->pg, report), .report = NONE, .item = NONE,
		.replaces = NONE, .number = item ? str_copy(g->p->arena, item->text) : STR_NONE,
		.at = page_place_of(g->pg, item ? item : report ? report : d) };
}

/* The papers of its list, and those of the items from `first` on, which are its own. */
static void
gather_papers(struct gatherer *g, const struct datum *list, size_t first, struct agenda_supplement *s)
{
	const struct agenda_item *items = (const struct agenda_item *)(const void *)g->items.at;
	size_t nitem = g->items.len / sizeof *items;

	s->papers = arena_array(g->p->arena, (list ? list->size : 0) + nitem - first, sizeof *s->papers);
	for (const struct datum *d = object_items(g->o, list); d; d = object_next(g->o, list, d))
		s->papers[s->npaper++] = paper_of(g, d);
	for (size_t i = first; i < nitem; i++)
		if (items[i].kind == AGENDA_REPORT)
			s->papers[s->npaper++] = (struct agenda_paper){ .link = items[i].link, .report = NONE,
				.item = (uint32_t)i, .replaces = NONE, .number = STR_NONE, .at = items[i].at };
}

static void
gather_supplement(struct gatherer *g, const struct datum *d, struct agenda_supplement *s)
{
	const struct datum *published = object_get(g->o, d, "published"), *page = object_get(g->o, d, "first_page");
	size_t first = g->items.len / sizeof(struct agenda_item);

	s->at = page_place_of(g->pg, page ? page : published ? published : d);
	s->datum = (uint32_t)(d - g->o->meta);
	if (published)
		date_read(published->text, &s->published);
	s->first_page = object_number(page);
	gather_items(g, object_get(g->o, d, "items"), STR_NONE);
	gather_papers(g, object_get(g->o, d, "papers"), first, s);
}

static void
gather_supplements(struct gatherer *g, struct agenda *agenda)
{
	const struct datum *list = object_get(g->o, NULL, "supplements");

	agenda->supplements = arena_array(g->p->arena, list ? list->size : 0, sizeof *agenda->supplements);
	for (const struct datum *d = object_items(g->o, list); d; d = object_next(g->o, list, d)) {
		g->supplement = (uint16_t)(agenda->nsupplement + 1);
		gather_supplement(g, d, &agenda->supplements[agenda->nsupplement++]);
	}
}

static void
gather_meeting(struct program *p, const struct object *o, struct page *pg)
{
	struct gatherer g = { .p = p, .o = o, .pg = pg };
	struct agenda *agenda = arena_alloc(p->arena, sizeof *agenda);
	const struct datum *list = object_get(o, NULL, "agenda"), *postponed = object_get(o, NULL, "postponed");

	agenda->own = list ? list->line : 0;
	agenda->moved_to = agenda->moved_from = NONE;
	if (postponed)
		date_read(postponed->text, &agenda->postponed);
	gather_items(&g, list, STR_NONE);
	gather_supplements(&g, agenda);
	agenda->nitem = (uint32_t)(g.items.len / sizeof *agenda->items);
	agenda->items = buf_keep_array(&g.items, p->arena);
	pg->agenda = agenda;
}

void
agenda_gather(struct program *p, const struct object *o, struct page *pg)
{
	pg->supersedes = pg->superseded_by = NONE;
	pg->paragraph = paragraph_of(o, NULL);
	if (o->kind == OBJECT_MEETING)
		gather_meeting(p, o, pg);
	if (o->kind == OBJECT_REPORT)
		pg->supersedes = link_of(o, pg, object_get(o, NULL, "supersedes"));
}
