/*
 * Which passages stayed, moved, changed, went and came.
 *
 * Equal ones are aligned first; what is left between them is paired by likeness, in order; an equal
 * one that stands elsewhere has moved.  Likeness is looked for in stretches of a few dozen, so that
 * a paper that was written anew takes no longer than one that was edited.
 */
#include "link/compare_text.h"

#include <stdlib.h>

#include "base/align.h"

#define STRETCH     32		/* passages of a stretch on either side */
#define LEAST_ALIKE 400		/* of a thousand */
#define NAMESAKE    150		/* less will do for those of one number */
#define LEAST_MOVED 24		/* bytes: shorter ones are found anywhere */

enum tie { TIE_NONE, TIE_SAME, TIE_ALIKE, TIE_MOVED };

struct pairing {
	const struct text_pair *t;
	uint32_t *mate;			/* of each old passage: its new one */
	uint32_t *back;			/* of each new passage: its old one */
	uint8_t  *tie, *back_tie;	/* enum tie */
	struct word_bag *old_bags, *new_bags;	/* made when they are asked for; words NULL: not yet */
};

static void
tie(struct pairing *g, uint32_t old, uint32_t new, enum tie kind)
{
	g->mate[old] = new;
	g->back[new] = old;
	g->tie[old] = g->back_tie[new] = (uint8_t)kind;
}

static uint64_t *
hashes_of(const struct passages *p, struct arena *a)
{
	uint64_t *hashes = arena_array(a, p->count, sizeof(*hashes));

	for (uint32_t i = 0; i < p->count; i++)
		hashes[i] = p->at[i].hash;
	return hashes;
}

static void
tie_equal(struct pairing *g)
{
	const struct passages *old = g->t->old, *new = g->t->new;
	struct arena *a = g->t->scratch;
	uint32_t *mate = arena_array(a, old->count, sizeof(*mate));

	align_sequences(hashes_of(old, a), old->count, hashes_of(new, a), new->count, a, mate);
	for (uint32_t i = 0; i < old->count; i++)
		if (mate[i] != ALIGN_NONE)
			tie(g, i, mate[i], TIE_SAME);
}

/* ---- moved ---- */

struct stray {
	uint64_t hash;
	uint32_t index;
	bool     is_new;
};

static int
by_hash(const void *left, const void *right)
{
	const struct stray *a = left, *b = right;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	if (a->is_new != b->is_new)
		return a->is_new ? 1 : -1;
	return a->index < b->index ? -1 : a->index > b->index;
}

static bool
may_move(const struct passage *p)
{
	return p->kind == PASSAGE_ITEM || (p->kind != PASSAGE_FACT && p->text.len >= LEAST_MOVED);
}

/* Left on both sides, and the same: the first of the one with the first of the other. */
static void
tie_moved(struct pairing *g)
{
	const struct passages *old = g->t->old, *new = g->t->new;
	struct stray *all = arena_array(g->t->scratch, (size_t)old->count + new->count, sizeof(*all));
	uint32_t n = 0;

	for (uint32_t i = 0; i < old->count; i++)
		if (g->tie[i] == TIE_NONE && may_move(&old->at[i]))
			all[n++] = (struct stray){ old->at[i].hash, i, false };
	for (uint32_t i = 0; i < new->count; i++)
		if (g->back_tie[i] == TIE_NONE && may_move(&new->at[i]))
			all[n++] = (struct stray){ new->at[i].hash, i, true };
	qsort(all, n, sizeof(*all), by_hash);
	for (uint32_t i = 0, end; i < n; i = end) {
		uint32_t from = i;

		for (end = i; end < n && all[end].hash == all[i].hash; end++)
			from += !all[end].is_new;
		for (uint32_t k = 0; i + k < from && from + k < end; k++)
			tie(g, all[i + k].index, all[from + k].index, TIE_MOVED);
	}
}

/* ---- alike ---- */

static const struct word_bag *
bag_of(struct pairing *g, struct word_bag *bags, const struct passages *p, uint32_t i)
{
	if (!bags[i].words)
		bags[i] = compare_bag(p->at[i].text, g->t->scratch);
	return &bags[i];
}

