/*
 * Which sentence belongs to which part: by the address of the part's heading, as a link to it would have it.
 */
#include "compile/exempt_interest.h"

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

/* The heading of the part that begins on a line, or NULL. */
static const struct definition *
heading_on(const struct object *o, uint32_t line)
{
	for (uint32_t i = 0; i < o->ndefinition; i++)
		if (o->definitions[i].line == line)
			return &o->definitions[i];
	return NULL;
}

static bool
is_of_a_part(const struct compilation *u, struct str id)
{
	for (uint32_t i = 0; i < u->nparts; i++) {
		const struct definition *d = heading_on(&u->object, u->parts[i].line);

		if (d && is_address(d, id))
			return true;
	}
	return false;
}

static void
say_unknown(struct compilation *u, const struct datum *given)
{
	struct place at = { u->source.path, given->line, given->column, (uint32_t)given->text.len };
	struct finding *f = diag_add(&u->diag, DIAG_REFERENCE_BROKEN, at,
		"no exempt part has the address #" STR_FMT, STR_ARG(given->key));
	struct nearest near;

	nearest_init(&near, given->key);
	for (uint32_t i = 0; i < u->nparts; i++) {
		const struct definition *d = heading_on(&u->object, u->parts[i].line);

		if (d)
			nearest_try(&near, d->id);
		if (d && d->alias.len > 0)
			nearest_try(&near, d->alias);
	}
	struct str text = nearest_text(&near, u->arena);

	if (text.len > 0)
		diag_help(&u->diag, f, STR_FMT, STR_ARG(text));
	diag_help(&u->diag, f, "write the address of the part's heading, without #, or `all` for the parts that are left");
}

void
exempt_interest_check(struct compilation *u)
{
	const struct datum *map = map_of(&u->object);
	struct str *silent = arena_array(u->arena, u->nparts, sizeof(*silent));
	uint32_t count = 0;

	for (const struct datum *d = map ? object_first(&u->object, map) : NULL; d;
	     d = object_next(&u->object, map, d))
		if (!str_is(d->key, "all") && !is_of_a_part(u, d->key))
			say_unknown(u, d);
	for (uint32_t i = 0; i < u->nparts && map; i++)
		if (exempt_interest_of(u, heading_on(&u->object, u->parts[i].line)).len == 0)
			silent[count++] = str_print(u->arena, "%u", u->parts[i].line);
	withhold_add_list(u, STR("exempt silent"), silent, count);
}
