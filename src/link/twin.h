#ifndef LINK_TWIN_H
#define LINK_TWIN_H
/*
 * The folder beside out, `.<out>.twin/`, mode 0700: the lock (base/turn.h), `site/`, and the marks by
 * which a build tells the next one how far it came.  Functions give 0 or an errno.
 */
#include "base/arena.h"

#include "base/str.h"

#define TWIN_SITE    "site"
#define TWIN_JOURNAL "journal"	/* renames and removals in out that have begun: journal.h */
#define TWIN_DIRTY   "dirty"	/* site/ is being changed and holds no whole site */
#define TWIN_CARRY   "carry"	/* site/ may hold names that out lacks: carry.h */

struct str twin_name(struct arena *a, struct str out);

int twin_open(int parent, struct str name, int *home);	/* made if need be */

int  twin_mark(int home, const char *mark);	/* on the disk when this returns */
int  twin_unmark(int home, const char *mark);
bool twin_is_marked(int home, const char *mark);

/* The folder's own entries reach the disk.  It may be open for its path alone. */
int twin_sync(int folder);

#endif
