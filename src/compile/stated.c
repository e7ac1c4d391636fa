/*
 * What a body's own head says of its date, committee, title and author.
 *
 * Knows labels and where a head ends: what stands far down a paper is about something else.
 */
#include "compile/stated.h"

#include "base/date.h"
#include "base/utf8.h"

#define HEAD_MOST  6000u	/* bytes of the body */
#define LABEL_MOST 40u
#define VALUE_MOST 300u

/* Labels as slugs. */
static const struct {
	const char       *label;
	enum stated_kind  kind;
} labels[] = {
	{ "date-of-meeting", STATED_DATE }, { "meeting-date", STATED_DATE }, { "date-of-committee", STATED_DATE },
	{ "committee-date", STATED_DATE }, { "date-of-panel", STATED_DATE }, { "date", STATED_DAY },
	{ "report-to", STATED_COMMITTEE }, { "to", STATED_COMMITTEE }, { "committee", STATED_COMMITTEE },
	{ "name-of-committee", STATED_COMMITTEE }, { "name-of-meeting", STATED_COMMITTEE },
	{ "meeting", STATED_COMMITTEE }, { "title", STATED_TITLE }, { "report-title", STATED_TITLE },
	{ "title-of-report", STATED_TITLE }, { "subject", STATED_TITLE }, { "subject-of-report", STATED_TITLE },
	{ "name-of-report", STATED_TITLE }, { "dyddiad", STATED_DAY }, { "teitl", STATED_TITLE },
	{ "pwyllgor", STATED_COMMITTEE }, { "dyddiad-y-cyfarfod", STATED_DATE },
	{ "report-of", STATED_REPORT_OF }, { "report-of-the", STATED_REPORT_OF }, { "report-by", STATED_REPORT_OF },
	{ "author", STATED_AUTHOR }, { "report-author", STATED_AUTHOR }, { "author-of-report", STATED_AUTHOR },
	{ "adroddiad-gan", STATED_REPORT_OF }, { "awdur", STATED_AUTHOR },
};

static bool
is_label(struct arena *a, struct str text, enum stated_kind *kind)
{
	struct str slug = text.len <= LABEL_MOST ? utf8_slug(a, text) : STR_NONE;

	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
		if (str_is(slug, labels[i].label)) {
			*kind = labels[i].kind;
			return true;
		}
	return false;
}

/* The first date of a value. */
static bool
find_date(struct str value, struct date *out)
{
	for (size_t i = 0; i < value.len; i++)
		if (date_written_at(value, i, out) > i)
			return out->year != 0;
	return false;
}

static void
add(struct compilation *u, enum stated_kind kind, struct str value, struct place at)
{
	struct arena *a = u->arena;
	struct date date;
	struct stated *s;

	if (value.len == 0 || value.len > VALUE_MOST)
		return;
	if (kind == STATED_DATE || kind == STATED_DAY) {
		if (!find_date(value, &date))
			return;
		value = str_print(a, "%04d-%02d-%02d", date.year, date.month, date.day);
	}
	s = unit_add_stated(u);
	*s = (struct stated){ kind, str_copy(a, value), at.line, at.column, at.width };
}

/* Stars of bold type around a text. */
static struct str
without_stars(struct str text)
{
	text = str_trim(text);
	while (text.len > 0 && (text.at[0] == '*' || text.at[0] == '_' || text.at[0] == ' '))
		text = str_from(text, 1);
	while (text.len > 0 && (text.at[text.len - 1] == '*' || text.at[text.len - 1] == '_'
		|| text.at[text.len - 1] == '\\' || text.at[text.len - 1] == ' '))
		text.len--;
	return text;
}

static bool
is_in_head(const struct compilation *u, size_t offset)
{
	return u->object.kind == OBJECT_REPORT && offset < u->body_offset + HEAD_MOST;
}

static void
read_line(struct body *b, struct str line)
{
	struct compilation *u = b->unit;
	size_t colon = str_find_char(line, ':', 0);
	struct str label = without_stars(str_head(line, colon));
	struct str value = without_stars(str_from(line, colon + 1));
	enum stated_kind kind;

	if (colon == line.len || !is_label(u->arena, label, &kind))
		return;
	size_t start = (size_t)(value.at - u->source.text.at);

	add(u, kind, value, body_place(b, start, start + value.len));
}

void
stated_lines(struct body *b)
{
	struct str rest = str_slice(b->unit->source.text, b->block_start, b->block_end);

	/* what stands under a section's heading is no head */
	if (!is_in_head(b->unit, b->block_start) || (b->section != OBJECT_NONE && !b->section_is_title))
		return;
	while (rest.len > 0)
		read_line(b, str_cut(&rest, '\n'));
}

/* A row of a label and one value beside it; gives the value, or NULL. */
static const struct csv_field *
value_of(struct compilation *u, const struct csv_field *cell, const struct csv_field *end, enum stated_kind *kind)
{
	const struct csv_field *value = NULL;
	struct str label = cell < end ? cell->text : STR_NONE;

	label.len -= str_ends(label, ":");
	if (!is_label(u->arena, label, kind))
		return NULL;
	for (cell++; cell < end; cell++) {
		if (cell->text.len > 0 && value)
			return NULL;
		if (cell->text.len > 0)
			value = cell;
	}
	return value;
}

/* One label alone may head a column: `Committee | Date`. */
void
stated_rows(struct compilation *u, const struct csv_field *fields, const uint32_t *firsts, uint32_t nrow)
{
	unsigned labels_found = 0;
	enum stated_kind kind;

	if (firsts[0] == firsts[nrow] || !is_in_head(u, source_offset(&u->source, fields[0].line, 1)))
		return;
	for (uint32_t row = 0; row < nrow; row++)
		labels_found += value_of(u, fields + firsts[row], fields + firsts[row + 1], &kind) != NULL;
	for (uint32_t row = 0; row < nrow && labels_found > 1; row++) {
		const struct csv_field *f = value_of(u, fields + firsts[row], fields + firsts[row + 1], &kind);

		if (f)
			add(u, kind, f->text, (struct place){ u->source.path, f->line, f->column, f->width });
	}
}

void
stated_fact(struct compilation *u, struct str label, struct str value, struct place at)
{
	enum stated_kind kind;

	label.len -= str_ends(label, ":");
	if (is_in_head(u, source_offset(&u->source, at.line, 1)) && is_label(u->arena, label, &kind))
		add(u, kind, value, at);
}

void
stated_heading(struct body *b, struct str text)
{
	if (is_in_head(b->unit, b->block_start))
		add(b->unit, STATED_HEADING, text, body_place(b, b->block_start, b->block_end));
}
