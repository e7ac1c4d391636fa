/*
 * Two states of a table, cell by cell.
 *
 * A total that moved is said with the lines that moved it: those of the cells that its check covers
 * which have another value now, are new, or are gone.  Figures are compared by value: 1,500 and 1
 * 500 are the same.
 */
#include "link/compare_table.h"

#include <string.h>

#include "base/map.h"

#define NONE UINT32_MAX

struct grid_pair {
	const struct table_pair *t;
	const struct table *old, *new;
	uint32_t *rows, *old_rows;	/* of each new row its old one, and back; or NONE */
	uint32_t *columns, *old_columns;
	uint32_t *checks, *old_checks;	/* by cell: the check of a total, or NONE */
	bool      hushed;
};

struct table_side
compare_table_of(const struct object *o)
{
	return (struct table_side){ o->table, o->checks, o->ncheck, o->covers };
}

struct table_side
compare_text_table_of(const struct object *o, uint32_t index)
{
	const struct text_table *t = &o->text_tables[index];

	return (struct table_side){ object_text_table(o, index), o->checks + t->first_check, t->checks,
		o->covers };
}

/* ---- which row is which ---- */

/* A name, and which of those that have it. */
static struct str
numbered(struct map *seen, struct str name, struct arena *a)
{
	uintptr_t n = (uintptr_t)map_get(seen, name) + 1;

	map_put(seen, name, (void *)n);
	return n == 1 ? name : str_print(a, STR_FMT "\n%u", STR_ARG(name), (unsigned)n);
}

static struct str
row_key(const struct table *t, uint32_t row, struct arena *a)
{
	const struct table_row *r = &t->rows[row];

	return str_print(a, "%d" STR_FMT "\n" STR_FMT, r->kind == ROW_HEADING, STR_ARG(r->group_slug),
		STR_ARG(r->label_slug));
}

static struct str
column_key(const struct table *t, uint32_t column, struct arena *a)
{
	(void)a;
	return t->columns[column].slug;
}

/* Of each on the new side, the one of the same name on the old side. */
static void
match_names(const struct grid_pair *g, struct str (*key)(const struct table *, uint32_t, struct arena *),
	uint32_t nold, uint32_t nnew, uint32_t *mate, uint32_t *back)
{
	struct arena *a = g->t->scratch;
	struct map seen, names;

	map_init(&seen, a);
	map_init(&names, a);
	for (uint32_t i = 0; i < nold; i++) {
		back[i] = NONE;
		map_put(&names, numbered(&seen, key(g->old, i, a), a), (void *)(uintptr_t)(i + 1));
	}
	map_init(&seen, a);
	for (uint32_t i = 0; i < nnew; i++) {
		uintptr_t found = (uintptr_t)map_get(&names, numbered(&seen, key(g->new, i, a), a));

		mate[i] = found ? (uint32_t)(found - 1) : NONE;
		if (found)
			back[found - 1] = i;
	}
}

static const struct table_cell *
cell_of(const struct table *t, uint32_t row, uint32_t column)
{
	return &t->cells[(size_t)row * t->ncolumn + column];
}

static bool
is_same(const struct table_cell *o, const struct table_cell *n)
{
	if (amount_is_known(o->kind) && amount_is_known(n->kind))
		return o->amount.value == n->amount.value && o->amount.unit == n->amount.unit;
	return o->kind == n->kind && str_equal(o->text, n->text);
}

/* A row that has another name and, in half of its amounts or more, the same figures. */
static bool
is_renamed(const struct grid_pair *g, uint32_t old, uint32_t new)
{
	unsigned same = 0, all = 0;

	if (g->old->rows[old].kind != g->new->rows[new].kind)
		return false;
	for (uint32_t c = 0; c < g->new->ncolumn; c++) {
		if (g->columns[c] == NONE || g->new->columns[c].kind != COLUMN_AMOUNT)
			continue;
		const struct table_cell *n = cell_of(g->new, new, c);

		all += amount_is_known(n->kind);
		same += amount_is_known(n->kind) && is_same(cell_of(g->old, old, g->columns[c]), n);
	}
	return same > 0 && same * 2 >= all;
}

