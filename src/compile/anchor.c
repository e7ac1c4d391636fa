/*
 * Which address belongs to which definition.
 *
 * Slugs that are made from headings give way to each other; numbers and names that were
 * chosen must be there once.  What an address looks like is number.c's and body.c's.
 */
#include "compile/anchor.h"

#include "base/utf8.h"

/* Maps hold pointers; these hold a number from 1 in one. */
static uintptr_t
get(const struct map *m, struct str key)
{
	return (uintptr_t)map_get(m, key);
}

static void
put(struct map *m, struct str key, uintptr_t value)
{
	map_put(m, key, (void *)value);
}

void
anchor_init(struct anchors *a, struct compilation *u)
{
	a->unit = u;
	map_init(&a->taken, u->arena);
	map_init(&a->repeats, u->arena);
}

static void
report_repeated(struct anchors *a, struct str id, struct place at, const struct definition *other)
{
	struct diag *diag = &a->unit->diag;
	struct place first = { at.file, other->line, other->column, 0 };
	struct finding *f = diag_add(diag, DIAG_ANCHOR_REPEATED, at,
		"two places of this page have the address #" STR_FMT, STR_ARG(id));

	diag_related(diag, f, first, "the first is here");
	if (other->kind == DEFINITION_ITEM)
		diag_help(diag, f, "give the items of the second list other letters");
	else
		diag_help(diag, f,
			"name one of them: put {#another-name} at the end of its heading");
}

static void
claim(struct anchors *a, struct str id, uint32_t index, struct place at)
{
	uintptr_t other = get(&a->taken, id);

	if (id.len == 0)
		return;
	if (other > 0 && other - 1 != index)
		report_repeated(a, id, at, &a->unit->object.definitions[other - 1]);
	else
		put(&a->taken, id, (uintptr_t)index + 1);
}

uint32_t
anchor_define(struct anchors *a, const struct definition *d, struct place at)
{
	uint32_t index = a->unit->object.ndefinition;
	struct definition *added = unit_add_definition(a->unit);

	*added = *d;
	added->line = at.line;
	added->column = at.column;
	claim(a, d->id, index, at);
	claim(a, d->alias, index, at);
	return index;
}

uint32_t
anchor_find(const struct anchors *a, struct str id)
{
	uintptr_t found = get(&a->taken, id);

	return found > 0 ? (uint32_t)found - 1 : OBJECT_NONE;
}

struct str
anchor_free(struct anchors *a, struct str id)
{
	uintptr_t count = get(&a->repeats, id);	/* the last suffix given */
	struct str given = id;

	while (get(&a->taken, given) > 0) {
		count = count ? count + 1 : 2;
		given = str_print(a->unit->arena, STR_FMT "-%u", STR_ARG(id), (unsigned)count);
	}
	put(&a->repeats, id, count);
	return given;
}

static bool
is_digits(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.at[i] < '0' || s.at[i] > '9')
			return false;
	return s.len > 0;
}

/* Addresses that numbers will want: `4`, `table-2`.  A heading `Table 2` is no table. */
static bool
is_reserved(struct str slug)
{
	static const char *const kinds[] = { "table-", "figure-", "note-", "text-table-" };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (str_starts(slug, kinds[i]))
			return is_digits(str_head(str_from(slug, str_of(kinds[i]).len), 1));
	return is_digits(slug);
}

struct str
anchor_slug(struct anchors *a, struct str heading)
{
	struct arena *arena = a->unit->arena;
	struct str base = utf8_slug(arena, heading);

	if (base.len == 0)
		base = STR("section");
	else if (is_reserved(base))
		base = str_print(arena, "section-" STR_FMT, STR_ARG(base));

	struct str slug = base;
	uintptr_t count = get(&a->repeats, base);

	for (count++; count > 1 || get(&a->taken, slug) > 0; count++) {
		if (count > 1)
			slug = str_print(arena, STR_FMT "-%u", STR_ARG(base), (unsigned)count);
		if (get(&a->taken, slug) == 0)
			break;
	}
	put(&a->repeats, base, count);
	return slug;
}
