#ifndef LINK_VIEW_DECISION_H
#define LINK_VIEW_DECISION_H
/*
 * Decisions as templates see them: on the page of the minutes, of the meeting, of the report, and in the register.
 */
#include "link/decision.h"
#include "link/view.h"

/* One of them.  It is opened in the view's arena; last holds the source that was opened, NULL at first. */
struct thing *view_decided(struct view *v, const struct decision *d, struct page_context **last);

/* Into report.decided: what minutes say of a report.  false: they say nothing. */
bool view_report_decided(struct view *v, uint32_t report, struct thing *t);

/* Into meeting.decided and meeting.unapproved. */
void view_meeting_decided(struct view *v, uint32_t meeting, struct thing *t);

/* Into report.record: of minutes.  prefix: of ids in a pack. */
void view_record(struct view *v, uint32_t minutes, struct str prefix, struct thing *t);

#endif
