#ifndef LINK_NOTICE_PART_H
#define LINK_NOTICE_PART_H
/*
 * What the files that check notice share.  Private to notice.
 */
#include "link/nation.h"
#include "link/notice.h"

#define CLEAR_MOST 99

enum notice_kind { OF_AGENDA, OF_KEY_DECISION };

struct notice {
	struct program *p;
	struct arena    scratch;	/* one object at a time */
	enum nation     nation;
	struct workdays workdays;
	int             year;		/* the last one whose bank holidays are not known */
};

/* What is asked for, for one meeting. */
struct asked {
	int  days;
	bool by_law;			/* no committee and no site.yaml says so */
};

struct asked notice_asked(const struct notice *n, const struct page *meeting, enum notice_kind kind);

/* Where the value of a key stands in a page's source. */
struct place notice_place(struct notice *n, const struct page *pg, const char *key);

/* "Tuesday 8 September 2026" */
struct str notice_day(struct notice *n, struct date d);

/* "4 clear working days before the meeting"; noun: "working day" or "day". */
struct str notice_distance(struct notice *n, int clear, struct date from, struct date meeting, const char *noun);

/* Clear days of the calendar; -1 when there is not even a day between. */
int notice_calendar_clear(struct date from, struct date to);

/* The last day with so many clear days of the calendar before the meeting. */
struct date notice_calendar_latest(struct date meeting, int days);

/* How days are counted, in the words of a help. */
#define COUNTED_DAYS    "neither that day nor the day of the meeting counts"
#define COUNTED_WORKING COUNTED_DAYS ", nor do weekends and bank holidays"

/* What came with fewer clear working days than are asked for. */
struct late {
	struct place at;
	const char  *what;			/* "this report", which begins the sentence */
	struct date  published;
	bool         urgent;			/* it says why */
	const char  *help_urgent, *help;	/* then, and else */
};

void notice_say_late(struct notice *n, const struct page *meeting, const struct late *late, struct asked asked);

/* Helps: the latest lawful day and how it is counted; and that all this is no advice. */
void notice_help_latest(struct notice *n, struct finding *f, struct date latest, struct asked asked,
	const char *counting);
void notice_advise(struct notice *n, struct finding *f);

/* The checks that have files of their own: notice_key.c, notice_private.c, notice_later.c. */
void notice_check_key_decision(struct notice *n, const struct page *report, const struct page *meeting);
void notice_check_private(struct notice *n, const struct page *meeting);
void notice_check_later(struct notice *n, const struct page *meeting, struct asked asked);

#endif
