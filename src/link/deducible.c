/*
 * Withheld cells are unknowns; the sums of tables, the rules and the formulas in texts are equations.
 *
 * What none of them can be checked for is where an unknown is: so only those are read.  deduce.c says which
 * unknowns they determine; what a finding says of them is here too.
 */
#include "link/deducible.h"

#include <string.h>

#include "base/path.h"
#include "link/affine.h"
#include "link/deduce.h"

#define MOST_PLACES   9u	/* that a finding points to */
#define MOST_FINDINGS 100u
#define CELLS_MOST    1000000u	/* in formulas: half a second */

struct unknown {
	struct place at;
	bool         withheld;	/* or it is still to come, and nobody is told of it */
};

struct equation {
	struct place at;
	const char  *what;	/* "the total" */
};

struct deducer {
	struct program *p;
	struct map      by_place;	/* of a cell -> unknown + 1 */
	struct buf      unknowns, equations;	/* struct unknown, struct equation */
	struct buf      terms, counts;	/* struct deduce_term of all equations; how many each has */
	uint32_t        nunknown, nequation;
};

static uint32_t
unknown_at(struct deducer *d, const struct table_cell *c, struct place at)
{
	struct unknown new = { at, c->kind == AMOUNT_WITHHELD };
	struct str key = str_print(d->p->arena, STR_FMT ":%u:%u", STR_ARG(at.file), at.line, at.column);
	uintptr_t found = (uintptr_t)map_get(&d->by_place, key);

	if (found)
		return (uint32_t)(found - 1);
	map_put(&d->by_place, key, (void *)((uintptr_t)d->nunknown + 1));
	buf_add(&d->unknowns, &new, sizeof new);
	return d->nunknown++;
}

static void
add_term(void *deducer, const struct table_cell *c, struct place at, residue factor)
{
	struct deducer *d = deducer;
	struct deduce_term t;

	memset(&t, 0, sizeof t);
	t.unknown = unknown_at(d, c, at);
	t.factor = factor;
	buf_add(&d->terms, &t, sizeof t);
}

/* The terms since `from` are an equation. */
static void
close_equation(struct deducer *d, size_t from, struct place at, const char *what)
{
	uint32_t n = (uint32_t)((d->terms.len - from) / sizeof(struct deduce_term));

	if (!n)
		return;
	buf_add(&d->counts, &n, sizeof n);
	buf_add(&d->equations, &(struct equation){ at, what }, sizeof(struct equation));
	d->nequation++;
}

/* ---- the sums of tables ---- */

struct sums {
	struct deducer     *d;
	const struct page  *page;
	struct table        table;
	const struct cover *covers;	/* of the object */
	const struct factor *factors;	/* the same, from those of the check on */
	uint32_t            nfactor;
};

static const struct table_cell *
cell_at(const struct sums *s, uint32_t row, uint32_t column)
{
	return &s->table.cells[(size_t)row * s->table.ncolumn + column];
}

static struct place
place_at(const struct sums *s, uint32_t row, uint32_t column)
{
	const struct table_cell *c = cell_at(s, row, column);

	return page_place(s->page, table_line(&s->table, row, column), c->column, c->width);
}

static bool
is_unknown(const struct sums *s, uint32_t row, uint32_t column)
{
	return affine_is_unknown(cell_at(s, row, column));
}

/* Of an unknown 0. */
static residue
factor_at(const struct sums *s, uint32_t row, uint32_t column)
{
	return is_unknown(s, row, column) ? 0 : affine_factor(&cell_at(s, row, column)->amount);
}

static void
add_cell(const struct sums *s, uint32_t row, uint32_t column, residue factor)
{
	if (factor && is_unknown(s, row, column))
		add_term(s->d, cell_at(s, row, column), place_at(s, row, column), factor);
}

/* By what the cell of a cover is multiplied. */
static residue
factor_of(struct sums *s, uint32_t cover)
{
	for (; s->nfactor && s->factors->cover < cover; s->nfactor--)
		s->factors++;
	return s->nfactor && s->factors->cover == cover ? (residue)s->factors->by : 1;
}

/* The cell is the sum of what it covers; the mean of n is an n-th of it. */
static void
add_sum(struct sums *s, const struct check *k)
{
	const struct cover *c = &s->covers[k->first_cover];
	bool covered = false;

	for (uint32_t i = 0; i < k->covers; i++) {
		residue factor = factor_of(s, k->first_cover + i);

		add_cell(s, c[i].row, c[i].column, c[i].subtracted ? factor : residue_less(0, factor));
		covered = covered || (c[i].row == k->row && c[i].column == k->column);
	}
	if (!covered)	/* shares that make 100 stand in no cell: their check is at one of them */
		add_cell(s, k->row, k->column, k->basis.kind == BASIS_MEAN ? residue_of((decimal)k->covers) : 1);
}

