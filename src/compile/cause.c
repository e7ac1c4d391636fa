/*
 * What may have caused a difference: hypotheses that its size fits, as helps, best first.
 *
 * Each is a slip of the hand that would give just this difference, no more: a digit, a sign, a row.
 * None is chosen; what doesn't fit to the last digit is not offered.
 */
#include "compile/sheet.h"

#define MOST_DIGITS 24
#define MOST_HELPS  4u

struct cause {
	struct sheet             *s;
	struct finding           *f;
	const struct sum         *sum;
	const struct sum_figures *figures;
	unsigned                  helps;
};

/* A whole number of the finest digits, as digits, the last first. */
struct digits {
	int8_t   at[MOST_DIGITS];
	unsigned count;
};

static bool
digits_of(decimal value, int place, struct digits *out)
{
	decimal step = decimal_power(place), rest = decimal_abs(value);

	*out = (struct digits){ .count = 0 };
	if (rest % step != 0)
		return false;
	for (rest /= step; rest > 0; rest /= 10) {
		if (out->count == MOST_DIGITS)
			return false;
		out->at[out->count++] = (int8_t)(rest % 10);
	}
	return true;
}

static decimal
value_of(const struct digits *d, int place)
{
	decimal value = 0;

	for (unsigned i = d->count; i-- > 0;)
		value = value * 10 + d->at[i];
	return value * decimal_power(place);
}

/* Whether exchanging two digits of one makes the other; neighbours or not. */
static bool
is_exchange(decimal from, decimal to, int place)
{
	struct digits a, b;
	unsigned differ = 0, where[2] = { 0, 0 };

	if ((from < 0) != (to < 0) || !digits_of(from, place, &a) || !digits_of(to, place, &b)
		|| a.count != b.count)
		return false;
	for (unsigned i = 0; i < a.count; i++) {
		if (a.at[i] == b.at[i])
			continue;
		if (differ == 2)
			return false;
		where[differ++] = i;
	}
	return differ == 2 && a.at[where[0]] == b.at[where[1]] && a.at[where[1]] == b.at[where[0]];
}

static bool
is_one_digit(decimal from, decimal to, int place)
{
	struct digits a, b;
	unsigned differ = 0;

	if ((from < 0) != (to < 0) || !digits_of(from, place, &a) || !digits_of(to, place, &b)
		|| a.count != b.count)
		return false;
	for (unsigned i = 0; i < a.count; i++)
		differ += a.at[i] != b.at[i];
	return differ == 1;
}

/* Whether the shorter is the longer without one of its digits. */
static bool
is_digit_short(decimal shorter, decimal longer, int place)
{
	struct digits a, b;

	if ((shorter < 0) != (longer < 0) || !digits_of(shorter, place, &a)
		|| !digits_of(longer, place, &b) || a.count + 1 != b.count || a.count < 2)
		return false;
	for (unsigned skip = 0; skip < b.count; skip++) {
		struct digits without = { .count = b.count - 1 };

		for (unsigned i = 0; i < without.count; i++)
			without.at[i] = b.at[i < skip ? i : i + 1];
		if (value_of(&without, place) == decimal_abs(shorter))
			return true;
	}
	return false;
}

static struct str
plain(const struct cause *c, decimal value)
{
	return sum_plain(c->s, c->sum->column, value, c->figures->place);
}

static struct diag *
diag_of(struct cause *c)
{
	c->helps++;
	return &c->s->unit->diag;
}

static struct str
name_of(const struct cause *c, uint32_t row, uint32_t column)
{
	struct str label = sheet_label(c->s, row);

	return row == c->sum->row || label.len == 0 ? sheet_column_name(c->s, column) : label;
}

static void
exchanged_in_total(struct cause *c)
{
	if (is_exchange(c->sum->stated, c->figures->computed, c->sum->place))
		diag_help(diag_of(c), c->f, STR_FMT " is divisible by 9: two digits may be exchanged ("
			STR_FMT ")", STR_ARG(plain(c, decimal_abs(c->figures->difference))),
			STR_ARG(plain(c, c->figures->computed)));
}

/* Thousands for millions, or a point in the wrong place. */
static void
slip_of_total(struct cause *c)
{
	decimal stated = c->sum->stated, computed = c->figures->computed;

	for (int zeros = 1; zeros <= 6; zeros++) {
		decimal factor = decimal_power(zeros), up, down;
		const char *times = zeros == 1   ? "10"
				    : zeros == 2 ? "100"
				    : zeros == 3 ? "1,000"
						 : "1,000,000";

		if (zeros == 4 || zeros == 5 || !decimal_mul(stated, factor, &up)
			|| !decimal_mul(computed, factor, &down) || stated == 0)
			continue;
		if (up == decimal_round(computed, c->sum->place + zeros))
			diag_help(diag_of(c), c->f, "the total is %s times too small: "
				"it may be in another unit, or a digit missing", times);
		else if (stated == decimal_round(down, c->sum->place))
			diag_help(diag_of(c), c->f, "the total is %s times too large: "
				"it may be in another unit, or have a digit too many", times);
	}
}

/* How much of each slip of a part the total would be off by. */
static void
slip_of_part(struct cause *c, const struct cover *cover, decimal value)
{
	decimal d = c->figures->difference, v = cover->subtracted ? -value : value;
	struct str name = name_of(c, cover->row, cover->column), amount = plain(c, value);
	const char *what = NULL;

	if (d == -v)
		what = "may have been left out of the total";
	else if (d == v)
		what = "may have been counted twice";
	else if (d == -2 * v)
		what = "may have been counted with the wrong sign";
	if (!what)
		return;
	diag_help(diag_of(c), c->f, "“" STR_FMT "” (" STR_FMT ") %s", STR_ARG(name),
		  STR_ARG(amount), what);
	diag_related(&c->s->unit->diag, c->f, sheet_place(c->s, cover->row, cover->column),
		STR_FMT, STR_ARG(name));
}

