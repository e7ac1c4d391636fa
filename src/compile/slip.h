#ifndef COMPILE_SLIP_H
#define COMPILE_SLIP_H
/*
 * Slips of the hand: what a figure may have been before it was typed wrong.  Private to compile/.
 */
#include "base/amount.h"

enum slip_kind {
	SLIP_EXCHANGED,		/* two digits that stand side by side */
	SLIP_EXCHANGED_FAR,	/* two that don't */
	SLIP_DIGIT,		/* one digit is another */
	SLIP_DROPPED,		/* a digit is missing */
	SLIP_DOUBLED,		/* a digit was typed twice */
	SLIP_EXTRA,		/* a digit too many */
	SLIP_SIGN,
	SLIP_SCALE,		/* ten, a hundred, a thousand, a million times too much or too little */
	SLIP_KINDS
};

struct slip {
	enum slip_kind kind;
	decimal        meant;
	int            zeros;	/* SLIP_SCALE: of the factor; below 0 what is written is too small */
	int            weight;	/* how likely, from 0 to 100: the kind, and how closely it fits */
};

/*
 * The likeliest slip that makes a figure no further than reach from expected into the one that is
 * written, whose last digit is worth 10^place.  false when there is none.
 */
bool slip_find(decimal written, decimal expected, decimal reach, int place, struct slip *out);

#endif
