#ifndef OBJECT_BASIS_H
#define OBJECT_BASIS_H
/*
 * What a checked figure was compared with, as data: "the 10 rows above".
 *
 * Compile says which it is and counts; the words are made where they are shown.  Findings and
 * `reeve figures` have them in English, pages in the site's language, from the theme's strings.
 */
#include "base/arena.h"
#include "base/str.h"

enum basis_kind {
	BASIS_FORMULA,		/* name: as it was written */
	BASIS_ABOVE,		/* n rows above */
	BASIS_SINCE,		/* n rows since the one called name */
	BASIS_TOTALS,		/* n totals above, and rest rows that stand under none */
	BASIS_GROUP,		/* n rows of the group called name */
	BASIS_EVERY,		/* all n lines, each once */
	BASIS_BELOW,		/* n rows below */
	BASIS_NAMED,		/* n rows that the sidecar names */
	BASIS_TAKEN_OFF,	/* n rows above, of which those that say so are subtracted */
	BASIS_LESS,		/* the row called name, less the n rows after it */
	BASIS_COLUMNS_BEFORE,	/* n columns */
	BASIS_COLUMNS_AFTER,
	BASIS_TOTALS_BEFORE,
	BASIS_TOTALS_AFTER,
	BASIS_SHARES,		/* every line of the column called name */
	BASIS_EARLIER,		/* rows of an earlier page, which are not in this table */
	BASIS_DIFFERENCE,	/* the column name less the column other */
	BASIS_RATIO,		/* name as a share of other */
	BASIS_CHANGE,		/* name less other, as a share of other */
	BASIS_CHANGE_TURNED,	/* other less name, as a share of other */
	BASIS_WHOLE,		/* name as a share of its total */
	BASIS_MEAN,		/* the average of n columns */
	BASIS_RUNNING,		/* the row above and name */
	BASIS_COLUMNS_NAMED,	/* the n columns that the total column called name names */
	BASIS_KINDS
};

struct basis {
	enum basis_kind kind;
	uint32_t        n, rest;
	struct str      name, other;
};

/* The key of the pattern in a strings file, "reading_above" or "reading_above_one"; NULL for a formula. */
const char *basis_key(const struct basis *b);

/* The English pattern of that key. */
const char *basis_pattern(const struct basis *b);

/* A pattern with {n}, {rest}, {name} and {other} filled in. */
struct str basis_fill(struct arena *a, struct str pattern, const struct basis *b);

/* In English: "the 10 rows above". */
struct str basis_text(struct arena *a, const struct basis *b);

#endif
