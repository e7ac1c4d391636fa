/*
 * Agendas and supplements as templates see them: each item with what is said of it.
 *
 * Of an item that is taken in private by itself only what it is called, its paragraph and the
 * public interest are in the objects of a public site (compile/datum.c); members' copies have the rest.
 */
#include "link/view_agenda.h"

#include "link/exempt.h"
#include "link/sheet.h"

static const struct datum *
datum_of(const struct agenda_view *a, const struct agenda_item *item)
{
	const struct datum *d = item->datum == OBJECT_NONE ? NULL : &a->c->object->meta[item->datum];

	return d && d->kind == DATUM_MAP ? d : NULL;
}

static struct str
number_text(const struct agenda_view *a, unsigned n)
{
	return n ? str_print(a->v->arena, "%u", n) : STR_NONE;
}

/* The id of a paper in the file that is written, or empty. */
static struct str
anchor_of(const struct agenda_view *a, uint32_t page)
{
	for (const struct page_paper *paper = a->papers; paper; paper = paper->next)
		if (paper->page == page && !paper->of)
			return paper->id;
	return STR_NONE;
}

static void
set_url(const struct agenda_view *a, struct thing *t, enum model_member member, uint32_t page)
{
	if (!a->printed)
		thing_text(t, member, page_url_text(&a->v->context, page, STR_NONE));
}

static void
set_report(const struct agenda_view *a, const struct agenda_item *item, struct thing *t)
{
	thing_text(t, MODEL_item_anchor, anchor_of(a, item->report));
	set_url(a, t, MODEL_item_url, item->report);
	thing_set(t, MODEL_item_report, view_report_line(a->v, item->report));
}

/* A meeting is called by its day there: "Minutes of 9 June 2026". */
static void
set_minutes(const struct agenda_view *a, const struct agenda_item *item, struct thing *t)
{
	uint32_t target = item->link == NONE ? NONE : a->v->p->links[item->link].target;
	const struct page *earlier = target == NONE ? NULL : &a->v->p->pages[target];

	thing_flag(t, MODEL_item_minutes, true);
	if (!earlier)
		return;
	set_url(a, t, MODEL_item_url, target);
	thing_text(t, MODEL_item_anchor, anchor_of(a, view_pack_minutes(a->v, item)));
	if (earlier->date.year)
		thing_text(t, MODEL_item_title, view_date(a->v, earlier->date));
}

/* With their links; `true` stands for the usual words, which have none. */
static void
set_words(const struct agenda_view *a, const struct agenda_item *item, struct thing *t)
{
	const struct object *o = a->c->object;
	const struct datum *d = object_entry(o, &o->meta[item->datum], agenda_key(item->kind));

	if (d && d->fragment != OBJECT_NONE && !str_is(item->title, "true"))
		thing_html(t, MODEL_item_text, view_body(a->v, a->c, d->fragment));
}

/* "8, 9 and 10" */
static struct str
numbers_text(const struct agenda_view *a, uint8_t paragraph, unsigned *count)
{
	struct buf text = BUF_EMPTY;
	struct str last = STR_NONE;

	*count = 0;
	for (uint32_t i = 0; i < a->agenda->nitem; i++) {
		const struct agenda_item *item = &a->agenda->items[i];

		if (!item->in_private || item->paragraph != paragraph)
			continue;
		if (last.len)
			buf_print(&text, "%s" STR_FMT, *count > 1 ? ", " : "", STR_ARG(last));
		last = item->number;
		++*count;
	}
	if (*count > 1)
		buf_print(&text, " " STR_FMT " ", STR_ARG(program_word(a->v->p, "and")));
	buf_str(&text, last);
	return buf_keep(&text, a->v->arena);
}

/* The paragraphs that the items of part 2 need named, each once, in order. */
static void
add_grounds(const struct agenda_view *a, struct thing *t)
{
	for (uint8_t paragraph = 1; paragraph < 20; paragraph++) {
		unsigned count;
		struct str numbers = numbers_text(a, paragraph, &count);
		struct thing *ground = count ? thing_new(a->v->arena, TYPE_ground) : NULL;
		struct str text = number_text(a, paragraph);

		if (!ground)
			continue;
		thing_text(ground, MODEL_ground_items, numbers);
		thing_flag(ground, MODEL_ground_several, count > 1);
		thing_text(ground, MODEL_ground_paragraph, text);
		thing_text(ground, MODEL_ground_reason, exempt_reason(a->v->p, text));
		thing_add(t, MODEL_item_grounds, ground);
	}
}

static void
add_by(const struct agenda_view *a, const struct datum *map, struct thing *t)
{
	const struct object *o = a->c->object;
	const struct datum *by = object_get(o, map, "by");

	for (const struct datum *d = object_values(o, by); d; d = object_next(o, by, d))
		thing_add(t, MODEL_item_by, sheet_person(a->v, a->c, d));
}

