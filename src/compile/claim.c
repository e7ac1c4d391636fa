/*
 * The text of a claim: a figure, and the words that bound or loosen it.
 *
 * How an amount is written is amount.c's, how it stands in a sentence prose.c's.  Words that could be
 * read in two ways are none of ours: a text with two amounts that are no range is several, `one of the
 * boards` is no count, `double` is a ratio.  What each word asks of a cell is link/agree.c's.
 */
#include "compile/claim.h"

#include "compile/prose.h"
#include "compile/words.h"

#define AMOUNTS_MOST 8	/* in one text */
#define WORDS_MOST   6	/* behind a number in words */

static const struct hedge {
	const char     *words;
	enum claim_kind kind;
} hedges[] = {
	/* one that another ends with stands behind it */
	{ "no more than", CLAIM_AT_MOST }, { "not more than", CLAIM_AT_MOST },
	{ "no less than", CLAIM_AT_LEAST }, { "not less than", CLAIM_AT_LEAST },
	{ "no fewer than", CLAIM_AT_LEAST }, { "just more than", CLAIM_JUST_OVER },
	{ "slightly more than", CLAIM_JUST_OVER }, { "a little more than", CLAIM_JUST_OVER },
	{ "slightly less than", CLAIM_NEARLY }, { "a little less than", CLAIM_NEARLY },
	{ "just less than", CLAIM_NEARLY }, { "more than", CLAIM_MORE },
	{ "less than", CLAIM_LESS }, { "fewer than", CLAIM_LESS },
	{ "just over", CLAIM_JUST_OVER }, { "slightly over", CLAIM_JUST_OVER },
	{ "a little over", CLAIM_JUST_OVER }, { "just above", CLAIM_JUST_OVER },
	{ "just under", CLAIM_NEARLY }, { "slightly under", CLAIM_NEARLY },
	{ "a little under", CLAIM_NEARLY }, { "just below", CLAIM_NEARLY },
	{ "well over", CLAIM_MORE }, { "well under", CLAIM_LESS }, { "over", CLAIM_MORE },
	{ "above", CLAIM_MORE }, { "in excess of", CLAIM_MORE }, { "upwards of", CLAIM_MORE },
	{ "exceeding", CLAIM_MORE }, { "under", CLAIM_LESS }, { "below", CLAIM_LESS },
	{ "up to", CLAIM_AT_MOST }, { "at most", CLAIM_AT_MOST },
	{ "a maximum of", CLAIM_AT_MOST }, { "not exceeding", CLAIM_AT_MOST },
	{ "at least", CLAIM_AT_LEAST }, { "a minimum of", CLAIM_AT_LEAST },
	{ "nearly", CLAIM_NEARLY }, { "almost", CLAIM_NEARLY },
	{ "about", CLAIM_ABOUT }, { "around", CLAIM_ABOUT }, { "approximately", CLAIM_ABOUT },
	{ "roughly", CLAIM_ABOUT }, { "some", CLAIM_ABOUT }, { "circa", CLAIM_ABOUT },
	{ "approx", CLAIM_ABOUT }, { "approx.", CLAIM_ABOUT }, { "c.", CLAIM_ABOUT },
	{ "in the region of", CLAIM_ABOUT }, { "in the order of", CLAIM_ABOUT },
	{ "of the order of", CLAIM_ABOUT },
};

static const struct hedge tails[] = {
	{ " or more", CLAIM_AT_LEAST }, { " or over", CLAIM_AT_LEAST }, { "+", CLAIM_AT_LEAST },
	{ " or less", CLAIM_AT_MOST }, { " or fewer", CLAIM_AT_MOST }, { " or so", CLAIM_ABOUT },
	{ " at most", CLAIM_AT_MOST }, { " at least", CLAIM_AT_LEAST },
};

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

/* The hedge that the words before an amount end with; NULL for none. */
static const struct hedge *
hedge_before(struct str before)
{
	struct str s = str_trim(before);

	for (size_t i = 0; i < ROWS(hedges); i++) {
		struct str words = str_of(hedges[i].words);
		size_t start = s.len - words.len;

		if (s.len >= words.len && str_equal_nocase(str_from(s, start), words)
			&& (start == 0 || s.at[start - 1] == ' '))
			return &hedges[i];
	}
	return NULL;
}

