#ifndef LINK_SHEETS_H
#define LINK_SHEETS_H
/*
 * Which front sheet a report has, and whether the report states what that sheet asks for.
 */
#include "link/program.h"

/* The sheet that a source names, into the page. */
void sheets_gather(struct program *p, const struct object *o, struct page *pg);

/* The sheet of a report, a datum of site.yaml: that which it names, else its committee's, else the site's; or NULL. */
const struct datum *sheets_of(const struct program *p, uint32_t report);

/* After layout: sheets that there are not, and what reports leave out that theirs requires. */
void sheets_check(struct program *p);

#endif
