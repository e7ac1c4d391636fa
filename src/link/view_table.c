/*
 * Tables with their checks: on a page of their own, in lists, and under a table that a report shows.
 */
#include "base/path.h"
#include "link/embed.h"
#include "link/grid.h"
#include "link/statement.h"
#include "link/view.h"

/* Beyond these a page shows the totals and the first rows, and says so (SAFETY.md, CSV). */
#define MOST_CELLS 60000
#define FIRST_ROWS 500

#define MOST_LINES       2000	/* of checks on a table's page; what holds exactly is counted beyond them, */
#define MOST_LINES_UNDER 100	/* and under a table in a report */

struct thing *
view_table_line(struct view *v, uint32_t page)
{
	const struct page *pg = &v->p->pages[page];
	struct thing *t = thing_new(v->arena, TYPE_table);

	thing_text(t, MODEL_table_title, pg->title);
	thing_text(t, MODEL_table_url, page_url_text(&v->context, page, STR_NONE));
	thing_set(t, MODEL_table_sums, view_tally(v, &pg->sums, "sums"));
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
	struct str row = t->rows[k->row].label, column = t->columns[k->column].name;

	for (uint32_t c = 0; c < t->ncolumn; c++)
		amounts += t->columns[c].kind == COLUMN_AMOUNT;
	if (!row.len)
		return column.len ? column : t->cells[(size_t)k->row * t->ncolumn + k->column].text;
	if (amounts < 2 || !column.len)
		return row;
	return str_print(v->arena, STR_FMT ", " STR_FMT, STR_ARG(row), STR_ARG(column));
}

/* What a sum makes may have finer digits than the figure that states it: up to three more are shown. */
static int
finest_place(decimal value, int place)
{
	for (int i = 0; i < 3 && place > -DECIMAL_PLACES && value % decimal_power(place) != 0; i++)
		place--;
	return place;
}

static struct thing *
check_line(struct view *v, const struct object *o, const struct check *k)
{
	struct thing *line = thing_new(v->arena, TYPE_check);
	const struct table *t = &o->table;
	const struct table_cell *cell = &t->cells[(size_t)k->row * t->ncolumn + k->column];
	struct amount_unit as = { (enum unit)cell->amount.unit, t->columns[k->column].unit.scale };
	int place = cell->amount.place, finest = finest_place(k->computed, place);

	thing_text(line, MODEL_check_name, check_name(v, t, k));
	thing_text(line, MODEL_check_reading, program_basis(v->p, v->arena, &k->basis));
	set_verdict(line, k->verdict);
	if (k->verdict == VERDICT_UNCHECKED)
		return line;
	thing_text(line, MODEL_check_stated, amount_text(v->arena, k->stated, as, place));
	thing_text(line, MODEL_check_computed, amount_text(v->arena, k->computed, as, finest));
	if (k->difference) {
		thing_text(line, MODEL_check_difference, amount_text(v->arena, k->difference, as, finest));
		thing_text(line, MODEL_check_bound, amount_text(v->arena, k->bound, as, finest_place(k->bound, place)));
	}
	return line;
}

/* Its url leads to the cell, or to the table in the text that has it. */
static struct thing *
sum_line(struct view *v, uint32_t page, const struct view_sheet *s, const struct check *k)
{
	struct thing *line = check_line(v, &s->object, k);
	struct str id = s->anchor;

	if (s->ids)
		id = grid_cell_id(v->arena, s->ids[k->row], &s->object.table.columns[k->column]);
	if (s->ids || s->anchor.len)
		thing_text(line, MODEL_check_url, page_url_text(&v->context, page, id));
	return line;
}

bool
view_sheet(struct view *v, const struct object *o, uint32_t index, struct view_sheet *out)
{
	*out = (struct view_sheet){ .object = *o };
	if (o->table.ncolumn) {
		out->ids = grid_row_ids(v->arena, &o->table);
		return index == 0;
	}
	if (index >= o->ntext_table)
		return false;
	const struct text_table *t = &o->text_tables[index];

	out->object.table = object_text_table(o, index);
	out->object.checks = o->checks + t->first_check;
	out->object.ncheck = t->checks;
	out->anchor = o->definitions[t->definition].id;
	return true;
}

void
view_sums(struct view *v, uint32_t page, const struct view_sheet *s, enum verdict verdict, struct thing *t)
{
	for (uint32_t i = 0; i < s->object.ncheck; i++)
		if (s->object.checks[i].verdict == verdict)
			thing_add(t, MODEL_table_checks, sum_line(v, page, s, &s->object.checks[i]));
}

