/*
 * Any UTF-8 as raw HTML: a block of its own, and tags inside a paragraph, a link, a cell and a
 * list.
 *
 * What comes out is well-formed and holds nothing forbidden, whatever goes in.
 */
#include <stddef.h>
#include <stdint.h>

#include "balanced.h"
#include "base/utf8.h"
#include "compile/unit.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What stands before and behind the HTML. */
static const char *const around[][2] = {
	{ "<div>\n", "\n</div>\n" },
	{ "A sentence with *", "* and an end.\n" },
	{ "[a link ", "](x.md)\n" },
	{ "| a |\n|---|\n| ", " |\n" },
	{ "- <div>\n  ", "\n" },
	{ "> <table>", "\n" },
};

static void
compile(struct str text)
{
	const struct compile_options options = { .numbering = NUMBERING_NONE };
	struct compile_input in = { .path = STR("pages/p.md"), .bytes = text, .sidecar = STR_NONE };
	struct arena a;
	struct buf html = BUF_EMPTY;

	arena_init(&a);

	struct compilation u = { .in = &in, .options = &options, .arena = &a, .body = text,
		.numbering = NUMBERING_NONE };

	source_init(&u.source, in.path, text, &a);
	diag_init(&u.diag, &a);
	body_compile(&u);
	balanced_pieces(&u.object, u.object.fragments[0], &html);
	balanced_check(buf_view(&html));
	buf_release(&html);
	arena_release(&a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str html = { (const char *)data, size };

	if (utf8_invalid_at(html) < html.len || str_find_char(html, '\0', 0) < html.len)
		return 0;
	for (size_t i = 0; i < sizeof(around) / sizeof(around[0]); i++) {
		struct buf text = BUF_EMPTY;

		buf_text(&text, around[i][0]);
		buf_str(&text, html);
		buf_text(&text, around[i][1]);
		compile(buf_view(&text));
		buf_release(&text);
	}
	return 0;
}