static bool
is_prose(enum passage_kind k)
{
	return k == PASSAGE_PARAGRAPH || k == PASSAGE_ENTRY;
}

/* How well the one may have become the other; 0: not at all. */
static unsigned
likeness(struct pairing *g, uint32_t i, uint32_t j)
{
	const struct passage *o = &g->t->old->at[i], *n = &g->t->new->at[j];
	bool namesake = o->name.len > 0 && str_equal(o->name, n->name);

	if (o->kind != n->kind && !(is_prose(o->kind) && is_prose(n->kind)))
		return 0;
	if (o->kind == PASSAGE_FACT && !namesake)
		return 0;
	if (o->single && n->single)
		return 1000;
	unsigned alike = compare_alike(bag_of(g, g->old_bags, g->t->old, i),
		bag_of(g, g->new_bags, g->t->new, j));

	return alike >= (unsigned)(namesake ? LEAST_ALIKE - NAMESAKE : LEAST_ALIKE)
		? alike + (namesake ? NAMESAKE : 0) : 0;
}

/* A few untied passages on each side: the pairs in order whose likeness is the most in sum. */
struct stretch {
	const uint32_t *old, *new;
	uint32_t nold, nnew;
};

static void
tie_stretch(struct pairing *g, struct stretch s)
{
	unsigned alike[STRETCH][STRETCH], best[STRETCH + 1][STRETCH + 1] = { { 0 } };

	for (uint32_t i = s.nold; i-- > 0;)
		for (uint32_t j = s.nnew; j-- > 0;) {
			unsigned with, skip_old = best[i + 1][j], skip_new = best[i][j + 1];

			alike[i][j] = likeness(g, s.old[i], s.new[j]);
			with = alike[i][j] ? alike[i][j] + best[i + 1][j + 1] : 0;
			best[i][j] = with > skip_old && with > skip_new ? with
				: skip_old > skip_new ? skip_old : skip_new;
		}
	for (uint32_t i = 0, j = 0; i < s.nold && j < s.nnew;) {
		if (alike[i][j] && best[i][j] == alike[i][j] + best[i + 1][j + 1])
			tie(g, s.old[i++], s.new[j++], TIE_ALIKE);
		else if (best[i][j] == best[i + 1][j])
			i++;
		else
			j++;
	}
}

/* All that is untied between two that are the same. */
static void
tie_gap(struct pairing *g, const uint32_t *old, uint32_t nold, const uint32_t *new, uint32_t nnew)
{
	uint32_t more = nold > nnew ? nold : nnew, parts = (more + STRETCH - 1) / STRETCH;

	for (uint64_t k = 0; k < parts && nold > 0 && nnew > 0; k++) {
		uint32_t i = (uint32_t)(k * nold / parts), j = (uint32_t)(k * nnew / parts);

		tie_stretch(g, (struct stretch){ old + i, new + j, (uint32_t)((k + 1) * nold / parts) - i,
			(uint32_t)((k + 1) * nnew / parts) - j });
	}
}

static void
tie_alike(struct pairing *g)
{
	const struct passages *old = g->t->old, *new = g->t->new;
	uint32_t *of_old = arena_array(g->t->scratch, old->count, sizeof(*of_old));
	uint32_t *of_new = arena_array(g->t->scratch, new->count, sizeof(*of_new));

	for (uint32_t i = 0, j = 0; i < old->count || j < new->count;) {
		uint32_t nold = 0, nnew = 0;

		for (; i < old->count && g->tie[i] != TIE_SAME; i++)
			if (g->tie[i] == TIE_NONE)
				of_old[nold++] = i;
		for (; j < new->count && g->back_tie[j] != TIE_SAME; j++)
			if (g->back_tie[j] == TIE_NONE)
				of_new[nnew++] = j;
		tie_gap(g, of_old, nold, of_new, nnew);
		i += i < old->count;
		j += j < new->count;
	}
}

/* ---- what is said ---- */

