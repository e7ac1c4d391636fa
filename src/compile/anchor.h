#ifndef COMPILE_ANCHOR_H
#define COMPILE_ANCHOR_H
/*
 * The addresses of one page: each id once.
 */
#include "base/map.h"
#include "compile/unit.h"

struct anchors {
	struct compilation *unit;
	struct map   taken;	/* id -> the definition that has it */
	struct map   repeats;	/* slug -> how often headings asked for it */
};

void anchor_init(struct anchors *a, struct compilation *u);

/* Add a definition at a place; gives its index.  An id or alias that another has is a finding. */
uint32_t anchor_define(struct anchors *a, const struct definition *d, struct place at);

/* The definition that has an address, or OBJECT_NONE. */
uint32_t anchor_find(const struct anchors *a, struct str id);
/* An address, with -2, -3 behind it when it is taken. */
struct str anchor_free(struct anchors *a, struct str id);

/* The slug of a heading; with -2, -3 behind it when it is taken. */
struct str anchor_slug(struct anchors *a, struct str heading);

#endif
