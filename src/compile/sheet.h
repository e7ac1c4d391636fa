#ifndef COMPILE_SHEET_H
#define COMPILE_SHEET_H
/*
 * What the passes over one table share.  Private to compile/.
 *
 * The order of the passes is table_compile's: sidecar, header, columns, rows, sums.  Rows and
 * columns are indexes into the object's table; records and fields are the file's.
 */
#include "base/map.h"
#include "compile/csv.h"
#include "compile/runs.h"
#include "compile/unit.h"

/* How far a sum may be off: sidecar, `tolerance`. */
enum tolerance { TOLERANCE_ROUNDING, TOLERANCE_EXACT, TOLERANCE_AMOUNT, TOLERANCE_SHARE };

struct sheet_column {
	uint32_t            field;	/* of a record, from 0 */
	struct str          header;	/* as written, its lines joined */
	struct place        at;		/* of its name */
	const struct datum *settings;	/* of the sidecar, or NULL */
	bool                has_unit;	/* says itself what its amounts are in */
	bool                is_told;	/* the sidecar says what kind it is */
	bool                adds;	/* amounts that a total may sum */
	bool                is_summed;	/* says that it is a total of columns, and is one */

	/* what was seen below the header */
	uint32_t filled, figures, marks, years, gaps;
	uint32_t repeats;		/* see column_repeats */
	bool     has_repeats;		/* they were counted */
	uint32_t own_units;		/* figures that bring a unit, and ... */
	uint8_t  own_unit;		/* ... which one, UNIT_COUNT when they differ */
	bool     is_large;		/* has a figure of a thousand or more */
	int      coarsest;		/* place of the figure that was rounded most */
	bool     has_blanks, has_units;	/* in rows: blank cells; cells with a unit of their own */
};

/* What a cell holds; the amount when kind is VALUE, DASH or NIL. */
struct cell {
	struct amount    amount;
	enum amount_kind kind;
};

/* The name of a group, in one spelling. */
struct sheet_group {
	struct str text, slug;
	uint32_t   first;	/* number of the first spelling, from 1: the group's own; 0 without a slug */
};

/* The rows as they are kept: sheet_row.c's. */
struct sheet_rows {
	uint8_t    *kinds;
	struct runs records, groups, levels;
	struct sheet_group *all;
	uint32_t    ngroup, room, last;	/* last: the one that was added, or met, last */
	struct map  by_text, by_slug;
};

struct sheet {
	struct compilation  *unit;
	struct csv           csv;
	bool                 is_text;		/* written in a report: it is read for its sums alone */
	struct table        *table;		/* the object's */
	struct sheet_column *columns;		/* table->ncolumn */

	struct glance *glances;			/* of the first records; glance.h */
	uint32_t nglance;
	uint32_t header, nheader;		/* records that name the columns */
	uint32_t first, end;			/* records that may be rows */
	uint32_t width;				/* fields that the header has */
	uint32_t label, group;			/* columns, or OBJECT_NONE */

	struct amount_unit all;			/* unit of columns that don't say */
	bool               has_unit;
	enum tolerance     tolerance;
	decimal            allowed;		/* TOLERANCE_AMOUNT; TOLERANCE_SHARE: per cent of a figure */

	struct sheet_rows rows;
	struct cell_form *forms;		/* by column: the last one, cells.c's */

	struct symbols *symbols;		/* sheet_symbols */
	struct map named_cells;			/* what addresses in formulas mean: sidecar_formula.c's */
	uint64_t cells_read;			/* by formulas, of FORMULA_CELLS */
	struct map row_settings;		/* slug of a row -> its datum in the sidecar */
	uint8_t *told;				/* a bit for each cell that was reported blank or odd */
	uint32_t first_check;			/* of the object's: those before it are of other tables */
	struct failure *failures;		/* in the order in which they were found */
	uint32_t nfailure, room_failures;
	struct evidence *evidence;		/* cause.h */
	uint64_t effort; /* cells walked for findings: bounded, see SHEET_EFFORT */
};

/*
 * Figures of a row that make another one, to see rows that are exact without more ado.  It serves only where
 * nobody lists the sums and no cell brings a unit: of such a row there is nothing to be said.
 */
#define ADDER_PARTS 64u

struct adder {
	const struct sheet *s;
	bool                serves;
	uint32_t            count;	/* of parts; the sum comes first */
	uint32_t            columns[ADDER_PARTS + 1];
	bool                minus[ADDER_PARTS + 1];
};

void adder_begin(struct adder *a, const struct sheet *s, uint32_t sum);
void adder_part(struct adder *a, uint32_t column, bool minus);
bool adder_holds(struct adder *a, uint32_t row);	/* all have amounts, and the sum is exact */

