#ifndef LINK_RECORD_H
#define LINK_RECORD_H
/*
 * The minutes of one meeting, read against its agenda: who was there and what was decided.
 *
 * A record borrows the objects that it was read from; all of it is in the caller's arena.  Whether it
 * makes sense is record_check.c's to say, what the site makes of all records minutes.c's.
 */
#include "link/people.h"

enum attended {
	ATTENDED_PRESENT, ATTENDED_APOLOGIES, ATTENDED_ABSENT,
	ATTENDED_BESIDE,		/* in attendance, but no member there */
	ATTENDED_KINDS
};

struct attendee {
	enum attended       how;
	struct named        who;
	const struct datum *at;
};

/* An item of the agenda, as decisions name it. */
struct record_item {
	struct str number, title;
	uint32_t   report;		/* page, or NONE */
	bool       decides;		/* its purpose is a decision */
	bool       answered;		/* the minutes have one */
	uint8_t    exempt;		/* paragraph of Schedule 12A that withholds it, 0: none */
	bool       told;		/* that there is a decision on it, which is all that is public of an exempt one */
	struct place at;		/* in the meeting's source */
};

struct resolution {
	const struct datum *at;		/* the group of keys, of the minutes */
	struct record_item *item;	/* NULL: the agenda has none such */
};

struct record {
	uint32_t            meeting, minutes;	/* pages */
	struct object       object;		/* of the minutes */
	bool                attendance;		/* it says who was there */
	bool                decides;		/* it says what was decided */
	struct attendee    *attendees;   size_t nattendee;	/* as they are written */
	struct record_item *items;       size_t nitem;
	struct resolution  *resolutions; size_t nresolution;
};

/* false: the meeting has no minutes that are public.  parts: of the minutes' object, HEAD at least. */
bool record_read(struct program *p, uint32_t meeting, unsigned parts, struct arena *a, struct record *out);

const char *attended_name(enum attended how);	/* its key in front matter, "in_attendance" */
size_t record_count(const struct record *r, enum attended how);
const struct attendee *record_find(const struct record *r, const struct named *who);	/* the first, or NULL */

/* A vote: how many, and who where it was recorded.  VOTE_FOR and so on index it. */
enum vote_side { VOTE_FOR, VOTE_AGAINST, VOTE_ABSTAIN, VOTE_SIDES };

struct vote {
	bool                taken, unanimous;
	bool                given[VOTE_SIDES];
	unsigned            count[VOTE_SIDES];
	const struct datum *names[VOTE_SIDES];	/* the list of them, or NULL */
	bool                cast;	/* the chair gave a casting vote */
	enum vote_side      casting;
};

struct vote record_vote(const struct object *minutes, const struct datum *resolution);
const char *vote_name(enum vote_side side);	/* "for", "against", "abstain" */

/* What was put to the meeting was lost: `carried: false`. */
bool record_is_lost(const struct object *minutes, const struct datum *resolution);

#endif
