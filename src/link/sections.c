/*
 * The sections of reports: those that a committee requires, their order, and whether they say anything.
 *
 * A section is known by its words: capitals, a number in front, a remark in brackets and whether
 * it says `&` or `and` make no difference, and a committee may list other names for it.  What a
 * section says was seen when it was compiled.
 */
#include "base/ascii.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "link/sections.h"

/* One that is required, and where a report has it. */
struct required {
	struct str  title;
	struct str *names;	/* as they are compared; its own is the first */
	uint32_t    nname;
	bool        may_be_empty;
	uint32_t    found;	/* a definition of the report, or NONE */
};

struct rules {
	struct required *required;
	uint32_t         count;
	const char      *whose;
	struct arena     arena;		/* of all that is here */
};

static bool
is_section(const struct definition *d)
{
	return d->kind == DEFINITION_SECTION || d->kind == DEFINITION_APPENDIX;
}

bool
sections_have_gaps(const struct object *o)
{
	for (uint32_t i = 0; i < o->ndefinition; i++)
		if (is_section(&o->definitions[i]) && o->definitions[i].says == SAYS_NOTHING)
			return true;
	return false;
}

/* ---- names ---- */

static struct str
without_remarks(struct str title, struct buf *out)
{
	unsigned depth = 0;

	for (size_t i = 0; i < title.len; i++) {
		char c = title.at[i];

		depth += c == '(' || c == '[';
		if (depth == 0 && c == '&')
			buf_text(out, " and ");
		else if (depth == 0)
			buf_char(out, c);
		depth -= depth > 0 && (c == ')' || c == ']');
	}
	return buf_view(out);
}

/* `2.1 Legal & Financial Implications (Authorised by the Solicitor):` is `legal-and-financial-implications`. */
static struct str
name_of(struct arena *a, struct str title)
{
	struct buf kept = BUF_EMPTY;
	struct str slug = utf8_slug(a, without_remarks(title, &kept)), rest = slug;

	buf_release(&kept);
	while (rest.len > 0 && ascii_is_digit(rest.at[0])) {
		struct str part = str_cut(&rest, '-');

		for (size_t i = 0; i < part.len; i++)
			if (!ascii_is_digit(part.at[i]))
				return slug;
	}
	return rest.len > 0 ? rest : slug.len > 0 ? slug : utf8_slug(a, title);
}

/* ---- what is required ---- */

static void
read_names(struct rules *r, const struct object *o, const struct datum *aliases, struct required *out)
{
	uint32_t room = 1 + (aliases ? aliases->size : 0);

	out->names = arena_array(&r->arena, room, sizeof *out->names);
	out->names[out->nname++] = name_of(&r->arena, out->title);
	for (const struct datum *d = object_values(o, aliases); d; d = object_next(o, aliases, d))
		out->names[out->nname++] = name_of(&r->arena, d->text);
}

static void
read_one(struct rules *r, const struct object *o, const struct datum *d)
{
	const struct datum *title = object_entry(o, d, "section");

	if (!title)
		return;		/* it has its finding */
	struct required *out = &r->required[r->count++];

	*out = (struct required){ .title = title->text, .may_be_empty = str_is(datum_text(object_get(o, d, "may_be_empty")), "true") };
	read_names(r, o, object_get(o, d, "aliases"), out);
}

static bool
read_rules(struct program *p, uint32_t page, struct rules *r)
{
	struct object o;

	arena_reset(&r->arena);
	r->count = 0;
	if (page == NONE || !program_open(p, page, OBJECT_HEAD, &r->arena, &o))
		return false;
	const struct datum *list = object_get(&o, NULL, "requires");

	r->required = arena_array(&r->arena, list ? list->size : 0, sizeof *r->required);
	for (const struct datum *d = object_items(&o, list); d; d = object_next(&o, list, d))
		read_one(r, &o, d);
	r->whose = page == p->site ? "this site" : "its committee";
	return r->count > 0;
}

/* ---- what a report has ---- */

static bool
is_named(const struct required *q, struct str name)
{
	for (uint32_t i = 0; i < q->nname; i++)
		if (str_equal(q->names[i], name))
			return true;
	return false;
}

static struct required *
required_of(struct rules *r, struct str name)
{
	for (uint32_t i = 0; i < r->count; i++)
		if (is_named(&r->required[i], name))
			return &r->required[i];
	return NULL;
}

static struct place
place_of(const struct page *pg, const struct definition *d)
{
	return page_place(pg, d->line, d->column, (uint32_t)utf8_count(d->title));
}

static void
report_empty(struct program *p, const struct page *pg, const struct definition *d, const char *whose)
{
	bool nothing = d->says == SAYS_NOTHING;
	struct str title = d->title.len ? d->title : d->number;
	struct finding *f = diag_add(p->diag, DIAG_SECTION_EMPTY, place_of(pg, d),
		nothing ? "nothing stands under “" STR_FMT "”"
		: "under “" STR_FMT "” stands only that there is no answer", STR_ARG(title));

	if (whose && nothing)
		diag_help(p->diag, f, "%s requires it: write what there is to say, or that there is none", whose);
	else if (whose)
		diag_help(p->diag, f, "%s requires it: say why it does not apply, or write “There are none.”", whose);
	else
		diag_help(p->diag, f, "write what belongs there, or take the heading out");
}

