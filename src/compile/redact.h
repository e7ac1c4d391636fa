#ifndef COMPILE_REDACT_H
#define COMPILE_REDACT_H
/*
 * Rows and columns of a table that its sidecar says are exempt.  Private to compile/.
 */
#include "compile/sheet.h"

/*
 * For the public: put `withheld` in the place of their figures, in u->source, before anything is read.
 * Members, and whoever checks a table alone, are given them.
 */
void redact_source(struct compilation *u);

/*
 * When the table is read: everything that was to be withheld is.  If not, nothing of the table may be
 * public, and a finding says why.
 */
void redact_confirm(struct sheet *s);

#endif
