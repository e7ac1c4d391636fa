/*
 * Two texts, word by word.
 *
 * A word is a run of letters, digits and what stands inside figures (`£1,234.50`, `2026/27`,
 * `it's`); any other character is one by itself.  Shreds that stay between two changes are taken
 * into them: a reader sees at once what was said and what is said now.
 */
#include "link/compare_text.h"

#include <stdlib.h>

#include "base/align.h"
#include "base/utf8.h"

#define MOST_BAG   2048		/* words of a text that are looked at to find its like */
#define LEAST_SAME 250		/* of a thousand: with less in common one text replaces the other */

struct word {
	struct str text;
	bool       blank_before;
};

struct words {
	struct word *at;
	uint64_t    *hashes;
	uint32_t     count;
};

static bool
is_inside(uint32_t c)
{
	return c == '.' || c == ',' || c == '\'' || c == '/' || c == ':' || c == 0x2019;
}

static bool
is_word(uint32_t c)
{
	return utf8_is_letter(c) || utf8_is_digit(c) || c == 0xa3 || c == 0x20ac || c == '$' || c == '%';
}

/* The end of the word that begins at i. */
static size_t
word_end(struct str s, size_t i)
{
	size_t next = i, end;

	if (!is_word(utf8_next(s, &next)))
		return next;
	for (end = next; next < s.len; end = next) {
		uint32_t c = utf8_next(s, &next);

		if (is_word(c))
			continue;
		size_t behind = next;

		if (!is_inside(c) || behind >= s.len || !is_word(utf8_next(s, &behind)))
			break;
		next = behind;
	}
	return end;
}

static struct words
words_cut(struct str s, struct arena *a)
{
	struct words w = { arena_array(a, s.len, sizeof(*w.at)), NULL, 0 };
	bool blank = false;

	for (size_t i = 0; i < s.len;) {
		if (s.at[i] == ' ') {
			blank = true;
			i++;
			continue;
		}
		size_t end = word_end(s, i);

		w.at[w.count++] = (struct word){ str_slice(s, i, end), blank };
		blank = false;
		i = end;
	}
	w.hashes = arena_array(a, w.count, sizeof(*w.hashes));
	for (uint32_t i = 0; i < w.count; i++)
		w.hashes[i] = hash_bytes(w.at[i].text).low;
	return w;
}

/* ---- likeness ---- */

static int
by_value(const void *left, const void *right)
{
	const uint32_t *a = left, *b = right;

	return *a < *b ? -1 : *a > *b;
}

struct word_bag
compare_bag(struct str text, struct arena *a)
{
	struct words w = words_cut(str_head(text, (size_t)MOST_BAG * 8), a);
	struct word_bag bag = { arena_array(a, w.count, sizeof(*bag.words)),
		w.count < MOST_BAG ? w.count : MOST_BAG };

	for (uint32_t i = 0; i < bag.count; i++)
		bag.words[i] = (uint32_t)w.hashes[i];
	qsort(bag.words, bag.count, sizeof(*bag.words), by_value);
	return bag;
}

unsigned
compare_alike(const struct word_bag *old, const struct word_bag *new)
{
	uint32_t i = 0, j = 0, same = 0;

	while (i < old->count && j < new->count) {
		if (old->words[i] == new->words[j])
			same++, i++, j++;
		else if (old->words[i] < new->words[j])
			i++;
		else
			j++;
	}
	return old->count + new->count > 0 ? (unsigned)(2000ull * same / (old->count + new->count)) : 0;
}

/* ---- runs ---- */

/* The kind of each word of both texts, in reading order. */
struct sequence {
	struct { const struct word *word; enum change_run_kind kind; } *at;
	uint32_t count, same;
};

static void
put(struct sequence *s, const struct word *word, enum change_run_kind kind)
{
	s->at[s->count].word = word;
	s->at[s->count++].kind = kind;
	s->same += kind == RUN_SAME;
}

