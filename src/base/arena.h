#ifndef BASE_ARENA_H
#define BASE_ARENA_H
/*
 * Memory for one unit of work: a compilation, a link, a page.
 *
 * What is allocated lives until the arena is released, whole.  Running out of
 * memory ends the process with status 2 and a sentence, so nothing above
 * tests for NULL.
 */
#include <stddef.h>

struct arena {
	struct arena_block *block;	/* the newest first; NULL when empty */
	struct arena_block *large;	/* each holds one thing */
	size_t              used;	/* bytes handed out, for the bench */
};

void arena_init(struct arena *a);

/* Zeroed, aligned for any type.  A size of 0 gives a valid pointer. */
void *arena_alloc(struct arena *a, size_t size);

/* The same for n things of one size; the product may not overflow. */
void *arena_array(struct arena *a, size_t n, size_t size);

/*
 * Room for more things of an array, which may move: the first count are those that it had, the rest is
 * not zeroed.  A large array is not copied, and leaves nothing behind.
 */
void *arena_grow(struct arena *a, void *array, size_t count, size_t room, size_t size);

/* A copy of len bytes, with a NUL after them that is not counted. */
char *arena_copy(struct arena *a, const void *bytes, size_t len);

/* Empty the arena but keep its newest block for the next unit of work. */
void arena_reset(struct arena *a);

void arena_release(struct arena *a);

#endif
