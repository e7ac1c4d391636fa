#ifndef BASE_RESIDUE_H
#define BASE_RESIDUE_H
/*
 * Numbers modulo a large prime, for what is to be known of equations is whether they can be solved, not how: they
 * are exact, never too large, and wrong once in 10^18 at most.
 */
#include "base/amount.h"

typedef uint64_t residue;	/* below RESIDUE_END */

#define RESIDUE_END (((residue)1 << 61) - 1)

residue residue_of(decimal value);	/* of a value that is not nought, never nought */
residue residue_sum(residue a, residue b);
residue residue_less(residue a, residue b);
residue residue_product(residue a, residue b);
residue residue_inverse(residue a);	/* of 0: 0 */

#endif
