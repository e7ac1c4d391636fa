#ifndef COMPILE_TERM_H
#define COMPILE_TERM_H
/*
 * The acronyms of a body: where each is first used, and where it is explained.  Private to compile/.
 *
 * Each becomes a term of the object; what nobody explains is the linker's to say.  A hole is left at
 * an acronym's first use in each section, for the words that the linker knows.
 */
#include "base/map.h"
#include "compile/unit.h"

struct body;
struct markdown_node;
struct prose;

struct terms {
	struct map by_letters;		/* term + 1 */
	uint32_t  *marked;		/* by term: in which section a hole was left last, + 1 */
	uint32_t   room;
	bool       has_tags;		/* the body has `<abbr>` of its own */
	struct str row_letters;		/* the cell before this one is an acronym alone ... */
	struct place row_place;		/* ... and stands here */
};

void term_init(struct body *b);

/* Write a text, with holes for acronyms. */
void term_write(struct body *b, struct str text);

/* Look at a paragraph, heading or cell that has just been walked. */
void term_read(struct body *b, const struct markdown_node *block, const struct prose *p);

/* When all is read: what only the whole text tells of acronyms that it does not explain. */
void term_finish(struct body *b);

#endif
