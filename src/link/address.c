/*
 * Places on pages: what an address means there, and what the words of a link to it are.
 *
 * Sections, paragraphs, tables in the text and the terms of the glossary; cells are resolve.c's.
 */
#include "link/address.h"

#include <string.h>

#include "base/path.h"
#include "base/utf8.h"
#include "link/called.h"
#include "link/suggest.h"

#define ROWS_MOST  5000000u	/* of a page's tables that are looked through for what its wrong claims say */
#define LOOKS_MOST 200000u	/* at the names of one page, to suggest some for its broken addresses: a fifth of a second */

static const char *const kinds[DEFINITION_KINDS] = {
	[DEFINITION_SECTION] = "section", [DEFINITION_PARAGRAPH] = "paragraph",
	[DEFINITION_ITEM] = "item",       [DEFINITION_APPENDIX] = "appendix",
	[DEFINITION_TABLE] = "table",     [DEFINITION_FIGURE] = "figure",
	[DEFINITION_NOTE] = "note",
};

const char *
address_kind_name(enum definition_kind kind)
{
	return kinds[kind];
}

enum definition_kind
address_kind(struct str name)
{
	unsigned kind = 0;

	while (kind < DEFINITION_KINDS && !str_is(name, kinds[kind]))
		kind++;
	return (enum definition_kind)kind;
}

/* "paragraph 4.1", "Appendix A", "Financial implications": a place in the words of the page. */
static struct str
place_words(struct program *p, enum definition_kind kind, struct str number, struct str title)
{
	struct str in_text = STR("Table in the text, ");	/* what compile calls one without a caption */

	if (kind >= DEFINITION_KINDS)
		return STR_NONE;
	if (kind == DEFINITION_TABLE && str_equal(str_head(title, in_text.len), in_text))
		return str_print(p->arena, STR_FMT " " STR_FMT, STR_ARG(program_word(p, "table_in_text")),
			STR_ARG(str_from(title, in_text.len)));
	if (!number.len || (kind == DEFINITION_APPENDIX && number.len > 3))
		return number.len ? number : title;
	struct str word = program_word(p, kind == DEFINITION_ITEM ? "paragraph" : kinds[kind]);

	return str_print(p->arena, STR_FMT " " STR_FMT, STR_ARG(word), STR_ARG(number));
}

struct str
address_place(struct program *p, const struct link *l)
{
	/* a heading without a number is called by its words alone */
	bool titled = l->place_kind == DEFINITION_SECTION && l->place.len
		&& !(l->place.at[0] >= '0' && l->place.at[0] <= '9');

	return titled ? l->place : place_words(p, l->place_kind, l->place, l->place);
}

struct str
address_name(struct program *p, const struct definition *d)
{
	return place_words(p, d->kind, d->number, d->title);
}

struct str
address_words(struct program *p, const struct definition *d, struct str page)
{
	struct str place = d ? address_name(p, d) : STR_NONE;

	if (!place.len)
		return str_copy(p->arena, page);
	return str_print(p->arena, STR_FMT " " STR_FMT " " STR_FMT, STR_ARG(place),
		STR_ARG(program_word(p, "of")), STR_ARG(page));
}

void
address_write(struct program *p, struct link *l, const struct definition *d)
{
	const struct page *to = &p->pages[l->target];
	bool own = d && l->target == l->page;

	if (l->written)		/* a file has its name */
		l->text = own ? str_copy(p->arena, address_name(p, d))
			: address_words(p, d, to->title.len ? to->title : path_name(to->path));
}

/* `E1.1`, `text-table-E1.2`, `note-E1.1`: what stands in an exempt part has such ids, by the part's own number. */
static bool
is_in_exempt_part(const struct addresses *to, struct str id)
{
	static const char *const before[] = { "text-table-", "table-", "figure-", "note-" };
	uint32_t number = 0;

	for (size_t i = 0; i < sizeof before / sizeof *before; i++)
		if (str_starts(id, before[i]))
			id = str_from(id, strlen(before[i]));
	if (!str_starts(id, "E") && !str_starts(id, "e"))
		return false;
	for (id = str_from(id, 1); id.len && id.at[0] >= '0' && id.at[0] <= '9' && number < 1000; id = str_from(id, 1))
		number = number * 10 + (uint32_t)(id.at[0] - '0');
	return number > 0 && number <= to->parts && (id.len == 0 || id.at[0] == '.');
}

