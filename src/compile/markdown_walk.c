/*
 * Walking the Markdown tree, without recursion: it may be as deep as its source is long.
 */
#include "compile/markdown.h"

#include "base/buf.h"

void
markdown_walk(struct markdown_walk *w, const struct markdown_node *root)
{
	*w = (struct markdown_walk){ .root = root, .node = root };
}

bool
markdown_step(struct markdown_walk *w)
{
	if (!w->leaving && markdown_first(w->node)) {
		w->node = markdown_first(w->node);
		w->depth++;
		return true;
	}
	if (!w->leaving) {
		w->leaving = true;
		return true;
	}
	if (w->node == w->root)
		return false;
	if (markdown_next(w->node)) {
		w->node = markdown_next(w->node);
		w->leaving = false;
		return true;
	}
	w->node = markdown_parent(w->node);
	w->depth--;
	return true;
}

void
markdown_skip(struct markdown_walk *w)
{
	w->leaving = true;
}

void
markdown_jump(struct markdown_walk *w, const struct markdown_node *sibling)
{
	w->node = sibling;
	w->leaving = true;
}

void
markdown_plain(const struct markdown_node *n, struct buf *out)
{
	struct markdown_walk w;

	markdown_walk(&w, n);
	do {
		if (w.leaving)
			continue;
		switch (markdown_kind(w.node)) {
		case MARKDOWN_TEXT: case MARKDOWN_CODE:
			buf_str(out, markdown_text(w.node));
			break;
		case MARKDOWN_SOFT_BREAK: case MARKDOWN_LINE_BREAK:
			buf_char(out, ' ');
			break;
		default:
			break;
		}
	} while (markdown_step(&w));
}
