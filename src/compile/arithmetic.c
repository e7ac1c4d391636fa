/*
 * Sentences that state their own arithmetic.
 *
 * Precision comes first: a sum is checked only where the words make certain what is added.  Here are
 * parts and their whole: `£425k in revenue and £325k in capital, £750k in all`, where the whole may be
 * `the full £750k` of the next sentence, or stand first: `£6m, made up of £4m and £2m`.  Shapes of two
 * or three figures are shape.c's, returns and shares of one whole returns.c's, counts portion.c's and headcount.c's, and
 * what is written with signs is equation.c's.  Figures are intervals, as everywhere (DESIGN.md, section 2).
 */
#include "compile/arithmetic.h"

#define TERMS_MOST 12

bool
arithmetic_has(struct str text, struct str phrase)
{
	char first = phrase.at[0], capital = first >= 'a' && first <= 'z' ? (char)(first - 32) : first;

	for (size_t i = 0; i + phrase.len <= text.len; i++)
		if ((text.at[i] == first || text.at[i] == capital) && str_equal_nocase(str_slice(text, i, i + phrase.len), phrase))
			return true;
	return false;
}

bool
arithmetic_has_any(struct str text, const char *const *phrases, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (arithmetic_has(text, str_of(phrases[i])))
			return true;
	return false;
}

struct str
arithmetic_gap(const struct prose *p, size_t i)
{
	return str_slice(prose_text(p), p->figures[i - 1].end, p->figures[i].start);
}

/* Rounding explains it: the figures are as rounded as those of a table, and the reader is told. */
static bool
is_rounding(const struct statement *s)
{
	return quantity_agree(&s->made, &s->said, -1);
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

	if (decimal_round(s->made.value, f->amount.place) == s->said.value
		|| !decimal_sub(s->said.value, s->made.value, &difference)
		|| (s->made.slack == 0 && is_rounding(s)))
		return;
	bool rounding = is_rounding(s);

	found = diag_add(&b->unit->diag,
		rounding ? DIAG_SENTENCE_ROUNDING : DIAG_SENTENCE_ARITHMETIC, f->at,
		STR_FMT " " STR_FMT ", and this says " STR_FMT "%s", STR_ARG(s->how), STR_ARG(made),
		STR_ARG(prose_shown(p, f)), rounding ? "; only rounding explains the difference" : "");
	found->sum.stated = decimal_text(a, s->said.value);
	found->sum.computed = decimal_text(a, s->made.value);
	found->sum.difference = decimal_text(a, difference);
	found->sum.unit = str_of(unit_sign((enum unit)s->said.unit));
	diag_help(&b->unit->diag, found, rounding
		? "write the figures more precisely, or say that they are rounded"
		: "mend the figure that is wrong, or say what else is counted");
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
	" altogether", " adding up to", " a sum of", " comes to", " come to", " together", " amounting to", " amounts to", " amount to",
};

/* Behind the sum, with the clause at its end: "in all services" is another thing. */
static const char *const behind[] = { " in total", " in all", " altogether", " together", " overall" };

static const char *const makings[] = {
	": ", "namely ", "made up of ", "comprising ", "comprises ", "consisting of ", "consists of ", "composed of ",
};

static const char *const wholes[] = { "the full ", "the whole ", "the total of ", "the sum of " };

struct str
arithmetic_sentence(const struct prose *p, size_t first, size_t last)
{
	struct str text = prose_text(p);
	size_t start = p->figures[first].start, end = p->figures[last].end;

	while (start > 0 && !prose_ends_sentence(text, start - 1))
		start--;
	while (end < text.len && !prose_ends_sentence(text, end))
		end++;
	return str_slice(text, start, end);
}

/* One kind of figure, each parted from the last by a comma, `and` or `plus`. */
static bool
is_list(const struct prose *p, size_t first, size_t end)
{
	static const char *const joints[] = { " and ", " plus ", "," };
	static const char *const breaks[] = { ";", ":", " but ", " while ", " whereas " };

	for (size_t i = first; i < end; i++) {
		struct str gap = i > first ? arithmetic_gap(p, i) : STR_NONE;

		if (p->figures[i].amount.unit == UNIT_NUMBER
			|| p->figures[i].amount.unit != p->figures[first].amount.unit)
			return false;
		if (i > first && (gap.len > GAP_MOST || !HAS_ANY(gap, joints) || HAS_ANY(gap, breaks)))
			return false;
	}
	return end - first >= 2 && arithmetic_has(arithmetic_gap(p, end - 1), STR(" and "));
}

