/*
 * Numbers in words, as prose has them: `nine`, `twenty-three`, `a hundred`, `two thirds`.
 */
#include "compile/words.h"

static const char *const small[] = {
	"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
	"twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
};

static const char *const tens[] = {
	"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
};

static const struct {
	const char *one, *several;
	unsigned    under;
} shares[] = {
	{ "half", "halves", 2 }, { "third", "thirds", 3 }, { "quarter", "quarters", 4 },
	{ "fifth", "fifths", 5 }, { "sixth", "sixths", 6 }, { "seventh", "sevenths", 7 },
	{ "eighth", "eighths", 8 }, { "tenth", "tenths", 10 },
};

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

/* The length of the word at the front when it is this one, else 0. */
static size_t
word_at(struct str text, const char *word)
{
	/* nearly every word is told apart by its first letter */
	if (text.len == 0 || (text.at[0] | 0x20) != word[0])
		return 0;

	size_t len = str_of(word).len;
	char next = text.len > len ? text.at[len] : ' ';
	bool goes_on = ((next | 0x20) >= 'a' && (next | 0x20) <= 'z') || (next >= '0' && next <= '9');

	return !goes_on && str_equal_nocase(str_head(text, len), str_of(word)) ? len : 0;
}

static size_t
number_among(struct str text, const char *const *words, size_t count, unsigned *index)
{
	for (size_t i = 0; i < count; i++) {
		size_t len = word_at(text, words[i]);

		*index = (unsigned)i;
		if (len > 0)
			return len;
	}
	return 0;
}

static bool
joins(struct str text, size_t i)
{
	return i < text.len && (text.at[i] == '-' || text.at[i] == ' ');
}

size_t
words_number(struct str text, unsigned *out)
{
	unsigned index, unit;
	size_t end = number_among(text, small, ROWS(small), &index), more;

	*out = end > 0 ? index + 1 : 0;
	if (end > 0)
		return end;
	end = number_among(text, tens, ROWS(tens), &index);
	if (end > 0) {
		*out = (index + 2) * 10;
		more = joins(text, end) ? number_among(str_from(text, end + 1), small, 9, &unit) : 0;
		*out += more > 0 ? unit + 1 : 0;
		return more > 0 ? end + 1 + more : end;
	}
	*out = 100;
	end = word_at(text, "a hundred");
	if (end == 0)
		end = word_at(text, "one hundred");
	if (end > 0)
		return end;
	*out = 12;
	return word_at(text, "a dozen");
}

size_t
words_share(struct str text, unsigned *over, unsigned *under)
{
	size_t end = word_at(text, "a");
	unsigned index = 0;

	if (end == 0)
		end = number_among(text, small, ROWS(small), &index);
	*over = end > 0 ? index + 1 : 1;
	if (end > 0 && !joins(text, end))
		return 0;

	struct str rest = end > 0 ? str_from(text, end + 1) : text;

	for (size_t i = 0; i < ROWS(shares); i++) {
		size_t len = word_at(rest, *over > 1 ? shares[i].several : shares[i].one);

		/* alone only a half is a share: a third comes after a second */
		if (len == 0 || (end == 0 && i > 0) || *over >= shares[i].under)
			continue;
		*under = shares[i].under;
		return end > 0 ? end + 1 + len : len;
	}
	return 0;
}
