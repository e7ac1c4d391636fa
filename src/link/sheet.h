#ifndef LINK_SHEET_H
#define LINK_SHEET_H
/*
 * Front sheets: the labelled facts at a report's head, in the order that the site
 * says, taken from its front matter and from where it stands.
 */
#include "link/view.h"

/* Fill report.front_sheet. */
void sheet_write(struct view *v, const struct page_context *c, struct thing *report);

/* Parts that pages of papers and places share. */
struct thing *sheet_person(struct view *v, const struct page_context *c, const struct datum *d);
struct thing *sheet_background(struct view *v, const struct page_context *c, const struct datum *d);
void sheet_members(struct view *v, const struct page_context *c, struct thing *t, enum model_member member);

#endif
