/*
 * Which reading serves a total: they are tried in the order of DESIGN, section 2.
 *
 * The first that holds in every column of the row is taken.  Readings that a coincidence in one
 * column could bring about (weak ones) want two columns, or an amount that is no round little
 * number. What a reading covers is reading.c's, what follows totals.c's.
 */
#include "compile/reading.h"

#define SUFFIXES   64u	/* totals that are tried as the first of a sum */
#define PARTS_MOST SEARCH_PARTS
#define NET_MOST   64u
#define MARKED_LEAST 3u	/* columns */

/* Two columns, or one amount that is no round little number, are more than chance. */
static bool
is_vouched(const struct search *f, const struct outcome *o)
{
	if (o->weight > 1)
		return true;
	for (uint32_t i = 0; i < f->t->ncolumn; i++) {
		struct cell c = sheet_cell(f->t->s, f->row, f->t->columns[i]);

		if (o->is_exact && c.kind == AMOUNT_VALUE
			&& decimal_abs(c.amount.value) >= 100 * decimal_power(c.amount.place))
			return true;
	}
	return false;
}

static bool
is_nearer(const struct outcome *a, const struct outcome *b)
{
	if ((a->holds + a->fails > 0) != (b->holds + b->fails > 0))
		return a->holds + a->fails > 0;	/* what can't be checked at all comes last */
	if (a->fails + a->odd != b->fails + b->odd)
		return a->fails + a->odd < b->fails + b->odd;
	return a->odd != b->odd ? a->odd < b->odd : a->distance < b->distance;
}

/* A heading stands between the totals and the lines that the reading takes together. */
static bool
is_over_heading(const struct search *f, const struct reading *r)
{
	const struct tally *t = f->t;

	return r->kind == READING_TOTALS && t->section == t->lines_from && r->first < t->section
		&& t->depth > t->lines_from + 1;
}

/*
 * One column, and that within rounding only: little figures meet by chance.  The first of such
 * readings is kept for the case that no other one is exact; a sum of one row is none of them, as a
 * figure that is rounded twice is the same.
 */
static bool
is_faint(struct search *f, const struct reading *r, const struct outcome *o)
{
	bool one = reading_rows_at_most(f->t, f->row, r) == 1;

	if (o->is_exact || (o->weight > 1 && !one))
		return f->is_kept && r->weak;
	if (!f->is_kept && !one && !is_over_heading(f, r)) {
		f->kept = *r;
		f->kept_outcome = *o;
		f->is_kept = true;
	}
	return true;
}

/*
 * The last lines of several are not all of them by chance: in so many columns the lines that are left
 * out have amounts, and the rest is the total all the same.
 */
static bool
is_marked(const struct search *f, const struct outcome *o)
{
	struct tally *t = f->t;
	const decimal *before = tally_before(t, t->lines_from)->sums;
	uint32_t marked = 0;

	for (uint32_t i = 0; i < t->ncolumn; i++)
		marked += t->top.sums[i] - before[i] != t->sums[i] && t->odd[i] == 0;
	return o->weight > 1 && o->weight > o->holds / 2 && marked >= MARKED_LEAST;
}

/* What is taken off is told by a column that comes to the last digit, where another one does not. */
static bool
is_half_right(const struct search *f, const struct outcome *o)
{
	return o->weight > 0 && o->weight >= o->fails && o->odd == 0 && o->is_exact && is_vouched(f, o);
}

/* Judge t->sums by this reading; true when it settles the total. */
static bool
judge(struct search *f, const struct reading *r)
{
	struct outcome o;

	reading_judge(f->t, f->row, r, &o);
	if ((r->needs_marks && !is_marked(f, &o)) || (r->needs_exact && !o.is_exact))
		return false;
	/* one that can't be checked in the columns where another fails serves no better than that
	 * one */
	bool serves = o.fails == 0 && o.holds > 0 && (!r->weak || is_vouched(f, &o))
		&& !(o.odd > 0 && f->any && f->outcome.odd < o.odd && f->outcome.weight >= o.weight
			&& f->outcome.weight > 0);

	if (serves && is_faint(f, r, &o))
		return false;

	bool most = (o.weight > 2 && o.weight > 2 * o.fails)
		|| (r->signs != SIGNS_ADDED && is_half_right(f, &o));
	bool may_be_nearest = (most || (!r->is_far && !r->weak))
		&& (!f->any || f->t->s->effort < SHEET_EFFORT);

	if (!serves && (may_be_nearest || r->signs != SIGNS_ADDED) && f->ntried < SEARCH_TRIED) {
		f->tried[f->ntried] = *r;
		f->tried_outcomes[f->ntried++] = o;
	}
	if (serves || (may_be_nearest && (!f->any || is_nearer(&o, &f->outcome)))) {
		f->best = *r;
		f->outcome = o;
		f->any = true;
	}
	return f->found = serves;
}

