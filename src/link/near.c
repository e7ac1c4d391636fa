/*
 * Is a figure in prose a slip for a cell of a table that the same report shows or quotes?
 *
 * Only figures that agree with no cell of those tables are looked at; how one is like a cell is
 * nearness.c's.  A figure that agrees only with another year's column than its sentence is about is
 * looked at too.  A figure that is like several different cells is not reported.  Tables are opened
 * one at a time, each once.
 */
#include "link/near.h"

#include "base/date.h"
#include "link/group.h"
#include "link/nearness.h"
#include "object/symbol.h"

#define CELLS_MOST    2000	/* in a larger table something is near to anything */
#define CELLS_ALL     4000 	/* and in so many cells of a report's tables */
#define FIGURES_MOST  500	/* of a report that are compared */

struct candidate {
	struct figure figure;
	uint32_t      page;
	bool          agrees, several;
	enum nearness how;
	int           power;
	uint32_t      table, line, column, width;	/* of the cell */
	decimal       value;
	struct str    name, shown;	/* of the cell: its address, its value */
	struct str    year, own;	/* NEAR_YEAR: the headers of the cell's column and of the figure's year */
};

struct near {
	struct program   *p;
	struct candidate *candidates;
	uint32_t          count;
	uint32_t         *first;	/* by page, one more than there are pages */
	uint64_t         *cells;	/* by page: of the tables that it was compared with */
	struct near_figure *looked;	/* the candidates of one page, looked_at, or NONE */
	uint32_t          looked_at;
};

/* ---- what is compared ---- */

static bool
shows_table(const struct program *p, const struct page *pg)
{
	for (uint32_t i = 0; i < pg->nlink; i++) {
		const struct link *l = &p->links[pg->first_link + i];

		if (l->target != NONE && p->pages[l->target].kind == OBJECT_TABLE)
			return true;
	}
	return false;
}

static void
gather_page(struct near *n, uint32_t page, struct buf *out, struct arena *scratch)
{
	struct object o;
	struct digits digits;

	if (!program_open(n->p, page, OBJECT_HEAD, scratch, &o))
		return;
	for (uint32_t i = 0; i < o.nfigure && i < FIGURES_MOST; i++) {
		struct candidate c = { .figure = o.figures[i], .page = page };

		if (!digits_read(c.figure.amount.value, c.figure.amount.place, &digits)
			|| digits.significant < NEAR_DIGITS)
			continue;
		c.figure.text = str_copy(n->p->arena, c.figure.text);
		buf_add(out, &c, sizeof(c));
		n->count++;
	}
}

static void
gather(struct near *n, struct buf *out)
{
	struct program *p = n->p;
	struct arena scratch;

	arena_init(&scratch);
	n->first = arena_array(p->arena, p->npage + 1, sizeof(*n->first));
	n->cells = arena_array(p->arena, p->npage, sizeof(*n->cells));
	for (uint32_t page = 0; page < p->npage; page++) {
		const struct page *pg = &p->pages[page];

		n->first[page] = n->count;
		if (pg->figures && !pg->hidden && (pg->text_tables || shows_table(p, pg)))
			gather_page(n, page, out, &scratch);
		arena_reset(&scratch);
	}
	n->first[p->npage] = n->count;
	arena_release(&scratch);
	n->candidates = (struct candidate *)(void *)out->at;
}

/* ---- the comparison ---- */

/* A table with the years that its columns' headers name. */
struct columns {
	uint32_t            page;
	const struct table *table;
	struct symbols     *symbols;	/* made when the first cell is named */
	int                *years;
};

static void
keep(struct near *n, struct candidate *c, enum nearness how, int power, struct columns *in, uint32_t index,
	struct arena *scratch)
{
	const struct table *t = in->table;
	const struct table_cell *cell = &t->cells[index];
	uint32_t row = index / t->ncolumn, column = index % t->ncolumn;

	if (c->how != NEAR_NOT && c->how <= how && c->value != cell->amount.value)
		c->several |= c->how == how;
	if (c->how != NEAR_NOT && c->how <= how)
		return;
	struct amount_unit as = { (enum unit)cell->amount.unit, t->columns[column].unit.scale };
	if (!in->symbols)
		in->symbols = symbols_new(t, scratch);
	struct str name = symbols_of(in->symbols, row, column, scratch);

