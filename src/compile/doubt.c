/*
 * Rows that are called totals, and that no reading serves.
 *
 * Either a figure is wrong, which is an error; or the row is the total of something that is not in
 * this table, such as `Total PICA grants` among kinds of income, and is a line.  Its name, its
 * place and how near the nearest reading comes decide; where they don't, a total further down does,
 * by holding with the row as the one or the other.
 */
#include "base/path.h"
#include "base/utf8.h"
#include "compile/reading.h"

#define LINES_LEAST 3u	/* above a total of a text that says what it is of */
#define NEAR  8	/* a difference of less than one in so many is a slip */
#define USUAL 2u	/* named totals that hold, for each that is in doubt */

/* Two totals of one level stand next above. */
static bool
has_totals(const struct tally *t)
{
	uint32_t level = t->depth > 1 ? tally_entry(t, t->depth - 1).level : 0;

	return t->depth == t->lines_from && level > 0 && level == tally_entry(t, t->depth - 2).level;
}

/* Totals that are named like this one were sums of what stands above them, and this one has lines too. */
static bool
is_usual(const struct search *f)
{
	const struct tally *t = f->t;

	return f->name.kind == TOTAL_NAMED && t->nheld >= USUAL * (t->ndoubt + 1)
		&& (t->depth > t->lines_from + 1 || has_totals(t));
}

/* In the text of a report `Total complaints upheld` may well end a list of indicators, and `Total contract value` a
 * few facts: only below several lines of money is it certainly their sum. */
static bool
ends_lines(const struct search *f)
{
	const struct tally *t = f->t;

	if (!t->s->is_text)
		return true;
	for (uint32_t i = 0; i < t->ncolumn && t->depth >= t->lines_from + LINES_LEAST; i++)
		if (t->s->table->columns[t->columns[i]].unit.unit != UNIT_NUMBER)
			return true;
	return false;
}

/* The name, or the place where it stands, leaves no doubt that this is the sum of rows here. */
static bool
is_certain(const struct search *f)
{
	const struct sheet *s = f->t->s;

	if (f->name.kind == TOTAL_PLAIN || f->name.kind == TOTAL_GRAND
		|| tally_group(f->t, f->name.of) != OBJECT_NONE || is_usual(f))
		return true;
	if (search_is_last(f))
		return ends_lines(f);
	if (f->t->lines_from == f->t->depth)
		return false;	/* no line stands above it */
	return sheet_kind(s, f->row + 1) == ROW_HEADING
		|| sheet_record(s, f->row + 1) > sheet_record(s, f->row) + 1
		|| !sheet_same_group(s, f->row, f->row + 1);
}

/* In every column that fails, a slip of one figure explains the difference, or it is small. */
bool
doubt_is_near(struct search *f)
{
	struct tally *t = f->t;

	if (f->outcome.weight > 0 && f->outcome.weight * 2 >= f->outcome.fails)
		return true;
	if (t->s->effort > SHEET_EFFORT)
		return false;
	reading_rows(t, f->row, &f->best);
	t->s->effort += (uint64_t)t->nrow * t->ncolumn;
	if (t->nrow < 2)
		return false;
	for (uint32_t i = 0; i < t->ncolumn; i++) {
		struct cell total = sheet_cell(t->s, f->row, t->columns[i]);

		if (!cell_has_amount(&total))
			continue;
		struct sum sum = record_sum(f, t->columns[i], (struct basis){ .n = 0 }, STR_NONE);
		struct sum_figures figures;

		sum_figures(t->s, &sum, &figures);
		if (sum_verdict(t->s, &figures) == VERDICT_MISMATCH
			&& decimal_abs(figures.difference) > decimal_abs(sum.stated) / NEAR
			&& !cause_fits(t->s, &sum, &figures))
			return false;
	}
	return true;
}

static void
say_no_total(struct search *f)
{
	struct sheet *s = f->t->s;
	uint32_t column = s->label != OBJECT_NONE ? s->label : 0;

	if (s->is_text && f->name.kind != TOTAL_PLAIN && f->name.kind != TOTAL_GRAND)
		return;		/* an indicator, and not the sum of others */
	struct finding *found = diag_add(
		&s->unit->diag, DIAG_TOTAL_UNCHECKED, sheet_place(s, f->row, column),
		"“" STR_FMT
		"” is called a total, but no rows of this table add up to it; it is read as a line",
		STR_ARG(sheet_label(s, f->row)));

	diag_help(&s->unit->diag, found, s->is_text ? "call it something else, or put the table in "
		"a CSV file, whose sidecar can name its rows"
		: "name its rows in the table's sidecar (`rows:` and `sum_of:`), "
		  "or call it something else");
}

