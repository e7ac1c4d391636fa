#ifndef COMPILE_RAW_TABLE_H
#define COMPILE_RAW_TABLE_H
/*
 * Tables of raw HTML: what their cells say, and where.  Private to raw.c, which finds the tags.
 */
#include "compile/raw.h"
#include "compile/text_table.h"

/* Where the text of each cell stands; a cell's node has its mark, one more than its index here. */
struct raw_cells {
	struct buf    buf;
	struct place *places;
	size_t        count;
};

/* Marks of a table that only lays out what is in it, and of its parts: none of it is written, or as what. */
enum raw_layout {
	RAW_LAYOUT_NONE, RAW_LAYOUT_GONE, RAW_LAYOUT_BLOCK, RAW_LAYOUT_TERMS, RAW_LAYOUT_TERM,
	RAW_LAYOUT_MEANING
};

/*
 * Marks a table that holds tables and nothing else would say how they belong together: one cell in each row, which
 * are parts one below the other; or two, the first a few words, which are terms with what belongs to them.
 */
void raw_table_layout(struct html_node *table);

/* What a piece of HTML says, as raw_cell_text. */
struct str raw_plain(struct str html, struct arena *a);

/* The sums of a table that was walked: its index among the object's text tables, or OBJECT_NONE. */
uint32_t raw_table_check(struct body *b, struct html_node *table, struct raw_cells *cells,
	uint32_t definition, struct str caption);

/* Of its `<caption>`, or empty. */
struct str raw_table_caption(const struct html_node *table, struct arena *a);

/* What a `<th>` heads, or NULL when it says so itself. */
const char *raw_table_scope(const struct html_node *th);

/* Without marks of notes and what is struck out, in one line. */
struct str raw_cell_text(const struct html_node *cell, struct arena *a);

#endif
