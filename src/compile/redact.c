/*
 * What is cut is found by names alone, in the text as it stands; what comes after knows nothing of the figures, so
 * nothing that is published can depend on them.  Fails closed: whether all was cut is looked at when rows
 * and columns are known, with a finding that keeps the whole table back.
 *
 * Of a row its name stays, and what stands before it, such as the group, unless there is a digit in it.
 */
#include "compile/redact.h"

#include "base/ascii.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "compile/marker.h"
#include "object/exempt_words.h"

#define WITHHELD "withheld"

struct redaction {
	struct compilation *u;
	struct csv          csv;
	const struct datum *rows, *columns;	/* of the sidecar, or NULL */
	struct arena        scratch;
	uint8_t            *cut;		/* by field: its column is exempt, below the header that says its name */
	uint32_t           *found;		/* of each of columns' datums: the record that names it first, from 1 */
	uint32_t            width;
	uint32_t            goes_on;		/* the field of the exempt row's name, from 1: what stands below it without one is its */
	struct buf          out;
	size_t              copied;		/* of the source */
};

static bool
is_exempt(const struct compilation *u, const struct datum *d)
{
	return object_get(&u->object, d, "exempt") != NULL;
}

static bool
any_exempt(const struct compilation *u, const struct datum *map)
{
	for (const struct datum *d = map ? object_first(&u->object, map) : NULL; d;
	     d = object_next(&u->object, map, d))
		if (is_exempt(u, d))
			return true;
	return false;
}

/* The exempt row or column that a text is the name of, in any spelling of it; or NULL. */
static const struct datum *
named(struct redaction *r, const struct datum *map, struct str text)
{
	const struct object *o = &r->u->object;
	struct str slug = utf8_slug(&r->scratch, text);

	for (const struct datum *d = map && slug.len ? object_first(o, map) : NULL; d; d = object_next(o, map, d))
		if (is_exempt(r->u, d) && str_equal(utf8_slug(&r->scratch, d->key), slug))
			return d;
	return NULL;
}

/* A header says its unit too, which is no part of its name. */
static const struct datum *
column_named(struct redaction *r, struct str text)
{
	struct amount_unit unit;
	size_t start, end;
	const struct datum *d = named(r, r->columns, text);

	if (d || !amount_unit_read(text, &unit, &start, &end))
		return d;
	return named(r, r->columns,
		str_print(&r->scratch, STR_FMT STR_FMT, STR_ARG(str_head(text, start)), STR_ARG(str_from(text, end))));
}

/* What is withheld itself names nothing. */
static bool
is_column_cut(const struct redaction *r, uint32_t field)
{
	return field < r->width && r->cut[field] == 1;
}

/* The field of a record that names an exempt row; as many as there are: none does. */
static uint32_t
find_name(struct redaction *r, uint32_t record, uint32_t fields)
{
	struct str group = STR_NONE;

	for (uint32_t i = 0; i < fields && r->rows; i++) {
		struct str text = csv_text(&r->csv, record, i);

		if (is_column_cut(r, i))
			continue;
		if (named(r, r->rows, text) || (group.len && named(r, r->rows,
			str_print(&r->scratch, STR_FMT " " STR_FMT, STR_ARG(group), STR_ARG(text)))))
			return i;
		group = text.len ? text : group;
	}
	return fields;
}

static bool
has_digit(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (ascii_is_digit(text.at[i]))
			return true;
	return false;
}

static void
copy_until(struct redaction *r, size_t end)
{
	struct str text = r->u->source.text;

	if (end <= r->copied)
		return;
	buf_str(&r->out, str_head(str_from(text, r->copied), end - r->copied));
	r->copied = end;
}

static void
cut_field(struct redaction *r, uint32_t record, uint32_t field)
{
	const struct source *source = &r->u->source;
	struct csv_span span = csv_find(&r->csv, source_offset(source, csv_record(&r->csv, record).line, 1), field);

	copy_until(r, span.start);
	buf_text(&r->out, WITHHELD);
	r->copied = span.end;
}

/* A heading of rows, or a line without anything: it has no figures to be withheld. */
static bool
is_heading(const struct redaction *r, uint32_t record, uint32_t fields)
{
	uint32_t filled = 0, public = 0;

	for (uint32_t i = 0; i < fields; i++) {
		filled += csv_text(&r->csv, record, i).len > 0;
		public += !is_column_cut(r, i);
	}
	return filled <= 1 && public > 1;
}

/* The same, or that of the exempt row which goes on here: cells that were merged leave no name on the lines below. */
static uint32_t
find_row(struct redaction *r, uint32_t record, uint32_t fields)
{
	uint32_t name = find_name(r, record, fields), filled = 0;

	for (uint32_t i = 0; i < fields; i++)
		filled += csv_text(&r->csv, record, i).len > 0;
	if (filled == 0)
		return fields;
	if (name == fields && r->goes_on && r->goes_on <= fields && csv_text(&r->csv, record, r->goes_on - 1).len == 0)
		return r->goes_on - 1;
	r->goes_on = name < fields ? name + 1 : 0;
	return name;
}

/* A record of the header: from here on, the columns that it names first are cut, and those without a name behind them,
 * as a name that was merged over several leaves them. */
static void
read_names(struct redaction *r, uint32_t record, uint32_t fields)
{
	for (uint32_t i = 0; i < fields && i < r->width && r->columns; i++) {
		const struct datum *d = is_column_cut(r, i) ? NULL : column_named(r, csv_text(&r->csv, record, i));

		if (d && (!r->found[d - r->columns] || r->found[d - r->columns] == record + 1)) {
			r->found[d - r->columns] = record + 1;
			r->cut[i] = 2;	/* when this record is done */
		} else if (i > 0 && r->cut[i - 1] == 2 && csv_text(&r->csv, record, i).len == 0) {
			r->cut[i] = 2;
		}
	}
}

