#ifndef COMPILE_RELATION_H
#define COMPILE_RELATION_H
/*
 * What a column may be made of, row by row, out of others.  Private to compile/relation*.
 *
 * A relation is tried on all rows (a sample of a long table) before anything is said of one of them.
 */
#include "compile/sheet.h"

#define RELATION_TERMS 12u	/* figures of a row that one is made of */

/* Words of a header that say what a column is for; one may be several things. */
enum column_words {
	WORDS_BUDGET     = 1,		/* budget, estimate, target */
	WORDS_ACTUAL     = 1 << 1,	/* actual, outturn, spend, forecast */
	WORDS_DIFFERENCE = 1 << 2,	/* variance, change, over */
	WORDS_OPENING    = 1 << 3,	/* opening, brought forward */
	WORDS_CLOSING    = 1 << 4,	/* closing, balance, carried forward */
	WORDS_IN         = 1 << 5,	/* receipts, additions */
	WORDS_OUT        = 1 << 6,	/* payments, uses, committed */
	WORDS_REMAINING  = 1 << 7,	/* remaining, available */
	WORDS_MEAN       = 1 << 8,	/* average */
	WORDS_RUNNING    = 1 << 9,	/* cumulative, to date */
	WORDS_SHARE      = 1 << 10,	/* share, of total */
	WORDS_USED       = 1 << 11,	/* of budget, spent, complete */
	WORDS_PERCENT    = 1 << 12,	/* percent, % */
	WORDS_NET        = 1 << 13,	/* net, surplus */
	WORDS_YEAR       = 1 << 14,	/* 2025/26 */
	WORDS_REVISED    = 1 << 15,	/* revised, latest: a budget and what was moved to or from it */
	WORDS_WHOLE      = 1 << 16	/* full year, all: the columns before it */
};

unsigned column_words(const struct sheet *s, uint32_t column);
bool     column_is_income(struct str slug);	/* a row of money that comes in */

enum form {
	FORM_LINEAR,		/* terms added and taken off */
	FORM_RATIO,		/* the first over the second */
	FORM_CHANGE,		/* the first less the second, over the second */
	FORM_SHARE,		/* the first over its own column's total */
	FORM_MEAN,		/* of the terms that are there */
	FORM_RUNNING		/* the row above and the term */
};

struct relation_term {
	uint32_t column;
	bool     minus;
};

struct relation {
	struct sheet *s;
	const unsigned *words;	/* of each column */
	uint32_t    column;	/* that is made of the terms */
	enum form   form;
	struct relation_term terms[RELATION_TERMS];
	uint32_t    nterm;
	unsigned    named;	/* how much its headers say for it: 0 nothing, 1 they stand next to it, 2 all */
	bool        withheld;	/* figures of the table are */
	uint32_t    above;	/* FORM_RUNNING: the line before the row; FORM_SHARE: the row of the whole */

	/* what the rows say */
	uint32_t holds;		/* that tell something */
	uint32_t zeros;		/* hold, but would by chance */
	uint32_t fails;
	uint32_t flipped;	/* fail, but hold with the other sign */
	bool     is_guess;	/* figures are withheld, so that few rows tell: what its readers will think, and no more */
};

enum outcome { OUTCOME_NONE, OUTCOME_HOLDS, OUTCOME_ZERO, OUTCOME_FAILS, OUTCOME_FLIPPED };

/* relation_judge: one row, or all. */
struct relation_row {
	struct cover covers[RELATION_TERMS + 1];
	uint32_t     ncover;
	struct check check;		/* verdict, stated, computed, difference, bound */
	int          place;		/* of what is stated */
};

/* What the relation makes of the row: false when it says nothing about it. */
bool relation_figures(const struct relation *r, uint32_t row, struct relation_row *out);
/* The cells that the figure of a row is made of, whether they have amounts or not. */
void relation_parts(const struct relation *r, uint32_t row, struct relation_row *out);
enum outcome relation_judge(const struct relation *r, uint32_t row);
void relation_try(struct relation *r);		/* counts, over a sample of the rows */
bool relation_serves(const struct relation *r);	/* so well that a row that it does not fit is wrong */
bool relation_better(const struct relation *a, const struct relation *b);
bool relation_withholds(const struct relation *r, uint32_t row);	/* one of the figures of the row */
bool relation_likely(const struct relation *r);	/* it may be meant, and figures are withheld */

/* relation_find: the best of what the column may be made of; false when nothing serves. */
bool relation_find(struct relation *r);

/* relation_say: each row checked, recorded, and told where it fails. */
void relation_check(const struct relation *r);

#endif
