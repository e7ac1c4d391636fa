/*
 * References in words, phrase by phrase.
 *
 * Two things begin one: a noun such as `section`, with numbers behind it or `below`; and `above` or `below`
 * with numbers before it.  Its numbers are signpost_label.c's, its words signpost_word.c's, and what stands
 * around it signpost_around.c's.
 */
#include "compile/signpost_part.h"

void
signpost_init(struct signposts *m, struct str text)
{
	*m = (struct signposts){ .text = text, .within = STR_NONE };
}

static struct signpost *
add(struct signposts *m, enum signpost_kind kind)
{
	struct signpost *one = &m->list[m->count];

	*one = (struct signpost){ .kind = kind, .number = STR_NONE, .item = STR_NONE, .paper = STR_NONE };
	return one;
}

/* Numbers with what joins them; where the last one ends, or i.  first: where the link of the first begins. */
static size_t
read_numbers(struct signposts *m, size_t i, size_t first, enum signpost_kind kind, bool plural)
{
	size_t end = i;
	bool range = false;

	m->count = 0;
	for (size_t at = i; m->count < SIGNPOSTS_MOST;) {
		struct signpost *one = add(m, kind);
		size_t next = signpost_label(m->text, at, kind, one);

		if (next == at)
			break;
		/* `section 3 and 12 others`: one thing, as long as both are not alike */
		if (m->count > 0 && !plural && one->is_plain && !signpost_ends_well(m->text, next))
			break;
		one->start = m->count > 0 ? at : first;
		one->end = end = next;
		if (m->count++ > 0)
			m->list[m->count - 2].to_next = range;
		at = signpost_joint(m->text, end, &range);
		if (at == end)
			break;
	}
	return end;
}

/* `above`, `(below)`, `, above`: where it ends, or i. */
static size_t
read_side(struct signposts *m, size_t i)
{
	struct str text = m->text;
	size_t at = i < text.len && text.at[i] == ',' ? i + 1 : i;

	at = signpost_blanks(text, at);

	bool bracket = at < text.len && text.at[at] == '(';
	struct str word = signpost_word(text, at + bracket);
	enum signpost_side side = signpost_side(word);
	size_t end = at + bracket + word.len;

	if (side == SIGNPOST_ANYWHERE || at == i || (end < text.len && text.at[end] == '-'))
		return i;
	if (bracket && (end >= text.len || text.at[end] != ')'))
		return i;
	for (size_t k = 0; k < m->count; k++)
		m->list[k].side = side;
	return end + bracket;
}

/* `the table below`, `the following diagram`. */
static size_t
read_thing(struct signposts *m, const struct noun *noun, size_t start, size_t end)
{
	struct str text = m->text;
	size_t before = start > 0 && text.at[start - 1] == ' ' ? start - 1 : 0, after;
	struct str word = signpost_word_before(text, before);
	struct signpost *one = add(m, noun->kind);

	if (!noun->alone)
		return end;
	*one = (struct signpost){ .kind = noun->kind, .start = start, .end = end, .from = start,
		.number = STR_NONE, .item = STR_NONE, .paper = STR_NONE, .is_chart = noun->is_chart };
	m->count = 1;
	after = read_side(m, end);
	if (after > end && signpost_ends_well(text, after) && text.at[after - 1] != ')') {
		one->end = after;
		return after;
	}
	one->side = SIGNPOST_BELOW;
	if (after == end && str_equal_nocase(word, STR("following"))) {
		one->start = before - word.len;
		return end;
	}
	m->count = 0;
	return end;
}

/* `no. 14`, `number 14`. */
static size_t
pass_number_word(struct str text, size_t i)
{
	struct str rest = str_from(text, i);

	if (str_starts(rest, "number "))
		return i + 7;
	return str_starts(rest, "no. ") ? i + 4 : i;
}

/* Appendix A at the head of a block, with its title or nothing behind it, is the thing itself. */
static bool
is_label(const struct signposts *m, const struct noun *noun, size_t start, size_t end)
{
	struct str text = m->text;
	size_t at = signpost_blanks(text, end);

	if (start > 0 || noun->plural
		|| (noun->kind != SIGNPOST_APPENDIX && noun->kind != SIGNPOST_TABLE && noun->kind != SIGNPOST_FIGURE
			&& noun->kind != SIGNPOST_RECOMMENDATION && noun->kind != SIGNPOST_ITEM))
		return false;
	return at >= text.len || !(text.at[at] >= 'a' && text.at[at] <= 'z');
}

