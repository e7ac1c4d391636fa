/*
 * The cells of a row in several columns at once.
 *
 * What sheet_cell gives, several times as fast: the passes over sums look at every amount of a table.
 */
#include "compile/sheet.h"

void
cells_begin(const struct sheet *s, struct cell_reader *c, uint32_t column)
{
	*c = (struct cell_reader){ .column = column, .field = s->columns[column].field,
		.form = FORM_AGAIN };
}

/* Work out what a form means in the column. */
static void
learn(const struct sheet *s, struct cell_reader *c, packed_form form)
{
	struct amount_unit as = s->table->columns[c->column].unit;

	c->form = form;
	c->factor = 0;
	c->is_plain = form != FORM_AGAIN;
	if (!c->is_plain)
		return;
	c->cell.kind = written_amount((struct written){ 0, form }, as, &c->cell.amount);
	c->is_plain = c->cell.amount.place <= PLACE_SURE;
	if (form_is_amount(form) && c->is_plain)
		c->factor = (int64_t)decimal_power(c->cell.amount.place);
}

void
cells_read(const struct sheet *s, uint32_t row, struct cell_reader *c, uint32_t n,
	struct cell *out)
{
	uint32_t record = sheet_record(s, row) - 1;
	uint32_t at = packed_index(&s->csv.packed, record);
	const struct packed_block *b = packed_block(&s->csv.packed, record);

	for (uint32_t i = 0; i < n; i++) {
		const struct packed_column *p = &b->columns[c[i].field];
		packed_form form = c[i].field < b->width ? packed_form_at(b, p, at)
			: (packed_form)FORM_BLANK;

		if (form != c[i].form)
			learn(s, &c[i], form);
		if (!c[i].is_plain) {
			out[i] = sheet_cell(s, row, c[i].column);
			continue;
		}
		out[i] = c[i].cell;
		if (c[i].factor != 0)
			out[i].amount.value = (decimal)packed_number(b, p, at) * c[i].factor;
	}
}

static void
add_reader(struct adder *a, uint32_t column, bool minus)
{
	a->serves = a->serves && !a->s->columns[column].has_units;
	a->minus[a->count] = minus;
	cells_begin(a->s, &a->cells[a->count], column);
}

void
adder_begin(struct adder *a, const struct sheet *s, uint32_t sum)
{
	*a = (struct adder){ .s = s, .serves = s->unit->drops_checks };
	add_reader(a, sum, false);
}

void
adder_part(struct adder *a, uint32_t column, bool minus)
{
	if (a->count == ADDER_PARTS) {
		a->serves = false;
		return;
	}
	a->count++;
	add_reader(a, column, minus);
}

bool
adder_holds(struct adder *a, uint32_t row)
{
	struct cell cells[ADDER_PARTS + 1];
	decimal sum = 0;

	if (!a->serves || sheet_kind(a->s, row) == ROW_HEADING)
		return false;
	cells_read(a->s, row, a->cells, a->count + 1, cells);
	for (uint32_t i = 0; i <= a->count; i++) {
		decimal value = cells[i].amount.value;

		if (!cell_has_amount(&cells[i])
			|| (i > 0 && !decimal_add(sum, a->minus[i] ? -value : value, &sum)))
			return false;
	}
	return a->count > 0 && sum == cells[0].amount.value;
}
