/*
 * Columns that are made of others row by row: differences, percentages, balances, averages.
 *
 * Knows which columns may have a part in one, by their headers and by where they stand, and takes what
 * serves all rows best.  How a row is worked out is relation_judge.c's, what is said of one that fails
 * relation_say.c's.  A column that the sidecar has a formula for is not looked at, nor one that says it
 * is a total and is.
 */
#include "compile/relation.h"

#define LEFT   10u		/* columns of amounts that are looked at before the column, and behind */
#define RIGHT  4u
#define SIGNED 5u		/* terms whose signs are all tried */
#define NEAR   (LEFT + RIGHT)

struct finder {
	struct relation best, guess;
	bool            any, guessed;
	struct relation tried;		/* the column, and what is common to all */
	uint32_t        near[NEAR];	/* columns of amounts, the next one first; then those behind */
	uint32_t        nleft, nnear;
	unsigned        says;
};

static void
offer(struct finder *f)
{
	relation_try(&f->tried);
	if (!relation_serves(&f->tried)) {
		if (f->tried.withheld && relation_likely(&f->tried)
			&& (!f->guessed || relation_better(&f->tried, &f->guess))) {
			f->guess = f->tried;
			f->guessed = true;
		}
		return;
	}
	if (!f->any || relation_better(&f->tried, &f->best))
		f->best = f->tried;
	f->any = true;
}

static enum unit
unit_of(const struct finder *f, uint32_t column)
{
	return f->tried.s->table->columns[column].unit.unit;
}

static void
look_around(struct finder *f)
{
	const struct table *t = f->tried.s->table;
	uint32_t column = f->tried.column;

	for (uint32_t i = column; i-- > 0 && f->nleft < LEFT;)
		if (t->columns[i].kind == COLUMN_AMOUNT)
			f->near[f->nleft++] = i;
	f->nnear = f->nleft;
	for (uint32_t i = column + 1; i < t->ncolumn && f->nnear < f->nleft + RIGHT; i++)
		if (t->columns[i].kind == COLUMN_AMOUNT)
			f->near[f->nnear++] = i;
}

static void
set_pair(struct finder *f, enum form form, uint32_t a, uint32_t b)
{
	f->tried.form = form;
	f->tried.nterm = 2;
	f->tried.terms[0] = (struct relation_term){ a, false };
	f->tried.terms[1] = (struct relation_term){ b, form == FORM_LINEAR };
	f->tried.above = OBJECT_NONE;
}

/* Budget and actual, or two years: what a difference is the difference of. */
static bool
are_a_pair(const struct finder *f, uint32_t a, uint32_t b)
{
	const unsigned sides = WORDS_BUDGET | WORDS_ACTUAL;
	unsigned x = f->tried.words[a], y = f->tried.words[b];

	if ((x | y) & (WORDS_DIFFERENCE | WORDS_PERCENT))
		return false;
	return ((x & sides) && (y & sides)) || ((x & WORDS_YEAR) && (y & WORDS_YEAR));
}

/* The two columns of one unit that stand right before the column, others of another unit between. */
static bool
are_next(const struct finder *f, uint32_t a, uint32_t b)
{
	uint32_t first = OBJECT_NONE;

	for (uint32_t i = 0; i < f->nleft; i++) {
		uint32_t column = f->near[i];

		if (unit_of(f, column) != unit_of(f, a))
			continue;
		if (first != OBJECT_NONE)
			return (a == first && b == column) || (b == first && a == column);
		first = column;
	}
	return false;
}

static unsigned
pair_named(const struct finder *f, uint32_t a, uint32_t b)
{
	return are_a_pair(f, a, b) ? 2 : are_next(f, a, b) ? 1 : 0;
}

/* Every two columns of one unit, the nearest first, both ways round. */
static void
try_pairs(struct finder *f, enum form form, bool own_unit)
{
	for (uint32_t i = 0; i < f->nnear; i++)
		for (uint32_t j = 0; j < f->nnear; j++) {
			uint32_t a = f->near[i], b = f->near[j];

			if (i == j || unit_of(f, a) != unit_of(f, b)
				|| (own_unit && unit_of(f, a) != unit_of(f, f->tried.column)))
				continue;
			if (!own_unit && (f->tried.words[b] & WORDS_PERCENT))
				continue;
			set_pair(f, form, a, b);
			f->tried.named = pair_named(f, a, b);
			offer(f);
		}
}

/* ---- sums and differences of several ---- */

