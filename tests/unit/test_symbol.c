/*
 * Addresses of cells.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/utf8.h"
#include "object/symbol.h"

#define MOST 12

/* Rows as group, label, level of a total; a level of -1 is a heading. */
struct line {
	const char *group, *label;
	int         level;
};

struct sample {
	struct arena        arena;
	struct table        table;
	struct table_row    rows[MOST];
	struct table_column columns[MOST];
};

static void
init(struct sample *s, const char *const *columns, const struct line *lines)
{
	memset(s, 0, sizeof(*s));
	arena_init(&s->arena);
	s->table.columns = s->columns;
	s->table.rows = s->rows;
	for (; columns[s->table.ncolumn]; s->table.ncolumn++) {
		struct table_column *c = &s->columns[s->table.ncolumn];
		const char *name = columns[s->table.ncolumn];
		bool is_text = name[0] == '"';

		c->name = str_of(name + is_text);
		c->slug = utf8_slug(&s->arena, c->name);
		c->kind = s->table.ncolumn == 0 ? COLUMN_LABEL : is_text ? COLUMN_TEXT : COLUMN_AMOUNT;
	}
	for (; lines[s->table.nrow].label; s->table.nrow++) {
		const struct line *l = &lines[s->table.nrow];
		struct table_row *r = &s->rows[s->table.nrow];

		r->kind = l->level < 0 ? ROW_HEADING : l->level > 0 ? ROW_TOTAL : ROW_LINE;
		r->label_slug = utf8_slug(&s->arena, str_of(l->label));
		r->group_slug = utf8_slug(&s->arena, str_of(l->group));
		r->level = l->level < 0 ? 0 : (uint32_t)l->level;
	}
}

static const struct line allocation[] = {
	{ "", "Performance", -1 },
	{ "Performance", "Equalities", 0 },
	{ "Performance", "Innovation", 0 },
	{ "Performance", "Total Performance", 1 },
	{ "Efficiency", "Innovation", 0 },
	{ "Efficiency", "Procurement", 0 },
	{ "Efficiency", "Total Efficiency", 1 },
	{ "", "Grand total", 2 },
	{ NULL, NULL, 0 },
};
static const char *const one_year[] = { "Programme", "2026/27", NULL };
static const char *const two_years[] = { "Programme", "2025/26", "2026/27", NULL };
static const char *const years_and_total[] = { "Programme", "2025/26", "2026/27", "Total", NULL };

/* The cells that an address means, as "row,column" with blanks between. */
static void
means(const char *const *columns, const struct line *lines, const char *address, const char *cells)
{
	struct sample s;
	struct symbol_cells found;
	struct buf b = BUF_EMPTY;

	init(&s, columns, lines);
	symbols_find(symbols_new(&s.table, &s.arena), str_of(address), &s.arena, &found);
	for (size_t i = 0; i < found.count; i++)
		buf_print(&b, "%s%u,%u", i ? " " : "", found.cells[i] / s.table.ncolumn,
			found.cells[i] % s.table.ncolumn);
	if (!str_is(buf_view(&b), cells))
		fail_msg("%s: " STR_FMT, address, STR_ARG(buf_view(&b)));
	buf_release(&b);
	arena_release(&s.arena);
}

static void
a_row_alone_means_its_cell_in_the_one_amount_column(void **state)
{
	(void)state;
	means(one_year, allocation, "equalities", "1,1");
	means(one_year, allocation, "total-performance", "3,1");
	means(one_year, allocation, "equalities/2026-27", "1,1");
	means(one_year, allocation, "performance/equalities", "1,1");
	means(one_year, allocation, "performance/equalities/2026-27", "1,1");
}

static void
slugs_are_compared_as_they_are(void **state)
{
	(void)state;
	means(one_year, allocation, "Equalities", "");
	means(one_year, allocation, "total performance", "");
	means(one_year, allocation, "", "");
	means(one_year, allocation, "/", "");
	means(one_year, allocation, "equalities/", "");
	means(one_year, allocation, "/equalities", "");
	means(one_year, allocation, "a/b/c/d", "");
	means(one_year, allocation, "performance/equalities/2026-27/", "");
	means(one_year, allocation, "efficiency/equalities", "");
}

static void
where_there_are_several_amount_columns_a_row_means_that_in_the_total(void **state)
{
	(void)state;
	means(years_and_total, allocation, "equalities", "1,3");
	means(years_and_total, allocation, "equalities/2025-26", "1,1");
	means(two_years, allocation, "equalities", "1,1 1,2");
}

static void
a_name_that_two_groups_share_is_ambiguous_until_the_group_is_named(void **state)
{
	(void)state;
	means(one_year, allocation, "innovation", "2,1 4,1");
	means(one_year, allocation, "efficiency/innovation", "4,1");
	means(two_years, allocation, "innovation/2025-26", "2,1 4,1");
	means(two_years, allocation, "performance/innovation/2025-26", "2,1");
}

static void
a_heading_has_no_cells_of_its_own(void **state)
{
	(void)state;
	means(one_year, allocation, "performance", "");
}

static void
total_means_the_grand_total_unless_a_row_has_just_that_name(void **state)
{
	static const struct line named[] = {
		{ "", "A", 0 }, { "", "Total", 1 }, { "", "Grand total", 2 }, { NULL, NULL, 0 },
	};
	static const struct line even[] = {
		{ "A", "B", 0 }, { "A", "Total A", 1 }, { "C", "Total C", 1 }, { NULL, NULL, 0 },
	};
	static const struct line none[] = { { "", "A", 0 }, { NULL, NULL, 0 } };

	(void)state;
	means(one_year, allocation, "total", "7,1");
	means(two_years, allocation, "total/2025-26", "7,1");
	means(one_year, allocation, "efficiency/total", "");
	means(one_year, named, "total", "1,1");
	means(one_year, even, "total", "1,1 2,1");
	means(one_year, none, "total", "");
}

