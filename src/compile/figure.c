/*
 * Figures in prose that are linked to nothing.
 *
 * Each goes into the object, where the linker compares it with the tables (link/near.c) and `reeve
 * figures` lists it; a report gets one note with their number.
 */
#include "compile/prose.h"

void
figure_record(struct body *b, const struct prose *p)
{
	struct arena *a = b->unit->arena;

	for (size_t i = 0; i < p->count; i++) {
		const struct prose_figure *f = &p->figures[i];

		if (f->linked)
			continue;
		*unit_add_figure(b->unit) = (struct figure){ .amount = f->amount,
			.text = str_copy(a, prose_shown(p, f)), .line = f->at.line,
			.column = f->at.column, .width = f->at.width, .from = body_from(b) };
	}
}

void
figure_count(struct body *b)
{
	struct compilation *u = b->unit;
	uint32_t count = u->object.nfigure;

	if (count == 0 || u->object.kind != OBJECT_REPORT)
		return;

	const struct figure *first = &u->object.figures[0];
	struct place at = { u->source.path, first->line, first->column, first->width };
	struct finding *f = diag_add(&u->diag, DIAG_FIGURE_UNLINKED, at,
		count == 1 ? "%u figure in this report is linked to no table"
		: "%u figures in this report are linked to no table", count);

	diag_help(&u->diag, f, "`reeve figures` lists %s; a figure that is linked to the cell it "
		"comes from is checked", count == 1 ? "it" : "them");
}
