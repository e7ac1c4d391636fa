#ifndef COMPILE_TAG_H
#define COMPILE_TAG_H
/*
 * The next Mustache tag of a template.  Private to compile/.
 *
 * A reader keeps the delimiters, which a tag can change for all that follows it.  A
 * faulty tag is a finding; the reader goes on behind it.
 */
#include "base/diag.h"
#include "base/source.h"

enum tag_kind {
	TAG_VALUE,			/* {{name}} */
	TAG_RAW,			/* {{{name}}} and {{&name}} */
	TAG_SECTION, TAG_INVERTED,	/* {{#name}}, {{^name}} */
	TAG_END,			/* {{/name}} */
	TAG_PARTIAL, TAG_PARENT, TAG_BLOCK,	/* {{>name}}, {{<name}}, {{$name}} */
	TAG_SILENT,			/* {{! comment }} and {{=<% %>=}} */
	TAG_FAULTY,			/* nothing is written for it */
};

struct tag {
	enum tag_kind kind;
	size_t        start, end;	/* the whole tag in the source */
	struct str    name;
	size_t        name_at;
};

struct tag_reader {
	const struct source *source;
	struct diag         *diag;
	struct str           opener, closer;	/* the delimiters from here on */
	bool                 broken;		/* a tag had no end: what follows it is not read */
};

void tag_init(struct tag_reader *r, const struct source *source, struct diag *d);

/* The first tag at or after an offset; false when there is none. */
bool tag_next(struct tag_reader *r, size_t from, struct tag *out);

#endif
