/*
 * Causes in words: what to look at, with both figures.
 *
 * The first three matter; one that leaves sums unexplained which a better one explains would only
 * mislead, and is not said.  Findings of one cause point at each other.
 */
#include "compile/cause.h"

#define SAID_MOST 3u
#define SAID_APART 45	/* a cause that is so much worse is no help */
#define RELATED_MOST 3u
#define WEAK 150	/* a best cause with less leaves it open whether the right rows were compared */

static struct str
plain(const struct inquiry *q, uint32_t column, decimal value)
{
	return sum_plain(q->s, column, value, q->f->finest);
}

static bool
is_stated(const struct inquiry *q, const struct cause *c)
{
	return c->row == q->check->row && c->column == q->check->column
		&& q->check->kind != CHECK_SHARE;
}

/* The sum runs along a row, and its parts are known by their columns. */
static bool
is_along(const struct inquiry *q)
{
	return q->check->kind == CHECK_ROW_TOTAL || q->check->kind == CHECK_FORMULA;
}

/* “Homes”, seen from its column; “2026/27”, seen along its row; both, seen from elsewhere. */
static struct str
name_of(const struct inquiry *q, const struct cause *c)
{
	struct arena *a = q->s->unit->arena;
	struct str label = sheet_quote(q->s, sheet_label(q->s, c->row));
	struct str column = sheet_quote(q->s, sheet_column_name(q->s, c->column));

	if (is_stated(q, c) && q->check->kind != CHECK_FORMULA)
		return str_print(a, "the %s", q->f->what);
	if ((is_along(q) && c->row == q->check->row) || label.len == 0)
		return str_print(a, "“" STR_FMT "”", STR_ARG(column));
	if (c->column == q->check->column)
		return str_print(a, "“" STR_FMT "”", STR_ARG(label));
	return str_print(a, "“" STR_FMT "” in “" STR_FMT "”", STR_ARG(label), STR_ARG(column));
}

/* ---- slips ---- */

static const char *
factor_name(int zeros)
{
	switch (zeros < 0 ? -zeros : zeros) {
	case 1:
		return "10";
	case 2:
		return "100";
	case 3:
		return "1,000";
	default:
		return "1,000,000";
	}
}

static struct str
slip_text(const struct inquiry *q, const struct cause *c)
{
	static const struct { const char *before, *behind; } words[SLIP_KINDS] = {
		[SLIP_EXCHANGED] = { "two digits of ", " may be exchanged" },
		[SLIP_EXCHANGED_FAR] = { "two digits of ", " may be exchanged" },
		[SLIP_DIGIT] = { "one digit of ", " may be wrong" },
		[SLIP_DROPPED] = { "a digit of ", " may be missing" },
		[SLIP_DOUBLED] = { "a digit of ", " may have been typed twice" },
		[SLIP_EXTRA] = { "", " may have a digit too many" },
		[SLIP_SIGN] = { "", " may have the wrong sign" },
	};
	struct arena *a = q->s->unit->arena;
	struct str name = name_of(q, c), is = plain(q, c->column, c->amount);
	struct str meant = plain(q, c->column, c->meant);
	bool exchanged = c->slip.kind == SLIP_EXCHANGED || c->slip.kind == SLIP_EXCHANGED_FAR;

	if (is_stated(q, c) && exchanged && c->meant == q->check->computed)
		return str_print(a, STR_FMT " is divisible by 9: two digits may be exchanged ("
			STR_FMT ")", STR_ARG(plain(q, c->column, decimal_abs(q->check->difference))),
			STR_ARG(meant));
	if (c->slip.kind == SLIP_SCALE)
		return str_print(a, STR_FMT " may be %s times too %s%s: " STR_FMT " for " STR_FMT,
			STR_ARG(name), factor_name(c->slip.zeros), c->slip.zeros < 0 ? "small" : "large",
			c->slip.zeros % 3 == 0 ? ", in another unit" : "", STR_ARG(is), STR_ARG(meant));
	return str_print(a, "%s" STR_FMT "%s: " STR_FMT " for " STR_FMT,
		words[c->slip.kind].before, STR_ARG(name), words[c->slip.kind].behind, STR_ARG(is),
		STR_ARG(meant));
}

/* ---- cells ---- */

static struct str
repeats_text(const struct inquiry *q, const struct cause *c)
{
	struct str beside = sheet_quote(q->s, sheet_column_name(q->s, c->last));
	bool year = label_is_year(beside) && label_is_year(sheet_column_name(q->s, c->column));

	return str_print(q->s->unit->arena, STR_FMT " repeats the " STR_FMT " of “" STR_FMT "”%s; "
		STR_FMT " would fit", STR_ARG(name_of(q, c)), STR_ARG(plain(q, c->column, c->amount)),
		STR_ARG(beside), year ? ": the figure of another year may have been left in" : "",
		STR_ARG(plain(q, c->column, c->meant)));
}

static struct str
cell_text(const struct inquiry *q, const struct cause *c)
{
	return str_print(q->s->unit->arena, STR_FMT " may be wrong: with " STR_FMT " for " STR_FMT
		" all %u sums that it is in would hold", STR_ARG(name_of(q, c)),
		STR_ARG(plain(q, c->column, c->meant)), STR_ARG(plain(q, c->column, c->amount)),
		c->fixes);
}

/* ---- what the total adds ---- */

static struct str
part_text(const struct inquiry *q, const struct cause *c)
{
	static const char *const words[] = {
		[CAUSE_LEFT_OUT] = "may have been left out of the",
		[CAUSE_TWICE] = "may have been counted twice in the",
		[CAUSE_COUNTED_SIGN] = "may have been counted with the wrong sign in the",
		[CAUSE_SUBTOTAL] = "may have been counted twice, as a line and with its lines, in the",
	};

	return str_print(q->s->unit->arena, "%s" STR_FMT " (" STR_FMT ") %s %s",
		c->kind == CAUSE_SUBTOTAL ? "the subtotal " : "", STR_ARG(name_of(q, c)),
		STR_ARG(plain(q, c->column, c->amount)), words[c->kind], q->f->what);
}

