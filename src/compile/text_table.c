/*
 * Tables of the text, gathered as records of fields.
 *
 * Knows how cells become what a CSV file's reader gives, with the places that they have in the text;
 * which node or tag is a cell is block.c's and raw_table.c's, what its sums are table.c's.
 */
#include "compile/text_table.h"

#include <string.h>

#include "base/utf8.h"

#define WIDEST 256u
#define FIELDS_MOST 60000u	/* spans may stand for far more cells than there are */

static uint32_t
count_of(const struct buf *array, size_t size)
{
	return (uint32_t)(array->len / size);
}

void
text_sheet_begin(struct text_sheet *t)
{
	*t = (struct text_sheet){ .fields = BUF_EMPTY, .records = BUF_EMPTY };
}

void
text_sheet_row(struct text_sheet *t, uint32_t line)
{
	struct csv_record r = { .first = count_of(&t->fields, sizeof(struct csv_field)),
		.line = line };

	buf_add(&t->records, &r, sizeof(r));
}

void
text_sheet_cell(struct text_sheet *t, struct str text, struct place at)
{
	struct csv_field f = { text, at.line, at.column, at.width };

	if (t->records.len == 0)
		return;
	struct csv_record *last = (struct csv_record *)(void *)(t->records.at + t->records.len
		- sizeof(*last));

	t->is_full |= last->fields == WIDEST
		|| t->fields.len >= FIELDS_MOST * sizeof(struct csv_field);
	if (t->is_full)
		return;
	buf_add(&t->fields, &f, sizeof(f));
	last->fields++;
	last->written++;
}

static struct csv
csv_of(const struct text_sheet *t, struct arena *a)
{
	struct csv csv = {
		.nfield = count_of(&t->fields, sizeof(struct csv_field)),
		.nrecord = count_of(&t->records, sizeof(struct csv_record)),
	};

	csv.fields = arena_array(a, csv.nfield, sizeof(*csv.fields));
	csv.records = arena_array(a, csv.nrecord, sizeof(*csv.records));
	memcpy(csv.fields, t->fields.at, t->fields.len);
	memcpy(csv.records, t->records.at, t->records.len);
	return csv;
}

uint32_t
text_sheet_check(struct text_sheet *t, struct compilation *u, uint32_t definition,
	struct str caption)
{
	uint32_t index = OBJECT_NONE;

	if (!t->is_full && t->fields.len > 0) {
		struct csv csv = csv_of(t, u->arena);

		index = table_compile_text(u, &csv, definition, caption);
	}
	text_sheet_release(t);
	return index;
}

void
text_sheet_release(struct text_sheet *t)
{
	buf_release(&t->fields);
	buf_release(&t->records);
}

struct str
text_line_of(struct arena *a, struct str text)
{
	char *out = arena_alloc(a, text.len);
	size_t len = 0;
	bool gap = false;

	for (size_t i = 0; i < text.len;) {
		size_t start = i;

		if (utf8_is_blank(utf8_next(text, &i))) {
			gap = len > 0;
			continue;
		}
		if (gap)
			out[len++] = ' ';	/* the blank had a byte at least */
		gap = false;
		while (start < i)
			out[len++] = text.at[start++];
	}
	return (struct str){ out, len };
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool
text_is_mark(struct str before, struct str small)
{
	before = str_trim(before);
	small = str_trim(small);
	if (before.len == 0 || small.len == 0 || small.len > 4)
		return false;
	char last = before.at[before.len - 1];

	if (!is_digit(last) && last != ')' && last != '%' && last != 'm' && last != 'k')
		return false;
	if (last == 'm' || last == 'k')		/* m² is a unit, £13m² has a note */
		return before.len > 1 && is_digit(before.at[before.len - 2]);
	return small.len == 1 || is_digit(small.at[0]) || small.at[0] == '(' || small.at[0] == '*'
		|| (unsigned char)small.at[0] >= 0x80;
}
