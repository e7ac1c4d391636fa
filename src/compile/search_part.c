/*
 * Totals of a part of the lines above them, where nothing but the figures and a name show where it begins.
 *
 * In which order these are tried among the others is search.c's.
 */
#include "compile/reading.h"

/* Its name is that of the first of the last lines, and not of what is left out. */
static bool
says_where(const struct search *f, uint32_t first)
{
	const struct sheet *s = f->t->s;

	return label_share_word(f->name.of, sheet_label_slug(s, tally_entry(f->t, first).row))
		&& !label_share_word(f->name.of, sheet_label_slug(s, tally_entry(f->t, first - 1).row));
}

/* The line sums all those before it, as far as they can be read: it stands for them. */
static bool
stands_for(struct search *f, uint32_t from, uint32_t line)
{
	struct tally *t = f->t;
	uint32_t row = tally_entry(t, line).row;
	struct reading before = { .kind = READING_SINCE, .first = from, .last = line };
	struct outcome o;

	if (line < from + 2 || t->s->effort > SHEET_EFFORT || !reading_sums(t, row, &before))
		return false;
	t->s->effort += t->ncolumn;
	reading_judge(t, row, &before, &o);
	return o.weight > 1 || (o.weight > 0 && o.fails <= o.weight && line > from + 2);
}

/* The last lines of several: `Total wage taxes` under two of them, in the middle of a list of taxes. */
bool
search_last_lines(struct search *f)
{
	struct reading r = { .kind = READING_SINCE, .weak = true, .needs_marks = true };
	uint32_t from = f->t->lines_from;

	if (f->name.kind != TOTAL_NAMED)
		return false;
	for (uint32_t n = 2; n < SEARCH_PARTS && f->t->depth > from + n; n++) {
		r.first = f->t->depth - n;
		r.leaves = !stands_for(f, from, r.first);
		if ((!r.leaves || says_where(f, r.first)) && search_try_run(f, r))
			return true;
	}
	return false;
}

/* In all columns; where there are several, in all but one. */
static bool
same_figures(const struct tally *t, uint32_t row, uint32_t total)
{
	uint32_t same = 0, differ = 0;

	for (uint32_t i = 0; i < t->ncolumn; i++) {
		struct cell x = sheet_cell(t->s, row, t->columns[i]);
		struct cell y = sheet_cell(t->s, total, t->columns[i]);

		if (y.kind == AMOUNT_BLANK)
			continue;
		if (x.kind != y.kind || x.amount.value != y.amount.value)
			differ++;
		else
			same += x.kind == AMOUNT_VALUE && x.amount.value != 0;
		if (differ > 1)
			return false;
	}
	return differ ? same > 2 : same > 0;
}

/* The total was said once before, above its parts. */
bool
search_parts(struct search *f)
{
	struct tally *t = f->t;

	for (uint32_t i = t->depth; i-- > t->lines_from && t->s->effort < SHEET_EFFORT;) {
		t->s->effort++;
		if (same_figures(t, tally_entry(t, i).row, f->row))
			return search_try_run(f, (struct reading){.kind = READING_PARTS,
							   .weak = true,
							   .first = i + 1});
	}
	return false;
}
