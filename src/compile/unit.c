/*
 * The growing arrays of a compilation.
 *
 * Knows how an array doubles inside an arena; what the records mean is the passes'.
 */
#include "compile/unit.h"

#include <assert.h>
#include <string.h>

#define ROOM_LEAST 8

/* A zeroed record behind the count that there are; the array may move. */
static void *
append(struct arena *a, void **array, uint32_t *count, size_t *room, size_t size)
{
	assert(*count < OBJECT_NONE);
	if (*count == *room) {
		*room = *room ? 2 * *room : ROOM_LEAST;
		*array = arena_grow(a, *array, *count, *room, size);
	}
	char *record = (char *)*array + (size_t)(*count)++ * size;

	memset(record, 0, size);	/* a pass may have taken one back */
	return record;
}

/* The pointer goes by way of a void *, so that append can set one of any type. */
#define APPEND(array, count, room_left) \
	void *array = u->object.array; \
	void *added = append(u->arena, &array, &u->object.count, &u->room_left, \
		sizeof(*u->object.array)); \
	u->object.array = array

struct definition *
unit_add_definition(struct compilation *u)
{
	APPEND(definitions, ndefinition, room_definitions);
	return added;
}

/* It stands in no definition until somebody says so. */
struct reference *
unit_add_reference(struct compilation *u)
{
	APPEND(references, nreference, room_references);
	((struct reference *)added)->from = OBJECT_NONE;
	return added;
}

struct figure *
unit_add_figure(struct compilation *u)
{
	APPEND(figures, nfigure, room_figures);
	return added;
}

struct term *
unit_add_term(struct compilation *u)
{
	APPEND(terms, nterm, room_terms);
	return added;
}

struct stated *
unit_add_stated(struct compilation *u)
{
	APPEND(stated, nstated, room_stated);
	return added;
}

struct op *
unit_add_op(struct compilation *u)
{
	APPEND(ops, nop, room_ops);
	return added;
}

struct piece *
unit_add_piece(struct compilation *u)
{
	APPEND(pieces, npiece, room_pieces);
	return added;
}

struct fragment *
unit_add_fragment(struct compilation *u)
{
	APPEND(fragments, nfragment, room_fragments);
	return added;
}

void
unit_count_exact(struct compilation *u, uint32_t sums)
{
	u->object.counted[VERDICT_EXACT] += sums;
}

void
unit_count_checks(struct compilation *u)
{
	struct object *o = &u->object;

	for (uint32_t i = 0; i < o->ncheck; i++)
		o->counted[o->checks[i].verdict]++;
	o->ncheck = o->ncover = o->nfactor = 0;
}

struct check *
unit_add_check(struct compilation *u)
{
	if (u->drops_checks)
		unit_count_checks(u);
	APPEND(checks, ncheck, room_checks);
	return added;
}

struct cover *
unit_add_cover(struct compilation *u)
{
	APPEND(covers, ncover, room_covers);
	return added;
}

struct factor *
unit_add_factor(struct compilation *u)
{
	APPEND(factors, nfactor, room_factors);
	return added;
}

struct rule *
unit_add_rule(struct compilation *u)
{
	APPEND(rules, nrule, room_rules);
	return added;
}

/* It is no Markdown until somebody says so. */
struct datum *
unit_add_datum(struct compilation *u)
{
	APPEND(meta, nmeta, room_meta);
	((struct datum *)added)->fragment = OBJECT_NONE;
	return added;
}

struct template_op *
unit_add_template_op(struct compilation *u)
{
	APPEND(template, ntemplate, room_template);
	return added;
}

struct text_table *
unit_add_text_table(struct compilation *u)
{
	APPEND(text_tables, ntext_table, room_text_tables);
	return added;
}

/* There are few. */
void
unit_note_exempt(struct compilation *u, enum exempt_list list, struct str path)
{
	uint32_t count = u->exempt_count[list];
	struct str *longer = arena_array(u->arena, count + 1, sizeof(*longer));

	for (uint32_t i = 0; i < count; i++)
		longer[i] = u->exempt_files[list][i];
	longer[count] = path;
	u->exempt_files[list] = longer;
	u->exempt_count[list]++;
}

static void
add_text_column(struct compilation *u, const struct table_column *column)
{
	APPEND(text_columns, ntext_column, room_text_columns);
	*(struct table_column *)added = *column;
}

static void
add_text_row(struct compilation *u, const struct table_row *row)
{
	APPEND(text_rows, ntext_row, room_text_rows);
	*(struct table_row *)added = *row;
}

/* A cell and its line have one count. */
static void
add_text_cell(struct compilation *u, const struct table_cell *cell, uint32_t line)
{
	uint32_t count = u->object.ntext_cell;
	void *array = u->object.text_lines;
	struct text_line *added_line = append(u->arena, &array, &count, &u->room_text_lines,
		sizeof(*added_line));
	u->object.text_lines = array;
	APPEND(text_cells, ntext_cell, room_text_cells);

	*(struct table_cell *)added = *cell;
	added_line->line = line;
}

void
unit_add_text_cells(struct compilation *u, const struct table *t)
{
	for (uint32_t i = 0; i < t->ncolumn; i++)
		add_text_column(u, &t->columns[i]);
	for (uint32_t row = 0; row < t->nrow; row++) {
		add_text_row(u, &t->rows[row]);
		for (uint32_t i = 0; i < t->ncolumn; i++)
			add_text_cell(u, &t->cells[(size_t)row * t->ncolumn + i],
				table_line(t, row, i));
	}
}
