#ifndef COMPILE_CITE_H
#define COMPILE_CITE_H
/*
 * The references in words of a body, from where they stand to what they mean.  Private to compile/.
 *
 * As the text is written, an empty piece is left on both sides of each.  When all is read, and every address known,
 * those that mean a place for certain become references, and their pieces the ends of links.
 */
#include "base/map.h"
#include "compile/signpost.h"
#include "compile/unit.h"

struct body;
struct markdown_node;

struct cite {
	struct signpost m;		/* its slices are the arena's */
	struct str     text;		/* as it is written */
	struct place   at;
	uint32_t       open, close;	/* its pieces */
	uint32_t       from;		/* the definition it stands in, or OBJECT_NONE */
	uint32_t       section;		/* the heading it stands under, likewise */
	uint32_t       behind;		/* how many definitions stand before it */
	bool           in_cell;
	struct cite   *next;
};

/* The block of text that is being written: its references, and where its texts stand in it. */
struct cite_block {
	const struct markdown_node *node;	/* NULL: none was looked at */
	struct buf text, signposts, places;
	size_t     signpost, place;	/* passed so far */
	size_t     cursor;		/* in the source */
};

struct cites {
	struct cite  *first, **last;
	struct cite_block block;
	struct map    said;		/* what was not found: its first finding */
	struct map    most;		/* by scope: the last section's number, + 1 */
	bool          is_minutes;
	unsigned      looks;		/* at every address, so far */
};

void cite_init(struct body *b);

/* Write a part of a text node, with holes around references in words. */
void cite_write(struct body *b, const struct markdown_node *n, struct str text);

/* When all is read and no piece is to come. */
void cite_finish(struct body *b);

/* Likewise of a value of the front matter: its references wait for the body's addresses. */
void cite_keep(struct body *b);

/* cite_find.c */
enum cite_result { CITE_FOUND, CITE_UNSURE, CITE_MISSING, CITE_AMBIGUOUS };

#define CITE_FOUND_MOST 4

struct cite_found {
	uint32_t list[CITE_FOUND_MOST];	/* definitions; the first is what is meant, when only one can be */
	unsigned count;
};

enum cite_result cite_find(struct body *b, const struct cite *c, struct cite_found *found);

/* cite_say.c */
void cite_say_missing(struct body *b, const struct cite *c);
void cite_say_ambiguous(struct body *b, const struct cite *c, const struct cite_found *found);
void cite_say_side(struct body *b, const struct cite *c, uint32_t found);
void cite_say_uncited(struct body *b);

/* The appendix or annexed paper that it stands in, or empty. */
struct str cite_scope(const struct body *b, const struct cite *c);

#endif
