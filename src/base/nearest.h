#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H
/*
 * The names nearest to one that was not found, for helps that say "did you mean".
 * Nearness is edit distance (Damerau, restricted) on case-folded names, and being a part of it;
 * what is further than a third of the name's length is not offered.
 */
#include "base/str.h"

#define NEAREST_MOST 3

struct nearest {
	struct str wanted;
	struct { struct str name; unsigned distance; } found[NEAREST_MOST];
	unsigned   count;
};

void nearest_init(struct nearest *n, struct str wanted);
void nearest_try(struct nearest *n, struct str candidate);	/* borrowed; repeats are dropped */

/* "did you mean `a`, `b` or `c`?", or an empty slice when nothing is near. */
struct str nearest_text(const struct nearest *n, struct arena *a);

/* Whether one has just one byte more, less or other than the other. */
bool nearest_is_one_off(struct str a, struct str b);

#endif
