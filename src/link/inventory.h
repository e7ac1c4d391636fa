#ifndef LINK_INVENTORY_H
#define LINK_INVENTORY_H
/*
 * What a site says of itself to other sites: its pages, their titles and every place that has an address.
 */
#include "link/program.h"

/*
 * inventory.json.  Pages stand in the order of their sources' paths, places in that of the page, a line each;
 * what is empty is left out.  Nothing of exempt papers and drafts is in it.
 */
void inventory_write(struct program *p, struct buf *out);

#endif
