/*
 * Tags of raw HTML inside a paragraph.
 *
 * The Markdown parser gives them one by one, with Markdown between.  What is opened is closed
 * before the Markdown around it ends, so that the page is well-formed whatever the source does.
 * Which tags may stay is allow.c's; writing them raw.c's.
 */
#include "compile/raw.h"

#define NAME_MOST 32

/* The name of a tag in lower case, from behind `<` or `</`; empty when it is longer than any that
 * we know. */
static struct str
tag_name(struct str tag, char space[NAME_MOST])
{
	size_t start = str_starts(tag, "</") ? 2 : 1, len = 0;

	for (size_t i = start; i < tag.len && len < NAME_MOST; i++) {
		char c = tag.at[i];

		if (c == '>' || c == '/' || (unsigned char)c <= ' ')
			break;
		space[len++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
	}
	return (struct str){ space, len };
}

/* Tags stand in the source as they are, up to the end of their line. */
static struct place
place_of(struct body *b, const struct markdown_node *n, size_t *at)
{
	struct str tag = markdown_text(n);
	size_t line = str_find_char(tag, '\n', 0);

	body_locate(b, n, str_head(tag, line), at);
	return body_place(b, *at, *at + line);
}

static void
remove_tag(struct body *b, const struct markdown_node *n, enum raw_reason why)
{
	struct arena *a = b->unit->arena;
	size_t at;
	struct place place = place_of(b, n, &at);

	struct str shown = link_shown(a, markdown_text(n));

	raw_removed(b, place, str_print(a, "`" STR_FMT "`", STR_ARG(shown)), why);
}

static void
close_last(struct body *b)
{
	struct open_tag tag = b->tags[--b->tag_count];

	raw_end(b, tag.element, tag.how);
}

void
raw_close_tags(struct body *b, unsigned depth)
{
	while (b->tag_count > 0 && b->tags[b->tag_count - 1].depth >= depth)
		close_last(b);
}

/* The tag that an end tag closes: the innermost of its name that was opened at the same depth. */
static void
end_tag(struct body *b, const struct markdown_node *n, struct str name)
{
	unsigned i = b->tag_count;

	while (i > 0 && b->tags[i - 1].depth == b->walk.depth
		&& !str_equal(b->tags[i - 1].element->name, name))
		i--;
	if (i == 0 || b->tags[i - 1].depth != b->walk.depth) {
		const struct element *e = allow_element(name);

		/* of the others, the start tag was reported */
		if (e && (e->within & IN_PHRASING))
			remove_tag(b, n, RAW_STRAY_TAG);
		return;
	}
	while (b->tag_count >= i)
		close_last(b);
}

/* The end tag of this name among the siblings that follow, or NULL. */
static const struct markdown_node *
find_end(const struct markdown_node *n, struct str name)
{
	char space[NAME_MOST];

	for (n = markdown_next(n); n; n = markdown_next(n))
		if (markdown_kind(n) == MARKDOWN_HTML && str_starts(markdown_text(n), "</")
			&& str_equal(tag_name(markdown_text(n), space), name))
			return n;
	return NULL;
}

/* A script's or style's content is no text. */
static void
drop_content(struct body *b, const struct markdown_node *n, struct str name)
{
	const struct markdown_node *end = find_end(n, name);

	remove_tag(b, n, RAW_NO_TEXT);
	if (end)
		markdown_jump(&b->walk, end);
}

static struct str
link_text(struct body *b, const struct markdown_node *n)
{
	const struct markdown_node *end = find_end(n, STR("a"));
	struct buf out = BUF_EMPTY;

	for (n = markdown_next(n); n && n != end; n = markdown_next(n))
		markdown_plain(n, &out);

	return buf_keep(&out, b->unit->arena);
}

/* The attributes of a lone tag, which the HTML parser reads only when there are some. */
static bool
read_attributes(struct body *b, struct str tag, struct str name,
	const struct html_attribute **attributes)
{
	struct str rest = str_trim(str_slice(tag, name.len + 1, tag.len - 1));
	struct html_tree tree;

	*attributes = NULL;
	if (rest.len == 0 || str_is(rest, "/"))
		return true;
	if (html_most_attributes(tag) > HTML_ATTRIBUTES_MOST)
		return false;
	html_parse(tag, b->unit->arena, &tree);

	const struct html_node *node = tree.root;

	while (node && !str_equal(node->name, name))
		node = node->first;
	*attributes = node ? node->attributes : NULL;
	return node != NULL;
}

static void
start_tag(struct body *b, const struct markdown_node *n, const struct element *e)
{
	size_t offset = 0;
	const struct html_attribute *attributes;

	if (b->tag_count == TAGS_MOST
		|| !read_attributes(b, markdown_text(n), e->name, &attributes)) {
		remove_tag(b, n, RAW_TOO_MUCH);
		return;
	}
	struct str text = str_is(e->name, "a") ? link_text(b, n) : STR_NONE;
	struct place at = attributes ? place_of(b, n, &offset) : (struct place){ 0 };
	enum raw_start how = raw_start(b, e, attributes, text, at, offset);

	if (how != RAW_WHOLE)
		b->tags[b->tag_count++] = (struct open_tag){ e, b->walk.depth, how };
}

void
raw_tag(struct body *b, const struct markdown_node *n)
{
	struct str tag = markdown_text(n);
	char space[NAME_MOST];
	struct str name = tag_name(tag, space);
	const struct element *e = allow_element(name);

	if (str_starts(tag, "<!--"))
		return;
	if (str_starts(tag, "<!") || str_starts(tag, "<?")) {
		remove_tag(b, n, RAW_DECLARATION);
		return;
	}
	if (str_starts(tag, "</"))
		end_tag(b, n, name);
	else if (allow_drops_text(name))
		drop_content(b, n, name);
	else if (!e)
		remove_tag(b, n, RAW_FORBIDDEN);
	else if (!(e->within & IN_PHRASING))
		remove_tag(b, n, RAW_MISPLACED);
	else
		start_tag(b, n, e);
}
