/*
 * Rows that may be sums, though they don't say total: `Gross expenditure`, `Surplus/(deficit)`,
 * `Closing balance`, `A + B`, and a row without any name at the end of a table.
 *
 * One that is the sum of rows here is checked and covers them as a total does; one that is not is a
 * line like others.  Where it all but fits, that is a warning: only a total is an error.
 */
#include <string.h>

#include "compile/reading.h"

static const struct {
	const char     *begins;		/* in any case, at the beginning of the name */
	enum total_kind kind;		/* TOTAL_NET: what goes out may be taken off what comes in */
} names[] = {
	{ "gross expenditure", TOTAL_NAMED },	{ "gross cost", TOTAL_NAMED },
	{ "gross budget", TOTAL_NAMED },	{ "gross income", TOTAL_NAMED },
	{ "gross spend", TOTAL_NAMED },		{ "cost of services", TOTAL_NAMED },
	{ "budget requirement", TOTAL_NET },	{ "aggregate", TOTAL_NAMED },
	{ "council tax requirement", TOTAL_NET }, { "precept requirement", TOTAL_NET },
	{ "combined", TOTAL_NAMED },		{ "overall", TOTAL_NAMED },
	{ "surplus", TOTAL_NET },		{ "(surplus", TOTAL_NET },
	{ "deficit", TOTAL_NET },		{ "(deficit", TOTAL_NET },
	{ "closing ", TOTAL_NET },		{ "budget gap", TOTAL_NET },
	{ "balance carried", TOTAL_NET },	{ "balance c/f", TOTAL_NET },
	{ "balance at", TOTAL_NET },		{ "funding gap", TOTAL_NET },
	{ "gwariant gros", TOTAL_NAMED },
};

/* A + B, C = A + B, (A+B): lines that are named by letters. */
static bool
is_letters(struct str text)
{
	uint32_t letters = 0, signs = 0;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];

		if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) {
			if (i + 1 < text.len && ((text.at[i + 1] >= 'A' && text.at[i + 1] <= 'Z')
					|| (text.at[i + 1] >= 'a' && text.at[i + 1] <= 'z')))
				return false;
			letters++;
		} else if (c == '+' || c == '=') {
			signs++;
		} else if (!strchr(" ()-:", c)) {
			return false;
		}
	}
	return letters > 1 && signs > 0;
}

/* Amounts alone: no name, and no text in any other column. */
static bool
is_nameless(const struct sheet *s, uint32_t row)
{
	bool any = false;

	if (s->label == OBJECT_NONE)
		return false;
	for (uint32_t i = 0; i < s->table->ncolumn; i++) {
		struct cell c = sheet_cell(s, row, i);

		if (s->table->columns[i].kind != COLUMN_AMOUNT && sheet_cell_text(s, row, i).len > 0)
			return false;
		if (c.kind == AMOUNT_VALUE && c.amount.unit == UNIT_PERCENT && s->columns[i].adds)
			return false;
		any = any || c.kind == AMOUNT_VALUE;
	}
	return any;
}

static enum total_kind
kind_of(struct str label)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]) && label.len > 0; i++)
		if ((label.at[0] | 0x20) == (names[i].begins[0] | 0x20) && str_equal_nocase(
				str_head(label, strlen(names[i].begins)), str_of(names[i].begins)))
			return names[i].kind;
	return is_letters(label) ? TOTAL_NAMED : TOTAL_NONE;
}

/* Most names are not; then nobody has to read them again. */
bool
row_is_telling(struct str label)
{
	return label.len == 0 || label_is_part(label) || kind_of(label) != TOTAL_NONE;
}

static struct total_name
perhaps_name(const struct sheet *s, uint32_t row, struct str label)
{
	if (!sheet_is_telling(s, row))
		return (struct total_name){ TOTAL_NONE, STR_NONE };
	if (label.len == 0 && is_nameless(s, row))
		return (struct total_name){ TOTAL_PLAIN, STR_NONE };
	return (struct total_name){ kind_of(label), STR_NONE };
}

static void
say_nameless(struct search *f)
{
	struct sheet *s = f->t->s;
	struct finding *found = diag_add(&s->unit->diag, DIAG_TOTAL_UNLABELLED,
		sheet_place(s, f->row, s->label), "this row has no name; it was read as a total");

	diag_help(&s->unit->diag, found, "call it Total, so that readers and figures can refer to it");
}

/* Where most columns fit, or a slip of one figure explains the difference. */
static void
say_near(struct search *f)
{
	struct sheet *s = f->t->s;
	struct finding *found = diag_add(&s->unit->diag, DIAG_TOTAL_UNCHECKED,
		sheet_place(s, f->row, s->label != OBJECT_NONE ? s->label : 0),
		"“" STR_FMT "” all but sums the %u rows above it; it was not checked as a total",
		STR_ARG(sheet_label(s, f->row)), f->best.last - f->best.first);

	diag_help(&s->unit->diag, found, "see whether one of its figures is wrong; "
		"name its rows in the table's sidecar (`rows:` and `sum_of:`) to have it checked");
}

static bool
is_end(const struct sheet *s, uint32_t row)
{
	return row + 1 == s->table->nrow || sheet_kind(s, row + 1) == ROW_HEADING;
}

/* In HTML a name may span the rows below it, which then have none: there, only the last one counts. */
static bool
sums_several(struct search *f)
{
	if (f->t->s->is_text && !is_end(f->t->s, f->row))
		return false;
	reading_rows(f->t, f->row, &f->best);
	return f->t->nrow > 1;
}

bool
perhaps_find(struct search *f, struct str label)
{
	struct tally *t = f->t;

	f->name = perhaps_name(t->s, f->row, label);
	if (f->name.kind == TOTAL_NONE || f->row < t->taken_until || t->depth == 0)
		return false;
	f->is_below = f->name.kind == TOTAL_PLAIN;
	search_reading(f);
	bool nameless = f->name.kind == TOTAL_PLAIN;

	/* a row of amounts alone, below several lines and above none, can't be anything else */
	if (nameless && !f->found && f->any && is_end(t->s, f->row) && t->depth > t->lines_from + 1)
		f->found = f->outcome.odd == 0;
	if (f->found && nameless)
		f->found = sums_several(f);
	if (f->found && (search_is_vouched(f) || nameless)) {
		if (nameless)
			say_nameless(f);
		sheet_set_kind(t->s, f->row, ROW_TOTAL, 1);
		return true;
	}
	if (nameless || f->found || !f->any)
		return false;
	if (search_is_half_right(f)) {	/* a total, and wrong in the other columns */
		sheet_set_kind(t->s, f->row, ROW_TOTAL, 1);
		return true;
	}
	if (f->best.kind == READING_SINCE && doubt_is_near(f))
		say_near(f);
	return false;
}
