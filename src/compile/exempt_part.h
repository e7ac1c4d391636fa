#ifndef COMPILE_EXEMPT_PART_H
#define COMPILE_EXEMPT_PART_H
/*
 * Parts of a text that are exempt: `## Heads of terms {exempt=3}`.  Private to compile/.
 *
 * A part goes from its heading to the next of the same level or a higher one; of an appendix, to the next
 * appendix.  The heading is public, what stands below it is not.  Fails closed: what looks like such
 * a mark and withholds nothing is an error.
 */
#include "compile/unit.h"

struct exempt_part {
	uint32_t   line;	/* of its heading, in the file */
	uint32_t   first, last;	/* lines below it; first > last: there are none */
	unsigned   paragraph;	/* of Schedule 12A */
	unsigned   level;	/* of its heading, as Markdown has it */
	bool       is_appendix;
	struct str text;	/* what is withheld; empty when it is not kept */
	size_t     offset;	/* where that begins in the file */
};

/* Find the parts of the body, into u->parts.  false, and findings: something may be meant to withhold a
 * part and doesn't, so that nothing of the source may be public. */
bool exempt_part_find(struct compilation *u);

/*
 * Take the parts out of u->body; what stands behind them keeps its lines.  Unless they are kept, for
 * members or for a lone check, nothing of them is left in u->source either.
 */
void exempt_part_cut(struct compilation *u, bool keep);

/* The part whose heading stands on a line of the file, or NULL. */
const struct exempt_part *exempt_part_at(const struct compilation *u, uint32_t line);

/* Whether a part stands between two lines: what is missing there may be in it. */
bool exempt_part_between(const struct compilation *u, uint32_t from, uint32_t to);

/* exempt_label.c: what a part defines and the text outside uses; first: the body's first line. */
void exempt_label_check(struct compilation *u, uint32_t first);

/* Whether a line of the file stands in a part. */
bool exempt_part_holds(const struct compilation *u, uint32_t line);

#endif
