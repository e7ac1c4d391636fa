/*
 * Formulas of a sidecar: from its text to a value of this table's cells.
 *
 * Knows where in the sidecar a formula stands and which cells its names mean here; the language is
 * formula.c's, and evaluating it the object's.
 */
#include "compile/sidecar_formula.h"

#include "base/nearest.h"
#include "base/utf8.h"
#include "object/symbol.h"

#define MOST_LISTED 6u	/* cells that an address fits, in a help */

/* A datum's place is in characters, and before its quotation mark where it has one. */
static size_t
offset_of(const struct source *source, const struct datum *d)
{
	size_t offset = source_offset(source, d->line, 1);

	for (uint32_t column = 1; column < d->column && offset < source->text.len; column++)
		utf8_next(source->text, &offset);
	if (offset < source->text.len &&
	    (source->text.at[offset] == '"' || source->text.at[offset] == '\''))
		offset++;
	return offset;
}

bool
sidecar_formula_parse(struct formula *f, enum diag_code code)
{
	struct compilation *u = f->s->unit;

	f->first_reference = u->object.nreference;
	f->broken = false;
	f->cell_row = f->cell_column = f->odd_row = f->odd_column = OBJECT_NONE;
	bool parsed = formula_parse(u, &u->sidecar, offset_of(&u->sidecar, f->d), f->d->text, code,
		&f->first_op, &f->nop);

	f->end_reference = u->object.nreference;
	return parsed;
}

void
sidecar_formula_forget(struct formula *f)
{
	f->s->unit->object.nop = f->first_op;
	f->s->unit->object.nreference = f->first_reference;
}

static struct place
reference_place(const struct formula *f, const struct reference *r)
{
	return (struct place){ f->s->unit->sidecar.path, r->line, r->column, r->width };
}

static void
try_name(void *context, struct str address)
{
	nearest_try(context, address);
}

static void
say_unknown(struct formula *f, const struct reference *r)
{
	struct sheet *s = f->s;
	struct nearest near;
	struct finding *found = diag_add(&s->unit->diag, DIAG_SIDECAR_MISMATCH, reference_place(f, r),
		f->row == OBJECT_NONE ? "the table has no cell “" STR_FMT "”"
		: "the table has no column of amounts and no cell “" STR_FMT "”", STR_ARG(r->fragment));

	f->broken = true;
	nearest_init(&near, r->fragment);
	for (uint32_t i = 0; f->row != OBJECT_NONE && i < s->table->ncolumn; i++)
		if (s->table->columns[i].kind == COLUMN_AMOUNT)
			nearest_try(&near, s->table->columns[i].slug);
	symbol_names(s->table, try_name, &near, s->unit->arena);
	struct str text = nearest_text(&near, s->unit->arena);

	if (text.len > 0)
		diag_help(&s->unit->diag, found, STR_FMT, STR_ARG(text));
	else
		diag_help(&s->unit->diag, found, f->row == OBJECT_NONE
			? "write a row, or a row and a column: `total/2026-27`"
			: "write the name of a column as it stands in the header");
}

/* Cells that an address fits, where one is wanted: all of them, so that one can be chosen. */
static void
say_several(struct formula *f, const struct reference *r, const struct symbol_cells *cells)
{
	const struct table *t = f->s->table;
	const struct symbols *symbols = sheet_symbols(f->s);
	struct diag *d = &f->s->unit->diag;
	struct buf names = BUF_EMPTY;
	struct finding *found = diag_add(d, DIAG_REFERENCE_AMBIGUOUS, reference_place(f, r),
		"“" STR_FMT "” fits %zu cells, and one is wanted", STR_ARG(r->fragment), cells->count);

	f->broken = true;
	for (size_t i = 0; i < cells->count && i < MOST_LISTED; i++)
		buf_print(&names, "%s`" STR_FMT "`", i > 0 ? ", " : "",
			STR_ARG(symbols_of(symbols, cells->cells[i] / t->ncolumn,
				cells->cells[i] % t->ncolumn, f->s->unit->arena)));
	diag_help(d, found, "it may be " STR_FMT "%s", STR_ARG(buf_view(&names)),
		cells->count > MOST_LISTED ? " and others" : "");
	buf_release(&names);
}

