#ifndef LINK_PUBLISH_H
#define LINK_PUBLISH_H
/*
 * Putting a site in place, all or nothing (ARCHITECTURE.md, "All or nothing").
 *
 * The published folder, out, has a twin beside it: `.<out>.twin/`, mode 0700, which holds
 * `site/` and the marks below.  The twin is brought up to date page by page (workers do
 * that, each its own pages), synced, and exchanged with out in one system call.  A reader
 * sees the old site or the new one.  Where the file system can't exchange, journalled
 * renames do it and the next publish_open finishes what was begun.
 *
 * What reeve wrote is listed in out/.reeve-manifest (path, size, hash), which travels with
 * a copy.  A file in out that it does not know is never removed: publish_open refuses, with
 * the list.  Names at the top of out that begin with a dot are the user's own (.gitignore,
 * .htaccess, .git ...): they are kept and carried over.
 */
#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/hash.h"

#define RESTRICTED_MARK ".reeve-restricted"	/* in a folder of members' packs, which no public site replaces */

struct publish_row {
	struct str  path;		/* below out */
	struct hash hash;
	uint64_t    size;
};

struct publish {
	struct arena *arena;
	struct diag  *diag;
	int           parent;		/* the folder that holds out */
	struct str    out;		/* its name there */
	int           front, twin;	/* open folders: out, and the twin's site; -1 */
	int           lock;
	struct publish_row *front_rows, *twin_rows;	/* sorted by path: what each holds now */
	size_t        nfront, ntwin;

	bool          no_exchange;	/* for tests, set after publish_open: as if there were none */

	bool          left_over;	/* by publish_commit: what an earlier site had is still in the twin */

	bool          restricted;	/* what is published is for members: nobody but its owner may read it */

	/* private */
	int              home;		/* the folder of the twin and its marks */
	bool             listed;	/* out has a manifest */
	mode_t           umask;		/* the caller's, put back by publish_close */
	struct file_list folders;	/* of out, itself first, as they were when it was opened */
};

/*
 * Take the lock (waiting for another build, or saying who holds it), finish or undo what a
 * killed build left, refuse foreign files, make out and the twin where they are missing.
 * false with findings of code write-failed or read-failed: the machine, or the user, has to
 * act first.
 */
bool publish_open(struct publish *p, int parent, struct str out, struct arena *a, struct diag *d);

/*
 * The same for members' packs.  The folder is marked, and git told to leave it alone; one that has no
 * mark and is not empty is refused, as is a marked one by publish_open.
 */
bool publish_open_restricted(struct publish *p, int parent, struct str out, struct arena *a, struct diag *d);

/* Members' packs leave no twin, which would keep what was in them; after publish_commit, or instead of it. */
void publish_discard(struct publish *p);

/*
 * Only the read side, for a build that may have nothing to do: the manifest of out; false
 * when there is none, or when a file of it is missing or has another size, or when a killed
 * build left something to be finished.
 */
bool publish_is_whole(int parent, struct str out, struct arena *a, struct hash *manifest);

/*
 * In a worker: see to it that the twin has this page.  *row is filled in; its path is the
 * caller's.  0 or an errno (publish_failed says it); *written says whether bytes had to be
 * written (false: twin or out had them).  EINVAL: no path for a page, as one is that begins
 * with a dot or holds a control character.
 */
int publish_page(const struct publish *p, struct str path, struct str bytes, struct publish_row *row,
	bool *written);

/* Record the finding of a page, or with an empty path of out itself, that can't be written. */
void publish_failed(struct publish *p, struct str path, int error);

/*
 * In the parent, after all pages: remove from the twin what no row owns, write the
 * manifest, sync, exchange.  rows are sorted by path, none of them twice.  Nothing of
 * out changes unless true is given, but where pages are renamed one by one; when all is as
 * it was, out is left alone altogether.  A row that publish_page did not see to must be in
 * out as it is.  *manifest is the hash of the manifest's bytes.  Once for each publish_open.
 * What the site before had, and this one has not, goes from the twin as well, or left_over is set and said.
 */
bool publish_commit(struct publish *p, const struct publish_row *rows, size_t n,
	struct hash *manifest);

void publish_close(struct publish *p);

#endif
