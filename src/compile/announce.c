/*
 * Lists that a sentence announces with their number: "against nine themes:".
 *
 * A number, up to two words, a noun that announces, a colon, and the list directly behind it: only
 * then is it certain what is counted.  "Savings over three years:" counts something else, and so
 * does "two of the four areas:".
 */
#include "compile/prose.h"

#define NUMBER_MOST 20
#define WORDS_MOST  4	/* behind the number, the noun counted */
#define AHEAD_MOST  3	/* blocks between two parts of a list */

static const char *const numbers[NUMBER_MOST + 1] = {
	NULL, NULL, "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
	"eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
	"nineteen", "twenty",
};

/* Nouns that stand for what a list holds. */
static const char *const nouns[] = {
	"themes", "areas", "priorities", "objectives", "aims", "goals", "outcomes", "targets",
	"recommendations", "proposals", "reasons", "ways", "options", "measures", "strands",
	"principles", "criteria", "points", "questions", "actions", "steps", "stages", "phases",
	"elements", "parts", "components", "categories", "projects", "workstreams", "types",
	"kinds", "factors", "risks", "issues", "conditions", "things", "headings", "tests",
	"findings", "roles", "bills", "tasks", "items", "pillars", "features", "benefits",
	"challenges", "topics", "functions", "responsibilities", "commitments", "changes",
	"requirements", "sections", "activities", "initiatives", "assumptions", "exceptions",
};

/* Before the number, these say that it counts something else or only nearly. */
static const char *const doubts[] = {
	"of", "or", "least", "most", "than", "to", "about", "around", "over", "nearly", "some",
	"all", "other", "first", "last", "next", "top", "and", "-",
};

static bool
is_among(struct str word, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (words[i] && str_equal_nocase(word, str_of(words[i])))
			return true;
	return false;
}

#define IS_AMONG(word, words) is_among(word, words, sizeof(words) / sizeof(words[0]))

static unsigned
number_of(struct str word)
{
	unsigned value = 0;

	for (unsigned i = 0; i <= NUMBER_MOST; i++)
		if (numbers[i] && str_equal_nocase(word, str_of(numbers[i])))
			return i;
	for (size_t i = 0; i < word.len && i < 3; i++) {
		if (word.at[i] < '0' || word.at[i] > '9')
			return 0;
		value = value * 10 + (unsigned)(word.at[i] - '0');
	}
	return word.len < 3 && value >= 2 ? value : 0;
}

/* The last word of a text, cut off. */
static struct str
cut_last(struct str *text)
{
	struct str whole = str_trim(*text);
	size_t blank = str_find_last_char(whole, ' ');
	struct str word = blank < whole.len ? str_from(whole, blank + 1) : whole;

	*text = str_head(whole, whole.len - word.len);
	return word;
}

struct announced {
	unsigned   number;
	struct str words;	/* "nine improvement themes" */
};

/* What the end of a text announces; number 0 for nothing. */
static struct announced
announced_by(struct str text)
{
	struct announced none = { 0, STR_NONE };
	struct str whole = str_trim(text), rest, word;
	struct str before;

	if (!str_ends(whole, ":"))
		return none;
	whole = rest = str_trim(str_head(whole, whole.len - 1));
	word = cut_last(&rest);
	before = rest;
	if (str_is(word, "work") && str_is(cut_last(&before), "of")) {	/* areas of work */
		rest = before;
		word = cut_last(&rest);
	}
	if (!IS_AMONG(word, nouns))
		return none;
	for (unsigned i = 0; i < WORDS_MOST && rest.len > 0; i++) {
		word = cut_last(&rest);
		unsigned number = number_of(word);

		if (number > 0) {
			struct str words = str_from(whole, (size_t)(word.at - whole.at));
			struct str earlier = cut_last(&rest);

			if (str_is(earlier, "the") || str_is(earlier, "these"))
				earlier = cut_last(&rest);
			return IS_AMONG(earlier, doubts) ? none
				: (struct announced){ number, words };
		}
		if (word.len == 0 || IS_AMONG(word, doubts)
			|| str_find_char(word, ',', 0) < word.len
			|| str_find_char(word, '.', 0) < word.len)
			return none;
	}
	return none;
}

static unsigned
items_of(const struct markdown_node *list)
{
	unsigned count = 0;

	for (const struct markdown_node *i = markdown_first(list); i; i = markdown_next(i))
		count += markdown_kind(i) == MARKDOWN_ITEM;
	return count;
}

/* Items behind another paragraph may be parts of the same list, unless that paragraph announces them. */
static bool
goes_on(const struct markdown_node *n)
{
	for (unsigned i = 0; n && i < AHEAD_MOST; i++, n = markdown_next(n)) {
		struct buf text = BUF_EMPTY;
		unsigned number;

		if (markdown_kind(n) == MARKDOWN_LIST)
			return true;
		if (markdown_kind(n) == MARKDOWN_HEADING)
			return false;
		markdown_plain(n, &text);
		number = announced_by(buf_view(&text)).number;
		buf_release(&text);
		if (number > 0)
			return false;
	}
	return false;
}

/* Where the words stand, or the paragraph when a line end or markup parts them. */
static struct place
place_of(const struct body *b, struct str words)
{
	struct str source = str_head(b->unit->source.text, b->block_end);
	size_t at = str_find(source, words, b->block_start);

	return at < source.len ? body_place(b, at, at + words.len)
		: body_place(b, b->block_start, b->block_start);
}

void
announce_check(struct body *b, const struct markdown_node *block, const struct prose *p)
{
	const struct markdown_node *n = markdown_next(block);
	struct announced a;
	unsigned count = 0;

	if (markdown_kind(block) != MARKDOWN_PARAGRAPH || !n || markdown_kind(n) != MARKDOWN_LIST)
		return;
	a = announced_by(prose_text(p));
	if (a.number == 0)
		return;
	for (; n && markdown_kind(n) == MARKDOWN_LIST; n = markdown_next(n))
		count += items_of(n);	/* a blank line and another bullet may part one list */
	if (count == a.number || (count < a.number && goes_on(n)))
		return;

	struct finding *f = diag_add(&b->unit->diag, DIAG_COUNT_MISMATCH, place_of(b, a.words),
		"this announces “" STR_FMT "”; the list that follows has %u item%s",
		STR_ARG(a.words), count, count == 1 ? "" : "s");

	diag_help(&b->unit->diag, f, "mend the number, or look for an item that is missing, "
		"stands twice, or was run into another");
}
