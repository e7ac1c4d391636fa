/*
 * CSV to records of fields [libcsv].
 *
 * Knows quotes, delimiters and places, and nothing of what a table means.  libcsv's callbacks carry no
 * place, so it is fed one physical line a call, and a cursor walks the source beside it: every field
 * that it gives begins where the cursor stands.  Its strict mode vouches that the two see the same
 * fields; without it a stray quote would swallow the rest of the file (SAFETY.md, libcsv).
 */
#include "compile/csv.h"

#include <csv.h>

#include "base/utf8.h"

#define FILE_LIMIT   (16u << 20)
#define FIELD_LIMIT  (32u << 10)
#define CELL_LIMIT   1000000u	/* of a published file: a page shows at most 60,000 */
#define WIDE         512u	/* from here on, empty fields at a record's end are not kept */
#define SAMPLE_LINES 32u

struct reader {
	const struct source *source;
	struct arena  *arena;
	struct diag   *diag;
	struct csv    *csv;
	bool           lone, stopped;	/* stopped: a limit was passed, and said */
	bool           is_told;		/* of a long cell */
	uint32_t       room;		/* fields that there is place for */
	bool           is_open;		/* a record has begun and goes on: its field is quoted */
	size_t         cursor;		/* where the next field begins */
	uint32_t       line, column;	/* of the place that was counted last ... */
	size_t         counted;		/* ... and its offset */
};

static struct str
whole_line(const struct source *s, uint32_t line)
{
	size_t start = s->line_start[line - 1];
	size_t end = line < s->nline ? s->line_start[line] : s->text.len;

	return str_slice(s->text, start, end);
}

/* How often c stands outside quotes. */
static uint32_t
count_outside(struct str line, char c)
{
	uint32_t found = 0;
	bool quoted = false;

	for (size_t i = 0; i < line.len; i++) {
		if (line.at[i] == '"')
			quoted = !quoted;
		found += !quoted && line.at[i] == c;
	}
	return found;
}

/* On how many of the first lines c stands as often as it most often does. */
static uint32_t
agreement(const struct source *s, char c)
{
	uint32_t counts[SAMPLE_LINES] = { 0 }, best = 0;
	uint32_t lines = s->nline < SAMPLE_LINES ? s->nline : SAMPLE_LINES;

	for (uint32_t i = 0; i < lines; i++)
		counts[i] = count_outside(source_line(s, i + 1), c);
	for (uint32_t i = 0; i < lines; i++) {
		uint32_t same = 0;

		for (uint32_t k = 0; counts[i] > 0 && k < lines; k++)
			same += counts[k] == counts[i];
		best = same > best ? same : best;
	}
	return best;
}

/* `sep=;` on the first line: so Excel is told what parts the cells, and some systems write it. */
static char
told_delimiter(struct str line)
{
	bool told = line.len == 5 && str_starts(line, "sep=");

	return told && (line.at[4] == ',' || line.at[4] == ';' || line.at[4] == '\t') ? line.at[4] : '\0';
}

static char
find_delimiter(const struct source *s)
{
	if (told_delimiter(source_line(s, 1)))
		return told_delimiter(source_line(s, 1));

	static const char delimiters[] = { ',', ';', '\t' };
	char best = delimiters[0];
	uint32_t most = agreement(s, best);

	for (size_t i = 1; i < sizeof(delimiters); i++) {
		uint32_t lines = agreement(s, delimiters[i]);

		if (lines > most) {
			most = lines;
			best = delimiters[i];
		}
	}
	return best;
}

static bool
is_blank(const struct reader *r, char c)
{
	return (c == ' ' || c == '\t') && c != r->csv->delimiter;
}

static bool
is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

/* Count lines and characters on to an offset; a record's fields come in order, so each byte once. */
static void
count_to(struct reader *r, size_t offset)
{
	const struct source *s = r->source;

	while (r->line < s->nline && s->line_start[r->line] <= offset) {
		r->counted = s->line_start[r->line++];
		r->column = 1;
	}
	r->column += (uint32_t)utf8_count(str_slice(s->text, r->counted, offset));
	r->counted = offset;
}

