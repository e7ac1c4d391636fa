/*
 * Blocks of memory that are released together.
 *
 * Knows blocks and alignment; what is put in them and how long it is needed is
 * the caller's.  The newest block is the one that is being filled.  A large
 * request gets a block of its own, so that a file read whole wastes no half-filled
 * block and is not kept by arena_reset, and an array can be given more room where it is.
 */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * Under the address sanitizer a gap that may not be touched follows everything that
 * is handed out, so that a read past a slice is seen as it is with malloc.
 */
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#define GAP 16
#define CLOSE(at, size) ASAN_POISON_MEMORY_REGION(at, size)
#define OPEN(at, size)  ASAN_UNPOISON_MEMORY_REGION(at, size)
#else
#define GAP 0
#define CLOSE(at, size) ((void)0)
#define OPEN(at, size)  ((void)0)
#endif

#define BLOCK_LEAST ((size_t)4 << 10)	/* small compilations stay small */
#define BLOCK_MOST  ((size_t)1 << 20)

struct arena_block {
	struct arena_block *next;	/* an older one */
	size_t              room, used;	/* of bytes */
	max_align_t         bytes[];	/* zero from used on */
};

static _Noreturn void
out_of_memory(void)
{
	static const char text[] = "reeve: out of memory\n";

	if (write(STDERR_FILENO, text, sizeof(text) - 1) < 0)
		_exit(2);	/* there is nobody left to tell */
	_exit(2);
}

static struct arena_block *
block_new(size_t room, struct arena_block *next)
{
	if (room > PTRDIFF_MAX - sizeof(struct arena_block))
		out_of_memory();

	struct arena_block *b = calloc(1, sizeof(*b) + room);

	if (!b)
		out_of_memory();
	b->next = next;
	b->room = room;
	CLOSE(b->bytes, room);
	return b;
}

/* The room of the block to be filled after b: with its head, twice as large. */
static size_t
room_after(const struct arena_block *b)
{
	size_t whole = b ? 2 * (b->room + sizeof(*b)) : BLOCK_LEAST;

	return (whole < BLOCK_MOST ? whole : BLOCK_MOST) - sizeof(*b);
}

/* A block with nothing in it yet that has room for size bytes. */
static struct arena_block *
block_for(struct arena *a, size_t size)
{
	if (!a->block)
		a->block = block_new(room_after(NULL), NULL);
	if (size <= a->block->room - a->block->used && a->block->used == 0)
		return a->block;

	size_t room = room_after(a->block);

	if (size > room / 4)
		return a->large = block_new(size, a->large);
	return a->block = block_new(room, a->block);
}

static void *
take(struct arena *a, size_t size, size_t align)
{
	if (size > PTRDIFF_MAX - GAP - 1)
		out_of_memory();

	size_t asked = size + GAP + (size == 0);
	struct arena_block *b = a->block;
	size_t start = b ? (b->used + align - 1) & ~(align - 1) : 0;

	if (!b || start > b->room || asked > b->room - start) {
		b = block_for(a, asked);
		start = 0;
	}

	char *at = (char *)b->bytes + start;

	b->used = start + asked;
	a->used += size;
	OPEN(at, size);
	return at;
}

void
arena_init(struct arena *a)
{
	*a = (struct arena){ NULL, NULL, 0 };
}

void *
arena_alloc(struct arena *a, size_t size)
{
	return take(a, size, alignof(max_align_t));
}

static size_t
whole_of(size_t n, size_t size)
{
	size_t whole;

	if (__builtin_mul_overflow(n, size, &whole))
		out_of_memory();
	return whole;
}

void *
arena_array(struct arena *a, size_t n, size_t size)
{
	return arena_alloc(a, whole_of(n, size));
}

/* The kernel moves large blocks by changing the addresses of their pages. */
static void *
grow_large(struct arena *a, struct arena_block **at, size_t size)
{
	if (size > PTRDIFF_MAX - sizeof(struct arena_block) - GAP)
		out_of_memory();
	OPEN((*at)->bytes, (*at)->room);
	a->used += size + GAP - (*at)->room;

	struct arena_block *b = realloc(*at, sizeof(*b) + size + GAP);

	if (!b)
		out_of_memory();
	b->room = b->used = size + GAP;
	CLOSE(b->bytes, b->room);
	OPEN(b->bytes, size);
	*at = b;
	return b->bytes;
}

void *
arena_grow(struct arena *a, void *array, size_t count, size_t room, size_t size)
{
	size_t whole = whole_of(room, size);

	for (struct arena_block **b = &a->large; *b; b = &(*b)->next)
		if ((*b)->bytes == array)
			return grow_large(a, b, whole);

	void *grown = arena_alloc(a, whole);

	if (count)
		memcpy(grown, array, count * size);
	CLOSE(array, count * size);
	return grown;
}

char *
arena_copy(struct arena *a, const void *bytes, size_t len)
{
	if (len == SIZE_MAX)
		out_of_memory();

	char *copy = take(a, len + 1, 1);	/* text is packed */

	if (len)
		memcpy(copy, bytes, len);
	return copy;
}

static void
release_from(struct arena_block *b)
{
	while (b) {
		struct arena_block *next = b->next;

		OPEN(b->bytes, b->room);
		free(b);
		b = next;
	}
}

void
arena_reset(struct arena *a)
{
	struct arena_block *b = a->block;

	release_from(a->large);
	a->large = NULL;
	a->used = 0;
	if (!b)
		return;
	release_from(b->next);
	OPEN(b->bytes, b->room);
	memset(b->bytes, 0, b->used);
	CLOSE(b->bytes, b->room);
	b->next = NULL;
	b->used = 0;
}

void
arena_release(struct arena *a)
{
	release_from(a->large);
	release_from(a->block);
	arena_init(a);
}
