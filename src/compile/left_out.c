/*
 * Totals that leave out what stands above them, and whether another total has it.
 *
 * `Total places` may be the sum of the last two of three totals, where the first is a directorate by itself.  Then a
 * total further down sums them both.  Where none does, the total is wrong that leaves something out, for every
 * row of a table belongs to some total: the sums are checked once more, and such a reading serves it no longer.
 */
#include <string.h>

#include "compile/reading.h"

struct left_out {
	uint32_t row;		/* the total */
	uint32_t left;		/* the row next to what it sums that it leaves out */
	struct left_out *next;
};

void
left_out_note(struct search *f)
{
	struct tally *t = f->t;
	struct left_out *l;

	if (!f->found || !f->best.leaves)
		return;
	l = arena_alloc(t->s->unit->arena, sizeof(*l));
	l->row = f->row;
	l->left = f->best.kind == READING_BELOW ? f->best.last
		: tally_entry(t, f->best.first - 1).row;
	l->next = t->left_out;
	t->left_out = l;
}

static bool
is_untaken(const struct tally *t, uint32_t row)
{
	uint32_t entry = tally_from_row(t, row);

	return entry < t->depth && tally_entry(t, entry).row == row;
}

bool
left_out_remains(struct tally *t)
{
	bool any = false;

	if (t->goes_on)
		return false;
	for (const struct left_out *l = t->left_out; l; l = l->next) {
		if (t->must_cover[l->row] || !is_untaken(t, l->left))
			continue;
		t->must_cover[l->row] = any = true;
	}
	return any;
}

/* ---- what the sums had not yet changed ---- */

void
left_out_keep(struct sheet *s, struct sums_before *b)
{
	const struct object *o = &s->unit->object;
	struct arena *a = s->unit->arena;
	size_t nrow = s->table->nrow, ntold = nrow * s->table->ncolumn / 8 + 1;

	*b = (struct sums_before){ .ncheck = o->ncheck, .ncover = o->ncover, .nfailure = s->nfailure,
		.diag = s->unit->diag, .kinds = arena_alloc(a, nrow + 1) };
	memcpy(b->kinds, s->rows.kinds, nrow);
	if (s->told) {
		b->told = arena_alloc(a, ntold);
		memcpy(b->told, s->told, ntold);
	}
}

void
left_out_restore(struct sheet *s, const struct sums_before *b)
{
	struct object *o = &s->unit->object;
	size_t ntold = (size_t)s->table->nrow * s->table->ncolumn / 8 + 1;

	o->ncheck = b->ncheck;
	o->ncover = b->ncover;
	while (o->nfactor > 0 && o->factors[o->nfactor - 1].cover >= o->ncover)
		o->nfactor--;
	s->nfailure = b->nfailure;
	diag_rewind(&s->unit->diag, &b->diag);
	memcpy(s->rows.kinds, b->kinds, s->table->nrow);
	for (uint32_t row = 0; s->table->rows && row < s->table->nrow; row++) {
		s->table->rows[row].kind = sheet_kind(s, row);
		s->table->rows[row].level = sheet_level(s, row);
	}
	if (b->told)
		memcpy(s->told, b->told, ntold);
	else if (s->told)
		memset(s->told, 0, ntold);
}
