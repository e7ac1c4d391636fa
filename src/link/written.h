#ifndef LINK_WRITTEN_H
#define LINK_WRITTEN_H
/*
 * References in words to other papers: `paragraph 6.1 of the delivery plan`, `minute 14 of the meeting of 17
 * September 2008`.
 *
 * A paper is known by its title, by a part of that which no other paper's has, and by the words with which the same
 * page links to it.  Words that name no paper of the site are text.
 */
#include "link/program.h"
#include "object/object.h"

/* Give each the page that its words name.  Call it when pages have their committees and meetings. */
void written_name(struct program *p);

bool written_is_elsewhere(const struct link *l);

/* The place on that page; o is its object.  Of an exempt paper the page is all that a public one leads to. */
void written_resolve(struct program *p, struct link *l, const struct object *o);

#endif
