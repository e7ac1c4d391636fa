#ifndef LINK_SUGGEST_H
#define LINK_SUGGEST_H
/*
 * What was probably meant by a path or an address that is not there.
 */
#include "base/nearest.h"
#include "link/program.h"

/* Help for a path.  wanted: as it was resolved. */
void suggest_paths(struct program *p, struct finding *f, struct str wanted, enum reference_kind kind);

/* Help for a meeting that was named by its date.  wanted: the path of its file. */
void suggest_meetings(struct program *p, struct finding *f, struct str wanted);

/* Help for an address on a page.  near: names that were tried; o: whose headings may be meant. */
void suggest_places(struct program *p, const struct link *l, struct finding *f, const struct nearest *near,
	const struct object *o);

#endif