/* `Total places`, where Places is a group, sums nothing that stands above the group. */
static bool
is_beyond_group(const struct search *f, const struct reading *r)
{
	uint32_t group = f->name.of.len > 0 ? tally_group(f->t, f->name.of) : OBJECT_NONE;

	if (group == OBJECT_NONE)
		return false;
	if (r->kind == READING_EVERY)
		return group > 0 && f->t->lines_from > 0;
	return (r->kind == READING_SINCE || r->kind == READING_TOTALS)
		&& tally_entry(f->t, r->first).row < group;
}

/* More than it may: what stands under the heading that it names, or in its own group; see left_out.c. */
static bool
leaves_out(const struct search *f, const struct reading *r)
{
	const struct sheet *s = f->t->s;

	if (f->head != OBJECT_NONE && r->first > f->head
		&& (r->kind == READING_SINCE || r->kind == READING_TOTALS))
		return true;
	if (!r->leaves)
		return false;
	if (f->t->must_cover[f->row])
		return true;
	if (r->kind == READING_BELOW)
		return false;
	return r->kind == READING_SINCE && s->group != OBJECT_NONE && sheet_group_number(s, f->row) > 0
		&& sheet_same_group(s, tally_entry(f->t, r->first - 1).row, f->row);
}

static bool
try(struct search *f, struct reading r)
{
	if (f->found || is_beyond_group(f, &r) || leaves_out(f, &r))
		return false;
	return !f->found && reading_sums(f->t, f->row, &r) && judge(f, &r);
}

/* A run of entries up to the top; where unlabelled totals are in it, also with these for their
 * lines. */
bool
search_try_run(struct search *f, struct reading r)
{
	r.last = f->t->depth;
	if (r.first >= r.last)
		return false;
	if (try(f, r))
		return true;
	r.over = true;
	if (tally_covers_unlabelled(f->t, r.first) && try(f, r))
		return true;
	r.over = false;
	r.without = r.weak = true;
	return f->t->pending && f->t->pending->entry >= r.first && try(f, r);
}

/*
 * What is net or grand has the totals above as well, unless a heading is between; so has `Total` below another
 * that is not called just so, and `Total reserves` below one line and `Total earmarked reserves`.
 */
static bool
is_of_more(const struct search *f)
{
	const struct tally *t = f->t;
	struct str slug = sheet_label_slug(t->s, f->row);

	if (t->section >= t->lines_from || t->s->group != OBJECT_NONE)
		return false;
	switch (f->name.kind) {
	case TOTAL_PLAIN:
		return !str_equal(slug, sheet_label_slug(t->s, tally_entry(t, t->lines_from - 1).row));
	case TOTAL_NAMED:
		return t->depth == t->lines_from + 1 && label_share_word(f->name.of,
			sheet_label_slug(t->s, tally_entry(t, t->lines_from - 1).row));
	default:
		return f->name.kind == TOTAL_NET || f->name.kind == TOTAL_GRAND;
	}
}

static bool
try_since(struct search *f)
{
	struct tally *t = f->t;

	if (f->head < t->lines_from
		&& search_try_run(f, (struct reading){ .kind = READING_TOTALS, .first = f->head }))
		return true;
	if (search_try_run(f, (struct reading){ .kind = READING_SINCE, .first = t->lines_from,
			.leaves = is_of_more(f) }))
		return true;
	if (t->section > t->lines_from
		&& search_try_run(f, (struct reading){ .kind = READING_SINCE, .first = t->section }))
		return true;
	return t->pending && t->pending->entry >= t->lines_from && search_try_run(f,
		(struct reading){ .kind = READING_SINCE, .first = t->pending->entry + 1 });
}

