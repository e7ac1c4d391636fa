#ifndef LINK_RECORD_CHECK_H
#define LINK_RECORD_CHECK_H
/*
 * Whether minutes make sense: with their agenda, their committee, the calendar and themselves.
 */
#include "link/record.h"

void record_check(struct program *p, const struct record *r);

/* record_private.c, a part of it: sections of the text that are called after exempt items. */
void record_check_sections(struct program *p, const struct record *r);

#endif
