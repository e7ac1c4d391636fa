#ifndef COMPILE_EXEMPT_FIND_H
#define COMPILE_EXEMPT_FIND_H
/*
 * How exempt parts are found in a text.  Private to exempt_part.c, which finds them, and exempt_accept.c, which
 * refuses what can't be trusted.
 */
#include "base/buf.h"
#include "compile/exempt_part.h"

/* `{exempt=3}` or `{#name exempt=3}` at the end of a heading's line; offsets are the line's. */
struct exempt_mark {
	size_t   start, end;
	size_t   name;		/* length of `#name`, or 0 */
	unsigned paragraph;
};

/* Lines of the file.  Each kind of block is found in the order of its lines, and none stands in another. */
struct exempt_lines {
	uint32_t first, last;
};

struct exempt_heading {
	struct exempt_lines lines;
	unsigned level;
	bool     is_plain;	/* `## Title`, not an underlined one */
	bool     is_empty;	/* `##`, and nothing else */
	bool     is_appendix, is_marked;
	struct exempt_mark mark;
};

struct exempt_finder {
	struct compilation *unit;
	uint32_t            before;	/* lines of the file above the body */
	struct buf          headings;
	struct buf          shown;	/* lines of code that a manual shows: a block that names its language and is closed */
	struct buf          code;	/* of the other blocks between fences */
	struct buf          parts;
	unsigned            said;	/* findings */
};

const struct exempt_heading *exempt_headings(const struct exempt_finder *f, size_t *count);

/* Of things in the order of their first lines, with which each of them begins: the last that begins on a
 * line or above; or NULL. */
const void *exempt_last_above(const void *list, size_t count, size_t size, uint32_t line);

/* The last part whose heading stands on a line or above; or NULL. */
const struct exempt_part *exempt_part_above(const struct compilation *u, uint32_t line);

struct str exempt_without_closing(struct str line);
struct str exempt_without_containers(struct str line);

/* Whether a line looks like a mark. */
bool exempt_is_suspect(const struct compilation *u, uint32_t line);

/* Lines from `first` on.  false, with findings: the parts that were found can't be relied on. */
bool exempt_accept(struct exempt_finder *f, uint32_t first);

#endif
