/*
 * A mark is made of few words and has something about it that is no sentence: a bracket, a fence, begin or end.  So
 * a line of text that speaks of exempt information is none.
 */
#include "compile/exempt_foreign.h"

#include "base/ascii.h"

#define LONGEST 100u		/* bytes of a line that is a mark, or of a comment */
#define SHORTEST 40u		/* and of one that has only its words */

struct words {
	bool key;	/* exempt, confidential */
	bool weak;	/* private: in a fence or a comment alone */
	bool bounds;	/* begin, end */
	bool other;	/* a word that no mark has */
};

static bool
is_letter(char c)
{
	return ascii_is_letter(c) || (c & 0x80);
}

static void
take_word(struct words *w, struct str word)
{
	if (str_is_one_of_nocase(word, "exempt|exemption|confidential|eithriedig|cyfrinachol"))
		w->key = true;
	else if (str_is_one_of_nocase(word, "private|restricted|withheld|redacted|redact|secret|hidden|closed|preifat"))
		w->weak = true;
	else if (str_is_one_of_nocase(word, "begin|begins|start|starts|end|ends|dechrau|diwedd"))
		w->bounds = true;
	else if (!str_is_one_of_nocase(word, "part|section|text|content|information|paragraph|para|schedule|a|act|"
			"class|div|span|aside|details|note|warning|of|the|to|is|for|from|here|by"))
		w->other = true;
}

static struct words
read_words(struct str text)
{
	struct words w = { .key = false };

	for (size_t i = 0; i < text.len && !w.other;) {
		size_t start = i;

		while (i < text.len && is_letter(text.at[i]))
			i++;
		if (i > start)
			take_word(&w, str_slice(text, start, i));
		else
			i++;
	}
	return w;
}

/* What begins and ends a block in some way of writing or other. */
static bool
is_fenced(struct str line)
{
	static const char *const fences[] = { ":::", "!!!", "???", "<", "{", "%%", "//", "```", "~~~", "> [!", ">[!" };

	for (size_t i = 0; i < sizeof fences / sizeof *fences; i++)
		if (str_starts(line, fences[i]))
			return true;
	return false;
}

static bool
is_bracketed(struct str line)
{
	return str_starts(line, "[") || str_starts(line, "\\[") || str_starts(line, "---") || str_starts(line, "===");
}

static bool
is_whole_mark(struct str line)
{
	struct words w = read_words(line);

	if (w.other)
		return false;
	if (is_fenced(line))
		return w.key || w.weak;
	return w.key && (w.bounds || is_bracketed(line));	/* `[closed]` may stand in a list of actions */
}

/* A text that speaks of a mark has it in backticks. */
static bool
is_code(struct str line, size_t at)
{
	unsigned ticks = 0;

	for (size_t i = 0; i < at; i++)
		ticks += line.at[i] == '`';
	return ticks % 2;
}

/* `The price <!-- exempt -->is ...` */
static bool
has_comment(struct str line)
{
	static const struct str open = { "<!--", 4 }, close = { "-->", 3 };

	for (size_t i = str_find(line, open, 0); i < line.len; i = str_find(line, open, i + 1)) {
		struct str inner = str_slice(line, i + open.len, str_find(line, close, i));
		struct words w = read_words(inner);

		if (inner.len <= LONGEST && !w.other && (w.key || w.weak) && !is_code(line, i))
			return true;
	}
	return false;
}

/* `<span class="exempt">`, `<section class=\'is-confidential\'>` */
static bool
has_class(struct str line)
{
	static const struct str mark = { "class=", 6 };

	for (size_t i = str_find(line, mark, 0); i < line.len; i = str_find(line, mark, i + 1)) {
		struct str value = str_from(line, i + mark.len);
		char quote = value.len > 0 && (value.at[0] == '"' || value.at[0] == '\'') ? value.at[0] : '>';

		value = str_from(value, quote != '>');
		value = str_head(value, str_find_char(value, quote, 0));
		if (str_find_char(str_head(line, i), '<', 0) == i || is_code(line, i))
			continue;
		while (value.len > 0) {
			struct str word = value;
			size_t n = 0;

			while (n < value.len && is_letter(value.at[n]))
				n++;
			word = str_head(value, n);
			if (str_is_one_of_nocase(word, "exempt|confidential|restricted|private|withheld|redacted|secret"))
				return true;
			value = str_from(value, n + 1);
		}
	}
	return false;
}

/* `## The offers {3}`, `{para=3}`, `{closed}`: something is meant by it, and nothing else can be. */
bool
exempt_foreign_braces(struct str heading)
{
	struct str text = str_trim(heading), inner;
	size_t open = str_find_last_char(text, '{');
	bool number = false;

	if (!str_ends(text, "}") || open + 1 >= text.len)
		return false;
	inner = str_slice(text, open + 1, text.len - 1);
	struct words w = read_words(inner);

	for (size_t i = 0; i < inner.len; i++)
		number = number || ascii_is_digit(inner.at[i]);
	return !w.other && (number || w.key || w.weak) && !str_starts(str_trim(inner), "#");
}

/* Most lines have none of the words: they are told apart first, as this runs over every line. */
static bool
may_be(struct str line)
{
	static const char *const parts[] = { "xempt", "confid", "closed", "cyfrin", "privat", "preifat", "restrict",
		"redact", "withh", "secret", "hidden", "ithri" };

	for (size_t i = 0; i + 5 <= line.len; i++) {
		char c = ascii_lower(line.at[i]), next = ascii_lower(line.at[i + 1]);

		for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
			if (parts[k][0] != c || parts[k][1] != next)
				continue;
			struct str part = str_of(parts[k]);

			if (str_equal_nocase(str_slice(line, i, i + part.len), part))
				return true;
		}
	}
	return false;
}

bool
exempt_foreign(struct str line)
{
	bool tagged = str_find_char(line, '<', 0) < line.len;

	line = str_trim(line);
	if (!tagged && line.len > SHORTEST && !(line.len <= LONGEST && (is_fenced(line) || is_bracketed(line))))
		return false;
	if (!may_be(line))
		return false;
	return (line.len <= LONGEST && is_whole_mark(line)) || (tagged && (has_comment(line) || has_class(line)));
}
