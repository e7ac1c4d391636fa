#ifndef OBJECT_EXEMPT_WORDS_H
#define OBJECT_EXEMPT_WORDS_H
/*
 * Words that say that something is exempt: `Appendix B (exempt)`, `NOT FOR PUBLICATION`.
 *
 * Words withhold nothing.  Who wrote them may think that they do.
 */
#include "base/arena.h"
#include "base/str.h"

/* Whether the words of a heading, title or caption, without its mark, are such a notice; `Exempt charities` is none.
 * appendix: it is the heading of one. */
bool exempt_words(struct str heading, bool appendix);

/* Whether a paragraph is one about the whole paper: by itself, or by virtue of Schedule 12A. */
bool exempt_words_of_text(struct str text, struct arena *a);

/* Whether a file's name, without its ending, says it first or last: `appendix-b-exempt`. */
bool exempt_words_of_file(struct str name, struct arena *a);

#endif