/* s = a / b, or s = (a - b) / b: a - s b, or a - (1 + s) b.  With both of s and b unknown it is of no help. */
static void
add_quotient(const struct sums *s, const struct check *k)
{
	const struct cover *c = &s->covers[k->first_cover];
	bool change = k->basis.kind == BASIS_CHANGE || k->basis.kind == BASIS_CHANGE_TURNED;
	residue share = factor_at(s, k->row, k->column), below;

	if (k->covers != 2 || (is_unknown(s, k->row, k->column) && is_unknown(s, c[1].row, c[1].column)))
		return;
	below = factor_at(s, c[1].row, c[1].column);
	add_cell(s, c[0].row, c[0].column, 1);
	add_cell(s, c[1].row, c[1].column, residue_less(0, change ? residue_sum(1, share) : share));
	add_cell(s, k->row, k->column, residue_less(0, below));
}

static bool
is_quotient(const struct check *k)
{
	enum basis_kind kind = k->basis.kind;

	return kind == BASIS_RATIO || kind == BASIS_CHANGE || kind == BASIS_CHANGE_TURNED || kind == BASIS_WHOLE;
}

static void
add_check(struct sums *s, const struct check *k)
{
	static const char *const names[] = {
		[CHECK_TOTAL] = "the total", [CHECK_ROW_TOTAL] = "the total of the row",
		[CHECK_FORMULA] = "a figure that is worked out from it", [CHECK_RULE] = "the rule",
		[CHECK_SHARE] = "the whole of the shares",
	};
	size_t from = s->d->terms.len;

	if (k->verdict != VERDICT_UNCHECKED || !k->covers)
		return;
	if (is_quotient(k))
		add_quotient(s, k);
	else
		add_sum(s, k);
	close_equation(s->d, from, place_at(s, k->row, k->column), names[k->kind]);
}

/* The tables of one source.  Those of its text have the first checks. */
static void
add_tables(struct deducer *d, const struct object *o, const struct page *pg)
{
	struct sums s = { .d = d, .page = pg, .covers = o->covers, .factors = o->factors, .nfactor = o->nfactor };
	uint32_t next = 0;

	for (uint32_t i = 0; i < o->ntext_table; i++) {
		const struct text_table *t = &o->text_tables[i];

		s.table = object_text_table(o, i);
		for (uint32_t k = 0; k < t->checks; k++)
			add_check(&s, &o->checks[t->first_check + k]);
		next = t->first_check + t->checks > next ? t->first_check + t->checks : next;
	}
	s.table = o->table;
	for (uint32_t k = next; k < o->ncheck && o->table.ncolumn; k++)
		add_check(&s, &o->checks[k]);
}

static void
add_sums(struct deducer *d)
{
	struct arena scratch;
	struct object o;

	arena_init(&scratch);
	for (uint32_t i = 0; i < d->p->npage; i++) {
		const struct page *pg = &d->p->pages[i];

		if (!page_is_public(pg) || pg->sums.unchecked + pg->rules.unchecked == 0)
			continue;
		if (program_open(d->p, i, OBJECT_HEAD | OBJECT_CELLS, &scratch, &o))
			add_tables(d, &o, pg);
		arena_reset(&scratch);
	}
	arena_release(&scratch);
}

/* ---- rules and formulas ---- */

/* How many cells a formula is made of where nobody knows one of them; 0 where all are known. */
static uint64_t
cells_of(const struct program *p, const struct formula *f)
{
	uint64_t count = 0;
	bool has_unknown = false;

	for (uint32_t i = 0; i < f->nop; i++) {
		if (f->ops[i].kind != OP_CELL)
			continue;
		const struct cell_set *set = &p->cells[p->links[f->ops[i].index].claim];

		count += set->count;
		has_unknown = has_unknown || set->has_unknown;
	}
	return has_unknown ? count : 0;
}

static void
say_long(struct deducer *d, struct place at, const char *what)
{
	struct finding *f = diag_add(d->p->diag, DIAG_EXEMPT_DEDUCIBLE, at,
		"whether %s, and those after it, give away what is withheld is not known: they are made of too many cells", what);

	diag_help(d->p->diag, f, "name a total in place of all that it is the sum of");
}

