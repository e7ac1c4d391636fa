/*
 * Lists and tables that are announced with a number: do they have as many items?
 *
 * What a sentence counts is counted.c's to say.  Here what follows it is counted: the list directly
 * behind, with all its parts, lettered paragraphs, or the lines of a table that names each once.
 */
#include "compile/counted.h"
#include "compile/words.h"

#define AHEAD_MOST 3	/* blocks between two parts of a list */
#define ROWS_MOST  30	/* of a table that a number counts */

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
		number = counted_before_list(buf_view(&text), false).number;
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

/* ---- what follows ---- */

/* The letter that a paragraph begins with, `(a)`, `b.` or `c)`; 0 for none. */
static char
letter_of(const struct markdown_node *n)
{
	struct buf out = BUF_EMPTY;
	char letter = 0;

	if (markdown_kind(n) != MARKDOWN_PARAGRAPH)
		return 0;
	markdown_plain(n, &out);
	struct str s = buf_view(&out);
	size_t i = s.len > 3 && s.at[0] == '(' ? 1 : 0;

	if (s.len > 3 && s.at[i] >= 'a' && s.at[i] <= 'z'
		&& (s.at[i + 1] == ')' || (i == 0 && s.at[i + 1] == '.')) && s.at[i + 2] == ' ')
		letter = s.at[i];
	buf_release(&out);
	return letter;
}

static unsigned
lettered_from(const struct markdown_node *n)
{
	unsigned count = 0;

	for (; n && letter_of(n) == (char)('a' + count); n = markdown_next(n))
		count++;
	return count;
}

static bool
is_total(struct str label)
{
	static const char words[] = "total|subtotal|sub-total|sum|all|net";

	return str_is_one_of_nocase(counted_word(label, 0), words) || str_ends(label, " total");
}

/* The lines of a table whose first column names each once; 0 for any other. */
static unsigned
lines_of(const struct markdown_node *table)
{
	struct str labels[ROWS_MOST];
	struct buf texts[ROWS_MOST];
	unsigned count = 0, lines = 0;
	bool plain = true;

	for (const struct markdown_node *row = markdown_first(table); row; row = markdown_next(row)) {
		const struct markdown_node *cell = markdown_first(row);

		if (row == markdown_first(table) || !cell)
			continue;
		if (count == ROWS_MOST) {
			plain = false;
			break;
		}
		texts[count] = (struct buf)BUF_EMPTY;
		markdown_plain(cell, &texts[count]);
		labels[count] = str_trim(buf_view(&texts[count]));
		plain &= labels[count].len > 0;
		for (unsigned i = 0; i < count; i++)
			plain &= !str_equal_nocase(labels[i], labels[count]);
		lines += !is_total(labels[count]);
		count++;
	}
	for (unsigned i = 0; i < count; i++)
		buf_release(&texts[i]);
	return plain ? lines : 0;
}

static unsigned
list_from(const struct markdown_node *n, const struct markdown_node **behind)
{
	unsigned count = 0;

	/* a blank line and another bullet may part one list */
	for (; n && markdown_kind(n) == MARKDOWN_LIST; n = markdown_next(n))
		count += items_of(n);
	*behind = n;
	return count;
}

static void
say_count(struct body *b, const struct announced *a, unsigned count, const char *what, const char *one)
{
	struct finding *f = diag_add(&b->unit->diag, DIAG_COUNT_MISMATCH, place_of(b, a->words),
		"this announces “" STR_FMT "”; the %s that follows has %u %s%s",
		STR_ARG(a->words), what, count, one, count == 1 ? "" : "s");

	diag_help(&b->unit->diag, f, "mend the number, or look for an item that is missing, "
		"stands twice, or was run into another");
}

void
announce_check(struct body *b, const struct markdown_node *block, const struct prose *p)
{
	const struct markdown_node *n = markdown_next(block), *behind;
	bool is_heading = markdown_kind(block) == MARKDOWN_HEADING;
	unsigned count;

	if (!n || (!is_heading && markdown_kind(block) != MARKDOWN_PARAGRAPH))
		return;
	enum markdown_kind kind = markdown_kind(n);
	unsigned lettered = kind == MARKDOWN_PARAGRAPH ? lettered_from(n) : 0;

	if (kind != MARKDOWN_LIST && kind != MARKDOWN_TABLE && lettered < 2)
		return;
	struct announced a = is_heading ? counted_in_heading(prose_text(p))
		: counted_before_list(prose_text(p), lettered > 0);

	if (a.number == 0)
		return;
	if (kind == MARKDOWN_TABLE) {
		count = lines_of(n);
		if (count > 1 && count != a.number)
			say_count(b, &a, count, "table", "line");
	} else if (kind == MARKDOWN_LIST) {
		count = list_from(n, &behind);
		if (count != a.number && !(count < a.number && goes_on(behind)))
			say_count(b, &a, count, "list", "item");
	} else if (lettered != a.number) {
		say_count(b, &a, lettered, "list", "item");
	}
}

/* The entries of a bracket, `3, 4 and 6 above`; 0 when there is anything else in it. */
static unsigned
entries_of(struct str bracket)
{
	unsigned count = 0;

	while ((bracket = str_trim(bracket)).len > 0) {
		struct str word = str_cut(&bracket, ' ');

		if (str_is(word, "and") || str_is(word, "above") || str_is(word, "below"))
			continue;
		if (str_ends(word, ","))
			word.len--;
		for (size_t i = 0; i < word.len; i++)
			if (word.at[i] < '0' || word.at[i] > '9')
				return 0;
		if (word.len == 0 || word.len > 2)
			return 0;
		count++;
	}
	return count;
}

/* Behind a list: "Half of these priorities (3, 4 and 6 above)". */
void
announce_behind(struct body *b, const struct markdown_node *list)
{
	const struct markdown_node *n = markdown_next(list);
	unsigned over, under, items = items_of(list), entries;
	struct buf out = BUF_EMPTY;

	if (!n || markdown_kind(n) != MARKDOWN_PARAGRAPH)
		return;
	markdown_plain(n, &out);
	struct str text = buf_view(&out);
	size_t share = words_share(text, &over, &under), open = str_find_char(text, '(', 0);
	struct str words = str_slice(text, share, open);

	entries = open < text.len ? entries_of(str_slice(text, open + 1, str_find_char(text, ')', open))) : 0;
	if (share > 0 && (str_starts(words, " of these ") || str_starts(words, " of those "))
		&& words.len < 40 && entries > 0 && items > 0
		&& (unsigned long)items * over != (unsigned long)entries * under) {
		size_t at = body_node_start(b, n);
		struct finding *f = diag_add(&b->unit->diag, DIAG_SENTENCE_ARITHMETIC,
			body_place(b, at, at + share),
			"this says “" STR_FMT "” of the %u items above, and names %u", STR_ARG(str_head(text, share)),
			items, entries);

		diag_help(&b->unit->diag, f, "mend the share, or what stands in the brackets");
	}
	buf_release(&out);
}
