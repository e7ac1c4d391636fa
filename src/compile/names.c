/*
 * Rows by their names, with open addressing.
 */
#include "compile/names.h"

#include "base/hash.h"

void
names_init(struct names *n, struct sheet *s, uint32_t most,
	void (*twice)(void *context, uint32_t row, uint32_t first), void *context)
{
	size_t count = 4;

	*n = (struct names){ .s = s, .twice = twice, .context = context, .slots = BUF_EMPTY,
		.bits = 1 };
	while (count / 4 * 3 < most)
		count *= 2;
	while (n->bits < 32 && ((uint64_t)1 << n->bits) <= (uint64_t)most + 1)
		n->bits++;
	n->mask = (uint32_t)(count - 1);
	buf_fill(&n->slots, '\0', count * sizeof(uint32_t));
}

static uint32_t
slot_of(const struct names *n, uint64_t hash)
{
	return (uint32_t)(hash >> 7) & n->mask;
}

static bool
same_name(const struct sheet *s, uint32_t a, uint32_t b)
{
	return sheet_same_group(s, a, b)
		&& str_equal(sheet_label_slug(s, a), sheet_label_slug(s, b));
}

static void
look_up(struct names *n, uint32_t row, uint64_t hash)
{
	uint32_t *slots = (void *)n->slots.at;
	uint32_t low = n->bits < 32 ? ((uint32_t)1 << n->bits) - 1 : UINT32_MAX;
	uint32_t rest = (uint32_t)(hash >> 32) & ~low, i = slot_of(n, hash);

	for (; slots[i] != 0; i = (i + 1) & n->mask) {
		uint32_t other = (slots[i] & low) - 1;

		if ((slots[i] & ~low) != rest || !same_name(n->s, other, row))
			continue;
		n->twice(n->context, row, other);
		return;
	}
	slots[i] = rest | (row + 1);
}

static void
look_up_all(struct names *n)
{
	for (uint32_t i = 0; i < n->nwaiting; i++)
		look_up(n, n->waiting[i].row, n->waiting[i].hash);
	n->nwaiting = 0;
}

void
names_put(struct names *n, uint32_t row, struct str slug)
{
	const uint64_t odd = 0x9e3779b97f4a7c15;
	uint64_t hash = (hash_bytes(slug).low ^ sheet_group_number(n->s, row)) * odd;

	__builtin_prefetch(n->slots.at + slot_of(n, hash) * sizeof(uint32_t), 1);
	n->waiting[n->nwaiting].row = row;
	n->waiting[n->nwaiting++].hash = hash;
	if (n->nwaiting == NAMES_WAITING)
		look_up_all(n);
}

void
names_finish(struct names *n)
{
	look_up_all(n);
	buf_release(&n->slots);
}
