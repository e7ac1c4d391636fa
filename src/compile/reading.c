/*
 * The readings of a total: which rows each covers, what they make, how well that serves.
 *
 * Knows rows and sums; in what order readings are tried and what follows is totals.c's.
 */
#include "base/map.h"
#include "compile/reading.h"

#include "base/utf8.h"

/* Entries, without those that stand under an unlabelled total when that one is taken for them. */
static void
rows_stacked(struct tally *t, const struct reading *r)
{
	uint32_t under = tally_under(t, r->first);

	for (uint32_t i = r->first; i < r->last; i++) {
		while (under < t->nunder && t->unders[under].entry <= i)
			under++;
		if (r->over && under < t->nunder && i >= t->unders[under].first
			&& t->unders[under].entry < r->last)
			continue;
		if (r->without && t->in_doubt[tally_entry(t, i).row])
			continue;
		t->rows[t->nrow++] = tally_entry(t, i).row;
	}
}

static void
rows_between(struct tally *t, uint32_t first, uint32_t last, bool over)
{
	for (uint32_t i = first; i < last; i++)
		if (sheet_kind(t->s, i) == ROW_LINE && !(over && t->is_unlabelled[i]))
			t->rows[t->nrow++] = i;
}

void
reading_rows(struct tally *t, uint32_t row, const struct reading *r)
{
	t->nrow = 0;
	t->walked = true;
	if (r->kind == READING_EVERY)
		rows_between(t, 0, row, r->over);
	else if (r->kind == READING_BELOW)
		rows_between(t, r->first, r->last, false);
	else if (r->kind == READING_NESTED)
		nested_rows(t, r);
	else if (r->kind == READING_WHOLES)
		wholes_rows(t, r);
	else if (r->kind == READING_NAMED)
		sum_of_rows(t, row, r->named);
	else if (r->kind == READING_GROUP)
		for (uint32_t i = tally_group(t, r->group); i != OBJECT_NONE; i = t->group_next[i])
			t->rows[t->nrow++] = i;
	else
		rows_stacked(t, r);
	t->s->effort += t->nrow;
}

bool
reading_subtracts(const struct tally *t, const struct reading *r, uint32_t index)
{
	static const char *const less[] = {"less",   "minus",    "deduct",
					   "income", "receipts", "credits"};
	struct str slug;

	if (r->signs != SIGNS_LESS_NAMED)
		return r->signs == SIGNS_FIRST_LESS_REST && index > 0;
	slug = sheet_label_slug(t->s, t->rows[index]);
	for (size_t i = 0; i < sizeof(less) / sizeof(less[0]); i++)
		if (label_has_word(slug, less[i]))
			return true;
	return false;
}

/* What t->rows have from one of them on. */
static void
add_rows(struct tally *t, const struct reading *r, uint32_t from)
{
	for (uint32_t k = from; k < t->nrow; k++) {
		bool minus = reading_subtracts(t, r, k);
		const struct cell *cells = tally_cells(t, t->rows[k]);

		for (uint32_t i = 0; i < t->ncolumn; i++) {
			const struct cell *c = &cells[i];
			decimal value = cell_has_amount(c) ? c->amount.value : 0;

			if (c->kind != AMOUNT_BLANK && (!cell_has_amount(c)
				|| !decimal_add(t->sums[i], minus ? -value : value, &t->sums[i])))
				t->odd[i]++;
		}
	}
}

static decimal
through(const struct doubt *d, uint32_t i)
{
	return d ? d->through[i] : 0;
}

static void
sums_of_rows(struct tally *t, uint32_t row, const struct reading *r)
{
	reading_rows(t, row, r);
	for (uint32_t i = 0; i < t->ncolumn; i++)
		t->sums[i] = t->odd[i] = 0;
	add_rows(t, r, 0);
}

void
reading_extend(struct tally *t, struct reading *r)
{
	uint32_t from = t->nrow;

	rows_between(t, r->last, r->last + 1, false);
	r->last++;
	t->s->effort += t->nrow;	/* as if all were walked: what is given up in the end does not hang on it */
	add_rows(t, r, from);
}

/* Take rows in doubt off the sums; each of them is pending. */
static void
take_off_doubts(struct tally *t, uint32_t first)
{
	const struct doubt *d = t->pending;

	while (d && d->entry >= first)
		d = d->below;
	for (uint32_t i = 0; i < t->ncolumn; i++)
		t->sums[i] -= through(t->pending, i) - through(d, i);
}

