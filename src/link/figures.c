/*
 * What `reeve figures` lists: of a table its checks, its rules and, when asked for, its amounts; of a
 * report its claims, and what it states without a source.
 *
 * Everything was checked before; here it is put in the order of the file and told.  A table's
 * figures are pointed to, never copied: a large one has millions.
 */
#include "link/figures.h"

#include <limits.h>
#include <stdlib.h>

#include "link/claim.h"
#include "object/symbol.h"

struct list {
	struct program      *p;
	struct link_figures *asked;
	const struct page   *page;
	struct object        object;
	struct table         table;	/* whose figures are told, and its address in a text */
	struct str           name;
	uint32_t             next_text;	/* of the object's text tables */
	struct arena         arena;	/* of the whole listing */
	struct arena         scratch;	/* of one figure */
};

static void
tell(struct list *list, const struct link_figure *f)
{
	list->asked->each(list->asked->context, f);
	arena_reset(&list->scratch);
}

static struct str
sign(unsigned unit)
{
	return str_of(unit_sign((enum unit)unit));
}

/* ---- tables ---- */

static void
fill_cell(struct list *list, uint32_t row, uint32_t column, struct link_figure *f)
{
	const struct table *t = &list->table;
	const struct table_cell *c = &t->cells[(size_t)row * t->ncolumn + column];

	f->at = page_place(list->page, table_line(t, row, column), c->column, c->width);
	f->table = list->name;
	f->row = t->rows[row].record;
	f->column = t->columns[column].field;
	f->text = c->text;
	f->value = amount_is_known(c->kind) ? decimal_text(&list->scratch, c->amount.value) : STR_NONE;
	f->unit = sign(amount_is_known(c->kind) ? c->amount.unit : t->columns[column].unit.unit);
}

static const struct cover *
covers_of(struct list *list, const struct check *c)
{
	const struct table *t = &list->table;
	struct cover *covers = arena_array(&list->scratch, c->covers, sizeof(*covers));

	for (uint32_t i = 0; i < c->covers; i++) {
		covers[i] = list->object.covers[c->first_cover + i];
		covers[i].row = t->rows[covers[i].row].record;
		covers[i].column = t->columns[covers[i].column].field;
	}
	return covers;
}

static void
tell_check(struct list *list, const struct check *c)
{
	static const char *const kinds[CHECK_KINDS] = {
		[CHECK_TOTAL] = "total", [CHECK_ROW_TOTAL] = "total", [CHECK_SHARE] = "total",
		[CHECK_FORMULA] = "rule", [CHECK_RULE] = "rule",
	};
	struct link_figure f = { .kind = kinds[c->kind], .verdict = c->verdict,
		.reading = basis_text(&list->scratch, &c->basis), .is_checked = c->verdict != VERDICT_UNCHECKED,
		.stated = c->stated, .computed = c->computed, .difference = c->difference,
		.bound = c->bound, .ncover = c->covers };

	fill_cell(list, c->row, c->column, &f);
	f.covers = covers_of(list, c);
	tell(list, &f);
}

static int
by_cell(const void *left, const void *right)
{
	const struct check *a = *(const struct check *const *)left;
	const struct check *b = *(const struct check *const *)right;

	if (a->row != b->row)
		return a->row < b->row ? -1 : 1;
	if (a->column != b->column)
		return a->column < b->column ? -1 : 1;
	return a < b ? -1 : a > b;	/* one array: as they were checked */
}

static void
tell_amounts(struct list *list, uint32_t row)
{
	const struct table *t = &list->table;

	for (uint32_t column = 0; column < t->ncolumn; column++) {
		struct link_figure f = { .kind = "amount", .verdict = VERDICT_UNCHECKED,
			.reading = t->rows[row].label };

		if (!amount_is_known(t->cells[(size_t)row * t->ncolumn + column].kind)
			|| t->columns[column].kind != COLUMN_AMOUNT)
			continue;
		fill_cell(list, row, column, &f);
		tell(list, &f);
	}
}

