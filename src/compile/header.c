/*
 * The rows that name the columns, what stands above them and the notes below the table.
 *
 * Knows how a header looks (glance.c): cells that are no amounts, above rows that have amounts.
 * Titles are rows of one cell above it.  A header may take several rows; those after the first have
 * no name in their first cell, and a cell of an upper row spreads over the blank ones to its right, as
 * merged cells do.  What the columns below hold is column.c's.
 */
#include "base/utf8.h"
#include "compile/glance.h"

#define LOOK_AHEAD  20u		/* records that show how wide the table is */
#define MOST_COLUMNS 256u

static uint32_t
first_data(const struct sheet *s)
{
	for (uint32_t i = 0; i < s->csv.nrecord; i++) {
		struct glance l = glance_at(s, i);

		if (glance_is_data(&l))
			return i;
	}
	return s->csv.nrecord;
}

static uint32_t
widest(const struct sheet *s, uint32_t from)
{
	uint32_t most = 0;

	for (uint32_t i = from; i < s->csv.nrecord && i < from + LOOK_AHEAD; i++) {
		struct glance l = glance_at(s, i);

		most = l.filled > most ? l.filled : most;
	}
	return most;
}

/* A title, with the unit of all amounts beside it, above the names of the columns. */
static bool
is_title(const struct sheet *s, uint32_t record, uint32_t data)
{
	struct glance l = glance_at(s, record);

	if (l.units == 0 || l.units + l.has_label < l.filled)
		return false;
	for (uint32_t i = record + 1; i < data; i++) {
		struct glance below = glance_at(s, i);

		if (glance_may_head(&below) && below.has_label && below.units == 0
			&& (below.filled > l.filled || (below.years > 0 && below.filled == l.filled)))
			return true;
	}
	return false;
}

/* The first record before data that names at least half as many columns as are filled, or any two. */
static uint32_t
first_heading(const struct sheet *s, uint32_t data)
{
	uint32_t wanted = (widest(s, data) + 1) / 2, any = data;

	for (uint32_t i = data; i-- > 0;) {
		struct glance l = glance_at(s, i);

		if (glance_may_head(&l) && !is_title(s, i, data))
			any = i;
	}
	for (uint32_t i = any; i < data; i++) {
		struct glance l = glance_at(s, i);

		if (glance_may_head(&l) && l.filled >= wanted && !is_title(s, i, data))
			return i;
	}
	return any;
}

/* A list of one column, or of texts: its first line is its header. */
static uint32_t
first_filled(const struct sheet *s)
{
	uint32_t first = s->csv.nrecord;

	for (uint32_t i = s->csv.nrecord; i-- > 0;) {
		uint32_t filled = glance_at(s, i).filled;

		if (filled > 1)
			return first_heading(s, s->csv.nrecord);
		first = filled > 0 ? i : first;
	}
	return first;
}

/* Rows that go on with the header: below it, and above it where they name several columns. */
static void
join_rows(struct sheet *s, uint32_t data)
{
	bool has_label = glance_at(s, s->header).has_label;
	uint32_t last = s->header + 1;

	if (has_label && data == s->csv.nrecord)
		data = last;	/* a table of texts: the next row looks no different */
	for (; last < data && last < s->csv.nrecord && !sheet_is_blank(s, last); last++) {
		struct glance l = glance_at(s, last);

		if (l.figures > 0 || (l.has_label && (has_label || l.filled < 2)))
			break;
		has_label = has_label || l.has_label;
	}
	while (s->header > 0 && !sheet_is_blank(s, s->header - 1)) {
		struct glance l = glance_at(s, s->header - 1);

		if (l.has_label || l.filled < 2 || l.figures > 0)
			break;
		s->header--;
	}
	s->nheader = last - s->header;
}

/* The text over a field in one row of the header; blank cells of upper rows are part of the merged
 * one. */
static struct str
part_over(const struct sheet *s, uint32_t row, uint32_t field)
{
	uint32_t record = s->header + row;

	while (row + 1 < s->nheader && field > 0
		&& packed_form_of(&s->csv.packed, record, field) == FORM_BLANK)
		field--;
	return sheet_text(s, record, field);
}

static struct str
header_text(const struct sheet *s, uint32_t field)
{
	struct buf text = BUF_EMPTY;

	for (uint32_t row = 0; row < s->nheader; row++) {
		struct str part = part_over(s, row, field);

		if (part.len == 0)
			continue;
		if (text.len > 0)
			buf_char(&text, ' ');
		buf_str(&text, part);
	}
	return buf_keep(&text, s->unit->arena);
}

/* Of the lowest row that has a text there. */
static struct place
header_place(const struct sheet *s, uint32_t field)
{
	for (uint32_t row = s->nheader; row-- > 0;)
		if (sheet_text(s, s->header + row, field).len > 0)
			return sheet_field_place(s, s->header + row, field);
	return sheet_field_place(s, s->nheader ? s->header + s->nheader - 1 : s->first, field);
}

