/*
 * Where exempt parts begin and end, and how they are cut out.
 *
 * Boundaries are those of the parser that reads the text afterwards: it reads the whole once, for its headings
 * alone.  So neither a fence left open, nor a comment, a list or raw HTML can hide a heading from one and
 * show it to the other; what is behind a heading at the top of a text is read the same whatever stood before.
 */
#include "compile/exempt_find.h"

#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "compile/markdown.h"
#include "compile/marker.h"
#include "compile/number.h"
#include "compile/prescan.h"
#include "object/schedule.h"

const struct exempt_heading *
exempt_headings(const struct exempt_finder *f, size_t *count)
{
	*count = f->headings.len / sizeof(struct exempt_heading);
	return (const struct exempt_heading *)(const void *)f->headings.at;
}

const void *
exempt_last_above(const void *list, size_t count, size_t size, uint32_t line)
{
	const char *at = list;
	size_t from = 0;

	while (from < count) {
		size_t middle = from + (count - from) / 2;

		if (*(const uint32_t *)(const void *)(at + middle * size) <= line)
			from = middle + 1;
		else
			count = middle;
	}
	return from > 0 ? at + (from - 1) * size : NULL;
}

/* Without a closing run of #, as `## Title ##` has. */
struct str
exempt_without_closing(struct str line)
{
	struct str text = line;

	while (text.len > 0 && (text.at[text.len - 1] == ' ' || text.at[text.len - 1] == '\t'))
		text.len--;

	struct str whole = text;

	while (str_ends(text, "#"))
		text.len--;
	if (text.len == whole.len || !(str_ends(text, " ") || str_ends(text, "\t")))
		return whole;
	while (str_ends(text, " ") || str_ends(text, "\t"))
		text.len--;
	return text;
}

static size_t
name_length(struct str s)
{
	size_t len = 1;

	if (!str_starts(s, "#"))
		return 0;
	while (len < s.len && (ascii_is_alphanumeric(s.at[len]) || str_find_char(STR("-_."), s.at[len], 0) < 3))
		len++;
	return len > 1 ? len : 0;
}

static bool
read_mark(struct str line, struct exempt_mark *m)
{
	struct str text = exempt_without_closing(line), inner;
	size_t open = str_find_last_char(text, '{');

	if (!str_ends(text, "}") || open >= text.len)
		return false;
	inner = str_slice(text, open + 1, text.len - 1);
	*m = (struct exempt_mark){ .start = open, .end = text.len, .name = name_length(inner) };
	if (m->name > 0 && !str_starts(str_from(inner, m->name), " "))
		return false;
	inner = str_from(inner, m->name > 0 ? m->name + 1 : 0);
	if (!str_starts(inner, "exempt="))
		return false;
	m->paragraph = schedule_paragraph(str_from(inner, 7));
	return m->paragraph != 0;
}

/* A heading that begins with # and has words; a mark behind a mark says nothing. */
static bool
is_good(const struct exempt_finder *f, struct str line, const struct exempt_mark *m)
{
	struct str words = str_trim(str_head(line, m->start));

	while (str_starts(words, "#"))
		words = str_from(words, 1);
	return str_trim(words).len > 0 && !str_ends(words, "\\")
		&& !marker_exempts(words, MARKER_HEADING, f->unit->arena);
}

static void
add_heading(struct exempt_finder *f, const struct markdown_node *n)
{
	struct markdown_span span = markdown_span(n);
	struct exempt_heading h = { .lines = { f->before + span.line, f->before + span.end_line },
		.level = markdown_level(n) };
	struct str line = source_line(&f->unit->source, h.lines.first), name, title;
	struct buf plain = BUF_EMPTY;
	size_t indent = 0;

	while (indent < 3 && indent < line.len && line.at[indent] == ' ')
		indent++;
	h.is_plain = h.lines.first == h.lines.last && str_starts(str_from(line, indent), "#");
	markdown_plain(n, &plain);
	h.is_empty = str_trim(buf_view(&plain)).len == 0;
	h.is_appendix = number_is_appendix(str_head(buf_view(&plain),
		str_find_last_char(buf_view(&plain), '{')), &name, &title);
	buf_release(&plain);
	h.is_marked = h.is_plain && read_mark(line, &h.mark) && is_good(f, line, &h.mark);
	buf_add(&f->headings, &h, sizeof(h));
}

