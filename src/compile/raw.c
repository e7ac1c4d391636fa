/*
 * Blocks of raw HTML, written again by our own hand.
 *
 * html.c makes a tree of whatever is there; the walk below writes of it what allow.c lets stand
 * where it stands, and unwraps the rest: the text is kept.  What the parser can't do well is
 * refused before (SAFETY.md): large fragments, many attributes, depth.
 */
#include "compile/raw_walk.h"

#include "base/escape.h"

#define SIZE_MOST  ((size_t)64 << 10)
#define DEPTH_MOST 64
#define FOUND_MOST 50		/* findings about one block */

#define IN_MARKDOWN "write it in Markdown, or keep to the HTML that the handbook lists"

static const struct {
	const char *why, *help;
} reasons[RAW_REASONS] = {
	[RAW_FORBIDDEN]   = { "is not allowed and was left out; its text was kept", IN_MARKDOWN },
	[RAW_MISPLACED]   = { "can't stand here and was left out; its text was kept",
		"put cells in rows, rows in tables, items in lists, blocks outside sentences" },
	[RAW_NO_TEXT]     = { "and what is in it was left out",
		"pages show text, tables and pictures; "
		"nothing in them runs or is loaded from elsewhere" },
	[RAW_DECLARATION] = { "is not allowed and was left out",
		"remove it: another program left it here" },
	[RAW_ATTRIBUTE]   = { "was left out",
		"remove it: how a page looks is for its theme to say; from Word, paste the text without its formatting" },
	[RAW_BETWEEN]     = { "stands between the rows, cells or items, not in one, and was left out",
		"put it in a cell or an item" },
	[RAW_HELD]        = { "stands between the rows, cells or items, and was given one of its own",
		"put it in a cell or an item" },
	[RAW_STRAY_BLOCK] = { "ends nothing here: a block of HTML ends at a blank line",
		"remove the blank lines between the tag that it ends and this one" },
	[RAW_STRAY_TAG]   = { "ends nothing here and was left out",
		"remove it, or put the tag that it ends before it" },
	[RAW_TOO_MUCH]    = { "is too much for one paragraph and was left out", IN_MARKDOWN },
	[RAW_MORE]        = { "was left out of what follows here",
		"paste it without its formatting" },
};

struct finding *
raw_removed(struct body *b, struct place at, struct str what, enum raw_reason why)
{
	struct finding *f = diag_add(&b->unit->diag, DIAG_HTML_REMOVED, at, STR_FMT " %s",
		STR_ARG(what),
		reasons[why].why);

	diag_help(&b->unit->diag, f, "%s", reasons[why].help);
	return f;
}

struct str
raw_quoted(struct body *b, const char *before, struct str text, const char *after)
{
	struct arena *a = b->unit->arena;

	return str_print(a, "`%s" STR_FMT "%s`", before, STR_ARG(link_shown(a, text)), after);
}

void
raw_remove_at(struct raw *r, struct place at, struct str what, enum raw_reason why)
{
	if (++r->found < FOUND_MOST)
		raw_removed(r->b, at, what, why);
	else if (r->found == FOUND_MOST)
		raw_removed(r->b, at, STR("more markup"), RAW_MORE);
}

/* Attributes that may stay are written to out, the names of the others to gone. */
static void
sort_attributes(const struct element *e, const struct html_attribute *a, struct buf *out,
	struct buf *gone)
{
	for (; a; a = a->next) {
		if (allow_attribute(e, a->name, a->value)) {
			buf_print(out, " " STR_FMT "=\"", STR_ARG(a->name));
			escape_html(out, a->value);
			buf_char(out, '"');
		} else if (!allow_is_used(e, a->name)) {
			buf_text(gone, gone->len > 0 ? ", " : "");
			buf_str(gone, a->name);
		}
	}
}

/* NULL when there is none. */
static const struct str *
attribute(const struct html_attribute *a, const char *name)
{
	while (a && !str_is(a->name, name))
		a = a->next;
	return a ? &a->value : NULL;
}

