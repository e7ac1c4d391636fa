/*
 * Small questions that every pass asks of the program.
 */
#include <string.h>

#include "base/path.h"
#include "base/utf8.h"
#include "link/program.h"

void
program_release(struct program *p)
{
	struct buf links = { (char *)p->links, 0, 0 };
	struct buf formulas = { (char *)p->formulas, 0, 0 };
	struct buf aliases = { (char *)p->aliases, 0, 0 };
	struct buf amounts = { (char *)p->amounts, 0, 0 };

	buf_release(&links);
	buf_release(&formulas);
	buf_release(&aliases);
	buf_release(&amounts);
	p->links = NULL;
	p->formulas = NULL;
	p->aliases = NULL;
	p->amounts = NULL;
}

struct place
page_place(const struct page *pg, uint32_t line, uint32_t column, uint32_t width)
{
	return (struct place){ pg->path, line, column, width };
}

struct place
page_place_of(const struct page *pg, const struct datum *d)
{
	return d ? page_place(pg, d->line, d->column, (uint32_t)utf8_count(d->text)) : page_place(pg, 0, 0, 0);
}

/* What a table refers to, it does in its sidecar. */
static struct place
in_sidecar(const struct program *p, const struct page *pg, struct place at)
{
	if (pg->kind == OBJECT_TABLE)
		at.file = str_print(p->arena, STR_FMT ".yaml", STR_ARG(pg->path));
	return at;
}

struct place
program_place(const struct program *p, const struct link *l)
{
	const struct page *pg = &p->pages[l->page];

	return in_sidecar(p, pg, page_place(pg, l->line, l->column, l->width));
}

struct place
program_rule_place(struct program *p, const struct formula *f)
{
	const struct page *pg = &p->pages[f->page];

	return in_sidecar(p, pg, page_place(pg, f->rule.line, f->rule.column, (uint32_t)f->rule.text.len));
}

const struct link *
program_link_of(const struct program *p, uint32_t page, const struct datum *d)
{
	const struct page *pg = &p->pages[page];

	for (uint32_t i = 0; d && i < pg->nlink; i++) {
		const struct link *l = &p->links[pg->first_link + i];

		if (l->line == d->line && l->column == d->column)
			return l;
	}
	return NULL;
}

bool
page_is_public(const struct page *pg)
{
	return !pg->hidden && !pg->exempt && !pg->restricted;
}

bool
page_is_home(const struct page *pg)
{
	return str_is(pg->output, "index.html");
}

uint32_t
program_page(const struct program *p, struct str path)
{
	uintptr_t found = (uintptr_t)map_get(&p->by_path, path);

	return found ? (uint32_t)(found - 1) : NONE;
}

uint32_t
program_theme_file(const struct program *p, const char *name)
{
	const uint32_t *assets = p->by_kind[OBJECT_ASSET];
	uint32_t low = 0, high = p->nkind[OBJECT_ASSET];

	while (low < high) {	/* theirs stand together, and every page asks: a site has many others */
		uint32_t middle = low + (high - low) / 2;

		if (str_compare(p->pages[assets[middle]].path, STR("themes/")) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < p->nkind[OBJECT_ASSET] && str_starts(p->pages[assets[low]].path, "themes/"); low++)
		if (str_is(path_name(p->pages[assets[low]].path), name))
			return assets[low];
	return NONE;
}

bool
program_open(struct program *p, uint32_t page, unsigned parts, struct arena *a, struct object *out)
{
	struct str bytes;
	int error = p->in->get(p->in->context, p->pages[page].input, a, &bytes);

	if (!error && object_read(bytes, parts, a, out))
		return true;
	if (!p->failed)
		diag_add(p->diag, DIAG_READ_FAILED, page_place(&p->pages[page], 0, 0, 0),
			"its object can't be read again: %s", error ? strerror(error) : "it is damaged");
	p->failed = true;
	return false;
}

struct str
program_language(const struct program *p)
{
	struct str language = p->site == NONE ? STR_NONE : object_text(&p->site_object, "language");

	return language.len ? language : STR("en-GB");
}

const char *
program_tongue(const struct program *p, const struct object *page)
{
	struct str language = page ? object_text(page, "language") : STR_NONE;

	if (!language.len)
		language = program_language(p);
	return str_starts(language, "cy") ? "cy" : "en";
}

/* A page asks for a hundred words, of a list of hundreds. */
static struct str
word_of(const struct program *p, const char *key)
{
	const struct datum *d = map_get(&p->word_of, str_of(key));

	return d && d->kind == DATUM_TEXT ? d->text : STR_NONE;
}

struct str
program_word(const struct program *p, const char *key)
{
	struct str word = word_of(p, key);

	return word.len ? word : str_of(key);
}

struct str
program_basis(const struct program *p, struct arena *a, const struct basis *b)
{
	const char *key = basis_key(b);
	struct str pattern = key ? word_of(p, key) : STR_NONE;

	if (!key)
		return b->name;
	return basis_fill(a, pattern.len ? pattern : str_of(basis_pattern(b)), b);
}

struct str
program_base_url(const struct program *p)
{
	return p->site == NONE ? STR_NONE : object_text(&p->site_object, "base_url");
}

bool
program_allows(const struct program *p, struct str path)
{
	const struct object *site = &p->site_object;
	const struct datum *list = p->site == NONE ? NULL : object_get(site, NULL, "office_files");

	if (!object_is_office(path))
		return true;
	for (const struct datum *d = object_items(site, list); d; d = object_next(site, list, d))
		if (path.len > d->text.len && path.at[path.len - d->text.len - 1] == '.' &&
		    str_equal_nocase(str_from(path, path.len - d->text.len), d->text))
			return true;
	return false;
}

const struct amount *
program_amount(const struct program *p, const struct link *l)
{
	static const struct amount nothing;

	return l->claim == NONE ? &nothing : &p->amounts[l->claim];
}

struct str
link_path(const struct program *p, const struct link *l)
{
	return l->target == NONE ? l->id : p->pages[l->target].path;
}
