#ifndef LINK_HEADS_H
#define LINK_HEADS_H
/*
 * Heads that papers bring along, against what the site knows of them.
 */
#include "link/program.h"

/* Keep what a report's own head states. */
void heads_gather(struct program *p, const struct object *o, const struct page *pg);

/* After layout: findings where it is not so. */
void heads_check(struct program *p);

#endif
