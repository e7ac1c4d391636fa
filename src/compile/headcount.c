/*
 * Sentences that count: `half of the 18 projects, nine`, `340 out of 400 (85%)`, `of the 40 responses, 28 were
 * for it, 9 against and 5 had no view`, `15 members: eight from the council, five from parishes and two others`.
 *
 * Counts are whole and exact.  Years, dates and numbers of paragraphs are no counts; a sentence in
 * which it is not certain which number goes with which figure is left alone.
 */
#include "compile/arithmetic.h"

#include "compile/counts.h"
#include "compile/words.h"

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

/* The number that an apposition gives, `, nine,` or ` (nine)` or `, 18 in all,`; where it stands, or 0. */
static size_t
apposition(struct str s, size_t i, unsigned *value, size_t *end)
{
	static const char *const heads[] = { ", ", " (", ", that is ", ", or " };
	static const char *const ends[] = { ",", ")", " in all", " in total", " of them", "." };

	for (size_t h = sizeof(heads) / sizeof(heads[0]); h-- > 0;) {
		size_t at = i + str_of(heads[h]).len;

		if (!counts_stands(s, i, heads[h]))
			continue;
		*end = counts_at(s, at, value);
		if (*end > at && counts_stands_any(s, *end, ends, sizeof(ends) / sizeof(ends[0])))
			return at;
	}
	return 0;
}

