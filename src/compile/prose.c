/*
 * A block of text, and the sums of money and percentages in it.
 *
 * Knows how figures are written within a sentence; how a figure alone is read is amount.c's.  What
 * is made of them is figure.c's and arithmetic.c's.  The text is read once from left to right, and
 * so is the source where the figures are looked for.
 */
#include "compile/prose.h"

#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"

#define MISSES_MOST 4	/* after these a block's figures stand where it begins */
#define FIGURE_MOST 48	/* bytes; amounts hold 38 digits */

static bool
is_digit_at(struct str text, size_t i)
{
	return i < text.len && text.at[i] >= '0' && text.at[i] <= '9';
}

static bool
is_letter_at(struct str text, size_t i)
{
	return i < text.len && ((text.at[i] | 0x20) >= 'a' && (text.at[i] | 0x20) <= 'z');
}

static size_t
sign_at(struct str text, size_t i)
{
	static const char *const signs[] = { "£", "€", "$" };

	for (size_t s = 0; s < sizeof(signs) / sizeof(signs[0]); s++)
		if (str_starts(str_from(text, i), signs[s]))
			return str_of(signs[s]).len;
	return 0;
}

/* One blank of any width, or nothing. */
static size_t
blank_at(struct str text, size_t i)
{
	size_t next = i;

	return i < text.len && utf8_is_blank(utf8_next(text, &next)) ? next - i : 0;
}

/* `,234` or, behind a currency sign, ` 234`. */
static size_t
group_at(struct str text, size_t i, bool blanks)
{
	size_t gap = i < text.len && text.at[i] == ',' ? 1 : blanks ? blank_at(text, i) : 0;
	size_t at = i + gap;

	return gap > 0 && is_digit_at(text, at) && is_digit_at(text, at + 1)
		&& is_digit_at(text, at + 2) && !is_digit_at(text, at + 3) ? gap + 3 : 0;
}

/* A figure as amount.c is to read it.  One that does not fit is none. */
struct plain {
	char   at[FIGURE_MOST];
	size_t len;
	bool   is_full;
};

static void
put(struct plain *p, struct str s)
{
	p->is_full |= s.len > sizeof(p->at) - p->len;
	if (p->is_full)
		return;
	memcpy(p->at + p->len, s.at, s.len);
	p->len += s.len;
}

static size_t
digits_at(struct str text, size_t i, struct plain *out)
{
	size_t end = i;

	while (is_digit_at(text, end))
		end++;
	put(out, str_slice(text, i, end));
	return end;
}

/* The digits and the point of a number, without what groups them. */
static size_t
number_at(struct str text, size_t i, bool blanks, struct plain *out)
{
	size_t start = i, group;

	i = digits_at(text, i, out);
	for (bool first = i - start <= 3 && i > start; first
		&& (group = group_at(text, i, blanks)) > 0; i += group)
		put(out, str_slice(text, i + group - 3, i + group));
	if (i > start && i < text.len && text.at[i] == '.' && is_digit_at(text, i + 1)) {
		put(out, STR("."));
		i = digits_at(text, i + 1, out);
	}
	return i;
}

struct suffix {
	const char *word, *as;
	int         scale;
	bool        is_percent, parted;		/* a blank may stand before it */
};

static const struct suffix suffixes[] = {
	{ "million", "m", 6, false, true }, { "billion", "bn", 9, false, true },
	{ "thousand", "k", 3, false, true }, { "bn", "bn", 9, false, true },
	{ "m", "m", 6, false, true }, { "k", "k", 3, false, false },
	{ "%", "%", 0, true, true }, { "per cent", "%", 0, true, true },
	{ "percent", "%", 0, true, true },
};

static const struct suffix *
suffix_at(struct str text, size_t i, size_t *end)
{
	size_t gap = blank_at(text, i);

	for (size_t s = 0; s < sizeof(suffixes) / sizeof(suffixes[0]); s++) {
		size_t at = i + (suffixes[s].parted ? gap : 0), len = str_of(suffixes[s].word).len;

		if (!str_equal_nocase(str_slice(text, at, at + len), str_of(suffixes[s].word))
			|| is_letter_at(text, at + len))
			continue;
		*end = at + len;
		return &suffixes[s];
	}
	return NULL;
}

static bool
opens_range(struct str text, size_t i)
{
	struct str rest = str_from(text, i);
	size_t dash = str_starts(rest, "-") ? 1 : str_starts(rest, "–") ? 3 : 0;

	return dash > 0 && (is_digit_at(rest, dash) || sign_at(rest, dash) > 0);
}

size_t
prose_amount(struct str text, size_t i, struct amount *out, int *scale, bool *is_range)
{
	struct plain plain = { .len = 0 };
	size_t from = i + sign_at(text, i), end, after;

	put(&plain, str_slice(text, i, from));
	after = end = number_at(text, from, from > i, &plain);

	struct str written = str_slice(text, from, end);
	const struct suffix *suffix = end > from ? suffix_at(text, end, &after) : NULL;
	bool is_percent = suffix && suffix->is_percent;
	/* `£000` is the unit of a table, and 007 no amount */
	bool padded = written.len > 1 && written.at[0] == '0' && is_digit_at(written, 1);

	*scale = suffix ? suffix->scale : 0;
	*is_range = !suffix && opens_range(text, end);
	if (suffix)
		put(&plain, str_of(suffix->as));
	if (end == from || plain.is_full || padded || (is_percent && from > i)
		|| amount_read((struct str){ plain.at, plain.len },
			(struct amount_unit){ UNIT_NUMBER, 0 }, out) != AMOUNT_VALUE)
		return i;
	return after;
}

