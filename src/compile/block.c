/*
 * Lists and their letters, code and footnotes.
 *
 * Knows the HTML of each; what stands inside their paragraphs is inline.c's.
 */
#include "compile/body.h"

#define LOST_LOOKS 100	/* notes that are looked for in the tree; more than any paper has */

/* The text that a list item begins with, or NULL. */
static const struct markdown_node *
first_text(const struct markdown_node *item)
{
	const struct markdown_node *paragraph = item ? markdown_first(item) : NULL;
	const struct markdown_node *text = NULL;

	if (paragraph && markdown_kind(paragraph) == MARKDOWN_PARAGRAPH)
		text = markdown_first(paragraph);
	return text && markdown_kind(text) == MARKDOWN_TEXT ? text : NULL;
}

static size_t
letter_of(const struct markdown_node *item, struct str *mark, struct str *letter)
{
	const struct markdown_node *text = first_text(item);

	return text ? number_letter(markdown_text(text), mark, letter) : 0;
}

/* A list is lettered when its first item is: then `ol`, whatever its bullets. */
static bool
is_lettered(const struct markdown_node *list)
{
	struct str mark, letter;

	return letter_of(markdown_first(list), &mark, &letter) > 0;
}

void
block_list(struct body *b, const struct markdown_node *n)
{
	struct markdown_list list = markdown_list(n);

	if (is_lettered(n))
		piece_raw(&b->pieces, "<ol class=\"lettered\">\n");
	else if (!list.ordered)
		piece_raw(&b->pieces, "<ul>\n");
	else if (list.start == 1)
		piece_raw(&b->pieces, "<ol>\n");
	else
		buf_print(&b->pieces.html, "<ol start=\"%u\">\n", list.start);
}

void
block_list_end(struct body *b, const struct markdown_node *n)
{
	piece_raw(&b->pieces, markdown_list(n).ordered || is_lettered(n) ? "</ol>\n" : "</ul>\n");
}

static struct str
lower(struct arena *a, struct str letter)
{
	char *out = arena_copy(a, letter.at, letter.len);

	for (size_t i = 0; i < letter.len; i++)
		if (out[i] >= 'A' && out[i] <= 'Z')
			out[i] = (char)(out[i] - 'A' + 'a');
	return (struct str){ out, letter.len };
}

/* `#4.1.a`: the number of the paragraph before the list, then the letters of the lists around, then
 * its own. */
static void
define_item(struct body *b, struct lettered *item, struct str letter)
{
	struct arena *a = b->unit->arena;
	struct str id = item->outer ? item->outer->id : b->last_paragraph.id;
	struct str number = item->outer ? item->outer->number : b->last_paragraph.shown;
	struct str own = lower(a, letter);

	if (id.len == 0)
		return;
	item->id = str_print(a, STR_FMT "." STR_FMT, STR_ARG(id), STR_ARG(own));
	item->number = str_print(a, STR_FMT "." STR_FMT, STR_ARG(number), STR_ARG(own));

	struct definition d = { .kind = DEFINITION_ITEM, .id = item->id, .alias = STR_NONE,
		.number = item->number, .title = STR_NONE };
	size_t at = body_node_start(b, item->item);

	item->definition = anchor_define(&b->anchors, &d, body_place(b, at, at));
	piece_id(&b->pieces, item->id);
}

static void
lettered_item(struct body *b, const struct markdown_node *n, size_t len, struct str mark,
	struct str letter)
{
	struct lettered *item = arena_alloc(b->unit->arena, sizeof(*item));

	*item = (struct lettered){ n, STR_NONE, STR_NONE, OBJECT_NONE, b->lettered };
	b->text_first = first_text(n);
	b->cut_head = len;
	b->letter = mark;
	piece_raw(&b->pieces, "<li");
	define_item(b, item, letter);
	piece_raw(&b->pieces, ">");
	b->lettered = item;
}

void
block_item(struct body *b, const struct markdown_node *n)
{
	static const char *const tasks[] = {
		[MARKDOWN_NO_TASK] = NULL,
		[MARKDOWN_TASK_OPEN] = "<span aria-hidden=\"true\">\u2610</span>"
			"<span class=\"hidden\">To do:</span> ",
		[MARKDOWN_TASK_DONE] = "<span aria-hidden=\"true\">\u2611</span>"
			"<span class=\"hidden\">Done:</span> ",
	};
	struct str mark, letter;
	size_t len = letter_of(n, &mark, &letter);

	b->task = tasks[markdown_task(n)];
	if (len > 0 && is_lettered(markdown_parent(n)))
		lettered_item(b, n, len, mark, letter);
	else
		piece_raw(&b->pieces, b->task ? "<li class=\"task\">" : "<li>");
	if (!markdown_first(n) || markdown_kind(markdown_first(n)) != MARKDOWN_PARAGRAPH)
		block_lead(b);
}

void
block_item_end(struct body *b, const struct markdown_node *n)
{
	if (b->lettered && b->lettered->item == n)
		b->lettered = b->lettered->outer;
	piece_raw(&b->pieces, "</li>\n");
}

void
block_lead(struct body *b)
{
	if (b->task)
		piece_raw(&b->pieces, b->task);
	if (b->letter.len > 0) {
		piece_raw(&b->pieces, "<span class=\"letter\">");
		piece_text(&b->pieces, b->letter);
		piece_raw(&b->pieces, "</span> ");
	}
	b->task = NULL;
	b->letter = STR_NONE;
}

void
block_code(struct body *b, const struct markdown_node *n)
{
	piece_raw(&b->pieces, "<pre tabindex=\"0\"><code>");
	piece_text(&b->pieces, markdown_text(n));
	piece_raw(&b->pieces, "</code></pre>\n");
}

/* Notes stand at the end of the tree, in the order of their marks. */
void
block_note(struct body *b, const struct markdown_node *n)
{
	struct arena *a = b->unit->arena;
	struct str number = str_print(a, "%u", ++b->notes);
	struct str id = str_print(a, "note-" STR_FMT, STR_ARG(number));
	struct definition d = { .kind = DEFINITION_NOTE, .id = id,
		.alias = STR_NONE, .number = number, .title = STR_NONE };
	size_t at = source_offset(&b->unit->source, b->first_line + markdown_span(n).line - 1, 1);

	if (b->notes == 1)
		piece_raw(&b->pieces, "<section class=\"notes\" aria-label=\"Notes\"><ol>\n");
	b->paragraph = anchor_define(&b->anchors, &d, body_place(b, at, at));
	piece_raw(&b->pieces, "<li");
	piece_id(&b->pieces, d.id);
	piece_raw(&b->pieces, ">");
}

/* The way back to the note's mark, at the end of its text. */
void
block_note_back(struct body *b)
{
	piece_raw(&b->pieces, " <a class=\"back\" aria-label=\"Back to the text\"");
	piece_local(&b->pieces, str_print(b->unit->arena, "note-%u-back", b->notes));
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
block_lost_notes(struct body *b, const struct markdown_node *root)
{
	const struct source *source = &b->unit->source;
	size_t end = b->unit->body_offset + b->unit->body.len, at = b->unit->body_offset;
	unsigned looks = LOST_LOOKS;

	for (; looks > 0; at++) {
		at = str_find_char(source->text, '[', at);
		if (at >= end)
			return;
		if (!str_starts(str_from(source->text, at), "[^"))
			continue;

		struct place place = source_place(source, at, at + 2);
		struct str line = source_line(source, place.line);
		size_t close = str_find_char(line, ']', 0);

		if (place.column > 4 || str_trim(line).at != source->text.at + at
			|| !str_starts(str_from(line, close), "]:"))
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
