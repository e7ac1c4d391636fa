#ifndef LINK_COMPARE_TABLE_H
#define LINK_COMPARE_TABLE_H
/*
 * Two states of a table, cell by cell.  Private to link/.
 *
 * Rows and columns are known by their names, so that one that was inserted changes no other.
 */
#include "link/changes.h"

struct table_side {
	struct table        table;
	const struct check *checks;	/* of this table */
	uint32_t            ncheck;
	const struct cover *covers;	/* of the object */
};

struct table_pair {
	struct table_side old, new;
	struct str        name;		/* of a table in a text, "Table 2"; else empty */
	bool              hushed;	/* say nothing that is on the old side alone */
	struct arena     *a;		/* of the log */
	struct arena     *scratch;
	struct change_list *lists;	/* by enum change_what */
};

struct table_side compare_table_of(const struct object *o);			/* of a CSV file */
struct table_side compare_text_table_of(const struct object *o, uint32_t index);

void compare_tables(const struct table_pair *t);

/* The cells of a row as one line: what a row is recognised by where its table has another name. */
struct str compare_row_text(const struct table *t, uint32_t row, struct arena *a);

#endif
