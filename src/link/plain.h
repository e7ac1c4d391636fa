#ifndef LINK_PLAIN_H
#define LINK_PLAIN_H
/*
 * Our own HTML read back as text: in it `<` and `&` begin nothing but tags and entities.
 */
#include "base/arena.h"
#include "base/str.h"

/* What our escaping writes for one character stands at the head: how long it is; 0: no such thing. */
size_t plain_entity(struct str s, char *out);

/* The words of some markup, in a; line ends are blanks. */
struct str plain_text(struct str html, struct arena *a);

#endif
