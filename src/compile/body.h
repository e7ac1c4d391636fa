#ifndef COMPILE_BODY_H
#define COMPILE_BODY_H
/*
 * What the parts of a body's compilation share: body.c (the walk), heading.c, list.c, block.c (code,
 * notes), block_table.c, written.c (what written numbers make of paragraphs), inline.c (text, links), picture.c,
 * exempt_body.c (exempt parts) and raw.c (raw HTML).  Private to them.
 */
#include "compile/anchor.h"
#include "compile/cite.h"
#include "compile/exempt_part.h"
#include "compile/former.h"
#include "compile/link.h"
#include "compile/markdown.h"
#include "compile/mention.h"
#include "compile/number.h"
#include "compile/piece.h"
#include "compile/role.h"
#include "compile/term.h"
#include "compile/text_table.h"

#define TAGS_MOST 32

struct element;

/* A list item that has a letter; the innermost first. */
struct lettered {
	const struct markdown_node *item;
	/* empty when no numbered paragraph stands before its list */
	struct str                  id;
	struct str                  number;
	uint32_t                    definition;
	struct lettered            *outer;
};

/* What the items of a list are on the page; GROUP_NONE: paragraphs. */
enum list_group { GROUP_NONE, GROUP_BULLETS, GROUP_ORDERED, GROUP_LETTERED };

/* A list that is open; the innermost first. */
struct open_list {
	const struct markdown_node *list;
	enum list_group             group;	/* of the item that we are in */
	unsigned                    items;	/* so far */
	struct open_list           *outer;
};

/* How the paragraph that is open must be closed. */
enum open_block { OPEN_BARE, OPEN_PARAGRAPH, OPEN_HEADING, OPEN_ITEM };

/* What became of a start tag of raw HTML. */
enum raw_start { RAW_UNWRAPPED, RAW_ELEMENT, RAW_LINK, RAW_WHOLE };

/* One inside a paragraph that is open. */
struct open_tag {
	const struct element *element;
	unsigned              depth;	/* of the tree, where it stands */
	enum raw_start       how;
};

/* What is counted through a text; an exempt part has a count of its own. */
struct body_counts {
	unsigned figures, tables, notes, text_tables;
};

/* Which heading levels are open: by their number or as written, as they come out, and as Markdown has
 * them; 0 when it has them as paragraphs. */
struct open_level {
	unsigned written, shown, markdown;
};

struct body {
	struct compilation  *unit;
	struct pieces        pieces;
	struct anchors       anchors;
	struct numbers       numbers;
	struct terms         terms;
	struct mentions      mentions;
	struct cites         cites;
	struct map           former;	/* addresses that have an old one */
	struct roles         roles;		/* when is_written */
	struct markdown_walk walk;

	bool         is_written;	/* the numbers stand in the text */
	bool         is_value;		/* of the front matter: inline only, all at one place */
	struct place value_place;
	uint32_t     first_line;	/* of the body in its file */
	uint32_t     first_column;	/* bytes before the text on its first line */
	/* offsets of the paragraph, heading or cell that we are in */
	size_t       block_start, block_end;
	size_t       cursor;		/* no inline looked for stands before it */

	/* where we are: indexes of definitions, or OBJECT_NONE */
	uint32_t         section, paragraph;
	/* the last whose number was written: what follows without one belongs to it */
	uint32_t         numbered;
	size_t           section_start;	/* of its heading in the source */
	bool             section_is_title;	/* a `# heading` */
	/* the last numbered one of the section, for lettered lists */
	struct number    last_paragraph;
	struct lettered *lettered;
	struct open_list *list;
	struct mark       typed;	/* the last number that stands before one that is made */
	bool              typed_said;
	bool              point_said, heading_said;	/* pasted.c */
	enum open_block   open;
	bool              keeps_lines;	/* of the paragraph: its line ends are meant */
	bool              ends_list;	/* OPEN_ITEM: it is the last of its list */
	bool             too_deep;	/* said once */
	bool             has_numbers;	/* `&#...;`: characters that the source did not show */

	struct open_level levels[6];
	unsigned          level_count, level;	/* level: of the heading that is open */
	bool              heading_is_title;
	bool              heading_named;	/* an appendix with a name of its own */
	struct str        heading_from;		/* the key whose value is its section's text, or empty */
	unsigned          from_used;		/* such keys so far, as bits */
	bool              title_passed;		/* a heading was seen */

