/*
 * What an old state may not be quoted with.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "link/hush.h"

static uint32_t
next(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 16;
}

/* Of three letters, so that phrases begin with one another and stand inside one another. */
static struct str
letters(uint32_t *seed, size_t most, struct arena *a)
{
	char text[64];
	size_t len = next(seed) % (most + 1);

	for (size_t i = 0; i < len; i++)
		text[i] = (char)("ab\xff"[next(seed) % 3]);
	return str_copy(a, (struct str){ text, len });
}

static void
a_text_tells_what_one_search_for_each_title_finds(void **state)
{
	uint32_t seed = 7;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct arena a;
		struct hush h;
		struct str titles[12];
		uint32_t n = next(&seed) % 12;
		bool found = false;

		arena_init(&a);
		hush_init(&h, &a);
		for (uint32_t i = 0; i < n; i++) {
			titles[i] = letters(&seed, 7, &a);
			hush_add_title(&h, titles[i]);
		}
		hush_close(&h);
		struct str text = letters(&seed, 30, &a);

		for (uint32_t i = 0; i < n; i++)
			found = found || (titles[i].len && str_find(text, titles[i], 0) < text.len);
		assert_int_equal(found, hush_has_title_in(&h, text));
		arena_release(&a);
	}
}

static void
a_file_is_known_by_its_path_and_found_by_its_name(void **state)
{
	struct arena a;
	struct hush h;

	(void)state;
	arena_init(&a);
	hush_init(&h, &a);
	hush_add_path(&h, STR("committees/board/2026-01-14/offers.md"));
	hush_add_path(&h, STR("committees/board/2026-01-14/offers.md"));
	hush_close(&h);
	assert_true(hush_has_path(&h, STR("committees/board/2026-01-14/offers.md")));
	assert_false(hush_has_path(&h, STR("offers.md")));
	assert_true(hush_has_name_in(&h, STR("see offers.md")));
	assert_false(hush_has_name_in(&h, STR("see offers")));
	assert_false(hush_has_title_in(&h, STR("see offers.md")));
	assert_false(hush_has_name_in(NULL, STR("see offers.md")));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_tells_what_one_search_for_each_title_finds),
		cmocka_unit_test(a_file_is_known_by_its_path_and_found_by_its_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
