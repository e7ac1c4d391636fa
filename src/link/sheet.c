/*
 * Front sheets.  What a key shows is a row of a table here; a key that the report leaves
 * empty makes no row, unless the sheet has words for that.
 */
#include "base/escape.h"
#include "link/sheet.h"
#include "link/sheet_grid.h"
#include "link/sheets.h"

/* The order where a site names none. */
static const struct { const char *key, *word; } usual[] = {
	{ "report_of", "report_of" }, { "author", "author" }, { "portfolio_holder", "portfolio_holder" },
	{ "wards", "wards" }, { "key_decision", "key_decision" }, { "notice_given", "notice_given" },
	{ "decision", "decision" }, { "outcome", "outcome" }, { "published", "published" },
	{ "contact", "contact" },
	{ "fields", "" },
};

#define CONTACT_PARTS 4

struct sheet {
	struct view               *v;
	const struct page_context *c;
	const struct page         *page;
	const struct object       *site;
	const struct datum        *map;		/* the sheet's settings; NULL: a list alone, or the usual one */
	const struct datum        *line;	/* that is being shown; NULL: of the usual sheet */
	struct thing              *report, *sheet;
	struct thing              *part;	/* that rows go to */
	struct thing              *last;	/* row that went there */
	bool                       table;	/* its layout */
	bool                       grids[SHEET_GRIDS];	/* shown already */
};

static struct str
of_line(const struct sheet *s, const char *key)
{
	return s->line ? object_text_in(s->site, s->line, key) : STR_NONE;
}

/* What the line says, else the sheet; empty when neither does. */
static struct str
setting(const struct sheet *s, const char *key)
{
	struct str own = of_line(s, key);

	return own.len || !s->map ? own : object_text_in(s->site, s->map, key);
}

/* ---- parts and rows ---- */

/* It is the sheet's when something goes into it: a part without a row shows no heading. */
static void
part_begin(struct sheet *s, struct str heading, struct str note)
{
	s->part = thing_new(s->v->arena, TYPE_part);
	thing_text(s->part, MODEL_part_heading, heading);
	thing_text(s->part, MODEL_part_note, note);
	thing_flag(s->part, MODEL_part_table, s->table);
}

static void
begin_under_heading(struct sheet *s)
{
	s->table = str_is(setting(s, "layout"), "table");
	part_begin(s, of_line(s, "heading"), of_line(s, "note"));
}

static bool
part_has_rows(const struct sheet *s)
{
	return thing_get_first(s->part, MODEL_part_rows) != NULL;
}

static void
add_row(struct sheet *s, struct thing *row)
{
	if (!part_has_rows(s))
		thing_add(s->sheet, MODEL_sheet_parts, s->part);
	thing_add(s->part, MODEL_part_rows, row);
	s->last = row;
}

/* A grid is a part of its own, under the heading that stands above it; what follows begins another. */
static void
add_grid(struct sheet *s, enum sheet_grid_kind kind, struct str title)
{
	struct sheet_words words = { title, of_line(s, "note"), setting(s, "yes"), setting(s, "no"), s->site,
		s->line ? object_get(s->site, s->line, "groups") : NULL,
		s->line ? object_get(s->site, s->line, "columns") : NULL };
	struct thing *grid = sheet_grid(s->v, s->c, kind, &words);

	s->grids[kind] = true;
	if (!grid)
		return;
	if (part_has_rows(s))
		part_begin(s, STR_NONE, STR_NONE);
	thing_set(s->part, MODEL_part_grid, grid);
	thing_add(s->sheet, MODEL_sheet_parts, s->part);
	part_begin(s, STR_NONE, STR_NONE);
}

static struct thing *
row_new(struct sheet *s, struct str label)
{
	struct thing *row = thing_new(s->v->arena, TYPE_row);

	thing_text(row, MODEL_row_label, label);
	thing_text(row, MODEL_row_note, of_line(s, "note"));
	thing_text(row, MODEL_row_lead, of_line(s, "lead"));
	return row;
}

/* ---- what a key shows ---- */

