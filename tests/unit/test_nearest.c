/*
 * The names nearest to one that was not found.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/nearest.h"

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

/* The help for a name, of candidates that stand with a blank between them. */
static const char *
help(const char *wanted, const char *candidates)
{
	struct nearest n;
	struct str rest = str_of(candidates);

	nearest_init(&n, str_of(wanted));
	while (rest.len)
		nearest_try(&n, str_cut(&rest, ' '));
	return str_copy(&arena, nearest_text(&n, &arena)).at;
}

static void
a_slip_of_the_pen_is_near(void **state)
{
	(void)state;
	assert_string_equal("did you mean `title`?", help("titel", "status title"));	/* exchanged */
	assert_string_equal("did you mean `title`?", help("tile", "title"));
	assert_string_equal("did you mean `title`?", help("titles", "title"));
	assert_string_equal("did you mean `title`?", help("tibble", "title"));
	assert_string_equal("did you mean `Title`?", help("title", "Title"));
}

static void
what_is_further_than_a_third_is_not_offered(void **state)
{
	(void)state;
	assert_string_equal("", help("title", "battle"));
	assert_string_equal("", help("ab", "ac"));
	assert_string_equal("did you mean `abd`?", help("abc", "abd xyd"));
	assert_string_equal("did you mean `abcdxx`?", help("abcdef", "abcxxx abcdxx"));
	assert_string_equal("", help("title", ""));
	assert_string_equal("", help("", "a"));
}

static void
distance_is_that_of_damerau_restricted(void **state)
{
	static const struct {
		const char *wanted, *name;
		unsigned    distance;
	} cases[] = {
		{ "abcdefghijkl", "abcdefghijkl", 0 }, { "abcdefghijkl", "ABCdefghijkl", 0 },
		{ "abcdefghijkl", "bacdefghijkl", 1 }, { "abcdefghijkl", "badcefghijkl", 2 },
		{ "abcdefghijkl", "xbcdefghijkl", 1 }, { "abcdefghijkl", "bcdefghijkl", 1 },
		{ "abcdefghijkl", "xxabcdefghijkl", 2 }, { "abcdefghijkl", "acbxdefghijkl", 2 },
		{ "abcdefghijkl", "cabdefghijkl", 2 }, { "abcdefghijkl", "bcadefghijkl", 2 },
		{ "cadefghijklm", "abcdefghijklm", 3 },	/* unrestricted it is 2 */
		{ "abcdefghijkl", "efghijkl", 4 },
		{ "tŷcdefghi", "tŵcdefghi", 1 },	/* one character, not its bytes */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct nearest n;

		nearest_init(&n, str_of(cases[i].wanted));
		nearest_try(&n, str_of(cases[i].name));
		assert_int_equal(1, n.count);
		assert_int_equal(cases[i].distance, n.found[0].distance);
	}
}

static void
a_name_that_holds_the_wanted_one_is_offered_behind_nearer_ones(void **state)
{
	(void)state;
	assert_string_equal("did you mean `total-performance`?",
		help("Performance", "total total-performance"));
	assert_string_equal("did you mean `risks` or `risk-assessment`?",
		help("risk", "risk-assessment risks"));
	assert_string_equal("", help("ri", "the-risk-assessment"));
	assert_string_equal("", help("risk-assessment", "risk"));
}

static void
the_three_nearest_are_offered_whatever_the_order(void **state)
{
	(void)state;
	assert_string_equal("did you mean `allocation`, `alocatio` or `allocations`?",
		help("alocation", "alocxxxon xlocatixx allocations alocatio allocation"));
	assert_string_equal("did you mean `abcd`, `abce` or `abcf`?", help("abcx", "abcg abcf abce abcd"));
	assert_string_equal("did you mean `abcd`, `abce` or `abcf`?", help("abcx", "abcd abce abcf abcg"));
	assert_string_equal("did you mean `abcd`?", help("abcx", "abcd abcd abcd"));
}

static void
long_names_are_compared_at_their_ends(void **state)
{
	struct buf wanted = BUF_EMPTY, slip = BUF_EMPTY, other = BUF_EMPTY;
	struct nearest n;

	(void)state;
	for (int i = 0; i < 30; i++) {
		buf_print(&wanted, "paragraph-%d-", i);
		buf_print(&slip, i == 15 ? "paragarph-%d-" : "Paragraph-%d-", i);
		buf_print(&other, "appendix-%d-", i);
	}
	nearest_init(&n, buf_view(&wanted));
	nearest_try(&n, buf_view(&other));
	nearest_try(&n, STR("paragraph"));
	assert_int_equal(0, n.count);
	nearest_try(&n, buf_view(&slip));
	assert_int_equal(1, n.count);
	assert_int_equal(2, n.found[0].distance);
	nearest_init(&n, STR("PARAGRAPH-29"));	/* a short one in a long one */
	nearest_try(&n, buf_view(&wanted));
	assert_int_equal(1, n.count);
	buf_release(&wanted);
	buf_release(&slip);
	buf_release(&other);
}

static void
names_of_exactly_the_longest_kind_and_of_no_kind_at_all_are_compared(void **state)
{
	char name[64], other[64];
	struct nearest n;

	(void)state;
	memset(name, 'a', sizeof(name));
	memcpy(other, name, sizeof(name));
	other[30] = 'b';
	nearest_init(&n, (struct str){ name, sizeof(name) });
	nearest_try(&n, (struct str){ other, sizeof(other) });
	assert_int_equal(1, n.count);
	assert_int_equal(1, n.found[0].distance);
	memset(name, '\xff', sizeof(name));	/* no UTF-8 */
	nearest_init(&n, (struct str){ name, sizeof(name) });
	nearest_try(&n, (struct str){ name, 60 });
	nearest_try(&n, (struct str){ NULL, 0 });
	assert_int_equal(1, n.count);
	assert_int_equal(4, n.found[0].distance);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_slip_of_the_pen_is_near),
		cmocka_unit_test(what_is_further_than_a_third_is_not_offered),
		cmocka_unit_test(distance_is_that_of_damerau_restricted),
		cmocka_unit_test(a_name_that_holds_the_wanted_one_is_offered_behind_nearer_ones),
		cmocka_unit_test(the_three_nearest_are_offered_whatever_the_order),
		cmocka_unit_test(long_names_are_compared_at_their_ends),
		cmocka_unit_test(names_of_exactly_the_longest_kind_and_of_no_kind_at_all_are_compared),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
