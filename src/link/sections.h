#ifndef LINK_SECTIONS_H
#define LINK_SECTIONS_H
/*
 * The sections of reports: those that a committee requires, their order, and whether they say anything.
 */
#include "link/program.h"

/* Whether a section of an object says nothing; only such a report is opened where nothing is required. */
bool sections_have_gaps(const struct object *o);

/* After layout: findings about the sections of all public reports. */
void sections_check(struct program *p);

#endif
