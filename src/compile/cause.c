/*
 * What may have caused that a sum fails: hypotheses that fit the difference, best first.
 *
 * Each is a slip of the hand that gives just this difference, to the digit or, where figures were
 * rounded, to what rounding leaves open.  They are weighed by how many sums of the table hold once
 * the slip is mended; then by how common it is.  None is chosen.
 */
#include "compile/cause.h"

#define PARTS_MOST  20000u	/* of a sum whose parts are looked at one by one */
#define PART_STEPS  40u		/* that the slips of one part take */

#define SHARED_MOST 500u	/* failures that are looked at together */

#define LEAST       30		/* a cause that one sum alone speaks for must be likelier */

#define FOR_FIXED   100		/* each further sum that holds then ... */
#define FOR_BROKEN  60		/* ... or no longer does */
#define FOR_FOLLOW  10

static bool
is_same(const struct cause *a, const struct cause *b)
{
	if (a->row != b->row || a->column != b->column)
		return false;
	bool signs = (a->kind == CAUSE_COUNTED_SIGN && b->kind == CAUSE_SLIP
			&& b->slip.kind == SLIP_SIGN)
		|| (b->kind == CAUSE_COUNTED_SIGN && a->kind == CAUSE_SLIP
			&& a->slip.kind == SLIP_SIGN);
	bool cells = a->kind <= CAUSE_CELL && b->kind <= CAUSE_CELL && a->meant == b->meant;

	return signs || cells;
}

/* In its place; of two that say the same of a cell the better one stays. */
static void
keep(struct inquiry *q, const struct cause *c)
{
	uint32_t at = 0, i;

	while (at < q->ncause && q->causes[at].score >= c->score && !is_same(&q->causes[at], c))
		at++;
	if (at < q->ncause && q->causes[at].score >= c->score)
		return;
	for (i = at; i < q->ncause && !is_same(&q->causes[i], c);)
		i++;
	if (i == q->ncause && q->ncause < CAUSES_KEPT)
		q->ncause++;
	else if (i == q->ncause)
		i--;
	if (at >= CAUSES_KEPT)
		return;
	for (; i > at; i--)
		q->causes[i] = q->causes[i - 1];
	q->causes[at] = *c;
}

void
cause_offer(struct inquiry *q, struct cause c, struct mend *m, int weight)
{
	uint32_t breaks = 0, follows = 0;

	if (m) {
		evidence_weigh(q->e, m);
		c.fixes = m->fixes;
		breaks = m->breaks;
		follows = m->follows;
		for (uint32_t i = 0; i < MEND_FIXED; i++)
			c.fixed[i] = m->fixed[i];
	}
	if (c.fixes == 0 || (c.kind == CAUSE_CELL && (c.fixes < 2 || breaks + follows > 0)))
		return;
	if (m && c.fixes == 1 && weight < LEAST)
		return;
	c.score = weight + FOR_FIXED * (int)c.fixes - FOR_BROKEN * (int)breaks
		- FOR_FOLLOW * (int)follows;
	keep(q, &c);
}

/* Rounding could explain it, but nothing here was rounded: it may well be a slip. */
static void
say_unrounded(struct sheet *s, const struct failure *f)
{
	diag_grade(&s->unit->diag, f->finding, SEVERITY_WARNING);
	f->finding->message = str_print(s->unit->arena, STR_FMT ": rounding could explain it, "
		"but the table's figures do not look rounded", STR_ARG(f->message));
	f->finding->help = NULL;
}

static void
inquire(struct evidence *e, const struct failure *f, struct inquiry *q)
{
	const struct object *o = &e->s->unit->object;

	*q = (struct inquiry){ .e = e, .s = e->s, .f = f, .check = &o->checks[f->check] };
	q->covers = &o->covers[q->check->first_cover];
	q->reach = evidence_reach(e, q->check);
	q->has_many = q->check->covers > PARTS_MOST;
	if (decimal_abs(q->check->difference) <= q->reach)
		return;
	e->effort += (uint64_t)q->check->covers * (q->has_many ? 1 : PART_STEPS)
		+ e->s->nfailure;	/* that may be of the same row */
	if (e->effort > CAUSE_EFFORT)
		return;
	cause_cells(q);
	if (q->check->kind == CHECK_TOTAL || q->check->kind == CHECK_ROW_TOTAL)
		cause_rows(q);
}