/* What stands before a block in the containers that it is in. */
struct str
exempt_without_containers(struct str line)
{
	static const struct str marks = { " \t>-*+.)0123456789", 18 };

	while (line.len > 0 && str_find_char(marks, line.at[0], 0) < marks.len)
		line = str_from(line, 1);
	return str_trim(line);
}

static void
add_shown(struct exempt_finder *f, const struct markdown_node *n)
{
	struct markdown_span span = markdown_span(n);
	struct exempt_lines shown = { f->before + span.line, f->before + span.end_line };
	struct str open = exempt_without_containers(source_line(&f->unit->source, shown.first));
	struct str close = exempt_without_containers(source_line(&f->unit->source, shown.last));
	size_t run = 0, end = 0;

	while (run < open.len && open.at[run] == open.at[0])
		run++;
	while (end < close.len && close.at[end] == open.at[0])
		end++;
	if (shown.last > shown.first && run >= 3 && (open.at[0] == '`' || open.at[0] == '~')
		&& run < open.len && end >= run && end == close.len)
		buf_add(&f->shown, &shown, sizeof(shown));
	else if (run >= 3)
		buf_add(&f->code, &shown, sizeof(shown));
}

/* false: the text can't be read, and body.c says why. */
static bool
read_structure(struct exempt_finder *f)
{
	const struct markdown_node *root;
	enum prescan_rule rule;
	struct markdown_walk walk;
	size_t at;

	if (!prescan(f->unit->body, &rule, &at)
		|| markdown_parse(f->unit->body, true, &root) != MARKDOWN_READ)
		return false;
	markdown_walk(&walk, root);
	do {
		enum markdown_kind kind = markdown_kind(walk.node);

		if (!walk.leaving && kind == MARKDOWN_CODE_BLOCK)
			add_shown(f, walk.node);
		if (!walk.leaving && kind == MARKDOWN_HEADING && markdown_parent(walk.node) == root)
			add_heading(f, walk.node);
	} while (markdown_step(&walk));
	markdown_release();
	return true;
}

static bool
ends_part(const struct exempt_heading *part, const struct exempt_heading *h)
{
	if (part->is_appendix)
		return (h->is_appendix && h->level <= part->level)
			|| (h->level < part->level && part->level > 2);
	return h->level <= part->level;
}

static void
add_part(struct exempt_finder *f, const struct exempt_heading *h, uint32_t last)
{
	struct exempt_part part = { .line = h->lines.first, .first = h->lines.last + 1,
		.last = last, .paragraph = h->mark.paragraph, .level = h->level,
		.is_appendix = h->is_appendix, .text = STR_NONE };

	buf_add(&f->parts, &part, sizeof(part));
}

/* Underlined headings don't end a part: a line of text above a row of hyphens is one, too. */
static void
find_parts(struct exempt_finder *f)
{
	size_t count;
	const struct exempt_heading *list = exempt_headings(f, &count);

	for (size_t i = 0, end; i < count; i = end) {
		end = i + 1;
		if (!list[i].is_marked)
			continue;
		while (end < count && !(list[end].is_plain && ends_part(&list[i], &list[end])))
			end++;
		add_part(f, &list[i], end < count ? list[end].lines.first - 1 : f->unit->source.nline);
	}
	f->unit->nparts = (uint32_t)(f->parts.len / sizeof(struct exempt_part));
	f->unit->parts = arena_array(f->unit->arena, f->unit->nparts, sizeof(struct exempt_part));
	if (f->unit->nparts > 0)
		memcpy(f->unit->parts, f->parts.at, f->parts.len);
}

static bool
find(struct exempt_finder *f, uint32_t first)
{
	if (!read_structure(f))
		return false;
	find_parts(f);
	if (f->unit->nparts > 0)
		exempt_label_check(f->unit, f->before + 1);
	return exempt_accept(f, first);
}

