/*
 * Columns that say they are the sum of others: Total, and each row checked against it.
 *
 * Knows columns: which ones a Total covers is what holds for most rows, tried in the order of the
 * list below. One that holds for few is the total of something else, and is no error of every row.
 */
#include "compile/sheet.h"

#define SAMPLE 200u		/* rows that decide what a column covers */

struct span {
	uint32_t first, last;	/* columns */
	bool     totals;	/* of them those that are totals, instead of those that are not */
	bool     weak;
	struct str of;		/* a part has these words in its name: `Total income`, `2025/26 total` */
};

struct across {
	struct sheet *s;
	uint32_t      column;	/* that says it is a total */
	struct cover *covers;
	uint32_t      ncover;
	uint32_t      holds, fails;
};

/* The words stand in the name, at the bounds of words. */
static bool
has_words(struct str slug, struct str words)
{
	for (size_t at = 0; (at = str_find(slug, words, at)) < slug.len; at++)
		if ((at == 0 || slug.at[at - 1] == '-')
			&& (at + words.len == slug.len || slug.at[at + words.len] == '-'))
			return true;
	return false;
}

static bool
is_part(const struct across *x, const struct span *span, uint32_t column)
{
	const struct table *t = x->s->table;

	return column != x->column && x->s->columns[column].adds
		&& t->columns[column].is_total == span->totals
		&& (span->of.len == 0 || has_words(t->columns[column].slug, span->of))
		&& t->columns[column].unit.unit == t->columns[x->column].unit.unit;
}

static uint32_t
count_parts(const struct across *x, const struct span *span)
{
	uint32_t n = 0;

	for (uint32_t i = span->first; i < span->last; i++)
		n += is_part(x, span, i);
	return n;
}

/* The parts in one row; false when there are none. */
static bool
gather_parts(struct across *x, const struct span *span, uint32_t row)
{
	x->ncover = 0;
	if (sheet_kind(x->s, row) == ROW_HEADING)
		return false;
	if (x->s->is_text && label_is_rate(sheet_label_slug(x->s, row)))
		return false;		/* the average of averages */
	for (uint32_t i = span->first; i < span->last; i++)
		if (is_part(x, span, i) && sheet_cell(x->s, row, i).kind != AMOUNT_BLANK)
			x->covers[x->ncover++] = (struct cover){ row, i, false };
	return x->ncover > 0;
}

/* The same; false when there is nothing to compare them with. */
static bool
gather(struct across *x, const struct span *span, uint32_t row)
{
	struct cell total = sheet_cell(x->s, row, x->column);

	return cell_has_amount(&total) && gather_parts(x, span, row);
}

static struct sum
sum_of_row(const struct across *x, uint32_t row)
{
	struct amount total = sheet_cell(x->s, row, x->column).amount;

	return (struct sum){
		.kind = CHECK_ROW_TOTAL, .mismatch = DIAG_ROW_TOTAL_MISMATCH, .what = "row total",
		.row = row, .column = x->column, .stated = total.value, .place = total.place,
		.covers = x->covers, .ncover = x->ncover, .parts = STR_NONE,
	};
}

/* Whether the span serves most rows of the sample. */
static bool
serves(struct across *x, const struct span *span)
{
	struct sum_figures f;

	x->holds = x->fails = 0;
	if (count_parts(x, span) < 2)
		return false;
	for (uint32_t row = 0; row < x->s->table->nrow && x->holds + x->fails < SAMPLE; row++) {
		if (!gather(x, span, row))
			continue;
		struct sum sum = sum_of_row(x, row);

		sum_figures(x->s, &sum, &f);
		if (f.odd || (sum.stated == 0 && f.computed == 0))
			continue;
		x->holds += sum_verdict(x->s, &f) != VERDICT_MISMATCH;
		x->fails += sum_verdict(x->s, &f) == VERDICT_MISMATCH;
	}
	return span->weak ? x->holds > 2 && x->holds > 2 * x->fails : x->holds > x->fails;
}

static uint32_t
behind_last_total(const struct across *x)
{
	uint32_t first = x->column;

	while (first > 0 && !x->s->table->columns[first - 1].is_total)
		first--;
	return first;
}

/* Columns before it since the last total; the totals; all that are no totals; fewer; those after it. */
static bool
find_span(struct across *x, struct span *out)
{
	uint32_t first = behind_last_total(x), end = x->column + 1;

	while (end < x->s->table->ncolumn && !x->s->table->columns[end].is_total)
		end++;
	const struct span spans[] = {
		{ first, x->column, false, false, STR_NONE },
		{ 0, x->column, true, false, STR_NONE },
		{ 0, x->column, false, false, STR_NONE },
		{ x->column + 1, end, false, true, STR_NONE },
		{ x->column + 1, x->s->table->ncolumn, false, true, STR_NONE },
	};
	const struct table_column *c = &x->s->table->columns[x->column];

	*out = (struct span){ 0, x->s->table->ncolumn, false, false, label_total(c->name, c->slug).of };
	if (out->of.len > 0 && serves(x, out))
		return true;
	for (size_t i = 0; i < sizeof(spans) / sizeof(spans[0]); i++) {
		*out = spans[i];
		if (serves(x, out))
			return true;
	}
	for (uint32_t i = first + 1; i + 1 < x->column; i++) {
		*out = (struct span){ i, x->column, false, true, STR_NONE };
		if (serves(x, out))
			return true;
	}
	*out = spans[0];
	return false;
}

