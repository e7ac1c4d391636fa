/*
 * Bytes to an object, or a refusal.
 *
 * Knows how each kind of field is read; which fields there are is form.c's, and where indexes may
 * lead is bounds.c's.  The bytes may be anyone's: a reader that has met something wrong stands at
 * its end, has nothing more to give, and says so once, when all is read.
 */
#include "object/form.h"

#include <string.h>

#include "base/utf8.h"

__extension__ typedef unsigned __int128 magnitude;

struct reader {
	const unsigned char *at, *end;
	struct arena        *arena;
	bool                 bad;
};

static void read_record(struct reader *r, const struct record *record, char *at);

static uint32_t
refuse(struct reader *r)
{
	r->bad = true;
	r->at = r->end;
	return 0;
}

static size_t
left(const struct reader *r)
{
	return (size_t)(r->end - r->at);
}

/* A varint; more bits than a magnitude has, and a last byte that adds nothing, are refused. */
static magnitude
take_wide(struct reader *r)
{
	magnitude n = 0;
	uint64_t low = 0;	/* eight bytes are nearly always all of it, and take no 128 bits */
	unsigned shift = 0;

	for (; r->at < r->end && shift < 56; shift += 7) {
		unsigned char c = *r->at++;

		if (c == 0 && shift > 0)
			return refuse(r);
		low |= (uint64_t)(c & 0x7f) << shift;
		if (c < 0x80)
			return low;
	}
	for (n = low; r->at < r->end && shift < 128; shift += 7) {
		unsigned char c = *r->at++;

		if ((shift == 126 && c > 3) || (c == 0 && shift > 0))
			break;
		n |= (magnitude)(c & 0x7f) << shift;
		if (c < 0x80)
			return n;
	}
	return refuse(r);
}

static uint64_t
take_number(struct reader *r, uint64_t most)
{
	/* one byte is nearly all of them, and takes no 128 bits */
	magnitude n = r->at < r->end && *r->at < 0x80 ? *r->at++ : take_wide(r);

	return n <= most ? (uint64_t)n : refuse(r);
}

/* The length of something that has to fit in what is left behind it. */
static size_t
take_length(struct reader *r)
{
	uint64_t n = take_number(r, SIZE_MAX);

	return n <= left(r) ? n : refuse(r);
}

static decimal
take_decimal(struct reader *r)
{
	magnitude n = take_wide(r);
	decimal d = (decimal)(n >> 1);

	if (n & 1)
		d = -d - 1;
	if (n >> 64 == 0)
		return d;
	return decimal_add(d, 0, &d) ? d : refuse(r);	/* what arithmetic can't hold */
}

static int
take_power(struct reader *r)
{
	decimal d = take_decimal(r);

	return d >= -DECIMAL_PLACES && d <= 25 ? (int)d : (int)refuse(r);
}

static struct str
take_bytes(struct reader *r, size_t len)
{
	struct str s = { (const char *)r->at, len };

	r->at += len;
	return s;
}

/* Most texts are short and plain, and known to be so without a call. */
static bool
is_plain(struct str s)
{
	uint64_t all = 0, word;
	size_t i = 0;

	for (; s.len - i >= sizeof(word); i += sizeof(word)) {
		memcpy(&word, s.at + i, sizeof(word));
		all |= word;
	}
	if (s.len >= sizeof(word)) {
		memcpy(&word, s.at + s.len - sizeof(word), sizeof(word));	/* some of it again */
		return !((all | word) & 0x8080808080808080);
	}
	for (; i < s.len; i++)
		all |= (unsigned char)s.at[i];
	return !(all & 0x8080808080808080);
}

static struct str
take_text(struct reader *r)
{
	struct str s = take_bytes(r, take_length(r));

	if (!is_plain(s) && utf8_invalid_at(s) != s.len)
		refuse(r);
	return s;
}

/* Each record takes a byte for each field or more, so that a count out of all proportion
 * is seen before anything is allocated for it. */
static char *
take_records(struct reader *r, const struct record *of, uint64_t count)
{
	if (count == 0)
		return NULL;
	if (count > left(r) / of->count) {
		refuse(r);
		return NULL;
	}
	char *first = arena_array(r->arena, count, of->size);

	for (uint64_t i = 0; i < count && !r->bad; i++)
		read_record(r, of, first + i * of->size);
	return first;
}

static void
put_number(char *at, uint32_t n)
{
	memcpy(at, &n, sizeof(n));
}

static uint32_t
number_at(const char *at)
{
	uint32_t n;

	memcpy(&n, at, sizeof(n));
	return n;
}

static void
put_pointer(char *at, const char *pointer)
{
	memcpy(at, &pointer, sizeof(pointer));
}

static void
read_text(struct reader *r, const struct field *f, char *base)
{
	*(struct str *)(void *)(base + f->offset) = take_text(r);
}

static void
read_rest(struct reader *r, const struct field *f, char *base)
{
	*(struct str *)(void *)(base + f->offset) = take_bytes(r, left(r));
}

static void
read_number(struct reader *r, const struct field *f, char *base)
{
	put_number(base + f->offset, (uint32_t)take_number(r, UINT32_MAX));
}

static void
read_index(struct reader *r, const struct field *f, char *base)
{
	put_number(base + f->offset, (uint32_t)take_number(r, UINT32_MAX) - 1);	/* 0 is none */
}

static void
read_enum(struct reader *r, const struct field *f, char *base)
{
	put_number(base + f->offset, (uint32_t)take_number(r, f->limit - 1));
}

static void
read_small(struct reader *r, const struct field *f, char *base)
{
	base[f->offset] = (char)take_number(r, f->limit - 1);
}

