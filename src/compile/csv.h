#ifndef COMPILE_CSV_H
#define COMPILE_CSV_H
/*
 * Bytes of a CSV file to records of fields, each with its exact place.  Private to compile/.
 *
 * Every line of the file that begins a record is one, so that a record's index is its number in
 * the file less one: a blank line is a record without fields, and a line that begins with `#` is a
 * comment.  Texts are slices of the source where they can be, else of the arena.
 */
#include "base/diag.h"

struct csv_field {
	struct str text;	/* quotes undone, blanks around it trimmed */
	uint32_t   line, column, width;	/* as it stands, its quotes included; in characters */
};

struct csv_record {
	uint32_t first, fields;	/* csv.fields[first .. first + fields) */
	uint32_t written; /* as many were written; empty ones at the end of a wide record are not
			     kept */
	uint32_t line;
	bool     is_comment;
};

struct csv {
	struct csv_field  *fields;
	struct csv_record *records;
	uint32_t           nfield, nrecord;
	char               delimiter;	/* comma, semicolon or tab: whatever the first lines agree on */
};

static inline struct csv_record
csv_record(const struct csv *csv, uint32_t record)
{
	return csv->records[record];
}

/*
 * Read a whole file.  false, with a finding, when it is no CSV or passes a limit;
 * lone: a file checked by itself has no limits.
 */
bool csv_read(const struct source *source, bool lone, struct arena *a, struct diag *d,
	struct csv *out);

#endif
