/*
 * Exact arithmetic on decimals, and printing them.
 *
 * Every decimal is between -10^37 and 10^37, that is 10^25 base units: a bound that is itself
 * a round number, so that rounding and taking the absolute value can't overflow.
 * A product or quotient passes through 256 bits and is rounded once.  What a text
 * means is amount.c's.
 */
#include "base/amount.h"

#include <assert.h>

#define WHOLE_PLACES DECIMAL_MOST
#define MOST_DIGITS  (WHOLE_PLACES + DECIMAL_PLACES + 1)
#define MINUS        "\u2212"

__extension__ typedef unsigned __int128 magnitude;

struct wide {
	magnitude high, low;
};

static const struct {
	const char *sign;
	bool        behind;	/* the sign follows the figure */
} units[UNIT_COUNT] = {
	[UNIT_NUMBER]  = { "", false },
	[UNIT_PERCENT] = { "%", true },
	[UNIT_POUND]   = { "£", false },
	[UNIT_EURO]    = { "€", false },
	[UNIT_DOLLAR]  = { "$", false },
};

static const struct {
	int         scale;
	const char *letter;
} scales[] = {
	{ 3, "k" }, { 6, "m" }, { 9, "bn" },
};

/* As many as 64 bits hold; reading a large table asks for one at every cell. */
#define LAST_POWER 19
static const uint64_t powers[LAST_POWER + 1] = {
	1u, 10u, 100u, 1000u, 10000u, 100000u, 1000000u, 10000000u, 100000000u, 1000000000u,
	10000000000u, 100000000000u, 1000000000000u, 10000000000000u, 100000000000000u,
	1000000000000000u, 10000000000000000u, 100000000000000000u, 1000000000000000000u,
	10000000000000000000u,
};

const char *
unit_sign(enum unit u)
{
	return units[u].sign;
}

decimal
decimal_power(int place)
{
	assert(place >= -DECIMAL_PLACES && place <= WHOLE_PLACES);
	int steps = place + DECIMAL_PLACES;

	if (steps <= LAST_POWER)
		return (decimal)powers[steps];
	return (decimal)powers[LAST_POWER] * (decimal)powers[steps - LAST_POWER];
}

static magnitude
magnitude_of(decimal a)
{
	return a < 0 ? -(magnitude)a : (magnitude)a;
}

static bool
within_bounds(decimal a)
{
	return magnitude_of(a) <= magnitude_of(decimal_power(WHOLE_PLACES));
}

decimal
decimal_abs(decimal a)
{
	return a < 0 ? -a : a;
}

bool
decimal_add(decimal a, decimal b, decimal *out)
{
	decimal sum;

	if (__builtin_add_overflow(a, b, &sum) || !within_bounds(sum))
		return false;
	*out = sum;
	return true;
}

bool
decimal_sub(decimal a, decimal b, decimal *out)
{
	decimal difference;

	if (__builtin_sub_overflow(a, b, &difference) || !within_bounds(difference))
		return false;
	*out = difference;
	return true;
}

/* The product of two magnitudes, by halves of 64 bits as one multiplies on paper. */
static struct wide
multiply(magnitude a, magnitude b)
{
	const magnitude mask = UINT64_MAX;
	magnitude low = (a & mask) * (b & mask);
	magnitude cross = (a >> 64) * (b & mask) + (low >> 64);
	magnitude other = (a & mask) * (b >> 64) + (cross & mask);

	return (struct wide){
		.high = (a >> 64) * (b >> 64) + (cross >> 64) + (other >> 64),
		.low = (other << 64) | (low & mask),
	};
}

/*
 * a / b, rounded half up, or false when it is more than 128 bits.  One bit at a time once
 * the short way does not serve: a page has few quotients, and this can be read.
 */
static bool
divide(struct wide a, magnitude b, magnitude *out)
{
	magnitude quotient = 0, rest = a.high;

	if (a.high == 0) {
		quotient = a.low / b;
		rest = a.low % b;
	} else if (a.high >= b) {
		return false;
	} else {
		for (int bit = 127; bit >= 0; bit--) {
			rest = rest << 1 | ((a.low >> bit) & 1);
			quotient <<= 1;
			if (rest >= b) {
				rest -= b;
				quotient |= 1;
			}
		}
	}
	/* b is below 2^124, so that neither rest << 1 above nor the sum here wraps */
	if (rest >= b - rest && ++quotient == 0)
		return false;
	*out = quotient;
	return true;
}

static bool
with_sign(magnitude m, bool negative, decimal *out)
{
	if (m > magnitude_of(decimal_power(WHOLE_PLACES)))
		return false;
	*out = negative ? -(decimal)m : (decimal)m;
	return true;
}

