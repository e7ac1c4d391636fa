#ifndef COMPILE_TICK_H
#define COMPILE_TICK_H
/*
 * Ticks: what an officer puts in a column of a grid to say yes or no.  Private to compile/.
 */
#include "compile/text_table.h"

enum tick {
	TICK_NONE,		/* no tick */
	TICK_NO,		/* `no`, `-`, an empty box */
	TICK_YES,		/* x, X, ✓, ×, `yes`, a ticked box */
	TICK_LOOKALIKE		/* yes, by a letter of another alphabet that looks like an X */
};

enum tick tick_read(struct str text);

/* What alphabet a look-alike is of, "Greek" or "Cyrillic". */
const char *tick_alphabet(struct str text);

/* In a table of the text, those among ticks that are none, and look-alikes, as one note. */
void ticks_check(struct compilation *u, const struct csv_field *fields, const uint32_t *firsts, uint32_t nrow);

#endif
