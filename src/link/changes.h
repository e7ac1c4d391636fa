#ifndef LINK_CHANGES_H
#define LINK_CHANGES_H
/*
 * A change log: what differs between two states of a site, in the order of the pack.
 *
 * compare.h makes it; what writes it (as text, as JSON, as a page) reads it and nothing else.  All
 * texts are plain, and none of them comes from what is exempt now: what was left out for that
 * reason is `hushed`.
 */
#include "base/date.h"
#include "base/diag.h"
#include "object/object.h"

enum change_what {
	CHANGE_TOTAL,		/* a total that moved */
	CHANGE_CELL,
	CHANGE_ROW, CHANGE_COLUMN,
	CHANGE_CLAIM,		/* a figure in the text, linked to its source */
	CHANGE_FACT,		/* front matter */
	CHANGE_ITEM,		/* of an agenda */
	CHANGE_TEXT,
	CHANGE_OPENED,		/* a section or appendix that is no longer exempt; new: its heading */
	CHANGE_WHATS
};

enum change_how {
	CHANGE_ADDED, CHANGE_REMOVED, CHANGE_CHANGED,
	CHANGE_MOVED,		/* the same, under another number or at another place */
	CHANGE_HOWS
};

/* Text that is the same, was deleted, or was inserted; single blanks between the words. */
enum change_run_kind { RUN_SAME, RUN_OLD, RUN_NEW };

struct change_run {
	enum change_run_kind kind;
	struct str           text;
};

/* What a passage is called: "paragraph 4.1", "heading", "venue". */
enum passage_kind {
	PASSAGE_HEADING, PASSAGE_PARAGRAPH, PASSAGE_ENTRY /* of a list */, PASSAGE_NOTE, PASSAGE_ROW,
	PASSAGE_CAPTION, PASSAGE_TABLE /* put on the page */, PASSAGE_CODE, PASSAGE_FACT, PASSAGE_ITEM /* of an agenda */,
	PASSAGE_KINDS
};

struct change {
	enum change_what  what;
	enum change_how   how;
	enum passage_kind kind;		/* of FACT, ITEM and TEXT */
	struct str  name;		/* number of a passage, key of a fact, row and column of a cell */
	struct str  old_name;		/* where it had another */
	struct str  under;		/* of a passage without a number: the heading above */
	struct str  old, new;		/* as they are written */
	struct str  difference;		/* of a total or cell, exact, with its sign: "+£120k" */
	struct str  source;		/* of a figure in the text: the title of what it is linked to */
	const struct change_run *runs;	/* of text that changed */
	uint32_t    nrun;
	uint32_t    line;		/* in the new file; in the old one of what was removed; 0: the whole file */
	bool        hushed;		/* its former words are not said: they are exempt now, or quoted what is */
	bool        counted;		/* of a total: parts are all that it is the sum of */
	struct change *parts;		/* of a total: the lines that moved it */
	struct change *next;
};

struct change_list {
	struct change *first, **tail;
	uint32_t       count;
};

/* What became of a source as a whole. */
enum change_fate {
	FATE_CHANGED, FATE_ADDED, FATE_WITHDRAWN,
	FATE_EXEMPT,			/* it was public, and is exempt now */
	FATE_PUBLIC,			/* the other way round: all of it is new to the public */
	FATES
};

struct change_page {
	enum object_kind kind;
	enum change_fate fate;
	struct str  title, path;	/* of a withdrawn one, what they were; both empty: not said */
	struct str  old_path;		/* of a renamed one, or empty */
	struct str  committee, meeting;	/* titles that it stands under, or empty */
	struct date date;		/* of that meeting */
	bool        exempt;		/* it is, on the side that it is named from */
	bool        form_only;		/* the file changed, and nothing that is read did */
	bool        unread;		/* the file changed; what is in it is not compared */
	bool        hushed;
	uint32_t    parts;		/* of one that came or went: paragraphs or rows; 0: not said */
	struct change_list lists[CHANGE_WHATS];
};

/* Findings of a tree: they don't stop a comparison. */
struct change_trouble {
	uint32_t errors, warnings;
	const struct finding *first;
};

struct changes {
	struct change_page *pages;	uint32_t npage;
	uint32_t papers[FATES];		/* reports; of those that changed, in substance */
	uint32_t meetings, tables, others;	/* how many of each differ in any way */
	uint32_t totals;		/* that moved */
	uint32_t renamed;
	uint32_t hushed;		/* changes whose former words are left out */
	struct change_trouble old, new;
};

/* "3 papers added, 1 withdrawn, 4 changed; 2 totals moved" */
struct str changes_summary(const struct changes *c, struct arena *a);

void changes_text(const struct changes *c, struct buf *out);
void changes_json(const struct changes *c, struct buf *out);	/* one object a line, the counts last */

/* At the end of a list that was not copied since it was begun. */
void changes_add(struct change_list *list, struct change *c);

#endif
