/*
 * The rows of a sheet: how they are kept, and what they are asked.
 *
 * A row is a byte for its kind and level; its record and its group are kept in runs, its label is
 * read in the source again.
 */
#include "base/utf8.h"
#include "compile/sheet.h"

#define KIND_BITS  2u
#define TELLING    4u		/* the name of the row may say more than that it is a line */
#define LEVEL_BITS 3u
#define LEVEL_MOST 30u		/* a higher one stands in levels */
#define ROOM_LEAST 8u

void
sheet_begin_rows(struct sheet *s, uint32_t most)
{
	struct arena *a = s->unit->arena;

	s->rows = (struct sheet_rows){ .kinds = arena_array(a, most, 1) };
	runs_init(&s->rows.records, a);
	runs_init(&s->rows.groups, a);
	runs_init(&s->rows.levels, a);
	map_init(&s->rows.by_text, a);
	map_init(&s->rows.by_slug, a);
}

void
sheet_add_row(struct sheet *s, uint32_t record, enum row_kind kind, uint32_t group)
{
	uint32_t row = s->table->nrow++;

	runs_add(&s->rows.records, row, record - row);
	runs_add(&s->rows.groups, row, group);
	sheet_set_kind(s, row, kind, kind == ROW_TOTAL);
}

void
sheet_set_telling(struct sheet *s, uint32_t row)
{
	s->rows.kinds[row] |= TELLING;
}

bool
sheet_is_telling(const struct sheet *s, uint32_t row)
{
	return s->rows.kinds[row] & TELLING;
}

enum row_kind
sheet_kind(const struct sheet *s, uint32_t row)
{
	return (enum row_kind)(s->rows.kinds[row] & ((1u << KIND_BITS) - 1));
}

void
sheet_set_kind(struct sheet *s, uint32_t row, enum row_kind kind, uint32_t level)
{
	uint32_t kept = level <= LEVEL_MOST ? level : LEVEL_MOST + 1;

	if (level > LEVEL_MOST)
		runs_add(&s->rows.levels, row, level);
	s->rows.kinds[row] = (uint8_t)(kept << LEVEL_BITS | (s->rows.kinds[row] & TELLING)
		| (unsigned)kind);
	if (s->table->rows) {
		s->table->rows[row].kind = kind;
		s->table->rows[row].level = level;
	}
}

uint32_t
sheet_level(const struct sheet *s, uint32_t row)
{
	uint32_t level = s->rows.kinds[row] >> LEVEL_BITS;

	return level <= LEVEL_MOST ? level : runs_at(&s->rows.levels, row);
}

uint32_t
sheet_record(const struct sheet *s, uint32_t row)
{
	return runs_at(&s->rows.records, row) + row + 1;
}

/* Where rows are named by a reference, `Total` may stand below the words beside it. */
static struct str
total_beside(const struct sheet *s, uint32_t record)
{
	for (uint32_t i = 0; i < s->table->ncolumn; i++) {
		struct str text = STR_NONE;

		if (s->table->columns[i].kind == COLUMN_TEXT)
			text = sheet_text(s, record, s->columns[i].field);
		if (text.len > 0
			&& label_total(text, utf8_slug(s->unit->arena, text)).kind != TOTAL_NONE)
			return text;
	}
	return STR_NONE;
}

struct str
sheet_label_of(const struct sheet *s, uint32_t record)
{
	struct str label = STR_NONE;

	if (s->label != OBJECT_NONE)
		label = sheet_text(s, record, s->columns[s->label].field);
	if (label.len == 0 && s->group != OBJECT_NONE)
		label = sheet_text(s, record, s->columns[s->group].field);
	return label.len > 0 || s->label == OBJECT_NONE ? label : total_beside(s, record);
}

struct str
sheet_label(const struct sheet *s, uint32_t row)
{
	return sheet_label_of(s, sheet_record(s, row) - 1);
}

struct str
sheet_label_slug(const struct sheet *s, uint32_t row)
{
	return utf8_slug(s->unit->arena, sheet_label(s, row));
}

/* ---- groups ---- */

static struct sheet_group *
new_group(struct sheet_rows *r, struct arena *a)
{
	if (r->ngroup == r->room) {
		r->room = r->room ? 2 * r->room : ROOM_LEAST;
		r->all = arena_grow(a, r->all, r->ngroup, r->room, sizeof(*r->all));
	}
	return &r->all[r->ngroup++];
}

/* Names that differ in case or signs alone are one group, each row with its own spelling. */
uint32_t
sheet_add_group(struct sheet *s, struct str text)
{
	struct sheet_rows *r = &s->rows;
	struct arena *a = s->unit->arena;

	if (text.len == 0)
		return 0;
	if (r->last > 0 && str_equal(r->all[r->last - 1].text, text))
		return r->last;
	uintptr_t known = (uintptr_t)map_get(&r->by_text, text);

	if (known)
		return r->last = (uint32_t)known;
	struct sheet_group *g = new_group(r, a);
	uint32_t number = r->ngroup;

	*g = (struct sheet_group){ text, utf8_slug(a, text), 0 };
	if (g->slug.len > 0) {
		g->first = (uint32_t)(uintptr_t)map_get(&r->by_slug, g->slug);
		if (g->first == 0) {
			g->first = number;
			map_put(&r->by_slug, g->slug, (void *)(uintptr_t)number);
		}
	}
	map_put(&r->by_text, text, (void *)(uintptr_t)number);
	return r->last = number;
}

static const struct sheet_group *
group_of(const struct sheet *s, uint32_t row)
{
	static const struct sheet_group none = { { "", 0 }, { "", 0 }, 0 };
	uint32_t number = runs_at(&s->rows.groups, row);

	return number > 0 ? &s->rows.all[number - 1] : &none;
}

struct str
sheet_group(const struct sheet *s, uint32_t row)
{
	return group_of(s, row)->text;
}

struct str
sheet_group_slug(const struct sheet *s, uint32_t row)
{
	return group_of(s, row)->slug;
}

uint32_t
sheet_group_number(const struct sheet *s, uint32_t row)
{
	return group_of(s, row)->first;
}

uint32_t
sheet_find_group(const struct sheet *s, struct str slug)
{
	return slug.len > 0 ? (uint32_t)(uintptr_t)map_get(&s->rows.by_slug, slug) : 0;
}

bool
sheet_same_group(const struct sheet *s, uint32_t a, uint32_t b)
{
	return sheet_group_number(s, a) == sheet_group_number(s, b);
}