static void
set_exempt(const struct agenda_view *a, const struct datum *map, struct thing *t)
{
	const struct object *o = a->c->object;
	struct str paragraph = object_text_in(o, map, "exempt"), interest = object_text_in(o, map, "public_interest");

	thing_flag(t, MODEL_item_exempt, true);
	thing_text(t, MODEL_item_exempt_paragraph, paragraph);
	thing_text(t, MODEL_item_exempt_reason, exempt_reason(a->v->p, paragraph));
	thing_text(t, MODEL_item_public_interest, interest.len || a->v->p->site == NONE ? interest
		: object_text(&a->v->p->site_object, "public_interest"));
}

/* What is said beside what an item is. */
static void
set_details(const struct agenda_view *a, const struct datum *map, struct thing *t)
{
	const struct datum *note = object_get(a->c->object, map, "note");
	struct str purpose = object_text_in(a->c->object, map, "purpose");

	if (purpose.len)
		thing_text(t, MODEL_item_purpose, program_word(a->v->p, str_is(purpose, "decision") ? "for_decision"
			: str_is(purpose, "information") ? "for_information" : "for_discussion"));
	thing_text(t, MODEL_item_urgency, object_text_in(a->c->object, map, "urgency"));
	/* a report says so itself; of what is said beside an exempt item the public's object has nothing */
	if (object_get(a->c->object, map, "exempt") && !object_get(a->c->object, map, "report"))
		set_exempt(a, map, t);
	add_by(a, map, t);
	if (note && note->fragment != OBJECT_NONE)
		thing_html(t, MODEL_item_note, view_body(a->v, a->c, note->fragment));
}

/* Papers for the item that came with supplements, but for the one that it has itself. */
static void
add_later(const struct agenda_view *a, uint32_t index, struct thing *t)
{
	for (uint32_t s = 0; s < a->agenda->nsupplement; s++)
		for (uint32_t i = 0; i < a->agenda->supplements[s].npaper; i++) {
			const struct agenda_paper *paper = &a->agenda->supplements[s].papers[i];

			if (paper->item != index || paper->report == NONE
			    || paper->report == a->agenda->items[index].report)
				continue;
			struct thing *later = thing_new(a->v->arena, TYPE_later);

			thing_text(later, MODEL_later_title, a->v->p->pages[paper->report].title);
			set_url(a, later, MODEL_later_url, paper->report);
			thing_text(later, MODEL_later_anchor, anchor_of(a, paper->report));
			thing_text(later, MODEL_later_supplement, number_text(a, s + 1));
			thing_flag(later, MODEL_later_replaces, paper->replaces != NONE);
			thing_add(t, MODEL_item_later, later);
		}
}

static struct thing *
item_of(const struct agenda_view *a, uint32_t index)
{
	const struct agenda_item *item = &a->agenda->items[index];
	const struct datum *map = datum_of(a, item);
	struct thing *t = thing_new(a->v->arena, TYPE_item);

	thing_text(t, MODEL_item_number, item->number);
	thing_text(t, MODEL_item_title, agenda_title(a->v->p, item));
	thing_flag(t, MODEL_item_verbal, item->kind == AGENDA_VERBAL);
	thing_flag(t, MODEL_item_to_follow, item->kind == AGENDA_TO_FOLLOW && item->report == NONE);
	thing_flag(t, MODEL_item_withdrawn, item->kind == AGENDA_WITHDRAWN);
	thing_flag(t, MODEL_item_exclusion, item->kind == AGENDA_EXCLUSION);
	thing_flag(t, MODEL_item_declarations, item->kind == AGENDA_DECLARATIONS);
	thing_text(t, MODEL_item_supplement, number_text(a, agenda_came_with(a->v->p, item)));
	if (item->kind != AGENDA_WITHDRAWN && item->report != NONE)
		set_report(a, item, t);
	if (item->kind == AGENDA_MINUTES)
		set_minutes(a, item, t);
	if (item->kind == AGENDA_TEXT || item->kind == AGENDA_EXCLUSION || item->kind == AGENDA_DECLARATIONS)
		set_words(a, item, t);
	if (item->kind == AGENDA_EXCLUSION)
		add_grounds(a, t);
	if (map)
		set_details(a, map, t);
	if (map && (item->kind != AGENDA_TO_FOLLOW || item->report == NONE))	/* of what has come, nobody asks why it was to follow */
		thing_text(t, MODEL_item_reason, object_text_in(a->c->object, map, "reason"));
	add_later(a, index, t);
	return t;
}

/* The items from an index on, up to `end`, that are in one part; gives where it stopped.  Items below another stay in it. */
static uint32_t
add_items(const struct agenda_view *a, uint32_t i, uint32_t end, struct thing *to, enum model_member member)
{
	bool in_private = i < end && a->agenda->items[i].in_private;
	struct thing *above = NULL;

	for (; i < end; i++) {
		const struct agenda_item *item = &a->agenda->items[i];
		struct thing *t;

		if (!item->below && item->in_private != in_private)
			break;
		t = item_of(a, i);
		if (item->below && above) {
			thing_add(above, MODEL_item_items, t);
			continue;
		}
		thing_add(to, member, t);
		above = t;
	}
	return i;
}

