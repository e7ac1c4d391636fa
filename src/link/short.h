#ifndef LINK_SHORT_H
#define LINK_SHORT_H
/*
 * Titles for the running heads of print, where there is a line and no more.
 */
#include "link/program.h"

/* As much of a title as stands in a running head; cut behind a word, with `…`. */
struct str short_title(struct arena *a, struct str title);

/* Of a page: its `short_title`, else as much of its title. */
struct str short_of(const struct program *p, uint32_t page, struct arena *a);

#endif
