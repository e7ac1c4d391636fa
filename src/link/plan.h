#ifndef LINK_PLAN_H
#define LINK_PLAN_H
/*
 * The forward plan: key decisions to come (SI 2012/2089, regulation 9).
 *
 * They are the reports that ask for a key decision and are on the agenda of a meeting today or later, and those that
 * are on no agenda yet and say when they are due.  What is exempt says nothing of that, and is not among them.
 */
#include "base/buf.h"
#include "link/program.h"

/* The site has key decisions at all, so that a page says which are to come, if only that none are. */
bool plan_is_kept(const struct program *p);

/* After layout: fill program.plan, the next first. */
void plan_settle(struct program *p);

struct date plan_date(const struct program *p, uint32_t report);	/* when it will be decided */

void plan_csv(struct program *p, struct buf *out);

#endif
