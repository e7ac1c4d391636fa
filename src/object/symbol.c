/*
 * Addresses of a table's cells, both ways.
 *
 * Knows how row, group and column are put together to an address and which column is meant when
 * none is named; slugs are compared as they are.  What to say when an address fits nothing, or
 * several cells, is the caller's.
 */
#include "object/symbol.h"

#include "base/map.h"

#define PARTS_MOST 3
#define ALL_COLUMNS UINT32_MAX

/* One reading of an address: parts that are empty are not named. */
struct reading {
	struct str group, row, column;
};

/* What the whole table says. */
struct defaults {
	uint32_t column;	/* for a row alone; ALL_COLUMNS when that is not settled */
	enum column_kind kind;	/* of the columns that are meant then */
	bool     has_total_row;	/* a row has just the name `total` */
	uint32_t level;		/* of the grand total, when none has */
};

/* A row, and the next below it that is called the same; OBJECT_NONE ends. */
struct named_row {
	uint32_t row, next;
};

struct symbols {
	const struct table *table;
	struct defaults     defaults;
	struct map          names;	/* "row", "group/row", and "total" where none is called so -> its first, + 1 */
	struct named_row   *rows;
	uint32_t            nrow;
};

/* Cells go to found, as many as room says; count has them all, or is past most. */
struct finder {
	const struct symbols *symbols;
	uint32_t             *found;
	size_t                count, room, most;
};

static bool
is_column_total(const struct table_column *c)
{
	return str_is(c->slug, "total");
}

/* The columns that a row alone may mean: amounts, or text in a table that has none. */
static enum column_kind
meant_kind(const struct table *t)
{
	for (uint32_t i = 0; i < t->ncolumn; i++)
		if (t->columns[i].kind == COLUMN_AMOUNT)
			return COLUMN_AMOUNT;
	return COLUMN_TEXT;
}

static bool
is_share(const struct table_column *c)
{
	return c->kind == COLUMN_AMOUNT && c->unit.unit == UNIT_PERCENT;
}

/* The only column, or the one called Total; percentages count only where there is nothing else. */
static uint32_t
default_column(const struct table *t, enum column_kind kind)
{
	uint32_t one = ALL_COLUMNS, share = ALL_COLUMNS, count = 0, shares = 0;

	for (uint32_t i = 0; i < t->ncolumn; i++) {
		if (t->columns[i].kind != kind)
			continue;
		if (is_column_total(&t->columns[i]))
			return i;
		*(is_share(&t->columns[i]) ? &share : &one) = i;
		*(is_share(&t->columns[i]) ? &shares : &count) += 1;
	}
	if (count == 0 && shares == 1)
		return share;
	return count == 1 ? one : ALL_COLUMNS;
}

static struct defaults
table_defaults(const struct table *t)
{
	struct defaults d = { .kind = meant_kind(t) };

	d.column = default_column(t, d.kind);
	for (uint32_t i = 0; i < t->nrow; i++) {
		const struct table_row *r = &t->rows[i];

		if (r->kind == ROW_HEADING)
			continue;
		d.has_total_row = d.has_total_row || str_is(r->label_slug, "total");
		if (r->kind == ROW_TOTAL && r->level > d.level)
			d.level = r->level;
	}
	return d;
}

/* How a row is called without its column. */
static struct str
name_of(struct str group, struct str row, struct arena *a)
{
	return group.len > 0 ? str_print(a, STR_FMT "/" STR_FMT, STR_ARG(group), STR_ARG(row)) : row;
}

/* Rows come from the last to the first, so that each name has its rows in their order. */
static void
name_row(struct symbols *s, struct str name, uint32_t row)
{
	uint32_t own = s->nrow++;
	uintptr_t below = (uintptr_t)map_put(&s->names, name, (void *)(uintptr_t)(own + 1));

	s->rows[own] = (struct named_row){ row, below > 0 ? (uint32_t)(below - 1) : OBJECT_NONE };
}

/* Headings have no cells to speak of; their name is the group of the rows below. */
struct symbols *
symbols_new(const struct table *t, struct arena *a)
{
	struct symbols *s = arena_alloc(a, sizeof *s);

	*s = (struct symbols){ .table = t, .defaults = table_defaults(t) };
	s->rows = arena_array(a, (size_t)t->nrow * 3, sizeof *s->rows);
	map_init(&s->names, a);
	for (uint32_t i = t->nrow; i-- > 0;) {
		const struct table_row *r = &t->rows[i];

		if (r->kind == ROW_HEADING)
			continue;
		name_row(s, r->label_slug, i);
		if (r->group_slug.len > 0)
			name_row(s, name_of(r->group_slug, r->label_slug, a), i);
		if (!s->defaults.has_total_row && r->kind == ROW_TOTAL && r->level == s->defaults.level)
			name_row(s, STR("total"), i);
	}
	return s;
}

