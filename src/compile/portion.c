/*
 * Sums and how many there are of them: `fifteen grants of £4,000 each, £60,000 in total`, `£48,500 a year for
 * three years`, `split equally between six wards`, `two thirds of the £1.80m, or £1.20m`.
 */
#include "compile/arithmetic.h"
#include "compile/counts.h"

static const char *const totals[] = {
	" total of ", " in total", " in all", " altogether", " making ", " overall", " totalling ",
};

/* What a sum is multiplied by: the count that goes with `each` or `a year for N years`; 0 for none. */
static unsigned
times_of(struct str before, struct str between)
{
	static const char *const years[] = { " a year for ", " per year for ", " p.a. for ", " per annum for ",
		" a year over ", " a month for ", " a week for " };
	static const char *const every[] = { " for each of the ", " to each of the ", " for each of our ",
		" for each of ", " to each of ", " each for the ", " each for ", " each to the ", " each to " };
	struct count counts[COUNTS_MOST];
	unsigned value;

	for (size_t k = 0; k < sizeof(years) / sizeof(years[0]); k++)
		if (counts_stands(between, 0, years[k]) && counts_at(between, str_of(years[k]).len, &value)
			> str_of(years[k]).len)
			return value;
	for (size_t k = 0; k < sizeof(every) / sizeof(every[0]); k++)
		if (counts_stands(between, 0, every[k]) && counts_at(between, str_of(every[k]).len, &value)
			> str_of(every[k]).len)
			return value;
	if (counts_stands(before, 0, "each of the ") && counts_find(before, counts) == 1
		&& counts[0].start == str_of("each of the ").len)
		return counts[0].value;
	if (!counts_stands(between, 0, " each") || counts_find(before, counts) != 1)
		return 0;
	return counts[0].value;
}

static void
check_each(struct body *b, const struct prose *p, size_t i)
{
	static const char *const doubts[] = { ";", " up to ", " about ", " between ", " plus ", " and £" };
	const struct prose_figure *f = &p->figures[i];
	struct str text = prose_text(p), between = arithmetic_gap(p, i + 1), sentence, before;
	struct str behind = str_slice(text, f[1].end, f[1].end + 12);
	unsigned times;

	/* the first two figures of a sentence */
	if (f[0].sentence != f[1].sentence || (i > 0 && f[-1].sentence == f[0].sentence)
		|| !prose_is_money(f) || !prose_is_money(f + 1) || (!HAS_ANY(between, totals)
			&& !counts_stands_any(behind, 0, totals, sizeof(totals) / sizeof(totals[0]))))
		return;
	sentence = arithmetic_sentence(p, i, i + 1);
	size_t start = (size_t)(sentence.at - text.at);

	before = str_slice(text, start, f[0].start);
	if (HAS_ANY(str_head(sentence, f[1].end - start), doubts) || arithmetic_has(before, STR(" or ")))
		return;
	times = times_of(before, between);
	if (times < 2)
		return;
	struct quantity factor = { .value = (decimal)times * decimal_power(0), .unit = UNIT_NUMBER };
	struct statement st = { .says = f + 1, .made = quantity_of(&f[0].amount),
		.said = quantity_of(&f[1].amount) };

	if (quantity_multiply(&st.made, factor) != FORMULA_DONE || st.made.unit != st.said.unit)
		return;
	st.how = str_print(b->unit->arena, "%u times " STR_FMT " is", times, STR_ARG(prose_shown(p, f)));
	arithmetic_say(b, p, &st);
}

/* `£90,000 will be split equally between six wards, giving each £15,000`. */
static void
check_split(struct body *b, const struct prose *p, size_t i)
{
	static const char *const splits[] = { " equally between ", " equally among ", " equally amongst " };
	const struct prose_figure *f = &p->figures[i];
	struct str between = arithmetic_gap(p, i + 1);
	struct count counts[COUNTS_MOST];

	if (f[0].sentence != f[1].sentence || !prose_is_money(f) || !prose_is_money(f + 1)
		|| between.len > GAP_MOST || !HAS_ANY(between, splits)
		|| !arithmetic_has(between, STR(" each ")) || counts_find(between, counts) != 1
		|| counts[0].value < 2)
		return;
	struct quantity parts = { .value = (decimal)counts[0].value * decimal_power(0), .unit = UNIT_NUMBER };
	struct statement st = { .says = f + 1, .made = quantity_of(&f[0].amount),
		.said = quantity_of(&f[1].amount) };

	if (quantity_divide(&st.made, parts) != FORMULA_DONE || st.made.unit != st.said.unit)
		return;
	st.how = str_print(b->unit->arena, STR_FMT " among %u is", STR_ARG(prose_shown(p, f)), counts[0].value);
	arithmetic_say(b, p, &st);
}

const struct prose_figure *
portion_figure(const struct prose *p, size_t start)
{
	size_t low = 0, high = p->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (p->figures[middle].start < start)
			low = middle + 1;
		else
			high = middle;
	}
	return low < p->count && p->figures[low].start == start ? &p->figures[low] : NULL;
}

/* `Two thirds of the £1.80m, or £1.20m`: a share in words of a sum, and what it is. */
void
portion_of_sum(struct body *b, const struct prose *p, struct str share, size_t at, unsigned over,
	unsigned under)
{
	static const char *const joins[] = { ", or ", ", which is ", ", that is ", " (", ", " };
	struct str text = prose_text(p), gap;
	const struct prose_figure *f = portion_figure(p, at);
	bool joined = false;

	if (!f || f + 1 == p->figures + p->count || !prose_is_money(f) || !prose_is_money(f + 1)
		|| f[0].amount.unit != f[1].amount.unit)
		return;
	gap = str_slice(text, f[0].end, f[1].start);
	gap = str_from(gap, counts_skip_noun(gap, 0));
	for (size_t k = 0; k < sizeof(joins) / sizeof(joins[0]); k++)
		joined |= str_is(gap, joins[k]);
	char next = f[1].end < text.len ? text.at[f[1].end] : '.';

	if (!joined || (next != ',' && next != '.' && next != ')'))
		return;
	struct quantity times = { .value = (decimal)over * decimal_power(0), .unit = UNIT_NUMBER };
	struct quantity parts = { .value = (decimal)under * decimal_power(0), .unit = UNIT_NUMBER };
	struct statement st = { .says = f + 1, .made = quantity_of(&f[0].amount),
		.said = quantity_of(&f[1].amount) };

	if (quantity_multiply(&st.made, times) != FORMULA_DONE
		|| quantity_divide(&st.made, parts) != FORMULA_DONE)
		return;
	st.how = str_print(b->unit->arena, STR_FMT " of " STR_FMT " is", STR_ARG(share),
		STR_ARG(prose_shown(p, f)));
	arithmetic_say(b, p, &st);
}

void
portion_check(struct body *b, const struct prose *p)
{
	for (size_t i = 0; i + 1 < p->count; i++) {
		check_each(b, p, i);
		check_split(b, p, i);
	}
}
