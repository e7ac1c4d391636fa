#ifndef CMD_INDEX_H
#define CMD_INDEX_H
/*
 * What earlier builds left in .reeve/: which object each source gave, and how the last link ended.
 *
 * Either file can be removed at any time: everything is then made again.
 */
#include "cmd/site.h"
#include "cmd/store.h"
#include "link/link.h"

struct index_row {
	struct str       path;
	struct file_info info, sidecar;		/* size, times and inode only */
	struct hash      key, sum;		/* of its object, and of the object's bytes, which are */
	uint32_t         pack;			/* in this pack, or in none: it is secret, and was in memory alone; */
	uint64_t         start, size;		/* here */
};

struct index {
	struct index_row  *rows;		/* sorted by path */
	struct index_row **by_key;		/* the same, sorted by key */
	size_t             nrow;
	uint32_t           last_pack;		/* the highest number of a pack */
};

/* Read .reeve/index; empty when there is none, or it is another version's or settings'. */
void index_read(struct index *x, int folder, struct hash settings, struct arena *a);

/* The row of a source whose file is just as it was, or NULL. */
const struct index_row *index_find(const struct index *x, const struct site_source *source);

/* Whether the object of the source of that path was secret (store.h). */
bool index_is_secret(const struct index *x, struct str path);

/* Give every object of the index that its source's row in the store does not have any more. */
int index_each_dead(const struct index *x, const struct site *s, struct store *store,
	int (*dead)(struct store *store, uint32_t pack, uint64_t start, uint64_t size));

/* A row whose object has this key, or NULL: a source that was touched, moved or copied. */
const struct index_row *index_key(const struct index *x, struct hash key);

int index_write(int folder, const struct site *s, const struct store *store, struct hash settings);

/* The last link: from what, and what was found. */
bool state_read(int folder, struct hash link, struct arena *a, struct diag *d, struct link_summary *summary);
int  state_write(int folder, struct hash link, const struct diag *d, const struct link_summary *summary);

#endif
