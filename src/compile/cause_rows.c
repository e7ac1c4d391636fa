/*
 * What a total may have added wrongly: a row left out or counted twice, a subtotal among the lines.
 *
 * Where the total row fails in several columns, the same rows have to explain all of them: one that
 * does is hardly chance.
 */
#include "compile/cause.h"

enum {
	WEIGHT_LEFT_OUT = 82, WEIGHT_TWICE = 80, WEIGHT_SIGN = 66, WEIGHT_SUBTOTAL = 86,
	WEIGHT_RUN = 60, WEIGHT_GROUP = 82, WEIGHT_MISSING = 32, WEIGHT_MISSING_ALONE = 5,
	APART = 10,	/* less where rounding has to help ... */
	LARGE = 4,	/* ... and again unless the difference is so many times what it can do */
	LACKING = 50,	/* times what is there: more than that is a matter of units */
	SMALL = 24,	/* less for an amount of one or two digits */
	SUM_STEPS = 4,	/* that each row of a sum takes */
};

/* Rows that may have been taken times over. */
struct rows {
	struct cause cause;
	uint32_t     first, n;	/* covers */
	int          times;	/* the difference is so many times their sum */
	int          weight;
};

static decimal
part_of(const struct inquiry *q, const struct cover *cover, uint32_t column)
{
	struct cell c = sheet_cell(q->s, cover->row, column);
	decimal value = cell_has_amount(&c) ? c.amount.value : 0;

	return cover->subtracted ? -value : value;
}

static bool
sum_of(const struct inquiry *q, const struct rows *r, uint32_t column, decimal *out)
{
	*out = 0;
	for (uint32_t i = r->first; i < r->first + r->n; i++)
		if (!decimal_add(*out, part_of(q, &q->covers[i], column), out))
			return false;
	return true;
}

static bool
explains(const struct evidence *e, const struct check *check, decimal sum, int times)
{
	decimal apart;

	return sum != 0 && decimal_sub(check->difference, sum * times, &apart)
		&& decimal_abs(apart) <= evidence_reach(e, check);
}

/* The failures of the same total row, in its other columns. */
static bool
is_family(const struct inquiry *q, const struct failure *f)
{
	const struct check *c = &q->s->unit->object.checks[f->check];

	if (decimal_abs(c->difference) <= evidence_reach(q->e, c))
		return false;
	return c->kind == CHECK_TOTAL && c->row == q->check->row && c->column != q->check->column;
}

static void
mend_family(struct inquiry *q, const struct rows *r, struct mend *m)
{
	q->e->effort += q->s->nfailure;
	for (uint32_t i = 0; i < q->s->nfailure; i++) {
		const struct failure *f = &q->s->failures[i];
		const struct check *c = &q->s->unit->object.checks[f->check];
		decimal sum;

		if (!is_family(q, f))
			continue;
		q->e->effort += SUM_STEPS * (uint64_t)r->n;
		if (sum_of(q, r, c->column, &sum) && explains(q->e, c, sum, r->times))
			mend_add(m, c->row, c->column, -c->difference);
	}
}

static void
offer_rows(struct inquiry *q, const struct rows *r, decimal sum)
{
	const struct check *c = q->check;
	struct mend m = { .ncell = 0 };

	if (q->e->effort > CAUSE_EFFORT)
		return;		/* where all sums fail, any run of rows fits some of them */
	int less = c->difference == sum * r->times ? 0 : APART;

	if (less && decimal_abs(c->difference) < LARGE * q->reach)
		less += APART;
	if (decimal_abs(sum) < 100 * decimal_power(q->f->place))
		less += SMALL;
	mend_add(&m, c->row, c->column, -c->difference);
	if (c->kind == CHECK_TOTAL)
		mend_family(q, r, &m);
	cause_offer(q, r->cause, &m, r->weight - less);
}

static void
try_rows(struct inquiry *q, const struct rows *r)
{
	decimal sum;

	if (sum_of(q, r, q->check->column, &sum) && explains(q->e, q->check, sum, r->times))
		offer_rows(q, r, sum);
}

/* ---- one part ---- */

static void
try_part(struct inquiry *q, uint32_t i)
{
	const struct cover *cover = &q->covers[i];
	bool down = q->check->kind == CHECK_TOTAL;
	bool subtotal = down && sheet_kind(q->s, cover->row) == ROW_TOTAL;
	struct cell cell = sheet_cell(q->s, cover->row, cover->column);
	decimal amount = cell_has_amount(&cell) ? cell.amount.value : 0;
	decimal value = cover->subtracted ? -amount : amount;
	struct rows r = { .first = i, .n = 1, .cause = { .row = cover->row,
		.column = cover->column, .amount = amount, .n = 1 } };
	const struct { enum cause_kind kind; int times, weight; } ways[] = {
		{ CAUSE_LEFT_OUT, -1, WEIGHT_LEFT_OUT },
		{ subtotal ? CAUSE_SUBTOTAL : CAUSE_TWICE, 1, subtotal ? WEIGHT_SUBTOTAL : WEIGHT_TWICE },
		{ CAUSE_COUNTED_SIGN, -2, WEIGHT_SIGN },
	};

	for (size_t k = 0; k < sizeof(ways) / sizeof(ways[0]); k++) {
		if (!explains(q->e, q->check, value, ways[k].times))
			continue;
		r.cause.kind = ways[k].kind;
		r.times = ways[k].times;
		r.weight = ways[k].weight;
		if (down)
			offer_rows(q, &r, value);
		else {
			struct mend m = { .ncell = 0 };

			mend_add(&m, q->check->row, q->check->column, -q->check->difference);
			cause_offer(q, r.cause, &m, r.weight);
		}
	}
}

/* ---- subtotals that were counted as well ---- */

