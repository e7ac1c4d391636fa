#ifndef FORMULA_TRIAL_H
#define FORMULA_TRIAL_H
/*
 * A formula for tests: parsed out of a sidecar, and evaluated over cells that have names.
 *
 * cmocka.h has been included.
 */
#include <string.h>

#include "compile/unit.h"
#include "object/quantity.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A formula on its way through both halves. */
struct trial {
	struct arena           arena;
	struct compile_input   in;
	struct compilation     u;
	uint32_t               first, ops;
	bool                   parsed;
	enum formula_state     state;
	struct quantity        value, sides[2];
	const struct table_cell *found[8];
};

static const struct {
	const char        *name, *text;
	struct amount_unit unit;
} named[] = {
	{ "actual", "4,374", { UNIT_POUND, 3 } },
	{ "budget", "4,347", { UNIT_POUND, 3 } },
	{ "revised-budget", "4,400", { UNIT_POUND, 3 } },
	{ "total", "£13m", { UNIT_POUND, 0 } },
	{ "quarter", "£3.25m", { UNIT_POUND, 0 } },
	{ "pennies", "£10.00", { UNIT_POUND, 0 } },
	{ "third", "£3.33", { UNIT_POUND, 0 } },
	{ "euros", "5", { UNIT_EURO, 0 } },
	{ "share", "25%", { UNIT_NUMBER, 0 } },
	{ "people", "200", { UNIT_NUMBER, 0 } },
	{ "helped", "50", { UNIT_NUMBER, 0 } },
	{ "dash", "-", { UNIT_POUND, 0 } },
	{ "nil", "nil", { UNIT_POUND, 0 } },
	{ "blank", "", { UNIT_POUND, 0 } },
	{ "awaited", "tbc", { UNIT_POUND, 0 } },
	{ "withheld", "[withheld]", { UNIT_POUND, 0 } },
	{ "words", "Met from grant", { UNIT_POUND, 0 } },
	{ "half", "£0.4m", { UNIT_POUND, 0 } },
	{ "huge", "£9,999,999bn", { UNIT_POUND, 0 } },
	{ "2026", "12", { UNIT_NUMBER, 0 } },
	{ "programme", "£1.00", { UNIT_POUND, 0 } },
	{ "programme", "£2.50", { UNIT_POUND, 0 } },
	{ "programme", "", { UNIT_POUND, 0 } },
	{ "programme", "-", { UNIT_POUND, 0 } },
};

static enum formula_state
find(void *context, uint32_t reference, const struct table_cell ***cells, size_t *n)
{
	struct trial *t = context;

	*n = 0;
	for (size_t i = 0; i < COUNT(named); i++) {
		if (!str_is(t->u.object.references[reference].fragment, named[i].name))
			continue;
		struct table_cell *c = arena_alloc(&t->arena, sizeof(*c));

		c->kind = amount_read(str_of(named[i].text), named[i].unit, &c->amount);
		t->found[(*n)++] = c;
	}
	*cells = arena_array(&t->arena, *n, sizeof(**cells));
	memcpy(*cells, t->found, *n * sizeof(**cells));
	return FORMULA_DONE;
}

/* The formula stands in a sidecar, behind a key. */
static void
parse(struct trial *t, const char *text)
{
	static const char before[] = "title: Tŷ\nrules:\n  - ";

	memset(t, 0, sizeof(*t));
	arena_init(&t->arena);
	t->in.path = STR("committees/cabinet/2026-02-10/x.csv");
	t->u.in = &t->in;
	t->u.arena = &t->arena;
	diag_init(&t->u.diag, &t->arena);
	source_init(&t->u.sidecar, STR("content/x.csv.yaml"),
		str_print(&t->arena, "%s%s\n", before, text), &t->arena);
	t->parsed = formula_parse(&t->u, &t->u.sidecar, sizeof(before) - 1,
		str_slice(t->u.sidecar.text, sizeof(before) - 1, t->u.sidecar.text.len - 1),
		DIAG_SIDECAR_MISMATCH, &t->first, &t->ops);
}

