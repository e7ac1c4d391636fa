#ifndef LINK_AGENDA_H
#define LINK_AGENDA_H
/*
 * What the agenda of a meeting is: items in order, and what was published later.
 *
 * agenda_gather reads it while a meeting's object is at hand; agenda_settle, a part of layout, gives
 * numbers, papers and their order; agenda_check says what does not fit.  Everything that goes through an
 * agenda goes through this.  Every meeting has one: without a list of its own it is made of the
 * reports of its folder, by name.
 */
#include "link/program.h"

enum agenda_kind {
	AGENDA_TEXT, AGENDA_REPORT, AGENDA_MINUTES, AGENDA_VERBAL, AGENDA_TO_FOLLOW, AGENDA_WITHDRAWN,
	AGENDA_EXCLUSION, AGENDA_DECLARATIONS,
	AGENDA_KINDS
};

struct agenda_item {
	enum agenda_kind kind;
	struct str number;		/* "5"; of an item below it "5.1" */
	struct str title;		/* as written, or empty: agenda_title; of a withdrawn report its path */
	uint32_t   link;		/* to its report or its minutes' meeting, or NONE */
	uint32_t   report;		/* page of its report, also of one that followed, or that is withdrawn; or NONE */
	uint32_t   datum;		/* in the meeting's metadata, or OBJECT_NONE */
	struct place at;		/* of what says what it is */
	uint16_t   supplement;		/* that it came with, from 1; 0: with the agenda */
	uint8_t    paragraph;		/* of Schedule 12A, its own or its report's; 0: none */
	bool       below;		/* another item */
	bool       above;		/* it has items below it */
	bool       in_private;		/* part 2 */
	bool       decides;		/* its purpose is a decision */
	bool       urgent;		/* it gives a reason for urgency itself */
	bool       flow;		/* it stands on one line, with all that is said of it */
	bool       told;		/* more is said of it than what it is and what it is for */
};

/* A paper that came with a supplement. */
struct agenda_paper {
	uint32_t   link;
	uint32_t   report;		/* page, or NONE */
	uint32_t   item;		/* that it is for, or NONE */
	struct str number;		/* of that item, as it was written; or empty */
	uint32_t   replaces;		/* page of the report of whose place it takes, or NONE */
	struct place at;
};

struct agenda_supplement {
	struct date          published;
	unsigned             first_page;	/* 0: it is not said */
	struct agenda_paper *papers;	/* those of items that it adds too */
	uint32_t             npaper;
	uint32_t             datum;
	uint32_t             first, count;	/* into program.papers */
	uint64_t             pdf;	/* bytes of its PDF, as of page.pdf */
	unsigned             begins;	/* page of the pack's PDF; 0: there is none, or it is not known */
	struct place         at;		/* of first_page, or of all of it */
};

struct agenda {
	uint32_t                  own;		/* the line of its own list's key; 0: it has none */
	struct agenda_item       *items;	/* those that supplements add last */
	uint32_t                  nitem;
	struct agenda_supplement *supplements;
	uint32_t                  nsupplement;
	struct date               postponed;	/* to, or no date */
	uint32_t                  moved_to, moved_from;	/* meetings, or NONE */
};

/* What an object says of its place on agendas; its references have become links. */
void agenda_gather(struct program *p, const struct object *o, struct page *pg);

/* After pages are named and owned: items, papers in order, previous and next paper. */
void agenda_settle(struct program *p);

/* Findings where agendas, papers and folders do not fit.  After resolve. */
void agenda_check(struct program *p);

/* The key of an item that says what it is, "to_follow"; and whether one is such a key. */
const char *agenda_key(enum agenda_kind kind);
bool agenda_is_key(struct str key);

/* The supplement that brought an item, or its report; 0: none. */
uint16_t agenda_came_with(const struct program *p, const struct agenda_item *item);

/* What an item is called, in plain text; empty when it has only markup, or must not be named. */
struct str agenda_title(const struct program *p, const struct agenda_item *item);

/* The item of that number, or NULL. */
const struct agenda_item *agenda_find(const struct agenda *agenda, struct str number);

#endif
