/*
 * Mustache text to operations.
 *
 * Knows which tags open and close what, which lines a tag has to itself, and
 * indentation: of partials and parents, that is added to each of their lines, and of
 * blocks, whose own is taken away here, so that an override can be given the indentation
 * of the place that it comes to stand at.  All of it is settled here; the linker only
 * binds names.  One tag by itself is tag's.  Lambdas are left out.
 *
 * A text at column 1 begins a line of the template.  Behind each partial, parent and block that
 * has its lines to itself stands such a text, if need be an empty one: so the linker
 * can tell them from those inside a line.
 */
#include "base/utf8.h"
#include "compile/indent.h"
#include "compile/tag.h"
#include "compile/unit.h"

#define TEMPLATE_DEEPEST 64

struct open {			/* a section, parent or block that is not closed yet */
	struct tag tag;
	uint32_t   op;
	struct str indent;	/* before the tag, when nothing else is before it on its line */
	bool       first;	/* nothing else is */
	bool       alone;	/* nor behind it */
	struct str common;	/* of a block: what all lines in it begin with */
	bool       has_lines;
};

struct template {
	struct compilation *unit;
	struct tag_reader   reader;
	struct str          text;
	struct open         open[TEMPLATE_DEEPEST];
	unsigned            depth;
	size_t              at;		/* what comes before it is done */
};

/* The innermost thing that is open, `below` levels further out. */
static struct open *
open_at(struct template *t, unsigned below)
{
	return t->depth > below ? &t->open[t->depth - 1 - below] : NULL;
}

/* What stands directly in a parent is nothing but the blocks that it overrides. */
static bool
in_parent(const struct template *t)
{
	return t->depth && t->open[t->depth - 1].tag.kind == TAG_PARENT;
}

static bool
is_override(const struct template *t, unsigned level)
{
	return t->open[level].tag.kind == TAG_BLOCK && level > 0
		&& t->open[level - 1].tag.kind == TAG_PARENT;
}

/* A line with this indentation stands in the innermost block, unless a parent drops it. */
static void
see_line(struct template *t, struct str indent)
{
	for (unsigned i = t->depth; i-- > 0 && t->open[i].tag.kind != TAG_PARENT;) {
		struct open *o = &t->open[i];

		if (o->tag.kind != TAG_BLOCK)
			continue;
		o->common = o->has_lines ? indent_common(o->common, indent) : indent;
		o->has_lines = true;
		return;
	}
}

static struct template_op *
add_op(struct template *t, enum template_op_kind kind, size_t at)
{
	struct place place = source_place(&t->unit->source, at, at);
	struct template_op *op = unit_add_template_op(t->unit);

	op->kind = kind;
	op->line = place.line;
	op->column = indent_line_begins(t->text, at) ? 1 : place.column;
	return op;
}

static struct template_op *
add_named(struct template *t, enum template_op_kind kind, const struct tag *tag)
{
	struct template_op *op = add_op(t, kind, tag->name_at);

	op->name = tag->name;
	return op;
}

static struct template_op *
last_op(struct template *t)
{
	struct object *o = &t->unit->object;

	return o->ntemplate ? &o->template[o->ntemplate - 1] : NULL;
}

static void
see_lines(struct template *t, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		size_t end = i;

		if (!indent_line_begins(t->text, i))
			continue;
		while (end < to && indent_is(t->text.at[end]))
			end++;
		if (end < to && !indent_line_end(t->text, end))
			see_line(t, str_slice(t->text, i, end));
	}
}

static void
add_text(struct template *t, size_t from, size_t to)
{
	struct template_op *last = last_op(t);

	if (from >= to || in_parent(t))
		return;
	see_lines(t, from, to);
	if (!last || last->kind != TEMPLATE_TEXT || last->text.len || last->column != 1)
		last = add_op(t, TEMPLATE_TEXT, from);
	last->text = str_slice(t->text, from, to);
}

