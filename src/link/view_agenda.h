#ifndef LINK_VIEW_AGENDA_H
#define LINK_VIEW_AGENDA_H
/*
 * Agendas and supplements as templates see them.
 */
#include "link/agenda.h"
#include "link/view.h"

/* Whose agenda is shown, and where. */
struct agenda_view {
	struct view               *v;
	const struct page_context *c;		/* of the meeting; HEAD and BODY were read */
	const struct agenda       *agenda;
	const struct page_paper   *papers;	/* that are in the same file, or NULL */
	bool                       printed;	/* nothing leads out of it */
};

/* The parts of the agenda, into meeting.agenda. */
void view_agenda(const struct agenda_view *a, struct thing *meeting);

/* A supplement without its papers; number from 1. */
struct thing *view_supplement(const struct agenda_view *a, uint32_t number);

#endif
