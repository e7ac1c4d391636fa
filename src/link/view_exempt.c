/*
 * What is exempt as it is marked: why, on each page of a members' copy; and that copy's first page.
 */
#include "link/agenda.h"
#include "link/exempt.h"
#include "link/view.h"
#include "object/schedule.h"

/* The next exempt row or column of a table, as its sidecar names it; NULL when there is no more. */
static const struct datum *
next_line(const struct object *o, const struct datum *map, const struct datum *last)
{
	const struct datum *d = !map ? NULL : last ? object_next(o, map, last) : object_first(o, map);

	while (d && !object_get(o, d, "exempt"))
		d = object_next(o, map, d);
	return d;
}

static const char *const line_maps[] = { "rows", "columns" };

static unsigned
paragraphs_of_lines(const struct object *o)
{
	unsigned found = 0;

	for (size_t i = 0; i < 2 && o->kind == OBJECT_TABLE; i++) {
		const struct datum *map = object_get(o, NULL, line_maps[i]);

		for (const struct datum *d = next_line(o, map, NULL); d; d = next_line(o, map, d))
			found |= 1u << schedule_paragraph(object_get(o, d, "exempt")->text);
	}
	return found;
}

/* Under the table: which of its rows and columns are exempt, and why. */
void
view_exempt_lines(struct view *v, const struct object *o, struct thing *t)
{
	struct str interest = exempt_interest(v->p, o);
	bool any = false;

	for (size_t i = 0; i < 2; i++) {
		const struct datum *map = object_get(o, NULL, line_maps[i]);

		for (const struct datum *d = next_line(o, map, NULL); d; d = next_line(o, map, d)) {
			struct str paragraph = object_get(o, d, "exempt")->text;
			struct str note = str_print(v->arena, STR_FMT ": " STR_FMT ". " STR_FMT " " STR_FMT " (" STR_FMT ").",
				STR_ARG(program_word(v->p, "exempt")), STR_ARG(d->key),
				STR_ARG(program_word(v->p, "exempt_schedule")), STR_ARG(paragraph),
				STR_ARG(exempt_reason(v->p, paragraph)));

			thing_add(t, MODEL_table_notes, view_value(v, view_escape(v, note)));
			any = true;
		}
	}
	if (any && interest.len)
		thing_add(t, MODEL_table_notes, view_value(v, view_escape(v, str_print(v->arena, STR_FMT ": " STR_FMT,
			STR_ARG(program_word(v->p, "public_interest")), STR_ARG(interest)))));
}

/* The paragraphs that exempt a source or parts of it, a bit for each. */
static unsigned
paragraphs_of(struct view *v, uint32_t page)
{
	const struct object *o = view_open(v, page, OBJECT_HEAD, STR_NONE)->object;
	const struct datum *parts = object_get(o, NULL, "exempt parts");
	unsigned found = v->p->pages[page].restricted ? 1u << schedule_paragraph(object_text(o, "exempt")) : 0;

	for (const struct datum *d = object_items(o, parts); d; d = object_next(o, parts, d))
		found |= 1u << schedule_paragraph(d->text);
	return found | paragraphs_of_lines(o);
}

/* And those of the tables and files that it shows. */
static unsigned
paragraphs_in(struct view *v, uint32_t page)
{
	const struct page *pg = &v->p->pages[page];
	unsigned found = paragraphs_of(v, page);

	for (uint32_t i = 0; i < pg->nlink; i++) {
		const struct link *l = &v->p->links[pg->first_link + i];

		if ((l->kind == REFERENCE_EMBED || l->kind == REFERENCE_APPENDIX) && l->target != NONE)
			found |= paragraphs_of(v, l->target);
	}
	return found;
}

void
view_exemptions(struct view *v, struct thing *to)
{
	uint32_t page = v->output->page;
	struct str all = STR_NONE;
	unsigned found = 0;

	if (!v->p->options->restricted || page == NONE)
		return;
	found = paragraphs_in(v, page);
	for (uint32_t i = 0; v->p->pages[page].agenda && i < v->p->pages[page].agenda->nitem; i++)
		found |= 1u << v->p->pages[page].agenda->items[i].paragraph;
	for (uint32_t i = 0; v->output->form == FORM_PACK && i < v->p->pages[page].npaper; i++)
		found |= paragraphs_in(v, v->p->papers[v->p->pages[page].first_paper + i]);
	for (unsigned n = 1; n < 32; n++) {
		if (!(found & 1u << n))
			continue;
		struct thing *t = thing_new(v->arena, TYPE_exemption);
		struct str paragraph = str_print(v->arena, "%u", n);

		all = all.len ? str_print(v->arena, STR_FMT ", %u", STR_ARG(all), n) : paragraph;
		thing_text(t, MODEL_exemption_paragraph, paragraph);
		thing_text(t, MODEL_exemption_reason, exempt_reason(v->p, paragraph));
		thing_add(to, MODEL_page_exemptions, t);
	}
	thing_text(to, MODEL_page_exempt_paragraphs, all);
}

/* A meeting with its pack, and its exempt papers. */
static struct thing *
meeting_line(struct view *v, uint32_t meeting)
{
	const struct page *pg = &v->p->pages[meeting];
	struct thing *t = view_meeting_line(v, meeting);

	for (uint32_t i = 0; i < pg->npaper; i++) {
		uint32_t paper = v->p->papers[pg->first_paper + i];

		if (v->p->pages[paper].restricted)
			thing_add(t, MODEL_meeting_part_2, view_report_line(v, paper));
	}
	return t;
}

void
view_packs(struct view *v)
{
	const struct program *p = v->p;
	struct thing *t = thing_new(v->arena, TYPE_listing);

	for (uint32_t i = p->nkind[OBJECT_MEETING]; i-- > 0;)
		if (p->pages[p->meetings[i]].output.len) {
			thing_add(t, MODEL_listing_meetings, meeting_line(v, p->meetings[i]));
			thing_flag(t, MODEL_listing_any, true);
		}
	for (uint32_t i = 0; i < p->nkind[OBJECT_REPORT]; i++) {
		uint32_t report = p->by_kind[OBJECT_REPORT][i];

		if (p->pages[report].output.len && p->pages[report].meeting == NONE) {
			thing_add(t, MODEL_listing_reports, view_report_line(v, report));
			thing_flag(t, MODEL_listing_any, true);
		}
	}
	thing_set(v->root, MODEL_root_packs, t);
}
