/*
 * On which page a place of a PDF is.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "link/pdf_place.h"

#define PAGES "1 0 obj\n<<\n/Type /Pages\n/Kids [ 6 0 R 12 0 R 112 0 R ]\n/Count 3\n>>\nendobj\n"
#define NAMES "/Names [ (_main) [ 6 0 R /XYZ 62.3 773.8 0 ] (s-1) [ 112 0 R /XYZ 6 7 0 ] (s-2) [ 2 0 R /XYZ 6 7 0 ] ]\n"

static void
assert_page(const char *pdf, const char *id, unsigned want)
{
	struct arena a;

	arena_init(&a);
	assert_int_equal(pdf_place(str_of(pdf), str_of(id), &a), want);
	arena_release(&a);
}

static void
a_place_is_on_the_page_of_its_object(void **state)
{
	(void)state;
	assert_page(PAGES NAMES, "_main", 1);
	assert_page(PAGES NAMES, "s-1", 3);
}

static void
what_is_not_known_is_not_guessed(void **state)
{
	(void)state;
	assert_page(PAGES NAMES, "s-2", 0);	/* 2 is no page, nor is 12 */
	assert_page(PAGES NAMES, "s-3", 0);
	assert_page(PAGES NAMES NAMES, "s-1", 0);
	assert_page(NAMES, "s-1", 0);
	assert_page(PAGES, "s-1", 0);
	assert_page("/Type /Pages\n/Kids [ 6 0 R", "_main", 0);
	assert_page("(s-1) [ ", "s-1", 0);
	assert_page("", "s-1", 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_place_is_on_the_page_of_its_object),
		cmocka_unit_test(what_is_not_known_is_not_guessed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
