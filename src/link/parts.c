/*
 * Which cells each total of a table is the sum of.
 */
#include "link/parts.h"

#include <stdlib.h>

#define MOST_TOKENS 40	/* of one total: more are not worth their weight on the page */

enum way { DOWN, ACROSS, SCATTERED };

/* How the parts of a check lie: in its own column, in its own row, or anywhere. */
static enum way
way_of(const struct object *o, const struct check *k)
{
	bool down = true, across = true;

	for (uint32_t i = 0; i < k->covers; i++) {
		down = down && o->covers[k->first_cover + i].column == k->column;
		across = across && o->covers[k->first_cover + i].row == k->row;
	}
	if (k->covers == 0)
		return k->kind == CHECK_ROW_TOTAL || k->kind == CHECK_FORMULA ? ACROSS : DOWN;
	return down ? DOWN : across ? ACROSS : SCATTERED;
}

static bool
is_blank(const struct table *t, uint32_t row, uint32_t column)
{
	return t->cells[(size_t)row * t->ncolumn + column].kind == AMOUNT_BLANK;
}

static bool
is_skipped(const struct table *t, const struct check *k, const struct cover *c, enum way way)
{
	return way == DOWN ? is_blank(t, c->row, k->column) : is_blank(t, k->row, c->column);
}

static bool
is_same(const struct cover *a, const struct cover *b, enum way way)
{
	return a->subtracted == b->subtracted && (way == DOWN ? a->row == b->row : a->column == b->column);
}

/* Whether k covers what the check that speaks covers, but for cells that are blank. */
static bool
conforms(const struct object *o, const struct check *speaks, const struct check *k, enum way way)
{
	uint32_t at = 0;

	if (k->covers == 0)
		return speaks->covers == 0;
	for (uint32_t i = 0; i < speaks->covers; i++) {
		const struct cover *c = &o->covers[speaks->first_cover + i];

		if (at < k->covers && is_same(c, &o->covers[k->first_cover + at], way))
			at++;
		else if (!is_skipped(&o->table, k, c, way))
			return false;
	}
	return at == k->covers;
}

/* Rows between two parts that a range may run over: headings, which are never lit. */
static bool
is_bridged(const struct table *t, uint32_t from, uint32_t to)
{
	for (uint32_t row = from + 1; row < to; row++)
		if (t->rows[row].kind != ROW_HEADING)
			return false;
	return true;
}

struct run {
	uint32_t first, last, columns;	/* rows or columns as they are; columns: of a single cell, from 1 */
	bool     minus;
};

/* The run that begins at cover i; where the next one does. */
static uint32_t
next_run(const struct parts *p, const struct check *k, enum way way, uint32_t i, struct run *out)
{
	const struct cover *c = &p->object->covers[k->first_cover];
	const struct table *t = &p->object->table;
	uint32_t at = way == ACROSS ? c[i].column : c[i].row;

	*out = (struct run){ at, at, way == SCATTERED ? c[i].column + 1 : 0, c[i].subtracted };
	for (i++; way != SCATTERED && i < k->covers && c[i].subtracted == out->minus; i++) {
		at = way == ACROSS ? c[i].column : c[i].row;
		if (at <= out->last || (way == ACROSS ? at != out->last + 1 : !is_bridged(t, out->last, at)))
			break;
		out->last = at;
	}
	return i;
}

static bool
is_short(const struct parts *p, const struct check *k)
{
	enum way way = way_of(p->object, k);
	struct run run;
	uint32_t n = 0;

	for (uint32_t i = 0; i < k->covers && n <= MOST_TOKENS; n++)
		i = next_run(p, k, way, i, &run);
	return n <= MOST_TOKENS;
}

static void
write_run(const struct parts *p, enum way way, const struct run *run, bool is_first, struct buf *out)
{
	uint32_t first = run->first + 1, last = run->last + 1;

	if (way != ACROSS) {	/* hidden rows are at the end of what a range covers, or all of it */
		uint32_t row = run->last;

		while (row > run->first && !p->shown[row])
			row--;
		first = p->shown[run->first];
		last = p->shown[row];
		if (!first || !last)
			return;
	}
	if (!is_first)
		buf_char(out, ' ');
	if (run->minus)
		buf_char(out, '-');
	if (way == SCATTERED)
		buf_print(out, "%u.%u", first, run->columns);
	else if (first == last)
		buf_print(out, "%c%u", way == DOWN ? 'r' : 'c', first);
	else
		buf_print(out, "%c%u:%u", way == DOWN ? 'r' : 'c', first, last);
}

void
parts_write(const struct parts *p, uint32_t check, struct buf *out)
{
	const struct check *k = &p->object->checks[check];
	enum way way = way_of(p->object, k);
	size_t begin = out->len;
	bool is_told = is_short(p, k);
	struct run run;

	for (uint32_t i = 0; is_told && i < k->covers;) {
		i = next_run(p, k, way, i, &run);
		write_run(p, way, &run, out->len == begin, out);
	}
}

bool
parts_light(const struct parts *p, uint32_t check)
{
	return check != OBJECT_NONE && p->object->checks[check].covers > 0
		&& way_of(p->object, &p->object->checks[check]) != SCATTERED;
}