/* Cut one that the text begins with. */
static const struct hedge *
cut_hedge(struct str *text)
{
	for (size_t i = 0; i < ROWS(hedges); i++) {
		struct str words = str_of(hedges[i].words);

		if (text->len <= words.len || text->at[words.len] != ' '
			|| !str_equal_nocase(str_head(*text, words.len), words))
			continue;
		*text = str_trim(str_from(*text, words.len));
		return &hedges[i];
	}
	return NULL;
}

static const struct hedge *
cut_tail(struct str *text)
{
	for (size_t i = 0; i < ROWS(tails); i++)
		if (text->len > str_of(tails[i].words).len && str_ends(*text, tails[i].words)) {
			*text = str_head(*text, text->len - str_of(tails[i].words).len);
			return &tails[i];
		}
	return NULL;
}

/* ---- amounts in a text ---- */

struct found {
	struct amount amount;
	size_t        start, end;
};

static bool
is_bare(const struct amount *a)
{
	return a->unit == UNIT_NUMBER && !a->own_scale;
}

/* `minus £5k`, `-£5k`; a hyphen inside of a word or a range is none. */
static bool
has_minus(struct str before)
{
	static const char *const signs[] = { "-", "\u2212", "\u2013" };

	for (size_t i = 0; i < ROWS(signs); i++)
		if (str_ends(before, signs[i])) {
			size_t start = before.len - str_of(signs[i]).len;

			return start == 0 || before.at[start - 1] == ' ';
		}
	return str_ends(before, "minus ");
}

static size_t
find_amounts(struct str text, struct found found[AMOUNTS_MOST])
{
	size_t count = 0;

	for (size_t i = 0, end; i < text.len && count < AMOUNTS_MOST; i = end > i ? end : i + 1) {
		bool is_range;
		int scale;
		struct found *f = &found[count];

		end = i;
		if (!prose_begins(text, i))
			continue;
		end = prose_amount(text, i, &f->amount, &scale, &is_range);
		f->start = i;
		f->end = end;
		count += end > i;
		while (end == i && end < text.len && text.at[end] >= '0' && text.at[end] <= '9')
			end++;
	}
	return count;
}

/* The unit and the scale of a range may stand behind its other end only: `£5-7m`, `5 to 7%`. */
static bool
complete_range(struct amount *low, struct amount *high)
{
	if (low->own_unit && !high->own_unit) {
		high->unit = low->unit;
		high->own_unit = 1;
	} else if (!low->own_unit) {
		low->unit = high->unit;
		low->own_unit = high->own_unit;
	}
	for (int scale = high->place; high->own_scale && !low->own_scale && scale > 0;) {
		scale = scale >= 9 ? 9 : scale >= 6 ? 6 : 3;
		if (!decimal_mul(low->value, decimal_power(scale), &low->value))
			return false;
		low->place = (int8_t)(low->place + scale);
		low->own_scale = 1;
	}
	return low->unit == high->unit && low->value < high->value;
}

/* The whole text is a range. */
static bool
read_range(struct str text, struct claim *out)
{
	static const char *const heads[] = { "between ", "a range of ", "in the range ", "" };
	struct str rest = text, head = STR_NONE, between;
	struct found found[AMOUNTS_MOST];

	for (size_t i = 0; i < ROWS(heads) && head.len == 0; i++)
		if (str_equal_nocase(str_head(text, str_of(heads[i]).len), str_of(heads[i]))) {
			head = str_of(heads[i]);
			rest = str_from(text, head.len);
		}
	if (find_amounts(rest, found) != 2 || found[0].start != 0 || found[1].end != rest.len)
		return false;
	between = str_trim(str_slice(rest, found[0].end, found[1].start));
	bool joined = str_is(between, "to") || str_is(between, "-") || str_is(between, "\u2013")
		|| (str_is(between, "and") && str_is(head, "between "));

	out->kind = CLAIM_RANGE;
	out->amount = found[0].amount;
	out->upper = found[1].amount;
	/* 14-19 and 2026-27 are ages and years as often as ranges */
	if (is_bare(&out->amount) && is_bare(&out->upper) && !str_is(between, "to") && head.len == 0)
		return false;
	return joined && complete_range(&out->amount, &out->upper);
}

