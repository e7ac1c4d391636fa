/*
 * What a pack has inside, and a paper that is printed alone: papers in order, the appendices that can be shown behind
 * each, and the tables that they show.
 *
 * Each part has ids of its own: those of item 4 begin with `i4-`, those of its second appendix with `i4a2-`, those of the
 * meeting's own text with `m-`; so they are unique through the pack, and links between its parts stay inside.
 */
#include "base/path.h"
#include "link/agenda.h"
#include "link/embed.h"
#include "link/exempt.h"
#include "link/leadout.h"
#include "link/short.h"
#include "link/view.h"

struct pack {
	struct view              *v;
	struct page_paper        *first;
	const struct page_paper **end;
};

static struct page_paper *
add(struct pack *k, uint32_t page, struct str prefix, struct str id, struct str item)
{
	struct page_paper *paper = arena_alloc(k->v->arena, sizeof *paper);

	*paper = (struct page_paper){ .page = page, .prefix = prefix, .id = id, .item = item };
	if (k->end)
		*k->end = paper;
	else
		k->first = paper;
	k->end = &paper->next;
	return paper;
}

/* A report: its own address, and those of the tables that it shows. */
static struct page_paper *
add_report(struct pack *k, uint32_t page, struct str id, struct str prefix, struct str item)
{
	struct view *v = k->v;
	struct page_paper *paper = add(k, page, prefix, id, item);

	paper->context = view_open(v, page, OBJECT_HEAD | OBJECT_BODY, prefix);
	const struct object *o = paper->context->object;

	for (uint32_t i = 0; o->nfragment && i < o->fragments[0].count; i++) {
		const struct piece *piece = &o->pieces[o->fragments[0].first + i];
		const struct link *l = &v->p->links[v->p->pages[page].first_link + piece->index];

		if (piece->kind != PIECE_EMBED || l->target == NONE || !v->p->pages[l->target].output.len)
			continue;
		struct page_paper *table = add(k, l->target, prefix,
			str_print(v->arena, STR_FMT "table-" STR_FMT, STR_ARG(prefix), STR_ARG(piece->text)), item);

		table->name = str_print(v->arena, STR_FMT " " STR_FMT, STR_ARG(program_word(v->p, "table")),
			STR_ARG(piece->text));
	}
	return paper;
}

/* ---- appendices ---- */

/* The file that an entry of `appendices` names. */
static const struct link *
appendix_link(const struct page_context *c, const struct datum *d)
{
	return view_link_at(c, object_entry(c->object, d, "file"));
}