/* The k-th of those without a mate between two that have one may be the k-th on the other side. */
static void
match_renamed(const struct grid_pair *g)
{
	uint32_t old = 0;

	for (uint32_t new = 0; new < g->new->nrow; new++) {
		if (g->rows[new] != NONE) {
			old = g->rows[new] + 1;
			continue;
		}
		if (old < g->old->nrow && g->old_rows[old] == NONE && is_renamed(g, old, new)) {
			g->rows[new] = old;
			g->old_rows[old] = new;
			old++;
		}
	}
}

/* ---- what a cell is called ---- */

static struct str
row_name(const struct table *t, uint32_t row, struct arena *a)
{
	const struct table_row *r = &t->rows[row];

	if (!r->group.len || r->kind == ROW_HEADING || str_find(r->label, r->group, 0) < r->label.len)
		return str_copy(a, r->label);
	return str_print(a, STR_FMT ", " STR_FMT, STR_ARG(r->group), STR_ARG(r->label));
}

static struct str
cell_name(const struct table *t, uint32_t row, uint32_t column, struct arena *a)
{
	struct str name = row_name(t, row, a), of = t->columns[column].name;

	return str_print(a, STR_FMT "%s" STR_FMT, STR_ARG(name), name.len && of.len ? ", " : "", STR_ARG(of));
}

struct str
compare_row_text(const struct table *t, uint32_t row, struct arena *a)
{
	struct buf out = BUF_EMPTY;

	for (uint32_t c = 0; c < t->ncolumn; c++) {
		struct str text = cell_of(t, row, c)->text;

		if (out.len > 0 && text.len > 0)
			buf_text(&out, " | ");
		buf_str(&out, text);
	}
	return buf_keep(&out, a);
}

/* As it is written, with the unit that its column gives it. */
static struct str
shown(const struct table *t, uint32_t column, const struct table_cell *c, struct arena *a)
{
	if (c->kind != AMOUNT_VALUE)
		return str_copy(a, c->text);
	const struct amount_unit *as = &t->columns[column].unit;

	return amount_text(a, c->amount.value, (struct amount_unit){ (enum unit)c->amount.unit,
		c->amount.own_scale ? 0 : as->scale }, c->amount.place);
}

/* What the new figure has more than the old one, exactly; empty when they have no common unit. */
static struct str
difference(const struct grid_pair *g, uint32_t column, const struct table_cell *o,
	const struct table_cell *n, bool turned)
{
	struct buf out = BUF_EMPTY;
	decimal d;

	if (!amount_is_known(o->kind) || !amount_is_known(n->kind))
		return STR_NONE;
	bool unit = o->kind == AMOUNT_VALUE && n->kind == AMOUNT_VALUE && o->amount.unit != n->amount.unit;

	if (unit || !decimal_sub(n->amount.value, o->amount.value, &d))
		return STR_NONE;
	const struct table_cell *of = n->kind == AMOUNT_VALUE ? n : o;
	int place = o->kind != AMOUNT_VALUE || (n->kind == AMOUNT_VALUE && n->amount.place < o->amount.place)
		? n->amount.place : o->amount.place;

	d = turned ? -d : d;
	if (d > 0)
		buf_char(&out, '+');
	amount_print(&out, d, (struct amount_unit){ (enum unit)of->amount.unit, of->amount.own_scale ? 0
		: g->new->columns[column].unit.scale }, place);
	return buf_keep(&out, g->t->a);
}

/* ---- totals ---- */

static uint32_t *
checks_of(const struct table_side *s, struct arena *a)
{
	size_t n = (size_t)s->table.nrow * s->table.ncolumn;
	uint32_t *by_cell = arena_array(a, n, sizeof(*by_cell));

	for (size_t i = 0; i < n; i++)
		by_cell[i] = NONE;
	for (uint32_t i = 0; i < s->ncheck; i++) {
		const struct check *k = &s->checks[i];
		uint32_t *slot = &by_cell[(size_t)k->row * s->table.ncolumn + k->column];

		if ((k->kind == CHECK_TOTAL || k->kind == CHECK_ROW_TOTAL) && (*slot == NONE || k->kind == CHECK_TOTAL))
			*slot = i;
	}
	return by_cell;
}

