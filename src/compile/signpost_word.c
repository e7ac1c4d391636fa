/*
 * The words that references are made of.
 */
#include "compile/signpost_part.h"

#include "base/utf8.h"

/* English, and Welsh with the changed first letters that follow its prepositions. */
static const struct noun nouns[] = {
	{ "section", SIGNPOST_SECTION, false, false, false, false },
	{ "sections", SIGNPOST_SECTION, true, false, false, false },
	{ "paragraph", SIGNPOST_PARAGRAPH, false, false, false, false },
	{ "paragraphs", SIGNPOST_PARAGRAPH, true, false, false, false },
	{ "para", SIGNPOST_PARAGRAPH, false, false, false, false },
	{ "paras", SIGNPOST_PARAGRAPH, true, false, false, false },
	{ "item", SIGNPOST_ITEM, false, false, false, false },
	{ "items", SIGNPOST_ITEM, true, false, false, false },
	{ "appendix", SIGNPOST_APPENDIX, false, false, false, false },
	{ "appendices", SIGNPOST_APPENDIX, true, false, false, false },
	{ "appendixes", SIGNPOST_APPENDIX, true, false, false, false },
	{ "annex", SIGNPOST_APPENDIX, false, false, false, false },
	{ "annexe", SIGNPOST_APPENDIX, false, false, false, false },
	{ "annexes", SIGNPOST_APPENDIX, true, false, false, false },
	{ "table", SIGNPOST_TABLE, false, true, false, false },
	{ "tables", SIGNPOST_TABLE, true, false, false, false },
	{ "figure", SIGNPOST_FIGURE, false, false, false, false },
	{ "figures", SIGNPOST_FIGURE, true, false, false, false },
	{ "diagram", SIGNPOST_FIGURE, false, true, false, false },
	{ "map", SIGNPOST_FIGURE, false, true, false, false },
	{ "chart", SIGNPOST_FIGURE, false, true, true, false },
	{ "graph", SIGNPOST_FIGURE, false, true, true, false },
	{ "recommendation", SIGNPOST_RECOMMENDATION, false, false, false, false },
	{ "recommendations", SIGNPOST_RECOMMENDATION, true, false, false, false },
	/* no priority: it is a level more often than an item */
	{ "action", SIGNPOST_RECOMMENDATION, false, false, false, false },
	{ "actions", SIGNPOST_RECOMMENDATION, true, false, false, false },
	{ "objective", SIGNPOST_RECOMMENDATION, false, false, false, false },
	{ "objectives", SIGNPOST_RECOMMENDATION, true, false, false, false },
	{ "option", SIGNPOST_RECOMMENDATION, false, false, false, false },
	{ "options", SIGNPOST_RECOMMENDATION, true, false, false, false },
	{ "principle", SIGNPOST_RECOMMENDATION, false, false, false, false },
	{ "principles", SIGNPOST_RECOMMENDATION, true, false, false, false },
	{ "proposal", SIGNPOST_RECOMMENDATION, false, false, false, false },
	{ "proposals", SIGNPOST_RECOMMENDATION, true, false, false, false },
	{ "question", SIGNPOST_RECOMMENDATION, false, false, false, false },
	{ "questions", SIGNPOST_RECOMMENDATION, true, false, false, false },
	{ "task", SIGNPOST_RECOMMENDATION, false, false, false, false },
	{ "tasks", SIGNPOST_RECOMMENDATION, true, false, false, false },
	{ "minute", SIGNPOST_MINUTE, false, false, false, false },
	{ "adran", SIGNPOST_SECTION, false, false, false, true },
	{ "adrannau", SIGNPOST_SECTION, true, false, false, true },
	{ "paragraff", SIGNPOST_PARAGRAPH, false, false, false, true },
	{ "mharagraff", SIGNPOST_PARAGRAPH, false, false, false, true },
	{ "baragraff", SIGNPOST_PARAGRAPH, false, false, false, true },
	{ "paragraffau", SIGNPOST_PARAGRAPH, true, false, false, true },
	{ "mharagraffau", SIGNPOST_PARAGRAPH, true, false, false, true },
	{ "atodiad", SIGNPOST_APPENDIX, false, false, false, true },
	{ "atodiadau", SIGNPOST_APPENDIX, true, false, false, true },
	{ "tabl", SIGNPOST_TABLE, false, true, false, true },
	{ "nhabl", SIGNPOST_TABLE, false, true, false, true },
	{ "dabl", SIGNPOST_TABLE, false, true, false, true },
	{ "tablau", SIGNPOST_TABLE, true, false, false, true },
};

/* Behind a number: what is none of these may be a thing that the number counts or names, as in `section 106
 * agreement` and `table 8 tennis players`. */
static const char connecting[] =
	"above|also|and|are|as|asks|at|be|been|because|below|but|by|can|"
	"confirms|considers|contains|could|covers|deals|describes|details|discusses|"
	"do|does|explains|for|from|further|gives|had|has|have|highlights|how|"
	"identifies|if|illustrates|in|includes|indicates|is|it|lists|makes|may|"
	"must|not|notes|of|on|or|outlines|overleaf|presents|proposes|provides|"
	"recommends|records|refers|reports|says|sets|shall|should|show|shows|so|"
	"states|suggests|summarises|summarizes|than|that|the|then|this|to|was|"
	"were|when|where|which|while|who|will|with|would|a|ac|uchod|isod|"
	"yn|yr|y|o|hefyd|"
	/* of several */
	"ask|contain|cover|deal|describe|explain|give|list|outline|provide|set|"
	"state|summarise";

