#ifndef LINK_PARTS_H
#define LINK_PARTS_H
/*
 * Which cells each total of a table is the sum of, said shortly enough to stand in its markup.
 *
 * The totals of a row nearly always cover the same rows, and those of a column the same columns: what
 * most of them share is said once, at the row or at the column's head; a cell that differs says its own.
 */
#include "base/buf.h"
#include "object/object.h"

struct parts {
	const struct object *object;
	const uint32_t      *shown;	/* by row: its place among the rows that are shown, from 1; 0: hidden */
	uint32_t            *by_row;	/* by row, by column: the check that speaks for it, or OBJECT_NONE */
	uint32_t            *by_column;
	uint32_t            *sorted;	/* every check, in the order of the cells */
	bool                *stray;	/* by cell: it says its own, which may be nothing */
};

/* Of an object with its checks, covers and cells.  Memory is a's. */
void parts_find(struct parts *p, const struct object *o, const uint32_t *shown, struct arena *a);

/* Whether a cell or a head leads to the line of a check: it speaks for others, or its cell is a stray one. */
bool parts_leads(const struct parts *p, uint32_t check);

/* Whether a row or a head that a check speaks for has parts of its own: those of a share differ from cell to cell. */
bool parts_light(const struct parts *p, uint32_t check);

/* The end of the id of a check's line: row-12, column-3 or sum-40. */
void parts_write_id(const struct parts *p, uint32_t check, struct buf *out);

/*
 * The parts of one check, as script.js reads them: tokens with a blank between, each `r` and rows in the
 * total's column, `c` and columns in its row, or row.column; a range as 2:5; with - before it when it is subtracted.
 */
void parts_write(const struct parts *p, uint32_t check, struct buf *out);

#endif
