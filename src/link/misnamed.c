/*
 * What bind has to say of templates.
 *
 * Knows how to tell the author of a theme what is wrong and what is near; what is
 * wrong, bind finds out.
 */
#include "link/misnamed.h"

#include "base/utf8.h"

const struct template_op *
misnamed_op(const struct engine_template *t, uint32_t step)
{
	return &t->object->template[step];
}

uint8_t *
misnamed_mark(const struct bind *b, const struct engine_template *t, uint32_t step)
{
	return &b->marks[t - b->engine->templates][step];
}

/* Whether a step may still be reported; after this it may not. */
static bool
report_once(struct bind *b, const struct engine_template *t, uint32_t step)
{
	uint8_t *mark = misnamed_mark(b, t, step);
	bool first = !(*mark & MARK_REPORTED);

	*mark |= MARK_REPORTED;
	return first;
}

/* The place of a step's name, or of a part of it. */
static struct place
place_of(const struct engine_template *t, uint32_t step, struct str part)
{
	const struct template_op *op = misnamed_op(t, step);
	size_t before = (size_t)(part.at - op->name.at);

	return (struct place){ t->object->path, op->line,
		op->column + (uint32_t)utf8_count(str_head(op->name, before)),
		(uint32_t)utf8_count(part) };
}

static void
help_nearest(struct bind *b, struct finding *f, const struct nearest *n)
{
	struct str text = nearest_text(n, b->diag->arena);

	if (text.len)
		diag_help(b->diag, f, STR_FMT, STR_ARG(text));
}

/* Is a thing of the same type further in?  Then no name leads to this one. */
static bool
is_hidden(const struct bind *b, unsigned level)
{
	for (unsigned i = level + 1; i < b->depth; i++)
		if (b->types[i] == b->types[level])
			return true;
	return false;
}

/* "page, report or root": where a name was looked for. */
static struct str
types_text(const struct bind *b)
{
	struct buf out = BUF_EMPTY;

	for (unsigned i = b->depth; i-- > 0;) {
		if (is_hidden(b, i))
			continue;
		if (out.len)
			buf_text(&out, i ? ", " : " or ");
		buf_text(&out, model_type_name(b->types[i]));
	}

	return buf_keep(&out, b->diag->arena);
}

void
misnamed_unknown(struct bind *b, const struct scope *in, uint32_t step, struct str name)
{
	if (!report_once(b, in->template, step))
		return;

	struct str types = types_text(b);
	struct finding *f = diag_add(b->diag, DIAG_TEMPLATE_UNKNOWN,
		place_of(in->template, step, name), "there is no `" STR_FMT "` in " STR_FMT,
		STR_ARG(name), STR_ARG(types));
	struct nearest n;

	nearest_init(&n, name);
	for (unsigned i = b->depth; i-- > 0;)
		members_offer(b->members, b->types[i], &n);
	help_nearest(b, f, &n);
	diag_help(b->diag, f, "the handbook lists all names that a template may use");
}

void
misnamed_part(struct bind *b, const struct scope *in, uint32_t step, struct str part,
	const struct member *of)
{
	static const char *const shape_names[] = {
		[SHAPE_TEXT] = "a text", [SHAPE_HTML] = "markup", [SHAPE_FLAG] = "yes or no",
		[SHAPE_LIST] = "a list",
	};

	if (!report_once(b, in->template, step))
		return;

	struct str name = misnamed_op(in->template, step)->name;
	struct str before = str_head(name, (size_t)(part.at - name.at) - 1);
	struct place at = place_of(in->template, step, part);

	if (of->shape != SHAPE_THING) {
		struct finding *f = diag_add(b->diag, DIAG_TEMPLATE_UNKNOWN, at,
			"`" STR_FMT "` is %s, and has no `" STR_FMT "`", STR_ARG(before),
			shape_names[of->shape], STR_ARG(part));

		if (of->shape == SHAPE_LIST)
			diag_help(b->diag, f, "open the list with {{#" STR_FMT "}} and write `" STR_FMT
				"` inside", STR_ARG(before), STR_ARG(part));
		else
			diag_help(b->diag, f, "write `" STR_FMT "` alone", STR_ARG(before));
		return;
	}

	struct finding *f = diag_add(b->diag, DIAG_TEMPLATE_UNKNOWN, at, "`" STR_FMT
		"` has no `" STR_FMT "`", STR_ARG(before), STR_ARG(part));
	struct nearest n;

	nearest_init(&n, part);
	members_offer(b->members, of->of, &n);
	help_nearest(b, f, &n);
}

void
misnamed_dot(struct bind *b, const struct scope *in, uint32_t step)
{
	if (report_once(b, in->template, step))
		diag_help(b->diag, diag_add(b->diag, DIAG_TEMPLATE_UNKNOWN,
			place_of(in->template, step, misnamed_op(in->template, step)->name),
			"`.` stands for a text in a list of texts, and there is no such list"),
			"write the name of what is to be shown");
}

