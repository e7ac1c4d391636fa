#ifndef COMPILE_STATED_H
#define COMPILE_STATED_H
/*
 * What a body's own head says of its date, committee, title and author.  Private to compile/.
 *
 * Papers that were written elsewhere bring their head along: `Report to: Overview Panel`, `Date of
 * meeting: 17 September 2008`.  Whether it is true is the linker's to see.
 */
#include "compile/body.h"

/* The lines of a paragraph that has just been walked. */
void stated_lines(struct body *b);

/* The rows of a table: a label, and what stands beside it. */
void stated_rows(struct compilation *u, const struct csv_field *fields, const uint32_t *firsts, uint32_t nrow);

/* One line of a front sheet. */
void stated_fact(struct compilation *u, struct str label, struct str value, struct place at);

/* The first heading of the body, when it is the largest there is. */
void stated_heading(struct body *b, struct str text);

#endif
