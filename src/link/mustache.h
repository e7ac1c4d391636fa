#ifndef LINK_MUSTACHE_H
#define LINK_MUSTACHE_H
/*
 * Running templates against the data model.
 *
 * Templates come as operations (compile/template made them).  mustache_load gathers them, binds every name
 * to the model by walking each template from the root type, through sections, partials, parents and blocks, and
 * reports each name that the model does not have at its template's place, with the nearest name.
 * After that a run cannot fail, looks nothing up by text and allocates nothing.
 */
#include "base/diag.h"
#include "link/model.h"
#include "object/object.h"

struct mustache;

/*
 * templates: objects of kind OBJECT_TEMPLATE (path themes/<theme>/templates/<name>.mustache; the template's name is <name>).
 * words: an object of kind OBJECT_STRINGS, whose keys are the members of `words`; its texts are not Mustache.
 * Memory is a's; the objects must live as long.  Findings go to d; the result is good for mustache_run
 * only when there were none.
 */
struct mustache *mustache_load(struct arena *a, const struct object *templates, size_t ntemplate,
	const struct object *words, size_t nwords, struct diag *d);

/* The index of a template by name, or -1. */
int mustache_find(const struct mustache *m, const char *name);

/* The thing that holds the words of a language ("cy", or the first one), for the root's member words. */
struct thing *mustache_words(const struct mustache *m, struct str language);

void mustache_run(const struct mustache *m, int template, const struct thing *root, struct buf *out);

#endif
