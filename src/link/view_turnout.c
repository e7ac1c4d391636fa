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
	struct thing *t = thing_new(v->arena, TYPE_attended);
	const struct page *meeting = &v->p->pages[turnout->meeting];

	thing_set(t, MODEL_attended_meeting, view_link(v, turnout->meeting));
	thing_text(t, MODEL_attended_date, view_date(v, meeting->date));
	thing_text(t, MODEL_attended_date_iso, view_iso(v, meeting->date));
	thing_text(t, MODEL_attended_how, program_word(v->p, attended_name((enum attended)turnout->how)));
	return t;
}

/* What each year's is called: the years before the first annual meeting that is known have no name of their own. */
static struct str
title_of(struct view *v, const struct municipal_year *year)
{
	if (year->name.len || !year->until.year)
		return year->name;
	return str_print(v->arena, STR_FMT " " STR_FMT, STR_ARG(program_word(v->p, "attendance_before")),
		STR_ARG(view_date(v, year->until)));
}

/* One person's, of one year or of all. */
static struct turnout_sum
sum_up(const struct program *p, uint32_t person, const struct municipal_year *year)
{
	const struct turnout_of of = { NONE, year };
	struct turnout_sum sum = { 0 };

	for (uint32_t i = 0; i < p->nturnout; i++)
		if (p->turnouts[i].person == person && turnout_counts(p, &p->turnouts[i], &of)) {
			sum.expected++;
			sum.count[p->turnouts[i].how]++;
		}
	return sum;
}

void
view_person_turnout(struct view *v, uint32_t person, struct thing *t)
{
	const struct turnout_sum all = sum_up(v->p, person, NULL);
	const struct municipal_years years = municipal_years(v->p, v->arena);

	if (!all.expected)
		return;
	struct thing *turnout = sum_of(v, person, &all);

	for (size_t y = 0; years.count > 1 && y < years.count; y++) {
		const struct turnout_sum sum = sum_up(v->p, person, &years.years[y]);
		bool whole = sum.expected == all.expected;	/* it would say the same as the sum of all */
		struct thing *year = sum.expected && !whole ? sum_of(v, person, &sum) : NULL;

		if (!year)
			continue;
		thing_text(year, MODEL_turnout_name, title_of(v, &years.years[y]));
		thing_add(turnout, MODEL_turnout_years, year);
	}
	for (uint32_t i = v->p->nturnout; i-- > 0;)
		if (v->p->turnouts[i].person == person)
			thing_add(turnout, MODEL_turnout_meetings, meeting_of(v, &v->p->turnouts[i]));
	thing_set(t, MODEL_person_attendance, turnout);
}

static bool
is_councillor(struct view *v, uint32_t person)
{
	return object_text(view_open(v, person, OBJECT_HEAD, STR_NONE)->object, "ward").len > 0;
}

/* The meetings that are counted, and from when to when. */
static struct thing *
span_of(struct view *v, const struct turnout_of *of)
{
	const struct program *p = v->p;
	const struct turnout *first = NULL, *last = NULL;
	struct thing *t = thing_new(v->arena, TYPE_span);
	uint32_t n = 0;

	for (uint32_t i = 0; i < p->nturnout; i++) {
		const struct turnout *one = &p->turnouts[i];

		if (!turnout_counts(p, one, of))
			continue;
		n += !last || one->meeting != last->meeting;
		first = first ? first : one;
		last = one;
	}
	if (!n)
		return NULL;
	thing_text(t, MODEL_span_meetings, str_print(v->arena, "%u", n));
	thing_text(t, MODEL_span_from, view_date(v, p->pages[first->meeting].date));
	if (first->meeting != last->meeting)
		thing_text(t, MODEL_span_to, view_date(v, p->pages[last->meeting].date));
	return t;
}

/* A table of one year, or of all; councillors: nobody else. */
static struct thing *
table_of(struct view *v, const struct turnout_of *of, bool councillors)
{
	struct thing *t = span_of(v, of);
	const struct turnout_sum *sums = t ? turnout_sums(v->p, of, v->arena) : NULL;

	for (uint32_t i = 0; sums && i < v->p->nkind[OBJECT_PERSON]; i++) {
		uint32_t person = v->p->by_kind[OBJECT_PERSON][i];

		if (sums[person].expected && (!councillors || is_councillor(v, person)))
			thing_add(t, MODEL_span_people, sum_of(v, person, &sums[person]));
	}
	return t;
}

/* Year by year, the latest first, and where there is more than one, all of them. */
static void
add_tables(struct view *v, uint32_t committee, bool councillors, struct thing *t, enum model_member member)
{
	const struct municipal_years years = municipal_years(v->p, v->arena);
	size_t shown = 0;

	for (size_t y = 0; y < years.count; y++) {
		const struct turnout_of of = { committee, &years.years[y] };
		struct thing *table = table_of(v, &of, councillors);

		if (!table)
			continue;
		thing_text(table, MODEL_span_title, title_of(v, &years.years[y]));
		thing_add(t, member, table);
		shown++;
	}
	if (shown < 2)
		return;
	struct thing *all = table_of(v, &(struct turnout_of){ committee, NULL }, councillors);

	thing_text(all, MODEL_span_title, program_word(v->p, "attendance_all"));
	thing_add(t, member, all);
}

void
view_committee_turnout(struct view *v, uint32_t committee, struct thing *t)
{
	if (v->p->nturnout)
		add_tables(v, committee, false, t, MODEL_committee_attendance);
}

void
view_attendance(struct view *v)
{
	struct thing *t = thing_new(v->arena, TYPE_roll);

	add_tables(v, NONE, true, t, MODEL_roll_years);
	thing_text(t, MODEL_roll_csv, page_url_to(&v->context, form_path(FORM_ATTENDANCE_CSV)));
	thing_text(t, MODEL_roll_json, page_url_to(&v->context, form_path(FORM_ATTENDANCE_JSON)));
	thing_flag(t, MODEL_roll_any, v->p->nturnout > 0);
	thing_set(v->root, MODEL_root_attendance, t);
}
