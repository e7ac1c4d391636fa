/*
 * What the keys of a meeting say against each other.
 *
 * Each value is of its type by now; whether they can all be so is asked here, as far as one
 * source can tell.  What needs the papers (link/agenda_check.c) is the linker's.
 */
#include "compile/meeting.h"

#include "base/date.h"
#include "base/path.h"

static struct place
place_of(const struct compilation *u, const struct datum *d)
{
	return (struct place){ u->source.path, d->line, d->column, (uint32_t)d->text.len };
}

static struct finding *
contradict(struct compilation *u, enum diag_code code, const struct datum *d, const char *message, const char *help)
{
	struct finding *f = diag_add(&u->diag, code, place_of(u, d), "%s", message);

	diag_help(&u->diag, f, "%s", help);
	return f;
}

static bool
date_at(const struct datum *d, struct date *out)
{
	return d && date_read(d->text, out);
}

static bool
is_no(const struct datum *d)
{
	return d && str_is(d->text, "false");
}

static void
check_times(struct compilation *u)
{
	const struct object *o = &u->object;
	const struct datum *ends = object_get(o, NULL, "ends"), *time = object_get(o, NULL, "time");

	if (ends && !time)
		contradict(u, DIAG_MEETING_MISMATCH, ends, "the meeting ends at a time and begins at none",
			"write when it begins: `time: \"10:00\"`");
	else if (ends && str_compare(ends->text, time->text) <= 0)
		contradict(u, DIAG_MEETING_MISMATCH, ends, "the meeting ends before it begins",
			"both are of one day, in hours and minutes; leave `ends` out when nobody knows");
}

/* Lists and links go by the date, clerks by the folder's name. */
static void
check_folder(struct compilation *u)
{
	struct str name = str_head(path_name(path_folder(u->source.path)), 10);
	const struct datum *date = object_get(&u->object, NULL, "date");
	struct date of_folder, day;

	if (!date_at(date, &day))
		return;
	if (!date_read(name, &of_folder)) {
		diag_help(&u->diag, contradict(u, DIAG_MEETING_MISMATCH, date,
			"the folder of this meeting isn't named after its day", "other papers find a meeting by its day"),
			"call the folder " STR_FMT, STR_ARG(date->text));
		return;
	}
	if (date_compare(of_folder, day) == 0)
		return;
	struct finding *f = diag_add(&u->diag, DIAG_MEETING_MISMATCH, place_of(u, date),
		"the date of this meeting isn't the one that its folder is named after, " STR_FMT, STR_ARG(name));

	if (date_compare(of_folder, day) > 0)
		diag_help(&u->diag, f, "correct the one that is wrong");
	else
		diag_help(&u->diag, f, "correct the one that is wrong; for a meeting that was moved write `postponed: "
			STR_FMT "` here and leave its date", STR_ARG(date->text));
}

/* A meeting that does not take place on its day. */
static void
check_called_off(struct compilation *u)
{
	const struct object *o = &u->object;
	const struct datum *postponed = object_get(o, NULL, "postponed"), *cancelled = object_get(o, NULL, "cancelled");
	const struct datum *minutes = object_get(o, NULL, "minutes");
	struct date day, later;
	bool dated = date_at(object_get(o, NULL, "date"), &day) && date_at(postponed, &later);

	if (postponed && is_no(cancelled))
		contradict(u, DIAG_MEETING_MISMATCH, cancelled, "the meeting is postponed and not cancelled",
			"a meeting that is postponed does not take place on its day; leave `cancelled` out");
	if (dated && date_compare(later, day) <= 0)
		contradict(u, DIAG_MEETING_MISMATCH, postponed, "the meeting is postponed to a day that is not later",
			"write the new date; the old one stays behind `date`");
	if (minutes && (postponed || (cancelled && !is_no(cancelled))))
		contradict(u, DIAG_MEETING_MISMATCH, minutes, "a meeting that did not take place has minutes",
			"take `minutes` out, or what says that it did not take place");
}

static void
check_switch(struct compilation *u, const struct datum *item, const char *key)
{
	const struct datum *d = object_get(&u->object, item, key);

	if (is_no(d))
		contradict(u, DIAG_AGENDA_MISMATCH, d, "an item that is not there needs no line",
			"take it out, or write `true` or its words");
}

struct order {
	const struct datum *exclusion;		/* the one before, or NULL */
};

