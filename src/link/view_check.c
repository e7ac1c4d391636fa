/*
 * Tables with their checks, and the statement of checks of the whole site.
 */
#include "base/path.h"
#include "link/grid.h"
#include "link/resolve.h"
#include "link/view.h"

/* What did not come out exactly, table by table; only such tables are opened. */
static void
add_doubtful(struct view *v, uint32_t page, struct thing *t)
{
	const struct page *pg = &v->p->pages[page];

	if (!pg->sums.rounding && !pg->sums.unchecked)
		return;
	struct page_context *c = view_open(v, page, OBJECT_HEAD | OBJECT_CELLS, STR_NONE);
	const struct object *o = c->object;
	struct str *ids = grid_row_ids(v->arena, &o->table);

	for (uint32_t i = 0; i < o->ncheck; i++) {
		const struct check *k = &o->checks[i];

		if (k->verdict == VERDICT_ROUNDING || k->verdict == VERDICT_UNCHECKED)
			thing_add(t, k->verdict == VERDICT_ROUNDING ? MODEL_checks_rounding
				: MODEL_checks_open, view_sum(v, page, o, ids, k));
	}
}

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

static bool
is_stated(const struct page *pg)
{
	return !pg->hidden && !pg->exempt && pg->output.len > 0;
}

/* The pages of a kind as a stream: a line at a time, in an arena of its own. */
struct page_stream {
	struct stream  stream;
	struct view    view;		/* the same, but for the arena */
	struct arena   line;
	enum object_kind kind;
	uint32_t       at;		/* of by_kind */
	struct thing *(*make)(struct view *, uint32_t page);
};

static struct thing *
next_page(struct stream *stream)
{
	struct page_stream *s = (struct page_stream *)stream;
	const struct program *p = s->view.p;

	for (arena_reset(&s->line); s->at < p->nkind[s->kind]; ) {
		uint32_t page = p->by_kind[s->kind][s->at++];

		if (!is_stated(&p->pages[page]))
			continue;
		struct thing *t = s->make(&s->view, page);

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
page_stream(struct view *v, enum object_kind kind, struct thing *(*make)(struct view *, uint32_t))
{
	struct page_stream *s = arena_alloc(v->arena, sizeof *s);

	s->stream = (struct stream){ first_page, next_page };
	s->view = *v;
	arena_init(&s->line);		/* a page's worth: it goes with the worker */
	s->view.arena = s->view.context.arena = &s->line;
	s->kind = kind;
	s->make = make;
	return &s->stream;
}

void
view_checks(struct view *v)
{
	struct thing *t = thing_new(v->arena, TYPE_checks);
	const struct link_summary *s = v->p->summary;

	thing_text(t, MODEL_checks_sources, str_print(v->arena, "%u", s->sources));
	thing_text(t, MODEL_checks_pages, str_print(v->arena, "%u", s->pages));
	thing_set(t, MODEL_checks_sums, view_tally(v, &s->sums, "sums"));
	thing_set(t, MODEL_checks_rules, view_tally(v, &s->rules, "rules"));
	thing_set(t, MODEL_checks_claims, view_tally(v, &s->claims, "claims"));
	thing_set(t, MODEL_checks_references, view_tally(v, &s->references, "references"));
	for (uint32_t i = 0; i < v->p->nkind[OBJECT_TABLE]; i++)
		if (is_stated(&v->p->pages[v->p->by_kind[OBJECT_TABLE][i]]))
			add_doubtful(v, v->p->by_kind[OBJECT_TABLE][i], t);
	thing_stream(t, MODEL_checks_tables, page_stream(v, OBJECT_TABLE, view_table_line));
	thing_stream(t, MODEL_checks_reports, page_stream(v, OBJECT_REPORT, view_report_line));
	if (v->p->site != NONE)
		view_rules(v, v->p->site, t, MODEL_checks_site_rules);
	add_accepted(v, t);
	thing_set(v->root, MODEL_root_checks, t);
}
