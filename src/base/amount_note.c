/*
 * Marks of notes behind an amount: `1,234*`, `1,234 (a)`, `1,234¹`, `1,234 [1]`, `(1,234)†`.
 *
 * Knows marks alone; whether what stands before one is an amount is amount.c's.  A number in round
 * brackets is no mark: `54 (2)` may be two figures in one cell.
 */
#include "base/ascii.h"
#include "base/amount.h"

#include <string.h>

#define LONGEST_MARK 8u		/* within square brackets: [note 1] */

static const char *const signs[] = {
	"*", "\u2020", "\u2021", "\u00a7", "#", "^",
	"\u00b9", "\u00b2", "\u00b3", "\u2070", "\u2074", "\u2075", "\u2076", "\u2077", "\u2078", "\u2079",
};

/* One or two letters, or (i), (iv), (iii). */
static bool
is_letters(struct str s)
{
	bool roman = s.len <= 4;

	for (size_t i = 0; i < s.len; i++) {
		if (!ascii_is_letter(s.at[i]))
			return false;
		roman = roman && strchr("ivxIVX", s.at[i]);
	}
	return s.len == 1 || (s.len > 1 && roman);
}

static bool
is_word(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!ascii_is_letter(s.at[i]) && s.at[i] != ' ' && !(s.at[i] >= '0' && s.at[i] <= '9'))
			return false;
	return s.len > 0 && s.len <= LONGEST_MARK;
}

/* The text before the mark at its end; the whole text when there is none. */
static struct str
before_mark(struct str s)
{
	if (s.len == 0 || ascii_is_alphanumeric(s.at[s.len - 1]))
		return s;	/* no mark ends so: most texts need no look at the table */

	size_t round = str_find_last_char(s, '('), square = str_find_last_char(s, '[');

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (str_ends(s, signs[i]))
			return str_head(s, s.len - strlen(signs[i]));
	if (str_ends(s, ")") && round < s.len && is_letters(str_slice(s, round + 1, s.len - 1)))
		return str_head(s, round);
	if (str_ends(s, "]") && square < s.len && is_word(str_slice(s, square + 1, s.len - 1)))
		return str_head(s, square);
	return s;
}

struct str
amount_without_note(struct str text)
{
	struct str rest = str_trim(text), before = rest;

	for (;;) {
		rest = str_trim(before_mark(before));
		if (rest.len == before.len)
			return rest;
		before = rest;
	}
}
