/*
 * Total rows: each is checked by the reading that serves it, and takes the rows that it sums.
 *
 * Walks the rows once.  When no reading holds, the one that comes nearest makes the
 * finding, unless it is in doubt whether the row is a total at all (doubt.c).  The search for a
 * reading is search.c's, what is recorded record.c's.
 */
#include "compile/reading.h"

#define AGAIN_MOST 4u	/* times that the sums are checked once more */

/* Entries that the total takes off the stack; a group in the middle of it stays. */
static uint32_t
taken_from(const struct search *f)
{
	const struct tally *t = f->t;
	uint32_t first = t->depth;

	switch (f->best.kind) {
	case READING_PARTS:
		return f->best.first - 1;	/* the row that said the total before goes with it */
	case READING_EVERY:
		return 0;
	case READING_GROUP:
		first = tally_from_row(t, tally_group(f->t, f->best.group));
		return t->depth - first == tally_group_sum(f->t, f->best.group)->count ? first : t->depth;
	case READING_NAMED:
		first = t->nrow > 0 ? tally_from_row(t, t->rows[0]) : first;
		return t->depth - first == t->nrow ? first : t->depth;
	case READING_BELOW:
	case READING_NESTED:
	case READING_NONE:
		return t->depth;
	case READING_WHOLES:
		return t->lines_from;
	default:
		return f->best.first;
	}
}

static void
take(struct search *f)
{
	struct tally *t = f->t;
	uint32_t first = taken_from(f), level = 0;

	left_out_note(f);

	for (uint32_t i = t->nstretch; i-- > 0 && t->depth > first;) {
		if (t->stretches[i].first.level > level)
			level = t->stretches[i].first.level;
		if (t->stretches[i].number <= first)
			break;
	}
	if (f->best.kind == READING_GROUP && first == t->depth)
		t->naside += t->nrow;
	t->holds_below = t->holds_below || (f->found && f->best.kind == READING_BELOW);
	if (f->best.kind == READING_BELOW && f->best.last < t->s->table->nrow)
		t->taken_until = f->best.last;
	else if (f->best.kind == READING_BELOW && f->best.last == search_end_below(f))
		t->taken_until = f->best.last;
	sheet_set_kind(t->s, f->row, ROW_TOTAL, level + 1);
	if (f->best.kind == READING_NESTED && f->row < t->taken_until)
		return;		/* a part of the row that stands further out */
	if (f->best.kind == READING_NESTED)
		t->taken_until = f->best.last;
	if (f->found)
		doubt_decide(f, first);
	else
		tally_pop(t, first);
	tally_push(t, f->row, level + 1);
}

static bool
is_stated(struct tally *t, uint32_t row)
{
	for (uint32_t i = 0; i < t->ncolumn; i++)
		if (tally_cells(t, row)[i].kind != AMOUNT_BLANK)
			return true;
	return false;
}

static void
settle_total(struct tally *t, uint32_t row)
{
	struct search f = { .t = t, .row = row,
		.name = label_total(sheet_label(t->s, row), sheet_label_slug(t->s, row)) };

	if (!is_stated(t, row))
		return;
	if (f.name.kind == TOTAL_NONE)
		f.name.kind = TOTAL_PLAIN;	/* another column says so */
	search_reading(&f);
	if (doubt_pages(&f)) {
		doubt_say_pages(&f);
		return;
	}
	if (!f.any && f.best.kind == READING_NAMED)
		return;		/* the sidecar's names lead nowhere, and that was said */
	if (doubt_total(&f)) {
		doubt_note(&f);
		tally_line(t, row);
		return;
	}
	t->nheld += f.found && f.name.kind == TOTAL_NAMED;
	record_total(&f);
	take(&f);
}

static bool
settle_perhaps(struct tally *t, uint32_t row, struct str label)
{
	struct search f = { .t = t, .row = row };

	if (!nested_find(&f) && !perhaps_find(&f, label))
		return false;
	record_total(&f);
	take(&f);
	return true;
}

static void
settle_line(struct tally *t, uint32_t row)
{
	struct str label = sheet_is_telling(t->s, row) ? sheet_label(t->s, row) : STR_NONE;

	if (label_is_part(label) || settle_perhaps(t, row, label))
		return;
	unlabelled_look(t, row);
	tally_line(t, row);
}

/* The header was said again between two records, where a page or a part of the table begins. */
static bool
has_header(const struct sheet *s, uint32_t after, uint32_t before)
{
	for (uint32_t record = after; record + 1 < before; record++)
		if (!sheet_is_blank(s, record))
			return true;
	return false;
}

/* false when a total leaves out what no other total has */
static bool
settle_all(struct tally *t)
{
	const struct sheet *s = t->s;
	uint32_t before = s->table->nrow > 0 ? sheet_record(s, 0) : 0;

	for (uint32_t row = 0; row < s->table->nrow; row++) {
		uint32_t record = sheet_record(s, row);

		if (has_header(s, before, record))
			t->section = t->depth;
		before = record;
		if (sheet_kind(s, row) == ROW_TOTAL) {
			settle_total(t, row);
		} else if (sheet_kind(s, row) == ROW_HEADING) {
			tally_heading(t, row);
		} else {
			settle_line(t, row);
		}
	}
	return !left_out_remains(t);
}

void
totals_check(struct sheet *s)
{
	struct tally t;
	struct sums_before before;
	bool *must_cover = arena_array(s->unit->arena, s->table->nrow, sizeof(*must_cover));

	left_out_keep(s, &before);
	for (uint32_t n = 0;; n++) {
		tally_init(&t, s);
		if (t.ncolumn == 0)
			return;
		t.must_cover = must_cover;
		nested_init(&t);
		if (settle_all(&t) || n == AGAIN_MOST || s->unit->drops_checks)
			break;
		left_out_restore(s, &before);
	}
	doubt_finish(&t);
}
