/*
 * Sentences of two or three figures in a shape that leaves no doubt of what follows from what: `rose from
 * £10m to £12m, an increase of £2m`, `£720k, or 60% of £1.2m`, `of the £10m, £7m has been spent, leaving £3m`.
 *
 * Each shape is a row: what stands before, between and behind the figures, and the sum that they make.
 * A gap is given by its alternatives; a star at either end stands for any words.  A figure behind a word
 * such as about or up to is no part of any shape.
 */
#include "compile/arithmetic.h"

enum relation {
	DIFFERENCE,		/* x less y, whichever is more */
	SHARE,			/* x per cent of y */
	RATIO,			/* x as a percentage of y */
	GROWTH,			/* from x to y, in per cent */
	DOUBLE, HALF
};

#define UP   "*increase of |*rise of |*growth of |*, up |*, up by |*an extra |*an additional |*addition of |" \
	"*increase |* i.e. "
#define DOWN "*reduction of |*decrease of |*fall of |*cut of |*saving of |*drop of |*, down |*, down by |" \
	"*decline of |*reduction "
#define BY   "*increase of |*rise of |*growth of |*reduction of |*decrease of |*fall of |*cut of |*drop of |" \
	"*increased by |*increases by |*increase by |*rose by |*rise by |*rises by |*risen by |*grew by |" \
	"*grown by |*grow by |*up by |*reduced by |*reduces by |*reduce by |*decreased by |*fell by |" \
	"*fall by |*falls by |*fallen by |*cut by |*down by |*went up by |*goes up by |*rising by |*falling by |" \
	"*dropped by |*decreases by |*raised by |*lowered by |*increasing by |*reducing by |*uplift of "
#define OF   " of | of the | out of | out of the | of a total of | of the total of | of a budget of |" \
	" of the budget of | of a grant of | of the grant of |" \
	" of the cost of | of a cost of | of costs of | of the price of | of the net budget of |" \
	" of the gross budget of | of net expenditure of | of total spending of | of a net budget of "

