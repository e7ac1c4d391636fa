/*
 * What looks like the mark of an exempt part and is none, and what makes it unsure where a part ends: refused, one by
 * one.
 *
 * Fails closed: with a finding of these nothing of the text is public.
 */
#include "compile/exempt_find.h"

#include "compile/exempt_foreign.h"
#include "compile/marker.h"

#define SAID_MOST 100	/* of one text; who has mended these sees the next */

static void
refuse(struct exempt_finder *f, uint32_t line, const char *message, const char *help)
{
	const struct source *s = &f->unit->source;
	size_t start = source_offset(s, line, 1);

	if (f->said++ >= SAID_MOST)
		return;
	struct finding *found = diag_add(&f->unit->diag, DIAG_EXEMPT_PARAGRAPH,
		source_place(s, start, start + source_line(s, line).len), "%s", message);

	diag_help(&f->unit->diag, found, "%s", help);
}

/* The heading or block that a line is of, or NULL. */
static const void *
one_on(const struct buf *list, size_t size, uint32_t line)
{
	const struct exempt_lines *lines = exempt_last_above(list->at, list->len / size, size, line);

	return lines && line <= lines->last ? lines : NULL;
}

/* Of a block of code its fences are no code. */
static bool
is_shown(const struct exempt_finder *f, uint32_t line)
{
	const struct exempt_lines *lines = one_on(&f->shown, sizeof(*lines), line);

	return lines && lines->first < line && line < lines->last;
}

static bool
is_heading_like(struct str line)
{
	struct str text = exempt_without_containers(line);

	return str_starts(text, "#") || str_starts(text, "<h") || str_starts(text, "<H");
}

bool
exempt_is_suspect(const struct compilation *u, uint32_t line)
{
	struct str text = source_line(&u->source, line);
	bool heading = is_heading_like(text);

	return marker_exempts(text, heading ? MARKER_HEADING : MARKER_PROSE, u->arena) || exempt_foreign(text)
		|| (heading && exempt_foreign_braces(exempt_without_closing(text)));
}

/* One line that looks like a mark.  false: it withholds nothing. */
static bool
accept(struct exempt_finder *f, uint32_t line)
{
	const struct exempt_heading *h = one_on(&f->headings, sizeof(*h), line);

	if ((h && h->is_marked) || is_shown(f, line))
		return true;
	if (h && !h->is_plain)
		refuse(f, line, "an underlined heading can't be exempt, so this withholds nothing",
			"write `## Title {exempt=3}` on one line");
	else if (h)
		refuse(f, line, "this heading looks exempt, but its mark is not written as it must be",
			"end the line with a title, a blank and `{exempt=3}`, or `{#name exempt=3}`; "
			"the paragraphs are 1 to 7, in Wales 12 to 18");
	else
		refuse(f, line, "this looks like the mark of an exempt part, and withholds nothing here",
			"only a heading `## Title {exempt=3}` outside of lists, quotes and HTML can have it; "
			"a text that speaks of it uses backticks, or a block of code that names its language");
	return false;
}

static bool
accept_underlined(struct exempt_finder *f)
{
	size_t count;
	const struct exempt_heading *list = exempt_headings(f, &count);
	bool good = true;

	for (size_t i = 0; i < count; i++) {
		if (list[i].is_plain || !exempt_part_holds(f->unit, list[i].lines.first))
			continue;
		good = false;
		refuse(f, list[i].lines.last, "this makes an underlined heading in an exempt part, and nobody can "
			"tell whether the part should end there",
			"write a heading as `## Title`; put a blank line above a rule");
	}
	return good;
}

/* The heading that ends a part has words: a `##` that was left there hides nothing of what comes after. */
static bool
accept_ends(struct exempt_finder *f)
{
	size_t count;
	const struct exempt_heading *list = exempt_headings(f, &count);
	bool good = true;

	for (size_t i = 0; i < count; i++) {
		const struct exempt_part *before = exempt_part_above(f->unit, list[i].lines.first - 1);

		if (!list[i].is_empty || !before || before->last + 1 != list[i].lines.first)
			continue;
		good = false;
		refuse(f, list[i].lines.first, "this heading has no words, and would end an exempt part",
			"write the heading, or take the line out");
	}
	return good;
}

/* A return without a line feed ends a line for who reads Markdown, and for few editors: a part could end where
 * nobody sees it. */
static bool
accept_line_ends(struct exempt_finder *f)
{
	struct str text = f->unit->source.text;
	bool feeds = str_find_char(text, '\n', 0) < text.len;

	for (size_t i = str_find_char(text, '\r', 0); feeds && i < text.len; i = str_find_char(text, '\r', i + 1)) {
		if (i + 1 < text.len && text.at[i + 1] == '\n')
			continue;
		refuse(f, source_place(&f->unit->source, i, i).line,
			"a line ends here in a way that most editors don't show, in a text with exempt parts",
			"type the line's end anew, or save the file with one kind of line ends");
		return false;
	}
	return true;
}

/* A fence that was left open turns text into code, and the code behind it into text: its `# comments` would
 * be headings, and end the part. */
static bool
accept_code(struct exempt_finder *f)
{
	bool good = true;

	for (uint32_t line = f->before + 1; line <= f->unit->source.nline; line++) {
		struct str text = source_line(&f->unit->source, line), rest = str_trim(text);

		while (str_starts(rest, "#"))
			rest = str_from(rest, 1);
		if (!str_starts(str_trim(text), "#") || !(rest.len == 0 || str_starts(rest, " ") || str_starts(rest, "\t"))
			|| !exempt_part_holds(f->unit, line) || !one_on(&f->code, sizeof(struct exempt_lines), line))
			continue;
		good = false;
		refuse(f, line, "this looks like a heading, and stands in a block of code in an exempt part",
			"close the block of code that was left open before it; where it is code, name its language "
			"behind the fence: ```text");
	}
	return good;
}

bool
exempt_accept(struct exempt_finder *f, uint32_t first)
{
	const struct compilation *u = f->unit;
	bool good = true;

	for (uint32_t line = first; line <= u->source.nline; line++)
		if (exempt_is_suspect(u, line) && !accept(f, line))
			good = false;
	good = accept_code(f) && good;
	good = accept_ends(f) && good;
	if (u->nparts > 0)
		good = accept_line_ends(f) && good;
	return accept_underlined(f) && good;
}
