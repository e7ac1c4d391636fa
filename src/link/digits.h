#ifndef LINK_DIGITS_H
#define LINK_DIGITS_H
/*
 * Figures as they are typed: which slip of the hand makes one of the other.
 */
#include "base/amount.h"

#define DIGITS_MOST 40

struct digits {
	uint8_t  at[DIGITS_MOST];	/* the last first */
	unsigned count, significant;	/* significant: noughts at the end left out */
};

enum digits_slip {
	DIGITS_OTHER,		/* equal, or too far apart */
	DIGITS_EXCHANGED,	/* two neighbours */
	DIGITS_WRONG,		/* one differs */
	DIGITS_DROPPED,		/* the first has one too few */
	DIGITS_DOUBLED		/* the first has one too many */
};

/* The digits of a value down to 10^place; false when they are too many. */
bool digits_read(decimal value, int place, struct digits *out);

/* The slip by which the second became the first. */
enum digits_slip digits_compare(const struct digits *said, const struct digits *is);

#endif
