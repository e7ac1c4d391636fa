/*
 * The number that a text begins with.
 */
#include "compile/mark.h"

#include "base/ascii.h"

#define PART_MOST  199	/* minutes and long papers pass a hundred; years never are numbers */
#define ROMAN_MOST 9	/* `xxxviii` is the longest up to 39, with some room */

size_t
mark_blanks(struct str text)
{
	size_t i = 0;

	for (;;) {
		if (i < text.len && (text.at[i] == ' ' || text.at[i] == '\t'))
			i++;
		else if (str_starts(str_from(text, i), "\u00a0"))
			i += str_of("\u00a0").len;
		else
			return i;
	}
}

/* One part; a leading nought is a time, a date or a telephone number. */
static bool
read_part(struct str text, size_t *i, unsigned *part)
{
	size_t start = *i;

	for (*part = 0; *i < text.len && ascii_is_digit(text.at[*i]) && *part <= PART_MOST; (*i)++)
		*part = *part * 10 + (unsigned)(text.at[*i] - '0');
	return *i > start && *part <= PART_MOST && (text.at[start] != '0' || *i == start + 1);
}

static bool
read_decimal(struct str text, size_t *i, struct mark *m)
{
	m->kind = MARK_DECIMAL;
	for (m->count = 0; m->count < MARK_PARTS;) {
		if (!read_part(text, i, &m->parts[m->count]))
			return false;
		m->count++;
		if (*i + 1 >= text.len || text.at[*i] != '.' || !ascii_is_digit(text.at[*i + 1]))
			return m->parts[0] > 0;
		(*i)++;
	}
	return false;
}

/* A Roman numeral up to 39, as lists have them: tens, then nine, four or up to three ones. */
static unsigned
roman_of(struct str s)
{
	static const char *const ones[] = { "", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii",
		"ix" };
	size_t tens = 0;

	while (tens < s.len && tens < 3 && (s.at[tens] == 'x' || s.at[tens] == 'X'))
		tens++;
	for (unsigned i = 0; i < sizeof(ones) / sizeof(ones[0]); i++)
		if (str_equal_nocase(str_from(s, tens), str_of(ones[i])))
			return (unsigned)tens * 10 + i;
	return 0;
}

static bool
is_one_case(struct str s)
{
	for (size_t i = 1; i < s.len; i++)
		if ((s.at[i] >= 'a') != (s.at[0] >= 'a'))
			return false;
	return true;
}

static bool
read_letter(struct str text, size_t *i, struct mark *m)
{
	size_t start = *i;

	while (*i < text.len && *i - start < ROMAN_MOST && ascii_is_letter(text.at[*i]))
		(*i)++;

	struct str letter = str_slice(text, start, *i);

	if (letter.len == 0 || !is_one_case(letter))
		return false;
	m->kind = MARK_LETTER;
	m->upper = letter.at[0] < 'a';
	m->roman = roman_of(letter);
	if (letter.len == 1)
		m->alpha = (unsigned)(letter.at[0] - (m->upper ? 'A' : 'a')) + 1;
	return m->alpha > 0 || m->roman > 0;
}

/* Capitals only in brackets: `A. Smith` is a person.  Without any, only what can be no word:
 * `ii`. */
static bool
is_enclosed(const struct mark *m)
{
	if (m->open)
		return m->close == ')' && (m->kind == MARK_LETTER || m->count == 1);
	if (m->kind == MARK_DECIMAL)
		return true;
	return !m->upper && (m->close || (m->roman > 0 && m->bare.len > 1));
}

static bool
read_whole(struct str text, struct mark *m)
{
	size_t i = 0, start;

	if (str_starts(text, "("))
		m->open = text.at[i++];
	start = i;
	if (i >= text.len || !(ascii_is_digit(text.at[i]) ? read_decimal(text, &i, m)
		: read_letter(text, &i, m)))
		return false;
	m->bare = str_slice(text, start, i);
	if (i < text.len && (text.at[i] == ')' || text.at[i] == '.'))
		m->close = text.at[i++];
	m->written = str_head(text, i);
	m->len = i + mark_blanks(str_from(text, i));
	return is_enclosed(m) && (m->len > i || i == text.len);
}

bool
mark_read(struct str text, struct mark *m)
{
	*m = (struct mark){ .kind = MARK_NONE };
	if (read_whole(text, m))
		return true;
	*m = (struct mark){ .kind = MARK_NONE };
	return false;
}

bool
mark_is_parts(const struct mark *m)
{
	return m->kind == MARK_DECIMAL && m->count > 1;
}

static struct str
first_word(struct str text)
{
	size_t i = 0;

	while (i < text.len && ascii_is_letter(text.at[i]))
		i++;
	return str_head(text, i);
}

bool
mark_is_measure(const struct mark *m, struct str rest)
{
	/* in small letters: `3.1 People` is a heading */
	static const char measures[] =
		"million|billion|thousand|hundred|m|bn|k|per|percent|"
		"percentage|times|people|hectares|hectare|acres|miles|km|"
		"kilometres|metres|tonnes|litres|hours|hour|minutes|days|"
		"weeks|months|years|year|fte|am|pm|to|and|or|of|"
		"FTE|FTEs";
	static const char months[] =
		"January|February|March|April|May|June|July|August|"
		"September|October|November|December|Jan|Feb|Mar|Apr|Jun|"
		"Jul|Aug|Sep|Sept|Oct|Nov|Dec";
	struct str word = first_word(rest);

	if (m->kind != MARK_DECIMAL || m->open)
		return false;
	if (m->count == 1 && !m->close && str_is_one_of(word, months))
		return true;
	return !m->close && str_is_one_of(word, measures);
}
