#ifndef LINK_STATEMENT_H
#define LINK_STATEMENT_H
/*
 * How checks came out, as a sentence in the site's language.
 */
#include "link/program.h"

/*
 * noun: "sums", "rules", "claims" or "references", as the keys in the strings files begin.
 * "All 12 sums hold: 10 exactly, 2 within rounding."  Empty when nothing was checked.
 */
struct str statement_of(const struct program *p, struct arena *a, const struct link_tally *n,
	const char *noun);

/* A count as it is written: 100,000. */
struct str statement_count(struct arena *a, uint32_t n);

/* A word with {n} filled in: `key` of several, `key_one` of one. */
struct str statement_counted(const struct program *p, struct arena *a, const char *key, uint32_t n);

#endif
