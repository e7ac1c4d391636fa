/*
 * References to other sites whose inventories the site has.
 *
 * The inventory is a source like any other; site.yaml gives it a name.  What a link leads to is an
 * address of the web: the inventory's base URL, or that of site.yaml, and the page's own address.
 */
#include "link/elsewhere.h"

#include "base/path.h"
#include "link/address.h"
#include "link/suggest.h"

static const struct datum *
inventories_of(const struct program *p)
{
	const struct datum *map = p->site == NONE ? NULL : object_get(&p->site_object, NULL, "inventories");

	return map && map->kind == DATUM_MAP ? map : NULL;
}

/* `wexbourne` of `wexbourne:committees/...`, which no path of this site looks like. */
static struct str
name_of(const struct link *l, struct str *path)
{
	*path = l->id;
	return str_find_char(l->id, ':', 0) < l->id.len ? str_cut(path, ':') : STR_NONE;
}

static const struct datum *
find_entry(const struct program *p, struct str name)
{
	const struct datum *map = inventories_of(p);

	for (const struct datum *d = map ? object_first(&p->site_object, map) : NULL; d;
	     d = object_next(&p->site_object, map, d))
		if (str_equal(d->key, name))
			return d;
	return NULL;
}

static void
say_unknown(struct program *p, struct link *l, struct str name)
{
	const struct datum *map = inventories_of(p);
	struct nearest near;
	struct finding *f = diag_add(p->diag, DIAG_REFERENCE_BROKEN, program_place(p, l),
		"“" STR_FMT ":” is the name of no other site", STR_ARG(name));

	l->state = LINK_BROKEN;
	nearest_init(&near, name);
	for (const struct datum *d = map ? object_first(&p->site_object, map) : NULL; d;
	     d = object_next(&p->site_object, map, d))
		nearest_try(&near, d->key);
	struct str text = nearest_text(&near, p->arena);

	if (text.len)
		diag_help(p->diag, f, STR_FMT, STR_ARG(text));
	else
		diag_help(p->diag, f, "name the site's inventory under `inventories` in site.yaml, or write a web address");
}

/* The source that is the inventory. */
static uint32_t
inventory_of(struct program *p, const struct datum *entry, struct arena *scratch)
{
	const struct datum *file = object_entry(&p->site_object, entry, "file");
	struct str path;

	if (!file || !path_resolve(scratch, STR("site.yaml"), file->text, &path))
		return NONE;
	uint32_t page = program_page(p, path);

	return page != NONE && p->pages[page].kind == OBJECT_INVENTORY ? page : NONE;
}

static void
find_one(struct program *p, struct link *l, struct arena *scratch)
{
	struct str path, name = name_of(l, &path);
	const struct datum *entry = name.len ? find_entry(p, name) : NULL;

	if (!name.len)
		return;
	if (!entry) {
		say_unknown(p, l, name);
		return;
	}
	l->target = inventory_of(p, entry, scratch);
	if (l->target != NONE)
		return;
	struct finding *f = diag_add(p->diag, DIAG_REFERENCE_BROKEN, program_place(p, l),
		"the inventory of “" STR_FMT "” is not there", STR_ARG(name));

	l->state = LINK_BROKEN;
	diag_help(p->diag, f, "`inventories` in site.yaml names a file whose name ends in inventory.json");
}

void
elsewhere_find(struct program *p)
{
	struct arena scratch;

	arena_init(&scratch);
	for (uint32_t i = 0; i < p->nlink && !p->options->lone; i++)
		if (p->links[i].target == NONE) {
			find_one(p, &p->links[i], &scratch);
			arena_reset(&scratch);
		}
	arena_release(&scratch);
}

/* ---- resolving ---- */

struct inventory {
	struct program *p;
	struct object   o;
	struct map      pages;		/* path -> datum */
	struct arena   *scratch;
};

static void
fill_pages(struct inventory *in)
{
	const struct datum *list = object_get(&in->o, NULL, "pages");

	map_init(&in->pages, in->scratch);
	for (const struct datum *d = object_items(&in->o, list); d; d = object_next(&in->o, list, d))
		map_put(&in->pages, object_text_in(&in->o, d, "path"), (void *)(uintptr_t)d);
}

/* A place as a definition of this site's would be. */
static bool
find_place(const struct inventory *in, const struct datum *page, struct str id, struct definition *out,
	struct nearest *near)
{
	const struct datum *list = object_get(&in->o, page, "places");

