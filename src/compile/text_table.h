#ifndef COMPILE_TEXT_TABLE_H
#define COMPILE_TEXT_TABLE_H
/*
 * A table written in the text, in Markdown or HTML, on its way to the passes over tables.
 *
 * Its cells are given in order, row by row, as a reader sees them; then its sums are checked as
 * those of a CSV file are (table.c).  What may be said of it is about sums alone: a list of risks or
 * of telephone numbers has columns without names and rows of one name, and is right.
 */
#include "compile/csv.h"
#include "compile/unit.h"

struct text_sheet {
	struct buf fields;		/* struct csv_field */
	struct buf firsts, lines;	/* of each row: its first field, its line; uint32_t */
	bool       is_full;		/* more of it than is read */
};

void text_sheet_begin(struct text_sheet *t);
void text_sheet_row(struct text_sheet *t, uint32_t line);

/* text: the arena's; at: where it stands, a blank cell where it would. */
void text_sheet_cell(struct text_sheet *t, struct str text, struct place at);

/*
 * Check it and let it go.  Its index among the object's text tables when it holds amounts, else
 * OBJECT_NONE.  caption: may say its unit, or empty.
 */
uint32_t text_sheet_check(struct text_sheet *t, struct compilation *u, uint32_t definition,
	struct str caption);
void text_sheet_release(struct text_sheet *t);

/* The text of a cell in one line: blanks of any kind are one space, none at its ends.  The arena's. */
struct str text_line_of(struct arena *a, struct str text);

/* Whether small print behind a text is the mark of a note, `1,234<sup>2</sup>`, and no part of it, as in `1<sup>st</sup>`. */
bool text_is_mark(struct str before, struct str small);

#endif
