/* link/deduce: which unknowns a system of equations gives away. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "link/deduce.h"

/* Equations of small whole factors: rows of n factors each. */
static struct deduce
solved(struct arena *a, const int *factors, uint32_t equations, uint32_t n)
{
	struct deduce d;

	deduce_init(&d, a, n);
	for (uint32_t e = 0; e < equations; e++) {
		struct deduce_term terms[16];
		uint32_t count = 0;

		for (uint32_t i = 0; i < n; i++)
			if (factors[e * n + i])
				terms[count++] = (struct deduce_term){ i, residue_of((decimal)factors[e * n + i]) };
		deduce_add(&d, terms, count);
	}
	deduce_solve(&d);
	return d;
}

/* Which are known, as a bit for each. */
static unsigned
known(const int *factors, uint32_t equations, uint32_t n)
{
	struct arena a;
	unsigned found = 0;

	arena_init(&a);
	struct deduce d = solved(&a, factors, equations, n);

	for (uint32_t i = 0; i < n; i++)
		found |= (unsigned)(d.results[i].state == DEDUCED_KNOWN) << i;
	arena_release(&a);
	return found;
}

static void
one_unknown_of_a_total_is_known(void **state)
{
	(void)state;
	assert_int_equal(known((int[]){ 1 }, 1, 1), 1);
	assert_int_equal(known((int[]){ -1 }, 1, 1), 1);
	assert_int_equal(known((int[]){ 0 }, 1, 1), 0);
}

static void
two_unknowns_of_a_total_are_not(void **state)
{
	(void)state;
	assert_int_equal(known((int[]){ 1, 1 }, 1, 2), 0);
	assert_int_equal(known((int[]){ 1, 1, 2, 2 }, 2, 2), 0);	/* the same said twice */
}

static void
totals_of_rows_and_columns_together_give_cells_away(void **state)
{
	/* two cells in different rows and columns: each is alone in its row */
	(void)state;
	assert_int_equal(known((int[]){ 1, 0, 0, 1 }, 2, 2), 3);
	/* a square of four: each total has two, and none is known */
	assert_int_equal(known((int[]){ 1, 1, 0, 0,  0, 0, 1, 1,  1, 0, 1, 0,  0, 1, 0, 1 }, 4, 4), 0);
	/* three of its corners: all are */
	assert_int_equal(known((int[]){ 1, 1, 0,  0, 0, 1,  1, 0, 1,  0, 1, 0 }, 4, 3), 7);
}

static void
a_total_of_totals_gives_a_line_away(void **state)
{
	/* s = a + b and t = s + c, with s and t known: c is, a and b are not; and with b = 2 a they are */
	(void)state;
	assert_int_equal(known((int[]){ 1, 1, 0,  1, 1, 1 }, 2, 3), 4);
	assert_int_equal(known((int[]){ 1, 1, 0,  1, 1, 1,  2, -1, 0 }, 3, 3), 7);
}

static void
it_says_what_an_unknown_is_worked_out_from(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	struct deduce d = solved(&a, (int[]){ 0, 0, 0,  1, 1, 0,  1, 0, 1,  1, 1, 1 }, 4, 3);

	assert_int_equal(d.results[2].state, DEDUCED_KNOWN);
	assert_int_equal(d.results[2].count, 2);
	assert_int_equal(d.results[2].equations[0], 1);
	assert_int_equal(d.results[2].equations[1], 3);
	assert_int_equal(d.results[1].state, DEDUCED_KNOWN);
	assert_int_equal(d.results[1].count, 2);
	assert_int_equal(d.results[0].count, 3);
	arena_release(&a);
}

static void
an_unknown_that_is_taken_off_again_is_not_there(void **state)
{
	struct arena a;
	struct deduce d;

	(void)state;
	arena_init(&a);
	deduce_init(&d, &a, 2);
	deduce_add(&d, (struct deduce_term[]){ { 1, 1 }, { 0, 1 }, { 0, residue_of(-1) } }, 3);
	deduce_solve(&d);
	assert_int_equal(d.results[0].state, DEDUCED_OPEN);
	assert_int_equal(d.results[1].state, DEDUCED_KNOWN);
	arena_release(&a);
}

static void
factors_of_any_size_are_exact(void **state)
{
	const decimal huge = decimal_power(24), prime = ((decimal)1 << 61) - 1;
	struct arena a;
	struct deduce d;

	(void)state;
	arena_init(&a);
	deduce_init(&d, &a, 2);
	deduce_add(&d, (struct deduce_term[]){ { 0, residue_of(huge) }, { 1, residue_of(huge + 1) } }, 2);
	deduce_add(&d, (struct deduce_term[]){ { 0, residue_of(-huge) }, { 1, residue_of(-huge - 1) } }, 2);
	deduce_solve(&d);
	assert_int_equal(d.results[0].state, DEDUCED_OPEN);
	deduce_init(&d, &a, 2);
	deduce_add(&d, (struct deduce_term[]){ { 0, residue_of(huge) }, { 1, residue_of(huge + 1) } }, 2);
	deduce_add(&d, (struct deduce_term[]){ { 0, residue_of(huge) }, { 1, residue_of(huge) } }, 2);
	deduce_solve(&d);
	assert_int_equal(d.results[0].state, DEDUCED_KNOWN);
	assert_int_equal(d.results[1].state, DEDUCED_KNOWN);
	/* what the prime divides is still something */
	assert_true(residue_of(prime) != 0 && residue_of(-prime) != 0 && residue_of(0) == 0);
	assert_true(residue_product(residue_of(7), residue_inverse(residue_of(7))) == 1);
	assert_true(residue_sum(residue_of(-7), residue_of(7)) == 0);
	arena_release(&a);
}

