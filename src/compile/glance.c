/*
 * A record, looked at before its columns are known: names, amounts, or the numbers of the columns.
 *
 * A year is no amount here: it is what a column is called.  What follows from it is header.c's.
 */
#include "compile/glance.h"

#define LONGEST_UNIT 24u
#define KEPT         16u	/* of a table's first records, among which its header is */

static bool
is_unit(struct str text)
{
	struct amount_unit unit;
	size_t start, end;

	return text.len <= LONGEST_UNIT && amount_unit_read(text, &unit, &start, &end)
		&& start == 0 && end == text.len;
}

static void
add_cell(const struct sheet *s, uint32_t record, uint32_t field, struct glance *g, decimal *last)
{
	struct str text = sheet_text(s, record, field);
	struct amount amount = { .value = 0 };
	enum amount_kind kind = sheet_amount(s, record, field, (struct amount_unit){ UNIT_NUMBER, 0 },
		&amount);
	bool is_year = label_is_year(text);

	if (text.len == 0)
		return;
	g->filled++;
	g->units += field > 0 && is_unit(text);
	g->marks += kind != AMOUNT_TEXT && kind != AMOUNT_VALUE && kind != AMOUNT_OVERFLOW;
	g->years += is_year;
	if ((kind != AMOUNT_VALUE && kind != AMOUNT_OVERFLOW) || is_year)
		return;
	if (g->figures > 0)
		g->counts = g->counts && amount.value - *last == decimal_power(0);
	else
		g->counts = amount.value == 0 || amount.value == decimal_power(0);
	*last = amount.value;
	g->figures++;
}

void
glance_init(struct sheet *s)
{
	s->nglance = s->csv.nrecord < KEPT ? s->csv.nrecord : KEPT;
	s->glances = arena_array(s->unit->arena, s->nglance, sizeof(*s->glances));
}

static struct glance
look(const struct sheet *s, uint32_t record)
{
	struct glance g = { .filled = 0 };
	decimal last = 0;

	if (sheet_is_blank(s, record))
		return g;
	g.has_label = sheet_text(s, record, 0).len > 0;
	for (uint32_t i = 0, n = csv_record(&s->csv, record).fields; i < n; i++)
		add_cell(s, record, i, &g, &last);
	g.counts = g.counts && g.figures > 2;
	return g;
}

struct glance
glance_at(const struct sheet *s, uint32_t record)
{
	if (record >= s->nglance)
		return look(s, record);
	if (!s->glances[record].is_kept) {
		s->glances[record] = look(s, record);
		s->glances[record].is_kept = true;
	}
	return s->glances[record];
}

bool
glance_counts(const struct glance *g)
{
	return g->counts && g->figures == g->filled;
}

bool
glance_is_data(const struct glance *g)
{
	return g->filled > 1 && g->figures > 0 && !g->counts;
}

bool
glance_may_head(const struct glance *g)
{
	return g->filled > 1 && !glance_counts(g)
		&& (g->counts || (g->figures + g->marks) * 2 < g->filled);
}
