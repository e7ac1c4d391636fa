#ifndef COMPILE_WORDS_H
#define COMPILE_WORDS_H
/*
 * Numbers and shares that are written in words.
 */
#include "base/str.h"

/* A number at the front of a text, `nine` or `fifty-two`, up to 199; where it ends, or 0. */
size_t words_number(struct str text, unsigned *out);

/* A share, `half`, `a third`, `three quarters`, as over / under; likewise. */
size_t words_share(struct str text, unsigned *over, unsigned *under);

#endif