bool
decimal_mul(decimal a, decimal b, decimal *out)
{
	struct wide product = multiply(magnitude_of(a), magnitude_of(b));
	magnitude result;

	return divide(product, magnitude_of(decimal_power(0)), &result)
		&& with_sign(result, (a < 0) != (b < 0), out);
}

bool
decimal_div(decimal a, decimal b, decimal *out)
{
	if (b == 0)
		return false;
	struct wide dividend = multiply(magnitude_of(a), magnitude_of(decimal_power(0)));
	magnitude result;

	return divide(dividend, magnitude_of(b), &result)
		&& with_sign(result, (a < 0) != (b < 0), out);
}

decimal
decimal_round(decimal a, int place)
{
	if (place <= -DECIMAL_PLACES)
		return a;
	if (place > WHOLE_PLACES)
		return 0;
	magnitude step = magnitude_of(decimal_power(place));
	magnitude rounded = (magnitude_of(a) + step / 2) / step * step;

	return a < 0 ? -(decimal)rounded : (decimal)rounded;
}

decimal
amount_half(const struct amount *a)
{
	/* half of the smallest step is no decimal: it counts as one */
	if (a->place <= -DECIMAL_PLACES)
		return 1;
	return decimal_power(a->place) / 2;
}

/* The digits of m in out; gives how many, at least 1. */
static size_t
digits_of(magnitude m, char out[MOST_DIGITS])
{
	char backwards[MOST_DIGITS];
	size_t count = 0;

	do {
		backwards[count++] = (char)('0' + (int)(m % 10));
		m /= 10;
	} while (m > 0);
	for (size_t i = 0; i < count; i++)
		out[i] = backwards[count - 1 - i];
	return count;
}

static void
print_grouped(struct buf *out, magnitude whole)
{
	char digits[MOST_DIGITS];
	size_t count = digits_of(whole, digits);

	for (size_t i = 0; i < count; i++) {
		if (i > 0 && (count - i) % 3 == 0)
			buf_char(out, ',');
		buf_char(out, digits[i]);
	}
}

/* A point and exactly `decimals` digits; nothing for none. */
static void
print_fraction(struct buf *out, magnitude fraction, int decimals)
{
	char digits[MOST_DIGITS];

	if (decimals <= 0)
		return;
	size_t count = digits_of(fraction, digits), wanted = (size_t)decimals;

	buf_char(out, '.');
	if (count < wanted)
		buf_fill(out, '0', wanted - count);
	buf_add(out, digits, count);
}

void
decimal_print(struct buf *out, decimal a)
{
	magnitude one = magnitude_of(decimal_power(0)), m = magnitude_of(a);
	magnitude fraction = m % one;
	char digits[MOST_DIGITS];
	int decimals = fraction == 0 ? 0 : DECIMAL_PLACES;

	while (fraction > 0 && fraction % 10 == 0) {
		fraction /= 10;
		decimals--;
	}
	if (a < 0)
		buf_char(out, '-');
	buf_add(out, digits, digits_of(m / one, digits));
	print_fraction(out, fraction, decimals);
}

struct str
decimal_text(struct arena *arena, decimal a)
{
	struct buf b = BUF_EMPTY;

	decimal_print(&b, a);
	return buf_keep(&b, arena);
}

/* The letter of a scale; one without a letter is printed in base units. */
static const char *
scale_letter(int *scale)
{
	for (size_t i = 0; i < sizeof(scales) / sizeof(scales[0]); i++)
		if (scales[i].scale == *scale)
			return scales[i].letter;
	*scale = 0;
	return "";
}

void
amount_print(struct buf *out, decimal value, struct amount_unit as, int place)
{
	int scale = as.scale;
	const char *letter = scale_letter(&scale), *sign = units[as.unit].sign;

	/* never fewer digits than the scale shows: £13m in pounds is £13,000,000 */
	if (place > scale)
		place = scale;
	if (place < -DECIMAL_PLACES)
		place = -DECIMAL_PLACES;
	decimal rounded = decimal_round(value, place);
	magnitude m = magnitude_of(rounded), one = magnitude_of(decimal_power(scale));

	buf_text(out, rounded < 0 ? MINUS : "");
	buf_text(out, units[as.unit].behind ? "" : sign);
	print_grouped(out, m / one);
	print_fraction(out, m % one / magnitude_of(decimal_power(place)), scale - place);
	buf_text(out, letter);
	buf_text(out, units[as.unit].behind ? sign : "");
}

struct str
amount_text(struct arena *arena, decimal value, struct amount_unit as, int place)
{
	struct buf b = BUF_EMPTY;

	amount_print(&b, value, as, place);
	return buf_keep(&b, arena);
}
