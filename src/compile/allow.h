#ifndef COMPILE_ALLOW_H
#define COMPILE_ALLOW_H
/*
 * The allowlist of raw HTML: which elements, where they may stand, with which attributes.
 */
#include "base/str.h"
#include "compile/html.h"

/* What may stand in an element's place; an element has the bits of all the contexts that take it.
 */
enum {
	IN_FLOW = 1, IN_PHRASING = 2, IN_LIST = 4, IN_TERMS = 8, IN_TABLE = 16, IN_ROWS = 32,
	IN_CELLS = 64, IN_COLUMNS = 128, IN_DETAILS = 256, IN_FIGURE = 512, IN_NOTHING = 0
};

struct element {
	struct str  name;
	unsigned    within;	/* contexts that it may stand in */
	unsigned    holds;	/* the context inside it */
	/* in a table: caption, columns, head, body, foot come in this order */
	int         rank;
	bool        is_once;	/* and this one may not be repeated */
	bool        is_plain;	/* span, div: not counted as depth */
	/* has around and inside it what it needs; or NULL */
	bool      (*is_whole)(const struct html_node *n);
};

const struct element *allow_element(struct str name);	/* NULL: not allowed */
bool allow_drops_text(struct str name);		/* what is inside is no text: script, style */

/* Whether an attribute may stay, with this value. */
bool allow_attribute(const struct element *e, struct str name, struct str value);

/* Attributes that are used, or made anew, and so neither kept nor missed: `href`, `src`, `alt`,
 * `width`, `height`. */
bool allow_is_used(const struct element *e, struct str name);

#endif
