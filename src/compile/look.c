/*
 * Blocks of packed records, before their rows are made.
 *
 * Knows forms of fields and what each kind of column makes of them; which records are rows is row.c's.
 */
#include "compile/look.h"

/* The records of a block that may be rows, as indexes of the block. */
struct span {
	const struct packed_block *block;
	uint32_t first, end, record;	/* record: the number of the first one */
};

/* A column with one form has it at each of them; but a blank may be that of a blank line. */
static uint32_t
end_of(const struct span *span, const struct packed_column *p)
{
	bool is_one = !p->is_mixed && (p->form != FORM_BLANK || !span->block->has_blank);

	return is_one ? span->first + 1 : span->end;
}

static bool
has_negative(const struct span *span, const struct packed_column *p)
{
	for (uint32_t i = span->first; p->size > 0 && i < span->end; i++)
		if (packed_number(span->block, p, i) < 0)
			return true;
	return false;
}

/* A column of names or texts: what may be a formula is looked at row by row. */
static void
look_at_texts(const struct span *span, const struct packed_column *p, struct look *l)
{
	for (uint32_t i = span->first; i < end_of(span, p); i++) {
		packed_form form = packed_form_at(span->block, p, i);

		if (form == FORM_FORMULA || form == FORM_AGAIN)
			l->is_quiet = false;
	}
	if (has_negative(span, p))
		l->is_quiet = false;
}

/* What a form says of its column of amounts. */
static void
look_at_form(struct look *l, struct sheet_column *c, struct amount_unit as, packed_form form)
{
	struct amount a;

	if (form == FORM_TEXT || form == FORM_FORMULA || form == FORM_AGAIN)
		l->has_texts = true;
	if (form == FORM_AGAIN || (form_is_amount(form) && form_unit(form) != UNIT_NUMBER))
		c->has_units = true;
	if (form_is_amount(form) && written_amount((struct written){ 0, form }, as, &a) == AMOUNT_VALUE
		&& a.place > c->coarsest)
		c->coarsest = a.place;
}

static void
look_at_amounts(struct sheet *s, uint32_t column, const struct span *span,
	const struct packed_column *p, struct look *l)
{
	const struct packed_block *b = span->block;
	bool is_full = true;

	for (uint32_t i = span->first; i < end_of(span, p); i++) {
		packed_form form = packed_form_at(b, p, i);

		look_at_form(l, &s->columns[column], s->table->columns[column].unit, form);
		is_full = is_full && form_is_amount(form);
		if (form == FORM_BLANK
			&& (!b->has_blank || !sheet_is_blank(s, span->record + i - span->first)))
			s->columns[column].has_blanks = true;
	}
	l->is_full = l->is_full || is_full;
	if (p->size > 4)
		l->is_quiet = false;	/* so large a number may be more than an amount can hold */
}

void
look_at_block(struct sheet *s, uint32_t record, struct look *out)
{
	static const struct packed_column none = { 0, 0, FORM_BLANK, false };
	uint32_t begin = record - packed_index(&s->csv.packed, record);
	struct span span = { .block = packed_block(&s->csv.packed, record) };

	span.record = begin < s->first ? s->first : begin;
	span.first = span.record - begin;
	span.end = s->end - begin < span.block->records ? s->end - begin : span.block->records;
	*out = (struct look){ .is_quiet = true,
		.is_even = !span.block->widths && span.block->width == s->width };
	for (uint32_t i = 0; i < s->table->ncolumn; i++) {
		uint32_t field = s->columns[i].field;
		const struct packed_column *p = field < span.block->width
			? &span.block->columns[field] : &none;

		if (s->table->columns[i].kind == COLUMN_AMOUNT)
			look_at_amounts(s, i, &span, p, out);
		else
			look_at_texts(&span, p, out);
	}
	out->is_quiet = out->is_quiet && !out->has_texts;
}