static bool
is_picture(struct str path)
{
	static const char *const endings[] = { ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg" };

	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
		if (str_ends(path, endings[i]))
			return true;
	return false;
}

/* What can be printed behind its report; a PDF file, say, is a document of its own. */
static bool
can_be_shown(const struct program *p, uint32_t page)
{
	const struct page *pg = &p->pages[page];

	return pg->output.len && !pg->hidden && !pg->exempt && (pg->kind == OBJECT_REPORT ||
		pg->kind == OBJECT_TABLE || (pg->kind == OBJECT_ASSET && is_picture(pg->path)));
}

static void
add_appendices(struct pack *k, const struct page_paper *of)
{
	struct view *v = k->v;
	const struct object *o = of->context->object;
	const struct datum *list = object_get(o, NULL, "appendices");
	unsigned number = 0;

	for (const struct datum *d = object_items(o, list); d; d = object_next(o, list, d)) {
		const struct link *l = appendix_link(of->context, d);

		number++;
		if (!l || l->target == NONE || !can_be_shown(v->p, l->target) || page_is_inside(k->first, l->target))
			continue;
		struct str id = str_print(v->arena, STR_FMT "a%u", STR_ARG(of->id), number);
		struct str prefix = str_print(v->arena, STR_FMT "-", STR_ARG(id));
		struct page_paper *paper = v->p->pages[l->target].kind == OBJECT_REPORT
			? add_report(k, l->target, id, prefix, of->item) : add(k, l->target, prefix, id, of->item);

		paper->appendix = str_print(v->arena, "%u", number);
		paper->of = of;
	}
}

struct appendix_table {
	struct page_context context;
	const struct link  *link;
};

static void
write_appendix_table(const void *from, struct buf *out)
{
	const struct appendix_table *t = from;

	embed_whole(&t->context, t->link, out);
}

/* What stands behind the report, in this pack; the lists lead there. */
static void
set_inside(struct view *v, const struct page_paper *paper, const struct link *l, struct thing *t)
{
	const struct page *pg = &v->p->pages[paper->page];

	thing_text(t, MODEL_appendix_id, paper->id);
	thing_text(t, MODEL_appendix_item, paper->item);
	if (pg->kind == OBJECT_REPORT) {
		struct thing *report = view_whole_report(v, paper->context);

		thing_text(report, MODEL_report_id, paper->id);
		thing_text(report, MODEL_report_item, paper->item);
		thing_text(report, MODEL_report_appendix, paper->appendix);
		thing_set(t, MODEL_appendix_report, report);
	} else if (pg->kind == OBJECT_TABLE) {
		struct appendix_table *table = arena_alloc(v->arena, sizeof *table);

		*table = (struct appendix_table){ v->context, l };
		table->context.prefix = paper->prefix;
		thing_html(t, MODEL_appendix_table, (struct markup){ write_appendix_table, table });
	} else {
		struct page_context out = v->context;

		out.papers = NULL;
		thing_text(t, MODEL_appendix_picture, page_url_text(&out, paper->page, STR_NONE));
	}
}

/* Its entry's, its own, or its file's name, which is public only of what is public itself. */
static struct str
appendix_title(struct view *v, const struct page_context *c, const struct datum *d, const struct link *l)
{
	const struct datum *title = object_get(c->object, d, "title");
	const struct page *pg = l && l->target != NONE ? &v->p->pages[l->target] : NULL;

	if (title)
		return title->text;
	if (pg && pg->title.len)
		return pg->title;
	return pg && !pg->exempt ? path_name(pg->path) : program_word(v->p, "exempt_appendix");
}

/* What keeps it from the public, as its entry or the file itself says. */
static void
set_exemption(struct view *v, const struct page_context *c, const struct datum *d, const struct link *l,
	struct thing *t)
{
	const struct object *o = c->object;
	const struct datum *paragraph = object_get(o, d, "exempt");
	const struct datum *interest = paragraph ? object_get(o, d, "public_interest") : NULL;

	if (!paragraph && l && l->target != NONE && v->p->pages[l->target].exempt) {
		o = view_open(v, l->target, OBJECT_HEAD, STR_NONE)->object;
		paragraph = object_get(o, NULL, "exempt");
	}
	if (!paragraph)
		return;
	thing_text(t, MODEL_appendix_exempt_paragraph, paragraph->text);
	thing_text(t, MODEL_appendix_exempt_reason, exempt_reason(v->p, paragraph->text));
	thing_text(t, MODEL_appendix_public_interest, interest ? interest->text : exempt_interest(v->p, o));
}

void
view_appendices(struct view *v, const struct page_context *c, struct thing *report)
{
	const struct object *o = c->object;
	const struct datum *list = object_get(o, NULL, "appendices");
	unsigned number = 0;

	for (const struct datum *d = object_items(o, list); d; d = object_next(o, list, d)) {
		const struct link *l = appendix_link(c, d);
		bool told = object_get(o, d, "exempt") != NULL;

		number++;
		if (!told && (!l || l->target == NONE))
			continue;
		struct thing *t = thing_new(v->arena, TYPE_appendix);

		thing_text(t, MODEL_appendix_number, str_print(v->arena, "%u", number));
		thing_text(t, MODEL_appendix_title, appendix_title(v, c, d, l));
		thing_text(t, MODEL_appendix_short, short_title(v->arena, appendix_title(v, c, d, l)));
		set_exemption(v, c, d, l, t);
		thing_add(report, MODEL_report_appendices, t);
		if (!l || l->target == NONE)
			continue;	/* of an exempt one the public's object has no file */
		const struct page_paper *paper = c->papers;

		while (paper && !(paper->page == l->target && paper->of && paper->of->context == c &&
			str_equal(paper->appendix, thing_get_text(t, MODEL_appendix_number))))
			paper = paper->next;
		thing_text(t, MODEL_appendix_url, page_url_text(&v->context, l->target, STR_NONE));
		thing_flag(t, MODEL_appendix_inside, page_is_inside(c->papers, l->target));
		thing_flag(t, MODEL_appendix_separate, c->papers && !page_is_inside(c->papers, l->target));
		if (paper)
			set_inside(v, paper, l, t);
	}
}

/* ---- links that lead out ---- */

void
view_leadouts(struct view *v, const struct page_context *c, struct thing *report)
{
	for (const struct leadout *leadout = c->leadouts; leadout; leadout = leadout->next) {
		const struct page *pg = &v->p->pages[leadout->page];
		struct thing *t = thing_new(v->arena, TYPE_leadout);
		bool dated = pg->kind == OBJECT_REPORT && pg->date.year;

		thing_text(t, MODEL_leadout_letter, leadout->letter);
		thing_text(t, MODEL_leadout_title, pg->kind == OBJECT_INVENTORY ? STR_NONE
			: pg->title.len ? pg->title : path_name(pg->path));
		thing_set(t, MODEL_leadout_committee, dated ? view_link(v, pg->committee) : NULL);
		thing_text(t, MODEL_leadout_date, dated ? view_date(v, pg->date) : STR_NONE);
		thing_text(t, MODEL_leadout_address, leadout_address(c, leadout->page, leadout->id));
		thing_add(report, MODEL_report_leadouts, t);
	}
}

/* ---- packs and papers ---- */

/* All of it knows all of it. */
static const struct page_paper *
close(struct pack *k)
{
	for (const struct page_paper *paper = k->first; paper; paper = paper->next)
		if (paper->context) {
			paper->context->papers = k->first;
			paper->context->leadouts = leadout_list(paper->context);
		}
	k->v->context.papers = k->first;
	return k->first;
}

/* "i4" for the paper of item 4, "s1-2" for the second one of supplement 1. */
static struct str
id_of(struct view *v, uint32_t report, uint32_t index)
{
	const struct page *pg = &v->p->pages[report];
	const struct agenda_supplement *s = pg->supplement
		? &v->p->pages[pg->meeting].agenda->supplements[pg->supplement - 1] : NULL;

	if (!s)
		return str_print(v->arena, "i" STR_FMT, STR_ARG(pg->item));
	return str_print(v->arena, "s%u-%u", pg->supplement, index - s->first + 1);
}

static struct page_paper *
add_paper(struct pack *k, uint32_t page, struct str id, struct str item)
{
	return add_report(k, page, id, str_print(k->v->arena, STR_FMT "-", STR_ARG(id)), item);
}

static void
add_papers(struct pack *k, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++) {
		uint32_t report = k->v->p->papers[i];

		add_paper(k, report, id_of(k->v, report, i), k->v->p->pages[report].item)->supplement
			= k->v->p->pages[report].supplement;
	}
}

