/*
 * Sentences that state their own arithmetic.
 *
 * Precision comes first: a sum is checked only where the words make certain what is added.  Four
 * shapes are known: `£425k in revenue and £325k in capital, £750k in
 * all`, where the sum may be `the full £750k` of the next sentence; `60% of £1.2m is £720k`; a
 * return of 5:1 on one amount that is another; and two shares with their amounts, where the amounts
 * fit but for a thousand or a million.  What is written with signs is equation.c's.  Figures are
 * intervals, as everywhere (DESIGN.md, section 2).
 */
#include "compile/arithmetic.h"

#define GAP_MOST 120	/* bytes between two figures that belong together */
#define TERMS_MOST 12

/* Phrases are in lower case. */
static bool
has_phrase(struct str text, struct str phrase)
{
	char first = phrase.at[0], capital = first >= 'a' && first <= 'z' ? (char)(first - 32) : first;

	for (size_t i = 0; i + phrase.len <= text.len; i++)
		if ((text.at[i] == first || text.at[i] == capital) && str_equal_nocase(str_slice(text, i, i + phrase.len), phrase))
			return true;
	return false;
}

static bool
has_any(struct str text, const char *const *phrases, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (has_phrase(text, str_of(phrases[i])))
			return true;
	return false;
}

#define HAS_ANY(text, phrases) has_any(text, phrases, sizeof(phrases) / sizeof(phrases[0]))

static struct str
gap_before(const struct prose *p, size_t i)
{
	return str_slice(prose_text(p), p->figures[i - 1].end, p->figures[i].start);
}

void
arithmetic_say(struct body *b, const struct prose *p, const struct statement *s)
{
	struct arena *a = b->unit->arena;
	const struct prose_figure *f = s->says;
	struct amount_unit as = { (enum unit)s->said.unit, f->scale };
	struct str made = amount_text(a, s->made.value, as, f->amount.place);
	struct finding *found;
	decimal difference;

	if (quantity_agree(&s->made, &s->said, -1)
		|| !decimal_sub(s->said.value, s->made.value, &difference))
		return;
	found = diag_add(&b->unit->diag, DIAG_SENTENCE_ARITHMETIC, f->at,
		STR_FMT " " STR_FMT ", and this says " STR_FMT, STR_ARG(s->how), STR_ARG(made),
		STR_ARG(prose_shown(p, f)));
	found->sum.stated = decimal_text(a, s->said.value);
	found->sum.computed = decimal_text(a, s->made.value);
	found->sum.difference = decimal_text(a, difference);
	found->sum.unit = str_of(unit_sign((enum unit)s->said.unit));
	diag_help(&b->unit->diag, found, "mend the figure that is wrong, or say what else is counted");
}

/* ---- parts and their sum, in words ---- */

/* Any of these in the sentence, and who knows what is added. */
static const char *const doubts[] = {
	"of the £", "of which", "out of", " from £", " less ", "minus", "increas", "decreas",
	" rise", " rose", " fall", " fell", "compared", "against", " including", "includes",
	" up to ", "between", "more than", "instead", "rather than", " per ", " each", " or £",
	" net ", "remain", "balance", "average", " a year", "p.a.", "annually", "previous",
	"last year", "reduc", "sav", "addition", "further", "if ", "whereas", "but ", "not ",
};

static const char *const sums[] = {
	" making", " makes", " totalling", " a total of", " totals", " in total", " in all",
	" altogether", " adding up to", " a sum of", " comes to", " come to", " together",
};

static const char *const behind[] = { " in total", " in all", " altogether" };

static const char *const wholes[] = { "the full ", "the whole ", "the total of ", "the sum of " };

static struct str
sentence_of(const struct prose *p, size_t first, size_t last)
{
	struct str text = prose_text(p);
	size_t start = p->figures[first].start, end = p->figures[last].end;

	while (start > 0 && !prose_ends_sentence(text, start - 1))
		start--;
	while (end < text.len && !prose_ends_sentence(text, end))
		end++;
	return str_slice(text, start, end);
}

static bool
is_list(const struct prose *p, size_t first, size_t end)
{
	static const char *const joints[] = { " and ", " plus ", "," };

	for (size_t i = first; i < end; i++) {
		struct str gap = i > first ? gap_before(p, i) : STR_NONE;

		if (!prose_is_money(&p->figures[i])
			|| p->figures[i].amount.unit != p->figures[first].amount.unit)
			return false;
		if (i > first && (gap.len > GAP_MOST || !HAS_ANY(gap, joints)))
			return false;
	}
	return end - first >= 2 && has_phrase(gap_before(p, end - 1), STR(" and "));
}

