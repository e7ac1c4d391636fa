/*
 * Amounts and units as councils write them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/amount.h"
#include "base/arena.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

static const struct amount_unit plain = { UNIT_NUMBER, 0 };
static const struct amount_unit pounds = { UNIT_POUND, 0 };
static const struct amount_unit thousands = { UNIT_POUND, 3 };

/* A form, and what it is as a plain decimal in base units. */
struct form {
	const char *text, *value;
	int         place;
};

static void
assert_text(struct str got, const char *want, const char *about)
{
	if (!str_is(got, want))
		fail_msg("%s: got " STR_FMT ", want %s", about, STR_ARG(got), want);
}

static void
assert_form(const struct form *f, struct amount_unit as)
{
	struct arena a;
	struct amount amount = { .place = 99 };
	enum amount_kind kind = amount_read(str_of(f->text), as, &amount);

	if (kind != AMOUNT_VALUE)
		fail_msg("%s is of kind %d", f->text, (int)kind);
	arena_init(&a);
	assert_text(decimal_text(&a, amount.value), f->value, f->text);
	if (amount.place != f->place)
		fail_msg("%s has place %d, want %d", f->text, amount.place, f->place);
	arena_release(&a);
}

static void
assert_forms(const struct form *forms, size_t count, struct amount_unit as)
{
	for (size_t i = 0; i < count; i++)
		assert_form(&forms[i], as);
}

static void
assert_kind(const char *text, enum amount_kind want)
{
	struct amount amount;
	enum amount_kind got = amount_read(str_of(text), thousands, &amount);

	if (got != want)
		fail_msg("'%s' is of kind %d, want %d", text, (int)got, (int)want);
}

static void
every_form_of_a_number_is_read(void **state)
{
	static const struct form forms[] = {
		{ "1,234", "1234", 0 }, { "1 234", "1234", 0 }, { "1\u00a0234", "1234", 0 },
		{ "1\u2009234", "1234", 0 }, { "1\u202f234\u202f567", "1234567", 0 },
		{ "0", "0", 0 }, { "007", "7", 0 }, { "0,123", "123", 0 },
		{ "1,234,567,890", "1234567890", 0 }, { "1234567", "1234567", 0 },
		{ "1,00,000", "100000", 0 }, { "12,34,56,789", "123456789", 0 },
		{ "12.50", "12.5", -2 }, { ".5", "0.5", -1 }, { "5.", "5", 0 },
		{ "680k", "680000", 3 }, { "680 K", "680000", 3 }, { "2 thousand", "2000", 3 },
		{ "1.25m", "1250000", 4 }, { "3 Million", "3000000", 6 },
		{ "2bn", "2000000000", 9 }, { "  42\t", "42", 0 },
		{ "0.000000000001", "0.000000000001", -12 },
		{ "10,000,000,000,000,000,000,000,000", "10000000000000000000000000", 0 },
		{ "999999999999999999", "999999999999999999", 0 },
		{ "9999999999999999999", "9999999999999999999", 0 },
		{ "999,999,999,999,999,999", "999999999999999999", 0 },
	};

	(void)state;
	assert_forms(forms, ROWS(forms), plain);
}

static void
every_form_of_money_is_read(void **state)
{
	static const struct form forms[] = {
		{ "£1,234.50", "1234.5", -2 }, { "£0.5m", "500000", 5 },
		{ "£2bn", "2000000000", 9 }, { "£1 million", "1000000", 6 },
		{ "£1.2 billion", "1200000000", 8 }, { "£12 922", "12922", 0 },
		{ "£ 5", "5", 0 }, { "£13m", "13000000", 6 }, { "£5.6mn", "5600000", 5 },
		{ "€7", "7", 0 }, { "$1.5k", "1500", 2 },
	};

	(void)state;
	assert_forms(forms, ROWS(forms), pounds);
}

static void
every_form_of_less_than_nothing_is_read(void **state)
{
	static const struct form forms[] = {
		{ "(1,234)", "-1234", 0 }, { "-1,234", "-1234", 0 },
		{ "\u22121,234", "-1234", 0 }, { "\u20131,234", "-1234", 0 },
		{ "1,234-", "-1234", 0 }, { "1,234 CR", "-1234", 0 }, { "1,234cr", "-1234", 0 },
		{ "1,234 DR", "1234", 0 }, { "+1,234", "1234", 0 },
		{ "£(1,234)", "-1234", 0 }, { "(£1,234)", "-1234", 0 },
		{ "-£1,234", "-1234", 0 }, { "£-1,234", "-1234", 0 },
		{ "(£1.5m)", "-1500000", 5 }, { "£(1.5)m", "-1500000", 5 },
		{ "( 250 )", "-250", 0 }, { "-0", "0", 0 },
	};

	(void)state;
	assert_forms(forms, ROWS(forms), pounds);
}

