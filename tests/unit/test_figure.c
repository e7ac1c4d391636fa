/*
 * Sums of money and percentages in prose that are linked to nothing.
 */
#include "body_case.h"

static void
assert_figure(uint32_t index, const char *text, const char *value, enum unit unit)
{
	const struct figure *f = &u.object.figures[index];

	assert_true(index < u.object.nfigure);
	assert_text(f->text, text);
	assert_text(decimal_text(&arena, f->amount.value), value);
	assert_int_equal(unit, f->amount.unit);
}

static void
money_is_read_in_every_form_that_a_report_writes(void **state)
{
	(void)state;
	compile("£1.2m, £680k, £13 million and £1,234.50; £12 922, €5bn.\n");
	assert_int_equal(6, u.object.nfigure);
	assert_figure(0, "£1.2m", "1200000", UNIT_POUND);
	assert_figure(1, "£680k", "680000", UNIT_POUND);
	assert_figure(2, "£13 million", "13000000", UNIT_POUND);
	assert_figure(3, "£1,234.50", "1234.5", UNIT_POUND);
	assert_figure(4, "£12 922", "12922", UNIT_POUND);
	assert_figure(5, "€5bn", "5000000000", UNIT_EURO);
}

static void
a_percentage_is_a_figure_and_a_bare_number_is_none(void **state)
{
	(void)state;
	compile("In 2026 there were 461, or 15% and 4.99 per cent; £5-10m, £000 and version 1.5.\n");
	assert_int_equal(2, u.object.nfigure);
	assert_figure(0, "15%", "15", UNIT_PERCENT);
	assert_figure(1, "4.99 per cent", "4.99", UNIT_PERCENT);
}

static void
what_is_linked_or_code_is_no_figure(void **state)
{
	(void)state;
	compile("[£13m](f.csv#total), [the £3m](r.md), `£5`\n\n    £6\n\n<https://a.gov.uk/5%25>\n");
	assert_int_equal(0, u.object.nfigure);
}

static void
a_figure_knows_its_place_and_its_definition(void **state)
{
	(void)state;
	compile_as(NUMBERING_PARAGRAPHS, "## Cost\n\nIt is 15% and\n**5%** of it.\n\n- £3m\n");
	assert_int_equal(3, u.object.nfigure);
	assert_int_equal(3, u.object.figures[0].line);
	assert_int_equal(7, u.object.figures[0].column);
	assert_int_equal(1, u.object.figures[0].from);
	assert_int_equal(4, u.object.figures[1].line);
	assert_int_equal(3, u.object.figures[1].column);
	assert_int_equal(2, u.object.figures[1].width);
	assert_int_equal(6, u.object.figures[2].line);
	assert_int_equal(0, u.object.figures[2].from);
}

static void
headings_and_cells_have_figures_too(void **state)
{
	(void)state;
	compile("## The £3m\n\n| a | b |\n|---|---|\n| costs £4m | 5 |\n| £6m gone | £7m |\n");
	assert_int_equal(3, u.object.nfigure);
	assert_int_equal(1, u.object.figures[0].line);
	assert_int_equal(5, u.object.figures[1].line);
	assert_int_equal(6, u.object.figures[2].line);	/* and a cell that is an amount is none in prose */
}

static void
a_report_gets_one_note_with_their_number(void **state)
{
	(void)state;
	begin(STR("£3m and £4m\n"), 0, NUMBERING_NONE);
	u.object.kind = OBJECT_REPORT;
	body_compile(&u);
	assert_finding(0, DIAG_FIGURE_UNLINKED, 1, 1);
	assert_null(u.diag.first->next);
	assert_text(u.diag.first->message, "2 figures in this report are linked to no table");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(money_is_read_in_every_form_that_a_report_writes),
		cmocka_unit_test(a_percentage_is_a_figure_and_a_bare_number_is_none),
		cmocka_unit_test(what_is_linked_or_code_is_no_figure),
		cmocka_unit_test(a_figure_knows_its_place_and_its_definition),
		cmocka_unit_test(headings_and_cells_have_figures_too),
		cmocka_unit_test(a_report_gets_one_note_with_their_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
