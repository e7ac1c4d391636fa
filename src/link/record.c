/*
 * Minutes read against their agenda.
 */
#include "link/record.h"

#include "link/agenda.h"
#include "object/schedule.h"

const char *
attended_name(enum attended how)
{
	static const char *const names[ATTENDED_KINDS] = {
		[ATTENDED_PRESENT] = "present", [ATTENDED_APOLOGIES] = "apologies",
		[ATTENDED_ABSENT] = "absent",   [ATTENDED_BESIDE] = "in_attendance",
	};

	return names[how];
}

const char *
vote_name(enum vote_side side)
{
	static const char *const names[VOTE_SIDES] = {
		[VOTE_FOR] = "for", [VOTE_AGAINST] = "against", [VOTE_ABSTAIN] = "abstain",
	};

	return names[side];
}

static size_t
list_size(const struct object *o, const struct datum *list)
{
	size_t n = 0;

	for (const struct datum *d = list && list->kind == DATUM_LIST ? object_first(o, list) : NULL; d;
	     d = object_next(o, list, d))
		n++;
	return n;
}

static void
read_attendance(const struct program *p, struct record *r, struct arena *a)
{
	const struct object *o = &r->object;
	const struct datum *all = object_get(o, NULL, "attendance");

	r->attendance = all && all->kind == DATUM_MAP;
	r->attendees = arena_array(a, r->attendance ? all->size : 0, sizeof *r->attendees);
	for (unsigned how = 0; how < ATTENDED_KINDS && r->attendance; how++) {
		const struct datum *list = object_get(o, all, attended_name((enum attended)how));

		for (const struct datum *d = list && list->kind == DATUM_LIST ? object_first(o, list) : NULL; d;
		     d = object_next(o, list, d))
			r->attendees[r->nattendee++] = (struct attendee){ (enum attended)how,
				people_named(p, r->minutes, d), d };
	}
}

/* The item that a decision names, by its number or by its report's file. */
static struct record_item *
find_item(const struct program *p, struct record *r, const struct datum *item)
{
	const struct link *l = program_link_of(p, r->minutes, item);

	for (size_t i = 0; item && i < r->nitem; i++)
		if (l ? l->target != NONE && r->items[i].report == l->target : str_equal(r->items[i].number, item->text))
			return &r->items[i];
	return NULL;
}

static void
read_decisions(const struct program *p, struct record *r, struct arena *a)
{
	const struct object *o = &r->object;
	const struct datum *list = object_get(o, NULL, "decisions");

	r->decides = list && list->kind == DATUM_LIST;
	r->resolutions = arena_array(a, list_size(o, list), sizeof *r->resolutions);
	for (const struct datum *d = r->decides ? object_first(o, list) : NULL; d; d = object_next(o, list, d)) {
		struct record_item *item = find_item(p, r, object_get(o, d, "item"));

		if (item)
			item->answered = true;
		r->resolutions[r->nresolution++] = (struct resolution){ d, item };
	}
}

/* The paragraph that withholds a report; in doubt there is none to name, and it is withheld all the same. */
static uint8_t
exemption_of(struct program *p, uint32_t report)
{
	struct arena scratch;
	struct object o;
	struct str paragraph = STR_NONE;

	if (report == NONE || !p->pages[report].exempt)
		return 0;
	arena_init(&scratch);
	if (program_open(p, report, OBJECT_HEAD, &scratch, &o))
		paragraph = object_text(&o, "exempt");
	unsigned n = schedule_paragraph(paragraph);

	arena_release(&scratch);
	return n ? (uint8_t)n : UINT8_MAX;
}

static void
read_agenda(struct program *p, struct record *r, struct arena *a)
{
	const struct agenda *agenda = p->pages[r->meeting].agenda;

	r->items = arena_array(a, agenda->nitem, sizeof *r->items);
	for (uint32_t i = 0; i < agenda->nitem; i++) {
		const struct agenda_item *item = &agenda->items[i];
		uint32_t report = item->kind == AGENDA_WITHDRAWN ? NONE : item->report;

		r->items[r->nitem++] = (struct record_item){ .number = item->number, .report = report,
			.decides = item->decides, .line = item->line, .column = item->column,
			.title = agenda_title(p, item),
			.exempt = report != NONE ? exemption_of(p, report) : item->paragraph };
	}
}

bool
record_read(struct program *p, uint32_t meeting, unsigned parts, struct arena *a, struct record *out)
{
	uint32_t minutes = p->pages[meeting].record;
	const struct page *pg = minutes == NONE ? NULL : &p->pages[minutes];

	*out = (struct record){ .meeting = meeting, .minutes = minutes };
	if (!pg || pg->hidden || pg->doubt || pg->exempt || p->pages[meeting].hidden || p->pages[meeting].doubt
		|| !program_open(p, minutes, parts, a, &out->object))
		return false;
	read_attendance(p, out, a);
	read_agenda(p, out, a);
	read_decisions(p, out, a);
	return true;
}

size_t
record_count(const struct record *r, enum attended how)
{
	size_t n = 0;

	for (size_t i = 0; i < r->nattendee; i++)
		n += r->attendees[i].how == how;
	return n;
}

const struct attendee *
record_find(const struct record *r, const struct named *who)
{
	for (size_t i = 0; i < r->nattendee; i++)
		if (named_same(&r->attendees[i].who, who))
			return &r->attendees[i];
	return NULL;
}

struct vote
record_vote(const struct object *o, const struct datum *resolution)
{
	const struct datum *d = object_get(o, resolution, "vote");
	struct vote v = { .taken = d != NULL, .unanimous = d && d->kind == DATUM_TEXT };

	for (unsigned side = 0; d && d->kind == DATUM_MAP && side < VOTE_SIDES; side++) {
		const struct datum *votes = object_get(o, d, vote_name((enum vote_side)side));

		if (!votes)
			continue;
		v.given[side] = true;
		if (votes->kind == DATUM_LIST) {
			v.names[side] = votes;
			v.count[side] = (unsigned)list_size(o, votes);
			continue;
		}
		for (size_t i = 0; i < votes->text.len && i < 4; i++)	/* compile let through no more */
			v.count[side] = v.count[side] * 10 + (unsigned)(votes->text.at[i] - '0');
	}
	return v;
}
