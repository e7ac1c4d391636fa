/*
 * Rows that are the sum of those above them, but don't say so.
 *
 * `Current Year Appropriation` under eleven kinds of cost: a total below it sums such a row and not
 * its lines. One column proves nothing; two, large against what rounding can do, are a note.
 */
#include "compile/reading.h"

#define COLUMN_LEAST 4u		/* figures of a column alone */
#define MOST 2u			/* columns that hold make up for one that doesn't ... */
#define MANY 4u			/* ... and so many for each of several */

/* Most lines are far from the sum of those above them in two columns or more, and are seen no further to. */
static bool
may_be_sum(struct tally *t, uint32_t row, const struct reading *r)
{
	const struct totted *before = tally_before(t, r->first);
	const struct cell *cells = tally_cells(t, row);
	uint32_t fails = 0;

	for (uint32_t i = 0; i < t->ncolumn; i++) {
		decimal apart;

		if (!cell_has_amount(&cells[i]) || t->top.odd[i] != before->odd[i])
			continue;
		apart = decimal_abs(cells[i].amount.value - (t->top.sums[i] - before->sums[i]));
		fails += apart != 0
			&& reading_is_beyond(t, &cells[i], t->columns[i], r->last - r->first, apart);
		if (fails > 1 && t->ncolumn - fails < MANY * fails)
			return false;
	}
	return true;
}

/* Sets t->sums to the entries since the last total, heading or unlabelled total; how many they are. */
static uint32_t
run_above(struct tally *t, uint32_t row, struct reading *r)
{
	r->first = t->lines_from > t->section ? t->lines_from : t->section;
	if (t->nunder > 0 && t->unders[t->nunder - 1].entry >= r->first)
		r->first = t->unders[t->nunder - 1].entry + 1;
	r->last = t->depth;
	return r->last > r->first + 1 && may_be_sum(t, row, r) && reading_sums(t, 0, r)
		? r->last - r->first : 0;
}

/* Large against what rounding can do, in two columns or more. */
static bool
is_marked(const struct tally *t, uint32_t row, uint32_t n)
{
	uint32_t marked = 0;

	for (uint32_t i = 0; i < t->ncolumn; i++) {
		struct cell c = sheet_cell(t->s, row, t->columns[i]);

		if (c.kind == AMOUNT_BLANK && t->sums[i] != 0)
			return false;
		if (cell_has_amount(&c) && t->odd[i] == 0
			&& decimal_abs(c.amount.value) / 4 / n > decimal_power(c.amount.place))
			marked++;
	}
	return marked > 1;
}

static void
note_unlabelled(struct tally *t, uint32_t row, const struct reading *r, uint32_t fails)
{
	struct sheet *s = t->s;
	uint32_t n = r->last - r->first;

	tally_add_under(t, row, r->first);
	if (s->is_text)
		return;
	struct finding *f = diag_add(
		&s->unit->diag, DIAG_TOTAL_UNLABELLED,
		sheet_place(s, row, s->label != OBJECT_NONE ? s->label : 0),
		fails == 0 ? "“" STR_FMT
			"” is the sum of the %u rows above it, but is not called a total"
		: fails == 1 ? "“" STR_FMT "” is the sum of the %u rows above it in all columns but one"
		: "“" STR_FMT "” is the sum of the %u rows above it in most columns",
		STR_ARG(sheet_label(s, row)), n);

	diag_help(&s->unit->diag, f,
		  "begin its name with Total, so that it is checked and shown as one");
}

void
unlabelled_look(struct tally *t, uint32_t row)
{
	struct reading r = { .kind = READING_SINCE };
	struct outcome o;
	uint32_t n = t->ncolumn > 1 && row >= t->taken_until ? run_above(t, row, &r) : 0;

	if (n == 0 || !is_marked(t, row, n))
		return;
	reading_judge(t, row, &r, &o);
	if ((o.fails == 0 && o.weight > 1) || (o.fails == 1 && o.weight > MOST)
		|| (o.fails > 1 && o.weight >= MANY * o.fails))
		note_unlabelled(t, row, &r, o.fails);
}

/*
 * In the text: a column of figures alone, beside a list of what they are of.  The last is their total when it
 * is exactly what the others make, and they are enough for that to be no chance.
 */
void
unlabelled_column(struct sheet *s)
{
	uint32_t last = s->table->nrow - 1;
	decimal sum = 0;

	if (s->table->ncolumn != 1 || s->table->nrow < COLUMN_LEAST || !s->columns[0].adds)
		return;
	for (uint32_t row = 0; row < last; row++) {
		struct cell c = sheet_cell(s, row, 0);

		if (!cell_has_amount(&c) || !decimal_add(sum, c.amount.value, &sum))
			return;
	}
	struct cell total = sheet_cell(s, last, 0);

	if (cell_has_amount(&total) && total.amount.value == sum && sum != 0)
		sheet_set_kind(s, last, ROW_TOTAL, 1);
}
