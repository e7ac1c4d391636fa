/*
 * Growing output.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdalign.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"

static void
appends_stand_in_the_order_they_came(void **state)
{
	struct buf b = BUF_EMPTY;

	(void)state;
	buf_text(&b, "total ");
	buf_str(&b, STR("is"));
	buf_char(&b, ' ');
	buf_print(&b, "%d,%03d", 4, 374);
	buf_fill(&b, '!', 3);
	buf_fill(&b, '?', 0);
	buf_add(&b, "a\0b", 3);
	buf_add(&b, NULL, 0);
	buf_print(&b, "%s", "");
	assert_true(str_equal(buf_view(&b), STR("total is 4,374!!!a\0b")));
	buf_release(&b);
	assert_null(b.at);
	assert_int_equal(0, b.room);
}

static void
numbers_of_every_size_are_written_whole(void **state)
{
	struct buf b = BUF_EMPTY;

	(void)state;
	buf_number(&b, 0);
	buf_char(&b, ' ');
	buf_number(&b, 1090);
	buf_char(&b, ' ');
	buf_number(&b, UINT64_MAX);
	assert_true(str_is(buf_view(&b), "0 1090 18446744073709551615"));
	buf_release(&b);
}

static void
what_is_inserted_stands_before_what_was_there(void **state)
{
	struct buf b = BUF_EMPTY;

	(void)state;
	buf_insert(&b, 0, STR("lost"));
	buf_insert(&b, 0, STR("nothing "));
	buf_insert(&b, 8, STR("is "));
	buf_insert(&b, b.len, STR("."));
	buf_insert(&b, 3, STR_NONE);
	assert_true(str_is(buf_view(&b), "nothing is lost."));
	buf_release(&b);
}

static void
growth_keeps_what_is_there(void **state)
{
	struct buf b = BUF_EMPTY;

	(void)state;
	for (int i = 0; i < 5000; i++)
		buf_print(&b, "%d,", i);

	struct str rest = buf_view(&b);

	for (int i = 0; i < 5000; i++) {
		char want[8];
		struct str number = str_cut(&rest, ',');

		snprintf(want, sizeof(want), "%d", i);
		assert_true(str_is(number, want));
	}
	assert_int_equal(0, rest.len);
	buf_release(&b);
}

static void
what_is_kept_outlives_the_buffer(void **state)
{
	struct arena a;
	struct buf b = BUF_EMPTY;

	(void)state;
	arena_init(&a);
	assert_int_equal(0, buf_keep(&b, &a).len);
	buf_text(&b, "first");

	struct str first = buf_keep(&b, &a);

	assert_int_equal(0, b.room);	/* nothing is left to release */
	buf_text(&b, "other");
	assert_true(str_is(first, "first"));
	assert_true(str_is(buf_keep(&b, &a), "other"));
	arena_release(&a);
}

static void
what_is_kept_as_an_array_is_aligned(void **state)
{
	struct arena a;
	struct buf b = BUF_EMPTY;

	(void)state;
	arena_init(&a);
	assert_non_null(buf_keep_array(&b, &a));	/* of none */
	for (uint64_t n = 0; n < 3; n++) {
		arena_copy(&a, "odd", 3);
		buf_add(&b, &n, sizeof n);
	}
	uint64_t *kept = buf_keep_array(&b, &a);

	assert_int_equal(0, (uintptr_t)kept % alignof(max_align_t));
	assert_int_equal(2, kept[2]);
	assert_int_equal(0, b.room);
	arena_release(&a);
}

static void
what_no_memory_can_hold_ends_the_process(void **state)
{
	int status;
	pid_t child = fork();

	(void)state;
	if (child == 0) {
		struct buf b = BUF_EMPTY;

		close(STDERR_FILENO);	/* nobody to tell either */
		buf_char(&b, 'x');
		buf_fill(&b, 'x', SIZE_MAX);
		_exit(0);
	}
	waitpid(child, &status, 0);
	assert_true(WIFEXITED(status));
	assert_int_equal(2, WEXITSTATUS(status));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(appends_stand_in_the_order_they_came),
		cmocka_unit_test(numbers_of_every_size_are_written_whole),
		cmocka_unit_test(what_is_inserted_stands_before_what_was_there),
		cmocka_unit_test(growth_keeps_what_is_there),
		cmocka_unit_test(what_is_kept_outlives_the_buffer),
		cmocka_unit_test(what_is_kept_as_an_array_is_aligned),
		cmocka_unit_test(what_no_memory_can_hold_ends_the_process),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