static struct sequence
sequence_of(const struct words *old, const struct words *new, const uint32_t *mate, struct arena *a)
{
	struct sequence s = { arena_array(a, (size_t)old->count + new->count, sizeof(*s.at)), 0, 0 };
	uint32_t j = 0;

	for (uint32_t i = 0; i <= old->count; i++) {
		if (i < old->count && mate[i] == ALIGN_NONE) {
			put(&s, &old->at[i], RUN_OLD);
			continue;
		}
		uint32_t to = i < old->count ? mate[i] : new->count;

		while (j < to)
			put(&s, &new->at[j++], RUN_NEW);
		if (i < old->count)
			put(&s, &new->at[j++], RUN_SAME);
	}
	return s;
}

static uint32_t
run_end(const struct sequence *s, uint32_t i)
{
	uint32_t end = i;

	while (end < s->count && s->at[end].kind == s->at[i].kind)
		end++;
	return end;
}

/* Two short words at most, or a point and a blank: no reader holds on to them between two changes. */
static bool
is_shred(const struct sequence *s, uint32_t from, uint32_t end)
{
	size_t letters = 0;

	for (uint32_t i = from; i < end; i++)
		letters += s->at[i].word->text.len;
	return end - from <= 2 && letters <= 4;
}

static void
write_word(struct buf *out, const struct word *w, bool is_first)
{
	if (w->blank_before && !is_first)
		buf_char(out, ' ');
	buf_str(out, w->text);
}

/* The words of one side from..end, as one text; blanks at its head are kept for the joint. */
static void
add_run(struct buf *runs, const struct sequence *s, uint32_t from, uint32_t end,
	enum change_run_kind kind, bool is_first, struct arena *a)
{
	enum change_run_kind other = kind == RUN_OLD ? RUN_NEW : RUN_OLD;
	struct buf text = BUF_EMPTY;

	for (uint32_t i = from; i < end; i++)
		if (kind == RUN_SAME || s->at[i].kind != other)
			write_word(&text, s->at[i].word, is_first && text.len == 0);
	if (text.len > 0) {
		struct change_run run = { kind, buf_keep(&text, a) };

		buf_add(runs, &run, sizeof(run));
	}
}

/* From a change on, over shreds, to the next words that stayed. */
static uint32_t
change_end(const struct sequence *s, uint32_t i)
{
	while (i < s->count) {
		uint32_t end = run_end(s, i);

		if (s->at[i].kind == RUN_SAME && (end == s->count || !is_shred(s, i, end)))
			break;
		i = end;
	}
	return i;
}

const struct change_run *
compare_words(struct str old, struct str new, struct arena *a, uint32_t *nrun)
{
	struct arena scratch;
	struct buf runs = BUF_EMPTY;

	arena_init(&scratch);
	struct words o = words_cut(old, &scratch), n = words_cut(new, &scratch);
	uint32_t *mate = arena_array(&scratch, o.count, sizeof(*mate));

	align_sequences(o.hashes, o.count, n.hashes, n.count, &scratch, mate);
	struct sequence s = sequence_of(&o, &n, mate, &scratch);
	bool replaced = 2000ull * s.same < (uint64_t)LEAST_SAME * (o.count + n.count);

	for (uint32_t i = 0, end; i < s.count; i = end) {
		bool same = s.at[i].kind == RUN_SAME && !replaced;

		end = replaced ? s.count : same ? run_end(&s, i) : change_end(&s, i);
		if (same) {
			add_run(&runs, &s, i, end, RUN_SAME, i == 0, a);
			continue;
		}
		add_run(&runs, &s, i, end, RUN_OLD, i == 0, a);
		add_run(&runs, &s, i, end, RUN_NEW, i == 0, a);
	}
	arena_release(&scratch);
	*nrun = (uint32_t)(runs.len / sizeof(struct change_run));
	return buf_keep_array(&runs, a);
}
