/*
 * One sum: what its cells make, how far rounding may take it, and the verdict.
 *
 * Knows intervals and nothing of tables: which cells a figure is the sum of, others say.  A figure
 * stands for half its last digit either way; a sum of them may be off by all the halves together
 * (the bound), but is not likely to be off by more than two standard deviations.
 */
#include "compile/sheet.h"

#define COVERS_KEPT 20000u	/* of one sum, in a table whose sums are not kept */

__extension__ typedef unsigned __int128 square;

/* A figure that is exact, as 100 in `sums_to: 100`, has no last place of its own: it is shown with the digits it has. */
static int
shown_place(decimal value, int place)
{
	if (place != -DECIMAL_PLACES)
		return place;
	while (place < 0 && value % decimal_power(place + 1) == 0)
		place++;
	return place;
}

struct str
sum_plain(const struct sheet *s, uint32_t column, decimal value, int place)
{
	int scale = s->table->columns[column].unit.scale;
	decimal divided = value;

	place = shown_place(value, place);
	if (!decimal_div(value, decimal_power(scale), &divided))
		scale = 0;
	return amount_text(s->unit->arena, divided, (struct amount_unit){UNIT_NUMBER, 0},
			   place - scale);
}

struct str
sum_full(const struct sheet *s, uint32_t column, decimal value, int place)
{
	return amount_text(s->unit->arena, value, s->table->columns[column].unit, shown_place(value, place));
}

/* A figure that is not 0 is rounded; of nothing there is nothing to round. */
static bool
counts(const struct cell *c)
{
	return c->kind == AMOUNT_VALUE && c->amount.value != 0;
}

bool
sum_mixes(const struct cell *total, const struct cell *part)
{
	return total->kind == AMOUNT_VALUE && part->kind == AMOUNT_VALUE
		&& total->amount.unit != UNIT_NUMBER && part->amount.unit != UNIT_NUMBER
		&& total->amount.unit != part->amount.unit;
}

static bool
add_cell(const struct sheet *s, const struct cell *total, const struct cover *cover,
	struct sum_figures *out)
{
	struct cell c = sheet_cell(s, cover->row, cover->column);

	if (c.kind == AMOUNT_BLANK)
		return true;
	if (!cell_has_amount(&c) || sum_mixes(total, &c))
		return false;
	if (counts(&c) && c.amount.place < out->place)
		out->place = c.amount.place;
	if (counts(&c) && !decimal_add(out->bound, amount_half(&c.amount), &out->bound))
		return false;
	return cover->subtracted ? decimal_sub(out->computed, c.amount.value, &out->computed)
		: decimal_add(out->computed, c.amount.value, &out->computed);
}

/*
 * An error of rounding is anywhere in its unit alike: variance unit²/12.  So
 * |difference| <= 2 standard deviations is 3 * difference² <= the sum of unit², in units of the
 * finest digit.
 */
static bool
add_square(int place, int finest, square *sum)
{
	square unit;

	if (place - finest > 18)
		return false;
	unit = (square)(decimal_power(place - finest) / decimal_power(0));
	return !__builtin_add_overflow(*sum, unit * unit, sum);
}

static bool
is_likely(const struct sheet *s, const struct sum *sum, const struct sum_figures *f)
{
	square difference, variance = 0;

	difference = (square)(decimal_abs(f->difference) / decimal_power(f->place));
	if (!add_square(sum->place, f->place, &variance))
		return true;
	for (uint32_t i = 0; i < sum->ncover; i++) {
		struct cell c = sheet_cell(s, sum->covers[i].row, sum->covers[i].column);

		if (counts(&c) && !add_square(c.amount.place, f->place, &variance))
			return true;	/* beside a figure that is so coarse, any difference is small */
	}
	return !__builtin_mul_overflow(difference, difference, &difference)
		&& !__builtin_mul_overflow(difference, 3, &difference) && difference <= variance;
}

decimal
sum_allowed(const struct sheet *s, decimal stated)
{
	decimal share;

	if (s->tolerance != TOLERANCE_SHARE)
		return s->allowed;
	return decimal_div(s->allowed, decimal_power(2), &share)
		&& decimal_mul(decimal_abs(stated), share, &share) ? share : 0;
}

void
sum_figures(const struct sheet *s, const struct sum *sum, struct sum_figures *out)
{
	struct amount stated = { .value = sum->stated, .place = (int8_t)sum->place };
	struct cell total = { .kind = AMOUNT_BLANK };

	if (s->columns[sum->column].has_units)	/* elsewhere all are of one */
		total = sheet_cell(s, sum->row, sum->column);
	*out = (struct sum_figures){ .bound = amount_half(&stated), .place = sum->place };
	for (uint32_t i = 0; i < sum->ncover && !out->odd; i++)
		if (!add_cell(s, &total, &sum->covers[i], out))
			out->odd = &sum->covers[i];
	if (!out->odd && !decimal_sub(sum->stated, out->computed, &out->difference))
		out->odd = &sum->covers[0];
	if (s->tolerance == TOLERANCE_EXACT)
		out->bound = 0;
	if (s->tolerance == TOLERANCE_AMOUNT || s->tolerance == TOLERANCE_SHARE)
		out->bound = sum_allowed(s, sum->stated);
	if (!out->odd && out->difference != 0 && decimal_abs(out->difference) <= out->bound)
		out->is_likely = s->tolerance != TOLERANCE_ROUNDING || is_likely(s, sum, out);
}

enum verdict
sum_verdict(const struct sheet *s, const struct sum_figures *f)
{
	(void)s;
	if (f->odd)
		return VERDICT_UNCHECKED;
	if (f->difference == 0)
		return VERDICT_EXACT;
	return decimal_abs(f->difference) <= f->bound ? VERDICT_ROUNDING : VERDICT_MISMATCH;
}

/* Blank cells add nothing and are no part of the figure.  Those of a sum that nobody looks at again are not kept. */
static void
record_covers(struct sheet *s, const struct sum *sum, struct check *check)
{
	check->first_cover = s->unit->object.ncover;
	if (s->unit->drops_checks && (check->verdict == VERDICT_EXACT || sum->ncover > COVERS_KEPT))
		return;
	s->effort += sum->ncover;
	for (uint32_t i = 0; i < sum->ncover; i++)
		if (sheet_cell(s, sum->covers[i].row, sum->covers[i].column).kind != AMOUNT_BLANK)
			*unit_add_cover(s->unit) = sum->covers[i];
	check->covers = s->unit->object.ncover - check->first_cover;
}

enum verdict
sum_check(struct sheet *s, const struct sum *sum)
{
	struct sum_figures f;
	struct check *check = unit_add_check(s->unit);

	sum_figures(s, sum, &f);
	*check = (struct check){
		.kind = sum->kind,
		.verdict = sum_verdict(s, &f),
		.row = sum->row,
		.column = sum->column,
		.stated = sum->stated,
		.computed = f.computed,
		.difference = f.difference,
		.bound = f.bound,
		.basis = sum->basis,
	};
	enum verdict verdict = check->verdict;

	record_covers(s, sum, check);
	sum_say(s, sum, &f, verdict);
	return verdict;
}

void
sum_note(struct sheet *s, const struct sum *sum)
{
	struct check *check = unit_add_check(s->unit);

	*check = (struct check){ .kind = sum->kind, .verdict = VERDICT_UNCHECKED, .row = sum->row,
		.column = sum->column, .basis = sum->basis };
	record_covers(s, sum, check);
}
