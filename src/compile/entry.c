/*
 * A body as a list of blocks, with the numbers that they may begin with.
 */
#include "compile/entry.h"

#define TITLE_WORDS 16
#define TITLE_BYTES 120

struct reader {
	struct compilation  *u;
	struct buf           entries;
	struct buf           text;	/* of one line */
	uint32_t             first_line;
	struct markdown_walk walk;
	unsigned             lists;
};

static uint32_t
line_of(const struct reader *r, const struct markdown_node *n)
{
	return r->first_line + markdown_span(n).line - 1;
}

static void
add(struct reader *r, const struct entry *e)
{
	buf_add(&r->entries, e, sizeof(*e));
}

/* The text that a line begins with, within stresses too: `**1.1** As part of`. */
static const struct markdown_node *
leading_text(const struct markdown_node *n)
{
	while (n && (markdown_kind(n) == MARKDOWN_EMPHASIS || markdown_kind(n) == MARKDOWN_STRONG))
		n = markdown_first(n);
	return n && markdown_kind(n) == MARKDOWN_TEXT ? n : NULL;
}

static bool
is_break(const struct markdown_node *n)
{
	return markdown_kind(n) == MARKDOWN_SOFT_BREAK || markdown_kind(n) == MARKDOWN_LINE_BREAK;
}

/* The plain text from n up to a break; *end is that break, or NULL. */
static struct str
line_text(struct reader *r, const struct markdown_node *n, const struct markdown_node **end)
{
	buf_clear(&r->text);
	for (; n && !is_break(n); n = markdown_next(n))
		markdown_plain(n, &r->text);
	*end = n;
	return str_copy(r->u->arena, buf_view(&r->text));
}

static void
read_mark(struct entry *e, const struct markdown_node *first, struct str plain)
{
	const struct markdown_node *text = leading_text(first);

	e->rest = str_trim(plain);
	if (!text || !mark_read(markdown_text(text), &e->mark))
		return;
	/* slices of the line, which lives longer than the tree */
	e->mark.written = str_head(plain, e->mark.written.len);
	e->mark.bare = str_slice(plain, e->mark.open ? 1 : 0,
		(e->mark.open ? 1 : 0) + e->mark.bare.len);
	e->text = text;
	e->rest = str_trim(str_from(plain, e->mark.len));
}

/* The number that Markdown's own list has in the source. */
static void
read_ordered(struct reader *r, struct entry *e)
{
	const struct source *source = &r->u->source;
	size_t at = source_offset(source, line_of(r, e->item), markdown_span(e->item).column);
	struct str head = str_from(source->text, at);
	struct mark m;

	head = str_head(head, str_find_char(head, '\n', 0));
	if (!mark_read(head, &m) || m.kind != MARK_DECIMAL || m.count != 1 || m.open)
		return;
	e->mark = m;
	e->is_ordered = true;
	e->text = NULL;
}

static bool
ends_sentence(struct str text)
{
	text = str_trim(text);
	return str_ends(text, ".") || str_ends(text, ":") || str_ends(text, ";")
		|| str_ends(text, "?") || str_ends(text, "!") || str_ends(text, "; and")
		|| str_ends(text, "; or") || str_ends(text, ", and");
}

/* The lines of a paragraph behind its first, those that begin with a mark. */
static void
read_lines(struct reader *r, const struct entry *first, const struct markdown_node *line_break)
{
	struct str before = first->rest;
	uint32_t line = first->line;
	const struct markdown_node *end;

	for (; line_break; line_break = end) {
		struct entry e = *first;
		const struct markdown_node *start = markdown_next(line_break);
		struct str plain = line_text(r, start, &end);

		e.kind = ENTRY_LINE;
		e.item = NULL;
		e.text = NULL;
		e.mark = (struct mark){ .kind = MARK_NONE };
		e.is_ordered = false;
		e.line_break = line_break;
		e.line = ++line;
		e.goes_on = end != NULL;
		e.after_stop = ends_sentence(before) || (before.at == first->rest.at
			&& first->mark.kind != MARK_NONE && entry_is_title(first));
		if (start)
			read_mark(&e, start, plain);
		if (e.mark.kind != MARK_NONE && e.mark.written.len > 0)
			add(r, &e);
		before = plain;
	}
}

static const struct markdown_node *
item_of(const struct markdown_node *block)
{
	const struct markdown_node *parent = markdown_parent(block);

	return markdown_kind(parent) == MARKDOWN_ITEM && markdown_first(parent) == block ? parent
		: NULL;
}

static const struct markdown_node *
list_around(const struct markdown_node *block)
{
	const struct markdown_node *parent = markdown_parent(block);

	return markdown_kind(parent) == MARKDOWN_ITEM ? markdown_parent(parent) : NULL;
}