/* What is worked out for findings alone, and not for every one of a table that fails everywhere. */
#define SHEET_EFFORT 16000000u

struct str sheet_text(const struct sheet *s, uint32_t record, uint32_t field);
struct place sheet_field_place(const struct sheet *s, uint32_t record, uint32_t field);
struct place sheet_place(const struct sheet *s, uint32_t row, uint32_t column);
/* Rows and their names.  The record is of the file, from 1.  A slug costs more than a kind. */
enum row_kind sheet_kind(const struct sheet *s, uint32_t row);
uint32_t sheet_level(const struct sheet *s, uint32_t row);
void sheet_set_kind(struct sheet *s, uint32_t row, enum row_kind kind, uint32_t level);
void sheet_set_telling(struct sheet *s, uint32_t row);	/* its name may say more than that it is a line: row_is_telling */
bool sheet_is_telling(const struct sheet *s, uint32_t row);
struct str sheet_label(const struct sheet *s, uint32_t row);
struct str sheet_label_slug(const struct sheet *s, uint32_t row);
struct str sheet_group(const struct sheet *s, uint32_t row);
struct str sheet_group_slug(const struct sheet *s, uint32_t row);
bool sheet_same_group(const struct sheet *s, uint32_t a, uint32_t b);
uint32_t sheet_record(const struct sheet *s, uint32_t row);

/* Groups have numbers, from 1; 0 is none.  All spellings of a slug are one group. */
uint32_t sheet_group_number(const struct sheet *s, uint32_t row);
uint32_t sheet_find_group(const struct sheet *s, struct str slug);

/* For row.c, which makes them. */
void sheet_begin_rows(struct sheet *s, uint32_t most);
void sheet_add_row(struct sheet *s, uint32_t record, enum row_kind kind, uint32_t group);
uint32_t sheet_add_group(struct sheet *s, struct str text);	/* of this spelling; 0 for none */
struct str sheet_label_of(const struct sheet *s, uint32_t record);	/* in a table with groups a total's may stand in their column */

/* Cells are given by value: how they are kept is no pass's business.  A text costs more than a figure. */
void sheet_begin_cells(struct sheet *s);	/* when it is known what the columns hold */
struct cell sheet_cell(const struct sheet *s, uint32_t row, uint32_t column);
void sheet_cells(const struct sheet *s, uint32_t row, const uint32_t *columns, uint32_t n,
	struct cell *out);
struct str sheet_cell_text(const struct sheet *s, uint32_t row, uint32_t column);
struct symbols *sheet_symbols(struct sheet *s);	/* its rows by their names, once the table is filled */
const struct table_cell *sheet_whole_cell(const struct sheet *s, uint32_t row, uint32_t column);
struct str sheet_column_name(const struct sheet *s, uint32_t column);	/* for findings: never empty */
struct str sheet_quote(const struct sheet *s, struct str text);	/* as much of a long text as shows which it is */
bool sheet_tell(struct sheet *s, uint32_t row, uint32_t column);	/* true the first time */
bool sheet_is_blank(const struct sheet *s, uint32_t record);	/* no text at all, or a comment */

/* DASH and NIL count as 0 */
bool cell_has_amount(const struct cell *c);

/* unreadable: what a cell that is no amount looks like, as helps of its finding. */
void unreadable_say(struct sheet *s, uint32_t row, uint32_t column);
/* Whether a text, which is no amount, is one but for a slip of the pen: no letter first, half digits or more, and a
 * mend that cuts nothing off makes it one. */
bool unreadable_is_slip(struct str text);

/* label: what a name says of itself. */
enum total_kind {
	TOTAL_NONE,
	TOTAL_PLAIN,		/* Total, Subtotal */
	TOTAL_GRAND,		/* Grand total */
	TOTAL_NAMED,		/* Total <what>, <what> total */
	TOTAL_NET		/* Net, Net <what> */
};

struct total_name {
	enum total_kind kind;
	struct str      of;	/* the slug of what it is the total of, a part of slug */
};

struct total_name label_total(struct str text, struct str slug);
bool label_is_part(struct str text);		/* of which: counted in the row above already */
bool label_is_rate(struct str slug);		/* a column of rates or averages, which don't add up */
bool label_is_year(struct str text);		/* 2025, 2009/10, 2026-27 */
bool label_is_money(struct str slug);		/* budget, cost, grant ... */
bool label_is_count(struct str slug);		/* positions, pupils: no unit is needed */
bool label_share_word(struct str a, struct str b);	/* one of some length */
bool label_has_word(struct str slug, const char *word);

/* What a field says, as its column is read, with a decimal comma or point. */
enum amount_kind sheet_amount(const struct sheet *s, uint32_t record, uint32_t field,
	struct amount_unit as, struct amount *out);

