#ifndef CMD_PRINTED_H
#define CMD_PRINTED_H
/*
 * A page as a print engine gets it.
 *
 * A PDF is read far from the site, so links to its other pages are written in full, from the site's
 * base_url, and marked `data-site`, by which a style sheet knows them; without one they are no
 * links.  Otherwise the page is as it stands in the site.
 */
#include "base/arena.h"
#include "base/buf.h"

struct printed_file {
	struct str           path;	/* of a picture or style sheet that it shows, below the site */
	struct printed_file *next;
};

/* Write the page, which is ours and so well-formed, to out; the files that it shows, in its order. */
struct printed_file *printed_page(struct str html, struct str path, struct str base_url, struct arena *a,
	struct buf *out);

#endif
