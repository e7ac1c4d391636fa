/*
 * Our interval rule beside the examples of others: `test_rounding [FILE]`, row by row.
 *
 * Where a row is of another rule than ours, `others` says why, and what ours gives instead is what is
 * asserted.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "object/quantity.h"

#define FIELDS 8

enum { KIND, VALUE, OTHER, DECIMALS, OTHER_DECIMALS, TOLERANCE, EXPECTED };

static const char *path = "../shared/data/rounding_examples.tsv";
static struct arena arena;

static const struct other {
	const char *kind, *value, *other, *decimals;
	const char *why;
} others[] = {
	{ "sum-with-tolerance", "550000000", "551000000", "-3",
	  "theirs allows two units of the coarser figure; ours half of each, which is £500,500" },
	{ "round-half-even", "532000000", "532500000", "-6",
	  "ours rounds a half away from zero, as readers do; the interval rule accepts both" },
};

static const char *
why_other(char *const *row)
{
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (strcmp(row[KIND], others[i].kind) == 0 && strcmp(row[VALUE], others[i].value) == 0
			&& strcmp(row[OTHER], others[i].other) == 0
			&& strcmp(row[DECIMALS], others[i].decimals) == 0)
			return others[i].why;
	return NULL;
}

/* An amount of our kind, written to the decimals given; empty: as exactly as we hold it. */
static bool
read_amount(struct str text, const char *decimals, struct amount *out)
{
	int place = *decimals ? -atoi(decimals) : -DECIMAL_PLACES;

	if (place < -DECIMAL_PLACES || place > 25
		|| amount_read(str_trim(text), (struct amount_unit){ UNIT_NUMBER, 0 }, out)
			!= AMOUNT_VALUE)
		return false;
	out->place = (int8_t)place;
	return true;
}

static struct quantity
quantity_in(struct str text, const char *decimals)
{
	struct amount amount;

	assert_true(read_amount(text, decimals, &amount));
	return quantity_of(&amount);
}

static bool
sum_holds(char *const *row)
{
	struct quantity total = quantity_in(str_of(row[VALUE]), row[DECIMALS]), sum = { 0 };
	struct str rest = str_of(row[OTHER]);
	bool first = true;

	while (rest.len > 0) {
		struct quantity q = quantity_in(str_cut(&rest, '+'), row[OTHER_DECIMALS]);

		if (first)
			sum = q;
		else
			assert_int_equal(FORMULA_DONE, quantity_add(&sum, q));
		first = false;
	}
	return quantity_agree(&total, &sum, -1);
}

static void
check_sum(char *const *row, bool other)
{
	assert_int_equal(strcmp(row[EXPECTED], "ok") == 0 ? !other : other, sum_holds(row));
}

static void
check_comparison(char *const *row, bool other)
{
	struct amount said, is;

	assert_false(other);
	assert_true(read_amount(str_of(row[VALUE]), row[DECIMALS], &said));
	assert_true(read_amount(str_of(row[OTHER]), row[OTHER_DECIMALS], &is));
	assert_true(decimal_round(is.value, said.place) == said.value);
}

static void
check_half(char *const *row, bool other)
{
	struct amount rounded, is;

	assert_true(read_amount(str_of(row[VALUE]), row[DECIMALS], &rounded));
	assert_true(read_amount(str_of(row[OTHER]), row[DECIMALS], &is));
	assert_int_equal(!other, decimal_round(is.value, is.place) == rounded.value);

	struct quantity a = quantity_of(&rounded), b = { .value = is.value };

	assert_true(quantity_agree(&a, &b, -1));	/* both ways of rounding a half agree */
}

/* `[low, high]` as the figure in its middle. */
static struct quantity
middle_of(const char *text)
{
	struct str rest = str_from(str_of(text), 1), low = str_cut(&rest, ',');
	struct amount a, b;

	assert_true(read_amount(low, "", &a));
	assert_true(read_amount(str_cut(&rest, ']'), "", &b));
	return (struct quantity){ .value = (a.value + b.value) / 2,
		.slack = (b.value - a.value) / 2 };
}

static void
check_intervals(char *const *row, bool other)
{
	struct quantity a = middle_of(row[VALUE]), b = middle_of(row[OTHER]);
	struct amount written = { .place = (int8_t)-atoi(row[DECIMALS]) };

	assert_false(other);
	assert_true(a.slack == amount_half(&written));
	assert_int_equal(strcmp(row[EXPECTED], "inconsistent") != 0, quantity_agree(&a, &b, -1));
}

