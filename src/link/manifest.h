#ifndef LINK_MANIFEST_H
#define LINK_MANIFEST_H
/*
 * What reeve wrote, as it is listed in the published folder: `reeve manifest 1`, then a
 * line `HASH SIZE PATH` for each file, sorted by path.  One list has one text.
 */
#include "base/buf.h"
#include "link/publish.h"

#define MANIFEST ".reeve-manifest"

struct manifest {
	struct publish_row *rows;	/* sorted by path */
	size_t              count;
	struct hash         hash;	/* of the text */
};

/* 0, EBADMSG when it is damaged, or another errno; ENOENT when the folder has none. */
int manifest_read(int folder, struct arena *a, struct manifest *out);

void manifest_text(struct buf *out, const struct publish_row *rows, size_t count);

/* May a page have this path?  Names at the top that begin with a dot are not reeve's. */
bool manifest_allows(struct str path);

/* The first row whose path is not before this one; count when all are. */
size_t manifest_from(const struct publish_row *rows, size_t count, struct str path);

/* The row of a path, or NULL. */
const struct publish_row *manifest_find(const struct publish_row *rows, size_t count,
	struct str path);

/* Does a row lie below this folder? */
bool manifest_needs(const struct publish_row *rows, size_t count, struct str folder);

bool manifest_row_equal(const struct publish_row *a, const struct publish_row *b);

/* Is the row's file there, a regular one of its size? */
bool manifest_row_stands(int folder, const struct publish_row *row);

#endif
