#ifndef BASE_MAP_H
#define BASE_MAP_H
/*
 * Slices to pointers, iterated in the order of insertion, so that nothing
 * that is printed depends on a hash.  Keys are borrowed; memory is the arena's.
 */
#include "base/arena.h"
#include "base/str.h"

struct map_entry {
	struct str key;
	void      *value;
};

struct map_slot {
	uint32_t entry;			/* + 1; 0: it is empty */
	uint32_t hash;
};

struct map {
	struct arena     *arena;
	struct map_entry *entries;	/* [0 .. count) in the order they came */
	struct map_slot  *slots;	/* private: open addressing */
	size_t            count, room, nslot;
};

void map_init(struct map *m, struct arena *a);
void *map_get(const struct map *m, struct str key);	/* NULL when absent */

/* Set key to value.  Gives what was there before, or NULL. */
void *map_put(struct map *m, struct str key, void *value);

#endif
