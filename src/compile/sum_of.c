/*
 * What a sidecar's `sum_of` names: a group, or rows by their names or addresses.
 *
 * Knows how rows are named there, and totals that are said to be the sum of each other; what comes of the
 * rows is totals.c's.
 */
#include "compile/reading.h"

#include "base/circle.h"
#include "base/utf8.h"

#define MOST_LISTED 6u	/* rows of one name, in a help */

struct named_row {
	struct tally *t;
	uint32_t      total;		/* the row that is the sum */
	const struct datum *d;		/* where the name is written */
	uint8_t      *taken;		/* by row: it is covered already */
	bool          failed;		/* a name was reported: what is left of them is not the sum */
};

static void
take(struct named_row *n, uint32_t row)
{
	struct sheet *s = n->t->s;
	struct finding *f;

	if (n->taken[row]) {
		n->failed = true;
		f = diag_add(&s->unit->diag, DIAG_SIDECAR_MISMATCH, sidecar_place(s, n->d),
			"the row “" STR_FMT "” is named a second time here", STR_ARG(sheet_label(s, row)));
		diag_help(&s->unit->diag, f, "a row is added once: take one of the names out");
		return;
	}
	n->taken[row] = 1;
	n->t->rows[n->t->nrow++] = row;
}

/* Rows of the name, in the group where one is given; the first of them, and how many. */
static uint32_t
find_row(const struct named_row *n, struct str group, struct str label, uint32_t *count)
{
	const struct sheet *s = n->t->s;
	uint32_t first = OBJECT_NONE;

	*count = 0;
	for (uint32_t i = 0; i < s->table->nrow; i++)
		if (i != n->total && str_equal(sheet_label_slug(s, i), label)
			&& (group.len == 0 || str_equal(sheet_group_slug(s, i), group)))
			first = (*count)++ == 0 ? i : first;
	return first;
}

static void
say_several(const struct named_row *n, struct str label, uint32_t count)
{
	struct sheet *s = n->t->s;
	struct buf names = BUF_EMPTY;
	uint32_t listed = 0;
	struct finding *f = diag_add(&s->unit->diag, DIAG_SIDECAR_MISMATCH, sidecar_place(s, n->d),
		"%u rows are called “" STR_FMT "”", count, STR_ARG(n->d->text));

	for (uint32_t i = 0; i < s->table->nrow && listed < MOST_LISTED; i++)
		if (i != n->total && str_equal(sheet_label_slug(s, i), label)
			&& sheet_group_slug(s, i).len > 0)
			buf_print(&names, "%s`" STR_FMT "/" STR_FMT "`", listed++ > 0 ? ", " : "",
				STR_ARG(sheet_group_slug(s, i)), STR_ARG(label));
	if (listed > 0)
		diag_help(&s->unit->diag, f, "write the group before the row: " STR_FMT,
			STR_ARG(buf_view(&names)));
	else
		diag_help(&s->unit->diag, f, "give each row a name of its own");
	buf_release(&names);
}

static bool
is_column(const struct sheet *s, struct str slug)
{
	for (uint32_t i = 0; i < s->table->ncolumn; i++)
		if (str_equal(s->table->columns[i].slug, slug))
			return true;
	return false;
}

/* `group/row`; a row and a column would be one cell, and each column is summed by itself. */
static bool
take_address(struct named_row *n)
{
	struct sheet *s = n->t->s;
	struct str rest = n->d->text, front = str_cut(&rest, '/');
	struct str group = utf8_slug(s->unit->arena, front), label = utf8_slug(s->unit->arena, rest);
	uint32_t count, row = rest.len > 0 ? find_row(n, group, label, &count) : OBJECT_NONE;
	struct finding *f;

	if (row != OBJECT_NONE) {
		take(n, row);
		return true;
	}
	if (rest.len == 0 || !is_column(s, label) || find_row(n, STR_NONE, group, &count) == OBJECT_NONE)
		return false;
	n->failed = true;
	f = diag_add(&s->unit->diag, DIAG_SIDECAR_MISMATCH, sidecar_place(s, n->d),
		"`sum_of` names rows, and “" STR_FMT "” is one cell", STR_ARG(n->d->text));
	diag_help(&s->unit->diag, f, "each column is summed by itself: write `" STR_FMT "`",
		STR_ARG(front));
	return true;
}

