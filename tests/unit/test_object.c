/*
 * Objects: their bytes, and their metadata as a tree.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "object/form.h"
#include "object/word.h"
#include "object_sample.h"

/* The bytes of an object, in the arena. */
static struct str
written(const struct object *o, struct arena *a)
{
	struct buf b = BUF_EMPTY;

	object_write(o, &b);

	struct str bytes = buf_keep(&b, a);

	buf_release(&b);
	return bytes;
}

static bool
is_read(struct str bytes, unsigned parts)
{
	struct arena a;
	struct object o;

	arena_init(&a);

	bool read = object_read(bytes, parts, &a, &o);

	arena_release(&a);
	return read;
}

static void
what_was_written_is_read_back_byte_for_byte(void **state)
{
	struct sample s;
	struct arena a;
	struct object o;

	(void)state;
	arena_init(&a);
	fill(&s);

	struct str bytes = written(&s.object, &a);

	assert_true(object_read(bytes, OBJECT_WHOLE, &a, &o));
	assert_true(str_equal(bytes, written(&o, &a)));
	assert_true(o.exempt && !o.draft && o.restricted);
	assert_true(hash_equal(o.content, s.object.content));
	assert_true(str_is(o.meta[1].text, "Ail Flwyddyn – tŷ"));
	assert_true(o.references[1].amount.value == pounds(13000000, 6).value);
	assert_int_equal(o.references[1].from, OBJECT_NONE);
	assert_true(o.checks[1].difference == -decimal_power(25));
	assert_int_equal(o.table.columns[1].unit.scale, 3);
	struct table text = object_text_table(&o, 0);

	assert_int_equal(text.nrow, 2);
	assert_int_equal(table_line(&text, 1, 0), 21);
	assert_int_equal(o.table.columns[1].field, 2);
	assert_true(str_is(o.table.notes[0], "Rounded to the nearest £1,000"));
	assert_memory_equal(o.blob.at, "\xff\0\xfe", 3);
	assert_true(str_is(o.findings->help->next->text, "or a row is missing"));
	assert_int_equal(o.findings->related->at.line, 14);
	assert_int_equal(o.findings->next->code, DIAG_SOURCE_CRASHED);
	assert_null(o.findings->next->next);
	arena_release(&a);
}

static void
an_empty_object_is_an_object(void **state)
{
	struct object empty = { .kind = OBJECT_ASSET }, o;
	struct arena a;

	(void)state;
	arena_init(&a);

	struct str bytes = written(&empty, &a);

	assert_true(object_read(bytes, OBJECT_WHOLE, &a, &o));
	assert_true(str_equal(bytes, written(&o, &a)));
	assert_null(o.meta);
	assert_null(object_get(&o, NULL, "title"));
	assert_null(object_first(&o, NULL));
	arena_release(&a);
}

static void
what_is_not_asked_for_is_not_there(void **state)
{
	struct sample s;
	struct arena a;
	struct object o;

	(void)state;
	arena_init(&a);
	fill(&s);

	struct str bytes = written(&s.object, &a);

	assert_true(object_read(bytes, OBJECT_HEAD, &a, &o));
	assert_int_equal(o.nreference, 3);
	assert_null(o.pieces);
	assert_int_equal(o.nfragment, 0);
	assert_int_equal(o.table.ncolumn, 0);
	assert_int_equal(o.ntext_table, 1);
	assert_int_equal(o.ntext_cell, 0);
	assert_null(o.findings);
	assert_true(object_read(bytes, OBJECT_CELLS, &a, &o));
	assert_int_equal(o.nreference, 0);
	assert_int_equal(o.table.nrow, 2);
	assert_true(str_is(o.path, "committees/cabinet/2026-02-10/budget.md"));
	arena_release(&a);
}

/* A lone table is checked, but its cells don't ride along. */
static void
checks_may_point_into_cells_that_are_left_out(void **state)
{
	struct sample s;
	struct arena a;
	struct object o;

	(void)state;
	arena_init(&a);
	fill(&s);
	s.object.table.cells = NULL;

	struct str bytes = written(&s.object, &a);

	assert_true(object_read(bytes, OBJECT_WHOLE, &a, &o));
	assert_true(str_equal(bytes, written(&o, &a)));
	assert_null(o.table.cells);
	assert_int_equal(o.table.rows[1].record, 3);
	arena_release(&a);
}

