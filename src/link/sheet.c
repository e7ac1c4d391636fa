/*
 * Front sheets.  What a key shows is a row of a table here; a key that the report leaves
 * empty makes no row.
 */
#include "base/escape.h"
#include "link/sheet.h"

/* The order where a site names none. */
static const struct { const char *key, *word; } usual[] = {
	{ "report_of", "report_of" }, { "author", "author" }, { "portfolio_holder", "portfolio_holder" },
	{ "wards", "wards" }, { "key_decision", "key_decision" }, { "notice_given", "notice_given" },
	{ "decision", "decision" }, { "outcome", "outcome" }, { "published", "published" },
	{ "contact", "contact" },
	{ "fields", "" },
};

struct sheet {
	struct view               *v;
	const struct page_context *c;
	struct thing              *report;
	const struct page         *page;
};

static struct thing *
row_new(struct sheet *s, struct str label)
{
	struct thing *row = thing_new(s->v->arena, TYPE_row);

	thing_text(row, MODEL_row_label, label);
	return row;
}

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
	struct str html = buf_keep(&b, s->v->arena);

	buf_release(&b);
	return html;
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

	if (d && d->kind == DATUM_LIST) {
		for (const struct datum *i = object_first(o, d); i; i = object_next(o, d, i))
			show_person(s, row, i);
		return;
	}
	struct thing *who = sheet_person(s->v, s->c, d);

	if (who)
		add_html(s, row, anchor(s, thing_get_text(who, MODEL_who_url),
			thing_get_text(who, MODEL_who_name)));
}

static void
show_yes(struct sheet *s, struct thing *row, const struct datum *d)
{
	if (d)
		add_html(s, row, program_word(s->v->p, str_is(d->text, "true") ? "yes" : "no"));
}

static void
show_contact(struct sheet *s, struct thing *row, const struct datum *d)
{
	static const char *const keys[] = { "name", "tel", "email", "address" };

	for (size_t i = 0; d && d->kind == DATUM_MAP && i < sizeof keys / sizeof keys[0]; i++) {
		const struct datum *part = object_get(s->c->object, d, keys[i]);

		if (!part || !part->text.len)
			continue;
		add_html(s, row, i == 2 ? anchor(s, str_print(s->v->arena, "mailto:" STR_FMT,
			STR_ARG(part->text)), part->text) : view_escape(s->v, part->text));
	}
}

static void
show_background(struct sheet *s, struct thing *row, const struct datum *d)
{
	const struct object *o = s->c->object;

	if (d && d->kind == DATUM_TEXT)
		add_html(s, row, program_word(s->v->p, "no_background"));
	for (const struct datum *i = d && d->kind == DATUM_LIST ? object_first(o, d) : NULL; i;
	     i = object_next(o, d, i)) {
		struct thing *t = sheet_background(s->v, s->c, i);

		add_html(s, row, anchor(s, thing_get_text(t, MODEL_link_url),
			thing_get_text(t, MODEL_link_title)));
	}
}

static void
show_values(struct sheet *s, struct thing *row, const struct datum *d)
{
	view_values(s->v, s->c, d, row, MODEL_row_values);
}

/* Consultation grids have a table of their own on the page. */
static void
show_nothing(struct sheet *s, struct thing *row, const struct datum *d)
{
	(void)s, (void)row, (void)d;
}

static const struct {
	const char *key;
	void      (*show)(struct sheet *, struct thing *row, const struct datum *d);
} shown[] = {
	{ "committee", show_committee },     { "meeting", show_meeting },
	{ "date", show_date },               { "published", show_published },
	{ "author", show_person },           { "portfolio_holder", show_person },
	{ "notice_given", show_noticed },    { "key_decision", show_yes },        { "contact", show_contact },
	{ "background", show_background },   { "consultation", show_nothing },
	{ "next_steps", show_nothing },
};

static void
add_row(struct sheet *s, struct str key, struct str label)
{
	const struct object *o = s->c->object;
	const struct datum *fields = object_get(o, NULL, "fields");
	char *name = arena_copy(s->v->arena, key.at, key.len);
	struct thing *row = row_new(s, label);
	bool free_fact = str_starts(key, "fields.");
	const struct datum *d = free_fact ? (fields ? object_get(o, fields, name + 7) : NULL)
		: object_get(o, NULL, name);
	size_t i = 0;

	while (i < sizeof shown / sizeof shown[0] && !str_is(key, shown[i].key))
		i++;
	if (!free_fact && i < sizeof shown / sizeof shown[0])
		shown[i].show(s, row, d);
	else
		show_values(s, row, d);
	if (thing_get_first(row, MODEL_row_values))
		thing_add(s->report, MODEL_report_front_sheet, row);
}

/* Free facts that the sheet does not name, at its end. */
static void
add_fields(struct sheet *s)
{
	const struct object *o = s->c->object;
	const struct datum *fields = object_get(o, NULL, "fields");

	for (const struct datum *d = fields && fields->kind == DATUM_MAP ? object_first(o, fields) : NULL; d;
	     d = object_next(o, fields, d)) {
		struct thing *row = row_new(s, d->key);

		show_values(s, row, d);
		thing_add(s->report, MODEL_report_front_sheet, row);
	}
}

/* The sheet that the report names, else the site's. */
static const struct datum *
find_sheet(struct sheet *s)
{
	const struct object *site = &s->v->p->site_object;
	struct str name = object_text(s->c->object, "front_sheet");

	if (s->v->p->site == NONE)
		return NULL;
	if (!name.len)
		name = object_text(site, "front_sheet");
	const struct datum *sheets = object_get(site, NULL, "front_sheets");

	return sheets && name.len
		? object_get(site, sheets, arena_copy(s->v->arena, name.at, name.len)) : NULL;
}

void
sheet_write(struct view *v, const struct page_context *c, struct thing *report)
{
	struct sheet s = { v, c, report, &v->p->pages[c->page] };
	const struct object *site = &v->p->site_object;
	const struct datum *sheet = find_sheet(&s);

	for (size_t i = 0; !sheet && i < sizeof usual / sizeof usual[0]; i++) {
		if (str_is(str_of(usual[i].key), "fields"))
			add_fields(&s);
		else
			add_row(&s, str_of(usual[i].key), program_word(v->p, usual[i].word));
	}
	for (const struct datum *d = sheet ? object_first(site, sheet) : NULL; d;
	     d = object_next(site, sheet, d)) {
		const struct datum *key = object_get(site, d, "key"), *label = object_get(site, d, "label");

		if (!key)
			continue;
		if (str_is(key->text, "fields"))
			add_fields(&s);
		else
			add_row(&s, key->text, label ? label->text : key->text);
	}
}
