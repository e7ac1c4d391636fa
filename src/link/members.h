#ifndef LINK_MEMBERS_H
#define LINK_MEMBERS_H
/*
 * Which member of a type a name's number is: a table, so that a run compares no text.
 */
#include "base/nearest.h"
#include "link/engine.h"
#include "link/model.h"
#include "link/words.h"

struct member {
	int16_t slot;			/* of a thing of the type; -1: it has no such member */
	uint8_t shape, of;		/* enum shape; enum model_type of a thing or list */
};

struct members {
	const struct member *rows;	/* by type, then by number */
	uint32_t             names;	/* numbers there are, 0 counted */
	const struct words  *words;
};

void members_init(struct members *m, struct arena *a, const struct engine *e,
	const struct words *w);

static inline const struct member *
members_get(const struct members *m, enum model_type type, uint32_t name)
{
	return &m->rows[(size_t)type * m->names + name];
}

/* Offer all of a type's names. */
void members_offer(const struct members *m, enum model_type type, struct nearest *n);

#endif