/* The mark behind what has its lines to itself. */
static void
add_line_start(struct template *t, size_t at)
{
	if (!in_parent(t))
		add_op(t, TEMPLATE_TEXT, at)->column = 1;
}

/*
 * A block's indentation: that of its lines, or of its tag when it has none.  A block that
 * begins inside a line has none.  It is the override's too, and is taken from both.
 */
static void
finish_block(struct template *t, const struct open *o, uint32_t end)
{
	struct template_op *op = &t->unit->object.template[o->op];
	struct str indent = o->first ? o->indent : STR_NONE;

	if (o->has_lines && o->alone)
		indent = o->common;
	else if (o->has_lines)
		indent = indent_common(indent, o->common);
	op->text = indent;
	indent_take(t->unit->arena, t->unit->object.template, o->op + 1, end, indent);
}

static void
report_twice(struct template *t, const struct open *block, const struct open *parent)
{
	const struct template_op *ops = t->unit->object.template;

	for (uint32_t i = parent->op + 1; i < block->op; i = ops[i].jump) {
		if (ops[i].kind != TEMPLATE_BLOCK)
			return;	/* misplaced: it has its finding */
		if (!str_equal(ops[i].name, block->tag.name))
			continue;

		struct finding *f = diag_add(&t->unit->diag, DIAG_TEMPLATE_MALFORMED,
			source_place(&t->unit->source, block->tag.start, block->tag.end),
			"the block `" STR_FMT "` is given twice", STR_ARG(block->tag.name));

		diag_related(&t->unit->diag, f, (struct place){ t->unit->source.path, ops[i].line,
			ops[i].column, (uint32_t)utf8_count(ops[i].name) }, "the first one");
		diag_help(&t->unit->diag, f, "keep one of them");
		return;
	}
}

/* Close the innermost thing. */
static void
close_innermost(struct template *t, size_t at)
{
	struct open o = t->open[t->depth - 1];
	bool of_template = o.tag.kind == TAG_BLOCK || o.tag.kind == TAG_PARENT;
	bool override = is_override(t, t->depth - 1);

	if (override)
		report_twice(t, &o, open_at(t, 1));
	add_op(t, of_template ? TEMPLATE_CLOSE : TEMPLATE_END, at);
	t->unit->object.template[o.op].jump = t->unit->object.ntemplate;
	if (o.tag.kind == TAG_BLOCK)
		finish_block(t, &o, t->unit->object.ntemplate - 1);
	t->depth--;
	if (o.tag.kind != TAG_BLOCK || override)
		return;
	if (o.has_lines)
		see_line(t, o.common);
	else if (o.alone)
		see_line(t, o.indent);
}

static struct place
tag_place(const struct template *t, const struct tag *tag)
{
	return source_place(&t->unit->source, tag->start, tag->end);
}

static const char *
kind_name(enum tag_kind kind)
{
	return kind == TAG_BLOCK ? "block" : kind == TAG_PARENT ? "parent" : "section";
}

static void
report_open(struct template *t, const struct tag *open, struct place end, const char *what)
{
	struct diag *d = &t->unit->diag;
	struct finding *f = diag_add(d, DIAG_TEMPLATE_MALFORMED, tag_place(t, open),
		"the %s `" STR_FMT "` is not closed", kind_name(open->kind), STR_ARG(open->name));

	diag_related(d, f, end, "%s", what);
	diag_help(d, f, "close it with " STR_FMT "/" STR_FMT STR_FMT, STR_ARG(t->reader.opener),
		STR_ARG(open->name), STR_ARG(t->reader.closer));
}

/* How many levels out the thing is that a closing tag names; depth when there is none. */
static unsigned
levels_out(struct template *t, struct str name)
{
	unsigned out = 0;

	while (out < t->depth && !str_equal(open_at(t, out)->tag.name, name))
		out++;
	return out;
}

