/*
 * Look-alikes of front matter and of its keys.
 *
 * Compares skeletons: each character is replaced by the plain one that it looks like, and what can't
 * be seen is left out.  The table holds what looks like the letters of `exempt` and
 * `status` and like hyphens and colons; it needs no others, as other keys withhold nothing.
 */
#include "compile/marker.h"

#include <string.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/nearest.h"
#include "base/utf8.h"

static const struct {
	char        plain;
	const char *others;
} look_alikes[] = {
	{ 'e', "еҽеЕΕεєЄéèêëÉÈÊËēĒ℮" },
	{ 'x', "хХχΧ×ⅹⅩ✕ҳ" },
	{ 'm', "мМΜⅿⅯṃ" },
	{ 'p', "рРρΡÞþ" },
	{ 't', "тТτΤṭŧ" },
	{ 's', "ѕЅśšŠſ" },
	{ 'a', "аАαΑàáâäåÀÁÂÄÅɑ" },
	{ 'u', "υսùúûüц" },
	{ '-', "‐‑‒–—―−⁃˗﹘﹣－─━ーᅳ➖⸺⸻_" },
	{ ':', "：꞉∶ː﹕׃։܃܄˸⁚=＝" },
	{ '{', "❴⦃﹛" },
	{ '}', "❵⦄﹜" },
};

/* What an officer can't see: controls, marks on letters, and characters without width. */
static bool
is_hidden(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || (c >= 0x300 && c < 0x370)
		|| c == 0x34f || c == 0x61c || c == 0x115f || c == 0x1160 || c == 0x180e
		|| (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e)
		|| (c >= 0x2060 && c <= 0x206f) || (c >= 0xfe00 && c <= 0xfe0f) || c == 0xfeff
		|| (c >= 0xe0000 && c <= 0xe0fff);
}

static bool
holds(const char *others, uint32_t c)
{
	struct str all = str_of(others);

	for (size_t i = 0; i < all.len;)
		if (utf8_next(all, &i) == c)
			return true;
	return false;
}

/* The plain character that c looks like: lower case; a blank of any kind is a space; 0 for what
 * is hidden; 0x7f for what looks like none. */
static char
plain_of(uint32_t c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	if (c >= 0x20 && c < 0x7f && c != '_' && c != '=')
		return (char)c;		/* nearly all there is: this runs over every line */
	if (c == '\t' || utf8_is_blank(c))
		return ' ';
	if (is_hidden(c))
		return 0;
	if (c >= 0xff01 && c <= 0xff5e)
		c = c - 0xff01 + '!';	/* the full-width twins of ASCII */
	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	for (size_t i = 0; i < sizeof(look_alikes) / sizeof(*look_alikes); i++)
		if (c == (unsigned char)look_alikes[i].plain || holds(look_alikes[i].others, c))
			return look_alikes[i].plain;
	if (c < 0x7f)
		return (char)c;
	return utf8_is_digit(c) ? '0' : 0x7f;
}

/* The next character of the skeleton at or after *i, which is moved past it; 0 at the end. */
static char
next_plain(struct str line, size_t *i)
{
	while (*i < line.len) {
		char c = plain_of(utf8_next(line, i));

		if (c)
			return c;
	}
	return 0;
}

static char
peek_plain(struct str line, size_t i)
{
	return next_plain(line, &i);
}

static void
skip_plain(struct str line, size_t *i, const char *what)
{
	struct str all = str_of(what);
	char c;

	while ((c = peek_plain(line, *i)) && str_find_char(all, c, 0) < all.len)
		next_plain(line, i);
}

static bool
starts_code(struct str line)
{
	return str_starts(line, "```") || str_starts(line, "~~~");
}

bool
marker_is_code(struct str line, struct str *open)
{
	size_t indent = 0, run = 0;

	while (indent < line.len && indent < 3 && line.at[indent] == ' ')
		indent++;
	line = str_from(line, indent);
	if (!starts_code(line))
		return false;
	while (run < line.len && line.at[run] == line.at[0])
		run++;
	if (open->len == 0) {
		if (line.at[0] == '`' && str_find_char(line, '`', run) < line.len)
			return false;	/* code in a line, not a block */
		*open = str_head(line, run);
		return true;
	}
	if (line.at[0] != open->at[0] || run < open->len || str_trim(str_from(line, run)).len > 0)
		return false;
	*open = STR_NONE;
	return true;
}

/* `+++` and `;;;` and a block of YAML are how other programs write it. */
bool
marker_is_fence(struct str line)
{
	size_t i = 0, dashes = 0, others = 0;
	struct str trimmed = str_trim(line);
	struct str rest = starts_code(trimmed) ? str_trim(str_from(trimmed, 3)) : STR_NONE;

	if (str_starts(rest, "yaml") || str_starts(rest, "yml") || str_starts(rest, "toml"))
		return true;
	for (char c; (c = next_plain(line, &i));) {
		if (c == ' ')
			continue;
		if (c == '-' && others == 0)
			dashes++;
		else if ((c == '+' || c == ';' || c == '.' || c == '*') && dashes == 0)
			others++;
		else
			return dashes >= 2;	/* `--- # comment`, `---title: x` */
	}
	return dashes >= 2 || others >= 3;
}

/* What may stand before a key where it is no longer front matter: bullets, quotes, emphasis.  A
 * backtick may not: `exempt: 3` in a sentence is how a manual writes about it. */
static const char before_key[] = " -*#>\"'<!{,;/";

