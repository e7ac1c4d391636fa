/*
 * Interval arithmetic on quantities.
 *
 * Knows units and how rounding spreads through a sum, a product and a quotient; the order of
 * operations and where figures come from is formula.c's.
 *
 * What is typed into a formula is exact where it is a plain number or a rate (`* 1.05`, `* 2.5%`);
 * money and percentages that are compared stand for the interval they were rounded from.
 */
#include "object/quantity.h"

static bool
is_typed_value(const struct quantity *q, decimal value)
{
	return q->is_typed && q->unit == UNIT_NUMBER && q->value == value;
}

struct quantity
quantity_of(const struct amount *a)
{
	return (struct quantity){ .value = a->value, .slack = amount_half(a), .unit = a->unit };
}

static bool
times_hundred(struct quantity *q)
{
	const decimal hundred = decimal_power(2);

	return decimal_mul(q->value, hundred, &q->value)
		&& decimal_mul(q->slack, hundred, &q->slack);
}

static enum formula_state
to_percent(struct quantity *q)
{
	if (q->is_ratio && !times_hundred(q))
		return FORMULA_OVERFLOW;
	q->unit = UNIT_PERCENT;
	q->is_ratio = false;
	return FORMULA_DONE;
}

enum formula_state
quantity_align(struct quantity *a, struct quantity *b)
{
	if (a->is_truth || b->is_truth)
		return FORMULA_UNIT;
	if (a->unit == b->unit)
		return FORMULA_DONE;
	if (is_typed_value(a, 0)) {
		a->unit = b->unit;
		return FORMULA_DONE;
	}
	if (is_typed_value(b, 0)) {
		b->unit = a->unit;
		return FORMULA_DONE;
	}
	if (a->unit == UNIT_PERCENT && b->unit == UNIT_NUMBER)
		return to_percent(b);
	if (b->unit == UNIT_PERCENT && a->unit == UNIT_NUMBER)
		return to_percent(a);
	return FORMULA_UNIT;
}

/* How far apart two may be and still agree. */
decimal
quantity_reach(const struct quantity *a, const struct quantity *b, decimal tolerance)
{
	decimal reach = decimal_power(25);	/* should the two together be more than that */

	if (tolerance >= 0)
		return tolerance;
	decimal_add(a->slack, b->slack, &reach);
	return reach;
}

bool
quantity_agree(const struct quantity *a, const struct quantity *b, decimal tolerance)
{
	decimal difference;

	return decimal_sub(a->value, b->value, &difference)
		&& decimal_abs(difference) <= quantity_reach(a, b, tolerance);
}

void
quantity_negate(struct quantity *q)
{
	q->value = -q->value;
}

void
quantity_absolute(struct quantity *q)
{
	q->value = decimal_abs(q->value);
}

enum formula_state
quantity_add(struct quantity *a, struct quantity b)
{
	enum formula_state state = quantity_align(a, &b);

	if (state != FORMULA_DONE)
		return state;
	a->is_typed = a->is_typed && b.is_typed;
	a->is_ratio = (a->is_ratio || b.is_ratio) && a->unit == UNIT_NUMBER;	/* 1 less a share */
	a->is_hundredfold = a->is_hundredfold && b.is_hundredfold;
	return decimal_add(a->value, b.value, &a->value)
		&& decimal_add(a->slack, b.slack, &a->slack) ? FORMULA_DONE : FORMULA_OVERFLOW;
}

enum formula_state
quantity_subtract(struct quantity *a, struct quantity b)
{
	quantity_negate(&b);
	return quantity_add(a, b);
}

/* The lesser of intervals lies no further from the lesser value than the widest of them reaches. */
static enum formula_state
pick(struct quantity *a, struct quantity b, bool greatest)
{
	enum formula_state state = quantity_align(a, &b);

	if (state != FORMULA_DONE)
		return state;
	decimal slack = a->slack > b.slack ? a->slack : b.slack;
	bool is_typed = a->is_typed && b.is_typed;

	if (greatest ? b.value > a->value : b.value < a->value)
		*a = b;
	a->slack = slack;
	a->is_typed = is_typed;
	return FORMULA_DONE;
}

enum formula_state
quantity_lesser(struct quantity *a, struct quantity b)
{
	return pick(a, b, false);
}

enum formula_state
quantity_greater(struct quantity *a, struct quantity b)
{
	return pick(a, b, true);
}

