#ifndef OBJECT_SCHEDULE_H
#define OBJECT_SCHEDULE_H
/*
 * The paragraphs of Schedule 12A to the Local Government Act 1972 by which something may be exempt.
 *
 * England's are 1 to 7 (Part 1), Wales's 12 to 18 (Part 4); those of the one are about the same subjects as those of
 * the other, in the same order.
 */
#include "base/str.h"

#define SCHEDULE_SUBJECTS 7

/* "3" or "14", and nothing else: no blank, no zero before it.  0 when it is no paragraph. */
unsigned schedule_paragraph(struct str text);

/* What a paragraph is about, 1 to SCHEDULE_SUBJECTS. */
unsigned schedule_subject(unsigned paragraph);

bool schedule_is_welsh(unsigned paragraph);

/* The paragraph about the same subject in the other nation. */
unsigned schedule_counterpart(unsigned paragraph);

#endif