static void
add_formulas(struct deducer *d)
{
	uint64_t cells = 0;

	for (uint32_t i = 0; i < d->p->nformula; i++) {
		const struct formula *f = &d->p->formulas[i];
		const struct link *l = f->link == NONE ? NULL : &d->p->links[f->link];
		const char *what = l ? "the figure in the text" : "the rule";
		uint64_t own = cells_of(d->p, f);
		size_t from = d->terms.len;

		if (!page_is_public(&d->p->pages[f->page]) || f->verdict != VERDICT_UNCHECKED || !own || (l && l->claim == NONE))
			continue;
		struct place at = l ? program_place(d->p, l) : program_rule_place(d->p, f);

		cells += own;
		if (cells > CELLS_MOST) {
			say_long(d, at, what);
			break;
		}
		if (affine_read(d->p, f, add_term, d))
			close_equation(d, from, at, what);
		else
			d->terms.len = from;
	}
}

/* ---- what is said of it ---- */

static bool
is_at(struct place a, struct place b)
{
	return str_equal(a.file, b.file) && a.line == b.line && a.column == b.column;
}

static void
say_help(struct program *p, struct finding *f, bool own, uint32_t count)
{
	if (own)
		diag_help(p->diag, f, "a total is withheld only where a line of it is, too");
	else
		diag_help(p->diag, f, count == 1 ? "withhold the figure that gives it away too, or a second line of it"
			: "withhold one of the figures that give it away too, or a second line that stands in all of them");
	diag_help(p->diag, f, "a line that is nought, or that everybody can guess, hides nothing");
}

static void
say_known(struct deducer *d, const struct deduce_result *r, struct place at)
{
	const struct equation *all = (const struct equation *)(void *)d->equations.at;
	const struct equation *first = &all[r->equations[0]];
	bool own = r->count == 1 && is_at(first->at, at);
	struct finding *f;

	if (own)
		f = diag_add(d->p->diag, DIAG_EXEMPT_DEDUCIBLE, at,
			"this is withheld, but all that it is worked out from is public");
	else if (r->count == 1)
		f = diag_add(d->p->diag, DIAG_EXEMPT_DEDUCIBLE, at,
			"this is withheld, but it can be worked out: nothing else is withheld of %s", first->what);
	else
		f = diag_add(d->p->diag, DIAG_EXEMPT_DEDUCIBLE, at,
			"this is withheld, but it can be worked out from %u figures together", r->count);
	for (uint32_t i = 0; i < r->count && i < MOST_PLACES && !own; i++)
		diag_related(d->p->diag, f, all[r->equations[i]].at, "%s", all[r->equations[i]].what);
	say_help(d->p, f, own, r->count);
}

static void
say_large(struct deducer *d, struct place at)
{
	struct finding *f = diag_add(d->p->diag, DIAG_EXEMPT_DEDUCIBLE, at,
		"whether this and what is withheld with it can be worked out is not known: too many withheld figures and "
		"totals hang together");

	diag_help(d->p->diag, f, "withhold whole totals, or fewer lines");
}

static void
say_all(struct deducer *d, const struct deduce *solved)
{
	const struct unknown *unknowns = (const struct unknown *)(void *)d->unknowns.at;
	uint32_t said = 0, more = 0;
	bool large = false;

	for (uint32_t i = 0; i < d->nunknown; i++) {
		const struct deduce_result *r = &solved->results[i];

		if (!unknowns[i].withheld)
			continue;
		if (r->state == DEDUCED_KNOWN && said++ < MOST_FINDINGS)
			say_known(d, r, unknowns[i].at);
		else if (r->state == DEDUCED_KNOWN)
			more++;
		if (r->state == DEDUCED_TOO_LARGE && !large)
			say_large(d, unknowns[i].at);
		large = large || r->state == DEDUCED_TOO_LARGE;
	}
	if (more)
		diag_add(d->p->diag, DIAG_EXEMPT_DEDUCIBLE, (struct place){ STR("site.yaml"), 0, 0, 0 },
			"%u more withheld figures can be worked out", more);
}

static void
solve(struct deducer *d)
{
	const struct deduce_term *terms = (const struct deduce_term *)(void *)d->terms.at;
	const uint32_t *counts = (const uint32_t *)(void *)d->counts.at;
	struct arena arena;
	struct deduce system;

	arena_init(&arena);
	deduce_init(&system, &arena, d->nunknown);
	for (uint32_t i = 0; i < d->nequation; terms += counts[i], i++)
		deduce_add(&system, terms, counts[i]);
	deduce_solve(&system);
	say_all(d, &system);
	arena_release(&arena);
}

void
deducible_check(struct program *p)
{
	struct deducer d = { .p = p };

	if (p->options->restricted)
		return;		/* members are shown what is withheld */
	map_init(&d.by_place, p->arena);
	add_sums(&d);
	add_formulas(&d);
	if (d.nequation)
		solve(&d);
	buf_release(&d.unknowns);
	buf_release(&d.equations);
	buf_release(&d.terms);
	buf_release(&d.counts);
}
