#ifndef LINK_COMPARE_H
#define LINK_COMPARE_H
/*
 * Two states of a site to a change log.
 *
 * Both are linked as for a check, each by itself, so that what is compared is what a reader of each
 * sees: titles, agendas in their order, words that the linker writes.  A source whose object is the
 * same on both sides, and in which the linker writes the same words, is not opened again.
 *
 * The log is public.  Of what is exempt on the new side it says the title and no word more,
 * whatever the old side had; of text elsewhere that quoted it, the place alone.  SAFETY.md, "Fail
 * closed".
 */
#include "link/changes.h"
#include "link/link.h"

struct compare_site {
	const struct link_input *in;
	struct diag             *diag;		/* its findings, sorted afterwards */
	bool                     damaged;	/* set: an object could not be read */
};

struct compare {
	struct compare_site        old, new;
	const struct link_options *options;
	bool                       same_settings;	/* the compile options are the same */
	struct buf                *page;		/* the log as a page is appended, with the new side's theme; or NULL */
};

/* Memory is a's.  Findings of either side stop nothing; they are in out. */
void compare_sites(struct compare *c, struct arena *a, struct changes *out);

#endif