static bool
has_unit_of(const struct table_column *c, struct str text)
{
	struct amount_unit unit;
	size_t start, end;

	return amount_unit_read(text, &unit, &start, &end) && unit.unit == c->unit.unit
		&& unit.scale == c->unit.scale;
}

/* Columns that differ in their unit alone are told apart by it: `Share %` beside `Share £k`. */
uint32_t
sidecar_formula_column(const struct sheet *s, const struct reference *r, bool *several)
{
	uint32_t found = OBJECT_NONE, with_unit = OBJECT_NONE, count = 0;

	for (uint32_t i = 0; i < s->table->ncolumn; i++) {
		const struct table_column *c = &s->table->columns[i];

		if (c->kind != COLUMN_AMOUNT || !str_equal(c->slug, r->fragment))
			continue;
		found = count++ == 0 ? i : found;
		if (has_unit_of(c, r->text))
			with_unit = i;
	}
	*several = count > 1 && with_unit == OBJECT_NONE;
	return with_unit != OBJECT_NONE ? with_unit : found;
}

static void
note_cell(struct formula *f, uint32_t row, uint32_t column)
{
	struct cell c = sheet_cell(f->s, row, column);

	if (f->cell_row == OBJECT_NONE) {
		f->cell_row = row;
		f->cell_column = column;
	}
	if (f->odd_row == OBJECT_NONE && c.kind != AMOUNT_BLANK && !cell_has_amount(&c)) {
		f->odd_row = row;
		f->odd_column = column;
	}
}

/* The op that takes the reference is one of many, or the only one, of its function. */
static bool
takes_several(const struct formula *f, uint32_t reference)
{
	const struct op *ops = &f->s->unit->object.ops[f->first_op];

	for (uint32_t i = 0; i < f->nop; i++) {
		if (ops[i].kind != OP_CELL || ops[i].index != reference)
			continue;
		for (uint32_t j = i + 1; j < f->nop; j++)
			if (ops[j].kind == OP_SUM || ops[j].kind == OP_MIN || ops[j].kind == OP_MAX
				|| ops[j].kind == OP_COUNT)
				return true;
	}
	return false;
}

/* The cells that an address means, for all formulas that name them. */
struct named_cells {
	struct symbol_cells       found;
	const struct table_cell **cells;
};

static const struct named_cells *
named_cells(struct sheet *s, struct str address)
{
	const struct symbols *symbols = sheet_symbols(s);
	struct named_cells *n = map_get(&s->named_cells, address);

	if (n)
		return n;
	n = arena_alloc(s->unit->arena, sizeof(*n));
	symbols_find(symbols, address, s->unit->arena, &n->found);
	n->cells = arena_array(s->unit->arena, n->found.count, sizeof(*n->cells));
	for (size_t i = 0; i < n->found.count; i++)
		n->cells[i] = sheet_whole_cell(s, n->found.cells[i] / s->table->ncolumn,
			n->found.cells[i] % s->table->ncolumn);
	map_put(&s->named_cells, address, n);
	return n;
}

static enum formula_state
find_named(struct formula *f, uint32_t reference, const struct table_cell ***cells, size_t *n)
{
	struct sheet *s = f->s;
	const struct reference *r = &s->unit->object.references[reference];
	const struct named_cells *named = named_cells(s, r->fragment);

	*cells = named->cells;
	*n = named->found.count;
	s->cells_read += *n;
	if (s->cells_read > FORMULA_CELLS)
		return FORMULA_LONG;
	for (size_t i = 0; i < *n; i++)
		note_cell(f, named->found.cells[i] / s->table->ncolumn, named->found.cells[i] % s->table->ncolumn);
	if (*n == 0)
		say_unknown(f, r);
	else if (*n > 1 && !takes_several(f, reference))
		say_several(f, r, &named->found);
	return f->broken ? FORMULA_BROKEN : FORMULA_DONE;
}

