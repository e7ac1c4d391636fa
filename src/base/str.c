/*
 * Slices: comparing, cutting, searching.
 *
 * Knows bytes and ASCII; characters, case and columns are utf8.c's.
 */
#include "base/ascii.h"
#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"

#define SHORT 16u	/* bytes: what is looked for so may be compared at every place */

struct str
str_copy(struct arena *a, struct str s)
{
	return (struct str){ arena_copy(a, s.at, s.len), s.len };
}

static struct str
format(struct arena *a, const char *fmt, va_list list)
{
	char brief[256];	/* most texts are, and are formatted once */
	va_list again;

	va_copy(again, list);

	int len = vsnprintf(brief, sizeof(brief), fmt, list);
	struct str text = { brief, len > 0 ? (size_t)len : 0 };

	if (text.len < sizeof(brief)) {
		text = str_copy(a, text);
	} else {
		char *at = arena_alloc(a, text.len + 1);

		vsnprintf(at, text.len + 1, fmt, again);
		text.at = at;
	}
	va_end(again);
	return text;
}

struct str
str_print(struct arena *a, const char *fmt, ...)
{
	va_list list;

	va_start(list, fmt);

	struct str text = format(a, fmt, list);

	va_end(list);
	return text;
}

bool
str_equal(struct str a, struct str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

int
str_compare(struct str a, struct str b)
{
	size_t shorter = a.len < b.len ? a.len : b.len;
	int order = shorter ? memcmp(a.at, b.at, shorter) : 0;

	if (order != 0)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

bool
str_equal_nocase(struct str a, struct str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (ascii_lower(a.at[i]) != ascii_lower(b.at[i]))
			return false;
	return true;
}

/* It is asked at every word of a text: only words that are as long are compared. */
static inline bool
is_one_of(struct str s, const char *words, bool (*equal)(struct str a, struct str b))
{
	for (const char *end;; words = end + 1) {
		end = strchrnul(words, '|');
		if ((size_t)(end - words) == s.len && equal(s, (struct str){ words, s.len }))
			return true;
		if (!*end)
			return false;
	}
}

bool
str_is_one_of(struct str s, const char *words)
{
	return is_one_of(s, words, str_equal);
}

bool
str_is_one_of_nocase(struct str s, const char *words)
{
	return is_one_of(s, words, str_equal_nocase);
}

bool
str_is_digits(struct str s)
{
	size_t i = 0;

	while (i < s.len && ascii_is_digit(s.at[i]))
		i++;
	return i > 0 && i == s.len;
}

bool
str_is_nocase(struct str s, const char *text)
{
	for (size_t i = 0; i < s.len; i++)
		if (text[i] == '\0' || ascii_lower(text[i]) != ascii_lower(s.at[i]))
			return false;
	return text[s.len] == '\0';
}

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str
str_lower(struct arena *a, struct str s)
{
	char *out = arena_copy(a, s.at, s.len);

	for (size_t i = 0; i < s.len; i++)
		out[i] = ascii_lower(out[i]);
	return (struct str){ out, s.len };
}

struct str
str_trim(struct str s)
{
	size_t start = 0;

	while (start < s.len && is_blank(s.at[start]))
		start++;
	while (s.len > start && is_blank(s.at[s.len - 1]))
		s.len--;
	return str_from(s, start);
}

/* Where a found pointer lies in s; NULL is the end. */
static size_t
offset_of(struct str s, const char *found)
{
	return found ? (size_t)(found - s.at) : s.len;
}

size_t
str_find_char(struct str s, char c, size_t start)
{
	if (start >= s.len)
		return s.len;
	return offset_of(s, memchr(s.at + start, c, s.len - start));
}

/* memmem makes itself ready for long texts, which costs more than finding the first byte of a few words. */
static size_t
find_short(struct str s, struct str what, size_t start)
{
	for (size_t at = start; (at = str_find_char(s, what.at[0], at)) + what.len <= s.len; at++)
		if (memcmp(s.at + at, what.at, what.len) == 0)
			return at;
	return s.len;
}

size_t
str_find(struct str s, struct str what, size_t start)
{
	if (start >= s.len)
		return s.len;
	if (what.len == 0)
		return start;
	if (what.len <= SHORT)
		return find_short(s, what, start);
	return offset_of(s, memmem(s.at + start, s.len - start, what.at, what.len));
}

size_t
str_find_last_char(struct str s, char c)
{
	return s.len ? offset_of(s, memrchr(s.at, c, s.len)) : 0;
}

struct str
str_cut(struct str *s, char c)
{
	size_t at = str_find_char(*s, c, 0);
	struct str before = str_head(*s, at);

	*s = str_from(*s, at + (at < s->len));
	return before;
}
