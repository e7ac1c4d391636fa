/*
 * Where the tags of a block of raw HTML stand.
 *
 * Knows how a fragment lies in its source: what the Markdown parser gives has lost quotation marks and
 * indentation.  Tags are looked for in their order, each from where the last one was met.
 */
#include "compile/raw_walk.h"

/* Count lines up to an offset of the fragment that is not before the last one asked for. */
static void
count_lines(struct raw *r, size_t at)
{
	for (; r->counted < at; r->counted++) {
		char c = r->html.at[r->counted];
		bool half = c == '\r' && r->counted + 1 < r->html.len
			&& r->html.at[r->counted + 1] == '\n';

		if ((c != '\n' && c != '\r') || half)
			continue;
		r->line++;
		r->line_start = r->counted + 1;
	}
}

/* A line of the fragment is the end of its line in the file: quotation marks and indentation are
 * gone. */
size_t
raw_source_at(struct raw *r, size_t at)
{
	const struct source *source = &r->b->unit->source;

	if (r->slice > 0)
		return r->slice + at;
	count_lines(r, at);

	size_t end = r->line_start;

	while (end < r->html.len && r->html.at[end] != '\n' && r->html.at[end] != '\r')
		end++;

	size_t length = end - r->line_start, whole = source_line(source, r->line).len;
	size_t shift = whole > length ? whole - length : 0;

	return source_offset(source, r->line, (uint32_t)(shift + at - r->line_start) + 1);
}

struct place
raw_place_of(struct raw *r, size_t at, size_t len, size_t *offset)
{
	*offset = r->b->is_value ? 0 : raw_source_at(r, at);
	return body_place(r->b, *offset, *offset + len);
}

/* The text of a cell, behind its tag and those that follow at once; what was counted stays so. */
void
raw_mark_cell(struct raw *r, struct html_node *cell, size_t at)
{
	const size_t counted = r->counted, line_start = r->line_start;
	const uint32_t line = r->line;
	struct str html = r->html;
	size_t end, offset;

	while (at < html.len && html.at[at] == '<' && !(str_starts(str_from(html, at), "</t"))) {
		at = str_find_char(html, '>', at) + 1;
		while (at < html.len && (unsigned char)html.at[at] <= ' ')
			at++;
	}
	end = at;
	while (end < html.len && html.at[end] != '<' && html.at[end] != '\n' && html.at[end] != '\r')
		end++;

	struct place place = raw_place_of(r, at < html.len ? at : html.len,
		str_trim(str_slice(html, at, end)).len, &offset);

	r->counted = counted;
	r->line = line;
	r->line_start = line_start;
	buf_add(&r->cells.buf, &place, sizeof(place));
	r->cells.places = (struct place *)(void *)r->cells.buf.at;
	cell->mark = ++r->cells.count;
}

struct place
raw_place_here(struct raw *r)
{
	size_t offset;

	return raw_place_of(r, r->cursor, 0, &offset);
}

static bool
is_name_end(struct str s, size_t i)
{
	return i >= s.len || s.at[i] == '>' || s.at[i] == '/' || (unsigned char)s.at[i] <= ' ';
}

size_t
raw_find_tag(struct raw *r, struct str head, struct str name)
{
	for (size_t at = r->cursor;; at++) {
		at = str_find(r->html, head, at);
		if (at >= r->html.len)
			return r->cursor;

		size_t start = at + head.len, end = start + name.len;

		if (!str_equal_nocase(str_slice(r->html, start, end), name)
			|| !is_name_end(r->html, end))
			continue;
		r->cursor = end;
		return at;
	}
}
