#ifndef COMPILE_MARKDOWN_H
#define COMPILE_MARKDOWN_H
/*
 * Markdown as a tree, whoever parsed it.
 *
 * One document at a time: markdown_parse reads it, the functions below look at its nodes, and
 * markdown_release frees all of it.  Texts are slices that live until then.  The caller has
 * let prescan look at the text before.  Trees can be deep: walk them, don't recurse.
 */
#include <stdint.h>

#include "base/str.h"

enum markdown_kind {
	MARKDOWN_OTHER, MARKDOWN_DOCUMENT, MARKDOWN_QUOTE, MARKDOWN_LIST, MARKDOWN_ITEM,
	MARKDOWN_CODE_BLOCK, MARKDOWN_HTML_BLOCK, MARKDOWN_PARAGRAPH, MARKDOWN_HEADING,
	MARKDOWN_RULE,
	MARKDOWN_NOTE, MARKDOWN_TABLE, MARKDOWN_ROW, MARKDOWN_CELL,
	MARKDOWN_TEXT, MARKDOWN_SOFT_BREAK, MARKDOWN_LINE_BREAK, MARKDOWN_CODE, MARKDOWN_HTML,
	MARKDOWN_EMPHASIS, MARKDOWN_STRONG, MARKDOWN_STRUCK, MARKDOWN_LINK, MARKDOWN_IMAGE,
	MARKDOWN_NOTE_MARK, MARKDOWN_KINDS
};

enum markdown_result { MARKDOWN_READ, MARKDOWN_TOO_SLOW, MARKDOWN_TOO_BIG };

struct markdown_node;

/* notes: whether `[^1]` is a footnote.  After anything but MARKDOWN_READ there is nothing to
 * release. */
enum markdown_result markdown_parse(struct str text, bool notes, const struct markdown_node **root);
void markdown_release(void);

/* One more text while a document is open, and let go with it. */
enum markdown_result markdown_parse_inner(struct str text, bool notes,
	const struct markdown_node **root);

/* For tests: what one document may cost, in nanoseconds and bytes; 0 is the usual limit. */
void markdown_limits(int64_t nanoseconds, size_t bytes);

enum markdown_kind markdown_kind(const struct markdown_node *n);
/* NULL at the ends */
const struct markdown_node *markdown_parent(const struct markdown_node *n);
const struct markdown_node *markdown_first(const struct markdown_node *n);
const struct markdown_node *markdown_next(const struct markdown_node *n);
const struct markdown_node *markdown_previous(const struct markdown_node *n);

/* of text, code, HTML; a note's label; a mark's number */
struct str markdown_text(const struct markdown_node *n);
/* of a link or image, entities and escapes resolved */
struct str markdown_url(const struct markdown_node *n);
struct str markdown_title(const struct markdown_node *n);
unsigned   markdown_level(const struct markdown_node *n);	/* of a heading, 1 to 6 */

struct markdown_list {
	bool     ordered, tight;
	unsigned start;
};
struct markdown_list markdown_list(const struct markdown_node *n);

enum markdown_task { MARKDOWN_NO_TASK, MARKDOWN_TASK_OPEN, MARKDOWN_TASK_DONE };
enum markdown_task markdown_task(const struct markdown_node *item);

/* Of a mark: the note that it points to, NULL for none, and how many marks of that note came
 * before. */
const struct markdown_node *markdown_note(const struct markdown_node *mark, unsigned *before);

bool markdown_is_header(const struct markdown_node *row);
/* 'l', 'c', 'r' or 0 */
char markdown_align(const struct markdown_node *table, unsigned column);

/* Lines and byte columns from 1, both ends included; of inlines they are what the parser thinks. */
struct markdown_span {
	uint32_t line, column, end_line, end_column;
};
struct markdown_span markdown_span(const struct markdown_node *n);

/* Root and every node below it, entered and then left. */
struct markdown_walk {
	const struct markdown_node *root, *node;
	bool     leaving;
	unsigned depth;
};
/* stands on root, entering */
void markdown_walk(struct markdown_walk *w, const struct markdown_node *root);
bool markdown_step(struct markdown_walk *w);	/* false after root has been left */
/* neither the children nor the leaving of the node just entered */
void markdown_skip(struct markdown_walk *w);
/* to the end of a later sibling */
void markdown_jump(struct markdown_walk *w, const struct markdown_node *sibling);

/* Text without markup, breaks as spaces, appended. */
struct buf;
void markdown_plain(const struct markdown_node *n, struct buf *out);

#endif