/* `positions-pg-2.csv`, `Budget (continued)`: the rest of a table that began elsewhere. */
static bool
is_continued(struct sheet *s)
{
	static const char *const words[] = { "pg", "page", "part", "sheet" };
	struct str file = s->is_text ? STR_NONE : path_stem(path_name(s->unit->in->path));
	struct str names[] = { file, s->table->title };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct str slug = utf8_slug(s->unit->arena, names[i]), word = STR_NONE, before;

		if (label_has_word(slug, "continued") || label_has_word(slug, "cont"))
			return true;
		while (slug.len > 0) {
			before = word;
			word = str_cut(&slug, '-');
			for (size_t k = 0; k < sizeof(words) / sizeof(words[0]); k++)
				if (str_is(before, words[k]) && word.at[0] >= '1' && word.at[0] <= '9'
					&& !str_is(word, "1"))
					return true;
		}
	}
	return false;
}

/* Most columns that fail state far more than the rows of this page make: those before add to it. */
static bool
states_more(struct search *f)
{
	struct tally *t = f->t;
	uint32_t more = 0;

	if (!reading_sums(t, f->row, &f->best))
		return false;
	for (uint32_t i = 0; i < t->ncolumn; i++) {
		struct cell c = sheet_cell(t->s, f->row, t->columns[i]);
		decimal stated = decimal_abs(c.amount.value), made = decimal_abs(t->sums[i]);

		more += cell_has_amount(&c) && t->odd[i] == 0 && stated > made
			&& stated - made > stated / NEAR;
	}
	return more > 0 && more * 2 > f->outcome.fails;
}

/* The last total of a later page, wrong in nearly all columns: it sums the pages before as well. */
bool
doubt_pages(struct search *f)
{
	return !f->found && f->outcome.fails > 2 * f->outcome.weight
		&& f->outcome.fails + f->outcome.odd > 1 && search_is_last(f)
		&& f->best.kind != READING_NAMED && is_continued(f->t->s) && states_more(f);
}

void
doubt_say_pages(struct search *f)
{
	struct sheet *s = f->t->s;
	uint32_t column = s->label != OBJECT_NONE ? s->label : 0;

	f->t->goes_on = true;
	struct finding *found =
		diag_add(&s->unit->diag, DIAG_TOTAL_UNCHECKED, sheet_place(s, f->row, column),
			 "“" STR_FMT "” seems to include rows of an earlier page: "
			 "those of this table alone don't add up to it",
			 STR_ARG(sheet_label(s, f->row)));

	diag_help(&s->unit->diag, found,
		  "put all pages of the table in one file, so that it can be checked");
	for (uint32_t i = 0; i < f->t->ncolumn; i++)
		if (sheet_cell(s, f->row, f->t->columns[i]).kind != AMOUNT_BLANK)
			record_unchecked(f, f->t->columns[i], (struct basis){ .kind = BASIS_EARLIER });
}

/* `Total 2024/25` next below `Total 2025/26`: last year's, to compare with. */
static bool
is_other_year(const struct search *f)
{
	struct str slug = sheet_label_slug(f->t->s, f->row);

	return f->t->lines_from == f->t->depth && f->t->depth > 0 && (label_is_year(f->name.of)
		|| label_has_word(slug, "previous") || label_has_word(slug, "prior")
		|| label_has_word(slug, "last"));
}

/* Whether the row may well be something else than the sum of rows here. */
bool
doubt_total(struct search *f)
{
	if (!f->any)
		return true;
	if (f->found || f->outcome.fails == 0 || f->best.kind == READING_NAMED)
		return false;
	return is_other_year(f) || (!is_certain(f) && !doubt_is_near(f));
}

/* The lines since the total before it, or since one that is in doubt as well. */
static void
note_lines(struct search *f, struct doubt *d)
{
	struct tally *t = f->t;

	if (t->nunder > 0 && t->unders[t->nunder - 1].entry >= d->best.first)
		d->best.first = t->unders[t->nunder - 1].entry + 1;
	d->best.last = t->depth;
	if (d->best.first < d->best.last && reading_sums(t, f->row, &d->best))
		tally_add_under(t, f->row, d->best.first);
}

