/*
 * Total rows: each is checked by the reading that serves it, and takes the rows that it sums.
 *
 * Walks the rows once.  When no reading holds, the one that comes nearest makes the finding.  A row whose name says
 * total but that no reading comes near, and that a sum may well have as a line (`Total PICA grants`), is
 * taken as a line.  Sums themselves are sum.c's, the search for a reading search.c's.
 */
#include "base/path.h"
#include "base/utf8.h"
#include "compile/reading.h"

static struct sum
sum_of_column(struct search *f, uint32_t column, struct str words, struct str parts)
{
	struct tally *t = f->t;
	const struct table_cell *total = sheet_cell(t->s, f->row, column);

	for (uint32_t k = 0; k < t->nrow; k++)
		t->covers[k] = (struct cover){ t->rows[k], column, reading_subtracts(t, &f->best, k) };
	return (struct sum){
		.kind = CHECK_TOTAL, .mismatch = DIAG_TOTAL_MISMATCH, .what = "total", .row = f->row,
		.column = column, .stated = total->amount.value, .place = total->amount.place,
		.covers = t->covers, .ncover = t->nrow, .reading = words, .parts = parts,
	};
}

/* A total that is itself awaited is counted, and is no finding: its cell says so. */
static void
record_unstated(struct search *f, uint32_t column, struct str words)
{
	struct check *check = unit_add_check(f->t->s->unit);
	const struct table_cell *total = sheet_cell(f->t->s, f->row, column);

	*check = (struct check){
		.kind = CHECK_TOTAL, .verdict = VERDICT_UNCHECKED, .row = f->row, .column = column,
		.stated = cell_has_amount(total) ? total->amount.value : 0, .reading = words, .first_cover = f->t->s->unit->object.ncover,
	};
}

static void
record(struct search *f)
{
	struct tally *t = f->t;
	struct str words, parts;

	if (!t->walked || f->best.kind != READING_NAMED)
		reading_rows(t, f->row, &f->best);
	words = reading_words(t, f->row, &f->best);
	parts = reading_parts(t, &f->best);
	for (uint32_t i = 0; i < t->ncolumn; i++) {
		const struct table_cell *total = sheet_cell(t->s, f->row, t->columns[i]);

		if (total->kind == AMOUNT_BLANK)
			continue;
		if (!cell_has_amount(total)) {
			record_unstated(f, t->columns[i], words);
			continue;
		}
		struct sum sum = sum_of_column(f, t->columns[i], words, parts);

		sum_check(t->s, &sum);
		sum_say_blanks(t->s, t->rows, t->nrow, t->columns[i]);
	}
}

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
	case READING_NAMED:
		while (first > 0 && t->nrow > 0 && t->stack[first - 1].row >= t->rows[0])
			first--;
		return t->depth - first == t->nrow ? first : t->depth;
	case READING_BELOW:
	case READING_NONE:
		return t->depth;
	default:
		return f->best.first;
	}
}

static void
take(struct search *f)
{
	struct tally *t = f->t;
	uint32_t first = taken_from(f), level = 0;

	for (uint32_t i = first; i < t->depth; i++)
		if (t->stack[i].level > level)
			level = t->stack[i].level;
	if (f->best.kind == READING_BELOW && f->best.last < t->s->table->nrow)
		t->taken_until = f->best.last;
	else if (f->best.kind == READING_BELOW && f->best.last == search_end_below(f))
		t->taken_until = f->best.last;
	t->s->table->rows[f->row].level = level + 1;
	tally_pop(t, first);
	tally_push(t, f->row, level + 1);
}

/* ---- when nothing holds ---- */

static bool
is_last(const struct search *f)
{
	const struct table *table = f->t->s->table;

	for (uint32_t row = f->row + 1; row < table->nrow; row++)
		if (table->rows[row].kind != ROW_HEADING)
			return false;
	return true;
}

/* The name, or the place where it stands, leaves no doubt that this is the sum of rows here. */
static bool
is_certain(const struct search *f)
{
	const struct table_row *row = &f->t->s->table->rows[f->row];

	if (f->name.kind == TOTAL_PLAIN || f->name.kind == TOTAL_GRAND
		|| tally_group(f->t, f->name.of) != OBJECT_NONE || is_last(f))
		return true;
	if (f->t->lines_from == f->t->depth)
		return false;	/* no line stands above it */
	return row[1].kind == ROW_HEADING || row[1].record > row->record + 1
		|| !str_equal(row[1].group_slug, row->group_slug);
}

