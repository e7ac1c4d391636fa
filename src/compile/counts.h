#ifndef COMPILE_COUNTS_H
#define COMPILE_COUNTS_H
/*
 * Counts in a sentence, in digits or in words, and what stands about them.  Places are bytes of the sentence.
 */
#include "base/str.h"

#define COUNTS_MOST 12	/* in one sentence */

struct count {
	unsigned value;
	size_t   start, end;
};

size_t counts_find(struct str sentence, struct count counts[COUNTS_MOST]);
size_t counts_at(struct str s, size_t i, unsigned *out);	/* where one at i ends, or i */

/* Up to four words in small letters, each behind a blank; where they end. */
size_t counts_skip_noun(struct str s, size_t i);

/* Whether these words stand at i, whatever their case. */
bool counts_stands(struct str s, size_t i, const char *words);
bool counts_stands_any(struct str s, size_t i, const char *const *words, size_t count);

#endif
