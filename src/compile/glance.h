#ifndef COMPILE_GLANCE_H
#define COMPILE_GLANCE_H
/*
 * What stands in a record, counted, before anybody knows what its columns are.  Private to compile/.
 */
#include "compile/sheet.h"

struct glance {
	uint32_t filled;	/* cells with a text */
	uint32_t figures;	/* of them amounts, years not counted */
	uint32_t marks;		/* n/a, tbc, a dash */
	uint32_t years;
	uint32_t units;		/* cells that say a unit and no more, behind the first */
	bool     counts;	/* its figures are 1, 2, 3 ... */
	bool     has_label;	/* its first cell is filled */
	bool     is_kept;	/* in the sheet: the first records are looked at again and again */
};

void glance_init(struct sheet *s);	/* when its records are read */
struct glance glance_at(const struct sheet *s, uint32_t record);	/* of a blank one or a comment: nothing */

bool glance_counts(const struct glance *g);	/* the numbers of the columns alone, as forms have them */
bool glance_is_data(const struct glance *g);
bool glance_may_head(const struct glance *g);	/* may name columns */

#endif
