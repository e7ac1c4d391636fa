/*
 * Any bytes as formulas, and as the sidecar of a small table.
 *
 * Each line is parsed as a formula and evaluated over cells of every kind; then all lines are the sidecar's
 * rules and column formulas as they are.  Besides that nothing crashes: ops that were taken are whole, a
 * formula that is refused leaves nothing behind and says so once, within the text; no figure is further
 * off than nothing; and every check of the table has the verdict that its figures give.
 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "base/utf8.h"
#include "compile/unit.h"
#include "object/formula.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char table_text[] =
	"Cluster,Programme,Budget £k,2009/10 £k,Variance £k,Share %,Share £k,LSPs/LAAs\n"
	"East,Roads,100,110,10,50,1,7\nEast,Baths,60,50,-10,30,2,8\nEast,Total East,160,160,0,80,3,15\n"
	"West,Hub,40,tbc,n/a,20,,-\nWest,Roads,nil,[withheld],\"9,999,999,999,999,999,999,999\",0.0000001%,£1bn,0\n"
	",Grand total,200,200,0,100,3,15\n";

/* ---- formulas by themselves ---- */

static const struct {
	const char        *text;
	struct amount_unit unit;
} kinds[] = {
	{ "4,374", { UNIT_POUND, 3 } }, { "£13m", { UNIT_POUND, 0 } }, { "0", { UNIT_POUND, 0 } },
	{ "25%", { UNIT_NUMBER, 0 } }, { "200", { UNIT_NUMBER, 0 } }, { "-", { UNIT_POUND, 0 } },
	{ "", { UNIT_POUND, 0 } }, { "tbc", { UNIT_POUND, 0 } }, { "£9,999,999,999bn", { UNIT_POUND, 0 } },
	{ "0.000000000001", { UNIT_NUMBER, 0 } }, { "€5", { UNIT_EURO, 0 } }, { "words", { UNIT_NUMBER, 0 } },
};

#define KINDS (sizeof kinds / sizeof kinds[0])

/* Which cell a name means is all one, but the same name means the same: its length says it. */
static enum formula_state
find(void *context, uint32_t reference, const struct table_cell ***cells, size_t *n)
{
	struct compilation *u = context;
	const struct reference *r = &u->object.references[reference];

	assert(reference < u->object.nreference);
	*n = r->fragment.len % 4 == 3 ? 3 : 1;
	*cells = arena_array(u->arena, *n, sizeof(**cells));
	for (size_t i = 0; i < *n; i++) {
		struct table_cell *c = arena_alloc(u->arena, sizeof(*c));
		size_t kind = (r->fragment.len + i) % KINDS;

		c->kind = amount_read(str_of(kinds[kind].text), kinds[kind].unit, &c->amount);
		(*cells)[i] = c;
	}
	return FORMULA_DONE;
}

static void
check_refusal(const struct compilation *u, struct str line)
{
	const struct finding *f = u->diag.first;

	assert(f && !f->next && f->help && f->message.len > 0);
	assert(f->at.line >= 1 && f->at.line <= u->sidecar.nline + 1);
	assert(f->at.column >= 1 && f->at.column <= line.len + 1);
	assert(u->object.nop == 0 && u->object.nreference == 0);
}

static void
evaluate(struct compilation *u, uint32_t first, uint32_t ops)
{
	const struct formula_cells cells = { find, u };
	static const decimal tolerances[] = { -1, 0, 1 };

	for (size_t i = 0; i < sizeof tolerances / sizeof tolerances[0]; i++) {
		struct quantity q, sides[2] = { { 0 }, { 0 } };
		enum formula_state state = formula_evaluate(u->object.ops + first, ops, &cells,
			tolerances[i], &q, sides);

		if (state != FORMULA_DONE)
			continue;
		assert(q.slack >= 0 && q.unit < UNIT_COUNT);
		assert(q.is_truth == formula_compares(u->object.ops + first, ops));
		assert(!q.is_truth || q.value == 0 || q.value == decimal_power(0));
	}
}

static void
as_formula(struct str line)
{
	const struct compile_input in = { .path = STR("budgets/t.csv") };
	struct compilation u = { .in = &in };
	struct arena a;
	uint32_t first, ops;

	arena_init(&a);
	u.arena = &a;
	diag_init(&u.diag, &a);
	source_init(&u.sidecar, STR("content/t.csv.yaml"), line, &a);
	if (formula_parse(&u, &u.sidecar, 0, line, DIAG_SIDECAR_MISMATCH, &first, &ops)) {
		assert(!u.diag.first && formula_whole(u.object.ops + first, ops));
		evaluate(&u, first, ops);
	} else {
		check_refusal(&u, line);
	}
	arena_release(&a);
}

/* ---- as a sidecar ---- */

static void
check_table(const struct compilation *u)
{
	const struct object *o = &u->object;

	for (uint32_t i = 0; i < o->ncheck; i++) {
		const struct check *c = &o->checks[i];
		decimal apart = decimal_abs(c->difference);

		assert(c->row < o->table.nrow && c->column < o->table.ncolumn);
		assert(c->first_cover + c->covers <= o->ncover);
		if (c->kind == CHECK_RULE || c->verdict == VERDICT_UNCHECKED)
			continue;
		assert((c->verdict == VERDICT_EXACT) == (apart == 0));
		assert((c->verdict == VERDICT_MISMATCH) == (apart > c->bound && apart != 0));
	}
	for (const struct finding *f = u->diag.first; f; f = f->next) {
		const struct source *s = str_ends(f->at.file, ".yaml") ? &u->sidecar : &u->source;

		assert(f->at.line <= s->nline + 1 && f->message.len > 0);
	}
}

static void
as_sidecar(struct str text)
{
	const struct compile_options options = { .currency = UNIT_POUND };
	struct compile_input in = { .path = STR("budgets/t.csv"), .bytes = str_of(table_text),
		.sidecar = text, .has_sidecar = true };
	struct arena a;

	arena_init(&a);
	struct compilation u = { .in = &in, .options = &options, .arena = &a, .front_findings = SIZE_MAX,
		.object = { .kind = OBJECT_TABLE, .path = in.path, .table = { .title = STR_NONE },
			.blob = STR_NONE } };
	struct buf bytes = BUF_EMPTY;
	struct object back;

	diag_init(&u.diag, &a);
	table_compile(&u);
	check_table(&u);
	diag_sort(&u.diag);
	u.object.findings = u.diag.first;
	if (u.object.nmeta > 0) {
		object_write(&u.object, &bytes);
		if (!object_read(buf_view(&bytes), OBJECT_WHOLE, &a, &back))
			assert(!"an object that can't be read");
	}
	buf_release(&bytes);
	arena_release(&a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size }, lines = text;
	struct buf rules = BUF_EMPTY;

	buf_text(&rules, "rules:\n");
	while (lines.len > 0) {
		struct str line = str_cut(&lines, '\n');

		if (utf8_invalid_at(line) < line.len)
			continue;	/* refused before any formula is read */
		as_formula(line);
		buf_print(&rules, "  - " STR_FMT "\n", STR_ARG(line));
	}
	as_sidecar(text);
	as_sidecar(buf_view(&rules));
	buf_release(&rules);
	return 0;
}
