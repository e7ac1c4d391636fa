/*
 * Content hashes, and how they are written.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/hash.h"

static void
a_hash_is_xxh3_of_128_bits(void **state)
{
	char hex[HASH_HEX + 1];

	(void)state;
	hash_hex(hash_bytes(STR("")), hex);
	assert_string_equal("99aa06d3014798d86001c324468d497f", hex);
	assert_true(hash_equal(hash_bytes(STR("")), hash_bytes((struct str){ NULL, 0 })));
}

static void
other_content_has_another_hash(void **state)
{
	struct hash a = hash_bytes(STR("4,374")), b = hash_bytes(STR("4,347"));

	(void)state;
	assert_false(hash_equal(a, b));
	assert_true(hash_equal(a, hash_bytes(STR("4,374"))));
	assert_false(hash_equal((struct hash){ 1, 2 }, (struct hash){ 1, 3 }));
	assert_false(hash_equal((struct hash){ 1, 2 }, (struct hash){ 0, 2 }));
}

static void
the_order_of_a_pair_matters(void **state)
{
	struct hash a = hash_bytes(STR("a")), b = hash_bytes(STR("b"));

	(void)state;
	assert_false(hash_equal(hash_pair(a, b), hash_pair(b, a)));
	assert_true(hash_equal(hash_pair(a, b), hash_pair(a, b)));
}

static void
hashes_sort_as_they_are_written(void **state)
{
	struct hash low = { 1, UINT64_MAX }, high = { 2, 0 }, higher = { 2, 1 };

	(void)state;
	assert_true(hash_compare(low, high) < 0);
	assert_true(hash_compare(higher, high) > 0);
	assert_true(hash_compare(high, low) > 0);
	assert_int_equal(0, hash_compare(high, high));
}

static void
what_is_written_is_read_again(void **state)
{
	struct hash h = { 0x0123456789abcdef, 0xfedcba9876543210 }, read = { 0, 0 };
	char hex[HASH_HEX + 1];

	(void)state;
	hash_hex(h, hex);
	assert_string_equal("0123456789abcdeffedcba9876543210", hex);
	assert_true(hash_parse(str_of(hex), &read));
	assert_true(hash_equal(h, read));
}

static void
only_32_lower_case_digits_are_a_hash(void **state)
{
	struct hash h = { 7, 7 };

	(void)state;
	assert_false(hash_parse(STR("0123456789abcdeffedcba987654321"), &h));
	assert_false(hash_parse(STR("0123456789abcdeffedcba98765432100"), &h));
	assert_false(hash_parse(STR("0123456789ABCDEFfedcba9876543210"), &h));
	assert_false(hash_parse(STR("0123456789abcdeffedcba987654321g"), &h));
	assert_false(hash_parse(STR(""), &h));
	assert_int_equal(7, h.high);
	assert_int_equal(7, h.low);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_hash_is_xxh3_of_128_bits),
		cmocka_unit_test(other_content_has_another_hash),
		cmocka_unit_test(the_order_of_a_pair_matters),
		cmocka_unit_test(hashes_sort_as_they_are_written),
		cmocka_unit_test(what_is_written_is_read_again),
		cmocka_unit_test(only_32_lower_case_digits_are_a_hash),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