static void
read_flag(struct reader *r, const struct field *f, char *base)
{
	*(bool *)(base + f->offset) = take_number(r, 1) != 0;
}

static void
read_place(struct reader *r, const struct field *f, char *base)
{
	base[f->offset] = (char)take_power(r);
}

static void
read_scale(struct reader *r, const struct field *f, char *base)
{
	*(int *)(void *)(base + f->offset) = take_power(r);
}

static void
read_decimal(struct reader *r, const struct field *f, char *base)
{
	*(decimal *)(void *)(base + f->offset) = take_decimal(r);
}

static void
read_hash(struct reader *r, const struct field *f, char *base)
{
	struct hash h = { 0, 0 };

	if (left(r) < 16) {
		refuse(r);
		return;
	}
	for (int i = 0; i < 8; i++)
		h.high = h.high << 8 | *r->at++;
	for (int i = 0; i < 8; i++)
		h.low = h.low << 8 | *r->at++;
	*(struct hash *)(void *)(base + f->offset) = h;
}

static void
read_code(struct reader *r, const struct field *f, char *base)
{
	enum diag_code code = 0;

	if (!diag_code_of(take_text(r), &code))
		refuse(r);
	put_number(base + f->offset, (uint32_t)code);
}

static void
read_list(struct reader *r, const struct field *f, char *base)
{
	uint32_t count = (uint32_t)take_number(r, UINT32_MAX);

	put_number(base + f->other, count);
	put_pointer(base + f->offset, take_records(r, f->of, count));
}

static void
read_counted(struct reader *r, const struct field *f, char *base)
{
	put_pointer(base + f->offset, take_records(r, f->of, number_at(base + f->other)));
}

static void
read_cells(struct reader *r, const struct field *f, char *base)
{
	struct table *t = &((struct object *)(void *)base)->table;
	uint64_t count = (uint64_t)t->nrow * t->ncolumn;

	if (!take_number(r, 1))
		return;
	put_pointer(base + f->offset, take_records(r, f->of, count));
	if (count == 0)
		refuse(r);	/* that there are none is said in one way */
}

static void
read_chain(struct reader *r, const struct field *f, char *base)
{
	uint64_t count = take_number(r, UINT32_MAX);
	char *first = take_records(r, f->of, count);

	put_pointer(base + f->offset, first);
	for (uint64_t i = 1; i < count && !r->bad; i++, first += f->of->size)
		put_pointer(first + f->other, first + f->of->size);
}

static void (*const readers[FIELD_KINDS])(struct reader *, const struct field *, char *) = {
	[FIELD_TEXT] = read_text,       [FIELD_REST] = read_rest,
	[FIELD_NUMBER] = read_number,   [FIELD_INDEX] = read_index,
	[FIELD_ENUM] = read_enum,       [FIELD_SMALL] = read_small,
	[FIELD_FLAG] = read_flag,       [FIELD_PLACE] = read_place,
	[FIELD_SCALE] = read_scale,     [FIELD_DECIMAL] = read_decimal,
	[FIELD_HASH] = read_hash,       [FIELD_CODE] = read_code,
	[FIELD_LIST] = read_list,       [FIELD_COUNTED] = read_counted,
	[FIELD_CELLS] = read_cells,     [FIELD_CHAIN] = read_chain,
};

static void
read_record(struct reader *r, const struct record *record, char *at)
{
	/* these are nearly all fields: called directly, they are inlined */
	for (const struct field *f = record->fields; f < record->fields + record->count; f++)
		switch (f->kind) {
		case FIELD_TEXT:    read_text(r, f, at); break;
		case FIELD_NUMBER:  read_number(r, f, at); break;
		case FIELD_ENUM:    read_enum(r, f, at); break;
		case FIELD_SMALL:   read_small(r, f, at); break;
		case FIELD_DECIMAL: read_decimal(r, f, at); break;
		default:            readers[f->kind](r, f, at);
		}
}

static void
read_magic(struct reader *r)
{
	if (left(r) < FORM_MAGIC_LEN || memcmp(r->at, form_magic, FORM_MAGIC_LEN) != 0)
		refuse(r);
	else
		r->at += FORM_MAGIC_LEN;
}

/* A part has its length ahead of it, and must fill it. */
static void
read_part(struct reader *r, const struct form_part *p, unsigned parts, struct object *o)
{
	struct reader part = *r;
	size_t len = take_length(r);

	part.at = r->at;
	part.end = r->at + len;
	r->at += len;
	if (!(parts & p->part) || r->bad)
		return;
	read_record(&part, p->record, (char *)o);
	if (part.bad || part.at != part.end)
		refuse(r);
}

/* The prologue counts what is in parts that nobody asked for. */
static void
forget_unread(struct object *o, unsigned parts)
{
	if (!(parts & OBJECT_HEAD))
		o->nreference = o->ntext_table = 0;
	if (!(parts & OBJECT_BODY))
		o->nfragment = 0;
	if (!(parts & OBJECT_CELLS))
		o->table.nrow = o->table.ncolumn = o->ntext_column = o->ntext_row = o->ntext_cell = 0;
}

bool
object_read(struct str bytes, unsigned parts, struct arena *a, struct object *out)
{
	const unsigned char *first = (const unsigned char *)bytes.at;
	struct reader r = { first, first + bytes.len, a, false };

	*out = (struct object){ 0 };
	read_magic(&r);
	read_record(&r, &form_prologue, (char *)out);
	for (size_t i = 0; i < form_nparts; i++)
		read_part(&r, &form_parts[i], parts, out);
	if (r.bad || r.at != r.end || !form_bounds(out, parts)) {
		*out = (struct object){ 0 };
		return false;
	}
	forget_unread(out, parts);
	return true;
}
