/*
 * Acronyms: which words in capitals are some, and what explains them.
 *
 * Whether words have their initials is initials.c's.
 */
#include "compile/acronym.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "compile/initials.h"

#define CHUNK_MOST 100u

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
		&& (mark + 1 == rest.len || !initials_is_wordy(rest.at[mark + 1])) ? mark + 1 : 0;
}

static size_t
word_end(struct str text, size_t i)
{
	while (i < text.len && initials_is_wordy(text.at[i]))
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

	while (from > 0 && initials_is_wordy(text.at[from - 1]))
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

	if (end + 1 < text.len && text.at[end] == '.' && initials_is_wordy(text.at[end + 1]))
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
		while (from > *i && initials_is_wordy(text.at[from - 1]))
			from--;
		size_t start = from, end = capitals_end(text, start), behind = end + ending_at(text, end);
		bool is_word = behind > end || end == text.len || !initials_is_wordy(text.at[end]);

		*i = word_end(text, behind > start ? behind : start + 1);
		*out = (struct acronym){ start, behind, str_slice(text, start, end) };
		if (is_word && out->letters.len > 1 && out->letters.len <= INITIALS_MOST
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

	for (size_t i = 0; i < text.len; i++)
		large += ascii_is_upper(text.at[i]);
	if (large <= (is_heading ? 5 : 12))
		return false;
	for (size_t i = 0; i < text.len; i++)
		small += ascii_is_lower(text.at[i]);
	return large > small;
}

/* What stands between the brackets is an acronym, perhaps with `the` before it or marks around it. */
static bool
is_bracketed(struct str inside, struct acronym *out)
{
	struct str text = initials_bare(str_trim(inside));

	if (str_starts(text, "the "))
		text = initials_bare(str_from(text, 4));
	size_t end = 0, capitals = 0;

	while (end < text.len && (ascii_is_letter(text.at[end]) || text.at[end] == '&'))
		capitals += ascii_is_upper(text.at[end++]);
	size_t plural = end > 2 && text.at[end - 1] == 's' && ascii_is_upper(text.at[end - 2]) ? 1 : 0;
	struct str rest = str_from(text, end);

	if (rest.len > 0 && !strchr(",;-", rest.at[0]) && !str_starts(rest, " –")
		&& !str_starts(rest, " or ") && !str_starts(rest, "’") && !str_starts(rest, "'"))
		return false;
	*out = (struct acronym){ 0, end, str_head(text, end - plural) };
	return capitals > 1 && end > 1 && end - plural <= INITIALS_MOST && ascii_is_upper(text.at[0])
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
	size_t close = str_find_char(text, ')', open);
	struct str inside = str_slice(text, open + 1, close), before = word_before(text, open);
	struct acronym a;

	*out = (struct explanation){ ACRONYM_NONE, STR_NONE, STR_NONE, STR_NONE };
	if (close == text.len)
		return;
	if (is_bracketed(inside, &a)) {
		struct str head = str_trim(str_head(text, open));

		out->letters = a.letters;
		out->words = initials_before(head, a.letters);
		out->fit = out->words.len > 0 ? ACRONYM_FITS : ACRONYM_NONE;
		if (out->words.len == 0)
			out->words = initials_misfit(head, a.letters, room, &out->initials);
		if (out->words.len > 0 && out->fit == ACRONYM_NONE)
			out->fit = ACRONYM_MISFITS;
		return;
	}
	if (before.len > 2 && before.at[before.len - 1] == 's' && ascii_is_upper(before.at[before.len - 2]))
		before.len--;
	if (before.len > 1 && before.len <= INITIALS_MOST && is_loud(before)
		&& initials_fit(before, inside))
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
		if (initials_parts_phrases(words.at[i]))
			words.len = i;
	words = str_trim(words);
	*out = (struct explanation){ ACRONYM_FITS, str_head(text, end), words, STR_NONE };
	return end > 1 && end <= INITIALS_MOST && words.len > 0 && initials_fit(out->letters, words);
}
