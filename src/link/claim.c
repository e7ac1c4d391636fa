/*
 * Claims against cells and formulas.  DESIGN.md, sections 2 (Claims, Tables) and 5.
 */
#include <limits.h>

#include "link/claim.h"

/* What a claim is compared with: a value, how far rounding may have moved it, and the words for it. */
struct truth {
	decimal     value, slack;
	uint8_t     unit;
	int         place;	/* its last written digit is worth 10^place; INT_MAX: of a formula, which has none */
	int         scale;	/* of its column: a bare number may be written in it */
	struct str  shown;	/* as a reader sees it, "£12,922k" */
	struct str  name;	/* "the cell #total of funding.csv" */
	struct place at;	/* of the cell; line 0 when there is none */
};

static bool
close_enough(decimal a, decimal b, decimal slack)
{
	decimal difference;

	return decimal_sub(a, b, &difference) && decimal_abs(difference) <= slack;
}

/* The claim's value in base units, when its text leaves open which: as it stands, or in the column's scale. */
static enum verdict
compare(const struct amount *written, const struct truth *t)
{
	decimal half = amount_half(written);

	if (decimal_round(t->value, written->place) == written->value)
		return VERDICT_EXACT;
	/* A figure as fine as its cell has to be the cell: £1,199k is no £1,200k.  A coarser one may be
	 * the other neighbour of a half (£1.2m for £1.25m); a finer one lies within what the cell leaves open. */
	if (t->slack == 0 || written->place == t->place)
		return VERDICT_MISMATCH;
	decimal reach = written->place > t->place ? half : half + t->slack;

	return close_enough(t->value, written->value, reach) ? VERDICT_ROUNDING : VERDICT_MISMATCH;
}

static bool
scaled(const struct amount *a, int power, struct amount *out)
{
	*out = *a;
	out->place = (int8_t)(a->place + power);
	return power >= 0 ? decimal_mul(a->value, decimal_power(power), &out->value)
			  : decimal_div(a->value, decimal_power(-power), &out->value);
}

static bool
units_agree(const struct amount *written, const struct truth *t)
{
	if (written->unit == t->unit)
		return true;
	return written->unit == UNIT_NUMBER && !written->own_unit;	/* a bare number takes the cell's unit */
}

static bool
claims_sign(struct str text)
{
	return text.len && text.at[0] == '+';
}

static enum verdict
settle(const struct amount *said, struct str text, struct truth *t)
{
	struct amount in_column;
	enum verdict v;

	if (said->unit == UNIT_PERCENT && t->unit == UNIT_NUMBER &&
	    decimal_mul(t->value, decimal_power(2), &t->value)) {
		(void)!decimal_mul(t->slack, decimal_power(2), &t->slack);
		t->unit = UNIT_PERCENT;
	}
	if (!units_agree(said, t))
		return VERDICT_MISMATCH;
	/* "income of £70,000" quotes a cell that shows it as (70,000): prose says the sign in words */
	if (said->value > 0 && t->value < 0 && !claims_sign(text))
		t->value = -t->value;
	v = compare(said, t);
	if (v == VERDICT_MISMATCH && !said->own_unit && !said->own_scale && t->scale &&
	    scaled(said, t->scale, &in_column))
		v = compare(&in_column, t);
	return v;
}

/* A unit slip: right but for a factor that units differ by. */
static int
slip(const struct amount *written, const struct truth *t)
{
	static const int powers[] = { 3, -3, 6, -6, 2, -2, 1, -1 };

	for (size_t i = 0; i < sizeof powers / sizeof powers[0]; i++) {
		struct amount other;

		if (written->value && scaled(written, powers[i], &other) &&
		    compare(&other, t) == VERDICT_EXACT)
			return powers[i];
	}
	return 0;
}

static const char *
factor_name(int power)
{
	switch (power < 0 ? -power : power) {
	case 1:  return "ten";
	case 2:  return "a hundred";
	case 3:  return "a thousand";
	default: return "a million";
	}
}

static void
fill_sum(struct program *p, struct finding *f, const struct link *l, const struct truth *t)
{
	const struct amount *said = program_amount(p, l);
	decimal difference;

	f->sum.stated = decimal_text(p->arena, said->value);
	f->sum.computed = decimal_text(p->arena, t->value);
	if (decimal_sub(said->value, t->value, &difference))
		f->sum.difference = decimal_text(p->arena, difference);
	f->sum.unit = str_of(unit_sign((enum unit)t->unit));
}