static bool
is_word_byte(char c)
{
	unsigned char byte = (unsigned char)c;	/* dashes and quotation marks begin with 0xe2 */

	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (byte >= 0xc3 && byte < 0xe0);
}

bool
signpost_is_letter(struct str text, size_t i)
{
	/* the second byte of a letter belongs to it */
	return i < text.len && (is_word_byte(text.at[i])
		|| ((unsigned char)text.at[i] >= 0x80 && (unsigned char)text.at[i] < 0xc0 && i > 0
			&& (unsigned char)text.at[i - 1] >= 0xc3 && (unsigned char)text.at[i - 1] < 0xe0));
}

bool
signpost_is_digit(struct str text, size_t i)
{
	return i < text.len && text.at[i] >= '0' && text.at[i] <= '9';
}

bool
signpost_is_capital(struct str word)
{
	return word.len > 0 && word.at[0] >= 'A' && word.at[0] <= 'Z';
}

struct str
signpost_word(struct str text, size_t i)
{
	size_t end = i;

	while (end < text.len && ((text.at[end] | 0x20) >= 'a' && (text.at[end] | 0x20) <= 'z'))
		end++;
	return str_slice(text, i, end);
}

struct str
signpost_word_before(struct str text, size_t i)
{
	size_t start = i;

	while (start > 0 && ((text.at[start - 1] | 0x20) >= 'a' && (text.at[start - 1] | 0x20) <= 'z'))
		start--;
	return str_slice(text, start, i);
}

size_t
signpost_blanks(struct str text, size_t i)
{
	while (i < text.len) {
		size_t next = i;

		if (text.at[i] != ' ' && !utf8_is_blank(utf8_next(text, &next)))
			break;
		i = next > i ? next : i + 1;
	}
	return i;
}

/* What nouns have behind their first letter, two letters each, `above` and `below` too: most words are passed
 * over here.  There are three letters at the place. */
static bool
may_begin(const char *word)
{
	static const char *const heads[26] = {
		['a' - 'a'] = "boctdrnnppto", ['b' - 'a'] = "arel", ['c' - 'a'] = "ha", ['d' - 'a'] = "abia",
		['f' - 'a'] = "ig", ['g' - 'a'] = "ra", ['i' - 'a'] = "sote", ['m' - 'a'] = "aphain", ['n' - 'a'] = "ha",
		['o' - 'a'] = "bjptve", ['p' - 'a'] = "arriro", ['q' - 'a'] = "ue", ['r' - 'a'] = "ec",
		['s' - 'a'] = "ec", ['t' - 'a'] = "abas", ['u' - 'a'] = "ch",
	};
	unsigned letter = (unsigned)((word[0] | 0x20) - 'a');

	for (const char *c = letter < 26 ? heads[letter] : NULL; c && *c; c += 2)
		if (c[0] == (word[1] | 0x20) && c[1] == (word[2] | 0x20))
			return true;
	return false;
}

const struct noun *
signpost_noun(struct str word)
{
	if (word.len < 3 || word.len > 15 || !may_begin(word.at))
		return NULL;
	for (size_t i = 0; i < sizeof(nouns) / sizeof(nouns[0]); i++)
		if (nouns[i].word[0] == (word.at[0] | 0x20) && nouns[i].word[1] == (word.at[1] | 0x20)
			&& str_equal_nocase(word, str_of(nouns[i].word)))
			return &nouns[i];
	return NULL;
}

static bool
is_plain_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

bool
signpost_is_likely(struct str text)
{
	for (size_t i = 0; i + 3 < text.len; i++) {
		if (!is_plain_letter(text.at[i]))
			continue;
		if (may_begin(text.at + i)) {
			struct str word = signpost_word(text, i);

			if (word.len >= 4 && (signpost_noun(word) || signpost_side(word) != SIGNPOST_ANYWHERE))
				return true;
		}
		while (i < text.len && is_plain_letter(text.at[i]))
			i++;
	}
	return false;
}

enum signpost_side
signpost_side(struct str word)
{
	if (str_equal_nocase(word, STR("above")) || str_equal_nocase(word, STR("uchod")))
		return SIGNPOST_ABOVE;
	if (str_equal_nocase(word, STR("below")) || str_equal_nocase(word, STR("overleaf"))
		|| str_equal_nocase(word, STR("isod")))
		return SIGNPOST_BELOW;
	return SIGNPOST_ANYWHERE;
}

bool
signpost_ends_well(struct str text, size_t i)
{
	size_t at = signpost_blanks(text, i);
	struct str word = signpost_word(text, at);

	if (at >= text.len)
		return true;
	if (word.len == 0)
		return !signpost_is_letter(text, at) && !signpost_is_digit(text, at)
			&& !str_starts(str_from(text, at), "£") && text.at[at] != '%'
			&& (text.at[at] != '-' || at > i);
	if (at == i)
		return false;
	return str_is_one_of_nocase(word, connecting);
}
