/*
 * Fields packed in blocks, and unpacked one at a time.
 *
 * Knows bytes and forms; which records are rows and what columns are is the table's.
 */
#include "compile/packed.h"

#include <string.h>

#include "base/buf.h"
#include "compile/csv.h"

_Static_assert(FORM_PLACES * UNIT_COUNT * 2 <= FORM_KIND, "every amount has a form");

#define PLACE_LEAST (-DECIMAL_PLACES)
#define WIDE        1024u	/* bytes of a line: of so wide a table fewer records wait to be packed */

/* A column of the block that is being packed, gathered. */
struct gathered {
	int64_t     numbers[PACKED_RECORDS];
	packed_form forms[PACKED_RECORDS];
	bool        is_mixed;
	uint8_t     size;
};

/* Fields as they come, in the order of the records, until a block is full. */
struct packer {
	struct packed *packed;
	struct arena  *arena;
	struct buf     own, fields;		/* the packer's own bytes; struct written */
	struct written *next, *end;		/* where the next one goes; as far as there is room */
	uint32_t       records;			/* of the block, before the one that is coming */
	uint32_t       starts[PACKED_RECORDS + 1];	/* the first field of each record */
	uint32_t       lines[PACKED_RECORDS];
	bool           is_comment[PACKED_RECORDS];
	struct gathered column;
	const uint8_t *commas;		/* as in struct csv */
	uint32_t       ncomma;
	const bool    *initials;		/* of texts that may be amounts */
};

#define ROOM_LEAST 64u		/* a text may hold thousands of tables */

static const struct written *
fields_of(const struct packer *k)
{
	return (const void *)k->fields.at;
}

static uint32_t
count_of(const struct packer *k)
{
	return (uint32_t)(k->next - fields_of(k));
}

/* Twice as much as the count that there are. */
static void
make_room(struct packer *k, uint32_t count)
{
	size_t room = count < ROOM_LEAST / 2 ? ROOM_LEAST : (size_t)2 * count;

	buf_fill(&k->fields, '\0', room * sizeof(struct written) - k->fields.len);
	k->next = (struct written *)(void *)k->fields.at + count;
	k->end = (struct written *)(void *)k->fields.at + room;
}

struct packer *
packer_new(struct packed *p, struct arena *a, uint32_t most, size_t bytes)
{
	struct buf own = BUF_EMPTY;
	unsigned shift = bytes / (most + (size_t)1) > WIDE ? PACKED_SHIFT / 2 : PACKED_SHIFT;

	*p = (struct packed){ .shift = shift, .blocks = arena_array(a, (most >> shift) + (size_t)1,
		sizeof(*p->blocks)) };
	buf_fill(&own, '\0', sizeof(struct packer));

	struct packer *k = (void *)own.at;

	k->own = own;
	k->packed = p;
	k->arena = a;
	k->fields = BUF_EMPTY;
	make_room(k, 0);
	k->initials = amount_initials();
	return k;
}

void
packer_commas(struct packer *k, const uint8_t *commas, uint32_t ncomma)
{
	k->commas = commas;
	k->ncomma = commas ? ncomma : 0;
}

bool
packed_is_formula(struct str text)
{
	static const char *const begins[] = {"=", "+", "@", "|", "%", "＝", "＋", "＠", "｜", "％"};

	if (text.len == 0 || (text.at[0] >= '0' && text.at[0] <= '9')
		|| (text.at[0] >= 'A' && text.at[0] <= 'Z') || (text.at[0] >= 'a' && text.at[0] <= 'z'))
		return false;
	for (size_t i = 0; i < sizeof(begins) / sizeof(begins[0]); i++)
		if (str_starts(text, begins[i]))
			return true;
	return text.len > 1 && text.at[0] == '-' && text.at[1] != ' ' && text.at[1] != '-';
}

static packed_form
form_of(int place, enum unit unit, bool has_scale)
{
	return (packed_form)(place - PLACE_LEAST + FORM_PLACES * ((int)unit + UNIT_COUNT * has_scale));
}

int
form_place(packed_form form)
{
	return form % FORM_PLACES + PLACE_LEAST;
}

enum unit
form_unit(packed_form form)
{
	return (enum unit)(form / FORM_PLACES % UNIT_COUNT);
}

bool
form_has_scale(packed_form form)
{
	return form / FORM_PLACES >= UNIT_COUNT;
}

