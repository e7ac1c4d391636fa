/*
 * How a relation between columns serves the rows.
 *
 * Knows arithmetic on one row, and counts.  What is tried, and in what order, is relation.c's; a row
 * tells nothing for a relation where all is nought, or where rounding leaves anything possible.
 */
#include "compile/relation.h"
#include "object/quantity.h"

#define SAMPLE 200u		/* rows that decide what a column is made of */
#define LOST   6u		/* rows that fail before any number of others is thought of */

static struct quantity
quantity_of_cell(const struct cell *c)
{
	struct quantity q = { .unit = c->amount.unit };

	return c->kind == AMOUNT_VALUE ? quantity_of(&c->amount) : q;
}

static bool
add_cover(const struct relation *r, struct relation_row *out, uint32_t row, const struct relation_term *t)
{
	struct cell c = sheet_cell(r->s, row, t->column);

	if (c.kind == AMOUNT_BLANK)
		return true;
	out->covers[out->ncover++] = (struct cover){ row, t->column, t->minus };
	return cell_has_amount(&c);
}

/* The figures that the row has; false when one of them is no amount, or all are missing. */
static bool
gather(const struct relation *r, uint32_t row, struct relation_row *out)
{
	const struct relation_term before = { r->column, false };
	bool all = true;

	out->ncover = 0;
	if (r->form == FORM_RUNNING && r->above != OBJECT_NONE)
		all = add_cover(r, out, r->above, &before) && out->ncover == 1;
	for (uint32_t i = 0; i < r->nterm; i++)
		all = add_cover(r, out, row, &r->terms[i]) && all;
	if (r->form == FORM_SHARE && r->above != OBJECT_NONE)
		all = r->above != row && add_cover(r, out, r->above, &r->terms[0]) && all;
	if (r->form == FORM_RATIO || r->form == FORM_CHANGE || r->form == FORM_SHARE)
		return all && out->ncover == 2;
	return all && out->ncover > 0;
}

static bool
is_sum(const struct relation *r)
{
	return r->form == FORM_LINEAR || r->form == FORM_RUNNING;
}

static void
sum_up(const struct relation *r, uint32_t row, struct relation_row *out, bool *odd)
{
	struct amount stated = sheet_cell(r->s, row, r->column).amount;
	struct sum sum = { .row = row, .column = r->column, .stated = stated.value,
		.place = stated.place, .covers = out->covers, .ncover = out->ncover };
	struct sum_figures f;

	sum_figures(r->s, &sum, &f);
	*odd = f.odd != NULL;
	out->check.computed = f.computed;
	out->check.difference = f.difference;
	out->check.bound = f.bound;
	out->check.verdict = sum_verdict(r->s, &f);
}

static enum formula_state
mean(const struct relation *r, struct quantity parts[], uint32_t n)
{
	const struct quantity count = { .value = n * decimal_power(0), .is_typed = true };
	enum formula_state state = FORMULA_DONE;

	(void)r;
	for (uint32_t i = 1; i < n && state == FORMULA_DONE; i++)
		state = quantity_add(&parts[0], parts[i]);
	return state == FORMULA_DONE ? quantity_divide(&parts[0], count) : state;
}

/* What is to be compared with the cell, in parts[0]. */
static enum formula_state
work_out(const struct relation *r, const struct relation_row *out, struct quantity parts[])
{
	enum formula_state state = FORMULA_DONE;

	for (uint32_t i = 0; i < out->ncover; i++) {
		struct cell c = sheet_cell(r->s, out->covers[i].row, out->covers[i].column);

		parts[i] = quantity_of_cell(&c);
	}
	if (r->form == FORM_MEAN)
		return mean(r, parts, out->ncover);
	if (r->form == FORM_CHANGE)
		state = quantity_subtract(&parts[0], parts[1]);
	return state == FORMULA_DONE ? quantity_divide(&parts[0], parts[1]) : state;
}

/* A column that says percent and has plain numbers means percentages: 25, not 0.25. */
static struct quantity
stated_in(const struct relation *r, uint32_t row)
{
	struct cell c = sheet_cell(r->s, row, r->column);
	struct quantity q = quantity_of_cell(&c);

	if (c.kind != AMOUNT_VALUE) {	/* `nil` of a quotient: nothing, to the digits of its column */
		struct amount nought = { .place = (int8_t)r->s->columns[r->column].coarsest };

		q.slack = amount_half(&nought);
	}
	if (q.unit == UNIT_NUMBER && (r->words[r->column] & WORDS_PERCENT) && r->form != FORM_MEAN)
		q.unit = UNIT_PERCENT;
	return q;
}

static bool
calculate(const struct relation *r, uint32_t row, struct relation_row *out)
{
	struct quantity parts[RELATION_TERMS + 1], stated = stated_in(r, row);
	decimal tolerance = r->s->tolerance == TOLERANCE_EXACT ? 0 : -1;

	if (work_out(r, out, parts) != FORMULA_DONE
		|| quantity_align(&stated, &parts[0]) != FORMULA_DONE
		|| !decimal_sub(stated.value, parts[0].value, &out->check.difference))
		return false;
	out->check.stated = stated.value;
	out->check.computed = parts[0].value;
	/* a quotient has no last digit: it is compared as exactly as the cell is written */
	out->check.bound = quantity_reach(&stated, &parts[0], tolerance);
	if (tolerance == 0 && r->form != FORM_LINEAR)
		out->check.bound = stated.slack + 1;
	if (out->check.difference == 0)
		out->check.verdict = VERDICT_EXACT;
	else
		out->check.verdict = decimal_abs(out->check.difference) <= out->check.bound
			? VERDICT_ROUNDING : VERDICT_MISMATCH;
	return true;
}

