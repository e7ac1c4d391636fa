/*
 * What a sidecar wants checked: formulas of columns, shares that make a whole, rules between cells.
 *
 * Knows where their figures stand in this table; the language is formula.c's, and evaluating it
 * the object's.  A rule that names another table is kept for the linker.
 */
#include "base/nearest.h"
#include "base/utf8.h"
#include "compile/sheet.h"
#include "object/quantity.h"
#include "object/symbol.h"

struct formula {
	struct sheet *s;
	const struct datum *d;		/* where it is written */
	uint32_t first_op, nop, first_reference;
	uint32_t row;			/* of a column's formula; OBJECT_NONE for a rule */
	bool     broken;		/* an address was reported */
	uint32_t cell_row, cell_column;	/* the first cell that it means */
};

static struct place
place_of(const struct formula *f)
{
	return (struct place){ f->s->unit->sidecar.path, f->d->line, f->d->column,
		(uint32_t)utf8_count(f->d->text) };
}

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

static bool
parse(struct formula *f, enum diag_code code)
{
	struct compilation *u = f->s->unit;

	f->first_reference = u->object.nreference;
	f->broken = false;
	f->cell_row = f->cell_column = OBJECT_NONE;
	return formula_parse(u, &u->sidecar, offset_of(&u->sidecar, f->d), f->d->text, code,
		&f->first_op, &f->nop);
}

/* What is checked here leaves nothing for the linker to resolve. */
static void
forget(struct formula *f)
{
	f->s->unit->object.nop = f->first_op;
	f->s->unit->object.nreference = f->first_reference;
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
	struct finding *found = diag_add(&s->unit->diag, DIAG_SIDECAR_MISMATCH,
		(struct place){ s->unit->sidecar.path, r->line, r->column, r->width },
		"the table has no cell “" STR_FMT "”", STR_ARG(r->fragment));

	nearest_init(&near, r->fragment);
	for (uint32_t i = 0; f->row != OBJECT_NONE && i < s->table->ncolumn; i++)
		nearest_try(&near, s->table->columns[i].slug);
	symbol_names(s->table, try_name, &near, s->unit->arena);
	struct str text = nearest_text(&near, s->unit->arena);

	if (text.len > 0)
		diag_help(&s->unit->diag, found, STR_FMT, STR_ARG(text));
}

static uint32_t
column_of_slug(const struct sheet *s, struct str slug)
{
	for (uint32_t i = 0; i < s->table->ncolumn; i++)
		if (str_equal(s->table->columns[i].slug, slug) &&
		    s->table->columns[i].kind == COLUMN_AMOUNT)
			return i;
	return OBJECT_NONE;
}

/* In a column's formula a name is a column, else an address; in a rule it is an address. */
static enum formula_state
find_cells(void *context, uint32_t reference, const struct table_cell ***cells, size_t *n)
{
	struct formula *f = context;
	struct sheet *s = f->s;
	const struct reference *r = &s->unit->object.references[reference];
	uint32_t column = f->row == OBJECT_NONE ? OBJECT_NONE : column_of_slug(s, r->fragment);
	struct symbol_cells found = { .count = 1 };
	uint32_t own;

	if (column != OBJECT_NONE) {
		own = f->row * s->table->ncolumn + column;
		found.cells = &own;
	} else {
		symbol_find(s->table, r->fragment, s->unit->arena, &found);
	}
	*cells = arena_array(s->unit->arena, found.count, sizeof(**cells));
	*n = found.count;
	for (size_t i = 0; i < found.count; i++)
		(*cells)[i] = sheet_whole_cell(s, found.cells[i] / s->table->ncolumn,
			found.cells[i] % s->table->ncolumn);
	if (found.count > 0 && f->cell_row == OBJECT_NONE) {
		f->cell_row = found.cells[0] / s->table->ncolumn;
		f->cell_column = found.cells[0] % s->table->ncolumn;
	}
	if (found.count == 0) {
		f->broken = true;
		say_unknown(f, r);
	}
	return found.count > 0 ? FORMULA_DONE : FORMULA_BROKEN;
}

static decimal
tolerance_of(const struct sheet *s)
{
	return s->tolerance == TOLERANCE_EXACT ? 0 : s->tolerance == TOLERANCE_AMOUNT ? s->allowed : -1;
}

static enum formula_state
evaluate(struct formula *f, struct quantity *out, struct quantity sides[2])
{
	const struct formula_cells cells = { find_cells, f };

	return formula_evaluate(&f->s->unit->object.ops[f->first_op], f->nop, &cells,
		tolerance_of(f->s), out, sides);
}

