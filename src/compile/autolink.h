#ifndef COMPILE_AUTOLINK_H
#define COMPILE_AUTOLINK_H
/*
 * Web and e-mail addresses that stand bare in a text.
 */
#include "compile/link.h"

struct autolink {
	struct str text;
	size_t     from;		/* where the next search begins */
	/* the next of each, or less than from when not looked for yet */
	size_t     colon, at;
	size_t     start, end;		/* of what was found */
	struct str url;			/* encoded; of an e-mail address with mailto: */
	bool       is_page;		/* a web address, no mail */
};

void autolink_init(struct autolink *l, struct str text);

/* The next address; false when there is no more.  Linear in the text, whatever it holds. */
bool autolink_next(struct autolink *l, struct arena *a);

#endif
