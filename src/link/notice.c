/*
 * Notice of meetings, papers and key decisions.
 *
 * England: Local Government Act 1972, sections 100A(6), 100B(3) and (4), as amended by SI 2002/715 (five clear
 * days since 1 October 2002, three before); SI 2012/2089, regulations 9 to 11, for key decisions.
 * Wales: three clear days, in the same sections.  Days of an agenda are counted as working days, the 28 of a
 * key decision as days of the calendar.  Exempt papers are passed over: when they were published is not public.
 */
#include <stdlib.h>

#include "link/agenda.h"
#include "link/notice_part.h"

static const struct {
	enum nation      nation;
	enum notice_kind kind;
	struct date      since;
	int              days;
} law[] = {		/* the later first */
	{ NATION_ENGLAND, OF_AGENDA,       { 2002, 10, 1 }, 5 },
	{ NATION_ENGLAND, OF_AGENDA,       { 1, 1, 1 },     3 },
	{ NATION_ENGLAND, OF_KEY_DECISION, { 2012, 9, 10 }, 28 },
	{ NATION_WALES,   OF_AGENDA,       { 1, 1, 1 },     3 },
};

static int8_t
days_of(const struct object *o, const struct datum *notice, const char *key)
{
	const struct datum *d = notice ? object_get(o, notice, key) : NULL;
	return (int8_t)(d ? (int)object_number(d) : -1);
}

static bool
states_background(const struct object *o)
{
	const struct datum *d = object_get(o, NULL, "background");

	return d && (d->kind == DATUM_TEXT || object_first(o, d));
}

void
notice_gather(const struct object *o, struct page *pg)
{
	const struct datum *notice = object_get(o, NULL, "notice");

	pg->notice_agenda = days_of(o, notice, "agenda");
	pg->notice_key = days_of(o, notice, "key_decision");
	pg->clear_days = -1;
	pg->urgent = object_get(o, NULL, "urgency") != NULL;
	pg->sourced = states_background(o);
	date_read(object_text(o, "notice_given"), &pg->noticed);
	date_read(object_text(o, "general_exception"), &pg->excepted);
	pg->special = object_get(o, NULL, "special_urgency") != NULL;
	pg->executive = object_flag(o, "executive");
	pg->private_notice = object_get(o, NULL, "private_notice") != NULL;
	for (uint32_t i = 0; o->kind == OBJECT_MEETING && i < o->nmeta; i++)
		pg->excludes |= str_is(o->meta[i].key, "exclusion") || str_is(o->meta[i].key, "exempt");
}

/* The dates of a list in site.yaml, sorted. */
static const struct date *
dates_of(struct program *p, const char *key, size_t *n)
{
	const struct object *site = &p->site_object;
	const struct datum *list = p->site == NONE ? NULL : object_get(site, NULL, key);
	struct date *dates = arena_array(p->arena, list ? list->size : 0, sizeof *dates);

	*n = 0;
	for (const struct datum *d = object_items(site, list); d; d = object_next(site, list, d))
		*n += date_read(d->text, &dates[*n]);
	if (*n > 0)
		qsort(dates, *n, sizeof *dates, workday_compare);
	return dates;
}

struct workdays
notice_workdays(struct program *p)
{
	struct workdays w;

	w.closed = dates_of(p, "bank_holidays", &w.nclosed);
	w.open = dates_of(p, "working_days", &w.nopen);
	return w;
}

struct asked
notice_asked(const struct notice *n, const struct page *meeting, enum notice_kind kind)
{
	const struct program *p = n->p;
	uint32_t owners[] = { meeting->committee, p->site };

	for (size_t i = 0; i < 2; i++) {
		int days = owners[i] == NONE ? -1 : kind == OF_AGENDA ? p->pages[owners[i]].notice_agenda
			: p->pages[owners[i]].notice_key;

		if (days >= 0)
			return (struct asked){ days, false };
	}
	for (size_t i = 0; i < sizeof law / sizeof *law; i++)
		if (law[i].nation == n->nation && law[i].kind == kind
			&& date_compare(meeting->date, law[i].since) >= 0)
			return (struct asked){ law[i].days, true };
	return (struct asked){ 0, true };
}

