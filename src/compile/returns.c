/*
 * A return of so much to one on an amount, and two shares with their amounts.
 *
 * Of two shares of one whole only a thousand or a million between them is certain to be a slip.
 */
#include "compile/arithmetic.h"

/* The N of `N:1` in a sentence, when there is just one; else 0. */
static int
ratio_in(struct str sentence)
{
	int ratio = 0;

	for (size_t i = str_find(sentence, STR(":1"), 0); i < sentence.len;
		i = str_find(sentence, STR(":1"), i + 1)) {
		size_t start = i;
		char next = i + 2 < sentence.len ? sentence.at[i + 2] : ' ';

		while (start > 0 && sentence.at[start - 1] >= '0' && sentence.at[start - 1] <= '9')
			start--;
		if (ratio != 0 || i - start < 1 || i - start > 2 || (next >= '0' && next <= '9')
			|| (start > 0 && sentence.at[start - 1] != ' '))
			return 0;
		for (size_t d = start; d < i; d++)
			ratio = ratio * 10 + (sentence.at[d] - '0');
	}
	return ratio;
}

static void
check_return(struct body *b, const struct prose *p, size_t first, size_t end)
{
	static const char *const words[] = { " return", " roi", ":1 on ", "leverage" };
	static const char *const others[] = { " from ", "further", " each", " of which", " per " };
	struct str sentence = end - first == 2 ? arithmetic_sentence(p, first, end - 1) : STR_NONE;
	int ratio = ratio_in(sentence);
	const struct prose_figure *small = &p->figures[first], *large = small + 1;
	struct quantity times = { .unit = UNIT_NUMBER, .is_typed = true };

	if (ratio < 2 || !HAS_ANY(sentence, words) || HAS_ANY(sentence, others)
		|| !prose_is_money(small) || small->amount.unit != large->amount.unit)
		return;
	if (small->amount.value > large->amount.value) {
		large = small;
		small = large + 1;
	}
	struct statement s = { .made = quantity_of(&small->amount),
		.said = quantity_of(&large->amount), .says = large };

	times.value = ratio * decimal_power(0);
	if (quantity_multiply(&s.made, times) != FORMULA_DONE)
		return;
	s.how = str_print(b->unit->arena, "%d:1 on " STR_FMT " is", ratio,
		STR_ARG(prose_shown(p, small)));
	arithmetic_say(b, p, &s);
}

/* ---- two shares of one whole ---- */

/* How many digits are written, the noughts at the end left out. */
static unsigned
digits_of(const struct amount *a)
{
	decimal value = decimal_abs(a->value);
	unsigned count = 0;

	while (value > 0 && value % 10 == 0)
		value /= 10;
	for (; value > 0; value /= 10)
		count++;
	return count;
}

/* The second amount fits when it is taken as 10^power of itself. */
static bool
fits_share(const struct prose_figure *figures[4], int power, struct quantity *should)
{
	struct quantity other = quantity_of(&figures[3]->amount), made;
	struct quantity percent = quantity_of(&figures[2]->amount);
	struct quantity first = quantity_of(&figures[0]->amount);
	decimal factor = decimal_power(power < 0 ? -power : power);

	made = quantity_of(&figures[1]->amount);
	percent.unit = first.unit = UNIT_NUMBER;
	percent.slack = first.slack = 0;	/* shares are chosen, and exact */
	if (quantity_multiply(&made, percent) != FORMULA_DONE
		|| quantity_divide(&made, first) != FORMULA_DONE)
		return false;
	if (power > 0 ? !decimal_div(other.value, factor, &other.value)
			|| !decimal_div(other.slack, factor, &other.slack)
		: !decimal_mul(other.value, factor, &other.value)
			|| !decimal_mul(other.slack, factor, &other.slack))
		return false;
	*should = made;
	return quantity_agree(&made, &other, -1);
}

/* `60% ... £781k ... 80% ... £1,041m`: right but for a thousand.  Three digits that agree are no chance. */
static void
check_pair(struct body *b, const struct prose *p, const struct prose_figure *figures[4])
{
	static const int powers[] = { 3, -3, 6, -6 };
	struct quantity should;

	if (digits_of(&figures[1]->amount) < 3 || digits_of(&figures[3]->amount) < 3
		|| figures[1]->amount.unit != figures[3]->amount.unit
		|| figures[0]->amount.value <= 0 || figures[2]->amount.value <= 0)
		return;
	for (size_t i = 0; i < sizeof(powers) / sizeof(powers[0]); i++) {
		if (!fits_share(figures, powers[i], &should))
			continue;
		struct statement s = { .made = should, .said = quantity_of(&figures[3]->amount),
			.says = figures[3] };

		s.how = str_print(b->unit->arena, "if " STR_FMT " is " STR_FMT ", " STR_FMT " is",
			STR_ARG(prose_shown(p, figures[0])), STR_ARG(prose_shown(p, figures[1])),
			STR_ARG(prose_shown(p, figures[2])));

		struct prose_figure as_first = *figures[3];

		as_first.scale = figures[1]->scale;
		as_first.amount.place = figures[1]->amount.place;
		s.says = &as_first;
		arithmetic_say(b, p, &s);
		return;
	}
}

#define BACK_MOST 6	/* figures that are looked at before a share and its amount */

static void
check_shares(struct body *b, const struct prose *p, size_t first, size_t end)
{
	const struct prose_figure *figures[4] = { NULL, NULL, &p->figures[first], NULL };

	if (end - first != 2 || figures[2]->amount.unit != UNIT_PERCENT
		|| !prose_is_money(figures[2] + 1))
		return;
	figures[3] = figures[2] + 1;
	for (size_t i = first, back = 0; i-- > 0 && back < BACK_MOST; back++) {
		const struct prose_figure *f = &p->figures[i];

		if (prose_is_money(f) && !figures[1])
			figures[1] = f;
		else if (f->amount.unit == UNIT_PERCENT) {
			figures[0] = f;
			break;
		}
	}
	if (figures[0] && figures[1])
		check_pair(b, p, figures);
}

void
returns_check(struct body *b, const struct prose *p, size_t first, size_t end)
{
	check_return(b, p, first, end);
	check_shares(b, p, first, end);
}
