#ifndef OBJECT_NAMED_H
#define OBJECT_NAMED_H
/*
 * Items of lists that have a name: `recommendation (3)` is an item of the list under a heading Recommendations.
 */
#include "object/object.h"

/* The items with a number in all lists of a name, in their order; how many were put into list, at most `most`.
 * noun: `recommendation`, one or several. */
unsigned named_items(const struct object *o, struct str noun, struct str number, uint32_t *list, unsigned most);

#endif
