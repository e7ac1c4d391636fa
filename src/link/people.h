#ifndef LINK_PEOPLE_H
#define LINK_PEOPLE_H
/*
 * Names in texts and front matter to the pages of people.
 */
#include "link/program.h"

/* Somebody whom front matter names: with a page, or as plain text. */
struct named {
	uint32_t   page;	/* or NONE */
	struct str name;	/* as it is written there, or the page's title */
};

/* After resolve.  page: whose front matter it is. */
struct named people_named(const struct program *p, uint32_t page, const struct datum *d);
bool named_same(const struct named *a, const struct named *b);

/* Whether a line of a committee's `members` is of somebody who sat there on a day: their seat's `from` and `until`. */
bool people_sits(const struct object *committee, const struct datum *member, struct date day);

/* After layout, before links are resolved: lead each name to the one person that it can mean. */
void people_find(struct program *p);

#endif
