/*
 * Ticks: what an officer puts in a column of a grid to say yes or no.
 *
 * A column of a table is looked at where ticks stand below each other: a front sheet may have
 * other things above and below them.  A single sign among two ticks or more was meant as one.
 */
#include "compile/tick.h"

#include "base/ascii.h"
#include "base/utf8.h"

#define LONGEST    5u	/* bytes of a tick */
#define SIGN_MOST  4u	/* bytes of one character */
#define FOUND_MOST 5u	/* unknown ones of a table */

static const struct {
	const char *text;
	enum tick   tick;
} ticks[] = {
	{ "x", TICK_YES }, { "✓", TICK_YES }, { "✔", TICK_YES }, { "√", TICK_YES }, { "×", TICK_YES },
	{ "✗", TICK_YES }, { "✘", TICK_YES }, { "☑", TICK_YES }, { "☒", TICK_YES }, { "yes", TICK_YES },
	{ "y", TICK_YES }, { "true", TICK_YES }, { "no", TICK_NO }, { "n", TICK_NO }, { "false", TICK_NO },
	{ "☐", TICK_NO }, { "□", TICK_NO }, { "-", TICK_NO }, { "–", TICK_NO }, { "—", TICK_NO },
	{ "n/a", TICK_NO }, { "Χ", TICK_LOOKALIKE }, { "χ", TICK_LOOKALIKE }, { "Х", TICK_LOOKALIKE },
	{ "х", TICK_LOOKALIKE },
};

enum tick
tick_read(struct str text)
{
	if (text.len > LONGEST || (text.len > 0 && ascii_is_digit(text.at[0])))
		return TICK_NONE;	/* most cells */
	for (size_t i = 0; i < sizeof(ticks) / sizeof(ticks[0]); i++)
		if (str_is_nocase(text, ticks[i].text))
			return ticks[i].tick;
	return TICK_NONE;
}

const char *
tick_alphabet(struct str text)
{
	return str_is(text, "Χ") || str_is(text, "χ") ? "Greek" : "Cyrillic";
}

/* ---- in tables ---- */

struct grid {
	struct compilation     *unit;
	const struct csv_field *fields;
	const uint32_t         *firsts;		/* one more than there are rows */
	uint32_t                nrow;
	const struct csv_field *lookalike;	/* the first */
	unsigned                lookalikes, found;
};

static const struct csv_field *
cell_of(const struct grid *g, uint32_t row, uint32_t column)
{
	uint32_t at = g->firsts[row] + column;

	return at < g->firsts[row + 1] ? &g->fields[at] : NULL;
}

/* One sign that is no figure. */
static bool
is_sign(struct str text)
{
	size_t i = 0;

	if (text.len == 0 || text.len > SIGN_MOST)
		return false;
	uint32_t c = utf8_next(text, &i);

	return i == text.len && !utf8_is_digit(c);
}

/* Blank, a tick, or what may be one. */
static bool
may_be_tick(const struct csv_field *f)
{
	return !f || f->text.len == 0 || tick_read(f->text) != TICK_NONE || is_sign(f->text);
}

static void
say_unknown(struct grid *g, const struct csv_field *f)
{
	struct place at = { g->unit->source.path, f->line, f->column, f->width };
	struct finding *found = diag_add(&g->unit->diag, DIAG_MARK_UNKNOWN, at,
		"“" STR_FMT "” stands among ticks and is none", STR_ARG(f->text));

	diag_help(&g->unit->diag, found, "write x or ✓ for yes, and nothing or a dash for no");
	g->found++;
}

/* Rows of a column, first to end, that may all be ticks. */
static void
check_run(struct grid *g, uint32_t column, uint32_t first, uint32_t end)
{
	unsigned yes = 0, lookalikes = 0, unknown = 0;

	for (uint32_t row = first; row < end; row++) {
		const struct csv_field *f = cell_of(g, row, column);
		enum tick tick = f ? tick_read(f->text) : TICK_NONE;

		yes += tick == TICK_YES;
		lookalikes += tick == TICK_LOOKALIKE;
		unknown += f && f->text.len > 0 && tick == TICK_NONE;
	}
	if (yes + lookalikes < 2)
		return;
	for (uint32_t row = first; row < end; row++) {
		const struct csv_field *f = cell_of(g, row, column);
		enum tick tick = f ? tick_read(f->text) : TICK_NONE;

		if (tick == TICK_LOOKALIKE && g->lookalikes++ == 0)
			g->lookalike = f;
		if (f && f->text.len > 0 && tick == TICK_NONE && unknown <= yes + lookalikes
			&& g->found < FOUND_MOST)
			say_unknown(g, f);
	}
}

static void
check_column(struct grid *g, uint32_t column)
{
	uint32_t first = 0;

	for (uint32_t row = 0; row <= g->nrow; row++) {
		if (row < g->nrow && may_be_tick(cell_of(g, row, column)))
			continue;
		check_run(g, column, first, row);
		first = row + 1;
	}
}

static void
say_lookalikes(struct grid *g)
{
	const struct csv_field *f = g->lookalike;
	struct place at = { g->unit->source.path, f->line, f->column, f->width };
	struct diag *d = &g->unit->diag;
	struct finding *found = diag_add(d, DIAG_MARK_UNKNOWN, at,
		"“" STR_FMT "” is a %s letter, not an X; it is taken as a tick", STR_ARG(f->text),
		tick_alphabet(f->text));

	diag_grade(d, found, SEVERITY_NOTE);
	if (g->lookalikes > 1)
		diag_help(d, found, "write x or ✓, here and in %u more cell%s of this table", g->lookalikes - 1,
			g->lookalikes == 2 ? "" : "s");
	else
		diag_help(d, found, "write x or ✓");
}

void
ticks_check(struct compilation *u, const struct csv_field *fields, const uint32_t *firsts, uint32_t nrow)
{
	struct grid g = { .unit = u, .fields = fields, .firsts = firsts, .nrow = nrow };
	uint32_t widest = 0;

	for (uint32_t row = 0; row < nrow; row++)
		if (firsts[row + 1] - firsts[row] > widest)
			widest = firsts[row + 1] - firsts[row];
	for (uint32_t column = 0; column < widest; column++)
		check_column(&g, column);
	if (g.lookalikes > 0)
		say_lookalikes(&g);
}
