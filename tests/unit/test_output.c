/*
 * The list of what a site is published as.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "link/agenda.h"
#include "link/output.h"

#define MANY 300

/* However many supplements a meeting has: the first size of the list counted two files of each, and there are three. */
static void
every_supplement_has_its_page_its_pdf_and_its_numbers(void **state)
{
	static struct agenda_supplement supplements[MANY];
	struct agenda agenda = { .supplements = supplements, .nsupplement = MANY };
	struct page meeting = { .kind = OBJECT_MEETING, .path = STR("m/meeting.md"), .output = STR("m/index.html"),
		.agenda = &agenda };
	struct link_print print = { 0 };
	struct link_options options = { .print = &print };
	struct program p = { .options = &options, .pages = &meeting, .npage = 1 };
	struct output_list list;
	struct arena a;
	struct diag diag;
	uint32_t of[FORMS] = { 0 };

	(void)state;
	arena_init(&a);
	diag_init(&diag, &a);
	p.arena = &a;
	p.diag = &diag;
	for (uint32_t i = 0; i < MANY; i++)
		supplements[i].first_page = i + 1;
	output_fill(&p, &list);
	for (uint32_t i = 0; i < list.count; i++) {
		of[list.outputs[i].form]++;
		assert_true(i == 0 || str_compare(list.outputs[i - 1].path, list.outputs[i].path) < 0);
		assert_int_equal(list.outputs[i].form == FORM_SUPPLEMENT || list.outputs[i].form == FORM_SUPPLEMENT_PDF
			|| list.outputs[i].form == FORM_SUPPLEMENT_STYLE, list.outputs[i].part > 0);
	}
	assert_int_equal(MANY, of[FORM_SUPPLEMENT]);
	assert_int_equal(MANY, of[FORM_SUPPLEMENT_PDF]);
	assert_int_equal(MANY, of[FORM_SUPPLEMENT_STYLE]);
	assert_int_equal(1, of[FORM_PACK_PDF]);
	assert_int_equal(0, diag.count[SEVERITY_ERROR]);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_supplement_has_its_page_its_pdf_and_its_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
