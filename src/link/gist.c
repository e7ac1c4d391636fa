/*
 * Summaries as plain text, for lists, feeds and search engines.
 *
 * A summary may hold Markdown, and links whose words are the linker's: such a one is written as a
 * page would have it, and its markup taken out again.  Most hold none, and stay as they are.
 */
#include "link/gist.h"

#include <string.h>

#include "link/page.h"

bool
gist_has_markup(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.at[i] == '\n' || strchr("[*_`<\\&~!", s.at[i]))
			return true;
	return false;
}

static void
settle(struct program *p, uint32_t page, struct arena *scratch)
{
	struct page *pg = &p->pages[page];
	struct object o;

	if (!program_open(p, page, OBJECT_HEAD | OBJECT_BODY, scratch, &o))
		return;
	const struct datum *d = object_get(&o, NULL, "summary");
	struct page_context c = { .p = p, .arena = scratch, .output = pg->output, .object = &o, .page = page };

	if (d && d->fragment != OBJECT_NONE)
		pg->summary = page_plain(&c, d, p->arena);
}

void
gists_settle(struct program *p)
{
	struct arena scratch;

	arena_init(&scratch);
	for (uint32_t i = 0; i < p->npage; i++)
		if (!p->pages[i].hidden && gist_has_markup(p->pages[i].summary)) {
			settle(p, i, &scratch);
			arena_reset(&scratch);
		}
	arena_release(&scratch);
}
