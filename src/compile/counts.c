/*
 * Counts in a sentence: whole numbers that belong to no figure, year, date or share.
 */
#include "compile/counts.h"

#include "base/date.h"
#include "compile/words.h"

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

size_t
counts_at(struct str s, size_t i, unsigned *out)
{
	int year;
	size_t end = words_number(str_from(s, i), out);

	if (end > 0)
		return i + end;
	return date_year_at(s, i, &year) > i ? i : digits_at(s, i, out);
}

/* The counts of a sentence: numbers that belong to no figure, year or share. */
size_t
counts_find(struct str s, struct count counts[COUNTS_MOST])
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
		end = counts_at(s, i, &value);
		if (end == i)
			continue;
		counts[n++] = (struct count){ value, i, end };
		i = end - 1;
	}
	return n;
}

bool
counts_stands(struct str s, size_t i, const char *words)
{
	return str_equal_nocase(str_slice(s, i, i + str_of(words).len), str_of(words));
}

bool
counts_stands_any(struct str s, size_t i, const char *const *words, size_t count)
{
	for (size_t k = 0; k < count; k++)
		if (counts_stands(s, i, words[k]))
			return true;
	return false;
}

size_t
counts_skip_noun(struct str s, size_t i)
{
	for (unsigned words = 0; words < 4 && i + 1 < s.len && s.at[i] == ' '; words++) {
		size_t end = i + 1;

		while (end < s.len && ((s.at[end] >= 'a' && s.at[end] <= 'z') || s.at[end] == '-'))
			end++;
		if (end == i + 1 || (end < s.len && s.at[end] != ' ' && s.at[end] != ',' && s.at[end] != ':' && s.at[end] != '.'))
			return i;
		i = end;
	}
	return i;
}
