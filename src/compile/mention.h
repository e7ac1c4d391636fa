#ifndef COMPILE_MENTION_H
#define COMPILE_MENTION_H
/*
 * Names of people in a text, by their titles.  Private to compile/.
 *
 * Each becomes a reference that the linker leads to the page of who it is, if there is one.
 */
#include "base/map.h"
#include "base/str.h"

struct body;

struct mentions {
	struct map by_surname;	/* struct mentioned *: the last of it */
};

void mention_init(struct body *b);

/* Write a text that is in no link, with a reference for each name that its section has not had yet. */
void mention_write(struct body *b, struct str text);

/* A text that is in a link: what it names is linked already. */
void mention_pass(struct body *b, struct str text);

/* The next name at or after *i: its title and what follows.  *i is moved behind it. */
bool mention_next(struct str text, size_t *i, struct str *out);

#endif