static void
an_irregular_text_is_no_amount(void **state)
{
	static const char *const texts[] = {
		"1,23", "12,34,5", "1.234.567", "1,234,56", "1234,567", "123,45,678", "1,,234",
		",123", "1,234,", "1 23", "1,234 567", "1 00 000", "1.2.3", "5..", ".", "1,",
		"--5", "-(5)", "(5", "5)", "((5))", "(5) CR", "-5 CR", "-5-", "5 CR k", "1-5",
		"1 - 5", "££5", "£5€", "5%k", "£5%", "5 kg", "5 mm", "2008/09", "12 Mar",
		"approx 5", "1e5", "0x10", "1'234", "５", "£", "k", "(", "-k", "£tbc", "12a",
		"March", "1 million 2", "\u20145", "x", "5\xff", "\xc2",
	};

	(void)state;
	for (size_t i = 0; i < ROWS(texts); i++)
		assert_kind(texts[i], AMOUNT_TEXT);
}

static void
the_marks_for_no_amount_are_kept_apart(void **state)
{
	static const struct {
		const char      *text;
		enum amount_kind kind;
	} marks[] = {
		{ "", AMOUNT_BLANK }, { " \t\u00a0", AMOUNT_BLANK }, { "-", AMOUNT_DASH },
		{ " \u2013 ", AMOUNT_DASH }, { "\u2014", AMOUNT_DASH }, { "£ -", AMOUNT_DASH },
		{ "nil", AMOUNT_NIL }, { "NIL", AMOUNT_NIL }, { "£nil", AMOUNT_NIL },
		{ "n/a", AMOUNT_ABSENT }, { "N/A", AMOUNT_ABSENT }, { "..", AMOUNT_ABSENT },
		{ "...", AMOUNT_ABSENT }, { "[x]", AMOUNT_ABSENT }, { "tbc", AMOUNT_AWAITED },
		{ "TBA", AMOUNT_AWAITED }, { "to be confirmed", AMOUNT_AWAITED },
		{ "To be confirmed", AMOUNT_AWAITED }, { "exempt", AMOUNT_WITHHELD },
		{ "[withheld]", AMOUNT_WITHHELD },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(marks); i++)
		assert_kind(marks[i].text, marks[i].kind);
}

static void
a_dash_and_nil_count_as_nothing(void **state)
{
	struct amount amount = { .value = 77, .unit = 77 };

	(void)state;
	amount_read(STR("-"), thousands, &amount);
	assert_true(amount.value == 0);
	assert_int_equal(UNIT_POUND, amount.unit);
	assert_false(amount.own_unit);
	amount.value = 77;
	amount_read(STR("£nil"), plain, &amount);
	assert_true(amount.value == 0);
	assert_int_equal(UNIT_POUND, amount.unit);
	assert_true(amount.own_unit);
}

static void
the_scale_of_the_column_serves_where_the_text_has_none(void **state)
{
	static const struct form forms[] = {
		{ "4,347", "4347000", 3 }, { "£4,347", "4347000", 3 }, { "£13m", "13000000", 6 },
		{ "12k", "12000", 3 }, { "4.5", "4500", 2 }, { "1 234", "1234000", 3 },
		{ "1.5%", "1.5", -1 }, { "(3)", "-3000", 3 },
	};

	(void)state;
	assert_forms(forms, ROWS(forms), thousands);
}

static void
a_text_says_whether_unit_and_scale_are_its_own(void **state)
{
	static const struct {
		const char *text;
		enum unit   unit;
		bool        own_unit, own_scale;
	} rows[] = {
		{ "4,347", UNIT_POUND, false, false }, { "£4,347", UNIT_POUND, true, false },
		{ "4.3m", UNIT_POUND, false, true }, { "€4.3m", UNIT_EURO, true, true },
		{ "$5", UNIT_DOLLAR, true, false }, { "5%", UNIT_PERCENT, true, false },
		{ "5 per cent", UNIT_PERCENT, true, false },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		struct amount amount;

		assert_int_equal(AMOUNT_VALUE,
			amount_read(str_of(rows[i].text), thousands, &amount));
		assert_int_equal(rows[i].unit, amount.unit);
		assert_int_equal(rows[i].own_unit, amount.own_unit);
		assert_int_equal(rows[i].own_scale, amount.own_scale);
	}
}

static void
what_cannot_be_held_exactly_is_an_overflow(void **state)
{
	struct amount amount;

	(void)state;
	assert_kind("0.0000000000000001", AMOUNT_OVERFLOW);	/* 10^-13 with the scale */
	assert_kind("0.3000000000000000444", AMOUNT_OVERFLOW);
	assert_kind("10000000000000000000001", AMOUNT_OVERFLOW);	/* thousands */
	assert_kind("99999999999999999999999999999999999999999999999999", AMOUNT_OVERFLOW);
	assert_kind("9999999999999999999999999999999999999999999999999x", AMOUNT_TEXT);
	assert_kind("100,000,000,000,000,000bn", AMOUNT_OVERFLOW);
	assert_kind("1.00000000000000000000000000000000000000000000000000000", AMOUNT_OVERFLOW);
	assert_int_equal(AMOUNT_OVERFLOW,
		amount_read(STR("10000000000000000000000001"), plain, &amount));
	assert_int_equal(AMOUNT_OVERFLOW,
		amount_read(STR("0.0000000000001"), plain, &amount));
	assert_int_equal(AMOUNT_VALUE,
		amount_read(STR("0.000000000000001"), thousands, &amount));
	assert_true(amount.value == 1);
}

