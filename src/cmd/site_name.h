#ifndef CMD_SITE_NAME_H
#define CMD_SITE_NAME_H
/*
 * Names of files that a site can have.
 */
#include "base/arena.h"
#include "base/str.h"

/* UTF-8 without control characters. */
bool site_name_holds(struct str path);

/* A name as it can be shown: what is no plain character is a `?`. */
struct str site_name_shown(struct arena *a, struct str path);

#endif
