#ifndef COMPILE_NAMES_H
#define COMPILE_NAMES_H
/*
 * Rows by their names, to see which name stands twice.  Private to compile/.
 *
 * A slot of four bytes for each row: its number, and in the bits that are left some of its name's
 * hash, so that hardly ever the wrong row's name is read again.
 */
#include "base/buf.h"
#include "compile/sheet.h"

struct names {
	struct buf slots;	/* uint32_t */
	uint32_t   mask;	/* one less than there are slots, a power of two */
	unsigned   bits;	/* that a row's number takes */
};

void names_init(struct names *n, uint32_t most);	/* at most so many rows will come */
void names_release(struct names *n);

/* The row with that name in the same group, or OBJECT_NONE: then row has it from now on. */
uint32_t names_put(struct names *n, const struct sheet *s, uint32_t row, struct str slug);

#endif
