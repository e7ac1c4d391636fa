/*
 * Names that are set in: a row with its parts below it, further in than the row itself.
 *
 * Blanks before a name are all that tells, so a table is read so only where more of such rows are
 * the sum of their parts than are not; then one that is not is wrong.
 */
#include <string.h>

#include "compile/reading.h"

#define DEEPEST 255u
#define SAMPLE  4096u	/* rows that show whether any name is set in */

/* Blanks before the text in its cell; tabs and no-break blanks count too. */
static uint8_t
indent_of(const struct source *source, struct str text, char delimiter)
{
	const char *at = text.at, *first = source->text.at;
	uint8_t blanks = 0;

	if (text.len == 0 || at < first || at > first + source->text.len)
		return 0;
	for (; at > first && blanks < DEEPEST; blanks++) {
		if (at[-1] == ' ' || (at[-1] == '\t' && delimiter != '\t'))
			at--;
		else if (at - first > 1 && memcmp(at - 2, "\u00a0", 2) == 0)
			at -= 2;
		else
			break;
	}
	return blanks;
}

/* false when no name is set in */
static bool
find_indents(struct tally *t)
{
	const struct sheet *s = t->s;
	uint8_t most = 0;

	if (s->is_text || s->label == OBJECT_NONE)
		return false;
	t->indents = arena_array(s->unit->arena, s->table->nrow, sizeof(*t->indents));
	for (uint32_t row = 0; row < s->table->nrow && (most > 0 || row < SAMPLE); row++) {
		t->indents[row] = indent_of(&s->unit->source, sheet_label(s, row), s->csv.delimiter);
		most = t->indents[row] > most ? t->indents[row] : most;
	}
	return most > 0;
}

/* Behind the last row that is further in than this one; row + 1 where it has no parts. */
static uint32_t
end_of_parts(const struct tally *t, uint32_t row)
{
	uint32_t end = row + 1;

	while (end < t->s->table->nrow && t->indents[end] > t->indents[row])
		end++;
	return end;
}

/* A row with amounts, and lines below it that are no total of theirs. */
static bool
is_whole(const struct tally *t, uint32_t row, struct reading *r)
{
	*r = (struct reading){ .kind = READING_NESTED, .first = row + 1, .last = end_of_parts(t, row) };
	if (r->last < row + 3 || sheet_kind(t->s, row) != ROW_LINE)
		return false;
	for (uint32_t i = r->first; i < r->last; i++)
		if (t->indents[i] == t->indents[r->first] && sheet_kind(t->s, i) != ROW_LINE)
			return false;
	for (uint32_t i = 0; i < t->ncolumn; i++)
		if (sheet_cell(t->s, row, t->columns[i]).kind == AMOUNT_VALUE)
			return true;
	return false;
}

void
nested_rows(struct tally *t, const struct reading *r)
{
	for (uint32_t i = r->first; i < r->last; i++)
		if (t->indents[i] == t->indents[r->first])
			t->rows[t->nrow++] = i;
}

void
nested_init(struct tally *t)
{
	uint32_t holds = 0, fails = 0;
	struct reading r;

	if (!find_indents(t))
		return;
	for (uint32_t row = 0; row < t->s->table->nrow && t->s->effort < SHEET_EFFORT; row++) {
		struct outcome o;

		if (!is_whole(t, row, &r) || !reading_sums(t, row, &r))
			continue;
		reading_judge(t, row, &r, &o);
		holds += o.weight > 0 && o.weight >= o.fails;
		fails += o.fails > o.weight;
	}
	t->is_nested = holds > fails;
}

bool
nested_find(struct search *f)
{
	struct tally *t = f->t;

	if (!t->is_nested || !is_whole(t, f->row, &f->best) || !reading_sums(t, f->row, &f->best))
		return false;
	reading_judge(t, f->row, &f->best, &f->outcome);
	f->found = f->any = true;
	return true;
}
