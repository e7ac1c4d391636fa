#ifndef LINK_MINUTES_H
#define LINK_MINUTES_H
/*
 * What all minutes of the site say, as data: every decision, and who came to which meeting.
 *
 * A decision comes from minutes, or, where no minutes have one on it, from a report's `outcome`.  Of an exempt
 * item nothing is kept but its title and paragraph.  Texts stay in their objects: decision.h opens them.
 */
#include "link/record.h"

struct decision {
	uint32_t    meeting;	/* NONE: of a report outside meetings */
	uint32_t    committee;	/* or NONE */
	uint32_t    source;	/* whose front matter says it: minutes, or the report */
	uint32_t    datum;	/* of recorded ones, in its meta: the item of `decisions`; OBJECT_NONE: nobody here may read it */
	uint32_t    report;	/* that it is on, or NONE */
	uint32_t    place;	/* of its item, on the agenda */
	uint32_t    rank;	/* in the minutes, of those that are told */
	struct str  item;	/* number on the agenda, or empty */
	struct str  title;
	struct date date;
	struct date call_in;	/* the last day on which it may be called in; year 0: none */
	bool        recorded;	/* in minutes */
	bool        key;
	uint8_t     exempt;	/* paragraph of Schedule 12A; UINT8_MAX: not known; 0: public */
	uint32_t    line, last;	/* of a recorded one, in the minutes: findings on an exempt one are no business of the public's */
};

/* One member at one meeting that has minutes. */
struct turnout {
	uint32_t meeting, person;	/* pages */
	uint8_t  how;			/* enum attended */
};

/* After resolve: fill program.decisions and program.turnouts, approvals, and findings. */
void minutes_read(struct program *p);

#endif
