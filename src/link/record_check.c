/*
 * Whether minutes make sense.
 *
 * What can be counted is an error when it is wrong: votes, an item that is not there, somebody who was both
 * there and not.  What may be a name that is spelled in two ways only warns.
 */
#include "link/record_check.h"
#include "link/suggest.h"
#include "link/vote_result.h"

struct review {
	struct program      *p;
	const struct record *r;
	const struct page   *meeting, *minutes;
	struct arena         scratch;
};

static struct place
place_of_key(const struct review *c, const char *key)
{
	return page_place_of(c->minutes, object_get(&c->r->object, NULL, key));
}

/* ---- attendance ---- */

static void
check_repeated(struct review *c)
{
	for (size_t i = 0; i < c->r->nattendee; i++) {
		const struct attendee *one = &c->r->attendees[i], *first = record_find(c->r, &one->who);

		if (first == one)
			continue;
		struct finding *f = diag_add(c->p->diag, DIAG_ATTENDANCE_REPEATED, page_place_of(c->minutes, one->at),
			first->how == one->how ? STR_FMT " stands twice under `%s`" : STR_FMT " stands under `%s` and `%s`",
			STR_ARG(one->who.name), attended_name(first->how), attended_name(one->how));

		diag_help(c->p->diag, f, first->how == one->how ? "take one of the two out"
			: "keep the one that is right; who came late or left early was present");
	}
}

/* `ann-hale` is the name of a file, and would be shown as it stands. */
static bool
is_file_name(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!(s.at[i] == '-' || (s.at[i] >= 'a' && s.at[i] <= 'z') || (s.at[i] >= '0' && s.at[i] <= '9')))
			return false;
	return str_find_char(s, '-', 0) < s.len;
}

/* Whether it is a person's file name that is none: that has its finding now. */
static bool
say_unknown(struct review *c, const struct named *who, const struct datum *at)
{
	if (who->page != NONE || !is_file_name(who->name))
		return false;
	struct str path = str_print(c->p->arena, "people/" STR_FMT ".md", STR_ARG(who->name));

	suggest_paths(c->p, diag_add(c->p->diag, DIAG_REFERENCE_BROKEN, page_place_of(c->minutes, at),
		"there is no " STR_FMT, STR_ARG(path)), path, REFERENCE_PERSON);
	return true;
}

static void
check_known(struct review *c)
{
	for (size_t i = 0; i < c->r->nattendee; i++)
		say_unknown(c, &c->r->attendees[i].who, c->r->attendees[i].at);
}

static void
say_unrecorded(struct review *c, const struct named *who)
{
	struct finding *f = diag_add(c->p->diag, DIAG_ATTENDANCE_MISSING, place_of_key(c, "attendance"),
		"nothing is recorded of " STR_FMT ", who sits on the committee", STR_ARG(who->name));

	diag_help(c->p->diag, f, "name them under `present`, `apologies` or `absent`");
	diag_help(c->p->diag, f, "who joined or left the committee since then has `from:` or `until:` among its `members`");
}

/* Everybody who sat on the committee that day is recorded. */
static void
check_members(struct review *c)
{
	uint32_t committee = c->meeting->committee;
	struct object o;

	if (committee == NONE || !program_open(c->p, committee, OBJECT_HEAD, &c->scratch, &o))
		return;
	const struct datum *list = object_get(&o, NULL, "members");

	for (const struct datum *d = object_items(&o, list); d; d = object_next(&o, list, d)) {
		const struct datum *person = object_entry(&o, d, "person");
		struct named who = people_named(c->p, committee, person);

		if (person && people_sits(&o, d, c->meeting->date) && !record_find(c->r, &who))
			say_unrecorded(c, &who);
	}
}

/* Somebody who acts as only a member who is there can; `what` ends the sentence. */
static void
check_acts(struct review *c, const struct datum *d, const char *what)
{
	struct named who = people_named(c->p, c->r->minutes, d);
	const struct attendee *found = record_find(c->r, &who);

	if (!d || say_unknown(c, &who, d) || !c->r->attendance || (found && found->how == ATTENDED_PRESENT))
		return;
	struct finding *f = diag_add(c->p->diag, DIAG_ATTENDANCE_MISMATCH, page_place_of(c->minutes, d),
		found ? STR_FMT " %s, and stands under `%s`" : STR_FMT " %s, and is not recorded as present",
		STR_ARG(who.name), what, found ? attended_name(found->how) : "");

	diag_help(c->p->diag, f, "add them to `present`, or correct the name");
}

/* ---- votes ---- */

