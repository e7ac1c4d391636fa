#ifndef COMPILE_CAUSE_H
#define COMPILE_CAUSE_H
/*
 * Sums that failed, and what may have caused it.  Private to compile/cause*, evidence.
 *
 * When all sums of a table are checked, each that failed is explained with the others in sight: a
 * figure that makes its column and its row fail alike is wrong itself, and the totals are not.
 */
#include "compile/sheet.h"
#include "compile/slip.h"

/* ---- evidence: what other sums say of a figure ---- */

#define MEND_CELLS   32u
#define MEND_CHECKS  64u
#define MEND_FIXED   6u

struct correction {
	uint32_t row, column;
	decimal  by;
};

/* Cells made other than they are, and what becomes of the sums. */
struct mend {
	struct correction cells[MEND_CELLS];
	uint32_t ncell;
	struct {
		uint32_t check;
		decimal  effect;		/* on its difference */
	} checks[MEND_CHECKS];
	uint32_t ncheck;
	uint32_t fixes, breaks, follows;	/* sums; cells that were worked out from those mended */
	uint32_t fixed[MEND_FIXED];		/* some of the checks that hold then */
};

struct link {
	uint32_t check;
	int32_t  sign;		/* what the difference does when the cell grows */
};

#define CAUSE_EFFORT 8000000u	/* steps for all findings of one table */

struct evidence {
	struct sheet *s;
	bool         *unrounded;	/* by column: its figures add up to the digit */
	uint32_t     *first;		/* of each cell, into links; NULL: too large a table to look */
	struct link  *links;
	uint8_t      *neighbours;	/* by column: whether the one before or after it is alike */
	uint64_t      effort;		/* steps taken for all findings: see CAUSE_EFFORT */
};

void evidence_init(struct evidence *e, struct sheet *s);
decimal evidence_reach(const struct evidence *e, const struct check *check);
void mend_add(struct mend *m, uint32_t row, uint32_t column, decimal by);
void evidence_weigh(const struct evidence *e, struct mend *m);

/* A column beside this one with like amounts, row by row, such as the year before; OBJECT_NONE. */
uint32_t evidence_neighbour(struct evidence *e, uint32_t column);

/* ---- causes ---- */

enum cause_kind {
	CAUSE_SLIP,		/* of a cell */
	CAUSE_REPEATS,		/* a cell has the figure of the one beside it */
	CAUSE_CELL,		/* a cell is wrong, and nothing says how */
	CAUSE_LEFT_OUT,		/* what a total adds: a part ... */
	CAUSE_TWICE,
	CAUSE_COUNTED_SIGN,
	CAUSE_SUBTOTAL,		/* as a line */
	CAUSE_SUBTOTALS,	/* all of them */
	CAUSE_RUN,		/* the first or last rows were left out */
	CAUSE_GROUP,		/* a group was left out */
	CAUSE_ROW_MISSING,	/* the table lacks a row */
	CAUSE_KINDS
};

struct cause {
	enum cause_kind kind;
	struct slip     slip;
	uint32_t        row, column;	/* the cell; of a part, its own */
	uint32_t        last;		/* row of a run's or group's last; column that is repeated */
	uint32_t        n;		/* rows of a run or group; columns of a row that is missing */
	decimal         amount;		/* of the cell or the parts */
	decimal         meant;		/* of a cell */
	int             score;
	uint32_t        fixes;
	uint32_t        fixed[MEND_FIXED];
};

#define CAUSES_KEPT 6u

/* The failure that is being explained. */
struct inquiry {
	struct evidence      *e;
	struct sheet         *s;
	const struct failure *f;
	const struct check   *check;
	const struct cover   *covers;
	decimal               reach;
	bool                  has_many;		/* slips of single parts are not looked for */
	int                   repeated;		/* parts that have the figure of the column beside them */
	struct cause          causes[CAUSES_KEPT];	/* best first */
	uint32_t              ncause;
};

/* Weigh a cause by what its mend does, and keep it where it is among the best. */
void cause_offer(struct inquiry *q, struct cause c, struct mend *m, int weight);

void cause_cells(struct inquiry *q);	/* slips of the total and of each part */
void cause_rows(struct inquiry *q);	/* what the total adds */
void cause_say(struct inquiry *q);	/* those that are worth it, as helps of the finding */

#endif
