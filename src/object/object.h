#ifndef OBJECT_OBJECT_H
#define OBJECT_OBJECT_H
/*
 * What compiling one source gives, and all that the linker knows of it.
 *
 * An object is a pure function of one source's path and bytes, the compile
 * options and OBJECT_VERSION (law 1).  In memory it is the struct below; on disk it is the
 * one form that object_write gives and object_read accepts.  Every index is checked
 * by object_read, so that the linker follows them without looking.
 *
 * Who adds a member here describes it in object/form.c and counts OBJECT_VERSION up.
 *
 * Memory: compile builds an object in the arena of its unit; object_read
 * gives arrays in the caller's arena and slices into the caller's bytes.
 */
#include "base/amount.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/hash.h"
#include "base/str.h"
#include "object/basis.h"

#define OBJECT_VERSION 21
#define OBJECT_NONE    UINT32_MAX	/* no index */

enum object_kind {
	OBJECT_SITE, OBJECT_GLOSSARY, OBJECT_PERSON, OBJECT_PAGE, OBJECT_COMMITTEE,
	OBJECT_MEETING, OBJECT_REPORT, OBJECT_TABLE, OBJECT_INVENTORY, OBJECT_THEME, OBJECT_TEMPLATE,
	OBJECT_STRINGS, OBJECT_ASSET, OBJECT_KINDS
};

/*
 * Metadata: front matter, or a whole YAML file, checked and with its places, as a tree
 * in preorder.  The root is a map.  A value that is Markdown (a summary, a decision) has a fragment.
 */
enum datum_kind { DATUM_TEXT, DATUM_FLAG, DATUM_LIST, DATUM_MAP, DATUM_KINDS };

struct datum {
	enum datum_kind kind;
	struct str      key;		/* empty in a list */
	struct str      text;		/* of a text; of a flag "true" or "false" */
	uint32_t        size;		/* datums in this subtree, this one counted */
	uint32_t        line, column;
	uint32_t        fragment;	/* index of its text as pieces, or OBJECT_NONE */
};

/* A place of the source that has an address. */
enum definition_kind {
	DEFINITION_SECTION, DEFINITION_PARAGRAPH, DEFINITION_ITEM, DEFINITION_APPENDIX,
	DEFINITION_TABLE, DEFINITION_FIGURE, DEFINITION_NOTE, DEFINITION_KINDS
};

/* What stands under a heading, for a committee that wants to be told something there. */
enum says {
	SAYS_NOTHING,		/* not even a heading below it */
	SAYS_NO_ANSWER,		/* nothing but `N/A`, `-` or the like */
	SAYS_SOMETHING, SAYS_KINDS
};

struct definition {
	enum definition_kind kind;
	struct str id;			/* the id in HTML and the fragment: its number, or its slug */
	struct str alias;		/* a second id (a numbered heading's slug), or empty */
	struct str number;		/* as it is shown, "4.1"; empty when it has none */
	struct str title;		/* plain text of a heading or caption; else empty */
	struct str scope;		/* the appendix that it is in, `annex-1`; begins its id; or empty */
	uint32_t   level;		/* of a heading, 2 to 6; else 0 */
	enum says  says;		/* of a section or appendix */
	uint32_t   line, column;
};

/* One place that names another source. */
enum reference_kind {
	REFERENCE_LINK,			/* to a page, a place on one, or a file */
	REFERENCE_CLAIM,		/* a figure, or no text, linked to a cell */
	REFERENCE_FORMULA,		/* a figure linked to a formula: ops */
	REFERENCE_CELL,			/* an address inside a formula or rule */
	REFERENCE_EMBED,		/* a table put on the page */
	REFERENCE_IMAGE,
	REFERENCE_REPORT,		/* an agenda's */
	REFERENCE_MINUTES,		/* an agenda's, to a meeting by its folder, or a path */
	REFERENCE_APPENDIX,		/* a report's */
	REFERENCE_PERSON,		/* path people/x.md, or fragment a name; when nothing is there it was plain text */
	REFERENCE_NAME,			/* of a person, in a text: fragment; likewise */
	/* Words: `section 3`.  Of this source: its path, and the address that they mean.  Of another: path
	 * empty, query the words that name it, fragment the number; when nothing has it, plain text. */
	REFERENCE_WRITTEN,
	REFERENCE_KINDS
};

/* What the words of a claim make of its figure.  What each asks of the cell is link/agree.c's. */
enum claim_kind {
	CLAIM_PLAIN,
	CLAIM_ABOUT,			/* "about £781k" */
	CLAIM_NEARLY,			/* "nearly", "just under" */
	CLAIM_JUST_OVER,
	CLAIM_AT_MOST,			/* "up to" */
	CLAIM_AT_LEAST,
	CLAIM_LESS,			/* "less than" */
	CLAIM_MORE,			/* "over", "more than" */
	CLAIM_RANGE,			/* "£5m to £7m" */
	CLAIM_KINDS
};