/* Where the value of a key stands in a page's source. */
struct place
notice_place(struct notice *n, const struct page *pg, const char *key)
{
	struct object o;
	const struct datum *d = NULL;

	arena_reset(&n->scratch);
	if (program_open(n->p, (uint32_t)(pg - n->p->pages), OBJECT_HEAD, &n->scratch, &o))
		d = object_get(&o, NULL, key);
	return page_place_of(pg, d);
}

struct str
notice_day(struct notice *n, struct date d)
{
	struct str day = date_text(n->p->arena, d, "en");

	return str_print(n->p->arena, "%s " STR_FMT, date_weekday_name(d, "en"), STR_ARG(day));
}

/* "4 clear working days before the meeting" */
struct str
notice_distance(struct notice *n, int clear, struct date from, struct date meeting, const char *noun)
{
	int order = date_compare(from, meeting);

	if (order >= 0)
		return order ? STR("after the meeting") : STR("on the day of the meeting");
	if (clear == 0)
		return str_print(n->p->arena, "with no clear %s before the meeting", noun);
	return str_print(n->p->arena, "%d clear %s%s before the meeting", clear, noun, clear == 1 ? "" : "s");
}

void
notice_help_latest(struct notice *n, struct finding *f, struct date latest, struct asked asked, const char *counting)
{
	if (latest.year)
		diag_help(n->p->diag, f, "the latest %sday was " STR_FMT ": %s",
			asked.by_law ? "lawful " : "", STR_ARG(notice_day(n, latest)), counting);
}

/* The bank holidays that moved the latest day. */
static void
help_holidays(struct notice *n, struct finding *f, struct date latest, struct date meeting)
{
	struct buf names = BUF_EMPTY;

	for (int32_t day = date_days(meeting) - 1; latest.year && day > date_days(latest); day--) {
		struct date d = date_of_days(day);
		const char *name = holiday_name(d);

		if (date_weekday(d) >= 5 || workday_is(&n->workdays, d))
			continue;
		buf_print(&names, "%s" STR_FMT " (%s)", names.len ? ", " : "", STR_ARG(notice_day(n, d)),
			name ? name : "site.yaml");
	}
	if (names.len)
		diag_help(n->p->diag, f, "no working day between: %.*s", (int)names.len, names.at);
	buf_release(&names);
}

void
notice_say_late(struct notice *n, const struct page *meeting, const struct late *late, struct asked asked)
{
	struct diag *d = n->p->diag;
	int clear = workday_clear(&n->workdays, late->published, meeting->date, CLEAR_MOST);
	struct date latest = workday_latest(&n->workdays, meeting->date, asked.days);
	struct finding *f = diag_add(d, DIAG_NOTICE_SHORT, late->at, "%s was published " STR_FMT "; %d clear day%s needed",
		late->what, STR_ARG(notice_distance(n, clear, late->published, meeting->date, "working day")),
		asked.days, asked.days == 1 ? " is" : "s are");

	notice_help_latest(n, f, latest, asked, COUNTED_WORKING);
	help_holidays(n, f, latest, meeting->date);
	if (late->urgent)
		diag_grade(d, f, SEVERITY_NOTE);
	diag_help(d, f, "%s", late->urgent ? late->help_urgent : late->help);
	notice_advise(n, f);
}

static void
say_agenda_late(struct notice *n, const struct page *meeting, struct asked asked)
{
	struct late late = { notice_place(n, meeting, "published"), "the agenda", meeting->published, meeting->urgent,
		"its `urgency` says why the meeting was called at shorter notice",
		"where the meeting was called at shorter notice, say why: `urgency: ...`" };

	notice_say_late(n, meeting, &late, asked);
}

/* It says itself why it can't wait, or its item on the agenda does. */
static void
say_report_late(struct notice *n, const struct page *report, const struct page *meeting, struct asked asked)
{
	const struct agenda_item *item = agenda_find(meeting->agenda, report->item);
	struct late late = { notice_place(n, report, "published"), "this report", report->published,
		report->urgent || (item && item->urgent),
		"its `urgency` says why it can't wait; the minutes have to say so too",
		"where it can't wait for the next meeting, say why: `urgency: ...`" };

	notice_say_late(n, meeting, &late, asked);
}

static void
check_agenda(struct notice *n, struct page *meeting, struct asked asked)
{
	int clear = workday_clear(&n->workdays, meeting->published, meeting->date, CLEAR_MOST);

	meeting->clear_days = (int8_t)(clear < CLEAR_MOST && asked.days > 0 ? clear : -1);
	if (clear < asked.days && asked.days > 0)
		say_agenda_late(n, meeting, asked);
}

