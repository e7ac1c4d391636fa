/*
 * Single figures that may be wrong: the total itself, or one of its parts.
 *
 * A cell is a cause where a slip of the hand leads from what it should be to what it is, where it
 * repeats the figure beside it, or where several sums agree that it is wrong.
 */
#include "compile/cause.h"

#define OF_PART     10	/* a part is less likely than the total: there are many */
#define SHORT       30	/* one of two digits is easily another, and says little */
#define LIKE_BESIDE 18	/* what the year before was like makes it more likely, or less */
#define REPEATED    92
#define PART_REPEATED 60
#define EACH_REPEATED 6		/* less for each other part that repeats: some are the same by right */
#define CLOSE       16	/* at most, for a figure not far from the one that it repeats */
#define UNEXPLAINED 20
#define CLEAR       4	/* times nearer */
#define NOTABLE     100	/* steps: of smaller figures many are the same */

/* Mended, is it more like the figure beside it than it is as written? */
static int
likeness(struct inquiry *q, uint32_t row, uint32_t column, decimal written, decimal meant)
{
	uint32_t beside = evidence_neighbour(q->e, column);

	if (beside == OBJECT_NONE)
		return 0;
	struct cell cell = sheet_cell(q->s, row, beside);

	if (cell.kind != AMOUNT_VALUE)
		return 0;
	decimal now = decimal_abs(written - cell.amount.value);
	decimal then = decimal_abs(meant - cell.amount.value);

	return then <= now / CLEAR ? LIKE_BESIDE : now <= then / CLEAR ? -LIKE_BESIDE : 0;
}

static void
offer_cell(struct inquiry *q, struct cause c, int weight)
{
	struct mend m = { .ncell = 0 };

	mend_add(&m, c.row, c.column, c.meant - c.amount);
	cause_offer(q, c, &m, weight);
}

static bool
is_notable(const struct cell *c)
{
	return c->kind == AMOUNT_VALUE
		&& decimal_abs(c->amount.value) >= NOTABLE * decimal_power(c->amount.place);
}

/* The column beside it, or any other where it is the total, whose figure in this row is the same. */
static uint32_t
same_beside(const struct inquiry *q, uint32_t row, uint32_t column, bool any)
{
	const struct table *t = q->s->table;
	struct cell cell = sheet_cell(q->s, row, column);
	uint32_t found = OBJECT_NONE;

	for (uint32_t i = 0; is_notable(&cell) && i < t->ncolumn; i++) {
		bool beside = i + 1 == column || i == column + 1;
		struct cell other = sheet_cell(q->s, row, i);

		if (i == column || !(beside || any) || !q->s->columns[i].adds
			|| t->columns[i].unit.unit != t->columns[column].unit.unit
			|| other.kind != AMOUNT_VALUE || other.amount.value != cell.amount.value)
			continue;
		if (beside)
			return i;
		found = i;
	}
	return found;
}

/* 0 .. CLOSE; below 0 for a figure that is too far away to be another year's. */
static int
closeness(decimal amount, decimal meant)
{
	decimal size = decimal_abs(amount), apart = decimal_abs(meant - amount);

	if (apart > size / 2)
		return -1;
	return apart <= size / 10 ? CLOSE : (int)((size / 2 - apart) * CLOSE / (size / 2));
}

static void
try_cell(struct inquiry *q, struct cause c, int place, bool is_total)
{
	struct slip slip;
	int less = is_total ? 0 : OF_PART, close = closeness(c.amount, c.meant);
	uint32_t beside = same_beside(q, c.row, c.column, is_total);

	if (beside != OBJECT_NONE && (is_total || close >= 0)) {
		c.kind = CAUSE_REPEATS;
		c.last = beside;
		offer_cell(q, c, is_total ? REPEATED
			: PART_REPEATED + close - EACH_REPEATED * q->repeated);
	}
	if (slip_find(c.amount, c.meant, q->reach, place, &slip)) {
		struct cause slipped = c;

		if (slip.kind == SLIP_DIGIT && decimal_abs(c.amount) < NOTABLE * decimal_power(place))
			less += SHORT;
		slipped.kind = CAUSE_SLIP;
		slipped.slip = slip;
		slipped.meant = slip.meant;
		offer_cell(q, slipped, slip.weight - less
			+ likeness(q, c.row, c.column, c.amount, slip.meant));
	}
	c.kind = CAUSE_CELL;
	offer_cell(q, c, UNEXPLAINED + likeness(q, c.row, c.column, c.amount, c.meant));
}

static void
try_part(struct inquiry *q, const struct cover *cover)
{
	struct cell cell = sheet_cell(q->s, cover->row, cover->column);
	decimal off = q->check->difference;
	struct cause c = { .row = cover->row, .column = cover->column, .amount = cell.amount.value };

	if (cell.kind == AMOUNT_VALUE
		&& decimal_add(c.amount, cover->subtracted ? -off : off, &c.meant))
		try_cell(q, c, cell.amount.place, false);
}

static void
count_repeated(struct inquiry *q)
{
	for (uint32_t i = 0; i < q->check->covers && q->repeated < 10; i++)
		q->repeated += same_beside(q, q->covers[i].row, q->covers[i].column, false) != OBJECT_NONE;
}

void
cause_cells(struct inquiry *q)
{
	struct cause total = { .row = q->check->row, .column = q->check->column,
		.amount = q->check->stated, .meant = q->check->computed };

	count_repeated(q);
	if (q->check->kind != CHECK_SHARE)
		try_cell(q, total, q->f->place, true);
	for (uint32_t i = 0; i < q->check->covers && !q->has_many; i++)
		try_part(q, &q->covers[i]);
}