/* What can't be written in this way, and what to write: around the name. */
static const struct misuse {
	const char *is, *before, *after;
} raw_text = { "plain text, which must be escaped", "write {{", "}}" },
  escaped_html = { "markup, and its tags would be shown as text", "write {{{", "}}}" },
  not_written[] = {
	[SHAPE_FLAG] = { "yes or no, and has no text", "ask for it with {{#", "}}" },
	[SHAPE_THING] = { "no text, it has members", "open it with {{#",
		"}} and write the name of a member inside" },
	[SHAPE_LIST] = { "a list", "open it with {{#",
		"}} and write the name of a member inside" },
};

void
misnamed_written(struct bind *b, const struct scope *in, uint32_t step, const struct member *m)
{
	bool raw = in->template->steps[step].kind == TEMPLATE_RAW;
	struct str name = misnamed_op(in->template, step)->name;
	const struct misuse *w = &raw_text;

	if (raw ? m->shape == SHAPE_HTML : m->shape == SHAPE_TEXT)
		return;
	if (m->shape == SHAPE_HTML)
		w = &escaped_html;
	else if (m->shape != SHAPE_TEXT)
		w = &not_written[m->shape];
	if (report_once(b, in->template, step))
		diag_help(b->diag, diag_add(b->diag, DIAG_TEMPLATE_UNKNOWN,
			place_of(in->template, step, name), "`" STR_FMT "` is %s", STR_ARG(name), w->is),
			"%s" STR_FMT "%s", w->before, STR_ARG(name), w->after);
}

static bool
is_within(const struct call *c, const struct engine_template *t)
{
	while (c && c->to != t)
		c = c->outer;
	return c;
}

/* Nested too deeply: the call to take out is the innermost. */
void
misnamed_deep(struct bind *b, const struct scope *in, const struct call *call, uint32_t step)
{
	const struct engine_template *t = call ? call->from : in->template;
	struct finding *f;

	step = call ? call->step : step;
	b->stopped = true;
	if (!report_once(b, t, step))
		return;

	struct place at = place_of(t, step, misnamed_op(t, step)->name);

	if (call && is_within(call->outer, call->to)) {
		f = diag_add(b->diag, DIAG_TOO_DEEP, at, "`" STR_FMT
			"` is used inside itself and would never end", STR_ARG(call->to->name));
		diag_help(b->diag, f, "take it out here");
		return;
	}
	f = diag_add(b->diag, DIAG_TOO_DEEP, at,
		"templates, sections and blocks are more than %d deep here", ENGINE_DEEPEST);
	diag_help(b->diag, f, "put fewer of them inside each other");
}

void
misnamed_long(struct bind *b, const struct engine_template *t)
{
	struct finding *f = diag_add(b->diag, DIAG_TOO_LARGE,
		(struct place){ .file = t->object->path },
		"`" STR_FMT "` has more than %d steps with all that it uses", STR_ARG(t->name),
		BIND_MOST);

	b->stopped = true;
	diag_help(b->diag, f, "look for a partial that uses another many times over");
}

void
misnamed_template(struct bind *b, const struct scope *in, uint32_t step)
{
	struct str name = misnamed_op(in->template, step)->name;
	struct nearest n;

	if (!report_once(b, in->template, step))
		return;

	struct finding *f = diag_add(b->diag, DIAG_TEMPLATE_UNKNOWN,
		place_of(in->template, step, name), "the theme has no template `" STR_FMT "`",
		STR_ARG(name));

	nearest_init(&n, name);
	for (uint32_t i = 0; i < b->engine->ntemplate; i++)
		nearest_try(&n, b->engine->templates[i].name);
	help_nearest(b, f, &n);
	diag_help(b->diag, f, "add `" STR_FMT ".mustache` to the theme's templates", STR_ARG(name));
}

/* Blocks that are given to a parent which does not show them. */
void
misnamed_block(struct bind *b, const struct engine_template *t, uint32_t step)
{
	uint32_t parent = step;
	struct nearest n;
	struct str name = misnamed_op(t, step)->name;

	while (t->steps[parent].kind != TEMPLATE_PARENT || t->steps[parent].jump <= step)
		parent--;	/* it stands directly in the innermost */

	struct finding *f = diag_add(b->diag, DIAG_TEMPLATE_UNKNOWN, place_of(t, step, name),
		"`" STR_FMT "` shows no block `" STR_FMT "`", STR_ARG(misnamed_op(t, parent)->name),
		STR_ARG(name));

	nearest_init(&n, name);
	for (uint32_t i = 0; i < b->engine->ntemplate; i++)
		for (uint32_t k = 0; k < b->engine->templates[i].count; k++)
			if (*misnamed_mark(b, &b->engine->templates[i], k) & MARK_SHOWN)
				nearest_try(&n, misnamed_op(&b->engine->templates[i], k)->name);
	help_nearest(b, f, &n);
}
