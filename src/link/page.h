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
	bool            printed;	/* it is for paper: a pack, which may be empty yet, or a paper */
	const struct page_paper *papers;	/* of a pack or paper: what is inside it; else NULL */
	const struct leadout *leadouts;	/* links of the text that lead out of a pack or paper; leadout.h */
	const struct view *view;	/* what stands under a table is made by a template */
	struct map      places;		/* of a report in a pack or paper: its addresses, once one was asked for */
};

/* What a pack or a paper has inside: links to it stay inside.  A table may be shown by several papers. */
struct page_paper {
	uint32_t   page;		/* a report; a table that one shows, or an appendix of another kind */
	struct str prefix;		/* of the ids of the paper that it is, or that shows it */
	struct str id;			/* of the whole of it */
	struct str item;		/* the paper's number on the agenda, or empty */
	struct str name;		/* of a table: "table 2" */
	struct str appendix;		/* the number of an appendix that stands behind its report, or empty */
	const struct page_paper *of;	/* and that report; or NULL */
	uint32_t   supplement;		/* that the paper came with, from 1; 0: with the agenda */
	struct page_context     *context;	/* of a report: HEAD and BODY are read; else NULL */
	const struct page_paper *next;
};

bool page_is_inside(const struct page_paper *papers, uint32_t page);

/* "Item 2, appendix 1": the paper of a pack that is being written; empty in anything else. */
struct str page_item(const struct page_context *c, struct arena *a);

/* One fragment of the object. */
void page_write(const struct page_context *c, uint32_t fragment, struct buf *out);

/* The words alone of a value of the object's front matter, which may be Markdown; in a, or the object's. */
struct str page_plain(const struct page_context *c, const struct datum *d, struct arena *a);

/* The address of a page, or of an id on it, from the file being written. */
void page_write_href(const struct page_context *c, uint32_t page, struct str id, struct buf *out);	/* escaped */
struct str page_url_text(const struct page_context *c, uint32_t page, struct str id);

/* Where an output file is on the public site; as good as nothing where the site has no base_url. */
void page_public_url(const struct program *p, struct str output, struct buf *out);
struct str page_public_path(struct str output);		/* below that, not encoded: `index.html` is left out */

/* Of any output file that is written; and of one that the site has, whole from a members' copy, or empty. */
struct str page_url_to(const struct page_context *c, struct str output);
struct str page_site_url(const struct page_context *c, struct str output);

#endif