/* `Half of the 18 projects, nine, are complete`. */
static void
check_share_of_count(struct body *b, const struct prose *p, struct str s, size_t i)
{
	static const char *const ofs[] = { " of the ", " of our ", " of all ", " of " };
	unsigned over, under, whole, part;
	size_t end = words_share(str_from(s, i), &over, &under), at, behind, says;

	for (size_t k = 0; end > 0 && k < sizeof(ofs) / sizeof(ofs[0]); k++) {
		at = i + end + str_of(ofs[k]).len;
		if (!counts_stands(s, i + end, ofs[k]))
			continue;
		if (counts_at(s, at, &whole) == at) {
			portion_of_sum(b, p, str_slice(s, i, i + end),
				(size_t)(s.at - prose_text(p).at) + at, over, under);
			return;
		}
		behind = counts_skip_noun(s, counts_at(s, at, &whole));
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

/* Where the whole of a sentence's counts is given: `Of the 40 responses, `, `There were 214 complaints, `, or
 * before a colon, behind which all its parts stand. */
enum whole { NO_WHOLE, SOME_PARTS, ALL_PARTS };

static enum whole
whole_of(struct str s, const struct count *c)
{
	static const char *const heads[] = { "of the ", "there were ", "there are " };
	size_t behind = counts_skip_noun(s, c[0].end);

	if (counts_stands(s, behind, ": ") && c[1].start == behind + 2 && behind > c[0].end)
		return ALL_PARTS;
	for (size_t k = 0; k < sizeof(heads) / sizeof(heads[0]); k++)
		if (counts_stands(s, 0, heads[k]) && c[0].start == str_of(heads[k]).len && counts_stands(s, behind, ", ")
			&& c[1].start == behind + 2)
			return SOME_PARTS;
	return NO_WHOLE;
}

/* `Of the 40 responses, 28 were for it, 9 against and 5 had no view`. */
static void
check_parts(struct body *b, struct str s, struct count *counts, size_t n)
{
	static const char *const doubts[] = { " also ", " both", " of which", " of whom", " or ", " (", "£",
		" more ", " other", " last ", " year", " respectively", "%", " days", " at least ", " some " };
	struct str how = STR_NONE;
	unsigned sum = 0;
	enum whole whole;

	n = without_ranks(s, counts, n);
	if (n < 4 || (whole = whole_of(s, counts)) == NO_WHOLE || HAS_ANY(s, doubts)
		|| !arithmetic_has(str_slice(s, counts[n - 2].end, counts[n - 1].start), STR(" and ")))
		return;
	for (size_t i = 1; i < n; i++) {
		struct str gap = str_slice(s, counts[i - 1].end, counts[i].start);

		if (i > 1 && !str_ends(gap, ", ") && !str_ends(gap, " and "))
			return;
		sum += counts[i].value;
		how = str_print(b->unit->arena, STR_FMT "%s%u", STR_ARG(how),
			i == 1 ? "" : i + 1 == n ? " and " : ", ", counts[i].value);
	}
	/* parts that are not all named make less than the whole */
	if (sum == counts[0].value || (whole == SOME_PARTS && sum < counts[0].value)
		|| sum > counts[0].value + counts[0].value / 2 + 1)
		return;
	say(b, str_slice(s, counts[0].start, counts[0].end), str_slice(s, counts[0].start, counts[0].end),
		str_print(b->unit->arena, STR_FMT " make %u", STR_ARG(how), sum));
}

/* `340 out of 400 residents (85%)`. */
static void
check_out_of(struct body *b, const struct prose *p, struct str s, const struct count *c)
{
	static const char *const ofs[] = { " out of ", " of the ", " of our ", " out of the ", " of " };
	struct str text = prose_text(p);
	bool joined = false;
	size_t behind = counts_skip_noun(s, c[1].end);
	size_t at = (size_t)(s.at - text.at) + behind + 2;

	for (size_t k = 0; k < sizeof(ofs) / sizeof(ofs[0]); k++)
		joined |= counts_stands(s, c[0].end, ofs[k]) && c[1].start == c[0].end + str_of(ofs[k]).len;
	if (!joined || c[1].value == 0 || c[0].value > c[1].value || !counts_stands(s, behind, " ("))
		return;
	const struct prose_figure *f = portion_figure(p, at);

	if (!f || f->amount.unit != UNIT_PERCENT || text.at[f->end] != ')')
		return;
	struct statement st = { .says = f, .said = quantity_of(&f->amount) };

	st.made = (struct quantity){ .unit = UNIT_PERCENT,
		.value = (decimal)c[0].value * decimal_power(2) / c[1].value };
	st.how = str_print(b->unit->arena, "%u out of %u is", c[0].value, c[1].value);
	arithmetic_say(b, p, &st);
}

/* Where the share begins that ends at i, `half` or `two thirds`; i when there is none. */
static size_t
share_before(struct str s, size_t i)
{
	unsigned over, under;
	size_t start = i, best = i;

	for (unsigned words = 0; words < 2 && start > 0; words++) {
		start--;
		while (start > 0 && s.at[start - 1] != ' ')
			start--;
		if (start + words_share(str_slice(s, start, i), &over, &under) == i)
			best = start;
	}
	return best;
}

static void
check_sentence(struct body *b, const struct prose *p, struct str s)
{
	struct count counts[COUNTS_MOST];
	size_t n;

	for (size_t of = str_find(s, STR(" of "), 0); of < s.len; of = str_find(s, STR(" of "), of + 1)) {
		size_t start = share_before(s, of);

		if (start < of)
			check_share_of_count(b, p, s, start);
	}
	if (!counts_stands(s, 0, "of the ") && !counts_stands(s, 0, "there ") && str_find(s, STR("%)"), 0) == s.len
		&& str_find_char(s, ':', 0) == s.len)
		return;
	n = counts_find(s, counts);
	check_parts(b, s, counts, n);
	for (size_t i = 0; i + 1 < n; i++)
		check_out_of(b, p, s, &counts[i]);
}

void
headcount_check(struct body *b, const struct prose *p)
{
	struct str text = prose_text(p);
	size_t start = 0;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];

		if (i + 1 < text.len && ((c != '.' && c != '?' && c != '!') || !prose_ends_sentence(text, i)))
			continue;
		check_sentence(b, p, str_trim(str_slice(text, start, i + 1)));
		start = i + 1;
	}
}