/* Each section once: which is required, and what is wrong with it by itself. */
static void
match_sections(struct program *p, const struct page *pg, const struct object *o, struct rules *r,
	struct arena *scratch)
{
	for (uint32_t i = 0; i < r->count; i++)
		r->required[i].found = NONE;
	for (uint32_t i = 0; i < o->ndefinition; i++) {
		const struct definition *d = &o->definitions[i];

		if (!is_section(d))
			continue;
		struct required *q = required_of(r, name_of(scratch, d->title));
		bool first = q && q->found == NONE;

		if (first)
			q->found = i;
		if (!(q && q->may_be_empty) && (d->says == SAYS_NOTHING || (first && d->says == SAYS_NO_ANSWER)))
			report_empty(p, pg, d, first ? r->whose : NULL);
	}
}

static void
report_missing(struct program *p, const struct page *pg, const struct object *o, const struct required *q,
	const char *whose)
{
	struct nearest near;
	struct finding *f = diag_add(p->diag, DIAG_SECTION_MISSING, page_place(pg, 0, 0, 0),
		"this report has no section “" STR_FMT "”", STR_ARG(q->title));

	nearest_init(&near, q->title);
	for (uint32_t i = 0; i < o->ndefinition; i++)
		if (o->definitions[i].kind == DEFINITION_SECTION)
			nearest_try(&near, o->definitions[i].title);
	struct str text = nearest_text(&near, p->arena);

	if (text.len)
		diag_help(p->diag, f, "%s requires it; " STR_FMT, whose, STR_ARG(text));
	else
		diag_help(p->diag, f, "%s requires it: add `## " STR_FMT "`", whose, STR_ARG(q->title));
}

static struct str
order_of(struct program *p, const struct rules *r)
{
	struct buf text = BUF_EMPTY;

	for (uint32_t i = 0; i < r->count; i++)
		buf_print(&text, "%s" STR_FMT, i > 0 ? ", " : "", STR_ARG(r->required[i].title));
	return buf_keep(&text, p->arena);
}

/* The first that stands before one that it should follow; how the others would move is the author's to see. */
static void
check_order(struct program *p, const struct page *pg, const struct object *o, const struct rules *r)
{
	const struct required *last = NULL;

	for (uint32_t i = 0; i < r->count; i++) {
		const struct required *q = &r->required[i];

		if (q->found == NONE)
			continue;
		if (!last || q->found > last->found) {
			last = q;
			continue;
		}
		struct finding *f = diag_add(p->diag, DIAG_SECTION_ORDER, place_of(pg, &o->definitions[q->found]),
			"“" STR_FMT "” stands before “" STR_FMT "”, and should follow it", STR_ARG(q->title),
			STR_ARG(last->title));
		struct str order = order_of(p, r);

		diag_related(p->diag, f, place_of(pg, &o->definitions[last->found]), "“" STR_FMT "”",
			STR_ARG(last->title));
		diag_help(p->diag, f, "%s wants the sections in this order: " STR_FMT, r->whose, STR_ARG(order));
		return;
	}
}

static void
check_report(struct program *p, const struct page *pg, uint32_t report, struct rules *r, struct arena *scratch)
{
	struct object o;

	if (!program_open(p, report, OBJECT_HEAD, scratch, &o))
		return;
	match_sections(p, pg, &o, r, scratch);
	for (uint32_t i = 0; i < r->count; i++)
		if (r->required[i].found == NONE)
			report_missing(p, pg, &o, &r->required[i], r->whose);
	check_order(p, pg, &o, r);
}

void
sections_check(struct program *p)
{
	struct rules r = { 0 };
	struct arena scratch;
	uint32_t committee = NONE;

	arena_init(&r.arena);
	arena_init(&scratch);
	for (uint32_t i = 0; i < p->nkind[OBJECT_REPORT]; i++) {
		uint32_t report = p->by_kind[OBJECT_REPORT][i];
		const struct page *pg = &p->pages[report];

		bool planned = pg->due.year && pg->meeting == NONE;	/* the report is still to be written */

		if (i == 0 || pg->committee != committee) {	/* reports come committee by committee */
			committee = pg->committee;
			if (!read_rules(p, committee, &r))
				read_rules(p, p->site, &r);
		}
		if ((r.count > 0 || pg->gaps) && !pg->hidden && !pg->exempt && !pg->minutes && !pg->appendix && !planned)
			check_report(p, pg, report, &r, &scratch);
		arena_reset(&scratch);
	}
	arena_release(&scratch);
	arena_release(&r.arena);
}
