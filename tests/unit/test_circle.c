/*
 * Circles in what is made of what.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/circle.h"

struct seen {
	uint32_t nodes[8], n, count;
};

static void
see(void *context, const uint32_t *circle, uint32_t n)
{
	struct seen *s = context;

	s->count++;
	s->n = n;
	for (uint32_t i = 0; i < n; i++)
		s->nodes[i] = circle[i];
}

static struct seen
circles(uint32_t nodes, struct circle_edge *edges, uint32_t n)
{
	struct seen seen = { .count = 0 };
	struct arena a;

	arena_init(&a);
	circle_find(nodes, edges, n, &a, see, &seen);
	arena_release(&a);
	return seen;
}

static void
what_leads_nowhere_twice_is_no_circle(void **state)
{
	struct circle_edge edges[] = { { 0, 1 }, { 0, 2 }, { 1, 3 }, { 2, 3 } };

	(void)state;
	assert_int_equal(circles(4, edges, 4).count, 0);
	assert_int_equal(circles(4, edges, 0).count, 0);
}

static void
a_circle_is_given_in_its_order(void **state)
{
	struct circle_edge edges[] = { { 3, 1 }, { 0, 1 }, { 1, 2 }, { 2, 3 } };
	struct seen s = circles(4, edges, 4);

	(void)state;
	assert_int_equal(s.count, 1);
	assert_int_equal(s.n, 3);
	assert_int_equal(s.nodes[0], 1);
	assert_int_equal(s.nodes[1], 2);
	assert_int_equal(s.nodes[2], 3);
}

static void
a_node_may_lead_to_itself(void **state)
{
	struct circle_edge edges[] = { { 2, 2 }, { 0, 2 } };
	struct seen s = circles(3, edges, 2);

	(void)state;
	assert_int_equal(s.count, 1);
	assert_int_equal(s.n, 1);
	assert_int_equal(s.nodes[0], 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_leads_nowhere_twice_is_no_circle),
		cmocka_unit_test(a_circle_is_given_in_its_order),
		cmocka_unit_test(a_node_may_lead_to_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
