#ifndef LINK_VIEW_TURNOUT_H
#define LINK_VIEW_TURNOUT_H
/*
 * Attendance as templates see it.
 */
#include "link/turnout.h"
#include "link/view.h"

/* Into person.attendance, meeting by meeting. */
void view_person_turnout(struct view *v, uint32_t person, struct thing *t);

/* Into committee.attendance: everybody who was expected at one of its meetings. */
void view_committee_turnout(struct view *v, uint32_t committee, struct thing *t);

#endif