uint32_t
view_pack_minutes(const struct view *v, const struct agenda_item *item)
{
	uint32_t earlier = item->kind == AGENDA_MINUTES && item->link != NONE ? v->p->links[item->link].target : NONE;
	uint32_t minutes = earlier == NONE ? NONE : v->p->pages[earlier].kind == OBJECT_MEETING
		? v->p->pages[earlier].record : earlier;

	return minutes != NONE && v->p->pages[minutes].output.len ? minutes : NONE;
}

/* What a meeting approves are papers of it too. */
static void
add_minutes(struct pack *k, const struct agenda_item *item)
{
	uint32_t minutes = view_pack_minutes(k->v, item);

	if (minutes != NONE && !page_is_inside(k->first, minutes))
		add_paper(k, minutes, str_print(k->v->arena, "i" STR_FMT, STR_ARG(item->number)), item->number)->supplement
			= item->supplement;
}

/* Its papers, and behind them the minutes that it brings. */
static void
add_supplement(struct pack *k, const struct agenda *agenda, uint32_t number)
{
	const struct agenda_supplement *s = &agenda->supplements[number - 1];

	add_papers(k, s->first, s->first + s->count);
	for (uint32_t i = 0; i < agenda->nitem; i++)
		if (agenda->items[i].supplement == number)
			add_minutes(k, &agenda->items[i]);
}

/* In the order of the agenda, and behind all of it what came later. */
static void
add_agenda(struct pack *k, const struct page *meeting)
{
	uint32_t next = meeting->first_paper, end = next + meeting->npaper;

	for (uint32_t i = 0; i < meeting->agenda->nitem && !meeting->agenda->items[i].supplement; i++) {
		const struct agenda_item *item = &meeting->agenda->items[i];

		add_minutes(k, item);
		if (item->kind == AGENDA_REPORT && next < end && k->v->p->papers[next] == item->report) {
			add_papers(k, next, next + 1);
			next++;
		}
	}
	for (uint32_t s = 1; s <= meeting->agenda->nsupplement; s++)
		add_supplement(k, meeting->agenda, s);
}

const struct page_paper *
view_pack_open(struct view *v, uint32_t meeting)
{
	const struct page *pg = &v->p->pages[meeting];
	struct pack k = { .v = v };

	v->context.printed = true;
	if (v->output->form == FORM_SUPPLEMENT)
		add_supplement(&k, pg->agenda, v->output->part);
	else
		add_agenda(&k, pg);
	for (const struct page_paper *paper = k.first; paper; paper = paper->next)
		if (paper->context && !paper->of)	/* those of an appendix are only named */
			add_appendices(&k, paper);
	return close(&k);
}