/* In every column that fails, a slip of one figure explains the difference, or it is small. */
static bool
is_near(struct search *f)
{
	struct tally *t = f->t;

	if (f->outcome.weight > 0 && f->outcome.weight * 2 >= f->outcome.fails)
		return true;
	reading_rows(t, f->row, &f->best);
	if (t->nrow < 2)
		return false;
	for (uint32_t i = 0; i < t->ncolumn; i++) {
		const struct table_cell *total = sheet_cell(t->s, f->row, t->columns[i]);

		if (!cell_has_amount(total))
			continue;
		struct sum sum = sum_of_column(f, t->columns[i], STR_NONE, STR_NONE);
		struct sum_figures figures;

		sum_figures(t->s, &sum, &figures);
		if (sum_verdict(t->s, &figures) == VERDICT_MISMATCH
			&& decimal_abs(figures.difference) > decimal_abs(sum.stated) / 20
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
	struct finding *found = diag_add(&s->unit->diag, DIAG_TOTAL_UNCHECKED,
		sheet_place(s, f->row, column),
		"“" STR_FMT "” is called a total, but no rows of this table add up to it; it is read as a line",
		STR_ARG(s->table->rows[f->row].label));

	diag_help(&s->unit->diag, found, "name its rows in the table's sidecar (`rows:` and `sum_of:`), "
		"or call it something else");
}

/* `positions-pg-2.csv`, `Budget (continued)`: the rest of a table that began elsewhere. */
static bool
is_continued(struct sheet *s)
{
	static const char *const words[] = { "pg", "page", "part", "sheet" };
	struct str names[] = { path_stem(path_name(s->unit->in->path)), s->table->title };

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

/* The last total of a later page, wrong in each of several columns: it sums the pages before as well. */
static bool
sums_pages(const struct search *f)
{
	return !f->found && f->outcome.fails > 1 && f->outcome.weight == 0 && is_last(f)
		&& f->best.kind != READING_NAMED && is_continued(f->t->s);
}

static void
say_pages(struct search *f)
{
	struct sheet *s = f->t->s;
	uint32_t column = s->label != OBJECT_NONE ? s->label : 0;
	struct finding *found = diag_add(&s->unit->diag, DIAG_TOTAL_UNCHECKED,
		sheet_place(s, f->row, column), "“" STR_FMT "” seems to include rows of an earlier page: "
		"those of this table alone don't add up to it", STR_ARG(s->table->rows[f->row].label));

	diag_help(&s->unit->diag, found, "put all pages of the table in one file, so that it can be checked");
	for (uint32_t i = 0; i < f->t->ncolumn; i++)
		if (sheet_cell(s, f->row, f->t->columns[i])->kind != AMOUNT_BLANK)
			record_unstated(f, f->t->columns[i], STR("rows of an earlier page"));
}

static bool
is_stated(const struct tally *t, uint32_t row)
{
	for (uint32_t i = 0; i < t->ncolumn; i++)
		if (sheet_cell(t->s, row, t->columns[i])->kind != AMOUNT_BLANK)
			return true;
	return false;
}

static void
add_line(struct tally *t, uint32_t row)
{
	t->nline++;
	for (uint32_t i = 0; i < t->ncolumn; i++) {
		const struct table_cell *c = sheet_cell(t->s, row, t->columns[i]);

		if (c->kind == AMOUNT_BLANK)
			continue;
		if (!cell_has_amount(c) || !decimal_add(t->lines[i], c->amount.value, &t->lines[i]))
			t->odd_lines[i]++;
		else if (!t->is_unlabelled[row])
			decimal_add(t->lines_over[i], c->amount.value, &t->lines_over[i]);
	}
	if (row >= t->taken_until)
		tally_push(t, row, 0);
}

static void
settle_total(struct tally *t, uint32_t row)
{
	const struct table_row *r = &t->s->table->rows[row];
	struct search f = { .t = t, .row = row, .name = label_total(r->label, r->label_slug) };

	if (!is_stated(t, row))
		return;
	search_reading(&f);
	if (sums_pages(&f)) {
		say_pages(&f);
		return;
	}
	if (!f.any && f.best.kind == READING_NAMED)
		return;		/* the sidecar's names lead nowhere, and that was said */
	if (!f.any || (!f.found && f.outcome.fails > 0 && f.best.kind != READING_NAMED
		&& !is_certain(&f) && !is_near(&f))) {
		say_no_total(&f);
		t->s->table->rows[row].kind = ROW_LINE;
		t->s->table->rows[row].level = 0;
		add_line(t, row);
		return;
	}
	record(&f);
	take(&f);
}

void
totals_check(struct sheet *s)
{
	struct tally t;

	tally_init(&t, s);
	for (uint32_t row = 0; t.ncolumn > 0 && row < s->table->nrow; row++) {
		if (s->table->rows[row].kind == ROW_TOTAL) {
			settle_total(&t, row);
		} else if (s->table->rows[row].kind == ROW_HEADING) {
			t.section = t.depth;
		} else {
			unlabelled_look(&t, row);
			add_line(&t, row);
		}
	}
}
