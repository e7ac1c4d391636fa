#ifndef COMPILE_SIGNPOST_PART_H
#define COMPILE_SIGNPOST_PART_H
/*
 * The parts of a reference in words.  Private to signpost*.c.
 */
#include "compile/signpost.h"

struct noun {
	const char       *word;
	enum signpost_kind kind;
	bool              plural;
	bool              alone;	/* `the table below`: may stand without a number */
	bool              is_chart;
	bool              is_welsh;
};

/* signpost_word.c */
struct str signpost_word(struct str text, size_t i);		/* the letters that begin at i */
struct str signpost_word_before(struct str text, size_t i);	/* that end at i */
size_t signpost_blanks(struct str text, size_t i);		/* where blanks that begin at i end */
const struct noun *signpost_noun(struct str word);
enum signpost_side signpost_side(struct str word);
bool signpost_is_letter(struct str text, size_t i);
bool signpost_is_digit(struct str text, size_t i);
bool signpost_is_capital(struct str word);

/* Whether what stands behind a reference fits it: the end, a mark, or a word that is no thing. */
bool signpost_ends_well(struct str text, size_t i);

/* signpost_label.c: a number of some kind at i, with brackets; where it ends, or i. */
size_t signpost_label(struct str text, size_t i, enum signpost_kind kind, struct signpost *out);
/* What parts it from the next number: where that begins, or i. */
size_t signpost_joint(struct str text, size_t i, bool *is_range);

/* signpost_around.c: what the words before and behind a phrase make of it; end: behind its last number and
 * side.  Gives where the phrase ends. */
size_t signpost_weigh(struct signposts *m, size_t start, size_t end);

#endif