/* What kind of place words mean. */
enum signpost_kind {
	SIGNPOST_SECTION, SIGNPOST_PARAGRAPH, SIGNPOST_ITEM, SIGNPOST_APPENDIX, SIGNPOST_TABLE, SIGNPOST_FIGURE,
	SIGNPOST_RECOMMENDATION, SIGNPOST_MINUTE,
	SIGNPOST_BARE,			/* a number alone: `2 below` */
	SIGNPOST_KINDS
};

enum signpost_side { SIGNPOST_ANYWHERE, SIGNPOST_ABOVE, SIGNPOST_BELOW };

struct reference {
	enum reference_kind kind;
	struct str    path;		/* canonical path of the source meant; this one's own for `#x` */
	struct str    fragment;		/* decoded, without `#` */
	struct str    query;		/* `chart=bar`, or empty */
	struct str    text;		/* plain text that was written; empty: the linker writes it */
	uint32_t      line, column, width;
	uint32_t      from;		/* the definition it stands in, or OBJECT_NONE */
	uint32_t      first_op, ops;	/* REFERENCE_FORMULA */
	struct amount amount;		/* of a claim or formula: what was written */
	struct amount upper;		/* CLAIM_RANGE: its other end */
	bool          has_amount;
	enum claim_kind claim;
	enum signpost_kind signpost;	/* REFERENCE_WRITTEN */
};

/* A sum of money or a percentage in prose that is linked to nothing. */
struct figure {
	struct amount amount;
	struct str    text;		/* as written, `£13 million` */
	uint32_t      line, column, width;
	uint32_t      from;		/* the definition it stands in, or OBJECT_NONE */
	uint32_t      year;		/* that its sentence is about, 2026 for 2026/27; 0: none, or no telling */
};

/*
 * An acronym of a text: its first use and its explanation.  A second explanation in other words
 * follows as a term of its own, without uses; one without uses and words is nothing after all.
 */
struct term {
	struct str letters;		/* `LAA`, without a plural's s */
	struct str words;		/* `Local Area Agreement`, as it is explained here, or empty */
	struct str implied;		/* without an explanation: words of this text with these initials */
	uint32_t   uses;		/* outside headings, the explanation counted */
	uint32_t   line, column, width;	/* of the first use */
	uint32_t   from;		/* the definition it stands in, or OBJECT_NONE */
	uint32_t   words_line, words_column;
	bool       is_late;		/* used before it is explained */
};

/* What a report's own head says of it: `Date of meeting: 17 September 2008`. */
enum stated_kind {
	STATED_DATE, STATED_DAY /* of the meeting, or of the paper */, STATED_COMMITTEE, STATED_TITLE,
	STATED_HEADING,			/* the first one, which may be the title */
	STATED_REPORT_OF, STATED_AUTHOR,
	STATED_KINDS
};

struct stated {
	enum stated_kind kind;
	struct str       text;		/* as written; of a date YYYY-MM-DD */
	uint32_t         line, column, width;
};

/* Formulas, in postfix order. */
enum op_kind {
	OP_CONSTANT, OP_CELL, OP_ADD, OP_SUBTRACT, OP_MULTIPLY, OP_DIVIDE, OP_NEGATE,
	OP_EQUAL, OP_NOT_EQUAL, OP_LESS, OP_LESS_EQUAL, OP_GREATER, OP_GREATER_EQUAL,
	OP_SUM, OP_MIN, OP_MAX, OP_ABS, OP_ROUND, OP_COUNT, OP_KINDS
};

struct op {
	enum op_kind  kind;
	uint32_t      index;		/* OP_CELL: a reference; functions: how many arguments */
	struct amount constant;
};

/* The body: HTML with holes that the linker fills.  A reference may change
 * text, never structure. */
enum piece_kind {
	PIECE_HTML,		/* text, as it is */
	PIECE_ID,		/* ` id="..."` for text; packs put a prefix before it */
	PIECE_LOCAL,		/* ` href="#..."` for text, an id of this same source */
	PIECE_OPEN,		/* index: a reference; the opening of its link */
	PIECE_CLOSE,		/* index: the same; writes the text when none was written */
	PIECE_EMBED,		/* index: a reference; text: its number, "2"; the table with its caption */
	PIECE_IMAGE,		/* index: a reference; text: alternative text */
	PIECE_SUMS,		/* index: a table of the text; what was checked in it */
	PIECE_EXEMPT,		/* index: a paragraph of Schedule 12A; at the place of an exempt part; text: why the
				 * public interest is in keeping it back, where it is not the paper's own sentence */
	PIECE_TERM,		/* index: a term; text: as it stands here, `LAAs` */
	PIECE_WORD,		/* index: enum word; in the language of the site, escaped */
	PIECE_KINDS
};

