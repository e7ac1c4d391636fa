#ifndef LINK_GIST_H
#define LINK_GIST_H
/*
 * Summaries as plain text, for lists, feeds and search engines.
 */
#include "link/program.h"

/* Whether a text may hold Markdown, so that its words are not its letters. */
bool gist_has_markup(struct str s);

/* After resolve: what a summary says, where it is written in Markdown. */
void gists_settle(struct program *p);

#endif