static void
evaluate_within(struct trial *t, const char *text, decimal tolerance)
{
	struct formula_cells cells = { find, t };

	parse(t, text);
	if (!t->parsed)
		fail_msg("%s: " STR_FMT, text, STR_ARG(t->u.diag.first->message));
	t->state = formula_evaluate(t->u.object.ops + t->first, t->ops, &cells, tolerance,
		&t->value, t->sides);
}

static void
gives(const char *text, const char *value, enum unit unit)
{
	struct trial t;

	evaluate_within(&t, text, -1);
	if (t.state != FORMULA_DONE)
		fail_msg("%s: state %d", text, (int)t.state);
	if (!str_is(decimal_text(&t.arena, t.value.value), value))
		fail_msg("%s: " STR_FMT, text, STR_ARG(decimal_text(&t.arena, t.value.value)));
	assert_int_equal(t.value.unit, unit);
	assert_true(t.sides[0].value == t.value.value || t.value.is_truth);
	arena_release(&t.arena);
}

static void
has_slack(const char *text, const char *slack)
{
	struct trial t;

	evaluate_within(&t, text, -1);
	assert_int_equal(t.state, FORMULA_DONE);
	if (!str_is(decimal_text(&t.arena, t.value.slack), slack))
		fail_msg("%s: " STR_FMT, text, STR_ARG(decimal_text(&t.arena, t.value.slack)));
	arena_release(&t.arena);
}

static void
is_within(const char *text, decimal tolerance, bool holds)
{
	struct trial t;

	evaluate_within(&t, text, tolerance);
	if (t.state != FORMULA_DONE || !t.value.is_truth || (t.value.value != 0) != holds)
		fail_msg("%s: state %d, %s", text, (int)t.state, t.value.value ? "holds" : "fails");
	arena_release(&t.arena);
}

static void
ends_in(const char *text, enum formula_state state)
{
	struct trial t;

	evaluate_within(&t, text, -1);
	if (t.state != state)
		fail_msg("%s: state %d", text, (int)t.state);
	arena_release(&t.arena);
}

/* That the formula is refused, and where: column and width in the formula itself, from 1. */
static void
refuses(const char *text, uint32_t column, uint32_t width, const char *message)
{
	struct trial t;

	parse(&t, text);
	if (t.parsed)
		fail_msg("%s: was taken", text);

	const struct finding *f = t.u.diag.first;

	if (!str_is(f->message, message))
		fail_msg("%s: " STR_FMT, text, STR_ARG(f->message));
	assert_int_equal(f->code, DIAG_SIDECAR_MISMATCH);
	assert_non_null(f->help);
	assert_null(f->next);
	assert_int_equal(f->at.line, 3);
	if (f->at.column != column + 4 || f->at.width != width)
		fail_msg("%s: at %u, %u wide", text, f->at.column - 4, f->at.width);
	assert_int_equal(t.u.object.nop + t.u.object.nreference, 0);
	arena_release(&t.arena);
}

/* The one address of a formula: its path, fragment and text. */
static void
leads_to(const char *text, const char *path, const char *fragment)
{
	struct trial t;

	parse(&t, text);
	if (!t.parsed)
		fail_msg("%s: " STR_FMT, text, STR_ARG(t.u.diag.first->message));

	const struct reference *r = t.u.object.references;

	assert_int_equal(t.u.object.nreference, 1);
	assert_int_equal(r->kind, REFERENCE_CELL);
	assert_int_equal(r->from, OBJECT_NONE);
	if (!str_is(r->path, path) || !str_is(r->fragment, fragment))
		fail_msg("%s: " STR_FMT " # " STR_FMT, text, STR_ARG(r->path), STR_ARG(r->fragment));
	arena_release(&t.arena);
}

#endif