static bool
column_fits(const struct finder *f, uint32_t column, const struct reading *reading)
{
	const struct defaults *d = &f->symbols->defaults;
	const struct table_column *c = &f->symbols->table->columns[column];

	if (reading->column.len > 0)
		return str_equal(c->slug, reading->column);
	return d->column != ALL_COLUMNS ? column == d->column : c->kind == d->kind;
}

static void
put(struct finder *f, uint32_t cell)
{
	if (f->count < f->room)
		f->found[f->count] = cell;
	f->count++;
}

static void
find_in_row(struct finder *f, uint32_t row, const struct reading *const *fitting, size_t fits)
{
	uint32_t ncolumn = f->symbols->table->ncolumn;

	for (uint32_t column = 0; column < ncolumn; column++) {
		for (size_t i = 0; i < fits; i++) {
			if (column_fits(f, column, fitting[i])) {
				put(f, row * ncolumn + column);
				break;
			}
		}
	}
}

/* The first row that a reading names; OBJECT_NONE: there is none. */
static uint32_t
first_named(const struct symbols *s, const struct reading *r, struct arena *a)
{
	uintptr_t first = (uintptr_t)map_get(&s->names, name_of(r->group, r->row, a));

	return first > 0 ? (uint32_t)(first - 1) : OBJECT_NONE;
}

/* Cells come in their order, each once, whichever readings it fits. */
static void
find_all(struct finder *f, const struct reading *readings, size_t n, struct arena *a)
{
	const struct named_row *rows = f->symbols->rows;
	const struct reading *fitting[PARTS_MOST];
	uint32_t at[PARTS_MOST];

	f->count = 0;
	for (size_t i = 0; i < n; i++)
		at[i] = first_named(f->symbols, &readings[i], a);
	while (f->count <= f->most) {
		uint32_t row = OBJECT_NONE;
		size_t fits = 0;

		for (size_t i = 0; i < n; i++)
			if (at[i] != OBJECT_NONE && rows[at[i]].row < row)
				row = rows[at[i]].row;
		if (row == OBJECT_NONE)
			return;
		for (size_t i = 0; i < n; i++) {
			if (at[i] == OBJECT_NONE || rows[at[i]].row != row)
				continue;
			fitting[fits++] = &readings[i];
			at[i] = rows[at[i]].next;
		}
		find_in_row(f, row, fitting, fits);
	}
}

/* How an address may be read; 0 when it has an empty part, or too many. */
static size_t
read_address(struct str fragment, struct reading readings[PARTS_MOST])
{
	struct str parts[PARTS_MOST];
	size_t n = 0;

	for (bool more = true; more; n++) {
		more = str_find_char(fragment, '/', 0) < fragment.len;
		if (n == PARTS_MOST)
			return 0;
		parts[n] = str_cut(&fragment, '/');
		if (parts[n].len == 0)
			return 0;
	}
	switch (n) {
	case 1:
		readings[0] = (struct reading){ .row = parts[0] };
		return 1;
	case 2:
		readings[0] = (struct reading){ .row = parts[0], .column = parts[1] };
		readings[1] = (struct reading){ .group = parts[0], .row = parts[1] };
		return 2;
	default:
		readings[0] = (struct reading){ parts[0], parts[1], parts[2] };
		return 1;
	}
}

bool
symbol_table(const struct object *o, struct str fragment, struct table *out, struct str *cell)
{
	for (uint32_t i = 0; i < o->ntext_table; i++) {
		struct str id = o->definitions[o->text_tables[i].definition].id;

		if (fragment.len <= id.len || fragment.at[id.len] != '/'
			|| !str_equal(str_head(fragment, id.len), id))
			continue;
		*out = object_text_table(o, i);
		*cell = str_from(fragment, id.len + 1);
		return true;
	}
	*out = o->table;
	*cell = fragment;
	return o->table.ncolumn > 0;
}

struct str
symbol_prefix(const struct object *o, uint32_t text_table, struct arena *a)
{
	return str_print(a, STR_FMT "/", STR_ARG(o->definitions[o->text_tables[text_table].definition].id));
}