/* The header without its unit, and without the blanks and stops that held the two together. */
static struct str
name_without(struct sheet *s, struct str text, size_t start, size_t end)
{
	struct str before = str_trim(str_head(text, start)), after = str_trim(str_from(text, end));

	while (before.len > 0 &&
	       (str_ends(before, ",") || str_ends(before, "-") || str_ends(before, ":")))
		before = str_trim(str_head(before, before.len - 1));
	if (before.len == 0 || after.len == 0)
		return before.len ? before : after;
	return str_print(s->unit->arena, STR_FMT " " STR_FMT, STR_ARG(before), STR_ARG(after));
}

/* A year and its share, `2012-13%`, is written without a blank between the two. */
static bool
header_unit(struct str header, struct amount_unit *out, size_t *start, size_t *end)
{
	if (amount_unit_read(header, out, start, end))
		return true;
	if (!str_ends(header, "%"))
		return false;
	*out = (struct amount_unit){ UNIT_PERCENT, 0 };
	*start = header.len - 1;
	*end = header.len;
	return true;
}

static void
name_column(struct sheet *s, uint32_t column)
{
	struct table_column *c = &s->table->columns[column];
	struct sheet_column *more = &s->columns[column];
	size_t start, end;

	c->field = more->field + 1;
	more->coarsest = -DECIMAL_PLACES;
	c->name = more->header = header_text(s, more->field);
	more->at = header_place(s, more->field);
	more->has_unit = header_unit(more->header, &c->unit, &start, &end);
	if (more->has_unit)
		c->name = name_without(s, more->header, start, end);
	c->slug = utf8_slug(s->unit->arena, c->name);
}

/* Whether any record of a block has a text there, from the record first on. */
static bool
is_filled(const struct packed_block *b, uint32_t field, uint32_t first)
{
	const struct packed_column *c = &b->columns[field];

	if (!c->is_mixed && !b->has_blank)
		return c->form != FORM_BLANK;
	for (uint32_t i = first; i < b->records; i++)
		if (packed_form_at(b, c, i) != FORM_BLANK)
			return true;
	return false;
}

static bool
is_used(const struct sheet *s, uint32_t field)
{
	uint32_t first = s->nheader ? s->header : s->first;

	for (uint32_t i = first; i < s->csv.nrecord; i = packed_next(&s->csv.packed, i)) {
		const struct packed_block *b = packed_block(&s->csv.packed, i);

		if (field < b->width && is_filled(b, field, packed_index(&s->csv.packed, i)))
			return true;
	}
	return false;
}

static uint32_t
measure_width(const struct sheet *s)
{
	uint32_t from = s->nheader ? s->header : s->first, width = 0;
	uint32_t to = s->nheader ? s->header + s->nheader : s->csv.nrecord;

	for (uint32_t i = from; i < to; i++)
		if (!csv_record(&s->csv, i).is_comment && csv_record(&s->csv, i).fields > width)
			width = csv_record(&s->csv, i).fields;
	return width;
}

/* false when there are more columns than a table may have */
static bool
make_columns(struct sheet *s)
{
	struct arena *a = s->unit->arena;

	s->width = measure_width(s);
	s->columns = arena_array(a, s->width, sizeof(*s->columns));
	for (uint32_t field = 0; field < s->width; field++)
		if (is_used(s, field))
			s->columns[s->table->ncolumn++].field = field;
	if (s->table->ncolumn > MOST_COLUMNS && !s->unit->options->lone) {
		struct finding *f = diag_add(&s->unit->diag, DIAG_TOO_LARGE,
			sheet_field_place(s, s->header, MOST_COLUMNS),
			"the table has %u columns; at most %u can be published", s->table->ncolumn,
			MOST_COLUMNS);

		diag_help(&s->unit->diag, f, "publish the columns that readers need, or several tables");
		s->table->ncolumn = 0;
		return false;
	}
	s->table->columns = arena_array(a, s->table->ncolumn, sizeof(*s->table->columns));
	for (uint32_t i = 0; i < s->table->ncolumn; i++)
		name_column(s, i);
	return true;
}

/* All that a record says, in one text. */
static struct str
record_text(const struct sheet *s, uint32_t record)
{
	struct buf text = BUF_EMPTY;

	for (uint32_t i = 0, n = csv_record(&s->csv, record).fields; i < n; i++) {
		struct str part = sheet_text(s, record, i);

		if (part.len > 0 && text.len > 0)
			buf_text(&text, ", ");
		buf_str(&text, part);
	}
	return buf_keep(&text, s->unit->arena);
}