	c->how = how;
	c->several = false;
	c->power = power;
	c->table = in->page;
	c->line = table_line(t, row, column);
	c->column = cell->column;
	c->width = cell->width;
	c->value = cell->amount.value;
	c->name = str_copy(n->p->arena, name);
	c->shown = amount_text(n->p->arena, cell->amount.value, as, cell->amount.place);
}

/* What the figure's own year has in the row, where it has something. */
static void
keep_own(struct near *n, struct candidate *c, const struct table *t, const int *years, uint32_t index)
{
	uint32_t row = index / t->ncolumn, column = 0;

	while (years[column] != (int)c->figure.year)
		column++;
	const struct table_cell *own = &t->cells[row * t->ncolumn + column];
	struct amount_unit as = { (enum unit)own->amount.unit, t->columns[column].unit.scale };

	c->year = str_copy(n->p->arena, t->columns[index % t->ncolumn].name);
	c->own = str_copy(n->p->arena, t->columns[column].name);
	c->shown = own->kind == AMOUNT_VALUE
		? amount_text(n->p->arena, own->amount.value, as, own->amount.place)
		: str_copy(n->p->arena, own->text);
}

static struct columns
columns_of(uint32_t page, const struct table *t, struct arena *scratch)
{
	struct columns c = { .page = page, .table = t, .years = arena_array(scratch, t->ncolumn, sizeof(int)) };

	for (uint32_t i = 0; i < t->ncolumn; i++)
		c.years[i] = date_year_in(t->columns[i].name);
	return c;
}

/* The figure is what a column of another year says, and its own year has one too. */
static bool
is_stale(const struct candidate *c, const struct columns *t, uint32_t column)
{
	int year = (int)c->figure.year;
	bool has_own = false;

	for (uint32_t i = 0; i < t->table->ncolumn; i++)
		has_own |= t->years[i] == year;
	return year > 0 && has_own && t->years[column] > 0 && t->years[column] != year;
}

static void
compare(struct near *n, struct candidate *c, const struct near_figure *figure,
	struct columns *columns, struct arena *scratch)
{
	const struct table *t = columns->table;

	for (uint32_t i = 0; i < t->nrow * t->ncolumn && !c->agrees; i++) {
		enum nearness how;
		int power = 0;

		if (t->cells[i].kind != AMOUNT_VALUE)
			continue;
		how = near_compare(figure, &t->cells[i].amount, &power);
		if (how == NEAR_AGREES && is_stale(c, columns, i % t->ncolumn))
			how = NEAR_YEAR;
		if (how == NEAR_AGREES)
			c->agrees = true;
		else if (how != NEAR_NOT)
			keep(n, c, how, power, columns, i, scratch);
		if (how == NEAR_YEAR)
			keep_own(n, c, t, columns->years, i);
	}
}

static void
look_at(struct near *n, uint32_t page)
{
	uint32_t first = n->first[page];

	for (uint32_t c = first; n->looked_at != page && c < n->first[page + 1]; c++)
		near_look(&n->candidates[c].figure.amount, &n->looked[c - first]);
	n->looked_at = page;
}

/* All figures of a page with one table. */
static void
compare_page(struct near *n, uint32_t page, struct columns *columns, struct arena *scratch)
{
	const struct table *t = columns->table;
	uint64_t count = (uint64_t)t->nrow * t->ncolumn;
	bool large = count > CELLS_MOST || (n->cells[page] += count) > CELLS_ALL;

	look_at(n, page);
	for (uint32_t first = n->first[page], c = first; c < n->first[page + 1]; c++) {
		n->candidates[c].agrees |= large;
		compare(n, &n->candidates[c], &n->looked[c - first], columns, scratch);
	}
}

/* The tables that are written in a page's own text. */
static void
compare_own(struct near *n, uint32_t page, struct arena *scratch)
{
	struct object o;

	if (n->first[page] == n->first[page + 1] || !n->p->pages[page].text_tables
		|| !program_open(n->p, page, OBJECT_HEAD | OBJECT_CELLS, scratch, &o))
		return;
	for (uint32_t i = 0; i < o.ntext_table; i++) {
		struct table t = object_text_table(&o, i);
		struct columns columns = columns_of(page, &t, scratch);

		compare_page(n, page, &columns, scratch);
	}
}

static uint32_t
table_of(const void *context, uint32_t link)
{
	const struct program *p = context;
	const struct link *l = &p->links[link];

	return l->target != NONE && p->pages[l->target].kind == OBJECT_TABLE ? l->target : NONE;
}

