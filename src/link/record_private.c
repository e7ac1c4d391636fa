/*
 * What the text of public minutes may tell of exempt items.
 */
#include "link/record_check.h"

#include "base/utf8.h"

static bool
is_exempt_heading(const struct object *o, uint32_t line)
{
	const struct datum *parts = object_get(o, NULL, "exempt parts");

	for (const struct datum *d = object_items(o, parts); d; d = object_next(o, parts, d))
		if (d->line == line)
			return true;
	return false;
}

/* `4. The depot` is the depot's. */
static struct str
without_number(struct str slug)
{
	while (slug.len && ((slug.at[0] >= '0' && slug.at[0] <= '9') || slug.at[0] == '-'))
		slug = str_from(slug, 1);
	return slug;
}

/* Sections of the text that are called after exempt items: minutes say of these that they were taken, and no more. */
void
record_check_sections(struct program *p, const struct record *r)
{
	const struct object *o = &r->object;
	struct arena scratch;

	arena_init(&scratch);
	for (uint32_t k = 0; k < o->ndefinition && !p->options->restricted; k++) {
		const struct definition *d = &o->definitions[k];
		struct str title = d->kind == DEFINITION_SECTION && !is_exempt_heading(o, d->line)
			? without_number(utf8_slug(&scratch, d->title)) : STR_NONE;

		for (size_t i = 0; title.len && i < r->nitem; i++) {
			const struct record_item *item = &r->items[i];

			if (!item->exempt || !str_equal(title, without_number(utf8_slug(&scratch, item->title))))
				continue;
			struct finding *f = diag_add(p->diag, DIAG_EXEMPT_LEAK,
				page_place(&p->pages[r->minutes], d->line, d->column, 0),
				"this section is called after an exempt item, and all of it is published");

			diag_grade(p->diag, f, SEVERITY_WARNING);	/* it may say no more than the law asks for */
			diag_help(p->diag, f, "end the heading with `{exempt=%s}`; what may be public goes before it",
				item->exempt == UINT8_MAX ? "3" : str_print(p->arena, "%u", item->exempt).at);
			break;
		}
	}
	arena_release(&scratch);
}