static void
say_state(struct formula *f, enum formula_state state, const char *what)
{
	static const char *const says[] = {
		[FORMULA_OVERFLOW] = "comes to more than can be held exactly",
		[FORMULA_DIVIDES_BY_ZERO] = "divides by nothing",
		[FORMULA_UNIT] = "adds or compares amounts of different units",
		[FORMULA_SEVERAL] = "names several cells where one is wanted",
	};

	if (state == FORMULA_UNCHECKED || state == FORMULA_BROKEN || state == FORMULA_DONE)
		return;
	f->broken = true;
	diag_add(&f->s->unit->diag, state == FORMULA_SEVERAL ? DIAG_REFERENCE_AMBIGUOUS
		: state == FORMULA_UNIT ? DIAG_UNIT_MIXED : DIAG_SIDECAR_MISMATCH, place_of(f),
		"the %s “" STR_FMT "” %s", what, STR_ARG(f->d->text), says[state]);
}

/* ---- formulas of columns ---- */

/* Sums and differences hold for totals too; a price times a number does not. */
static bool
is_linear(const struct formula *f)
{
	for (uint32_t i = 0; i < f->nop; i++) {
		enum op_kind kind = f->s->unit->object.ops[f->first_op + i].kind;

		if (kind != OP_CELL && kind != OP_ADD && kind != OP_SUBTRACT && kind != OP_NEGATE)
			return false;
	}
	return true;
}

static void
add_covers(struct formula *f, struct check *check)
{
	struct sheet *s = f->s;
	uint32_t first = s->unit->object.ncover, n = 0;

	for (uint32_t i = 0; i < f->nop && is_linear(f); i++) {
		const struct op *op = &s->unit->object.ops[f->first_op + i];
		uint32_t column =
			op->kind == OP_CELL
				? column_of_slug(s, s->unit->object.references[op->index].fragment)
				: OBJECT_NONE;
		bool minus = i + 1 < f->nop && i > 0
			&& s->unit->object.ops[f->first_op + i + 1].kind == OP_SUBTRACT;

		if (column == OBJECT_NONE || sheet_cell(s, f->row, column).kind == AMOUNT_BLANK)
			continue;
		*unit_add_cover(s->unit) = (struct cover){ f->row, column, minus };
		n++;
	}
	check->first_cover = first;
	check->covers = n;
}

static void
say_formula(struct formula *f, uint32_t column, const struct check *check, int place)
{
	struct sheet *s = f->s;
	bool rounding = check->verdict == VERDICT_ROUNDING;
	struct str name = sheet_column_name(s, column);
	struct finding *found = diag_add(&s->unit->diag,
		rounding ? DIAG_TOTAL_ROUNDING : DIAG_FORMULA_MISMATCH, sheet_place(s, f->row, column),
		STR_FMT " is " STR_FMT "; " STR_FMT " gives " STR_FMT "%s", STR_ARG(name),
		STR_ARG(sum_plain(s, column, check->stated, place)), STR_ARG(f->d->text),
		STR_ARG(sum_plain(s, column, check->computed, place)),
		rounding ? ": the difference is rounding" : "");

	diag_label(&s->unit->diag, found,
		   "stated " STR_FMT ", computed " STR_FMT ", difference " STR_FMT,
		   STR_ARG(sum_full(s, column, check->stated, place)),
		   STR_ARG(sum_full(s, column, check->computed, place)),
		   STR_ARG(sum_full(s, column, check->difference, place)));
	found->sum.stated = decimal_text(s->unit->arena, check->stated);
	found->sum.computed = decimal_text(s->unit->arena, check->computed);
	found->sum.difference = decimal_text(s->unit->arena, check->difference);
	found->sum.unit = str_of(unit_sign(s->table->columns[column].unit.unit));
	if (!rounding)
		diag_help(&s->unit->diag, found, "see which of the figures in this row is wrong; "
			"the formula is in the table's sidecar");
}

/* The finest digit that the two figures have, but no more than two beyond that of the cell. */
static int
place_for(decimal computed, int place)
{
	for (int i = 0; i < 2 && place > -DECIMAL_PLACES && computed % decimal_power(place) != 0; i++)
		place--;
	return place;
}

static bool
compare(struct formula *f, const struct cell *cell, const struct quantity *value,
	struct check *check)
{
	struct quantity stated = quantity_of(&cell->amount), computed = *value;

	if (quantity_align(&stated, &computed) != FORMULA_DONE
		|| !decimal_sub(stated.value, computed.value, &check->difference)) {
		say_state(f, FORMULA_UNIT, "formula");
		return false;
	}
	check->stated = stated.value;
	check->computed = computed.value;
	check->bound = quantity_reach(&stated, &computed, tolerance_of(f->s));
	if (check->difference == 0)
		check->verdict = VERDICT_EXACT;
	else
		check->verdict = decimal_abs(check->difference) <= check->bound ? VERDICT_ROUNDING
			: VERDICT_MISMATCH;
	return true;
}

