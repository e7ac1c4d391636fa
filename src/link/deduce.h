#ifndef LINK_DEDUCE_H
#define LINK_DEDUCE_H
/*
 * Which unknowns a system of linear equations determines.
 *
 * What they are is not asked, only whether they can be worked out; so the figures that are known are not
 * in the equations, but for those that an unknown is multiplied by.
 */
#include "base/arena.h"
#include "base/residue.h"

struct deduce_term {
	uint32_t unknown;
	residue  factor;
};

enum deduced { DEDUCED_OPEN, DEDUCED_KNOWN, DEDUCED_TOO_LARGE /* nobody can say: too much is tied together */ };

struct deduce_result {
	enum deduced    state;
	const uint32_t *equations;	/* that it is worked out from, in order */
	uint32_t        count;
};

struct deduce {
	struct arena         *arena;
	uint32_t              nunknown, nequation;
	struct deduce_result *results;	/* nunknown, when it was solved */

	/* private */
	struct deduce_row    *rows;
	uint32_t              room;
	uint64_t              effort;	/* terms that may still be looked at */
};

#define DEDUCE_EFFORT 100000000u

/* Everything is in a. */
void deduce_init(struct deduce *d, struct arena *a, uint32_t unknowns);

/* The sum of the terms is something known.  An unknown may come several times.  Equations count from 0. */
void deduce_add(struct deduce *d, const struct deduce_term *terms, uint32_t n);

void deduce_solve(struct deduce *d);

#endif