static void
an_object_cut_short_or_with_a_byte_too_many_is_refused(void **state)
{
	struct sample s;
	struct arena a;

	(void)state;
	arena_init(&a);
	fill(&s);

	struct str bytes = written(&s.object, &a);

	for (size_t len = 0; len < bytes.len; len++) {
		struct str cut = { arena_copy(&a, bytes.at, len), len };

		assert_false(is_read(cut, OBJECT_WHOLE));
		assert_false(is_read(cut, 0));
	}
	/* the NUL that arena_copy puts there is a byte like any other */
	assert_false(is_read((struct str){ bytes.at, bytes.len + 1 }, OBJECT_WHOLE));
	assert_false(is_read((struct str){ bytes.at, bytes.len + 1 }, 0));
	arena_release(&a);
}

static void
an_object_of_another_version_is_refused(void **state)
{
	struct sample s;
	struct arena a;

	(void)state;
	arena_init(&a);
	fill(&s);

	struct str bytes = written(&s.object, &a);
	char *other = arena_copy(&a, bytes.at, bytes.len);

	other[FORM_MAGIC_LEN - 1]++;
	assert_false(is_read((struct str){ other, bytes.len }, OBJECT_HEAD));
	arena_release(&a);
}

/* Whatever single byte is changed, the reader either refuses or means something else by it. */
static void
no_two_byte_sequences_are_the_same_object(void **state)
{
	struct sample s;
	struct arena a;

	(void)state;
	arena_init(&a);
	fill(&s);

	struct str bytes = written(&s.object, &a);
	char *changed = arena_copy(&a, bytes.at, bytes.len);

	for (size_t i = 0; i < bytes.len; i++) {
		for (unsigned bit = 0; bit < 8; bit++) {
			struct arena own;
			struct object o;
			struct str again = { changed, bytes.len };

			arena_init(&own);
			changed[i] = (char)(bytes.at[i] ^ (1 << bit));
			if (object_read(again, OBJECT_WHOLE, &own, &o))
				assert_true(str_equal(again, written(&o, &own)));
			arena_release(&own);
		}
		changed[i] = bytes.at[i];
	}
	arena_release(&a);
}

static void
a_number_longer_than_it_must_be_is_refused(void **state)
{
	struct object empty = { .kind = OBJECT_ASSET };
	struct arena a;
	struct buf b = BUF_EMPTY;

	(void)state;
	arena_init(&a);

	struct str bytes = written(&empty, &a);

	buf_add(&b, bytes.at, FORM_MAGIC_LEN);
	buf_char(&b, (char)(bytes.at[FORM_MAGIC_LEN] | 0x80));
	buf_char(&b, 0);
	buf_str(&b, str_from(bytes, FORM_MAGIC_LEN + 1));
	assert_false(is_read(buf_view(&b), OBJECT_WHOLE));
	buf_release(&b);
	arena_release(&a);
}

/* 2^28 datums in a part of a few bytes: refused before anything is allocated for them. */
static void
a_count_that_can_not_fit_allocates_nothing(void **state)
{
	struct object empty = { .kind = OBJECT_ASSET }, o;
	struct arena a, own;
	struct buf b = BUF_EMPTY;

	(void)state;
	arena_init(&a);
	arena_init(&own);

	struct str bytes = written(&empty, &a);
	size_t head = FORM_MAGIC_LEN + 1 + 1 + 16 + 3 + 9;

	size_t len = (unsigned char)bytes.at[head];	/* of the part: a byte for each of its counts */

	buf_str(&b, str_head(bytes, head));
	buf_char(&b, (char)(len + 3));
	buf_text(&b, "\xff\xff\xff\x7f");
	buf_str(&b, str_from(bytes, head + 2));
	assert_false(object_read(buf_view(&b), OBJECT_WHOLE, &own, &o));
	assert_int_equal(own.used, 0);
	assert_true(object_read(buf_view(&b), OBJECT_BODY, &own, &o));	/* the rest is well-formed */
	buf_release(&b);
	arena_release(&own);
	arena_release(&a);
}

static void
text_that_is_not_utf8_is_refused_but_in_a_blob(void **state)
{
	struct sample s;
	struct arena a;

	(void)state;
	arena_init(&a);
	fill(&s);
	s.definitions[0].title = STR("Caf\xe9");
	assert_false(is_read(written(&s.object, &a), OBJECT_HEAD));
	assert_true(is_read(written(&s.object, &a), OBJECT_BODY));
	fill(&s);
	assert_true(is_read(written(&s.object, &a), OBJECT_BLOB));
	arena_release(&a);
}

