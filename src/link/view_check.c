/*
 * The statement of checks of the whole site.
 *
 * What holds exactly is counted, table by table; what doesn't is listed in full.  Lists as long as the site are
 * streams: only one line of them is in memory at a time.
 */
#include "link/address.h"
#include "link/statement.h"
#include "link/view.h"

static void
add_accepted(struct view *v, struct thing *t)
{
	for (const struct accepted *a = v->p->accepted; a; a = a->next) {
		struct thing *line = thing_new(v->arena, TYPE_accepted);

		thing_text(line, MODEL_accepted_code, str_of(diag_name(a->code)));
		thing_text(line, MODEL_accepted_place, a->place);
		thing_text(line, MODEL_accepted_reason, a->reason);
		thing_text(line, MODEL_accepted_message, a->message);
		thing_add(t, MODEL_checks_accepted, line);
	}
}

/* How many tables and files are exempt, or drafts, is nobody's business. */
static uint32_t
public_sources(const struct program *p)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < p->npage; i++) {
		const struct page *pg = &p->pages[i];

		count += pg->kind < OBJECT_THEME && !str_starts(pg->path, "themes/") && !pg->hidden
			&& !(pg->exempt && !pg->output.len);
	}
	return count;
}

static bool
is_stated(const struct page *pg)
{
	return !pg->hidden && !pg->exempt && pg->output.len > 0;
}

/* Pages as a stream: a line at a time, in an arena of its own. */
struct page_stream {
	struct stream  stream;
	struct view    view;		/* the same, but for the arena */
	struct arena   line;
	uint32_t       at;
	struct thing *(*make)(struct view *, uint32_t page);	/* NULL: the page has no line */
};

static struct thing *
next_page(struct stream *stream)
{
	struct page_stream *s = (struct page_stream *)stream;
	const struct program *p = s->view.p;

	while (s->at < p->npage) {
		uint32_t page = s->at++;

		if (!is_stated(&p->pages[page]))
			continue;
		arena_reset(&s->line);
		struct thing *t = s->make(&s->view, page);

		if (!t)
			continue;
		t->stream = stream;
		return t;
	}
	return NULL;
}

static struct thing *
first_page(struct stream *stream)
{
	((struct page_stream *)stream)->at = 0;
	return next_page(stream);
}

static struct stream *
page_stream(struct view *v, struct thing *(*make)(struct view *, uint32_t))
{
	struct page_stream *s = arena_alloc(v->arena, sizeof *s);

	s->stream = (struct stream){ first_page, next_page };
	s->view = *v;
	arena_init(&s->line);		/* a page's worth: it goes with the worker */
	s->view.arena = s->view.context.arena = &s->line;
	s->make = make;
	return &s->stream;
}

/* Tables, and other pages whose text has tables that were added up. */
static struct thing *
sheet_line(struct view *v, uint32_t page)
{
	const struct page *pg = &v->p->pages[page];

	return pg->kind == OBJECT_TABLE || view_checked(&pg->sums) ? view_table_line(v, page) : NULL;
}

static struct thing *
report_line(struct view *v, uint32_t page)
{
	const struct page *pg = &v->p->pages[page];

	return pg->kind == OBJECT_REPORT ? view_report_line(v, page) : NULL;
}

/* The sums of a page's tables that came out in one way; only pages that have some are opened. */
static struct thing *
sums_of(struct view *v, uint32_t page, uint32_t count, enum verdict verdict)
{
	struct view_sheet sheet;

	if (!count)
		return NULL;
	struct thing *t = view_table_line(v, page);
	const struct object *o = view_open(v, page, OBJECT_HEAD | OBJECT_CELLS, STR_NONE)->object;

	for (uint32_t i = 0; view_sheet(v, o, i, &sheet); i++)
		view_sums(v, page, &sheet, verdict, t);
	return t;
}

static struct thing *
rounding_line(struct view *v, uint32_t page)
{
	const struct page *pg = &v->p->pages[page];

	return sums_of(v, page, pg->sums.rounding, VERDICT_ROUNDING);
}

static struct thing *
open_line(struct view *v, uint32_t page)
{
	const struct page *pg = &v->p->pages[page];

	return sums_of(v, page, pg->sums.unchecked, VERDICT_UNCHECKED);
}