static struct str
run_text(const struct inquiry *q, const struct cause *c)
{
	struct arena *a = q->s->unit->arena;

	if (c->kind == CAUSE_GROUP)
		return str_print(a, "the group “" STR_FMT "” (%u rows, " STR_FMT
			") may have been left out of the %s", STR_ARG(sheet_quote(q->s, sheet_group(q->s, c->row))), c->n,
			STR_ARG(plain(q, c->column, c->amount)), q->f->what);
	return str_print(a, "“" STR_FMT "” to “" STR_FMT "” (%u rows, " STR_FMT
		") may have been left out of the %s", STR_ARG(sheet_quote(q->s, sheet_label(q->s, c->row))),
		STR_ARG(sheet_quote(q->s, sheet_label(q->s, c->last))), c->n, STR_ARG(plain(q, c->column, c->amount)),
		q->f->what);
}

static struct str
missing_text(const struct inquiry *q, const struct cause *c)
{
	struct buf b = BUF_EMPTY;
	uint32_t n = c->fixes < MEND_FIXED ? c->fixes : MEND_FIXED;

	for (uint32_t i = 0; i < n; i++) {
		const struct check *check = &q->s->unit->object.checks[c->fixed[i]];

		buf_text(&b, i > 0 ? ", " : "");
		buf_str(&b, plain(q, check->column, check->difference));
		if (c->fixes > 1) {
			buf_text(&b, " in “");
			buf_str(&b, sheet_quote(q->s, sheet_column_name(q->s, check->column)));
			buf_text(&b, "”");
		}
	}
	struct str amounts = buf_keep(&b, q->s->unit->arena);

	return str_print(q->s->unit->arena, "a row may be missing from the table: " STR_FMT "%s",
		STR_ARG(amounts), c->fixes > n ? ", and so on" : "");
}

static struct str
cause_text(const struct inquiry *q, const struct cause *c)
{
	switch (c->kind) {
	case CAUSE_SLIP:
		return slip_text(q, c);
	case CAUSE_REPEATS:
		return repeats_text(q, c);
	case CAUSE_CELL:
		return cell_text(q, c);
	case CAUSE_SUBTOTALS:
		return str_print(q->s->unit->arena, "subtotals (" STR_FMT " together) may have been "
			"counted as lines of the %s", STR_ARG(plain(q, c->column, c->amount)), q->f->what);
	case CAUSE_RUN:
	case CAUSE_GROUP:
		return run_text(q, c);
	case CAUSE_ROW_MISSING:
		return missing_text(q, c);
	default:
		return part_text(q, c);
	}
}

/* ---- places ---- */

static void
relate_cell(struct inquiry *q, const struct cause *c)
{
	struct str label = sheet_label(q->s, c->row);

	if ((is_along(q) && c->row == q->check->row) || label.len == 0)
		label = sheet_column_name(q->s, c->column);
	if (!is_stated(q, c) && c->kind != CAUSE_ROW_MISSING && c->kind != CAUSE_SUBTOTALS)
		diag_related(&q->s->unit->diag, q->f->finding, sheet_place(q->s, c->row, c->column),
			STR_FMT, STR_ARG(sheet_quote(q->s, label)));
}

/* The other sums that fail because of it. */
static void
relate_sums(struct inquiry *q, const struct cause *c)
{
	uint32_t n = c->fixes < MEND_FIXED ? c->fixes : MEND_FIXED, said = 0;

	for (uint32_t i = 0; i < n && said < RELATED_MOST; i++) {
		const struct check *other = &q->s->unit->object.checks[c->fixed[i]];

		if (c->fixed[i] == q->f->check || (other->row == c->row && other->column == c->column))
			continue;	/* itself; or the place was given */
		diag_related(&q->s->unit->diag, q->f->finding,
			sheet_place(q->s, other->row, other->column), "this fails for the same reason");
		said++;
	}
}

/* Of one cell only the likeliest figure is said: two that it may be would contradict each other. */
static bool
is_of_same_cell(const struct inquiry *q, uint32_t i)
{
	const struct cause *c = &q->causes[i];

	for (uint32_t k = 0; k < i && c->kind <= CAUSE_CELL; k++)
		if (q->causes[k].kind <= CAUSE_CELL && q->causes[k].row == c->row
			&& q->causes[k].column == c->column)
			return true;
	return false;
}

/* Two rows of one name may have one figure, too: both are pointed at. */
static void
say_once(struct inquiry *q, struct str text)
{
	for (const struct finding_help *h = q->f->finding->help; h; h = h->next)
		if (str_equal(h->text, text))
			return;
	diag_help(&q->s->unit->diag, q->f->finding, STR_FMT, STR_ARG(text));
}

void
cause_say(struct inquiry *q)
{
	struct diag *d = &q->s->unit->diag;

	for (uint32_t i = 0; i < q->ncause && i < SAID_MOST; i++) {
		const struct cause *c = &q->causes[i];

		if (c->score + SAID_APART < q->causes[0].score)
			break;
		if (is_of_same_cell(q, i))
			continue;
		say_once(q, cause_text(q, c));
		relate_cell(q, c);
	}
	if ((q->ncause == 0 || q->causes[0].score < WEAK) && q->f->otherwise.len > 0)
		diag_help(d, q->f->finding, STR_FMT, STR_ARG(q->f->otherwise));
	if (q->ncause > 0)
		relate_sums(q, &q->causes[0]);
}
