/*
 * Any bytes as a table, alone and with a sidecar: what stands behind the first line `---`.
 *
 * Besides that nothing crashes: what comes out is an object that can be read, every check and what it
 * covers is a cell of the table, every verdict is what its figures say, and every finding stands in the file.
 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "compile/unit.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_verdict(const struct check *c)
{
	decimal apart = decimal_abs(c->difference);

	if (c->kind == CHECK_RULE || c->verdict == VERDICT_UNCHECKED)
		return;
	assert(c->stated - c->computed == c->difference);
	assert((c->verdict == VERDICT_EXACT) == (apart == 0));
	assert((c->verdict == VERDICT_MISMATCH) == (apart > c->bound && apart != 0));
}

static void
check_checks(const struct object *o)
{
	for (uint32_t i = 0; i < o->ncheck; i++) {
		const struct check *c = &o->checks[i];

		assert(c->row < o->table.nrow && c->column < o->table.ncolumn);
		assert(c->first_cover + c->covers <= o->ncover);
		check_verdict(c);
	}
	for (uint32_t i = 0; i < o->ncover; i++)
		assert(o->covers[i].row < o->table.nrow && o->covers[i].column < o->table.ncolumn);
}

static void
check_places(const struct compilation *u)
{
	for (const struct finding *f = u->diag.first; f; f = f->next) {
		const struct source *s = str_ends(f->at.file, ".yaml") ? &u->sidecar : &u->source;

		assert(f->at.line <= s->nline + 1);	/* YAML may lack something behind its last line */
		assert(f->message.len > 0);
	}
}

static void
check_object(struct compilation *u)
{
	struct buf bytes = BUF_EMPTY;
	struct object back;

	diag_sort(&u->diag);
	u->object.findings = u->diag.first;
	object_write(&u->object, &bytes);
	if (!object_read(buf_view(&bytes), OBJECT_WHOLE, u->arena, &back))
		assert(!"an object that can't be read");
	buf_release(&bytes);
}

static void
as_table(struct str text, struct str sidecar, bool has_sidecar, bool lone)
{
	const struct compile_options options = { .currency = UNIT_POUND, .lone = lone };
	struct compile_input in = { .path = STR("budgets/t.csv"), .bytes = text, .sidecar = sidecar,
		.has_sidecar = has_sidecar };
	struct arena a;

	arena_init(&a);
	struct compilation u = { .in = &in, .options = &options, .arena = &a, .front_findings = SIZE_MAX,
		.object = { .kind = OBJECT_TABLE, .path = in.path, .table = { .title = STR_NONE },
			.blob = STR_NONE } };

	diag_init(&u.diag, &a);
	table_compile(&u);
	if (u.object.nmeta > 0)
		check_object(&u);
	check_checks(&u.object);
	check_places(&u);
	arena_release(&a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size };
	size_t end = str_find(text, STR("\n---\n"), 0);

	as_table(text, STR_NONE, false, true);
	as_table(str_head(text, end), str_from(text, end + 5), true, false);
	return 0;
}
