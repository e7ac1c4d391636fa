/*
 * Figures in prose that are linked to nothing.
 *
 * Each goes into the object, where the linker compares it with the tables (link/near.c) and `reeve
 * figures` lists it; a report gets one note with their number.
 */
#include "base/date.h"
#include "compile/arithmetic.h"

/* Words that bring another year into a sentence. */
static const char *const other_years[] = {
	" from ", " than ", "compared", "last year", "previous", "earlier", " before", "increase", "decrease",
	" rise", " rose", " fell", " fall", "reduc", "against", " since ", "up by", "down by", "carried",
	"brought", "year ago",
};

/* The one year of a sentence that has one figure, and speaks of no other. */
static uint32_t
year_of(const struct prose *p, size_t i)
{
	struct str sentence;
	int year = 0;

	if ((i > 0 && p->figures[i - 1].sentence == p->figures[i].sentence)
		|| (i + 1 < p->count && p->figures[i + 1].sentence == p->figures[i].sentence))
		return 0;
	sentence = arithmetic_sentence(p, i, i);
	for (size_t at = 0, end; at < sentence.len; at = end > at ? end : at + 1) {
		int here = 0;

		end = date_year_at(sentence, at, &here);
		if (here > 0 && year > 0 && here != year)
			return 0;
		year = here > 0 ? here : year;
	}
	return year > 0 && !HAS_ANY(sentence, other_years) ? (uint32_t)year : 0;
}

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
			.column = f->at.column, .width = f->at.width, .from = body_from(b),
			.year = year_of(p, i) };
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
