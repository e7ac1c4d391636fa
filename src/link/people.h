#ifndef LINK_PEOPLE_H
#define LINK_PEOPLE_H
/*
 * Names in texts and front matter to the pages of people.
 */
#include "link/program.h"

/* After layout, before links are resolved: lead each name to the one person that it can mean. */
void people_find(struct program *p);

#endif