static void
check_voters(struct review *c, const struct vote *v)
{
	const struct object *o = &c->r->object;
	struct named seen[512];
	size_t nseen = 0;

	for (unsigned side = 0; side < VOTE_SIDES; side++)
		for (const struct datum *d = object_items(o, v->names[side]); d; d = object_next(o, v->names[side], d)) {
			struct named who = people_named(c->p, c->r->minutes, d);

			check_acts(c, d, "is recorded as voting");
			for (size_t i = 0; i < nseen; i++)
				if (named_same(&seen[i], &who))
					diag_help(c->p->diag, diag_add(c->p->diag, DIAG_VOTE_MISMATCH, page_place_of(c->minutes, d),
						STR_FMT " votes twice on one decision", STR_ARG(who.name)),
						"keep the one that is right");
			if (nseen < sizeof seen / sizeof *seen)
				seen[nseen++] = who;
		}
}

static void
check_vote(struct review *c, const struct datum *at)
{
	struct vote v = record_vote(&c->r->object, at);
	unsigned sum = v.count[VOTE_FOR] + v.count[VOTE_AGAINST] + v.count[VOTE_ABSTAIN];
	size_t present = record_count(c->r, ATTENDED_PRESENT);

	check_voters(c, &v);
	if (!c->r->attendance || sum <= present)
		return;
	struct finding *f = diag_add(c->p->diag, DIAG_VOTE_MISMATCH, page_place_of(c->minutes, object_get(&c->r->object, at, "vote")),
		"%u for, %u against and %u abstaining are %u votes; %zu %s present", v.count[VOTE_FOR],
		v.count[VOTE_AGAINST], v.count[VOTE_ABSTAIN], sum, present, present == 1 ? "member was" : "members were");

	diag_help(c->p->diag, f, "a casting vote is not counted here: the chair has voted once already");
	diag_help(c->p->diag, f, "or somebody is missing from `present`");
}

/* ---- decisions ---- */

static void
say_no_item(struct review *c, const struct datum *at)
{
	const struct datum *item = object_get(&c->r->object, at, "item");
	const struct link *l = program_link_of(c->p, c->r->minutes, item);

	if (!item || (l && l->state == LINK_BROKEN))
		return;		/* that has its own finding */
	struct finding *f = diag_add(c->p->diag, DIAG_DECISION_ITEM, page_place_of(c->minutes, item),
		"the agenda of this meeting has no item " STR_FMT, STR_ARG(item->text));

	if (l && l->target != NONE && c->p->pages[l->target].exempt_item)
		diag_help(c->p->diag, f, "it is below an exempt item, of which nothing is public: write that item's number");
	else if (l || c->r->nitem == 0)
		diag_help(c->p->diag, f, "add it to the agenda in " STR_FMT, STR_ARG(c->meeting->path));
	else
		diag_help(c->p->diag, f, "its items are " STR_FMT " to " STR_FMT "; or name the report's file",
			STR_ARG(c->r->items[0].number), STR_ARG(c->r->items[c->r->nitem - 1].number));
}

/* Links, names and acronyms of a text come out in other places too: among what refers to a page, in the glossary. */
static bool
has_ways_out(const struct object *o, const struct datum *text)
{
	for (const struct datum *d = text; d < text + text->size; d++) {
		const struct fragment *f = d->fragment < o->nfragment ? &o->fragments[d->fragment] : NULL;

		for (uint32_t i = 0; f && i < f->count; i++)
			if (o->pieces[f->first + i].kind != PIECE_HTML)
				return true;
	}
	return false;
}

/* What was withheld from the agenda stays withheld: the sentence would say more than the title. */
static void
say_withheld(struct review *c, const struct datum *at)
{
	const struct datum *text = object_get(&c->r->object, at, "decision");
	struct object whole;
	struct finding *f;

	if (c->p->options->restricted)
		return;		/* members are shown it */
	if (text && program_open(c->p, c->r->minutes, OBJECT_HEAD | OBJECT_BODY, &c->scratch, &whole)
		&& has_ways_out(&whole, whole.meta + (text - c->r->object.meta))) {
		f = diag_add(c->p->diag, DIAG_EXEMPT_LEAK, page_place_of(c->minutes, text), "this item is exempt, and its decision"
			" holds a link, a person's name or an acronym, which other pages would show");
		diag_help(c->p->diag, f, "say it in plain words here: only the title and the paragraph are published");
		return;
	}
	f = diag_add(c->p->diag, DIAG_DECISION_WITHHELD, page_place_of(c->minutes, object_get(&c->r->object, at, "item")),
		"this item is exempt: of its decision only the title and the paragraph are published");
	diag_help(c->p->diag, f, "what may be public of it belongs into the text of the minutes");
}