static void
a_kind_that_does_not_exist_is_refused(void **state)
{
	struct sample s;
	struct arena a;

	(void)state;
	arena_init(&a);
	fill(&s);
	s.object.kind = OBJECT_KINDS;
	assert_false(is_read(written(&s.object, &a), 0));
	fill(&s);
	s.cells[0].kind = AMOUNT_OVERFLOW;
	assert_true(is_read(written(&s.object, &a), OBJECT_CELLS));
	s.cells[0].kind = AMOUNT_OVERFLOW + 1;
	assert_false(is_read(written(&s.object, &a), OBJECT_CELLS));
	fill(&s);
	s.findings[0].severity = SEVERITY_COUNT;
	assert_false(is_read(written(&s.object, &a), OBJECT_FOUND));
	fill(&s);
	s.ops[1].constant.place = 26;
	assert_false(is_read(written(&s.object, &a), OBJECT_HEAD));
	arena_release(&a);
}

/* Each changes one thing that must not be. */
static void spoil_piece(struct sample *s)      { s->pieces[1].index = 3; }
static void spoil_word(struct sample *s)       { s->pieces[1] = (struct piece){ PIECE_WORD, WORDS, STR("") }; }
static void spoil_term(struct sample *s)       { s->pieces[1] = (struct piece){ PIECE_TERM, 1, STR("LAA") }; }
static void spoil_term_from(struct sample *s)  { s->terms[0].from = 2; }
static void spoil_fragment(struct sample *s)   { s->fragments[1].count = 3; }
static void spoil_from(struct sample *s)       { s->references[0].from = 2; }
static void spoil_ops(struct sample *s)        { s->references[1].ops = 4; }
static void spoil_first_op(struct sample *s)   { s->rules[0].first_op = OBJECT_NONE; }
static void spoil_op_cell(struct sample *s)    { s->ops[0].index = 3; }
static void spoil_formula(struct sample *s)    { s->ops[2].kind = OP_NEGATE; }
static void spoil_call(struct sample *s)       { s->ops[2] = (struct op){ OP_SUM, 3, { 0 } }; }
static void spoil_cover(struct sample *s)      { s->checks[1].covers = 3; }
static void spoil_row(struct sample *s)        { s->checks[1].row = 2; }
static void spoil_cover_column(struct sample *s) { s->covers[2].column = 2; }
static void spoil_factor(struct sample *s)     { s->factors[1].cover = 3; }
static void spoil_factor_order(struct sample *s) { s->factors[1].cover = 0; }
static void spoil_factor_size(struct sample *s) { s->factors[1].by = ((decimal)1 << 61) - 1; }
static void spoil_factor_sign(struct sample *s) { s->factors[0].by = -1; }
static void spoil_text_place(struct sample *s) { s->text_tables[0].definition = 2; }
static void spoil_text_cells(struct sample *s) { s->text_tables[0].rows = 3; }
static void spoil_text_check(struct sample *s) { s->checks[0].column = 1; }
static void spoil_text_cover(struct sample *s) { s->covers[0].row = 2; }
static void spoil_text_range(struct sample *s) { s->checks[0].first_cover = 1; }
static void spoil_text_order(struct sample *s) { s->text_tables[0].first_check = 1; }
static void spoil_text_sums(struct sample *s)  { s->pieces[4].index = 1; }
static void spoil_jump(struct sample *s)       { s->template[0].jump = 4; }
static void spoil_jump_back(struct sample *s)  { s->template[0].jump = 0; }
static void spoil_jump_end(struct sample *s)   { s->template[0].jump = 2; }
static void spoil_size(struct sample *s)       { s->meta[6].size = 3; }
static void spoil_nested_size(struct sample *s) { s->meta[4].kind = DATUM_LIST, s->meta[4].size = 3; }
static void spoil_no_size(struct sample *s)    { s->meta[7].size = 0; }
static void spoil_root(struct sample *s)       { s->meta[0].size = 7; }
static void spoil_root_kind(struct sample *s)  { s->meta[0].kind = DATUM_LIST; }
static void spoil_leaf(struct sample *s)       { s->meta[3].kind = DATUM_TEXT; }
static void spoil_datum_text(struct sample *s) { s->meta[1].fragment = 2; }

static void
an_index_that_leads_nowhere_is_refused(void **state)
{
	static void (*const spoilers[])(struct sample *) = {
		spoil_piece, spoil_term, spoil_word, spoil_term_from, spoil_fragment, spoil_from, spoil_ops, spoil_first_op, spoil_op_cell,
		spoil_formula, spoil_call, spoil_cover, spoil_row, spoil_cover_column, spoil_jump,
		spoil_jump_back, spoil_jump_end, spoil_size, spoil_nested_size, spoil_no_size,
		spoil_root, spoil_root_kind, spoil_leaf, spoil_datum_text,
		spoil_text_place, spoil_text_cells, spoil_text_check, spoil_text_cover,
		spoil_text_range, spoil_text_order, spoil_text_sums,
		spoil_factor, spoil_factor_order, spoil_factor_size, spoil_factor_sign,
	};
	struct sample s;

	(void)state;
	fill(&s);
	assert_true(form_bounds(&s.object, OBJECT_WHOLE));
	for (size_t i = 0; i < COUNT(spoilers); i++) {
		fill(&s);
		spoilers[i](&s);
		assert_false(form_bounds(&s.object, OBJECT_WHOLE));
	}
}

