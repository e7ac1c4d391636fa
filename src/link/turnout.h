#ifndef LINK_TURNOUT_H
#define LINK_TURNOUT_H
/*
 * How often members came: counted from the minutes, and from nothing else.
 *
 * Somebody is expected at a meeting whose minutes name them as present, with apologies or absent.
 */
#include "base/buf.h"
#include "link/minutes.h"
#include "link/municipal.h"

struct turnout_sum {
	uint32_t expected, count[ATTENDED_KINDS];	/* by enum attended */
};

/* Which meetings are counted. */
struct turnout_of {
	uint32_t                     committee;	/* NONE: of all */
	const struct municipal_year *year;	/* NULL: of all */
};

bool turnout_counts(const struct program *p, const struct turnout *t, const struct turnout_of *of);

/* By person's page, in a.  expected 0: nothing is known. */
const struct turnout_sum *turnout_sums(const struct program *p, const struct turnout_of *of, struct arena *a);

/* Meeting by meeting and member by member, the latest meeting first. */
void turnout_csv(struct program *p, struct buf *out);
void turnout_json(struct program *p, struct buf *out);

#endif
