/*
 * A hash table that remembers the order of insertion.
 *
 * Entries stand in an array in the order they came; the slots say where to find
 * them.  When both are full, larger ones are made and the old are left to the
 * arena: together they are never more than the new.
 */
#include "base/map.h"

#include <assert.h>
#include <string.h>

#define SLOTS_LEAST ((size_t)16)	/* a power of two */

/*
 * Eight bytes at a time are multiplied in and the high half is folded down, as slots
 * are chosen by the low bits.  It depends on the bytes of the key alone.
 */
static uint32_t
mix(struct str key)
{
	const uint64_t odd = 0x9e3779b97f4a7c15;
	uint64_t h = key.len * odd;

	for (size_t i = 0; i < key.len; i += 8) {
		uint64_t word = 0;
		size_t left = key.len - i;

		memcpy(&word, key.at + i, left < 8 ? left : 8);
		h = (h ^ word) * odd;
		h ^= h >> 32;
	}
	return (uint32_t)h;
}

/* The slot that holds key, or the empty one where it belongs.  Few other keys have the same hash: theirs are not read. */
static struct map_slot *
slot_of(const struct map *m, struct str key, uint32_t hash)
{
	size_t i = hash & (m->nslot - 1);

	for (; m->slots[i].entry; i = (i + 1) & (m->nslot - 1))
		if (m->slots[i].hash == hash && str_equal(m->entries[m->slots[i].entry - 1].key, key))
			break;
	return &m->slots[i];
}

static void
put_slot(struct map *m, struct map_slot slot)
{
	size_t i = slot.hash & (m->nslot - 1);

	while (m->slots[i].entry)
		i = (i + 1) & (m->nslot - 1);
	m->slots[i] = slot;
}

static void
grow(struct map *m)
{
	const struct map_slot *slots = m->slots;
	const struct map_entry *entries = m->entries;
	size_t nslot = m->nslot;

	m->nslot = nslot ? 2 * nslot : SLOTS_LEAST;
	m->room = m->nslot / 4 * 3;
	assert(m->room < UINT32_MAX);
	m->entries = arena_array(m->arena, m->room, sizeof(*m->entries));
	m->slots = arena_array(m->arena, m->nslot, sizeof(*m->slots));
	for (size_t i = 0; i < m->count; i++)
		m->entries[i] = entries[i];
	for (size_t i = 0; i < nslot; i++)
		if (slots[i].entry)
			put_slot(m, slots[i]);
}

void
map_init(struct map *m, struct arena *a)
{
	*m = (struct map){ .arena = a };
}

void *
map_get(const struct map *m, struct str key)
{
	uint32_t entry = m->count ? slot_of(m, key, mix(key))->entry : 0;

	return entry ? m->entries[entry - 1].value : NULL;
}

void *
map_put(struct map *m, struct str key, void *value)
{
	uint32_t hash = mix(key), entry = m->count ? slot_of(m, key, hash)->entry : 0;

	if (entry) {
		void *before = m->entries[entry - 1].value;

		m->entries[entry - 1].value = value;
		return before;
	}
	if (m->count == m->room)
		grow(m);
	m->entries[m->count++] = (struct map_entry){ key, value };
	put_slot(m, (struct map_slot){ (uint32_t)m->count, hash });
	return NULL;
}
