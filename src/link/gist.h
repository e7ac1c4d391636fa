#ifndef LINK_GIST_H
#define LINK_GIST_H
/*
 * Summaries as plain text, for lists, feeds and search engines.
 */
#include "link/program.h"

/* After resolve: what a summary says, where it is written in Markdown. */
void gists_settle(struct program *p);

#endif
