#ifndef COMPILE_LINK_H
#define COMPILE_LINK_H
/*
 * What a link's destination means.
 *
 * Nothing here writes to the object but findings; texts are slices of what is given, or the
 * arena's.
 */
#include "compile/unit.h"

enum link_kind {
	LINK_REFUSED,		/* a finding says why */
	LINK_URL,		/* outside the site: url */
	LINK_PLACE,		/* inside: path, fragment, query */
	LINK_FORMULA		/* `= ...`: formula */
};

struct link {
	enum link_kind kind;
	struct str     url;		/* percent-encoded, still to be escaped for HTML */
	bool           is_page;		/* of a url: http or https, no mail or telephone */
	bool           is_elsewhere;	/* a place of another site: path begins with its name and a colon */
	struct str     path, fragment, query;
	struct str     formula;
};

void link_read(struct compilation *u, struct str destination, struct place at, struct link *out);

/*
 * Whether a destination has the form of a place of another site, `wexbourne:pages/plan.md#4.1`; its path and fragment
 * then, or LINK_REFUSED as the kind when they can't be.
 */
bool link_elsewhere(struct compilation *u, struct str destination, struct link *out);

/* http or https, with a host and nothing odd in it; out gets it percent-encoded. */
bool link_is_web(struct str url, struct arena *a, struct str *out);

struct str link_shown(struct arena *a, struct str text);	/* cut to what a message can hold */
bool link_is_table(struct str path);	/* ends in .csv */

#endif
