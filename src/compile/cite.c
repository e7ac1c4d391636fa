/*
 * References in words: where they stand.
 *
 * A phrase may run over several nodes of the tree, so each block is looked at as one text; a link lies within one
 * node, and has the number in it.  What a phrase looks like is signpost.c's, what it means cite_find.c's.
 */
#include "compile/body.h"

#define MINUTES_LOOKS 500u	/* at every link of the minutes */

/* Where a text of the tree begins in the block's. */
struct node_place {
	const struct markdown_node *node;
	size_t                      at;
};

void
cite_init(struct body *b)
{
	struct cites *c = &b->cites;

	*c = (struct cites){ .last = &c->first, .block = { .text = BUF_EMPTY, .signposts = BUF_EMPTY,
		.places = BUF_EMPTY } };
	map_init(&c->said, b->unit->arena);
	map_init(&c->most, b->unit->arena);
}

static const struct markdown_node *
block_of(const struct markdown_node *n)
{
	while (markdown_kind(n) >= MARKDOWN_TEXT)
		n = markdown_parent(n);
	return n;
}

/* The block as a reader reads it. */
static void
flatten(struct cite_block *k, const struct markdown_node *block)
{
	struct markdown_walk walk;

	markdown_walk(&walk, block);
	do {
		enum markdown_kind kind = markdown_kind(walk.node);

		if (walk.leaving)
			continue;
		if (kind == MARKDOWN_TEXT) {
			struct node_place place = { walk.node, k->text.len };

			buf_add(&k->places, &place, sizeof(place));
			buf_str(&k->text, markdown_text(walk.node));
		} else if (kind == MARKDOWN_SOFT_BREAK || kind == MARKDOWN_LINE_BREAK) {
			buf_char(&k->text, ' ');
		} else if (kind == MARKDOWN_CODE) {
			buf_char(&k->text, '`');
		} else if (kind == MARKDOWN_IMAGE) {
			markdown_skip(&walk);
		}
	} while (markdown_step(&walk));
}

/* Where the text of a block stands; that of a value is seldom long. */
static bool
is_likely(const struct body *b)
{
	return b->is_value || signpost_is_likely(str_slice(b->unit->source.text, b->block_start, b->block_end));
}

static void
read_block(struct body *b, const struct markdown_node *block)
{
	struct cite_block *k = &b->cites.block;
	struct signposts m;

	k->node = block;
	k->signpost = k->place = 0;
	k->cursor = b->block_start;
	buf_clear(&k->text);
	buf_clear(&k->signposts);
	buf_clear(&k->places);
	if (markdown_kind(block) == MARKDOWN_HEADING || !is_likely(b))
		return;
	flatten(k, block);
	signpost_init(&m, buf_view(&k->text));
	while (signpost_next(&m))
		for (size_t i = 0; i < m.count; i++)
			if (!m.list[i].is_doubtful)
				buf_add(&k->signposts, &m.list[i], sizeof(m.list[i]));
}

/* Where a node's text begins in the block's; false when it is not there. */
static bool
place_of(struct cite_block *k, const struct markdown_node *n, size_t *at)
{
	const struct node_place *places = (const struct node_place *)(const void *)k->places.at;
	size_t count = k->places.len / sizeof(*places);

	while (k->place < count && places[k->place].node != n)
		k->place++;
	if (k->place == count)
		return false;
	*at = places[k->place].at;
	return true;
}

static struct place
locate(struct body *b, struct str text, struct str number)
{
	struct cite_block *k = &b->cites.block;
	struct str source = str_head(b->unit->source.text, b->block_end);
	size_t at = str_find(source, text, k->cursor), len = text.len;

	if (b->is_value)
		return b->value_place;
	if (at >= source.len && number.len > 0) {
		at = str_find(source, number, k->cursor);
		len = number.len;
	}
	if (at >= source.len)
		return body_place(b, b->block_start, b->block_start);
	k->cursor = at + len;
	return body_place(b, at, at + len);
}

