/*
 * Notice that a meeting of an executive, or part of it, is private.
 *
 * SI 2012/2089, regulation 5: a notice with the reasons 28 clear days before; a second one five clear days before, with
 * the reasons, what representations there were and what is said to them; where that can't be kept, the agreement of
 * the chair of overview and scrutiny (or who stands in), and a notice of why it is urgent.
 */
#include "link/notice_part.h"

#define FIRST_DAYS  28
#define SECOND_DAYS 5

static const struct date since = { 2012, 9, 10 };

/* A meeting with its front matter open; what the keys of `private_notice` say, NULL where it has none. */
struct private {
	struct notice       *n;
	const struct page   *meeting;
	struct object        o;
	const struct datum  *map;
};

static const struct datum *
said(const struct private *v, const char *key)
{
	return v->map ? object_get(&v->o, v->map, key) : NULL;
}

static void
say_unstated(struct private *v, const char *what, const char *help)
{
	struct finding *f = diag_add(v->n->p->diag, DIAG_NOTICE_UNSTATED, page_place_of(v->meeting, v->map), "%s", what);

	diag_help(v->n->p->diag, f, "%s", help);
	notice_advise(v->n, f);
}

/* One of the two notices; counted as key decisions' and agendas' are. */
static void
check_day(struct private *v, const struct datum *day, bool first, bool agreed)
{
	struct notice *n = v->n;
	struct date given = { 0 }, meeting = v->meeting->date;
	struct asked asked = { first ? FIRST_DAYS : SECOND_DAYS, true };

	date_read(day->text, &given);
	int clear = first ? notice_calendar_clear(given, meeting)
		: workday_clear(&n->workdays, given, meeting, CLEAR_MOST);

	if (clear >= asked.days)
		return;
	struct finding *f = diag_add(n->p->diag, DIAG_NOTICE_SHORT, page_place_of(v->meeting, day), "the %s notice that part of this"
		" meeting is private was given " STR_FMT "; %d clear days are needed", first ? "first" : "second",
		STR_ARG(notice_distance(n, clear, given, meeting, first ? "day" : "working day")), asked.days);

	notice_help_latest(n, f, first ? notice_calendar_latest(meeting, asked.days)
		: workday_latest(&n->workdays, meeting, asked.days), asked, first
		? COUNTED_DAYS
		: COUNTED_WORKING);
	if (agreed)
		diag_grade(n->p->diag, f, SEVERITY_NOTE);
	diag_help(n->p->diag, f, agreed ? "`agreed_by` names the agreement of regulation 5(6) of SI 2012/2089"
		: "where it can't wait, regulation 5(6) of SI 2012/2089 asks for the agreement of the chair of overview and"
		" scrutiny: `agreed_by: ...`");
	notice_advise(n, f);
}

static void
say_none(struct private *v)
{
	struct notice *n = v->n;
	struct finding *f = diag_add(n->p->diag, DIAG_NOTICE_UNSTATED, notice_place(n, v->meeting, "date"),
		"part of this meeting of the executive is private, and nothing says what notice was given of that");
	struct str first = notice_day(n, notice_calendar_latest(v->meeting->date, FIRST_DAYS));
	struct str second = notice_day(n, workday_latest(&n->workdays, v->meeting->date, SECOND_DAYS));

	diag_help(n->p->diag, f, "regulation 5 of SI 2012/2089 asks for a first notice by " STR_FMT " and a second by " STR_FMT,
		STR_ARG(first), STR_ARG(second));
	diag_help(n->p->diag, f, "write `private_notice: {given: YYYY-MM-DD, further: YYYY-MM-DD, reasons: ...,"
		" representations: none}`");
	notice_advise(n, f);
}

/* What the notices have to hold. */
static void
check_contents(struct private *v)
{
	const struct datum *representations = said(v, "representations");

	if (!said(v, "reasons"))
		say_unstated(v, "the notice of a private meeting has to say why it is private", "write `reasons: ...`");
	if (said(v, "further") && !representations)
		say_unstated(v, "the second notice has to say what representations there were for an open meeting",
			"write `representations: none`, or what they were");
	if (representations && !str_is(representations->text, "none") && !said(v, "response"))
		say_unstated(v, "the second notice has to say what is answered to the representations",
			"write `response: ...`");
}

static void
check_stated(struct private *v)
{
	const struct datum *given = said(v, "given"), *further = said(v, "further");
	bool agreed = said(v, "agreed_by") != NULL;

	if (given)
		check_day(v, given, true, agreed);
	else if (!agreed)
		say_unstated(v, "nothing says when the first notice of the private meeting was given",
			"write `given: YYYY-MM-DD`");
	if (further)
		check_day(v, further, false, agreed);
	else if (!agreed)
		say_unstated(v, "nothing says when the second notice of the private meeting was given",
			"write `further: YYYY-MM-DD`");
	if (agreed && !said(v, "urgency"))
		say_unstated(v, "where the notices were not kept to, a notice has to say why the meeting is urgent and can't wait",
			"write `urgency: ...` below `private_notice`");
	check_contents(v);
}

/* An item, a paper or a part of a paper is taken with the public excluded. */
static bool
is_private(const struct program *p, const struct page *meeting)
{
	for (uint32_t i = 0; i < meeting->npaper; i++) {
		const struct page *paper = &p->pages[p->papers[meeting->first_paper + i]];

		if (paper->exempt || paper->exempt_parts || paper->restricted)
			return true;
	}
	return meeting->excludes;
}

void
notice_check_private(struct notice *n, const struct page *meeting)
{
	struct private v = { .n = n, .meeting = meeting };
	bool executive = meeting->committee != NONE && n->p->pages[meeting->committee].executive;

	if (n->nation != NATION_ENGLAND || date_compare(meeting->date, since) < 0
		|| !(meeting->private_notice || (executive && is_private(n->p, meeting))))
		return;
	if (!meeting->private_notice) {
		say_none(&v);
		return;
	}
	arena_reset(&n->scratch);
	if (!program_open(n->p, (uint32_t)(meeting - n->p->pages), OBJECT_HEAD, &n->scratch, &v.o))
		return;
	v.map = object_get(&v.o, NULL, "private_notice");
	if (v.map)
		check_stated(&v);
}
