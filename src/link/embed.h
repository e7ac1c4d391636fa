#ifndef LINK_EMBED_H
#define LINK_EMBED_H
/*
 * A table on the page of something else: its chart, its cells, and what was checked in it.
 */
#include "link/page.h"
#include "link/parts.h"

/* l leads to a table.  number: on the page that shows it. */
void embed_sums(const struct page_context *c, uint32_t text_table, struct buf *out);	/* below a table in the text */
void embed_write(const struct page_context *c, const struct link *l, struct str number, struct buf *out);
void embed_whole(const struct page_context *c, const struct link *l, struct buf *out);	/* without a number; an appendix */

/*
 * Of view_table.c: what stands under a table, from the template embed: its notes and sums.  page: of the table.
 * prefix: of the ids of the lines that its totals lead to.
 */
void view_under(const struct view *of, const struct page_context *c, uint32_t page, const struct parts *parts,
	struct str prefix, struct arena *scratch, struct buf *out);

/* The same for a table in the text of o, of which HEAD and CELLS were read. */
void view_under_text(const struct view *of, const struct page_context *c, const struct object *o, uint32_t index,
	struct arena *scratch, struct buf *out);

/* Whether there are lines that can be opened: a paper only says how the sums came out. */
bool view_folds(const struct view *v);

#endif