static void
nothing_is_asked_of_nothing(void **state)
{
	struct arena a;
	struct deduce d;

	(void)state;
	arena_init(&a);
	deduce_init(&d, &a, 0);
	deduce_add(&d, NULL, 0);
	deduce_solve(&d);
	deduce_init(&d, &a, 3);
	deduce_solve(&d);
	assert_int_equal(d.results[2].state, DEDUCED_OPEN);
	arena_release(&a);
}

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

#define MANY 5000u

/* x0, and each with the one before it: a chain. */
static void
five_thousand_that_follow_from_one_another_are_known_in_time(void **state)
{
	struct arena a;
	struct deduce d;
	double begun = seconds();

	(void)state;
	arena_init(&a);
	deduce_init(&d, &a, MANY);
	for (uint32_t i = MANY; i-- > 1;)
		deduce_add(&d, (struct deduce_term[]){ { i, 1 }, { i - 1, 1 } }, 2);
	deduce_add(&d, (struct deduce_term[]){ { 0, 1 } }, 1);
	deduce_solve(&d);
	assert_int_equal(d.results[MANY - 1].state, DEDUCED_KNOWN);
	assert_int_equal(d.results[MANY - 1].count, MANY);
	assert_true(seconds() - begun < 20);	/* with the sanitizers; a tenth without */
	arena_release(&a);
}

/* A table of 70 by 70, all withheld but its totals: nothing is known; without one of them in each row but the last ... */
static void
a_large_table_is_judged_in_time(void **state)
{
	enum { SIDE = 70 };
	static struct deduce_term terms[SIDE];
	struct arena a;
	struct deduce d;
	double begun = seconds();

	(void)state;
	arena_init(&a);
	deduce_init(&d, &a, SIDE * SIDE);
	for (uint32_t i = 0; i < SIDE; i++) {
		for (uint32_t k = 0; k < SIDE; k++)
			terms[k] = (struct deduce_term){ i * SIDE + k, 1 };
		deduce_add(&d, terms, SIDE);
		for (uint32_t k = 0; k < SIDE; k++)
			terms[k] = (struct deduce_term){ k * SIDE + i, 1 };
		deduce_add(&d, terms, SIDE);
	}
	deduce_solve(&d);
	for (uint32_t i = 0; i < SIDE * SIDE; i++)
		assert_int_equal(d.results[i].state, DEDUCED_OPEN);
	assert_true(seconds() - begun < 20);
	arena_release(&a);
}

/* 3,000 equations, each of 40 of 3,000 unknowns: too much, and it says so at once. */
static void
too_much_is_given_up_in_time(void **state)
{
	static struct deduce_term terms[40];
	struct arena a;
	struct deduce d;
	uint32_t at = 1;
	double begun = seconds();

	(void)state;
	arena_init(&a);
	deduce_init(&d, &a, 3001);
	for (uint32_t e = 0; e < 3000; e++) {
		for (uint32_t k = 0; k < 40; k++) {
			at = at * 1664525u + 1013904223u;
			terms[k] = (struct deduce_term){ (at >> 8) % 3000, residue_of((at >> 4) % 97 + 1) };
		}
		deduce_add(&d, terms, 40);
	}
	deduce_add(&d, (struct deduce_term[]){ { 3000, 1 } }, 1);
	deduce_solve(&d);
	assert_int_equal(d.results[5].state, DEDUCED_TOO_LARGE);
	assert_int_equal(d.results[3000].state, DEDUCED_KNOWN);	/* what is small is judged all the same */
	assert_true(seconds() - begun < 60);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_unknown_of_a_total_is_known),
		cmocka_unit_test(two_unknowns_of_a_total_are_not),
		cmocka_unit_test(totals_of_rows_and_columns_together_give_cells_away),
		cmocka_unit_test(a_total_of_totals_gives_a_line_away),
		cmocka_unit_test(it_says_what_an_unknown_is_worked_out_from),
		cmocka_unit_test(an_unknown_that_is_taken_off_again_is_not_there),
		cmocka_unit_test(factors_of_any_size_are_exact),
		cmocka_unit_test(nothing_is_asked_of_nothing),
		cmocka_unit_test(five_thousand_that_follow_from_one_another_are_known_in_time),
		cmocka_unit_test(a_large_table_is_judged_in_time),
		cmocka_unit_test(too_much_is_given_up_in_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
