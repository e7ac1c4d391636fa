/*
 * Offsets of a source to lines and columns, and back.
 *
 * Knows line ends; what the lines say is the readers'.  The empty rest behind the
 * last line end is no line of its own, and an empty text has one line, so that every
 * offset has a place.
 */
#include "base/source.h"

#include <string.h>

#include "base/utf8.h"

/*
 * Behind the line end at or after i, or the end of the text.  *lf: the line feed at or after i, when
 * it is known; it is looked for once, so that a text of CR alone is read once too.
 */
static size_t
next_line(struct str text, size_t i, bool has_cr, size_t *lf)
{
	if (*lf < i || i == 0)
		*lf = str_find_char(text, '\n', i);

	size_t line = *lf < text.len ? *lf + 1 : text.len;
	size_t cr = has_cr ? str_find_char(str_head(text, line), '\r', i) : line;

	return cr >= line || (cr == *lf - 1 && *lf < text.len) ? line : cr + 1;
}

#define EACH(byte) (0x0101010101010101u * (byte))

/* How many bytes of a word are c. */
static size_t
count_equal(uint64_t word, unsigned char c)
{
	uint64_t differ = word ^ EACH(c);
	uint64_t equal = ~(((differ & EACH(0x7fu)) + EACH(0x7fu)) | differ) & EACH(0x80u);

	return (size_t)((equal >> 7) * EACH(1u) >> 56);
}

/* At least as many as there are lines; eight bytes at a time, as this takes as long as finding them. */
static size_t
lines_at_most(struct str text, bool has_cr)
{
	size_t count = 1, i = 0;

	for (; text.len - i >= sizeof(uint64_t); i += sizeof(uint64_t)) {
		uint64_t word;

		memcpy(&word, text.at + i, sizeof(word));
		count += count_equal(word, '\n') + (has_cr ? count_equal(word, '\r') : 0);
	}
	for (; i < text.len; i++)
		count += text.at[i] == '\n' || text.at[i] == '\r';
	return count;
}

void
source_init(struct source *s, struct str path, struct str text, struct arena *a)
{
	bool has_cr = str_find_char(text, '\r', 0) < text.len;
	size_t next, lf = 0;

	*s = (struct source){ path, text, arena_array(a, lines_at_most(text, has_cr), sizeof(uint32_t)), 1 };
	/* past 4 GiB the rest counts as part of the last line */
	for (size_t i = 0; (next = next_line(text, i, has_cr, &lf)) < text.len && next < UINT32_MAX; i = next)
		s->line_start[s->nline++] = (uint32_t)next;
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
