/*
 * Municipal years, from the dates of annual meetings.
 */
#include "link/municipal.h"

#include "link/minutes.h"

#define LAST_MONTH 5	/* an annual meeting is in March, April or May (Local Government Act 1972, Schedule 12) */

static const struct datum *
list_of(const struct program *p)
{
	const struct datum *list = p->site == NONE ? NULL : object_get(&p->site_object, NULL, "annual_meetings");

	return list && list->kind == DATUM_LIST ? list : NULL;
}

/* Into the years that are there already, the latest first; a second one of a year is not taken. */
static void
insert(struct municipal_years *to, struct date day)
{
	size_t i = 0;

	while (i < to->count && to->years[i].from.year != day.year)
		i++;
	if (i < to->count)
		return;
	for (to->count++; i > 0 && date_compare(to->years[i - 1].from, day) < 0; i--)
		to->years[i] = to->years[i - 1];
	to->years[i] = (struct municipal_year){ .from = day };
}

struct municipal_years
municipal_years(const struct program *p, struct arena *a)
{
	const struct object *site = &p->site_object;
	const struct datum *list = list_of(p);
	struct municipal_years out = { arena_array(a, (list ? list->size : 0) + 1, sizeof *out.years), 0 };
	struct date day, next = { 0, 0, 0 };

	for (const struct datum *d = object_items(site, list); d; d = object_next(site, list, d))
		if (date_read(d->text, &day))
			insert(&out, day);
	for (size_t i = 0; i < out.count; i++) {
		struct municipal_year *year = &out.years[i];

		year->name = str_print(a, "%d/%02d", year->from.year, (year->from.year + 1) % 100);
		year->until = next;
		next = year->from;
	}
	out.years[out.count++] = (struct municipal_year){ .until = next };
	return out;
}

bool
municipal_has(const struct municipal_year *year, struct date d)
{
	return date_compare(d, year->from) >= 0 && (!year->until.year || date_compare(d, year->until) < 0);
}

const struct municipal_year *
municipal_year_of(const struct municipal_years *years, struct date d)
{
	size_t i = 0;

	while (i + 1 < years->count && !municipal_has(&years->years[i], d))
		i++;
	return &years->years[i];
}

static struct finding *
say(struct program *p, const struct datum *d, struct str message)
{
	return diag_add(p->diag, DIAG_MEETING_MISMATCH,
		page_place_of(&p->pages[p->site], d), STR_FMT, STR_ARG(message));
}

/* Two of one year would be two municipal years of one name. */
static void
check_dates(struct program *p, const struct datum *list)
{
	const struct object *site = &p->site_object;
	struct date day, other;

	for (const struct datum *d = object_first(site, list); d; d = object_next(site, list, d))
		for (const struct datum *e = object_first(site, list); e != d; e = object_next(site, list, e))
			if (date_read(d->text, &day) && date_read(e->text, &other) && day.year == other.year) {
				diag_help(p->diag, say(p, d, str_print(p->arena, "%d has two annual meetings here", day.year)),
					"keep the one that was held: a municipal year begins with it");
				break;
			}
}

/* The year in which the annual meeting was, at the latest, that began the municipal year of a day. */
static int
began_in(struct date d)
{
	return d.month > LAST_MONTH ? d.year : d.year - 1;
}

void
municipal_check(struct program *p)
{
	const struct datum *list = list_of(p);
	struct municipal_years years = municipal_years(p, p->arena);
	int said = 0;

	if (!list)
		return;
	check_dates(p, list);
	for (uint32_t i = 0; i < p->nturnout; i++) {
		struct date d = p->pages[p->turnouts[i].meeting].date;
		const struct municipal_year *year = municipal_year_of(&years, d);

		if (!year->name.len || began_in(d) <= year->from.year || began_in(d) == said)
			continue;
		said = began_in(d);
		struct finding *f = say(p, list, str_print(p->arena, "the annual meeting of %d is not among these, and there are"
			" minutes of " STR_FMT, said, STR_ARG(date_text(p->arena, d, "en"))));

		diag_help(p->diag, f, "add its date; until then attendance is counted to " STR_FMT, STR_ARG(year->name));
	}
}
