#ifndef LINK_EMIT_H
#define LINK_EMIT_H
/*
 * Every output file, made by worker processes from the program, which is const by now.
 */
#include "link/mustache.h"
#include "link/output.h"
#include "link/publish.h"

enum emit_part {
	EMIT_PRINTED,		/* what PDFs are made of: packs, papers, and the assets that they show */
	EMIT_REST		/* all else but the PDFs themselves */
};

/* Make a part of the outputs into the twin.  rows is as long as the list, in its order.
 * false with findings: a page could not be written, or its maker died. */
bool emit(struct program *p, const struct mustache *templates, const struct output_list *list,
	enum emit_part part, const struct publish *publish, struct publish_row *rows);

#endif