static bool
begins_as_note(struct str text)
{
	static const char *const begins[] = {
		"*", "†", "‡", "note", "source", "figures ", "all figures", "nodyn", "ffynhonnell",
	};

	for (size_t i = 0; i < sizeof(begins) / sizeof(begins[0]); i++)
		if (str_equal_nocase(str_head(text, str_of(begins[i]).len), str_of(begins[i])))
			return true;
	return false;
}

/* A record below the rows that has no part in them. */
static bool
may_be_note(const struct sheet *s, uint32_t record)
{
	struct glance l = glance_at(s, record);

	if (!l.has_label)
		return false;
	if (begins_as_note(sheet_text(s, record, 0)))
		return l.figures == 0;
	return l.filled == 1 && l.figures == 0;
}

/* Notes follow a blank line, or stand in a cell of their own, or say that they are notes. */
static uint32_t
find_end(const struct sheet *s)
{
	uint32_t end = s->csv.nrecord, from = end;

	while (end > s->first && (sheet_is_blank(s, end - 1) || may_be_note(s, end - 1)))
		end--;
	for (uint32_t i = end; i < s->csv.nrecord && from == s->csv.nrecord; i++) {
		if (sheet_is_blank(s, i))
			from = i;
		else if (begins_as_note(sheet_text(s, i, 0))
			|| (csv_record(&s->csv, i).fields == 1 && s->width > 1))
			from = i;
	}
	return from;
}

/* The first line above the table is its title, unless the sidecar has one. */
static void
keep_note(struct sheet *s, uint32_t record)
{
	struct table *t = s->table;
	struct glance l = glance_at(s, record);

	if (l.filled == 0 || glance_counts(&l))
		return;
	if (record < s->first && t->title.len == 0 && l.figures == 0)
		t->title = record_text(s, record);
	else
		t->notes[t->nnote++] = record_text(s, record);
}

static void
keep_notes(struct sheet *s)
{
	uint32_t top = s->nheader ? s->header : s->first;
	size_t most = (size_t)top + s->csv.nrecord - s->end;

	s->table->notes = arena_array(s->unit->arena, most, sizeof(*s->table->notes));
	for (uint32_t i = 0; i < top; i++)
		keep_note(s, i);
	for (uint32_t i = s->end; i < s->csv.nrecord; i++)
		keep_note(s, i);
}

/* (1), 2, 3 ... below the names */
static void
skip_counting(struct sheet *s)
{
	while (s->first < s->csv.nrecord && !sheet_is_blank(s, s->first)) {
		struct glance l = glance_at(s, s->first);

		if (!glance_counts(&l))
			return;
		s->first++;
	}
}

static void
say_missing(struct sheet *s)
{
	struct diag *d = &s->unit->diag;
	struct finding *f;

	if (s->is_text)
		return;
	if (s->first == s->csv.nrecord) {
		f = diag_add(d, DIAG_HEADER_MISSING, source_whole(&s->unit->source),
			     "the table is empty");
		diag_help(d, f, "give it a first row with the names of its columns, and rows below it");
		return;
	}
	f = diag_add(d, DIAG_HEADER_MISSING, sheet_field_place(s, s->first, 0),
		"the table begins with amounts: no row names its columns");
	diag_help(d, f, "add a row above this one with a name for each column");
}

/* A header alone, or with nothing but notes below it. */
static void
say_no_rows(struct sheet *s)
{
	struct diag *d = &s->unit->diag;
	struct finding *f;

	for (uint32_t i = s->first; i < s->end; i++)
		if (!sheet_is_blank(s, i))
			return;
	f = diag_add(d, DIAG_HEADER_MISSING, sheet_field_place(s, s->header, 0),
		"the table has a header and no rows below it");
	diag_help(d, f, "see whether its rows were left behind when it was saved or copied");
}

/* In the text a column of figures may stand beside what they are of, and has no name. */
static bool
is_amount_alone(const struct sheet *s)
{
	struct glance l = glance_at(s, s->header);

	return s->is_text && s->nheader == 1 && l.filled == 1 && l.figures == 1;
}

bool
header_find(struct sheet *s)
{
	glance_init(s);
	uint32_t data = first_data(s);

	s->header = data < s->csv.nrecord ? first_heading(s, data) : first_filled(s);
	s->first = data;
	if (s->header < data || (s->header < s->csv.nrecord && data == s->csv.nrecord)) {
		join_rows(s, data);
		s->first = s->header + s->nheader;
		skip_counting(s);
		if (is_amount_alone(s)) {
			s->nheader = 0;
			s->first = s->header;
		}
	} else {
		say_missing(s);
	}
	if (!make_columns(s))
		return false;
	s->end = find_end(s);
	if (s->nheader > 0 && !s->is_text)
		say_no_rows(s);
	keep_notes(s);
	return s->table->ncolumn > 0;
}
