/*
 * Mustache's semantics, over values that it knows nothing of.
 *
 * Knows sections, partials, inheritance and indentation.  What a name's value is, and how it
 * is written, it asks of whoever runs it.  Indentation is written late: at the first that
 * comes on a line, so that empty lines stay empty.
 */
#include "link/engine.h"

#include <assert.h>

struct indent {			/* all of it: the outermost first */
	const struct indent *outer;
	struct str           text;
};

struct run {
	const struct engine        *engine;
	const struct engine_values *values;
	struct buf                 *out;
	struct engine_stack         stack;
	unsigned                    nested;
	bool                        at_line_start;	/* of a template's line, not of a value's */
};

/* Where a run is: which template, with what around it. */
struct scope {
	const struct engine_template *template;
	const struct engine_override *overrides;
	const struct indent          *indent;
};

static uint32_t
number_of(struct engine *e, struct str name)
{
	uintptr_t number = (uintptr_t)map_get(&e->names, name);

	if (!number) {
		number = e->names.count + 1;
		map_put(&e->names, name, (void *)number);
	}
	return (uint32_t)number;
}

static void
load_dotted(struct engine *e, struct arena *a, struct str name, struct engine_step *s)
{
	size_t parts = 1;
	struct str rest = name;

	if (str_is(name, "."))
		return;
	for (size_t i = 0; i < name.len; i++)
		parts += name.at[i] == '.';

	uint32_t *names = arena_array(a, parts, sizeof(*names));

	for (size_t i = 0; i < parts; i++)
		names[i] = number_of(e, str_cut(&rest, '.'));
	assert(parts <= UINT16_MAX);	/* a tag is shorter than a template may be */
	s->parts = (uint16_t)parts;
	s->names = names;
}

static void
load_block(struct engine *e, struct arena *a, struct str name, struct engine_step *s)
{
	uint32_t *names = arena_array(a, 1, sizeof(*names));

	names[0] = number_of(e, name);
	s->parts = 1;
	s->names = names;
}

/* Is there a text at column 1 after this one?  compile/template puts it there. */
static bool
line_begins_at(const struct object *o, uint32_t i)
{
	return i < o->ntemplate && o->template[i].kind == TEMPLATE_TEXT && o->template[i].column == 1;
}

static struct engine_step
load_step(struct engine *e, struct arena *a, const struct object *o, uint32_t i)
{
	const struct template_op *op = &o->template[i], *before = i ? op - 1 : NULL;
	struct engine_step s = { .kind = (uint8_t)op->kind, .text = op->text, .jump = op->jump,
		.target = ENGINE_NONE };

	switch (op->kind) {
	case TEMPLATE_TEXT:
		s.begins_line = line_begins_at(o, i) && before
			&& (before->kind == TEMPLATE_PARTIAL || before->kind == TEMPLATE_CLOSE);
		break;
	case TEMPLATE_PARTIAL:
	case TEMPLATE_PARENT:
		s.target = engine_find(e, op->name);
		s.alone = line_begins_at(o, op->kind == TEMPLATE_PARENT ? op->jump : i + 1);
		break;
	case TEMPLATE_BLOCK:
		load_block(e, a, op->name, &s);
		break;
	case TEMPLATE_END:
	case TEMPLATE_CLOSE:
		break;
	default:
		load_dotted(e, a, op->name, &s);
	}
	return s;
}

/* themes/civic/templates/report.mustache is `report`. */
static struct str
template_name(struct str path)
{
	struct str folder = STR("/templates/");
	size_t at = str_find(path, folder, 0);
	struct str name = at < path.len ? str_from(path, at + folder.len) : path;
	size_t dot = str_find_last_char(name, '.');

	return str_head(name, dot);
}

void
engine_load(struct engine *e, struct arena *a, const struct object *templates, size_t count)
{
	*e = (struct engine){ .ntemplate = (uint32_t)count,
		.templates = arena_array(a, count, sizeof(*e->templates)) };
	map_init(&e->names, a);
	for (size_t i = 0; i < count; i++)
		e->templates[i] = (struct engine_template){ template_name(templates[i].path),
			&templates[i], NULL, templates[i].ntemplate };
	for (size_t i = 0; i < count; i++) {
		const struct object *o = &templates[i];
		struct engine_step *steps = arena_array(a, o->ntemplate, sizeof(*steps));

		for (uint32_t k = 0; k < o->ntemplate; k++)
			steps[k] = load_step(e, a, o, k);
		e->templates[i].steps = steps;
	}
}

uint32_t
engine_find(const struct engine *e, struct str name)
{
	for (uint32_t i = 0; i < e->ntemplate; i++)
		if (str_equal(e->templates[i].name, name))
			return i;
	return ENGINE_NONE;
}

uint32_t
engine_name(const struct engine *e, struct str name)
{
	return (uint32_t)(uintptr_t)map_get(&e->names, name);
}

uint32_t
engine_after(const struct engine_template *t, uint32_t step)
{
	switch (t->steps[step].kind) {
	case TEMPLATE_SECTION:
	case TEMPLATE_INVERTED:
	case TEMPLATE_PARENT:
	case TEMPLATE_BLOCK:
		return t->steps[step].jump;
	default:
		return step + 1;
	}
}

static uint32_t
override_of(const struct engine_override *o, uint32_t name)
{
	const struct engine_template *t = o->from;
	uint32_t end = t->steps[o->parent].jump - 1;

	for (uint32_t i = o->parent + 1; i < end; i = engine_after(t, i))
		if (t->steps[i].kind == TEMPLATE_BLOCK && t->steps[i].names[0] == name)
			return i;
	return ENGINE_NONE;
}

