/*
 * A notice is made of few words, and of no others.  So `Exempt charities`, `Funds (restricted)` and
 * `Exempt information: none` are none, at the price of a notice that is worded as nobody else words it.
 */
#include "object/exempt_words.h"

#include "base/ascii.h"
#include "base/utf8.h"

struct notice {
	bool key;	/* exempt, confidential */
	bool not, publication;
	bool paper;	/* appendix, report */
	bool information;
	bool other;	/* a word that no notice has */
	unsigned words;
};

static bool
is_number(struct str word)
{
	return word.len == 1 || str_is_digits(word);	/* Appendix B */
}

static void
take_word(struct notice *n, struct str word)
{
	n->words++;
	if (str_is_one_of_nocase(word, "exempt|confidential|eithriedig|cyfrinachol"))
		n->key = true;
	else if (str_is_one_of_nocase(word, "not|nid"))
		n->not = true;
	else if (str_is_one_of_nocase(word, "publication|gyhoeddi"))
		n->publication = true;
	else if (str_is_one_of_nocase(word, "appendix|annex|report|paper|section|part|item|schedule|"
			"atodiad|adroddiad|adran|rhan|eitem"))
		n->paper = true;
	else if (str_is_one_of_nocase(word, "information|gwybodaeth"))
		n->information = true;
	else if (!is_number(word) && !str_is_one_of_nocase(word, "for|the|of|by|virtue|under|and|or|contains|"
			"containing|paragraph|paragraphs|12a|local|government|act|strictly|is|this|–|—|"
			"i'w|i’w|o'r|yn|paragraff"))
		n->other = true;
}

static bool
is_in_word(char c)
{
	return ascii_is_alphanumeric(c) || c == '\'' || (c & 0x80);
}

static struct notice
read_notice(struct str text)
{
	struct notice n = { .key = false };
	size_t i = 0;

	/* in most texts the first word tells that this is none */
	while (i < text.len && !n.other) {
		size_t start = i;

		while (i < text.len && is_in_word(text.at[i]))
			i++;
		if (i > start)
			take_word(&n, str_slice(text, start, i));
		else
			i++;
	}
	return n;
}

/* `not for publication`, and not `not exempt`. */
static bool
withholds(const struct notice *n)
{
	return !n->other && (n->not ? n->publication : n->key);
}

static bool
is_whole(struct str heading)
{
	struct notice n = read_notice(heading);

	return withholds(&n) && !n.information && (n.not || n.paper || str_equal_nocase(heading, STR("confidential")));
}

/* In brackets, wherever they stand. */
static bool
is_in_brackets(struct str heading)
{
	for (size_t i = 0; i < heading.len; i++) {
		char close = heading.at[i] == '(' ? ')' : heading.at[i] == '[' ? ']' : '\0';
		size_t end = close ? str_find_char(heading, close, i) : heading.len;

		if (end >= heading.len)
			continue;
		struct notice n = read_notice(str_slice(heading, i + 1, end));

		if (withholds(&n))
			return true;
	}
	return false;
}

static const char *const separators[] = { " - ", ": ", " \xe2\x80\x93 ", " \xe2\x80\x94 " };

#define SEPARATORS (sizeof separators / sizeof *separators)

/* Before the first dash or colon; `Confidential: what that means` speaks of it only. */
static bool
is_at_start(struct str heading)
{
	size_t at = heading.len;

	for (size_t k = 0; k < SEPARATORS; k++) {
		size_t found = str_find(heading, str_of(separators[k]), 0);

		at = found < at ? found : at;
	}
	struct notice n = read_notice(str_head(heading, at));

	return at < heading.len && withholds(&n) && !n.information && n.words > 1;
}

/* Behind the last dash or colon. */
static bool
is_at_end(struct str heading, bool appendix)
{
	size_t at = 0;

	for (size_t k = 0; k < SEPARATORS; k++) {
		struct str separator = str_of(separators[k]);

		for (size_t i = str_find(heading, separator, 0); i < heading.len;
		     i = str_find(heading, separator, i + 1))
			at = i + separator.len > at ? i + separator.len : at;
	}
	struct notice n = read_notice(str_from(heading, at));

	return at > 0 && withholds(&n) && (!n.information || appendix);
}

bool
exempt_words(struct str heading, bool appendix)
{
	heading = str_trim(heading);
	return is_whole(heading) || is_in_brackets(heading) || is_at_start(heading) || is_at_end(heading, appendix);
}

#define LINE_MOST  80u		/* bytes of a line that is a notice by itself */
#define TEXT_MOST 500u		/* and of a paragraph that names the Schedule */

static bool
holds(struct str text, const char *words)
{
	return str_find(text, str_of(words), 0) < text.len;
}

bool
exempt_words_of_text(struct str text, struct arena *a)
{
	static const char *const notices[] = { "not-for-publication", "exempt-from-publication", "contains-exempt",
		"contains-confidential", "report-is-exempt", "paper-is-exempt", "nid-i-w-gyhoeddi", "wedi-i-eithrio" };
	bool named = text.len <= TEXT_MOST && (holds(text, "12A") || holds(text, "12a"));

	text = str_trim(text);
	if (text.len <= LINE_MOST && is_whole(text))
		return true;
	if (!named)
		return false;	/* most paragraphs, and they are many */
	struct str slug = utf8_slug(a, text);

	for (size_t i = 0; i < sizeof notices / sizeof *notices; i++)
		if (holds(slug, notices[i]))
			return holds(slug, "schedule-12a") || holds(slug, "atodlen-12a");
	return false;
}

/* `tax-exempt` is no notice. */
static bool
is_of_other_things(struct str word)
{
	return str_is_one_of_nocase(word, "not|non|nil|tax|vat|rate|rates|duty|fee|partly");
}

bool
exempt_words_of_file(struct str name, struct arena *a)
{
	struct str rest = utf8_slug(a, name), before = STR_NONE;
	bool first = true;

	if (holds(rest, "not-for-publication"))
		return true;
	while (rest.len > 0) {
		struct str word = str_cut(&rest, '-');
		bool key = str_is_one_of_nocase(word, "exempt|confidential|eithriedig|cyfrinachol");

		if (key && (first || rest.len == 0) && !is_of_other_things(before))
			return true;
		before = word;
		first = false;
	}
	return false;
}
