#ifndef COMPILE_EXEMPT_WORDS_H
#define COMPILE_EXEMPT_WORDS_H
/*
 * Headings that say in words that what is below them is exempt: `Appendix B (exempt)`.
 * Private to compile/.
 *
 * Words withhold nothing.  Who wrote them may think that they do.
 */
#include "base/str.h"

/* Whether a heading's words, without its mark, are such a notice; `Exempt charities` is none. */
bool exempt_words(struct str heading);

#endif
