#ifndef COMPILE_PRESCAN_H
#define COMPILE_PRESCAN_H
/*
 * What the Markdown parser must never be given.
 *
 * The parser is linear for all that people write and far from it for some of what they don't.  One
 * pass over the text, without allocation, refuses whatever passes a limit of SAFETY.md.
 */
#include "base/diag.h"
#include "base/str.h"

enum prescan_rule {
	PRESCAN_FILE, PRESCAN_LINE, PRESCAN_RUN, PRESCAN_MARKERS, PRESCAN_INDENT, PRESCAN_BRACKETS,
	PRESCAN_DECLARATIONS, PRESCAN_DELIMITERS, PRESCAN_PIPES, PRESCAN_COLUMNS, PRESCAN_CELLS,
	PRESCAN_DEFINITIONS, PRESCAN_RULES
};

struct prescan_limit {
	enum diag_code code;
	size_t         most;
	const char    *what;	/* the finding's sentence */
	const char    *help;
};

extern const struct prescan_limit prescan_limits[PRESCAN_RULES];

/* false when text passes a limit: then *rule says which, and *at is the offset of the line that
 * does. */
bool prescan(struct str text, enum prescan_rule *rule, size_t *at);

#endif