/* Columns before this one from the n-th on, oldest first; false when too few or too many. */
static bool
set_run(struct finder *f, uint32_t n)
{
	if (n < 2 || n > f->nleft || n > RELATION_TERMS)
		return false;
	f->tried.nterm = n;
	f->tried.above = OBJECT_NONE;
	for (uint32_t i = 0; i < n; i++) {
		uint32_t column = f->near[n - 1 - i];

		if (unit_of(f, column) != unit_of(f, f->tried.column)
			|| (f->tried.words[column] & WORDS_PERCENT))
			return false;
		f->tried.terms[i] = (struct relation_term){ column, false };
	}
	return true;
}

static void
set_signs(struct finder *f, unsigned signs)
{
	for (uint32_t i = 1; i < f->tried.nterm; i++)
		f->tried.terms[i].minus = signs >> (i - 1) & 1;
}

/* What the words of the columns say of their signs: payments are taken off, but not where written so. */
static unsigned
signs_said(const struct finder *f)
{
	unsigned signs = 0;

	for (uint32_t i = 1; i < f->tried.nterm; i++)
		if (f->tried.words[f->tried.terms[i].column] & WORDS_OUT)
			signs |= 1u << (i - 1);
	return signs;
}

static bool
opens_run(const struct finder *f)
{
	unsigned first = f->tried.words[f->tried.terms[0].column];

	if (f->says & WORDS_CLOSING && first & (WORDS_OPENING | WORDS_CLOSING))
		return true;
	return f->says & (WORDS_REMAINING | WORDS_REVISED) && first & WORDS_BUDGET;
}

/* The first of them, and the others added or taken off, in every way that there is. */
static void
try_runs(struct finder *f)
{
	f->tried.form = FORM_LINEAR;
	for (uint32_t n = 2; n <= f->nleft; n++) {
		bool told;
		unsigned said;

		if (!set_run(f, n))
			break;
		told = opens_run(f);
		said = signs_said(f);
		for (unsigned signs = 0; signs < 1u << (n - 1); signs++) {
			bool likely = signs == said || signs == 0 || signs == (1u << (n - 1)) - 1;

			if (n > SIGNED && !likely)
				continue;
			set_signs(f, signs);
			f->tried.named = told && likely ? 2 : 0;
			offer(f);
		}
	}
}

/* The columns before it, without signs: `Q1`, `Q2`, `Q3`, `Q4`, `Full year`. */
static void
try_whole(struct finder *f)
{
	f->tried.form = FORM_LINEAR;
	f->tried.named = 2;
	for (uint32_t n = 2; set_run(f, n); n++)
		offer(f);
}

static void
try_running_sum(struct finder *f)
{
	for (uint32_t n = 2; set_run(f, n); n++) {
		f->tried.form = FORM_LINEAR;
		f->tried.named = n > 2;
		offer(f);
	}
	for (uint32_t i = 0; i < f->nleft; i++) {
		if (unit_of(f, f->near[i]) != unit_of(f, f->tried.column))
			continue;
		f->tried.form = FORM_RUNNING;
		f->tried.nterm = 1;
		f->tried.terms[0] = (struct relation_term){ f->near[i], false };
		f->tried.named = i == 0;
		offer(f);
	}
}

static void
try_means(struct finder *f)
{
	f->tried.form = FORM_MEAN;
	for (uint32_t n = 2; set_run(f, n); n++) {
		f->tried.named = 1;
		offer(f);
	}
}

/* ---- percentages ---- */

/* The row that is the whole of a column: its total of the highest level, the last of them. */
static uint32_t
whole_row(const struct relation *r, uint32_t column)
{
	const struct table *t = r->s->table;
	uint32_t found = OBJECT_NONE;

	for (uint32_t row = 0; row < t->nrow; row++) {
		struct cell c = sheet_cell(r->s, row, column);

		if (sheet_kind(r->s, row) == ROW_TOTAL && (cell_has_amount(&c) || c.kind == AMOUNT_WITHHELD)
			&& (found == OBJECT_NONE || sheet_level(r->s, row) >= sheet_level(r->s, found)))
			found = row;
	}
	return found;
}

