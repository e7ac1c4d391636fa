#ifndef LINK_PUBLISH_OPEN_H
#define LINK_PUBLISH_OPEN_H
/*
 * Private to publish.c and publish_open.c.
 */
#include "link/publish.h"

/* A place for a finding: a path below out, or out itself. */
struct place publish_place(const struct publish *p, struct str path);

/* What the system says, in words; they follow a colon. */
const char *publish_reason(int error);

/* The files of a walk of out that are not in front_rows; NULL when all are.  *next is where to look from and goes on. */
const struct file_info *publish_foreign(const struct publish *p, const struct file_list *list,
	size_t *next);

/* Everything below a folder that holds a site, but for the user's own names at its top. */
int publish_walk(int folder, struct arena *a, struct file_list *out, struct str *failed);

#endif
