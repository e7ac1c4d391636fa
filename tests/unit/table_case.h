#ifndef TESTS_UNIT_TABLE_CASE_H
#define TESTS_UNIT_TABLE_CASE_H
/*
 * A table and its sidecar, compiled, for the tests of what comes out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "compile/unit.h"

static struct arena arena;
static struct compile_input input;
static struct compile_options options;
static struct compilation u;
static struct table *table;

/* The bytes of the table, and the lines of the sidecar when there is one. */
static inline void
compile_bytes(struct str bytes, const char *sidecar)
{
	arena_release(&arena);
	arena_init(&arena);
	input = (struct compile_input){ .path = STR("budgets/t.csv"), .bytes = bytes,
		.sidecar = sidecar ? str_of(sidecar) : STR_NONE, .has_sidecar = sidecar != NULL };
	u = (struct compilation){ .in = &input, .options = &options, .arena = &arena,
		.front_findings = SIZE_MAX, .object = { .kind = OBJECT_TABLE, .path = input.path } };
	diag_init(&u.diag, &arena);
	table_compile(&u);
	diag_sort(&u.diag);
	table = &u.object.table;
}

static inline void
compile_with(const char *text, const char *sidecar)
{
	compile_bytes(str_of(text), sidecar);
}

static inline void
compile(const char *text)
{
	compile_with(text, NULL);
}

/* The first finding of a code, or NULL. */
static inline const struct finding *
found(enum diag_code code)
{
	for (const struct finding *f = u.diag.first; f; f = f->next)
		if (f->code == code)
			return f;
	return NULL;
}

static inline unsigned
count_of(enum diag_code code)
{
	unsigned n = 0;

	for (const struct finding *f = u.diag.first; f; f = f->next)
		n += f->code == code;
	return n;
}

static inline void
assert_text(struct str got, const char *wanted)
{
	assert_string_equal(arena_copy(&arena, got.at, got.len), wanted);
}

/* No finding at all; the first one is shown otherwise. */
static inline void
assert_nothing_found(void)
{
	if (u.diag.first)
		assert_text(u.diag.first->message, "");
}

static inline void
assert_found_at(enum diag_code code, uint32_t line, uint32_t column)
{
	const struct finding *f = found(code);

	assert_non_null(f);
	assert_int_equal(f->at.line, line);
	assert_int_equal(f->at.column, column);
}

/* Some help of the finding has this in it. */
static inline void
assert_helps(const struct finding *f, const char *part)
{
	assert_non_null(f);
	for (const struct finding_help *h = f->help; h; h = h->next)
		if (str_find(h->text, str_of(part), 0) < h->text.len)
			return;
	assert_text(f->help ? f->help->text : STR("no help"), part);
}

/* The check of the cell at a row and column, from 0, or NULL. */
static inline const struct check *
check_at(enum check_kind kind, uint32_t row, uint32_t column)
{
	for (uint32_t i = 0; i < u.object.ncheck; i++) {
		const struct check *c = &u.object.checks[i];

		if (c->kind == kind && c->row == row && c->column == column)
			return c;
	}
	return NULL;
}

static inline void
assert_check(enum check_kind kind, uint32_t row, uint32_t column, enum verdict verdict,
	uint32_t covers, const char *reading)
{
	const struct check *c = check_at(kind, row, column);

	assert_non_null(c);
	assert_string_equal(verdict_name(c->verdict), verdict_name(verdict));
	assert_int_equal(c->covers, covers);
	if (reading)
		assert_text(basis_text(&arena, &c->basis), reading);
}

#endif