static struct change *
say(const struct text_pair *t, enum change_how how, const struct passage *p)
{
	struct change *c = arena_alloc(t->a, sizeof(*c));

	*c = (struct change){ .what = t->what, .how = how, .kind = p->kind, .line = p->line,
		.name = str_copy(t->a, p->name), .under = str_copy(t->a, p->under) };
	changes_add(t->changes, c);
	return c;
}

static void
say_removed(const struct text_pair *t, const struct passage *p)
{
	struct change *c = say(t, CHANGE_REMOVED, p);

	c->hushed = t->hushed || p->hushed;
	if (c->hushed)		/* a number says nothing; a heading's words may */
		c->under = STR_NONE;
	else
		c->old = str_copy(t->a, p->text);
}

static void
say_moved(const struct text_pair *t, const struct passage *old, const struct passage *new)
{
	if (new->name.len > 0 && str_equal(old->name, new->name))
		return;		/* others moved around it */
	struct change *c = say(t, CHANGE_MOVED, new);

	c->old_name = str_copy(t->a, old->name);
	c->new = str_copy(t->a, new->text);
}

static void
say_changed(const struct text_pair *t, const struct passage *old, const struct passage *new)
{
	struct change *c = say(t, CHANGE_CHANGED, new);

	c->hushed = t->hushed || old->hushed;
	c->new = str_copy(t->a, new->text);
	if (!str_equal(old->name, new->name))
		c->old_name = str_copy(t->a, old->name);
	if (c->hushed)
		return;
	c->old = str_copy(t->a, old->text);
	c->runs = compare_words(c->old, c->new, t->a, &c->nrun);
}

/* Figures of a pair of passages that have one source, in order. */
static void
say_claims(const struct text_pair *t, const struct passage *old, const struct passage *new)
{
	const struct passage_claim *o = t->old->claims + old->first_claim;
	const struct passage_claim *n = t->new->claims + new->first_claim;

	if (!t->claims || t->hushed || old->hushed)
		return;
	for (uint32_t i = 0, j = 0; i < old->nclaim; i++) {
		uint32_t k = j;

		while (k < new->nclaim && !str_equal(o[i].source, n[k].source))
			k++;
		if (k == new->nclaim)
			continue;
		j = k + 1;
		if (str_equal(o[i].text, n[k].text))
			continue;
		struct change *c = arena_alloc(t->a, sizeof(*c));

		*c = (struct change){ .what = CHANGE_CLAIM, .how = CHANGE_CHANGED, .kind = new->kind,
			.line = new->line, .name = str_copy(t->a, new->name), .under = str_copy(t->a, new->under),
			.old = str_copy(t->a, o[i].text), .new = str_copy(t->a, n[k].text),
			.source = str_copy(t->a, n[k].title) };
		changes_add(t->claims, c);
	}
}

/* ---- numbers ---- */

/* How far a number moved: by sections, and within its own; whatever stands behind is the same. */
struct shift {
	int64_t section, within;
};

static int64_t
read_part(struct str *number)
{
	int64_t n = 0;
	size_t i = 0;

	for (; i < number->len && i < 9 && number->at[i] >= '0' && number->at[i] <= '9'; i++)
		n = n * 10 + (number->at[i] - '0');
	*number = str_from(*number, i);
	if (number->len > 1 && number->at[0] == '.')
		*number = str_from(*number, 1);
	return n;
}

/* false: the one did not become the other by counting on. */
static bool
find_shift(struct str old, struct str new, struct shift *out)
{
	int64_t old_section = read_part(&old), new_section = read_part(&new);

	out->section = new_section - old_section;
	out->within = read_part(&new) - read_part(&old);
	return str_equal(old, new) && (out->section == 0 || out->within == 0);
}

/* A run of passages that only have other numbers now. */
struct renumbered {
	const struct passage *old, *new, *old_last, *new_last;
	struct shift          shift;
	struct change_list    said;	/* behind what else is said */
};

static struct str
range_of(const struct text_pair *t, const struct passage *first, const struct passage *last)
{
	return first == last ? str_copy(t->a, first->name)
		: str_print(t->a, STR_FMT "–" STR_FMT, STR_ARG(first->name), STR_ARG(last->name));
}

