/*
 * The few best names for one that was not found.
 *
 * Keeps the nearest three of all that are tried and allocates nothing; where
 * candidates come from is the caller's.  Case is that of ASCII.  Equally near names
 * are ordered by their bytes, so the order in which they are tried tells nothing.
 */
#include "base/nearest.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

#define NAME_MOST 64		/* bytes: longer names are compared at their ends only */
#define PART_LEAST 3		/* characters: less is a part of too much */

struct letters {
	uint32_t at[NAME_MOST];
	unsigned count;
};

static uint32_t
lower(uint32_t c)
{
	return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

static void
read_letters(struct letters *all, struct str name)
{
	all->count = 0;
	for (size_t i = 0; i < name.len;)
		all->at[all->count++] = lower(utf8_next(name, &i));
}

static unsigned
least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* The distance of a's first i letters to b's first j, from the rows of shorter starts of a. */
static unsigned
step(const struct letters *a, const struct letters *b, unsigned i, unsigned j,
	unsigned row[3][NAME_MOST + 1])
{
	const unsigned *before = row[(i + 2) % 3], *earlier = row[(i + 1) % 3];
	bool same = a->at[i - 1] == b->at[j - 1];
	unsigned best = before[j - 1] + !same;

	best = least(best, before[j] + 1);
	best = least(best, row[i % 3][j - 1] + 1);
	if (i > 1 && j > 1 && a->at[i - 1] == b->at[j - 2] && a->at[i - 2] == b->at[j - 1])
		best = least(best, earlier[j - 2] + 1);
	return best;
}

/* Edit distance, where an exchange of neighbours counts one.  Past limit it is only that. */
static unsigned
distance_whole(struct str wanted, struct str name, unsigned limit)
{
	unsigned row[3][NAME_MOST + 1];
	struct letters a, b;

	read_letters(&a, wanted);
	read_letters(&b, name);
	if (a.count > b.count + limit || b.count > a.count + limit)
		return limit + 1;
	for (unsigned j = 0; j <= b.count; j++)
		row[0][j] = j;
	for (unsigned i = 1; i <= a.count; i++) {
		unsigned lowest = row[i % 3][0] = i;

		for (unsigned j = 1; j <= b.count; j++)
			lowest = least(lowest, row[i % 3][j] = step(&a, &b, i, j, row));
		if (lowest > limit)
			return limit + 1;	/* nothing below such a row is less */
	}
	return row[a.count % 3][b.count];
}

static bool
same_letter(char a, char b)
{
	return lower((unsigned char)a) == lower((unsigned char)b);
}

/* For long names: all that lies between what they have in common at both ends. */
static size_t
distance_ends(struct str a, struct str b)
{
	size_t shorter = a.len < b.len ? a.len : b.len;
	size_t longer = a.len < b.len ? b.len : a.len;
	size_t same = 0, tail = 0;

	while (same < shorter && same_letter(a.at[same], b.at[same]))
		same++;
	while (same + tail < shorter
	       && same_letter(a.at[a.len - 1 - tail], b.at[b.len - 1 - tail]))
		tail++;
	return longer - same - tail;
}

static bool
is_part(struct str part, struct str whole)
{
	for (size_t i = 0; i + part.len <= whole.len; i++)
		if (str_equal_nocase(part, str_slice(whole, i, i + part.len)))
			return true;
	return false;
}

/* How far name is from what is wanted; false when it is too far to be offered. */
static bool
is_near(struct str wanted, struct str name, unsigned *out)
{
	size_t count = utf8_count(wanted);
	bool whole = wanted.len <= NAME_MOST && name.len <= NAME_MOST;
	size_t limit = (whole ? count : wanted.len) / 3;
	size_t distance = whole ? distance_whole(wanted, name, (unsigned)limit)
		: distance_ends(wanted, name);

	if (distance > limit && count >= PART_LEAST && wanted.len <= NAME_MOST
	    && is_part(wanted, name)) {
		distance = utf8_count(name) - count;	/* that many letters are added */
		limit = distance;
	}
	*out = distance < UINT32_MAX ? (unsigned)distance : UINT32_MAX;
	return distance <= limit;
}

void
nearest_init(struct nearest *n, struct str wanted)
{
	*n = (struct nearest){ .wanted = wanted };
}

void
nearest_try(struct nearest *n, struct str candidate)
{
	unsigned distance, place = 0;

	for (unsigned i = 0; i < n->count; i++)
		if (str_equal(n->found[i].name, candidate))
			return;
	if (!is_near(n->wanted, candidate, &distance))
		return;
	while (place < n->count && (n->found[place].distance < distance
	       || (n->found[place].distance == distance
	           && str_compare(n->found[place].name, candidate) < 0)))
		place++;
	if (place == NEAREST_MOST)
		return;
	if (n->count < NEAREST_MOST)
		n->count++;
	for (unsigned i = n->count - 1; i > place; i--)
		n->found[i] = n->found[i - 1];
	n->found[place].name = candidate;
	n->found[place].distance = distance;
}

struct str
nearest_text(const struct nearest *n, struct arena *a)
{
	struct buf text = BUF_EMPTY;

	for (unsigned i = 0; i < n->count; i++) {
		buf_text(&text, i == 0 ? "did you mean `" : i + 1 < n->count ? ", `" : " or `");
		buf_str(&text, n->found[i].name);
		buf_char(&text, '`');
	}
	if (n->count)
		buf_char(&text, '?');

	return buf_keep(&text, a);	/* of none, none */
}

bool
nearest_is_one_off(struct str a, struct str b)
{
	size_t same = 0, tail = 0;
	struct str longer = a.len >= b.len ? a : b, shorter = a.len >= b.len ? b : a;

	while (same < shorter.len && shorter.at[same] == longer.at[same])
		same++;
	while (tail < shorter.len - same
		&& shorter.at[shorter.len - 1 - tail] == longer.at[longer.len - 1 - tail])
		tail++;
	return longer.len - shorter.len <= 1 && longer.len - same - tail == 1;
}
