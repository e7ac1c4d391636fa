#ifndef LINK_FIGURES_H
#define LINK_FIGURES_H
/*
 * The figures of one source, with their readings, sources and verdicts.
 */
#include "link/program.h"

/* Tell them one at a time, in the order of the file; what a figure points to is good for its call. */
void figures_list(struct program *p, struct link_figures *asked);

#endif