/* In a column's formula a name is a column, else an address; in a rule it is an address. */
static enum formula_state
find_cells(void *context, uint32_t reference, const struct table_cell ***cells, size_t *n)
{
	struct formula *f = context;
	struct sheet *s = f->s;
	const struct reference *r = &s->unit->object.references[reference];
	bool several = false;
	uint32_t column = f->row == OBJECT_NONE ? OBJECT_NONE : sidecar_formula_column(s, r, &several);

	if (several)
		return FORMULA_SEVERAL;
	if (column == OBJECT_NONE)
		return find_named(f, reference, cells, n);
	*cells = arena_array(s->unit->arena, 1, sizeof(**cells));
	*n = 1;
	(*cells)[0] = sheet_whole_cell(s, f->row, column);
	note_cell(f, f->row, column);
	return f->broken ? FORMULA_BROKEN : FORMULA_DONE;
}

decimal
sidecar_tolerance(const struct sheet *s, decimal figure)
{
	switch (s->tolerance) {
	case TOLERANCE_EXACT:
		return 0;
	case TOLERANCE_AMOUNT:
	case TOLERANCE_SHARE:
		return sum_allowed(s, figure);
	default:
		return -1;
	}
}

enum formula_state
sidecar_formula_evaluate(struct formula *f, struct quantity *out, struct quantity sides[2])
{
	const struct formula_cells cells = { find_cells, f };
	const struct op *ops = &f->s->unit->object.ops[f->first_op];
	enum formula_state state;

	f->odd_row = f->odd_column = OBJECT_NONE;
	state = formula_evaluate(ops, f->nop, &cells, sidecar_tolerance(f->s, 0), out, sides);
	/* what share of a figure may be off is known when the figure is */
	if (state == FORMULA_DONE && out->is_truth && f->s->tolerance == TOLERANCE_SHARE)
		state = formula_evaluate(ops, f->nop, &cells,
			sidecar_tolerance(f->s, sides[1].value), out, sides);
	return state;
}

void
sidecar_formula_say(struct formula *f, enum formula_state state, const char *what)
{
	static const struct { const char *says, *help; enum diag_code code; } reasons[] = {
		[FORMULA_OVERFLOW] = { "can't be checked: it comes to more than can be held exactly",
			"see whether a figure has too many digits, or the unit is wrong",
			DIAG_TOTAL_UNCHECKED },
		[FORMULA_DIVIDES_BY_ZERO] = { "can't be checked: it divides by nought",
			"see which figure it divides by", DIAG_TOTAL_UNCHECKED },
		[FORMULA_UNIT] = { "can't be checked: it adds or compares amounts of different units",
			"write money with its sign, as `£20k`; give a column its `unit` where the header "
			"doesn't say it", DIAG_UNIT_MIXED },
		[FORMULA_SEVERAL] = { "names a column that the table has more than once",
			"write the name with its unit, as it stands in the header",
			DIAG_REFERENCE_AMBIGUOUS },
		[FORMULA_LONG] = { "can't be checked: the formulas here read more than twenty million cells",
			"name a total in place of all that it is the sum of", DIAG_TOTAL_UNCHECKED },
	};

	if (state == FORMULA_UNCHECKED || state == FORMULA_BROKEN || state == FORMULA_DONE || f->broken)
		return;
	f->broken = true;

	struct diag *d = &f->s->unit->diag;
	struct finding *found = diag_add(d, reasons[state].code, sidecar_place(f->s, f->d),
		"the %s “" STR_FMT "” %s", what, STR_ARG(f->d->text), reasons[state].says);

	diag_help(d, found, "%s", reasons[state].help);
}
