#ifndef COMPILE_ARITHMETIC_H
#define COMPILE_ARITHMETIC_H
/*
 * What arithmetic.c (parts and wholes), shape.c, returns.c, portion.c, headcount.c and equation.c share.  Private to them.
 */
#include "compile/prose.h"
#include "object/quantity.h"

/* What a sentence's figures should make, and what it says. */
struct statement {
	struct quantity made, said;
	const struct prose_figure *says;
	struct str how;		/* "£425k and £325k make" */
};

#define GAP_MOST 120	/* bytes between two figures that belong together */

/* A warning where the two differ by more than rounding explains, a note where it does explain it. */
void arithmetic_say(struct body *b, const struct prose *p, const struct statement *s);

/* What stands between figure i and the one before it, and the sentence of the figures first to last. */
struct str arithmetic_gap(const struct prose *p, size_t i);
struct str arithmetic_sentence(const struct prose *p, size_t first, size_t last);

/* Phrases are in lower case; whether the text begins one with a capital is the same. */
bool arithmetic_has(struct str text, struct str phrase);
bool arithmetic_has_any(struct str text, const char *const *phrases, size_t count);
#define HAS_ANY(text, phrases) \
	arithmetic_has_any(text, phrases, sizeof(phrases) / sizeof((phrases)[0]))

/* The figures [first, end) of one sentence. */
void returns_check(struct body *b, const struct prose *p, size_t first, size_t end);
void shape_check(struct body *b, const struct prose *p, size_t first, size_t end);

/* Sums and how many there are of them.  share is of the figure that begins at `at` of the text. */
void portion_check(struct body *b, const struct prose *p);
void portion_of_sum(struct body *b, const struct prose *p, struct str share, size_t at, unsigned over,
	unsigned under);
const struct prose_figure *portion_figure(const struct prose *p, size_t start);	/* at start, or NULL */

void headcount_check(struct body *b, const struct prose *p);
void equation_check(struct body *b, const struct prose *p);

#endif
