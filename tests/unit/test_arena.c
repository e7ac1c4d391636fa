/*
 * Memory that is released whole.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdalign.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"

static void
memory_is_zeroed_and_aligned_for_any_type(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t size = 0; size < 3000; size += 7) {
		char *at = arena_alloc(&a, size);

		assert_int_equal(0, (uintptr_t)at % alignof(max_align_t));
		for (size_t i = 0; i < size; i++)
			assert_int_equal(0, at[i]);
		memset(at, 0xff, size);
	}
	arena_release(&a);
}

static void
pieces_do_not_overlap(void **state)
{
	enum { PIECES = 2000 };
	struct arena a;
	unsigned char *piece[PIECES];

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < PIECES; i++) {
		size_t size = i % 97 == 0 ? 20000 : i % 50 + 1;

		piece[i] = i % 2 ? arena_alloc(&a, size) : (unsigned char *)arena_copy(&a, "", 0);
		memset(piece[i], (int)(i % 251), i % 2 ? size : 1);
	}
	for (size_t i = 0; i < PIECES; i++) {
		size_t size = i % 97 == 0 ? 20000 : i % 50 + 1;

		for (size_t j = 0; j < (i % 2 ? size : 1); j++)
			assert_int_equal(i % 251, piece[i][j]);
	}
	arena_release(&a);
}

static void
a_copy_has_a_nul_that_is_not_counted(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);

	char *copy = arena_copy(&a, "minutes", 3);

	assert_string_equal("min", copy);
	assert_int_equal(3, a.used - 1);
	assert_string_equal("", arena_copy(&a, NULL, 0));
	arena_release(&a);
}

static void
a_large_request_leaves_the_block_being_filled_in_use(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);

	char *before = arena_alloc(&a, 16);
	struct arena_block *filling = a.block;
	char *large = arena_alloc(&a, 5 << 20);

	large[(5 << 20) - 1] = 'x';

	char *after = arena_alloc(&a, 16);

	assert_ptr_equal(filling, a.block);
	assert_true(after > before && after - before <= 64);
	assert_int_equal((5 << 20) + 32, a.used);
	arena_release(&a);
}

static void
a_reset_arena_hands_out_zeroes_again(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	arena_reset(&a);	/* an empty one stays empty */
	assert_null(a.block);
	memset(arena_alloc(&a, 3000), 0xff, 3000);
	memset(arena_alloc(&a, 100000), 0xff, 100000);

	struct arena_block *newest = a.block;

	arena_reset(&a);
	assert_int_equal(0, a.used);
	assert_ptr_equal(newest, a.block);

	char *again = arena_alloc(&a, 3000);

	for (size_t i = 0; i < 3000; i++)
		assert_int_equal(0, again[i]);
	arena_release(&a);
	assert_null(a.block);
	assert_int_equal(0, a.used);
}

static void
an_array_keeps_what_it_had_when_it_grows(void **state)
{
	size_t room = 4, count = 0, used;
	uint32_t *array = NULL;
	struct arena a;

	(void)state;
	arena_init(&a);
	for (; count < 500000; count++) {
		if (count == 0 || count == room) {
			room *= 2;
			array = arena_grow(&a, array, count, room, sizeof(*array));
			arena_alloc(&a, 1);	/* something stands behind it */
		}
		array[count] = (uint32_t)count;
	}
	for (size_t i = 0; i < count; i++)
		assert_int_equal(i, array[i]);
	/* past a quarter of a megabyte it has a block of its own, and leaves nothing behind */
	used = a.used;
	array = arena_grow(&a, array, count, room + 100, sizeof(*array));
	assert_int_equal(100 * sizeof(*array), a.used - used);
	assert_true(a.used < 2 * room * sizeof(*array));
	arena_release(&a);
}

/* The exit status of a process that allocates n things of one size, and what it says. */
static int
status_of(size_t n, size_t size, char said[64])
{
	int ends[2], status;
	ssize_t len;

	assert_int_equal(0, pipe(ends));

	pid_t child = fork();

	if (child == 0) {
		struct arena a;

		dup2(ends[1], STDERR_FILENO);
		arena_init(&a);
		arena_array(&a, n, size);
		_exit(0);
	}
	close(ends[1]);
	len = read(ends[0], said, 63);
	said[len > 0 ? len : 0] = '\0';
	close(ends[0]);
	waitpid(child, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
what_no_memory_can_hold_ends_the_process_with_a_sentence(void **state)
{
	char said[64];

	(void)state;
	assert_int_equal(0, status_of(3, 5, said));
	assert_string_equal("", said);
	assert_int_equal(2, status_of(SIZE_MAX / 2, 3, said));	/* the product overflows */
	assert_string_equal("reeve: out of memory\n", said);
	assert_int_equal(2, status_of(1, SIZE_MAX, said));
	assert_int_equal(2, status_of(1, SIZE_MAX - 20, said));
	assert_int_equal(2, status_of(1, PTRDIFF_MAX, said));
	assert_int_equal(2, status_of(1, PTRDIFF_MAX - 20, said));
	assert_string_equal("reeve: out of memory\n", said);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_zeroed_and_aligned_for_any_type),
		cmocka_unit_test(pieces_do_not_overlap),
		cmocka_unit_test(a_copy_has_a_nul_that_is_not_counted),
		cmocka_unit_test(a_large_request_leaves_the_block_being_filled_in_use),
		cmocka_unit_test(an_array_keeps_what_it_had_when_it_grows),
		cmocka_unit_test(a_reset_arena_hands_out_zeroes_again),
		cmocka_unit_test(what_no_memory_can_hold_ends_the_process_with_a_sentence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
