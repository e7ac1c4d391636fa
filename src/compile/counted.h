#ifndef COMPILE_COUNTED_H
#define COMPILE_COUNTED_H
/*
 * The number with which a sentence or a heading announces what follows it.
 */
#include "compile/prose.h"

struct announced {
	unsigned   number;	/* 0: nothing is announced */
	struct str words;	/* "nine improvement themes", a slice of the text */
	size_t     end;		/* of the words, in their sentence */
};

/* What the last sentence of a text announces.  lettered: what follows is a series of lettered
 * paragraphs, which "There are four reasons." announces without a colon. */
struct announced counted_before_list(struct str text, bool lettered);

/* `The five objectives`, a heading. */
struct announced counted_in_heading(struct str text);

struct str counted_word(struct str text, size_t i);	/* the word at i */

#endif
