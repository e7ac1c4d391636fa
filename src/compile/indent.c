/*
 * Lines of a template and their indentation.
 *
 * Knows where lines begin and end and how indentation is taken from them; which
 * tags have a line to themselves, and what that means, is template's.
 */
#include "compile/indent.h"

#include "base/buf.h"

bool
indent_is(char c)
{
	return c == ' ' || c == '\t';
}

bool
indent_line_begins(struct str text, size_t at)
{
	return at == 0 || text.at[at - 1] == '\n';
}

size_t
indent_line_end(struct str text, size_t at)
{
	if (at < text.len && text.at[at] == '\n')
		return 1;
	return at + 1 < text.len && text.at[at] == '\r' && text.at[at + 1] == '\n' ? 2 : 0;
}

struct indent_line
indent_line(struct str text, size_t tag_start, size_t tag_end)
{
	struct indent_line l = { .start = tag_start, .next = tag_end };

	while (l.start > 0 && indent_is(text.at[l.start - 1]))
		l.start--;
	while (l.next < text.len && indent_is(text.at[l.next]))
		l.next++;
	l.first = indent_line_begins(text, l.start);
	l.last = l.next == text.len || indent_line_end(text, l.next);
	l.next += indent_line_end(text, l.next);
	return l;
}

struct str
indent_common(struct str a, struct str b)
{
	size_t len = 0;

	while (len < a.len && len < b.len && a.at[len] == b.at[len])
		len++;
	return str_head(a, len);
}

/* A line of blanks may be shorter than what is to be taken. */
static struct str
text_without(struct arena *a, const struct template_op *op, struct str indent)
{
	struct buf out = BUF_EMPTY;
	size_t left = op->column == 1 ? indent.len : 0;	/* still to be taken from this line */

	for (size_t i = 0; i < op->text.len; i++) {
		char c = op->text.at[i];

		if (left && indent_is(c)) {
			left--;
			continue;
		}
		left = c == '\n' ? indent.len : 0;
		buf_char(&out, c);
	}

	return buf_keep(&out, a);
}

void
indent_take(struct arena *a, struct template_op *ops, uint32_t from, uint32_t to,
	struct str indent)
{
	for (uint32_t i = from; i < to && indent.len; i++) {
		struct template_op *op = &ops[i];
		bool has_own = op->kind == TEMPLATE_PARENT
			|| (op->kind == TEMPLATE_BLOCK && op->text.len);

		if (op->kind == TEMPLATE_TEXT)
			op->text = text_without(a, op, indent);
		else if (has_own || op->kind == TEMPLATE_PARTIAL)
			op->text = str_from(op->text, indent.len);
		if (has_own)
			i = op->jump - 1;
	}
}
