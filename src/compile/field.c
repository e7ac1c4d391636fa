/*
 * A field's text and place, found in the source again.
 *
 * libcsv has read the whole file by then and vouched that it is well-formed (csv.c), so that nothing here can
 * go wrong: a field that opens with a quotation mark ends behind the one that closes it, any other
 * at the next delimiter or line end.
 */
#include "base/utf8.h"
#include "compile/csv.h"

#define WIDE 512u	/* of so wide a record, empty fields at the end have no place of their own */

struct csv_record
csv_record(const struct csv *csv, uint32_t record)
{
	const struct packed_block *b = packed_block(&csv->packed, record);
	uint32_t i = packed_index(&csv->packed, record), width = b->widths ? b->widths[i] : b->width;
	bool is_comment = width == PACKED_COMMENT;

	return (struct csv_record){ .fields = is_comment ? 1 : width,
		.line = b->lines ? b->lines[i] : b->line + i, .is_comment = is_comment };
}

static bool
is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

static size_t
past_blanks(const struct csv *csv, size_t at)
{
	struct str text = csv->source->text;

	while (at < text.len && csv_is_blank(csv, text.at[at]))
		at++;
	return at;
}

/* Behind the quotation mark that closes the one at start, or the end of the text. */
static size_t
quoted_end(struct str text, size_t start)
{
	size_t at = start + 1;

	while ((at = str_find_char(text, '"', at)) < text.len) {
		if (at + 1 == text.len || text.at[at + 1] != '"')
			return at + 1;
		at += 2;
	}
	return text.len;
}

/* Where the field that begins at start ends, blanks behind it not counted. */
static size_t
field_end(const struct csv *csv, size_t start)
{
	struct str text = csv->source->text;
	size_t at = start;

	if (at < text.len && text.at[at] == '"')
		return quoted_end(text, start);
	while (at < text.len && text.at[at] != csv->delimiter && !is_line_end(text.at[at]))
		at++;
	while (at > start && csv_is_blank(csv, text.at[at - 1]))
		at--;
	return at;
}

/* Where the field behind the one that ends at end begins. */
static size_t
next_start(const struct csv *csv, size_t end)
{
	struct str text = csv->source->text;
	size_t at = past_blanks(csv, end);

	return past_blanks(csv, at + (at < text.len && text.at[at] == csv->delimiter));
}

struct csv_span
csv_find(const struct csv *csv, size_t record_start, uint32_t field)
{
	size_t start = past_blanks(csv, record_start);

	for (; field > 0; field--)
		start = next_start(csv, field_end(csv, start));
	return (struct csv_span){ start, field_end(csv, start) };
}

void
csv_begin(struct csv *csv)
{
	csv->last = arena_array(csv->arena, CSV_CURSORS, sizeof(*csv->last));
	for (unsigned i = 0; i < CSV_CURSORS; i++)
		csv->last[i].record = UINT32_MAX;
}

/* At the record's begin, unless it was the one that was asked for last. */
static struct csv_cursor *
cursor_at(const struct csv *csv, uint32_t record)
{
	struct csv_cursor *c = &csv->last[record % CSV_CURSORS];

	if (c->record == record)
		return c;
	*c = (struct csv_cursor){ .record = record, .is = csv_record(csv, record) };
	if (!csv->given)
		c->start = past_blanks(csv, csv->source->line_start[c->is.line - 1]);
	return c;
}

static struct csv_span
span_at(const struct csv *csv, struct csv_cursor *c, uint32_t field)
{
	if (c->field > field) {
		c->field = 0;
		c->start = past_blanks(csv, csv->source->line_start[c->is.line - 1]);
	}
	for (; c->field < field; c->field++)
		c->start = next_start(csv, field_end(csv, c->start));
	return (struct csv_span){ c->start, field_end(csv, c->start) };
}

struct str
csv_trim_blanks(struct str s)
{
	size_t end = 0, start = s.len;

	for (size_t i = 0; i < s.len;) {
		size_t at = i;

		if (utf8_is_blank(utf8_next(s, &i)))
			continue;
		start = at < start ? at : start;
		end = i;
	}
	return end ? str_slice(s, start, end) : STR_NONE;
}

/* Two quotation marks inside quotes are one. */
static struct str
unquoted(struct arena *a, struct str inner)
{
	size_t at = str_find(inner, STR("\"\""), 0), len = 0;

	if (at == inner.len)
		return inner;
	char *out = arena_copy(a, inner.at, inner.len);

	for (size_t i = 0; i < inner.len; i++, len++) {
		out[len] = inner.at[i];
		i += inner.at[i] == '"';
	}
	return (struct str){ out, len };
}

static struct str
comment_text(const struct csv *csv, uint32_t line)
{
	return str_trim(str_from(source_line(csv->source, line), 1));
}

struct str
csv_text(const struct csv *csv, uint32_t record, uint32_t field)
{
	struct csv_cursor *c = cursor_at(csv, record);

	if (field >= c->is.fields)
		return STR_NONE;
	if (csv->given)
		return csv->given[csv->given_first[record] + field].text;
	if (c->is.is_comment)
		return comment_text(csv, c->is.line);
	struct csv_span span = span_at(csv, c, field);
	struct str text = csv->source->text;

	if (span.end > span.start + 1 && text.at[span.start] == '"')
		return csv_trim(unquoted(csv->arena, str_slice(text, span.start + 1, span.end - 1)));
	return csv_trim(str_slice(text, span.start, span.end));
}

/* Behind the last field that is not empty. */
static uint32_t
filled_end(const struct csv *csv, uint32_t record, uint32_t fields)
{
	while (fields > 0 && packed_form_of(&csv->packed, record, fields - 1) == FORM_BLANK)
		fields--;
	return fields;
}

static struct place
place_of(const struct csv *csv, uint32_t record, uint32_t field)
{
	if (csv->given) {
		const struct csv_field *f = &csv->given[csv->given_first[record] + field];

		return (struct place){ csv->path, f->line, f->column, f->width };
	}
	struct csv_span span = span_at(csv, cursor_at(csv, record), field);

	return source_place(csv->source, span.start, span.end);
}

struct place
csv_place(const struct csv *csv, uint32_t record, uint32_t field)
{
	struct csv_record r = csv_record(csv, record);
	if (r.is_comment)
		return (struct place){ csv->path, r.line, 1,
			(uint32_t)utf8_count(str_trim(source_line(csv->source, r.line))) };
	uint32_t fields = r.fields > WIDE ? filled_end(csv, record, r.fields) : r.fields;

	if (fields == 0)
		return (struct place){ csv->path, r.line, 1, 0 };
	struct place at = place_of(csv, record, field < fields ? field : fields - 1);

	if (field < fields)
		return at;
	at.column += at.width;
	at.width = 0;
	return at;
}

void
csv_give(struct csv *out, struct str path, struct csv_field *fields, uint32_t *first,
	const uint32_t *lines, uint32_t nrecord, struct arena *a)
{
	*out = (struct csv){ .path = path, .arena = a, .delimiter = ',', .nrecord = nrecord,
		.given = fields, .given_first = first };
	csv_begin(out);
	struct packer *k = packer_new(&out->packed, a, nrecord, 0);

	for (uint32_t i = 0; i < nrecord; i++) {
		for (uint32_t f = first[i]; f < first[i + 1]; f++)
			packer_add(k, fields[f].text);
		packer_end(k, lines[i]);
	}
	packer_finish(k);
}