/* 1.1E-27 in plain digits, as an officer would have to write it; what has no exponent is as it was. */
static struct str
without_exponent(struct str text)
{
	size_t e = str_find_char(text, 'E', 0), point;
	struct buf b = BUF_EMPTY;
	struct str digits, number = str_head(text, e);
	long power;

	if (e == text.len)
		return text;
	power = strtol(text.at + e + 1, NULL, 10);
	if (str_starts(number, "-")) {
		buf_char(&b, '-');
		number = str_from(number, 1);
	}
	point = str_find_char(number, '.', 0);
	digits = str_print(&arena, STR_FMT STR_FMT, STR_ARG(str_head(number, point)),
		STR_ARG(str_from(number, point + 1)));
	power += (long)point;	/* digits before the point, then */
	if (power <= 0) {
		buf_text(&b, "0.");
		buf_fill(&b, '0', (size_t)-power);
		buf_str(&b, digits);
	} else {
		buf_str(&b, digits);
		if ((size_t)power > digits.len)
			buf_fill(&b, '0', (size_t)power - digits.len);
	}
	struct str plain = buf_keep(&b, &arena);

	buf_release(&b);
	return plain;
}

/* We read no exponents, and hold 10^25 and 12 decimals: what is beyond is said to be so, and is no other figure. */
static void
check_refused(char *const *row)
{
	struct amount a;
	struct str plain = without_exponent(str_of(row[VALUE]));
	const struct amount_unit none = { UNIT_NUMBER, 0 };

	if (strchr(row[VALUE], 'E'))
		assert_int_equal(AMOUNT_TEXT, amount_read(str_of(row[VALUE]), none, &a));
	assert_int_equal(AMOUNT_OVERFLOW, amount_read(plain, none, &a));
	print_message("another rule: %s to %s decimals: more than 25 digits before the point or 12 behind it "
		"is amount-overflow\n", row[VALUE], row[DECIMALS]);
}

/* Digits behind those that a precision keeps.  Theirs is given beside the figure; ours is how it is
 * written, so that what we show is that the digits are cut exactly.  A precision finer than all digits
 * that we hold keeps all of them. */
static void
check_digits(char *const *row, bool other)
{
	struct amount a;
	decimal unit, kept, dropped;
	struct str said;

	assert_false(other);
	if (!read_amount(str_of(row[VALUE]), atoi(row[DECIMALS]) > DECIMAL_PLACES ? "" : row[DECIMALS], &a)) {
		check_refused(row);
		return;
	}
	unit = decimal_power(a.place);
	kept = a.value / unit * unit;
	dropped = decimal_abs(a.value - kept);
	said = dropped == 0 ? STR("none") : str_print(&arena, "kept " STR_FMT " dropped " STR_FMT,
		STR_ARG(decimal_text(&arena, kept)), STR_ARG(decimal_text(&arena, dropped)));
	assert_true(str_is(said, row[EXPECTED]));
}

static const struct {
	const char *kind;
	void      (*check)(char *const *row, bool other);
} kinds[] = {
	{ "sum-with-tolerance", check_sum }, { "sum-exact", check_sum },
	{ "compare-at-lower-precision", check_comparison }, { "round-half-even", check_half },
	{ "interval-disjoint", check_intervals }, { "insignificant-digits", check_digits },
};

static void
check_row(char *const *row)
{
	const char *why = why_other(row);
	unsigned checked = 0;

	if (why)
		print_message("another rule: %s %s and %s: %s\n", row[KIND], row[VALUE], row[OTHER], why);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(row[KIND], kinds[i].kind) == 0) {
			kinds[i].check(row, why != NULL);
			checked++;
		}
	assert_int_equal(1, checked);
}

static void
every_example_holds_or_is_of_another_rule(void **state)
{
	FILE *file = fopen(path, "r");
	char line[1024];
	unsigned rows = 0;

	(void)state;
	if (!file) {
		print_message("%s is not there: nothing was compared\n", path);
		skip();
	}
	assert_non_null(fgets(line, sizeof(line), file));
	while (fgets(line, sizeof(line), file)) {
		char *row[FIELDS], *rest = line;

		for (unsigned i = 0; i < FIELDS; i++) {
			row[i] = strsep(&rest, "\t\n");
			assert_non_null(row[i]);
		}
		check_row(row);
		rows++;
	}
	fclose(file);
	assert_true(rows > 60);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_example_holds_or_is_of_another_rule),
	};

	if (argc > 1)
		path = argv[1];
	arena_init(&arena);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_release(&arena);
	return failed;
}
