#ifndef CMD_WEASYPRINT_H
#define CMD_WEASYPRINT_H
/*
 * WeasyPrint, which makes the PDFs of `build --pdf`.
 *
 * It is looked for on PATH and run in the parent process while the new site is prepared, in a
 * sandbox: it reads what is installed and the site, writes below .reeve/scratch/, which goes with it,
 * and has no network (base/sandbox.h).  What was printed is kept in .reeve/pdf/, under a hash of all
 * that the page shows, so that a page that did not change is not printed again.  The bytes depend on
 * that alone, and on which WeasyPrint and which fonts there are.
 */
#include "base/diag.h"
#include "base/hash.h"
#include "cmd/options.h"
#include "link/link.h"

struct weasyprint {
	const struct options *options;
	struct arena         *arena;
	int                   cache;	/* the .reeve folder */
	bool                  keep;	/* what was printed, there */
	unsigned              at_once;
	struct hash           version;	/* of the program: a new one prints all anew */
};

/* For the linker; good for as long as w is. */
struct link_print weasyprint_print(struct weasyprint *w);

/* Find the program; false when it is not there.  All but the version is set. */
bool weasyprint_find(struct weasyprint *w);

/* The finding where it is not. */
void weasyprint_missing(struct diag *d);

#endif