/* Letters and digits alone, in lower case: how a sentence is set makes no difference. */
static void
add_words(const struct object *o, const struct datum *d, struct buf *out)
{
	for (const struct datum *i = object_items(o, d); i; i = object_next(o, d, i))
		add_words(o, i, out);
	for (size_t i = 0; d && d->kind == DATUM_TEXT && i < d->text.len; i++) {
		char ch = d->text.at[i];

		if (ch >= 'A' && ch <= 'Z')
			buf_char(out, (char)(ch - 'A' + 'a'));
		else if ((ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9') || (ch & 0x80))
			buf_char(out, ch);
	}
}

/* The minutes are the record; what the report says beside them has to be the same. */
static void
check_outcome(struct review *c, const struct resolution *d)
{
	const struct page *report = &c->p->pages[d->item->report];
	struct buf one = BUF_EMPTY, other = BUF_EMPTY;
	struct object o;

	if (!report->outcome || !program_open(c->p, d->item->report, OBJECT_HEAD, &c->scratch, &o))
		return;
	const struct datum *outcome = object_get(&o, NULL, "outcome");

	add_words(&o, outcome, &one);
	add_words(&c->r->object, object_get(&c->r->object, d->at, "decision"), &other);
	if (outcome && !str_equal(buf_view(&one), buf_view(&other))) {
		struct finding *f = diag_add(c->p->diag, DIAG_DECISION_MISMATCH,
			page_place_of(report, outcome),
			"this report has another `outcome` than the minutes record; the minutes are published");

		diag_related(c->p->diag, f, page_place_of(c->minutes, object_get(&c->r->object, d->at, "decision")),
			"what the minutes record");
		diag_help(c->p->diag, f, "take `outcome` out: with minutes it is not needed");
	}
	buf_release(&one);
	buf_release(&other);
}

static void
check_decision(struct review *c, const struct resolution *d)
{
	const struct object *o = &c->r->object;
	const struct datum *mover = object_get(o, d->at, "mover"), *seconder = object_get(o, d->at, "seconder");
	struct named one = people_named(c->p, c->r->minutes, mover), other = people_named(c->p, c->r->minutes, seconder);

	check_acts(c, mover, "moves this");
	check_acts(c, seconder, "seconds this");
	if (mover && seconder && named_same(&one, &other))
		diag_help(c->p->diag, diag_add(c->p->diag, DIAG_ATTENDANCE_MISMATCH, page_place_of(c->minutes, seconder),
			STR_FMT " both moves and seconds this", STR_ARG(one.name)), "correct one of the two names");
	check_vote(c, d->at);
	vote_check_result(c->p, c->r, d->at);
	if (!d->item)
		say_no_item(c, d->at);
	else if (d->item->exempt)
		say_withheld(c, d->at);
	else if (d->item->report != NONE)
		check_outcome(c, d);
}

/* Decisions on items that ask for none: the number of one may have been meant for another. */
static void
relate_others(struct review *c, struct finding *f)
{
	for (size_t i = 0; i < c->r->nresolution; i++) {
		const struct resolution *d = &c->r->resolutions[i];

		if (d->item && !d->item->decides && !d->item->exempt)
			diag_related(c->p->diag, f, page_place_of(c->minutes, object_get(&c->r->object, d->at, "item")),
				"a decision on item " STR_FMT ", which is not for decision: was this one meant?",
				STR_ARG(d->item->number));
	}
}

static void
check_answered(struct review *c)
{
	for (size_t i = 0; c->r->decides && i < c->r->nitem; i++) {
		const struct record_item *item = &c->r->items[i];

		if (!item->decides || item->answered)
			continue;
		struct finding *f = diag_add(c->p->diag, DIAG_DECISION_MISSING, place_of_key(c, "decisions"),
			"item " STR_FMT "%s" STR_FMT "%s is for decision, and the minutes record none", STR_ARG(item->number),
			item->title.len ? ", “" : "", STR_ARG(item->title), item->title.len ? "”," : "");

		diag_related(c->p->diag, f, item->at, "the item");
		relate_others(c, f);
		diag_help(c->p->diag, f, "add `- {item: " STR_FMT ", decision: ...}`; where it was put off, say that",
			STR_ARG(item->number));
	}
}

/* ---- the calendar ---- */

static void
check_early(struct review *c)
{
	const struct program *p = c->p;
	/* a today that follows from the sources says nothing: minutes need no date of publication */
	bool ahead = p->options->today.year && date_compare(c->meeting->date, p->options->today) > 0;
	bool before = c->minutes->published.year && date_compare(c->minutes->published, c->meeting->date) < 0;

	if (!c->meeting->date.year || (!ahead && !before))
		return;
	struct finding *f = diag_add(p->diag, DIAG_MINUTES_EARLY,
		before ? place_of_key(c, "published") : page_place_of(c->minutes, NULL),
		before ? "these minutes were published before their meeting" : "these are minutes of a meeting that is still to come");

	diag_help(p->diag, f, "look at the date of the meeting in " STR_FMT, STR_ARG(c->meeting->path));
}

/* Whether a text has dates written out, and none of them is the day. */
static bool
names_other_day(struct str text, struct date day)
{
	bool other = false;
	struct date found;

	for (size_t i = 0; i < text.len; i++) {
		size_t end = i == 0 || text.at[i - 1] == ' ' ? date_written_at(text, i, &found) : i;

		if (end == i || !found.year)
			continue;
		if (date_compare(found, day) == 0)
			return false;
		other = true;
		i = end - 1;
	}
	return other;
}

/* Last month's minutes, or another committee's, that were named here. */
static void
check_whose(struct review *c)
{
	struct date day = c->meeting->date;
	struct finding *f;

	if (c->minutes->committee != NONE && c->minutes->committee != c->meeting->committee) {
		f = diag_add(c->p->diag, DIAG_MEETING_MISMATCH, page_place_of(c->minutes, NULL),
			"these minutes are in the folder of another committee than their meeting");
		diag_help(c->p->diag, f, STR_FMT " names them: move them there, or correct its `minutes`",
			STR_ARG(c->meeting->path));
	}
	if (!day.year || !names_other_day(c->minutes->title, day))
		return;
	f = diag_add(c->p->diag, DIAG_MEETING_MISMATCH, place_of_key(c, "title"),
		"the title of these minutes has another date than their meeting, which is on " STR_FMT,
		STR_ARG(date_text(c->p->arena, day, "en")));
	diag_help(c->p->diag, f, "correct the title, or see whether " STR_FMT " names the right minutes",
		STR_ARG(c->meeting->path));
}

static bool
takes_minutes(const struct program *p, uint32_t later, uint32_t meeting)
{
	const struct page *pg = &p->pages[later];

	for (uint32_t i = 0; i < pg->nlink; i++) {
		const struct link *l = &p->links[pg->first_link + i];

		if ((l->kind == REFERENCE_MINUTES && l->target == meeting)
		    || (l->kind == REFERENCE_REPORT && l->target == p->pages[meeting].record))
			return true;
	}
	return false;
}

/* A later meeting of the same committee on a day: of several the one that takes the minutes; or NONE. */
static uint32_t
meeting_on(const struct program *p, uint32_t meeting, struct date day)
{
	uint32_t found = NONE, later = p->pages[meeting].next;

	for (; later != NONE && date_compare(p->pages[later].date, day) <= 0; later = p->pages[later].next)
		if (date_compare(p->pages[later].date, day) == 0 && (found == NONE || takes_minutes(p, later, meeting)))
			found = later;
	return found;
}

static void
check_approval(struct review *c)
{
	const struct datum *d = object_get(&c->r->object, NULL, "approved_at");
	struct str iso = object_text(&c->r->object, "approved_at");
	struct date day;

	if (!d || !date_read(d->text, &day))
		return;
	uint32_t later = meeting_on(c->p, c->r->meeting, day);

	if (date_compare(day, c->meeting->date) <= 0) {
		diag_help(c->p->diag, diag_add(c->p->diag, DIAG_APPROVAL_MISMATCH, page_place_of(c->minutes, d),
			"minutes are approved at a later meeting, not on " STR_FMT, STR_ARG(iso)),
			"write the date of the meeting that approved them");
	} else if (later == NONE) {
		diag_help(c->p->diag, diag_add(c->p->diag, DIAG_APPROVAL_MISMATCH, page_place_of(c->minutes, d),
			"the committee has no meeting on " STR_FMT, STR_ARG(iso)),
			"write the date of the meeting that approved them, or add that meeting");
	} else if (!takes_minutes(c->p, later, c->r->meeting)) {
		diag_help(c->p->diag, diag_add(c->p->diag, DIAG_APPROVAL_MISMATCH, page_place_of(c->minutes, d),
			"the agenda of " STR_FMT " has no item for these minutes", STR_ARG(iso)),
			"add `- minutes: " STR_FMT "` to the agenda in " STR_FMT,
			STR_ARG(date_iso(c->p->arena, c->meeting->date)), STR_ARG(c->p->pages[later].path));
	} else {
		c->p->pages[c->r->minutes].approved = later;
	}
}

void
record_check(struct program *p, const struct record *r)
{
	struct review c = { .p = p, .r = r, .meeting = &p->pages[r->meeting], .minutes = &p->pages[r->minutes] };

	arena_init(&c.scratch);
	check_early(&c);
	check_whose(&c);
	check_approval(&c);
	check_repeated(&c);
	check_known(&c);
	if (r->attendance)
		check_members(&c);
	check_acts(&c, object_get(&r->object, NULL, "chair"), "is in the chair");
	for (size_t i = 0; i < r->nresolution; i++)
		check_decision(&c, &r->resolutions[i]);
	check_answered(&c);
	record_check_sections(p, r);
	arena_release(&c.scratch);
}