static void
add_named(struct named_row *n)
{
	struct tally *t = n->t;
	struct str slug = utf8_slug(t->s->unit->arena, n->d->text);
	uint32_t count, row, line = tally_group(t, slug);

	if (line != OBJECT_NONE) {
		for (; line != OBJECT_NONE; line = t->group_next[line])
			take(n, line);
		return;
	}
	row = find_row(n, STR_NONE, slug, &count);
	if (row != OBJECT_NONE && count == 1) {
		take(n, row);
		return;
	}
	if (count == 0 && take_address(n))
		return;
	n->failed = true;
	if (count > 1)
		say_several(n, slug, count);
	else if (!str_equal(sheet_label_slug(t->s, n->total), slug))
		sidecar_unknown(t->s, n->d, n->d->text, "row or group");
}

void
sum_of_rows(struct tally *t, uint32_t total, const struct datum *named)
{
	const struct object *o = &t->s->unit->object;
	struct named_row n = { .t = t, .total = total, .d = named,
		.taken = arena_array(t->s->unit->arena, t->s->table->nrow, 1) };

	if (named->kind == DATUM_TEXT)
		add_named(&n);
	else
		for (n.d = object_first(o, named); n.d; n.d = object_next(o, named, n.d))
			add_named(&n);
	if (n.failed)
		t->nrow = 0;
}

/* ---- circles ---- */

struct settled {
	struct sheet *s;
	const struct datum *rows;	/* nodes are offsets from it */
};

static void
say_circle(void *context, const uint32_t *circle, uint32_t n)
{
	const struct settled *c = context;
	struct diag *d = &c->s->unit->diag;
	struct buf names = BUF_EMPTY;
	const struct datum *first = c->rows + circle[0];
	struct finding *f = diag_add(d, DIAG_SIDECAR_MISMATCH,
		(struct place){ c->s->unit->sidecar.path, first->line, first->column,
			(uint32_t)utf8_count(first->key) },
		"the row “" STR_FMT "” is said to be the sum of itself", STR_ARG(first->key));

	for (uint32_t i = 0; i <= n; i++)
		buf_print(&names, "%s`" STR_FMT "`", i == 0 ? "" : i == 1 ? " is the sum of "
			: ", which is the sum of ", STR_ARG(c->rows[circle[i % n]].key));
	diag_help(d, f, STR_FMT ": name the lines instead", STR_ARG(buf_view(&names)));
	buf_release(&names);
	/* what they are the sum of follows from the table's shape, then */
	for (uint32_t i = 0; i < n; i++)
		map_put(&c->s->row_settings, utf8_slug(c->s->unit->arena, c->rows[circle[i]].key), NULL);
}

static bool
is_group(const struct sheet *s, struct str slug)
{
	for (uint32_t i = 0; i < s->table->nrow; i++)
		if (str_equal(sheet_group_slug(s, i), slug))
			return true;
	return false;
}

static uint32_t
add_edge(struct settled *c, const struct datum *from, const struct datum *name,
	struct circle_edge *edges, uint32_t n)
{
	struct str slug = utf8_slug(c->s->unit->arena, name->text);
	const struct datum *to = map_get(&c->s->row_settings, slug);

	if (to && !is_group(c->s, slug))
		edges[n++] = (struct circle_edge){ (uint32_t)(from - c->rows), (uint32_t)(to - c->rows) };
	return n;
}

void
sum_of_circles(struct sheet *s, const struct datum *rows)
{
	const struct object *o = &s->unit->object;
	struct settled c = { .s = s, .rows = rows };
	struct circle_edge *edges = arena_array(s->unit->arena, rows->size, sizeof(*edges));
	uint32_t n = 0;

	for (const struct datum *d = object_first(o, rows); d; d = object_next(o, rows, d)) {
		const struct datum *named = object_get(o, d, "sum_of");

		if (named && named->kind == DATUM_TEXT)
			n = add_edge(&c, d, named, edges, n);
		else if (named)
			for (const struct datum *i = object_first(o, named); i;
				i = object_next(o, named, i))
				n = add_edge(&c, d, i, edges, n);
	}
	circle_find(rows->size, edges, n, s->unit->arena, say_circle, &c);
}
