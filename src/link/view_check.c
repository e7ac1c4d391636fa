/*
 * Tables with their checks, and the statement of checks of the whole site.
 */
#include "base/path.h"
#include "link/grid.h"
#include "link/resolve.h"
#include "link/view.h"

/* Beyond these a page shows the totals and the first rows, and says so (SAFETY.md, CSV). */
#define MOST_CELLS 60000
#define FIRST_ROWS 500

struct thing *
view_table_line(struct view *v, uint32_t page)
{
	const struct page *pg = &v->p->pages[page];
	struct thing *t = thing_new(v->arena, TYPE_table);

	thing_text(t, MODEL_table_title, pg->title);
	thing_text(t, MODEL_table_url, page_url_text(&v->context, page, STR_NONE));
	thing_set(t, MODEL_table_sums, view_tally(v, &pg->sums));
	return t;
}

static void
set_verdict(struct thing *t, enum verdict verdict)
{
	thing_text(t, MODEL_check_verdict, str_of(verdict_name(verdict)));
	thing_flag(t, MODEL_check_exact, verdict == VERDICT_EXACT);
	thing_flag(t, MODEL_check_rounding, verdict == VERDICT_ROUNDING);
	thing_flag(t, MODEL_check_unchecked, verdict == VERDICT_UNCHECKED);
}

/* "Total Performance, 2009/10"; the column is left out where there is only one. */
static struct str
check_name(struct view *v, const struct table *t, const struct check *k)
{
	uint32_t amounts = 0;
	struct str row = k->row < t->nrow ? t->rows[k->row].label : STR_NONE;
	struct str column = k->column < t->ncolumn ? t->columns[k->column].name : STR_NONE;

	for (uint32_t c = 0; c < t->ncolumn; c++)
		amounts += t->columns[c].kind == COLUMN_AMOUNT;
	if (amounts < 2 || !column.len)
		return row;
	return str_print(v->arena, STR_FMT ", " STR_FMT, STR_ARG(row), STR_ARG(column));
}

static struct thing *
check_line(struct view *v, uint32_t page, const struct table *t, const struct str *ids, const struct check *k)
{
	struct thing *line = thing_new(v->arena, TYPE_check);
	const struct table_column *column = &t->columns[k->column];
	const struct table_cell *cell = &t->cells[k->row * t->ncolumn + k->column];
	struct amount_unit as = { (enum unit)cell->amount.unit, column->unit.scale };
	int place = cell->amount.place;

	thing_text(line, MODEL_check_name, check_name(v, t, k));
	thing_text(line, MODEL_check_url, page_url_text(&v->context, page,
		grid_cell_id(v->arena, ids[k->row], column)));
	thing_text(line, MODEL_check_reading, program_basis(v->p, v->arena, &k->basis));
	set_verdict(line, k->verdict);
	if (k->verdict == VERDICT_UNCHECKED)
		return line;
	thing_text(line, MODEL_check_stated, amount_text(v->arena, k->stated, as, place));
	thing_text(line, MODEL_check_computed, amount_text(v->arena, k->computed, as, place));
	if (k->difference)
		thing_text(line, MODEL_check_difference, amount_text(v->arena, k->difference, as, place));
	if (k->difference)
		thing_text(line, MODEL_check_bound, amount_text(v->arena, k->bound, as, place - 1));
	return line;
}

/* A rule that reaches other tables, or stands in site.yaml. */
static struct thing *
rule_line(struct view *v, const struct formula *f)
{
	struct thing *line = thing_new(v->arena, TYPE_check);

	thing_text(line, MODEL_check_name, f->rule.text);
	set_verdict(line, f->verdict);
	thing_flag(line, MODEL_check_rule, true);
	if (f->verdict != VERDICT_UNCHECKED) {
		struct amount_unit as = { (enum unit)f->unit, 0 };

		thing_text(line, MODEL_check_stated, amount_text(v->arena, f->stated, as, 0));
		thing_text(line, MODEL_check_computed, amount_text(v->arena, f->computed, as, 0));
	}
	return line;
}

static void
add_rules(struct view *v, uint32_t page, struct thing *t, enum model_member member)
{
	const struct page *pg = &v->p->pages[page];

	for (uint32_t i = 0; i < pg->nrule; i++)
		thing_add(t, member, rule_line(v, &v->p->formulas[pg->first_rule + i]));
}