static void
misspelt_part(struct cause *c, const struct cover *cover, const struct amount *amount)
{
	decimal d = cover->subtracted ? -c->figures->difference : c->figures->difference, meant, power;
	struct str name = name_of(c, cover->row, cover->column);

	if (!decimal_add(amount->value, d, &meant))
		return;
	if (is_exchange(amount->value, meant, amount->place)) {
		diag_help(diag_of(c), c->f,
			  "two digits of “" STR_FMT "” may be exchanged: " STR_FMT " for " STR_FMT,
			  STR_ARG(name), STR_ARG(plain(c, amount->value)),
			  STR_ARG(plain(c, meant)));
		return;
	}
	for (int zeros = 1; zeros <= 3; zeros++)
		if ((decimal_mul(amount->value, decimal_power(zeros), &power) && power == meant)
			|| (decimal_mul(meant, decimal_power(zeros), &power) && power == amount->value))
			diag_help(diag_of(c), c->f,
				  "“" STR_FMT "” may be out by a factor of %s: " STR_FMT
				  " for " STR_FMT,
				  STR_ARG(name),
				  zeros == 1   ? "10"
				  : zeros == 2 ? "100"
					       : "1,000",
				  STR_ARG(plain(c, amount->value)), STR_ARG(plain(c, meant)));
}

static void
each_part(struct cause *c, bool misspelt)
{
	for (uint32_t i = 0; i < c->sum->ncover && c->helps < MOST_HELPS; i++) {
		const struct cover *cover = &c->sum->covers[i];
		struct cell cell = sheet_cell(c->s, cover->row, cover->column);

		if (!cell_has_amount(&cell) || cell.amount.value == 0)
			continue;
		if (misspelt)
			misspelt_part(c, cover, &cell.amount);
		else
			slip_of_part(c, cover, cell.amount.value);
	}
}

/* A subtotal among the rows of the sum, which adds its lines a second time. */
static void
subtotal_counted(struct cause *c)
{
	uint32_t first = c->sum->row, column = c->sum->column;

	if (c->sum->kind != CHECK_TOTAL)
		return;
	for (uint32_t i = 0; i < c->sum->ncover; i++)
		if (c->sum->covers[i].row < first)
			first = c->sum->covers[i].row;
	c->s->effort += c->sum->row - first;
	for (uint32_t row = first; row < c->sum->row && c->helps < MOST_HELPS; row++) {
		struct cell cell = sheet_cell(c->s, row, column);

		if (sheet_kind(c->s, row) == ROW_TOTAL && cell_has_amount(&cell) && cell.amount.value != 0
			&& cell.amount.value == c->figures->difference)
			diag_help(diag_of(c), c->f, "the subtotal “" STR_FMT "” (" STR_FMT
				") may have been counted as a line", STR_ARG(sheet_label(c->s, row)),
				STR_ARG(plain(c, cell.amount.value)));
	}
}

static void
digit_of_total(struct cause *c)
{
	decimal stated = c->sum->stated, computed = c->figures->computed;

	if (c->helps >= MOST_HELPS)
		return;
	if (is_one_digit(stated, computed, c->sum->place))
		diag_help(diag_of(c), c->f,
			  "one digit of the total may be wrong: " STR_FMT " for " STR_FMT,
			  STR_ARG(plain(c, stated)), STR_ARG(plain(c, computed)));
	else if (is_digit_short(stated, computed, c->sum->place))
		diag_help(diag_of(c), c->f,
			  "a digit of the total may be missing: " STR_FMT " for " STR_FMT,
			  STR_ARG(plain(c, stated)), STR_ARG(plain(c, computed)));
	else if (is_digit_short(computed, stated, c->sum->place))
		diag_help(diag_of(c), c->f,
			  "the total may have a digit too many: " STR_FMT " for " STR_FMT,
			  STR_ARG(plain(c, stated)), STR_ARG(plain(c, computed)));
	else if (stated == -computed)
		diag_help(diag_of(c), c->f, "the total may have the wrong sign");
}

void
cause_suggest(struct sheet *s, struct finding *f, const struct sum *sum,
	const struct sum_figures *figures)
{
	struct cause c = { .s = s, .f = f, .sum = sum, .figures = figures };

	s->effort += sum->ncover;
	if (s->effort > SHEET_EFFORT)
		return;
	exchanged_in_total(&c);
	slip_of_total(&c);
	each_part(&c, false);
	each_part(&c, true);
	subtotal_counted(&c);
	digit_of_total(&c);
}

/* Whether a slip of the total itself, or one part left out or counted twice, gives just this
 * difference. */
bool
cause_fits(struct sheet *s, const struct sum *sum, const struct sum_figures *figures)
{
	struct finding unsaid = { .message = STR_NONE };
	struct cause c = { .s = s, .f = &unsaid, .sum = sum, .figures = figures };

	if (decimal_abs(sum->stated) < 100 * decimal_power(sum->place))
		return false;	/* any digit of so few may be the wrong one */
	exchanged_in_total(&c);
	slip_of_total(&c);
	each_part(&c, false);
	digit_of_total(&c);
	return c.helps > 0;
}