const struct page_paper *
view_paper_open(struct view *v, uint32_t report)
{
	struct pack k = { .v = v };

	v->context.printed = true;
	add_report(&k, report, STR("_main"), STR_NONE, STR_NONE);
	return close(&k);
}

struct thing *
view_pack_paper(struct view *v, const struct page_paper *paper)
{
	struct thing *t = view_whole_report(v, paper->context);

	thing_text(t, MODEL_report_id, paper->id);
	thing_text(t, MODEL_report_item, paper->item);
	return t;
}

/* ---- the front, and the list of tables ---- */

/* Of the meeting, else of its committee, else of the site. */
void
view_pack_front(struct view *v, const struct page_context *meeting, struct thing *t)
{
	uint32_t committee = v->p->pages[meeting->page].committee;
	const struct page_context *from[] = { meeting, NULL, NULL };
	const struct datum *contact = NULL, *attending = NULL;

	if (committee != NONE)
		from[1] = view_open(v, committee, OBJECT_HEAD | OBJECT_BODY, STR_NONE);
	if (v->p->site != NONE)
		from[2] = view_open(v, v->p->site, OBJECT_HEAD | OBJECT_BODY, STR_NONE);
	for (size_t i = 0; i < sizeof from / sizeof from[0]; i++) {
		const struct object *o = from[i] ? from[i]->object : NULL;

		if (o && !contact && (contact = object_get(o, NULL, "contact")) != NULL)
			view_contacts(v, o, contact, t, MODEL_meeting_contact);
		if (o && !attending && (attending = object_get(o, NULL, "attending")) != NULL)
			view_values(v, from[i], attending, t, MODEL_meeting_attending);
	}
}

/* The title of a table: its caption, else what its file is called; empty for one in the text without a caption. */
static struct str
table_title(const struct view *v, const struct page_paper *papers, const struct page_paper *paper,
	const struct definition *d)
{
	struct str id = str_print(v->arena, STR_FMT STR_FMT, STR_ARG(paper->prefix), STR_ARG(d->id));

	if (!str_starts(d->title, "Table in the text, ") && d->title.len)
		return d->title;
	for (const struct page_paper *table = papers; table; table = table->next)
		if (table->name.len && str_equal(table->id, id))
			return v->p->pages[table->page].title;
	return STR_NONE;
}

/* A caption that is written in the text has its number in it, `Table 1: Rents`, which is not said twice. */
static struct str
number_beside(const struct definition *d)
{
	struct str word = STR("table ");
	bool in_title = str_equal_nocase(str_head(d->title, word.len), word)
		&& str_equal(str_slice(d->title, word.len, word.len + d->number.len), d->number);

	return in_title ? STR_NONE : d->number;
}

static void
add_table(struct view *v, const struct page_paper *paper, struct str number, struct str title, struct str id,
	struct thing *meeting)
{
	struct thing *t = thing_new(v->arena, TYPE_entry);
	struct buf url = BUF_EMPTY;

	path_add_fragment(&url, id);
	thing_text(t, MODEL_entry_number, number);
	thing_text(t, MODEL_entry_title, title);
	thing_text(t, MODEL_entry_item, paper->item);
	thing_text(t, MODEL_entry_annex, paper->appendix);
	thing_text(t, MODEL_entry_url, buf_keep(&url, v->arena));
	thing_add(meeting, MODEL_meeting_tables, t);
}

static void
add_tables_of(struct view *v, const struct page_paper *papers, const struct page_paper *paper, struct thing *meeting)
{
	const struct object *o = paper->context ? paper->context->object : NULL;

	if (!o && paper->of && v->p->pages[paper->page].kind == OBJECT_TABLE)
		add_table(v, paper, STR_NONE, v->p->pages[paper->page].title, paper->id, meeting);
	for (uint32_t i = 0; o && i < o->ndefinition; i++) {
		const struct definition *d = &o->definitions[i];
		struct str title = d->kind == DEFINITION_TABLE ? table_title(v, papers, paper, d) : STR_NONE;

		if (title.len)
			add_table(v, paper, number_beside(d), title, str_print(v->arena, STR_FMT STR_FMT,
				STR_ARG(paper->prefix), STR_ARG(d->id)), meeting);
	}
}

/* In the order of the pack: behind each paper its appendices. */
void
view_pack_tables(struct view *v, const struct page_paper *papers, struct thing *meeting)
{
	for (const struct page_paper *paper = papers; paper; paper = paper->next) {
		if (!paper->context || paper->of)
			continue;
		add_tables_of(v, papers, paper, meeting);
		for (const struct page_paper *appendix = papers; appendix; appendix = appendix->next)
			if (appendix->of == paper)
				add_tables_of(v, papers, appendix, meeting);
	}
}