/* One amount among words. */
static enum claim_text
read_phrase(struct str text, struct claim *out)
{
	struct found found[AMOUNTS_MOST], *only = NULL;
	size_t count = find_amounts(text, found), amounts = 0;
	const struct hedge *hedge;

	for (size_t i = 0; i < count; i++)
		if (!is_bare(&found[i].amount)) {
			only = &found[i];
			amounts++;
		}
	if (amounts != 1)
		return amounts == 0 ? CLAIM_TEXT_NONE : CLAIM_TEXT_SEVERAL;
	struct str before = str_head(text, only->start), behind = str_from(text, only->end);

	out->amount = only->amount;
	if (has_minus(before))
		out->amount.value = -out->amount.value;
	hedge = hedge_before(before);
	for (size_t i = 0; !hedge && i < ROWS(tails); i++)
		if (str_starts(behind, tails[i].words))
			hedge = &tails[i];
	out->kind = hedge ? hedge->kind : CLAIM_PLAIN;
	return CLAIM_TEXT_READ;
}

/* ---- figures in words ---- */

/* Small words behind a number, as in `five of them`; another number makes it unclear what is meant. */
static bool
is_noun(struct str rest)
{
	unsigned number, words = 0;

	while ((rest = str_trim(rest)).len > 0) {
		struct str word = str_cut(&rest, ' ');

		for (size_t i = 0; i < word.len; i++)
			if (!((word.at[i] >= 'a' && word.at[i] <= 'z')
				|| (i > 0 && (word.at[i] == '\'' || word.at[i] == '-'))))
				return false;
		if (words_number(word, &number) > 0 || ++words > WORDS_MOST)
			return false;
	}
	return true;
}

static bool
read_share(struct str text, struct claim *out)
{
	unsigned over, under;
	size_t end = words_share(text, &over, &under);
	decimal value;

	if (end == 0 || !is_noun(str_from(text, end))
		|| !decimal_div((decimal)over * decimal_power(2), (decimal)under * decimal_power(0), &value))
		return false;
	out->amount = (struct amount){ .value = value, .unit = UNIT_PERCENT };
	return true;
}

static bool
read_multiple(struct str text, struct claim *out)
{
	static const struct { const char *word; int times; } multiples[] = {
		{ "double", 2 }, { "twice", 2 }, { "triple", 3 }, { "three times", 3 },
		{ "four times", 4 }, { "five times", 5 },
	};

	for (size_t i = 0; i < ROWS(multiples); i++)
		if (str_equal_nocase(text, str_of(multiples[i].word))) {
			out->amount = (struct amount){ .unit = UNIT_NUMBER, .place = -1,
				.value = multiples[i].times * decimal_power(0) };
			return true;
		}
	return false;
}

/* A count in words or digits, alone or before what is counted. */
static bool
read_count(struct str text, struct claim *out)
{
	unsigned number = 0;
	size_t end = words_number(text, &number);

	if (end == 0 && text.len > 0 && text.at[0] >= '1' && text.at[0] <= '9') {
		struct found found[AMOUNTS_MOST];

		if (find_amounts(text, found) != 1 || found[0].start != 0 || !is_bare(&found[0].amount)
			|| found[0].end == text.len || text.at[found[0].end] != ' ')
			return false;
		out->amount = found[0].amount;
		end = found[0].end;
	} else if (end > 0) {
		out->amount = (struct amount){ .value = number * decimal_power(0), .unit = UNIT_NUMBER };
	}
	/* `one of the boards` picks one and counts nothing */
	return end > 0 && is_noun(str_from(text, end)) && (number != 1 || end == text.len);
}

enum claim_text
claim_read(struct str text, struct claim *out)
{
	struct str s = str_trim(text), tail;
	const struct hedge *hedge = cut_hedge(&s);
	enum amount_kind kind;

	*out = (struct claim){ .kind = hedge ? hedge->kind : CLAIM_PLAIN, .is_words = hedge != NULL };
	while (cut_hedge(&s))
		;
	tail = s;
	if (!hedge && (hedge = cut_tail(&tail)) != NULL) {
		struct amount amount;

		kind = amount_read(tail, (struct amount_unit){ UNIT_NUMBER, 0 }, &amount);
		if (kind == AMOUNT_VALUE) {
			*out = (struct claim){ hedge->kind, amount, { 0 }, true };
			return CLAIM_TEXT_READ;
		}
	}
	kind = amount_read(s, (struct amount_unit){ UNIT_NUMBER, 0 }, &out->amount);
	if (kind == AMOUNT_OVERFLOW)
		return CLAIM_TEXT_OVERFLOW;
	if (kind == AMOUNT_VALUE || kind == AMOUNT_NIL)
		return CLAIM_TEXT_READ;
	out->is_words = true;
	if (read_share(s, out) || read_multiple(s, out) || read_count(s, out) || read_range(s, out))
		return CLAIM_TEXT_READ;
	return read_phrase(text, out);
}
