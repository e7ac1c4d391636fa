#ifndef COMPILE_NAMES_H
#define COMPILE_NAMES_H
/*
 * Rows by their names, to see which name stands twice.  Private to compile/.
 *
 * A slot of four bytes for each row: its number, and in the bits that are left some of its name's
 * hash, so that hardly ever the wrong row's name is read again.  Names are looked up some at a time: the
 * slots of each are fetched while others are on their way, as going to memory takes longer than all
 * else that is done with a row.
 */
#include "base/buf.h"
#include "compile/sheet.h"

#define NAMES_WAITING 64u

struct names {
	struct sheet *s;
	void        (*twice)(void *context, uint32_t row, uint32_t first);
	void         *context;
	struct buf    slots;	/* uint32_t */
	uint32_t      mask;	/* one less than there are slots, a power of two */
	unsigned      bits;	/* that a row's number takes */
	uint32_t      nwaiting;
	struct {
		uint64_t hash;
		uint32_t row;
	} waiting[NAMES_WAITING];
};

/* At most so many rows will come; twice is told of each that has the name of one before it in its group. */
void names_init(struct names *n, struct sheet *s, uint32_t most,
	void (*twice)(void *context, uint32_t row, uint32_t first), void *context);
void names_put(struct names *n, uint32_t row, struct str slug);
void names_finish(struct names *n);	/* those that wait, too */

#endif