/* `a/b` is a column of row a, and a row of group a. */
static void
an_address_that_may_be_read_in_two_ways_means_the_cells_of_both(void **state)
{
	static const struct line lines[] = {
		{ "", "Uses", 0 }, { "Uses", "2026/27", 0 }, { NULL, NULL, 0 },
	};

	(void)state;
	means(one_year, lines, "uses/2026-27", "0,1 1,1");
}

static void
in_a_table_without_amounts_a_row_means_its_text(void **state)
{
	static const struct line lines[] = { { "", "Role unclear", 0 }, { NULL, NULL, 0 } };
	static const char *const one[] = { "Risk", "\"Action", NULL };
	static const char *const two[] = { "Risk", "\"Impact", "\"Action", NULL };
	static const char *const mixed[] = { "Risk", "\"Action", "Cost", NULL };

	(void)state;
	means(one, lines, "role-unclear", "0,1");
	means(two, lines, "role-unclear", "0,1 0,2");
	means(two, lines, "role-unclear/action", "0,2");
	means(mixed, lines, "role-unclear", "0,2");
	means(mixed, lines, "role-unclear/action", "0,1");
	means(mixed, lines, "role-unclear/risk", "0,0");
}

static void
is_spelled(const char *const *columns, const struct line *lines, uint32_t row, uint32_t column,
	const char *address)
{
	struct sample s;

	init(&s, columns, lines);

	struct str spelled = symbols_of(symbols_new(&s.table, &s.arena), row, column, &s.arena);

	if (!str_is(spelled, address))
		fail_msg("%u,%u: " STR_FMT, row, column, STR_ARG(spelled));
	arena_release(&s.arena);
}

static void
a_cell_is_spelled_by_the_shortest_address_that_means_it_alone(void **state)
{
	static const struct line twins[] = {
		{ "G", "A", 0 }, { "G", "A", 0 }, { "", "£", 0 }, { NULL, NULL, 0 },
	};

	(void)state;
	is_spelled(one_year, allocation, 1, 1, "equalities");
	is_spelled(one_year, allocation, 2, 1, "performance/innovation");
	is_spelled(one_year, allocation, 7, 1, "grand-total");
	is_spelled(two_years, allocation, 1, 2, "equalities/2026-27");
	is_spelled(two_years, allocation, 4, 1, "efficiency/innovation/2025-26");
	is_spelled(years_and_total, allocation, 1, 3, "equalities");
	is_spelled(years_and_total, allocation, 1, 1, "equalities/2025-26");
	is_spelled(one_year, allocation, 1, 0, "equalities/programme");
	is_spelled(one_year, twins, 1, 1, "g/a/2026-27");	/* no address tells the two apart */
	is_spelled(one_year, twins, 2, 1, "");
}

static void
every_spelling_finds_its_cell_again(void **state)
{
	struct sample s;

	(void)state;
	init(&s, years_and_total, allocation);

	const struct symbols *symbols = symbols_new(&s.table, &s.arena);

	for (uint32_t row = 1; row < s.table.nrow; row++) {
		for (uint32_t column = 0; column < s.table.ncolumn; column++) {
			struct symbol_cells found;

			symbols_find(symbols, symbols_of(symbols, row, column, &s.arena), &s.arena, &found);
			assert_int_equal(found.count, 1);
			assert_int_equal(found.cells[0], row * s.table.ncolumn + column);
		}
	}
	arena_release(&s.arena);
}

static void
collect(void *context, struct str address)
{
	buf_str(context, address);
	buf_char(context, ' ');
}

static void
all_addresses_are_listed_for_helps(void **state)
{
	static const struct line lines[] = {
		{ "", "G", -1 }, { "G", "A", 0 }, { "G", "Total G", 1 }, { NULL, NULL, 0 },
	};
	struct sample s;
	struct buf b = BUF_EMPTY;

	(void)state;
	init(&s, one_year, lines);
	symbol_names(&s.table, collect, &b, &s.arena);
	assert_true(str_is(buf_view(&b), "total a g/a a/2026-27 g/a/2026-27 "
		"total-g g/total-g total-g/2026-27 g/total-g/2026-27 "));
	buf_release(&b);
	arena_release(&s.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_row_alone_means_its_cell_in_the_one_amount_column),
		cmocka_unit_test(slugs_are_compared_as_they_are),
		cmocka_unit_test(where_there_are_several_amount_columns_a_row_means_that_in_the_total),
		cmocka_unit_test(a_name_that_two_groups_share_is_ambiguous_until_the_group_is_named),
		cmocka_unit_test(a_heading_has_no_cells_of_its_own),
		cmocka_unit_test(total_means_the_grand_total_unless_a_row_has_just_that_name),
		cmocka_unit_test(an_address_that_may_be_read_in_two_ways_means_the_cells_of_both),
		cmocka_unit_test(in_a_table_without_amounts_a_row_means_its_text),
		cmocka_unit_test(a_cell_is_spelled_by_the_shortest_address_that_means_it_alone),
		cmocka_unit_test(every_spelling_finds_its_cell_again),
		cmocka_unit_test(all_addresses_are_listed_for_helps),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
