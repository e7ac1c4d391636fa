/*
 * Notice of key decisions: 28 clear days, or one of the two ways around them.
 *
 * SI 2012/2089, regulation 9 asks for 28 days; regulation 10 (general exception) for a notice to the chair of overview
 * and scrutiny and five clear days after it; regulation 11 (special urgency) for that chair's agreement.  Both ask
 * for a notice of the reasons afterwards.
 */
#include "link/notice_part.h"

#define GENERAL_EXCEPTION 5

static int
working_days(const struct notice *n, struct date from, struct date meeting)
{
	return workday_clear(&n->workdays, from, meeting, CLEAR_MOST);
}

/* What may still be done, where the report names no other way. */
static void
help_ways(struct notice *n, struct finding *f, const struct page *report, struct date meeting)
{
	bool general = working_days(n, report->noticed, meeting) >= GENERAL_EXCEPTION;

	diag_help(n->p->diag, f, general
		? "regulation 10 of SI 2012/2089 (general exception) may serve, which asks for five clear days"
		: "it is too late for regulation 10 of SI 2012/2089; regulation 11 (special urgency) needs the"
		" agreement of the chair of overview and scrutiny");
	diag_help(n->p->diag, f, general ? "say when the chair was told: `general_exception: YYYY-MM-DD`"
		: "say who agreed, and when: `special_urgency: ...`");
}

/* The way that the report names.  false: it doesn't hold. */
static bool
help_named_way(struct notice *n, struct finding *f, const struct page *report, struct date meeting)
{
	int clear = working_days(n, report->excepted, meeting);

	if (report->excepted.year && clear >= GENERAL_EXCEPTION) {
		diag_help(n->p->diag, f, "by regulation 10 of SI 2012/2089 (general exception), told to the chair of overview"
			" and scrutiny " STR_FMT, STR_ARG(notice_distance(n, clear, report->excepted, meeting,
				"working day")));
		return true;
	}
	if (report->special) {
		diag_help(n->p->diag, f, "by regulation 11 of SI 2012/2089 (special urgency), with the agreement that"
			" `special_urgency` names");
		return true;
	}
	if (report->excepted.year)
		diag_help(n->p->diag, f, "regulation 10 of SI 2012/2089 asks for five clear days after the chair is told, and that"
			" was " STR_FMT "; regulation 11 needs the chair's agreement: `special_urgency: ...`",
			STR_ARG(notice_distance(n, clear, report->excepted, meeting, "working day")));
	return false;
}

static void
help_reasons(struct notice *n, struct finding *f, const struct page *report, bool named)
{
	if (!report->urgent)
		diag_help(n->p->diag, f, named ? "the reasons have to be published too: `urgency: ...`"
			: "where the decision can't wait, say why: `urgency: ...`");
}

static void
say_short(struct notice *n, const struct page *report, struct date meeting, int clear, struct asked asked)
{
	struct diag *d = n->p->diag;
	bool by_law = n->nation == NATION_ENGLAND && asked.by_law, named;
	struct finding *f = diag_add(d, DIAG_NOTICE_SHORT, notice_place(n, report, "notice_given"),
		"notice of this key decision was given " STR_FMT "; %d clear day%s needed",
		STR_ARG(notice_distance(n, clear, report->noticed, meeting, "day")), asked.days,
		asked.days == 1 ? " is" : "s are");

	notice_help_latest(n, f, notice_calendar_latest(meeting, asked.days), asked,
		COUNTED_DAYS);
	named = by_law && help_named_way(n, f, report, meeting);
	help_reasons(n, f, report, named);
	if (by_law && !named && !report->excepted.year)
		help_ways(n, f, report, meeting);
	if (report->urgent || named)
		diag_grade(d, f, SEVERITY_NOTE);
	notice_advise(n, f);
}

static void
say_unstated(struct notice *n, const struct page *report, struct date meeting, struct asked asked)
{
	bool by_law = n->nation == NATION_ENGLAND && asked.by_law;
	struct finding *f = diag_add(n->p->diag, DIAG_NOTICE_UNSTATED, notice_place(n, report, "key_decision"),
		"nothing says when notice of this key decision was given");
	struct str latest = notice_day(n, notice_calendar_latest(meeting, asked.days));

	if (by_law && help_named_way(n, f, report, meeting))
		help_reasons(n, f, report, true);
	else
		diag_help(n->p->diag, f, "write the day on which it came into the forward plan, " STR_FMT
			" or before: `notice_given: YYYY-MM-DD`", STR_ARG(latest));
	if (by_law && report->excepted.year && !report->special
		&& working_days(n, report->excepted, meeting) < GENERAL_EXCEPTION)
		diag_grade(n->p->diag, f, SEVERITY_WARNING);
	notice_advise(n, f);
}

void
notice_check_key_decision(struct notice *n, const struct page *report, const struct page *meeting)
{
	struct asked asked = notice_asked(n, meeting, OF_KEY_DECISION);
	int clear = notice_calendar_clear(report->noticed, meeting->date);

	if (!report->key || asked.days == 0)
		return;
	if (!report->noticed.year)
		say_unstated(n, report, meeting->date, asked);
	else if (clear < asked.days)
		say_short(n, report, meeting->date, clear, asked);
}
