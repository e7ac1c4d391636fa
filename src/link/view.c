/*
 * The small things that all views are made of, and which part makes which form's.
 */
#include "base/escape.h"
#include "base/path.h"
#include "link/frame.h"
#include "link/address.h"
#include "link/pdf.h"
#include "link/people.h"
#include "link/short.h"
#include "link/statement.h"
#include "link/view.h"

struct str
view_date(struct view *v, struct date d)
{
	return d.year ? date_text(v->arena, d, v->tongue) : STR_NONE;
}

struct str
view_iso(struct view *v, struct date d)
{
	return date_iso(v->arena, d);
}

struct str
view_names(struct view *v, const struct object *o, const struct datum *names)
{
	struct buf b = BUF_EMPTY;

	for (const struct datum *d = object_values(o, names); d; d = object_next(o, names, d))
		buf_print(&b, "%s" STR_FMT, b.len ? ", " : "", STR_ARG(d->text));
	return buf_keep(&b, v->arena);
}

struct str
view_escape(struct view *v, struct str text)
{
	struct buf b = BUF_EMPTY;

	escape_html(&b, text);
	return buf_keep(&b, v->arena);
}

struct thing *
view_link(struct view *v, uint32_t page)
{
	if (page == NONE)
		return NULL;
	struct thing *t = thing_new(v->arena, TYPE_link);

	thing_text(t, MODEL_link_title, v->p->pages[page].title);
	thing_text(t, MODEL_link_short, short_of(v->p, page, v->arena));
	thing_text(t, MODEL_link_url, page_url_text(&v->context, page, STR_NONE));
	return t;
}

struct thing *
view_who(struct view *v, uint32_t person, struct str text, struct str role)
{
	struct thing *t = thing_new(v->arena, TYPE_who);

	thing_text(t, MODEL_who_name, text.len ? text : v->p->pages[person].title);
	thing_text(t, MODEL_who_url, page_url_text(&v->context, person, STR_NONE));
	thing_text(t, MODEL_who_role, role);
	return t;
}

struct thing *
view_named(struct view *v, uint32_t page, const struct datum *d, struct str role)
{
	struct named named = people_named(v->p, page, d);

	return d ? view_who(v, named.page, named.name, role) : NULL;
}

void
view_pdf(struct view *v, struct thing *t, enum model_member url, enum model_member size, struct str page,
	uint64_t bytes)
{
	if (!bytes)
		return;
	thing_text(t, url, page_url_to(&v->context, str_print(v->arena, STR_FMT ".pdf", STR_ARG(path_stem(page)))));
	thing_text(t, size, pdf_size_text(v->arena, bytes));
}

/* `tel:` and the digits, as RFC 3966 has it. */
struct str
view_tel(struct view *v, struct str tel)
{
	struct buf b = BUF_EMPTY;

	buf_text(&b, "tel:");
	for (size_t i = 0; i < tel.len; i++)
		if ((tel.at[i] >= '0' && tel.at[i] <= '9') || (tel.at[i] == '+' && b.len == 4))
			buf_char(&b, tel.at[i]);
	struct str url = b.len > 4 ? buf_keep(&b, v->arena) : STR_NONE;

	buf_release(&b);
	return url;
}

static void
add_contact(struct view *v, const struct object *o, const struct datum *contact, struct thing *t,
	enum model_member member)
{
	struct thing *one = thing_new(v->arena, TYPE_contact);

	thing_text(one, MODEL_contact_name, object_text_in(o, contact, "name"));
	thing_text(one, MODEL_contact_tel, object_text_in(o, contact, "tel"));
	thing_text(one, MODEL_contact_tel_url, view_tel(v, object_text_in(o, contact, "tel")));
	thing_text(one, MODEL_contact_email, object_text_in(o, contact, "email"));
	thing_text(one, MODEL_contact_address, object_text_in(o, contact, "address"));
	thing_flag(one, MODEL_contact_first, !thing_get_first(t, member));
	thing_add(t, member, one);
}

void
view_contacts(struct view *v, const struct object *o, const struct datum *contact, struct thing *t,
	enum model_member member)
{
	for (const struct datum *d = object_values(o, contact); d; d = object_next(o, contact, d))
		if (d->kind == DATUM_MAP)
			add_contact(v, o, d, t, member);
}

uint32_t
view_checked(const struct link_tally *n)
{
	return n->exact + n->rounding + n->unchecked + n->mismatch;
}

