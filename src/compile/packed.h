#ifndef COMPILE_PACKED_H
#define COMPILE_PACKED_H
/*
 * What the fields of a table say, as numbers, in a few bytes each.  Private to compile/.
 *
 * A table of a million rows is read once: each field's text becomes a number and a form here, and
 * is not kept.  Whoever wants the text itself reads it in the source again (csv.h).
 *
 * Records are packed in blocks.  Within a block a column takes as many bytes for each number as its
 * largest needs, none when all are 0, and the form once when all of its fields have the same: a
 * column of names takes nothing, one of amounts below 8,388,608 three bytes.
 */
#include "base/amount.h"
#include "base/arena.h"

#define PACKED_SHIFT   8u
#define PACKED_RECORDS (1u << PACKED_SHIFT)	/* of a block at most */

/* An amount's place, its own unit and whether it brings a scale; or one of the forms below. */
typedef uint8_t packed_form;

#define FORM_PLACES  22		/* -12 .. 9 */
#define FORM_KIND    220u	/* and an enum amount_kind: no amount */
#define FORM_TEXT    (FORM_KIND + AMOUNT_TEXT)
#define FORM_BLANK   (FORM_KIND + AMOUNT_BLANK)
#define FORM_FORMULA 230u	/* a text that a spreadsheet would run */
#define FORM_AGAIN   231u	/* what fits no form: its text has to be read again */

#define PLACE_SURE 6	/* up to 10^6, as many as 64 bits hold are an amount; in 10^-12 it fits them too */

struct written {
	int64_t     number;
	packed_form form;
};

/* A column of a block: where its numbers are in the block's bytes, and its forms before them. */
struct packed_column {
	uint32_t    at;
	uint8_t     size;	/* of a number: 0, 1, 2, 3, 4 or 8 */
	packed_form form;	/* of all, unless they are mixed */
	bool        is_mixed;
};

struct packed_block {
	uint32_t records, width;	/* width: fields of its widest record */
	uint32_t line;			/* of its first record */
	uint32_t *widths;		/* of each record, or NULL: all have the same */
	uint32_t *lines;		/* likewise, or NULL: each line of the source is one */
	bool      has_blank;		/* blank records or comments are among them */
	struct packed_column *columns;	/* width */
	const unsigned char  *bytes;
};

#define PACKED_COMMENT UINT32_MAX	/* the width of a comment */

struct packed {
	struct packed_block *blocks;
	uint32_t             nrecord;
	unsigned             shift;	/* of a record's number to its block's */
};

struct packer;

/* No more than most records will come, of so many bytes in all.  The packer has memory of its own. */
struct packer *packer_new(struct packed *p, struct arena *a, uint32_t most, size_t bytes);
void packer_commas(struct packer *k, const uint8_t *commas, uint32_t ncomma);	/* as in struct csv */
void packer_add(struct packer *k, struct str text);	/* the next field; blanks around it are trimmed */
void packer_end(struct packer *k, uint32_t line);	/* the record that stands there */
void packer_comment(struct packer *k, uint32_t line);	/* a record that is a comment */
void packer_finish(struct packer *k);			/* the last block; releases the packer's memory */

bool packed_is_formula(struct str text);	/* a spreadsheet would run it when it opens the file */

static inline const struct packed_block *
packed_block(const struct packed *p, uint32_t record)
{
	return &p->blocks[record >> p->shift];
}

/* The record's place in its block. */
static inline uint32_t
packed_index(const struct packed *p, uint32_t record)
{
	return record & ((1u << p->shift) - 1);
}

/* The first record of the next block. */
static inline uint32_t
packed_next(const struct packed *p, uint32_t record)
{
	return (record | ((1u << p->shift) - 1)) + 1;
}

/* Of a column, the i-th number of its block. */
static inline int64_t
packed_number(const struct packed_block *b, const struct packed_column *c, uint32_t i)
{
	const unsigned char *at = b->bytes + c->at + (c->is_mixed ? b->records : 0)
		+ (size_t)i * c->size;

	switch (c->size) {
	case 0:
		return 0;
	case 1:
		return (int8_t)at[0];
	case 2:
		return (int16_t)(at[0] | at[1] << 8);
	case 3:
		return (int32_t)((uint32_t)at[0] << 8 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 24) >> 8;
	case 4:
		return (int32_t)((uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16
			| (uint32_t)at[3] << 24);
	default:
		break;
	}
	uint64_t n = 0;

	for (unsigned k = 0; k < 8; k++)
		n |= (uint64_t)at[k] << (8 * k);
	return (int64_t)n;
}

static inline packed_form
packed_form_at(const struct packed_block *b, const struct packed_column *c, uint32_t i)
{
	return c->is_mixed ? b->bytes[c->at + i] : c->form;
}

/* A field that the record lacks is blank. */
struct written packed_at(const struct packed *p, uint32_t record, uint32_t field);
packed_form packed_form_of(const struct packed *p, uint32_t record, uint32_t field);

static inline bool
form_is_amount(packed_form form)
{
	return form < FORM_KIND;
}

/* The last digit of an amount of that form is worth 10^place; whether it brings a unit; and a scale. */
int form_place(packed_form form);
enum unit form_unit(packed_form form);	/* UNIT_NUMBER: none of its own */
bool form_has_scale(packed_form form);

/* What a field that is no FORM_AGAIN is in a column of that unit. */
enum amount_kind written_amount(struct written w, struct amount_unit as, struct amount *out);

#endif