uint32_t
engine_overridden(const struct engine_override *all, uint32_t name,
	const struct engine_override **in)
{
	uint32_t found = ENGINE_NONE;

	for (; all; all = all->outer) {
		uint32_t step = override_of(all, name);

		if (step == ENGINE_NONE)
			continue;
		found = step;
		*in = all;
	}
	return found;
}

static void
write_indent(struct buf *out, const struct indent *indent)
{
	if (!indent)
		return;
	write_indent(out, indent->outer);
	buf_str(out, indent->text);
}

static void
begin_line(struct run *r, const struct indent *indent)
{
	if (r->at_line_start)
		write_indent(r->out, indent);
	r->at_line_start = false;
}

static bool
is_line_end(struct str s)
{
	return s.at[0] == '\n' || (s.len > 1 && s.at[0] == '\r' && s.at[1] == '\n');
}

static void
write_text(struct run *r, const struct engine_step *s, const struct indent *indent)
{
	struct str rest = s->text;

	r->at_line_start |= s->begins_line;
	while (indent && rest.len) {
		size_t end = str_find_char(rest, '\n', 0);

		end += end < rest.len;
		if (!is_line_end(rest))
			begin_line(r, indent);
		buf_add(r->out, rest.at, end);
		r->at_line_start = rest.at[end - 1] == '\n';
		rest = str_from(rest, end);
	}
	if (!rest.len)
		return;
	buf_add(r->out, rest.at, rest.len);
	r->at_line_start = rest.at[rest.len - 1] == '\n';
}

static void run_steps(struct run *r, const struct scope *in, uint32_t from, uint32_t to);

static void
run_with(struct run *r, const struct scope *in, uint32_t from, uint32_t to, const void *value)
{
	if (r->stack.depth == ENGINE_DEEPEST)
		return;
	r->stack.at[r->stack.depth++] = value;
	run_steps(r, in, from, to);
	r->stack.depth--;
}

static void
run_section(struct run *r, const struct scope *in, uint32_t at)
{
	const struct engine_step *s = &in->template->steps[at];
	struct engine_value v = r->values->find(r->values->context, &r->stack, s);
	uint32_t from = at + 1, end = s->jump - 1;

	if (s->kind == TEMPLATE_INVERTED) {
		if (v.kind == ENGINE_FALSE)
			run_steps(r, in, from, end);
		return;
	}
	switch (v.kind) {
	case ENGINE_FALSE:
		break;
	case ENGINE_TRUE:
		run_steps(r, in, from, end);
		break;
	case ENGINE_THING:
		run_with(r, in, from, end, v.at);
		break;
	case ENGINE_LIST:
		for (; v.at; v.at = r->values->next(v.at))
			run_with(r, in, from, end, v.at);
		break;
	}
}

/* A partial inside a line: its lines are not lines of the template that calls it. */
static void
run_template(struct run *r, const struct engine_step *s, const struct engine_override *overrides,
	const struct indent *around)
{
	struct indent own = { around, s->text };

	if (s->target == ENGINE_NONE)
		return;
	if (!s->alone)
		begin_line(r, around);

	const struct engine_template *t = &r->engine->templates[s->target];
	struct scope in = { t, overrides, s->text.len ? &own : around };

	if (!s->alone)
		in.indent = NULL;
	run_steps(r, &in, 0, t->count);
	r->at_line_start = false;
}

static void
run_block(struct run *r, const struct scope *in, uint32_t at)
{
	const struct engine_step *s = &in->template->steps[at];
	struct indent own = { in->indent, s->text };
	struct scope block = { in->template, in->overrides, s->text.len ? &own : in->indent };
	const struct engine_override *by = NULL;
	uint32_t override = engine_overridden(in->overrides, s->names[0], &by);

	if (by) {
		block.template = by->from;
		block.overrides = by->outer;
		at = override;
	}
	run_steps(r, &block, at + 1, block.template->steps[at].jump - 1);
	r->at_line_start = false;
}

static void
run_step(struct run *r, const struct scope *in, uint32_t at)
{
	const struct engine_step *s = &in->template->steps[at];
	struct engine_override own = { in->template, at, in->overrides };

	switch (s->kind) {
	case TEMPLATE_TEXT:
		write_text(r, s, in->indent);
		break;
	case TEMPLATE_ESCAPED:
	case TEMPLATE_RAW:
		begin_line(r, in->indent);
		r->values->write(r->values->context, &r->stack, s, r->out);
		break;
	case TEMPLATE_SECTION:
	case TEMPLATE_INVERTED:
		run_section(r, in, at);
		break;
	case TEMPLATE_PARTIAL:
		run_template(r, s, in->overrides, in->indent);
		break;
	case TEMPLATE_PARENT:
		run_template(r, s, &own, in->indent);
		break;
	case TEMPLATE_BLOCK:
		run_block(r, in, at);
		break;
	}
}

static void
run_steps(struct run *r, const struct scope *in, uint32_t from, uint32_t to)
{
	if (r->nested == ENGINE_DEEPEST)
		return;
	r->nested++;
	for (uint32_t i = from; i < to; i = engine_after(in->template, i))
		run_step(r, in, i);
	r->nested--;
}

void
engine_run(const struct engine *e, const struct engine_values *v, uint32_t template,
	const void *root, struct buf *out)
{
	struct run r = { .engine = e, .values = v, .out = out, .stack.depth = 1,
		.stack.at[0] = root, .at_line_start = true };
	struct scope in = { &e->templates[template], NULL, NULL };

	run_steps(&r, &in, 0, in.template->count);
}
