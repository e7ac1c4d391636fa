/*
 * Is a figure in prose a slip for a cell of a table that the same report shows or quotes?
 *
 * Only figures that agree with no cell of those tables are looked at, and only where what they have
 * in common can't be chance: three digits or more that agree but for the unit or two neighbours
 * exchanged (four where the factor is ten or a hundred), five or more but for one digit: with fewer,
 * a table of some size has a cell like almost any figure.  A figure that is like several different
 * cells is not reported.  Tables are opened one at a time, each once.
 */
#include "link/near.h"

#include "link/digits.h"
#include "link/group.h"
#include "object/symbol.h"

#define DIGITS_LEAST  3
#define DIGITS_SINGLE 5		/* where one digit differs */
#define CELLS_MOST    2000	/* in a larger table something is near to anything */
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
};

struct near {
	struct program   *p;
	struct candidate *candidates;
	uint32_t          count;
	uint32_t         *first;	/* by page, one more than there are pages */
};

static bool
agrees(const struct amount *figure, decimal cell, const struct amount *as)
{
	decimal value = decimal_abs(figure->value), difference, reach;

	return decimal_round(cell, figure->place) == value
		|| (decimal_sub(cell, value, &difference)
			&& decimal_add(amount_half(figure), amount_half(as), &reach)
			&& decimal_abs(difference) <= reach);
}

/* The same digits in another unit. */
static bool
is_slip(const struct amount *figure, decimal cell, unsigned digits, int *power)
{
	static const int powers[] = { 3, -3, 6, -6, 2, -2, 1, -1 };
	size_t count = sizeof(powers) / sizeof(powers[0]);

	/* units differ by thousands; other factors are rarer, and have to be surer */
	for (size_t i = 0; i < (digits > DIGITS_LEAST ? count : 4); i++) {
		decimal value = decimal_abs(figure->value);
		int place = figure->place + powers[i];

		if (place < -DECIMAL_PLACES || place > 25)
			continue;
		if (powers[i] > 0 ? !decimal_mul(value, decimal_power(powers[i]), &value)
			: !decimal_div(value, decimal_power(-powers[i]), &value))
			continue;
		if (decimal_round(cell, place) != value)
			continue;
		*power = powers[i];
		return true;
	}
	return false;
}

enum nearness
near_compare(const struct amount *figure, const struct amount *cell, int *power)
{
	decimal value = decimal_abs(cell->value);
	struct digits said, is;

	if (agrees(figure, value, cell))
		return NEAR_AGREES;
	if (cell->unit != figure->unit || value == 0
		|| !digits_read(figure->value, figure->place, &said)
		|| !digits_read(decimal_round(value, figure->place), figure->place, &is)
		|| said.significant < DIGITS_LEAST)
		return NEAR_NOT;
	if (is_slip(figure, value, said.significant, power))
		return NEAR_UNIT;
	if (is.count != said.count || cell->place > figure->place)
		return NEAR_NOT;
	switch (digits_compare(&said, &is)) {
	case DIGITS_EXCHANGED:
		return NEAR_EXCHANGED;
	case DIGITS_WRONG:
		return said.significant >= DIGITS_SINGLE && is.significant >= DIGITS_SINGLE
			? NEAR_DIGIT : NEAR_NOT;
	default:
		return NEAR_NOT;
	}
}

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
			|| digits.significant < DIGITS_LEAST)
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
	for (uint32_t page = 0; page < p->npage; page++) {
		const struct page *pg = &p->pages[page];

		n->first[page] = n->count;
		if (pg->figures && !pg->hidden && shows_table(p, pg))
			gather_page(n, page, out, &scratch);
		arena_reset(&scratch);
	}
	n->first[p->npage] = n->count;
	arena_release(&scratch);
	n->candidates = (struct candidate *)(void *)out->at;
}

/* ---- the comparison ---- */

