#ifndef CMD_STORE_H
#define CMD_STORE_H
/*
 * Where objects are between compile and link: in files named by their keys, and
 * for a check, which writes nothing, in memory that the workers share.
 */
#include "base/arena.h"
#include "base/hash.h"

struct store_row {			/* one for each source; shared with the workers */
	struct hash key;
	uint64_t    start, size;	/* in memory, when size is not 0 */
	int         error;		/* an errno of put */
	bool        ready;
};

struct store {
	int               folder;	/* of object files; -1: none */
	bool              keep;		/* new objects are written there */
	int               memory;	/* a file without a name, for those that are not kept */
	size_t            nrow;
	struct store_row *rows;
	struct store_end *end;		/* private: how full memory is */
};

int store_open(struct store *s, int folder, bool keep, size_t nrow);	/* 0 or an errno */

/* Whether the folder has an object of this key; then the row is ready. */
bool store_has(struct store *s, size_t row, struct hash key);

/* Put an object.  Safe in several processes at once. */
void store_put(struct store *s, size_t row, struct hash key, struct str bytes);

/* The bytes of a row that is ready, in a.  0 or an errno.  Fits link_input.get. */
int store_get(void *store, size_t row, struct arena *a, struct str *bytes);

/* Remove an object that no source has any more. */
void store_drop(struct store *s, struct hash key);

void store_close(struct store *s);

#endif
