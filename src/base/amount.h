#ifndef BASE_AMOUNT_H
#define BASE_AMOUNT_H
/*
 * Exact decimal amounts with the precision that they were written in.
 *
 * A value is a 128-bit integer in millionths of a millionth (10^-12) of the
 * base unit: pounds for money, one for plain numbers, one per cent for
 * percentages.  Arithmetic says whether it overflowed; there is no floating point.
 *
 * Rounding is by intervals (XBRL Calculations 1.1): an amount whose last written digit
 * stands for 10^place stands for the interval of half that on either side.
 */
#include "base/buf.h"
#include "base/str.h"

__extension__ typedef __int128 decimal;		/* in 10^-12 of the base unit */

#define DECIMAL_PLACES 12
#define DECIMAL_MOST   25	/* amounts go up to 10^25 base units */

enum unit { UNIT_NUMBER, UNIT_PERCENT, UNIT_POUND, UNIT_EURO, UNIT_DOLLAR, UNIT_COUNT };

struct amount {
	decimal value;
	int8_t  place;		/* last written digit is worth 10^place base units */
	uint8_t unit;		/* enum unit */
	uint8_t own_unit;	/* the text itself gave a currency or % sign */
	uint8_t own_scale;	/* the text itself gave k, m or bn */
};

/* What a cell of an amount column may hold; each kind is kept apart. */
enum amount_kind {
	AMOUNT_TEXT,		/* none of these */
	AMOUNT_BLANK,
	AMOUNT_DASH,		/* - or a dash: nothing, counted as 0 */
	AMOUNT_NIL,		/* nil: 0 */
	AMOUNT_ABSENT,		/* n/a, .., [x]: not available */
	AMOUNT_AWAITED,		/* tbc, tba: still to come */
	AMOUNT_WITHHELD,	/* exempt, [withheld] */
	AMOUNT_VALUE,
	AMOUNT_OVERFLOW		/* an amount, but too large or too precise to hold exactly */
};

bool amount_is_known(enum amount_kind kind);	/* there is an amount, if only nought */

/* What a column or caption says of the amounts below it. */
struct amount_unit {
	enum unit unit;
	int       scale;	/* powers of ten: 3 for £k */
};

/*
 * Read one whole cell or figure: every form of DESIGN.md, section 2, Tables.
 * as gives unit and scale where the text has none of its own.  out is set for
 * AMOUNT_VALUE, AMOUNT_DASH and AMOUNT_NIL.
 */
enum amount_kind amount_read(struct str text, struct amount_unit as, struct amount *out);

/* The text without the marks of notes behind it: 1,234 for `1,234* [1]`. */
struct str amount_without_note(struct str text);

/*
 * The plain forms, quickly: digits with commas between threes or without, a point, a hyphen before them or
 * brackets around them.  The text then stands for number * 10^-decimals, as amount_read has it too.
 * false for anything else, and for more than 18 digits.
 */
bool amount_read_plain(struct str text, int64_t *number, int *decimals);

/* By byte, whether a text that begins with it may be anything but text for amount_read. */
const bool *amount_initials(void);

/*
 * The unit in a header, caption or sidecar: `£k`, `£000`, `£'000`, `£m`, `£bn`, `£`,
 * `%`, `£ million`, in brackets or after the name.  *start and *end are the bytes to
 * leave out for the name alone.  false when the text names no unit.
 */
bool amount_unit_read(struct str text, struct amount_unit *out, size_t *start, size_t *end);

/* false when the result can't be held; *out is then untouched */
bool decimal_add(decimal a, decimal b, decimal *out);
bool decimal_sub(decimal a, decimal b, decimal *out);
bool decimal_mul(decimal a, decimal b, decimal *out);	/* rounded half away from zero at 10^-12 */
bool decimal_div(decimal a, decimal b, decimal *out);	/* likewise; false for b == 0 */
decimal decimal_abs(decimal a);
decimal decimal_power(int place);		/* 10^place, -12 .. 25 */
decimal decimal_round(decimal a, int place);	/* half away from zero */

/* Half the last written digit: how far the true value may lie. */
decimal amount_half(const struct amount *a);

/* Plain decimal in base units, no separators: "4347000", "-0.5". */
void decimal_print(struct buf *out, decimal a);
struct str decimal_text(struct arena *arena, decimal a);

/* As a reader expects it, in the unit and scale given: "£4,347k", "12.5%", "(£250)" is "−£250". */
void amount_print(struct buf *out, decimal value, struct amount_unit as, int place);
struct str amount_text(struct arena *arena, decimal value, struct amount_unit as, int place);

const char *unit_sign(enum unit u);		/* "£", "%", "" ... */

#endif
