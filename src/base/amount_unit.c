/*
 * The unit that a header, a caption or a sidecar names: `Budget (£k)`, `£'000`, `% change`.
 *
 * Every place where a unit may stand is tried, and the one that is most surely meant wins:
 * in brackets, at the end, at the beginning, within.  Amounts are amount.c's.
 */
#include "base/amount.h"
#include "base/ascii.h"

#include <string.h>

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

/* A longer text comes before one that it begins with. */
static const struct {
	const char *text;
	enum unit   unit;
} signs[] = {
	{ "£", UNIT_POUND }, { "Â£", UNIT_POUND }, { "€", UNIT_EURO }, { "$", UNIT_DOLLAR },
	{ "%", UNIT_PERCENT }, { "per cent", UNIT_PERCENT }, { "percent", UNIT_PERCENT },
};

static const struct {
	const char *text;
	int         scale;
	bool        alone;	/* names a scale without a currency before it */
} scales[] = {
	{ "'000s", 3, true }, { "'000", 3, true },
	{ "\u2019000s", 3, true }, { "\u2019000", 3, true },
	{ "\u2018000s", 3, true }, { "\u2018000", 3, true },
	{ "000's", 3, true }, { "000\u2019s", 3, true }, { "000s", 3, true },
	{ "000", 3, false },
	{ "thousands", 3, true }, { "thousand", 3, false }, { "k", 3, false },
	{ "millions", 6, true }, { "million", 6, false }, { "mn", 6, false }, { "m", 6, false },
	{ "billions", 9, true }, { "billion", 9, false }, { "bn", 9, false },
	{ "", 0, false },
};

static const char *const blanks[] = { " ", "\t", "\n", "\u00a0", "\u2009", "\u202f" };
static const char *const brackets[][2] = { { "(", ")" }, { "[", "]" } };
static const char *const stops[] = { ",", ";", ":", ".", "-", "/", "\u2013", "\u2014" };

/* How surely a unit is meant; a later one counts for more. */
enum standing { NOWHERE, WITHIN, AT_START, AT_END, IN_BRACKETS };

struct candidate {
	struct amount_unit unit;
	enum standing      standing;
	size_t             start, end;
	bool               alone;	/* only a scale */
};

static size_t
any_before(struct str s, const char *const *texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_starts(s, texts[i]))
			return strlen(texts[i]);
	return 0;
}

static size_t
any_behind(struct str s, const char *const *texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_ends(s, texts[i]))
			return strlen(texts[i]);
	return 0;
}

static size_t
skip_blanks(struct str text, size_t at)
{
	for (size_t n; (n = any_before(str_from(text, at), blanks, ROWS(blanks))) > 0;)
		at += n;
	return at;
}

static size_t
skip_blanks_back(struct str text, size_t at)
{
	for (size_t n; (n = any_behind(str_head(text, at), blanks, ROWS(blanks))) > 0;)
		at -= n;
	return at;
}

/* A unit is a word of its own: £k in `£kick` or £ in `£500` is none. */
static bool
ends_word(struct str text, size_t at)
{
	struct str rest = str_from(text, at);

	return rest.len == 0 || any_before(rest, blanks, ROWS(blanks)) > 0
		|| any_before(rest, stops, ROWS(stops)) > 0
		|| rest.at[0] == ')' || rest.at[0] == ']';
}

static bool
begins_word(struct str text, size_t at)
{
	struct str before = str_head(text, at);

	if (at > 0 && ascii_is_alphanumeric(text.at[at - 1]))
		return false;	/* most places, and a title may be long */
	return before.len == 0 || any_behind(before, blanks, ROWS(blanks)) > 0
		|| any_behind(before, stops, ROWS(stops)) > 0
		|| str_ends(before, "(") || str_ends(before, "[");
}

