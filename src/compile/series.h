#ifndef COMPILE_SERIES_H
#define COMPILE_SERIES_H
/*
 * How the numbers of a paper follow each other, and what is said when they don't.
 * Private to role.c and letters.c.
 */
#include "compile/role.h"

/* How a number stands to the last one of its series. */
enum fit {
	FIT_NEXT,	/* 2.1 after 2.0; 3.0 or 3.1 after 2.4; 2.1.1 after 2.1 */
	FIT_SAME, FIT_GAP, FIT_BACK,
	FIT_NONE	/* too far ahead to belong to it */
};

enum fit series_fit(const struct mark *last, const struct mark *m);

/* The numbers that are left out between two.  at most 9; gives how many. */
unsigned series_missing(const struct mark *last, const struct mark *m, struct mark missing[9]);

struct str series_text(struct arena *a, const struct mark *m);	/* `2.3`, in m's own form */

/* A row of letters, of Roman numerals, or of single numbers. */
struct letters {
	unsigned   depth;			/* lists around it; CELL_DEPTH in a table */
	const struct markdown_node *list;
	bool       is_roman, is_digits;
	bool       is_lazy;			/* `1.` before each item */
	bool       is_heading;			/* its last one is */
	const struct entry *first, *last;
	unsigned   value, start;		/* of the last; of the first */
	bool       start_said, style_said;
	struct str id, number;			/* of the last */
	bool       is_below;
};

#define LETTERS_MOST 24
#define CELL_DEPTH   99

struct scope {
	struct str   id;		/* `annex-1`, or empty */
	struct mark  last;		/* count 0: none yet */
	const struct entry *last_entry;
	/* the last numbered place, for what stands below it */
	struct str   anchor_id, anchor;
	unsigned     anchor_depth;
	const struct entry *styles[MARK_PARTS + 1];	/* the first of each depth */
	bool         style_said[MARK_PARTS + 1];
	/* the last of this depth was a paragraph that is a heading */
	bool         small_headings[MARK_PARTS + 1];
	struct map   seen;		/* number -> entry */
};

struct numbering_run {
	struct compilation *unit;
	struct roles       *roles;
	struct entries      entries;
	size_t             *next;	/* of each entry: the next that may have a decimal number */
	struct scope        scope;
	struct letters      letters[LETTERS_MOST];
	unsigned            letter_count;
	unsigned            known_forms;	/* of marks that rows have begun with */
	unsigned            annexes;
	bool                is_running;	/* `1.` to `37.` through the paper, past headings */
	unsigned            said;	/* findings so far */
	/* what may be a decimal number, as a text: single numbers give way to them */
	struct map          decimals;
	struct map          repeats;	/* id -> how often it was asked for */
};

/* Give an entry its role, under an address that nothing else has. */
struct role *series_role(struct numbering_run *n, const struct entry *e, enum role_kind kind);
struct str   series_free_id(struct numbering_run *n, struct str id);

/* From here on numbers begin anew: in an appendix or an annexed paper that has this address. */
void series_open_scope(struct numbering_run *n, struct str id);
bool series_is_small(struct str s);	/* it begins with a small letter */

/* decimal.c: find what may be a number, and take those of a series. */
void decimal_find(struct numbering_run *n);
bool decimal_read(struct numbering_run *n, const struct entry *e);

/* letters.c: an entry whose mark is a letter or a single number; false: it is none of a series. */
bool letters_read(struct numbering_run *n, size_t index);
void letters_end(struct numbering_run *n, unsigned down_to);	/* how many stay open */

/* series_say.c; before may be NULL */
void say_gap(struct numbering_run *n, const struct entry *e, const struct entry *before,
	struct str missing, bool many);
void say_repeated(struct numbering_run *n, const struct entry *e, const struct entry *first,
	struct str missing, bool is_list);
void say_order(struct numbering_run *n, const struct entry *e, const struct entry *other,
	bool before);
void say_style(struct numbering_run *n, const struct entry *e, const struct entry *first);

#endif