static void
check_cell(struct formula *f, uint32_t row, uint32_t column)
{
	struct sheet *s = f->s;
	struct cell cell = sheet_cell(s, row, column);
	struct check check = { .kind = CHECK_FORMULA, .verdict = VERDICT_UNCHECKED, .row = row,
		.column = column, .basis = { .name = f->d->text } };
	struct quantity value, sides[2];

	if (cell.kind == AMOUNT_BLANK || sheet_kind(s, row) == ROW_HEADING)
		return;
	f->row = row;
	enum formula_state state = evaluate(f, &value, sides);

	if (state == FORMULA_DIVIDES_BY_ZERO)
		state = FORMULA_UNCHECKED;	/* of nothing there is no share */
	if (state == FORMULA_DONE && cell_has_amount(&cell)) {
		if (!compare(f, &cell, &value, &check))
			return;
	} else if (state != FORMULA_DONE) {
		say_state(f, state, "formula");
	}
	if (check.verdict == VERDICT_MISMATCH && sheet_kind(s, row) == ROW_TOTAL && !is_linear(f))
		return;		/* the average of a total is not the total of averages */
	add_covers(f, &check);
	*unit_add_check(s->unit) = check;
	if (check.verdict == VERDICT_MISMATCH || (check.verdict == VERDICT_ROUNDING && is_linear(f)))
		say_formula(f, column, &check, place_for(check.computed, cell.amount.place));
}

static void
check_formula(struct sheet *s, uint32_t column, const struct datum *d)
{
	struct formula f = { .s = s, .d = d, .row = 0 };

	if (!parse(&f, DIAG_FORMULA_MISMATCH))
		return;
	for (uint32_t row = 0; row < s->table->nrow && !f.broken; row++)
		check_cell(&f, row, column);
	forget(&f);
}

/* ---- shares ---- */

static uint32_t
cover_lines(const struct sheet *s, uint32_t column, struct cover *covers, uint32_t *at)
{
	uint32_t n = 0;

	*at = OBJECT_NONE;
	for (uint32_t row = 0; row < s->table->nrow; row++) {
		bool blank = sheet_cell(s, row, column).kind == AMOUNT_BLANK;

		if (sheet_kind(s, row) == ROW_TOTAL && !blank)
			*at = row;
		if (sheet_kind(s, row) == ROW_LINE && !blank)
			covers[n++] = (struct cover){ row, column, false };
	}
	if (*at == OBJECT_NONE && n > 0)
		*at = covers[n - 1].row;
	return n;
}

static void
check_shares(struct sheet *s, uint32_t column, const struct datum *d)
{
	struct cover *covers = arena_array(s->unit->arena, s->table->nrow, sizeof(*covers));
	uint32_t row, n = cover_lines(s, column, covers, &row);
	struct amount whole;

	if (amount_read(d->text, s->table->columns[column].unit, &whole) != AMOUNT_VALUE) {
		diag_add(&s->unit->diag, DIAG_FIELD_TYPE,
			 (struct place){s->unit->sidecar.path, d->line, d->column,
					(uint32_t)utf8_count(d->text)},
			 "“" STR_FMT "” is no amount", STR_ARG(d->text));
		return;
	}
	struct sum sum = { .kind = CHECK_SHARE, .mismatch = DIAG_SHARE_MISMATCH, .what = "the whole",
		.row = row, .column = column, .stated = whole.value, .place = -DECIMAL_PLACES,
		.covers = covers, .ncover = n,
		.basis = { .kind = BASIS_SHARES, .n = n,
			.name = sheet_column_name(s, column) },
		.parts = str_print(s->unit->arena, "its %u share%s %s", n, n == 1 ? "" : "s",
			n == 1 ? "sums to" : "sum to") };

	if (n > 0)
		sum_check(s, &sum);
}

/* ---- rules ---- */

static bool
is_own(const struct formula *f)
{
	const struct object *o = &f->s->unit->object;

	for (uint32_t i = f->first_reference; i < o->nreference; i++)
		if (!str_equal(o->references[i].path, f->s->unit->in->path))
			return false;
	return true;
}

static void
keep_rule(const struct formula *f)
{
	const struct sheet *s = f->s;
	struct rule *rule = unit_add_rule(s->unit);

	*rule = (struct rule){
		.first_op = f->first_op, .ops = f->nop, .text = f->d->text, .line = f->d->line,
		.column = f->d->column, .exact = s->tolerance == TOLERANCE_EXACT,
		.has_tolerance = s->tolerance == TOLERANCE_AMOUNT,
	};
	rule->tolerance = (struct amount){ .value = s->allowed, .unit = s->unit->options->currency };
}

