/*
 * Placeholders: what somebody meant to fill in before the paper went out.
 *
 * Three shapes: letters that mean nothing else (TBA, XX), a text in square brackets that says what to put
 * there, and words that stand where a fact should, alone or in brackets.
 */
#include "compile/placeholder.h"

#include "base/ascii.h"

#include <string.h>

#define RULE_LEAST  4u		/* underscores that are a line to write on */
#define BLOCK_MOST  3u		/* findings of one block */

static bool
is_word_at(struct str text, size_t start, size_t end)
{
	unsigned char before = start > 0 ? (unsigned char)text.at[start - 1] : ' ';
	unsigned char after = end < text.len ? (unsigned char)text.at[end] : ' ';

	return !ascii_is_letter((char)before) && !(before >= '0' && before <= '9') && before < 0xc3
		&& !ascii_is_letter((char)after) && !(after >= '0' && after <= '9');
}

/* ---- letters ---- */

/* `XX`, but not the twentieth part of something. */
static size_t
crosses_at(struct str text, size_t i)
{
	static const char *const parts[] = { "part ", "schedule ", "chapter ", "annex ", "article ",
		"section ", "volume ", "class ", "title " };
	size_t end = i;

	while (end < text.len && (text.at[end] == 'X' || text.at[end] == 'x') && text.at[end] == text.at[i])
		end++;
	if (end < i + 2 || !is_word_at(text, i, end))
		return i;
	for (size_t p = 0; p < sizeof(parts) / sizeof(parts[0]); p++) {
		size_t len = strlen(parts[p]);

		if (i >= len && str_equal_nocase(str_slice(text, i - len, i), str_of(parts[p])))
			return i;
	}
	return end;
}

static size_t
letters_at(struct str text, size_t i)
{
	static const char *const letters[] = { "TBA", "TBC", "TBD", "T.B.A.", "T.B.C." };

	for (size_t w = 0; w < sizeof(letters) / sizeof(letters[0]); w++) {
		size_t end = i + strlen(letters[w]);

		if (str_starts(str_from(text, i), letters[w]) && is_word_at(text, i, end))
			return end;
	}
	return crosses_at(text, i);
}

/* ---- square brackets ---- */

static bool
begins_with_any(struct str text, const char *const words[], size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(words[i]);

		if (str_equal_nocase(str_head(text, len), str_of(words[i]))
			&& (text.len == len || !ascii_is_letter(text.at[len])))
			return true;
	}
	return false;
}

/* `[insert date]`, `[name of officer]`, `[●]`; what is only cut from a quotation, `[...]` or `[sic]`, is none. */
static size_t
bracket_at(struct str text, size_t i)
{
	static const char *const orders[] = { "insert", "add", "enter", "complete", "delete as", "date",
		"name of", "name", "amount", "figure", "figures", "details", "to follow", "●", "•",
		"tbc", "tba" };
	size_t close = str_find_char(text, ']', i);
	struct str inside = str_trim(str_slice(text, i + 1, close));

	if (text.at[i] != '[' || close == text.len || inside.len == 0)
		return i;
	if (i > 0 && (ascii_is_letter(text.at[i - 1]) || text.at[i - 1] == ']'))
		return i;
	return begins_with_any(inside, orders, sizeof(orders) / sizeof(orders[0])) ? close + 1 : i;
}

/* ---- words ---- */

/* They stand for a fact where nothing else stands beside them. */
static bool
stands_alone(struct str text, size_t start, size_t end)
{
	while (start > 0 && text.at[start - 1] == ' ')
		start--;
	while (end < text.len && (text.at[end] == ' ' || text.at[end] == '.'))
		end++;
	bool begins = start == 0 || strchr("([:", text.at[start - 1])
		|| (start > 2 && str_is(str_slice(text, start - 3, start), "–"));
	bool ends = end == text.len || strchr(")]", text.at[end]);

	return begins && ends;
}

static size_t
word_ends(struct str text, size_t start, const char *words, size_t i)
{
	size_t end = i + strlen(words);

	return str_equal_nocase(str_slice(text, i, end), str_of(words)) && is_word_at(text, start, end)
		? end : start;
}

static size_t
words_at(struct str text, size_t i)
{
	static const char *const to_be[] = { "completed", "confirmed", "inserted", "added", "advised",
		"announced", "agreed", "determined", "provided", "supplied" };
	static const char *const others[] = { "insert here", "details to follow", "lorem ipsum" };
	size_t end = i;

	if (str_equal_nocase(str_slice(text, i, i + 6), STR("to be ")))
		for (size_t w = 0; w < sizeof(to_be) / sizeof(to_be[0]) && end == i; w++)
			end = word_ends(text, i, to_be[w], i + 6);
	for (size_t w = 0; w < sizeof(others) / sizeof(others[0]) && end == i; w++)
		if ((text.at[i] | 0x20) == others[w][0])
			end = word_ends(text, i, others[w], i);
	return end > i && (stands_alone(text, i, end) || (text.at[i] | 0x20) == 'l') ? end : i;
}

static size_t
rule_at(struct str text, size_t i)
{
	size_t end = i;

	while (end < text.len && text.at[end] == '_')
		end++;
	return end >= i + RULE_LEAST ? end : i;
}

/* A placeholder that begins at i, or i; there no word goes on. */
static size_t
placeholder_at(struct str text, size_t i)
{
	size_t end = i;

	switch (text.at[i]) {
	case '[': return bracket_at(text, i);
	case '_': return rule_at(text, i);
	case 'X': case 'x': return letters_at(text, i);
	case 't': case 'T': case 'i': case 'I': case 'd': case 'D': case 'l': case 'L':
		if (text.at[i] == 'T')
			end = letters_at(text, i);
		return end == i ? words_at(text, i) : end;
	default:
		return i;
	}
}

bool
placeholder_next(struct str text, size_t *i, struct str *out)
{
	for (; *i < text.len; (*i)++) {
		if (*i > 0 && ascii_is_letter(text.at[*i]) && ascii_is_letter(text.at[*i - 1]))
			continue;	/* within a word none begins: nearly always */
		size_t start = *i, end = placeholder_at(text, start);

		if (end == start)
			continue;
		*out = str_slice(text, start, end);
		*i = end;
		return true;
	}
	return false;
}

void
placeholder_check(struct body *b, const struct prose *p)
{
	struct str text = prose_text(p), found;
	size_t cursor = b->block_start;
	unsigned count = 0;

	for (size_t i = 0; count < BLOCK_MOST && placeholder_next(text, &i, &found); count++) {
		struct place at = body_place_words(b, found, &cursor);
		struct finding *f = diag_add(&b->unit->diag, DIAG_PLACEHOLDER, at,
			"“" STR_FMT "” is still to be filled in", STR_ARG(str_head(found, 60)));

		diag_help(&b->unit->diag, f, "write what belongs here, or say when it will be known");
	}
}