static struct cite *
add_cite(struct body *b, const struct signpost *m, struct str text)
{
	struct arena *a = b->unit->arena;
	struct cite *c = arena_alloc(a, sizeof(*c));

	*c = (struct cite){ .m = *m, .text = str_copy(a, text), .at = locate(b, text, m->number),
		.from = body_from(b), .section = b->section, .behind = b->unit->object.ndefinition,
		.in_cell = markdown_kind(b->cites.block.node) == MARKDOWN_CELL };
	c->m.number = str_copy(a, m->number);
	c->m.item = str_copy(a, m->item);
	c->m.paper = str_copy(a, m->paper);
	*b->cites.last = c;
	b->cites.last = &c->next;
	return c;
}

/* Its reference is made, and these are opened, when it is known to be one. */
static void
write_cite(struct body *b, const struct signpost *m, struct str text)
{
	struct cite *c = add_cite(b, m, text);

	piece_hole(&b->pieces, PIECE_HTML, 0, STR_NONE);
	c->open = b->unit->object.npiece - 1;
	term_write(b, text);
	piece_hole(&b->pieces, PIECE_HTML, 0, STR_NONE);
	c->close = b->unit->object.npiece - 1;
}

/* The next reference whose number lies in a part of the block's text; those before it are passed. */
static const struct signpost *
next_within(struct cite_block *k, size_t start, size_t end)
{
	const struct signpost *list = (const struct signpost *)(const void *)k->signposts.at;
	size_t count = k->signposts.len / sizeof(*list);

	while (k->signpost < count && list[k->signpost].from < start)
		k->signpost++;
	if (k->signpost == count || list[k->signpost].end > end)
		return NULL;
	return &list[k->signpost++];
}

/* Not in a paragraph that is a heading; nothing closes that before a table.  Of values only a report's. */
static bool
is_written_here(const struct body *b, const struct markdown_node *block)
{
	return (!b->is_value || b->unit->object.kind == OBJECT_REPORT) && b->tag_count == 0
		&& (markdown_kind(block) != MARKDOWN_PARAGRAPH || b->open != OPEN_HEADING);
}

void
cite_write(struct body *b, const struct markdown_node *n, struct str text)
{
	struct cite_block *k = &b->cites.block;
	const struct markdown_node *block = block_of(n);
	struct str whole = markdown_text(n);
	/* a text that was cleaned has other bytes */
	bool reads = text.at >= whole.at && text.at + text.len <= whole.at + whole.len
		&& is_written_here(b, block);
	const struct signpost *m;
	size_t at, start;

	if (reads && block != k->node)
		read_block(b, block);
	if (!reads || k->signposts.len == 0 || !place_of(k, n, &at)) {
		mention_write(b, text);
		return;
	}
	start = at + (size_t)(text.at - whole.at);
	for (size_t end = start + text.len; (m = next_within(k, start, end)) != NULL;) {
		size_t from = m->start < start ? start : m->start;
		size_t cut = (size_t)(text.at - whole.at) + at;

		mention_write(b, str_slice(text, start - cut, from - cut));
		write_cite(b, m, str_slice(text, from - cut, m->end - cut));
		start = m->end;
	}
	mention_write(b, str_from(text, start - at - (size_t)(text.at - whole.at)));
}

/* ---- when all is read ---- */

static void
make_reference(struct body *b, const struct cite *c, struct str path, struct str fragment, struct str paper)
{
	struct compilation *u = b->unit;

	u->object.pieces[c->open] = (struct piece){ PIECE_OPEN, u->object.nreference, STR_NONE };
	u->object.pieces[c->close] = (struct piece){ PIECE_CLOSE, u->object.nreference, STR_NONE };
	*unit_add_reference(u) = (struct reference){
		.kind = REFERENCE_WRITTEN, .path = path, .fragment = fragment, .query = paper,
		.text = c->text, .line = c->at.line, .column = c->at.column, .width = c->at.width,
		.from = c->from, .signpost = c->m.kind,
	};
}