/* What a rule compares: each cell by the title of its table, for who reads no addresses. */
static void
add_cells(struct view *v, const struct formula *f, struct thing *line)
{
	for (uint32_t i = 0; i < f->nop; i++) {
		const struct link *l = f->ops[i].kind == OP_CELL ? &v->p->links[f->ops[i].index] : NULL;
		const struct page *to = l && l->target != NONE ? &v->p->pages[l->target] : NULL;

		if (!to || !page_is_public(to))
			continue;
		struct thing *cell = thing_new(v->arena, TYPE_link);

		thing_text(cell, MODEL_link_title, l->id.len ? str_print(v->arena, STR_FMT ", " STR_FMT,
			STR_ARG(to->title), STR_ARG(l->id)) : to->title);
		thing_text(cell, MODEL_link_url, page_url_text(&v->context, l->target, l->id));
		thing_add(line, MODEL_check_cells, cell);
	}
}

/* A rule that reaches other tables, or stands in site.yaml. */
static struct thing *
rule_line(struct view *v, const struct formula *f)
{
	struct thing *line = thing_new(v->arena, TYPE_check);

	thing_text(line, MODEL_check_name, f->rule.text);
	if (v->p->pages[f->page].output.len && f->page != v->output->page)
		thing_text(line, MODEL_check_url, page_url_text(&v->context, f->page, STR_NONE));
	add_cells(v, f, line);
	set_verdict(line, f->verdict);
	thing_flag(line, MODEL_check_rule, true);
	if (f->verdict != VERDICT_UNCHECKED) {
		struct amount_unit as = { (enum unit)f->unit, 0 };

		thing_text(line, MODEL_check_stated, amount_text(v->arena, f->stated, as, 0));
		thing_text(line, MODEL_check_computed, amount_text(v->arena, f->computed, as, 0));
	}
	return line;
}

void
view_rules(struct view *v, uint32_t page, struct thing *t, enum model_member member)
{
	const struct page *pg = &v->p->pages[page];

	for (uint32_t i = 0; i < pg->nrule; i++)
		thing_add(t, member, rule_line(v, &v->p->formulas[pg->first_rule + i]));
}

/* Rules between cells of the table itself. */
static void
add_own_rules(struct view *v, const struct object *o, struct thing *t)
{
	for (uint32_t i = 0; i < o->ncheck; i++) {
		if (o->checks[i].kind != CHECK_RULE)
			continue;
		struct thing *line = check_line(v, o, &o->checks[i]);

		thing_text(line, MODEL_check_name, o->checks[i].basis.name);
		thing_flag(line, MODEL_check_rule, true);
		thing_add(t, MODEL_table_rules, line);
	}
}

/* ---- what stands under a table ---- */

static struct str
line_id(struct view *v, const struct parts *parts, uint32_t check, struct str prefix)
{
	struct buf b = BUF_EMPTY;

	buf_str(&b, prefix);
	parts_write_id(parts, check, &b);
	return buf_keep(&b, v->arena);
}

/* Every check up to a number; beyond it those that do not hold exactly, and those that a total leads to. */
static void
add_sums(struct view *v, const struct parts *parts, struct str prefix, const struct view_sheet *s, uint32_t page,
	uint32_t most, struct thing *t)
{
	const struct object *o = &s->object;
	uint32_t left_out = 0;

	for (uint32_t i = 0; i < o->ncheck; i++) {
		const struct check *k = &o->checks[i];
		bool leads = parts && parts_leads(parts, i);

		if (k->kind == CHECK_RULE)
			continue;
		if (o->ncheck > most && k->verdict == VERDICT_EXACT && !leads) {
			left_out++;
			continue;
		}
		struct thing *line = sum_line(v, page, s, k);

		if (leads)
			thing_text(line, MODEL_check_id, line_id(v, parts, i, prefix));
		thing_add(t, MODEL_table_checks, line);
	}
	if (left_out)
		thing_text(t, MODEL_table_more, statement_counted(v->p, v->arena, "more_sums", left_out));
}

/* Those of the sidecar follow those of the file. */
static void
add_notes(struct view *v, const struct page_context *c, struct thing *t)
{
	const struct table *table = &c->object->table;

	for (uint32_t i = 0; i < table->nnote; i++)
		thing_add(t, MODEL_table_notes, view_value(v, view_escape(v, table->notes[i])));
	view_values(v, c, object_get(c->object, NULL, "notes"), t, MODEL_table_notes);
	view_exempt_lines(v, c->object, t);
}

