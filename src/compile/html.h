#ifndef COMPILE_HTML_H
#define COMPILE_HTML_H
/*
 * HTML as a tree, whoever parsed it.
 *
 * Nodes are the arena's.  What is not well-formed is mended as browsers do; comments are gone.
 */
#include "base/arena.h"
#include "base/str.h"

struct html_attribute {
	struct str             name, value;
	struct html_attribute *next;
};

struct html_node {
	struct str             name;		/* in lower case; empty for a text */
	struct str             text;
	struct html_attribute *attributes;
	struct html_node      *parent, *first, *last, *previous, *next;
	size_t                 mark, layout;	/* for who walks the tree; 0 from the start */
};

#define HTML_STRAY_MOST 8

struct html_tree {
	struct html_node *root;		/* without a name; its children are the text's */
	/* names of end tags that end nothing, as they came */
	struct str        stray[HTML_STRAY_MOST];
	size_t            nstray;
	bool              is_cut;	/* too deep, or out of memory: what is there is not all */
};

void html_parse(struct str html, struct arena *a, struct html_tree *out);

/* When a source is read: names that the parser has met are kept until then. */
void html_release(void);

/* Most attributes in one tag of a text.  More than this many make the parser slow: don't give it
 * them. */
#define HTML_ATTRIBUTES_MOST 32
size_t html_most_attributes(struct str html);

/* The text in a node, without its tags. */
struct str html_text(const struct html_node *node, struct arena *a);

#endif
