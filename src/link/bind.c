/*
 * Does each name of the templates lead somewhere?
 *
 * Goes through the steps as engine_run does, each section once and with types for things.
 * No type of the model leads back to itself, so a partial inside itself
 * would never end, and one that is nested too deeply is no real theme's.
 */
#include "link/bind.h"

#include "base/path.h"
#include "link/misnamed.h"

static const struct member *
bind_first(const struct bind *b, uint32_t name)
{
	for (unsigned i = b->depth; i-- > 0;) {
		const struct member *m = members_get(b->members, b->types[i], name);

		if (m->slot >= 0)
			return m;
	}
	return NULL;
}

/* `agenda.any`: whether a list has anything in it, without going through it. */
static const struct member any = { 0, SHAPE_FLAG, 0 };

/* The member that a step's name leads to; NULL with a finding. */
static const struct member *
bind_name(struct bind *b, const struct scope *in, uint32_t step)
{
	const struct engine_step *s = &in->template->steps[step];
	struct str rest = misnamed_op(in->template, step)->name, part = rest;

	if (!s->parts) {
		misnamed_dot(b, in, step);
		return NULL;
	}
	part = str_cut(&rest, '.');

	const struct member *m = bind_first(b, s->names[0]);

	if (!m)
		misnamed_unknown(b, in, step, part);
	for (unsigned i = 1; m && i < s->parts; i++) {
		const struct member *of = m;

		part = str_cut(&rest, '.');
		if (of->shape == SHAPE_LIST && i + 1 == s->parts && str_is(part, "any"))
			return &any;
		m = of->shape == SHAPE_THING ? members_get(b->members, of->of, s->names[i]) : NULL;
		if (m && m->slot >= 0)
			continue;
		misnamed_part(b, in, step, part, of);
		return NULL;
	}
	return m;
}

static void bind_steps(struct bind *b, const struct scope *in, const struct call *call,
	uint32_t from, uint32_t to);

/* Go in; the step is what leads there. */
static void
bind_inside(struct bind *b, const struct scope *in, const struct call *call, uint32_t from, uint32_t to)
{
	if (b->nested == ENGINE_DEEPEST) {
		misnamed_deep(b, in, call, from ? from - 1 : 0);
		return;
	}
	b->nested++;
	bind_steps(b, in, call, from, to);
	b->nested--;
}

static void
bind_section(struct bind *b, const struct scope *in, const struct call *call, uint32_t step)
{
	const struct engine_step *s = &in->template->steps[step];
	const struct member *m = bind_name(b, in, step);
	bool enters = m && s->kind == TEMPLATE_SECTION
		&& (m->shape == SHAPE_THING || m->shape == SHAPE_LIST);

	if (!m)
		return;		/* names in it would only be unknown too */
	if (enters && b->depth < ENGINE_DEEPEST)
		b->types[b->depth++] = m->of;
	bind_inside(b, in, call, step + 1, s->jump - 1);
	b->depth -= enters;
}

static void
bind_call(struct bind *b, const struct scope *in, const struct call *outer, uint32_t step,
	const struct engine_override *overrides)
{
	uint32_t target = in->template->steps[step].target;

	if (target == ENGINE_NONE) {
		misnamed_template(b, in, step);
		return;
	}

	const struct engine_template *t = &b->engine->templates[target];
	struct call call = { in->template, t, step, outer };

	bind_inside(b, &(struct scope){ t, overrides }, &call, 0, t->count);
}

static void
bind_parent(struct bind *b, const struct scope *in, const struct call *call, uint32_t step)
{
	const struct engine_template *t = in->template;
	struct engine_override own = { t, step, in->overrides };

	for (uint32_t i = step + 1; i < t->steps[step].jump - 1; i = engine_after(t, i))
		*misnamed_mark(b, t, i) |= MARK_GIVEN;
	bind_call(b, in, call, step, &own);
}

/* A block is shown as the outermost override has it; the others were not given in vain. */
static void
bind_block(struct bind *b, const struct scope *in, const struct call *call, uint32_t step)
{
	uint32_t name = in->template->steps[step].names[0];
	const struct engine_override *by = NULL, *one = NULL;
	uint32_t override = engine_overridden(in->overrides, name, &by);
	struct scope block = *in;

	*misnamed_mark(b, in->template, step) |= MARK_SHOWN;
	for (const struct engine_override *o = in->overrides; o; o = o->outer) {
		struct engine_override alone = { o->from, o->parent, NULL };
		uint32_t given = engine_overridden(&alone, name, &one);

		if (given != ENGINE_NONE)
			*misnamed_mark(b, o->from, given) |= MARK_SHOWN;
	}
	if (by) {
		block = (struct scope){ by->from, by->outer };
		step = override;
	}
	bind_inside(b, &block, call, step + 1, block.template->steps[step].jump - 1);
}

static void
bind_step(struct bind *b, const struct scope *in, const struct call *call, uint32_t step)
{
	const struct member *m;

	switch (in->template->steps[step].kind) {
	case TEMPLATE_ESCAPED:
	case TEMPLATE_RAW:
		m = bind_name(b, in, step);
		if (m)
			misnamed_written(b, in, step, m);
		break;
	case TEMPLATE_SECTION:
	case TEMPLATE_INVERTED:
		bind_section(b, in, call, step);
		break;
	case TEMPLATE_PARTIAL:
		bind_call(b, in, call, step, in->overrides);
		break;
	case TEMPLATE_PARENT:
		bind_parent(b, in, call, step);
		break;
	case TEMPLATE_BLOCK:
		bind_block(b, in, call, step);
		break;
	}
}

static void
bind_steps(struct bind *b, const struct scope *in, const struct call *call, uint32_t from,
	uint32_t to)
{
	for (uint32_t i = from; i < to && !b->stopped; i = engine_after(in->template, i))
		if (b->steps++ < BIND_MOST)
			bind_step(b, in, call, i);
		else
			return;
}

static bool
is_partial(const struct engine_template *t)
{
	return str_starts(path_name(t->name), "_");
}

static void
bind_page(struct bind *b, const struct engine_template *t)
{
	b->types[0] = TYPE_root;
	b->depth = 1;
	b->nested = b->steps = 0;
	b->stopped = false;
	bind_inside(b, &(struct scope){ t, NULL }, NULL, 0, t->count);
	if (b->steps > BIND_MOST)
		misnamed_long(b, t);
}

void
bind_templates(const struct engine *e, const struct members *m, struct diag *d)
{
	struct bind b = { .engine = e, .members = m, .diag = d,
		.marks = arena_array(d->arena, e->ntemplate, sizeof(*b.marks)) };
	size_t errors = d->count[SEVERITY_ERROR];

	for (uint32_t i = 0; i < e->ntemplate; i++)
		b.marks[i] = arena_array(d->arena, e->templates[i].count, 1);
	for (uint32_t i = 0; i < e->ntemplate; i++)
		if (!is_partial(&e->templates[i]))
			bind_page(&b, &e->templates[i]);
	if (d->count[SEVERITY_ERROR] > errors)
		return;		/* what was not walked may be what shows a block */
	for (uint32_t i = 0; i < e->ntemplate; i++)
		for (uint32_t k = 0; k < e->templates[i].count; k++)
			if ((b.marks[i][k] & (MARK_GIVEN | MARK_SHOWN)) == MARK_GIVEN)
				misnamed_block(&b, &e->templates[i], k);
}