static const struct shape {
	const char   *kinds;			/* m: money, p: a percentage */
	const char   *before, *first, *second, *behind;	/* NULL: anything */
	enum relation relation;
	int           x, y, says;		/* figures, from 0 */
} shapes[] = {
	{ "mmm", "*from ", "* to ", UP "|" DOWN, NULL, DIFFERENCE, 1, 0, 2 },
	{ "mmp", "*from ", "* to ", UP "|" DOWN "| (|, or |, or by |, by ", NULL, GROWTH, 0, 1, 2 },
	{ "mmm", BY, " from |, from |* from | (from ", "* to ", NULL, DIFFERENCE, 2, 1, 0 },
	{ "pmm", BY, " from |, from |* from | (from ", "* to ", NULL, GROWTH, 1, 2, 0 },
	{ "mmm", "*from ", " by |* by ", " to |* to ", NULL, DIFFERENCE, 2, 0, 1 },
	{ "mpm", "*from ", " by |* by ", " to |* to ", NULL, GROWTH, 0, 2, 1 },
	{ "mmm", NULL, "*reduced by |*increased by |*raised by |*cut by |*rise by |*fall by |*grow by |*go up by",
		" to ", NULL, DIFFERENCE, 2, 0, 1 },
	{ "mmm", NULL, ", which is |, | (|, or ", " more than *| less than *| below *| above *| over *| under *|"
		" short of *", NULL, DIFFERENCE, 0, 2, 1 },
	{ "mmm", "*remaining |*balance of ", OF "|* of |* of the ", "*after *", NULL, DIFFERENCE, 1, 2, 0 },
	{ "mmm", NULL, " less |* less | minus |* minus ", "* leaves |* is |* gives |* makes |* leaving |, or ",
		NULL, DIFFERENCE, 0, 1, 2 },
	{ "mmm", NULL, "* is |, which is |, being |* are ", " less |* less | minus |* minus ", NULL,
		DIFFERENCE, 1, 2, 0 },
	{ "mmm", "*budget of |*budget was |*budget is |*estimate of ", "*", "*overspend of |*underspend of |"
		"*variance of |*overspending of |*underspending of |*excess of |*shortfall of ", NULL,
		DIFFERENCE, 0, 1, 2 },
	{ "mmm", NULL, "*budget of |*estimate of |*target of ", "*overspend of |*underspend of |*variance of |"
		"*overspending of |*underspending of |*excess of |*shortfall of ", NULL, DIFFERENCE, 0, 1, 2 },
	{ "pmm", NULL, OF, " is | gives | would give | would be | = | equals | comes to |, which is |, or ",
		NULL, SHARE, 0, 1, 2 },
	{ "mpm", NULL, ", or |, which is |, that is | is | (|, being | or | represents |, representing |"
		" is equal to |, equal to | was | meets | covers | pays | funds | provides ", OF, NULL, SHARE, 1, 2, 0 },
	{ "mpm", "*of the |*f the * of |*out of ", "*, ", " (|, or |, which is ", NULL, SHARE, 1, 0, 2 },
	{ "mpm", NULL, " (", ") of the |) of |) out of the |) out of ", NULL, RATIO, 0, 2, 1 },
	{ "pmm", NULL, " on | on the | on a balance of | on deposits of ", "* gives | gives |* is | would be | brings ",
		NULL, SHARE, 0, 1, 2 },
	{ "mmp", "*of the |*f the * of |*out of |*out of the |*of a budget of |*of a grant of ", "*, ", " (",
		")*", RATIO, 1, 0, 2 },
	{ "mmp", NULL, OF, " (|, or ", ")*|,*|.*", RATIO, 0, 1, 2 },
	{ "mm", "*doubled from |*doubles from |*doubling from ", " to ", NULL, NULL, DOUBLE, 0, 0, 1 },
	{ "mm", "*halved from |*halves from |*halve from |*halving from ", " to ", NULL, NULL, HALF, 0, 0, 1 },
};

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

/* One alternative: `*` at either end, or both, stands for any words. */
static bool
matches_one(struct str text, struct str pattern)
{
	bool open_start = pattern.len > 0 && pattern.at[0] == '*';
	bool open_end = pattern.len > 1 && pattern.at[pattern.len - 1] == '*';
	struct str words = str_slice(pattern, open_start, pattern.len - open_end);

	if (words.len == 0)
		return open_start;
	size_t middle = str_find_char(words, '*', 0);

	if (middle < words.len)		/* `*f the * of ` */
		return text.len >= words.len
			&& str_equal_nocase(str_from(text, text.len - (words.len - middle - 1)),
				str_from(words, middle + 1))
			&& arithmetic_has(text, str_head(words, middle));
	if (open_start && open_end)
		return arithmetic_has(text, words);
	if (text.len < words.len)
		return false;
	if (open_start)
		return str_equal_nocase(str_from(text, text.len - words.len), words);
	return str_equal_nocase(str_head(text, words.len), words)
		&& (open_end || text.len == words.len);
}

static bool
matches(struct str text, const char *patterns)
{
	struct str rest = str_of(patterns ? patterns : "");

	if (!patterns)
		return true;
	while (rest.len > 0)
		if (matches_one(text, str_cut(&rest, '|')))
			return true;
	return false;
}

static bool
is_kind(const struct prose_figure *f, char kind)
{
	return kind == 'm' ? prose_is_money(f) : f->amount.unit == UNIT_PERCENT;
}

/* Words that make a figure less than certain, or part of something else. */
static bool
is_hedged(struct str before)
{
	static const char *const words[] = {
		"up to ", "about ", "around ", "nearly ", "almost ", "over ", "approximately ", "some ",
		"roughly ", "at least ", "at most ", "more than ", "less than ", "under ", "just ",
		"in addition to ", "addition to ", "further ", "estimated ", "between ", "a further ",
	};

	for (size_t i = 0; i < ROWS(words); i++) {
		struct str word = str_of(words[i]);

		if (before.len >= word.len
			&& str_equal_nocase(str_from(before, before.len - word.len), word))
			return true;
	}
	return false;
}

