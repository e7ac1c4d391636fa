/*
 * What a table's sidecar says of it: its title, unit and tolerance, what its columns and rows are.
 *
 * Knows the sidecar's keys and finds what they name; a name that the table does not have is a finding
 * in the sidecar.  Formulas and rules are rules.c's.
 */
#include "base/nearest.h"
#include "base/utf8.h"
#include "compile/sheet.h"

static const struct datum *
key(const struct sheet *s, const char *name)
{
	return object_get(&s->unit->object, NULL, name);
}

static struct place
place_of(const struct sheet *s, const struct datum *d, struct str text)
{
	return (struct place){ s->unit->sidecar.path, d->line, d->column, (uint32_t)utf8_count(text) };
}

struct place
sidecar_place(const struct sheet *s, const struct datum *d)
{
	return place_of(s, d, d->text);
}

static void
try_names(const struct sheet *s, bool rows, struct nearest *near)
{
	if (rows)
		for (uint32_t i = 0; i < s->table->nrow; i++) {
			nearest_try(near, sheet_label(s, i));
			nearest_try(near, sheet_group(s, i));
		}
	else
		for (uint32_t i = 0; i < s->table->ncolumn; i++)
			nearest_try(near, s->table->columns[i].name);
}

void
sidecar_unknown(struct sheet *s, const struct datum *d, struct str name, const char *what)
{
	struct nearest near;
	struct finding *f = diag_add(&s->unit->diag, DIAG_SIDECAR_MISMATCH, place_of(s, d, name),
		"the table has no %s “" STR_FMT "”", what, STR_ARG(name));

	nearest_init(&near, name);
	try_names(s, s->table->nrow > 0, &near);
	struct str text = nearest_text(&near, s->unit->arena);

	if (text.len > 0)
		diag_help(&s->unit->diag, f, STR_FMT, STR_ARG(text));
	else
		diag_help(&s->unit->diag, f, "write the name as it stands in the table");
}

static void
say_several(struct sheet *s, const struct datum *d, struct str name)
{
	struct finding *f = diag_add(&s->unit->diag, DIAG_SIDECAR_MISMATCH, place_of(s, d, name),
		"several columns are called “" STR_FMT "”", STR_ARG(name));

	diag_help(&s->unit->diag, f, "write the whole header, with its unit");
}

/* The column of a name; its whole header goes before the name that several share. */
static uint32_t
find_column(struct sheet *s, const struct datum *d, struct str name)
{
	struct str slug = utf8_slug(s->unit->arena, name);
	uint32_t found = OBJECT_NONE, several = 0;

	for (uint32_t i = 0; i < s->table->ncolumn; i++)
		if (s->columns[i].header.len > 0 && str_equal(s->columns[i].header, name))
			return i;
	for (uint32_t i = 0; i < s->table->ncolumn; i++)
		if (slug.len > 0 && str_equal(s->table->columns[i].slug, slug)) {
			found = found == OBJECT_NONE ? i : found;
			several++;
		}
	if (several == 0)
		sidecar_unknown(s, d, name, "column");
	else if (several > 1)
		say_several(s, d, name);
	return several == 1 ? found : OBJECT_NONE;
}

static uint32_t
named_column(struct sheet *s, const char *name)
{
	const struct datum *d = key(s, name);

	return d && d->kind == DATUM_TEXT ? find_column(s, d, d->text) : OBJECT_NONE;
}

static bool
read_unit(struct sheet *s, const struct datum *d, struct amount_unit *out)
{
	size_t start, end;
	struct finding *f;

	if (amount_unit_read(d->text, out, &start, &end))
		return true;
	if (str_equal_nocase(d->text, STR("number")) || str_equal_nocase(d->text, STR("count"))) {
		*out = (struct amount_unit){ UNIT_NUMBER, 0 };
		return true;
	}
	f = diag_add(&s->unit->diag, DIAG_FIELD_TYPE, place_of(s, d, d->text),
		"“" STR_FMT "” is no unit", STR_ARG(d->text));
	diag_help(&s->unit->diag, f, "write £, £k, £m, %% in quotation marks, or number");
	return false;
}

static void
read_tolerance(struct sheet *s)
{
	const struct datum *d = key(s, "tolerance");
	struct amount amount;
	struct finding *f;

	if (!d || d->kind != DATUM_TEXT || str_is(d->text, "rounding"))
		return;
	if (str_is(d->text, "exact")) {
		s->tolerance = TOLERANCE_EXACT;
	} else if (amount_read(d->text, (struct amount_unit){ UNIT_NUMBER, 0 }, &amount) == AMOUNT_VALUE
		&& amount.value >= 0) {
		s->tolerance = amount.unit == UNIT_PERCENT ? TOLERANCE_SHARE : TOLERANCE_AMOUNT;
		s->allowed = amount.value;
	} else {
		f = diag_add(&s->unit->diag, DIAG_FIELD_TYPE, place_of(s, d, d->text),
			"“" STR_FMT "” is no tolerance", STR_ARG(d->text));
		diag_help(&s->unit->diag, f, "write rounding, exact, an amount such as £500, or a share such as 0.5%%");
	}
}