void
symbols_find(const struct symbols *s, struct str fragment, struct arena *a, struct symbol_cells *out)
{
	struct finder f = { .symbols = s, .most = SIZE_MAX };
	struct reading readings[PARTS_MOST];
	size_t n = read_address(fragment, readings);

	find_all(&f, readings, n, a);
	*out = (struct symbol_cells){ NULL, f.count };
	if (f.count == 0)
		return;
	out->cells = f.found = arena_array(a, f.count, sizeof(uint32_t));
	f.room = f.count;
	find_all(&f, readings, n, a);
}

static struct str
spell(const struct reading *r, struct arena *a)
{
	struct buf b = BUF_EMPTY;

	if (r->group.len > 0) {
		buf_str(&b, r->group);
		buf_char(&b, '/');
	}
	buf_str(&b, r->row);
	if (r->column.len > 0) {
		buf_char(&b, '/');
		buf_str(&b, r->column);
	}
	return buf_keep(&b, a);
}

/* The ways to name a cell, the plainest first; those that its table gives no words for are left out. */
static size_t
readings_of(const struct table *t, uint32_t row, uint32_t column, struct reading readings[4])
{
	const struct table_row *r = &t->rows[row];
	struct str name = t->columns[column].slug, none = STR_NONE;
	bool has_group = r->group_slug.len > 0;
	size_t n = 0;

	if (r->label_slug.len == 0)
		return 0;
	readings[n++] = (struct reading){ none, r->label_slug, none };
	if (has_group)
		readings[n++] = (struct reading){ r->group_slug, r->label_slug, none };
	if (name.len > 0)
		readings[n++] = (struct reading){ none, r->label_slug, name };
	if (has_group && name.len > 0)
		readings[n++] = (struct reading){ r->group_slug, r->label_slug, name };
	return n;
}

static size_t
length_of(const struct reading *r)
{
	return r->group.len + (r->group.len > 0) + r->row.len + (r->column.len > 0) + r->column.len;
}

/* Whether an address so spelled means the cell and no other; it is read as anyone would read it. */
static bool
means_only(const struct symbols *s, const struct reading *r, uint32_t cell, struct arena *a)
{
	struct reading both[2] = { *r, *r };
	uint32_t found;
	struct finder f = { .symbols = s, .found = &found, .room = 1, .most = 1 };

	if (r->group.len > 0 && r->column.len == 0)
		both[1] = (struct reading){ .row = r->group, .column = r->row };
	else if (r->group.len == 0 && r->column.len > 0)
		both[1] = (struct reading){ .group = r->row, .row = r->column };
	find_all(&f, both, 2, a);
	return f.count == 1 && found == cell;
}

struct str
symbols_of(const struct symbols *s, uint32_t row, uint32_t column, struct arena *a)
{
	const struct table *t = s->table;
	struct reading readings[4];
	size_t n = readings_of(t, row, column, readings);
	const struct reading *best = NULL;

	for (size_t i = 0; i < n; i++) {
		if (best && length_of(best) <= length_of(&readings[i]))
			continue;
		if (means_only(s, &readings[i], row * t->ncolumn + column, a))
			best = &readings[i];
	}
	if (!best && n > 0)
		best = &readings[n - 1];	/* rows of one name: the fullest address there is */
	return best ? spell(best, a) : STR_NONE;
}

static void
tell_row(const struct table *t, uint32_t row, void (*each)(void *context, struct str address),
	void *context, struct arena *a)
{
	struct reading readings[4];

	for (uint32_t column = 0; column < t->ncolumn; column++) {
		enum column_kind kind = t->columns[column].kind;
		size_t n = readings_of(t, row, column, readings);

		for (size_t i = 0; i < n; i++) {
			bool names_column = readings[i].column.len > 0;

			/* a row has its name once; its label needs no address */
			if (names_column ? kind == COLUMN_AMOUNT || kind == COLUMN_TEXT : column == 0)
				each(context, spell(&readings[i], a));
		}
	}
}

void
symbol_names(const struct table *t, void (*each)(void *context, struct str address), void *context,
	struct arena *a)
{
	struct defaults d = table_defaults(t);

	if (d.level > 0 && !d.has_total_row)
		each(context, STR("total"));
	for (uint32_t row = 0; row < t->nrow; row++)
		if (t->rows[row].kind != ROW_HEADING)
			tell_row(t, row, each, context, a);
}
