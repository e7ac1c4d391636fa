#ifndef COMPILE_ACRONYM_H
#define COMPILE_ACRONYM_H
/*
 * Acronyms in a text, and the words that explain them.  Private to compile/.
 *
 * Knows letters and words and nothing of documents.  Texts are plain, as a reader reads them; what is
 * given are slices of them.  Letters are ASCII: no council's acronym has others.
 */
#include "base/str.h"

/* A word in capitals, as it may stand in running text: `LAA`, `LSPs`, `LAA's`, `R&D`. */
struct acronym {
	size_t     start, end;	/* of the text, a plural's s included */
	struct str letters;	/* without it */
};

/*
 * The next one at or after *i, which is moved past it.  Left out are what needs no explanation (UK,
 * roman numerals, codes with digits, letters behind a name) and words that are shouted: they stand
 * beside others in capitals, or are too long.
 */
bool acronym_next(struct str text, size_t *i, struct acronym *out);

/* Whether a text is written in capitals as a whole, so that they mean nothing.  In a heading one word is
 * enough: `MINUTES`. */
bool acronym_is_shouted(struct str text, bool is_heading);

enum acronym_fit {
	ACRONYM_NONE,		/* no explanation stands here */
	ACRONYM_FITS,		/* the words have these initials */
	ACRONYM_MISFITS		/* they are meant to, and are a letter or two off */
};

/* An explanation: `Local Area Agreement (LAA)`, `LAA (Local Area Agreement)`. */
struct explanation {
	enum acronym_fit fit;
	struct str       letters, words;
	struct str       initials;	/* a buffer of the caller's, for ACRONYM_MISFITS */
};

/* What the round bracket at text.at[open] explains, or is explained by.  room has INITIALS_ROOM bytes. */
void acronym_explained(struct str text, size_t open, char *room, struct explanation *out);

/* `LAA – Local Area Agreement`, `LAA: Local Area Agreement` from the start of a text. */
bool acronym_listed(struct str text, struct explanation *out);

#endif
