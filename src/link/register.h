#ifndef LINK_REGISTER_H
#define LINK_REGISTER_H
/*
 * The register of decisions for machines: every decision of the site, the latest first.
 *
 * The form of both files is the handbook's (minutes.md).  Of an exempt item they hold its title, meeting, date
 * and paragraph.
 */
#include "base/buf.h"
#include "link/program.h"

/* One more text in a cell of several: sentences follow each other, all else has a semicolon before it. */
void register_join(struct buf *cell, struct str text);

void register_csv(struct program *p, struct buf *out);	/* no spreadsheet runs a cell */
void register_json(struct program *p, struct buf *out);

#endif
