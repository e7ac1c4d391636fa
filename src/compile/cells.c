/*
 * Cells: what the fields of a row mean in their columns.
 *
 * The passes over sums look at every amount of a table, some of them often.  Most cells of a column are written
 * in one form, so what the last form means there is kept, and only the number is unpacked.
 */
#include "compile/sheet.h"

#define FORM_NONE 255u		/* before the first cell */

struct cell_form {
	uint32_t    column, field;
	packed_form form;
	bool        is_plain;	/* a number of that form times factor is the value */
	int64_t     factor;
	struct cell cell;	/* of that form, but for the value */
};

/* Where a record is packed. */
struct spot {
	const struct packed_block *block;
	uint32_t record, index;
};

void
sheet_begin_cells(struct sheet *s)
{
	s->forms = arena_array(s->unit->arena, s->table->ncolumn, sizeof(*s->forms));
	for (uint32_t i = 0; i < s->table->ncolumn; i++)
		s->forms[i] = (struct cell_form){ .column = i, .field = s->columns[i].field,
			.form = FORM_NONE };
}

static void
learn(const struct sheet *s, struct cell_form *f, packed_form form)
{
	const struct table_column *column = &s->table->columns[f->column];

	*f = (struct cell_form){ .column = f->column, .field = f->field, .form = form, .is_plain = true,
		.cell.kind = form == FORM_BLANK ? AMOUNT_BLANK : AMOUNT_TEXT };
	if (column->kind != COLUMN_AMOUNT || form == FORM_BLANK)
		return;
	f->is_plain = form != FORM_AGAIN;
	if (!f->is_plain)
		return;
	f->cell.kind = written_amount((struct written){ 0, form }, column->unit, &f->cell.amount);
	f->is_plain = f->cell.amount.place <= PLACE_SURE;
	if (form_is_amount(form) && f->is_plain)
		f->factor = (int64_t)decimal_power(f->cell.amount.place);
}

static struct spot
spot_of(const struct sheet *s, uint32_t row)
{
	uint32_t record = sheet_record(s, row) - 1;

	return (struct spot){ packed_block(&s->csv.packed, record), record,
		packed_index(&s->csv.packed, record) };
}

static inline void
read_cell(const struct sheet *s, const struct spot *at, struct cell_form *f, struct cell *out)
{
	const struct packed_column *p = &at->block->columns[f->field];
	packed_form form = f->field < at->block->width ? packed_form_at(at->block, p, at->index)
		: (packed_form)FORM_BLANK;

	if (form != f->form)
		learn(s, f, form);
	*out = f->cell;
	if (f->factor != 0)
		out->amount.value = (decimal)packed_number(at->block, p, at->index) * f->factor;
	else if (!f->is_plain)
		out->kind = sheet_amount(s, at->record, f->field, s->table->columns[f->column].unit,
			&out->amount);
}

struct cell
sheet_cell(const struct sheet *s, uint32_t row, uint32_t column)
{
	struct spot at = spot_of(s, row);
	struct cell cell;

	read_cell(s, &at, &s->forms[column], &cell);
	return cell;
}

void
sheet_cells(const struct sheet *s, uint32_t row, const uint32_t *columns, uint32_t n,
	struct cell *out)
{
	struct spot at = spot_of(s, row);

	for (uint32_t i = 0; i < n; i++)
		read_cell(s, &at, &s->forms[columns[i]], &out[i]);
}

/* ---- figures that make another one ---- */

static void
add_column(struct adder *a, uint32_t column, bool minus)
{
	a->serves = a->serves && !a->s->columns[column].has_units;
	a->minus[a->count] = minus;
	a->columns[a->count] = column;
}

void
adder_begin(struct adder *a, const struct sheet *s, uint32_t sum)
{
	*a = (struct adder){ .s = s, .serves = s->unit->drops_checks };
	add_column(a, sum, false);
}

void
adder_part(struct adder *a, uint32_t column, bool minus)
{
	if (a->count == ADDER_PARTS) {
		a->serves = false;
		return;
	}
	a->count++;
	add_column(a, column, minus);
}

bool
adder_holds(struct adder *a, uint32_t row)
{
	struct cell cells[ADDER_PARTS + 1];
	decimal sum = 0;

	if (!a->serves || sheet_kind(a->s, row) == ROW_HEADING)
		return false;
	sheet_cells(a->s, row, a->columns, a->count + 1, cells);
	for (uint32_t i = 0; i <= a->count; i++) {
		decimal value = cells[i].amount.value;

		if (!cell_has_amount(&cells[i])
			|| (i > 0 && !decimal_add(sum, a->minus[i] ? -value : value, &sum)))
			return false;
	}
	return a->count > 0 && sum == cells[0].amount.value;
}