/* A report that came with the agenda is judged with it. */
static void
check_paper(struct notice *n, struct page *report, const struct page *meeting, struct asked asked)
{
	if (!report->published.year || asked.days == 0 || (meeting->published.year
		&& date_compare(report->published, meeting->published) <= 0))
		return;
	int clear = workday_clear(&n->workdays, report->published, meeting->date, CLEAR_MOST);

	report->late = clear < asked.days;
	if (report->late)
		say_report_late(n, report, meeting, asked);
}

int
notice_calendar_clear(struct date from, struct date to)
{
	int32_t days = date_days(to) - date_days(from) - 1;

	return days < 0 ? -1 : days > CLEAR_MOST ? CLEAR_MOST : (int)days;
}

struct date
notice_calendar_latest(struct date meeting, int days)
{
	return date_of_days(date_days(meeting) - days - 1);
}

void
notice_advise(struct notice *n, struct finding *f)
{
	diag_help(n->p->diag, f, "this is help, not legal advice: where something hangs on it, ask the monitoring officer");
}

static void
check_background(struct notice *n, const struct page *report)
{
	if (report->sourced || report->appendix || report->restricted)	/* section 100D is about reports that are open */
		return;
	struct finding *f = diag_add(n->p->diag, DIAG_BACKGROUND_UNSTATED, page_place(report, 0, 0, 0),
		"this report neither lists background papers nor says that there are none");

	diag_help(n->p->diag, f, "list them as `background:`, or write `background: none`");
}

/* Said once a year, of the first meeting. */
static void
check_year(struct notice *n, const struct page *meeting)
{
	int year = meeting->date.year;

	if ((year >= HOLIDAYS_FROM && year <= HOLIDAYS_TO) || n->year == year)
		return;
	n->year = year;
	for (size_t i = 0; i < n->workdays.nclosed; i++)
		if (n->workdays.closed[i].year == year)
			return;
	struct finding *f = diag_add(n->p->diag, DIAG_HOLIDAYS_UNKNOWN, notice_place(n, meeting, "date"),
		"the bank holidays of %d are not built in, so that only weekends are left out of the clear days", year);

	diag_help(n->p->diag, f, "built in are those of %d to %d; list others in site.yaml: `bank_holidays: [%d-...]`",
		HOLIDAYS_FROM, HOLIDAYS_TO, year);
}

static void
check_meeting(struct notice *n, struct page *meeting)
{
	struct asked asked = notice_asked(n, meeting, OF_AGENDA);
	const struct program *p = n->p;

	if (meeting->published.year) {
		check_year(n, meeting);
		check_agenda(n, meeting, asked);
		notice_check_private(n, meeting);
		notice_check_later(n, meeting, asked);
	}
	for (uint32_t i = 0; i < meeting->npaper; i++) {
		struct page *report = &p->pages[p->papers[meeting->first_paper + i]];

		if (report->exempt)
			continue;
		check_paper(n, report, meeting, asked);
		/* before it is published a paper may still want all of that */
		if (!meeting->published.year && !report->published.year)
			continue;
		notice_check_key_decision(n, report, meeting);
		check_background(n, report);
	}
}

/* A key decision that is on no agenda yet: what counts is the day on which it is due. */
static void
check_planned(struct notice *n, const struct page *report)
{
	struct page day = { .date = report->due, .committee = report->committee };

	if (report->due.year && report->meeting == NONE && !report->hidden && !report->exempt
		&& date_compare(report->due, n->p->today) >= 0)
		notice_check_key_decision(n, report, &day);
}

void
notice_check(struct program *p)
{
	struct notice n = { .p = p, .nation = nation_of(p) };

	n.workdays = notice_workdays(p);
	arena_init(&n.scratch);
	for (uint32_t i = 0; i < p->nkind[OBJECT_MEETING]; i++) {
		struct page *meeting = &p->pages[p->meetings[i]];

		if (meeting->date.year && !meeting->hidden && !meeting->cancelled)
			check_meeting(&n, meeting);
	}
	for (uint32_t i = 0; i < p->nkind[OBJECT_REPORT]; i++)
		check_planned(&n, &p->pages[p->by_kind[OBJECT_REPORT][i]]);
	arena_release(&n.scratch);
}