	for (const struct datum *d = object_items(&in->o, list); d; d = object_next(&in->o, list, d)) {
		struct str own = object_text_in(&in->o, d, "id"), alias = object_text_in(&in->o, d, "alias");

		nearest_try(near, own);
		if (alias.len)
			nearest_try(near, alias);
		if (!str_equal(own, id) && !(alias.len && str_equal(alias, id)))
			continue;
		*out = (struct definition){ .id = own, .alias = alias, .number = object_text_in(&in->o, d, "number"),
			.title = object_text_in(&in->o, d, "title"),
			.kind = address_kind(object_text_in(&in->o, d, "kind")) };
		return true;
	}
	return false;
}

static struct str
base_of(const struct inventory *in, struct str name)
{
	const struct datum *entry = find_entry(in->p, name);
	const struct datum *own = entry ? object_get(&in->p->site_object, entry, "base_url") : NULL;

	return own ? own->text : object_text(&in->o, "base_url");
}

static struct str
url_of(struct inventory *in, struct str base, struct str address, struct str id)
{
	struct buf url = BUF_EMPTY;

	buf_str(&url, base);
	if (!str_ends(base, "/"))
		buf_char(&url, '/');
	path_encode(&url, address);
	path_add_fragment(&url, id);
	return buf_keep(&url, in->p->arena);
}

static struct finding *
broken(struct program *p, struct link *l, const char *what, struct str which, struct str where)
{
	l->state = LINK_BROKEN;
	return diag_add(p->diag, DIAG_REFERENCE_BROKEN, program_place(p, l), "there is no %s" STR_FMT " in " STR_FMT,
		what, STR_ARG(which), STR_ARG(where));
}

static void
say_no_page(struct inventory *in, struct link *l, struct str name, struct str path)
{
	struct finding *f = broken(in->p, l, "", path, name);
	struct nearest near;

	nearest_init(&near, path);
	for (size_t i = 0; i < in->pages.count; i++)
		nearest_try(&near, in->pages.entries[i].key);
	struct str text = nearest_text(&near, in->p->arena);

	if (text.len)
		diag_help(in->p->diag, f, STR_FMT, STR_ARG(text));
	else
		diag_help(in->p->diag, f, "fetch its inventory again, if the page is new");
}

static void
resolve_one(struct inventory *in, struct link *l)
{
	struct program *p = in->p;
	struct str path, name = name_of(l, &path), base = base_of(in, name);
	const struct datum *page = map_get(&in->pages, path);
	struct definition place = { .id = STR_NONE };
	struct nearest near;

	if (!name.len) {
		l->state = LINK_RESOLVED;	/* site.yaml's, to the file itself */
		return;
	}
	if (!page) {
		say_no_page(in, l, name, path);
		return;
	}
	nearest_init(&near, l->fragment);
	if (l->fragment.len && !find_place(in, page, l->fragment, &place, &near)) {
		struct finding *f = broken(p, l, "#", l->fragment, l->id);
		struct str text = nearest_text(&near, p->arena);

		diag_help(p->diag, f, STR_FMT, STR_ARG(text.len ? text
			: STR("lead to the page, or fetch the inventory again, if the place is new")));
		return;
	}
	if (!base.len) {
		diag_help(p->diag, broken(p, l, "base_url", STR_NONE, name),
			"give it in site.yaml: `inventories: {" STR_FMT ": {file: ..., base_url: ...}}`", STR_ARG(name));
		return;
	}
	l->state = LINK_RESOLVED;
	if (l->written)
		l->text = address_words(p, l->fragment.len ? &place : NULL, object_text_in(&in->o, page, "title"));
	l->id = url_of(in, base, object_text_in(&in->o, page, "address"), l->fragment);
}

void
elsewhere_resolve(struct program *p, uint32_t inventory, const uint32_t *links, uint32_t n,
	struct arena *scratch)
{
	struct inventory in = { .p = p, .scratch = scratch };

	if (!program_open(p, inventory, OBJECT_HEAD, scratch, &in.o))
		return;
	fill_pages(&in);
	for (uint32_t i = 0; i < n; i++)
		if (p->links[links[i]].state == LINK_UNRESOLVED)
			resolve_one(&in, &p->links[links[i]]);
}