static enum raw_start
start_picture(struct body *b, const struct html_attribute *attributes, struct place at,
	size_t offset)
{
	const struct str *alt = attribute(attributes, "alt");
	const struct str *source = attribute(attributes, "src");

	picture_write(b, source ? *source : STR_NONE, alt ? str_copy(b->unit->arena, *alt) : STR_NONE, at, offset);
	return RAW_WHOLE;
}

static enum raw_start
start_link(struct body *b, const struct html_attribute *attributes, struct str text,
	struct place at, size_t offset)
{
	const struct str *destination = attribute(attributes, "href");

	if (!destination || !inline_open(b, *destination, text, at, offset))
		return RAW_UNWRAPPED;
	return RAW_LINK;
}

/* A span or div that says nothing about itself: the one goes, the other parts its text from what is
 * around it. */
static enum raw_start
start_element(struct body *b, const struct element *e, struct str attributes)
{
	if (str_is(e->name, "span") && attributes.len == 0)
		return RAW_UNWRAPPED;
	buf_char(&b->pieces.html, '<');
	buf_str(&b->pieces.html, e->name);
	buf_str(&b->pieces.html, attributes);
	buf_char(&b->pieces.html, '>');
	return e->holds == IN_NOTHING ? RAW_WHOLE : RAW_ELEMENT;
}

/* The same attributes of the same element, which a paste from elsewhere has by the hundred, are one finding. */
struct removed {
	struct finding *finding;
	uint32_t        count;
};

static void
remove_attributes(struct body *b, struct place at, struct str what)
{
	struct removed *told;

	if (!b->attributes.arena)
		map_init(&b->attributes, b->unit->arena);
	told = map_get(&b->attributes, what);
	if (!told) {
		told = arena_alloc(b->unit->arena, sizeof(*told));
		*told = (struct removed){ raw_removed(b, at, what, RAW_ATTRIBUTE), 0 };
		map_put(&b->attributes, what, told);
	}
	told->count++;
}

void
raw_count_attributes(struct body *b)
{
	for (size_t i = 0; i < b->attributes.count; i++) {
		const struct removed *told = b->attributes.entries[i].value;

		if (told->count > 1)
			diag_help(&b->unit->diag, told->finding, "it was left out in %u more place%s of this text",
				told->count - 1, told->count == 2 ? "" : "s");
	}
}

enum raw_start
raw_start(struct body *b, const struct element *e, const struct html_attribute *attributes,
	struct str text, struct place at, size_t offset)
{
	struct buf kept = BUF_EMPTY, gone = BUF_EMPTY;
	enum raw_start how;

	sort_attributes(e, attributes, &kept, &gone);
	if (gone.len > 0)
		remove_attributes(b, at, str_print(b->unit->arena, STR_FMT " of `<" STR_FMT ">`",
			STR_ARG(raw_quoted(b, "", buf_view(&gone), "")), STR_ARG(e->name)));
	if (str_is(e->name, "img"))
		how = start_picture(b, attributes, at, offset);
	else if (str_is(e->name, "a"))
		how = start_link(b, attributes, text, at, offset);
	else
		how = start_element(b, e, buf_view(&kept));
	buf_release(&kept);
	buf_release(&gone);
	return how;
}

void
raw_end(struct body *b, const struct element *e, enum raw_start how)
{
	if (how == RAW_LINK)
		inline_close(b);
	if (how != RAW_ELEMENT)
		return;
	buf_text(&b->pieces.html, "</");
	buf_str(&b->pieces.html, e->name);
	buf_char(&b->pieces.html, '>');
}

static bool
fits(const struct element *e, const struct html_node *node, const struct frame *owner)
{
	if (!(e->within & owner->context))
		return false;
	if (e->rank > 0 && owner->context == IN_TABLE
		&& (owner->rank > e->rank || (owner->rank == e->rank && e->is_once)))
		return false;
	return !e->is_whole || e->is_whole(node);
}

static void
push(struct raw *r, const struct element *e, enum raw_start how)
{
	struct frame *above = &r->frames[r->depth - 1], *f = &r->frames[r->depth++];

	*f = (struct frame){ .element = e, .how = how, .context = above->context,
		.owner = above->owner, .table = NULL };
	if (how == RAW_UNWRAPPED)
		return;
	f->owner->rank = e->rank;
	f->context = e->holds;
	f->owner = f;
	r->written += !e->is_plain;
}

