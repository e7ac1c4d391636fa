/*
 * Slices to pointers, in the order of insertion.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/map.h"

static int one = 1, two = 2;

static void
an_absent_key_gives_nothing(void **state)
{
	struct arena a;
	struct map m;

	(void)state;
	arena_init(&a);
	map_init(&m, &a);
	assert_null(map_get(&m, STR("ward")));
	map_put(&m, STR("ward"), &one);
	assert_null(map_get(&m, STR("wards")));
	assert_null(map_get(&m, STR("war")));
	assert_null(map_get(&m, STR("")));
	arena_release(&a);
}

static void
a_key_is_its_bytes_not_its_address(void **state)
{
	struct arena a;
	struct map m;

	(void)state;
	arena_init(&a);
	map_init(&m, &a);
	map_put(&m, STR("a\0b"), &one);
	map_put(&m, STR("a\0c"), &two);
	map_put(&m, STR(""), &two);
	assert_ptr_equal(&one, map_get(&m, str_copy(&a, STR("a\0b"))));
	assert_ptr_equal(&two, map_get(&m, str_copy(&a, STR("a\0c"))));
	assert_ptr_equal(&two, map_get(&m, (struct str){ NULL, 0 }));
	assert_null(map_get(&m, STR("a")));
	arena_release(&a);
}

static void
putting_again_gives_what_was_there_and_keeps_its_place(void **state)
{
	struct arena a;
	struct map m;

	(void)state;
	arena_init(&a);
	map_init(&m, &a);
	assert_null(map_put(&m, STR("first"), &one));
	assert_null(map_put(&m, STR("second"), &two));
	assert_ptr_equal(&one, map_put(&m, STR("first"), &two));
	assert_int_equal(2, m.count);
	assert_true(str_is(m.entries[0].key, "first"));
	assert_ptr_equal(&two, m.entries[0].value);
	arena_release(&a);
}

static void
thousands_of_keys_come_back_in_their_order(void **state)
{
	enum { KEYS = 20000 };
	static int values[KEYS];
	struct arena a;
	struct map m;

	(void)state;
	arena_init(&a);
	map_init(&m, &a);
	for (int i = 0; i < KEYS; i++)
		assert_null(map_put(&m, str_print(&a, "row-%d", i), &values[i]));
	assert_int_equal(KEYS, m.count);
	assert_true(m.count * 4 <= m.nslot * 3);
	for (int i = 0; i < KEYS; i++) {
		struct str key = str_print(&a, "row-%d", i);

		assert_ptr_equal(&values[i], map_get(&m, key));
		assert_true(str_equal(key, m.entries[i].key));
		assert_ptr_equal(&values[i], m.entries[i].value);
	}
	assert_null(map_get(&m, STR("row-20000")));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_absent_key_gives_nothing),
		cmocka_unit_test(a_key_is_its_bytes_not_its_address),
		cmocka_unit_test(putting_again_gives_what_was_there_and_keeps_its_place),
		cmocka_unit_test(thousands_of_keys_come_back_in_their_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