/* header: find the rows that name the columns, the title above and the notes below. */
bool header_find(struct sheet *s);

/* column: what each column holds. */
void column_survey(struct sheet *s);		/* kinds, label and group */
void column_units(struct sheet *s);
uint32_t column_repeats(struct sheet *s, uint32_t column);	/* texts that are the one before them again */

/* sidecar: what it says of the table as a whole, of columns, and what it wants checked. */
void sidecar_settings(struct sheet *s);		/* tolerance, unit, title */
void sidecar_columns(struct sheet *s);		/* finds label, group and each column's settings */
void sidecar_rows(struct sheet *s);
const struct datum *sidecar_row(const struct sheet *s, uint32_t row);	/* its settings, or NULL */
struct place sidecar_place(const struct sheet *s, const struct datum *d);
void sum_of_circles(struct sheet *s, const struct datum *rows);	/* totals said to be the sum of themselves */
void sidecar_unknown(struct sheet *s, const struct datum *d, struct str name, const char *what);

/* rules: formulas of columns, shares that make a whole, rules between cells. */
void rules_check(struct sheet *s);
void shares_check(struct sheet *s);

/* perhaps: whether a row's name may say that it is a sum or a part of one, or is none. */
bool row_is_telling(struct str label);

/* row: the table's rows and cells. */
void row_read_all(struct sheet *s);

/* fill: the object's rows and cells, for those who read the object. */
void table_fill(struct sheet *s);

/* sum: one sum, checked and recorded. */
struct sum {
	enum check_kind     kind;
	enum diag_code      mismatch;
	const char         *what;		/* "total", "row total" */
	uint32_t            row, column;	/* of the cell that states it */
	decimal             stated;
	int                 place;		/* of the stated figure's last digit */
	const struct cover *covers;
	uint32_t            ncover;
	struct basis        basis;		/* "the 10 rows above" */
	struct str          parts;		/* "its 10 rows sum to" */
};

struct sum_figures {
	decimal computed, difference, bound;
	int     place;		/* of the finest digit in any of them */
	bool    is_likely;	/* within two standard deviations of that many rounding errors */
	const struct cover *odd;	/* a cell that keeps the sum from being checked, or NULL */
};

/* How far off the sidecar lets a sum be that states this figure: of an amount or a share. */
decimal sum_allowed(const struct sheet *s, decimal stated);
void sum_figures(const struct sheet *s, const struct sum *sum, struct sum_figures *out);
bool sum_mixes(const struct cell *total, const struct cell *part);	/* pounds and per cent: they don't add up */
enum verdict sum_verdict(const struct sheet *s, const struct sum_figures *f);
enum verdict sum_check(struct sheet *s, const struct sum *sum);
void sum_note(struct sheet *s, const struct sum *sum);	/* the cell that would state it has no amount: counted as unchecked */

/* A figure alone, in the scale of its column: 4,347 for £4,347k; and with sign and scale. */
struct str sum_plain(const struct sheet *s, uint32_t column, decimal value, int place);
struct str sum_full(const struct sheet *s, uint32_t column, decimal value, int place);

/* Findings of sums: a difference, one within rounding, and what can't be checked. */
void sum_say(struct sheet *s, const struct sum *sum, const struct sum_figures *f, enum verdict v);
void sum_say_blanks(struct sheet *s, const uint32_t *rows, uint32_t nrow, uint32_t column);

/*
 * cause: what may be behind a difference, as helps of its finding.  Sums that fail, or hold within
 * rounding only, are noted with the check that was recorded last, and explained when all sums of the
 * table are known.
 */
struct failure {
	struct finding *finding;
	uint32_t        check;		/* of the object's */
	const char     *what;		/* "total", "row total" */
	int             place;		/* of the stated figure's last digit */
	int             finest;		/* of the finest digit in any of its figures */
	struct str      message;	/* the finding's, without what is said of rounding */
	struct str      otherwise;	/* said when no cause fits; may be empty */
};

void cause_note(struct sheet *s, const struct failure *f);	/* its check is filled in */
void cause_explain(struct sheet *s);

/*
 * Whether one slip of the total, or one part left out or counted twice, gives just this difference.  Of a
 * total of one or two digits any may be the wrong one, and nothing fits.
 */
bool cause_may_fit(decimal stated, int place);
bool cause_fits(struct sheet *s, const struct sum *sum, const struct sum_figures *figures);

/* totals: rows that say they are sums; across: columns that do. */
void totals_check(struct sheet *s);
void unlabelled_column(struct sheet *s);	/* of a text: the total of a column that has no names */
void across_check(struct sheet *s);

/* relation: columns that are worked out of others: differences, percentages, balances. */
void relations_check(struct sheet *s);

/* missing: groups without the subtotal that others have. */
void missing_check(struct sheet *s);

#endif
