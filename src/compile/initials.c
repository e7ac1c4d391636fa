/*
 * Whether words have the letters of an acronym as their initials.
 */
#include "compile/initials.h"

#include <string.h>

#include "base/ascii.h"
#include "base/nearest.h"

#define WORDS_MOST 24u
#define STEPS_MOST 400u

bool
initials_is_wordy(char c)
{
	unsigned char byte = (unsigned char)c;	/* 0xc2 and 0xe2 begin signs: £, –, ’ */

	return ascii_is_letter(c) || (c >= '0' && c <= '9') || (byte >= 0xc3 && byte != 0xe2) || c == '_'
		|| c == '@';
}

struct word {
	struct str text;
	bool       is_little;
};

static bool
is_little(struct str word)
{
	static const char little[] =
		"a|an|and|at|by|for|from|in|of|"
		"on|or|the|to|with|&|–|-|y|yr|a'r";

	return str_is_one_of(word, little);
}

bool
initials_parts_phrases(char c)
{
	return strchr(".;:?!()[]\"|\t\n", c) != NULL;
}

struct str
initials_bare(struct str word)
{
	while (word.len > 0 && (word.at[word.len - 1] == ',' || word.at[word.len - 1] == '\''))
		word.len--;
	while (word.len > 0 && !initials_is_wordy(word.at[0]) && word.at[0] != '&'
		&& (unsigned char)word.at[0] < 0x80)
		word = str_from(word, 1);
	if (str_starts(word, "“") || str_starts(word, "‘"))
		word = str_from(word, 3);
	if (str_ends(word, "’") || str_ends(word, "”"))
		word.len -= 3;
	return word;
}

/* The words of a text from the last to the first, the parts of one with hyphens each; at most as
 * many as there is room for. */
static size_t
words_backwards(struct str text, struct word words[WORDS_MOST])
{
	size_t n = 0, end = text.len;

	while (end > 0 && n < WORDS_MOST) {
		size_t start = end;

		while (start > 0 && text.at[start - 1] != ' ' && text.at[start - 1] != '-'
			&& text.at[start - 1] != '/' && !initials_parts_phrases(text.at[start - 1]))
			start--;
		struct str word = initials_bare(str_slice(text, start, end));

		bool goes_on = start > 0 && text.at[start - 1] == '-' && word.len > 0
			&& ascii_is_lower(word.at[0]);	/* the second part of `Re-organisation` */

		if (word.len > 0)
			words[n++] = (struct word){ word, goes_on || is_little(word) };
		if (start == 0 || initials_parts_phrases(text.at[start - 1]))
			break;
		end = start - 1;
	}
	return n;
}

static bool
begins_with(struct str word, char letter)
{
	return letter == '&' ? str_is(word, "&") || str_equal_nocase(word, STR("and"))
		: ascii_upper(word.at[0]) == ascii_upper(letter);
}

/*
 * How many of the words, from the last on, have the letters as initials, or -1.  A little word is
 * left out where that serves; steps bounds the trying.
 */
static int
match(struct str letters, const struct word *words, size_t n, unsigned *steps)
{
	int rest;

	if (letters.len == 0)
		return 0;
	if (n == 0 || (*steps)++ > STEPS_MOST)
		return -1;
	if (words[0].is_little && (rest = match(letters, words + 1, n - 1, steps)) >= 0)
		return rest + 1;
	if (!begins_with(words[0].text, letters.at[letters.len - 1]))
		return -1;
	rest = match(str_head(letters, letters.len - 1), words + 1, n - 1, steps);
	return rest < 0 ? -1 : rest + 1;
}

/* `Improvement Partnership for the North West` is the NWIP. */
static int
match_turned(struct str letters, const struct word *words, size_t n)
{
	size_t middle = 0, from;

	while (middle < n && !words[middle].is_little)
		middle++;
	for (from = middle; from < n && words[from].is_little;)
		from++;
	for (size_t cut = 1; middle > 0 && from < n && cut < letters.len; cut++) {
		unsigned steps = 0;
		int head = match(str_head(letters, cut), words, middle, &steps);
		int tail = head == (int)middle
			? match(str_from(letters, cut), words + from, n - from, &steps) : -1;

		if (tail > 0)
			return (int)from + tail;
	}
	return -1;
}

