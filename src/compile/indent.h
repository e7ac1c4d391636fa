#ifndef COMPILE_INDENT_H
#define COMPILE_INDENT_H
/*
 * Lines of a template and their indentation.  Private to compile/.
 */
#include "base/arena.h"
#include "object/object.h"

/* A tag's line: is there anything else on it? */
struct indent_line {
	size_t start;		/* of the blanks before the tag */
	size_t next;		/* behind the blanks after it, and the line's end when that is there */
	bool   first, last;	/* nothing but blanks is before it; after it */
};

struct indent_line indent_line(struct str text, size_t tag_start, size_t tag_end);

bool   indent_is(char c);
bool   indent_line_begins(struct str text, size_t at);
size_t indent_line_end(struct str text, size_t at);	/* its length, 0 when there is none */

/* What two indentations begin with. */
struct str indent_common(struct str a, struct str b);

/* Take indentation from the lines of operations [from .. to); from a block's, it is gone already. */
void indent_take(struct arena *a, struct template_op *ops, uint32_t from, uint32_t to,
	struct str indent);

#endif
