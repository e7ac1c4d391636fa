#ifndef LINK_GRID_H
#define LINK_GRID_H
/*
 * A table's cells as markup, and as CSV to download.
 */
#include "base/buf.h"
#include "link/parts.h"

/*
 * Ids of the rows: the row's slug; with its group before it where two rows share one;
 * with its record's number where that is not enough.  In a, as many as the table has rows.
 */
struct str *grid_row_ids(struct arena *a, const struct table *t);

/* The id of a cell: its row's id, `/`, its column's slug; its row's id where the column has no name. */
struct str grid_cell_id(struct arena *a, struct str row_id, const struct table_column *column);

struct grid_options {
	struct str caption;	/* markup of ours, or empty */
	struct str label;	/* of the scrolling region, for a screen reader */
	struct str id;		/* of the whole, or empty */
	bool       ids;		/* rows and cells have ids: on the table's own page */
	const uint32_t     *shown;	/* of grid_shown */
	const struct parts *parts;	/* what totals are the sum of, or NULL: nothing is said of it */
	struct str          sums;	/* with parts: what ids of the lines that checks have begin with */
};

/* By row its place among those that are shown, from 1; 0: it is not.  Totals always are.  most 0: all are. */
uint32_t *grid_shown(struct arena *a, const struct table *t, uint32_t most);

void grid_write(const struct table *t, const struct object *checks, const struct grid_options *o,
	struct arena *scratch, struct buf *out);

/* The table as UTF-8 CSV, so that no spreadsheet runs a cell. */
void grid_csv(const struct table *t, struct buf *out);

/* "£ thousands" and the like, when all amount columns share one unit; else empty. */
struct str grid_unit(struct arena *a, const struct table *t);

#endif
