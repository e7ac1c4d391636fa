/*
 * What a figure was compared with, in words.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/fill.h"
#include "cmd/civic.h"
#include "object/basis.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct arena arena;

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

static void
assert_words(const char *want, struct basis b)
{
	char got[200];

	snprintf(got, sizeof got, STR_FMT, STR_ARG(basis_text(&arena, &b)));
	assert_string_equal(got, want);
}

static void
a_basis_has_words_for_one_and_for_several(void **state)
{
	(void)state;
	assert_words("the 10 rows above", (struct basis){ .kind = BASIS_ABOVE, .n = 10, .name = STR_NONE });
	assert_words("the 1 row since “Total A”", (struct basis){ .kind = BASIS_SINCE, .n = 1, .name = STR("Total A") });
	assert_words("the 1 total above and the row that stands under none",
		(struct basis){ .kind = BASIS_TOTALS, .n = 1, .rest = 1, .name = STR_NONE });
	assert_words("the 3 totals above and the 2 rows that stand under none",
		(struct basis){ .kind = BASIS_TOTALS, .n = 3, .rest = 2, .name = STR_NONE });
	assert_words("Actual - Budget", (struct basis){ .name = STR("Actual - Budget") });
}

static void
a_name_that_looks_like_a_hole_is_left_as_it_is(void **state)
{
	(void)state;
	assert_words("every line of {n} {", (struct basis){ .kind = BASIS_SHARES, .n = 4, .name = STR("{n} {") });
	const struct hole holes[] = { { "n", STR("2") } };
	struct str text = fill_text(&arena, STR("{n} {m} {n"), holes, COUNT(holes));

	assert_true(str_is(text, "2 {m} {n"));
}

static struct str
file_of(const char *path)
{
	const struct civic_file *f = civic_files;

	while (f->path && strcmp(f->path, path) != 0)
		f++;
	assert_non_null(f->path);
	return (struct str){ f->start, (size_t)(f->end - f->start) };
}

static bool
has_key(struct str file, const char *key)
{
	char line[80];

	snprintf(line, sizeof line, "\n%s: ", key);
	return str_find(file, str_of(line), 0) < file.len;
}

/* Pages would fall back to English where a language lacks one. */
static void
each_language_of_the_theme_has_words_for_each_basis(void **state)
{
	(void)state;
	const struct str files[] = { file_of("themes/civic/strings/en.yaml"),
		file_of("themes/civic/strings/cy.yaml") };

	for (size_t i = 0; i < COUNT(files); i++)
		for (int kind = BASIS_FORMULA + 1; kind < BASIS_KINDS; kind++)
			for (uint32_t n = 1; n < 3; n++)
				for (uint32_t rest = 0; rest < 3; rest++) {
					struct basis b = { .kind = (enum basis_kind)kind, .n = n,
						.rest = rest, .name = STR_NONE };

					if (!has_key(files[i], basis_key(&b)))
						fail_msg("no %s in strings file %zu", basis_key(&b), i);
				}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_basis_has_words_for_one_and_for_several),
		cmocka_unit_test(a_name_that_looks_like_a_hole_is_left_as_it_is),
		cmocka_unit_test(each_language_of_the_theme_has_words_for_each_basis),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
