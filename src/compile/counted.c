/*
 * What a sentence counts: "against nine themes:", "the following three options", "The four objectives".
 *
 * A number, up to two words, a noun that announces.  The sentence ends with a colon or says that
 * something follows; what stands between the noun and the colon may say where or why, and no more.
 * "Savings over three years:" counts something else, and so do "two of the four areas:" and "to meet
 * its four aims the council will:".
 */
#include "compile/counted.h"

#include "compile/prose.h"
#include "compile/words.h"

#define WORDS_MOST  3	/* behind the number, the noun counted */
#define NUMBER_MOST 60

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

/* Nouns that stand for what a list holds. */
static const char nouns[] =
	"themes|areas|priorities|objectives|aims|goals|outcomes|targets|"
	"recommendations|proposals|reasons|ways|options|measures|strands|"
	"principles|criteria|points|questions|actions|steps|stages|phases|"
	"elements|parts|components|categories|projects|workstreams|types|"
	"kinds|factors|risks|issues|conditions|things|headings|tests|"
	"findings|roles|bills|tasks|items|pillars|features|benefits|"
	"challenges|topics|functions|responsibilities|commitments|changes|"
	"requirements|sections|activities|initiatives|assumptions|exceptions|"
	"bids|streams|programmes|schemes|sites|grounds|sources|drivers|"
	"pressures|savings|reserves|grants|funds|scenarios|approaches|"
	"lessons|concerns|decisions|resolutions|duties|services";

/* Before the number, these say that it counts something else or only nearly. */
static const char doubts[] =
	"of|or|least|most|than|to|about|around|over|nearly|some|"
	"all|other|first|last|next|top|and|-|another|further|"
	"up|every|under|within|"
	/* these rank, and count nothing */
	"level|priority|phase|stage|type|grade|tier|year|table|section|"
	"paragraph|part|appendix|class|category|band|item|no.|number";

/* Behind the noun, what goes on to say where the list is or why. */
static const char goes_on_with[] =
	"are|were|have|has|that|which|where|as|emerged|follow|follows|"
	"below|for|here|on|apply|shown|listed|set|stand|in|of|namely";

/* Anywhere behind the noun, these say that the list is of something else, or not of all. */
static const char *const others[] = {
	"of which", "includ", "such as", "other", "e.g.", "most ", "one ", "some ", "first",
	"last ", "and ", "example", "mainly", "especially", "each",
};

/* What a sentence ends with when its list is of what is done, not of what was counted. */
static const char acts[] =
	"to|will|by|must|can|should|may|with|of|from|at|said|"
	"would|could";

static const char *const follows[] = {
	"following", "as follows", "below", "these are", "are these", "follow.",
};

static bool
holds_any(struct str text, const char *const *phrases, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t at = 0; at + str_of(phrases[i]).len <= text.len; at++)
			if (str_equal_nocase(str_slice(text, at, at + str_of(phrases[i]).len),
				str_of(phrases[i])))
				return true;
	return false;
}

#define HOLDS_ANY(text, phrases) holds_any(text, phrases, ROWS(phrases))

/* A number that begins a text, 2 to NUMBER_MOST; where it ends, or 0. */
static size_t
number_at(struct str text, unsigned *out)
{
	size_t end = words_number(text, out);

	for (*out = end > 0 ? *out : 0; end < 3 && end < text.len
		&& text.at[end] >= '0' && text.at[end] <= '9'; end++)
		*out = *out * 10 + (unsigned)(text.at[end] - '0');
	return end > 0 && end < text.len && text.at[end] == ' ' && *out >= 2 && *out <= NUMBER_MOST
		? end : 0;
}

/* The word at i. */
struct str
counted_word(struct str text, size_t i)
{
	size_t end = i;

	while (end < text.len && text.at[end] != ' ')
		end++;
	return str_slice(text, i, end);
}