static void
sums_stacked(struct tally *t, const struct reading *r)
{
	const struct totted *last = tally_before(t, r->last), *first;

	for (uint32_t i = 0; i < t->ncolumn; i++) {
		t->sums[i] = last->sums[i];
		t->odd[i] = last->odd[i];
	}
	first = tally_before(t, r->first);
	for (uint32_t i = 0; i < t->ncolumn; i++) {
		t->sums[i] -= first->sums[i];
		t->odd[i] -= first->odd[i];
	}
	if (r->without)
		take_off_doubts(t, r->first);
	uint32_t lowest = tally_under(t, r->first);

	for (uint32_t i = 0; r->over && lowest < t->nunder && i < t->ncolumn; i++)
		t->sums[i] -= t->unders[t->nunder - 1].through[i]
			- (lowest > 0 ? t->unders[lowest - 1].through[i] : 0);
}

static void
sums_of_group(struct tally *t, const struct group_sum *g)
{
	for (uint32_t i = 0; i < t->ncolumn; i++) {
		t->sums[i] = g->made.sums[i];
		t->odd[i] = g->made.odd[i];
	}
}

bool
reading_sums(struct tally *t, uint32_t row, const struct reading *r)
{
	bool stacked =
		r->kind == READING_SINCE || r->kind == READING_TOTALS || r->kind == READING_PARTS;

	t->walked = false;
	if (r->signs == SIGNS_ADDED && stacked) {
		sums_stacked(t, r);
		return r->last > r->first;
	}
	if (r->kind == READING_GROUP && r->signs == SIGNS_ADDED) {
		sums_of_group(t, tally_group_sum(t, r->group));
		return true;
	}
	if (r->kind == READING_EVERY) {
		for (uint32_t i = 0; i < t->ncolumn; i++) {
			t->sums[i] = t->lines.sums[i] - (r->over ? t->unlabelled[i] : 0);
			t->odd[i] = t->lines.odd[i];
		}
		return t->nline > 0;
	}
	sums_of_rows(t, row, r);
	return t->nrow > 0;
}

/* ---- judging ---- */

uint32_t
reading_rows_at_most(struct tally *t, uint32_t row, const struct reading *r)
{
	if (t->walked)
		return t->nrow;
	if (r->kind == READING_GROUP)
		return tally_group_sum(t, r->group)->count;
	return r->kind == READING_EVERY ? row : r->last - r->first;
}

bool
reading_is_beyond(const struct tally *t, const struct cell *total, uint32_t column, uint32_t n,
	decimal apart)
{
	struct amount coarse = { .place = (int8_t)t->s->columns[column].coarsest };
	decimal most;

	if (t->s->tolerance == TOLERANCE_EXACT)
		return true;
	if (t->s->tolerance != TOLERANCE_ROUNDING)
		return apart > sum_allowed(t->s, total->amount.value);
	if (total->amount.place > coarse.place)
		coarse.place = total->amount.place;
	return !__builtin_mul_overflow(amount_half(&coarse), (decimal)n + 1, &most)
		&& apart > most;
}

static bool
is_within(struct tally *t, const struct cell *total, uint32_t column, decimal apart)
{
	decimal bound = amount_half(&total->amount);

	if (t->s->tolerance != TOLERANCE_ROUNDING)
		return apart <= sum_allowed(t->s, total->amount.value);
	if (!t->walked)
		return true;	/* enough was walked already; the check itself decides */
	t->s->effort += t->nrow;
	for (uint32_t k = 0; k < t->nrow && bound < apart; k++) {
		struct cell c = sheet_cell(t->s, t->rows[k], column);

		if (c.kind == AMOUNT_VALUE && c.amount.value != 0
			&& !decimal_add(bound, amount_half(&c.amount), &bound))
			return true;
	}
	return apart <= bound;
}

static void
judge_column(struct tally *t, uint32_t row, const struct reading *r, uint32_t i,
	struct outcome *out)
{
	struct cell total = tally_cells(t, row)[i];
	decimal apart, sum;