/* ---- who speaks for a row and for a column ---- */

static void
find_speakers(struct parts *p)
{
	const struct object *o = p->object;

	for (uint32_t i = 0; i < o->ncheck; i++) {
		const struct check *k = &o->checks[i];
		enum way way = way_of(o, k);
		uint32_t *speaks = way == DOWN ? &p->by_row[k->row] : &p->by_column[k->column];

		if (k->kind == CHECK_RULE || (way != SCATTERED && !is_short(p, k)))
			continue;
		/* one of many shares speaks for the words of its column only, and gives way to a sum */
		if (*speaks == OBJECT_NONE || (way != SCATTERED && (!parts_light(p, *speaks)
			|| o->checks[*speaks].covers < k->covers)))
			*speaks = i;
	}
}

enum { SAYS_ROW = 1, SAYS_COLUMN = 2, SAYS_OWN = 4 };

/* What each checked cell has in common with its row and its column. */
static uint8_t *
find_sayings(struct parts *p, struct arena *a)
{
	const struct object *o = p->object;
	uint8_t *says = arena_array(a, (size_t)o->table.nrow * o->table.ncolumn, sizeof *says);

	for (uint32_t i = 0; i < o->ncheck; i++) {
		const struct check *k = &o->checks[i];
		enum way way = way_of(o, k);
		uint32_t speaks = way == DOWN ? p->by_row[k->row] : way == ACROSS ? p->by_column[k->column]
			: OBJECT_NONE;
		bool same = speaks != OBJECT_NONE && conforms(o, &o->checks[speaks], k, way);

		if (k->kind != CHECK_RULE)
			says[(size_t)k->row * o->table.ncolumn + k->column] |=
				same ? (way == DOWN ? SAYS_ROW : SAYS_COLUMN) : SAYS_OWN;
	}
	return says;
}

/* A cell that takes no part in what its row or column says, or has more to say. */
static void
find_strays(struct parts *p, struct arena *a)
{
	const struct table *t = &p->object->table;
	const uint8_t *says = find_sayings(p, a);

	p->stray = arena_array(a, (size_t)t->nrow * t->ncolumn, sizeof *p->stray);
	for (uint32_t row = 0; row < t->nrow; row++)
		for (uint32_t column = 0; column < t->ncolumn; column++) {
			size_t at = (size_t)row * t->ncolumn + column;
			bool by_row = parts_light(p, p->by_row[row]), by_column = parts_light(p, p->by_column[column]);

			p->stray[at] = t->columns[column].kind == COLUMN_AMOUNT && !is_blank(t, row, column)
				&& ((by_row && !(says[at] & SAYS_ROW)) || (says[at] & SAYS_OWN)
				|| (by_column && !(says[at] & SAYS_COLUMN)));
		}
}

static const struct object *sorting;	/* qsort has no context */

static int
by_cell(const void *left, const void *right)
{
	uint32_t i = *(const uint32_t *)left, j = *(const uint32_t *)right;
	const struct check *a = &sorting->checks[i], *b = &sorting->checks[j];

	if (a->row != b->row)
		return a->row < b->row ? -1 : 1;
	if (a->column != b->column)
		return a->column < b->column ? -1 : 1;
	return i < j ? -1 : i > j;
}

static uint32_t *
nobody(struct arena *a, uint32_t n)
{
	uint32_t *speaks = arena_array(a, n, sizeof *speaks);

	for (uint32_t i = 0; i < n; i++)
		speaks[i] = OBJECT_NONE;
	return speaks;
}

void
parts_find(struct parts *p, const struct object *o, const uint32_t *shown, struct arena *a)
{
	*p = (struct parts){ .object = o, .shown = shown };
	p->by_row = nobody(a, o->table.nrow);
	p->by_column = nobody(a, o->table.ncolumn);
	p->sorted = arena_array(a, o->ncheck, sizeof *p->sorted);
	find_speakers(p);
	find_strays(p, a);
	for (uint32_t i = 0; i < o->ncheck; i++)
		p->sorted[i] = i;
	sorting = o;
	if (o->ncheck)
		qsort(p->sorted, o->ncheck, sizeof *p->sorted, by_cell);
}

static bool
speaks(const struct parts *p, uint32_t check, bool *for_row)
{
	const struct check *k = &p->object->checks[check];

	*for_row = p->by_row[k->row] == check;
	return *for_row || p->by_column[k->column] == check;
}

bool
parts_leads(const struct parts *p, uint32_t check)
{
	const struct check *k = &p->object->checks[check];
	bool for_row;

	return speaks(p, check, &for_row)
		|| (parts_light(p, check) && p->stray[(size_t)k->row * p->object->table.ncolumn + k->column]);
}

void
parts_write_id(const struct parts *p, uint32_t check, struct buf *out)
{
	const struct check *k = &p->object->checks[check];
	bool for_row;

	if (!speaks(p, check, &for_row))
		buf_print(out, "sum-%u", check + 1);
	else if (for_row)
		buf_print(out, "row-%u", k->row + 1);
	else
		buf_print(out, "column-%u", k->column + 1);
}
