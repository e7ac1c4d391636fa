#ifndef COMPILE_READING_H
#define COMPILE_READING_H
/*
 * What a total row may be the sum of.  Private to compile/totals and compile/reading.
 *
 * Rows that no total has taken yet are entries of a stack, in the order of the table; a total takes
 * entries off its top and is an entry itself.  The sum of all entries before one is kept at marks, a
 * few entries apart, so that any run of entries is summed by one subtraction, however long it is.
 * Lines that follow on each other take one record, so that a million of them take nothing.
 */
#include "compile/sheet.h"

struct entry {
	uint32_t row, level;	/* level 0: a line */
	uint32_t lines_from;	/* when this entry is on top: the one behind the last total */
};

/* Entries from number on: a total, or lines that are rows one after the other. */
struct stretch {
	uint32_t     number;
	struct entry first;
	uint32_t     higher;	/* the next one down of a higher level, or OBJECT_NONE */
};

/* Sums by column, and the cells that can't be added. */
struct totted {
	decimal  *sums;
	uint32_t *odd;
};

/* All entries before one, added up. */
struct mark {
	uint32_t      entry;
	struct totted before;
};

/* An unlabelled row that looks like the total of entries before it. */
struct under {
	uint32_t entry;		/* its own place on the stack */
	uint32_t first;		/* the first of the entries that it sums */
	decimal *through;	/* by column, the sums of all such entries down the stack */
};

/* The lines of a group, added up once: a hundred totals may name the same one. */
struct group_sum {
	struct totted made;	/* sums NULL until asked for */
	uint32_t      count;
};

/* A heading, and the entry that stood next when it came. */
struct head {
	struct str slug;
	uint32_t   entry;
};

struct tally {
	struct sheet  *s;
	uint32_t      *columns, ncolumn;	/* those whose amounts add up */
	struct stretch *stretches;	/* the stack */
	uint32_t       nstretch, depth;	/* depth: entries */
	struct totted  top;		/* of all entries */
	struct mark   *marks;
	uint32_t       nmark;
	struct totted  found;		/* before the entry that was asked for last: found_at */
	uint32_t       found_at;	/* or OBJECT_NONE */
	struct cell   *cells;		/* of the row that was looked at last: cells_row */
	uint32_t       cells_row;
	uint32_t       lines_from;	/* the entry behind the last total on the stack */
	uint32_t       section;		/* the entry that stood next when the last heading came */
	struct head   *heads;		/* those under which something is on the stack, or will be */
	uint32_t       nhead, room_heads;
	bool           goes_on;		/* pages before this one have rows of its last total */
	uint32_t       nline;		/* lines so far */
	uint32_t       naside;		/* lines on the stack that the total of their group has */
	struct totted  lines;		/* of every line so far */
	decimal       *unlabelled;	/* of those that are unlabelled totals */
	struct under  *unders;
	uint32_t       nunder;
	uint32_t       nunlabelled;	/* rows that is_unlabelled says */
	struct doubt  *doubts;		/* the last one first */
	struct doubt  *pending;		/* of them the last that is on the stack and undecided */
	uint32_t       nheld;		/* named totals that held, and ... */
	uint32_t       ndoubt;		/* ... those that are in doubt */
	bool           holds_below;	/* a total stood above its lines */
	uint32_t       taken_until;	/* rows before this one stand under a total above them */
	uint8_t       *is_unlabelled;	/* by row */
	uint32_t      *group_first;	/* by group: its first line, or OBJECT_NONE; NULL until asked for */
	struct group_sum *group_sums;	/* by group; see tally_group_sum */
	uint32_t      *group_next;	/* by row: the next line of its group, likewise */
	struct left_out *left_out;
	bool          *must_cover;	/* by row: a total that may leave out nothing */
	uint8_t       *in_doubt;	/* by row: called a total, and on the stack as a line */
	uint8_t       *indents;		/* by row: blanks before its name */
	uint32_t      *whole_ends;	/* by row: behind its parts, or 0; NULL until asked for */
	bool           is_nested;	/* rows that are further in are parts of the one above */

	uint32_t      *rows, nrow;	/* the rows of the reading looked at last ... */
	bool           walked;		/* ... if they were asked for */
	decimal       *sums;		/* and what they make, by column */
	uint32_t      *odd;
	struct cover  *covers;
};

