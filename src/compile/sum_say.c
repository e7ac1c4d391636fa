/*
 * What is said of a sum: that it fails, holds within rounding, or can't be checked.
 *
 * Knows the sentences and where they point; the verdict is sum.c's, the causes are cause.c's.
 */
#include "compile/sheet.h"

#define DAMAGED_MOST 8u	/* bytes */

/* The name of what stands in a row; for sums across a row the name of the column. */
static struct str
cell_name(const struct sheet *s, const struct sum *sum, const struct cover *c)
{
	struct str label = sheet_label(s, c->row);

	if (c->row == sum->row || label.len == 0)
		return sheet_column_name(s, c->column);
	return label;
}

static void
fill_figures(struct sheet *s, struct finding *f, const struct sum *sum,
	const struct sum_figures *figures)
{
	struct arena *a = s->unit->arena;

	f->sum.stated = decimal_text(a, sum->stated);
	f->sum.computed = decimal_text(a, figures->computed);
	f->sum.difference = decimal_text(a, figures->difference);
	f->sum.unit = str_of(unit_sign(s->table->columns[sum->column].unit.unit));
	diag_label(&s->unit->diag, f, "stated " STR_FMT ", computed " STR_FMT ", difference " STR_FMT,
		STR_ARG(sum_full(s, sum->column, sum->stated, sum->place)),
		STR_ARG(sum_full(s, sum->column, figures->computed, figures->place)),
		STR_ARG(sum_full(s, sum->column, figures->difference, figures->place)));
}

static struct str
difference_text(struct sheet *s, const struct sum *sum, const struct sum_figures *figures)
{
	return str_print(s->unit->arena, "%s is " STR_FMT "; " STR_FMT " " STR_FMT, sum->what,
		STR_ARG(sum_plain(s, sum->column, sum->stated, sum->place)), STR_ARG(sum->parts),
		STR_ARG(sum_plain(s, sum->column, figures->computed, figures->place)));
}

/* What is said where no slip explains it. */
static struct str
otherwise_text(struct sheet *s, const struct sum *sum)
{
	struct arena *a = s->unit->arena;

	if (sum->kind == CHECK_SHARE)
		return STR("see whether a share is wrong, or missing");
	if (s->is_text)
		return str_print(a, "it was compared with " STR_FMT "; where it is worked out in "
			"another way, put the table in a CSV file, whose sidecar can say so",
			STR_ARG(basis_text(a, &sum->basis)));
	if (sum->kind == CHECK_FORMULA)
		return STR("see which of the figures in this row is wrong; where the column "
			"is worked out in another way, the table's sidecar can say so (`formula`)");
	return str_print(a, "it was compared with " STR_FMT
		"; where it is the sum of other figures, the sidecar can say so (`%s`)",
		STR_ARG(basis_text(a, &sum->basis)),
		sum->kind == CHECK_ROW_TOTAL ? "formula" : "sum_of");
}

static void
say_mismatch(struct sheet *s, const struct sum *sum, const struct sum_figures *figures)
{
	struct failure failure = { .what = sum->what, .place = sum->place, .finest = figures->place,
		.message = difference_text(s, sum, figures) };

	failure.finding = diag_add(&s->unit->diag, sum->mismatch,
		sheet_place(s, sum->row, sum->column), STR_FMT, STR_ARG(failure.message));
	failure.otherwise = otherwise_text(s, sum);
	fill_figures(s, failure.finding, sum, figures);
	cause_note(s, &failure);
}

static void
say_rounding(struct sheet *s, const struct sum *sum, const struct sum_figures *figures)
{
	const char *how = s->tolerance != TOLERANCE_ROUNDING ? "as far apart as the table allows"
		: figures->is_likely ? "the difference is rounding" : "only just possible by rounding";
	struct failure failure = { .what = sum->what, .place = sum->place, .finest = figures->place,
		.message = difference_text(s, sum, figures), .otherwise = STR_NONE };
	struct finding *f = diag_add(&s->unit->diag, DIAG_TOTAL_ROUNDING,
		sheet_place(s, sum->row, sum->column), STR_FMT ": %s", STR_ARG(failure.message), how);

	failure.finding = f;
	fill_figures(s, f, sum, figures);
	if (s->tolerance == TOLERANCE_ROUNDING)
		cause_note(s, &failure);
	if (figures->is_likely)
		return;
	diag_grade(&s->unit->diag, f, SEVERITY_WARNING);
	diag_help(&s->unit->diag, f, "so many figures are seldom all rounded the same way: "
		"see whether one of them is wrong");
}

