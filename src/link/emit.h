#ifndef LINK_EMIT_H
#define LINK_EMIT_H
/*
 * Every output file, made by worker processes from the program, which is const by now.
 */
#include "link/mustache.h"
#include "link/output.h"
#include "link/publish.h"

/* Make all outputs into the twin.  rows is as long as the list, in its order.
 * false with findings: a page could not be written, or its maker died. */
bool emit(struct program *p, const struct mustache *templates, const struct output_list *list,
	const struct publish *publish, struct publish_row *rows);

#endif