/* ---- figures in the text ---- */

struct claim_stream {
	struct stream stream;
	struct view   view;
	struct arena  line;
	uint32_t      at;		/* of the links */
};

static bool
is_inexact(const struct program *p, const struct link *l)
{
	return (l->kind == REFERENCE_CLAIM || l->kind == REFERENCE_FORMULA) && l->state == LINK_RESOLVED
		&& (l->verdict == VERDICT_ROUNDING || l->verdict == VERDICT_UNCHECKED)
		&& is_stated(&p->pages[l->page]);
}

/* Where it stands, what it says and what it was compared with. */
static struct thing *
claim_line(struct view *v, const struct link *l)
{
	struct thing *t = thing_new(v->arena, TYPE_referral);
	const struct page *to = l->target == NONE ? NULL : &v->p->pages[l->target];

	thing_text(t, MODEL_referral_title, v->p->pages[l->page].title);
	thing_text(t, MODEL_referral_url, page_url_text(&v->context, l->page, l->from_id));
	thing_text(t, MODEL_referral_place, address_place(v->p, l));
	thing_text(t, MODEL_referral_text, l->text);
	if (to && l->id.len)
		thing_text(t, MODEL_referral_target, str_print(v->arena, STR_FMT ", " STR_FMT,
			STR_ARG(to->title), STR_ARG(l->id)));
	else if (to)
		thing_text(t, MODEL_referral_target, to->title);
	return t;
}

static struct thing *
next_claim(struct stream *stream)
{
	struct claim_stream *s = (struct claim_stream *)stream;
	const struct program *p = s->view.p;

	while (s->at < p->nlink) {
		const struct link *l = &p->links[s->at++];

		if (!is_inexact(p, l))
			continue;
		arena_reset(&s->line);
		struct thing *t = claim_line(&s->view, l);

		t->stream = stream;
		return t;
	}
	return NULL;
}

static struct thing *
first_claim(struct stream *stream)
{
	((struct claim_stream *)stream)->at = 0;
	return next_claim(stream);
}

static struct stream *
claim_stream(struct view *v)
{
	struct claim_stream *s = arena_alloc(v->arena, sizeof *s);

	s->stream = (struct stream){ first_claim, next_claim };
	s->view = *v;
	arena_init(&s->line);
	s->view.arena = s->view.context.arena = &s->line;
	return &s->stream;
}

/* ---- the page ---- */

static void
set_tallies(struct view *v, struct thing *t)
{
	const struct link_summary *s = v->p->summary;

	thing_text(t, MODEL_checks_sources, statement_count(v->arena, public_sources(v->p)));
	thing_text(t, MODEL_checks_pages, statement_count(v->arena, s->pages));
	thing_set(t, MODEL_checks_sums, view_tally(v, &s->sums, "sums"));
	thing_set(t, MODEL_checks_rules, view_tally(v, &s->rules, "rules"));
	thing_set(t, MODEL_checks_claims, view_tally(v, &s->claims, "claims"));
	thing_set(t, MODEL_checks_references, view_tally(v, &s->references, "references"));
}

void
view_checks(struct view *v)
{
	struct thing *t = thing_new(v->arena, TYPE_checks);

	set_tallies(v, t);
	thing_stream(t, MODEL_checks_rounding, page_stream(v, rounding_line));
	thing_stream(t, MODEL_checks_open, page_stream(v, open_line));
	thing_stream(t, MODEL_checks_inexact, claim_stream(v));
	thing_stream(t, MODEL_checks_tables, page_stream(v, sheet_line));
	thing_stream(t, MODEL_checks_reports, page_stream(v, report_line));
	if (v->p->site != NONE)
		view_rules(v, v->p->site, t, MODEL_checks_across);
	for (uint32_t i = 0; i < v->p->nkind[OBJECT_TABLE]; i++)
		if (is_stated(&v->p->pages[v->p->by_kind[OBJECT_TABLE][i]]))
			view_rules(v, v->p->by_kind[OBJECT_TABLE][i], t, MODEL_checks_across);
	add_accepted(v, t);
	thing_set(v->root, MODEL_root_checks, t);
}