#define PIECE_EXEMPT_KEPT 0x100u	/* beside the paragraph: the part follows, for those who may read it */

struct piece {
	enum piece_kind kind;
	uint32_t        index;
	struct str      text;
};

struct fragment {			/* [first .. first + count) of the pieces; 0 is the body */
	uint32_t first, count;
};

/* A table's typed content. */
enum column_kind { COLUMN_LABEL, COLUMN_GROUP, COLUMN_TEXT, COLUMN_AMOUNT, COLUMN_KINDS };

struct table_column {
	enum column_kind   kind;
	struct str         name;	/* the header without its unit */
	struct str         slug;
	struct amount_unit unit;
	bool               is_total;	/* says that it is the sum of others */
	uint32_t           field;	/* of the file, from 1, everything counted */
};

enum row_kind { ROW_LINE, ROW_TOTAL, ROW_HEADING, ROW_KINDS };

struct table_row {
	enum row_kind kind;
	struct str    label, group;	/* as written; group may come from a heading row */
	struct str    label_slug, group_slug;
	uint32_t      record;		/* of the file, from 1, everything counted */
	uint32_t      line;
	uint32_t      level;		/* totals: 1 sums lines, 2 sums totals of level 1, ... */
};

struct table_cell {
	struct str       text;		/* as written, blanks trimmed */
	enum amount_kind kind;
	struct amount    amount;	/* when kind is VALUE, DASH or NIL */
	uint32_t         column, width;	/* its place in its row's line, in characters */
};

struct table {
	struct table_column *columns;	/* ncolumn */
	struct table_row    *rows;	/* nrow; header and notes are not among them */
	struct table_cell   *cells;	/* nrow * ncolumn, by rows */
	uint32_t             ncolumn, nrow;
	struct str           title;	/* from the sidecar or a title line, else empty */
	struct str          *notes;	/* lines above the header and below the rows */
	uint32_t             nnote;
	uint32_t            *lines;	/* of cells that may stand on other lines than their row; or NULL */
};

/* A table written in the text that holds amounts: parts of the object's text_columns, text_rows ... */
struct text_table {
	uint32_t definition;		/* its address */
	uint32_t first_column, columns, first_row, rows, first_cell;	/* rows * columns cells */
	uint32_t first_check, checks;	/* of this table; rows and columns are its own */
	uint32_t first_cover, covers;
};

struct text_line {			/* of a cell in the text */
	uint32_t line;
};

/* What was checked inside this source, whether it held or not. */
enum check_kind { CHECK_TOTAL, CHECK_ROW_TOTAL, CHECK_FORMULA, CHECK_RULE, CHECK_SHARE, CHECK_KINDS };
enum verdict { VERDICT_EXACT, VERDICT_ROUNDING, VERDICT_MISMATCH, VERDICT_UNCHECKED, VERDICTS };

struct check {
	enum check_kind kind;
	enum verdict    verdict;
	uint32_t        row, column;	/* indexes into the table */
	decimal         stated, computed, difference, bound;
	struct basis    basis;		/* what it was compared with */
	uint32_t        first_cover, covers;
};

struct cover {				/* one cell that a check's computed figure is made of */
	uint32_t row, column;
	bool     subtracted;
};

/*
 * By what a cell whose figure is withheld is multiplied in a check that can't be made for that: a residue (residue.h).
 * The factors stand in the order of their covers; a cover without one is multiplied by 1.
 */
struct factor {
	uint32_t cover;
	decimal  by;
};

/* A rule that reaches other tables: the linker's to check. */
struct rule {
	uint32_t   first_op, ops;
	struct str text;		/* as written */
	struct amount tolerance;	/* when has_tolerance; else by rounding */
	bool       has_tolerance, exact;
	uint32_t   line, column;
};

/* A template, compiled once. */
enum template_op_kind {
	TEMPLATE_TEXT,		/* text; at column 1 it begins a line, and may be empty */
	TEMPLATE_ESCAPED,	/* name: escaped for HTML */
	TEMPLATE_RAW,		/* name */
	TEMPLATE_SECTION,	/* name; jump: the op after its end */
	TEMPLATE_INVERTED,	/* name; jump */
	TEMPLATE_END,		/* of a section or inverted section */
	TEMPLATE_PARTIAL,	/* name; text: the indentation for each of its lines */
	TEMPLATE_PARENT,	/* name of the parent; jump; the blocks it overrides follow; text: indentation */
	TEMPLATE_BLOCK,		/* name; jump; its default, or the override, follows; text: indentation */
	TEMPLATE_CLOSE,		/* of a parent or block */
	TEMPLATE_OP_KINDS
};

