#ifndef BASE_FILL_H
#define BASE_FILL_H
/*
 * Texts with holes, as translators write them: "the {n} rows since “{name}”".
 */
#include "base/arena.h"
#include "base/str.h"

struct hole {
	const char *name;	/* without its braces */
	struct str  text;
};

/* The pattern with each hole's text in its place; braces with another name stay as they are. */
struct str fill_text(struct arena *a, struct str pattern, const struct hole *holes, size_t n);

#endif
