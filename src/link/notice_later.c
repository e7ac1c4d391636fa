/*
 * What came after the agenda: items and papers of supplements.
 *
 * Local Government Act 1972, section 100B(4): an item that was not open to inspection for the clear days may be taken
 * only where the chair thinks it urgent, by reason of special circumstances, which the minutes have to name.
 */
#include "link/notice_part.h"

/* What is no business of its own, or a report, which is judged itself. */
static bool
is_judged(const struct object *o, const struct datum *item)
{
	static const char *const others[] = { "report", "exclusion", "declarations", "withdrawn" };

	for (size_t i = 0; item->kind == DATUM_MAP && i < sizeof others / sizeof others[0]; i++)
		if (object_get(o, item, others[i]))
			return false;
	return true;
}

static void
say_item(struct notice *n, const struct page *meeting, const struct object *o, const struct datum *item,
	struct date published, struct asked asked)
{
	struct diag *d = n->p->diag;
	bool urgent = item->kind == DATUM_MAP && object_get(o, item, "urgency");
	int clear = workday_clear(&n->workdays, published, meeting->date, CLEAR_MOST);
	struct finding *f = diag_add(d, DIAG_NOTICE_SHORT,
		page_place(meeting, item->line, item->column, (uint32_t)item->text.len),
		"this item was published " STR_FMT "; %d clear day%s needed", STR_ARG(notice_distance(n, clear, published,
			meeting->date, "working day")), asked.days, asked.days == 1 ? " is" : "s are");

	notice_help_latest(n, f, workday_latest(&n->workdays, meeting->date, asked.days), asked,
		"neither that day nor the day of the meeting counts, nor do weekends and bank holidays");
	if (urgent) {
		diag_grade(d, f, SEVERITY_NOTE);
		diag_help(d, f, "its `urgency` names the special circumstances; the minutes have to name them too");
	} else {
		diag_help(d, f, "it may be taken only if the chair thinks it urgent, and the circumstances have to be named:"
			" `{item: ..., urgency: ...}`");
	}
	notice_advise(n, f);
}

/* A report that says nothing of itself came when its supplement did. */
static void
date_paper(struct notice *n, const struct page *meeting, const struct datum *paper, struct date published)
{
	for (uint32_t i = 0; paper && i < meeting->nlink; i++) {
		const struct link *l = &n->p->links[meeting->first_link + i];

		if (l->line == paper->line && l->column == paper->column && l->target != NONE
			&& n->p->pages[l->target].kind == OBJECT_REPORT && !n->p->pages[l->target].published.year)
			n->p->pages[l->target].published = published;
	}
}

static void
check_supplement(struct notice *n, const struct page *meeting, const struct object *o, const struct datum *supplement,
	struct asked asked)
{
	const struct datum *day = object_get(o, supplement, "published"), *d;
	const struct datum *papers = object_get(o, supplement, "papers"), *items = object_get(o, supplement, "items");
	struct date published;

	if (!day || !date_read(day->text, &published))
		return;
	/* one after the meeting is no notice at all, and has a finding of its own */
	bool late = asked.days > 0 && date_compare(published, meeting->date) < 0
		&& workday_clear(&n->workdays, published, meeting->date, CLEAR_MOST) < asked.days;

	for (d = papers ? object_first(o, papers) : NULL; d; d = object_next(o, papers, d))
		date_paper(n, meeting, d->kind == DATUM_MAP ? object_get(o, d, "report") : d, published);
	for (d = items ? object_first(o, items) : NULL; d; d = object_next(o, items, d)) {
		const struct datum *report = d->kind == DATUM_MAP ? object_get(o, d, "report") : NULL;

		date_paper(n, meeting, report, published);
		if (late && is_judged(o, d))
			say_item(n, meeting, o, d, published, asked);
	}
}

void
notice_check_later(struct notice *n, struct page *meeting, struct asked asked)
{
	const struct datum *list;
	struct object o;

	if (!meeting->supplemented)
		return;
	arena_reset(&n->scratch);
	if (!program_open(n->p, (uint32_t)(meeting - n->p->pages), OBJECT_HEAD, &n->scratch, &o))
		return;
	list = object_get(&o, NULL, "supplements");
	for (const struct datum *d = list ? object_first(&o, list) : NULL; d; d = object_next(&o, list, d))
		check_supplement(n, meeting, &o, d, asked);
}
