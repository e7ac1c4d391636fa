/*
 * Any bytes as a report's front matter, as a sidecar, as the whole of site.yaml, and as an inventory.
 *
 * Besides that nothing crashes: what comes out is an object that can be read, and one that is in doubt
 * is neither public nor without an error.
 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "compile/unit.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct compilation
begin(const struct compile_input *in, const struct compile_options *options, struct arena *a,
	enum object_kind kind)
{
	return (struct compilation){ .in = in, .options = options, .arena = a,
		.object = { .kind = kind, .path = in->path, .table = { .title = STR_NONE },
			.blob = STR_NONE } };
}

static void
check(struct compilation *u, bool sure)
{
	struct buf bytes = BUF_EMPTY;
	struct object back;

	diag_sort(&u->diag);
	u->object.findings = u->diag.first;
	assert(sure || diag_failed(&u->diag));
	object_write(&u->object, &bytes);
	if (!object_read(buf_view(&bytes), OBJECT_WHOLE, u->arena, &back))
		assert(!"an object that can't be read");
	buf_release(&bytes);
}

static void
as_report(struct str text, const struct compile_options *options, struct arena *a)
{
	struct buf whole = BUF_EMPTY;

	buf_text(&whole, "---\n");
	buf_str(&whole, text);
	buf_text(&whole, "\n---\nText\n");

	struct compile_input in = { .path = STR("committees/c/2025-09-16/r.md"),
		.bytes = buf_view(&whole), .sidecar = STR_NONE };
	struct compilation u = begin(&in, options, a, OBJECT_REPORT);

	diag_init(&u.diag, a);
	if (scan_markdown(&u)) {
		bool sure = meta_front_matter(&u);

		assert(sure || (u.object.exempt && u.object.draft));
		check(&u, sure);
	} else {
		assert(diag_failed(&u.diag));
	}
	buf_release(&whole);
}

static void
as_sidecar(struct str text, const struct compile_options *options, struct arena *a)
{
	struct compile_input in = { .path = STR("budgets/t.csv"), .bytes = STR("A,B\n"), .sidecar = text,
		.has_sidecar = true };
	struct compilation u = begin(&in, options, a, OBJECT_TABLE);

	diag_init(&u.diag, a);

	bool sure = meta_sidecar(&u);

	assert(sure || (u.object.exempt && u.object.draft));
	check(&u, sure);
}

static void
as_site(struct str text, const struct compile_options *options, struct arena *a)
{
	struct compile_input in = { .path = STR("site.yaml"), .bytes = text, .sidecar = STR_NONE };
	struct compilation u = begin(&in, options, a, OBJECT_SITE);

	diag_init(&u.diag, a);
	if (scan_yaml(&u, text, &u.source))
		check(&u, meta_yaml_file(&u, &u.source));
}

static void
as_inventory(struct str text, const struct compile_options *options, struct arena *a)
{
	struct compile_input in = { .path = STR("a.inventory.json"), .bytes = text, .sidecar = STR_NONE };
	struct compilation u = begin(&in, options, a, OBJECT_INVENTORY);

	diag_init(&u.diag, a);
	if (scan_yaml(&u, text, &u.source))
		check(&u, meta_json_file(&u, &u.source));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct compile_options options = { .numbering = NUMBERING_PARAGRAPHS };
	struct str text = { (const char *)data, size };
	struct arena a;

	arena_init(&a);
	as_report(text, &options, &a);
	as_sidecar(text, &options, &a);
	as_site(text, &options, &a);
	as_inventory(text, &options, &a);
	arena_release(&a);
	return 0;
}