/* The word before i, `the` and the like left out. */
static struct str
word_before(struct str text, size_t i)
{
	static const char articles[] = "the|these|following";
	struct str before = str_trim(str_head(text, i)), word;

	do {
		size_t blank = str_find_last_char(before, ' ');

		word = blank < before.len ? str_from(before, blank + 1) : before;
		before = str_trim(str_head(before, before.len - word.len));
	} while (word.len > 0 && str_is_one_of_nocase(word, articles));
	return word;
}

/* Whether number and noun begin at i. */
static bool
counts_at(struct str sentence, size_t i, struct announced *out)
{
	size_t at = i + number_at(str_from(sentence, i), &out->number);

	if (at == i)
		return false;
	for (unsigned words = 0; words < WORDS_MOST && at < sentence.len; words++) {
		struct str word = counted_word(sentence, ++at);
		unsigned ignored;

		if (word.len == 0 || number_at(word, &ignored) > 0)
			return false;
		at += word.len;
		struct str noun = word;

		while (noun.len > 0 && (noun.at[noun.len - 1] == '.' || noun.at[noun.len - 1] == ','))
			noun.len--;
		if (str_is_one_of_nocase(noun, nouns)) {
			out->end = at - (word.len - noun.len);
			out->words = str_slice(sentence, i, out->end);
			return true;
		}
		if (noun.len < word.len || str_is_one_of_nocase(word, doubts))
			return false;
	}
	return false;
}

/* The one number with its noun in a sentence. */
static bool
find_counted(struct str sentence, struct announced *out)
{
	unsigned found = 0;

	for (size_t i = 0; i < sentence.len; i += counted_word(sentence, i).len + 1) {
		struct announced a;

		if (!counts_at(sentence, i, &a))
			continue;
		if (found++ > 0 || str_is_one_of_nocase(word_before(sentence, i), doubts))
			return false;
		*out = a;
	}
	return found == 1;
}

/* What stands between the noun and the end leaves no doubt that the list is of what was counted. */
static bool
is_plain_tail(struct str tail)
{
	struct str rest = str_trim(tail), last;
	size_t blank;

	if (rest.len == 0)
		return true;
	if (rest.at[0] == ',')
		rest = str_trim(str_from(rest, 1));
	blank = str_find_last_char(rest, ' ');
	last = blank < rest.len ? str_from(rest, blank + 1) : rest;
	return str_is_one_of_nocase(counted_word(rest, 0), goes_on_with) && !HOLDS_ANY(rest, others)
		&& !str_is_one_of_nocase(last, acts);
}

static struct str
last_sentence(struct str text)
{
	size_t start = text.len > 0 ? text.len - 1 : 0;

	while (start > 0 && !prose_ends_sentence(text, start - 1))
		start--;
	return str_trim(str_from(text, start));
}

/* `:`, `:-` and what typists make of them. */
static bool
cut_colon(struct str *text)
{
	static const char *const ends[] = { ":", ":-", ":\u2013", ":\u2014", ": -" };

	for (size_t i = 0; i < ROWS(ends); i++)
		if (str_ends(*text, ends[i])) {
			*text = str_trim(str_head(*text, text->len - str_of(ends[i]).len));
			return true;
		}
	return false;
}

struct announced
counted_before_list(struct str text, bool lettered)
{
	struct announced none = { 0, STR_NONE, 0 }, a;
	struct str sentence = last_sentence(str_trim(text));
	bool colon = cut_colon(&sentence);
	bool says = colon || HOLDS_ANY(sentence, follows)
		|| (lettered && str_equal_nocase(str_head(sentence, 10), STR("there are ")));

	while (sentence.len > 0 && sentence.at[sentence.len - 1] == '.')
		sentence.len--;
	return says && find_counted(sentence, &a) && is_plain_tail(str_from(sentence, a.end)) ? a : none;
}

struct announced
counted_in_heading(struct str text)
{
	struct announced none = { 0, STR_NONE, 0 }, a;
	struct str s = str_trim(text);

	return find_counted(s, &a) && a.end == s.len && (a.words.at == s.at
		|| str_equal_nocase(str_trim(str_head(s, s.len - a.words.len)), STR("the"))) ? a : none;
}