static void
a_check_outside_of_the_table_is_refused_by_its_head_alone(void **state)
{
	struct sample s;
	struct arena a;

	(void)state;
	arena_init(&a);
	fill(&s);

	struct str bytes = written(&s.object, &a);
	char *smaller = arena_copy(&a, bytes.at, bytes.len);
	size_t nrow = FORM_MAGIC_LEN + 1 + 1 + s.object.path.len + 16 + 3 + 3;

	assert_int_equal(smaller[nrow], 2);
	smaller[nrow] = 1;
	assert_false(is_read((struct str){ smaller, bytes.len }, OBJECT_HEAD));
	arena_release(&a);
}

static void
a_number_is_digits_and_nothing_else(void **state)
{
	static const struct {
		const char *text;
		unsigned    number;
	} cases[] = { { "0", 0 }, { "8", 8 }, { "9999", 9999 }, { "999999999", 999999999 }, { "9999999999", 0 },
		{ "8a", 0 }, { "-1", 0 }, { "", 0 } };
	struct datum d = { .kind = DATUM_TEXT };

	(void)state;
	assert_int_equal(object_number(NULL), 0);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		d.text = str_of(cases[i].text);
		assert_int_equal(object_number(&d), cases[i].number);
	}
	d = (struct datum){ .kind = DATUM_LIST, .text = STR("8") };
	assert_int_equal(object_number(&d), 0);
}

static void
metadata_is_found_by_key_and_walked_in_order(void **state)
{
	struct sample s;

	(void)state;
	fill(&s);

	const struct object *o = &s.object;
	const struct datum *wards = object_get(o, NULL, "wards");
	const struct datum *first = object_first(o, wards);
	const struct datum *contact = object_get(o, NULL, "contact");

	assert_true(str_is(object_text(o, "title"), "Ail Flwyddyn – tŷ"));
	assert_true(object_flag(o, "key_decision"));
	assert_false(object_flag(o, "title"));
	assert_int_equal(object_text(o, "wards").len, 0);
	assert_int_equal(object_text(o, "name").len, 0);	/* that is contact's */
	assert_true(str_is(first->text, "Priory"));
	assert_true(str_is(object_next(o, wards, first)->text, "Lenholt"));
	assert_null(object_next(o, wards, first + 1));
	assert_true(str_is(object_get(o, contact, "name")->text, "Helen Garside"));
	assert_null(object_get(o, wards, "name"));
	assert_null(object_first(o, first));
}

static void
kinds_and_verdicts_have_names(void **state)
{
	(void)state;
	for (enum object_kind k = 0; k < OBJECT_KINDS; k++)
		assert_non_null(object_kind_name(k));
	assert_string_equal(object_kind_name(OBJECT_REPORT), "report");
	assert_string_equal(verdict_name(VERDICT_UNCHECKED), "unchecked");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_number_is_digits_and_nothing_else),
		cmocka_unit_test(what_was_written_is_read_back_byte_for_byte),
		cmocka_unit_test(an_empty_object_is_an_object),
		cmocka_unit_test(what_is_not_asked_for_is_not_there),
		cmocka_unit_test(checks_may_point_into_cells_that_are_left_out),
		cmocka_unit_test(an_object_cut_short_or_with_a_byte_too_many_is_refused),
		cmocka_unit_test(an_object_of_another_version_is_refused),
		cmocka_unit_test(no_two_byte_sequences_are_the_same_object),
		cmocka_unit_test(a_number_longer_than_it_must_be_is_refused),
		cmocka_unit_test(a_count_that_can_not_fit_allocates_nothing),
		cmocka_unit_test(text_that_is_not_utf8_is_refused_but_in_a_blob),
		cmocka_unit_test(a_kind_that_does_not_exist_is_refused),
		cmocka_unit_test(an_index_that_leads_nowhere_is_refused),
		cmocka_unit_test(a_check_outside_of_the_table_is_refused_by_its_head_alone),
		cmocka_unit_test(metadata_is_found_by_key_and_walked_in_order),
		cmocka_unit_test(kinds_and_verdicts_have_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
