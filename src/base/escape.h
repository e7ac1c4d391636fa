#ifndef BASE_ESCAPE_H
#define BASE_ESCAPE_H
/*
 * Text into the languages that we write.  All append and cannot fail.
 */
#include "base/buf.h"
#include "base/str.h"

void escape_html(struct buf *out, struct str s);	/* & < > " and ': good as text and in a quoted attribute */
void escape_json(struct buf *out, struct str s);	/* with its quotes; invalid UTF-8 becomes U+FFFD; < is \u003c */

/* A member of an object that has been begun, behind a comma where it is not the first; nothing for an empty value. */
void escape_json_member(struct buf *out, const char *key, struct str value);

void escape_csv(struct buf *out, struct str s);		/* one field, quoted where it must be */

/*
 * A text cell of a public CSV, so that no spreadsheet runs it: what begins, after blanks, with
 * = + - @ | %, tab, return or a full-width twin of one gets an apostrophe.  SAFETY.md, "CSV out".
 */
void escape_csv_text(struct buf *out, struct str s);

/* A line of such cells, with its line end. */
void escape_csv_row(struct buf *out, const struct str *cells, size_t n);

#endif
