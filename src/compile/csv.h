#ifndef COMPILE_CSV_H
#define COMPILE_CSV_H
/*
 * Bytes of a CSV file to records of fields.  Private to compile/.
 *
 * Every line of the file that begins a record is one, so that a record's index is its number in
 * the file less one: a blank line is a record without fields, and a line that begins with `#` is a
 * comment.  What the fields say is kept packed; a text or a place is found in the source again,
 * as few are asked for.  Texts are slices of the source where they can be, else of the arena.
 */
#include "base/diag.h"
#include "compile/packed.h"

struct csv_record {
	uint32_t fields;	/* as many were written */
	uint32_t line;
	bool     is_comment;	/* it has one field, the text behind `#` */
};

/* A field of a table that was read by somebody else. */
struct csv_field {
	struct str text;	/* blanks around it trimmed */
	uint32_t   line, column, width;
};

struct csv {
	const struct source *source;
	struct str           path;	/* of the file that it is in */
	struct arena        *arena;
	struct packed        packed;
	uint32_t             nrecord;
	char                 delimiter;	/* comma, semicolon or tab: whatever the first lines agree on */
	uint8_t             *commas;	/* by field: its amounts have decimal commas; or NULL */
	uint32_t             ncomma;
	struct csv_field    *given;	/* of a table that is no CSV, with the first of each record; or NULL */
	uint32_t            *given_first;
	struct csv_cursor   *last;	/* private: where fields that were asked for last stand */
};

/*
 * Read a whole file.  false, with a finding, when it is no CSV or passes a limit;
 * lone: a file checked by itself has no limits.
 */
bool csv_read(const struct source *source, bool lone, struct arena *a, struct diag *d,
	struct csv *out);

/* A table that is no CSV: the fields of each record i are [first[i] .. first[i + 1]); lines as well. */
void csv_give(struct csv *out, struct str path, struct csv_field *fields, uint32_t *first,
	const uint32_t *lines, uint32_t nrecord, struct arena *a);

struct csv_record csv_record(const struct csv *csv, uint32_t record);

/* Quotes undone, blanks around it trimmed.  A field that is not there is empty. */
struct str csv_text(const struct csv *csv, uint32_t record, uint32_t field);

/* As it stands, its quotes included; of one that a short record lacks, behind its last. */
struct place csv_place(const struct csv *csv, uint32_t record, uint32_t field);

/* The bytes of a field as it stands. */
struct csv_span {
	size_t start, end;
};

/*
 * Fields one after another cost a step each; any other costs the way from the record's begin.  There
 * is one for each of several records that follow on each other, as rows of a header do.
 */
#define CSV_CURSORS 8u

struct csv_cursor {
	uint32_t record, field;
	size_t   start;		/* in the source */
	struct csv_record is;
};

void csv_begin(struct csv *csv);	/* sets last */

/* The field of a record that begins at an offset of the source. */
struct csv_span csv_find(const struct csv *csv, size_t record_start, uint32_t field);

struct str csv_trim_blanks(struct str text);

/* Without blanks of all kinds; most texts have none, and are asked about one by one. */
static inline struct str
csv_trim(struct str s)
{
	bool plain = s.len == 0 || (s.at[0] > ' ' && s.at[0] <= '~' && s.at[s.len - 1] > ' '
		&& s.at[s.len - 1] <= '~');

	return plain ? s : csv_trim_blanks(s);
}

/* comma: which fields of most records have decimal commas, or NULL; and an amount that has one. */
uint8_t *comma_find(const struct source *source, char delimiter, struct arena *a, uint32_t *ncomma);
enum amount_kind comma_amount(struct str text, struct amount_unit as, struct amount *out);

static inline bool
csv_is_blank(const struct csv *csv, char c)
{
	return (c == ' ' || c == '\t') && c != csv->delimiter;
}

#endif