static void
say_renumbered(const struct text_pair *t, struct renumbered *r)
{
	if (!r->old)
		return;
	struct change *c = arena_alloc(t->a, sizeof(*c));

	*c = (struct change){ .what = t->what, .how = CHANGE_MOVED, .kind = r->new->kind,
		.line = r->new->line, .name = range_of(t, r->new, r->new_last),
		.old_name = range_of(t, r->old, r->old_last) };
	changes_add(&r->said, c);
	r->old = NULL;
}

/* The numbers of tables and notes don't stand between those of paragraphs. */
static bool
is_series_of_its_own(enum passage_kind k)
{
	return k != PASSAGE_HEADING && k != PASSAGE_ITEM && !is_prose(k);
}

static void
renumber(const struct text_pair *t, struct renumbered *r, const struct passage *old,
	const struct passage *new)
{
	struct shift shift = { 0, 0 };

	if (new->kind == PASSAGE_FACT || !new->name.len || !old->name.len)
		return;
	if (is_series_of_its_own(new->kind)) {
		struct renumbered alone = { old, new, old, new, shift, r->said };

		if (!str_equal(old->name, new->name))
			say_renumbered(t, &alone);
		r->said = alone.said;
		return;
	}
	bool counted = find_shift(old->name, new->name, &shift);

	if (!counted || shift.section != r->shift.section || shift.within != r->shift.within
	    || (shift.within && r->new && read_part(&(struct str){ r->new->name.at, r->new->name.len })
		!= read_part(&(struct str){ new->name.at, new->name.len })))
		say_renumbered(t, r);
	if (str_equal(old->name, new->name))
		return;
	if (!r->old)
		*r = (struct renumbered){ .old = old, .new = new, .shift = shift, .said = r->said };
	r->old_last = old;
	r->new_last = new;
}

/* In the order of the new side; what was removed stands where it was. */
static void
say_all(const struct pairing *g)
{
	const struct text_pair *t = g->t;
	struct renumbered run = { .old = NULL };
	uint32_t i = 0;

	for (uint32_t j = 0; j <= t->new->count; j++) {
		bool end = j == t->new->count;
		bool in_order = end || g->back_tie[j] == TIE_SAME || g->back_tie[j] == TIE_ALIKE;
		uint32_t to = end ? t->old->count : in_order ? g->back[j] : i;

		for (; i < to; i++)
			if (g->tie[i] == TIE_NONE)
				say_removed(t, &t->old->at[i]);
		if (end)
			break;
		const struct passage *new = &t->new->at[j];
		const struct passage *old = g->back_tie[j] == TIE_NONE ? NULL : &t->old->at[g->back[j]];

		i += in_order;
		if (g->back_tie[j] == TIE_SAME) {
			renumber(t, &run, old, new);
			continue;
		}
		if (!old)
			say(t, CHANGE_ADDED, new)->new = str_copy(t->a, new->text);
		else if (g->back_tie[j] == TIE_MOVED)
			say_moved(t, old, new);
		else
			say_changed(t, old, new);
		if (old && g->back_tie[j] == TIE_ALIKE)
			say_claims(t, old, new);
	}
	say_renumbered(t, &run);
	for (struct change *c = run.said.first, *next; c; c = next) {
		next = c->next;
		c->next = NULL;
		changes_add(t->changes, c);
	}
}

void
compare_passages(const struct text_pair *t)
{
	struct arena *a = t->scratch;
	struct pairing g = { .t = t };

	g.mate = arena_array(a, t->old->count, sizeof(*g.mate));
	g.back = arena_array(a, t->new->count, sizeof(*g.back));
	g.tie = arena_alloc(a, t->old->count);
	g.back_tie = arena_alloc(a, t->new->count);
	g.old_bags = arena_array(a, t->old->count, sizeof(*g.old_bags));
	g.new_bags = arena_array(a, t->new->count, sizeof(*g.new_bags));
	tie_equal(&g);
	tie_moved(&g);
	tie_alike(&g);
	say_all(&g);
}
