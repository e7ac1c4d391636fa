#ifndef LINK_BIND_H
#define LINK_BIND_H
/*
 * Does each name of the templates lead somewhere?
 *
 * Goes through every page template as a run would, with the types of things instead of
 * things, and reports what the data model does not have, templates and blocks that
 * are not there, and templates that would never end.  Templates whose name begins with `_`
 * are partials: they are seen only where they are used.
 */
#include "base/diag.h"
#include "link/members.h"

#define BIND_MOST 100000	/* steps of one page template, partials counted each time */

void bind_templates(const struct engine *e, const struct members *m, struct diag *d);

#endif
