#ifndef LINK_AGREE_H
#define LINK_AGREE_H
/*
 * Whether what a text says agrees with a value, at the precision and in the words that it is said in.
 *
 * A plain figure agrees when the value, rounded as the figure is, is the figure.  `About` lets the
 * noughts at a figure's end be round, by at most a twentieth.  A bound (`up to`, `over`, `less than`) and a
 * range are taken at their word.  What the value's own rounding leaves open never counts against a claim.
 */
#include "object/object.h"

/* What a claim says: upper is a range's. */
struct claimed {
	struct amount   amount, upper;
	enum claim_kind kind;
	bool            signs;		/* it has a plus of its own */
};

/* What a claim is compared with: a value, how far rounding may have moved it, and the words for it. */
struct truth {
	decimal     value, slack;
	uint8_t     unit;
	int         place;	/* its last written digit is worth 10^place; INT_MAX: of a formula, which has none */
	int         scale;	/* of its column: a bare number may be written in it */
	struct str  shown;	/* as a reader sees it, "£12,922k" */
	struct str  name;	/* "the cell #total of funding.csv" */
	struct place at;	/* of the cell; line 0 when there is none */
};

/* The verdict; t is brought to the claim's unit and sign.  said: the claim as it was taken, in base units. */
enum verdict agree_judge(const struct claimed *c, struct truth *t, struct claimed *said);

/* A unit slip: the power of ten that the claim is wrong by; 0 for none.  c and t as agree_judge left them. */
int agree_slip(const struct claimed *c, const struct truth *t);

/* A bound on money that holds, but is twice the value or less than half of it. */
bool agree_is_loose(const struct claimed *c, const struct truth *t);

bool agree_units(const struct claimed *c, const struct truth *t);

/* How far a value may lie from the claim's amount and still agree with it, where that is no bound. */
decimal agree_reach(const struct claimed *c);

#endif
