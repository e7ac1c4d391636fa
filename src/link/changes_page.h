#ifndef LINK_CHANGES_PAGE_H
#define LINK_CHANGES_PAGE_H
/*
 * A change log as one page that needs no other file, with the theme's template `changes`.  Private
 * to link/.
 */
#include "link/changes.h"
#include "link/program.h"

/* Nothing is appended, and findings say why, when the theme can't make it. */
void changes_page(const struct changes *c, struct program *p, struct buf *out);

#endif
