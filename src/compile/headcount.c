/*
 * Sentences with counts: `fifteen grants of £4,000 each, £60,000 in total`, `half of the 18 projects, nine`,
 * `340 out of 400 (85%)`, `of the 40 responses, 28 were for it, 9 against and 5 had no view`.
 *
 * Counts are whole and exact.  Years, dates and numbers of paragraphs are no counts; a sentence in
 * which it is not certain which number goes with which figure is left alone.
 */
#include "compile/arithmetic.h"

#include "base/date.h"
#include "compile/words.h"

#define COUNTS_MOST 12	/* in one sentence */

struct count {
	unsigned value;
	size_t   start, end;	/* in the sentence */
};

static bool
is_word_char(char c)
{
	return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (unsigned char)c >= 0x80;
}

/* `1,234`: a whole number in digits; where it ends, or i. */
static size_t
digits_at(struct str s, size_t i, unsigned *out)
{
	size_t end = i, digits = 0;

	*out = 0;
	for (; end < s.len && digits < 7; end++) {
		bool comma = s.at[end] == ',' && digits > 0 && end + 3 < s.len && s.at[end + 1] >= '0'
			&& s.at[end + 1] <= '9' && s.at[end + 2] >= '0' && s.at[end + 2] <= '9'
			&& s.at[end + 3] >= '0' && s.at[end + 3] <= '9';

		if (comma)
			continue;
		if (s.at[end] < '0' || s.at[end] > '9')
			break;
		*out = *out * 10 + (unsigned)(s.at[end] - '0');
		digits++;
	}
	char next = end < s.len ? s.at[end] : ' ', after = end + 1 < s.len ? s.at[end + 1] : ' ';
	bool joined = is_word_char(next) || next == '%' || next == '/' || next == ':'
		|| ((next == '.' || next == '-') && is_word_char(after));

	return digits > 0 && !joined ? end : i;
}

static size_t
count_at(struct str s, size_t i, unsigned *out)
{
	int year;
	size_t end = words_number(str_from(s, i), out);

	if (end > 0)
		return i + end;
	return date_year_at(s, i, &year) > i ? i : digits_at(s, i, out);
}

/* The counts of a sentence: numbers that belong to no figure, year or share. */
static size_t
counts_of(struct str s, struct count counts[COUNTS_MOST])
{
	size_t n = 0;

	for (size_t i = 0; i < s.len && n < COUNTS_MOST; i++) {
		unsigned value, over, under;
		size_t end;

		/* only where a word begins, and not behind a currency sign or a point */
		if (i > 0 && (is_word_char(s.at[i - 1]) || s.at[i - 1] == '.' || s.at[i - 1] == '-'
			|| s.at[i - 1] == '$' || s.at[i - 1] == '/'))
			continue;
		end = words_share(str_from(s, i), &over, &under);
		if (end > 0) {
			i += end - 1;
			continue;
		}
		end = count_at(s, i, &value);
		if (end == i)
			continue;
		counts[n++] = (struct count){ value, i, end };
		i = end - 1;
	}
	return n;
}

static bool
is_at(struct str s, size_t i, const char *words)
{
	return str_equal_nocase(str_slice(s, i, i + str_of(words).len), str_of(words));
}

static bool
is_at_any(struct str s, size_t i, const char *const *words, size_t count)
{
	for (size_t k = 0; k < count; k++)
		if (is_at(s, i, words[k]))
			return true;
	return false;
}

/* ---- so many of so much each ---- */

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
		if (is_at(between, 0, years[k]) && count_at(between, str_of(years[k]).len, &value)
			> str_of(years[k]).len)
			return value;
	for (size_t k = 0; k < sizeof(every) / sizeof(every[0]); k++)
		if (is_at(between, 0, every[k]) && count_at(between, str_of(every[k]).len, &value)
			> str_of(every[k]).len)
			return value;
	if (!is_at(between, 0, " each") || counts_of(before, counts) != 1)
		return 0;
	return counts[0].value;
}

