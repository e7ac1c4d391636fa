/*
 * Attendance as templates see it: of a person, of a committee, of all councillors.
 */
#include "link/view_turnout.h"

static struct thing *
sum_of(struct view *v, uint32_t person, const struct turnout_sum *sum)
{
	struct thing *t = thing_new(v->arena, TYPE_turnout);

	thing_text(t, MODEL_turnout_name, v->p->pages[person].title);
	thing_text(t, MODEL_turnout_url, page_url_text(&v->context, person, STR_NONE));
	thing_text(t, MODEL_turnout_expected, str_print(v->arena, "%u", sum->expected));
	thing_text(t, MODEL_turnout_attended, str_print(v->arena, "%u", sum->count[ATTENDED_PRESENT]));
	thing_text(t, MODEL_turnout_apologies, str_print(v->arena, "%u", sum->count[ATTENDED_APOLOGIES]));
	thing_text(t, MODEL_turnout_absent, str_print(v->arena, "%u", sum->count[ATTENDED_ABSENT]));
	return t;
}

static struct thing *
meeting_of(struct view *v, const struct turnout *turnout)
{
	static const char *const words[ATTENDED_KINDS] = {
		[ATTENDED_PRESENT] = "present", [ATTENDED_APOLOGIES] = "apologies", [ATTENDED_ABSENT] = "absent",
		[ATTENDED_BESIDE] = "in_attendance",
	};
	struct thing *t = thing_new(v->arena, TYPE_attended);
	const struct page *meeting = &v->p->pages[turnout->meeting];

	thing_set(t, MODEL_attended_meeting, view_link(v, turnout->meeting));
	thing_text(t, MODEL_attended_date, view_date(v, meeting->date));
	thing_text(t, MODEL_attended_date_iso, view_iso(v, meeting->date));
	thing_text(t, MODEL_attended_how, program_word(v->p, words[turnout->how]));
	return t;
}

void
view_person_turnout(struct view *v, uint32_t person, struct thing *t)
{
	const struct turnout_sum *sums = v->p->nturnout ? turnout_sums(v->p, NONE, v->arena) : NULL;

	if (!sums || !sums[person].expected)
		return;
	struct thing *all = sum_of(v, person, &sums[person]);

	for (uint32_t i = v->p->nturnout; i-- > 0;)
		if (v->p->turnouts[i].person == person)
			thing_add(all, MODEL_turnout_meetings, meeting_of(v, &v->p->turnouts[i]));
	thing_set(t, MODEL_person_attendance, all);
}

void
view_committee_turnout(struct view *v, uint32_t committee, struct thing *t)
{
	const struct turnout_sum *sums = v->p->nturnout ? turnout_sums(v->p, committee, v->arena) : NULL;

	for (uint32_t i = 0; sums && i < v->p->nkind[OBJECT_PERSON]; i++) {
		uint32_t person = v->p->by_kind[OBJECT_PERSON][i];

		if (sums[person].expected)
			thing_add(t, MODEL_committee_attendance, sum_of(v, person, &sums[person]));
	}
}

static bool
is_councillor(struct view *v, uint32_t person)
{
	return object_text(view_open(v, person, OBJECT_HEAD, STR_NONE)->object, "ward").len > 0;
}

/* The meetings that are counted, and from when to when. */
static void
set_span(struct view *v, struct thing *t)
{
	const struct program *p = v->p;
	uint32_t n = 0;

	for (uint32_t i = 0; i < p->nturnout; i++)
		n += i == 0 || p->turnouts[i].meeting != p->turnouts[i - 1].meeting;
	thing_text(t, MODEL_roll_meetings, str_print(v->arena, "%u", n));
	if (n) {
		thing_text(t, MODEL_roll_from, view_date(v, p->pages[p->turnouts[0].meeting].date));
		thing_text(t, MODEL_roll_to, view_date(v, p->pages[p->turnouts[p->nturnout - 1].meeting].date));
	}
}

void
view_attendance(struct view *v)
{
	struct thing *t = thing_new(v->arena, TYPE_roll);
	const struct turnout_sum *sums = turnout_sums(v->p, NONE, v->arena);

	for (uint32_t i = 0; i < v->p->nkind[OBJECT_PERSON]; i++) {
		uint32_t person = v->p->by_kind[OBJECT_PERSON][i];

		if (sums[person].expected && is_councillor(v, person))
			thing_add(t, MODEL_roll_people, sum_of(v, person, &sums[person]));
	}
	set_span(v, t);
	thing_text(t, MODEL_roll_csv, page_url_to(&v->context, form_path(FORM_ATTENDANCE_CSV)));
	thing_flag(t, MODEL_roll_any, v->p->nturnout > 0);
	thing_set(v->root, MODEL_root_attendance, t);
}