/* Behind the last of the items that came with the same supplement as that one. */
static uint32_t
end_of_supplement(const struct agenda_view *a, uint32_t i)
{
	uint32_t end = i;

	while (end < a->agenda->nitem && a->agenda->items[end].supplement == a->agenda->items[i].supplement)
		end++;
	return end;
}

static bool
has_exclusion(const struct agenda *agenda)
{
	for (uint32_t i = 0; i < agenda->nitem; i++)
		if (agenda->items[i].kind == AGENDA_EXCLUSION)
			return true;
	return false;
}

/* "Added by supplement 1", and where there are two parts, which: what is added has no resolution of its own before it. */
static struct str
title_of_added(const struct agenda_view *a, const struct agenda_item *first)
{
	const struct program *p = a->v->p;
	struct str added = str_print(a->v->arena, STR_FMT " %u", STR_ARG(program_word(p, "added_by")), first->supplement);

	return first->in_private && has_exclusion(a->agenda)
		? str_print(a->v->arena, STR_FMT " · " STR_FMT, STR_ARG(added), STR_ARG(program_word(p, "agenda_part_2")))
		: added;
}

static struct str
id_of_supplement(const struct agenda_view *a, unsigned number)
{
	return str_print(a->v->arena, "supplement-%u", number);
}

/* Behind the agenda as it was published, supplement by supplement: so the numbers go on. */
static void
add_divisions_of_later(const struct agenda_view *a, uint32_t i, struct thing *meeting)
{
	while (i < a->agenda->nitem) {
		const struct agenda_item *first = &a->agenda->items[i];
		struct thing *part = thing_new(a->v->arena, TYPE_division);

		thing_text(part, MODEL_division_title, title_of_added(a, first));
		thing_text(part, MODEL_division_anchor, id_of_supplement(a, first->supplement));
		i = add_items(a, i, end_of_supplement(a, i), part, MODEL_division_items);
		thing_add(meeting, MODEL_meeting_agenda, part);
	}
}

void
view_agenda(const struct agenda_view *a, struct thing *meeting)
{
	uint32_t end = 0;
	bool divided = false;

	while (end < a->agenda->nitem && !a->agenda->items[end].supplement)
		divided |= a->agenda->items[end++].in_private;
	for (uint32_t i = 0; i < end;) {
		struct thing *part = thing_new(a->v->arena, TYPE_division);

		if (divided)
			thing_text(part, MODEL_division_title,
				program_word(a->v->p, a->agenda->items[i].in_private ? "agenda_part_2" : "agenda_part_1"));
		i = add_items(a, i, end, part, MODEL_division_items);
		thing_add(meeting, MODEL_meeting_agenda, part);
	}
	add_divisions_of_later(a, end, meeting);
}

/* Items that a supplement adds; they are listed there, in their order, public or not. */
static void
add_added(const struct agenda_view *a, uint32_t number, struct thing *t)
{
	uint32_t i = 0;

	while (i < a->agenda->nitem && a->agenda->items[i].supplement != number)
		i++;
	for (uint32_t end = end_of_supplement(a, i); i < end;)
		i = add_items(a, i, end, t, MODEL_supplement_items);
}

struct thing *
view_supplement(const struct agenda_view *a, uint32_t number)
{
	const struct agenda_supplement *s = &a->agenda->supplements[number - 1];
	const struct object *o = a->c->object;
	const struct datum *d = &o->meta[s->datum];
	struct view *v = a->v;
	const struct page *meeting = &v->p->pages[a->c->page];
	struct thing *t = thing_new(v->arena, TYPE_supplement);
	struct str title = object_text_in(a->c->object, d, "title"), n = number_text(a, number);

	thing_text(t, MODEL_supplement_number, n);
	thing_text(t, MODEL_supplement_title, title.len ? title
		: str_print(v->arena, STR_FMT " " STR_FMT, STR_ARG(program_word(v->p, "supplement")), STR_ARG(n)));
	thing_text(t, MODEL_supplement_url, page_url_to(&v->context, output_supplement(v->arena, meeting, number)));
	view_pdf(v, t, MODEL_supplement_pdf, MODEL_supplement_pdf_size, output_supplement(v->arena, meeting, number), s->pdf);
	if (s->first_page)
		thing_text(t, MODEL_supplement_style,
			page_url_to(&v->context, output_supplement_style(v->arena, meeting, number)));
	thing_text(t, MODEL_supplement_id, id_of_supplement(a, number));
	thing_text(t, MODEL_supplement_published, view_date(v, s->published));
	thing_text(t, MODEL_supplement_published_iso, view_iso(v, s->published));
	thing_text(t, MODEL_supplement_reason, object_text_in(a->c->object, d, "reason"));
	thing_text(t, MODEL_supplement_first_page, number_text(a, s->first_page));
	view_values(v, a->c, object_get(o, d, "changes"), t, MODEL_supplement_changes);
	add_added(a, number, t);
	return t;
}
