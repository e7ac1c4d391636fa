/*
 * Causes of a claim's mismatch: another cell's figure, last year's, digits, a sign.
 *
 * A neighbour counts when it is the figure exactly as written, with digits enough that this is no
 * chance.  A unit slip has a code of its own and is claim.c's.
 */
#include "link/slip.h"

#include "base/date.h"
#include "link/digits.h"
#include "object/symbol.h"

#define DIGITS_LEAST 2	/* of a figure that is looked for in other cells */

struct search {
	struct program         *p;
	struct finding         *found;
	const struct amount    *said;
	const struct slip_cell *cell;
	unsigned                digits;	/* significant, of the figure */
	bool                    any;
};

static struct str
said_text(struct search *s)
{
	int scale = s->said->place >= 9 ? 9 : s->said->place >= 6 ? 6 : s->said->place >= 3 ? 3 : 0;
	struct amount_unit as = { (enum unit)s->said->unit, scale };

	return amount_text(s->p->arena, s->said->value, as, s->said->place);
}

/* Whether a cell is what the text says; a figure that is coarser than the cell needs one digit more. */
static bool
is_said(const struct search *s, uint32_t row, uint32_t column)
{
	const struct table *t = s->cell->table;
	const struct table_cell *c = &t->cells[(size_t)row * t->ncolumn + column];
	unsigned least = s->said->place > c->amount.place ? DIGITS_LEAST + 1 : DIGITS_LEAST;

	return c->kind == AMOUNT_VALUE && c->amount.unit == s->said->unit && s->digits >= least
		&& decimal_round(decimal_abs(c->amount.value), s->said->place)
			== decimal_abs(s->said->value);
}

static void
try_columns(struct search *s)
{
	const struct table *t = s->cell->table;
	struct str here = t->columns[s->cell->column].name;

	for (uint32_t i = 0; i < t->ncolumn; i++) {
		struct str there = t->columns[i].name;
		int year = date_year_in(there), is = date_year_in(here);

		if (i == s->cell->column || !is_said(s, s->cell->row, i))
			continue;
		struct str name = symbols_of(s->cell->symbols, s->cell->row, i, s->p->arena);

		if (year > 0 && is > 0 && year != is)
			diag_help(s->p->diag, s->found, STR_FMT " is what “" STR_FMT "” says (#" STR_FMT
				"): the figure may be %s", STR_ARG(said_text(s)), STR_ARG(there),
				STR_ARG(name), year == is - 1 ? "last year's" : "of another year");
		else
			diag_help(s->p->diag, s->found, STR_FMT " is what “" STR_FMT "” says (#" STR_FMT
				"): the link may lead to the wrong column", STR_ARG(said_text(s)),
				STR_ARG(there), STR_ARG(name));
		s->any = true;
		return;
	}
}

/* The nearest row of the same column that says it. */
static void
try_rows(struct search *s)
{
	const struct table *t = s->cell->table;
	uint32_t best = NONE;

	if (*s->cell->rows_left < t->nrow)
		return;
	*s->cell->rows_left -= t->nrow;
	for (uint32_t row = 0; row < t->nrow; row++) {
		uint32_t far = row > s->cell->row ? row - s->cell->row : s->cell->row - row;
		uint32_t least = best == NONE ? NONE
			: best > s->cell->row ? best - s->cell->row : s->cell->row - best;

		if (far > 0 && far < least && is_said(s, row, s->cell->column))
			best = row;
	}
	if (best == NONE)
		return;
	struct str name = symbols_of(s->cell->symbols, best, s->cell->column, s->p->arena);

	diag_help(s->p->diag, s->found, STR_FMT " is what “" STR_FMT "” says (#" STR_FMT
		"): the link may lead to the wrong row", STR_ARG(said_text(s)),
		STR_ARG(t->rows[best].label), STR_ARG(name));
	s->any = true;
}

static void
try_digits(struct search *s, const struct truth *t)
{
	static const struct { const char *what; unsigned least; } slips[] = {
		[DIGITS_OTHER]     = { NULL, 0 },
		[DIGITS_EXCHANGED] = { "two digits may be exchanged, here or in the table", 2 },
		[DIGITS_WRONG]     = { "one digit may be wrong, here or in the table", 3 },
		[DIGITS_DROPPED]   = { "a digit may be missing here", 3 },
		[DIGITS_DOUBLED]   = { "there may be a digit too many here", 3 },
	};
	struct digits said, is;

	if (!digits_read(s->said->value, s->said->place, &said)
		|| !digits_read(decimal_round(t->value, s->said->place), s->said->place, &is))
		return;
	enum digits_slip slip = digits_compare(&said, &is);

	if (!slips[slip].what || (said.significant < slips[slip].least && is.significant < slips[slip].least))
		return;
	diag_help(s->p->diag, s->found, "%s", slips[slip].what);
	s->any = true;
}

static void
try_sign(struct search *s, const struct truth *t)
{
	if (decimal_round(-t->value, s->said->place) != s->said->value || s->said->value == 0)
		return;
	diag_help(s->p->diag, s->found, "the sign is the other one: " STR_FMT, STR_ARG(t->shown));
	s->any = true;
}

bool
slip_help(struct program *p, struct finding *f, const struct claimed *said, const struct truth *t,
	const struct slip_cell *cell)
{
	struct amount amount = said->amount;
	struct search s = { .p = p, .found = f, .said = &amount, .cell = cell };
	struct digits digits;

	/* a bare number is in the unit and the scale of its column */
	if (!amount.own_unit && !amount.own_scale && amount.unit == UNIT_NUMBER) {
		amount.unit = t->unit;
		if (amount.place + t->scale <= 25
			&& !decimal_mul(amount.value, decimal_power(t->scale), &amount.value))
			return false;
		amount.place = (int8_t)(amount.place + t->scale);
	}
	if (digits_read(amount.value, amount.place, &digits))
		s.digits = digits.significant;
	try_sign(&s, t);
	if (cell) {
		try_columns(&s);
		try_rows(&s);
	}
	if (said->kind == CLAIM_PLAIN)
		try_digits(&s, t);
	return s.any;
}
