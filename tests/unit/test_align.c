/* What still stands in the new sequence is found, in order, and within bounds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

#include "base/align.h"

#define MOST 200000

static struct arena arena;
static uint64_t one[MOST], other[MOST];
static uint32_t mate[MOST];

static int
set_up(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static uint32_t
letters(const char *text, uint64_t *out)
{
	uint32_t n = 0;

	for (; text[n]; n++)
		out[n] = (uint64_t)text[n];
	return n;
}

/* Mates rise and are equal; how many there are. */
static uint32_t
matched(uint32_t nold, uint32_t nnew)
{
	uint32_t count = 0, next = 0;

	align_sequences(one, nold, other, nnew, &arena, mate);
	for (uint32_t i = 0; i < nold; i++) {
		if (mate[i] == ALIGN_NONE)
			continue;
		assert_true(mate[i] >= next);
		assert_true(mate[i] < nnew);
		assert_true(one[i] == other[mate[i]]);
		next = mate[i] + 1;
		count++;
	}
	return count;
}

static uint32_t
common(const char *old, const char *new)
{
	uint32_t nold = letters(old, one);

	return matched(nold, letters(new, other));
}

static void
the_same_is_matched_whole(void **state)
{
	(void)state;
	assert_int_equal(0, common("", ""));
	assert_int_equal(0, common("abc", ""));
	assert_int_equal(0, common("", "abc"));
	assert_int_equal(6, common("abcabc", "abcabc"));
}

static void
what_was_inserted_or_deleted_leaves_the_rest_matched(void **state)
{
	(void)state;
	assert_int_equal(3, common("abc", "abxc"));
	assert_int_equal(2, common("abc", "ac"));
	assert_int_equal(4, common("abcabba", "cbabac"));
	assert_int_equal(0, common("aaa", "bb"));
	assert_int_equal(2, common("aa", "aaaa"));
}

static void
what_stands_once_on_both_sides_holds_the_rest_in_place(void **state)
{
	(void)state;
	assert_int_equal(5, common("x1y2x", "x1xy2x"));
	assert_int_equal('1', one[1]);
	assert_int_equal(1, mate[1]);
	assert_int_equal(4, mate[3]);
}

static void
what_moved_is_matched_on_one_side_only(void **state)
{
	(void)state;
	assert_int_equal(5, common("abcdef", "fabcde"));
	assert_int_equal(ALIGN_NONE, mate[5]);
}

/* The length of the longest common subsequence, slowly. */
static uint32_t
longest(uint32_t nold, uint32_t nnew)
{
	static uint32_t table[64][64];

	memset(table, 0, sizeof(table));
	for (uint32_t i = 1; i <= nold; i++)
		for (uint32_t j = 1; j <= nnew; j++) {
			uint32_t up = table[i - 1][j], left = table[i][j - 1];

			table[i][j] = one[i - 1] == other[j - 1] ? table[i - 1][j - 1] + 1
				: up > left ? up : left;
		}
	return table[nold][nnew];
}

static uint32_t
next_random(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 16;
}

/* Anchors may cost something, for they are chosen first; over many rounds it is little. */
static void
nearly_the_longest_common_part_is_found(void **state)
{
	uint32_t seed = 7, all = 0, all_best = 0;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		uint32_t nold = next_random(&seed) % 60, nnew = next_random(&seed) % 60;

		for (uint32_t i = 0; i < nold; i++)
			one[i] = next_random(&seed) % 3;
		for (uint32_t i = 0; i < nnew; i++)
			other[i] = next_random(&seed) % 3;
		uint32_t count = matched(nold, nnew), best = longest(nold, nnew);

		assert_true(count <= best);
		all += count;
		all_best += best;
		arena_reset(&arena);
	}
	assert_true(all * 100 >= all_best * 98);
}

static long
milliseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* All different; all equal but for one; two letters in no order: each within seconds and 200 MB. */
static void
the_worst_is_bounded(void **state)
{
	long begun = milliseconds();
	uint32_t seed = 3;

	(void)state;
	for (uint32_t i = 0; i < MOST; i++) {
		one[i] = i;
		other[i] = MOST + i;
	}
	assert_int_equal(0, matched(MOST, MOST));
	for (uint32_t i = 0; i < MOST; i++)
		other[i] = MOST - i;
	assert_int_equal(1, matched(MOST, MOST));
	for (uint32_t i = 0; i < MOST; i++) {
		one[i] = next_random(&seed) % 2;
		other[i] = next_random(&seed) % 2;
	}
	matched(MOST, MOST);
	for (uint32_t i = 0; i < MOST; i++) {
		one[i] = i / 2;
		other[i] = (MOST - i) / 2;
	}
	matched(MOST, MOST);
	assert_true(milliseconds() - begun < 20000);
	assert_true(arena.used < (size_t)200 << 20);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_is_matched_whole),
		cmocka_unit_test(what_was_inserted_or_deleted_leaves_the_rest_matched),
		cmocka_unit_test(what_stands_once_on_both_sides_holds_the_rest_in_place),
		cmocka_unit_test(what_moved_is_matched_on_one_side_only),
		cmocka_unit_test(nearly_the_longest_common_part_is_found),
		cmocka_unit_test(the_worst_is_bounded),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