	/* one text of a block loses what was read from it */
	const struct markdown_node *text_first, *text_last;
	size_t                      cut_head, keep_head;
	const struct markdown_node *emptied;	/* a stress around a number, of which nothing is left */

	/* to be written where the item's text begins; empty for none */
	struct str  letter;
	enum markdown_task task;	/* likewise */
	uint32_t    tabs_end;	/* lines up to here were rows parted by tabs */
	uint32_t tab_cells;		/* of such tables so far */
	struct str  caption;	/* of the last one, or empty */
	/* of the Markdown table that is open */
	uint32_t    table;	/* its definition */
	struct str  table_caption;
	struct text_sheet sheet;
	uint32_t    figures_before;
	const struct markdown_node *table_header;
	bool        header_again;	/* the next row is a header that was said before */
	uint32_t    table_columns, joined;	/* joined: rows below that were written already */
	/* its first row names columns; is a row like the others; the next table is a part of it; its next row
	 * may be the rest of the one before */
	bool        table_headed, header_is_row, goes_on, doubt_row;
	bool        has_names;	/* a front sheet: its first cells name what stands beside them */
	bool        in_tbody;
	unsigned    column, numbered_rows;
	struct body_counts counts;
	const char *series;	/* what stands before each number that is counted: "E1." in an exempt part */
	unsigned    parts;		/* exempt ones so far */

	/* one link at a time */
	bool                        in_link, link_is_reference;
	uint32_t                    link;	/* its reference */
	const struct markdown_node *link_node;	/* when it is Markdown's */
	struct map                  attributes;	/* that were left out: what is said -> how often */
	struct open_tag             tags[TAGS_MOST];
	unsigned                    tag_count;
};

/* body.c */
struct place body_place(const struct body *b, size_t start, size_t end);
/* as the parser thinks */
size_t body_node_start(const struct body *b, const struct markdown_node *n);
/* a paragraph, heading or cell */
void body_enter_block(struct body *b, const struct markdown_node *n);
/* in this block from the cursor on; moves it */
bool body_find(struct body *b, struct str needle, size_t *at);
/* where words of this block stand, from *cursor on, which is moved; the block, when markup parts them */
struct place body_place_words(const struct body *b, struct str words, size_t *cursor);
bool body_locate(struct body *b, const struct markdown_node *n, struct str needle, size_t *at);
const struct role *body_role(const struct body *b, const struct markdown_node *n);
uint32_t body_from(const struct body *b);	/* the definition that we are in */
/* begin a paragraph that has a number; text: how it begins */
void body_numbered(struct body *b, struct str text, const struct number *number);
uint32_t body_reference(struct body *b, enum reference_kind kind, const struct link *link,
	struct str text,
	struct place at);
struct str body_plain(struct body *b, const struct markdown_node *n);
struct str body_clean(struct body *b, struct str text);	/* without what no page may hold */

/* One cell of a line that was cut apart: Markdown without blocks.  What it says, as table_cell_text. */
struct str body_cell(struct body *b, struct str text, size_t at);

/* What is inside a cell or paragraph, without what stands around it. */
void body_inlines(struct body *b, const struct markdown_node *n);

/* tab_table.c: whether a node of the top begins, or belongs to, rows parted by tabs; then it was written. */
bool tab_table(struct body *b, const struct markdown_node *n);

/* Every node below root; the walk that is under way goes on where it was. */
void body_walk(struct body *b, const struct markdown_node *root);

/* exempt_body.c: what stands at the place of an exempt part, whose heading was written. */
void exempt_body(struct body *b, const struct markdown_node *heading);

/* section.c: what stands under the heading that is open */
void section_begin(struct body *b, uint32_t definition);	/* the heading's own */
void section_text(struct body *b, const struct markdown_node *block, struct str text);
void section_other(struct body *b);	/* a picture, a table, code */

/* heading.c */
void heading_enter(struct body *b, const struct markdown_node *n);
void heading_leave(struct body *b, const struct markdown_node *n);
/* a paragraph, or a line of one, that is a heading; begin it, and end any */
void heading_written(struct body *b, const struct role *role, struct place at);
void heading_close(struct body *b);