/* Opening and closing balances don't add up over the months; their total is the first or the last. */
static bool
is_balance(const struct across *x, uint32_t row, decimal stated)
{
	const struct cover *first = &x->covers[0], *last = &x->covers[x->ncover - 1];

	return label_has_word(sheet_label_slug(x->s, row), "balance")
		&& (sheet_cell(x->s, first->row, first->column).amount.value == stated
			|| sheet_cell(x->s, last->row, last->column).amount.value == stated);
}

static struct basis
basis_of(const struct across *x, const struct span *span)
{
	bool after = span->first > x->column;
	enum basis_kind kind = span->totals ? (after ? BASIS_TOTALS_AFTER : BASIS_TOTALS_BEFORE)
		: after ? BASIS_COLUMNS_AFTER : BASIS_COLUMNS_BEFORE;

	if (span->of.len > 0)
		return (struct basis){ .kind = BASIS_COLUMNS_NAMED, .n = count_parts(x, span),
			.name = sheet_column_name(x->s, x->column) };
	return (struct basis){ .kind = kind, .n = count_parts(x, span) };
}

/* A total that is withheld is given away by its parts, if they are not: they are noted. */
static void
note_withheld(struct across *x, const struct span *span, uint32_t row, struct basis basis)
{
	if (sheet_cell(x->s, row, x->column).kind != AMOUNT_WITHHELD || !gather_parts(x, span, row))
		return;
	struct sum sum = sum_of_row(x, row);

	sum.basis = basis;
	sum_note(x->s, &sum);
}

static bool
has_withheld(const struct across *x)
{
	for (uint32_t i = 0; i < x->ncover; i++)
		if (sheet_cell(x->s, x->covers[i].row, x->covers[i].column).kind == AMOUNT_WITHHELD)
			return true;
	return false;
}

/* A column is withheld, so that no row tells what the total covers; readers will take it at its word. */
static void
note_rows(struct across *x, const struct span *span)
{
	struct basis basis = basis_of(x, span);

	for (uint32_t row = 0; row < x->s->table->nrow && count_parts(x, span) > 1; row++) {
		if (!gather(x, span, row) || !has_withheld(x))
			continue;
		struct sum sum = sum_of_row(x, row);

		sum.basis = basis;
		sum_note(x->s, &sum);
	}
}

static void
check_rows(struct across *x, const struct span *span)
{
	struct arena *a = x->s->unit->arena;
	struct basis basis = basis_of(x, span);

	struct adder adder;

	adder_begin(&adder, x->s, x->column);
	for (uint32_t i = span->first; i < span->last; i++)
		if (is_part(x, span, i))
			adder_part(&adder, i, false);
	for (uint32_t row = 0; row < x->s->table->nrow; row++) {
		struct sum_figures f;

		if (adder_holds(&adder, row)) {
			unit_count_exact(x->s->unit, 1);
			continue;
		}
		if (!gather(x, span, row)) {
			note_withheld(x, span, row, basis);
			continue;
		}
		struct sum sum = sum_of_row(x, row);

		sum.basis = basis;
		sum_figures(x->s, &sum, &f);
		if (f.difference != 0 && is_balance(x, row, sum.stated))
			continue;
		if (f.difference != 0)
			sum.parts = str_print(a, "its %u column%s %s", x->ncover,
					      x->ncover == 1 ? "" : "s",
					      x->ncover == 1 ? "sums to" : "sum to");
		sum_check(x->s, &sum);
	}
}

static void
say_no_sum(struct across *x, const struct span *span)
{
	struct diag *d = &x->s->unit->diag;
	struct finding *f = diag_add(d, DIAG_TOTAL_UNCHECKED, x->s->columns[x->column].at,
		"the column " STR_FMT " is the sum of the %u columns before it in %u of %u rows only; "
		"it was not checked", STR_ARG(sheet_column_name(x->s, x->column)), count_parts(x, span),
		x->holds, x->holds + x->fails);

	diag_help(d, f, x->s->is_text ? "put the table in a CSV file, whose sidecar can say what it is the sum of"
		: "say in the table's sidecar what it is the sum of: "
		"`columns:`, its name, and `formula: A + B`");
}

static void
check_column(struct across *x)
{
	const struct table_column *c = &x->s->table->columns[x->column];
	bool plain = label_total(c->name, c->slug).kind == TOTAL_PLAIN;
	const struct datum *settings = x->s->columns[x->column].settings;
	struct span span;

	if (settings && object_get(&x->s->unit->object, settings, "formula"))
		return;
	if (find_span(x, &span)) {
		x->s->columns[x->column].is_summed = true;
		check_rows(x, &span);
		return;
	}
	if (!plain || !serves(x, &span)) {
		if (!plain)
			return;
		if (x->holds + x->fails == 0)
			note_rows(x, &span);
		else if (x->holds + x->fails <= 2 || x->holds == x->fails)
			check_rows(x, &span);
		else
			say_no_sum(x, &span);
	}
}

void
across_check(struct sheet *s)
{
	struct across x = { .s = s };

	x.covers = arena_array(s->unit->arena, s->table->ncolumn, sizeof(*x.covers));
	for (x.column = 0; x.column < s->table->ncolumn; x.column++)
		if (s->table->columns[x.column].is_total && s->columns[x.column].adds)
			check_column(&x);
}