struct thing *
view_tally(struct view *v, const struct link_tally *n, const char *noun)
{
	struct thing *t = thing_new(v->arena, TYPE_tally);
	uint32_t all = view_checked(n);

	thing_text(t, MODEL_tally_statement, statement_of(v->p, v->arena, n, noun));
	thing_text(t, MODEL_tally_checked, statement_count(v->arena, all));
	thing_text(t, MODEL_tally_exact, statement_count(v->arena, n->exact));
	thing_text(t, MODEL_tally_rounding, statement_count(v->arena, n->rounding));
	thing_text(t, MODEL_tally_unchecked, statement_count(v->arena, n->unchecked));
	thing_text(t, MODEL_tally_mismatch, statement_count(v->arena, n->mismatch));
	thing_flag(t, MODEL_tally_failed, n->mismatch > 0);
	thing_flag(t, MODEL_tally_any, all > 0);
	thing_flag(t, MODEL_tally_rounded, n->unequal > 0);
	thing_flag(t, MODEL_tally_open, n->unchecked > 0);
	return t;
}

struct thing *
view_value(struct view *v, struct str html)
{
	struct thing *t = thing_new(v->arena, TYPE_value);

	thing_html_text(t, MODEL_value_html, html);
	return t;
}

struct body {
	const struct page_context *context;
	uint32_t                   fragment;
};

static void
write_body(const void *from, struct buf *out)
{
	const struct body *b = from;

	page_write(b->context, b->fragment, out);
}

struct markup
view_body(struct view *v, const struct page_context *c, uint32_t fragment)
{
	if (fragment >= c->object->nfragment || !c->object->fragments[fragment].count)
		return (struct markup){ NULL, NULL };
	struct body *b = arena_alloc(v->arena, sizeof *b);

	*b = (struct body){ c, fragment };
	return (struct markup){ write_body, b };
}

struct markup
view_markup(struct view *v, const struct page_context *c, const char *key)
{
	const struct datum *d = object_get(c->object, NULL, key);

	if (!d || d->fragment == OBJECT_NONE)
		return (struct markup){ NULL, NULL };
	return view_body(v, c, d->fragment);
}

static void
add_value(struct view *v, const struct page_context *c, const struct datum *d, struct thing *to,
	enum model_member list)
{
	struct thing *value = thing_new(v->arena, TYPE_value);

	if (d->fragment != OBJECT_NONE)
		thing_html(value, MODEL_value_html, view_body(v, c, d->fragment));
	else
		thing_html_text(value, MODEL_value_html, view_escape(v, d->text));
	thing_add(to, list, value);
}

void
view_values(struct view *v, const struct page_context *c, const struct datum *d, struct thing *to,
	enum model_member list)
{
	for (const struct datum *i = object_values(c->object, d); i; i = object_next(c->object, d, i))
		add_value(v, c, i, to, list);
}

struct page_context *
view_open(struct view *v, uint32_t page, unsigned parts, struct str prefix)
{
	struct page_context *c = arena_alloc(v->arena, sizeof *c);
	struct object *o = arena_alloc(v->arena, sizeof *o);

	*c = v->context;
	c->page = page;
	c->prefix = prefix;
	c->object = o;
	program_open(v->p, page, parts, v->arena, o);
	return c;
}

/* What stands in the text: of a cell in a formula, the figure that the formula is of. */
static struct str
words_of(const struct view *v, const struct link *l)
{
	const struct page *pg = &v->p->pages[l->page];
	const struct link *end = v->p->links + pg->first_link + pg->nlink;

	if (l->kind != REFERENCE_CELL)
		return l->text;
	while (l < end && l->kind == REFERENCE_CELL)	/* the formula's own link comes behind its cells */
		l++;
	return l < end && l->kind == REFERENCE_FORMULA ? l->text : STR_NONE;
}

/* The page that refers; rules of the whole site stand on the statement of checks. */
static void
set_from(struct view *v, const struct link *l, struct thing *t)
{
	bool rule = v->p->pages[l->page].kind == OBJECT_SITE && l->kind == REFERENCE_CELL;

	thing_text(t, MODEL_referral_title, rule ? program_word(v->p, "list_rules") : v->p->pages[l->page].title);
	thing_text(t, MODEL_referral_url, rule ? str_print(v->arena, STR_FMT "#_rules",
		STR_ARG(page_site_url(&v->context, form_path(FORM_CHECKS)))) : page_url_text(&v->context, l->page, l->from_id));
}

