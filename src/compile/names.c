/*
 * Rows by their names, with open addressing.
 */
#include "compile/names.h"

#include <string.h>

#include "base/hash.h"

void
names_init(struct names *n, uint32_t most)
{
	size_t count = 4;

	*n = (struct names){ .slots = BUF_EMPTY, .bits = 1 };
	while (count / 4 * 3 < most)
		count *= 2;
	while (((uint64_t)1 << n->bits) <= (uint64_t)most + 1)
		n->bits++;
	n->mask = (uint32_t)(count - 1);
	buf_fill(&n->slots, '\0', count * sizeof(uint32_t));
}

void
names_release(struct names *n)
{
	buf_release(&n->slots);
}

static uint64_t
hash_of(const struct sheet *s, uint32_t row, struct str slug)
{
	const uint64_t odd = 0x9e3779b97f4a7c15;

	return (hash_bytes(slug).low ^ sheet_group_number(s, row)) * odd;
}

static bool
has_name(const struct sheet *s, uint32_t a, uint32_t b, struct str slug)
{
	return sheet_same_group(s, a, b) && str_equal(sheet_label_slug(s, a), slug);
}

uint32_t
names_put(struct names *n, const struct sheet *s, uint32_t row, struct str slug)
{
	uint32_t *slots = (void *)n->slots.at;
	uint64_t hash = hash_of(s, row, slug);
	uint32_t rest = (uint32_t)(hash >> 32), low = ((uint32_t)1 << n->bits) - 1;
	uint32_t i = (uint32_t)(hash >> 7) & n->mask;

	if (n->bits >= 32)
		low = UINT32_MAX;
	for (; slots[i] != 0; i = (i + 1) & n->mask) {
		uint32_t other = (slots[i] & low) - 1;

		if ((slots[i] & ~low) == (rest & ~low) && has_name(s, other, row, slug))
			return other;
	}
	slots[i] = (rest & ~low) | (row + 1);
	return OBJECT_NONE;
}