static void
pop(struct raw *r)
{
	struct frame *f = &r->frames[--r->depth];

	if (f->how == RAW_UNWRAPPED)
		return;
	raw_end(r->b, f->element, f->how);
	r->written -= !f->element->is_plain;
	if (f->table)
		table_close(r->b, raw_table_check(r->b, f->table, &r->cells, f->definition,
			f->caption));
}

/* A table has the caption above its block when it is the first thing there. */
static void
open_table(struct raw *r, struct html_node *node, size_t at, struct frame *f)
{
	struct arena *a = r->b->unit->arena;
	const struct markdown_node *block = r->block && str_trim(str_head(r->html, at)).len == 0
		? r->block : NULL;

	r->block = NULL;
	f->table = node;
	f->caption = raw_table_caption(node, a);
	f->definition = table_open(r->b, block, f->caption, raw_source_at(r, at));
	if (f->caption.len == 0)
		f->caption = r->b->caption;
}

/* Heading cells say what they head. */
static const struct html_attribute *
with_scope(struct raw *r, const struct html_node *node)
{
	const char *scope = str_is(node->name, "th") ? raw_table_scope(node) : NULL;
	struct html_attribute *a;

	if (!scope)
		return node->attributes;
	a = arena_alloc(r->b->unit->arena, sizeof(*a));
	*a = (struct html_attribute){ STR("scope"), str_of(scope), node->attributes };
	return a;
}

/* html, head and body, and a p that the parser put around bare text, are no tags of the source. */
static bool
is_implied(const struct html_node *node)
{
	return str_is(node->name, "html") || str_is(node->name, "body")
		|| str_is(node->name, "head") || (str_is(node->name, "p") && !node->attributes);
}

/* A part of a table that only lays out: what stands for it. */
static void
enter_layout(struct raw *r, struct html_node *node)
{
	static const char *const names[] = {
		[RAW_LAYOUT_BLOCK] = "div", [RAW_LAYOUT_TERMS] = "dl", [RAW_LAYOUT_TERM] = "dt",
		[RAW_LAYOUT_MEANING] = "dd",
	};
	const struct element *e;

	raw_find_tag(r, STR("<"), node->name);
	if (node->layout == RAW_LAYOUT_GONE) {
		push(r, NULL, RAW_UNWRAPPED);
		return;
	}
	e = allow_element(str_of(names[node->layout]));
	buf_print(&r->b->pieces.html, "<" STR_FMT ">", STR_ARG(e->name));
	push(r, e, RAW_ELEMENT);
}

/* true when a frame was pushed, which leaving the node pops. */
static bool
enter_element(struct raw *r, struct html_node *node)
{
	const struct element *e = allow_element(node->name);
	bool is_fitting = e && fits(e, node, r->frames[r->depth - 1].owner);
	bool implied = is_implied(node), drops = !e && allow_drops_text(node->name);
	size_t offset = 0, at = implied ? r->cursor : raw_find_tag(r, STR("<"), node->name);
	struct place place = { 0 };

	if (drops || (!is_fitting && !implied) || node->attributes)	/* nothing is said of the others */
		place = raw_place_of(r, at, node->name.len + 1, &offset);
	if (drops) {
		raw_remove_at(r, place, raw_quoted(r->b, "<", node->name, ">"), RAW_NO_TEXT);
		return false;
	}
	if (!is_fitting) {
		if (!implied)
			raw_remove_at(r, place, raw_quoted(r->b, "<", node->name, ">"),
				e ? RAW_MISPLACED : RAW_FORBIDDEN);
		push(r, NULL, RAW_UNWRAPPED);
		return true;
	}
	struct str text = str_is(node->name, "a") ? html_text(node, r->b->unit->arena) : STR_NONE;
	struct frame table = { .table = NULL };

	if (e->holds == IN_TABLE)
		open_table(r, node, at, &table);
	enum raw_start how = raw_start(r->b, e, with_scope(r, node), text, place, offset);

	if (e->within == IN_CELLS)
		raw_mark_cell(r, node, at);
	if (how == RAW_WHOLE)
		return false;
	push(r, e, how);
	r->frames[r->depth - 1].table = table.table;
	r->frames[r->depth - 1].definition = table.definition;
	r->frames[r->depth - 1].caption = table.caption;
	return true;
}

