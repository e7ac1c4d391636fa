/*
 * CSV to records of fields [libcsv].
 *
 * Knows quotes and delimiters, and nothing of what a table means.  libcsv's callbacks carry no
 * place, so it is fed one physical line a call; where a field stands is found again when somebody
 * asks (field.c).  Its strict mode vouches that the two see the same fields; without it a stray
 * quote would swallow the rest of the file (SAFETY.md, libcsv).
 */
#include "compile/csv.h"

#include <csv.h>

#define FILE_LIMIT   (16u << 20)
#define FIELD_LIMIT  (32u << 10)
#define CELL_LIMIT   1000000u	/* of a published file: a page shows at most 60,000 */
#define WIDE         512u	/* as exports with hundreds of empty columns are */
#define SAMPLE_LINES 32u
#define BLOCK        65536u	/* by which libcsv makes room: a cell of 100 MB took seconds with its own 128 */

struct reader {
	const struct source *source;
	struct diag   *diag;
	struct csv    *csv;
	struct packer *packer;
	bool           lone, stopped;	/* stopped: a limit was passed, and said */
	bool           is_told;		/* of a long cell */
	bool           is_open;		/* a record has begun and goes on: its field is quoted */
	uint32_t       line;		/* on which the record begins */
	uint32_t       fields, filled;	/* that it has so far; up to the last that is not empty */
	uint64_t       cells;		/* of all records */
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
is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

/* The field that comes next, or is wrong, in the record that is being read. */
static struct csv_span
next_field(const struct reader *r)
{
	return csv_find(r->csv, r->source->line_start[r->line - 1], r->fields);
}

static struct place
place_next(const struct reader *r)
{
	size_t start = next_field(r).start;

	return source_place(r->source, start, start);
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
long_cell(struct reader *r)
{
	struct finding *f;

	if (r->is_told)
		return;
	r->is_told = true;
	r->stopped = !r->lone;
	f = diag_add(r->diag, DIAG_TOO_LARGE, place_next(r), "a cell is longer than 32 KiB");
	diag_help(r->diag, f, "no spreadsheet holds so much in one cell: "
		"see whether a quotation mark is missing or too many");
}

static void
take_field(void *bytes, size_t len, void *context)
{
	struct reader *r = context;

	if (len > FIELD_LIMIT)
		long_cell(r);
	if (!r->lone && r->cells + r->fields >= CELL_LIMIT)
		stop(r, place_next(r), "the table has more than a million cells");
	if (r->stopped)
		return;
	packer_add(r->packer, csv_trim((struct str){ bytes ? bytes : "", len }));
	r->fields++;
	if (len > 0)
		r->filled = r->fields;
}

/* Of so wide a record, empty fields at the end don't count. */
static void
take_record(int end, void *context)
{
	struct reader *r = context;

	(void)end;
	packer_end(r->packer, r->line);
	r->cells += r->fields > WIDE ? r->filled : r->fields;
	r->fields = r->filled = 0;
	r->is_open = false;
}

static bool
is_blank_line(const struct reader *r, struct str line)
{
	for (size_t i = 0; i < line.len; i++)
		if (!csv_is_blank(r->csv, line.at[i]) && !is_line_end(line.at[i]))
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
stray_quote(struct reader *r, size_t start)
{
	size_t quote = str_find_char(r->source->text, '"', start);
	struct finding *f = diag_add(r->diag, DIAG_CSV_MALFORMED,
		source_place(r->source, quote, quote + 1),
		"a quotation mark stands in the middle of a cell");

	diag_help(r->diag, f, "put the whole cell in quotation marks and write those inside it twice: "
		"\"a \"\"word\"\" in quotes\"");
}

static void
unclosed_quote(struct reader *r, size_t start)
{
	struct finding *f = diag_add(r->diag, DIAG_CSV_MALFORMED,
		source_place(r->source, start, start + 1),
		"the quotation mark that opens this cell is never closed");

	diag_help(r->diag, f, "add the missing quotation mark at the end of the cell");
}

/* What is wrong begins in the field that comes next. */
static void
malformed(struct reader *r)
{
	struct str text = r->source->text;
	struct csv_span next = next_field(r);
	struct finding *f;

	if (next.start >= text.len || text.at[next.start] != '"') {
		stray_quote(r, next.start);
		return;
	}
	if (next.end == text.len) {
		unclosed_quote(r, next.start);
		return;
	}
	f = diag_add(r->diag, DIAG_CSV_MALFORMED, source_place(r->source, next.start, next.start + 1),
		"the cell that opens with this quotation mark goes on after the one that closes it");
	diag_related(r->diag, f, source_place(r->source, next.end - 1, next.end), "it was closed here");
	diag_help(r->diag, f, "write a quotation mark inside a cell twice (\"\"), "
		"or see whether one is missing or too many");
}

/* false when the line is not well-formed */
static bool
read_line(struct reader *r, struct csv_parser *parser, uint32_t number)
{
	struct str line = whole_line(r->source, number);

	if (!r->is_open) {
		r->line = number;
		if (is_blank_line(r, line)) {
			packer_end(r->packer, number);
			return true;
		}
		if (is_comment_line(r, line) || (number == 1 && told_delimiter(str_trim(line)))) {
			packer_comment(r->packer, number);
			return true;
		}
		r->is_open = true;
	}
	return csv_parse(parser, line.at, line.len, take_field, take_record, r) == line.len;
}

static bool
read_lines(struct reader *r)
{
	struct csv_parser parser;
	bool good = csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) == 0;

	csv_set_blk_size(&parser, BLOCK);
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

bool
csv_read(const struct source *source, bool lone, struct arena *a, struct diag *d, struct csv *out)
{
	struct reader r = { .source = source, .diag = d, .csv = out, .lone = lone, .line = 1 };

	*out = (struct csv){ .source = source, .path = source->path, .arena = a, .delimiter = ',' };
	if (!lone && source->text.len > FILE_LIMIT) {
		stop(&r, source_whole(source), "the file is larger than 16 MiB");
		return false;
	}
	out->delimiter = find_delimiter(source);
	csv_begin(out);
	out->commas = comma_find(source, out->delimiter, a, &out->ncomma);
	r.packer = packer_new(&out->packed, a, source->nline, source->text.len);
	packer_commas(r.packer, out->commas, out->ncomma);

	bool good = read_lines(&r);

	packer_finish(r.packer);
	out->nrecord = out->packed.nrecord;
	return good;
}