static void
check_each(struct body *b, const struct prose *p, size_t i)
{
	static const char *const doubts[] = { ";", " up to ", " about ", " between ", " or ", " plus ", " and £" };
	const struct prose_figure *f = &p->figures[i];
	struct str text = prose_text(p), between = arithmetic_gap(p, i + 1), sentence, before;
	struct str behind = str_slice(text, f[1].end, f[1].end + 12);
	unsigned times;

	/* the first two figures of a sentence */
	if (f[0].sentence != f[1].sentence || (i > 0 && f[-1].sentence == f[0].sentence)
		|| !prose_is_money(f) || !prose_is_money(f + 1) || (!HAS_ANY(between, totals)
			&& !is_at_any(behind, 0, totals, sizeof(totals) / sizeof(totals[0]))))
		return;
	sentence = arithmetic_sentence(p, i, i + 1);
	size_t start = (size_t)(sentence.at - text.at);

	if (HAS_ANY(str_head(sentence, f[1].end - start), doubts))
		return;
	before = str_slice(text, start, f[0].start);
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

/* ---- counts of counts ---- */

/* Where in the source a place of the text is, as well as it can be told. */
static struct place
place_of(const struct body *b, struct str words)
{
	struct str source = str_head(b->unit->source.text, b->block_end);
	size_t at = b->is_value ? source.len : str_find(source, words, b->block_start);

	return at < source.len ? body_place(b, at, at + words.len)
		: body_place(b, b->block_start, b->block_start);
}

static void
say(struct body *b, struct str words, struct str says, struct str should)
{
	struct finding *f = diag_add(&b->unit->diag, DIAG_SENTENCE_ARITHMETIC, place_of(b, words),
		STR_FMT ", and this says " STR_FMT, STR_ARG(should), STR_ARG(says));

	diag_help(&b->unit->diag, f, "mend the number that is wrong, or say what else is counted");
}

/* Up to four words in small letters. */
static size_t
skip_noun(struct str s, size_t i)
{
	for (unsigned words = 0; words < 4 && i + 1 < s.len && s.at[i] == ' '; words++) {
		size_t end = i + 1;

		while (end < s.len && ((s.at[end] >= 'a' && s.at[end] <= 'z') || s.at[end] == '-'))
			end++;
		if (end == i + 1 || (end < s.len && s.at[end] != ' ' && s.at[end] != ',' && s.at[end] != '('))
			return i;
		i = end;
	}
	return i;
}

/* The number that an apposition gives, `, nine,` or ` (nine)` or `, 18 in all,`; where it stands, or 0. */
static size_t
apposition(struct str s, size_t i, unsigned *value, size_t *end)
{
	static const char *const heads[] = { ", ", " (", ", that is ", ", or " };
	static const char *const ends[] = { ",", ")", " in all", " in total", " of them", "." };

	for (size_t h = sizeof(heads) / sizeof(heads[0]); h-- > 0;) {
		size_t at = i + str_of(heads[h]).len;

		if (!is_at(s, i, heads[h]))
			continue;
		*end = count_at(s, at, value);
		if (*end > at && is_at_any(s, *end, ends, sizeof(ends) / sizeof(ends[0])))
			return at;
	}
	return 0;
}

/* `Half of the 18 projects, nine, are complete`. */
static void
check_share_of_count(struct body *b, struct str s, size_t i)
{
	static const char *const ofs[] = { " of the ", " of our ", " of all ", " of " };
	unsigned over, under, whole, part;
	size_t end = words_share(str_from(s, i), &over, &under), at, behind, says;

	for (size_t k = 0; end > 0 && k < sizeof(ofs) / sizeof(ofs[0]); k++) {
		at = i + end + str_of(ofs[k]).len;
		if (!is_at(s, i + end, ofs[k]) || count_at(s, at, &whole) == at)
			continue;
		behind = skip_noun(s, count_at(s, at, &whole));
		says = apposition(s, behind, &part, &end);
		if (says == 0 || whole == 0)
			return;
		/* a third of 20 may be six or seven */
		unsigned long is = (unsigned long)whole * over, said = (unsigned long)part * under;

		if ((is > said ? is - said : said - is) >= under)
			say(b, str_slice(s, i, end), str_slice(s, says, end), str_print(b->unit->arena,
				STR_FMT " is %lu", STR_ARG(str_slice(s, i, behind)), (is * 2 + under) / (2UL * under)));
		return;
	}
}

/* `Ten are at priority 1, five at priority 2`: the ranks count nothing. */
static size_t
without_ranks(struct str s, struct count *counts, size_t n)
{
	static const char *const ranks[] = { "priority ", "level ", "grade ", "band ", "phase ", "stage ",
		"category ", "table ", "section ", "paragraph " };
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		bool is_rank = false;

		for (size_t k = 0; k < sizeof(ranks) / sizeof(ranks[0]); k++)
			is_rank |= str_ends(str_head(s, counts[i].start), ranks[k]);
		if (!is_rank)
			counts[kept++] = counts[i];
	}
	return kept;
}

