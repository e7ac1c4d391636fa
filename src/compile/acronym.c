/*
 * Acronyms: which words in capitals are some, and whether words have their initials.
 *
 * Initials are compared from the last word to the first.  Little words (of, and, the) may be left out
 * or count; every other word counts, and each part of one with a hyphen.
 */
#include "compile/acronym.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/nearest.h"

#define LETTERS_MOST 8u
#define WORDS_MOST   24u
#define STEPS_MOST   400u
#define CHUNK_MOST   100u

/* A byte that belongs to a word, whatever the word is. */
static bool
is_wordy(char c)
{
	unsigned char byte = (unsigned char)c;	/* 0xc2 and 0xe2 begin signs: £, –, ’ */

	return ascii_is_letter(c) || (c >= '0' && c <= '9') || (byte >= 0xc3 && byte != 0xe2) || c == '_'
		|| c == '@';
}

/* ---- which words in capitals are acronyms ---- */

/* What every reader knows, marks of honour and office, and words that are only written large. */
static const char *const known[] = {
	"AD", "AM", "AND", "AOB", "BA", "BBC", "BC", "BSC", "BST", "CBE", "CBI", "CC", "CD", "CEO",
	"CLLR", "COVID", "CSV", "CV", "DBE", "DL", "DR", "DVD", "EC", "EU", "FAQ", "FAX", "FC", "FOI",
	"FOR", "FROM", "GBP", "GMT", "GP", "HM", "HMRC", "HR", "HTML", "HTTP", "HTTPS", "ICT", "ID",
	"INC", "IS", "ISBN", "ISO", "IT", "ITV", "JP", "KBE", "KC", "LLP", "LTD", "MA", "MBA", "MBE",
	"MEP", "MP", "MS", "NB", "NHS", "NI", "NIL", "NO", "NOT", "OBE", "OF", "OJ", "OK", "ON", "OR",
	"PA", "PAYE", "PC", "PDF", "PHD", "PLC", "PM", "PO", "PS", "PTO", "QC", "QPM", "RAF", "REF",
	"RIP", "RSVP", "SI", "SMS", "SMT", "TBA", "TBC", "TEL", "THE", "TO", "TOTAL", "TV", "UK",
	"UN", "URL", "US", "USA", "USB", "VAT", "VE", "VIP", "VJ", "WC", "XML", "YES",
};

static int
compare_known(const void *key, const void *row)
{
	const struct str *letters = key;
	const char *word = *(const char *const *)row;
	size_t len = strlen(word), n = letters->len < len ? letters->len : len;
	int order = memcmp(letters->at, word, n);

	return order ? order : (letters->len > len) - (letters->len < len);
}

static bool
is_known(struct str letters)
{
	return bsearch(&letters, known, sizeof(known) / sizeof(known[0]), sizeof(known[0]),
		compare_known) != NULL;
}

static bool
is_numeral(struct str letters)
{
	for (size_t i = 0; i < letters.len; i++)
		if (letters.at[i] != 'I' && letters.at[i] != 'V' && letters.at[i] != 'X')
			return false;
	return true;
}

/* Capitals from i on, with an `&` between two of them. */
static size_t
capitals_end(struct str text, size_t i)
{
	while (i < text.len && (ascii_is_upper(text.at[i]) || (text.at[i] == '&' && i + 1 < text.len
		&& i > 0 && ascii_is_upper(text.at[i - 1]) && ascii_is_upper(text.at[i + 1]))))
		i++;
	return i;
}

/* The length of `s`, `'s` or `’s` behind an acronym. */
static size_t
ending_at(struct str text, size_t i)
{
	struct str rest = str_from(text, i);
	size_t mark = str_starts(rest, "'") ? 1 : str_starts(rest, "’") ? 3 : 0;

	return mark + 1 <= rest.len && rest.at[mark] == 's'
		&& (mark + 1 == rest.len || !is_wordy(rest.at[mark + 1])) ? mark + 1 : 0;
}

static size_t
word_end(struct str text, size_t i)
{
	while (i < text.len && is_wordy(text.at[i]))
		i++;
	return i;
}

/* The word before a place and the one behind it, a single blank apart, are in capitals too. */
static bool
is_loud(struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (!ascii_is_upper(word.at[i]))
			return false;
	return word.len > 1;
}

static bool
is_beside_loud(struct str text, size_t start, size_t end)
{
	size_t from = start > 0 ? start - 1 : 0;

	while (from > 0 && is_wordy(text.at[from - 1]))
		from--;
	if (start > 0 && text.at[start - 1] == ' ' && is_loud(str_slice(text, from, start - 1)))
		return true;
	return end < text.len && text.at[end] == ' '
		&& is_loud(str_slice(text, end + 1, word_end(text, end + 1)));
}