static bool
is_total(const struct grid_pair *g, uint32_t row, uint32_t column)
{
	return g->new->columns[column].kind == COLUMN_AMOUNT && (g->new->rows[row].kind == ROW_TOTAL
		|| g->new->columns[column].is_total || g->checks[(size_t)row * g->new->ncolumn + column] != NONE);
}

static struct change *
change_of(const struct grid_pair *g, enum change_what what, enum change_how how, struct str name,
	uint32_t line)
{
	struct change *c = arena_alloc(g->t->a, sizeof(*c));

	*c = (struct change){ .what = what, .how = how, .line = line, .under = g->t->name,
		.name = name };
	return c;
}

/* The part of a total that stands in one cell, and whether it is another than it was. */
static struct change *
new_part(const struct grid_pair *g, const struct cover *v)
{
	const struct table_cell *n = cell_of(g->new, v->row, v->column), *o = NULL;
	struct arena *a = g->t->a;

	if (g->rows[v->row] != NONE && g->columns[v->column] != NONE)
		o = cell_of(g->old, g->rows[v->row], g->columns[v->column]);
	if (o ? is_same(o, n) : n->kind == AMOUNT_BLANK)
		return NULL;
	struct change *c = change_of(g, CHANGE_CELL, o ? CHANGE_CHANGED : CHANGE_ADDED,
		cell_name(g->new, v->row, v->column, a), table_line(g->new, v->row, v->column));

	c->new = shown(g->new, v->column, n, a);
	c->hushed = n->kind == AMOUNT_WITHHELD;
	if (o && !c->hushed) {
		c->old = shown(g->old, g->columns[v->column], o, a);
		c->difference = difference(g, v->column, o, n, v->subtracted);
	}
	return c;
}

static struct change *
gone_part(const struct grid_pair *g, const struct cover *v)
{
	if (g->old_rows[v->row] != NONE && g->old_columns[v->column] != NONE)
		return NULL;
	struct change *c = change_of(g, CHANGE_CELL, CHANGE_REMOVED, STR_NONE,
		table_line(g->old, v->row, v->column));

	c->hushed = g->hushed;
	if (!g->hushed) {
		c->name = cell_name(g->old, v->row, v->column, g->t->a);
		c->old = shown(g->old, v->column, cell_of(g->old, v->row, v->column), g->t->a);
	}
	return c;
}

static void
add_parts(const struct grid_pair *g, uint32_t row, uint32_t column, struct change *total)
{
	struct change **tail = &total->parts;
	uint32_t new = g->checks[(size_t)row * g->new->ncolumn + column];
	uint32_t old = g->old_checks[(size_t)g->rows[row] * g->old->ncolumn + g->columns[column]];
	const struct check *n = new == NONE ? NULL : &g->t->new.checks[new];
	const struct check *o = old == NONE ? NULL : &g->t->old.checks[old];

	total->counted = n && o;
	for (uint32_t i = 0; n && i < n->covers; i++)
		if ((*tail = new_part(g, &g->t->new.covers[n->first_cover + i])))
			tail = &(*tail)->next;
	for (uint32_t i = 0; o && i < o->covers; i++)
		if ((*tail = gone_part(g, &g->t->old.covers[o->first_cover + i])))
			tail = &(*tail)->next;
}

/* ---- cells, rows, columns ---- */

static void
compare_cell(const struct grid_pair *g, uint32_t row, uint32_t column)
{
	const struct table_cell *o = cell_of(g->old, g->rows[row], g->columns[column]);
	const struct table_cell *n = cell_of(g->new, row, column);
	enum column_kind kind = g->new->columns[column].kind;

	if (is_same(o, n) || ((kind == COLUMN_LABEL || kind == COLUMN_GROUP) && !str_equal(
		g->old->rows[g->rows[row]].label_slug, g->new->rows[row].label_slug)))
		return;		/* that a row has another name is said of the row */
	bool total = is_total(g, row, column);
	struct change *c = change_of(g, total ? CHANGE_TOTAL : CHANGE_CELL, CHANGE_CHANGED,
		cell_name(g->new, row, column, g->t->a), table_line(g->new, row, column));

	c->new = shown(g->new, column, n, g->t->a);
	c->hushed = n->kind == AMOUNT_WITHHELD || (g->hushed && !amount_is_known(n->kind));
	if (!c->hushed) {
		c->old = shown(g->old, g->columns[column], o, g->t->a);
		c->difference = difference(g, column, o, n, false);
	}
	if (total)
		add_parts(g, row, column, c);
	changes_add(&g->t->lists[c->what], c);
}