/* written.c: what a role makes of a paragraph or line, and its end; at is where it stands. */
bool written_open(struct body *b, const struct role *role, struct place at);
void written_close(struct body *b);
/* whether the paragraph behind is the rest of this one; whether this one is lines that stand by themselves */
bool written_goes_on(const struct body *b, const struct markdown_node *paragraph);
bool written_keeps_lines(const struct body *b);
/* in a paper whose numbers are made: a heading or paragraph that begins with one of its own too */
void written_typed(struct body *b, struct str text, struct str made, struct place at);
/* the address of a row that has a number, inside its cell's start tag */
void written_cell(struct body *b, const struct markdown_node *n);
/* a break inside a paragraph: where a line of its own begins */
void written_break(struct body *b, const struct markdown_node *n);
/* the text without its number */
void body_cut(struct body *b, const struct role *role);
/* the whole of its address */
struct str body_address(struct body *b, const struct role *role);

/* pasted.c: a paragraph that was walked; points of lists and headings that are typed.  text: without markup */
void pasted_check(struct body *b, const struct markdown_node *n, struct str text);

/* list.c; each is called when its node is entered or left */
void list_enter(struct body *b, const struct markdown_node *n);
void list_leave(struct body *b, const struct markdown_node *n);
void list_item(struct body *b, const struct markdown_node *n);
void list_item_leave(struct body *b, const struct markdown_node *n);
/* the letter or tick box of the item whose text begins here */
void list_lead(struct body *b);
/* an item that is none on the page: what is in it has a number of its own */
bool list_is_dissolved(const struct body *b, const struct markdown_node *item);

/* block.c; each is called when its node is entered or left */
void block_code(struct body *b, const struct markdown_node *n);
/* `Table 2: Funding` right above a table: it is no numbered paragraph */
bool block_is_caption(struct body *b, const struct markdown_node *n);
void block_table(struct body *b, const struct markdown_node *n);
void block_table_end(struct body *b, const struct markdown_node *n);
void block_row(struct body *b, const struct markdown_node *n);
void block_row_end(struct body *b, const struct markdown_node *n);
void block_cell(struct body *b, const struct markdown_node *n);
void block_cell_end(struct body *b, const struct markdown_node *n);
/* block_table.c: what stands around any table of the text; n: the node that it is or begins, or NULL, when
 * it has no caption itself; gives its definition.  index: among the object's text tables. */
uint32_t table_open(struct body *b, const struct markdown_node *n, struct str caption, size_t at);
void table_close(struct body *b, uint32_t index);

/* What a cell, or any node, says to a reader: without marks of notes, and without what is struck out. */
struct str table_cell_text(struct body *b, const struct markdown_node *n);

/* An amount that is a cell has a source: its table.  One among a cell's words has none; first: of the
 * figures that its cells gave. */
void table_forget_amounts(struct body *b, uint32_t index, uint32_t first);

void block_note(struct body *b, const struct markdown_node *n);
void block_note_end(struct body *b, const struct markdown_node *n);
void block_note_back(struct body *b);
/* the end of their list, if there is one */
void block_notes_end(struct body *b);
/* those that no mark points to, of the lines of the file [first .. last] that root is of */
void block_lost_notes(struct body *b, const struct markdown_node *root, uint32_t first, uint32_t last);

/* inline.c */
void inline_text(struct body *b, const struct markdown_node *n);
void inline_code(struct body *b, const struct markdown_node *n);
void inline_html(struct body *b, const struct markdown_node *n);
void inline_link(struct body *b, const struct markdown_node *n);
void inline_link_end(struct body *b, const struct markdown_node *n);
void inline_note_mark(struct body *b, const struct markdown_node *n);

/* Open and close a link, whoever asks.  false: none was written, and a finding says why where that
 * is owed. */
bool inline_open(struct body *b, struct str destination, struct str text, struct place at,
	size_t offset);
void inline_close(struct body *b);

/* Where a link or picture stands; offset is where in the file it begins. */
struct place inline_locate(struct body *b, const struct markdown_node *n, size_t *offset);

/* picture.c */
void picture_inline(struct body *b, const struct markdown_node *n);
/* or a table, in a paragraph */
void picture_alone(struct body *b, const struct markdown_node *image);
void picture_write(struct body *b, struct str destination, struct str alt, struct place at,
	size_t offset);

#endif