static void
report_wrong_close(struct template *t, const struct tag *tag)
{
	struct diag *d = &t->unit->diag;
	const struct open *o = open_at(t, 0);
	struct finding *f = o
		? diag_add(d, DIAG_TEMPLATE_MALFORMED, tag_place(t, tag), "this closes `" STR_FMT
			"`, but it is `" STR_FMT "` that is open", STR_ARG(tag->name),
			STR_ARG(o->tag.name))
		: diag_add(d, DIAG_TEMPLATE_MALFORMED, tag_place(t, tag), "this closes `" STR_FMT
			"`, but nothing is open", STR_ARG(tag->name));

	if (!o) {
		diag_help(d, f, "take it out, or open `" STR_FMT "` before it", STR_ARG(tag->name));
		return;
	}
	diag_related(d, f, tag_place(t, &o->tag), "`" STR_FMT "` is opened here",
		STR_ARG(o->tag.name));
	diag_help(d, f, "write `" STR_FMT "` in both", STR_ARG(o->tag.name));
}

/* A closing tag: of the innermost, or with a finding of one further out. */
static void
close_tag(struct template *t, const struct tag *tag, const struct indent_line *line)
{
	unsigned out = levels_out(t, tag->name);

	if (out == t->depth) {
		report_wrong_close(t, tag);
		out = 0;	/* most likely it was meant for the innermost */
	}
	for (; out > 0; out--) {
		report_open(t, &open_at(t, 0)->tag, tag_place(t, tag), "what is around it ends here");
		close_innermost(t, tag->start);
	}
	if (!t->depth)
		return;

	struct open o = *open_at(t, 0);
	bool override = is_override(t, t->depth - 1);
	bool alone = line->last && (o.tag.kind == TAG_PARENT ? o.first
		: o.tag.kind == TAG_BLOCK && !override && line->first);

	close_innermost(t, tag->name_at);
	if (!alone)
		return;
	if (o.tag.kind == TAG_PARENT) {
		struct template_op *ops = t->unit->object.template;

		ops[o.op].text = o.indent;
		if (o.indent.len && o.op && ops[o.op - 1].kind == TEMPLATE_TEXT)
			ops[o.op - 1].text.len -= o.indent.len;
	}
	add_line_start(t, t->at);
}

static void
open_tag(struct template *t, enum template_op_kind kind, const struct tag *tag,
	const struct indent_line *line)
{
	if (t->depth == TEMPLATE_DEEPEST) {
		diag_help(&t->unit->diag, diag_add(&t->unit->diag, DIAG_TOO_DEEP, tag_place(t, tag),
			"more than %d sections and blocks are open", TEMPLATE_DEEPEST),
			"move what is inside to a partial");
		t->reader.broken = true;
		return;
	}

	bool override = tag->kind == TAG_BLOCK && in_parent(t);

	add_named(t, kind, tag);
	t->open[t->depth++] = (struct open){
		.tag = *tag, .op = t->unit->object.ntemplate - 1, .first = line->first,
		.indent = line->first ? str_slice(t->text, line->start, tag->start) : STR_NONE,
		.alone = line->last && (line->first || override), .common = STR_NONE,
	};
}

/* What has no effect between the blocks that a parent's tag overrides. */
static void
check_misplaced(struct template *t, const struct tag *tag)
{
	if (!in_parent(t) || tag->kind == TAG_BLOCK || tag->kind == TAG_END
	    || tag->kind == TAG_SILENT || tag->kind == TAG_FAULTY)
		return;

	struct diag *d = &t->unit->diag;
	struct finding *f = diag_add(d, DIAG_TEMPLATE_MALFORMED, tag_place(t, tag),
		"`" STR_FMT "` stands between the blocks for `" STR_FMT "`, where nothing is shown",
		STR_ARG(tag->name), STR_ARG(open_at(t, 0)->tag.name));

	diag_help(d, f, "move it into one of the blocks, or behind the end of `" STR_FMT "`",
		STR_ARG(open_at(t, 0)->tag.name));
}

/*
 * Which part of its line goes with a tag: the blanks before it, and the rest behind it.
 * A value takes nothing.  The lines between a parent's blocks are dropped anyway: there a block takes
 * what it finds, so that {{<parent}}{{$block}} can begin a line together.
 */
