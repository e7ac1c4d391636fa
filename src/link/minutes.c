/*
 * The pass over all minutes.
 */
#include "link/minutes.h"

#include <stdlib.h>

#include "base/path.h"
#include "link/agenda.h"
#include "link/notice.h"
#include "link/record_check.h"

struct reader {
	struct program *p;
	struct arena    scratch;	/* one meeting at a time */
	struct buf      decisions, untold, turnouts;
	bool           *answered;	/* by page: the minutes have a decision on this report */
	bool           *scrutinised;	/* by page: decisions of this committee may be called in */
	int             days;		/* and for so long */
	struct workdays workdays;
};

/* ---- which decisions may be called in ---- */

static void
say_no_committee(struct reader *r, const struct datum *d)
{
	diag_help(r->p->diag, diag_add(r->p->diag, DIAG_REFERENCE_BROKEN, page_place_of(&r->p->pages[r->p->site], d),
		"there is no committee `" STR_FMT "` whose decisions could be called in", STR_ARG(d->text)),
		"write the name of its folder in committees/");
}

static void
read_call_in(struct reader *r)
{
	struct program *p = r->p;
	const struct object *site = &p->site_object;
	const struct datum *rule = p->site == NONE ? NULL : object_get(site, NULL, "call_in");
	const struct datum *days = rule ? object_get(site, rule, "days") : NULL;
	const struct datum *list = rule ? object_get(site, rule, "committees") : NULL;

	r->days = (int)object_number(days);
	for (const struct datum *d = object_items(site, list); d; d = object_next(site, list, d)) {
		uint32_t page = program_page(p, str_print(p->arena, "committees/" STR_FMT "/committee.md",
			STR_ARG(d->text)));

		if (page == NONE)
			say_no_committee(r, d);
		else
			r->scrutinised[page] = true;
	}
}

/* Counted from the day on which the decisions were published: their own, or that of the minutes. */
static struct date
call_in_of(struct reader *r, const struct record *record, const struct datum *at)
{
	const struct datum *own = object_get(&record->object, at, "call_in");
	uint32_t committee = r->p->pages[record->meeting].committee;
	struct date day = { 0, 0, 0 }, published = r->p->pages[record->minutes].published;

	if (own) {
		date_read(own->text, &day);	/* `none` is no date */
		return day;
	}
	date_read(object_text(&record->object, "decisions_published"), &published);
	if (r->days > 0 && !record_is_lost(&record->object, at) && committee != NONE && r->scrutinised[committee] && published.year)
		day = workday_after(&r->workdays, published, r->days);
	return day;
}

/* ---- decisions ---- */

static void
add_decision(struct reader *r, const struct decision *d)
{
	buf_add(&r->decisions, d, sizeof *d);
	r->p->ndecision++;
}

/* Up to the line of what comes behind it, which may stand on the same. */
static uint32_t
last_line(const struct object *o, const struct datum *at)
{
	const struct datum *next = at + at->size;

	if (next >= o->meta + o->nmeta || next->line < at->line)
		return UINT32_MAX;	/* what compile adds comes last, and stands nowhere */
	return next->line > at->line ? next->line - 1 : next->line;
}

/* Whom a decision names that nobody may read: their pages would say that minutes refer to them.  Of one that is not
 * told of the item is not counted either. */
static void
forget_names(struct reader *r, const struct record *record, const struct datum *at, bool told)
{
	const struct datum *item = told ? object_get(&record->object, at, "item") : NULL;
	struct page *minutes = &r->p->pages[record->minutes];

	for (const struct datum *d = at; d < at + at->size; d++)
		for (uint32_t i = 0; d != item && i < minutes->nlink; i++) {
			struct link *l = &r->p->links[minutes->first_link + i];

			if (l->line == d->line && l->column == d->column)
				l->state = LINK_PLAIN;
		}
}

static void
add_recorded(struct reader *r, const struct record *record, const struct resolution *from, uint32_t *rank)
{
	struct record_item *item = from->item;
	const struct page *meeting = &r->p->pages[record->meeting];
	const struct datum *key = object_get(&record->object, from->at, "key_decision");
	struct decision d = { .meeting = record->meeting, .committee = meeting->committee, .source = record->minutes,
		.report = item->report, .place = (uint32_t)(item - record->items), .rank = *rank, .date = meeting->date,
		.recorded = true, .exempt = item->exempt, .line = from->at->line, .last = last_line(&record->object, from->at) };
	bool withheld = d.exempt && !r->p->options->restricted;

	d.item = str_copy(r->p->arena, item->number);
	d.title = item->report != NONE ? item->title : str_copy(r->p->arena, item->title);
	d.datum = withheld ? OBJECT_NONE : (uint32_t)(from->at - record->object.meta);
	if (withheld) {
		forget_names(r, record, from->at, !item->told);
	} else {
		d.key = key ? str_is(key->text, "true") : item->report != NONE && r->p->pages[item->report].key;
		d.call_in = call_in_of(r, record, from->at);
	}
	if (d.report != NONE)
		r->answered[d.report] = true;
	if (withheld && item->told) {
		buf_add(&r->untold, &d, sizeof d);
		r->p->nuntold++;
		return;
	}
	item->told = true;
	++*rank;
	add_decision(r, &d);
}

