#ifndef CMD_INDEX_H
#define CMD_INDEX_H
/*
 * What earlier builds left in .reeve/: which object each source gave, and how the last link ended.
 *
 * Either file can be removed at any time: everything is then made again.
 */
#include "cmd/site.h"
#include "link/link.h"

struct index_row {
	struct str       path;
	struct file_info info, sidecar;		/* size, times and inode only */
	struct hash      key;
};

struct index {
	struct index_row *rows;			/* sorted by path */
	size_t            nrow;
};

/* Read .reeve/index; empty when there is none, or it is another version's or settings'. */
void index_read(struct index *x, int folder, struct hash settings, struct arena *a);

/* The row of a source whose file is just as it was, or NULL. */
const struct index_row *index_find(const struct index *x, const struct site_source *source);

/* The row of a path, changed or not, or NULL. */
const struct index_row *index_row(const struct index *x, struct str path);

int index_write(int folder, const struct site *s, const struct hash *keys, struct hash settings);

/* The last link: from what, and what was found. */
bool state_read(int folder, struct hash link, struct arena *a, struct diag *d, struct link_summary *summary);
int  state_write(int folder, struct hash link, const struct diag *d, const struct link_summary *summary);

#endif
