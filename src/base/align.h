#ifndef BASE_ALIGN_H
#define BASE_ALIGN_H
/*
 * Which elements of an old sequence still stand in a new one, in the same order.
 *
 * Elements are hashes: of paragraphs, of words, of a table's rows.  What stands once on both sides
 * is matched first (as patience diff does it, so that a heading or a long sentence holds the rest
 * in place), then the stretches between are searched for their longest common part.  Time is n log
 * n: where a search would take longer it is given up, and fewer elements are matched, never wrong
 * ones.
 */
#include "base/arena.h"

#include <stdint.h>

#define ALIGN_NONE UINT32_MAX

/*
 * mate[i] is set, for each old element, to the new one that it became, or ALIGN_NONE; mates rise.
 * scratch holds what is needed meanwhile.
 */
void align_sequences(const uint64_t *old, uint32_t nold, const uint64_t *new, uint32_t nnew,
	struct arena *scratch, uint32_t *mate);

#endif