/* `Of the 40 responses, 28 were for it, 9 against and 5 had no view`: more than there are. */
static void
check_parts(struct body *b, struct str s, struct count *counts, size_t n)
{
	static const char *const doubts[] = { " also ", " both ", " of which", " of whom", " or ", " (", "£",
		" more ", " other", " last ", " year", " respectively", "%", " days", " from " };
	struct str how = STR_NONE;
	unsigned sum = 0;

	n = without_ranks(s, counts, n);
	if (n < 4 || !is_at(s, 0, "of the ") || counts[0].start != 7 || HAS_ANY(s, doubts)
		|| !arithmetic_has(str_slice(s, counts[n - 2].end, counts[n - 1].start), STR(" and ")))
		return;
	if (!is_at(s, skip_noun(s, counts[0].end), ", ")
		|| skip_noun(s, counts[0].end) + 2 != counts[1].start)
		return;
	for (size_t i = 1; i < n; i++) {
		struct str gap = str_slice(s, counts[i - 1].end, counts[i].start);

		if (i > 1 && !str_ends(gap, ", ") && !str_ends(gap, " and "))
			return;
		sum += counts[i].value;
	}
	if (sum <= counts[0].value || sum > counts[0].value + counts[0].value / 2 + 1)
		return;
	for (size_t i = 1; i < n; i++)
		how = str_print(b->unit->arena, STR_FMT "%s%u", STR_ARG(how),
			i == 1 ? "" : i + 1 == n ? " and " : ", ", counts[i].value);
	say(b, str_slice(s, counts[0].start, counts[0].end), str_slice(s, counts[0].start, counts[0].end),
		str_print(b->unit->arena, STR_FMT " make %u", STR_ARG(how), sum));
}

/* The figure that begins at a place of the text, or NULL. */
static const struct prose_figure *
figure_at(const struct prose *p, size_t start)
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

/* `340 out of 400 residents (85%)`. */
static void
check_out_of(struct body *b, const struct prose *p, struct str s, const struct count *c)
{
	struct str text = prose_text(p);
	size_t behind = skip_noun(s, c[1].end);
	size_t at = (size_t)(s.at - text.at) + behind + 2;

	if (!is_at(s, c[0].end, " out of ") || c[1].value == 0
		|| (c[1].start != c[0].end + 8 && c[1].start != c[0].end + 12) || !is_at(s, behind, " ("))
		return;
	const struct prose_figure *f = figure_at(p, at);

	if (!f || f->amount.unit != UNIT_PERCENT || text.at[f->end] != ')')
		return;
	struct statement st = { .says = f, .said = quantity_of(&f->amount) };

	st.made = (struct quantity){ .unit = UNIT_PERCENT,
		.value = (decimal)c[0].value * decimal_power(2) / c[1].value };
	st.how = str_print(b->unit->arena, "%u out of %u is", c[0].value, c[1].value);
	arithmetic_say(b, p, &st);
}

static void
check_sentence(struct body *b, const struct prose *p, struct str s)
{
	struct count counts[COUNTS_MOST];
	size_t n;

	for (size_t i = 0; i < s.len; i++)
		if (i == 0 || s.at[i - 1] == ' ')
			check_share_of_count(b, s, i);
	if (!is_at(s, 0, "of the ") && str_find(s, STR(" out of "), 0) == s.len)
		return;
	n = counts_of(s, counts);
	check_parts(b, s, counts, n);
	for (size_t i = 0; i + 1 < n; i++)
		check_out_of(b, p, s, &counts[i]);
}

void
headcount_check(struct body *b, const struct prose *p)
{
	struct str text = prose_text(p);
	size_t start = 0;

	for (size_t i = 0; i + 1 < p->count; i++)
		check_each(b, p, i);
	for (size_t i = 0; i < text.len; i++) {
		if (i + 1 < text.len && !prose_ends_sentence(text, i))
			continue;
		check_sentence(b, p, str_trim(str_slice(text, start, i + 1)));
		start = i + 1;
	}
}
