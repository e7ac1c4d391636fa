#ifndef CMD_KEPT_H
#define CMD_KEPT_H
/*
 * PDFs that earlier builds printed, in .reeve/pdf/: what did not change is not printed again.
 *
 * What a page showed when it was printed stays in its PDF, so one is kept only as long as its page is published as it
 * was: a build that prints nothing takes away those of pages that have changed, too.
 */
#include "base/arena.h"
#include "base/hash.h"

struct kept_name {
	struct hash key;	/* of all that goes into it */
	struct hash page;	/* of the page's bytes, as they are published */
};

/* The folder, which is made; or -1, and nothing is kept.  Below, a folder of -1 is an empty one. */
int kept_open(int cache);

/* What is kept under a name, in a; false when there is none, or it was damaged. */
bool kept_find(int folder, const struct kept_name *name, struct arena *a, struct str *pdf);

/* Where it can't be kept it is printed again next time, no more. */
void kept_put(int folder, const struct kept_name *name, struct str pdf);

/* Remove all but those of the names. */
void kept_sweep(int folder, const struct kept_name *names, size_t n, struct arena *a);

/* Remove those of pages that a published folder does not hold as they were: parent is what it is in.  0 or an errno. */
int kept_forget(int cache, int parent, struct str out, struct arena *a);

#endif
