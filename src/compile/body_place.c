/*
 * Where the parts of a body stand in its source, in bytes.
 *
 * Knows that the parser's places are right for blocks and cells, and guesses for what is inside.
 */
#include "compile/body.h"

struct place
body_place(const struct body *b, size_t start, size_t end)
{
	return b->is_value ? b->value_place : source_place(&b->unit->source, start, end);
}

static size_t
offset_of(const struct body *b, uint32_t line, uint32_t column)
{
	if (line == 1 && column < UINT32_MAX - b->first_column)
		column += b->first_column;
	return source_offset(&b->unit->source, b->first_line + line - 1, column);
}

size_t
body_node_start(const struct body *b, const struct markdown_node *n)
{
	struct markdown_span span = markdown_span(n);

	return b->is_value ? 0 : offset_of(b, span.line, span.column);
}

void
body_enter_block(struct body *b, const struct markdown_node *n)
{
	struct markdown_span span = markdown_span(n);
	bool is_cell = markdown_kind(n) == MARKDOWN_CELL;

	if (b->is_value)
		return;
	b->block_start = b->cursor = offset_of(b, span.line, span.column);
	b->block_end = offset_of(b, span.end_line, is_cell ? span.end_column + 1 : UINT32_MAX);
	if (b->block_end < b->block_start)
		b->block_end = b->block_start;
}

bool
body_find(struct body *b, struct str needle, size_t *at)
{
	struct str block = str_head(b->unit->source.text, b->block_end);
	size_t found = str_find(block, needle, b->cursor);

	if (b->is_value || found >= block.len)
		return false;
	*at = found;
	b->cursor = found + 1;
	return true;
}

/* Where the parser says, if that is true; else the next that looks like it; else where the block
 * begins. */
bool
body_locate(struct body *b, const struct markdown_node *n, struct str needle, size_t *at)
{
	size_t guess = body_node_start(b, n);
	struct str text = b->unit->source.text;

	*at = b->block_start;
	if (b->is_value)
		return false;
	if (guess >= b->block_end || guess < b->cursor
		|| !str_equal(str_slice(text, guess, guess + needle.len), needle))
		return body_find(b, needle, at);
	*at = guess;
	b->cursor = guess + 1;
	return true;
}

static bool
is_blank(struct str text, size_t i)
{
	return i < text.len && (text.at[i] == ' ' || text.at[i] == '\n' || text.at[i] == '\r' || text.at[i] == '\t');
}

/* Where words that begin at i end, though the source has line ends for their blanks; i: they don't. */
static size_t
words_end(struct str source, size_t i, struct str words)
{
	size_t at = i;

	for (size_t k = 0; k < words.len; k++) {
		if (words.at[k] != ' ' && (at >= source.len || source.at[at] != words.at[k]))
			return i;
		if (words.at[k] != ' ') {
			at++;
			continue;
		}
		if (!is_blank(source, at))
			return i;
		while (is_blank(source, at))
			at++;
	}
	return at;
}

struct place
body_place_words(const struct body *b, struct str words, size_t *cursor)
{
	struct str source = str_head(b->unit->source.text, b->block_end);
	size_t at = words.len > 0 ? *cursor : source.len, end;

	for (; !b->is_value && at < source.len; at++) {
		at = str_find_char(source, words.at[0], at);
		end = words_end(source, at, words);
		if (end == at)
			continue;
		*cursor = end;
		return body_place(b, at, end);
	}
	return body_place(b, b->block_start, b->block_start);
}