/* Rows from the first part to the total that are totals themselves and no part of it. */
static void
try_subtotals(struct inquiry *q)
{
	uint32_t first = q->check->row, found = 0, part = 0;
	decimal all = 0;
	struct rows r = { .times = 1, .weight = WEIGHT_SUBTOTAL };

	for (uint32_t i = 0; i < q->check->covers; i++)
		if (q->covers[i].row < first)
			first = q->covers[i].row;
	r.cause = (struct cause){ .kind = CAUSE_SUBTOTAL, .column = q->check->column };
	for (uint32_t row = first; row < q->check->row; row++) {
		struct cell c = sheet_cell(q->s, row, q->check->column);

		while (part < q->check->covers && q->covers[part].row < row)
			part++;
		if (sheet_kind(q->s, row) != ROW_TOTAL || !cell_has_amount(&c)
			|| (part < q->check->covers && q->covers[part].row == row))
			continue;
		found++;
		decimal_add(all, c.amount.value, &all);
		r.cause.row = row;
		r.cause.amount = c.amount.value;
		if (explains(q->e, q->check, c.amount.value, 1))
			offer_rows(q, &r, c.amount.value);
	}
	r.cause.kind = CAUSE_SUBTOTALS;
	r.cause.amount = all;
	if (found > 1 && explains(q->e, q->check, all, 1))
		offer_rows(q, &r, all);
}

/* Parts that are totals, counted with what they are the totals of: all that are, once more. */
static void
try_parts_again(struct inquiry *q)
{
	struct rows r = { .n = q->check->covers, .times = 1, .weight = WEIGHT_SUBTOTAL,
		.cause = { .kind = CAUSE_SUBTOTALS, .row = q->check->row,
			.column = q->check->column, .amount = q->check->computed } };

	if (q->check->covers > 1 && sheet_kind(q->s, q->covers[0].row) == ROW_TOTAL)
		try_rows(q, &r);
}

/* ---- runs and groups ---- */

static void
try_run(struct inquiry *q, uint32_t first, uint32_t n, enum cause_kind kind, decimal sum)
{
	struct rows r = { .first = first, .n = n, .times = -1,
		.weight = kind == CAUSE_GROUP ? WEIGHT_GROUP : WEIGHT_RUN,
		.cause = { .kind = kind, .row = q->covers[first].row, .column = q->check->column,
			.last = q->covers[first + n - 1].row, .n = n, .amount = sum } };

	if (explains(q->e, q->check, sum, -1))
		offer_rows(q, &r, sum);
}

/* A range that begins too late or ends too early. */
static void
try_ends(struct inquiry *q)
{
	uint32_t n = q->check->covers;
	decimal head = 0, tail = 0;

	for (uint32_t i = 0; i + 2 < n; i++) {
		if (!decimal_add(head, part_of(q, &q->covers[i], q->check->column), &head)
			|| !decimal_add(tail, part_of(q, &q->covers[n - 1 - i], q->check->column), &tail))
			return;
		if (i == 0)
			continue;	/* a row alone */
		try_run(q, 0, i + 1, CAUSE_RUN, head);
		try_run(q, n - 1 - i, i + 1, CAUSE_RUN, tail);
	}
}

static void
try_groups(struct inquiry *q)
{
	uint32_t first = 0;
	decimal sum = 0;

	for (uint32_t i = 0; i < q->check->covers; i++) {
		if (i > 0 && !sheet_same_group(q->s, q->covers[first].row, q->covers[i].row)) {
			first = i;
			sum = 0;
		}
		if (!decimal_add(sum, part_of(q, &q->covers[i], q->check->column), &sum))
			return;
		bool ends = i + 1 == q->check->covers
			|| !sheet_same_group(q->s, q->covers[i].row, q->covers[i + 1].row);
		uint32_t n = i + 1 - first;

		if (ends && n > 1 && n < q->check->covers
			&& sheet_group(q->s, q->covers[i].row).len > 0)
			try_run(q, first, n, CAUSE_GROUP, sum);
	}
}

/* ---- a row that the table lacks ---- */

/* It is more than its parts make, but not as if it were in another unit. */
static bool
may_lack(const struct check *c)
{
	return (c->difference < 0) == (c->stated < 0)
		&& decimal_abs(c->difference) / LACKING <= decimal_abs(c->computed);
}

/* The totals agree with each other, and their columns fall short of all of them: a row is not here. */
static void
try_missing(struct inquiry *q)
{
	const struct check *c = q->check;
	struct cause cause = { .kind = CAUSE_ROW_MISSING, .row = c->row, .column = c->column,
		.amount = c->difference, .n = 1, .fixes = 1, .fixed = { q->f->check } };
	uint32_t sums = 1;

	if (!may_lack(c))
		return;
	for (uint32_t i = 0; i < q->s->nfailure; i++) {
		const struct check *other = &q->s->unit->object.checks[q->s->failures[i].check];

		if (!is_family(q, &q->s->failures[i]))
			continue;
		if (!may_lack(other))
			return;
		if (sums < MEND_FIXED)
			cause.fixed[sums] = q->s->failures[i].check;
		sums++;
	}
	if (sums == 1 && decimal_abs(c->difference) < 10 * decimal_power(q->f->place))
		return;
	cause.n = cause.fixes = sums;
	cause_offer(q, cause, NULL, sums > 1 ? WEIGHT_MISSING : WEIGHT_MISSING_ALONE);
}

void
cause_rows(struct inquiry *q)
{
	for (uint32_t i = 0; i < q->check->covers; i++)
		try_part(q, i);
	if (q->check->kind != CHECK_TOTAL)
		return;
	try_subtotals(q);
	try_parts_again(q);
	try_ends(q);
	try_groups(q);
	try_missing(q);
}
