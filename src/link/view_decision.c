/*
 * Decisions and minutes as templates see them.
 */
#include "link/view_decision.h"

#include "link/exempt.h"

static void
add_people(struct view *v, const struct page_context *c, const struct datum *list, struct thing *t, enum model_member m)
{
	for (const struct datum *d = object_items(c->object, list); d; d = object_next(c->object, list, d))
		thing_add(t, m, view_named(v, c->page, d, STR_NONE));
}

static struct str
names_of(struct view *v, const struct page_context *c, const struct datum *list)
{
	struct buf b = BUF_EMPTY;

	for (const struct datum *d = object_items(c->object, list); d; d = object_next(c->object, list, d)) {
		if (b.len)
			buf_text(&b, ", ");
		buf_str(&b, people_named(v->p, c->page, d).name);
	}
	return buf_keep(&b, v->arena);
}

static struct thing *
vote_of(struct view *v, const struct page_context *c, const struct datum *keys)
{
	static const char *const words[VOTE_SIDES] = {
		[VOTE_FOR] = "vote_for", [VOTE_AGAINST] = "vote_against", [VOTE_ABSTAIN] = "vote_abstain",
	};
	struct vote vote = record_vote(c->object, keys);
	struct thing *t = thing_new(v->arena, TYPE_vote);

	if (!vote.taken)
		return NULL;
	thing_flag(t, MODEL_vote_unanimous, vote.unanimous);
	for (unsigned i = 0; i < VOTE_SIDES; i++) {
		struct thing *side = thing_new(v->arena, TYPE_side);

		if (!vote.given[i])
			continue;
		thing_text(side, MODEL_side_name, program_word(v->p, words[i]));
		thing_text(side, MODEL_side_count, str_print(v->arena, "%u", vote.count[i]));
		thing_text(side, MODEL_side_names, names_of(v, c, vote.names[i]));
		thing_flag(side, MODEL_side_first, !thing_get_first(t, MODEL_vote_sides));
		thing_add(t, MODEL_vote_sides, side);
	}
	if (vote.cast)
		thing_text(t, MODEL_vote_casting, program_word(v->p, words[vote.casting]));
	return t;
}

static struct page_context *
opened(struct view *v, uint32_t page, struct page_context **last)
{
	if (!*last || (*last)->page != page)
		*last = view_open(v, page, OBJECT_HEAD | OBJECT_BODY, STR_NONE);
	return *last;
}

/* What the minutes say, or the report itself. */
static void
set_words(struct view *v, const struct decision *d, struct page_context *c, struct thing *t)
{
	const struct object *o = c->object;

	if (!d->recorded) {
		view_values(v, c, object_get(o, NULL, "outcome"), t, MODEL_decided_text);
		return;
	}
	if (d->datum >= o->nmeta)
		return;
	const struct datum *keys = &o->meta[d->datum];

	view_values(v, c, object_get(o, keys, "decision"), t, MODEL_decided_text);
	thing_set(t, MODEL_decided_mover, view_named(v, c->page, object_get(o, keys, "mover"), STR_NONE));
	thing_set(t, MODEL_decided_seconder, view_named(v, c->page, object_get(o, keys, "seconder"), STR_NONE));
	thing_set(t, MODEL_decided_vote, vote_of(v, c, keys));
	thing_flag(t, MODEL_decided_lost, record_is_lost(o, keys));
	thing_text(t, MODEL_decided_minutes, page_url_text(&v->context, d->source, decision_id(d, v->arena)));
}

static void
set_exempt(struct view *v, const struct decision *d, struct thing *t)
{
	struct str paragraph = d->exempt == UINT8_MAX ? STR_NONE : str_print(v->arena, "%u", d->exempt);

	thing_flag(t, MODEL_decided_exempt, true);
	thing_text(t, MODEL_decided_exempt_paragraph, paragraph);
	thing_text(t, MODEL_decided_exempt_reason, exempt_reason(v->p, paragraph));
}