static struct str
before_figure(const struct prose *p, size_t i)
{
	struct str text = prose_text(p);
	size_t from = i > 0 ? p->figures[i - 1].end : 0, end = p->figures[i].start;

	return str_slice(text, end - from > GAP_MOST ? end - GAP_MOST : from, end);
}

/* Between two figures these part what belongs together. */
static const char *const breaks[] = { ";", " further ", " then ", ": " };

static bool
fits(const struct prose *p, const struct shape *s, size_t first, size_t count)
{
	struct str text = prose_text(p), behind = str_from(text, p->figures[first + count - 1].end);
	const char *gaps[3] = { s->before, s->first, s->second };

	for (size_t i = 0; i < count; i++)
		if (!is_kind(&p->figures[first + i], s->kinds[i]))
			return false;
	for (size_t i = 0; i < count; i++) {
		struct str gap = before_figure(p, first + i);

		if ((i > 0 && (arithmetic_gap(p, first + i).len > GAP_MOST || HAS_ANY(gap, breaks)))
			|| !matches(gap, gaps[i]) || is_hedged(gap))
			return false;
	}
	/* 5% of something else */
	if (s->kinds[count - 1] == 'p' && arithmetic_has(str_head(behind, 4), STR(" of ")))
		return false;
	return matches(str_head(behind, 2), s->behind);
}

/* Nothing in the sentence makes it doubtful which amount goes with which. */
static bool
goes_once(struct str sentence)
{
	static const char *const doubts[] = {
		" respectively", " each ", "per head", " and from ", " per ", "more than doubled",
		"more than halved", "almost ", "nearly ",
		" month", " week", " days", " quarter ",
	};
	size_t from = 0;

	for (size_t i = str_find(sentence, STR("from "), 0); i < sentence.len;
		i = str_find(sentence, STR("from "), i + 1))
		from++;
	return from < 3 && !HAS_ANY(sentence, doubts);
}

static struct quantity
as_ratio(struct quantity percent)
{
	percent.unit = UNIT_NUMBER;
	percent.value /= 100;
	percent.slack = (percent.slack + 99) / 100;
	return percent;
}

static bool
to_percent(struct quantity *q)
{
	struct quantity hundred = { .value = decimal_power(2), .unit = UNIT_NUMBER };

	if (quantity_multiply(q, hundred) != FORMULA_DONE)
		return false;
	q->unit = UNIT_PERCENT;
	return true;
}

static bool
work_out(const struct shape *s, struct quantity x, struct quantity y, struct quantity *out)
{
	struct quantity from = x;

	switch (s->relation) {
	case SHARE:
		*out = y;
		return quantity_multiply(out, as_ratio(x)) == FORMULA_DONE;
	case RATIO:
		*out = x;
		return quantity_divide(out, y) == FORMULA_DONE && to_percent(out);
	case GROWTH:
		*out = y;
		if (quantity_subtract(out, x) != FORMULA_DONE || quantity_divide(out, from) != FORMULA_DONE
			|| !to_percent(out))
			return false;
		quantity_absolute(out);
		return true;
	case DOUBLE:
	case HALF:
		*out = x;
		out->value = s->relation == DOUBLE ? x.value * 2 : x.value / 2;
		out->slack = x.slack * 2 + out->value / 20;	/* nobody doubles to the penny */
		return true;
	default:
		*out = x;
		if (quantity_subtract(out, y) != FORMULA_DONE)
			return false;
		quantity_absolute(out);
		return true;
	}
}

