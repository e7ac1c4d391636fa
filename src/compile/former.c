/*
 * Addresses that places of a body had before: `ids:` of the front matter.
 *
 * References of the site are led on by the linker, which has the same keys.
 */
#include "compile/former.h"

#include "base/nearest.h"
#include "compile/body.h"

static const struct datum *
ids_of(const struct object *o)
{
	const struct datum *ids = o->nmeta > 0 ? object_get(o, NULL, "ids") : NULL;

	return ids && ids->kind == DATUM_MAP ? ids : NULL;
}

static bool
is_one(const struct definition *d, struct str id)
{
	return str_equal(d->id, id) || (d->alias.len > 0 && str_equal(d->alias, id));
}

/* A place may have thousands, or thousands of places none: the list is gone through for those that have some. */
static bool
has_former(const struct body *b, const struct definition *d)
{
	return map_get(&b->former, d->id) || (d->alias.len > 0 && map_get(&b->former, d->alias));
}

void
former_init(struct body *b)
{
	const struct object *o = &b->unit->object;
	const struct datum *ids = b->is_value ? NULL : ids_of(o);

	map_init(&b->former, b->unit->arena);
	for (const struct datum *old = ids ? object_first(o, ids) : NULL; old; old = object_next(o, ids, old))
		map_put(&b->former, old->text, b);
}

void
former_write(struct body *b, const struct definition *d)
{
	const struct object *o = &b->unit->object;
	const struct datum *ids = has_former(b, d) ? ids_of(o) : NULL;

	for (const struct datum *old = ids ? object_first(o, ids) : NULL; old; old = object_next(o, ids, old)) {
		if (!is_one(d, old->text) || anchor_find(&b->anchors, old->key) != OBJECT_NONE)
			continue;
		piece_raw(&b->pieces, "<span");
		piece_id(&b->pieces, old->key);
		piece_raw(&b->pieces, "></span>");
	}
}

static void
say_missing(struct body *b, const struct datum *old)
{
	struct diag *diag = &b->unit->diag;
	const struct object *o = &b->unit->object;
	struct place at = { b->unit->source.path, old->line, old->column, (uint32_t)old->text.len };
	struct finding *f = diag_add(diag, DIAG_REFERENCE_BROKEN, at,
		"#" STR_FMT " was to lead to #" STR_FMT ", which is not there", STR_ARG(old->key), STR_ARG(old->text));
	struct nearest near;

	nearest_init(&near, old->text);
	for (uint32_t i = 0; i < o->ndefinition; i++) {
		nearest_try(&near, o->definitions[i].id);
		if (o->definitions[i].alias.len > 0)
			nearest_try(&near, o->definitions[i].alias);
	}
	struct str text = nearest_text(&near, b->unit->arena);

	if (text.len > 0)
		diag_help(diag, f, STR_FMT, STR_ARG(text));
	else
		diag_help(diag, f, "write the address that the place has now, without #");
}

static void
say_taken(struct body *b, const struct datum *old, const struct definition *d)
{
	struct diag *diag = &b->unit->diag;
	struct place at = { b->unit->source.path, old->line, old->column, (uint32_t)old->text.len };
	struct place there = { at.file, d->line, d->column, 0 };
	struct finding *f = diag_add(diag, DIAG_ANCHOR_REPEATED, at,
		"#" STR_FMT " is the address of another place now", STR_ARG(old->key));

	diag_related(diag, f, there, "it is here");
	diag_help(diag, f, "take it out of `ids`, or give that place another name");
}

void
former_check(struct body *b)
{
	const struct object *o = &b->unit->object;
	const struct datum *ids = ids_of(o);

	for (const struct datum *old = ids ? object_first(o, ids) : NULL; old; old = object_next(o, ids, old)) {
		uint32_t taken = anchor_find(&b->anchors, old->key);

		if (taken != OBJECT_NONE)
			say_taken(b, old, &o->definitions[taken]);
		else if (anchor_find(&b->anchors, old->text) == OBJECT_NONE)
			say_missing(b, old);
	}
}
