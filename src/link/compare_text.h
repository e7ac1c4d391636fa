#ifndef LINK_COMPARE_TEXT_H
#define LINK_COMPARE_TEXT_H
/*
 * Passages of two states of one source: which are the same, which are new, and the words that
 * changed. Private to link/.
 */
#include "link/passage.h"

/*
 * What two texts have in common, word by word: runs in reading order, the old words of a place
 * before the new ones.  Texts with next to nothing in common are one old run and one new.
 */
const struct change_run *compare_words(struct str old, struct str new, struct arena *a, uint32_t *nrun);

/* How much two texts have in common: 0 to 1000. */
struct word_bag {
	uint32_t *words;		/* sorted hashes */
	uint32_t  count;
};
struct word_bag compare_bag(struct str text, struct arena *a);
unsigned compare_alike(const struct word_bag *old, const struct word_bag *new);

struct text_pair {
	const struct passages *old, *new;
	enum change_what what;
	bool          hushed;		/* nothing of the old side is said but what is on the new one too */
	struct arena *a;		/* of the log */
	struct arena *scratch;
	struct change_list *changes, *claims;	/* claims may be NULL */
};

void compare_passages(const struct text_pair *t);

#endif