struct thing *
view_decided(struct view *v, const struct decision *d, struct page_context **last)
{
	struct thing *t = thing_new(v->arena, TYPE_decided);

	thing_text(t, MODEL_decided_number, d->item);
	thing_text(t, MODEL_decided_title, d->title);
	if (d->report != NONE)
		thing_text(t, MODEL_decided_url, page_url_text(&v->context, d->report, STR_NONE));
	thing_text(t, MODEL_decided_date, view_date(v, d->date));
	thing_text(t, MODEL_decided_date_iso, view_iso(v, d->date));
	thing_set(t, MODEL_decided_committee, view_link(v, d->committee));
	thing_set(t, MODEL_decided_meeting, view_link(v, d->meeting));
	if (d->exempt) {
		set_exempt(v, d, t);
		if (d->datum == OBJECT_NONE)
			return t;
	}
	thing_flag(t, MODEL_decided_key_decision, d->key);
	thing_text(t, MODEL_decided_call_in, view_date(v, d->call_in));
	thing_text(t, MODEL_decided_call_in_iso, view_iso(v, d->call_in));
	set_words(v, d, opened(v, d->source, last), t);
	return t;
}

bool
view_report_decided(struct view *v, uint32_t report, struct thing *t)
{
	uint32_t meeting = v->p->pages[report].meeting;
	const struct page *at = meeting == NONE ? NULL : &v->p->pages[meeting];
	struct page_context *last = NULL;
	bool any = false;

	for (uint32_t i = 0; at && i < at->ndecision; i++) {
		const struct decision *d = &v->p->decisions[at->first_decision + i];

		if (d->report != report || !d->recorded || (d->exempt && d->datum == OBJECT_NONE))
			continue;
		thing_add(t, MODEL_report_decided, view_decided(v, d, &last));
		any = true;
	}
	return any;
}

void
view_meeting_decided(struct view *v, uint32_t meeting, struct thing *t)
{
	const struct page *pg = &v->p->pages[meeting];
	struct page_context *last = NULL;

	for (uint32_t i = 0; i < pg->ndecision; i++)
		thing_add(t, MODEL_meeting_decided, view_decided(v, &v->p->decisions[pg->first_decision + i], &last));
	thing_flag(t, MODEL_meeting_unapproved, pg->record != NONE && v->p->pages[pg->record].approved == NONE);
}

/* Known by its date: the name of the committee stands at the head of the page. */
static struct thing *
by_date(struct view *v, uint32_t meeting)
{
	struct thing *t = view_link(v, meeting);

	if (t && v->p->pages[meeting].date.year)
		thing_text(t, MODEL_link_title, view_date(v, v->p->pages[meeting].date));
	return t;
}

void
view_record(struct view *v, uint32_t minutes, struct str prefix, struct thing *report)
{
	static const enum model_member members[ATTENDED_KINDS] = {
		[ATTENDED_PRESENT] = MODEL_record_present, [ATTENDED_APOLOGIES] = MODEL_record_apologies,
		[ATTENDED_ABSENT] = MODEL_record_absent,   [ATTENDED_BESIDE] = MODEL_record_beside,
	};
	const struct page *pg = &v->p->pages[minutes];
	struct page_context *c, *last = NULL;
	struct thing *t = thing_new(v->arena, TYPE_record);

	if (pg->record == NONE || v->p->pages[pg->record].hidden)
		return;
	c = view_open(v, minutes, OBJECT_HEAD, STR_NONE);
	const struct datum *attendance = object_get(c->object, NULL, "attendance");
	const struct page *meeting = &v->p->pages[pg->record];

	for (unsigned how = 0; attendance && how < ATTENDED_KINDS; how++)
		add_people(v, c, object_get(c->object, attendance, attended_name((enum attended)how)), t, members[how]);
	thing_flag(t, MODEL_record_attendance, attendance != NULL);
	thing_set(t, MODEL_record_chair, view_named(v, minutes, object_get(c->object, NULL, "chair"), STR_NONE));
	thing_set(t, MODEL_record_meeting, view_link(v, pg->record));
	thing_set(t, MODEL_record_approved, by_date(v, pg->approved));
	for (uint32_t i = 0; i < meeting->ndecision; i++) {
		const struct decision *d = &v->p->decisions[meeting->first_decision + i];
		struct thing *decided = d->recorded ? view_decided(v, d, &last) : NULL;

		if (!decided)
			continue;
		thing_text(decided, MODEL_decided_id, str_print(v->arena, STR_FMT STR_FMT, STR_ARG(prefix),
			STR_ARG(decision_id(d, v->arena))));
		thing_add(t, MODEL_record_decided, decided);
	}
	thing_set(report, MODEL_report_record, t);
}
