/*
 * Shares that make a whole: what a sidecar's `sums_to` says, and columns of shares of which the total is 100.
 */
#include "compile/relation.h"
#include "compile/sidecar_formula.h"

static uint32_t
cover_lines(const struct sheet *s, uint32_t column, struct cover *covers, uint32_t *at)
{
	uint32_t n = 0;

	*at = OBJECT_NONE;
	for (uint32_t row = 0; row < s->table->nrow; row++) {
		bool blank = sheet_cell(s, row, column).kind == AMOUNT_BLANK;

		if (sheet_kind(s, row) == ROW_TOTAL && !blank)
			*at = row;
		if (sheet_kind(s, row) == ROW_LINE && !blank)
			covers[n++] = (struct cover){ row, column, false };
	}
	if (*at == OBJECT_NONE && n > 0)
		*at = covers[n - 1].row;
	return n;
}

static void
check_shares(struct sheet *s, uint32_t column, const struct datum *d)
{
	struct cover *covers = arena_array(s->unit->arena, s->table->nrow, sizeof(*covers));
	uint32_t row, n = cover_lines(s, column, covers, &row);
	struct amount whole;

	if (amount_read(d->text, s->table->columns[column].unit, &whole) != AMOUNT_VALUE) {
		struct finding *f = diag_add(&s->unit->diag, DIAG_FIELD_TYPE, sidecar_place(s, d),
			"“" STR_FMT "” is no amount", STR_ARG(d->text));

		diag_help(&s->unit->diag, f, "write what the lines of the column make: `sums_to: 100`");
		return;
	}
	struct sum sum = { .kind = CHECK_SHARE, .mismatch = DIAG_SHARE_MISMATCH, .what = "the whole",
		.row = row, .column = column, .stated = whole.value, .place = -DECIMAL_PLACES,
		.covers = covers, .ncover = n,
		.basis = { .kind = BASIS_SHARES, .n = n,
			.name = sheet_column_name(s, column) },
		.parts = str_print(s->unit->arena, "its %u share%s %s", n, n == 1 ? "" : "s",
			n == 1 ? "sums to" : "sum to") };

	if (n > 0)
		sum_check(s, &sum);
}

/* ---- shares that nobody said anything of ---- */

#define WHOLE (decimal_power(0) * 100)

struct shares {
	struct sheet *s;
	uint32_t      column;
	struct cover *covers;
	uint32_t      n;
	bool          is_likely;	/* each line may be a share: none is negative, or more than all */
};

/* A column of percentages that are shares of a whole, for all that its header says. */
static bool
may_be_shares(const struct sheet *s, uint32_t column)
{
	const unsigned others = WORDS_DIFFERENCE | WORDS_USED | WORDS_MEAN | WORDS_RUNNING;
	unsigned says = column_words(s, column);

	return s->table->columns[column].kind == COLUMN_AMOUNT && !s->columns[column].adds
		&& (says & WORDS_PERCENT) && !(says & others)
		&& !label_is_rate(s->table->columns[column].slug);
}

/* A total of 100 says what the lines since the last one make; one that they are nowhere near does not. */
static void
check_whole(struct shares *h, uint32_t row, const struct amount *whole)
{
	struct sum sum = { .kind = CHECK_SHARE, .mismatch = DIAG_SHARE_MISMATCH, .what = "the whole",
		.row = row, .column = h->column, .stated = whole->value, .place = whole->place,
		.covers = h->covers, .ncover = h->n,
		.basis = { .kind = BASIS_SHARES, .n = h->n, .name = sheet_column_name(h->s, h->column) },
		.parts = str_print(h->s->unit->arena, "its %u shares sum to", h->n) };
	struct sum_figures f;

	sum_figures(h->s, &sum, &f);
	if (h->is_likely && h->n > 1 && !f.odd && decimal_abs(f.difference) <= WHOLE / 5)
		sum_check(h->s, &sum);
}

static void
look_for_shares(struct sheet *s, uint32_t column)
{
	struct shares h = { .s = s, .column = column, .is_likely = true,
		.covers = arena_array(s->unit->arena, s->table->nrow, sizeof(*h.covers)) };

	for (uint32_t row = 0; row < s->table->nrow; row++) {
		struct cell c = sheet_cell(s, row, column);
		enum row_kind kind = sheet_kind(s, row);

		if (c.kind == AMOUNT_BLANK || kind == ROW_HEADING)
			continue;
		if (kind == ROW_LINE) {
			h.covers[h.n++] = (struct cover){ row, column, false };
			h.is_likely = h.is_likely && (!cell_has_amount(&c)
				|| (c.amount.value >= 0 && c.amount.value <= WHOLE));
		} else if (c.kind == AMOUNT_VALUE && c.amount.value == WHOLE) {
			check_whole(&h, row, &c.amount);
			h.n = 0;
			h.is_likely = true;
		}
	}
}

void
shares_check(struct sheet *s)
{
	for (uint32_t i = 0; i < s->table->ncolumn; i++) {
		const struct datum *settings = s->columns[i].settings;
		const struct datum *whole = settings
			? object_get(&s->unit->object, settings, "sums_to") : NULL;

		if (whole)
			check_shares(s, i, whole);
		else if (may_be_shares(s, i))
			look_for_shares(s, i);
	}
}
