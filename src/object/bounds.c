/*
 * Where the indexes of an object may lead.
 *
 * What is let through here the linker follows without looking: metadata is one tree, ranges lie in
 * their lists, formulas leave one value, a template's sections end.  What text and
 * numbers mean is nothing to this file.
 */
#include "base/residue.h"
#include "object/form.h"
#include "object/formula.h"
#include "object/word.h"

#define DEPTH_MOST 64	/* of metadata; the compiler allows 16 */

static bool
range_holds(uint32_t first, uint32_t count, uint32_t all)
{
	return first <= all && count <= all - first;
}

/* In preorder: every datum ends where the one that it stands in does, or before. */
static bool
meta_holds(const struct object *o)
{
	uint32_t ends[DEPTH_MOST], depth = 0;

	for (uint32_t i = 0; i < o->nmeta; i++) {
		const struct datum *d = &o->meta[i];

		while (depth > 0 && ends[depth - 1] == i)
			depth--;
		uint32_t end = depth > 0 ? ends[depth - 1] : o->nmeta;
		bool holds_others = d->kind == DATUM_LIST || d->kind == DATUM_MAP;

		if (d->size == 0 || d->size > end - i || depth == DEPTH_MOST)
			return false;
		if (i == 0 && (d->kind != DATUM_MAP || d->size != o->nmeta))
			return false;
		if (!holds_others && d->size != 1)
			return false;
		if (d->fragment != OBJECT_NONE && d->fragment >= o->nfragment)
			return false;
		ends[depth++] = i + d->size;
	}
	return true;
}

static bool
formula_holds(const struct object *o, uint32_t first, uint32_t ops)
{
	return range_holds(first, ops, o->nop) && (ops == 0 || formula_whole(o->ops + first, ops));
}

static bool
formulas_hold(const struct object *o)
{
	for (uint32_t i = 0; i < o->nop; i++)
		if (o->ops[i].kind == OP_CELL && o->ops[i].index >= o->nreference)
			return false;
	for (uint32_t i = 0; i < o->nrule; i++)
		if (!formula_holds(o, o->rules[i].first_op, o->rules[i].ops))
			return false;
	return true;
}

static bool
references_hold(const struct object *o)
{
	for (uint32_t i = 0; i < o->nreference; i++) {
		const struct reference *r = &o->references[i];

		if (r->from != OBJECT_NONE && r->from >= o->ndefinition)
			return false;
		if (!formula_holds(o, r->first_op, r->ops))
			return false;
	}
	return true;
}

static bool
figures_hold(const struct object *o)
{
	for (uint32_t i = 0; i < o->nfigure; i++)
		if (o->figures[i].from != OBJECT_NONE && o->figures[i].from >= o->ndefinition)
			return false;
	return true;
}

static bool
terms_hold(const struct object *o)
{
	for (uint32_t i = 0; i < o->nterm; i++)
		if (o->terms[i].from != OBJECT_NONE && o->terms[i].from >= o->ndefinition)
			return false;
	return true;
}

/* The checks and covers of one table, and the cells that they name. */
static bool
checks_of_hold(const struct object *o, const struct text_table *t)
{
	for (uint32_t i = t->first_check; i < t->first_check + t->checks; i++) {
		const struct check *c = &o->checks[i];

		if (c->row >= t->rows || c->column >= t->columns)
			return false;
		if (c->first_cover < t->first_cover || !range_holds(c->first_cover - t->first_cover,
				c->covers, t->covers))
			return false;
	}
	for (uint32_t i = t->first_cover; i < t->first_cover + t->covers; i++)
		if (o->covers[i].row >= t->rows || o->covers[i].column >= t->columns)
			return false;
	return true;
}

static bool
text_table_holds(const struct object *o, const struct text_table *t)
{
	return t->definition < o->ndefinition
		&& range_holds(t->first_column, t->columns, o->ntext_column)
		&& range_holds(t->first_row, t->rows, o->ntext_row)
		&& t->first_cell <= o->ntext_cell
		&& (uint64_t)t->rows * t->columns <= o->ntext_cell - t->first_cell
		&& range_holds(t->first_check, t->checks, o->ncheck)
		&& range_holds(t->first_cover, t->covers, o->ncover);
}

static bool
factors_hold(const struct object *o)
{
	for (uint32_t i = 0; i < o->nfactor; i++)
		if (o->factors[i].cover >= o->ncover || (i > 0 && o->factors[i].cover <= o->factors[i - 1].cover)
			|| o->factors[i].by < 0 || o->factors[i].by >= (decimal)RESIDUE_END)
			return false;
	return true;
}

/* Checks stand table by table: those of the text first, then those of the file. */
static bool
checks_hold(const struct object *o)
{
	struct text_table rest = { .columns = o->table.ncolumn, .rows = o->table.nrow };

	for (uint32_t i = 0; i < o->ntext_table; i++) {
		const struct text_table *t = &o->text_tables[i];

		if (!text_table_holds(o, t) || t->first_check != rest.first_check
			|| t->first_cover != rest.first_cover || !checks_of_hold(o, t))
			return false;
		rest.first_check += t->checks;
		rest.first_cover += t->covers;
	}
	rest.checks = o->ncheck - rest.first_check;
	rest.covers = o->ncover - rest.first_cover;
	return checks_of_hold(o, &rest);
}

static bool
pieces_hold(const struct object *o)
{
	static const bool names_reference[PIECE_KINDS] = {
		[PIECE_OPEN] = true, [PIECE_CLOSE] = true,
		[PIECE_EMBED] = true, [PIECE_IMAGE] = true,
	};

	for (uint32_t i = 0; i < o->npiece; i++)
		if (names_reference[o->pieces[i].kind] && o->pieces[i].index >= o->nreference)
			return false;
	for (uint32_t i = 0; i < o->npiece; i++)
		if ((o->pieces[i].kind == PIECE_SUMS && o->pieces[i].index >= o->ntext_table)
			|| (o->pieces[i].kind == PIECE_TERM && o->pieces[i].index >= o->nterm)
			|| (o->pieces[i].kind == PIECE_WORD && o->pieces[i].index >= WORDS))
			return false;
	for (uint32_t i = 0; i < o->nfragment; i++)
		if (!range_holds(o->fragments[i].first, o->fragments[i].count, o->npiece))
			return false;
	return true;
}

/* What has a body jumps forward, to the op after its own kind of end. */
static bool
template_holds(const struct object *o)
{
	static const enum template_op_kind ends[TEMPLATE_OP_KINDS] = {
		[TEMPLATE_SECTION] = TEMPLATE_END, [TEMPLATE_INVERTED] = TEMPLATE_END,
		[TEMPLATE_PARENT] = TEMPLATE_CLOSE, [TEMPLATE_BLOCK] = TEMPLATE_CLOSE,
	};

	for (uint32_t i = 0; i < o->ntemplate; i++) {
		const struct template_op *op = &o->template[i];

		if (ends[op->kind] == TEMPLATE_TEXT)
			continue;
		if (op->jump < i + 2 || op->jump > o->ntemplate)
			return false;
		if (o->template[op->jump - 1].kind != ends[op->kind])
			return false;
	}
	return true;
}

bool
form_bounds(const struct object *o, unsigned parts)
{
	if ((parts & OBJECT_HEAD) && !(meta_holds(o) && formulas_hold(o) && references_hold(o)
			&& figures_hold(o) && terms_hold(o) && checks_hold(o) && factors_hold(o)))
		return false;
	return !(parts & OBJECT_BODY) || (pieces_hold(o) && template_holds(o));
}