static void
read_block(struct reader *r, const struct markdown_node *n, enum entry_kind kind)
{
	const struct markdown_node *first = markdown_first(n), *end = NULL;
	struct entry e = { .kind = kind, .block = n, .item = item_of(n), .list = list_around(n),
		.depth = r->lists, .line = line_of(r, n) };

	if (kind == ENTRY_HEADING)
		e.level = markdown_level(n);
	if (!first || (kind == ENTRY_PARAGRAPH && !markdown_next(first)
		&& markdown_kind(first) == MARKDOWN_IMAGE)) {
		e.kind = ENTRY_OTHER;
		add(r, &e);
		return;
	}
	read_mark(&e, first, line_text(r, first, &end));
	e.goes_on = end != NULL;
	if (e.item && markdown_list(e.list).ordered && !mark_is_parts(&e.mark))
		read_ordered(r, &e);
	add(r, &e);
	if (kind == ENTRY_PARAGRAPH)
		read_lines(r, &e, end);
}

/* A table as a whole, then the first cells of its rows that begin with a number. */
static void
read_table(struct reader *r, const struct markdown_node *table)
{
	struct entry whole = { .kind = ENTRY_OTHER, .block = table, .line = line_of(r, table) };
	const struct markdown_node *end;

	add(r, &whole);
	const struct markdown_node *row = markdown_first(table);

	for (; row; row = markdown_next(row)) {
		const struct markdown_node *cell = markdown_first(row);
		struct entry e = { .kind = ENTRY_CELL, .block = cell, .line = line_of(r, row) };

		if (!cell || !markdown_first(cell))
			continue;
		read_mark(&e, markdown_first(cell), line_text(r, markdown_first(cell), &end));
		if (e.mark.kind == MARK_DECIMAL)
			add(r, &e);
	}
}

static void
read_node(struct reader *r)
{
	const struct markdown_node *n = r->walk.node;
	enum markdown_kind kind = markdown_kind(n);
	struct entry other = { .kind = ENTRY_OTHER, .block = n, .depth = r->lists };

	switch (kind) {
	case MARKDOWN_DOCUMENT: case MARKDOWN_ITEM:
		return;
	case MARKDOWN_LIST:
		r->lists++;
		return;
	case MARKDOWN_PARAGRAPH:
		read_block(r, n, ENTRY_PARAGRAPH);
		break;
	case MARKDOWN_HEADING:
		read_block(r, n, ENTRY_HEADING);
		break;
	case MARKDOWN_TABLE:
		read_table(r, n);
		break;
	default:
		other.line = line_of(r, n);
		add(r, &other);
	}
	markdown_skip(&r->walk);
}

struct entries
entry_list(struct compilation *u, const struct markdown_node *root, uint32_t first_line)
{
	struct reader r = { .u = u, .entries = BUF_EMPTY, .text = BUF_EMPTY,
		.first_line = first_line };
	const struct entry nothing = { .kind = ENTRY_OTHER };
	struct entries list;

	add(&r, &nothing);
	add(&r, &nothing);
	markdown_walk(&r.walk, root);
	do {
		if (!r.walk.leaving)
			read_node(&r);
		else if (markdown_kind(r.walk.node) == MARKDOWN_LIST)
			r.lists--;
	} while (markdown_step(&r.walk));
	add(&r, &nothing);
	add(&r, &nothing);
	list.count = r.entries.len / sizeof(struct entry) - 4;
	list.at = (struct entry *)(void *)r.entries.at + 2;
	list.memory = r.entries;
	buf_release(&r.text);
	return list;
}

void
entry_release(struct entries *list)
{
	buf_release(&list->memory);
}

static size_t
word_count(struct str text)
{
	size_t words = 0;

	for (size_t i = 0; i < text.len; i++)
		words += text.at[i] != ' ' && (i == 0 || text.at[i - 1] == ' ');
	return words;
}

bool
entry_is_title(const struct entry *e)
{
	struct str text = e->rest;

	if (text.len == 0 || text.len > TITLE_BYTES || word_count(text) > TITLE_WORDS
		|| (text.at[0] >= 'a' && text.at[0] <= 'z')
		|| str_find_char(text, '\t', 0) < text.len)
		return false;
	if (str_ends(text, "...") || str_ends(text, "\u2026"))
		return true;
	return str_find_char(STR(".,;:!-"), text.at[text.len - 1], 0) == STR(".,;:!-").len;
}

bool
entry_is_line(const struct entries *list, const struct entry *e)
{
	const struct entry *next = e + 1;

	return !e->goes_on || (next < list->at + list->count && next->kind == ENTRY_LINE
		&& next->line == e->line + 1);
}

struct place
entry_place(const struct compilation *u, const struct entry *e)
{
	const struct source *source = &u->source;
	size_t start = source_offset(source, e->line, 1);
	struct str line = source_line(source, e->line);
	size_t at = e->mark.written.len > 0 ? str_find(line, e->mark.written, 0) : line.len;

	if (at >= line.len)
		return source_place(source, start, start);
	return source_place(source, start + at, start + at + e->mark.written.len);
}