/* 25% of something is a quarter of it; a typed rate is exact. */
static bool
as_factor(struct quantity *q)
{
	const decimal hundred = decimal_power(2);

	if (q->unit != UNIT_PERCENT)
		return true;
	q->unit = UNIT_NUMBER;
	q->is_ratio = true;
	if (q->is_typed)
		q->slack = 0;
	return decimal_div(q->value, hundred, &q->value)
		&& decimal_div(q->slack, hundred, &q->slack);
}

/* |a| * slack of b + |b| * slack of a + slack * slack */
static bool
product_slack(const struct quantity *a, const struct quantity *b, decimal *out)
{
	decimal left, right, both;

	return decimal_mul(decimal_abs(a->value), b->slack, &left)
		&& decimal_mul(decimal_abs(b->value), a->slack, &right)
		&& decimal_mul(a->slack, b->slack, &both)
		&& decimal_add(left, right, &left) && decimal_add(left, both, out);
}

/* A ratio times 100, typed, is a percentage, whichever was done first: a / b * 100, a * 100 / b. */
enum formula_state
quantity_multiply(struct quantity *a, struct quantity b)
{
	const decimal hundred = decimal_power(2);
	bool left = is_typed_value(a, hundred), right = is_typed_value(&b, hundred);
	decimal slack;

	if (a->is_truth || b.is_truth || !as_factor(a) || !as_factor(&b))
		return FORMULA_UNIT;
	if (a->unit != UNIT_NUMBER && b.unit != UNIT_NUMBER)
		return FORMULA_UNIT;
	if (!product_slack(a, &b, &slack) || !decimal_mul(a->value, b.value, &a->value))
		return FORMULA_OVERFLOW;
	bool is_ratio = (a->is_ratio && (b.is_ratio || b.is_typed)) || (b.is_ratio && a->is_typed);

	a->slack = slack;
	a->unit = a->unit == UNIT_NUMBER ? b.unit : a->unit;
	a->is_typed = a->is_typed && b.is_typed;
	a->is_ratio = is_ratio && !left && !right;
	if (is_ratio && (left || right))
		a->unit = UNIT_PERCENT;
	a->is_hundredfold = !is_ratio && (left || right);
	return FORMULA_DONE;
}

/* (slack of a + |a / b| * slack of b) / (|b| - slack of b); FORMULA_UNCHECKED when b may be 0. */
static enum formula_state
quotient_slack(const struct quantity *a, const struct quantity *b, decimal quotient, decimal *out)
{
	decimal least = decimal_abs(b->value) - b->slack, spread;

	if (least <= 0)
		return FORMULA_UNCHECKED;
	if (!decimal_mul(decimal_abs(quotient), b->slack, &spread)
		|| !decimal_add(spread, a->slack, &spread) || !decimal_div(spread, least, &spread)
		|| !decimal_add(spread, 1, out))	/* the quotient's own last digit */
		return FORMULA_OVERFLOW;
	return FORMULA_DONE;
}

enum formula_state
quantity_divide(struct quantity *a, struct quantity b)
{
	decimal quotient, slack = 0;

	if (a->is_truth || b.is_truth || !as_factor(a) || !as_factor(&b))
		return FORMULA_UNIT;
	if (b.unit != UNIT_NUMBER && b.unit != a->unit)
		return FORMULA_UNIT;
	if (b.value == 0)
		return FORMULA_DIVIDES_BY_ZERO;
	if (!decimal_div(a->value, b.value, &quotient))
		return FORMULA_OVERFLOW;
	enum formula_state state = quotient_slack(a, &b, quotient, &slack);
	bool is_plain = a->unit == b.unit;
	bool is_ratio = is_plain && (!b.is_typed || a->is_typed || a->is_ratio);

	a->value = quotient;
	a->slack = slack;
	a->unit = is_plain ? UNIT_NUMBER : a->unit;
	if (is_ratio && a->is_hundredfold)
		a->unit = UNIT_PERCENT;
	a->is_ratio = is_ratio && !a->is_hundredfold;
	a->is_hundredfold = !is_ratio && a->is_hundredfold;
	a->is_typed = a->is_typed && b.is_typed;
	return state;
}

/* What may be rounded either way may land a whole step off. */
enum formula_state
quantity_round(struct quantity *q, const struct quantity *places)
{
	decimal place = places->value / decimal_power(0);

	if (place * decimal_power(0) != places->value || decimal_abs(place) > DECIMAL_PLACES)
		return FORMULA_OVERFLOW;
	decimal step = decimal_power((int)place);

	q->value = decimal_round(q->value, (int)place);
	if (q->slack > 0)
		q->slack = (q->slack / step + (q->slack % step != 0)) * step;
	return FORMULA_DONE;
}