static void
add_html(struct sheet *s, struct thing *row, struct str html)
{
	if (html.len)
		thing_add(row, MODEL_row_values, view_value(s->v, html));
}

static struct str
anchor(struct sheet *s, struct str url, struct str text)
{
	struct buf b = BUF_EMPTY;

	if (url.len) {
		buf_text(&b, "<a href=\"");
		escape_html(&b, url);
		buf_text(&b, "\">");
	}
	escape_html(&b, text);
	if (url.len)
		buf_text(&b, "</a>");
	return buf_keep(&b, s->v->arena);
}

static void
add_page(struct sheet *s, struct thing *row, uint32_t page)
{
	if (page != NONE)
		add_html(s, row, anchor(s, page_url_text(&s->v->context, page, STR_NONE),
			s->v->p->pages[page].title));
}

static void
show_committee(struct sheet *s, struct thing *row, const struct datum *d)
{
	(void)d;
	add_page(s, row, s->page->committee);
}

static void
show_meeting(struct sheet *s, struct thing *row, const struct datum *d)
{
	(void)d;
	add_page(s, row, s->page->meeting);
}

static void
show_date(struct sheet *s, struct thing *row, const struct datum *d)
{
	(void)d;
	add_html(s, row, view_date(s->v, s->page->date));
}

static void
show_published(struct sheet *s, struct thing *row, const struct datum *d)
{
	(void)d;
	add_html(s, row, view_date(s->v, s->page->published));
}

static void
show_noticed(struct sheet *s, struct thing *row, const struct datum *d)
{
	(void)d;
	add_html(s, row, view_date(s->v, s->page->noticed));
}

static void
show_person(struct sheet *s, struct thing *row, const struct datum *d)
{
	const struct object *o = s->c->object;

	for (const struct datum *i = object_values(o, d); i; i = object_next(o, d, i)) {
		struct thing *who = sheet_person(s->v, s->c, i);

		if (who)
			add_html(s, row, anchor(s, thing_get_text(who, MODEL_who_url),
				thing_get_text(who, MODEL_who_name)));
	}
}

static void
show_yes(struct sheet *s, struct thing *row, const struct datum *d)
{
	const char *key = d && str_is(d->text, "true") ? "yes" : "no";
	struct str own = setting(s, key);

	if (d)
		add_html(s, row, own.len ? view_escape(s->v, own) : program_word(s->v->p, key));
}

/* A part of a contact; empty when it has none. */
static struct str
contact_part(struct sheet *s, const struct datum *contact, size_t part)
{
	static const char *const keys[CONTACT_PARTS] = { "name", "tel", "email", "address" };
	const struct datum *d = object_get(s->c->object, contact, keys[part]);

	if (!d || !d->text.len)
		return STR_NONE;
	return part == 2 ? anchor(s, str_print(s->v->arena, "mailto:" STR_FMT, STR_ARG(d->text)), d->text)
		: view_escape(s->v, d->text);
}

/* One of several: in one value, or nobody sees where the next begins. */
static struct str
contact_in_a_line(struct sheet *s, const struct datum *contact)
{
	struct buf b = BUF_EMPTY;

	for (size_t i = 0; i < CONTACT_PARTS; i++) {
		struct str part = contact_part(s, contact, i);

		if (part.len)
			buf_print(&b, "%s" STR_FMT, b.len ? ", " : "", STR_ARG(part));
	}
	return buf_keep(&b, s->v->arena);
}

static void
show_contact(struct sheet *s, struct thing *row, const struct datum *d)
{
	const struct object *o = s->c->object;
	const struct datum *first = object_values(o, d);

	if (first && object_next(o, d, first))
		for (const struct datum *i = first; i; i = object_next(o, d, i))
			add_html(s, row, contact_in_a_line(s, i));
	else
		for (size_t i = 0; first && first->kind == DATUM_MAP && i < CONTACT_PARTS; i++)
			add_html(s, row, contact_part(s, first, i));
}

