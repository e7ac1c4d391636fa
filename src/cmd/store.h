#ifndef CMD_STORE_H
#define CMD_STORE_H
/*
 * Where objects are between compile and link: in packs below .reeve/objects, and for a check, which
 * writes nothing, in memory that the workers share.
 *
 * A worker appends the objects that it makes to a pack of its own; the index says where each is.  (A file
 * for each object cost more processor time than reading its report.)
 */
#include "base/arena.h"
#include "base/hash.h"

struct store_row {			/* one for each source; shared with the workers */
	struct hash key;
	struct hash sum;	/* of the object's bytes: a pack that was damaged is not believed */
	uint64_t    start, size;
	uint32_t    pack;		/* its number, from 1; 0: the memory */
	int         error;		/* an errno of put */
	bool        ready;
	bool        failed;	/* the object stands for a source that could not be read */
	bool        secret;	/* it holds what another source says is exempt: it is in memory, never in a pack */
};

struct store {
	int               folder;	/* of packs; -1: none */
	bool              keep;		/* new objects are written there */
	int               memory;	/* a file without a name, for those that are not kept: pack 0 */
	size_t            nrow;
	struct store_row *rows;
	struct store_end *end;		/* private: shared counters */
	int              *packs;	/* open packs, by number; -1: not open yet */
	uint32_t          npack;
	int               mine;		/* the pack that this process appends to; -1: none yet */
	uint32_t          mine_number;
	uint64_t          mine_end;
};

/* first: the lowest number that no pack has.  0 or an errno. */
int store_open(struct store *s, int folder, bool keep, size_t nrow, uint32_t first, struct arena *a);

/* Put an object.  Safe in several processes at once. */
void store_put(struct store *s, size_t row, struct hash key, struct str bytes);

/* The bytes of a row that is ready, in a.  0 or an errno.  Fits link_input.get. */
int store_get(void *store, size_t row, struct arena *a, struct str *bytes);

/* Overwrite bytes of a pack that no row needs any more: nothing is left of what became exempt.  0 or an errno. */
int store_wipe(struct store *s, uint32_t pack, uint64_t start, uint64_t size);

/* After it is known which rows are secret: those that are go from their packs, the others into one.  0 or an errno. */
int store_settle(struct store *s);

/*
 * Where the packs hold more that is dead than alive, copy what is alive into one; rows change.
 * After the index is written, store_sweep removes what no row is in.  0 or an errno; nothing is lost by one.
 */
int store_gather(struct store *s, struct arena *a);
int store_sweep(struct store *s, struct arena *a);

void store_close(struct store *s);

#endif