void
sidecar_settings(struct sheet *s)
{
	const struct datum *unit = key(s, "unit"), *title = key(s, "title");

	if (title && title->kind == DATUM_TEXT)
		s->table->title = title->text;
	if (unit && unit->kind == DATUM_TEXT)
		s->has_unit = read_unit(s, unit, &s->all);
	read_tolerance(s);
}

static void
apply_column(struct sheet *s, uint32_t column, const struct datum *d)
{
	static const char *const kinds[COLUMN_KINDS] = {
		[COLUMN_LABEL] = "label", [COLUMN_GROUP] = "group", [COLUMN_TEXT] = "text",
		[COLUMN_AMOUNT] = "amount",
	};
	const struct datum *unit = object_get(&s->unit->object, d, "unit");
	const struct datum *kind = object_get(&s->unit->object, d, "kind");

	s->columns[column].settings = d;
	if (unit && unit->kind == DATUM_TEXT)
		s->columns[column].has_unit = read_unit(s, unit, &s->table->columns[column].unit);
	for (uint32_t i = 0; kind && i < COLUMN_KINDS; i++)
		if (str_is(kind->text, kinds[i])) {
			s->columns[column].is_told = true;
			s->table->columns[column].kind = (enum column_kind)i;
		}
}

static void
use_kinds(struct sheet *s)
{
	for (uint32_t i = 0; i < s->table->ncolumn; i++) {
		if (!s->columns[i].is_told)
			continue;
		if (s->table->columns[i].kind == COLUMN_LABEL && s->label == OBJECT_NONE)
			s->label = i;
		if (s->table->columns[i].kind == COLUMN_GROUP && s->group == OBJECT_NONE)
			s->group = i;
	}
}

void
sidecar_columns(struct sheet *s)
{
	const struct object *o = &s->unit->object;
	const struct datum *columns = key(s, "columns");

	s->label = named_column(s, "label");
	s->group = named_column(s, "group");
	for (const struct datum *d = columns ? object_first(o, columns) : NULL; d;
		d = object_next(o, columns, d)) {
		uint32_t column = find_column(s, d, d->key);

		if (column != OBJECT_NONE)
			apply_column(s, column, d);
	}
	use_kinds(s);
}

static void
say_empty(struct sheet *s, const struct datum *d)
{
	struct finding *f = diag_add(&s->unit->diag, DIAG_FIELD_MISSING, place_of(s, d, d->key),
		"nothing is said of the row “" STR_FMT "”", STR_ARG(d->key));

	diag_help(&s->unit->diag, f, "say what it is the sum of, `sum_of`, or the paragraph that exempts it, `exempt`");
}

/* A row that the sidecar calls a sum is one, whatever its name; where several share a name, its group stands before it. */
void
sidecar_rows(struct sheet *s)
{
	const struct object *o = &s->unit->object;
	const struct datum *rows = key(s, "rows");

	map_init(&s->row_settings, s->unit->arena);
	for (const struct datum *d = rows ? object_first(o, rows) : NULL; d;
	     d = object_next(o, rows, d))
		map_put(&s->row_settings, utf8_slug(s->unit->arena, d->key), (void *)(uintptr_t)d);
	if (!rows)
		return;
	uint8_t *found = arena_array(s->unit->arena, rows->size, 1);

	for (uint32_t row = 0; row < s->table->nrow; row++) {
		const struct datum *d = sidecar_row(s, row);

		if (!d)
			continue;
		found[d - rows] = 1;
		if (object_get(o, d, "sum_of"))
			sheet_set_kind(s, row, ROW_TOTAL, 1);
	}
	for (const struct datum *d = object_first(o, rows); d; d = object_next(o, rows, d)) {
		if (!found[d - rows])
			sidecar_unknown(s, d, d->key, "row");
		if (!object_get(o, d, "sum_of") && !object_get(o, d, "exempt"))
			say_empty(s, d);
	}
	sum_of_circles(s, rows);
}

const struct datum *
sidecar_row(const struct sheet *s, uint32_t row)
{
	if (s->row_settings.count == 0)
		return NULL;

	struct str slug = sheet_label_slug(s, row), group = sheet_group_slug(s, row);
	const struct datum *d;

	if (slug.len == 0)
		return NULL;
	d = map_get(&s->row_settings, slug);
	if (!d && group.len > 0)
		d = map_get(&s->row_settings, str_print(s->unit->arena, STR_FMT "-" STR_FMT,
			STR_ARG(group), STR_ARG(slug)));
	return d;
}
