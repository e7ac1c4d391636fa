#ifndef COMPILE_EXEMPT_INTEREST_H
#define COMPILE_EXEMPT_INTEREST_H
/*
 * The sentence of the public interest where the exempt parts of a paper have sentences of their own.  Private to
 * compile/.
 *
 * `public_interest` is a text then no more, but a map from the address of a part's heading to its sentence; `all` is
 * for the parts that are not in it.
 */
#include "compile/unit.h"

/* Of the part under a heading; empty: the paper has one sentence for all, or none.  heading may be NULL. */
struct str exempt_interest_of(const struct compilation *u, const struct definition *heading);

/* When the body is read: a finding for each address that no part has; parts without a sentence are listed as
 * `exempt silent`, by the lines of their headings. */
void exempt_interest_check(struct compilation *u);

#endif
