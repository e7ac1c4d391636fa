/*
 * Slips of the hand, tried one after the other on the digits of a figure.
 *
 * Knows digits and nothing of tables.  Where figures were rounded, what was meant is known only to
 * within some reach; each slip gives a figure of its own, and the one that comes nearest to what is
 * expected counts for more.
 */
#include "compile/slip.h"

#define MOST_DIGITS 24u
#define APART_LEAST 14	/* what a fit that is not exact costs, at least ... */
#define APART_MOST  26	/* ... and at most */
#define ONE_DIGIT   25	/* 4 for 4,347: many figures round to so short a one */
#define TWO_DIGITS  8
#define FIRST_DIGIT 24	/* it is seldom forgotten */

static const int weights[SLIP_KINDS] = {
	[SLIP_EXCHANGED] = 84, [SLIP_EXCHANGED_FAR] = 52, [SLIP_DIGIT] = 64, [SLIP_DROPPED] = 72,
	[SLIP_DOUBLED] = 76, [SLIP_EXTRA] = 40, [SLIP_SIGN] = 80, [SLIP_SCALE] = 84,
};

/* Of the factors that units and misplaced points bring. */
static const struct {
	int zeros, less;	/* less likely than thousands for pounds */
} factors[] = { { 3, 0 }, { 6, 10 }, { 1, 20 }, { 2, 24 } };

struct trial {
	decimal     written, expected, reach;	/* without the sign */
	int         place;
	bool        negative;
	uint8_t     at[MOST_DIGITS];	/* digits of what is written, the last first */
	unsigned    count;
	struct slip best;
	bool        any;
};

static void
offer(struct trial *t, enum slip_kind kind, decimal meant, int zeros, int less)
{
	decimal apart = decimal_abs(meant - t->expected);
	int weight = weights[kind] - less;

	if (apart > t->reach || meant == t->written)
		return;
	if (apart > 0)
		weight -= APART_LEAST + (int)(apart * (APART_MOST - APART_LEAST) / t->reach);
	if (t->any && weight <= t->best.weight)
		return;
	t->any = true;
	t->best = (struct slip){ kind, t->negative ? -meant : meant, zeros, weight };
}

static bool
take_digits(struct trial *t)
{
	decimal step = decimal_power(t->place), rest = t->written;

	if (rest % step != 0)
		return false;
	for (rest /= step; rest > 0; rest /= 10) {
		if (t->count == MOST_DIGITS)
			return false;
		t->at[t->count++] = (uint8_t)(rest % 10);
	}
	/* one digit more must still be a decimal */
	return t->count > 0 && t->place + (int)t->count < DECIMAL_PLACES * 2;
}

static decimal
step_of(const struct trial *t, unsigned i)
{
	return decimal_power(t->place + (int)i);
}

static void
try_exchanges(struct trial *t)
{
	for (unsigned i = 0; i < t->count; i++)
		for (unsigned k = i + 1; k < t->count; k++) {
			int apart = t->at[i] - t->at[k];

			if (apart == 0 || (k + 1 == t->count && t->at[i] == 0))
				continue;	/* no figure begins with 0 */
			offer(t, k == i + 1 ? SLIP_EXCHANGED : SLIP_EXCHANGED_FAR,
				t->written + apart * (step_of(t, k) - step_of(t, i)), 0, 0);
		}
}

static void
try_digits(struct trial *t)
{
	for (unsigned i = 0; i < t->count; i++)
		for (int digit = 0; digit < 10; digit++)
			if (digit != 0 || i + 1 < t->count)
				offer(t, SLIP_DIGIT,
					t->written + (digit - t->at[i]) * step_of(t, i), 0, 0);
}

/* A zero at the end is a matter of scale. */
static void
try_dropped(struct trial *t)
{
	for (unsigned i = 0; i <= t->count; i++) {
		decimal low = t->written % step_of(t, i), high = t->written - low;

		for (int digit = 0; digit < 10; digit++) {
			decimal meant = high * 10 + digit * step_of(t, i) + low;

			if (meant != t->written * 10 && (digit != 0 || i < t->count))
				offer(t, SLIP_DROPPED, meant, 0, i == t->count ? FIRST_DIGIT : 0);
		}
	}
}

static void
try_extra(struct trial *t)
{
	for (unsigned i = t->at[0] == 0; i < t->count && t->count > 1; i++) {
		decimal low = t->written % step_of(t, i);
		decimal high = t->written - t->written % (step_of(t, i) * 10);
		bool doubled = (i > 0 && t->at[i] == t->at[i - 1])
			|| (i + 1 < t->count && t->at[i] == t->at[i + 1]);

		if ((i + 1 == t->count && t->at[i - 1] == 0) || (high + low * 10) == t->written)
			continue;
		offer(t, doubled ? SLIP_DOUBLED : SLIP_EXTRA, high / 10 + low, 0, 0);
	}
}

static int
less_for_length(const struct trial *t)
{
	return t->count == 1 ? ONE_DIGIT : t->count == 2 ? TWO_DIGITS : 0;
}

/* What is too small was rounded on the way: the exact figure is the one that is expected. */
static void
try_scales(struct trial *t)
{
	for (size_t i = 0; i < sizeof(factors) / sizeof(factors[0]); i++) {
		int zeros = factors[i].zeros, less = factors[i].less;
		decimal factor = decimal_power(zeros) / decimal_power(0), shrunk, grown;

		shrunk = decimal_round(t->written / factor, t->place);
		if (shrunk > 0)
			offer(t, SLIP_SCALE, shrunk, zeros, less);
		if (__builtin_mul_overflow(t->written, factor, &grown))
			continue;
		if (decimal_abs(grown - t->expected) <= t->reach)
			offer(t, SLIP_SCALE, grown, -zeros, less);
		else if (decimal_round(t->expected / factor, t->place) == t->written)
			offer(t, SLIP_SCALE, t->expected, -zeros, less + less_for_length(t));
	}
}

bool
slip_find(decimal written, decimal expected, decimal reach, int place, struct slip *out)
{
	struct trial t = { .written = decimal_abs(written), .reach = reach, .place = place,
		.negative = written < 0 };

	t.expected = t.negative ? -expected : expected;
	if (decimal_abs(written - expected) <= reach || !take_digits(&t))
		return false;
	if (t.expected > 0) {
		try_exchanges(&t);
		try_digits(&t);
		try_dropped(&t);
		try_extra(&t);
		try_scales(&t);
	} else {
		offer(&t, SLIP_SIGN, -t.written, 0, 0);
	}
	*out = t.best;
	return t.any;
}