/* What amount_read makes of it, if a number and a form can say that. */
static struct written
written_of(struct str text, bool comma)
{
	const struct written again = { 0, FORM_AGAIN };
	struct amount a = { .value = 0 };
	enum amount_kind kind = (comma ? comma_amount : amount_read)(text,
		(struct amount_unit){ UNIT_NUMBER, 0 }, &a);

	if (kind == AMOUNT_TEXT)
		return (struct written){ 0, packed_is_formula(text) ? FORM_FORMULA : FORM_TEXT };
	if (kind == AMOUNT_OVERFLOW || a.own_unit > 1 || a.own_scale > 1)
		return again;
	if (kind != AMOUNT_VALUE)
		return a.own_unit ? again : (struct written){ 0, (packed_form)(FORM_KIND + kind) };
	if (a.place < PLACE_LEAST || a.place >= PLACE_LEAST + FORM_PLACES
		|| (a.value >= 0 && packed_is_formula(text)))
		return again;

	decimal number = a.value / decimal_power(a.place);

	if (number > INT64_MAX || number < -INT64_MAX)
		return again;
	return (struct written){ (int64_t)number,
		form_of(a.place, a.own_unit ? (enum unit)a.unit : UNIT_NUMBER, a.own_scale) };
}

/* "-0" is an amount that a spreadsheet would run as a formula: neither is lost. */
static struct written
read_text(const struct packer *k, struct str text)
{
	struct written w = { 0, FORM_BLANK };
	uint32_t field = k->ncomma > 0 ? count_of(k) - k->starts[k->records] : 0;
	bool comma = field < k->ncomma && k->commas[field];
	int decimals;

	if (text.len == 0)
		return w;
	if (comma)
		return written_of(text, true);
	if (amount_read_plain(text, &w.number, &decimals) && (w.number != 0 || text.at[0] != '-'))
		w.form = form_of(-decimals, UNIT_NUMBER, false);
	else if (!k->initials[(unsigned char)text.at[0]])
		w = (struct written){ 0, packed_is_formula(text) ? FORM_FORMULA : FORM_TEXT };
	else
		w = written_of(text, false);
	return w;
}

void
packer_add(struct packer *k, struct str text)
{
	struct written w = read_text(k, text);

	if (k->next == k->end)
		make_room(k, count_of(k));
	*k->next++ = w;
}

/* ---- packing ---- */

static uint8_t
size_for(int64_t least, int64_t most)
{
	static const uint8_t sizes[] = { 1, 2, 3, 4 };

	if (least == 0 && most == 0)
		return 0;
	for (size_t i = 0; i < sizeof(sizes); i++) {
		int64_t limit = (int64_t)1 << (8 * sizes[i] - 1);

		if (least >= -limit && most < limit)
			return sizes[i];
	}
	return sizeof(int64_t);
}

static void
gather(struct packer *k, uint32_t column)
{
	const struct written *fields = fields_of(k);
	int64_t least = 0, most = 0;
	packed_form differ = 0;
	struct gathered *g = &k->column;

	for (uint32_t i = 0; i < k->records; i++) {
		uint32_t at = k->starts[i] + column;
		struct written w = at < k->starts[i + 1] ? fields[at]
			: (struct written){ 0, FORM_BLANK };

		g->numbers[i] = w.number;
		g->forms[i] = w.form;
		least = w.number < least ? w.number : least;
		most = w.number > most ? w.number : most;
		differ |= w.form ^ g->forms[0];
	}
	g->is_mixed = differ != 0;
	g->size = size_for(least, most);
}

/* The low bytes of each number, the lowest first. */
static inline void
put_sized(const struct gathered *g, uint32_t count, unsigned char *out, unsigned size)
{
	for (uint32_t i = 0; i < count; i++, out += size)
		for (unsigned k = 0; k < size; k++)
			out[k] = (unsigned char)((uint64_t)g->numbers[i] >> (8 * k));
}

/* For each size a loop of its own. */
static void
put_numbers(const struct gathered *g, uint32_t count, unsigned char *out)
{
	switch (g->size) {
	case 1: put_sized(g, count, out, 1); break;
	case 2: put_sized(g, count, out, 2); break;
	case 3: put_sized(g, count, out, 3); break;
	case 4: put_sized(g, count, out, 4); break;
	case 8: put_sized(g, count, out, 8); break;
	default: break;
	}
}

static void
pack_column(struct packer *k, uint32_t column, struct packed_column *c, struct buf *bytes)
{
	const struct gathered *g = &k->column;
	unsigned char numbers[PACKED_RECORDS * sizeof(int64_t)];

	gather(k, column);
	*c = (struct packed_column){ .at = (uint32_t)bytes->len, .size = g->size,
		.form = g->forms[0], .is_mixed = g->is_mixed };
	if (g->is_mixed)
		buf_add(bytes, g->forms, k->records);
	put_numbers(g, k->records, numbers);
	buf_add(bytes, numbers, (size_t)g->size * k->records);
}

