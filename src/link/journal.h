#ifndef LINK_JOURNAL_H
#define LINK_JOURNAL_H
/*
 * Publishing where two folders can't be exchanged: page by page, from the twin into out.
 *
 * What is going to be done is on the disk before the first step, in the twin's folder, so
 * that the next build finishes what a killed one began.  Every step may be done twice.
 */
#include "link/publish.h"

#define JOURNAL_BESIDE ".reeve-new"	/* at the top of out: a page that is being copied */

/* List what makes out the site of these rows; the twin holds it, whole and synced. */
int journal_begin(const struct publish *p, const struct publish_row *rows, size_t count);

/*
 * Do what the journal lists and remove it.  site may be -1, when the twin is gone.
 * EBADMSG: damaged; *failed is the page, below out, that could not be put in place or
 * removed, or is empty.
 */
int journal_finish(int home, int site, int out, struct arena *a, struct str *failed);

#endif
