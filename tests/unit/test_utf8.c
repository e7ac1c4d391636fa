/*
 * UTF-8: validity, columns, case, slugs.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

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

/* Every code point, encoded by the textbook. */
static size_t
encode(uint32_t c, char out[4])
{
	size_t len = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	static const unsigned char lead[] = { 0, 0, 0xc0, 0xe0, 0xf0 };

	for (size_t i = len; i-- > 1; c >>= 6)
		out[i] = (char)(0x80 | (c & 0x3f));
	out[0] = (char)(lead[len] | c);
	return len;
}

static void
every_character_but_surrogates_is_valid_and_read_back(void **state)
{
	(void)state;
	for (uint32_t c = 0; c < 0x110800; c++) {
		char bytes[4];
		struct str s = { bytes, encode(c, bytes) };
		bool valid = c <= 0x10ffff && (c < 0xd800 || c > 0xdfff);
		size_t i = 0;

		if ((utf8_invalid_at(s) == s.len) != valid)
			fail_msg("U+%04X", c);
		if (valid && (utf8_next(s, &i) != c || i != s.len))
			fail_msg("U+%04X", c);
	}
}

static void
what_is_not_strict_utf8_is_found_at_its_first_byte(void **state)
{
	static const struct str bad[] = {
		{ "\x80", 1 }, { "\xbf", 1 }, { "\xff", 1 }, { "\xfe", 1 },
		{ "\xc0\xaf", 2 }, { "\xc1\xbf", 2 },			/* overlong */
		{ "\xe0\x80\xaf", 3 }, { "\xf0\x80\x80\xaf", 4 },
		{ "\xed\xa0\x80", 3 }, { "\xed\xbf\xbf", 3 },		/* surrogates */
		{ "\xf4\x90\x80\x80", 4 }, { "\xf5\x80\x80\x80", 4 },	/* past U+10FFFF */
		{ "\xc3", 1 }, { "\xe2\x82", 2 }, { "\xf0\x9f\x98", 3 },	/* cut short */
		{ "\xc3x", 2 }, { "\xe2\x82x", 3 }, { "\xe2x\x82", 3 },
		{ "\xf8\x90\x80\x80", 4 }, { "\xff\x90\x80\x80", 4 },	/* no lead of any length */
	};

	(void)state;
	for (size_t k = 0; k < sizeof(bad) / sizeof(*bad); k++) {
		for (size_t before = 0; before < 20; before++) {
			struct buf b = BUF_EMPTY;

			buf_fill(&b, 'x', before);
			buf_text(&b, "\xc2\xa3");
			buf_str(&b, bad[k]);
			if (k != 12 && k != 13 && k != 14)
				buf_text(&b, "the rest of it");

			/* exactly as long as it is, so that a read past its end is seen */
			struct str s = buf_keep(&b, &arena);

			assert_int_equal(before + 2, utf8_invalid_at(s));
			buf_release(&b);
		}
	}
	assert_int_equal(0, utf8_invalid_at(STR("")));
}

static void
bytes_that_are_no_character_are_read_one_by_one(void **state)
{
	struct str s = STR("\xe2\x82x");
	size_t i = 0;

	(void)state;
	assert_int_equal(0xfffd, utf8_next(s, &i));
	assert_int_equal(1, i);
	assert_int_equal(0xfffd, utf8_next(s, &i));
	assert_int_equal('x', utf8_next(s, &i));
	assert_int_equal(3, i);
}

static void
characters_are_written_as_utf8_and_no_surrogate_is(void **state)
{
	struct buf b = BUF_EMPTY;

	(void)state;
	utf8_put(&b, 0);
	utf8_put(&b, 'A');
	utf8_put(&b, 0xa3);
	utf8_put(&b, 0x20ac);
	utf8_put(&b, 0x1f600);
	utf8_put(&b, 0xd800);
	utf8_put(&b, 0x110000);
	assert_true(str_equal(buf_view(&b), STR("\0A£€😀\xef\xbf\xbd\xef\xbf\xbd")));
	buf_release(&b);
}

static void
columns_count_characters_and_carets_count_cells(void **state)
{
	(void)state;
	assert_int_equal(0, utf8_count(STR("")));
	assert_int_equal(6, utf8_count(STR("£4,374")));
	assert_int_equal(6, utf8_width(STR("£4,374")));
	assert_int_equal(2, utf8_count(STR("予算")));
	assert_int_equal(4, utf8_width(STR("予算")));
	assert_int_equal(2, utf8_count(STR("e\xcc\x81")));
	assert_int_equal(1, utf8_width(STR("e\xcc\x81")));
}

