#ifndef COMPILE_ROLE_H
#define COMPILE_ROLE_H
/*
 * What each block of a paper with written numbers is: heading, numbered paragraph, item, appendix,
 * caption.
 *
 * Decided for the whole body before any of it is written, by the series that a number stands
 * in and never by the look of one line.  Findings about the numbering are made here.  Memory is the
 * compilation's; nodes are good as long as the tree.
 */
#include "base/map.h"
#include "compile/entry.h"

enum role_kind {
	ROLE_HEADING,	/* numbered, whatever it is in Markdown */
	ROLE_TITLE,	/* a heading without a number that is a paragraph in Markdown */
	ROLE_APPENDIX, ROLE_PARAGRAPH, ROLE_ITEM, ROLE_CAPTION,
	ROLE_JOINED	/* goes on with the paragraph before it, which the end of a page broke */
};

struct role {
	enum role_kind kind;
	const struct markdown_node *text;	/* what `cut` bytes are taken from, or NULL */
	size_t     cut;
	struct str shown;	/* the number as written: `1.`, `(a)` */
	/* its address.  When is_below, only the end of it: it stands below the section that we are
	 * in, which has no number */
	struct str id;
	struct str number;	/* `4.1`, `7.1.ii`; with is_below `3` */
	struct str scope;	/* the appendix or annexed paper that it is in, or empty */
	struct str title;	/* of a heading, appendix or caption */
	unsigned   level;	/* of a heading: 2 for a section */
	unsigned   value;	/* of an ordered item that does not follow the one before it */
	bool       is_below;
	bool       is_figure;	/* a caption: of a figure, not of a table */
	bool       is_word;		/* joined: its first word goes on too, behind a hyphen */
	bool       begins, ends;	/* an item that is a paragraph: of its list */
};

struct roles {
	struct map by_node;
	struct map ids;		/* every address that is given */
};

/* Of a paragraph, heading, cell, list item, or of the break before a line; NULL: it has none. */
const struct role *role_of(const struct roles *r, const struct markdown_node *n);

/* Every number of a body, its findings too. */
void role_read(struct roles *r, struct compilation *u, const struct markdown_node *root,
	uint32_t first_line);

#endif