static void
say_row(const struct grid_pair *g, uint32_t row, enum change_how how)
{
	const struct table *t = how == CHANGE_REMOVED ? g->old : g->new;
	struct change *c = change_of(g, CHANGE_ROW, how, STR_NONE, t->rows[row].line);
	bool hushed = g->hushed && how == CHANGE_REMOVED;

	if (how == CHANGE_CHANGED && !g->hushed)
		c->old_name = row_name(g->old, g->rows[row], g->t->a);
	if (!hushed)
		c->name = row_name(t, row, g->t->a);
	if (how == CHANGE_ADDED)
		c->new = compare_row_text(t, row, g->t->a);
	else if (how == CHANGE_REMOVED && !hushed)
		c->old = compare_row_text(t, row, g->t->a);
	c->hushed = hushed || (how == CHANGE_CHANGED && g->hushed);
	changes_add(&g->t->lists[CHANGE_ROW], c);
}

static void
compare_row(const struct grid_pair *g, uint32_t row)
{
	if (g->rows[row] == NONE) {
		say_row(g, row, CHANGE_ADDED);
		return;
	}
	if (!str_equal(g->old->rows[g->rows[row]].label_slug, g->new->rows[row].label_slug))
		say_row(g, row, CHANGE_CHANGED);
	for (uint32_t c = 0; c < g->new->ncolumn; c++)
		if (g->columns[c] != NONE)
			compare_cell(g, row, c);
}

static void
compare_columns(const struct grid_pair *g)
{
	for (uint32_t c = 0; c < g->new->ncolumn; c++)
		if (g->columns[c] == NONE)
			changes_add(&g->t->lists[CHANGE_COLUMN], change_of(g, CHANGE_COLUMN, CHANGE_ADDED,
				str_copy(g->t->a, g->new->columns[c].name), 0));
	for (uint32_t c = 0; c < g->old->ncolumn; c++)
		if (g->old_columns[c] == NONE) {
			struct change *k = change_of(g, CHANGE_COLUMN, CHANGE_REMOVED, STR_NONE, 0);

			k->hushed = g->hushed;
			if (!g->hushed)
				k->name = str_copy(g->t->a, g->old->columns[c].name);
			changes_add(&g->t->lists[CHANGE_COLUMN], k);
		}
}

static bool
has_withheld(const struct table *t)
{
	for (size_t i = 0; i < (size_t)t->nrow * t->ncolumn; i++)
		if (t->cells[i].kind == AMOUNT_WITHHELD)
			return true;
	return false;
}

void
compare_tables(const struct table_pair *t)
{
	struct arena *a = t->scratch;
	struct grid_pair g = { .t = t, .old = &t->old.table, .new = &t->new.table };
	uint32_t old = 0;

	g.hushed = t->hushed || has_withheld(g.new);
	g.rows = arena_array(a, g.new->nrow, sizeof(*g.rows));
	g.old_rows = arena_array(a, g.old->nrow, sizeof(*g.old_rows));
	g.columns = arena_array(a, g.new->ncolumn, sizeof(*g.columns));
	g.old_columns = arena_array(a, g.old->ncolumn, sizeof(*g.old_columns));
	match_names(&g, column_key, g.old->ncolumn, g.new->ncolumn, g.columns, g.old_columns);
	match_names(&g, row_key, g.old->nrow, g.new->nrow, g.rows, g.old_rows);
	match_renamed(&g);
	g.checks = checks_of(&t->new, a);
	g.old_checks = checks_of(&t->old, a);
	compare_columns(&g);
	for (uint32_t row = 0; row < g.new->nrow; row++) {
		for (; g.rows[row] != NONE && old < g.rows[row]; old++)
			if (g.old_rows[old] == NONE)
				say_row(&g, old, CHANGE_REMOVED);
		compare_row(&g, row);
	}
	for (; old < g.old->nrow; old++)
		if (g.old_rows[old] == NONE)
			say_row(&g, old, CHANGE_REMOVED);
}