/* Within an address, a file's name or a code it means nothing. */
static bool
is_inside(struct str text, size_t start, size_t end)
{
	size_t from = start;

	if (end + 1 < text.len && text.at[end] == '.' && is_wordy(text.at[end + 1]))
		return true;
	if (start == 0 || !strchr("/.#-\\", text.at[start - 1]))
		return false;
	if (!strchr("/-", text.at[start - 1]) || start == 1 || !ascii_is_letter(text.at[start - 2]))
		return true;
	while (from > 0 && text.at[from - 1] != ' ' && start - from < CHUNK_MOST)
		from--;
	struct str chunk = str_slice(text, from, start);

	return str_find(chunk, STR("://"), 0) < chunk.len || str_find(chunk, STR("www."), 0) < chunk.len
		|| str_find_char(chunk, '@', 0) < chunk.len;
}

/* The first place at or after i where two capitals stand side by side (or one and an `&`), and with it the
 * start of their word: nearly all of a text is passed over by this. */
static size_t
next_pair(struct str text, size_t i)
{
	while (i + 1 < text.len && !(ascii_is_upper(text.at[i])
		&& (ascii_is_upper(text.at[i + 1]) || text.at[i + 1] == '&')))
		i++;
	return i + 1 < text.len ? i : text.len;
}

bool
acronym_next(struct str text, size_t *i, struct acronym *out)
{
	for (;;) {
		size_t pair = next_pair(text, *i), from = pair;

		if (pair == text.len)
			break;
		while (from > *i && is_wordy(text.at[from - 1]))
			from--;
		size_t start = from, end = capitals_end(text, start), behind = end + ending_at(text, end);
		bool is_word = behind > end || end == text.len || !is_wordy(text.at[end]);

		*i = word_end(text, behind > start ? behind : start + 1);
		*out = (struct acronym){ start, behind, str_slice(text, start, end) };
		if (is_word && out->letters.len > 1 && out->letters.len <= LETTERS_MOST
			&& !is_inside(text, start, behind) && !is_known(out->letters)
			&& !is_numeral(out->letters) && !is_beside_loud(text, start, behind))
			return true;
	}
	*i = text.len;
	return false;
}

bool
acronym_is_shouted(struct str text, bool is_heading)
{
	size_t large = 0, small = 0;

	for (size_t i = 0; i < text.len; i++) {
		large += ascii_is_upper(text.at[i]);
		small += ascii_is_lower(text.at[i]);
	}
	return large > (is_heading ? 5 : 12) && large > small;
}

/* ---- initials ---- */

struct word {
	struct str text;
	bool       is_little;
};

static bool
is_little(struct str word)
{
	static const char *const little[] = { "a", "an", "and", "at", "by", "for", "from", "in", "of",
		"on", "or", "the", "to", "with", "&", "–", "-", "y", "yr", "a'r" };

	for (size_t i = 0; i < sizeof(little) / sizeof(little[0]); i++)
		if (str_is(word, little[i]))
			return true;
	return false;
}

/* A full stop, a bracket or a mark of quotation ends what an acronym can stand for. */
static bool
parts_phrases(char c)
{
	return strchr(".;:?!()[]\"|\t\n", c) != NULL;
}

