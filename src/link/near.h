#ifndef LINK_NEAR_H
#define LINK_NEAR_H
/*
 * Figures in prose that are linked to nothing, beside the tables that their report shows.
 */
#include "link/program.h"

/* A finding for each that is like a cell of such a table, but for its unit or its digits. */
void near_check(struct program *p);

#endif