static void
half_the_last_written_digit_is_the_error(void **state)
{
	struct amount amount;

	(void)state;
	amount_read(STR("£13m"), pounds, &amount);
	assert_true(amount_half(&amount) == decimal_power(5) * 5);
	amount_read(STR("12.50"), pounds, &amount);
	assert_true(amount_half(&amount) == decimal_power(-3) * 5);
	amount_read(STR("0.000000000001"), pounds, &amount);
	assert_true(amount_half(&amount) == 1);
}

/* What is left of a text when its unit is taken out, and the unit: "name|£|3" */
static void
assert_unit(const char *text, const char *want)
{
	struct arena a;
	struct amount_unit unit;
	struct str s = str_of(text), got = STR("none");
	size_t start, end;

	arena_init(&a);
	if (amount_unit_read(s, &unit, &start, &end)) {
		struct str name = str_head(s, start), rest = str_from(s, end);

		got = str_print(&a, STR_FMT STR_FMT "|%s|%d", STR_ARG(name), STR_ARG(rest),
			unit_sign(unit.unit), unit.scale);
	}
	assert_text(got, want, text);
	arena_release(&a);
}

static void
a_unit_is_read_from_a_header_or_caption(void **state)
{
	static const char *const rows[][2] = {
		{ "£k", "|£|3" }, { "£000", "|£|3" }, { "£'000", "|£|3" }, { "£’000s", "|£|3" },
		{ "£000's", "|£|3" }, { "£m", "|£|6" }, { "£bn", "|£|9" }, { "£", "|£|0" },
		{ "%", "|%|0" }, { "£ million", "|£|6" }, { "£million", "|£|6" },
		{ "2009/10 £k", "2009/10|£|3" }, { "Budget (£000)", "Budget|£|3" },
		{ "Budget [£m]", "Budget|£|6" }, { "Budget (in £k)", "Budget|£|3" },
		{ "Budget, £'000", "Budget|£|3" }, { "Budget \u2013 £m", "Budget|£|6" },
		{ "Figures in £ million", "Figures|£|6" }, { "Budget £k 2009", "Budget 2009|£|3" },
		{ "Budget (£k) 2009", "Budget 2009|£|3" }, { "Variance %", "Variance|%|0" },
		{ "% change", "change|%|0" }, { "Share (per cent)", "Share|%|0" },
		{ "£ per head", "per head|£|0" }, { "Total (£)", "Total|£|0" },
		{ "€m", "|€|6" }, { "Grant $k", "Grant|$|3" }, { "Budget\u00a0(£K)", "Budget|£|3" },
		{ "People ('000)", "People||3" }, { "(thousands)", "||3" }, { "People (\u2018000)", "People||3" },
		{ "People (\u2019000s)", "People||3" }, { "People (000s)", "People||3" },
		{ "People (000's)", "People||3" }, { "Tonnes (Millions)", "Tonnes||6" }, { "Tonnes (billions)", "Tonnes||9" },
		{ "Share (Percent)", "Share|%|0" }, { "Cost Â£k", "Cost|£|3" },
		{ "Budget £k (% change)", "Budget (% change)|£|3" },
	};

	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++)
		assert_unit(rows[i][0], rows[i][1]);
}

static void
a_text_without_a_unit_names_none(void **state)
{
	static const char *const texts[] = {
		"", "Budget", "2009/10", "k", "m", "Spending over £500", "Cost £ a head", "£500",
		"100%ers", "£kick", "thousands of people", "Length (m)", "A&E", "1000", "(", "()",
	};

	(void)state;
	for (size_t i = 0; i < ROWS(texts); i++)
		assert_unit(texts[i], "none");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_form_of_a_number_is_read),
		cmocka_unit_test(every_form_of_money_is_read),
		cmocka_unit_test(every_form_of_less_than_nothing_is_read),
		cmocka_unit_test(an_irregular_text_is_no_amount),
		cmocka_unit_test(the_marks_for_no_amount_are_kept_apart),
		cmocka_unit_test(a_dash_and_nil_count_as_nothing),
		cmocka_unit_test(the_scale_of_the_column_serves_where_the_text_has_none),
		cmocka_unit_test(a_text_says_whether_unit_and_scale_are_its_own),
		cmocka_unit_test(what_cannot_be_held_exactly_is_an_overflow),
		cmocka_unit_test(half_the_last_written_digit_is_the_error),
		cmocka_unit_test(a_unit_is_read_from_a_header_or_caption),
		cmocka_unit_test(a_text_without_a_unit_names_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