static void
keep(struct near *n, struct candidate *c, enum nearness how, int power, uint32_t table,
	const struct table *t, uint32_t index, struct arena *scratch)
{
	const struct table_cell *cell = &t->cells[index];
	uint32_t row = index / t->ncolumn, column = index % t->ncolumn;

	if (c->how != NEAR_NOT && c->how <= how && c->value != cell->amount.value)
		c->several |= c->how == how;
	if (c->how != NEAR_NOT && c->how <= how)
		return;
	struct amount_unit as = { (enum unit)cell->amount.unit, t->columns[column].unit.scale };
	struct str name = symbol_of(t, row, column, scratch);

	c->how = how;
	c->several = false;
	c->power = power;
	c->table = table;
	c->line = t->rows[row].line;
	c->column = cell->column;
	c->width = cell->width;
	c->value = cell->amount.value;
	c->name = str_copy(n->p->arena, name);
	c->shown = amount_text(n->p->arena, cell->amount.value, as, cell->amount.place);
}

static void
compare(struct near *n, struct candidate *c, uint32_t table, const struct table *t,
	struct arena *scratch)
{
	for (uint32_t i = 0; i < t->nrow * t->ncolumn && !c->agrees; i++) {
		enum nearness how;
		int power = 0;

		if (t->cells[i].kind != AMOUNT_VALUE)
			continue;
		how = near_compare(&c->figure.amount, &t->cells[i].amount, &power);
		if (how == NEAR_AGREES)
			c->agrees = true;
		else if (how != NEAR_NOT)
			keep(n, c, how, power, table, t, i, scratch);
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
	bool open = false;
	uint32_t last = NONE;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t page = p->links[links[i]].page;

		if (page == last || n->first[page] == n->first[page + 1]
			|| (p->pages[table].exempt && !p->pages[page].exempt))
			continue;
		last = page;	/* a page's links stand together */
		if (!open && !program_open(p, table, OBJECT_CELLS, scratch, &o))
			return;
		open = true;
		bool large = (uint64_t)o.table.nrow * o.table.ncolumn > CELLS_MOST;

		for (uint32_t c = n->first[page]; c < n->first[page + 1]; c++) {
			n->candidates[c].agrees |= large;
			compare(n, &n->candidates[c], table, &o.table, scratch);
		}
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

static void
report(const struct near *n, const struct candidate *c)
{
	struct program *p = n->p;
	const struct page *table = &p->pages[c->table];
	struct finding *f = diag_add(p->diag, DIAG_FIGURE_NEAR, page_place(&p->pages[c->page],
		c->figure.line, c->figure.column, c->figure.width),
		STR_FMT " is in no table of this report; #" STR_FMT " of " STR_FMT " is " STR_FMT ", "
		STR_FMT, STR_ARG(c->figure.text), STR_ARG(c->name), STR_ARG(table->path),
		STR_ARG(c->shown), STR_ARG(reason(n, c)));

	diag_help(p->diag, f, "if that cell is meant, write " STR_FMT " and link it: [" STR_FMT "](/"
		STR_FMT "#" STR_FMT ")", STR_ARG(c->shown), STR_ARG(c->shown), STR_ARG(table->path),
		STR_ARG(c->name));
	diag_related(p->diag, f, page_place(table, c->line, c->column, c->width), "the cell is here");
}

void
near_check(struct program *p)
{
	struct near n = { .p = p };
	struct buf found = BUF_EMPTY;
	struct group by_table;
	struct arena scratch;

	gather(&n, &found);
	if (n.count > 0) {
		arena_init(&scratch);
		group_fill(&by_table, p->arena, p->npage, p->nlink, table_of, p);
		for (uint32_t t = 0; t < p->npage; t++) {
			compare_table(&n, t, by_table.items + by_table.first[t],
				by_table.first[t + 1] - by_table.first[t], &scratch);
			arena_reset(&scratch);
		}
		arena_release(&scratch);
	}
	for (uint32_t i = 0; i < n.count; i++)
		if (n.candidates[i].how != NEAR_NOT && !n.candidates[i].agrees && !n.candidates[i].several)
			report(&n, &n.candidates[i]);
	buf_release(&found);
}