/* A place of another paper, which the linker may know. */
static bool
is_elsewhere(const struct cite *c)
{
	return c->m.paper.len > 0 && !c->m.is_own && c->m.kind != SIGNPOST_BARE && c->m.kind != SIGNPOST_ITEM
		&& c->m.number.len > 0;
}

/* ---- minutes ---- */

/* Minutes record what was said of other papers: their numbers are seldom meant, but by `above` and `of these
 * minutes`. */
static bool
is_of_minutes(const struct body *b, const struct cite *c)
{
	return b->cites.is_minutes && c->m.side == SIGNPOST_ANYWHERE && !c->m.is_own && c->m.paper.len == 0
		&& c->m.number.len > 0 && c->m.kind != SIGNPOST_BARE;
}

static bool
is_heading(const struct definition *d)
{
	return d->kind == DEFINITION_SECTION || d->kind == DEFINITION_APPENDIX;
}

/* The one paper that a section of the minutes links to, or an empty text. */
static struct str
paper_of_section(const struct body *b, const struct cite *c)
{
	const struct object *o = &b->unit->object;
	uint32_t end = c->section == OBJECT_NONE ? 0 : c->section + 1;
	struct str path = STR_NONE;

	while (end < o->ndefinition && !is_heading(&o->definitions[end]))
		end++;
	for (uint32_t i = 0; i < o->nreference; i++) {
		const struct reference *r = &o->references[i];

		if (r->kind != REFERENCE_LINK || r->from == OBJECT_NONE || r->from < c->section || r->from >= end
			|| !str_starts(r->path, "committees/") || !str_ends(r->path, ".md"))
			continue;
		if (path.len > 0 && !str_equal(path, r->path))
			return STR_NONE;
		path = r->path;
	}
	return path;
}

static void
settle_minutes(struct body *b, const struct cite *c)
{
	struct str path = b->cites.looks++ < MINUTES_LOOKS ? paper_of_section(b, c) : STR_NONE;

	if (path.len > 0 && c->m.kind != SIGNPOST_ITEM && c->m.kind != SIGNPOST_MINUTE)
		make_reference(b, c, path, c->m.number, STR_NONE);
}

static void
settle(struct body *b, const struct cite *c)
{
	const struct object *o = &b->unit->object;
	struct cite_found found;
	enum cite_result result;

	if (is_of_minutes(b, c)) {
		settle_minutes(b, c);
		return;
	}
	result = cite_find(b, c, &found);
	if (result == CITE_FOUND) {
		cite_say_side(b, c, found.list[0]);
		make_reference(b, c, b->unit->in->path, o->definitions[found.list[0]].id, STR_NONE);
	} else if (is_elsewhere(c)) {
		make_reference(b, c, STR_NONE, c->m.number, c->m.paper);
	}
	if (result == CITE_MISSING)
		cite_say_missing(b, c);
	if (result == CITE_AMBIGUOUS)
		cite_say_ambiguous(b, c, &found);
}

static void
release(struct cites *c)
{
	buf_release(&c->block.text);
	buf_release(&c->block.signposts);
	buf_release(&c->block.places);
}

void
cite_finish(struct body *b)
{
	b->cites.is_minutes = str_ends(b->unit->in->path, "minutes.md")
		|| str_starts(object_text(&b->unit->object, "title"), "Minutes");
	for (const struct cite *c = b->unit->value_cites; c; c = c->next)
		settle(b, c);
	for (const struct cite *c = b->cites.first; c; c = c->next)
		settle(b, c);
	if (b->unit->object.kind == OBJECT_REPORT)
		cite_say_uncited(b);
	release(&b->cites);
}

void
cite_keep(struct body *b)
{
	*b->cites.last = b->unit->value_cites;
	b->unit->value_cites = b->cites.first;
	release(&b->cites);
}
