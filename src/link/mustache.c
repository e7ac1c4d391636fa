/*
 * Running templates against the data model.
 *
 * Knows how a name leads to a slot of a thing.  What Mustache's tags do is the engine's; that each
 * name leads somewhere is bind's to have seen to, so nothing here can fail.
 */
#include "link/mustache.h"

#include <assert.h>

#include "base/escape.h"
#include "link/bind.h"

struct mustache {
	struct engine  engine;
	struct words   words;
	struct members members;
};

struct mustache *
mustache_load(struct arena *a, const struct object *templates, size_t ntemplate,
	const struct object *words, size_t nwords, struct diag *d)
{
	struct mustache *m = arena_alloc(a, sizeof(*m));

	words_load(&m->words, a, words, nwords, d);
	engine_load(&m->engine, a, templates, ntemplate);
	members_init(&m->members, a, &m->engine, &m->words);
	bind_templates(&m->engine, &m->members, d);
	return m;
}

int
mustache_find(const struct mustache *m, const char *name)
{
	uint32_t found = engine_find(&m->engine, str_of(name));

	return found == ENGINE_NONE ? -1 : (int)found;
}

struct thing *
mustache_words(const struct mustache *m, struct str language)
{
	return words_of(&m->words, language);
}

/* Where a name leads: slot NULL is nowhere, a part of it was empty. */
struct found {
	const struct slot *slot;
	enum shape         shape;
	bool               any;		/* the name ended in `.any` */
	bool               written;	/* its markup has a writer */
};

/* The first part from the innermost thing outwards, the rest strictly inside it. */
static struct found
find_slot(const struct members *all, const struct engine_stack *stack, const struct engine_step *s)
{
	const struct thing *t = NULL;
	const struct member *m = NULL;
	bool any = false;

	for (unsigned i = stack->depth; i-- > 0;) {
		t = stack->at[i];
		m = members_get(all, t->type, s->names[0]);
		if (m->slot >= 0)
			break;
	}
	for (unsigned part = 1; part < s->parts && !any; part++) {
		any = m->shape == SHAPE_LIST;	/* bind let nothing but `any` through */
		if (any)
			break;
		assert(m->slot >= 0 && m->shape == SHAPE_THING);
		t = t->slots[m->slot].first;
		if (!t)
			return (struct found){ .slot = NULL };
		m = members_get(all, t->type, s->names[part]);
	}
	assert(m->slot >= 0);
	return (struct found){ &t->slots[m->slot], m->shape, any,
		m->shape == SHAPE_HTML && ((t->written >> m->slot) & 1) };
}

static struct engine_value
find_value(const void *context, const struct engine_stack *stack, const struct engine_step *s)
{
	static const struct engine_value is_false = { ENGINE_FALSE, NULL };
	static const struct engine_value is_true = { ENGINE_TRUE, NULL };
	const struct found f = find_slot(context, stack, s);

	if (!f.slot)
		return is_false;
	if (f.any)
		return f.slot->first ? is_true : is_false;
	switch (f.shape) {
	case SHAPE_TEXT:
		return f.slot->text.len ? is_true : is_false;
	case SHAPE_HTML:
		return f.written || f.slot->text.len ? is_true : is_false;
	case SHAPE_FLAG:
		return f.slot->flag ? is_true : is_false;
	case SHAPE_THING:
	case SHAPE_LIST:
		break;
	}
	const struct thing *first = f.slot->first;

	if (first && first->stream)
		first = first->stream->first(first->stream);	/* from its beginning again */
	if (!first)
		return is_false;
	return (struct engine_value){ f.shape == SHAPE_LIST ? ENGINE_LIST : ENGINE_THING, first };
}

static void
write_value(const void *context, const struct engine_stack *stack, const struct engine_step *s,
	struct buf *out)
{
	const struct found f = find_slot(context, stack, s);

	if (!f.slot)
		return;
	if (f.shape == SHAPE_TEXT)
		escape_html(out, f.slot->text);
	else if (f.written)
		f.slot->markup.write(f.slot->markup.from, out);
	else
		buf_str(out, f.slot->text);
}

static const void *
next_thing(const void *item)
{
	const struct thing *t = item;

	return t->stream ? t->stream->next(t->stream) : t->next;
}

void
mustache_run(const struct mustache *m, int template, const struct thing *root, struct buf *out)
{
	const struct engine_values values = { find_value, write_value, next_thing, &m->members };

	assert(template >= 0 && root->type == TYPE_root);
	engine_run(&m->engine, &values, (uint32_t)template, root, out);
}