static void
check_list(struct body *b, const struct prose *p, size_t first, size_t sum)
{
	struct arena *a = b->unit->arena;
	struct statement s = { .says = &p->figures[sum], .how = STR_NONE };

	s.made = quantity_of(&p->figures[first].amount);
	s.said = quantity_of(&s.says->amount);
	for (size_t i = first; i < sum; i++) {
		if (i > first && quantity_add(&s.made, quantity_of(&p->figures[i].amount))
			!= FORMULA_DONE)
			return;
		s.how = str_print(a, STR_FMT "%s" STR_FMT, STR_ARG(s.how),
			i == first ? "" : i + 1 == sum ? " and " : ", ",
			STR_ARG(prose_shown(p, &p->figures[i])));
	}
	s.how = str_print(a, STR_FMT " make", STR_ARG(s.how));
	arithmetic_say(b, p, &s);
}

/* Parts and, behind them in the same sentence, their sum. */
static bool
states_sum(const struct prose *p, size_t first, size_t last)
{
	struct str text = prose_text(p);
	size_t from = p->figures[last].end;

	if (last < first + 2 || !is_list(p, first, last) || !prose_is_money(&p->figures[last]))
		return false;

	struct str before = gap_before(p, last);

	return before.len <= GAP_MOST
		&& (HAS_ANY(before, sums) || HAS_ANY(str_slice(text, from, from + 20), behind));
}

/* Parts, and their whole in the sentence behind: "The full £750k". */
static bool
states_whole(const struct prose *p, size_t first, size_t end)
{
	if (end >= p->count || end < first + 2 || !prose_is_money(&p->figures[end])
		|| p->figures[end].sentence != p->figures[first].sentence + 1
		|| !is_list(p, first, end))
		return false;

	struct str before = gap_before(p, end);

	for (size_t i = 0; i < sizeof(wholes) / sizeof(wholes[0]); i++) {
		size_t len = str_of(wholes[i]).len;

		if (before.len > len && str_equal_nocase(str_from(before, before.len - len),
			str_of(wholes[i])))
			return true;
	}
	return false;
}

/* The figures [first .. end) are those of one sentence.  Words are looked at last: they cost most. */
static void
check_sentence(struct body *b, const struct prose *p, size_t first, size_t end)
{
	bool sum = end - first <= TERMS_MOST && states_sum(p, first, end - 1);
	bool whole = end - first <= TERMS_MOST && states_whole(p, first, end);

	if ((!sum && !whole) || HAS_ANY(sentence_of(p, first, end - 1), doubts))
		return;
	check_list(b, p, first, sum ? end - 1 : end);
}

/* ---- a share of an amount, and a return on one ---- */

static bool
share_of(const struct prose_figure *share, const struct prose_figure *whole, struct quantity *out)
{
	struct amount ratio = share->amount;

	ratio.unit = UNIT_NUMBER;
	ratio.place = (int8_t)(ratio.place - 2);
	ratio.value /= 100;
	*out = quantity_of(&whole->amount);
	return quantity_multiply(out, quantity_of(&ratio)) == FORMULA_DONE;
}

/* `60% of £1.2m is £720k` */
static void
check_share(struct body *b, const struct prose *p, size_t i)
{
	static const char *const verbs[] = {
		" is ", " gives ", " would give ", " would be ", " = ", " equals ", " comes to ",
	};
	const struct prose_figure *f = &p->figures[i];
	struct statement s = { .says = f + 2 };

	if (f->amount.unit != UNIT_PERCENT || !prose_is_money(f + 1)
		|| f[1].amount.unit != f[2].amount.unit || !str_is(gap_before(p, i + 1), " of "))
		return;
	for (size_t v = 0; v < sizeof(verbs) / sizeof(verbs[0]); v++) {
		if (!str_is(gap_before(p, i + 2), verbs[v]) || !share_of(f, f + 1, &s.made))
			continue;
		s.said = quantity_of(&f[2].amount);
		s.how = str_print(b->unit->arena, STR_FMT " of " STR_FMT " is",
			STR_ARG(prose_shown(p, f)), STR_ARG(prose_shown(p, f + 1)));
		arithmetic_say(b, p, &s);
	}
}

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
	struct str sentence = end - first == 2 ? sentence_of(p, first, end - 1) : STR_NONE;
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
arithmetic_check(struct body *b, const struct prose *p)
{
	for (size_t i = 0, end; i < p->count; i = end) {
		for (end = i; end < p->count && p->figures[end].sentence == p->figures[i].sentence;)
			end++;
		check_sentence(b, p, i, end);
		check_return(b, p, i, end);
		check_shares(b, p, i, end);
	}
	for (size_t i = 0; i + 2 < p->count; i++)
		check_share(b, p, i);
	equation_check(b, p);
}