static struct str
how(struct body *b, const struct prose *p, const struct shape *s, const struct prose_figure *f)
{
	static const char *const words[] = {
		[DIFFERENCE] = STR_FMT " less " STR_FMT " is",
		[SHARE] = STR_FMT " of " STR_FMT " is", [RATIO] = STR_FMT " of " STR_FMT " is",
		[GROWTH] = "from " STR_FMT " to " STR_FMT " is", [DOUBLE] = "twice " STR_FMT " is",
		[HALF] = "half of " STR_FMT " is",
	};
	bool swap = s->relation == DIFFERENCE && f[s->x].amount.value < f[s->y].amount.value;
	struct str x = prose_shown(p, &f[swap ? s->y : s->x]), y = prose_shown(p, &f[swap ? s->x : s->y]);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	return str_print(b->unit->arena, words[s->relation], STR_ARG(x), STR_ARG(y));
#pragma GCC diagnostic pop
}

static void
check_shape(struct body *b, const struct prose *p, const struct shape *s, size_t first)
{
	const struct prose_figure *f = &p->figures[first];
	struct statement st = { .says = f + s->says, .said = quantity_of(&f[s->says].amount) };

	if (!work_out(s, quantity_of(&f[s->x].amount), quantity_of(&f[s->y].amount), &st.made)
		|| st.made.unit != st.said.unit)
		return;
	st.how = how(b, p, s, f);
	arithmetic_say(b, p, &st);
}

/* `Of the £10m, £4m went on roads and £3m on parks, leaving £3m`; false when it is nothing of the kind. */
static bool
is_leaving(const struct prose *p, size_t first, size_t end)
{
	if (end - first < 3 || !matches(before_figure(p, first), "*of the |*f the * of |*f a * of |*out of |of ")
		|| (!matches(before_figure(p, end - 1), "*leaving |*remaining |*balance of |*leaves |*the rest, |"
			"*remainder of ")
			&& !matches(str_slice(prose_text(p), p->figures[end - 1].end,
				p->figures[end - 1].end + 12), " remain*| is left*| is unspent*| is uncomm*"))
		|| p->figures[first].amount.value < p->figures[end - 1].amount.value)
		return false;
	for (size_t i = first; i < end; i++)
		if (!prose_is_money(&p->figures[i]) || is_hedged(before_figure(p, i))
			|| (i > first && (arithmetic_gap(p, i).len > GAP_MOST
				|| HAS_ANY(arithmetic_gap(p, i), breaks))))
			return false;
	return true;
}

static void
check_leaving(struct body *b, const struct prose *p, size_t first, size_t end)
{
	const struct prose_figure *f = p->figures;
	struct statement st = { .says = &f[end - 1], .made = quantity_of(&f[first].amount),
		.said = quantity_of(&f[end - 1].amount), .how = prose_shown(p, &f[first]) };

	for (size_t i = first + 1; i + 1 < end; i++) {
		if (quantity_subtract(&st.made, quantity_of(&f[i].amount)) != FORMULA_DONE)
			return;
		st.how = str_print(b->unit->arena, STR_FMT " less " STR_FMT, STR_ARG(st.how),
			STR_ARG(prose_shown(p, &f[i])));
	}
	st.how = str_print(b->unit->arena, STR_FMT " is", STR_ARG(st.how));
	if (st.made.unit == st.said.unit)
		arithmetic_say(b, p, &st);
}

void
shape_check(struct body *b, const struct prose *p, size_t first, size_t end)
{
	if (end - first < 2 || end - first > 8)
		return;
	if (is_leaving(p, first, end)) {
		check_leaving(b, p, first, end);
		return;
	}
	for (size_t i = first; i + 1 < end; i++)
		for (size_t s = 0; s < ROWS(shapes); s++) {
			size_t count = str_of(shapes[s].kinds).len;

			if (i + count > end || !fits(p, &shapes[s], i, count)
				|| !goes_once(arithmetic_sentence(p, first, end - 1)))
				continue;
			check_shape(b, p, &shapes[s], i);
			break;
		}
}
