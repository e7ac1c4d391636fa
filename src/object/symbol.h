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

struct symbols;

struct symbol_cells {
	uint32_t *cells;	/* row * ncolumn + column, in the arena */
	size_t    count;	/* 1: found; 0: nothing; more: ambiguous, all of them */
};

/*
 * Which table of the object an address is in, and how it goes on there: of a CSV file its table, and all of the
 * address; of a text `#table-2/row/column` the table of the definition `table-2`.  false: in none.
 */
bool symbol_table(const struct object *o, struct str fragment, struct table *out, struct str *cell);

/* The same the other way: what stands before the addresses of a text's table, "table-2/"; in a. */
struct str symbol_prefix(const struct object *o, uint32_t text_table, struct arena *a);

/* The rows of a table by their names, read once for all addresses that are looked up; the table is borrowed. */
struct symbols *symbols_new(const struct table *t, struct arena *a);

void symbols_find(const struct symbols *s, struct str fragment, struct arena *a, struct symbol_cells *out);

/* The shortest address that means just this cell, `total/2009-10`. */
struct str symbols_of(const struct symbols *s, uint32_t row, uint32_t column, struct arena *a);

/* Every address that the table has, for helps that name the nearest. */
void symbol_names(const struct table *t, void (*each)(void *context, struct str address), void *context, struct arena *a);

#endif
