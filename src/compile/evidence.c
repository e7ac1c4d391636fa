/*
 * What the other sums of a table say of a figure.
 *
 * Knows which sums each cell is in.  A cell is mended in thought: sums that failed may hold then,
 * sums that held may fail.  What was worked out from it, and agrees with it, is mended along.
 */
#include "compile/cause.h"

#define CELLS_MOST  4000000u	/* of a larger table no sum but the failed one is looked at */
#define ALIKE_ROWS  200u	/* that decide whether two columns are alike */
#define ALIKE_PART  4		/* by no more than a quarter apart */

enum { NEIGHBOUR_UNKNOWN, NEIGHBOUR_NONE, NEIGHBOUR_BEFORE, NEIGHBOUR_AFTER };

/* Signs by which a sum that is rounded would show it, in quarters of a bit: -log2 of how often a
 * sum of so many rounded figures is exact all the same. */
static const struct {
	uint32_t figures, quarters;
} exactness[] = { { 40, 9 }, { 20, 7 }, { 10, 5 }, { 6, 4 }, { 4, 3 }, { 2, 2 } };

#define SURE_QUARTERS 24u	/* less than one in 60 */
#define EACH_INEXACT  12u	/* more of them for each sum that is not exact */

static const struct object *
object_of(const struct evidence *e)
{
	return &e->s->unit->object;
}

/* A formula that is no sum, such as a percentage, covers what it is worked out of. */
static bool
is_linear(const struct evidence *e, const struct check *c)
{
	const struct cover *cover = &object_of(e)->covers[c->first_cover];
	decimal sum = 0;

	if (c->kind != CHECK_FORMULA)
		return true;
	for (uint32_t i = 0; i < c->covers; i++) {
		struct cell cell = sheet_cell(e->s, cover[i].row, cover[i].column);
		decimal value = cell_has_amount(&cell) ? cell.amount.value : 0;

		if (!decimal_add(sum, cover[i].subtracted ? -value : value, &sum))
			return false;
	}
	return c->covers > 0 && sum == c->computed;
}

/* Equations between cells of this table. */
static bool
is_sum(const struct check *c)
{
	return c->verdict != VERDICT_UNCHECKED && c->kind != CHECK_RULE;
}

/* The whole of shares is stated in no cell. */
static bool
is_stated(const struct check *c)
{
	return c->kind != CHECK_SHARE;
}

/* ---- whether the figures were rounded ---- */

static uint32_t
quarters_of(uint32_t figures)
{
	for (size_t i = 0; i < sizeof(exactness) / sizeof(exactness[0]); i++)
		if (figures >= exactness[i].figures)
			return exactness[i].quarters;
	return 0;
}

/* Pounds with pence were rounded from nothing finer. */
static bool
has_pence(const struct sheet *s, uint32_t column)
{
	struct amount_unit unit = s->table->columns[column].unit;
	bool any = false;

	if (unit.scale != 0 || unit.unit == UNIT_NUMBER || unit.unit == UNIT_PERCENT)
		return false;
	for (uint32_t row = 0; row < s->table->nrow; row++) {
		struct cell cell = sheet_cell(s, row, column);

		if (cell.kind != AMOUNT_VALUE || cell.amount.value == 0)
			continue;
		if (cell.amount.place > -2)
			return false;
		any = true;
	}
	return any;
}

struct tally {
	uint64_t quarters, inexact;
};

static bool
is_sure(const struct tally *t)
{
	return t->quarters >= SURE_QUARTERS + EACH_INEXACT * t->inexact;
}

/*
 * All sums but few hold to the digit, though of rounded figures many would not.  A column with several
 * that don't has to be sure by itself: actuals may be rounded beside a budget that is not.
 */
