/*
 * What is still to be filled in, and what only looks like it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "compile/placeholder.h"

static void
assert_first(const char *text, const char *wanted)
{
	struct str found = STR_NONE;
	size_t i = 0;
	bool any = placeholder_next(str_of(text), &i, &found);

	if (any != (*wanted != '\0') || (any && !str_is(found, wanted)))
		fail_msg("“%s” gives “" STR_FMT "”, not “%s”", text, STR_ARG(found), wanted);
}

static void
what_is_to_be_filled_in_is_found(void **state)
{
	(void)state;
	assert_first("Cllr TBA of the Fire Authority", "TBA");
	assert_first("Start date: TBC", "TBC");
	assert_first("The cost is £XX in all", "XX");
	assert_first("on xx/xx/2026", "xx");
	assert_first("signed [insert name of officer] today", "[insert name of officer]");
	assert_first("the sum of £[●]", "[●]");
	assert_first("Risks (to be completed)", "to be completed");
	assert_first("To be confirmed", "To be confirmed");
	assert_first("Venue: to be confirmed.", "to be confirmed");
	assert_first("Venue – to be advised", "to be advised");
	assert_first("Name ______ Date ______", "______");
	assert_first("Lorem ipsum dolor", "Lorem ipsum");
	assert_first("Costs: details to follow", "details to follow");
	assert_first("Costs (Insert here)", "Insert here");
	assert_first("Chair: T.B.A. in May", "T.B.A.");
	assert_first("[Date], [name] and [amount]", "[Date]");
}

static void
what_is_said_plainly_is_none(void **state)
{
	(void)state;
	assert_first("The date is to be confirmed by the Minister in May.", "");
	assert_first("Arrangements to be agreed with the county are listed in Annex XX", "");
	assert_first("see Part XX of the Act", "");
	assert_first("he said “[...] we agree [sic] to it”, and [they] did", "");
	assert_first("[added by the editor] [x] done [ ] open", "");
	assert_first("TBACO and the XXL size, taxes and fixes", "");
	assert_first("work to be completed by 31 March", "");
	assert_first("a __long__ word", "");
	assert_first("Really?", "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_to_be_filled_in_is_found),
		cmocka_unit_test(what_is_said_plainly_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
