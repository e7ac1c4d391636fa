/*
 * Arithmetic modulo the prime 2^61 - 1.
 */
#include "base/residue.h"

__extension__ typedef unsigned __int128 wide;

#define PRIME RESIDUE_END

residue
residue_sum(residue a, residue b)
{
	residue sum = a + b;

	return sum >= PRIME ? sum - PRIME : sum;
}

residue
residue_less(residue a, residue b)
{
	return a >= b ? a - b : a + PRIME - b;
}

residue
residue_product(residue a, residue b)
{
	wide product = (wide)a * b;

	return residue_sum((residue)(product & PRIME), (residue)(product >> 61));
}

/* Fermat: a to the prime less two. */
residue
residue_inverse(residue a)
{
	residue out = a ? 1 : 0;

	for (residue power = PRIME - 2; power && a; power >>= 1) {
		if (power & 1)
			out = residue_product(out, a);
		a = residue_product(a, a);
	}
	return out;
}

residue
residue_of(decimal value)
{
	bool negative = value < 0;
	residue r = (residue)((negative ? -(wide)value : (wide)value) % PRIME);

	if (!r && value)
		r = 2;		/* a multiple of the prime is not to be taken for nothing */
	return negative && r ? PRIME - r : r;
}