enum reading_kind {
	READING_NONE,
	READING_SINCE,		/* the lines since the last total */
	READING_GROUP,		/* the lines of a group */
	READING_TOTALS,		/* totals, with the lines that stand under none */
	READING_EVERY,		/* every line once */
	READING_BELOW,		/* the lines below */
	READING_NESTED,		/* those of them that are set in */
	READING_WHOLES,		/* rows that stand above their parts, and others */
	READING_PARTS,		/* the lines since a row with the same figures */
	READING_NAMED		/* what the sidecar names */
};

enum reading_signs { SIGNS_ADDED, SIGNS_FIRST_LESS_REST, SIGNS_LESS_NAMED };

struct reading {
	enum reading_kind  kind;
	enum reading_signs signs;
	bool               over;	/* unlabelled totals stand for their lines */
	bool               without;	/* rows in doubt are left out: they are totals, and wrong */
	bool               weak;	/* one column alone does not vouch for it */
	bool               needs_marks;	/* even one amount that is no round number does not */
	bool               needs_exact;	/* one of many that are tried */
	bool               leaves;	/* out what stands next above, or below; see left_out.c */
	bool               is_far;	/* not offered as the nearest when nothing holds */
	uint32_t           first, last;	/* entries; or rows, for READING_BELOW */
	struct str         group;	/* slug */
	const struct datum *named;
};

/* How a reading serves a total. */
struct outcome {
	uint32_t holds, fails, odd;	/* columns */
	uint32_t weight;		/* columns that hold and are not 0 */
	decimal  distance;		/* differences of those that fail, added up */
	bool     is_exact;
	bool     is_past_help;	/* a column fails by more than rounding can do, and no slip may explain it */
};

#define SEARCH_TRIED 8u
#define SEARCH_PARTS 64u	/* rows of a total that are tried one more at a time */

/* A total on its way to the reading that settles it. */
struct search {
	struct tally     *t;
	uint32_t          row;
	struct total_name name;
	uint32_t          head;		/* entry at the heading that the total names, or OBJECT_NONE */
	bool              found;
	struct reading best; /* that holds; else the nearest; else one that can't be checked */
	struct outcome    outcome;
	bool              any;
	struct reading    kept;		/* that holds in one column, within rounding */
	struct outcome    kept_outcome;
	bool              is_kept;
	bool              is_below;	/* what it sums stands above it: nothing says that it is a total */
	struct reading    tried[SEARCH_TRIED];	/* that fail, the first ones */
	struct outcome    tried_outcomes[SEARCH_TRIED];
	uint32_t          ntried;
};

/* A row that is called a total and is read as a line, for now. */
struct doubt {
	uint32_t       row, entry;
	struct reading best;		/* if it is a total */
	uint32_t      *rows, nrow;	/* of that reading */
	struct basis   basis;
	struct str     parts;
	bool           is_total;
	bool           is_first;	/* no line stands above it */
	struct doubt  *next;		/* of all */
	struct doubt  *below;		/* of those that are pending: the one before it on the stack */
	decimal       *through;		/* likewise: by column, the amounts of this row and of all below it */
};

bool doubt_total(struct search *f);
void doubt_note(struct search *f);
void doubt_decide(struct search *f, uint32_t first);	/* the entries from first on are taken */
void doubt_finish(struct tally *t);
bool doubt_pages(struct search *f);	/* the total of several pages, on the last of them */
void doubt_say_pages(struct search *f);

bool doubt_is_near(struct search *f);	/* a slip of one figure explains why the best reading fails */

/* nested: names that are set in; whether a row is the sum of the rows below that are further in. */
void nested_init(struct tally *t);
bool nested_find(struct search *f);
void nested_rows(struct tally *t, const struct reading *r);

/* perhaps: whether a row that is not called a total is one, with what it sums. */
bool perhaps_find(struct search *f, struct str label);

/* record: checks and findings of a total's columns. */
void record_total(struct search *f);
void record_columns(struct search *f, struct basis basis, struct str parts);
void record_unchecked(struct search *f, uint32_t column, struct basis basis);
struct sum record_sum(struct search *f, uint32_t column, struct basis basis, struct str parts);

