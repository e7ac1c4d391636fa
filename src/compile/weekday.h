#ifndef COMPILE_WEEKDAY_H
#define COMPILE_WEEKDAY_H
/*
 * Dates that are written with their weekday.  Private to compile/.
 */
#include "compile/prose.h"

/* A finding for each in a text whose weekday is another, or that no calendar has. */
void weekday_check(struct body *b, const struct prose *p);

/* The first in a value of the front matter that is no Markdown. */
void weekday_check_value(struct compilation *u, struct str text, struct place at);

#endif
