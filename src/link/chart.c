/*
 * Bars.  A bar's length is its amount's share of the largest, in whole thousandths of the
 * drawing's width; what is below zero goes left of the axis.  The drawing is as wide as its place and
 * has no scale of its own: letters stay as large as the text around them.
 */
#include "base/escape.h"
#include "link/chart.h"

#define BARS      700	/* thousandths of the drawing's width; figures have the rest */
#define STEP      46	/* from bar to bar: its name, the bar, and air */
#define BAR       16
#define MOST_BARS 40

struct bars {
	const struct table *t;
	uint32_t            column;
	decimal             low, high;	/* the smallest and largest amount; 0 lies between */
	uint32_t            count;
};

bool
chart_is_wanted(struct str query)
{
	return str_is(query, "chart=bar");
}

static const struct table_cell *
bar_of(const struct bars *b, uint32_t row)
{
	const struct table_cell *c = &b->t->cells[row * b->t->ncolumn + b->column];

	return b->t->rows[row].kind == ROW_LINE && c->kind == AMOUNT_VALUE ? c : NULL;
}

static bool
find_column(struct bars *b)
{
	bool found = false;

	for (uint32_t c = 0; c < b->t->ncolumn; c++)
		if (b->t->columns[c].kind == COLUMN_AMOUNT && !b->t->columns[c].is_total) {
			b->column = c;
			found = true;
		}
	return found;
}

static void
measure(struct bars *b)
{
	for (uint32_t r = 0; r < b->t->nrow; r++) {
		const struct table_cell *c = bar_of(b, r);

		if (!c)
			continue;
		b->count++;
		if (c->amount.value > b->high)
			b->high = c->amount.value;
		if (c->amount.value < b->low)
			b->low = c->amount.value;
	}
}

/* value as a share of the whole width, in thousandths of which the whole range takes its part. */
static unsigned
scaled(const struct bars *b, decimal value)
{
	decimal range = (b->high - b->low) / 1000;

	return range ? (unsigned)(value / range * BARS / 1000) : 0;
}

static void
write_share(struct buf *out, const char *name, unsigned thousandths)
{
	buf_print(out, " %s=\"%u.%u%%\"", name, thousandths / 10, thousandths % 10);
}

/* The name stands above its bar, so that both have room on a telephone; the figure stands behind it. */
static void
write_bar(const struct bars *b, uint32_t row, unsigned y, struct buf *out)
{
	const struct table_cell *c = bar_of(b, row);
	bool below = c->amount.value < 0;
	unsigned axis = scaled(b, -b->low), length = scaled(b, below ? -c->amount.value : c->amount.value);

	buf_print(out, "<text class=\"name\" x=\"0\" y=\"%u\">", y);
	escape_html(out, b->t->rows[row].label);
	buf_print(out, "</text><rect class=\"bar%s\" fill=\"#0b5a4a\"", below ? " below" : "");
	write_share(out, "x", below ? axis - length : axis);
	write_share(out, "width", length ? length : 1);
	buf_print(out, " y=\"%u\" height=\"%d\"/><text class=\"figure\" dx=\"8\"", y + 6, BAR);
	write_share(out, "x", below ? axis : axis + length);
	buf_print(out, " y=\"%u\">", y + 6 + BAR - 3);
	amount_print(out, c->amount.value, (struct amount_unit){ (enum unit)c->amount.unit,
		b->t->columns[b->column].unit.scale }, c->amount.place);
	buf_text(out, "</text>\n");
}

void
chart_write(const struct table *t, struct str label, struct buf *out)
{
	struct bars b = { .t = t };
	unsigned y = 16;

	if (!find_column(&b))
		return;
	measure(&b);
	if (!b.count || b.count > MOST_BARS)
		return;
	/* size and colour as attributes too: not every printer reads the style sheet here */
	/* the size of print; the style sheet for screens has its own, and WeasyPrint asks none */
	buf_print(out, "<svg class=\"chart\" width=\"100%%\" height=\"%u\" font-size=\"12\" role=\"img\" aria-label=\"",
		b.count * STEP);
	escape_html(out, label);
	buf_text(out, "\">\n");
	for (uint32_t r = 0; r < t->nrow; r++) {
		if (!bar_of(&b, r))
			continue;
		write_bar(&b, r, y, out);
		y += STEP;
	}
	buf_text(out, "</svg>\n");
}