/* The view of another page's table, as the page being written sees it. */
static struct view
view_within(const struct view *of, const struct page_context *c, struct arena *scratch)
{
	struct view v = *of;

	v.arena = scratch;
	v.context = *c;
	v.context.arena = scratch;
	return v;
}

static void
run_under(const struct view *of, struct thing *table, struct arena *scratch, struct buf *out)
{
	struct thing *root = thing_new(scratch, TYPE_root);

	thing_set(root, MODEL_root_words, thing_get_first(of->root, MODEL_root_words));
	thing_set(root, MODEL_root_site, thing_get_first(of->root, MODEL_root_site));
	thing_set(root, MODEL_root_page, thing_get_first(of->root, MODEL_root_page));
	thing_set(root, MODEL_root_table, table);
	mustache_run(of->templates, mustache_find(of->templates, "embed"), root, out);
}

void
view_under(const struct view *of, const struct page_context *c, uint32_t page, const struct parts *parts,
	struct str prefix, struct arena *scratch, struct buf *out)
{
	struct view v = view_within(of, c, scratch);
	struct view_sheet s = { .object = *parts->object };
	struct thing *t = view_table_line(&v, page);
	struct page_context own = v.context;

	own.object = parts->object;
	own.page = page;
	thing_flag(t, MODEL_table_embedded, true);
	for (uint32_t row = 0; row < s.object.table.nrow; row++)
		if (!parts->shown[row])
			thing_flag(t, MODEL_table_shortened, true);
	add_notes(&v, &own, t);
	if (view_folds(of))
		add_sums(&v, parts, prefix, &s, page, MOST_LINES_UNDER, t);
	run_under(of, t, scratch, out);
}

void
view_under_text(const struct view *of, const struct page_context *c, const struct object *o, uint32_t index,
	struct arena *scratch, struct buf *out)
{
	struct view v = view_within(of, c, scratch);
	struct view_sheet s;
	struct link_tally sums = { .exact = 0 };
	struct thing *t = thing_new(scratch, TYPE_table);

	if (!view_sheet(&v, o, index, &s))
		return;
	for (uint32_t i = 0; i < s.object.ncheck; i++)
		tally_add_check(&sums, &s.object.checks[i]);
	s.anchor = STR_NONE;
	thing_text(t, MODEL_table_title, s.object.table.title);
	thing_set(t, MODEL_table_sums, view_tally(&v, &sums, "sums"));
	if (view_folds(of))
		add_sums(&v, NULL, STR_NONE, &s, c->page, MOST_LINES, t);
	run_under(of, t, scratch, out);
}

bool
view_folds(const struct view *v)
{
	return v->output->form != FORM_PAPER && v->output->form != FORM_PACK && v->output->form != FORM_SUPPLEMENT;
}

/* ---- a table's page ---- */

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
	struct parts *parts = arena_alloc(v->arena, sizeof *parts);
	const struct table *table = &c->object->table;
	bool large = (uint64_t)table->nrow * table->ncolumn > MOST_CELLS;
	uint32_t *shown = grid_shown(v->arena, table, large ? FIRST_ROWS : 0);

	parts_find(parts, c->object, shown, v->arena);
	g->object = c->object;
	g->arena = v->arena;
	g->options = (struct grid_options){ .label = v->p->pages[c->page].title, .ids = true,
		.shown = shown, .parts = parts, .sums = STR("_") };
	thing_html(t, MODEL_table_grid, (struct markup){ write_grid, g });
	thing_flag(t, MODEL_table_shortened, large);
	thing_text(t, MODEL_table_rows, statement_count(v->arena, table->nrow));
	struct view_sheet s;

	if (view_sheet(v, c->object, 0, &s))
		add_sums(v, parts, STR("_"), &s, c->page, MOST_LINES, t);
}

/* Of the CSV file; kilobytes are whole ones, and at least one. */
static struct str
download_size(struct view *v, const struct table *t)
{
	struct buf b = BUF_EMPTY;

	grid_csv(t, &b);
	struct str size = str_print(v->arena, "%zu kB", (b.len + 999) / 1000);

	buf_release(&b);
	return size;
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
	thing_text(t, MODEL_table_download, pg->away ? page_site_url(&v->context, output_data(v->arena, pg))
		: page_url_to(&v->context, output_data(v->arena, pg)));
	thing_text(t, MODEL_table_download_size, download_size(v, &c->object->table));
	add_notes(v, c, t);
	set_grid(v, c, t);
	add_own_rules(v, c->object, t);
	view_rules(v, page, t, MODEL_table_rules);
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