static void
try_shares(struct finder *f)
{
	f->tried.form = FORM_SHARE;
	f->tried.nterm = 1;
	for (uint32_t i = 0; i < f->nnear; i++) {
		uint32_t column = f->near[i];

		if (f->tried.words[column] & WORDS_PERCENT)
			continue;
		f->tried.terms[0] = (struct relation_term){ column, false };
		f->tried.above = whole_row(&f->tried, column);
		f->tried.named = f->says & WORDS_SHARE ? 2 : i == 0 || i == f->nleft;
		if (f->tried.above != OBJECT_NONE || (f->tried.withheld && f->tried.named == 2))
			offer(f);
	}
}

/* The header says which kind; where it says `%` alone, all are tried. */
static void
try_percentages(struct finder *f)
{
	bool change = f->says & WORDS_DIFFERENCE, used = f->says & WORDS_USED;
	bool share = f->says & WORDS_SHARE, any = !change && !used && !share;

	if (change || any)
		try_pairs(f, FORM_CHANGE, false);
	if (used || change || any)
		try_pairs(f, FORM_RATIO, false);
	if (share || any)
		try_shares(f);
}

bool
relation_find(struct relation *r)
{
	struct finder f = { .tried = *r, .says = r->words[r->column] };

	look_around(&f);
	if (f.says & WORDS_PERCENT)
		try_percentages(&f);
	if (f.says & WORDS_DIFFERENCE)
		try_pairs(&f, FORM_LINEAR, true);
	if (f.says & (WORDS_CLOSING | WORDS_REMAINING | WORDS_NET | WORDS_REVISED))
		try_runs(&f);
	if (f.says & WORDS_WHOLE)
		try_whole(&f);
	if (f.says & WORDS_MEAN)
		try_means(&f);
	if (f.says & WORDS_RUNNING)
		try_running_sum(&f);
	if (!f.any && f.guessed) {
		f.best = f.guess;
		f.best.is_guess = f.any = true;
	}
	if (f.any)
		*r = f.best;
	return f.any;
}

/* ---- all columns of a table ---- */

/* Whether the columns of one are those of the other: one slip is to be said once. */
static bool
same_columns(const struct relation *a, const struct relation *b)
{
	if (a->form != FORM_LINEAR || b->form != FORM_LINEAR || a->nterm != b->nterm)
		return false;
	for (uint32_t i = 0; i <= a->nterm; i++) {
		uint32_t column = i < a->nterm ? a->terms[i].column : a->column;
		bool found = b->column == column;

		for (uint32_t j = 0; j < b->nterm && !found; j++)
			found = b->terms[j].column == column;
		if (!found)
			return false;
	}
	return true;
}

static bool
is_asked(const struct sheet *s, uint32_t column, unsigned says)
{
	const struct datum *settings = s->columns[column].settings;
	const unsigned derived = WORDS_PERCENT | WORDS_DIFFERENCE | WORDS_CLOSING | WORDS_REMAINING
		| WORDS_NET | WORDS_MEAN | WORDS_RUNNING | WORDS_REVISED | WORDS_WHOLE;

	if (s->table->columns[column].kind != COLUMN_AMOUNT || s->columns[column].is_summed)
		return false;
	return (says & derived) && !(settings && object_get(&s->unit->object, settings, "formula"));
}

static bool
has_withheld(const struct sheet *s)
{
	for (uint32_t i = 0; i < s->table->ncolumn; i++)
		for (uint32_t row = 0; row < s->table->nrow && s->table->columns[i].kind == COLUMN_AMOUNT; row++)
			if (sheet_cell(s, row, i).kind == AMOUNT_WITHHELD)
				return true;
	return false;
}

void
relations_check(struct sheet *s)
{
	uint32_t ncolumn = s->table->ncolumn, n = 0;
	bool looked = false, withheld = false;
	struct relation *found = arena_array(s->unit->arena, ncolumn, sizeof(*found));
	unsigned *words = arena_array(s->unit->arena, ncolumn, sizeof(*words));

	for (uint32_t i = 0; i < ncolumn; i++)
		words[i] = s->table->columns[i].kind == COLUMN_AMOUNT ? column_words(s, i) : 0;
	for (uint32_t i = 0; i < ncolumn; i++) {
		struct relation r = { .s = s, .words = words, .column = i };
		bool again = false;

		if (!is_asked(s, i, words[i]))
			continue;
		if (!looked)
			withheld = has_withheld(s);
		looked = true;
		r.withheld = withheld;
		if (!relation_find(&r))
			continue;
		for (uint32_t j = 0; j < n && !again; j++)
			again = same_columns(&r, &found[j]);
		if (again)
			continue;
		found[n++] = r;
		relation_check(&r);
	}
}