static void
add_checks(struct view *v, const struct page_context *c, struct thing *t)
{
	const struct object *o = c->object;
	struct str *ids = grid_row_ids(v->arena, &o->table);

	for (uint32_t i = 0; i < o->ncheck; i++)
		thing_add(t, MODEL_table_checks, check_line(v, c->page, &o->table, ids, &o->checks[i]));
	add_rules(v, c->page, t, MODEL_table_checks);
}

struct grid_body {
	const struct object *object;
	struct arena        *arena;
	struct grid_options  options;
};

static void
write_grid(const void *from, struct buf *out)
{
	const struct grid_body *g = from;

	grid_write(&g->object->table, g->object, &g->options, g->arena, out);
}

static void
set_grid(struct view *v, const struct page_context *c, struct thing *t)
{
	struct grid_body *g = arena_alloc(v->arena, sizeof *g);
	const struct table *table = &c->object->table;
	bool large = (uint64_t)table->nrow * table->ncolumn > MOST_CELLS;

	g->object = c->object;
	g->arena = v->arena;
	g->options = (struct grid_options){ .label = v->p->pages[c->page].title, .ids = true,
		.most = large ? FIRST_ROWS : 0 };
	thing_html(t, MODEL_table_grid, (struct markup){ write_grid, g });
	thing_flag(t, MODEL_table_shortened, large);
	thing_text(t, MODEL_table_rows, str_print(v->arena, "%u", table->nrow));
}

void
view_table(struct view *v)
{
	uint32_t page = v->output->page;
	const struct page *pg = &v->p->pages[page];
	struct thing *t = view_table_line(v, page);
	struct page_context *c = view_open(v, page, OBJECT_HEAD | OBJECT_BODY | OBJECT_CELLS, STR_NONE);

	thing_set(v->root, MODEL_root_table, t);
	if (pg->exempt)
		return;
	thing_text(t, MODEL_table_unit, grid_unit(v->arena, &c->object->table));
	thing_html(t, MODEL_table_summary, view_markup(v, c, "summary"));
	thing_text(t, MODEL_table_source, object_text(c->object, "source"));
	thing_text(t, MODEL_table_download, page_url_to(&v->context, output_data(v->arena, pg)));
	for (uint32_t i = 0; i < c->object->table.nnote; i++)
		thing_add(t, MODEL_table_notes, view_value(v, view_escape(v, c->object->table.notes[i])));
	set_grid(v, c, t);
	add_checks(v, c, t);
	view_referrals(v, page, t, MODEL_table_quoted);
}

void
view_tables(struct view *v)
{
	struct thing *t = thing_new(v->arena, TYPE_listing);
	uint32_t n = 0;

	for (uint32_t i = 0; i < v->p->nkind[OBJECT_TABLE]; i++) {
		uint32_t page = v->p->by_kind[OBJECT_TABLE][i];

		if (v->p->pages[page].hidden || v->p->pages[page].exempt)
			continue;
		thing_add(t, MODEL_listing_tables, view_table_line(v, page));
		n++;
	}
	thing_flag(t, MODEL_listing_any, n > 0);
	thing_set(v->root, MODEL_root_tables, t);
}

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
				: MODEL_checks_open, check_line(v, page, &o->table, ids, k));
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
	thing_set(t, MODEL_checks_sums, view_tally(v, &s->sums));
	thing_set(t, MODEL_checks_rules, view_tally(v, &s->rules));
	thing_set(t, MODEL_checks_claims, view_tally(v, &s->claims));
	thing_set(t, MODEL_checks_references, view_tally(v, &s->references));
	for (uint32_t i = 0; i < v->p->nkind[OBJECT_TABLE]; i++)
		if (is_stated(&v->p->pages[v->p->by_kind[OBJECT_TABLE][i]]))
			add_doubtful(v, v->p->by_kind[OBJECT_TABLE][i], t);
	thing_stream(t, MODEL_checks_tables, page_stream(v, OBJECT_TABLE, view_table_line));
	thing_stream(t, MODEL_checks_reports, page_stream(v, OBJECT_REPORT, view_report_line));
	if (v->p->site != NONE)
		add_rules(v, v->p->site, t, MODEL_checks_site_rules);
	add_accepted(v, t);
	thing_set(v->root, MODEL_root_checks, t);
}
