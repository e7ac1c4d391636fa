/*
 * Any UTF-8 as a report's body, in each numbering mode, its exempt parts cut out or kept, and as a value of the
 * front matter.
 *
 * Besides that nothing crashes or hangs: what is written is well-formed HTML that holds nothing
 * forbidden, and the object can be written and read back.
 */
#include <stddef.h>
#include <stdint.h>

#include "balanced.h"
#include "base/utf8.h"
#include "compile/exempt_part.h"
#include "compile/unit.h"
#include "compile/withhold.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
begin(struct compilation *u, const struct compile_input *in, const struct compile_options *options,
	struct arena *a)
{
	*u = (struct compilation){ .in = in, .options = options, .arena = a, .body = in->bytes,
		.object = { .kind = OBJECT_REPORT, .path = in->path, .table = { .title = STR_NONE },
			.blob = STR_NONE } };

	source_init(&u->source, in->path, in->bytes, a);
	diag_init(&u->diag, a);
	unit_add_datum(u)->kind = DATUM_MAP;
	*u->object.meta = (struct datum){.kind = DATUM_MAP,
					.key = STR_NONE,
					.text = STR_NONE,
					.size = 1,
					.fragment = OBJECT_NONE};
}

static void
check(struct compilation *u, uint32_t fragment)
{
	struct buf html = BUF_EMPTY, bytes = BUF_EMPTY;
	struct object back;

	balanced_pieces(&u->object, u->object.fragments[fragment], &html);
	balanced_check(buf_view(&html));
	diag_sort(&u->diag);
	u->object.findings = u->diag.first;
	object_write(&u->object, &bytes);
	if (!object_read(buf_view(&bytes), OBJECT_WHOLE, u->arena, &back))
		assert(!"an object that can't be read");
	buf_release(&bytes);
	buf_release(&html);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct compile_options public = { .numbering = NUMBERING_PARAGRAPHS };
	const struct compile_options members = { .numbering = NUMBERING_PARAGRAPHS, .restricted = true };
	struct str text = { (const char *)data, size };
	struct compile_input in = { .path = STR("committees/c/2025-09-16/r.md"), .bytes = text,
		.sidecar = STR_NONE };

	if (utf8_invalid_at(text) < text.len || str_find_char(text, '\0', 0) < text.len)
		return 0;
	for (unsigned mode = NUMBERING_PARAGRAPHS; mode <= NUMBERING_NONE; mode++) {
		struct arena a;
		struct compilation u;

		arena_init(&a);
		begin(&u, &in, (size + mode) % 2 ? &public : &members, &a);
		u.numbering = (enum numbering)mode;
		if (exempt_part_find(&u))
			withhold_parts(&u);
		body_compile(&u);
		check(&u, 0);
		if (mode == NUMBERING_NONE)
			check(&u, body_inline(&u, text, 1, 1));
		arena_release(&a);
	}
	return 0;
}
