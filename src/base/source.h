#ifndef BASE_SOURCE_H
#define BASE_SOURCE_H
/*
 * One source file in memory, and where its lines begin.
 */
#include "base/arena.h"
#include "base/str.h"

struct place {
	struct str file;		/* relative to the site's folder */
	uint32_t   line, column;	/* from 1, column in characters; line 0 is the whole file */
	uint32_t   width;		/* characters meant, for the caret; 0 is unknown */
};

struct source {
	struct str  path;		/* relative to the content folder's site */
	struct str  text;		/* whole, UTF-8 */
	uint32_t   *line_start;		/* offset of each line */
	uint32_t    nline;
};

/* text must outlive the source; lines end at LF, CR LF or CR. */
void source_init(struct source *s, struct str path, struct str text, struct arena *a);

/* The place of text[start .. end); offsets are clamped to the text. */
struct place source_place(const struct source *s, size_t start, size_t end);
struct place source_whole(const struct source *s);

/* The offset of a line (from 1) and byte column (from 1), clamped. */
size_t source_offset(const struct source *s, uint32_t line, uint32_t byte_column);

/* A line without its end; empty when there is no such line. */
struct str source_line(const struct source *s, uint32_t line);

#endif