/* Short, and with a digit: `0,0`, no telephone number. */
static bool
is_damaged(struct str text)
{
	bool any = false;

	for (size_t i = 0; i < text.len; i++)
		any = any || (text.at[i] >= '0' && text.at[i] <= '9');
	return any && text.len <= DAMAGED_MOST;
}

/* In the text, whether the words in a column are a slip is not known, nor whether its last row is a sum: of plain words
 * above a total with a name of its own nothing is said. */
static bool
is_no_sum(const struct sheet *s, const struct sum *sum, struct str odd)
{
	enum total_kind kind = label_total(sheet_label(s, sum->row),
		sheet_label_slug(s, sum->row)).kind;

	return kind != TOTAL_PLAIN && kind != TOTAL_GRAND && !is_damaged(odd);
}

/* A cell that can't be read has its own finding; in the text it has not. */
static void
say_unchecked(struct sheet *s, const struct sum *sum, const struct sum_figures *figures)
{
	struct cell c = sheet_cell(s, figures->odd->row, figures->odd->column);
	struct cell total = sheet_cell(s, sum->row, sum->column);
	struct finding *f;

	if (sum_mixes(&total, &c))
		return;		/* see say_mixed */
	if ((c.kind == AMOUNT_TEXT || c.kind == AMOUNT_OVERFLOW)
		&& (!s->is_text || is_no_sum(s, sum, sheet_cell_text(s, figures->odd->row,
			figures->odd->column))))
		return;
	f = diag_add(&s->unit->diag, cell_has_amount(&c) ? DIAG_AMOUNT_OVERFLOW : DIAG_TOTAL_UNCHECKED,
		     sheet_place(s, sum->row, sum->column),
		     cell_has_amount(&c) ? "this %s is too large to be checked (“" STR_FMT
					  "” is " STR_FMT ")"
					: "this %s can't be checked: “" STR_FMT "” is " STR_FMT,
		     sum->what, STR_ARG(cell_name(s, sum, figures->odd)), STR_ARG(sheet_cell_text(s, figures->odd->row, figures->odd->column)));
	diag_related(&s->unit->diag, f, sheet_place(s, figures->odd->row, figures->odd->column),
		"this is the cell");
}

static void
say_mixed(struct sheet *s, const struct sum *sum)
{
	struct cell total = sheet_cell(s, sum->row, sum->column);

	for (uint32_t i = 0; i < sum->ncover; i++) {
		const struct cover *cover = &sum->covers[i];
		struct cell c = sheet_cell(s, cover->row, cover->column);

		if (!sum_mixes(&total, &c)
			|| !sheet_tell(s, cover->row, cover->column))
			continue;
		struct finding *f = diag_add(
			&s->unit->diag, DIAG_UNIT_MIXED, sheet_place(s, cover->row, cover->column),
			"an amount in %s stands among the parts of a %s in %s, which can't be checked",
			unit_sign(c.amount.unit), sum->what, unit_sign(total.amount.unit));

		diag_related(&s->unit->diag, f, sheet_place(s, sum->row, sum->column), "this is the %s",
			sum->what);
		diag_help(&s->unit->diag, f, "give all of them in one unit, or give this one a column of its own");
	}
}

void
sum_say(struct sheet *s, const struct sum *sum, const struct sum_figures *f, enum verdict v)
{
	if (v == VERDICT_MISMATCH)
		say_mismatch(s, sum, f);
	else if (v == VERDICT_ROUNDING)
		say_rounding(s, sum, f);
	else if (v == VERDICT_UNCHECKED)
		say_unchecked(s, sum, f);
	say_mixed(s, sum);
}

/* The row ends before the column; that it is too short was said (row.c). */
static bool
is_cut_off(const struct sheet *s, uint32_t row, uint32_t column)
{
	return csv_record(&s->csv, sheet_record(s, row) - 1).fields <= s->columns[column].field;
}

void
sum_say_blanks(struct sheet *s, const uint32_t *rows, uint32_t nrow, uint32_t column)
{
	for (uint32_t i = 0; i < nrow && !s->is_text; i++) {
		struct finding *f;

		if (sheet_cell(s, rows[i], column).kind != AMOUNT_BLANK || sheet_kind(s, rows[i]) != ROW_LINE
			|| is_cut_off(s, rows[i], column) || !sheet_tell(s, rows[i], column))
			continue;
		f = diag_add(&s->unit->diag, DIAG_AMOUNT_BLANK, sheet_place(s, rows[i], column),
			"“" STR_FMT "” has no amount in the column " STR_FMT ", which a total sums",
			STR_ARG(sheet_label(s, rows[i])), STR_ARG(sheet_column_name(s, column)));
		diag_help(&s->unit->diag, f, "write nil where there is none, "
			"tbc where it is still to come, n/a where there can't be one");
	}
}
