#ifndef LINK_CARRY_H
#define LINK_CARRY_H
/*
 * The user's own names at the top of out, those that begin with a dot, go along with each
 * exchange.
 *
 * Files are in both places, hard-linked, before it.  Folders can't be: there is no second
 * link to a folder, and no system call exchanges one folder and renames another.  So they
 * are renamed right after the exchange, and for that moment out is without them.  The mark
 * TWIN_CARRY stands while that may be due, and the next build finishes it.
 */
#include "base/arena.h"
#include "base/str.h"

struct carry_plan {
	bool moves;	/* something has to be renamed after the exchange */
	bool stuck;	/* and that would fail */
};

/*
 * Before the exchange: the files of front are linked into twin, and no others are there.
 * *failed is a name.
 */
int carry_prepare(int front, int twin, struct arena *a, struct carry_plan *plan,
	struct str *failed);

/* After the exchange: what `to` lacks, or has in an older version, is renamed from `from`. */
int carry_finish(int from, int to, struct arena *a, struct str *failed);

/*
 * In the next build, should the last one have been killed in between: what `to` lacks is
 * renamed.  Without files, folders alone.  EEXIST: both have a folder of that name, and
 * somebody has to choose.
 */
int carry_rescue(int from, int to, bool files, struct arena *a, struct str *failed);

#endif
