#ifndef COMPILE_ARITHMETIC_H
#define COMPILE_ARITHMETIC_H
/*
 * What arithmetic.c (sums in words) and equation.c (`a + b = c`) share.  Private to them.
 */
#include "compile/prose.h"
#include "object/quantity.h"

/* What a sentence's figures should make, and what it says. */
struct statement {
	struct quantity made, said;
	const struct prose_figure *says;
	struct str how;		/* "£425k and £325k make" */
};

/* A finding where the two differ by more than rounding explains. */
void arithmetic_say(struct body *b, const struct prose *p, const struct statement *s);

void equation_check(struct body *b, const struct prose *p);

#endif
