/*
 * The stack of rows that no total has taken yet, and running sums by column.
 *
 * Every row is added once and taken off once, so that a table of a million rows takes no more than a
 * million steps.  What its runs mean is reading.c's.
 */
#include <string.h>

#include "base/map.h"
#include "compile/reading.h"

static void
find_columns(struct tally *t)
{
	const struct table *table = t->s->table;

	t->columns = arena_array(t->s->unit->arena, table->ncolumn, sizeof(*t->columns));
	for (uint32_t i = 0; i < table->ncolumn; i++)
		if (t->s->columns[i].adds)
			t->columns[t->ncolumn++] = i;
}

static void
find_groups(struct tally *t)
{
	const struct table *table = t->s->table;

	t->groups = arena_alloc(t->s->unit->arena, sizeof(*t->groups));
	map_init(t->groups, t->s->unit->arena);
	for (uint32_t row = table->nrow; row-- > 0;) {
		struct str slug = sheet_group_slug(t->s, row);

		t->group_next[row] = OBJECT_NONE;
		if (sheet_kind(t->s, row) != ROW_LINE || slug.len == 0)
			continue;
		t->group_next[row] = tally_group(t, slug);
		map_put(t->groups, slug, (void *)(uintptr_t)(row + (uintptr_t)1));
	}
}

void
tally_init(struct tally *t, struct sheet *s)
{
	struct arena *a = s->unit->arena;
	size_t nrow = s->table->nrow;

	*t = (struct tally){ .s = s };
	find_columns(t);
	t->stack = arena_array(a, nrow + 1, sizeof(*t->stack));
	t->before = arena_array(a, (nrow + 1) * t->ncolumn, sizeof(*t->before));
	t->odd_before = arena_array(a, (nrow + 1) * t->ncolumn, sizeof(*t->odd_before));
	t->lines = arena_array(a, t->ncolumn, sizeof(*t->lines));
	t->lines_over = arena_array(a, t->ncolumn, sizeof(*t->lines_over));
	t->odd_lines = arena_array(a, t->ncolumn, sizeof(*t->odd_lines));
	t->unders = arena_array(a, nrow, sizeof(*t->unders));
	t->is_unlabelled = arena_array(a, nrow, sizeof(*t->is_unlabelled));
	t->group_next = arena_array(a, nrow, sizeof(*t->group_next));
	t->rows = arena_array(a, nrow, sizeof(*t->rows));
	t->covers = arena_array(a, nrow, sizeof(*t->covers));
	t->sums = arena_array(a, t->ncolumn, sizeof(*t->sums));
	t->odd = arena_array(a, t->ncolumn, sizeof(*t->odd));
	find_groups(t);
}

uint32_t
tally_group(const struct tally *t, struct str slug)
{
	uintptr_t first = (uintptr_t)map_get(t->groups, slug);

	return first > 0 ? (uint32_t)(first - 1) : OBJECT_NONE;
}

/* A cell that has no amount, or makes a sum that can't be held, is odd; a blank one adds nothing. */
static void
add_cell(const struct cell *c, decimal *sum, uint32_t *odd)
{
	if (c->kind == AMOUNT_BLANK)
		return;
	if (!cell_has_amount(c) || !decimal_add(*sum, c->amount.value, sum))
		(*odd)++;
}

void
tally_push(struct tally *t, uint32_t row, uint32_t level)
{
	decimal *from = t->before + (size_t)t->depth * t->ncolumn, *to = from + t->ncolumn;
	uint32_t *odd_from = t->odd_before + (size_t)t->depth * t->ncolumn;
	uint32_t *odd_to = odd_from + t->ncolumn;

	if (level > 0)
		t->lines_from = t->depth + 1;
	t->stack[t->depth++] = (struct entry){ row, level, t->lines_from };
	for (uint32_t i = 0; i < t->ncolumn; i++) {
		struct cell c = sheet_cell(t->s, row, t->columns[i]);

		to[i] = from[i];
		odd_to[i] = odd_from[i];
		add_cell(&c, &to[i], &odd_to[i]);
	}
}

/* Take off the entries from depth on. */
void
tally_pop(struct tally *t, uint32_t depth)
{
	t->depth = depth;
	while (t->nunder > 0 && t->unders[t->nunder - 1].entry >= depth)
		t->nunder--;
	while (t->pending && t->pending->entry >= depth)
		t->pending = t->pending->below;
	if (t->section > depth)
		t->section = depth;
	t->lines_from = depth > 0 ? t->stack[depth - 1].lines_from : 0;
}

uint32_t
tally_under(const struct tally *t, uint32_t first)
{
	uint32_t low = 0, high = t->nunder;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (t->unders[middle].first < first)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The row that is pushed next; what it stands for goes up to here. */
void
tally_add_under(struct tally *t, uint32_t row, uint32_t first)
{
	struct under *under = &t->unders[t->nunder++];

	*under = (struct under){ t->depth, first,
		arena_array(t->s->unit->arena, t->ncolumn, sizeof(decimal)) };
	for (uint32_t i = 0; i < t->ncolumn; i++) {
		decimal down = t->nunder > 1 ? under[-1].through[i] : 0;

		if (!decimal_add(down, t->sums[i], &under->through[i]))
			t->nunder = 0;	/* sums past all bounds are not worth a guess */
	}
	t->nunlabelled++;
	t->is_unlabelled[row] = true;
}

bool
tally_covers_unlabelled(const struct tally *t, uint32_t first)
{
	return t->nunder > 0 && t->unders[t->nunder - 1].entry < t->depth
		&& t->unders[t->nunder - 1].first >= first;
}
