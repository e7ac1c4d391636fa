#ifndef COMPILE_SIGNPOST_H
#define COMPILE_SIGNPOST_H
/*
 * References in words, as they stand in a text: `section 3`, `paragraphs 4.2 and 4.5 above`, `2 below`,
 * `Appendix A`, `the table below`, `paragraph 6.1 of the delivery plan`.
 *
 * Knows what such a phrase looks like and what around it says that it is none, or of a law; what it
 * means is cite.c's.  The text is that of one block, read once from left to right.  All slices are the text's.
 */
#include "object/object.h"

#define SIGNPOSTS_MOST 16	/* numbers of one phrase; the rest stay text */

struct signpost {
	enum signpost_kind kind;
	enum signpost_side side;
	struct str number;	/* `4.2`, `b`, `A`; empty for `the table below` */
	struct str item;	/* in brackets behind it: `ii`; or empty */
	size_t     start, end;	/* what becomes a link: with the noun, when it is the first of a phrase */
	size_t     from;	/* where the number begins */
	struct str paper;	/* what stands behind `of` and may name another paper; or empty */
	const char *noun;	/* `recommendation`: what a list is called whose item is meant; else NULL */
	bool       is_own;	/* `of this report` */
	bool       is_plain;	/* a whole number that nothing says more of: `section 3` */
	bool       is_named;	/* its noun has a capital letter */
	bool       is_near_law;	/* its block speaks of powers or duties */
	bool       is_chart;	/* a chart or graph, which a table may have */
	bool       is_annex;	/* an annex, where others say appendix */
	bool       is_welsh;
	bool       to_next;	/* a range: what is between this and the next is meant too */
	/* the words around it speak of a law or of something else: no reference, yet it names what it names */
	bool       is_doubtful;
};

struct signposts {
	struct str     text;
	size_t         at;	/* what is before it was read */
	size_t         phrase;	/* where the last appendix that was named ends */
	struct str     within;	/* and its words */
	bool           law_asked, speaks_of_law, speaks_of_duty;
	struct signpost list[SIGNPOSTS_MOST];
	size_t         count;
};

void signpost_init(struct signposts *m, struct str text);

/* The next phrase into list; false when there is none. */
bool signpost_next(struct signposts *m);

/* Whether a text can have one at all: a quick look. */
bool signpost_is_likely(struct str text);

#endif
