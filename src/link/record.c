/*
 * Minutes read against their agenda.
 */
#include "link/record.h"

#include "link/agenda.h"
#include "link/gist.h"
#include "link/page.h"

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

static void
read_attendance(const struct program *p, struct record *r, struct arena *a)
{
	const struct object *o = &r->object;
	const struct datum *all = object_get(o, NULL, "attendance");

	r->attendance = all && all->kind == DATUM_MAP;
	r->attendees = arena_array(a, r->attendance ? all->size : 0, sizeof *r->attendees);
	for (unsigned how = 0; how < ATTENDED_KINDS && r->attendance; how++) {
		const struct datum *list = object_get(o, all, attended_name((enum attended)how));

		for (const struct datum *d = object_items(o, list); d; d = object_next(o, list, d))
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
	r->resolutions = arena_array(a, list ? list->size : 0, sizeof *r->resolutions);
	for (const struct datum *d = object_items(o, list); d; d = object_next(o, list, d)) {
		struct record_item *item = find_item(p, r, object_get(o, d, "item"));

		if (item)
			item->answered = true;
		r->resolutions[r->nresolution++] = (struct resolution){ d, item };
	}
}

/* All that stands below an item is exempt: what is decided on the item is decided on that. */
static uint8_t
exemption_below(const struct agenda *agenda, const struct agenda_item *item)
{
	const struct agenda_item *end = agenda->items + agenda->nitem, *i = item + 1;

	while (i < end && i->below && i->paragraph)
		i++;
	return item->above && i > item + 1 && (i == end || !i->below) ? item[1].paragraph : 0;
}

/* What is taken after the public have left, by an agenda that forgot to say why. */
static bool
is_private(const struct agenda_item *item)
{
	return item->in_private && item->report == NONE && item->kind != AGENDA_EXCLUSION
		&& item->kind != AGENDA_DECLARATIONS;
}

/* The paragraph that withholds an item, or its report; where there is none to name it is withheld all the same. */
static uint8_t
exemption_of(const struct program *p, const struct agenda *agenda, const struct agenda_item *item)
{
	uint8_t below = exemption_below(agenda, item);
	bool withheld = item->report != NONE && p->pages[item->report].exempt;

	if (item->paragraph || below)
		return item->paragraph ? item->paragraph : below;
	return withheld || is_private(item) ? UINT8_MAX : 0;
}

/* The meeting's object, which is opened for the first item that needs it. */
struct meeting_text {
	struct object       object;
	struct page_context context;
};

/* An item's own words may hold Markdown. */
static struct str
plain_title(struct meeting_text *m, const struct agenda_item *item)
{
	const struct page_context *c = &m->context;
	struct object *o = &m->object;
	struct str title = agenda_title(c->p, item);

	if (item->report != NONE || item->datum == OBJECT_NONE || !gist_has_markup(title)
		|| (!o->nmeta && !program_open(c->p, c->page, OBJECT_HEAD | OBJECT_BODY, c->arena, o))
		|| item->datum >= o->nmeta)
		return title;
	for (uint32_t i = 0; i < o->meta[item->datum].size; i++) {
		const struct datum *d = &o->meta[item->datum + i];

		if (d->fragment != OBJECT_NONE && str_equal(d->text, title))
			return page_plain(c, d, c->arena);
	}
	return title;
}

/* `Minutes of 16 September 2025`, where it is those of an earlier meeting. */
static struct str
title_of(struct meeting_text *m, const struct agenda_item *item)
{
	struct program *p = m->context.p;
	struct arena *a = m->context.arena;
	uint32_t earlier = item->link == NONE ? NONE : p->links[item->link].target;

	if (item->kind != AGENDA_MINUTES || earlier == NONE || !p->pages[earlier].date.year)
		return plain_title(m, item);
	struct str word = program_word(p, "minutes_of"), day = date_text(a, p->pages[earlier].date, program_tongue(p, NULL));

	return str_print(a, STR_FMT " " STR_FMT, STR_ARG(word), STR_ARG(day));
}

static void
read_agenda(struct program *p, struct record *r, struct arena *a)
{
	const struct agenda *agenda = p->pages[r->meeting].agenda;
	struct meeting_text m = { .context = { .p = p, .arena = a, .output = p->pages[r->meeting].output,
		.object = &m.object, .page = r->meeting } };

	r->items = arena_array(a, agenda->nitem, sizeof *r->items);
	for (uint32_t i = 0; i < agenda->nitem; i++) {
		const struct agenda_item *item = &agenda->items[i];
		bool withdrawn = item->kind == AGENDA_WITHDRAWN;

		r->items[r->nitem++] = (struct record_item){ .number = item->number, .title = title_of(&m, item),
			.report = withdrawn ? NONE : item->report, .decides = item->decides && !withdrawn,
			.exempt = exemption_of(p, agenda, item), .at = item->at };
	}
}

bool
record_read(struct program *p, uint32_t meeting, unsigned parts, struct arena *a, struct record *out)
{
	uint32_t minutes = p->pages[meeting].record;
	const struct page *pg = minutes == NONE ? NULL : &p->pages[minutes];

	*out = (struct record){ .meeting = meeting, .minutes = minutes };
	if (!pg || pg->hidden || pg->exempt || p->pages[meeting].hidden
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
			for (const struct datum *name = object_items(o, votes); name; name = object_next(o, votes, name))
				v.count[side]++;
			continue;
		}
		v.count[side] = object_number(votes);
	}
	const struct datum *casting = d ? object_get(o, d, "casting") : NULL;

	v.cast = casting != NULL;
	v.casting = casting && str_is(casting->text, "against") ? VOTE_AGAINST : VOTE_FOR;
	return v;
}

bool
record_is_lost(const struct object *o, const struct datum *resolution)
{
	const struct datum *carried = object_get(o, resolution, "carried");

	return carried && str_is(carried->text, "false");
}
