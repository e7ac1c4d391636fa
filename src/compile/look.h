#ifndef COMPILE_LOOK_H
#define COMPILE_LOOK_H
/*
 * What is true of all records of a block.  Private to compile/.
 *
 * Of a large table most rows are seen to be plain lines here, without a look at their cells.
 */
#include "compile/sheet.h"

struct look {
	bool has_texts;		/* in columns of amounts */
	bool is_full;		/* a column of amounts has one in every record */
	bool is_quiet;		/* no cell wants a finding, whatever its row is */
	bool is_even;		/* no record is longer or shorter than the header */
};

/* The block of a record; sets what is known of the columns too: coarsest, has_blanks, has_units. */
void look_at_block(struct sheet *s, uint32_t record, struct look *out);

#endif
