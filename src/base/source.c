/*
 * Offsets of a source to lines and columns, and back.
 *
 * Knows line ends; what the lines say is the readers'.  The empty rest behind the
 * last line end is no line of its own, and an empty text has one line, so that every
 * offset has a place.
 */
#include "base/source.h"

#include "base/utf8.h"

/* The length of the line end at i: 0, 1, or 2 for CR LF. */
static size_t
line_end(struct str text, size_t i)
{
	if (text.at[i] == '\n')
		return 1;
	if (text.at[i] != '\r')
		return 0;
	return i + 1 < text.len && text.at[i + 1] == '\n' ? 2 : 1;
}

/* Where lines begin, into starts when it is not NULL.  Gives how many there are. */
static uint32_t
find_lines(struct str text, uint32_t *starts)
{
	uint32_t count = 0;

	if (starts)
		starts[0] = 0;
	count++;
	for (size_t i = 0; i < text.len;) {
		size_t end = line_end(text, i);

		i += end ? end : 1;
		if (!end || i >= text.len)
			continue;
		if (i >= UINT32_MAX)
			break;	/* the rest counts as part of this line */
		if (starts)
			starts[count] = (uint32_t)i;
		count++;
	}
	return count;
}

void
source_init(struct source *s, struct str path, struct str text, struct arena *a)
{
	uint32_t count = find_lines(text, NULL);

	*s = (struct source){ path, text, arena_array(a, count, sizeof(uint32_t)), count };
	find_lines(text, s->line_start);
}

/* The line, from 0, that an offset is on. */
static uint32_t
line_of(const struct source *s, size_t offset)
{
	uint32_t low = 0, high = s->nline;	/* it is low or after it, and before high */

	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (s->line_start[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	return low;
}

struct place
source_place(const struct source *s, size_t start, size_t end)
{
	if (start > s->text.len)
		start = s->text.len;

	uint32_t line = line_of(s, start);
	size_t first = s->line_start[line];
	size_t last = first + source_line(s, line + 1).len;

	if (start > last)
		start = last;	/* in the line end itself */
	if (end > last)
		end = last;

	size_t column = utf8_count(str_slice(s->text, first, start)) + 1;
	size_t width = end > start ? utf8_count(str_slice(s->text, start, end)) : 0;

	return (struct place){ s->path, line + 1, (uint32_t)column, (uint32_t)width };
}

struct place
source_whole(const struct source *s)
{
	return (struct place){ .file = s->path };
}

size_t
source_offset(const struct source *s, uint32_t line, uint32_t byte_column)
{
	if (line > s->nline)
		return s->text.len;
	if (line == 0)
		line = 1;

	size_t len = source_line(s, line).len;
	size_t column = byte_column ? byte_column - 1 : 0;

	return s->line_start[line - 1] + (column < len ? column : len);
}

struct str
source_line(const struct source *s, uint32_t line)
{
	if (line == 0 || line > s->nline)
		return STR_NONE;

	size_t start = s->line_start[line - 1];
	size_t end = line < s->nline ? s->line_start[line] : s->text.len;

	if (end > start && s->text.at[end - 1] == '\n')
		end--;
	if (end > start && s->text.at[end - 1] == '\r')
		end--;
	return str_slice(s->text, start, end);
}
