#ifndef UNIT_BODY_CASE_H
#define UNIT_BODY_CASE_H
/*
 * One body compiled, and what came of it as a test can read it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "compile/unit.h"
#include "object/word.h"

static struct arena arena;
static struct compile_input input;
static struct compile_options options;
static struct compilation u;

/* A report whose title is `Update`; front stands before its body. */
static inline void
begin(struct str text, size_t front, enum numbering mode)
{
	arena_release(&arena);
	arena_init(&arena);
	input = (struct compile_input){ .path = STR("committees/c/2025-09-16/r.md"),
		.bytes = text };
	u = (struct compilation){ .in = &input, .options = &options, .arena = &arena,
		.numbering = mode,
		.body = str_from(text, front), .body_offset = front };
	source_init(&u.source, input.path, text, &arena);
	diag_init(&u.diag, &arena);
	*unit_add_datum(&u) = (struct datum){ .kind = DATUM_MAP, .size = 2,
		.fragment = OBJECT_NONE };
	*unit_add_datum(&u) = (struct datum){ .kind = DATUM_TEXT, .key = STR("title"),
		.text = STR("Update"), .size = 1, .fragment = OBJECT_NONE };
}

static inline void
compile_as(enum numbering mode, const char *text)
{
	begin(str_of(text), 0, mode);
	body_compile(&u);
}

static inline void
compile(const char *text)
{
	compile_as(NUMBERING_NONE, text);
}

/* The text between two others, such as a destination in its link. */
static inline void
compile_with(const char *before, const char *middle, const char *after)
{
	static char text[1024];

	assert_true((size_t)snprintf(text, sizeof(text), "%s%s%s", before, middle,
		after) < sizeof(text));
	compile(text);
}

/* A fragment's HTML; holes as the linker would fill them, references by their index. */
static inline const char *
shown(uint32_t index)
{
	static const char *const english[WORDS] = {
		[WORD_NOTES] = "Notes",  [WORD_BACK] = "Back to the text", [WORD_TO_DO] = "To do:",
		[WORD_DONE] = "Done:",   [WORD_TABLE_IN_TEXT] = "Table in the text",
		[WORD_FIGURE] = "Figure",
	};
	struct fragment f = u.object.fragments[index];
	struct buf out = BUF_EMPTY;

	for (uint32_t i = f.first; i < f.first + f.count; i++) {
		const struct piece *p = &u.object.pieces[i];

		switch (p->kind) {
		case PIECE_ID:    buf_print(&out, " id=\"" STR_FMT "\"", STR_ARG(p->text)); break;
		case PIECE_LOCAL: buf_print(&out, " href=\"#" STR_FMT "\"",
			STR_ARG(p->text)); break;
		case PIECE_OPEN:  buf_print(&out, "{%u:", p->index); break;
		case PIECE_CLOSE: buf_text(&out, "}"); break;
		case PIECE_EMBED: buf_print(&out, "{table %u:" STR_FMT "}", p->index,
			STR_ARG(p->text)); break;
		case PIECE_IMAGE: buf_print(&out, "{image %u:" STR_FMT "}", p->index,
			STR_ARG(p->text)); break;
		case PIECE_WORD:  buf_text(&out, english[p->index]); break;
		default:          buf_str(&out, p->text); break;
		}
	}

	struct str kept = buf_keep(&out, &arena);

	buf_release(&out);
	return arena_copy(&arena, kept.at, kept.len);
}

static inline void
assert_html(const char *text, const char *want)
{
	compile(text);
	assert_string_equal(want, shown(0));
}

static inline void
assert_text(struct str got, const char *want)
{
	if (!str_is(got, want))
		fail_msg("got `" STR_FMT "`, not `%s`", STR_ARG(got), want);
}

/* The nth finding, from 0, in the order of the text. */
static inline void
assert_finding(size_t nth, enum diag_code code, uint32_t line, uint32_t column)
{
	diag_sort(&u.diag);

	const struct finding *f = u.diag.first;

	while (f && nth-- > 0)
		f = f->next;
	assert_non_null(f);
	assert_string_equal(diag_name(code), diag_name(f->code));
	assert_int_equal(line, f->at.line);
	assert_int_equal(column, f->at.column);
	assert_non_null(f->help);
}

static inline void
assert_no_finding(void)
{
	if (u.diag.first)
		fail_msg("found: " STR_FMT, STR_ARG(u.diag.first->message));
}

static inline void
assert_reference(uint32_t index, enum reference_kind kind, const char *path, const char *fragment,
	const char *text)
{
	const struct reference *r = &u.object.references[index];

	assert_true(index < u.object.nreference);
	assert_int_equal(kind, r->kind);
	assert_text(r->path, path);
	assert_text(r->fragment, fragment);
	assert_text(r->text, text);
}

/* What stands around the first table of a text. */
#define REGION "<div class=\"table\" id=\"text-table-1\" role=\"region\" " \
	"aria-label=\"Table in the text, 1\" tabindex=\"0\">"

static inline void
assert_place(uint32_t index, uint32_t line, uint32_t column, uint32_t width)
{
	const struct reference *r = &u.object.references[index];

	assert_int_equal(line, r->line);
	assert_int_equal(column, r->column);
	assert_int_equal(width, r->width);
}

static inline void
assert_definition(uint32_t index, enum definition_kind kind, const char *id, const char *alias,
	const char *number, const char *title)
{
	const struct definition *d = &u.object.definitions[index];

	assert_true(index < u.object.ndefinition);
	assert_int_equal(kind, d->kind);
	assert_text(d->id, id);
	assert_text(d->alias, alias);
	assert_text(d->number, number);
	assert_text(d->title, title);
}

#endif