	if (total.kind == AMOUNT_BLANK)
		return;
	if (!cell_has_amount(&total) || t->odd[i] > 0
		|| !decimal_sub(total.amount.value, t->sums[i], &apart)) {
		out->odd++;
		return;
	}
	apart = decimal_abs(apart);
	bool beyond = apart != 0
		&& reading_is_beyond(t, &total, t->columns[i], reading_rows_at_most(t, row, r), apart);

	if (apart != 0 && !beyond && !t->walked && t->s->effort < SHEET_EFFORT)
		reading_rows(t, row, r);
	if (apart == 0 || (!beyond && is_within(t, &total, t->columns[i], apart))) {
		out->holds++;
		out->weight += total.amount.value != 0;
		out->is_exact = out->is_exact && apart == 0;
		return;
	}
	out->fails++;
	out->is_past_help = out->is_past_help || (beyond && !t->s->columns[t->columns[i]].has_units
		&& !cause_may_fit(total.amount.value, total.amount.place));
	if (decimal_add(out->distance, apart, &sum))
		out->distance = sum;
}

void
reading_judge(struct tally *t, uint32_t row, const struct reading *r, struct outcome *out)
{
	*out = (struct outcome){ .is_exact = true };
	for (uint32_t i = 0; i < t->ncolumn; i++)
		judge_column(t, row, r, i, out);
}

/* ---- words ---- */

static const char *
plural(uint32_t n)
{
	return n == 1 ? "" : "s";
}

/* Rows of the reading with an amount, and how many of them are totals. */
static uint32_t
count_rows(const struct tally *t, uint32_t *totals)
{
	uint32_t filled = 0;

	*totals = 0;
	for (uint32_t k = 0; k < t->nrow; k++) {
		bool any = false;

		for (uint32_t i = 0; i < t->ncolumn && !any; i++)
			any = sheet_cell(t->s, t->rows[k], t->columns[i]).kind != AMOUNT_BLANK;
		filled += any;
		*totals += any && (sheet_kind(t->s, t->rows[k]) == ROW_TOTAL);
	}
	return filled;
}

/* The row before the first entry: what the lines come since. */
static struct basis
basis_since(const struct tally *t, const struct reading *r, uint32_t n)
{
	uint32_t first = r->first > 0 ? tally_entry(t, r->first - 1).row : OBJECT_NONE;

	if (first == OBJECT_NONE || sheet_label(t->s, first).len == 0)
		return (struct basis){ .kind = BASIS_ABOVE, .n = n };
	return (struct basis){ .kind = BASIS_SINCE, .n = n,
			.name = sheet_label(t->s, first) };
}

struct basis
reading_basis(const struct tally *t, const struct reading *r)
{
	uint32_t totals, n = count_rows(t, &totals);

	if (r->signs == SIGNS_LESS_NAMED)
		return (struct basis){ .kind = BASIS_TAKEN_OFF, .n = n };
	if (r->signs == SIGNS_FIRST_LESS_REST)
		return (struct basis){ .kind = BASIS_LESS, .n = n - 1,
			.name = sheet_label(t->s, t->rows[0]) };
	switch (r->kind) {
	case READING_GROUP:
		return (struct basis){ .kind = BASIS_GROUP, .n = n,
			.name = sheet_group(t->s, t->rows[0]) };
	case READING_TOTALS:
	case READING_WHOLES:
		return (struct basis){ .kind = BASIS_TOTALS, .n = totals, .rest = n - totals,
			.name = STR_NONE };
	case READING_EVERY:
		return (struct basis){ .kind = BASIS_EVERY, .n = n };
	case READING_BELOW:
	case READING_NESTED:
		return (struct basis){ .kind = BASIS_BELOW, .n = n };
	case READING_NAMED:
		return (struct basis){ .kind = BASIS_NAMED, .n = n };
	default:
		return basis_since(t, r, n);
	}
}

struct str
reading_parts(struct tally *t, const struct reading *r)
{
	struct arena *a = t->s->unit->arena;
	uint32_t totals, n = count_rows(t, &totals);
	const char *verb = r->signs != SIGNS_ADDED ? "come to" : n == 1 ? "sums to" : "sum to";

	if (totals == 0 || totals == n)
		return str_print(a, "its %u %s%s %s", n, totals ? "total" : "row", plural(n), verb);
	return str_print(a, "its %u total%s and %u row%s %s", totals, plural(totals), n - totals,
		plural(n - totals), verb);
}