/* One line for each paragraph that refers here; several links in it are one.  Each report is on the agenda of its meeting. */
void
view_referrals(struct view *v, uint32_t page, struct thing *to, enum model_member list)
{
	const struct page *pg = &v->p->pages[page];
	uint32_t last_page = NONE;
	struct str last_id = STR_NONE;

	for (uint32_t i = 0; i < pg->nincoming; i++) {
		const struct link *l = &v->p->links[v->p->incoming[pg->first_incoming + i]];

		if (l->page == last_page && str_equal(l->from_id, last_id))
			continue;
		if (pg->kind == OBJECT_REPORT && l->page == pg->meeting)
			continue;
		last_page = l->page;
		last_id = l->from_id;
		struct thing *t = thing_new(v->arena, TYPE_referral);

		set_from(v, l, t);
		thing_text(t, MODEL_referral_place, address_place(v->p, l));
		thing_text(t, MODEL_referral_target, l->id);
		thing_text(t, MODEL_referral_text, words_of(v, l));
		thing_add(to, list, t);
	}
}

/* "Appendix A: Projects", "Annex 1" */
static struct str
appendix_title(struct view *v, const struct definition *d)
{
	if (!d->title.len || !d->number.len)
		return d->title.len ? d->title : d->number;
	return str_print(v->arena, STR_FMT ": " STR_FMT, STR_ARG(d->number), STR_ARG(d->title));
}

void
view_contents(struct view *v, const struct page_context *c, struct thing *to, enum model_member list)
{
	for (uint32_t i = 0; i < c->object->ndefinition; i++) {
		const struct definition *d = &c->object->definitions[i];
		bool appendix = d->kind == DEFINITION_APPENDIX;
		struct thing *t;

		if (!appendix && (d->kind != DEFINITION_SECTION || d->level != 2))
			continue;
		struct str id = str_print(v->arena, STR_FMT STR_FMT, STR_ARG(c->prefix), STR_ARG(d->id));
		struct buf url = BUF_EMPTY;

		t = thing_new(v->arena, TYPE_entry);
		path_add_fragment(&url, id);
		thing_text(t, MODEL_entry_number, appendix ? STR_NONE : d->number);
		thing_text(t, MODEL_entry_title, appendix ? appendix_title(v, d) : d->title);
		thing_text(t, MODEL_entry_url, buf_keep(&url, v->arena));
		thing_flag(t, MODEL_entry_appendix, appendix);
		thing_add(to, list, t);
	}
}

/* The part of each form that has a template. */
static void (*const parts[FORMS])(struct view *) = {
	[FORM_HOME] = view_home,           [FORM_COMMITTEES] = view_committees,
	[FORM_COMMITTEE] = view_committee, [FORM_MEETING] = view_meeting,
	[FORM_SUPPLEMENT] = view_meeting,
	[FORM_PACK] = view_meeting,        [FORM_REPORT] = view_report,
	[FORM_PAPER] = view_report,        [FORM_PEOPLE] = view_people,
	[FORM_PERSON] = view_person,       [FORM_TABLES] = view_tables,
	[FORM_TABLE] = view_table,         [FORM_DECISIONS] = view_decisions,
	[FORM_GLOSSARY] = view_glossary,   [FORM_CHECKS] = view_checks,
	[FORM_DOCUMENT] = view_document,   [FORM_ALIAS] = view_alias,
	[FORM_PACKS] = view_packs,
	[FORM_DECISIONS_YEAR] = view_decisions, [FORM_PLAN] = view_plan,
	[FORM_ATTENDANCE] = view_attendance,
};

struct thing *
view_build(struct program *p, const struct mustache *templates, const struct output *o, struct arena *a)
{
	struct view *v = arena_alloc(a, sizeof *v);

	v->p = p;
	v->templates = templates;
	v->arena = a;
	v->output = o;
	v->tongue = program_tongue(p, NULL);
	v->context = (struct page_context){ .p = p, .arena = a, .output = o->path, .page = o->page, .view = v };
	v->root = thing_new(a, TYPE_root);
	thing_set(v->root, MODEL_root_words, mustache_words(templates, program_language(p)));
	thing_set(v->root, MODEL_root_site, frame_site(v));
	thing_set(v->root, MODEL_root_page, frame_page(v));
	parts[o->form](v);
	return v->root;
}
