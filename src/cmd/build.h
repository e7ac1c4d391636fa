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
	struct link_summary   summary;
	bool                  failed;		/* the machine failed us */
	bool                  unchanged;	/* nothing had to be done */
};

/* Compile and link.  Findings are in diag, sorted. */
void build_run(struct build *b);

#endif
