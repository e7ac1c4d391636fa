#ifndef COMPILE_RAW_WALK_H
#define COMPILE_RAW_WALK_H
/*
 * The walk over one block of raw HTML.  Private to raw.c, which writes it, and raw_place.c, which
 * finds its tags in the source.
 */
#include "compile/raw_table.h"

#define FRAMES_MOST 260		/* the parser stops at 256 */

struct frame {
	const struct element *element;	/* NULL when it was unwrapped */
	enum raw_start        how;
	unsigned              context;	/* what may stand here */
	int                   rank;	/* in a table: the last child's */
	struct frame         *owner;	/* the nearest that was written; itself when it was */
	/* of a table */
	struct html_node     *table;
	uint32_t              definition;
	struct str            caption;
};

struct raw {
	struct body *b;
	struct str   html;
	size_t       slice;		/* where a piece of a line begins; 0: whole lines */
	uint32_t     first_line, line;	/* in the file; line is that of counted */
	/* lines are counted once: up to here, and where that line begins */
	size_t       counted, line_start;
	size_t       cursor;		/* tags before it have been met */
	unsigned     found;
	struct frame *frames;		/* FRAMES_MOST */
	size_t       depth, written;	/* frames; those that count for DEPTH_MOST */
	const struct markdown_node *block;	/* until a table in it has taken the caption above */
	struct raw_cells cells;
};

/* Where something of the fragment stands; offset: in the source. */
struct place raw_place_of(struct raw *r, size_t at, size_t len, size_t *offset);
struct place raw_place_here(struct raw *r);	/* at the cursor */
size_t raw_source_at(struct raw *r, size_t at);

/* The next tag of this name; the cursor moves behind it.  head is `<` or `</`. */
size_t raw_find_tag(struct raw *r, struct str head, struct str name);

/* Keeps the place of a cell's text, which stands behind its tag at an offset of the fragment. */
void raw_mark_cell(struct raw *r, struct html_node *cell, size_t at);

/* raw_text.c: a node that is a text. */
void raw_text(struct raw *r, const struct html_node *node);

/* A finding that something was left out, or changed; as many as a block may have. */
void raw_remove_at(struct raw *r, struct place at, struct str what, enum raw_reason why);

/* A tag, a name or a text as messages show it. */
struct str raw_quoted(struct body *b, const char *before, struct str text, const char *after);

#endif
