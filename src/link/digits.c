/*
 * Digits compared.  What a slip means, and how many digits make it sure, is the caller's.
 */
#include "link/digits.h"

bool
digits_read(decimal value, int place, struct digits *out)
{
	decimal unit = decimal_power(place), rest;

	*out = (struct digits){ .count = 0 };
	rest = decimal_abs(value) / unit;
	for (; rest > 0; rest /= 10) {
		if (out->count == DIGITS_MOST)
			return false;
		out->at[out->count++] = (uint8_t)(rest % 10);
	}
	out->significant = out->count;
	for (unsigned i = 0; i < out->count && out->at[i] == 0; i++)
		out->significant--;
	return true;
}

static enum digits_slip
compare_equally_long(const struct digits *said, const struct digits *is)
{
	unsigned differ = 0, where = 0;

	for (unsigned i = 0; i < said->count; i++)
		if (said->at[i] != is->at[i]) {
			differ++;
			where = i;
		}
	if (differ == 1)
		return DIGITS_WRONG;
	return differ == 2 && where > 0 && said->at[where] == is->at[where - 1]
		&& said->at[where - 1] == is->at[where] ? DIGITS_EXCHANGED : DIGITS_OTHER;
}

/* Whether the shorter is the longer without one digit. */
static bool
lacks_one(const struct digits *shorter, const struct digits *longer)
{
	unsigned i = 0;

	while (i < shorter->count && shorter->at[i] == longer->at[i])
		i++;
	for (; i < shorter->count; i++)
		if (shorter->at[i] != longer->at[i + 1])
			return false;
	return true;
}

enum digits_slip
digits_compare(const struct digits *said, const struct digits *is)
{
	if (said->count == is->count)
		return compare_equally_long(said, is);
	if (said->count + 1 == is->count && lacks_one(said, is))
		return DIGITS_DROPPED;
	if (said->count == is->count + 1 && lacks_one(is, said))
		return DIGITS_DOUBLED;
	return DIGITS_OTHER;
}