static void
add_turnouts(struct reader *r, const struct record *record)
{
	for (size_t i = 0; i < record->nattendee; i++) {
		const struct attendee *a = &record->attendees[i];
		struct turnout t = { record->meeting, a->who.page, (uint8_t)a->how };

		if (a->who.page == NONE || a->how == ATTENDED_BESIDE || record_find(record, &a->who) != a)
			continue;
		buf_add(&r->turnouts, &t, sizeof t);
		r->p->nturnout++;
	}
}

static void
read_meeting(struct reader *r, uint32_t meeting)
{
	struct record record;

	if (r->p->pages[meeting].record == NONE)
		return;
	arena_reset(&r->scratch);
	if (!record_read(r->p, meeting, OBJECT_HEAD, &r->scratch, &record))
		return;
	record_check(r->p, &record);
	uint32_t rank = 0;

	for (uint32_t i = 0; i < record.nresolution; i++)
		if (record.resolutions[i].item)
			add_recorded(r, &record, &record.resolutions[i], &rank);
	add_turnouts(r, &record);
}

/* Of the report's item on its agenda; behind all others without one. */
static uint32_t
place_of(const struct program *p, uint32_t report)
{
	uint32_t meeting = p->pages[report].meeting;
	const struct agenda *agenda = meeting == NONE ? NULL : p->pages[meeting].agenda;
	const struct agenda_item *item = agenda ? agenda_find(agenda, p->pages[report].item) : NULL;

	return item ? (uint32_t)(item - agenda->items) : UINT32_MAX;
}

/* What a report says itself, where no minutes do. */
static void
read_outcome(struct reader *r, uint32_t report)
{
	struct program *p = r->p;
	const struct page *pg = &p->pages[report];

	if (!pg->outcome || pg->hidden || pg->exempt || pg->minutes || r->answered[report])
		return;
	struct decision d = { .meeting = pg->meeting, .committee = pg->committee, .source = report, .report = report,
		.place = place_of(p, report), .rank = UINT32_MAX, .title = pg->title, .date = pg->date, .key = pg->key };

	d.item = pg->item;
	add_decision(r, &d);
}

static const struct program *sorted;	/* qsort has no context */

/* The latest first; the meetings of a day by path, decisions of a meeting in the order of its agenda. */
static int
latest_first(const void *left, const void *right)
{
	const struct decision *a = left, *b = right;
	int order = date_compare(b->date, a->date);

	if (!order && a->meeting != b->meeting)
		order = a->meeting == NONE ? 1 : b->meeting == NONE ? -1
			: str_compare(sorted->pages[a->meeting].path, sorted->pages[b->meeting].path);
	if (!order)
		order = (a->place > b->place) - (a->place < b->place);
	if (!order)
		order = (a->rank > b->rank) - (a->rank < b->rank);
	return order ? order : (a->report > b->report) - (a->report < b->report);
}

static void
keep(struct reader *r)
{
	struct program *p = r->p;

	p->decisions = buf_keep_array(&r->decisions, p->arena);
	p->untold = buf_keep_array(&r->untold, p->arena);
	p->turnouts = buf_keep_array(&r->turnouts, p->arena);
	sorted = p;
	qsort(p->decisions, p->ndecision, sizeof *p->decisions, latest_first);
	for (uint32_t i = p->ndecision; i-- > 0;)
		if (p->decisions[i].meeting != NONE) {
			struct page *meeting = &p->pages[p->decisions[i].meeting];

			meeting->first_decision = i;
			meeting->ndecision++;
		}
}

/* ---- what stands alone ---- */

/* Keys that only minutes have, in a file that no meeting names. */
static void
check_stray(struct reader *r, const struct page *pg)
{
	if (!pg->records || r->p->options->lone || pg->minutes || pg->hidden || pg->exempt)
		return;
	diag_help(r->p->diag, diag_add(r->p->diag, DIAG_MINUTES_MISSING, page_place(pg, 0, 0, 0),
		"these are minutes, and no meeting names them"),
		"write `minutes: " STR_FMT "` in the meeting.md of their meeting", STR_ARG(path_name(pg->path)));
}

static void
check_due(struct reader *r, const struct page *pg)
{
	if (!pg->due.year || pg->meeting != NONE || pg->hidden || pg->exempt || pg->outcome
		|| date_compare(pg->due, r->p->today) >= 0)
		return;
	diag_help(r->p->diag, diag_add(r->p->diag, DIAG_DECISION_OVERDUE, page_place(pg, 0, 0, 0),
		"this decision was due on " STR_FMT ", and is on no agenda", STR_ARG(date_iso(r->p->arena, pg->due))),
		"move the report to the folder of its meeting, or write another `decision_due`");
}

void
minutes_read(struct program *p)
{
	struct reader r = { .p = p, .workdays = notice_workdays(p) };

	arena_init(&r.scratch);
	r.answered = arena_array(p->arena, p->npage, sizeof *r.answered);
	r.scrutinised = arena_array(p->arena, p->npage, sizeof *r.scrutinised);
	read_call_in(&r);
	for (uint32_t i = 0; i < p->nkind[OBJECT_MEETING]; i++)
		read_meeting(&r, p->meetings[i]);
	for (uint32_t i = 0; i < p->nkind[OBJECT_REPORT]; i++) {
		uint32_t report = p->by_kind[OBJECT_REPORT][i];

		read_outcome(&r, report);
		check_stray(&r, &p->pages[report]);
		check_due(&r, &p->pages[report]);
	}
	keep(&r);
	arena_release(&r.scratch);
}
