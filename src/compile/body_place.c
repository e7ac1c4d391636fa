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