/* Failures are in the order of their checks. */
static struct inquiry *
inquiry_of(struct inquiry *all, uint32_t n, uint32_t check)
{
	uint32_t low = 0, high = n;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (all[middle].f->check < check)
			low = middle + 1;
		else
			high = middle;
	}
	return low < n && all[low].f->check == check ? &all[low] : NULL;
}

/* What explains one failure best is a cause of all that it explains, though they don't see its cell. */
static void
share(struct inquiry *all, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		const struct cause best = all[i].causes[0];

		for (uint32_t k = 0; all[i].ncause > 0 && k < best.fixes && k < MEND_FIXED; k++) {
			struct inquiry *other = inquiry_of(all, n, best.fixed[k]);

			if (other && other != &all[i] && best.kind <= CAUSE_CELL)
				keep(other, &best);
		}
	}
}

static void
say(struct inquiry *q)
{
	bool holds = decimal_abs(q->check->difference) <= q->reach;

	if (holds)
		return;
	if (q->check->verdict == VERDICT_ROUNDING)
		say_unrounded(q->s, q->f);
	cause_say(q);
}

/* In a table so large that its sums are not kept, each is all that is known. */
static void
explain_alone(struct sheet *s, const struct failure *noted)
{
	struct failure f = *noted;
	struct inquiry q;

	if (!s->evidence) {
		s->evidence = arena_alloc(s->unit->arena, sizeof(*s->evidence));
		evidence_init(s->evidence, s);
	}
	f.check = s->unit->object.ncheck - 1;
	inquire(s->evidence, &f, &q);
	say(&q);
}

void
cause_note(struct sheet *s, const struct failure *f)
{
	if (s->unit->drops_checks) {
		explain_alone(s, f);
		return;
	}
	if (s->nfailure == s->room_failures) {
		uint32_t room = s->room_failures ? 2 * s->room_failures : 16;
		struct failure *more = arena_array(s->unit->arena, room, sizeof(*more));

		for (uint32_t i = 0; i < s->nfailure; i++)
			more[i] = s->failures[i];
		s->failures = more;
		s->room_failures = room;
	}
	s->failures[s->nfailure] = *f;
	s->failures[s->nfailure++].check = s->unit->object.ncheck - 1;
}

void
cause_explain(struct sheet *s)
{
	struct inquiry *all;
	uint32_t n = s->nfailure < SHARED_MOST ? s->nfailure : SHARED_MOST;

	if (s->nfailure == 0)
		return;
	s->evidence = arena_alloc(s->unit->arena, sizeof(*s->evidence));
	evidence_init(s->evidence, s);
	all = arena_array(s->unit->arena, n, sizeof(*all));
	for (uint32_t i = 0; i < n; i++)
		inquire(s->evidence, &s->failures[i], &all[i]);
	share(all, n);
	for (uint32_t i = 0; i < n; i++)
		say(&all[i]);
	for (uint32_t i = n; i < s->nfailure; i++) {
		inquire(s->evidence, &s->failures[i], &all[0]);
		say(&all[0]);
	}
}

bool
cause_may_fit(decimal stated, int place)
{
	return decimal_abs(stated) >= 100 * decimal_power(place);
}

bool
cause_fits(struct sheet *s, const struct sum *sum, const struct sum_figures *figures)
{
	decimal d = figures->difference;
	struct slip slip;

	if (!cause_may_fit(sum->stated, sum->place))
		return false;
	if (slip_find(sum->stated, figures->computed, 0, sum->place, &slip)
		&& (slip.kind != SLIP_SIGN || slip.meant == figures->computed))
		return true;
	for (uint32_t i = 0; i < sum->ncover; i++) {
		struct cell c = sheet_cell(s, sum->covers[i].row, sum->covers[i].column);
		decimal v = sum->covers[i].subtracted ? -c.amount.value : c.amount.value;

		if (cell_has_amount(&c) && v != 0 && (d == v || d == -v || d == -2 * v))
			return true;
	}
	return false;
}
