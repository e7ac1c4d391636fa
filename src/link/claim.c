/*
 * Claims against cells and formulas: what is compared with what, and what is said of it.
 *
 * Whether they agree is agree.c's, what may have gone wrong slip.c's.  DESIGN.md, sections 2 (Claims,
 * Tables) and 5.
 */
#include <limits.h>

#include "link/claim.h"

struct claimed
claim_of(const struct program *p, const struct link *l)
{
	const struct amount *said = program_amount(p, l);

	return (struct claimed){ .amount = *said, .kind = (enum claim_kind)l->said,
		.upper = l->said == CLAIM_RANGE ? said[1] : *said,
		.signs = l->text.len > 0 && l->text.at[0] == '+' };
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
fill_sum(struct program *p, struct finding *f, const struct claimed *said, const struct truth *t)
{
	decimal difference;

	f->sum.stated = decimal_text(p->arena, said->amount.value);
	f->sum.computed = decimal_text(p->arena, t->value);
	if (decimal_sub(said->amount.value, t->value, &difference))
		f->sum.difference = decimal_text(p->arena, difference);
	f->sum.unit = str_of(unit_sign((enum unit)t->unit));
}

static struct finding *
say_slip(struct program *p, const struct link *l, const struct truth *t, int power)
{
	struct finding *f = diag_add(p->diag, DIAG_CLAIM_UNIT, program_place(p, l),
		"this says " STR_FMT "; " STR_FMT " is " STR_FMT ", %s times as %s", STR_ARG(l->text),
		STR_ARG(t->name), STR_ARG(t->shown), factor_name(power), power > 0 ? "much" : "little");

	diag_label(p->diag, f, "should be " STR_FMT, STR_ARG(t->shown));
	diag_help(p->diag, f, "the unit may be wrong: write " STR_FMT, STR_ARG(t->shown));
	return f;
}

/* What the words before a figure ask of the cell: whoever wrote them may have meant less. */
static const char *
meaning_of(enum claim_kind kind)
{
	static const char *const meanings[CLAIM_KINDS] = {
		[CLAIM_ABOUT] = "about lets the noughts at the figure's end be round, by at most a twentieth of it",
		[CLAIM_NEARLY] = "nearly is said of what is a little less than the figure",
		[CLAIM_JUST_OVER] = "just over is said of what is a little more than the figure",
		[CLAIM_AT_MOST] = "this is said of what is at most the figure",
		[CLAIM_AT_LEAST] = "this is said of what is at least the figure",
		[CLAIM_LESS] = "this is said of what is less than the figure",
		[CLAIM_MORE] = "this is said of what is more than the figure",
		[CLAIM_RANGE] = "this is said of what lies between the two figures",
	};

	return meanings[kind];
}

static struct finding *
say_mismatch(struct program *p, const struct link *l, const struct claimed *said, const struct truth *t,
	const struct slip_cell *cell)
{
	bool is_share = said->amount.unit == UNIT_PERCENT && t->unit != UNIT_PERCENT;
	struct finding *f = diag_add(p->diag, DIAG_CLAIM_MISMATCH, program_place(p, l),
		"this says " STR_FMT "; " STR_FMT " is " STR_FMT, STR_ARG(l->text), STR_ARG(t->name),
		STR_ARG(t->shown));

	diag_label(p->diag, f, "should be " STR_FMT, STR_ARG(t->shown));
	if (is_share)
		diag_help(p->diag, f, "a share is checked against a formula: [" STR_FMT "](<= part / whole>)",
			STR_ARG(l->text));
	else if (agree_units(said, t) && slip_help(p, f, said, t, cell))
		return f;
	else if (agree_units(said, t) && meaning_of(said->kind))
		diag_help(p->diag, f, "%s", meaning_of(said->kind));
	else
		diag_help(p->diag, f, "mend the figure, or the table, or link it to the cell that it comes from");
	return f;
}

static void
report(struct program *p, struct link *l, const struct claimed *said, const struct truth *t,
	const struct slip_cell *cell, int power)
{
	struct finding *f = power ? say_slip(p, l, t, power) : say_mismatch(p, l, said, t, cell);

	fill_sum(p, f, said, t);
	if (t->at.line)
		diag_related(p->diag, f, t->at, "the cell is here");
}

/* A bound that holds and says next to nothing: there the wrong cell was linked, or the wrong figure written. */
static void
say_loose(struct program *p, struct link *l, const struct claimed *said, const struct truth *t)
{
	bool above = said->kind == CLAIM_AT_LEAST || said->kind == CLAIM_MORE;
	struct finding *f = diag_add(p->diag, DIAG_CLAIM_LOOSE, program_place(p, l),
		"this says " STR_FMT "; " STR_FMT " is " STR_FMT ", %s", STR_ARG(l->text),
		STR_ARG(t->name), STR_ARG(t->shown),
		above ? "more than twice as much" : "less than half of it");

	fill_sum(p, f, said, t);
	diag_help(p->diag, f, "it is true; but if the figure is meant to tell how large it is, write "
		STR_FMT, STR_ARG(t->shown));
	if (t->at.line)
		diag_related(p->diag, f, t->at, "the cell is here");
}

static void
verdict(struct program *p, struct link *l, struct truth *t, const struct slip_cell *cell)
{
	struct claimed written = claim_of(p, l), said;

	l->verdict = agree_judge(&written, t, &said);
	bool is_loose = l->verdict != VERDICT_MISMATCH && agree_is_loose(&said, t);
	int power = (l->verdict == VERDICT_MISMATCH && agree_units(&written, t)) || is_loose
		? agree_slip(&said, t) : 0;

	if (power)
		l->verdict = VERDICT_MISMATCH;	/* "over £12" is true of £12,922k, and not meant */
	if (l->verdict == VERDICT_MISMATCH) {
		report(p, l, &said, t, cell, power);
	} else if (is_loose) {
		say_loose(p, l, &said, t);
	} else if (l->verdict == VERDICT_ROUNDING) {
		struct finding *f = diag_add(p->diag, DIAG_CLAIM_ROUNDING, program_place(p, l),
			"this says " STR_FMT "; " STR_FMT " is " STR_FMT ", and only rounding explains the difference",
			STR_ARG(l->text), STR_ARG(t->name), STR_ARG(t->shown));

		fill_sum(p, f, &said, t);
	}
}

static struct str
name_of(struct program *p, const struct link *l)
{
	return str_print(p->arena, "#" STR_FMT " of " STR_FMT, STR_ARG(l->fragment), STR_ARG(link_path(p, l)));
}

/* What a cell holds that is no amount, in a sentence. */
static struct str
held(struct program *p, const struct table_cell *c)
{
	static const char *const why[] = {
		[AMOUNT_ABSENT] = ", which is not available", [AMOUNT_AWAITED] = ", which is still to come",
		[AMOUNT_WITHHELD] = ", which is withheld", [AMOUNT_OVERFLOW] = ", which is too large to be checked",
	};

	if (c->kind == AMOUNT_BLANK)
		return STR("is blank");
	return str_print(p->arena, "holds no amount but “" STR_FMT "”%s", STR_ARG(c->text),
		c->kind < sizeof(why) / sizeof(why[0]) && why[c->kind] ? why[c->kind] : "");
}

/* A cell without an amount: its own words may be quoted, and no figure. */
static void
check_text(struct program *p, struct link *l, const struct table_cell *c, struct str name, struct place at)
{
	l->verdict = VERDICT_UNCHECKED;
	if (l->written) {
		l->text = str_copy(p->arena, c->text);
		return;
	}
	if (str_equal_nocase(str_trim(l->text), c->text)) {
		l->verdict = VERDICT_EXACT;
		return;
	}
	struct finding *f = diag_add(p->diag, DIAG_CLAIM_MISMATCH, program_place(p, l),
		"this says " STR_FMT "; " STR_FMT " " STR_FMT, STR_ARG(l->text), STR_ARG(name),
		STR_ARG(held(p, c)));

	diag_help(p->diag, f, c->kind == AMOUNT_TEXT || c->kind == AMOUNT_BLANK
		? "link the figure to the cell that it comes from"
		: "put the amount in the table when it is known, and until then no figure here");
	diag_related(p->diag, f, at, "the cell is here");
}

void
claim_check(struct program *p, struct link *l, const struct slip_cell *cell)
{
	const struct table *t = cell->table;
	const struct table_cell *c = &t->cells[cell->row * t->ncolumn + cell->column];
	const struct table_column *head = &t->columns[cell->column];
	struct truth truth = { .scale = head->unit.scale, .unit = c->amount.unit };

	truth.name = name_of(p, l);
	truth.at = (struct place){ p->pages[l->target].path, table_line(t, cell->row, cell->column), c->column, c->width };
	if (!amount_is_known(c->kind)) {
		check_text(p, l, c, truth.name, truth.at);
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
	verdict(p, l, &truth, cell);
}

/* The precision that a formula's value is written with, when reeve writes it. */
static int
place_of(const struct quantity *q)
{
	return q->value % decimal_power(0) != 0 && (q->unit == UNIT_NUMBER
		|| decimal_abs(q->value) < decimal_power(3)) ? -2 : 0;
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
	verdict(p, l, &truth, NULL);
}