struct template_op {
	enum template_op_kind kind;
	struct str name;		/* "a.b.c", or "." */
	struct str text;
	uint32_t   jump;
	uint32_t   line, column;
};

struct object {
	enum object_kind kind;
	struct str       path;		/* of the source, relative to the content folder */
	struct hash      content;	/* of the source's bytes */
	bool             draft, exempt;	/* status: draft; exempt: only title and paragraph are inside, but where it is restricted */
	bool             restricted;	/* compiled for members: what is exempt is inside, and no public link opens it */

	struct datum       *meta;        uint32_t nmeta;
	struct definition  *definitions; uint32_t ndefinition;
	struct reference   *references;  uint32_t nreference;
	struct figure      *figures;     uint32_t nfigure;
	struct term        *terms;       uint32_t nterm;
	struct stated      *stated;      uint32_t nstated;
	struct op          *ops;         uint32_t nop;
	struct piece       *pieces;      uint32_t npiece;
	struct fragment    *fragments;   uint32_t nfragment;
	struct check       *checks;      uint32_t ncheck;
	struct cover       *covers;      uint32_t ncover;
	struct factor      *factors;     uint32_t nfactor;
	uint32_t            counted[VERDICTS];	/* sums that were checked and not kept: nobody lists them */
	struct rule        *rules;       uint32_t nrule;
	struct template_op *template;    uint32_t ntemplate;
	struct table        table;	/* of a CSV file; ncolumn 0 when there is none */
	struct text_table   *text_tables; uint32_t ntext_table;	/* their checks are the first ones */
	struct table_column *text_columns; uint32_t ntext_column;
	struct table_row    *text_rows;  uint32_t ntext_row;	/* records count from 1 in each table */
	struct table_cell   *text_cells; uint32_t ntext_cell;
	struct text_line    *text_lines;	/* ntext_cell */
	struct str          blob;	/* an asset's bytes */
	struct finding     *findings;	/* sorted, each with its help */
};

/* Parts that a reader may ask for: what is not asked for is skipped, unread. */
enum object_part {
	OBJECT_HEAD  = 1,	/* meta, definitions, references, figures, terms, stated, ops, rules, checks, covers, factors, text_tables */
	OBJECT_BODY  = 2,	/* pieces, fragments, template */
	OBJECT_CELLS = 4,	/* table, and of those in the text columns, rows and cells */
	OBJECT_BLOB  = 8,
	OBJECT_FOUND = 16,	/* findings */
	OBJECT_WHOLE = 31
};

/* Append the object's bytes.  The same object gives the same bytes, anywhere. */
void object_write(const struct object *o, struct buf *out);

/*
 * Read what object_write wrote.  false for anything else: another version,
 * a byte too many or too few, an index out of range, text that is not UTF-8.
 * Strings are slices of bytes, arrays are in a.
 */
bool object_read(struct str bytes, unsigned parts, struct arena *a, struct object *out);

/* The value of a key of a map, or NULL.  map NULL is the root. */
const struct datum *object_get(const struct object *o, const struct datum *map, const char *key);
struct str object_text(const struct object *o, const char *key);	/* empty when absent or no text */
struct str object_text_in(const struct object *o, const struct datum *map, const char *key);
bool object_flag(const struct object *o, const char *key);
unsigned object_number(const struct datum *d);	/* of digits that compile let through; 0: absent, a list, or no number */

/* The line that a cell stands on. */
uint32_t table_line(const struct table *t, uint32_t row, uint32_t column);

/* A table of the text as one like any other; HEAD and CELLS were read. */
struct table object_text_table(const struct object *o, uint32_t index);

/* Children of a list or map: first, then next until NULL. */
const struct datum *object_first(const struct object *o, const struct datum *parent);
const struct datum *object_next(const struct object *o, const struct datum *parent, const struct datum *child);

/* Of what stands under a key, or NULL: the first item of a list, NULL of anything else; and the first of several
 * values, or the only one.  Then object_next. */
const struct datum *object_items(const struct object *o, const struct datum *d);
const struct datum *object_values(const struct object *o, const struct datum *d);

/* What an entry of a list says: itself, or, where it is a group of keys, the value of one. */
const struct datum *object_entry(const struct object *o, const struct datum *entry, const char *key);

/* The reference that a value of the front matter made, or NULL: it stands where that does.  d may be NULL. */
const struct reference *object_reference_of(const struct object *o, const struct datum *d);

struct str datum_text(const struct datum *d);	/* empty for NULL */

/* A file of an office program, by its ending: published only where site.yaml allows it, since hidden sheets and
 * tracked changes ride in them.  SAFETY.md, "Assets". */
bool object_is_office(struct str path);

const char *object_kind_name(enum object_kind k);	/* "report" */
const char *verdict_name(enum verdict v);		/* "exact", "rounding", "mismatch", "unchecked" */

#endif
