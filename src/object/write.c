/*
 * An object to its bytes.
 *
 * Knows how each kind of field is written; which fields there are is form.c's.
 */
#include "object/form.h"

#include <assert.h>
#include <string.h>

__extension__ typedef unsigned __int128 magnitude;

static void write_record(struct buf *out, const struct record *r, const char *at);

static void
put_number(struct buf *out, uint64_t n)
{
	for (; n >= 0x80; n >>= 7)
		buf_char(out, (char)(n | 0x80));
	buf_char(out, (char)n);
}

static void
put_decimal(struct buf *out, decimal d)
{
	magnitude n = d < 0 ? ~((magnitude)d << 1) : (magnitude)d << 1;

	for (; n >= 0x80; n >>= 7)
		buf_char(out, (char)(n | 0x80));
	buf_char(out, (char)n);
}

static void
put_text(struct buf *out, struct str s)
{
	put_number(out, s.len);
	buf_str(out, s);
}

static uint32_t
number_at(const char *at)
{
	uint32_t n;

	memcpy(&n, at, sizeof(n));
	return n;
}

/* The records of a list, which has no bytes between them. */
static void
put_records(struct buf *out, const struct field *f, const char *base, size_t count)
{
	const char *first;

	memcpy(&first, base + f->offset, sizeof(first));
	for (size_t i = 0; i < count; i++)
		write_record(out, f->of, first + i * f->of->size);
}

static void
write_text(struct buf *out, const struct field *f, const char *base)
{
	put_text(out, *(const struct str *)(const void *)(base + f->offset));
}

static void
write_rest(struct buf *out, const struct field *f, const char *base)
{
	buf_str(out, *(const struct str *)(const void *)(base + f->offset));
}

static void
write_number(struct buf *out, const struct field *f, const char *base)
{
	put_number(out, number_at(base + f->offset));
}

static void
write_index(struct buf *out, const struct field *f, const char *base)
{
	put_number(out, (uint32_t)(number_at(base + f->offset) + 1));	/* none becomes 0 */
}

static void
write_small(struct buf *out, const struct field *f, const char *base)
{
	put_number(out, (unsigned char)base[f->offset]);
}

static void
write_place(struct buf *out, const struct field *f, const char *base)
{
	put_decimal(out, (signed char)base[f->offset]);
}

static void
write_scale(struct buf *out, const struct field *f, const char *base)
{
	put_decimal(out, *(const int *)(const void *)(base + f->offset));
}

static void
write_decimal(struct buf *out, const struct field *f, const char *base)
{
	put_decimal(out, *(const decimal *)(const void *)(base + f->offset));
}

static void
write_hash(struct buf *out, const struct field *f, const char *base)
{
	const struct hash *h = (const void *)(base + f->offset);

	for (int shift = 56; shift >= 0; shift -= 8)
		buf_char(out, (char)(h->high >> shift));
	for (int shift = 56; shift >= 0; shift -= 8)
		buf_char(out, (char)(h->low >> shift));
}

static void
write_code(struct buf *out, const struct field *f, const char *base)
{
	put_text(out, str_of(diag_name((enum diag_code)number_at(base + f->offset))));
}

static void
write_list(struct buf *out, const struct field *f, const char *base)
{
	put_number(out, number_at(base + f->other));
	put_records(out, f, base, number_at(base + f->other));
}

static void
write_counted(struct buf *out, const struct field *f, const char *base)
{
	put_records(out, f, base, number_at(base + f->other));
}

static void
write_cells(struct buf *out, const struct field *f, const char *base)
{
	const struct table *t = &((const struct object *)(const void *)base)->table;

	size_t count = t->cells ? (size_t)t->nrow * t->ncolumn : 0;

	buf_char(out, count > 0);
	put_records(out, f, base, count);
}

static void
write_chain(struct buf *out, const struct field *f, const char *base)
{
	const char *first, *each;
	size_t count = 0;

	memcpy(&first, base + f->offset, sizeof(first));
	for (each = first; each; memcpy(&each, each + f->other, sizeof(each)))
		count++;
	put_number(out, count);
	for (each = first; each; memcpy(&each, each + f->other, sizeof(each)))
		write_record(out, f->of, each);
}

static void (*const writers[FIELD_KINDS])(struct buf *, const struct field *, const char *) = {
	[FIELD_TEXT] = write_text,       [FIELD_REST] = write_rest,
	[FIELD_NUMBER] = write_number,   [FIELD_INDEX] = write_index,
	[FIELD_ENUM] = write_number,     [FIELD_SMALL] = write_small,
	[FIELD_FLAG] = write_small,      [FIELD_PLACE] = write_place,
	[FIELD_SCALE] = write_scale,     [FIELD_DECIMAL] = write_decimal,
	[FIELD_HASH] = write_hash,       [FIELD_CODE] = write_code,
	[FIELD_LIST] = write_list,       [FIELD_COUNTED] = write_counted,
	[FIELD_CELLS] = write_cells,     [FIELD_CHAIN] = write_chain,
};

static void
write_record(struct buf *out, const struct record *r, const char *at)
{
	for (const struct field *f = r->fields; f < r->fields + r->count; f++)
		writers[f->kind](out, f, at);
}

/* Its length stands ahead of it, and is not known before it is written. */
static void
write_part(struct buf *out, const struct form_part *p, const struct object *o)
{
	struct buf len = BUF_EMPTY;
	size_t start = out->len;

	write_record(out, p->record, (const char *)o);
	put_number(&len, out->len - start);
	buf_insert(out, start, buf_view(&len));
	buf_release(&len);
}

void
object_write(const struct object *o, struct buf *out)
{
	assert(form_bounds(o, OBJECT_WHOLE));	/* or no reader would take it */
	buf_add(out, form_magic, sizeof(form_magic));
	write_record(out, &form_prologue, (const char *)o);
	for (size_t i = 0; i < form_nparts; i++)
		write_part(out, &form_parts[i], o);
}
