/*
 * Code and footnotes.
 *
 * Knows the HTML of each; what stands inside their paragraphs is inline.c's.
 */
#include "compile/body.h"

#define LOST_LOOKS 100	/* notes that are looked for in the tree; more than any paper has */

void
block_code(struct body *b, const struct markdown_node *n)
{
	section_other(b);
	piece_raw(&b->pieces, "<pre tabindex=\"0\"><code>");
	piece_text(&b->pieces, markdown_text(n));
	piece_raw(&b->pieces, "</code></pre>\n");
}

static void
open_notes(struct body *b)
{
	piece_raw(&b->pieces, "<section class=\"notes\" aria-label=\"");
	piece_word(&b->pieces, WORD_NOTES);
	piece_raw(&b->pieces, "\"><ol>\n");
}

/* Notes stand at the end of the tree, in the order of their marks. */
void
block_note(struct body *b, const struct markdown_node *n)
{
	struct arena *a = b->unit->arena;
	struct str number = str_print(a, "%s%u", b->series, ++b->counts.notes);
	struct str id = str_print(a, "note-" STR_FMT, STR_ARG(number));
	struct definition d = { .kind = DEFINITION_NOTE, .id = id,
		.alias = STR_NONE, .number = number, .title = STR_NONE };
	size_t at = source_offset(&b->unit->source, b->first_line + markdown_span(n).line - 1, 1);

	if (b->counts.notes == 1)
		open_notes(b);
	b->paragraph = anchor_define(&b->anchors, &d, body_place(b, at, at));
	piece_raw(&b->pieces, "<li");
	piece_id(&b->pieces, d.id);
	piece_raw(&b->pieces, ">");
}

/* The way back to the note's mark, at the end of its text. */
void
block_note_back(struct body *b)
{
	piece_raw(&b->pieces, " <a class=\"back\" aria-label=\"");
	piece_word(&b->pieces, WORD_BACK);
	piece_raw(&b->pieces, "\"");
	piece_local(&b->pieces, str_print(b->unit->arena, "note-%s%u-back", b->series, b->counts.notes));
	piece_raw(&b->pieces, ">\u21a9</a>");
}

static const struct markdown_node *
last_child(const struct markdown_node *n)
{
	const struct markdown_node *last = markdown_first(n);

	while (last && markdown_next(last))
		last = markdown_next(last);
	return last;
}

void
block_notes_end(struct body *b)
{
	if (b->counts.notes > 0)
		piece_raw(&b->pieces, "</ol></section>\n");
}

void
block_note_end(struct body *b, const struct markdown_node *n)
{
	const struct markdown_node *last = last_child(n);

	if (!last || markdown_kind(last) != MARKDOWN_PARAGRAPH)
		block_note_back(b);
	b->paragraph = OBJECT_NONE;
	piece_raw(&b->pieces, "</li>\n");
}

/* Whether something of the tree stands on a line of the body. */
static bool
is_covered(const struct markdown_node *root, uint32_t line)
{
	const struct markdown_node *n = markdown_first(root);

	for (; n; n = markdown_next(n)) {
		struct markdown_span span = markdown_span(n);

		if (span.line <= line && line <= span.end_line)
			return true;
	}
	return false;
}

/* The parser drops a note that nothing points to, and the second of two with one name: their text would be
 * gone without a word. */
void
block_lost_notes(struct body *b, const struct markdown_node *root, uint32_t first, uint32_t last)
{
	const struct source *source = &b->unit->source;
	struct str text = str_head(source->text, source_offset(source, last + 1, 1));
	unsigned looks = LOST_LOOKS;

	for (size_t at = source_offset(source, first, 1); looks > 0; at++) {
		at = str_find(text, STR("[^"), at);
		if (at >= text.len)
			return;

		struct place place = source_place(source, at, at + 2);
		struct str line = source_line(source, place.line);
		size_t close = str_find_char(line, ']', 0);

		if (place.column > 4 || str_trim(line).at != source->text.at + at
			|| !str_starts(str_from(line, close), "]:"))
			continue;
		if (b->series[0] == '\0' && exempt_part_holds(b->unit, place.line))
			continue;
		looks--;
		if (is_covered(root, place.line - b->first_line + 1))
			continue;
		place = source_place(source, at, (size_t)(line.at - source->text.at) + close + 1);

		struct finding *f = diag_add(&b->unit->diag, DIAG_NOTE_UNMATCHED, place,
			"no mark points to this footnote, so it was left out");

		diag_help(&b->unit->diag, f, "put its mark, " STR_FMT ", where the note belongs",
			STR_ARG(link_shown(b->unit->arena, str_head(str_trim(line), close + 1))));
	}
}