/* A noun with what follows it; where the phrase ends. */
static size_t
read_noun(struct signposts *m, const struct noun *noun, size_t start, size_t end)
{
	size_t at = signpost_blanks(m->text, end), last;

	/* paras. 3 and 4 */
	if (at == end && end < m->text.len && m->text.at[end] == '.' && noun->kind == SIGNPOST_PARAGRAPH)
		at = signpost_blanks(m->text, end + 1);
	m->count = 0;
	if (at == end)
		return end;
	at = pass_number_word(m->text, at);
	last = read_numbers(m, at, start, noun->kind, noun->plural);
	if (m->count == 0)
		last = read_thing(m, noun, start, end);
	else
		last = read_side(m, last);
	for (size_t i = 0; i < m->count; i++) {
		struct signpost *one = &m->list[i];

		one->is_named = m->text.at[start] >= 'A' && m->text.at[start] <= 'Z';
		one->is_annex = str_starts(str_of(noun->word), "annex");
		one->is_welsh = noun->is_welsh;
		one->noun = noun->kind == SIGNPOST_RECOMMENDATION ? noun->word : NULL;
		/* Map 3 may be a map of something else */
		one->is_doubtful |= is_label(m, noun, start, last) || (noun->kind == SIGNPOST_FIGURE
			&& noun->alone && one->number.len > 0);
	}
	return m->count > 0 ? signpost_weigh(m, start, last) : end;
}

/* Where numbers that end at i, with what joins them, may begin: read backwards over nothing but them. */
static size_t
numbers_before(const struct signposts *m, size_t i)
{
	static const char *const joints[] = { " and", " or", " to", ",", " &", "–" };
	size_t start = i;

	for (unsigned n = 0; n < SIGNPOSTS_MOST; n++) {
		size_t at = i;	/* never the end: a side stands behind */

		while (at > m->at && m->text.at[at - 1] != ' ' && i - at < 8)
			at--;
		if (at == i || !(signpost_is_digit(m->text, at) || m->text.at[at] == '('))
			break;
		/* `(3, 4 and 6 above)`, `((a) below)`: that bracket is the sentence's */
		if (m->text.at[at] == '(' && (m->text.at[at + 1] == '('
				|| str_find_char(str_slice(m->text, at, i), ')', 0) == i - at))
			at++;
		start = at;
		if (at <= m->at + 1 || m->text.at[at - 1] != ' ')
			break;
		i = at - 1;
		for (size_t j = 0; j < sizeof(joints) / sizeof(joints[0]); j++)
			if (str_ends(str_head(m->text, i), joints[j])) {
				size_t len = str_of(joints[j]).len;

				i -= str_ends(str_head(m->text, i - len), ",") ? len + 1 : len;
				break;
			}
		if (i == at - 1)
			break;
	}
	return start;
}

/* `2 below`, `(3, 4 and 6 above)`, `(a) above`.  word: the side, which stands at i. */
static bool
read_bare(struct signposts *m, size_t i, struct str word)
{
	size_t end = i + word.len, start, last;

	if (i < 2 || m->text.at[i - 1] != ' ' || !signpost_ends_well(m->text, end))
		return false;
	start = numbers_before(m, i - 1);
	if (start >= i - 1)
		return false;
	last = read_numbers(m, start, start, SIGNPOST_BARE, true);
	if (m->count == 0 || last != i - 1)
		return false;
	for (size_t k = 0; k < m->count; k++)
		m->list[k].side = signpost_side(word);
	signpost_weigh(m, start, end);
	return true;
}

bool
signpost_next(struct signposts *m)
{
	struct str text = m->text;

	m->count = 0;
	for (size_t i = m->at; i < text.len;) {
		if (!((text.at[i] | 0x20) >= 'a' && (text.at[i] | 0x20) <= 'z')) {
			i++;
			continue;
		}

		struct str word = signpost_word(text, i);
		bool begins = i == 0 || !(signpost_is_letter(text, i - 1) || signpost_is_digit(text, i - 1)
			|| text.at[i - 1] == '-');
		const struct noun *noun = begins ? signpost_noun(word) : NULL;
		size_t end = i + word.len;

		if (noun && (end = read_noun(m, noun, i, end)) > 0 && m->count > 0) {
			m->at = end;
			return true;
		}
		if (begins && word.len >= 4 && signpost_side(word) != SIGNPOST_ANYWHERE && read_bare(m, i, word)) {
			m->at = end;
			return true;
		}
		i = i + word.len > end ? i + word.len : end;
	}
	m->at = text.len;
	return false;
}