/* [first, end) are the parts, sum is their whole. */
static void
check_list(struct body *b, const struct prose *p, size_t first, size_t end, size_t sum)
{
	struct arena *a = b->unit->arena;
	struct statement s = { .says = &p->figures[sum], .how = STR_NONE };

	s.made = quantity_of(&p->figures[first].amount);
	s.said = quantity_of(&s.says->amount);
	if (s.made.unit != s.said.unit)
		return;
	for (size_t i = first; i < end; i++) {
		if (i > first && quantity_add(&s.made, quantity_of(&p->figures[i].amount))
			!= FORMULA_DONE)
			return;
		s.how = str_print(a, STR_FMT "%s" STR_FMT, STR_ARG(s.how),
			i == first ? "" : i + 1 == end ? " and " : ", ",
			STR_ARG(prose_shown(p, &p->figures[i])));
	}
	s.how = str_print(a, STR_FMT " make", STR_ARG(s.how));
	arithmetic_say(b, p, &s);
}

/* `in all`, `in total` behind the figure that ends at i, and with it the clause: `in all services` is
 * something else. */
static bool
is_summed_up(struct str text, size_t i)
{
	for (size_t k = 0; k < sizeof(behind) / sizeof(behind[0]); k++) {
		size_t end = i + str_of(behind[k]).len;
		char next = end < text.len ? text.at[end] : '.';

		if (str_equal_nocase(str_slice(text, i, end), str_of(behind[k]))
			&& (next == ',' || next == '.' || next == ';' || next == ')'))
			return true;
	}
	return false;
}

/* Something else is added or said before the sum. */
static const char *const intruders[] = { ";", ":", " with ", " plus ", " after ", " including ", " before " };

/* Parts and, behind them in the same sentence, their sum. */
static bool
states_sum(const struct prose *p, size_t first, size_t last)
{
	if (last < first + 2 || !is_list(p, first, last))
		return false;

	struct str before = arithmetic_gap(p, last);

	return before.len <= GAP_MOST && !HAS_ANY(before, intruders)
		&& (HAS_ANY(before, sums) || (!arithmetic_has(before, STR(" and "))
			&& is_summed_up(prose_text(p), p->figures[last].end)));
}

/* The whole and, behind it, what it is made up of. */
static bool
states_making(const struct prose *p, size_t first, size_t end)
{
	struct str gap;

	if (end < first + 3 || !is_list(p, first + 1, end))
		return false;
	gap = arithmetic_gap(p, first + 1);
	for (size_t i = 0; i < sizeof(makings) / sizeof(makings[0]); i++) {
		struct str words = str_of(makings[i]);

		if (gap.len >= words.len && gap.len <= GAP_MOST
			&& str_equal_nocase(str_from(gap, gap.len - words.len), words))
			return true;
	}
	return false;
}

/* Parts, and their whole in the sentence behind: "The full £750k". */
static bool
states_whole(const struct prose *p, size_t first, size_t end)
{
	if (end >= p->count || end < first + 2 || !prose_is_money(&p->figures[end])
		|| p->figures[end].sentence != p->figures[first].sentence + 1
		|| !is_list(p, first, end))
		return false;

	struct str before = arithmetic_gap(p, end);

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
	bool few = end - first <= TERMS_MOST;
	bool sum = few && states_sum(p, first, end - 1), making = few && states_making(p, first, end);
	bool whole = few && states_whole(p, first, end);
	struct str sentence;

	if (!sum && !whole && !making)
		return;
	sentence = arithmetic_sentence(p, first, end - 1);
	/* what is said behind the sum is of something else */
	if (sum)
		sentence = str_head(sentence, (size_t)(prose_text(p).at + p->figures[end - 1].end - sentence.at));
	if (HAS_ANY(sentence, doubts))
		return;
	if (making)
		check_list(b, p, first + 1, end, first);
	else
		check_list(b, p, first, sum ? end - 1 : end, sum ? end - 1 : end);
}

void
arithmetic_check(struct body *b, const struct prose *p)
{
	for (size_t i = 0, end; i < p->count; i = end) {
		for (end = i; end < p->count && p->figures[end].sentence == p->figures[i].sentence;)
			end++;
		check_sentence(b, p, i, end);
		returns_check(b, p, i, end);
		shape_check(b, p, i, end);
	}
	portion_check(b, p);
	headcount_check(b, p);
	equation_check(b, p);
}