static void
find_unrounded(struct evidence *e)
{
	const struct object *o = object_of(e);
	uint32_t ncolumn = e->s->table->ncolumn;
	struct tally all = { 0, 0 }, *tallies;

	tallies = arena_array(e->s->unit->arena, ncolumn, sizeof(*tallies));
	for (uint32_t i = e->s->first_check; i < o->ncheck; i++) {
		const struct check *c = &o->checks[i];
		bool exact = c->verdict == VERDICT_EXACT;

		if (!is_sum(c) || c->covers < 2 || c->verdict == VERDICT_MISMATCH || c->stated == 0
			|| !is_linear(e, c))
			continue;
		all.inexact += !exact;
		tallies[c->column].inexact += !exact;
		all.quarters += exact ? quarters_of(c->covers) : 0;
		tallies[c->column].quarters += exact ? quarters_of(c->covers) : 0;
	}
	for (uint32_t i = 0; i < ncolumn; i++)
		e->unrounded[i] = has_pence(e->s, i) || (is_sure(&all)
			&& (tallies[i].inexact < 2 || is_sure(&tallies[i])));
}

/* ---- links from cells to sums ---- */

static size_t
cell_index(const struct evidence *e, uint32_t row, uint32_t column)
{
	return (size_t)row * e->s->table->ncolumn + column;
}

/* Count the links of each cell (links NULL), or put them in their places. */
static void
walk_links(struct evidence *e, struct link *links)
{
	const struct object *o = object_of(e);

	for (uint32_t i = e->s->first_check; i < o->ncheck; i++) {
		const struct check *c = &o->checks[i];

		if (!is_sum(c))
			continue;
		for (uint32_t k = is_linear(e, c) ? 0 : c->covers; k < c->covers + is_stated(c); k++) {
			const struct cover *cover = &o->covers[c->first_cover + k];
			bool stated = k == c->covers;
			size_t cell = stated ? cell_index(e, c->row, c->column)
				: cell_index(e, cover->row, cover->column);

			if (links)
				links[e->first[cell]] = (struct link){ i,
					stated || cover->subtracted ? 1 : -1 };
			e->first[cell]++;
		}
	}
}

static void
index_links(struct evidence *e)
{
	struct arena *a = e->s->unit->arena;
	size_t ncell = (size_t)e->s->table->nrow * e->s->table->ncolumn, total = 0;

	if (ncell > CELLS_MOST || (size_t)object_of(e)->ncover > CELLS_MOST)
		return;
	e->first = arena_array(a, ncell + 1, sizeof(*e->first));
	walk_links(e, NULL);
	for (size_t i = 0; i <= ncell; i++) {
		uint32_t n = e->first[i];

		e->first[i] = (uint32_t)total;
		total += n;
	}
	e->links = arena_array(a, total + 1, sizeof(*e->links));
	walk_links(e, e->links);
	/* each now stands at its end, which is where the next one starts */
	for (size_t i = ncell; i > 0; i--)
		e->first[i] = e->first[i - 1];
	e->first[0] = 0;
}

void
evidence_init(struct evidence *e, struct sheet *s)
{
	struct arena *a = s->unit->arena;

	*e = (struct evidence){ .s = s };
	e->unrounded = arena_array(a, s->table->ncolumn, sizeof(*e->unrounded));
	e->neighbours = arena_array(a, s->table->ncolumn, sizeof(*e->neighbours));
	if (s->unit->drops_checks)
		return;
	find_unrounded(e);
	index_links(e);
}

decimal
evidence_reach(const struct evidence *e, const struct check *check)
{
	return e->unrounded[check->column] && e->s->tolerance == TOLERANCE_ROUNDING
		&& is_linear(e, check) ? 0 : check->bound;
}

/* ---- mending ---- */

void
mend_add(struct mend *m, uint32_t row, uint32_t column, decimal by)
{
	if (m->ncell < MEND_CELLS)
		m->cells[m->ncell++] = (struct correction){ row, column, by };
}

static void
add_effect(struct mend *m, uint32_t check, decimal effect)
{
	uint32_t i = 0;

	while (i < m->ncheck && m->checks[i].check != check)
		i++;
	if (i == MEND_CHECKS)
		return;
	if (i == m->ncheck) {
		m->checks[i].check = check;
		m->checks[i].effect = 0;
		m->ncheck++;
	}
	decimal_add(m->checks[i].effect, effect, &m->checks[i].effect);
}

