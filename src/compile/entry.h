#ifndef COMPILE_ENTRY_H
#define COMPILE_ENTRY_H
/*
 * What a body consists of, block by block, as far as its numbering needs to know.
 *
 * One entry for each paragraph and heading, for each further line of a paragraph that begins with
 * what may be a number, for each first cell that does, and for anything else as a whole.  In the
 * order of the source; quotations and notes are left out, for their numbers are somebody else's.
 */
#include "base/buf.h"
#include "compile/mark.h"
#include "compile/markdown.h"
#include "compile/unit.h"

enum entry_kind { ENTRY_PARAGRAPH, ENTRY_HEADING, ENTRY_LINE, ENTRY_CELL, ENTRY_OTHER };

struct entry {
	enum entry_kind kind;
	const struct markdown_node *block;	/* a line's is its paragraph */
	const struct markdown_node *item;	/* that it begins, or NULL */
	const struct markdown_node *list;	/* the innermost around it, or NULL */
	const struct markdown_node *text;	/* that its mark stands in; NULL without one */
	const struct markdown_node *line_break;	/* before a line, or NULL */
	unsigned    depth;		/* lists around it */
	unsigned    level;		/* of a Markdown heading */
	struct mark mark;		/* MARK_NONE when there is none */
	bool        is_ordered;		/* its mark is that of Markdown's own list */
	bool        goes_on;		/* its block has more lines than this one */
	bool        after_stop;		/* a line: the one before it ends as a sentence does */
	struct str  rest;		/* its line without the mark, plain */
	uint32_t    line;		/* of the file */
};

struct entries {
	/* count of them, and two at each end that say nothing: so neighbours can be looked at */
	struct entry *at;
	size_t        count;
	struct buf    memory;
};

/* first_line: of the body.  Texts are the compilation's, entries are good until entry_release. */
struct entries entry_list(struct compilation *u, const struct markdown_node *root,
	uint32_t first_line);
void entry_release(struct entries *list);

/* Short, with a capital at its head and no full stop at its end: it may be a heading. */
bool entry_is_title(const struct entry *e);

/* Nothing else stands in its paragraph, or the next line is an entry of its own. */
bool entry_is_line(const struct entries *list, const struct entry *e);

/* Where its number stands. */
struct place entry_place(const struct compilation *u, const struct entry *e);

#endif
