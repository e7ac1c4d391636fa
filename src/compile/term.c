/*
 * Acronyms of a body to terms of its object.
 *
 * What an acronym looks like and which words fit it is acronym.c's; here is where they stand.
 */
#include "compile/term.h"

#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "compile/acronym.h"
#include "compile/initials.h"
#include "compile/prose.h"


void
term_init(struct body *b)
{
	struct str text = b->unit->body;

	b->terms = (struct terms){ .row_letters = STR_NONE,
		.has_tags = str_find(text, STR("<abbr "), 0) < text.len };
	map_init(&b->terms.by_letters, b->unit->arena);
}

static uint32_t
add_term(struct body *b, struct str letters)
{
	struct term *t = unit_add_term(b->unit);

	*t = (struct term){ .letters = letters, .words = STR_NONE, .implied = STR_NONE, .from = OBJECT_NONE };
	return b->unit->object.nterm - 1;
}

/* The term of some letters; made when it is new. */
static uint32_t
term_of(struct body *b, struct str letters)
{
	struct terms *t = &b->terms;
	uintptr_t known = (uintptr_t)map_get(&t->by_letters, letters);

	if (known > 0)
		return (uint32_t)known - 1;
	letters = str_copy(b->unit->arena, letters);
	uint32_t index = add_term(b, letters);

	map_put(&t->by_letters, letters, (void *)((uintptr_t)index + 1));
	return index;
}

static bool
is_marked(struct body *b, uint32_t term)
{
	struct terms *t = &b->terms;
	uint32_t section = b->section == OBJECT_NONE ? 1 : b->section + 2;

	if (term >= t->room) {
		uint32_t room = term < 32 ? 64 : 2 * term;

		t->marked = arena_grow(b->unit->arena, t->marked, t->room, room, sizeof(*t->marked));
		memset(t->marked + t->room, 0, (room - t->room) * sizeof(*t->marked));
		t->room = room;
	}
	if (t->marked[term] == section)
		return true;
	t->marked[term] = section;
	return false;
}

void
term_write(struct body *b, struct str text)
{
	struct acronym a;
	size_t from = 0;

	for (size_t i = 0; !b->is_value && b->tag_count == 0 && acronym_next(text, &i, &a);) {
		uint32_t term = term_of(b, a.letters);

		if (is_marked(b, term))
			continue;
		piece_text(&b->pieces, str_slice(text, from, a.start));
		piece_hole(&b->pieces, PIECE_TERM, term,
			str_copy(b->unit->arena, str_slice(text, a.start, a.end)));
		from = a.end;
	}
	piece_text(&b->pieces, str_from(text, from));
}

