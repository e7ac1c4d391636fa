#ifndef LINK_NOTICE_H
#define LINK_NOTICE_H
/*
 * Notice of meetings, papers and key decisions: the clear days that the law asks for, late papers and
 * their urgency, background papers.  What the rules are and where they stand is in the handbook, notice.md.
 */
#include "base/workday.h"
#include "link/program.h"

/* What front matter and site.yaml say of it, into the page. */
void notice_gather(const struct object *o, struct page *pg);

/* The council's working days: weekends, bank holidays, and what site.yaml says besides; in the program's arena. */
struct workdays notice_workdays(struct program *p);

/* After layout: findings, and which papers are late. */
void notice_check(struct program *p);

#endif
