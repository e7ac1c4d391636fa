/*
 * An object's metadata as a tree, and names.
 *
 * Knows how a tree in preorder is walked: the children of a datum follow it, and size leads from one to
 * the next.  Which keys there are is the compiler's and the linker's.
 */
#include <string.h>

#include "object/object.h"

static const char *const kind_names[OBJECT_KINDS] = {
	[OBJECT_SITE] = "site",           [OBJECT_GLOSSARY] = "glossary",
	[OBJECT_PERSON] = "person",       [OBJECT_PAGE] = "page",
	[OBJECT_COMMITTEE] = "committee", [OBJECT_MEETING] = "meeting",
	[OBJECT_REPORT] = "report",       [OBJECT_TABLE] = "table",
	[OBJECT_INVENTORY] = "inventory",
	[OBJECT_THEME] = "theme",         [OBJECT_TEMPLATE] = "template",
	[OBJECT_STRINGS] = "strings",     [OBJECT_ASSET] = "asset",
};

static const char *const verdict_names[VERDICTS] = {
	[VERDICT_EXACT] = "exact",       [VERDICT_ROUNDING] = "rounding",
	[VERDICT_MISMATCH] = "mismatch", [VERDICT_UNCHECKED] = "unchecked",
};

const char *
object_kind_name(enum object_kind k)
{
	return kind_names[k];
}

const char *
verdict_name(enum verdict v)
{
	return verdict_names[v];
}

static const struct datum *
root_or(const struct object *o, const struct datum *d)
{
	return d || o->nmeta == 0 ? d : o->meta;
}

const struct datum *
object_first(const struct object *o, const struct datum *parent)
{
	parent = root_or(o, parent);
	return parent && parent->size > 1 ? parent + 1 : NULL;
}

const struct datum *
object_next(const struct object *o, const struct datum *parent, const struct datum *child)
{
	const struct datum *next = child + child->size;

	parent = root_or(o, parent);
	return next < parent + parent->size ? next : NULL;
}

const struct datum *
object_items(const struct object *o, const struct datum *d)
{
	return d && d->kind == DATUM_LIST ? object_first(o, d) : NULL;
}

const struct datum *
object_values(const struct object *o, const struct datum *d)
{
	return d && d->kind == DATUM_LIST ? object_first(o, d) : d;
}

const struct datum *
object_entry(const struct object *o, const struct datum *entry, const char *key)
{
	return entry->kind == DATUM_MAP ? object_get(o, entry, key) : entry;
}

const struct reference *
object_reference_of(const struct object *o, const struct datum *d)
{
	for (uint32_t i = 0; d && i < o->nreference; i++)
		if (o->references[i].line == d->line && o->references[i].column == d->column)
			return &o->references[i];
	return NULL;
}

struct str
datum_text(const struct datum *d)
{
	return d ? d->text : STR_NONE;
}

const struct datum *
object_get(const struct object *o, const struct datum *map, const char *key)
{
	map = root_or(o, map);
	if (!map || map->kind != DATUM_MAP)
		return NULL;
	for (const struct datum *d = object_first(o, map); d; d = object_next(o, map, d))
		if (str_is(d->key, key))
			return d;
	return NULL;
}

struct str
object_text_in(const struct object *o, const struct datum *map, const char *key)
{
	const struct datum *d = object_get(o, map, key);

	return d && d->kind == DATUM_TEXT ? d->text : STR_NONE;
}

struct str
object_text(const struct object *o, const char *key)
{
	return object_text_in(o, NULL, key);
}

unsigned
object_number(const struct datum *d)
{
	unsigned number = 0;

	if (!d || d->kind != DATUM_TEXT || d->text.len > 9)	/* as many as an unsigned holds */
		return 0;
	for (size_t i = 0; i < d->text.len; i++) {
		if (d->text.at[i] < '0' || d->text.at[i] > '9')
			return 0;
		number = number * 10 + (unsigned)(d->text.at[i] - '0');
	}
	return number;
}

bool
object_flag(const struct object *o, const char *key)
{
	const struct datum *d = object_get(o, NULL, key);

	return d && d->kind == DATUM_FLAG && str_is(d->text, "true");
}

uint32_t
table_line(const struct table *t, uint32_t row, uint32_t column)
{
	return t->lines ? t->lines[(size_t)row * t->ncolumn + column] : t->rows[row].line;
}

struct table
object_text_table(const struct object *o, uint32_t index)
{
	const struct text_table *t = &o->text_tables[index];

	return (struct table){ .columns = o->text_columns + t->first_column,
		.rows = o->text_rows + t->first_row, .cells = o->text_cells + t->first_cell,
		.ncolumn = t->columns, .nrow = t->rows,
		.title = o->definitions[t->definition].title,
		.lines = &o->text_lines[t->first_cell].line };
}

bool
object_is_office(struct str path)
{
	static const char *const endings[] = { ".docx", ".xlsx", ".pptx", ".doc", ".xls", ".ppt",
		".odt", ".ods", ".odp", ".rtf" };

	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		size_t len = strlen(endings[i]);

		if (path.len > len && str_equal_nocase(str_from(path, path.len - len), str_of(endings[i])))
			return true;
	}
	return false;
}
