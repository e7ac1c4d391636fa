#ifndef FUZZ_BALANCED_H
#define FUZZ_BALANCED_H
/*
 * A check of written HTML that knows nothing of the program which wrote it: tags are closed in the
 * order in which they were opened, no block stands in a sentence, no link in a link, and none of
 * what is never allowed is there.
 */
#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "object/object.h"

#define OPEN_MOST 4096

/* The pieces of a fragment as HTML, with the simplest that the linker could put in their holes. */
static inline void
balanced_pieces(const struct object *o, struct fragment f, struct buf *out)
{
	static const char *const holes[PIECE_KINDS] = {
		[PIECE_HTML] = "", [PIECE_ID] = " id=\"x\"", [PIECE_LOCAL] = " href=\"#x\"",
		[PIECE_OPEN] = "<a href=\"x\">", [PIECE_CLOSE] = "</a>",
		[PIECE_EMBED] = "<table><tr><td>x</td></tr></table>", [PIECE_IMAGE] = "<img src=\"x\" alt=\"\">",
		[PIECE_SUMS] = "<p>x</p>", [PIECE_EXEMPT] = "<div><p>x</p></div>",
		[PIECE_TERM] = "<abbr title=\"x\">x</abbr>", [PIECE_WORD] = "x" };

	for (int kind = 0; kind < PIECE_KINDS; kind++)
		assert(holes[kind]);		/* a kind that is new has its hole here */
	assert(f.first + f.count <= o->npiece);
	for (uint32_t i = f.first; i < f.first + f.count; i++) {
		const struct piece *p = &o->pieces[i];

		if (p->kind == PIECE_HTML)
			buf_str(out, p->text);
		else
			buf_text(out, holes[p->kind]);
	}
}

static inline bool
balanced_is_among(struct str name, const char *const *names)
{
	for (; *names; names++)
		if (str_is(name, *names))
			return true;
	return false;
}

/* A start tag, behind its `<`: its attributes are well-formed and harmless.  Gives where it ends.
 */
static inline size_t
balanced_attributes(struct str html, size_t i)
{
	while (html.at[i] == ' ') {
		size_t equals = str_find_char(html, '=', i), quote = str_find_char(html, '"',
			equals + 2);
		struct str name = str_slice(html, i + 1, equals);
		struct str value = str_slice(html, equals + 2, quote);

		assert(name.len > 0 && name.len < 20 && str_find_char(name, '>', 0) == name.len);
		assert(!str_starts(name, "on") && !str_is(name, "style") && !str_is(name, "name"));
		assert(html.at[equals + 1] == '"' && quote < html.len);
		assert(str_find_char(value, '<', 0) == value.len);
		if (str_is(name, "href"))
			assert(str_starts(value, "http://") || str_starts(value, "https://")
				|| str_starts(value, "mailto:") || str_starts(value, "tel:")
					|| str_is(value, "#x")
				|| str_is(value, "x"));
		i = quote + 1;
	}
	assert(html.at[i] == '>');
	return i;
}

static inline void
balanced_check(struct str html)
{
	static const char *const voids[] = { "br", "hr", "img", "col", NULL };
	static const char *const blocks[] = { "p", "div", "ul", "ol", "li", "table", "blockquote",
		"pre", "h2", "h3", "h4",
		"h5", "h6", "figure", "section", "details", "dl", "hr", NULL };
	static const char *const sentences[] = { "p", "h2", "h3", "h4", "h5", "h6", "em",
		"strong", "del", "a", "sup",
		"summary", "figcaption", "caption", "th", "code", NULL };
	static const char *const never[] = { "script", "style", "iframe", "object", "svg", "math",
		"form", "input", "link",
		"meta", "base", "template", "noscript", "html", "body", "head", "font", NULL };
	static struct str open[OPEN_MOST];
	size_t depth = 0;

	for (size_t i = str_find_char(html, '<', 0); i < html.len; i = str_find_char(html, '<',
		i)) {
		bool end = html.at[i + 1] == '/';
		size_t start = i + 1 + end, stop = start;

		while (stop < html.len && html.at[stop] != '>' && html.at[stop] != ' ')
			stop++;

		struct str name = str_slice(html, start, stop);

		assert(name.len > 0 && name.len < 12 && !balanced_is_among(name, never));
		if (end) {
			assert(depth > 0 && str_equal(open[depth - 1], name)
				&& html.at[stop] == '>');
			depth--;
			i = stop;
			continue;
		}
		i = balanced_attributes(html, stop);
		for (size_t above = 0; above < depth; above++) {
			assert(!(str_is(name, "a") && str_is(open[above], "a")));
			if (balanced_is_among(open[above], sentences) && balanced_is_among(name,
				blocks))
				assert(!"a block in a sentence");
		}
		if (balanced_is_among(name, voids))
			continue;
		assert(depth < OPEN_MOST);
		open[depth++] = name;
	}
	assert(depth == 0);
}

#endif
