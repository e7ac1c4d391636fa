#ifndef COMPILE_EXEMPT_FOREIGN_H
#define COMPILE_EXEMPT_FOREIGN_H
/*
 * How other programs, and people, would mark an exempt part: `<!-- begin exempt -->`, `::: exempt`, `[exempt]`,
 * `<div class="exempt">`, a line BEGIN EXEMPT.  Private to compile/.
 *
 * None of them withholds anything here.
 */
#include "base/str.h"

/* Whether a line is such a mark, or has one in it. */
bool exempt_foreign(struct str line);

/* Whether what stands in braces at the end of a heading may be one. */
bool exempt_foreign_braces(struct str heading);

#endif
