#ifndef COMPILE_MEETING_H
#define COMPILE_MEETING_H
/*
 * Whether the front matter of a meeting makes sense in itself.  Private to compile/.
 */
#include "compile/unit.h"

/* A finding for each of its keys that contradicts another one.  The metadata is complete. */
void meeting_check(struct compilation *u);

#endif
