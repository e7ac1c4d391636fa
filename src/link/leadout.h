#ifndef LINK_LEADOUT_H
#define LINK_LEADOUT_H
/*
 * Links that lead out of a pack or a paper, as a reader of paper can use them: each has a letter in the text, and where
 * it leads stands once at the paper's end.
 */
#include "link/page.h"

struct leadout {
	uint32_t   page;
	struct str id;		/* on that page, or empty */
	struct str letter;	/* a, b ... z, aa */
	const struct leadout *next;
};

/* Those of the text whose papers are known; HEAD and BODY are read.  In the order of the text, each place once, and in
 * the context's arena. */
const struct leadout *leadout_list(const struct page_context *c);

/* Within the start tag of a link, after its address: where it leads, when it has no letter. */
void leadout_write_address(const struct page_context *c, const struct link *l, struct buf *out);

/* Behind a link: its letter. */
void leadout_write_letter(const struct page_context *c, const struct link *l, struct buf *out);

/* Where one leads, as it is written on paper: without https://; empty when the site does not say where it is. */
struct str leadout_address(const struct page_context *c, uint32_t page, struct str id);

#endif