/* The table that the list stands on, and of the object's checks those that are its own. */
static void
tell_table(struct list *list, uint32_t first, uint32_t count)
{
	const struct check *checks = list->object.checks;
	const struct check **sorted = arena_array(&list->arena, count, sizeof(const struct check *));
	uint32_t next = 0;

	for (uint32_t i = 0; i < count; i++)
		sorted[i] = &checks[first + i];
	if (count > 0)
		qsort(sorted, count, sizeof(const struct check *), by_cell);
	for (uint32_t row = 0; row < list->table.nrow; row++) {
		for (; next < count && sorted[next]->row == row; next++)
			tell_check(list, sorted[next]);
		if (list->asked->all)
			tell_amounts(list, row);
	}
}

/* The tables of a text that begin before a line. */
static void
tell_text_tables(struct list *list, uint32_t line)
{
	const struct object *o = &list->object;

	for (; list->next_text < o->ntext_table; list->next_text++) {
		const struct text_table *t = &o->text_tables[list->next_text];
		const struct definition *d = &o->definitions[t->definition];

		if (d->line >= line)
			return;
		list->table = object_text_table(o, list->next_text);
		list->name = d->id;
		tell_table(list, t->first_check, t->checks);
	}
}

static void
tell_rules(struct list *list)
{
	for (uint32_t i = 0; i < list->page->nrule; i++) {
		const struct formula *rule = &list->p->formulas[list->page->first_rule + i];
		struct link_figure f = { .kind = "rule", .text = rule->rule.text,
			.value = decimal_text(&list->scratch, rule->stated), .unit = sign(rule->unit),
			.verdict = rule->verdict, .reading = STR("a rule"),
			.is_checked = rule->verdict != VERDICT_UNCHECKED, .stated = rule->stated,
			.computed = rule->computed, .difference = rule->difference,
			.bound = rule->slack, .at = program_rule_place(list->p, rule) };

		tell(list, &f);
	}
}

/* ---- reports ---- */

/* What a claim's cell or formula gives. */
static bool
truth_of(struct list *list, const struct link *l, struct truth *out, struct arena *a)
{
	struct symbol_cells found;
	struct object o;
	struct table t;
	struct str cell;

	if (l->formula != NONE) {
		const struct formula *f = &list->p->formulas[l->formula];

		*out = (struct truth){ .value = f->computed, .slack = f->slack, .unit = f->unit,
			.place = INT_MAX };
		return f->verdict != VERDICT_UNCHECKED;
	}
	if (l->target == NONE || !program_open(list->p, l->target, OBJECT_HEAD | OBJECT_CELLS, a, &o)
		|| !symbol_table(&o, l->fragment, &t, &cell))
		return false;
	symbols_find(symbols_new(&t, a), cell, a, &found);
	if (found.count != 1 || !amount_is_known(t.cells[found.cells[0]].kind))
		return false;

	const struct amount *amount = &t.cells[found.cells[0]].amount;

	*out = (struct truth){ .value = amount->value, .slack = amount_half(amount),
		.unit = amount->unit, .place = amount->place,
		.scale = t.columns[found.cells[0] % t.ncolumn].unit.scale };
	return true;
}

/* The most that rounding can explain, as agree.c has it: a finer figure than its cell lies within what
 * the cell leaves open, and so does any beside a formula, which is made of several. */
static decimal
bound_of(const struct claimed *said, const struct truth *truth, bool is_formula)
{
	decimal reach = agree_reach(said);

	if (said->kind >= CLAIM_AT_MOST)
		return truth->slack;	/* a bound is taken at its word */
	return is_formula || reach < truth->slack ? reach + truth->slack : reach;
}

static struct str
source_of(struct list *list, const struct link *l)
{
	static const char *const words[CLAIM_KINDS] = {
		[CLAIM_ABOUT] = ", about", [CLAIM_NEARLY] = ", nearly", [CLAIM_JUST_OVER] = ", just over",
		[CLAIM_AT_MOST] = ", at most", [CLAIM_AT_LEAST] = ", at least",
		[CLAIM_LESS] = ", less than", [CLAIM_MORE] = ", more than", [CLAIM_RANGE] = ", a range",
	};
	const char *word = words[l->said] ? words[l->said] : "";

	if (l->formula != NONE)
		return str_print(&list->scratch, "a formula%s", word);
	return str_print(&list->scratch, STR_FMT "#" STR_FMT "%s", STR_ARG(link_path(list->p, l)),
		STR_ARG(l->fragment), word);
}