void
relation_parts(const struct relation *r, uint32_t row, struct relation_row *out)
{
	gather(r, row, out);
}

bool
relation_figures(const struct relation *r, uint32_t row, struct relation_row *out)
{
	struct cell stated = sheet_cell(r->s, row, r->column);
	bool odd = false;

	if (!cell_has_amount(&stated) || sheet_kind(r->s, row) == ROW_HEADING
		|| !gather(r, row, out))
		return false;
	out->check = (struct check){ .kind = CHECK_FORMULA, .row = row, .column = r->column,
		.stated = stated.amount.value };
	out->place = stated.amount.place;
	if (!is_sum(r))
		return calculate(r, row, out);
	sum_up(r, row, out, &odd);
	return !odd;
}

/* Where one of two figures is nought, or rounding may explain as much as is stated, it is little that holds. */
static bool
tells(const struct relation *r, const struct relation_row *row)
{
	const struct check *k = &row->check;
	uint32_t figures = 0;

	for (uint32_t i = 0; i < row->ncover; i++)
		figures += sheet_cell(r->s, row->covers[i].row, row->covers[i].column).amount.value != 0;
	if (k->stated == 0 || figures < 2)
		return false;
	return (is_sum(r) && k->difference == 0) || decimal_abs(k->stated) > 4 * k->bound
		|| (!is_sum(r) && k->bound <= decimal_power(0));
}

static bool
holds_flipped(const struct relation *r, const struct check *k)
{
	decimal turned;

	return (r->form == FORM_CHANGE || r->form == FORM_RATIO || (r->form == FORM_LINEAR && r->nterm == 2))
		&& k->stated != 0 && decimal_add(k->stated, k->computed, &turned)
		&& decimal_abs(turned) <= k->bound;
}

enum outcome
relation_judge(const struct relation *r, uint32_t row)
{
	struct relation_row out;

	if (!relation_figures(r, row, &out))
		return OUTCOME_NONE;
	if (out.check.verdict == VERDICT_MISMATCH)
		return holds_flipped(r, &out.check) ? OUTCOME_FLIPPED : OUTCOME_FAILS;
	return tells(r, &out) ? OUTCOME_HOLDS : OUTCOME_ZERO;
}

void
relation_try(struct relation *r)
{
	const struct table *t = r->s->table;
	uint32_t seen = 0, whole = r->above;

	r->holds = r->zeros = r->fails = r->flipped = 0;
	if (r->form == FORM_RUNNING)
		r->above = OBJECT_NONE;
	for (uint32_t row = 0; row < t->nrow && seen < SAMPLE; row++) {
		enum outcome o = relation_judge(r, row);

		seen += o != OUTCOME_NONE;
		r->holds += o == OUTCOME_HOLDS;
		r->zeros += o == OUTCOME_ZERO;
		r->fails += o == OUTCOME_FAILS;
		r->flipped += o == OUTCOME_FLIPPED;
		if (r->form == FORM_RUNNING && sheet_kind(r->s, row) == ROW_LINE)
			r->above = row;
		if (r->fails >= LOST && r->fails > r->holds + r->flipped)
			break;
	}
	if (r->form != FORM_RUNNING)
		r->above = whole;
}

/* Never because of one row; and the less its headers say for it, the more rows must. */
bool
relation_serves(const struct relation *r)
{
	uint32_t all = r->holds + r->flipped;

	if (all < 2 || r->flipped > r->holds)
		return false;
	if (r->fails == 0)
		return all >= (r->named == 2 ? 2 : 3);
	if (r->named == 0)
		return false;
	if (is_sum(r))
		return r->named == 2 ? all > r->fails : all >= 3 && all >= 4 * r->fails;
	return r->named == 2 ? all >= 2 * r->fails : all >= 3 && all > 3 * r->fails;
}

static bool
is_withheld(const struct relation *r, uint32_t row, uint32_t column)
{
	return sheet_cell(r->s, row, column).kind == AMOUNT_WITHHELD;
}

bool
relation_withholds(const struct relation *r, uint32_t row)
{
	bool found = is_withheld(r, row, r->column)
		|| (r->form == FORM_SHARE && r->above != OBJECT_NONE && is_withheld(r, r->above, r->terms[0].column));

	for (uint32_t i = 0; i < r->nterm; i++)
		found = found || is_withheld(r, row, r->terms[i].column);
	return found;
}

/* Readers believe a header, and need one row where it says little. */
bool
relation_likely(const struct relation *r)
{
	bool said = r->fails == 0 && r->flipped == 0 && (r->named == 2 || (r->named == 1 && r->holds > 0));

	if (!said || r->form == FORM_MEAN || r->form == FORM_RUNNING)
		return false;
	for (uint32_t row = 0; row < r->s->table->nrow; row++)
		if (relation_withholds(r, row))
			return true;
	return false;
}

bool
relation_better(const struct relation *a, const struct relation *b)
{
	uint32_t a_off = a->fails + a->flipped, b_off = b->fails + b->flipped;

	if (a_off != b_off)
		return a_off < b_off;
	if (a->named != b->named)
		return a->named > b->named;
	return a->holds > b->holds;
}
