#ifndef COMPILE_PLACEHOLDER_H
#define COMPILE_PLACEHOLDER_H
/*
 * Text that is still to be filled in.  Private to compile/.
 */
#include "compile/prose.h"

/*
 * The next at or after *i of a plain text: `TBA`, `[insert name]`, `£XX`, `(to be completed)`, `____`.  It
 * is a slice of the text; *i is moved behind it.  A sentence that only says that something is to be
 * confirmed, or a word with an X, is none.
 */
bool placeholder_next(struct str text, size_t *i, struct str *out);

/* A finding for each in a block that has just been walked. */
void placeholder_check(struct body *b, const struct prose *p);

#endif
