#ifndef COMPILE_SIDECAR_FORMULA_H
#define COMPILE_SIDECAR_FORMULA_H
/*
 * A formula of a sidecar over the cells of its table.  Private to compile/: of columns
 * (column_formula.c) and of rules (rules.c).
 */
#include "compile/sheet.h"
#include "object/quantity.h"

struct formula {
	struct sheet *s;
	const struct datum *d;		/* where it is written */
	uint32_t first_op, nop, first_reference, end_reference;
	uint32_t row;			/* of a column's formula; OBJECT_NONE for a rule */
	bool     broken;		/* what keeps it from being checked was reported */
	uint32_t cell_row, cell_column;	/* the first cell that it means */
	uint32_t odd_row, odd_column;	/* the first of its cells that is no amount, or OBJECT_NONE */
};

/* false, and a finding, when it can't be read.  Its cells are found when it is evaluated. */
bool sidecar_formula_parse(struct formula *f, enum diag_code code);

/* What was checked here leaves nothing for the linker to resolve. */
void sidecar_formula_forget(struct formula *f);

enum formula_state sidecar_formula_evaluate(struct formula *f, struct quantity *out,
	struct quantity sides[2]);

/* Why it can't be worked out, once; nothing for what was reported, or is only awaited. */
void sidecar_formula_say(struct formula *f, enum formula_state state, const char *what);

/* The column of this row that a name in a column's formula means, or OBJECT_NONE; *several: not one alone. */
uint32_t sidecar_formula_column(const struct sheet *s, const struct reference *r, bool *several);

/* How far apart figures may be, of which one is this; -1 for what rounding explains. */
decimal sidecar_tolerance(const struct sheet *s, decimal figure);

/* column_formula: each column that has a formula, and circles of them. */
void column_formulas_check(struct sheet *s);

#endif
