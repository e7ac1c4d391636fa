#ifndef LINK_PAGE_H
#define LINK_PAGE_H
/*
 * Pieces and resolved links to HTML.
 */
#include "base/buf.h"
#include "link/program.h"

struct view;

/* One output file being written, and whose body is in it. */
struct page_context {
	struct program *p;
	struct arena   *arena;		/* for this output file */
	struct str      output;		/* the file: links are relative to it */
	const struct object *object;	/* whose pieces these are */
	uint32_t        page;		/* and its page */
	struct str      prefix;		/* of ids: "p3-" in a pack, else empty */
	const struct page_paper *papers;	/* of a pack: pages that are inside it, by page; else NULL */
	const struct view *view;	/* what stands under a table is made by a template */
};

/* In a pack: the prefix of each page's ids; links between its papers stay inside it. */
struct page_paper {
	uint32_t   page;
	struct str prefix;
	const struct page_paper *next;
};

/* One fragment of the object. */
void page_write(const struct page_context *c, uint32_t fragment, struct buf *out);

/* The address of a page, or of an id on it, from the file being written. */
void page_url(const struct page_context *c, uint32_t page, struct str id, struct buf *out);
void page_write_href(const struct page_context *c, uint32_t page, struct str id, struct buf *out);	/* escaped */
struct str page_url_text(const struct page_context *c, uint32_t page, struct str id);

/* Where an output file is on the public site; as good as nothing where the site has no base_url. */
void page_public_url(const struct program *p, struct str output, struct buf *out);

/* Of any output file that is written; and of one that the site has, whole from a members' copy, or empty. */
struct str page_url_to(const struct page_context *c, struct str output);
struct str page_site_url(const struct page_context *c, struct str output);

#endif
