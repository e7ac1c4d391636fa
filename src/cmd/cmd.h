#ifndef CMD_CMD_H
#define CMD_CMD_H
/*
 * The verbs.  Each gives the exit status: 0, 1 for errors in the sources, 2 for usage or the machine.
 */
#include "cmd/options.h"

int cmd_build(const struct options *o);
int cmd_check(const struct options *o);
int cmd_figures(const struct options *o);
int cmd_compile(const struct options *o);
int cmd_link(const struct options *o);
int cmd_explain(const struct options *o);
int cmd_diff(const struct options *o);

/* What this program was made from; objects and states of another version are made anew. */
extern const char reeve_version[];

#endif