/* As many words as the letters stand for, or 0.  `Growth Incentive scheme (GI)`: a last small word may
 * be none of them. */
static size_t
words_of(struct str letters, const struct word *words, size_t n)
{
	unsigned steps = 0;
	int used = n > 0 && !words[0].is_little ? match(letters, words, n, &steps) : -1;

	if (used < 0 && n > 1 && letters.len > 2 && ascii_is_lower(words[0].text.at[0])
		&& !words[1].is_little && (used = match(letters, words + 1, n - 1, &steps)) > 0)
		used++;
	if (used < 0 && letters.len > 3)
		used = match_turned(letters, words, n);
	return used > 0 ? (size_t)used : 0;
}

/* From the first of so many words to the end of the text. */
static struct str
phrase(struct str text, const struct word *words, size_t used)
{
	const char *start = words[used - 1].text.at;

	return (struct str){ start, (size_t)(text.at + text.len - start) };
}

struct str
initials_before(struct str text, struct str letters)
{
	struct word words[WORDS_MOST];
	size_t n = words_backwards(text, words), used = words_of(letters, words, n);

	return used > 0 ? phrase(text, words, used) : STR_NONE;
}

bool
initials_fit(struct str letters, struct str text)
{
	struct word words[WORDS_MOST];
	size_t n = words_backwards(text, words), used = words_of(letters, words, n);

	while (used > 0 && used < n && words[used].is_little)
		used++;
	return used > 0 && used == n && letters.len > 1;
}

/* The nearest ones before the end: as many words as come to one letter off. */
struct str
initials_misfit(struct str text, struct str letters, char *room, struct str *initials)
{
	struct word words[WORDS_MOST];
	size_t n = words_backwards(text, words), count = 0;

	for (size_t used = 0; used < n && count < INITIALS_MOST + 2; used++) {
		if (words[used].is_little)
			continue;
		if (!ascii_is_upper(words[used].text.at[0]))
			break;
		memmove(room + 1, room, count);
		room[0] = words[used].text.at[0];
		*initials = (struct str){ room, ++count };
		if (count > 2 && letters.len > 2 && room[0] == letters.at[0]
			&& nearest_is_one_off(*initials, letters))
			return phrase(text, words, used + 1);
	}
	return STR_NONE;
}

/* The word at i with what hyphens join to it. */
static size_t
name_word_end(struct str text, size_t i)
{
	while (i < text.len && (initials_is_wordy(text.at[i]) || (text.at[i] == '-' && i + 1 < text.len
		&& initials_is_wordy(text.at[i + 1]))))
		i++;
	return i;
}

bool
initials_name(struct str text, uint32_t letters, size_t *i, struct initials_name *out)
{
	for (; *i < text.len; *i += *i < text.len) {
		size_t at = *i, end;

		if (!ascii_is_upper(text.at[at]) || !(letters >> (text.at[at] - 'A') & 1)
			|| (at > 0 && initials_is_wordy(text.at[at - 1])))
			continue;
		end = name_word_end(text, at);

		*i = end;
		if (end < at + 2 || !ascii_is_lower(text.at[at + 1]))
			continue;
		*out = (struct initials_name){ .start = at };
		for (unsigned little = 0; out->count < INITIALS_NAMES && little < 3; at = end + 1) {
			end = name_word_end(text, at);
			struct str word = str_slice(text, at, end);

			if (word.len > 0 && ascii_is_upper(word.at[0])) {
				out->letters[out->count] = word.at[0];
				out->ends[out->count++] = end;
				little = 0;
			} else if (is_little(word) || str_is(str_slice(text, at, at + 1), "&")) {
				little++;
				end += word.len == 0;
			} else {
				break;
			}
			if (end >= text.len || text.at[end] != ' ')
				break;
		}
		if (out->count > 2)
			return true;
	}
	return false;
}