static void
check_exclusion(struct compilation *u, const struct datum *item, struct order *order)
{
	const struct datum *d = object_get(&u->object, item, "exclusion");

	if (!d)
		return;
	if (order->exclusion) {
		struct finding *f = contradict(u, DIAG_AGENDA_MISMATCH, d, "the public is excluded twice",
			"one resolution serves for all items after it; put what is public before it");

		diag_help(&u->diag, f, "the first one is on line %u", order->exclusion->line);
	} else {
		order->exclusion = d;
	}
	const struct datum *items = object_get(&u->object, item, "items");

	if (items)
		contradict(u, DIAG_AGENDA_MISMATCH, items, "a resolution to exclude the public has no items below it",
			"put them after it, as items of their own");
}

static void check_items(struct compilation *u, const struct datum *list, bool below, struct order *order);

static void
check_item(struct compilation *u, const struct datum *item, bool below, struct order *order)
{
	const struct datum *exclusion = object_get(&u->object, item, "exclusion");

	check_switch(u, item, "exclusion");
	check_switch(u, item, "declarations");
	if (exclusion && below)
		contradict(u, DIAG_AGENDA_MISMATCH, exclusion, "the public can't be excluded for a part of an item",
			"make the resolution an item of its own");
	else
		check_exclusion(u, item, order);
	const struct datum *items = object_get(&u->object, item, "items");

	if (items && below)
		contradict(u, DIAG_FIELD_TYPE, items, "an item that is below another has no items below it",
			"make them items beside it");
	if (!below)
		check_items(u, object_get(&u->object, item, "items"), true, order);
}

static void
check_items(struct compilation *u, const struct datum *list, bool below, struct order *order)
{
	const struct object *o = &u->object;

	for (const struct datum *d = list && list->kind == DATUM_LIST ? object_first(o, list) : NULL; d;
	     d = object_next(o, list, d))
		if (d->kind == DATUM_MAP)
			check_item(u, d, below, order);
}

/* One supplement; *before: when the one before it was published, or the agenda. */
static void
check_supplement(struct compilation *u, const struct datum *s, struct date day, struct date *before, bool first)
{
	const struct object *o = &u->object;
	const struct datum *published = object_get(o, s, "published");
	struct date date;

	/* what was refused may have been it */
	if (!object_get(o, s, "papers") && !object_get(o, s, "items") && !object_get(o, s, "changes")
		&& u->diag.count[SEVERITY_ERROR] == 0)
		contradict(u, DIAG_MEETING_MISMATCH, s, "this supplement has nothing in it",
			"write what it brings: `papers`, `items` or `changes`");
	if (!date_at(published, &date))
		return;
	if (before->year && date_compare(date, *before) < 0)
		contradict(u, DIAG_MEETING_MISMATCH, published,
			first ? "this supplement was published before the agenda"
			: "this supplement was published before the one above it",
			first ? "a supplement comes after the agenda; look at both dates"
			: "list supplements in the order in which they were published");
	if (day.year && date_compare(date, day) > 0)
		contradict(u, DIAG_MEETING_MISMATCH, published, "this supplement was published after the meeting",
			"what comes after a meeting belongs to the next one, or into the minutes");
	*before = date;
}

/* Pages go on from supplement to supplement. */
static unsigned
first_page(struct compilation *u, const struct datum *s, unsigned before)
{
	const struct datum *d = object_get(&u->object, s, "first_page");
	unsigned page = object_number(d);

	if (d && page <= before)
		contradict(u, DIAG_MEETING_MISMATCH, d, "this supplement begins on a page that is gone already",
			"pages go on from the agenda's last one, and from supplement to supplement");
	return d ? page : before;
}

static void
check_supplements(struct compilation *u, struct order *order)
{
	const struct object *o = &u->object;
	const struct datum *list = object_get(o, NULL, "supplements");
	struct date day = { 0, 0, 0 }, before = { 0, 0, 0 };
	unsigned page = 1;
	bool first = true;

	date_at(object_get(o, NULL, "date"), &day);
	date_at(object_get(o, NULL, "published"), &before);
	for (const struct datum *s = list && list->kind == DATUM_LIST ? object_first(o, list) : NULL; s;
	     s = object_next(o, list, s), first = false) {
		check_supplement(u, s, day, &before, first);
		page = first_page(u, s, page);
		check_items(u, object_get(o, s, "items"), false, order);
	}
}

void
meeting_check(struct compilation *u)
{
	struct order order = { NULL };

	check_times(u);
	check_folder(u);
	check_called_off(u);
	check_items(u, object_get(&u->object, NULL, "agenda"), false, &order);
	check_supplements(u, &order);
}
