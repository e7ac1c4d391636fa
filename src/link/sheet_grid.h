#ifndef LINK_SHEET_GRID_H
#define LINK_SHEET_GRID_H
/*
 * The grids of a front sheet: who was consulted, and what comes next.  Private to the front sheet.
 */
#include "link/view.h"

enum sheet_grid_kind { SHEET_CONSULTATION, SHEET_NEXT_STEPS, SHEET_GRIDS };

/* What the council's sheet says of a grid; texts may be empty, datums of the site NULL. */
struct sheet_words {
	struct str           title, note, yes, no;
	const struct object *site;
	const struct datum  *groups;	/* the lines that are always there, in order */
	const struct datum  *columns;	/* what heads them */
};

/* The key of the report that has a grid's lines. */
const char *sheet_grid_key(enum sheet_grid_kind kind);

/* A group of the report's list that the sheet's groups have, or NULL. */
const struct datum *sheet_group_find(const struct object *site, const struct datum *groups, struct str name);

/* The grid of the report that c has open, or NULL when it has no line. */
struct thing *sheet_grid(struct view *v, const struct page_context *c, enum sheet_grid_kind kind,
	const struct sheet_words *words);

#endif