static void
report_inside(struct program *p, struct link *l)
{
	struct finding *f = diag_add(p->diag, DIAG_EXEMPT_LEAK, program_place(p, l),
		"#" STR_FMT " is in an exempt part of " STR_FMT ", and this text is public", STR_ARG(l->fragment),
		STR_ARG(link_path(p, l)));

	l->state = LINK_BROKEN;
	diag_help(p->diag, f, "refer to the heading of the part, which is public, or move this sentence into the part");
}

/* near: names that may be meant; of: whose headings may be, too. */
static void
report_no_place(struct program *p, struct link *l, const struct nearest *near, const struct object *of)
{
	struct finding *f = diag_add(p->diag, DIAG_REFERENCE_BROKEN, program_place(p, l),
		"nothing in " STR_FMT " has the address #" STR_FMT, STR_ARG(link_path(p, l)), STR_ARG(l->fragment));

	l->state = LINK_BROKEN;
	suggest_places(p, l, f, near, of);
	if (p->pages[l->target].exempt_parts)
		diag_help(p->diag, f, "parts of that text are exempt: if it is in one of them, it has no public address, and "
			"a public text can't refer to it; a link can lead to the heading of the part");
}

static void
add_name(struct map *names, struct str name, const void *of)
{
	if (!map_get(names, name))
		map_put(names, name, (void *)(uintptr_t)of);
}

void
address_places(struct map *places, const struct object *o, struct arena *a)
{
	map_init(places, a);
	for (uint32_t i = 0; i < o->ndefinition; i++) {
		const struct definition *d = &o->definitions[i];

		add_name(places, d->id, d);
		if (d->alias.len)
			add_name(places, d->alias, d);
	}
}

void
addresses_init(struct addresses *to, const struct object *o, struct arena *a)
{
	const struct datum *ids = object_get(o, NULL, "ids"), *names = object_get(o, NULL, "exempt names");
	const struct datum *parts = object_get(o, NULL, "exempt parts");

	*to = (struct addresses){ .of = o, .rows_left = ROWS_MOST };
	map_init(&to->tables, a);
	map_init(&to->cells, a);
	address_places(&to->places, o, a);
	map_init(&to->present, a);
	map_init(&to->exempt, a);
	for (const struct datum *d = o->kind == OBJECT_GLOSSARY ? object_first(o, NULL) : NULL; d;
	     d = object_next(o, NULL, d))
		add_name(&to->places, utf8_slug(a, d->key), d);
	for (const struct datum *d = ids && ids->kind == DATUM_MAP ? object_first(o, ids) : NULL; d;
	     d = object_next(o, ids, d))
		add_name(&to->present, d->key, d);
	for (const struct datum *d = object_items(o, names); d; d = object_next(o, names, d))
		add_name(&to->exempt, d->text, d);
	for (const struct datum *d = object_items(o, parts); d; d = object_next(o, parts, d))
		to->parts++;
}

bool
addresses_may_look(struct addresses *to, size_t names)
{
	to->looks += names;
	return to->looks <= LOOKS_MOST;
}

/* The names that a broken address was compared with: all of them, while there is time for it. */
static void
report_nearest(struct program *p, struct link *l, struct addresses *to)
{
	static const struct object unread;
	bool looks = addresses_may_look(to, to->places.count);
	struct nearest near;

	nearest_init(&near, l->fragment);
	for (size_t i = 0; looks && i < to->places.count; i++)
		nearest_try(&near, to->places.entries[i].key);
	report_no_place(p, l, &near, looks ? to->of : &unread);
}

void
address_resolve(struct program *p, struct link *l, struct addresses *to)
{
	struct str id = l->fragment;
	const struct definition *d = map_get(&to->places, id);
	const struct datum *present = d ? NULL : map_get(&to->present, id);

	if (present) {
		id = str_copy(p->arena, present->text);
		d = map_get(&to->places, id);
	}
	if (d) {
		l->id = id;
		l->state = LINK_RESOLVED;
		called_check(p, l, d, address_name(p, d));
		address_write(p, l, d);
		return;
	}
	if (!p->options->restricted && (is_in_exempt_part(to, id) || map_get(&to->exempt, id))) {
		report_inside(p, l);
		return;
	}
	report_nearest(p, l, to);
}

/* A term of glossary.yaml, by its slug. */
void
address_resolve_term(struct program *p, struct link *l, struct addresses *to)
{
	const struct datum *term = map_get(&to->places, l->fragment);

	if (!term) {
		report_nearest(p, l, to);
		return;
	}
	l->id = l->fragment;
	l->state = LINK_RESOLVED;
	if (l->written)
		l->text = str_copy(p->arena, term->key);
}