static struct str
side_text(const struct formula *f, const struct quantity *side)
{
	struct amount_unit as = f->s->table->columns[f->cell_column].unit;
	int place = as.scale;

	if (as.unit != side->unit)
		as = (struct amount_unit){ (enum unit)side->unit, 0 };
	place = as.scale;
	while (place > -DECIMAL_PLACES && side->value % decimal_power(place) != 0)
		place--;
	return amount_text(f->s->unit->arena, side->value, as, place);
}

static void
say_broken(struct formula *f, const struct check *check, const struct quantity sides[2])
{
	struct diag *d = &f->s->unit->diag;
	struct quantity difference = sides[0];
	struct finding *found = diag_add(d, check->verdict == VERDICT_ROUNDING ? DIAG_TOTAL_ROUNDING
		: DIAG_RULE_BROKEN, place_of(f), "“" STR_FMT "”: the left side is " STR_FMT
		", the right side " STR_FMT "%s", STR_ARG(f->d->text), STR_ARG(side_text(f, &sides[0])),
		STR_ARG(side_text(f, &sides[1])),
		check->verdict == VERDICT_ROUNDING ? ": the difference is rounding" : "");

	difference.value = check->difference;
	diag_label(d, found, "left " STR_FMT ", right " STR_FMT ", difference " STR_FMT,
		STR_ARG(side_text(f, &sides[0])), STR_ARG(side_text(f, &sides[1])),
		STR_ARG(side_text(f, &difference)));
	found->sum.stated = decimal_text(f->s->unit->arena, check->stated);
	found->sum.computed = decimal_text(f->s->unit->arena, check->computed);
	found->sum.difference = decimal_text(f->s->unit->arena, check->difference);
	found->sum.unit = str_of(unit_sign((enum unit)sides[0].unit));
	diag_related(d, found, sheet_place(f->s, f->cell_row, f->cell_column),
		     "the first of its figures");
	if (check->verdict == VERDICT_MISMATCH)
		diag_help(d, found, "see whether a figure of the table is wrong, or the rule");
}

static void
record_rule(struct formula *f, enum formula_state state, const struct quantity *out,
	const struct quantity sides[2])
{
	struct check check = { .kind = CHECK_RULE, .verdict = VERDICT_UNCHECKED, .row = f->cell_row,
		.column = f->cell_column, .basis = { .name = f->d->text },
		.first_cover = f->s->unit->object.ncover };

	if (state == FORMULA_DONE) {
		bool holds = out->value != 0;

		check.stated = sides[0].value;
		check.computed = sides[1].value;
		check.bound = quantity_reach(&sides[0], &sides[1], tolerance_of(f->s));
		if (!decimal_sub(check.stated, check.computed, &check.difference))
			return;
		check.verdict = !holds ? VERDICT_MISMATCH : check.difference == 0
			|| formula_is_order(&f->s->unit->object.ops[f->first_op], f->nop)
			? VERDICT_EXACT : VERDICT_ROUNDING;
	}
	*unit_add_check(f->s->unit) = check;
	if (check.verdict == VERDICT_MISMATCH || check.verdict == VERDICT_ROUNDING)
		say_broken(f, &check, sides);
	else if (check.verdict == VERDICT_UNCHECKED)
		diag_add(&f->s->unit->diag, DIAG_TOTAL_UNCHECKED, place_of(f),
			 "the rule can't be checked: a figure that it needs is still to come, or "
			 "withheld");
}

static void
check_rule(struct sheet *s, const struct datum *d)
{
	struct formula f = { .s = s, .d = d, .row = OBJECT_NONE };
	struct quantity out, sides[2];
	enum formula_state state;

	if (!parse(&f, DIAG_RULE_BROKEN))
		return;
	if (!is_own(&f)) {
		keep_rule(&f);
		return;
	}
	state = evaluate(&f, &out, sides);
	say_state(&f, state, "rule");
	if (state == FORMULA_DONE && !out.is_truth)
		diag_add(&s->unit->diag, DIAG_RULE_BROKEN, place_of(&f),
			 "the rule “" STR_FMT
			 "” compares nothing: it needs `=`, `<=` or another sign like that",
			 STR_ARG(d->text));
	else if (!f.broken && f.cell_row != OBJECT_NONE)
		record_rule(&f, state, &out, sides);
	forget(&f);
}

void
rules_check(struct sheet *s)
{
	const struct object *o = &s->unit->object;
	const struct datum *rules = object_get(o, NULL, "rules");

	for (uint32_t i = 0; i < s->table->ncolumn; i++) {
		const struct datum *settings = s->columns[i].settings;
		const struct datum *formula = settings ? object_get(o, settings, "formula") : NULL;
		const struct datum *whole = settings ? object_get(o, settings, "sums_to") : NULL;

		if (formula)
			check_formula(s, i, formula);
		if (whole)
			check_shares(s, i, whole);
	}
	for (const struct datum *d = rules ? object_first(o, rules) : NULL; d;
		d = object_next(o, rules, d))
		check_rule(s, d);
}
