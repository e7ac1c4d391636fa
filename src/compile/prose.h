#ifndef COMPILE_PROSE_H
#define COMPILE_PROSE_H
/*
 * One block of text as a reader reads it, with the figures in it.
 *
 * Text and figures are good until prose_release.  Places in the text are bytes.
 */
#include "compile/body.h"

struct prose_figure {
	struct amount amount;
	int           scale;		/* as it is written: 3 for `£680k` */
	size_t        start, end;	/* in the text */
	unsigned      sentence;		/* of the block, from 0 */
	bool          linked;
	struct place  at;		/* in the source */
};

struct prose {
	struct buf           text;	/* without markup, breaks as blanks, code as one ` */
	struct buf           links;	/* size_t: where each link begins and ends */
	struct buf           found;	/* the figures */
	struct prose_figure *figures;
	size_t               count;
};

/* Read a paragraph, heading or cell that has just been walked. */
void prose_read(struct body *b, const struct markdown_node *block, struct prose *out);
void prose_release(struct prose *p);

struct str prose_text(const struct prose *p);
struct str prose_shown(const struct prose *p, const struct prose_figure *f);
bool       prose_is_money(const struct prose_figure *f);

/* Whether a sentence ends with the character at i. */
bool prose_ends_sentence(struct str text, size_t i);

/* A number at i with what belongs to it, such as `£1,234.50`, `£13 million` or `60 per cent`; where
 * it ends, or i.  is_range: it is the first of two, `£5-10m`, whose scale stands behind the other. */
size_t prose_amount(struct str text, size_t i, struct amount *out, int *scale, bool *is_range);

/* Whether a figure may begin at i, by what stands before it. */
bool   prose_begins(struct str text, size_t i);

/* figure.c, arithmetic.c and announce.c: what is made of it. */
void figure_record(struct body *b, const struct prose *p);
void figure_count(struct body *b);	/* when all is read */
void arithmetic_check(struct body *b, const struct prose *p);
void announce_check(struct body *b, const struct markdown_node *block, const struct prose *p);
void announce_behind(struct body *b, const struct markdown_node *list);	/* a list that was left */

#endif
