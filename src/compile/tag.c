/*
 * The next Mustache tag of a template.
 *
 * Knows delimiters, the signs behind them and what a name may be.  What tags mean
 * together, and which lines they have to themselves, is template's.
 */
#include "compile/tag.h"

#include "base/arena.h"

/* What follows the opening delimiter: a tag without a sign is a value. */
static const struct sign {
	char          sign;
	enum tag_kind kind;
	char          before_closer;	/* what must stand before the closing delimiter, or 0 */
} signs[] = {
	{ '#', TAG_SECTION,  0 },
	{ '^', TAG_INVERTED, 0 },
	{ '/', TAG_END,      0 },
	{ '>', TAG_PARTIAL,  0 },
	{ '<', TAG_PARENT,   0 },
	{ '$', TAG_BLOCK,    0 },
	{ '&', TAG_RAW,      0 },
	{ '{', TAG_RAW,      '}' },
	{ '!', TAG_SILENT,   0 },
	{ '=', TAG_SILENT,   '=' },
	{ 0,   TAG_VALUE,    0 },
};

void
tag_init(struct tag_reader *r, const struct source *source, struct diag *d)
{
	*r = (struct tag_reader){ source, d, STR("{{"), STR("}}"), false };
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool
has_blank(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (is_blank(s.at[i]))
			return true;
	return false;
}

static size_t
skip_blanks(struct str text, size_t at)
{
	while (at < text.len && is_blank(text.at[at]))
		at++;
	return at;
}

static const struct sign *
sign_at(struct str text, size_t at)
{
	const struct sign *s = signs;

	while (s->sign && (at >= text.len || text.at[at] != s->sign))
		s++;
	return s;
}

static struct finding *
faulty(struct tag_reader *r, struct tag *t, const char *message)
{
	t->kind = TAG_FAULTY;
	return diag_add(r->diag, DIAG_TEMPLATE_MALFORMED,
		source_place(r->source, t->start, t->end), "%s", message);
}

/* No end, or none before the next tag begins: the reader goes on there. */
static void
without_end(struct tag_reader *r, struct tag *t, size_t next)
{
	t->end = t->start + r->opener.len;

	struct finding *f = faulty(r, t, "the tag that opens here is not closed");

	diag_help(r->diag, f, "write `" STR_FMT "` at the end of the tag", STR_ARG(r->closer));
	t->end = next;
}

/* `{{{name}}` or `{{=<% %>}}`: closed, but not in the way that it was opened. */
static void
closed_otherwise(struct tag_reader *r, struct tag *t, const struct sign *s)
{
	struct finding *f = faulty(r, t, s->sign == '='
		? "the tag that sets the delimiters is not closed by an equals sign"
		: "the tag opens with one brace more than it closes with");

	diag_help(r->diag, f, "close it with `%c" STR_FMT "`", s->before_closer, STR_ARG(r->closer));
}

/* Two words without `=`, from then on the delimiters. */
static void
set_delimiters(struct tag_reader *r, struct tag *t, struct str content)
{
	struct str closer = str_trim(content);
	size_t end = 0;

	while (end < closer.len && !is_blank(closer.at[end]))
		end++;

	struct str opener = str_head(closer, end);

	closer = str_trim(str_from(closer, end));
	if (opener.len && closer.len && !has_blank(closer)
	    && str_find_char(content, '=', 0) == content.len) {
		r->opener = opener;
		r->closer = closer;
		return;
	}

	struct finding *f = faulty(r, t, "this does not set two delimiters");

	diag_help(r->diag, f, "give the opening and the closing one with a blank between them and "
		"no `=` in them, as in {{=<%% %%>=}}");
}

/* What is wrong with a name, or NULL. */
static const char *
name_fault(const struct tag *t)
{
	struct str name = t->name;
	bool of_template = t->kind == TAG_PARTIAL || t->kind == TAG_PARENT;

	if (!name.len)
		return "the tag has no name";
	if (has_blank(name))
		return "a name holds no blanks";
	if (of_template && name.at[0] == '*')
		return "the name of a template can't come from the data";
	if (of_template || t->kind == TAG_BLOCK || t->kind == TAG_END || str_is(name, "."))
		return NULL;
	if (name.at[0] == '.' || name.at[name.len - 1] == '.'
	    || str_find(name, STR(".."), 0) < name.len)
		return "a dot stands between two names";
	return NULL;
}

static void
check_name(struct tag_reader *r, struct tag *t)
{
	const char *fault = name_fault(t);

	if (!fault)
		return;

	enum tag_kind kind = t->kind;
	struct finding *f = faulty(r, t, fault);

	diag_help(r->diag, f, "write one name, as in " STR_FMT "name" STR_FMT " or "
		STR_FMT "meeting.title" STR_FMT, STR_ARG(r->opener), STR_ARG(r->closer),
		STR_ARG(r->opener), STR_ARG(r->closer));
	if (kind != TAG_VALUE && kind != TAG_RAW)
		t->kind = kind;	/* it still opens or closes something: no findings from that too */
}

/* The content between the delimiters, by the sign before it. */
static void
read_content(struct tag_reader *r, struct tag *t, const struct sign *s, size_t from, size_t to)
{
	struct str content = str_slice(r->source->text, from, to);

	if (s->sign == '=')
		set_delimiters(r, t, content);
	if (t->kind == TAG_SILENT || t->kind == TAG_FAULTY)
		return;

	size_t inner = str_find(content, r->opener, 0);

	if (inner < content.len) {
		without_end(r, t, from + inner);
		return;
	}
	t->name = str_trim(content);
	t->name_at = t->name.len ? (size_t)(t->name.at - r->source->text.at) : from;
	check_name(r, t);
}

bool
tag_next(struct tag_reader *r, size_t from, struct tag *out)
{
	struct str text = r->source->text;
	size_t start = str_find(text, r->opener, from);

	if (start >= text.len || r->broken)
		return false;

	size_t at = skip_blanks(text, start + r->opener.len);
	const struct sign *s = sign_at(text, at);
	size_t inside = at + (s->sign ? 1 : 0);
	size_t plain = str_find(text, r->closer, inside), close = plain;

	*out = (struct tag){ .kind = s->kind, .start = start };
	if (plain == text.len) {
		size_t next = s->kind == TAG_SILENT ? text.len : str_find(text, r->opener, inside);

		r->broken = next == text.len;
		without_end(r, out, next);
		return true;
	}
	if (s->before_closer) {
		struct str closer = str_print(r->diag->arena, "%c" STR_FMT, s->before_closer,
			STR_ARG(r->closer));

		close = str_find(text, closer, inside);
		out->end = close + closer.len;
		if (plain < close) {
			out->end = plain + r->closer.len;
			closed_otherwise(r, out, s);
			return true;
		}
	} else {
		out->end = plain + r->closer.len;
	}
	read_content(r, out, s, inside, close);
	return true;
}