bool
prose_is_money(const struct prose_figure *f)
{
	return f->amount.unit != UNIT_NUMBER && f->amount.unit != UNIT_PERCENT;
}

struct str
prose_text(const struct prose *p)
{
	return buf_view(&p->text);
}

struct str
prose_shown(const struct prose *p, const struct prose_figure *f)
{
	return str_slice(prose_text(p), f->start, f->end);
}

/* `p.a.` and `e.g.` end none: a small letter follows, or the dot stands behind a single letter. */
bool
prose_ends_sentence(struct str text, size_t i)
{
	char c = text.at[i];

	if (c != '.' && c != '?' && c != '!')
		return false;

	char next = i + 2 < text.len ? text.at[i + 2] : 'A';
	bool single = i > 1 && c == '.' && is_letter_at(text, i - 1)
		&& (text.at[i - 2] == ' ' || text.at[i - 2] == '.');

	return !single && (i + 1 >= text.len || text.at[i + 1] == ' ') && !(next >= 'a' && next <= 'z');
}

static void
add_link_edge(struct prose *p)
{
	size_t at = p->text.len;

	buf_add(&p->links, &at, sizeof(at));
}

static void
flatten(struct prose *p, const struct markdown_node *block)
{
	struct markdown_walk walk;

	markdown_walk(&walk, block);
	do {
		enum markdown_kind kind = markdown_kind(walk.node);

		if (kind == MARKDOWN_LINK)
			add_link_edge(p);
		if (walk.leaving)
			continue;
		if (kind == MARKDOWN_TEXT)
			buf_str(&p->text, markdown_text(walk.node));
		else if (kind == MARKDOWN_SOFT_BREAK || kind == MARKDOWN_LINE_BREAK)
			buf_char(&p->text, ' ');
		else if (kind == MARKDOWN_CODE)
			buf_char(&p->text, '`');
		else if (kind == MARKDOWN_IMAGE)
			markdown_skip(&walk);
	} while (markdown_step(&walk));
}

/* Whether a place stands in a link; edges before it are passed for good. */
static bool
is_linked(const struct prose *p, size_t at, size_t *edge)
{
	const size_t *edges = (const size_t *)(const void *)p->links.at;
	size_t count = p->links.len / sizeof(*edges);

	while (*edge < count && edges[*edge] <= at)
		(*edge)++;
	return *edge % 2 == 1;
}

/* The source where the figure's first word stands; a break or an entity may part it from the rest. */
struct search {
	size_t   cursor;
	unsigned misses;
};

static struct place
locate(struct body *b, struct search *s, struct str shown)
{
	struct str text = str_head(b->unit->source.text, b->block_end);
	size_t end = str_find_char(shown, ' ', 0), at;
	struct str needle = str_head(shown, end);

	if (b->is_value || s->misses >= MISSES_MOST)
		return body_place(b, b->block_start, b->block_start);
	at = str_find(text, needle, s->cursor);
	/* the 5% of 15% is another figure */
	while (at < text.len && at > 0 && is_digit_at(needle, 0)
		&& (is_digit_at(text, at - 1) || text.at[at - 1] == '.'))
		at = str_find(text, needle, at + 1);
	if (at >= text.len) {
		s->misses++;
		return body_place(b, b->block_start, b->block_start);
	}
	s->cursor = at + needle.len;
	return body_place(b, at, str_equal(str_slice(text, at, at + shown.len), shown)
		? at + shown.len : at + needle.len);
}

bool
prose_begins(struct str text, size_t i)
{
	char c = text.at[i];

	if (c == '$' || c == "£"[0] || c == "€"[0])	/* the other bytes are many */
		return sign_at(text, i) > 0;
	return is_digit_at(text, i) && (i == 0 || !(is_letter_at(text, i - 1)
		|| text.at[i - 1] == '.' || text.at[i - 1] == ','));
}

/* A figure may begin here or a sentence end. */
static bool
is_of_interest(char c)
{
	if (ascii_is_lower(c) || c == ' ')
		return false;	/* nearly always */
	return (c >= '0' && c <= '9') || c == '.' || c == '?' || c == '!' || c == '$'
		|| c == "£"[0] || c == "€"[0];
}

static void
find_figures(struct body *b, struct prose *p)
{
	struct str text = prose_text(p);
	struct search search = { .cursor = b->block_start };
	size_t edge = 0;
	unsigned sentence = 0;

	for (size_t i = 0, end; i < text.len; i = end > i ? end : i + 1) {
		end = i;
		if (!is_of_interest(text.at[i]))
			continue;	/* nearly always */

		struct prose_figure f = { .start = i };
		bool is_range = false;

		if (prose_ends_sentence(text, i))
			sentence++;
		if (!prose_begins(text, i))
			continue;
		end = prose_amount(text, i, &f.amount, &f.scale, &is_range);
		if (end == i || is_range || f.amount.unit == UNIT_NUMBER) {
			while (is_digit_at(text, end))
				end++;
			continue;
		}
		f.end = end;
		f.sentence = sentence;
		f.linked = is_linked(p, i, &edge);
		f.at = locate(b, &search, str_slice(text, i, end));
		buf_add(&p->found, &f, sizeof(f));
	}
	p->figures = (struct prose_figure *)(void *)p->found.at;
	p->count = p->found.len / sizeof(*p->figures);
}

void
prose_read(struct body *b, const struct markdown_node *block, struct prose *out)
{
	*out = (struct prose){ .text = BUF_EMPTY, .links = BUF_EMPTY, .found = BUF_EMPTY };
	flatten(out, block);
	find_figures(b, out);
}

void
prose_release(struct prose *p)
{
	buf_release(&p->text);
	buf_release(&p->links);
	buf_release(&p->found);
}