static struct str
bare(struct str word)
{
	while (word.len > 0 && (word.at[word.len - 1] == ',' || word.at[word.len - 1] == '\''))
		word.len--;
	while (word.len > 0 && !is_wordy(word.at[0]) && word.at[0] != '&'
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
			&& text.at[start - 1] != '/' && !parts_phrases(text.at[start - 1]))
			start--;
		struct str word = bare(str_slice(text, start, end));

		bool goes_on = start > 0 && text.at[start - 1] == '-' && word.len > 0
			&& ascii_is_lower(word.at[0]);	/* the second part of `Re-organisation` */

		if (word.len > 0)
			words[n++] = (struct word){ word, goes_on || is_little(word) };
		if (start == 0 || parts_phrases(text.at[start - 1]))
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

bool
acronym_fits(struct str letters, struct str text)
{
	struct word words[WORDS_MOST];
	size_t n = words_backwards(text, words), used = words_of(letters, words, n);

	while (used > 0 && used < n && words[used].is_little)
		used++;
	return used > 0 && used == n && letters.len > 1;
}

/*
 * Words with a capital before the bracket whose initials are almost the letters: as many of them as
 * come nearest.
 */
static void
misfit(struct str text, const struct word *words, size_t n, char *room, struct explanation *out)
{
	char initials[LETTERS_MOST + 2];
	size_t count = 0;

	for (size_t used = 0; used < n && count < sizeof(initials); used++) {
		if (words[used].is_little)
			continue;
		if (!ascii_is_upper(words[used].text.at[0]))
			break;
		memmove(initials + 1, initials, count);
		initials[0] = words[used].text.at[0];
		count++;
		if (count < 3 || initials[0] != out->letters.at[0] || out->letters.len < 3
			|| !nearest_is_one_off((struct str){ initials, count }, out->letters))
			continue;
		memcpy(room, initials, count);
		*out = (struct explanation){ ACRONYM_MISFITS, out->letters,
			phrase(text, words, used + 1), { room, count } };
		return;
	}
}

/* What stands between the brackets is an acronym, perhaps with `the` before it or marks around it. */
static bool
is_bracketed(struct str inside, struct acronym *out)
{
	struct str text = bare(str_trim(inside));

	if (str_starts(text, "the "))
		text = bare(str_from(text, 4));
	size_t end = 0, capitals = 0;

	while (end < text.len && (ascii_is_letter(text.at[end]) || text.at[end] == '&'))
		capitals += ascii_is_upper(text.at[end++]);
	size_t plural = end > 2 && text.at[end - 1] == 's' && ascii_is_upper(text.at[end - 2]) ? 1 : 0;
	struct str rest = str_from(text, end);

	if (rest.len > 0 && !strchr(",;-", rest.at[0]) && !str_starts(rest, " –")
		&& !str_starts(rest, " or ") && !str_starts(rest, "’") && !str_starts(rest, "'"))
		return false;
	*out = (struct acronym){ 0, end, str_head(text, end - plural) };
	return capitals > 1 && end > 1 && end - plural <= LETTERS_MOST && ascii_is_upper(text.at[0])
		&& !is_numeral(out->letters);
}

/* The word that ends where the blank before a bracket stands. */
static struct str
word_before(struct str text, size_t open)
{
	size_t end = open, start;

	while (end > 0 && text.at[end - 1] == ' ')
		end--;
	for (start = end; start > 0 && (ascii_is_letter(text.at[start - 1]) || text.at[start - 1] == '&');)
		start--;
	return str_slice(text, start, end);
}

void
acronym_explained(struct str text, size_t open, char *room, struct explanation *out)
{
	size_t close = str_find_char(text, ')', open), n, used;
	struct str inside = str_slice(text, open + 1, close), before = word_before(text, open);
	struct word words[WORDS_MOST];
	struct acronym a;

	*out = (struct explanation){ ACRONYM_NONE, STR_NONE, STR_NONE, STR_NONE };
	if (close == text.len)
		return;
	if (is_bracketed(inside, &a)) {
		struct str head = str_trim(str_head(text, open));

		n = words_backwards(head, words);
		used = words_of(a.letters, words, n);
		out->letters = a.letters;
		if (used > 0)
			*out = (struct explanation){ ACRONYM_FITS, a.letters,
				phrase(head, words, used), STR_NONE };
		else
			misfit(head, words, n, room, out);
		return;
	}
	if (before.len > 2 && before.at[before.len - 1] == 's' && ascii_is_upper(before.at[before.len - 2]))
		before.len--;
	if (before.len > 1 && before.len <= LETTERS_MOST && is_loud(before)
		&& acronym_fits(before, inside))
		*out = (struct explanation){ ACRONYM_FITS, before, str_trim(inside), STR_NONE };
}

bool
acronym_listed(struct str text, struct explanation *out)
{
	static const char *const marks[] = { " – ", " - ", ": ", " = ", " — ", "\t" };
	size_t end = capitals_end(text, 0);
	struct str rest = str_from(text, end), words = STR_NONE;

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]) && words.len == 0; i++)
		if (str_starts(rest, marks[i]))
			words = str_from(rest, strlen(marks[i]));
	for (size_t i = 0; i < words.len; i++)
		if (parts_phrases(words.at[i]))
			words.len = i;
	words = str_trim(words);
	*out = (struct explanation){ ACRONYM_FITS, str_head(text, end), words, STR_NONE };
	return end > 1 && end <= LETTERS_MOST && words.len > 0 && acronym_fits(out->letters, words);
}

/* The word at i with what hyphens join to it. */
static size_t
name_word_end(struct str text, size_t i)
{
	while (i < text.len && (is_wordy(text.at[i]) || (text.at[i] == '-' && i + 1 < text.len
		&& is_wordy(text.at[i + 1]))))
		i++;
	return i;
}

bool
acronym_name(struct str text, uint32_t letters, size_t *i, struct acronym_name *out)
{
	for (; *i < text.len; *i += *i < text.len) {
		size_t at = *i, end;

		if (!ascii_is_upper(text.at[at]) || !(letters >> (text.at[at] - 'A') & 1)
			|| (at > 0 && is_wordy(text.at[at - 1])))
			continue;
		end = name_word_end(text, at);

		*i = end;
		if (end < at + 2 || !ascii_is_lower(text.at[at + 1]))
			continue;
		*out = (struct acronym_name){ .start = at };
		for (unsigned little = 0; out->count < ACRONYM_NAMES && little < 3; at = end + 1) {
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
