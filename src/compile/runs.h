#ifndef COMPILE_RUNS_H
#define COMPILE_RUNS_H
/*
 * Numbers by row that seldom change from one row to the next.  Private to compile/.
 *
 * Each run of rows with one number takes eight bytes, however long it is.
 */
#include "base/arena.h"
#include <stdbool.h>
#include <stdint.h>

struct run {
	uint32_t first, value;	/* from that row on */
};

struct runs {
	struct arena *arena;
	struct run   *all;
	uint32_t      count, room;
	uint32_t     *last;	/* the run that was asked for last: the next is mostly the same */
};

void runs_init(struct runs *r, struct arena *a);
void runs_add(struct runs *r, uint32_t row, uint32_t value);	/* rows come in order */
uint32_t runs_at(const struct runs *r, uint32_t row);		/* 0 before the first run */

#endif