/* Where the text ends that stands at this place, whatever its case; `at` when it does not. */
static size_t
skip_nocase(struct str text, size_t at, const char *wanted)
{
	size_t i = 0;

	while (at + i < text.len && wanted[i] != '\0'
		&& ascii_lower(text.at[at + i]) == ascii_lower(wanted[i]))
		i++;
	return wanted[i] == '\0' ? at + i : at;
}

/* The first byte of a sign, or of a scale that may stand alone: of the words of a header few have one. */
static bool
may_begin(char c)
{
	switch (c) {
	case 'p': case 'P': case 't': case 'T': case 'm': case 'M': case 'b': case 'B':
	case '0': case '$': case '%': case '\'':
		return true;
	default:
		return (c & 0x80) != 0;
	}
}

/* The unit that is written at c->start, with its end; false when there is none. */
static bool
unit_at(struct str text, struct candidate *c)
{
	size_t end = c->start;

	c->unit = (struct amount_unit){ UNIT_NUMBER, 0 };
	for (size_t i = 0; i < ROWS(signs) && end == c->start; i++) {
		end = skip_nocase(text, c->start, signs[i].text);
		c->unit.unit = end > c->start ? signs[i].unit : UNIT_NUMBER;
	}
	c->alone = end == c->start;

	size_t apart = c->alone ? end : skip_blanks(text, end);

	for (size_t i = 0; i < ROWS(scales); i++) {
		size_t from = scales[i].scale ? apart : end;

		if (c->unit.unit == UNIT_PERCENT && scales[i].scale)
			continue;
		if (c->alone && !scales[i].alone)
			continue;
		c->end = skip_nocase(text, from, scales[i].text);
		c->unit.scale = scales[i].scale;
		if ((c->end > from || !scales[i].scale) && ends_word(text, c->end))
			return true;
	}
	return false;
}

/* Take in what only leads to the unit: brackets, blanks, "in", a comma or a dash. */
static void
widen(struct str text, struct candidate *c)
{
	size_t before = skip_blanks_back(text, c->start);

	if (before >= 2 && skip_nocase(text, before - 2, "in") == before
		&& begins_word(text, before - 2))
		c->start = skip_blanks_back(text, before - 2);
	for (size_t i = 0; i < ROWS(brackets); i++) {
		size_t open = skip_blanks_back(text, c->start);
		size_t close = skip_blanks(text, c->end);

		if (str_ends(str_head(text, open), brackets[i][0])
			&& str_starts(str_from(text, close), brackets[i][1])) {
			c->standing = IN_BRACKETS;
			c->start = open - 1;
			c->end = close + 1;
			break;
		}
	}
	c->start = skip_blanks_back(text, c->start);
	if (skip_blanks(text, c->end) == text.len) {
		c->end = text.len;
		c->start -= any_behind(str_head(text, c->start), stops, ROWS(stops));
		c->start = skip_blanks_back(text, c->start);
	}
	if (c->start == 0)
		c->end = skip_blanks(text, c->end);
}

static enum standing
standing_of(struct str text, const struct candidate *c)
{
	if (c->standing == IN_BRACKETS || (c->start == 0 && c->end == text.len))
		return IN_BRACKETS;
	/* ('000) is a unit; "thousands" in a sentence is a word */
	if (c->alone)
		return NOWHERE;
	if (c->end == text.len)
		return AT_END;
	if (c->start == 0)
		return AT_START;
	return c->unit.scale ? WITHIN : NOWHERE;
}

bool
amount_unit_read(struct str text, struct amount_unit *out, size_t *start, size_t *end)
{
	struct candidate best = { .standing = NOWHERE };

	for (size_t i = 0; i < text.len; i++) {
		struct candidate c = { .start = i };

		if (!may_begin(text.at[i]) || !begins_word(text, i) || !unit_at(text, &c))
			continue;
		widen(text, &c);
		c.standing = standing_of(text, &c);
		if (c.standing > best.standing)
			best = c;
	}
	if (best.standing == NOWHERE)
		return false;
	*out = best.unit;
	*start = best.start;
	*end = best.end;
	return true;
}