static bool
is_alphanumeric(struct str text, size_t i)
{
	char c = i < text.len ? text.at[i] : ' ';

	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* The next place in the block where letters stand in the source as a word; *cursor is moved behind. */
static struct place
place_of(struct body *b, size_t *cursor, struct str letters)
{
	struct str text = str_head(b->unit->source.text, b->block_end);
	size_t at = str_find(text, letters, *cursor), end = at + letters.len;

	while (at < text.len && ((at > 0 && is_alphanumeric(text, at - 1))
		|| (is_alphanumeric(text, end) && text.at[end] != 's'))) {
		at = str_find(text, letters, end);
		end = at + letters.len;
	}
	if (at >= text.len)
		return body_place(b, b->block_start, b->block_start);
	*cursor = at + letters.len;
	return body_place(b, at, at + letters.len);
}

static void
set_first(struct body *b, struct term *t, struct place at)
{
	t->line = at.line;
	t->column = at.column;
	t->width = at.width;
	t->from = body_from(b);
}

/* From what is in the text for the first time on. */
static void
note_uses(struct body *b, struct str text, size_t *cursor)
{
	struct acronym a;

	for (size_t i = 0; acronym_next(text, &i, &a);) {
		uint32_t index = term_of(b, a.letters);		/* may move the list */
		struct term *t = &b->unit->object.terms[index];

		if (t->uses++ == 0 && t->words.len == 0)
			set_first(b, t, place_of(b, cursor, a.letters));
	}
}

static bool
says_the_same(struct body *b, struct str x, struct str y)
{
	struct arena *a = b->unit->arena;

	return str_equal(utf8_slug(a, x), utf8_slug(a, y));
}

/* A second explanation is a term of its own when its words are others. */
static void
explain(struct body *b, const struct explanation *e, struct place at)
{
	struct arena *a = b->unit->arena;
	uint32_t index = term_of(b, e->letters);
	struct term *t = &b->unit->object.terms[index];

	if (t->words.len > 0 && says_the_same(b, t->words, e->words))
		return;
	if (t->words.len > 0) {
		index = add_term(b, t->letters);	/* may move the list */
		t = &b->unit->object.terms[index];
	}
	t->is_late = t->uses > 0;
	t->words = str_copy(a, e->words);
	t->words_line = at.line;
	t->words_column = at.column;
	if (t->uses == 0)
		set_first(b, t, at);
}

static void
say_misfit(struct body *b, const struct explanation *e, struct place at)
{
	struct finding *f = diag_add(&b->unit->diag, DIAG_ACRONYM_MISMATCH, at,
		"“" STR_FMT "” has the initials " STR_FMT ", not " STR_FMT, STR_ARG(e->words),
		STR_ARG(e->initials), STR_ARG(e->letters));

	diag_help(&b->unit->diag, f, "see whether a word is missing, or a letter too many");
}

/* Explanations in brackets, with what is used before each of them. */
static void
read_brackets(struct body *b, struct str text, size_t *cursor)
{
	size_t from = 0, open = str_find_char(text, '(', 0);
	struct explanation e;
	char room[INITIALS_ROOM];

	for (; open < text.len; open = str_find_char(text, '(', open + 1)) {
		acronym_explained(text, open, room, &e);
		if (e.fit == ACRONYM_NONE)
			continue;
		/* the letters may stand on either side of the bracket */
		size_t start = e.letters.at > e.words.at ? open : (size_t)(e.letters.at - text.at);

		note_uses(b, str_slice(text, from, start), cursor);
		struct place at = place_of(b, cursor, e.letters);

		if (e.fit == ACRONYM_MISFITS)
			say_misfit(b, &e, at);
		explain(b, &e, at);
		from = start;
	}
	note_uses(b, str_from(text, from), cursor);
}

/* A cell with an acronym alone is a use of it, unless the next one has its words. */
static void
settle_row(struct body *b, struct str words)
{
	struct terms *t = &b->terms;
	struct explanation e = { ACRONYM_FITS, t->row_letters, words, STR_NONE };

	if (t->row_letters.len == 0)
		return;
	if (initials_fit(t->row_letters, words)) {
		explain(b, &e, t->row_place);
	} else {
		uint32_t index = term_of(b, t->row_letters);
		struct term *term = &b->unit->object.terms[index];

		if (term->uses++ == 0 && term->words.len == 0)
			set_first(b, term, t->row_place);
	}
	t->row_letters = STR_NONE;
}

/* A row of a list of acronyms: `LAA | Local Area Agreement`.  Whether there was no more to it. */
static bool
read_cell(struct body *b, struct str text, size_t *cursor)
{
	struct acronym a;
	size_t i = 0;

	if (!acronym_next(text, &i, &a) || a.start != 0 || a.end != text.len)
		return false;
	b->terms.row_letters = str_copy(b->unit->arena, a.letters);
	b->terms.row_place = place_of(b, cursor, a.letters);
	return true;
}

/* `<abbr title="Local Area Agreement">LAA</abbr>`, as the author wrote it. */
static void
read_tag(struct body *b, const struct markdown_node *tag, size_t *cursor)
{
	const struct markdown_node *shown = markdown_next(tag);
	struct str text = markdown_text(tag), head = STR("title=\"");
	size_t start = str_find(text, head, 0) + head.len, end = str_find_char(text, '"', start);
	struct acronym a;
	size_t i = 0;

	if (!str_starts(text, "<abbr ") || end >= text.len || !shown
		|| markdown_kind(shown) != MARKDOWN_TEXT
		|| !acronym_next(markdown_text(shown), &i, &a) || a.start != 0)
		return;
	struct explanation e = { ACRONYM_FITS, a.letters, str_slice(text, start, end), STR_NONE };

	explain(b, &e, place_of(b, cursor, a.letters));
}

static void
read_tags(struct body *b, const struct markdown_node *block)
{
	struct markdown_walk walk;
	size_t cursor = b->block_start;

	markdown_walk(&walk, block);
	do {
		if (!walk.leaving && markdown_kind(walk.node) == MARKDOWN_HTML)
			read_tag(b, walk.node, &cursor);
	} while (markdown_step(&walk));
}

void
term_read(struct body *b, const struct markdown_node *block, const struct prose *p)
{
	struct str text = str_trim(prose_text(p));
	bool is_heading = markdown_kind(block) == MARKDOWN_HEADING
		|| (markdown_kind(block) == MARKDOWN_PARAGRAPH && b->open == OPEN_HEADING);
	struct explanation e;
	size_t cursor = b->block_start;

	if (b->terms.has_tags)
		read_tags(b, block);
	if (acronym_is_shouted(text, is_heading))
		text = STR_NONE;
	settle_row(b, markdown_kind(block) == MARKDOWN_CELL ? text : STR_NONE);
	if (markdown_kind(block) == MARKDOWN_CELL && read_cell(b, text, &cursor))
		return;
	if (acronym_listed(text, &e))
		explain(b, &e, place_of(b, &cursor, e.letters));
	if (!is_heading || str_find_char(text, '(', 0) < text.len)
		read_brackets(b, text, &cursor);
}

/* ---- what only the whole text tells ---- */

/* Letters with which the acronyms begin that nothing explains here: most words are passed over by it. */
static uint32_t
open_letters(const struct body *b)
{
	const struct object *o = &b->unit->object;
	uint32_t letters = 0;

	for (uint32_t i = 0; i < o->nterm; i++)
		if (o->terms[i].words.len == 0 && o->terms[i].uses > 0)
			letters |= 1u << (o->terms[i].letters.at[0] - 'A');
	return letters;
}

/* A word in capitals that the text has in small letters too is only written large. */
static void
drop_word(struct body *b, struct str word)
{
	char large[INITIALS_MOST];

	for (size_t i = 0; i < word.len; i++)
		large[i] = (char)(word.at[i] - 'a' + 'A');
	uintptr_t known = (uintptr_t)map_get(&b->terms.by_letters, (struct str){ large, word.len });

	if (known > 0 && b->unit->object.terms[known - 1].words.len == 0)
		b->unit->object.terms[known - 1].uses = 0;
}

static void
drop_words(struct body *b, uint32_t letters)
{
	struct str text = b->unit->body;

	for (size_t i = 0, end; i < text.len; i = end + 1) {
		for (end = i; end < text.len && ascii_is_lower(text.at[end]);)
			end++;
		if (end - i > 1 && end - i <= INITIALS_MOST && (letters >> (text.at[i] - 'a') & 1)
			&& (i == 0 || text.at[i - 1] == ' ')
			&& (end == text.len || strchr(" .,;:\n", text.at[end])))
			drop_word(b, str_slice(text, i, end));
	}
}

/* Unexplained acronyms whose words the text has somewhere, without brackets: LGR beside `Local
 * Government Re-organisation`. */
static void
find_implied(struct body *b, uint32_t letters)
{
	struct str text = b->unit->body;
	struct initials_name name;

	for (size_t i = 0; initials_name(text, letters, &i, &name);)
		for (unsigned count = name.count; count > 2; count--) {
			uintptr_t known = (uintptr_t)map_get(&b->terms.by_letters,
				(struct str){ name.letters, count });
			struct term *t = known ? &b->unit->object.terms[known - 1] : NULL;

			if (t && t->words.len == 0 && t->implied.len == 0)
				t->implied = str_copy(b->unit->arena,
					str_slice(text, name.start, name.ends[count - 1]));
		}
}

void
term_finish(struct body *b)
{
	settle_row(b, STR_NONE);
	uint32_t letters = open_letters(b);

	if (letters == 0)
		return;
	find_implied(b, letters);
	drop_words(b, letters);
}
