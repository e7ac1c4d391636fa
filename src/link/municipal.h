#ifndef LINK_MUNICIPAL_H
#define LINK_MUNICIPAL_H
/*
 * Municipal years: each goes from one annual meeting of the council to the day before the next.
 *
 * When these meetings are nothing in the papers tells for certain: the site says it, `annual_meetings` in site.yaml.
 */
#include "link/program.h"

struct municipal_year {
	struct str  name;		/* "2025/26"; empty: of the years before the first meeting that is given, or of all */
	struct date from, until;	/* until: the next annual meeting; year 0: open */
};

struct municipal_years {
	struct municipal_year *years;	/* the latest first, and behind them what was before; at least one */
	size_t                 count;
};

struct municipal_years municipal_years(const struct program *p, struct arena *a);

bool municipal_has(const struct municipal_year *year, struct date d);
const struct municipal_year *municipal_year_of(const struct municipal_years *years, struct date d);

/* Annual meetings that can't be so, and those that are missing: meetings with minutes are counted to the wrong year. */
void municipal_check(struct program *p);

#endif
