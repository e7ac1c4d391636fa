#ifndef COMPILE_CONTINUED_H
#define COMPILE_CONTINUED_H
/*
 * Markdown tables and rows that go on after the break of a page.  Private to block_table.c.
 */
#include "compile/body.h"

/* A row without any text: a table without a header is written with an empty one. */
bool continued_is_empty(const struct markdown_node *row);

/* Whether the next table is certainly a part of this one. */
bool continued_table(struct body *b, const struct markdown_node *table);

/* Whether the next table, a part of this one, has the same header again. */
bool continued_repeats(struct body *b, const struct markdown_node *table);

/* A table begins that is no part of another: how many columns it has, and whether its first row heads them. */
void continued_begin(struct body *b, const struct markdown_node *table);

/* The rest of a cell that says `text`, in the row below *row, which is set to that row; NULL when it has none. */
const struct markdown_node *continued_cell(struct body *b, struct str text, uint32_t column,
	const struct markdown_node **row);

/* Findings, where it is not certain. */
void continued_doubt_table(struct body *b, const struct markdown_node *table);
void continued_doubt_row(struct body *b, const struct markdown_node *row);

#endif
