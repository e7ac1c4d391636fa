#ifndef LINK_NEARNESS_H
#define LINK_NEARNESS_H
/*
 * How a figure in prose is like an amount of a table: it is that amount, or would be but for a slip.
 *
 * A figure is compared with thousands of amounts, so what it says alone is worked out once.
 */
#include "link/digits.h"

enum nearness {
	NEAR_NOT, NEAR_AGREES, NEAR_YEAR /* of another year's column */, NEAR_UNIT, NEAR_EXCHANGED, NEAR_DIGIT
};

/* Amounts that are the figure times 10^power, as precisely as it is written. */
struct near_unit {
	int     power;
	decimal least, below;
};

#define NEAR_UNITS  8
#define NEAR_DIGITS 3		/* that are not noughts at its end: a figure of fewer is like too many amounts */

struct near_figure {
	const struct amount *amount;
	decimal          value, number;	/* without a sign; number: in steps of its last digit */
	struct digits    digits;
	struct near_unit units[NEAR_UNITS];
	uint32_t         nunit;
};

void near_look(const struct amount *figure, struct near_figure *out);

/* *power is set for NEAR_UNIT.  NEAR_YEAR is the caller's. */
enum nearness near_compare(const struct near_figure *figure, const struct amount *cell, int *power);

#endif
