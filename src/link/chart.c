/*
 * Bars.  A bar's length is its amount's share of the largest, in whole thousandths of the
 * drawing's width; what is below zero goes left of the axis.
 */
#include "base/escape.h"
#include "base/utf8.h"
#include "link/chart.h"

#define WIDTH     720	/* of the drawing, in its own units */
#define LABELS    250	/* of which the names take these, */
#define FIGURES   90	/* and the figures at the right these */
#define STEP      30	/* from bar to bar */
#define BAR       18
#define MOST_BARS 40
#define NAME      34	/* characters of a name that fit */

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

/* value as a length, of the room that the whole range has. */
static unsigned
scaled(const struct bars *b, decimal value)
{
	decimal room = WIDTH - LABELS - FIGURES, range = (b->high - b->low) / 1000;

	return range ? (unsigned)(value / range * room / 1000) : 0;
}

/* A name cut to what fits, with dots that say so. */
static void
write_name(struct str name, struct buf *out)
{
	size_t i = 0, n = 0;

	while (i < name.len && n < NAME) {
		utf8_next(name, &i);
		n++;
	}
	escape_html(out, str_head(name, i));
	if (i < name.len)
		buf_text(out, "…");
}

static void
write_bar(const struct bars *b, uint32_t row, unsigned y, struct buf *out)
{
	const struct table_cell *c = bar_of(b, row);
	bool below = c->amount.value < 0;
	unsigned axis = LABELS + scaled(b, -b->low);
	unsigned length = scaled(b, below ? -c->amount.value : c->amount.value);

	buf_print(out, "<text class=\"name\" x=\"%d\" y=\"%u\" text-anchor=\"end\">", LABELS - 10, y + 14);
	write_name(b->t->rows[row].label, out);
	buf_print(out, "</text><rect class=\"bar%s\" fill=\"#0b5a4a\" x=\"%u\" y=\"%u\" width=\"%u\" height=\"%d\"/>",
		below ? " below" : "", below ? axis - length : axis, y, length ? length : 1, BAR);
	buf_print(out, "<text class=\"figure\" x=\"%u\" y=\"%u\">", (below ? axis : axis + length) + 8, y + 14);
	amount_print(out, c->amount.value, (struct amount_unit){ (enum unit)c->amount.unit,
		b->t->columns[b->column].unit.scale }, c->amount.place);
	buf_text(out, "</text>\n");
}

void
chart_write(const struct table *t, struct str label, struct buf *out)
{
	struct bars b = { .t = t };
	unsigned y = 6;

	if (!find_column(&b))
		return;
	measure(&b);
	if (!b.count || b.count > MOST_BARS)
		return;
	/* size and colour as attributes too: not every printer reads the style sheet here */
	buf_print(out, "<svg class=\"chart\" viewBox=\"0 0 %d %u\" font-size=\"13\" role=\"img\" aria-label=\"", WIDTH,
		b.count * STEP + 6);
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
