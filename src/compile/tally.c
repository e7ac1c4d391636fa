/*
 * The stack of rows that no total has taken yet, and running sums by column.
 *
 * Every row is added once and taken off once, and sums are found from the next mark, so that a table of
 * a million rows takes no more than some million steps.  What its runs mean is reading.c's.
 */
#include <string.h>

#include "compile/reading.h"

#define APART 64u		/* entries between two marks */
#define CLOSE 8u		/* where a stretch begins */
#define HEADS_MOST 32u		/* headings that a total may name */

static void
find_columns(struct tally *t)
{
	const struct table *table = t->s->table;

	t->columns = arena_array(t->s->unit->arena, table->ncolumn, sizeof(*t->columns));
	for (uint32_t i = 0; i < table->ncolumn; i++)
		if (t->s->columns[i].adds)
			t->columns[t->ncolumn++] = i;
}

/* The lines of each group, when the first total asks for one. */
static void
find_groups(struct tally *t)
{
	const struct sheet *s = t->s;
	struct arena *a = s->unit->arena;

	t->group_first = arena_array(a, s->rows.ngroup + (size_t)1, sizeof(*t->group_first));
	t->group_sums = arena_array(a, s->rows.ngroup + (size_t)1, sizeof(*t->group_sums));
	t->group_next = arena_array(a, s->table->nrow, sizeof(*t->group_next));
	for (uint32_t i = 0; i <= s->rows.ngroup; i++)
		t->group_first[i] = OBJECT_NONE;
	for (uint32_t row = s->table->nrow; row-- > 0;) {
		uint32_t group = sheet_group_number(s, row);

		if (group == 0 || sheet_kind(s, row) != ROW_LINE)
			continue;
		t->group_next[row] = t->group_first[group];
		t->group_first[group] = row;
	}
}

static struct totted
new_totted(const struct tally *t)
{
	struct arena *a = t->s->unit->arena;

	return (struct totted){ arena_array(a, t->ncolumn, sizeof(decimal)),
		arena_array(a, t->ncolumn, sizeof(uint32_t)) };
}

static void
copy_totted(const struct tally *t, const struct totted *from, struct totted *to)
{
	memcpy(to->sums, from->sums, t->ncolumn * sizeof(*to->sums));
	memcpy(to->odd, from->odd, t->ncolumn * sizeof(*to->odd));
}

/* What is large is zeroed by the system when it is touched, and mostly is not. */
void
tally_init(struct tally *t, struct sheet *s)
{
	struct arena *a = s->unit->arena;
	size_t nrow = s->table->nrow;

	*t = (struct tally){ .s = s, .found_at = OBJECT_NONE, .cells_row = OBJECT_NONE };
	find_columns(t);
	t->stretches = arena_array(a, nrow + 1, sizeof(*t->stretches));
	t->marks = arena_array(a, nrow / CLOSE + 1, sizeof(*t->marks));
	t->top = new_totted(t);
	t->lines = new_totted(t);
	t->found = new_totted(t);
	t->cells = arena_array(a, t->ncolumn, sizeof(*t->cells));
	t->unlabelled = arena_array(a, t->ncolumn, sizeof(*t->unlabelled));
	t->unders = arena_array(a, nrow, sizeof(*t->unders));
	t->in_doubt = arena_array(a, nrow, sizeof(*t->in_doubt));
	t->is_unlabelled = arena_array(a, nrow, sizeof(*t->is_unlabelled));
	t->rows = arena_array(a, nrow, sizeof(*t->rows));
	t->covers = arena_array(a, nrow, sizeof(*t->covers));
	t->sums = arena_array(a, t->ncolumn, sizeof(*t->sums));
	t->odd = arena_array(a, t->ncolumn, sizeof(*t->odd));
}

uint32_t
tally_group(struct tally *t, struct str slug)
{
	uint32_t group = sheet_find_group(t->s, slug);

	if (group == 0)
		return OBJECT_NONE;
	if (!t->group_first)
		find_groups(t);
	return t->group_first[group];
}

const struct cell *
tally_cells(struct tally *t, uint32_t row)
{
	if (t->cells_row != row)
		sheet_cells(t->s, row, t->columns, t->ncolumn, t->cells);
	t->cells_row = row;
	return t->cells;
}

/* A cell that has no amount, or makes a sum that can't be held, is odd; a blank one adds nothing. */
static void
add_row(const struct tally *t, const struct cell *cells, struct totted *to)
{
	for (uint32_t i = 0; i < t->ncolumn; i++)
		if (cells[i].kind != AMOUNT_BLANK && (!cell_has_amount(&cells[i])
			|| !decimal_add(to->sums[i], cells[i].amount.value, &to->sums[i])))
			to->odd[i]++;
}

void
tally_line(struct tally *t, uint32_t row)
{
	const struct cell *cells = tally_cells(t, row);

	t->nline++;
	add_row(t, cells, &t->lines);
	for (uint32_t i = 0; t->is_unlabelled[row] && i < t->ncolumn; i++)
		if (cell_has_amount(&cells[i]))
			decimal_add(t->unlabelled[i], cells[i].amount.value, &t->unlabelled[i]);
	if (row >= t->taken_until)
		tally_push(t, row, 0);
}

const struct group_sum *
tally_group_sum(struct tally *t, struct str slug)
{
	struct group_sum *g = &t->group_sums[sheet_find_group(t->s, slug)];

	if (g->made.sums)
		return g;
	g->made = new_totted(t);
	for (uint32_t row = tally_group(t, slug); row != OBJECT_NONE; row = t->group_next[row]) {
		add_row(t, tally_cells(t, row), &g->made);
		g->count++;
	}
	return g;
}

/* ---- the stack ---- */

