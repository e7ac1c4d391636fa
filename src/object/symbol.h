#ifndef OBJECT_SYMBOL_H
#define OBJECT_SYMBOL_H
/*
 * Addresses of cells: which cells of a table a fragment means.
 *
 * `#row`, `#row/column`, `#group/row`, `#group/row/column`, in slugs (DESIGN.md, section 2,
 * Tables).  A row alone means its cell in the one amount column; where there are several, that in
 * the column Total.  `#total`, when no row has just that name, is the table's grand total:
 * its only total, or the one of the highest level.
 */
#include "object/object.h"

struct symbol_cells {
	uint32_t *cells;	/* row * ncolumn + column, in the arena */
	size_t    count;	/* 1: found; 0: nothing; more: ambiguous, all of them */
};

void symbol_find(const struct table *t, struct str fragment, struct arena *a, struct symbol_cells *out);

/* The shortest address that means just this cell, `total/2009-10`. */
struct str symbol_of(const struct table *t, uint32_t row, uint32_t column, struct arena *a);

/* Every address that the table has, for helps that name the nearest. */
void symbol_names(const struct table *t, void (*each)(void *context, struct str address), void *context, struct arena *a);

#endif