static bool
enter(struct raw *r, struct html_node *node)
{
	if (str_is(node->name, "table")
		&& (r->frames[r->depth - 1].context & allow_element(STR("div"))->within))
		raw_table_layout(node);
	if (node->name.len > 0 && node->layout != RAW_LAYOUT_NONE) {
		enter_layout(r, node);
		return true;
	}
	if (node->name.len > 0)
		return enter_element(r, node);
	raw_text(r, node);
	return false;
}

static void
too_deep(struct raw *r)
{
	struct finding *f = diag_add(&r->b->unit->diag, DIAG_TOO_DEEP, raw_place_here(r),
		"the HTML is nested more than %d deep here", DEPTH_MOST);

	diag_help(&r->b->unit->diag, f, "paste it without its formatting");
}

static void
write_children(struct raw *r, const struct html_node *root)
{
	struct html_node *node = root->first;

	while (node) {
		if (enter(r, node)) {
			if (r->written > DEPTH_MOST || r->depth == FRAMES_MOST) {
				too_deep(r);
				return;
			}
			if (node->first) {
				node = node->first;
				continue;
			}
			pop(r);
		}
		while (!node->next && node->parent != root) {
			node = node->parent;
			pop(r);
		}
		node = node->next;
	}
}

static bool
is_within_limits(struct raw *r)
{
	bool many = html_most_attributes(r->html) > HTML_ATTRIBUTES_MOST;

	if (r->html.len <= SIZE_MOST && !many)
		return true;

	struct finding *f = diag_add(&r->b->unit->diag, DIAG_TOO_LARGE, raw_place_here(r), "%s",
		many ? "a tag of this HTML has more than 32 attributes"
		: "this block of HTML is larger than 64 KiB");

	diag_help(&r->b->unit->diag, f, "paste it without its formatting, or write it in Markdown");
	return false;
}

static void
report_stray(struct raw *r, const struct html_tree *tree)
{
	size_t offset;

	r->cursor = r->counted = r->line_start = 0;
	r->line = r->first_line;
	for (size_t i = 0; i < tree->nstray; i++) {
		size_t at = raw_find_tag(r, STR("</"), tree->stray[i]);
		struct place place = raw_place_of(r, at, tree->stray[i].len + 3, &offset);

		raw_remove_at(r, place, raw_quoted(r->b, "</", tree->stray[i], ">"), RAW_STRAY_BLOCK);
	}
}

static struct str
without_line_end(struct str s)
{
	while (s.len > 0 && (s.at[s.len - 1] == '\n' || s.at[s.len - 1] == '\r'))
		s.len--;
	return s;
}

static void
write_fragment(struct raw *r, bool phrasing)
{
	struct frame frames[FRAMES_MOST];
	struct html_tree tree;
	struct arena a;

	r->line = r->first_line;
	r->frames = frames;
	r->depth = 1;
	r->frames[0] = (struct frame){ .how = RAW_UNWRAPPED, .owner = &r->frames[0],
		.context = phrasing ? IN_PHRASING : IN_FLOW };
	if (!is_within_limits(r))
		return;
	arena_init(&a);
	html_parse(r->html, &a, &tree);
	if (tree.is_cut)
		too_deep(r);
	write_children(r, tree.root);
	while (r->depth > 1)
		pop(r);
	report_stray(r, &tree);
	arena_release(&a);
	buf_release(&r->cells.buf);
}

void
raw_block(struct body *b, const struct markdown_node *block, bool phrasing)
{
	struct raw r = { .b = b, .html = without_line_end(markdown_text(block)), .block = block,
		.first_line = b->first_line + markdown_span(block).line - 1,
		.cells = { .buf = BUF_EMPTY } };

	write_fragment(&r, phrasing);
	if (!phrasing)
		piece_raw(&b->pieces, "\n");
}

void
raw_slice(struct body *b, struct str html, size_t at, bool phrasing)
{
	struct raw r = { .b = b, .html = html, .slice = at, .cells = { .buf = BUF_EMPTY },
		.first_line = source_place(&b->unit->source, at, at).line };

	write_fragment(&r, phrasing);
}