static void
tell_claim(struct list *list, const struct link *l)
{
	struct claimed written = claim_of(list->p, l), said = written;
	struct truth truth = { .value = 0 };
	struct link_figure f = { .kind = "claim", .text = l->text, .at = program_place(list->p, l),
		.verdict = l->state == LINK_BROKEN ? VERDICT_UNCHECKED : (enum verdict)l->verdict,
		.unit = sign(written.amount.unit), .reading = source_of(list, l) };

	f.is_checked = f.verdict != VERDICT_UNCHECKED && truth_of(list, l, &truth, &list->scratch);
	if (f.is_checked) {
		/* one that reeve wrote is what its cell gives */
		if (l->claim == NONE)
			said.amount = (struct amount){ .value = truth.value };
		else
			agree_judge(&written, &truth, &said);
		f.stated = said.amount.value;
		f.computed = truth.value;
		f.unit = sign(truth.unit);
		f.is_checked = decimal_sub(f.stated, f.computed, &f.difference);
		f.bound = l->claim == NONE ? 0 : bound_of(&said, &truth, l->formula != NONE);
	}
	if (l->claim != NONE || f.is_checked)
		f.value = decimal_text(&list->scratch, said.amount.value);
	tell(list, &f);
}

static void
tell_unlinked(struct list *list, const struct figure *figure)
{
	struct link_figure f = { .kind = "amount", .text = figure->text,
		.value = decimal_text(&list->scratch, figure->amount.value),
		.unit = sign(figure->amount.unit), .verdict = VERDICT_UNCHECKED,
		.reading = STR("without a source"),
		.at = page_place(list->page, figure->line, figure->column, figure->width) };

	tell(list, &f);
}

static bool
is_claim(const struct link *l)
{
	return l->kind == REFERENCE_CLAIM || l->kind == REFERENCE_FORMULA;
}

static bool
is_before(const struct link *l, const struct figure *f)
{
	return l->line < f->line || (l->line == f->line && l->column <= f->column);
}

static void
tell_figure(struct list *list, const struct figure *figure)
{
	tell_text_tables(list, figure->line);
	tell_unlinked(list, figure);
}

/* Claims, figures without a source and tables, each in the order of the file, are merged. */
static void
tell_report(struct list *list)
{
	const struct object *o = &list->object;
	const struct link *links = list->page->nlink > 0
		? &list->p->links[list->page->first_link] : NULL;
	uint32_t next = 0;

	for (uint32_t i = 0; i < list->page->nlink; i++) {
		if (!is_claim(&links[i]))
			continue;
		while (next < o->nfigure && !is_before(&links[i], &o->figures[next]))
			tell_figure(list, &o->figures[next++]);
		tell_text_tables(list, links[i].line);
		tell_claim(list, &links[i]);
	}
	while (next < o->nfigure)
		tell_figure(list, &o->figures[next++]);
	tell_text_tables(list, UINT32_MAX);
}

void
figures_list(struct program *p, struct link_figures *asked)
{
	uint32_t page = program_page(p, asked->path);
	struct list list = { .p = p, .asked = asked };

	asked->found = page != NONE;
	if (!asked->found)
		return;
	list.page = &p->pages[page];
	arena_init(&list.arena);
	arena_init(&list.scratch);
	if (program_open(p, page, OBJECT_HEAD | OBJECT_CELLS, &list.arena, &list.object)) {
		list.table = list.object.table;
		if (list.table.ncolumn > 0)
			tell_table(&list, 0, list.object.ncheck);
		tell_rules(&list);
		tell_report(&list);
	}
	arena_release(&list.scratch);
	arena_release(&list.arena);
}
