#ifndef LINK_VOTE_RESULT_H
#define LINK_VOTE_RESULT_H
/*
 * What came of a vote, against what the votes say.
 */
#include "link/record.h"

/* A finding where the two differ, or the votes are equal and nothing says what came of it. */
void vote_check_result(struct program *p, const struct record *r, const struct datum *resolution);

#endif
