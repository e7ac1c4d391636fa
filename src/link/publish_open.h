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

#endif