static void
show_background(struct sheet *s, struct thing *row, const struct datum *d)
{
	const struct object *o = s->c->object;

	if (d && d->kind == DATUM_TEXT)
		add_html(s, row, program_word(s->v->p, "no_background"));
	for (const struct datum *i = object_items(o, d); i; i = object_next(o, d, i)) {
		struct thing *t = sheet_background(s->v, s->c, i);

		add_html(s, row, anchor(s, thing_get_text(t, MODEL_link_url),
			thing_get_text(t, MODEL_link_title)));
	}
}

/* What is public of them, as the page itself lists them. */
static void
show_appendices(struct sheet *s, struct thing *row, const struct datum *d)
{
	(void)d;
	for (const struct thing *t = thing_get_first(s->report, MODEL_report_appendices); t; t = t->next)
		add_html(s, row, anchor(s, thing_get_text(t, MODEL_appendix_url),
			thing_get_text(t, MODEL_appendix_title)));
}

static void
show_supersedes(struct sheet *s, struct thing *row, const struct datum *d)
{
	const struct thing *t = thing_get_first(s->report, MODEL_report_supersedes);

	(void)d;
	if (t)
		add_html(s, row, anchor(s, thing_get_text(t, MODEL_link_url), thing_get_text(t, MODEL_link_title)));
}

static const struct {
	const char *key;
	bool        lines;	/* several values are no list: they stand below each other */
	void      (*show)(struct sheet *, struct thing *row, const struct datum *d);
} shown[] = {
	{ "committee", true, show_committee },
	{ "meeting", true, show_meeting },
	{ "date", true, show_date },
	{ "published", true, show_published },
	{ "author", true, show_person },
	{ "portfolio_holder", true, show_person },
	{ "notice_given", true, show_noticed },
	{ "contact", true, show_contact },
	{ "background", false, show_background },
	{ "appendices", false, show_appendices },
	{ "supersedes", true, show_supersedes },
};

/* Flags and dates in words; free facts as they were written. */
static void
show_plain(struct sheet *s, struct thing *row, struct str key, const struct datum *d)
{
	struct date date;

	if (d && d->kind == DATUM_FLAG)
		show_yes(s, row, d);
	else if (d && d->kind == DATUM_TEXT && !str_starts(key, "fields") && date_read(d->text, &date))
		add_html(s, row, view_date(s->v, date));
	else
		view_values(s->v, s->c, d, row, MODEL_row_values);
}

/* How its values stand: as the line says, else in a table as the list that they are. */
static void
set_list(struct sheet *s, struct thing *row, const struct datum *d, bool lines)
{
	struct str said = of_line(s, "list");
	const struct datum *first = object_values(s->c->object, d);
	bool several = first && object_next(s->c->object, d, first);

	if (!said.len && several && !lines && s->table)
		said = STR("bullets");
	several &= !str_is(said, "lines") && said.len > 0;
	thing_flag(row, MODEL_row_list, several);
	thing_flag(row, MODEL_row_bullets, str_is(said, "bullets") && several);
	thing_flag(row, MODEL_row_numbers, str_is(said, "numbers") && several);
	thing_flag(row, MODEL_row_letters, str_is(said, "letters") && several);
}

/* Fill a row, and add it when it has something to show. */
static void
fill_row(struct sheet *s, struct thing *row, struct str key, const struct datum *d)
{
	size_t i = 0;

	while (i < sizeof shown / sizeof shown[0] && !str_is(key, shown[i].key))
		i++;
	bool special = i < sizeof shown / sizeof shown[0];

	if (special)
		shown[i].show(s, row, d);
	else
		show_plain(s, row, key, d);
	set_list(s, row, d, special && shown[i].lines);
	if (!thing_get_first(row, MODEL_row_values)) {
		thing_text(row, MODEL_row_lead, STR_NONE);
		add_html(s, row, view_escape(s->v, setting(s, "empty")));
	}
	if (thing_get_first(row, MODEL_row_values))
		add_row(s, row);
}