static void
characters_have_their_unicode_class(void **state)
{
	(void)state;
	assert_true(utf8_is_letter('a') && utf8_is_letter(0x175) && utf8_is_letter(0x4e88));
	assert_false(utf8_is_letter('1') || utf8_is_letter('_') || utf8_is_letter(0xa3));
	assert_true(utf8_is_digit('7') && utf8_is_digit(0x0663));
	assert_false(utf8_is_digit('x') || utf8_is_digit(0xb2) || utf8_is_digit(0x2167));
	assert_true(utf8_is_upper('W') && utf8_is_upper(0x174));
	assert_false(utf8_is_upper('w') || utf8_is_upper('1') || utf8_is_upper(0x175));
}

static void
every_unicode_space_is_blank_and_nothing_else(void **state)
{
	static const uint32_t blank[] = { '\t', '\n', '\v', '\f', '\r', ' ', 0x85, 0xa0, 0x1680,
		0x2000, 0x2007, 0x2009, 0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000 };
	static const uint32_t other[] = { 0, 8, 14, 0x1f, 'x', 0x200b, 0xfeff, 0x2027, 0x202a };

	(void)state;
	for (size_t i = 0; i < sizeof(blank) / sizeof(*blank); i++)
		assert_true(utf8_is_blank(blank[i]));
	for (size_t i = 0; i < sizeof(other) / sizeof(*other); i++)
		assert_false(utf8_is_blank(other[i]));
}

#define assert_slug(want, from) assert_string_equal(want, utf8_slug(&arena, STR(from)).at)
#define assert_fold(want, from) assert_string_equal(want, utf8_fold(&arena, STR(from)).at)

static void
a_slug_keeps_letters_and_digits(void **state)
{
	(void)state;
	assert_slug("total-lsps-laas", "Total LSPs/LAAs");
	assert_slug("2009-10-k", "2009/10 £k");	/* a unit is for the caller to leave out */
	assert_slug("risk", "  --Risk!? ");
	assert_slug("", "");
	assert_slug("", " -/- ");
	assert_slug("", "£");
	assert_slug("a-b", "A\tb\n");
}

static void
a_slug_keeps_letters_of_every_language(void **state)
{
	(void)state;
	assert_slug("cyfanswm-y-tŷ", "Cyfanswm y Tŷ");
	assert_slug("tŷ", "TY\xcc\x82");		/* decomposed: composed in the slug */
	assert_slug("予算-2009", "予算：2009");
	assert_slug("café-société", "CAFÉ\xc2\xa0— Société");
	assert_slug("x\xcc\xa9", "X\xcc\xa9");	/* a mark that composes with nothing */
	assert_slug("i\xcc\x87", "\xc4\xb0");	/* I with a dot above */
}

static void
a_slug_of_a_slug_is_itself(void **state)
{
	static const char *const names[] = { "Total LSPs/LAAs", "\xc4\xb0stanbul \xe2\x84\xab",
		"ΌΣΟΣ", "\xe1\xba\x9e", "\xef\xac\x81re", "\xe2\x84\xa6 x" };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct str once = utf8_slug(&arena, str_of(names[i]));

		assert_string_equal(once.at, utf8_slug(&arena, once).at);
	}
}

static void
names_that_differ_in_case_or_composition_fold_to_one(void **state)
{
	(void)state;
	assert_fold("total", "TOTAL");
	assert_fold("tŷ", "TŶ");
	assert_fold("tŷ", "ty\xcc\x82");
	assert_fold("strasse", "Straße");
	assert_fold("", "");
}

static void
what_can_not_be_normalised_is_still_folded(void **state)
{
	struct buf b = BUF_EMPTY;

	(void)state;
	assert_string_equal("ab\xff", utf8_fold(&arena, STR("AB\xff")).at);
	assert_string_equal("ab-c", utf8_slug(&arena, STR("AB\xff" "C")).at);
	buf_char(&b, 'A');
	for (int i = 0; i < 500000; i++)	/* would take minutes to put in order */
		buf_text(&b, i % 2 ? "\xcc\x80" : "\xcc\x96");

	struct str folded = utf8_fold(&arena, buf_view(&b));

	assert_int_equal(b.len, folded.len);
	assert_int_equal('a', folded.at[0]);
	assert_true(str_is(utf8_slug(&arena, buf_view(&b)), "a"));
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_character_but_surrogates_is_valid_and_read_back),
		cmocka_unit_test(what_is_not_strict_utf8_is_found_at_its_first_byte),
		cmocka_unit_test(bytes_that_are_no_character_are_read_one_by_one),
		cmocka_unit_test(characters_are_written_as_utf8_and_no_surrogate_is),
		cmocka_unit_test(columns_count_characters_and_carets_count_cells),
		cmocka_unit_test(characters_have_their_unicode_class),
		cmocka_unit_test(every_unicode_space_is_blank_and_nothing_else),
		cmocka_unit_test(a_slug_keeps_letters_and_digits),
		cmocka_unit_test(a_slug_keeps_letters_of_every_language),
		cmocka_unit_test(a_slug_of_a_slug_is_itself),
		cmocka_unit_test(names_that_differ_in_case_or_composition_fold_to_one),
		cmocka_unit_test(what_can_not_be_normalised_is_still_folded),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
