#ifndef COMPILE_COMPILE_H
#define COMPILE_COMPILE_H
/*
 * One source to one object.  Knows no second source, writes no file.
 *
 * A table's source is its CSV and, when there is one, its sidecar: the two are one unit.
 * A faulty source still gives an object, with its findings inside.
 */
#include "base/diag.h"
#include "object/object.h"

enum numbering { NUMBERING_PARAGRAPHS, NUMBERING_HEADINGS, NUMBERING_WRITTEN, NUMBERING_NONE };

/* What a compilation may depend on besides its source; part of the object's key. */
struct compile_options {
	enum numbering numbering;	/* of reports that don't say: site.yaml */
	uint8_t        currency;	/* enum unit */
	bool           lone;		/* a table checked by itself: no limits but memory's, and no cells in the object */
	bool           brief;		/* nobody will list or quote what is in the table: sums are counted, cells not kept */
	bool           restricted;	/* keep the bodies of exempt sources, for members' packs */
};

struct compile_input {
	struct str path;		/* canonical site path; of a theme's file, `themes/NAME/...` */
	struct str bytes;
	struct str sidecar;		/* of a table or a file: `offer.pdf.yaml` */
	bool       has_sidecar;
};

/* The kind that a path's name gives (front matter may override it). */
enum object_kind compile_kind(struct str path);

/* What names the object: its path and bytes, the options and OBJECT_VERSION. */
struct hash compile_key(const struct compile_input *in, const struct compile_options *options);

/* Append the object of one source to out.  a holds everything meanwhile; the caller releases it. */
void compile_source(const struct compile_input *in, const struct compile_options *options,
	struct arena *a, struct buf *out);

/* Fatal findings that stand for a source which could not be read or brought its worker down. */
void compile_failed(struct str path, enum diag_code code, const char *reason,
	struct arena *a, struct buf *out);

#endif
