/*
 * Which sentence belongs to which part: by the address of the part's heading, as a link to it would have it.
 */
#include "compile/exempt_interest.h"

#include "base/map.h"
#include "base/nearest.h"
#include "compile/exempt_part.h"
#include "compile/withhold.h"

static const struct datum *
map_of(const struct object *o)
{
	const struct datum *map = o->nmeta > 0 ? object_get(o, NULL, "public_interest") : NULL;

	return map && map->kind == DATUM_MAP ? map : NULL;
}

static bool
is_address(const struct definition *d, struct str id)
{
	return str_equal(d->id, id) || (d->alias.len > 0 && str_equal(d->alias, id));
}

struct str
exempt_interest_of(const struct compilation *u, const struct definition *heading)
{
	const struct object *o = &u->object;
	const struct datum *map = map_of(o), *all = map ? object_get(o, map, "all") : NULL;

	for (const struct datum *d = map && heading ? object_first(o, map) : NULL; d; d = object_next(o, map, d))
		if (is_address(heading, d->key))
			return d->text;
	return all ? all->text : STR_NONE;
}

/* Of each part its heading: what is defined first on its line, or NULL. */
static const struct definition **
headings_of(const struct compilation *u)
{
	const struct object *o = &u->object;
	const struct definition **list = arena_array(u->arena, u->nparts, sizeof(*list));

	for (uint32_t i = 0; i < o->ndefinition && u->nparts > 0; i++) {
		const struct exempt_part *part = exempt_part_at(u, o->definitions[i].line);

		if (part && !list[part - u->parts])
			list[part - u->parts] = &o->definitions[i];
	}
	return list;
}

/* Sentences for parts that are not there. */
static void
check_addresses(struct compilation *u, const struct datum *map, const struct definition **headings)
{
	struct map known;

	map_init(&known, u->arena);
	map_put(&known, STR("all"), u);
	for (uint32_t i = 0; i < u->nparts; i++) {
		if (headings[i])
			map_put(&known, headings[i]->id, u);
		if (headings[i] && headings[i]->alias.len > 0)
			map_put(&known, headings[i]->alias, u);
	}
	for (const struct datum *d = object_first(&u->object, map); d; d = object_next(&u->object, map, d)) {
		if (map_get(&known, d->key))
			continue;
		struct place at = { u->source.path, d->line, d->column, (uint32_t)d->text.len };
		struct finding *f = diag_add(&u->diag, DIAG_REFERENCE_BROKEN, at,
			"no exempt part has the address #" STR_FMT, STR_ARG(d->key));
		struct nearest near;

		nearest_init(&near, d->key);
		for (size_t i = 1; i < known.count; i++)
			nearest_try(&near, known.entries[i].key);
		if (near.count > 0)
			diag_help(&u->diag, f, STR_FMT, STR_ARG(nearest_text(&near, u->arena)));
		diag_help(&u->diag, f, "write the address of the part's heading, without #, or `all` for the parts that are left");
	}
}

void
exempt_interest_check(struct compilation *u)
{
	const struct datum *map = map_of(&u->object);
	const struct definition **headings = headings_of(u);
	struct str *silent = arena_array(u->arena, u->nparts, sizeof(*silent));
	uint32_t count = 0;

	if (!map)
		return;
	check_addresses(u, map, headings);
	for (uint32_t i = 0; i < u->nparts; i++)
		if (exempt_interest_of(u, headings[i]).len == 0)
			silent[count++] = str_print(u->arena, "%u", u->parts[i].line);
	withhold_add_list(u, STR("exempt silent"), silent, count);
}