/* The group that the total names, or the one that it stands in. */
static bool
try_group(struct search *f)
{
	struct str groups[] = { f->name.of, sheet_group_slug(f->t->s, f->row) };

	/* `Total places` next below `Total roads` is more than the group that was just summed */
	size_t most = (f->name.kind == TOTAL_NAMED && f->t->lines_from == f->t->depth)
		|| f->head < f->t->lines_from ? 1 : 2;

	for (size_t i = 0; i < most; i++)
		if (groups[i].len > 0 && tally_group(f->t, groups[i]) != OBJECT_NONE
			&& try(f, (struct reading){ .kind = READING_GROUP, .group = groups[i] }))
			return true;
	return false;
}

bool
search_is_last(const struct search *f)
{
	const struct sheet *s = f->t->s;

	for (uint32_t row = f->row + 1; row < s->table->nrow; row++)
		if (sheet_kind(s, row) != ROW_HEADING)
			return false;
	return true;
}

/* `Grand total`, and `Total` in the last row, say that nothing before them is left out. */
static bool
covers_all(const struct search *f)
{
	return f->name.kind == TOTAL_GRAND || (f->name.kind == TOTAL_PLAIN && search_is_last(f));
}

/* All that stands under no total; the part of it since the last heading, or since one of the totals. */
static bool
try_totals(struct search *f)
{
	struct tally *t = f->t;
	struct reading r = { .kind = READING_TOTALS };

	if (t->lines_from == 0)
		return false;
	if (search_try_run(f, r))
		return true;
	r.first = t->section;
	r.leaves = t->depth == r.first + 1;	/* one total alone */
	if (r.first > 0 && r.first < t->lines_from && f->name.kind != TOTAL_GRAND && search_try_run(f, r))
		return true;
	r.leaves = false;
	if (covers_all(f)) {	/* but for lines that the total of their group has */
		r.first = t->naside;
		return r.first > 0 && r.first < t->lines_from && search_try_run(f, r);
	}
	/* the totals since the last one of a higher level: the second directorate of a department */
	uint32_t top = tally_entry(t, t->lines_from - 1).level;

	r.first = tally_from_level(t, t->lines_from - 1);
	if (top > 0 && r.first > 0 && search_try_run(f, r))
		return true;
	r.weak = r.leaves = true;
	for (uint32_t i = t->lines_from, n = 0; i-- > 1 && n < SUFFIXES; n++) {
		uint32_t under = tally_under(t, i);

		r.first = i;
		if ((tally_entry(t, i).level > 0 || (under < t->nunder && t->unders[under].first == i))
			&& search_try_run(f, r))
			return true;
	}
	return false;
}

/* Since the last unlabelled total, that one included. */
static bool
try_unlabelled(struct search *f)
{
	const struct tally *t = f->t;

	return t->nunder > 0 && try(f, (struct reading){ .kind = READING_TOTALS, .weak = true,
		.first = t->unders[t->nunder - 1].entry, .last = t->depth });
}

/* Then every line once is no other sum, only one of more figures, which rounding may take further. */
static bool
is_sum_of_totals(const struct tally *t)
{
	for (uint32_t i = 0; i < t->ncolumn; i++)
		if (t->lines.sums[i] != t->top.sums[i] || t->lines.odd[i] > 0)
			return false;
	return t->lines_from > 0;
}

static bool
try_every(struct search *f)
{
	return (!is_sum_of_totals(f->t) && try(f, (struct reading){ .kind = READING_EVERY,
			.is_far = f->t->lines_from == 0 })) ||
	       (f->t->nunlabelled > 0 &&
		try(f, (struct reading){.kind = READING_EVERY, .over = true}));
}

/* The rows below that may belong to a total above them: up to the next total, heading or group. */
uint32_t
search_end_below(const struct search *f)
{
	const struct sheet *s = f->t->s;
	uint32_t end = f->row + 1;

	while (end < s->table->nrow && sheet_kind(s, end) == ROW_LINE
		&& sheet_same_group(s, end, f->row + 1))
		end++;
	return end;
}

/* The shortest run of two or more that serves, and the whole run. */
static bool
try_below(struct search *f)
{
	struct tally *t = f->t;
	uint32_t end = search_end_below(f);
	bool alone = t->lines_from == t->depth;	/* nothing stands above that it could be the sum of */
	struct reading r = { .kind = READING_BELOW, .first = f->row + 1, .is_far = !alone };

	if (f->found || end == f->row + 1)
		return false;
	r.weak = r.needs_exact = true;
	r.leaves = alone;
	for (r.last = f->row + 3; r.last < end && r.last < f->row + PARTS_MOST; r.last++)
		if (t->s->effort < SHEET_EFFORT && try(f, r))
			return true;
	r.weak = !alone;
	r.needs_exact = r.leaves = false;
	r.last = end;
	if (try(f, r))
		return true;
	r.last = t->s->table->nrow;
	return alone && r.last > end && t->s->effort < SHEET_EFFORT && try(f, r);
}

