#ifndef LINK_AGENDA_PART_H
#define LINK_AGENDA_PART_H
/*
 * The checks of an agenda, which stand in several files.  Private to agenda_check.c and agenda_private.c.
 */
#include "link/agenda.h"

struct agenda_checker {
	struct program    *p;
	const struct page *meeting;
	struct agenda     *agenda;
	struct arena       scratch;
};

/* That something does not fit, at an item. */
struct finding *agenda_say(struct agenda_checker *c, const struct agenda_item *item, const char *message);

/* agenda_private.c: an item; and a paper that came later, for the item that it names. */
void agenda_check_part(struct agenda_checker *c, const struct agenda_item *item);
void agenda_check_later(struct agenda_checker *c, const struct agenda_paper *paper);

#endif
