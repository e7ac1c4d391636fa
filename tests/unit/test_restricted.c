/* link: objects that were made for members are opened by no public link. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "compile/compile.h"
#include "link/link.h"

static const struct { const char *path, *bytes; } sources[] = {
	{ "committees/board/2026-01-14/deal.md",
	  "---\ntitle: A deal\nexempt: 3\npublic_interest: x\nbackground: none\n---\n## Secret\n\nSecret text.\n" },
	{ "committees/board/2026-01-14/meeting.md", "---\ndate: 2026-01-14\npublished: 2026-01-02\n---\n" },
	{ "committees/board/committee.md", "---\ntitle: Board\n---\n" },
	{ "site.yaml", "title: A council\n" },
};

#define SOURCES (sizeof sources / sizeof sources[0])

struct objects {
	struct buf bytes[SOURCES];
};

static int
get(void *context, size_t index, struct arena *a, struct str *bytes)
{
	(void)a;
	*bytes = buf_view(&((struct objects *)context)->bytes[index]);
	return 0;
}

static void
compile_all(struct objects *o, bool restricted)
{
	const struct compile_options options = { .currency = UNIT_POUND, .restricted = restricted };
	struct arena a;

	arena_init(&a);
	for (size_t i = 0; i < SOURCES; i++) {
		struct compile_input in = { .path = str_of(sources[i].path), .bytes = str_of(sources[i].bytes) };

		o->bytes[i] = BUF_EMPTY;
		compile_source(&in, &options, &a, &o->bytes[i]);
	}
	arena_release(&a);
}

/* Whether the link of objects that were compiled one way is refused when it is made the other. */
static bool
is_refused(bool compiled, bool linked)
{
	struct objects o;
	struct arena a;
	struct diag d;
	struct link_summary summary = { 0 };
	struct link_input in = { get, &o, SOURCES };
	struct link_options options = { .restricted = linked, .workers = 1 };

	compile_all(&o, compiled);
	arena_init(&a);
	diag_init(&d, &a);
	link_site(&in, &options, &a, &d, &summary);
	bool refused = summary.failed;

	for (const struct finding *f = d.first; f; f = f->next)
		if (refused && f->code == DIAG_READ_FAILED)
			assert_null(strstr(f->message.at, "Secret"));
	for (size_t i = 0; i < SOURCES; i++)
		buf_release(&o.bytes[i]);
	arena_release(&a);
	return refused;
}

static void
a_public_link_opens_no_object_that_was_made_for_members(void **state)
{
	(void)state;
	assert_true(is_refused(true, false));
	assert_false(is_refused(false, false));
}

static void
a_members_link_takes_both(void **state)
{
	(void)state;
	assert_false(is_refused(true, true));
	assert_false(is_refused(false, true));	/* nothing exempt is in those */
}

static void
what_is_exempt_is_in_an_object_for_members_alone(void **state)
{
	struct objects o;

	(void)state;
	compile_all(&o, false);
	assert_true(str_find(buf_view(&o.bytes[0]), STR("Secret"), 0) == o.bytes[0].len);
	for (size_t i = 0; i < SOURCES; i++)
		buf_release(&o.bytes[i]);
	compile_all(&o, true);
	assert_true(str_find(buf_view(&o.bytes[0]), STR("Secret"), 0) < o.bytes[0].len);
	for (size_t i = 0; i < SOURCES; i++)
		buf_release(&o.bytes[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_public_link_opens_no_object_that_was_made_for_members),
		cmocka_unit_test(a_members_link_takes_both),
		cmocka_unit_test(what_is_exempt_is_in_an_object_for_members_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