static void
spread(const struct evidence *e, struct mend *m, const struct correction *c)
{
	size_t cell = cell_index(e, c->row, c->column);

	for (uint32_t i = e->first[cell]; i < e->first[cell + 1]; i++)
		add_effect(m, e->links[i].check, e->links[i].sign > 0 ? c->by : -c->by);
}

static bool
holds(const struct evidence *e, const struct check *c, decimal effect)
{
	decimal difference;

	return decimal_add(c->difference, effect, &difference)
		&& decimal_abs(difference) <= evidence_reach(e, c);
}

static bool
is_mended(const struct mend *m, const struct check *c)
{
	for (uint32_t i = 0; i < m->ncell; i++)
		if (m->cells[i].row == c->row && m->cells[i].column == c->column)
			return true;
	return false;
}

/* A total that agreed with what is mended was worked out from it: it follows. */
static bool
follow_one(const struct evidence *e, struct mend *m)
{
	for (uint32_t i = 0; i < m->ncheck && m->ncell < MEND_CELLS; i++) {
		const struct check *c = &object_of(e)->checks[m->checks[i].check];
		decimal effect = m->checks[i].effect;

		if (effect == 0 || !is_stated(c) || !holds(e, c, 0) || holds(e, c, effect)
			|| is_mended(m, c))
			continue;
		mend_add(m, c->row, c->column, -effect);
		spread(e, m, &m->cells[m->ncell - 1]);
		m->follows++;
		return true;
	}
	return false;
}

void
evidence_weigh(const struct evidence *e, struct mend *m)
{
	if (!e->first) {
		m->fixes = 1;
		return;
	}
	uint32_t own = m->ncell;

	for (uint32_t i = 0; i < own; i++)
		spread(e, m, &m->cells[i]);
	while (follow_one(e, m))
		;
	for (uint32_t i = 0; i < m->ncheck; i++) {
		const struct check *c = &object_of(e)->checks[m->checks[i].check];
		bool before = holds(e, c, 0), after = holds(e, c, m->checks[i].effect);

		if (!before && after && m->fixes < MEND_FIXED)
			m->fixed[m->fixes] = m->checks[i].check;
		m->fixes += !before && after;
		m->breaks += before && !after;
	}
}

/* ---- columns beside each other ---- */

static bool
are_alike(const struct sheet *s, uint32_t a, uint32_t b)
{
	uint32_t alike = 0, all = 0;

	if (!s->columns[a].adds || !s->columns[b].adds || s->table->columns[a].is_total
		|| s->table->columns[b].is_total
		|| s->table->columns[a].unit.unit != s->table->columns[b].unit.unit)
		return false;
	for (uint32_t row = 0; row < s->table->nrow && all < ALIKE_ROWS; row++) {
		struct cell x = sheet_cell(s, row, a), y = sheet_cell(s, row, b);

		if (x.kind != AMOUNT_VALUE || y.kind != AMOUNT_VALUE || x.amount.value == 0)
			continue;
		all++;
		alike += decimal_abs(x.amount.value - y.amount.value)
			<= decimal_abs(x.amount.value) / ALIKE_PART;
	}
	return all > 3 && alike * 3 >= all * 2;
}

uint32_t
evidence_neighbour(struct evidence *e, uint32_t column)
{
	if (e->neighbours[column] == NEIGHBOUR_UNKNOWN)
		e->neighbours[column] = column > 0 && are_alike(e->s, column, column - 1)
			? NEIGHBOUR_BEFORE : column + 1 < e->s->table->ncolumn
			&& are_alike(e->s, column, column + 1) ? NEIGHBOUR_AFTER : NEIGHBOUR_NONE;
	return e->neighbours[column] == NEIGHBOUR_BEFORE ? column - 1
		: e->neighbours[column] == NEIGHBOUR_AFTER ? column + 1 : OBJECT_NONE;
}