static struct place
place_at(struct reader *r, size_t offset, uint32_t width)
{
	count_to(r, offset);
	return (struct place){ r->source->path, r->line, r->column, width };
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
field_end(const struct reader *r, size_t start)
{
	struct str text = r->source->text;
	size_t at = start;

	if (at < text.len && text.at[at] == '"')
		return quoted_end(text, start);
	while (at < text.len && text.at[at] != r->csv->delimiter && !is_line_end(text.at[at]))
		at++;
	while (at > start && is_blank(r, text.at[at - 1]))
		at--;
	return at;
}

static void
skip_blanks(struct reader *r)
{
	while (r->cursor < r->source->text.len && is_blank(r, r->source->text.at[r->cursor]))
		r->cursor++;
}

static struct str
trim(struct str s)
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

static bool
ascii_ends(struct str s)
{
	return s.len == 0 || (s.at[0] > ' ' && s.at[0] <= '~' && s.at[s.len - 1] > ' '
		&& s.at[s.len - 1] <= '~');
}

static void
stop(struct reader *r, struct place at, const char *what)
{
	struct finding *f;

	if (r->stopped)
		return;
	r->stopped = true;
	f = diag_add(r->diag, DIAG_TOO_LARGE, at, "%s", what);
	diag_help(r->diag, f, "publish a part of it; `reeve check FILE` checks a table of any size");
}

/* No spreadsheet holds so long a cell: a quotation mark is missing or too many.  A file alone is read on. */
static void
long_cell(struct reader *r, struct place at)
{
	struct finding *f;

	if (r->is_told)
		return;
	r->is_told = true;
	r->stopped = !r->lone;
	f = diag_add(r->diag, DIAG_TOO_LARGE, at, "a cell is longer than 32 KiB");
	diag_help(r->diag, f, "no spreadsheet holds so much in one cell: "
		"see whether a quotation mark is missing or too many");
}

/* The bytes that libcsv gives are its own; where they stand in the source too, they are taken there. */
static struct str
text_of(struct reader *r, size_t start, struct str given)
{
	struct str text = r->source->text;
	bool quoted = start < text.len && text.at[start] == '"';
	struct str here = str_slice(text, start + quoted, start + quoted + given.len);

	if (!str_equal(here, given))
		here = str_copy(r->arena, given);
	return ascii_ends(here) ? here : trim(here);
}

/* In characters, as far as its first line goes. */
static uint32_t
width_of(const struct reader *r, size_t start, size_t end)
{
	size_t line_end = r->line < r->source->nline ? r->source->line_start[r->line]
		: r->source->text.len;

	while (line_end > start && is_line_end(r->source->text.at[line_end - 1]))
		line_end--;
	return (uint32_t)utf8_count(str_slice(r->source->text, start, end < line_end ? end : line_end));
}

static void
take_field(void *bytes, size_t len, void *context)
{
	struct reader *r = context;
	struct str given = { bytes ? bytes : "", len };

	skip_blanks(r);
	size_t start = r->cursor, end = field_end(r, start);
	struct place at = place_at(r, start, 0);

	if (len > FIELD_LIMIT)
		long_cell(r, at);
	if (!r->lone && r->csv->nfield >= CELL_LIMIT)
		stop(r, at, "the table has more than a million cells");
	if (r->stopped || r->csv->nfield >= r->room)
		return;
	r->csv->fields[r->csv->nfield++] = (struct csv_field){
		text_of(r, start, given), at.line, at.column, width_of(r, start, end),
	};
	r->cursor = end;
	skip_blanks(r);
	r->cursor += r->cursor < r->source->text.len
		&& r->source->text.at[r->cursor] == r->csv->delimiter;
}

/* The record that is being read; it begins at the line that its first field stands on. */
static struct csv_record *
record_now(struct reader *r)
{
	return &r->csv->records[r->csv->nrecord];
}

static void
end_record(void *context)
{
	struct reader *r = context;
	struct csv_record *record = record_now(r);

	record->written = record->fields = r->csv->nfield - record->first;
	if (record->fields > WIDE)
		while (record->fields > 0
			&& r->csv->fields[record->first + record->fields - 1].text.len == 0)
			record->fields--;
	r->csv->nfield = record->first + record->fields;
	r->csv->nrecord++;
	r->is_open = false;
}

static void
take_record(int end, void *context)
{
	(void)end;
	end_record(context);
}

static bool
is_blank_line(const struct reader *r, struct str line)
{
	for (size_t i = 0; i < line.len; i++)
		if (!is_blank(r, line.at[i]) && !is_line_end(line.at[i]))
			return false;
	return true;
}

/* `#` alone in its cell is a column's name, as in `#,Scheme,£k`. */
static bool
is_comment_line(const struct reader *r, struct str line)
{
	return line.len > 1 && line.at[0] == '#' && line.at[1] != r->csv->delimiter
		&& !is_line_end(line.at[1]);
}

static void
stray_quote(struct reader *r)
{
	size_t quote = str_find_char(r->source->text, '"', r->cursor);
	struct finding *f = diag_add(r->diag, DIAG_CSV_MALFORMED, place_at(r, quote, 1),
		"a quotation mark stands in the middle of a cell");

	diag_help(r->diag, f, "put the whole cell in quotation marks and write those inside it twice: "
		"\"a \"\"word\"\" in quotes\"");
}

static void
unclosed_quote(struct reader *r)
{
	struct finding *f = diag_add(r->diag, DIAG_CSV_MALFORMED, place_at(r, r->cursor, 1),
		"the quotation mark that opens this cell is never closed");

	diag_help(r->diag, f, "add the missing quotation mark at the end of the cell");
}

/* What is wrong begins in the field that the cursor stands before. */
static void
malformed(struct reader *r)
{
	struct str text = r->source->text;
	struct finding *f;

	skip_blanks(r);
	if (r->cursor >= text.len || text.at[r->cursor] != '"') {
		stray_quote(r);
		return;
	}
	size_t end = quoted_end(text, r->cursor);

	if (end == text.len) {
		unclosed_quote(r);
		return;
	}
	f = diag_add(r->diag, DIAG_CSV_MALFORMED, place_at(r, r->cursor, 1),
		"the cell that opens with this quotation mark goes on after the one that closes it");
	diag_related(r->diag, f, source_place(r->source, end - 1, end), "it was closed here");
	diag_help(r->diag, f, "write a quotation mark inside a cell twice (\"\"), "
		"or see whether one is missing or too many");
}

static void
begin_record(struct reader *r, uint32_t line)
{
	*record_now(r) = (struct csv_record){ .first = r->csv->nfield, .line = line };
	r->cursor = r->source->line_start[line - 1];
	r->is_open = true;
}

static void
add_comment(struct reader *r, struct str line)
{
	struct csv_record *record = record_now(r);

	record->is_comment = true;
	if (r->csv->nfield < r->room)
		r->csv->fields[r->csv->nfield++] = (struct csv_field){
			str_trim(str_from(line, 1)),
			record->line,
			1,
			(uint32_t)utf8_count(str_trim(line)),
		};
	end_record(r);
}

/* false when the line is not well-formed */
static bool
read_line(struct reader *r, struct csv_parser *parser, uint32_t number)
{
	struct str line = whole_line(r->source, number);

	if (!r->is_open) {
		begin_record(r, number);
		if (is_blank_line(r, line)) {
			end_record(r);
			return true;
		}
		if (is_comment_line(r, line) || (number == 1 && told_delimiter(str_trim(line)))) {
			add_comment(r, line);
			return true;
		}
	}
	return csv_parse(parser, line.at, line.len, take_field, take_record, r) == line.len;
}

static bool
read_lines(struct reader *r)
{
	struct csv_parser parser;
	bool good = csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) == 0;

	csv_set_delim(&parser, (unsigned char)r->csv->delimiter);
	for (uint32_t line = 1; good && !r->stopped && line <= r->source->nline; line++)
		if (whole_line(r->source, line).len > 0)
			good = read_line(r, &parser, line);
	if (good && !r->stopped)
		good = csv_fini(&parser, take_field, take_record, r) == 0;
	if (!good && !r->stopped)
		malformed(r);
	csv_free(&parser);
	return good && !r->stopped;
}

/* As many fields as there can be: one more on each line than there are delimiters. */
static uint32_t
fields_at_most(const struct reader *r)
{
	struct str text = r->source->text;
	size_t n = r->source->nline + (size_t)1;

	for (size_t i = 0; i < text.len; i++)
		n += text.at[i] == r->csv->delimiter;
	if (!r->lone && n > CELL_LIMIT)
		return CELL_LIMIT;
	return n < UINT32_MAX ? (uint32_t)n : UINT32_MAX;
}

bool
csv_read(const struct source *source, bool lone, struct arena *a, struct diag *d, struct csv *out)
{
	struct reader r = {
		.source = source,
		.arena = a,
		.diag = d,
		.csv = out,
		.lone = lone,
		.line = 1,
		.column = 1,
	};

	*out = (struct csv){ .delimiter = ',' };
	if (!lone && source->text.len > FILE_LIMIT) {
		stop(&r, source_whole(source), "the file is larger than 16 MiB");
		return false;
	}
	out->delimiter = find_delimiter(source);
	r.room = fields_at_most(&r);
	out->fields = arena_array(a, r.room, sizeof(*out->fields));
	out->records = arena_array(a, source->nline + (size_t)1, sizeof(*out->records));
	return read_lines(&r);
}