static void
report(struct program *p, struct link *l, const struct truth *t)
{
	const struct amount *said = program_amount(p, l);
	int power = units_agree(said, t) ? slip(said, t) : 0;
	struct finding *f;

	if (power)
		f = diag_add(p->diag, DIAG_CLAIM_UNIT, program_place(p, l),
			"this says " STR_FMT "; " STR_FMT " is " STR_FMT ", %s times as %s", STR_ARG(l->text),
			STR_ARG(t->name), STR_ARG(t->shown), factor_name(power), power > 0 ? "much" : "little");
	else
		f = diag_add(p->diag, DIAG_CLAIM_MISMATCH, program_place(p, l),
			"this says " STR_FMT "; " STR_FMT " is " STR_FMT, STR_ARG(l->text), STR_ARG(t->name),
			STR_ARG(t->shown));
	diag_label(p->diag, f, "should be " STR_FMT, STR_ARG(t->shown));
	fill_sum(p, f, l, t);
	if (power)
		diag_help(p->diag, f, "the unit may be wrong: write " STR_FMT, STR_ARG(t->shown));
	else
		diag_help(p->diag, f, "mend the figure, or the table, or link it to the cell that it comes from");
	if (t->at.line)
		diag_related(p->diag, f, t->at, "the cell is here");
}

static void
verdict(struct program *p, struct link *l, struct truth *t)
{
	l->verdict = settle(program_amount(p, l), l->text, t);
	if (l->verdict == VERDICT_MISMATCH) {
		report(p, l, t);
	} else if (l->verdict == VERDICT_ROUNDING) {
		struct finding *f = diag_add(p->diag, DIAG_CLAIM_ROUNDING, program_place(p, l),
			"this says " STR_FMT "; " STR_FMT " is " STR_FMT ", and only rounding explains the difference",
			STR_ARG(l->text), STR_ARG(t->name), STR_ARG(t->shown));

		fill_sum(p, f, l, t);
	}
}

static struct str
name_of(struct program *p, const struct link *l)
{
	return str_print(p->arena, "#" STR_FMT " of " STR_FMT, STR_ARG(l->fragment), STR_ARG(link_path(p, l)));
}

static void
unchecked(struct program *p, struct link *l, struct str why)
{
	l->verdict = VERDICT_UNCHECKED;
	if (l->written) {
		l->text = str_copy(p->arena, why);
		return;
	}
	struct finding *f = diag_add(p->diag, DIAG_CLAIM_MISMATCH, program_place(p, l),
		"this says " STR_FMT "; #" STR_FMT " of " STR_FMT " holds no amount but “" STR_FMT "”",
		STR_ARG(l->text), STR_ARG(l->fragment), STR_ARG(link_path(p, l)), STR_ARG(why));

	diag_help(p->diag, f, "link the figure to the cell that it comes from");
}

void
claim_check(struct program *p, struct link *l, const struct table *t, uint32_t row, uint32_t column)
{
	const struct table_cell *c = &t->cells[row * t->ncolumn + column];
	const struct table_column *head = &t->columns[column];
	struct truth truth = { .scale = head->unit.scale, .unit = c->amount.unit };

	if (c->kind != AMOUNT_VALUE && c->kind != AMOUNT_DASH && c->kind != AMOUNT_NIL) {
		unchecked(p, l, c->text);
		return;
	}
	struct amount_unit as = { (enum unit)c->amount.unit, head->unit.scale };

	truth.value = c->amount.value;
	truth.place = c->amount.place;
	truth.slack = amount_half(&c->amount);
	truth.shown = amount_text(p->arena, c->amount.value, as, c->amount.place);
	if (l->written) {
		l->text = truth.shown;
		l->verdict = VERDICT_EXACT;
		return;
	}
	truth.name = name_of(p, l);
	truth.at = (struct place){ p->pages[l->target].path, t->rows[row].line, c->column, c->width };
	verdict(p, l, &truth);
}

/* The precision that a formula's value is written with, when reeve writes it. */
static int
place_of(const struct quantity *q)
{
	return q->unit == UNIT_NUMBER && q->value % decimal_power(0) != 0 ? -2 : 0;
}

void
claim_check_quantity(struct program *p, struct link *l, const struct quantity *q, struct str formula)
{
	struct truth truth = { .value = q->value, .slack = q->slack, .unit = q->unit,
		.place = INT_MAX };
	struct amount_unit as = { (enum unit)q->unit, 0 };

	truth.shown = amount_text(p->arena, q->value, as, place_of(q));
	truth.name = formula;
	if (l->written) {
		l->text = truth.shown;
		l->verdict = VERDICT_EXACT;
		return;
	}
	const struct amount *said = program_amount(p, l);

	if (said->unit == UNIT_PERCENT && q->unit == UNIT_NUMBER) {
		decimal hundred;

		if (decimal_mul(q->value, decimal_power(2), &hundred))
			truth.shown = amount_text(p->arena, hundred, (struct amount_unit){ UNIT_PERCENT, 0 },
				said->place < -1 ? said->place : -1);
	}
	verdict(p, l, &truth);
}