static uint32_t
stretch_of(const struct tally *t, uint32_t entry)
{
	uint32_t low = 0, high = t->nstretch;

	if (t->stretches[high - 1].number <= entry)
		return high - 1;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (t->stretches[middle].number <= entry)
			low = middle;
		else
			high = middle;
	}
	return low;
}

struct entry
tally_entry(const struct tally *t, uint32_t i)
{
	const struct stretch *s = &t->stretches[stretch_of(t, i)];
	struct entry entry = s->first;

	entry.row += i - s->number;
	return entry;
}

uint32_t
tally_from_level(const struct tally *t, uint32_t i)
{
	uint32_t higher = t->stretches[stretch_of(t, i)].higher;

	return higher == OBJECT_NONE ? 0 : t->stretches[higher].number + 1;
}

uint32_t
tally_from_row(const struct tally *t, uint32_t row)
{
	uint32_t low = 0, high = t->depth;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (tally_entry(t, middle).row < row)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Whether the row is one more line of the stretch on top; where a reading may begin another one does. */
static bool
goes_on(const struct tally *t, uint32_t row, uint32_t level)
{
	const struct stretch *s = t->nstretch > 0 ? &t->stretches[t->nstretch - 1] : NULL;

	return s && level == 0 && s->first.level == 0 && s->first.lines_from == t->lines_from
		&& row == s->first.row + t->depth - s->number && t->section != t->depth
		&& !(t->nunder > 0 && t->unders[t->nunder - 1].entry + 1 == t->depth);
}

static void
add_mark(struct tally *t)
{
	struct mark *m = &t->marks[t->nmark];

	if (!m->before.sums)
		m->before = new_totted(t);
	m->entry = t->depth;
	copy_totted(t, &t->top, &m->before);
	t->nmark++;
}

/* From one higher level to the next, so that a stack of many totals is not walked for each of them. */
static void
add_stretch(struct tally *t, struct entry first)
{
	uint32_t higher = t->nstretch > 0 ? t->nstretch - 1 : OBJECT_NONE;

	while (higher != OBJECT_NONE && t->stretches[higher].first.level <= first.level)
		higher = t->stretches[higher].higher;
	t->stretches[t->nstretch++] = (struct stretch){ t->depth, first, higher };
}

void
tally_push(struct tally *t, uint32_t row, uint32_t level)
{
	uint32_t last = t->nmark > 0 ? t->marks[t->nmark - 1].entry : 0;
	bool begins = !goes_on(t, row, level);

	if (t->nmark == 0 || t->depth - last >= (begins ? CLOSE : APART))
		add_mark(t);
	if (level > 0)
		t->lines_from = t->depth + 1;
	if (begins)
		add_stretch(t, (struct entry){ row, level, t->lines_from });
	t->depth++;
	add_row(t, tally_cells(t, row), &t->top);
}

static const struct mark *
mark_before(const struct tally *t, uint32_t entry)
{
	uint32_t low = 0, high = t->nmark;

	if (t->marks[high - 1].entry <= entry)
		return &t->marks[high - 1];
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (t->marks[middle].entry <= entry)
			low = middle;
		else
			high = middle;
	}
	return &t->marks[low];
}

const struct totted *
tally_before(struct tally *t, uint32_t entry)
{
	const struct mark *m;

	if (entry == t->depth)
		return &t->top;
	if (entry == t->found_at)
		return &t->found;
	m = mark_before(t, entry);
	copy_totted(t, &m->before, &t->found);
	for (uint32_t i = m->entry; i < entry; i++)
		add_row(t, tally_cells(t, tally_entry(t, i).row), &t->found);
	t->found_at = entry;
	return &t->found;
}

/* ---- headings ---- */

void
tally_heading(struct tally *t, uint32_t row)
{
	t->section = t->depth;
	if (t->nhead == t->room_heads) {
		t->room_heads = t->room_heads ? 2 * t->room_heads : 16;
		t->heads = arena_grow(t->s->unit->arena, t->heads, t->nhead, t->room_heads, sizeof(*t->heads));
	}
	t->heads[t->nhead++] = (struct head){ sheet_label_slug(t->s, row), t->depth };
}

/* `Total environment`, and `Net cost of environment`, under the heading Environment. */
static bool
names_heading(struct str of, struct str heading)
{
	if (heading.len == 0 || of.len < heading.len
		|| !str_equal(str_from(of, of.len - heading.len), heading))
		return false;
	return of.len == heading.len || of.at[of.len - heading.len - 1] == '-';
}

uint32_t
tally_head(const struct tally *t, struct str of)
{
	for (uint32_t i = t->nhead, n = 0; of.len > 0 && i-- > 0 && n < HEADS_MOST; n++)
		if (names_heading(of, t->heads[i].slug))
			return t->heads[i].entry;
	return OBJECT_NONE;
}

/* Take off the entries from depth on. */
void
tally_pop(struct tally *t, uint32_t depth)
{
	if (depth < t->depth)
		copy_totted(t, tally_before(t, depth), &t->top);
	if (t->found_at != OBJECT_NONE && t->found_at > depth)
		t->found_at = OBJECT_NONE;
	t->depth = depth;
	while (t->nunder > 0 && t->unders[t->nunder - 1].entry >= depth)
		t->nunder--;
	while (t->pending && t->pending->entry >= depth)
		t->pending = t->pending->below;
	if (t->section > depth)
		t->section = depth;
	while (t->nhead > 0 && t->heads[t->nhead - 1].entry > depth)
		t->nhead--;
	while (t->nstretch > 0 && t->stretches[t->nstretch - 1].number >= depth)
		t->nstretch--;
	while (t->nmark > 0 && t->marks[t->nmark - 1].entry > depth)
		t->nmark--;
	t->lines_from = depth > 0 ? t->stretches[t->nstretch - 1].first.lines_from : 0;
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
