#ifndef COMPILE_MARK_H
#define COMPILE_MARK_H
/*
 * The number that a text begins with, as it is written: `1.0`, `4.1.2`, `(a)`, `ii.`, `- (1)`.
 *
 * Says only what could be one.  Whether it is decides the series that it stands in (role.c): `2.5
 * million people` and `c. 1850` look like numbers too.
 */
#include "base/str.h"

#define MARK_PARTS 4

enum mark_kind { MARK_NONE, MARK_DECIMAL, MARK_LETTER };

struct mark {
	enum mark_kind kind;
	unsigned   parts[MARK_PARTS], count;	/* of a decimal one; `(1)` has one part */
	/* of a letter: its place in the alphabet, and its value as a Roman numeral; 0 when it is
	 * none: `i` is both */
	unsigned   alpha, roman;
	bool       upper;
	char       open, close;			/* `(`; `)`, `.`; 0 for none */
	struct str written;			/* `(ii)` */
	struct str bare;			/* `ii` */
	size_t     len;				/* with the blanks behind it */
};

/* false: the text begins with nothing that could be one. */
bool mark_read(struct str text, struct mark *m);

/* `4.1.2` and the like, as its parts. */
bool mark_is_parts(const struct mark *m);

/* The length of a run of blanks, tabs and no-break spaces at a text's head. */
size_t mark_blanks(struct str text);

/* Whether the text behind a number makes an amount or a date of it: `million people`,
 * `September`. */
bool mark_is_measure(const struct mark *m, struct str rest);

#endif
