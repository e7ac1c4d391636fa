#ifndef CMD_RESTRICTED_H
#define CMD_RESTRICTED_H
/*
 * The folder that members' packs are written to: whether it may be one.
 */
#include "cmd/site.h"

/*
 * dir as it was given, public the folder that the public site is published to (NULL: out/ of the site).
 * false, with a sentence on standard error, when what is exempt may not be written there: it is, is
 * inside of, or holds the public site, another that reeve published, the content, the themes or .reeve,
 * by whatever name.
 */
bool restricted_allows(const struct site *s, const char *dir, const char *public, struct arena *a);

#endif
