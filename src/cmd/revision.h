#ifndef CMD_REVISION_H
#define CMD_REVISION_H
/*
 * A git revision of a site, taken out into a private folder.
 *
 * Git is asked for names and bytes alone (rev-parse, ls-tree, cat-file): neither the work tree nor
 * the index is read or written, no filter, hook or transport of the repository runs.  What lies in
 * the folder is then read by the rules for any content: a symbolic link of the revision is one
 * there, and refused.
 */
#include <stdbool.h>

#include "base/arena.h"

struct revision {
	const char *folder;		/* its site, as site_open wants it; NULL: none was made */
	int         place;		/* the private folder around it, or -1 */
	char        name[32];		/* and its path */
};

/*
 * The site of the folder dir as it was in a revision.  false, with a sentence on standard error,
 * when that can't be had; revision_release removes what was made in any case.
 */
bool revision_take(struct revision *r, const char *revision, const char *dir, struct arena *a);
void revision_release(struct revision *r);

#endif