/* Of a cell that is blank nobody learns that it is: it is withheld like any other. */
static void
cut_record(struct redaction *r, uint32_t record)
{
	struct csv_record is = csv_record(&r->csv, record);
	uint32_t fields = is.is_comment ? 0 : is.fields, name = find_row(r, record, fields);
	bool heading = is_heading(r, record, fields);

	if (name == fields && !heading)
		read_names(r, record, fields);
	for (uint32_t i = 0; i < fields; i++) {
		struct str text = csv_text(&r->csv, record, i);
		bool row = name < fields && i != name && (i > name || has_digit(text));

		if (row || (is_column_cut(r, i) && (text.len || !heading)))
			cut_field(r, record, i);
	}
	for (uint32_t i = 0; i < r->width; i++)
		r->cut[i] = r->cut[i] ? 1 : 0;
	arena_reset(&r->scratch);
}

static uint32_t
widest(const struct csv *csv)
{
	uint32_t width = 0;

	for (uint32_t i = 0; i < csv->nrecord; i++)
		width = csv_record(csv, i).fields > width ? csv_record(csv, i).fields : width;
	return width;
}

void
redact_source(struct compilation *u)
{
	struct redaction r = { .u = u, .out = BUF_EMPTY };
	struct diag unsaid;	/* what is wrong is said when the rest is read */

	r.rows = object_get(&u->object, NULL, "rows");
	r.columns = object_get(&u->object, NULL, "columns");
	if (u->options->restricted || u->options->lone || !(any_exempt(u, r.rows) || any_exempt(u, r.columns)))
		return;
	diag_init(&unsaid, u->arena);
	arena_init(&r.scratch);
	if (csv_read(&u->source, false, u->arena, &unsaid, &r.csv)) {
		r.width = widest(&r.csv);
		r.cut = arena_array(u->arena, r.width, 1);
		r.found = arena_array(u->arena, r.columns ? r.columns->size : 0, sizeof *r.found);
		for (uint32_t i = 0; i < r.csv.nrecord; i++)
			cut_record(&r, i);
		copy_until(&r, u->source.text.len);
		source_init(&u->source, u->source.path, buf_keep(&r.out, u->arena), u->arena);
		u->object.content = hash_pair(hash_bytes(u->source.text), hash_bytes(u->in->sidecar));
	}
	buf_release(&r.out);
	arena_release(&r.scratch);
}

/* ---- afterwards ---- */

static bool
is_cut(const struct sheet *s, uint32_t row, uint32_t column)
{
	struct str text = sheet_cell_text(s, row, column);

	return text.len == 0 || str_is(text, WITHHELD);
}

/* What stands before the name may stay, as above. */
static bool
all_cut_in_row(const struct sheet *s, uint32_t row)
{
	for (uint32_t i = 0; i < s->table->ncolumn; i++) {
		bool before = s->label != OBJECT_NONE && i < s->label && !has_digit(sheet_cell_text(s, row, i));

		if (i != s->label && !before && !is_cut(s, row, i))
			return false;
	}
	return true;
}

static bool
all_cut_in_column(const struct sheet *s, uint32_t column)
{
	for (uint32_t row = 0; row < s->table->nrow; row++)
		if (!is_cut(s, row, column))
			return false;
	return true;
}

static void
refuse(struct sheet *s, const struct datum *d, const char *what)
{
	struct finding *f = diag_add(&s->unit->diag, DIAG_EXEMPT_PARAGRAPH, sidecar_place(s, d),
		"this %s can't be withheld, so nothing of the table is published", what);

	diag_help(&s->unit->diag, f, "its name has to stand in one cell, just as it is written here");
	s->unit->object.exempt = s->unit->object.draft = true;
}

/* `Price (exempt)`, `Price {exempt=3}`: words in a header withhold nothing. */
static void
say_words(struct sheet *s)
{
	struct compilation *u = s->unit;

	for (uint32_t i = 0; i < s->table->ncolumn && !u->object.exempt; i++) {
		const struct sheet_column *c = &s->columns[i];

		if ((c->settings && is_exempt(u, c->settings)) || !(exempt_words(c->header, false)
				|| marker_exempts(c->header, MARKER_HEADING, u->arena)))
			continue;
		struct finding *f = diag_add(&u->diag, DIAG_EXEMPT_IN_WORDS, c->at,
			"this column says that it is exempt, and it is published");

		diag_help(&u->diag, f, "words withhold nothing: the table's sidecar does, below `columns`, with "
			"`exempt: 3`, the paragraph that applies");
		diag_help(&u->diag, f, "if it is public, take the words out");
	}
}

void
redact_confirm(struct sheet *s)
{
	const struct compilation *u = s->unit;

	say_words(s);
	if (u->options->restricted || u->options->lone)
		return;
	for (uint32_t row = 0; row < s->table->nrow; row++) {
		const struct datum *d = sidecar_row(s, row);

		if (d && is_exempt(u, d) && !all_cut_in_row(s, row))
			refuse(s, d, "row");
	}
	for (uint32_t i = 0; i < s->table->ncolumn; i++) {
		const struct datum *d = s->columns[i].settings;

		if (d && is_exempt(u, d) && !all_cut_in_column(s, i))
			refuse(s, d, "column");
	}
}
