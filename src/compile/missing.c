/*
 * Groups without the subtotal that most of their siblings have.
 *
 * Knows which rows stand in a group; what its total covers is totals.c's.
 */
#include "base/map.h"
#include "compile/sheet.h"

struct group {
	uint32_t lines, last;	/* the last of its rows */
	bool     has_total;
};

static struct group *
group_of(struct map *groups, struct str slug, struct arena *a)
{
	struct group *g = map_get(groups, slug);

	if (!g) {
		g = arena_alloc(a, sizeof(*g));
		map_put(groups, slug, g);
	}
	return g;
}

static void
note_row(struct sheet *s, struct map *groups, uint32_t row)
{
	struct str slug = sheet_group_slug(s, row);
	enum row_kind kind = sheet_kind(s, row);
	struct total_name name;
	struct group *g;

	if (kind == ROW_LINE && slug.len > 0) {
		g = group_of(groups, slug, s->unit->arena);
		g->lines++;
		g->last = row;
	} else if (kind == ROW_TOTAL) {
		name = label_total(sheet_label(s, row), sheet_label_slug(s, row));
		if (slug.len > 0 && name.kind != TOTAL_GRAND)
			group_of(groups, slug, s->unit->arena)->has_total = true;
		if (map_get(groups, name.of))
			group_of(groups, name.of, s->unit->arena)->has_total = true;
	}
}

static void
say_missing(struct sheet *s, const struct group *g, uint32_t with)
{
	struct str group = sheet_group(s, g->last);
	uint32_t column = s->label != OBJECT_NONE ? s->label : 0;
	struct finding *f =
		diag_add(&s->unit->diag, DIAG_TOTAL_MISSING, sheet_place(s, g->last, column),
			 "the group " STR_FMT " has no subtotal; %u other%s", STR_ARG(group),
			 with, with == 1 ? " has one" : "s have");

	diag_help(&s->unit->diag, f, "add a row “Total " STR_FMT "” below this one",
		  STR_ARG(group));
}

void
missing_check(struct sheet *s)
{
	uint32_t with = 0, without = 0;
	struct map groups;

	map_init(&groups, s->unit->arena);
	for (uint32_t row = 0; row < s->table->nrow; row++)
		note_row(s, &groups, row);
	for (size_t i = 0; i < groups.count; i++) {
		const struct group *g = groups.entries[i].value;

		with += g->has_total && g->lines > 0;
		without += !g->has_total && g->lines > 1;
	}
	for (size_t i = 0; with > 0 && with >= without && i < groups.count; i++) {
		const struct group *g = groups.entries[i].value;

		if (!g->has_total && g->lines > 1)
			say_missing(s, g, with);
	}
}