/* The key at the start of a line, moving *i behind its colon. */
static bool
reads_key(struct str line, const char *name, size_t *i)
{
	skip_plain(line, i, before_key);
	for (; *name; name++)
		if (next_plain(line, i) != *name)
			return false;
	skip_plain(line, i, " \"'*-");
	return next_plain(line, i) == ':';
}

bool
marker_withholds(struct str line)
{
	size_t i = 0;

	if (!reads_key(line, "exempt", &i))
		return false;
	skip_plain(line, &i, " \"'*[{(");

	char c = peek_plain(line, i);

	return ascii_is_digit(c);
}

bool
marker_means(struct str key, const char *name, struct arena *a)
{
	struct buf skeleton = BUF_EMPTY;
	struct nearest near;
	size_t i = 0;

	for (char c; (c = next_plain(key, &i));)
		if (c != ' ')
			buf_char(&skeleton, c);

	struct str plain = buf_keep(&skeleton, a);

	nearest_init(&near, plain);
	nearest_try(&near, str_of(name));
	if (near.count)
		return true;
	nearest_init(&near, str_of(name));	/* the name is a part of the key */
	nearest_try(&near, plain);
	return near.count > 0;
}

static bool
is_equals(uint32_t c)
{
	return c == '=' || c == 0xff1d || c == 0xfe66 || c == 0xa4ff || c == 0x207c || c == 0x208c
		|| c == 0xa78a || c == 0x30a0;
}

/* The skeleton of a line, in which an equals sign of any kind stays one. */
static struct str
skeleton_of(struct str line, struct buf *out)
{
	for (size_t i = 0; i < line.len;) {
		uint32_t c = utf8_next(line, &i);
		char plain = is_equals(c) ? '=' : plain_of(c);

		if (plain)
			buf_char(out, plain);
	}
	return buf_view(out);
}

static bool
is_word(char c)
{
	return ascii_is_lower(c) || ascii_is_digit(c) || c == 0x7f;
}

/* Code in a line: a manual writes so about a mark. */
static void
blank_code(char *at, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		size_t run = 0, end;

		while (i + run < len && at[i + run] == '`')
			run++;
		if (run == 0)
			continue;
		for (end = i + run; end + run <= len && memcmp(at + end, at + i, run) != 0;)
			end++;
		if (end + run > len)
			return;
		memset(at + i, ' ', end + run - i);
		i = end + run - 1;
	}
}

/* Behind the word, as far as blanks, quotation marks and emphasis, is a sign and then a digit. */
static bool
has_value(struct str text, size_t at, bool colons)
{
	static const char passed[] = " \"'*[({";

	while (at < text.len && str_find_char(str_of(passed), text.at[at], 0) < sizeof(passed) - 1)
		at++;
	if (at == text.len || !(text.at[at] == '=' || (colons && text.at[at] == ':')))
		return false;
	for (at++; at < text.len && str_find_char(str_of(passed), text.at[at], 0) < sizeof(passed) - 1;)
		at++;
	return at < text.len && ascii_is_digit(text.at[at]);
}

static bool
is_behind_bracket(struct str text, size_t at)
{
	while (at > 0 && text.at[at - 1] == ' ')
		at--;
	return at > 0 && (text.at[at - 1] == '(' || text.at[at - 1] == '[');
}

/* What somebody may write who wants the same; Welsh, too. */
static bool
is_other_word(struct str word)
{
	static const char words[] =
		"confidential|private|restricted|withheld|secret|hidden|"
		"eithriedig|cyfrinachol|preifat";

	return str_is_one_of(word, words);
}

/* One word of a skeleton that may be meant for `exempt`.  What it means is asked last: that takes longest. */
static bool
word_exempts(struct str text, size_t at, size_t end, bool in_braces, enum marker_text where, struct arena *a)
{
	struct str word = str_slice(text, at, end);
	bool exact = str_is(word, "exempt");
	bool colons = exact && (where == MARKER_HEADING || is_behind_bracket(text, at));

	if (where == MARKER_YAML)
		return exact && has_value(text, end, false);
	if (where == MARKER_HEADING && in_braces && is_other_word(word))
		return true;
	return word.len >= 4 && word.len <= 40 && (in_braces || has_value(text, end, colons))
		&& (exact || marker_means(word, "exempt", a));
}

/* Most lines hold nothing that a mark has. */
static bool
may_exempt(struct str line, enum marker_text where)
{
	for (size_t i = 0; i < line.len; i++) {
		unsigned char c = (unsigned char)line.at[i];

		if (ascii_is_lower((char)c) || c == ' ')
			continue;	/* nearly all there is */
		if (c == '{' || c == '=' || c >= 0xe2)
			return true;
		if (where == MARKER_HEADING && (c == '(' || c == '[' || c == ':'))
			return true;
	}
	return false;
}

bool
marker_exempts(struct str line, enum marker_text where, struct arena *a)
{
	struct buf skeleton = BUF_EMPTY;
	bool found = false, in_braces = false;

	if (!may_exempt(line, where))
		return false;

	struct str text = skeleton_of(line, &skeleton);

	if (where == MARKER_PROSE && text.len > 0)
		blank_code(skeleton.at, skeleton.len);
	for (size_t i = 0, end; i < text.len && !found; i = end + 1) {
		for (end = i; end < text.len && is_word(text.at[end]);)
			end++;
		if (end > i)
			found = word_exempts(text, i, end, in_braces, where, a);
		if (end < text.len && (text.at[end] == '{' || text.at[end] == '}'))
			in_braces = text.at[end] == '{';
	}
	buf_release(&skeleton);
	return found;
}
