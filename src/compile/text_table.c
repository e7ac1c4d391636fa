/*
 * Tables of the text, gathered as records of fields.
 *
 * Knows how cells become what a CSV file's reader gives, with the places that they have in the text;
 * which node or tag is a cell is block.c's and raw_table.c's, what its sums are table.c's.
 */
#include "compile/stated.h"
#include "compile/tick.h"

#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"

#define WIDEST 256u
#define FIELDS_MOST 60000u	/* of one text: spans may stand for far more cells than there are */

static uint32_t
count_of(const struct buf *array, size_t size)
{
	return (uint32_t)(array->len / size);
}

void
text_sheet_begin(struct text_sheet *t)
{
	*t = (struct text_sheet){ .fields = BUF_EMPTY, .firsts = BUF_EMPTY, .lines = BUF_EMPTY };
}

void
text_sheet_row(struct text_sheet *t, uint32_t line)
{
	uint32_t first = count_of(&t->fields, sizeof(struct csv_field));

	buf_add(&t->firsts, &first, sizeof(first));
	buf_add(&t->lines, &line, sizeof(line));
}

void
text_sheet_cell(struct text_sheet *t, struct str text, struct place at)
{
	struct csv_field f = { text, at.line, at.column, at.width };

	if (t->firsts.len == 0)
		return;
	const uint32_t *firsts = (const void *)t->firsts.at;
	uint32_t last = firsts[count_of(&t->firsts, sizeof(*firsts)) - 1];

	t->is_full |= count_of(&t->fields, sizeof(f)) - last == WIDEST
		|| t->fields.len >= FIELDS_MOST * sizeof(struct csv_field);
	if (t->is_full)
		return;
	buf_add(&t->fields, &f, sizeof(f));
}

static struct csv
csv_of(struct text_sheet *t, const struct compilation *u)
{
	struct csv csv;
	uint32_t end = count_of(&t->fields, sizeof(struct csv_field));
	uint32_t count = count_of(&t->lines, sizeof(uint32_t));

	buf_add(&t->firsts, &end, sizeof(end));
	struct csv_field *fields = arena_array(u->arena, end, sizeof(*fields));
	uint32_t *firsts = arena_array(u->arena, count + (size_t)1, sizeof(*firsts));

	memcpy(fields, t->fields.at, t->fields.len);
	memcpy(firsts, t->firsts.at, t->firsts.len);
	csv_give(&csv, u->source.path, fields, firsts, (const void *)t->lines.at, count, u->arena);
	return csv;
}

/* Whether the tables of the text have no more cells with this one than are looked at; if not, it is said
 * once. */
static bool
has_room(const struct text_sheet *t, struct compilation *u, uint32_t definition)
{
	uint32_t fields = count_of(&t->fields, sizeof(struct csv_field));
	bool was_full = u->text_fields > FIELDS_MOST;
	struct place at = { .file = u->source.path };

	u->text_fields = was_full || t->is_full || fields > FIELDS_MOST - u->text_fields
		? FIELDS_MOST + 1 : u->text_fields + fields;
	if (was_full || u->text_fields <= FIELDS_MOST)
		return u->text_fields <= FIELDS_MOST;
	if (definition != OBJECT_NONE)
		at.line = u->object.definitions[definition].line;
	struct finding *f = diag_add(&u->diag, DIAG_TOTAL_UNCHECKED, at,
		"the tables of this text have more than 60,000 cells; from this one on their sums "
		"are not checked");

	diag_help(&u->diag, f, "keep large tables in CSV files");
	return false;
}

uint32_t
text_sheet_check(struct text_sheet *t, struct compilation *u, uint32_t definition,
	struct str caption)
{
	uint32_t index = OBJECT_NONE;

	if (t->fields.len > 0 && has_room(t, u, definition)) {
		struct csv csv = csv_of(t, u);

		ticks_check(u, csv.given, csv.given_first, csv.nrecord);
		stated_rows(u, csv.given, csv.given_first, csv.nrecord);
		index = table_compile_text(u, &csv, definition, caption);
	}
	text_sheet_release(t);
	return index;
}

void
text_sheet_release(struct text_sheet *t)
{
	buf_release(&t->fields);
	buf_release(&t->firsts);
	buf_release(&t->lines);
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

bool
text_is_mark(struct str before, struct str small)
{
	before = str_trim(before);
	small = str_trim(small);
	if (before.len == 0 || small.len == 0 || small.len > 4)
		return false;
	char last = before.at[before.len - 1];

	if (!ascii_is_digit(last) && last != ')' && last != '%' && last != 'm' && last != 'k')
		return false;
	if (last == 'm' || last == 'k')		/* m² is a unit, £13m² has a note */
		return before.len > 1 && ascii_is_digit(before.at[before.len - 2]);
	return small.len == 1 || ascii_is_digit(small.at[0]) || small.at[0] == '(' || small.at[0] == '*'
		|| (unsigned char)small.at[0] >= 0x80;
}