/* Free facts that the sheet does not name, at its end. */
static void
add_fields(struct sheet *s)
{
	const struct object *o = s->c->object;
	const struct datum *fields = object_get(o, NULL, "fields");

	for (const struct datum *d = fields && fields->kind == DATUM_MAP ? object_first(o, fields) : NULL; d;
	     d = object_next(o, fields, d))
		fill_row(s, row_new(s, d->key), STR("fields"), d);
}

static void
add_fact(struct sheet *s, struct str key, struct str label)
{
	const struct object *o = s->c->object;
	const struct datum *fields = object_get(o, NULL, "fields");
	char *name = arena_copy(s->v->arena, key.at, key.len);

	if (str_is(key, "fields"))
		add_fields(s);
	else if (str_is(key, "consultation") || str_is(key, "next_steps"))
		add_grid(s, str_is(key, "consultation") ? SHEET_CONSULTATION : SHEET_NEXT_STEPS, label);
	else if (str_starts(key, "fields."))
		fill_row(s, row_new(s, label), key, fields ? object_get(o, fields, name + 7) : NULL);
	else
		fill_row(s, row_new(s, label), key, object_get(o, NULL, name));
}

/* ---- the sheet ---- */

static void
add_usual(struct sheet *s)
{
	for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++)
		add_fact(s, str_of(usual[i].key), usual[i].word[0] ? program_word(s->v->p, usual[i].word) : STR_NONE);
}

/* The row that came of a line, or NULL. */
static struct thing *
add_line(struct sheet *s, const struct datum *line)
{
	const struct datum *key = object_get(s->site, line, "key");
	struct str label;

	s->line = line;
	s->last = NULL;
	label = of_line(s, "label");
	if (key)
		add_fact(s, key->text, label.len ? label : key->text);
	else
		begin_under_heading(s);
	return s->last;
}

/* Where one of the two has nothing to show, the other has the line for itself. */
static void
add_pair(struct sheet *s, const struct datum *pair)
{
	const struct datum *left = object_first(s->site, pair), *right = left ? object_next(s->site, pair, left) : NULL;
	struct thing *first = left ? add_line(s, left) : NULL, *second = right ? add_line(s, right) : NULL;

	if (!first || !second)
		return;
	thing_flag(first, MODEL_row_left, true);
	thing_flag(second, MODEL_row_right, true);
	thing_flag(s->part, MODEL_part_pairs, true);
}

static void
add_lines(struct sheet *s, const struct datum *lines)
{
	for (const struct datum *d = object_first(s->site, lines); d; d = object_next(s->site, lines, d)) {
		const struct datum *pair = object_get(s->site, d, "pair");

		if (pair)
			add_pair(s, pair);
		else
			add_line(s, d);
	}
	s->line = NULL;
}

/* Whom it was put to and what comes next are shown though no line names them. */
static void
add_left_grids(struct sheet *s)
{
	static const char *const words[SHEET_GRIDS] = { "consultation", "next_steps" };

	s->map = NULL;
	for (int kind = 0; kind < SHEET_GRIDS; kind++)
		if (!s->grids[kind])
			add_grid(s, (enum sheet_grid_kind)kind, program_word(s->v->p, words[kind]));
}

void
sheet_write(struct view *v, const struct page_context *c, struct thing *report)
{
	const struct datum *sheet = sheets_of(v->p, c->page);
	struct sheet s = { .v = v, .c = c, .report = report, .page = &v->p->pages[c->page], .site = &v->p->site_object,
		.map = sheet && sheet->kind == DATUM_MAP ? sheet : NULL };
	const struct datum *lines = s.map ? object_get(s.site, s.map, "rows") : sheet;

	s.sheet = thing_new(v->arena, TYPE_sheet);
	s.table = str_is(setting(&s, "layout"), "table");
	thing_text(s.sheet, MODEL_sheet_title, setting(&s, "title"));
	part_begin(&s, STR_NONE, STR_NONE);
	if (!sheet)
		add_usual(&s);
	else if (lines)
		add_lines(&s, lines);
	add_left_grids(&s);
	if (thing_get_first(s.sheet, MODEL_sheet_parts))
		thing_set(report, MODEL_report_front_sheet, s.sheet);
}