/* Widths and lines are kept where they don't follow from the first. */
static void
pack_records(struct packer *k, struct packed_block *b)
{
	bool differ = false, gaps = false;
	uint32_t first = k->starts[1] - k->starts[0];

	b->line = k->lines[0];
	for (uint32_t i = 0; i < k->records; i++) {
		uint32_t width = k->starts[i + 1] - k->starts[i];

		b->width = width > b->width ? width : b->width;
		differ = differ || width != first || k->is_comment[i];
		gaps = gaps || k->lines[i] != b->line + i;
	}
	if (differ)
		b->widths = arena_array(k->arena, k->records, sizeof(*b->widths));
	if (gaps)
		b->lines = arena_array(k->arena, k->records, sizeof(*b->lines));
	for (uint32_t i = 0; i < k->records; i++) {
		if (differ)
			b->widths[i] = k->is_comment[i] ? PACKED_COMMENT
				: k->starts[i + 1] - k->starts[i];
		if (gaps)
			b->lines[i] = k->lines[i];
	}
}

static bool
has_blank(const struct packer *k)
{
	const struct written *fields = fields_of(k);

	for (uint32_t i = 0; i < k->records; i++) {
		uint32_t at = k->starts[i];

		while (at < k->starts[i + 1] && fields[at].form == FORM_BLANK)
			at++;
		if (at == k->starts[i + 1])
			return true;
	}
	return false;
}

static void
pack_block(struct packer *k)
{
	struct packed_block *b =
		&k->packed->blocks[(k->packed->nrecord - 1) >> k->packed->shift];
	struct buf bytes = BUF_EMPTY;

	*b = (struct packed_block){ .records = k->records, .has_blank = has_blank(k) };
	pack_records(k, b);
	b->columns = arena_array(k->arena, b->width, sizeof(*b->columns));
	for (uint32_t i = 0; i < b->width; i++)
		pack_column(k, i, &b->columns[i], &bytes);
	b->bytes = (const unsigned char *)arena_copy(k->arena, bytes.at, bytes.len);
	buf_release(&bytes);
	k->next = (struct written *)(void *)k->fields.at;
	k->records = 0;
}

static void
end_record(struct packer *k, uint32_t line, bool is_comment)
{
	k->lines[k->records] = line;
	k->is_comment[k->records] = is_comment;
	k->starts[++k->records] = count_of(k);
	k->packed->nrecord++;
	if (k->records == 1u << k->packed->shift)
		pack_block(k);
}

void
packer_end(struct packer *k, uint32_t line)
{
	end_record(k, line, false);
}

void
packer_comment(struct packer *k, uint32_t line)
{
	end_record(k, line, true);
}

void
packer_finish(struct packer *k)
{
	struct buf own = k->own;

	if (k->records > 0)
		pack_block(k);
	buf_release(&k->fields);
	buf_release(&own);
}

/* ---- unpacking ---- */

packed_form
packed_form_of(const struct packed *p, uint32_t record, uint32_t field)
{
	const struct packed_block *b = packed_block(p, record);

	return field < b->width ? packed_form_at(b, &b->columns[field], packed_index(p, record))
		: (packed_form)FORM_BLANK;
}

struct written
packed_at(const struct packed *p, uint32_t record, uint32_t field)
{
	const struct packed_block *b = packed_block(p, record);
	uint32_t i = packed_index(p, record);

	if (field >= b->width)
		return (struct written){ 0, FORM_BLANK };
	return (struct written){ packed_number(b, &b->columns[field], i),
		packed_form_at(b, &b->columns[field], i) };
}

/* number steps of 10^place; false when that is more than an amount may be. */
static bool
value_of(int64_t number, int place, decimal *out)
{
	decimal value;

	if (place <= PLACE_SURE) {
		*out = (decimal)number * decimal_power(place);
		return true;
	}
	if (__builtin_mul_overflow((decimal)number, decimal_power(place), &value)
		|| decimal_abs(value) > decimal_power(DECIMAL_MOST))
		return false;
	*out = value;
	return true;
}

/* A dash or nil is 0 in the unit of its column. */
static enum amount_kind
sign_of(packed_form form, struct amount_unit as, struct amount *out)
{
	if (form == FORM_FORMULA)
		return AMOUNT_TEXT;

	enum amount_kind kind = (enum amount_kind)(form - FORM_KIND);

	if (kind == AMOUNT_DASH || kind == AMOUNT_NIL) {
		out->place = (int8_t)as.scale;
		out->unit = (uint8_t)as.unit;
	}
	return kind;
}

enum amount_kind
written_amount(struct written w, struct amount_unit as, struct amount *out)
{
	*out = (struct amount){ .value = 0 };
	if (!form_is_amount(w.form))
		return sign_of(w.form, as, out);
	enum unit own = form_unit(w.form);
	bool has_scale = form_has_scale(w.form);
	int place = form_place(w.form) + (has_scale || own == UNIT_PERCENT ? 0 : as.scale);

	if (!value_of(w.number, place, &out->value))
		return AMOUNT_OVERFLOW;
	out->place = (int8_t)place;
	out->unit = (uint8_t)(own != UNIT_NUMBER ? own : as.unit);
	out->own_unit = own != UNIT_NUMBER;
	out->own_scale = has_scale;
	return AMOUNT_VALUE;
}
