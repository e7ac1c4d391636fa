#ifndef COMPILE_RAW_H
#define COMPILE_RAW_H
/*
 * Raw HTML in a body: what the allowlist lets through, well-formed; the rest is a finding each.
 */
#include "compile/allow.h"
#include "compile/body.h"
#include "compile/html.h"

/* raw.c: an HTML block.  phrasing: only what may stand inside a paragraph. */
void raw_block(struct body *b, const struct markdown_node *block, bool phrasing);

/* A piece of HTML within a line, which begins at an offset of the source. */
void raw_slice(struct body *b, struct str html, size_t at, bool phrasing);

/* raw_tag.c: one tag inside a paragraph, and the closing of those that are open at a depth of the
 * tree or deeper. */
void raw_tag(struct body *b, const struct markdown_node *tag);
void raw_close_tags(struct body *b, unsigned depth);

/* Write the start tag of an allowed element; text is what a link holds. */
enum raw_start raw_start(struct body *b, const struct element *e,
	const struct html_attribute *attributes, struct str text, struct place at, size_t offset);
void raw_end(struct body *b, const struct element *e, enum raw_start how);

/* Why something was left out. */
enum raw_reason {
	RAW_FORBIDDEN, RAW_MISPLACED, RAW_NO_TEXT, RAW_DECLARATION, RAW_ATTRIBUTE, RAW_BETWEEN, RAW_HELD,
	RAW_STRAY_BLOCK, RAW_STRAY_TAG, RAW_TOO_MUCH, RAW_MORE, RAW_REASONS
};

/* The finding that says so. */
struct finding *raw_removed(struct body *b, struct place at, struct str what, enum raw_reason why);

/* Says of attributes that were left out in many places how many those are.  When all is read. */
void raw_count_attributes(struct body *b);

#endif
