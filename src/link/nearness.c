/*
 * A figure beside one amount.
 *
 * What they have in common can't be chance: three digits or more that agree but for the unit or two
 * neighbours exchanged (four where the factor is ten or a hundred), five or more but for one digit:
 * with fewer, a table of some size has a cell like almost any figure.
 */
#include "link/nearness.h"

#define DIGITS_SINGLE 5		/* where one digit differs */
#define APART_MOST    81	/* what 9 and 0 make when they are exchanged: noughts at the end left out */

/* Units differ by thousands; other factors are rarer, and have to be surer. */
static const int powers[NEAR_UNITS] = { 3, -3, 6, -6, 2, -2, 1, -1 };
#define POWERS_OF_THOUSAND 4

/* false when no amount can be it */
static bool
unit_of(const struct near_figure *f, int power, struct near_unit *out)
{
	int place = f->amount->place + power;
	decimal value = f->value;

	if (place < -DECIMAL_PLACES || place > DECIMAL_MOST)
		return false;
	if (power > 0 ? !decimal_mul(value, decimal_power(power), &value)
		: !decimal_div(value, decimal_power(-power), &value))
		return false;

	decimal step = decimal_power(place);

	*out = (struct near_unit){ power, value - step / 2, value - step / 2 + step };
	return value % step == 0;
}

void
near_look(const struct amount *figure, struct near_figure *out)
{
	*out = (struct near_figure){ .amount = figure, .value = decimal_abs(figure->value) };
	out->number = out->value / decimal_power(figure->place);
	if (!digits_read(figure->value, figure->place, &out->digits))
		return;

	size_t count = out->digits.significant > NEAR_DIGITS ? NEAR_UNITS : POWERS_OF_THOUSAND;

	for (size_t i = 0; i < count; i++)
		out->nunit += unit_of(out, powers[i], &out->units[out->nunit]);
}

static bool
agrees(const struct near_figure *f, decimal value, const struct amount *cell)
{
	decimal difference, reach;

	return decimal_sub(value, f->value, &difference)
		&& decimal_add(amount_half(f->amount), amount_half(cell), &reach)
		&& decimal_abs(difference) <= reach;
}

static bool
is_other_unit(const struct near_figure *f, decimal value, int *power)
{
	for (uint32_t i = 0; i < f->nunit; i++)
		if (value >= f->units[i].least && value < f->units[i].below) {
			*power = f->units[i].power;
			return true;
		}
	return false;
}

/* Most amounts differ in more than a digit or two, and their digits need not be looked at. */
static bool
may_be_slip(const struct near_figure *f, decimal rounded)
{
	decimal apart = decimal_abs(rounded / decimal_power(f->amount->place) - f->number);

	while (apart > APART_MOST && apart % 10 == 0)
		apart /= 10;
	return apart <= APART_MOST;
}

static enum nearness
compare_digits(const struct near_figure *f, decimal rounded)
{
	struct digits is;

	if (!may_be_slip(f, rounded) || !digits_read(rounded, f->amount->place, &is)
		|| is.count != f->digits.count)
		return NEAR_NOT;
	switch (digits_compare(&f->digits, &is)) {
	case DIGITS_EXCHANGED:
		return NEAR_EXCHANGED;
	case DIGITS_WRONG:
		return f->digits.significant >= DIGITS_SINGLE && is.significant >= DIGITS_SINGLE
			? NEAR_DIGIT : NEAR_NOT;
	default:
		return NEAR_NOT;
	}
}

enum nearness
near_compare(const struct near_figure *f, const struct amount *cell, int *power)
{
	decimal value = decimal_abs(cell->value);

	if (agrees(f, value, cell))
		return NEAR_AGREES;
	if (cell->unit != f->amount->unit || value == 0 || f->digits.significant < NEAR_DIGITS)
		return NEAR_NOT;
	if (is_other_unit(f, value, power))
		return NEAR_UNIT;
	return cell->place > f->amount->place ? NEAR_NOT
		: compare_digits(f, decimal_round(value, f->amount->place));
}
