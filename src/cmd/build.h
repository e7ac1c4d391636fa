#ifndef CMD_BUILD_H
#define CMD_BUILD_H
/*
 * Compile what changed, then link: the one road of build and check.
 */
#include "cmd/log.h"

struct build {
	const struct options *options;
	struct site          *site;
	struct arena         *arena;
	struct diag          *diag;
	bool                  write;		/* publish, and keep objects and index */
	struct link_figures  *figures;		/* to be listed, or NULL */
	const struct site    *kept;		/* whose objects may be taken as well; NULL: the site's own */
	/* called with the objects instead of linking them, in the order of their sources, or NULL */
	void                (*use)(struct build *b, const struct link_input *in);
	void                 *context;		/* for use */
	struct link_summary   summary;
	bool                  failed;		/* the machine failed us */
	bool                  unchanged;	/* nothing had to be done */
	bool                  no_printer;	/* PDFs were asked for, and WeasyPrint is not there */
};

/* Compile and link.  Findings are in diag, sorted. */
void build_run(struct build *b);

#endif