/* left_out: readings that leave rows out, which some other total has to take. */
struct sums_before {
	uint32_t    ncheck, ncover, nfailure;
	struct diag diag;
	uint8_t    *kinds, *told;
};

void left_out_note(struct search *f);	/* before entries are taken */
bool left_out_remains(struct tally *t);	/* sets must_cover; true when it found more of them */
void left_out_keep(struct sheet *s, struct sums_before *b);
void left_out_restore(struct sheet *s, const struct sums_before *b);

/* wholes: a total of rows that stand above their parts; checks and marks those as totals too. */
bool wholes_find(struct search *f);
void wholes_rows(struct tally *t, const struct reading *r);

void search_reading(struct search *f);
bool search_is_last(const struct search *f);	/* but for headings */

/* For search_part: a reading up to the top, and whether it settles the total; then what it tries. */
bool search_try_run(struct search *f, struct reading r);
bool search_last_lines(struct search *f);
bool search_parts(struct search *f);
bool search_is_half_right(const struct search *f);	/* to the last digit in as many columns as it fails */
bool search_is_vouched(const struct search *f);	/* what holds is more than chance */
uint32_t
search_end_below(const struct search *f); /* rows that may stand under a total above them */

/* Adds the rows that the total's `sum_of` names to t->rows; names that lead nowhere are findings. */
void sum_of_rows(struct tally *t, uint32_t total, const struct datum *named);

/* Sets t->rows to the rows that the reading covers. */
void reading_rows(struct tally *t, uint32_t row, const struct reading *r);
bool reading_subtracts(const struct tally *t, const struct reading *r, uint32_t index);

/* Sets t->sums and t->odd.  false when the reading has no rows. */
bool reading_sums(struct tally *t, uint32_t row, const struct reading *r);

/* One row more below, where t->rows and t->sums are still those of the reading. */
void reading_extend(struct tally *t, struct reading *r);

/* More than rounding can explain, if each of n figures were as coarse as the coarsest of its column. */
bool reading_is_beyond(const struct tally *t, const struct cell *total, uint32_t column, uint32_t n,
	decimal apart);

uint32_t reading_rows_at_most(struct tally *t, uint32_t row, const struct reading *r);

/* How t->sums serve the total; rows are walked only where rounding may decide. */
void reading_judge(struct tally *t, uint32_t row, const struct reading *r, struct outcome *out);

/* Of t->rows: "the 10 rows above"; and "its 10 rows sum to". */
struct basis reading_basis(const struct tally *t, const struct reading *r);
struct str reading_parts(struct tally *t, const struct reading *r);

/* The stack. */
void tally_init(struct tally *t, struct sheet *s);
void tally_push(struct tally *t, uint32_t row, uint32_t level);
struct entry tally_entry(const struct tally *t, uint32_t i);
uint32_t tally_from_level(const struct tally *t, uint32_t i);	/* from there to i no level is higher than that of i */
uint32_t tally_from_row(const struct tally *t, uint32_t row);	/* the first entry there or below */
const struct totted *tally_before(struct tally *t, uint32_t entry);	/* good until the next one is asked for */
const struct cell *tally_cells(struct tally *t, uint32_t row);	/* likewise; by column */
void tally_pop(struct tally *t, uint32_t depth);
bool tally_covers_unlabelled(const struct tally *t, uint32_t first);
uint32_t tally_under(const struct tally *t,
		     uint32_t first); /* the lowest one that begins there or above */
void tally_add_under(struct tally *t, uint32_t row,
		     uint32_t first);                   /* t->sums: of what it stands for */
void tally_heading(struct tally *t, uint32_t row);	/* begins a section */
uint32_t tally_head(const struct tally *t, struct str of);	/* entry at the last heading of that name */
void tally_line(struct tally *t, uint32_t row);	/* a line: on the stack, unless it is taken */
void unlabelled_look(struct tally *t, uint32_t row);	/* notes one that is the sum of those above */
uint32_t tally_group(struct tally *t, struct str slug);	/* its first line, or OBJECT_NONE */
const struct group_sum *tally_group_sum(struct tally *t, struct str slug);	/* of one that has lines */

#endif