/* What stands next above: the lines since the last total, or the totals of one level. */
static struct reading
next_above(const struct tally *t)
{
	struct reading r = { .kind = READING_SINCE, .first = t->lines_from, .last = t->depth };

	if (t->depth > t->lines_from)
		return r;
	r.kind = READING_TOTALS;
	while (r.first > 0 && tally_entry(t, r.first - 1).level == tally_entry(t, t->depth - 1).level)
		r.first--;
	return r;
}

static void
add_pending(struct tally *t, struct doubt *d)
{
	const struct cell *cells = tally_cells(t, d->row);

	d->below = t->pending;
	d->through = arena_array(t->s->unit->arena, t->ncolumn, sizeof(*d->through));
	for (uint32_t i = 0; i < t->ncolumn; i++) {
		d->through[i] = d->below ? d->below->through[i] : 0;
		if (cell_has_amount(&cells[i]))
			decimal_add(d->through[i], cells[i].amount.value, &d->through[i]);
	}
	t->pending = d;
}

/* It is read as a line, until a total further down shows that it was meant as one. */
void
doubt_note(struct search *f)
{
	struct tally *t = f->t;
	struct arena *a = t->s->unit->arena;
	struct doubt *d = arena_alloc(a, sizeof(*d));

	*d = (struct doubt){ .row = f->row, .best = f->best, .entry = t->depth, .next = t->doubts,
		.is_first = t->nline == t->ndoubt };
	t->doubts = d;
	t->ndoubt++;
	sheet_set_kind(t->s, f->row, ROW_LINE, 0);
	if (f->any && t->depth > 0 && (d->best.kind == READING_TOTALS
			|| (d->best.kind == READING_BELOW && t->lines_from > 0 && !t->holds_below)))
		d->best = next_above(t);
	if (f->any && t->holds_below && t->depth == t->lines_from && search_end_below(f) > f->row + 1)
		d->best = (struct reading){ .kind = READING_BELOW, .first = f->row + 1,
			.last = search_end_below(f) };	/* as those before it */
	if (!f->any || t->s->effort > SHEET_EFFORT
		|| (d->best.kind != READING_SINCE && d->best.kind != READING_BELOW
			&& d->best.kind != READING_TOTALS))
		return;
	if (d->best.kind != READING_BELOW) {
		t->in_doubt[f->row] = true;
		note_lines(f, d);
		add_pending(t, d);
	}
	reading_rows(t, f->row, &d->best);
	d->basis = reading_basis(t, &d->best);
	d->parts = reading_parts(t, &d->best);
	d->nrow = t->nrow;
	d->rows = arena_array(a, t->nrow, sizeof(*d->rows));
	for (uint32_t i = 0; i < t->nrow; i++)
		d->rows[i] = t->rows[i];
}

/*
 * A total holds: with rows in doubt as lines, or as totals that stand for theirs, or for the lines
 * since one of them, which takes its own then.
 */
void
doubt_decide(struct search *f, uint32_t first)
{
	struct tally *t = f->t;
	struct doubt *since = NULL;

	for (; t->pending && t->pending->entry + 1 >= first; t->pending = t->pending->below) {
		struct doubt *d = t->pending;

		if (f->best.kind == READING_SINCE && d->entry + 1 == first)
			since = d;
		d->is_total = d == since || f->best.over || f->best.without;
	}
	tally_pop(t, first);
	if (!since)
		return;
	tally_pop(t, since->best.first);
	tally_push(t, since->row, 1);
}

/* A summary begins with totals of other tables, `Total income` and `Total spending`, and sums them. */
static bool
is_before_total(const struct sheet *s, uint32_t row)
{
	return row + 1 < s->table->nrow && (sheet_kind(s, row + 1) == ROW_TOTAL
		|| label_total(sheet_label(s, row + 1), sheet_label_slug(s, row + 1)).kind != TOTAL_NONE);
}

void
doubt_finish(struct tally *t)
{
	for (struct doubt *d = t->doubts; d; d = d->next) {
		struct search f = { .t = t, .row = d->row, .best = d->best, .name = label_total(
			sheet_label(t->s, d->row), sheet_label_slug(t->s, d->row)) };

		if (d->best.kind == READING_BELOW && t->holds_below)
			d->is_total = true;
		if (!d->is_total || d->nrow == 0) {
			if (!d->is_first || !is_before_total(t->s, d->row))
				say_no_total(&f);
			continue;
		}
		sheet_set_kind(t->s, d->row, ROW_TOTAL, 1);
		t->nrow = d->nrow;
		for (uint32_t i = 0; i < d->nrow; i++)
			t->rows[i] = d->rows[i];
		record_columns(&f, d->basis, d->parts);
	}
}