static void
compare_table(struct near *n, uint32_t table, const uint32_t *links, uint32_t count,
	struct arena *scratch)
{
	struct program *p = n->p;
	struct object o = { 0 };
	struct columns columns = { .page = table };
	uint32_t last = NONE;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t page = p->links[links[i]].page;

		if (page == last || n->first[page] == n->first[page + 1]
			|| (p->pages[table].exempt && !p->pages[page].exempt))
			continue;
		last = page;	/* a page's links stand together */
		if (!columns.table) {
			if (!program_open(p, table, OBJECT_CELLS, scratch, &o))
				return;
			columns = columns_of(table, &o.table, scratch);
		}
		compare_page(n, page, &columns, scratch);
	}
}

/* ---- the findings ---- */

static struct str
reason(const struct near *n, const struct candidate *c)
{
	static const char *const factors[] = { "", "ten", "a hundred", "a thousand", "", "", "a million" };
	int power = c->power < 0 ? -c->power : c->power;

	if (c->how == NEAR_UNIT)
		return str_print(n->p->arena, "%s times as %s", factors[power],
			c->power > 0 ? "much" : "little");
	return c->how == NEAR_EXCHANGED ? STR("with two digits exchanged")
		: STR("with one digit different");
}

/* `#total of budgets/x.csv`, or of a table in the report itself. */
static struct str
cell_of(const struct near *n, const struct candidate *c)
{
	if (c->table == c->page)
		return str_print(n->p->arena, "“" STR_FMT "” of the table here", STR_ARG(c->name));
	return str_print(n->p->arena, "#" STR_FMT " of " STR_FMT, STR_ARG(c->name),
		STR_ARG(n->p->pages[c->table].path));
}

static void
report(const struct near *n, const struct candidate *c)
{
	struct program *p = n->p;
	const struct page *table = &p->pages[c->table];
	struct place at = page_place(&p->pages[c->page], c->figure.line, c->figure.column, c->figure.width);
	struct str cell = cell_of(n, c);
	struct finding *f;

	if (c->how == NEAR_YEAR)
		f = diag_add(p->diag, DIAG_FIGURE_NEAR, at, STR_FMT " is said of " STR_FMT "; " STR_FMT
			" is the figure of " STR_FMT ", and " STR_FMT " has " STR_FMT, STR_ARG(c->figure.text),
			STR_ARG(c->own), STR_ARG(cell), STR_ARG(c->year), STR_ARG(c->own), STR_ARG(c->shown));
	else
		f = diag_add(p->diag, DIAG_FIGURE_NEAR, at, STR_FMT " is in no table of this report; "
			STR_FMT " is " STR_FMT ", " STR_FMT, STR_ARG(c->figure.text), STR_ARG(cell),
			STR_ARG(c->shown), STR_ARG(reason(n, c)));
	if (c->how == NEAR_YEAR)
		diag_help(p->diag, f, "mend the figure, or say which year it is of");
	else if (c->table == c->page)
		diag_help(p->diag, f, "if that cell is meant, write " STR_FMT, STR_ARG(c->shown));
	else
		diag_help(p->diag, f, "if that cell is meant, write " STR_FMT " and link it: [" STR_FMT "](/"
			STR_FMT "#" STR_FMT ")", STR_ARG(c->shown), STR_ARG(c->shown),
			STR_ARG(table->path), STR_ARG(c->name));
	diag_related(p->diag, f, page_place(table, c->line, c->column, c->width), "the cell is here");
}

void
near_check(struct program *p)
{
	struct near n = { .p = p, .looked_at = NONE };
	struct buf found = BUF_EMPTY;
	struct group by_table;
	struct arena scratch;

	gather(&n, &found);
	if (n.count > 0) {
		arena_init(&scratch);
		n.looked = arena_array(p->arena, FIGURES_MOST, sizeof(*n.looked));
		group_fill(&by_table, p->arena, p->npage, p->nlink, table_of, p);
		for (uint32_t t = 0; t < p->npage; t++) {
			compare_table(&n, t, by_table.items + by_table.first[t],
				by_table.first[t + 1] - by_table.first[t], &scratch);
			compare_own(&n, t, &scratch);
			arena_reset(&scratch);
		}
		arena_release(&scratch);
	}
	for (uint32_t i = 0; i < n.count; i++)
		if (n.candidates[i].how != NEAR_NOT && !n.candidates[i].agrees && !n.candidates[i].several)
			report(&n, &n.candidates[i]);
	buf_release(&found);
}
