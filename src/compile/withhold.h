#ifndef COMPILE_WITHHOLD_H
#define COMPILE_WITHHOLD_H
/*
 * Sources that are not public.  Private to compile/.
 */
#include "compile/unit.h"

/*
 * Lines that were meant to withhold a source and do not: in its front matter, in its body, in a
 * sidecar.  Gives whether there are any, each with its finding.
 */
bool withhold_stray_in_front(struct compilation *u);
bool withhold_stray_in_body(struct compilation *u);
bool withhold_stray_in_sidecar(struct compilation *u);
bool withhold_stray_in_file(struct compilation *u, const struct source *s);	/* site.yaml, glossary.yaml */

/* A list that no front matter can have: its key holds a blank.  None where there are no texts. */
void withhold_add_list(struct compilation *u, struct str key, const struct str *texts, uint32_t count);

/*
 * Take the exempt parts out of a text that is to be compiled.  What is known of them stays in the
 * metadata, under keys that no front matter can have: `exempt parts`, their paragraphs, and `exempt files`, what
 * they alone may show.
 */
void withhold_parts(struct compilation *u);

/*
 * After the public text is read: the names by which it refers to what stands in its own parts, in the list `exempt
 * names`.  They are its own words; of the names in a part that it does not use nothing is kept.
 */
void withhold_references(struct compilation *u);

/*
 * Reduce the object to what may be known of it: title, kind and paragraph, the paths of the
 * files that it shows, and what was found in its front matter.
 */
void withhold(struct compilation *u);

#endif