/* Of nothing but what is taken off there is no net. */
static bool
has_both_signs(struct search *f, const struct reading *r)
{
	uint32_t taken_off = 0;

	reading_rows(f->t, f->row, r);
	for (uint32_t i = 0; i < f->t->nrow; i++)
		taken_off += reading_subtracts(f->t, r, i);
	return taken_off > 0 && taken_off < f->t->nrow;
}

/* What is spent less what comes in, both written without a sign. */
static bool
try_net(struct search *f)
{
	struct tally *t = f->t;
	const uint32_t firsts[] = { t->lines_from, t->section, 0 };
	const enum reading_signs signs[] = { SIGNS_FIRST_LESS_REST, SIGNS_LESS_NAMED };

	for (size_t i = 0; f->name.kind == TOTAL_NET && i < 6; i++) {
		struct reading r = { .kind = READING_SINCE, .signs = signs[i % 2], .weak = true,
			.first = firsts[i / 2], .last = t->depth };

		if (r.first + 1 < r.last && r.last - r.first <= NET_MOST && has_both_signs(f, &r)
			&& try(f, r))
			return true;
	}
	return false;
}

/* A slip explains the difference in every column that fails. */
static bool
is_explained(struct search *f, const struct outcome *o)
{
	struct tally *t = f->t;

	reading_rows(t, f->row, &f->best);
	t->s->effort += (uint64_t)t->nrow * t->ncolumn;
	if (o->is_past_help)
		return false;
	for (uint32_t i = 0; i < t->ncolumn; i++) {
		struct cell total = sheet_cell(t->s, f->row, t->columns[i]);

		if (!cell_has_amount(&total))
			continue;
		struct sum sum = record_sum(f, t->columns[i], (struct basis){ .n = 0 }, STR_NONE);
		struct sum_figures figures;

		sum_figures(t->s, &sum, &figures);
		if (sum_verdict(t->s, &figures) == VERDICT_MISMATCH
			&& !cause_fits(t->s, &sum, &figures))
			return false;
	}
	return t->nrow > 1;
}

/* Of several that fail, one that a slip explains is likelier than one whose difference is less. */
static void
prefer_explained(struct search *f)
{
	const struct reading nearest = f->best;

	for (uint32_t i = 0; f->ntried > 1 && i < f->ntried && f->t->s->effort < SHEET_EFFORT; i++) {
		f->best = f->tried[i];
		if (f->tried_outcomes[i].odd == 0 && is_explained(f, &f->tried_outcomes[i])) {
			f->outcome = f->tried_outcomes[i];
			return;
		}
	}
	f->best = nearest;
	f->t->walked = false;
}

bool
search_is_half_right(const struct search *f)
{
	return is_half_right(f, &f->outcome);
}

bool
search_is_vouched(const struct search *f)
{
	return is_vouched(f, &f->outcome);
}

void
search_reading(struct search *f)
{
	const struct datum *settings = sidecar_row(f->t->s, f->row);
	const struct datum *named = settings
		? object_get(&f->t->s->unit->object, settings, "sum_of") : NULL;

	f->head = tally_head(f->t, f->name.of);
	if (named) {
		f->best.kind = READING_NAMED;
		try(f, (struct reading){ .kind = READING_NAMED, .named = named });
		return;
	}
	try_since(f);
	if (!f->found)
		try_group(f);
	if (!f->found)
		try_totals(f);
	if (!f->found)
		try_every(f);
	if (!f->found && !f->is_below)
		try_below(f);
	if (!f->found)
		try_unlabelled(f);
	if (!f->found)
		search_last_lines(f);
	if (!f->found)
		search_parts(f);
	if (!f->found)
		try_net(f);
	if (f->found)
		return;
	if (!f->is_kept && wholes_find(f))
		return;
	if (!f->is_kept) {
		prefer_explained(f);
		return;
	}
	f->best = f->kept;
	f->outcome = f->kept_outcome;
	f->found = f->any = true;
}
