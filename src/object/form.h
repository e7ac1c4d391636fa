#ifndef OBJECT_FORM_H
#define OBJECT_FORM_H
/*
 * The form of an object on disk, as tables.  Private to object/.
 *
 * A record is a row of fields in the order they are written; write.c and read.c walk the same
 * tables, so that they can't disagree.  reeve-object(5) says the same in words:
 *
 *	magic     8 bytes, the version in the last
 *	prologue  always read; with the counts that other parts are checked against
 *	parts     HEAD, BODY, CELLS, BLOB, FOUND: for each its length, then its bytes
 *
 * Whole numbers are varints, seven bits a byte, low bits first, never longer than they must be; a
 * number that may be negative is folded (0, -1, 1, -2 ...).  An index is written one higher, so that 0
 * is none.  A text is its length and its bytes; a list is its count and its records.
 */
#include "object/object.h"

#define FORM_MAGIC_LEN 8

extern const unsigned char form_magic[FORM_MAGIC_LEN];

enum field_kind {
	FIELD_TEXT,		/* struct str, UTF-8 */
	FIELD_REST,		/* struct str, any bytes: the rest of the part */
	FIELD_NUMBER,		/* uint32_t */
	FIELD_INDEX,		/* uint32_t or OBJECT_NONE */
	FIELD_ENUM,		/* an enum, below limit */
	FIELD_SMALL,		/* uint8_t, below limit */
	FIELD_FLAG,		/* bool */
	FIELD_PLACE,		/* int8_t, a power of ten that decimal_power takes */
	FIELD_SCALE,		/* int, likewise */
	FIELD_DECIMAL,
	FIELD_HASH,
	FIELD_CODE,		/* enum diag_code, by its name: diag.def may be put in another order */
	FIELD_LIST,		/* records, whose count is at other */
	FIELD_COUNTED,		/* likewise, but the count stands in the prologue */
	FIELD_CELLS,		/* a table's, rows times columns of them, or none */
	FIELD_CHAIN,		/* records, linked by their member at other */
	FIELD_KINDS
};

struct field {
	enum field_kind      kind;
	uint16_t             offset, other;
	uint32_t             limit;
	const struct record *of;	/* of lists and chains */
};

struct record {
	const struct field *fields;
	uint16_t            count;	/* of fields; each takes a byte or more */
	uint16_t            size;	/* of the struct */
};

struct form_part {
	unsigned             part;	/* enum object_part */
	const struct record *record;	/* its fields are struct object's */
};

extern const struct record    form_prologue;
extern const struct form_part form_parts[];	/* in order */
extern const size_t           form_nparts;

/*
 * Whether every index of the parts that were read leads somewhere.  The counts of the prologue
 * must be in o, also those of parts that were not read.
 */
bool form_bounds(const struct object *o, unsigned parts);

#endif
