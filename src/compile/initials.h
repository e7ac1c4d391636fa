#ifndef COMPILE_INITIALS_H
#define COMPILE_INITIALS_H
/*
 * Words, and the letters that they begin with.  Private to compile/.
 *
 * Initials are compared from the last word to the first.  Little words (of, and, the) may be left out
 * or count; every other word counts, and each part of one with a hyphen.  Texts are plain; what is given
 * are slices of them.
 */
#include "base/str.h"

#define INITIALS_MOST 8u	/* letters of an acronym */
#define INITIALS_ROOM 16u	/* bytes for the initials of a misfit */

bool initials_is_wordy(char c);			/* a byte that belongs to a word, whatever the word is */
bool initials_parts_phrases(char c);		/* ends what an acronym can stand for: a full stop, a bracket */
struct str initials_bare(struct str word);	/* without commas and quotation marks around it */

/* The words at the end of a text that have these initials, or none. */
struct str initials_before(struct str text, struct str letters);

/* Words with capitals at the end of a text whose initials are almost the letters, or none; in room,
 * INITIALS_ROOM bytes, what they are. */
struct str initials_misfit(struct str text, struct str letters, char *room, struct str *initials);

/* Whether all of a text is the words of some letters. */
bool initials_fit(struct str letters, struct str text);

/*
 * The next name of several words with capitals at or after *i, such as `Local Government Office`:
 * its first word, whose first letter is one of a set (bit 0: A), and the end of the last of at most so
 * many more that may belong to it.  *i is moved to the second word.  Little words stand between the
 * others and have no letter.
 */
#define INITIALS_NAMES 6u
struct initials_name {
	size_t   start;
	char     letters[INITIALS_NAMES];
	size_t   ends[INITIALS_NAMES];
	unsigned count;
};
bool initials_name(struct str text, uint32_t letters, size_t *i, struct initials_name *out);

#endif
