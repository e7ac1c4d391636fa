#ifndef LINK_WORDS_H
#define LINK_WORDS_H
/*
 * The words of the interface: each language's strings file as a thing of type words.
 *
 * All languages have the same keys; one that lacks a key of another is a finding.
 */
#include "base/diag.h"
#include "link/model.h"
#include "object/object.h"

struct words {
	struct str    *keys;		/* the slot of a key is its index */
	uint32_t       nkey;
	struct str    *languages;	/* by strings file: its name without the ending */
	struct thing **things;
	size_t         count;
};

void words_load(struct words *w, struct arena *a, const struct object *objects, size_t count,
	struct diag *d);

/* Of a language, or of its first part (`en` for `en-GB`), or the first one; NULL when there are none. */
struct thing *words_of(const struct words *w, struct str language);

#endif
