#ifndef LINK_NATION_H
#define LINK_NATION_H
/*
 * Whose law a site is under, and whether the paragraphs by which its papers are exempt are of that law.
 */
#include "link/program.h"

enum nation { NATION_ENGLAND, NATION_WALES };

/* What site.yaml says; England when it doesn't. */
enum nation nation_of(const struct program *p);

/* Which nations' paragraphs of Schedule 12A a source names, into the page. */
void nation_gather(const struct object *o, struct page *pg);

/* A paragraph of the other nation is an error: what is published has to name the law by which something is withheld. */
void nation_check(struct program *p);

#endif
