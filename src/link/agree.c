/*
 * Claims as intervals.  DESIGN.md, section 2 (Claims); what the words mean is in the handbook.
 */
#include "link/agree.h"

#define PLACE_MOST 25

static bool
close_enough(decimal a, decimal b, decimal reach)
{
	decimal difference;

	return decimal_sub(a, b, &difference) && decimal_abs(difference) <= reach;
}

static bool
scaled(const struct amount *a, int power, struct amount *out)
{
	*out = *a;
	out->place = (int8_t)(a->place + power);
	return out->place >= -DECIMAL_PLACES && out->place <= PLACE_MOST
		&& (power >= 0 ? decimal_mul(a->value, decimal_power(power), &out->value)
			: decimal_div(a->value, decimal_power(-power), &out->value));
}

static bool
scale_claim(const struct claimed *c, int power, struct claimed *out)
{
	*out = *c;
	return scaled(&c->amount, power, &out->amount) && scaled(&c->upper, power, &out->upper);
}

/* A third is no multiple of one per cent: it stands for what lies half of one on either side. */
static bool
is_between_steps(const struct amount *a)
{
	return a->value % decimal_power(a->place) != 0;
}

static bool
is_fraction(const struct amount *a)
{
	return a->unit == UNIT_PERCENT && !a->own_unit;
}

decimal
agree_reach(const struct claimed *c)
{
	const struct amount *a = &c->amount;
	decimal half = amount_half(a), twentieth = decimal_abs(a->value) / 20;
	struct amount round = *a;

	if (c->kind == CLAIM_PLAIN || a->value == 0)
		return half;
	while (round.place < PLACE_MOST && a->value % decimal_power(round.place + 1) == 0)
		round.place++;
	decimal rounded = is_fraction(a) ? twentieth : amount_half(&round);

	if (rounded > twentieth)
		rounded = twentieth;
	return rounded > half ? rounded : half;
}

static enum verdict
judge_plain(const struct amount *written, const struct truth *t)
{
	decimal half = amount_half(written);

	if (decimal_round(t->value, written->place) == written->value
		|| (is_between_steps(written) && close_enough(t->value, written->value, half)))
		return VERDICT_EXACT;
	/* A figure as fine as its cell has to be the cell: £1,199k is no £1,200k.  A coarser one may be
	 * the other neighbour of a half (£1.2m for £1.25m); a finer one lies within what the cell leaves open. */
	if (t->slack == 0 || written->place == t->place)
		return VERDICT_MISMATCH;
	decimal reach = written->place > t->place ? half : half + t->slack;

	return close_enough(t->value, written->value, reach) ? VERDICT_ROUNDING : VERDICT_MISMATCH;
}

/* at least low and at most high; what only the value's rounding makes possible is so too. */
static enum verdict
judge_between(decimal low, decimal high, const struct truth *t)
{
	if (t->value >= low && t->value <= high)
		return VERDICT_EXACT;
	return t->value + t->slack >= low && t->value - t->slack <= high ? VERDICT_ROUNDING
		: VERDICT_MISMATCH;
}

/* The same for what is near a figure: only where it is finer than the cell does the cell's rounding count. */
static enum verdict
judge_near(decimal low, decimal high, const struct claimed *c, const struct truth *t)
{
	enum verdict v = judge_between(low, high, t);

	return v == VERDICT_ROUNDING && c->amount.place >= t->place ? VERDICT_MISMATCH : v;
}

#define ENDLESS (decimal_power(PLACE_MOST))

static enum verdict
judge_as_said(const struct claimed *c, const struct truth *t)
{
	decimal said = c->amount.value, reach = agree_reach(c);

	switch (c->kind) {
	case CLAIM_ABOUT:     return judge_near(said - reach, said + reach, c, t);
	case CLAIM_NEARLY:    return judge_near(said - reach, said, c, t);
	case CLAIM_JUST_OVER: return judge_near(said, said + reach, c, t);
	case CLAIM_AT_MOST:   return judge_between(-ENDLESS, said, t);
	case CLAIM_LESS:      return judge_between(-ENDLESS, said - 1, t);
	case CLAIM_AT_LEAST:  return judge_between(said, ENDLESS, t);
	case CLAIM_MORE:      return judge_between(said + 1, ENDLESS, t);
	case CLAIM_RANGE:     return judge_between(said, c->upper.value, t);
	default:              return judge_plain(&c->amount, t);
	}
}

static bool
is_bare(const struct claimed *c)
{
	return !c->amount.own_unit && !c->amount.own_scale && c->amount.unit == UNIT_NUMBER;
}

bool
agree_units(const struct claimed *c, const struct truth *t)
{
	return c->amount.unit == t->unit || is_bare(c);	/* a bare number takes the cell's unit */
}

enum verdict
agree_judge(const struct claimed *c, struct truth *t, struct claimed *said)
{
	struct claimed in_column;
	enum verdict v, other;

	*said = *c;
	if (c->amount.unit == UNIT_PERCENT && t->unit == UNIT_NUMBER &&
	    decimal_mul(t->value, decimal_power(2), &t->value)) {
		(void)!decimal_mul(t->slack, decimal_power(2), &t->slack);
		t->unit = UNIT_PERCENT;
	}
	if (!agree_units(c, t))
		return VERDICT_MISMATCH;
	/* "income of £70,000" quotes a cell that shows it as (70,000): prose says the sign in words */
	if (c->amount.value > 0 && t->value < 0 && !c->signs)
		t->value = -t->value;
	v = judge_as_said(c, t);
	if (!is_bare(c) || t->scale == 0 || !scale_claim(c, t->scale, &in_column))
		return v;
	other = judge_as_said(&in_column, t);
	/* "over 12" beside £12,922k means millions where the column does */
	if (v == VERDICT_MISMATCH || (other != VERDICT_MISMATCH && c->kind != CLAIM_PLAIN)) {
		*said = in_column;
		v = other;
	}
	return v;
}

static bool
is_bound(enum claim_kind k)
{
	return k == CLAIM_AT_MOST || k == CLAIM_AT_LEAST || k == CLAIM_LESS || k == CLAIM_MORE;
}

bool
agree_is_loose(const struct claimed *c, const struct truth *t)
{
	bool is_money = t->unit != UNIT_NUMBER && t->unit != UNIT_PERCENT;
	decimal half = c->amount.value / 2;

	if (!is_bound(c->kind) || !is_money || half <= 0 || t->value <= 0)
		return false;
	return c->kind == CLAIM_AT_MOST || c->kind == CLAIM_LESS ? t->value < half
		: t->value / 2 > c->amount.value;
}

int
agree_slip(const struct claimed *c, const struct truth *t)
{
	static const int powers[] = { 3, -3, 6, -6, 2, -2, 1, -1 };
	/* a bound in another unit has to be a close one, and then only thousands are no chance */
	size_t count = is_bound(c->kind) || c->kind == CLAIM_RANGE ? 4 : 8;

	for (size_t i = 0; i < count && c->amount.value != 0; i++) {
		struct claimed other;

		if (scale_claim(c, powers[i], &other) && judge_as_said(&other, t) == VERDICT_EXACT
			&& !agree_is_loose(&other, t))
			return powers[i];
	}
	return 0;
}
