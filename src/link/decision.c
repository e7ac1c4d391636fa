/*
 * Texts of decisions.
 */
#include "link/decision.h"

#include "link/page.h"

void
decision_begin(struct decision_source *s, struct program *p)
{
	*s = (struct decision_source){ .p = p, .page = NONE };
	arena_init(&s->arena);
}

void
decision_end(struct decision_source *s)
{
	arena_release(&s->arena);
}

static bool
open_source(struct decision_source *s, uint32_t page)
{
	if (s->page == page)
		return true;
	arena_reset(&s->arena);
	s->page = program_open(s->p, page, OBJECT_HEAD | OBJECT_BODY, &s->arena, &s->object) ? page : NONE;
	return s->page == page;
}

const struct datum *
decision_keys(struct decision_source *s, const struct decision *d)
{
	if (!d->recorded || d->exempt || d->datum == OBJECT_NONE || !open_source(s, d->source)
		|| d->datum >= s->object.nmeta)
		return NULL;
	return &s->object.meta[d->datum];
}

const struct datum *
decision_text(struct decision_source *s, const struct decision *d)
{
	const struct datum *keys = decision_keys(s, d);

	if (keys)
		return object_get(&s->object, keys, "decision");
	return !d->recorded && !d->exempt && open_source(s, d->source) ? object_get(&s->object, NULL, "outcome") : NULL;
}

struct str
decision_plain(struct decision_source *s, const struct datum *text, struct arena *a)
{
	struct page_context c = { .p = s->p, .arena = a, .output = s->p->pages[s->page].output,
		.object = &s->object, .page = s->page };

	return page_plain(&c, text, a);
}

struct str
decision_id(const struct decision *d, struct arena *a)
{
	return d->recorded ? str_print(a, "_decision-%u", d->rank + 1) : STR_NONE;
}
