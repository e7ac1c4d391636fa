/*
 * The numbers and letters of a reference, and what joins them.
 */
#include "compile/signpost_part.h"

#define DIGITS_MOST 3	/* of each part of a number */
#define PARTS_MOST  5

static bool
is_edge(struct str text, size_t i)
{
	return !signpost_is_letter(text, i) && !signpost_is_digit(text, i);
}

/* `4`, `4.2`, `4.2.1`: where it ends, or i. */
static size_t
decimal_at(struct str text, size_t i)
{
	size_t at = i, start = i;

	for (unsigned parts = 0; parts < PARTS_MOST; parts++) {
		start = at;
		while (signpost_is_digit(text, at))
			at++;
		if (at == start || at - start > DIGITS_MOST)
			return i;
		if (at >= text.len || text.at[at] != '.' || !signpost_is_digit(text, at + 1))
			break;
		at++;
	}
	return at;
}

/* Whether a number goes on in a way that no address does: 100A, 5%, 2-bed, 2009/10, 5:1, 1,500. */
static bool
goes_on(struct str text, size_t i)
{
	char c = i < text.len ? text.at[i] : ' ';
	char next = i + 1 < text.len ? text.at[i + 1] : ' ';

	if (!is_edge(text, i) || c == '%' || c == '/')
		return true;
	if (c == '-' || c == ':' || c == ',' || c == '.')
		return (c == '-' && signpost_is_letter(text, i + 1))
			|| (c != '-' && next >= '0' && next <= '9');
	return false;
}

static bool
is_small_roman(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.at[i] != 'i' && s.at[i] != 'v' && s.at[i] != 'x')
			return false;
	return s.len > 0 && s.len <= 5;
}

/* `(a)`, `(iv)`, `(3)`: what is inside; where it ends, or i. */
static size_t
bracket_at(struct str text, size_t i, struct str *inside)
{
	size_t close = i + 1;

	if (i >= text.len || text.at[i] != '(')
		return i;
	while (close < text.len && close < i + 7 && text.at[close] != ')')
		close++;
	if (close >= text.len || text.at[close] != ')')
		return i;
	*inside = str_slice(text, i + 1, close);

	bool letter = inside->len == 1 && signpost_is_letter(*inside, 0);
	bool digits = inside->len > 0 && inside->len <= 2 && decimal_at(*inside, 0) == inside->len;

	return letter || digits || is_small_roman(*inside) ? close + 1 : i;
}

/* `A`, `IV`, `B2`, `C.1`: where it ends, or i. */
static size_t
capital_at(struct str text, size_t i)
{
	size_t at = i;

	while (at < text.len && at < i + 4 && text.at[at] >= 'A' && text.at[at] <= 'Z')
		at++;
	for (size_t k = i; at > i + 1 && k < at; k++)
		if (text.at[k] != 'I' && text.at[k] != 'V' && text.at[k] != 'X')
			return i;
	if (at == i)
		return i;
	if (at < text.len && text.at[at] == '.' && signpost_is_digit(text, at + 1))
		at++;
	at = signpost_is_digit(text, at) ? decimal_at(text, at) : at;
	return is_edge(text, at) ? at : i;
}

/* `4.2 (ii)`, `7.1(b)`.  A number in brackets is how laws are cited. */
static size_t
item_at(struct str text, size_t i, struct signpost *out)
{
	struct str inside = STR_NONE;
	size_t at = signpost_blanks(text, i), end;

	if (at > i + 1)
		return i;
	end = bracket_at(text, at, &inside);
	if (end == at)
		return i;
	if (signpost_is_digit(inside, 0)) {
		out->is_doubtful |= at == i;
		return i;
	}
	out->item = inside;
	return end;
}

static size_t
decimal_label(struct str text, size_t i, enum signpost_kind kind, struct signpost *out)
{
	size_t end = decimal_at(text, i);

	if (end == i)
		return i;
	if ((kind == SIGNPOST_TABLE || kind == SIGNPOST_FIGURE || kind == SIGNPOST_APPENDIX)
		&& signpost_word(text, end).len == 1 && is_edge(text, end + 1))
		end++;	/* Table 2a */
	if (goes_on(text, end))
		return i;
	out->number = str_slice(text, i, end);
	out->is_plain = str_find_char(out->number, '.', 0) == out->number.len;
	if (kind == SIGNPOST_SECTION || kind == SIGNPOST_PARAGRAPH)
		end = item_at(text, end, out);
	return end;
}

size_t
signpost_label(struct str text, size_t i, enum signpost_kind kind, struct signpost *out)
{
	bool lettered = kind == SIGNPOST_ITEM || kind == SIGNPOST_RECOMMENDATION || kind == SIGNPOST_BARE;
	struct str inside = STR_NONE;
	size_t end = i;

	out->number = out->item = STR_NONE;
	out->is_plain = false;
	out->from = i;
	if (signpost_is_digit(text, i))
		end = decimal_label(text, i, kind, out);
	else if (lettered && (end = bracket_at(text, i, &inside)) > i)
		out->number = inside;
	else if (kind == SIGNPOST_APPENDIX && (end = capital_at(text, i)) > i)
		out->number = str_slice(text, i, end);
	return end;
}

size_t
signpost_joint(struct str text, size_t i, bool *is_range)
{
	static const struct joint {
		const char *text;
		bool        is_range;
	} joints[] = {
		{ ", and ", false }, { " and ", false }, { " & ", false }, { ", ", false }, { " or ", false },
		{ " and/or ", false }, { " to ", true }, { " – ", true }, { "–", true }, { "-", true },
		{ " - ", true }, { " a ", false }, { " i ", true },
	};
	struct str rest = str_from(text, i);

	for (size_t j = 0; j < sizeof(joints) / sizeof(joints[0]); j++)
		if (str_starts(rest, joints[j].text)) {
			*is_range = joints[j].is_range;
			return i + str_of(joints[j].text).len;
		}
	return i;
}
