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

static struct thing *
check_line(struct view *v, const struct object *o, const struct check *k)
{
	struct thing *line = thing_new(v->arena, TYPE_check);
	const struct table *t = &o->table;
	const struct table_cell *cell = &t->cells[(size_t)k->row * t->ncolumn + k->column];
	struct amount_unit as = { (enum unit)cell->amount.unit, t->columns[k->column].unit.scale };
	int place = cell->amount.place;

	thing_text(line, MODEL_check_name, check_name(v, t, k));
	thing_text(line, MODEL_check_reading, program_basis(v->p, v->arena, &k->basis));
	set_verdict(line, k->verdict);
	if (k->verdict == VERDICT_UNCHECKED)
		return line;
	thing_text(line, MODEL_check_stated, amount_text(v->arena, k->stated, as, place));
	thing_text(line, MODEL_check_computed, amount_text(v->arena, k->computed, as, place));
	if (k->difference) {
		thing_text(line, MODEL_check_difference, amount_text(v->arena, k->difference, as, place));
		thing_text(line, MODEL_check_bound, amount_text(v->arena, k->bound, as, place - 1));
	}
	return line;
}

struct thing *
view_sum(struct view *v, uint32_t page, const struct object *o, const struct str *ids, const struct check *k)
{
	struct thing *line = check_line(v, o, k);

	thing_text(line, MODEL_check_url, page_url_text(&v->context, page,
		grid_cell_id(v->arena, ids[k->row], &o->table.columns[k->column])));
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

void
view_rules(struct view *v, uint32_t page, struct thing *t, enum model_member member)
{
	const struct page *pg = &v->p->pages[page];

	for (uint32_t i = 0; i < pg->nrule; i++)
		thing_add(t, member, rule_line(v, &v->p->formulas[pg->first_rule + i]));
}

/* ---- what stands under a table ---- */

static struct str
line_id(struct view *v, const struct parts *parts, uint32_t check, struct str prefix)
{
	struct buf b = BUF_EMPTY;

	buf_str(&b, prefix);
	parts_write_id(parts, check, &b);
	struct str id = buf_keep(&b, v->arena);

	buf_release(&b);
	return id;
}

/* Every check up to a number; beyond it those that do not hold exactly, and those that a total leads to. */
static void
add_sums(struct view *v, const struct parts *parts, struct str prefix, const struct str *ids, uint32_t page,
	uint32_t most, struct thing *t)
{
	const struct object *o = parts->object;
	uint32_t left_out = 0;

	for (uint32_t i = 0; i < o->ncheck; i++) {
		const struct check *k = &o->checks[i];
		bool leads = parts_leads(parts, i);

		if (o->ncheck > most && k->verdict == VERDICT_EXACT && !leads) {
			left_out++;
			continue;
		}
		struct thing *line = ids ? view_sum(v, page, o, ids, k) : check_line(v, o, k);

		if (leads)
			thing_text(line, MODEL_check_id, line_id(v, parts, i, prefix));
		thing_add(t, MODEL_table_checks, line);
	}
	if (left_out)
		thing_text(t, MODEL_table_more, statement_counted(v->p, v->arena, "more_sums", left_out));
}

static void
add_notes(struct view *v, const struct table *table, struct thing *t)
{
	for (uint32_t i = 0; i < table->nnote; i++)
		thing_add(t, MODEL_table_notes, view_value(v, view_escape(v, table->notes[i])));
}

void
view_under(const struct view *of, const struct page_context *c, uint32_t page, const struct parts *parts,
	struct str prefix, struct arena *scratch, struct buf *out)
{
	struct view v = *of;
	int template = mustache_find(of->templates, "embed");

	v.arena = scratch;
	v.context = *c;
	v.context.arena = scratch;
	struct thing *root = thing_new(scratch, TYPE_root), *t = view_table_line(&v, page);

	thing_set(root, MODEL_root_words, thing_get_first(of->root, MODEL_root_words));
	thing_set(root, MODEL_root_site, thing_get_first(of->root, MODEL_root_site));
	thing_set(root, MODEL_root_page, thing_get_first(of->root, MODEL_root_page));
	thing_set(root, MODEL_root_table, t);
	thing_flag(t, MODEL_table_embedded, true);
	for (uint32_t row = 0; row < parts->object->table.nrow; row++)
		if (!parts->shown[row])
			thing_flag(t, MODEL_table_shortened, true);
	add_notes(&v, &parts->object->table, t);
	if (view_folds(of))
		add_sums(&v, parts, prefix, NULL, page, MOST_LINES_UNDER, t);
	mustache_run(of->templates, template, root, out);
}

bool
view_folds(const struct view *v)
{
	return v->output->form != FORM_PAPER && v->output->form != FORM_PACK;
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
	add_sums(v, parts, STR("_"), grid_row_ids(v->arena, table), c->page, MOST_LINES, t);
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
	thing_text(t, MODEL_table_download, page_url_to(&v->context, output_data(v->arena, pg)));
	thing_text(t, MODEL_table_download_size, download_size(v, &c->object->table));
	add_notes(v, &c->object->table, t);
	set_grid(v, c, t);
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