bool
exempt_part_find(struct compilation *u)
{
	uint32_t line = source_place(&u->source, u->body_offset, u->body_offset).line;
	struct exempt_finder f = { .unit = u, .before = line - 1 };
	bool good = true;

	u->parts = NULL;
	u->nparts = 0;
	while (line <= u->source.nline && !exempt_is_suspect(u, line))
		line++;
	if (u->body.len > 0 && line <= u->source.nline)
		good = find(&f, line);
	buf_release(&f.headings);
	buf_release(&f.shown);
	buf_release(&f.code);
	buf_release(&f.parts);
	return good;
}

const struct exempt_part *
exempt_part_above(const struct compilation *u, uint32_t line)
{
	return exempt_last_above(u->parts, u->nparts, sizeof(*u->parts), line);
}

const struct exempt_part *
exempt_part_at(const struct compilation *u, uint32_t line)
{
	const struct exempt_part *part = exempt_part_above(u, line);

	return part && part->line == line ? part : NULL;
}

bool
exempt_part_holds(const struct compilation *u, uint32_t line)
{
	const struct exempt_part *part = exempt_part_above(u, line);

	return part && part->first <= line && line <= part->last;
}

bool
exempt_part_between(const struct compilation *u, uint32_t from, uint32_t to)
{
	const struct exempt_part *part = exempt_part_above(u, from);
	uint32_t next = part ? (uint32_t)(part - u->parts) + 1 : 0;

	return next < u->nparts && u->parts[next].last < to;
}

static void
blank(char *text, size_t from, size_t to)
{
	for (; from < to; from++)
		if (text[from] != '\n' && text[from] != '\r')
			text[from] = ' ';
}

/* The marks of a text are no words of its headings; a name that stands in one stays. */
static void
blank_marks(const struct source *s, uint32_t line, uint32_t last, char *text)
{
	struct exempt_mark m;

	for (; line <= last; line++) {
		struct str written = source_line(s, line);
		size_t start = source_offset(s, line, 1);

		if (!str_starts(str_trim(written), "#") || !read_mark(written, &m))
			continue;
		blank(text, start + m.start + (m.name > 0 ? 1 + m.name : 0), start + m.end);
		if (m.name > 0)
			text[start + m.start + 1 + m.name] = '}';
	}
}

/* Of the public's text alone: a hash of the whole would tell a guesser when he is right. */
static struct hash
hash_public(const struct compilation *u)
{
	const struct source *s = &u->source;
	struct hash hash = hash_bytes(str_head(s->text, u->body_offset));

	for (uint32_t line = 1; line <= s->nline; line++)
		if (!exempt_part_holds(u, line))
			hash = hash_pair(hash, hash_bytes(source_line(s, line)));
	return hash;
}

void
exempt_part_cut(struct compilation *u, bool keep)
{
	struct source *s = &u->source;
	char *whole = arena_copy(u->arena, s->text.at, s->text.len);

	for (uint32_t i = 0; i < u->nparts; i++) {
		struct exempt_part *part = &u->parts[i];

		blank_marks(s, part->line, part->last > part->line ? part->last : part->line, whole);
	}

	char *public = arena_copy(u->arena, whole, s->text.len);

	for (uint32_t i = 0; i < u->nparts; i++) {
		struct exempt_part *part = &u->parts[i];
		size_t end = part->last < s->nline ? s->line_start[part->last] : s->text.len;

		if (part->first > part->last)
			continue;
		part->offset = source_offset(s, part->first, 1);
		blank(public, part->offset, end);
		part->text = keep ? str_slice((struct str){ whole, s->text.len }, part->offset, end)
			: STR_NONE;
	}
	u->body = str_from((struct str){ public, s->text.len }, u->body_offset);
	if (keep)
		return;
	u->object.content = hash_public(u);
	s->text = (struct str){ public, s->text.len };
	u->front = str_slice(s->text, u->front_offset, u->front_offset + u->front.len);
}