static void
settle_line(struct template *t, const struct tag *tag, const struct indent_line *line,
	bool *before, bool *after)
{
	bool alone = line->first && line->last;
	const struct open *top = open_at(t, 0);

	*before = *after = alone;
	if (tag->kind == TAG_VALUE || tag->kind == TAG_RAW || tag->kind == TAG_FAULTY
	    || tag->kind == TAG_PARENT)
		*before = *after = false;
	else if (tag->kind == TAG_BLOCK && in_parent(t))
		*after = line->last;
	else if (tag->kind == TAG_END && in_parent(t))
		*after = line->last && top->first;
	else if (tag->kind == TAG_END && top && is_override(t, t->depth - 1))
		*before = line->first;
}

static void
add_partial(struct template *t, const struct tag *tag, const struct indent_line *line, bool alone)
{
	struct str indent = str_slice(t->text, line->start, tag->start);
	struct template_op *op = add_named(t, TEMPLATE_PARTIAL, tag);

	if (!alone)
		return;
	op->text = indent;
	see_line(t, indent);
	add_line_start(t, t->at);
}

static void
add_tag(struct template *t, const struct tag *tag)
{
	struct indent_line line = indent_line(t->text, tag->start, tag->end);
	bool before, after;

	settle_line(t, tag, &line, &before, &after);
	add_text(t, t->at, before ? line.start : tag->start);
	if (line.first && !before)
		see_line(t, str_slice(t->text, line.start, tag->start));
	t->at = after ? line.next : tag->end;
	check_misplaced(t, tag);
	switch (tag->kind) {
	case TAG_VALUE:    add_named(t, TEMPLATE_ESCAPED, tag); break;
	case TAG_RAW:      add_named(t, TEMPLATE_RAW, tag); break;
	case TAG_SECTION:  open_tag(t, TEMPLATE_SECTION, tag, &line); break;
	case TAG_INVERTED: open_tag(t, TEMPLATE_INVERTED, tag, &line); break;
	case TAG_PARENT:   open_tag(t, TEMPLATE_PARENT, tag, &line); break;
	case TAG_BLOCK:    open_tag(t, TEMPLATE_BLOCK, tag, &line); break;
	case TAG_PARTIAL:  add_partial(t, tag, &line, after); break;
	case TAG_END:      close_tag(t, tag, &line); break;
	case TAG_SILENT:
	case TAG_FAULTY:   break;
	}
}

/* UTF-8 without NUL; a byte order mark is dropped. */
static bool
scan(struct compilation *u)
{
	struct str bytes = u->in->bytes;

	if (str_starts(bytes, "\xef\xbb\xbf"))
		bytes = str_from(bytes, 3);

	size_t invalid = utf8_invalid_at(bytes), nul = str_find_char(bytes, '\0', 0);

	source_init(&u->source, u->source.path.len ? u->source.path : u->in->path, bytes, u->arena);
	if (invalid == bytes.len && nul == bytes.len)
		return true;
	diag_help(&u->diag, diag_add(&u->diag, DIAG_TEMPLATE_MALFORMED,
		source_whole(&u->source), "the template is not plain text in UTF-8"),
		"save it as UTF-8");
	return false;
}

void
template_compile(struct compilation *u)
{
	if (!scan(u))
		return;

	struct template t = { .unit = u, .text = u->source.text };
	struct tag tag;

	tag_init(&t.reader, &u->source, &u->diag);
	while (tag_next(&t.reader, t.at, &tag))
		add_tag(&t, &tag);
	if (!t.reader.broken)
		add_text(&t, t.at, t.text.len);
	while (t.depth) {
		if (!t.reader.broken)	/* else the end may be in what was not read */
			report_open(&t, &open_at(&t, 0)->tag,
				source_place(&u->source, t.text.len, t.text.len),
				"the template ends here");
		close_innermost(&t, t.text.len);
	}
}
