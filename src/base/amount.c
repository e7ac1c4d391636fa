/*
 * What a cell or a figure in prose says: an amount, a mark that stands for one, or text.
 *
 * The forms are rows of the tables below, and nothing is guessed: a text that fits no form
 * whole is text.  Arithmetic and printing are decimal.c's; what a column of such cells
 * means is the table reader's.
 */
#include "base/amount.h"

#include <string.h>

#define ROWS(table)   (sizeof(table) / sizeof((table)[0]))
#define WHOLE_PLACES  DECIMAL_MOST

__extension__ typedef unsigned __int128 magnitude;

static const struct {
	const char      *text;
	enum amount_kind kind;
} words[] = {
	{ "-", AMOUNT_DASH },		{ "\u2013", AMOUNT_DASH },
	{ "\u2014", AMOUNT_DASH },	{ "\u2212", AMOUNT_DASH },
	{ "nil", AMOUNT_NIL },
	{ "n/a", AMOUNT_ABSENT },	{ "n.a.", AMOUNT_ABSENT },
	{ "..", AMOUNT_ABSENT },	{ "...", AMOUNT_ABSENT },
	{ "\u2026", AMOUNT_ABSENT },	{ "[x]", AMOUNT_ABSENT },
	{ "not available", AMOUNT_ABSENT },
	{ "not applicable", AMOUNT_ABSENT },
	{ "tbc", AMOUNT_AWAITED },	{ "[tbc]", AMOUNT_AWAITED },
	{ "tba", AMOUNT_AWAITED },	{ "[tba]", AMOUNT_AWAITED },
	{ "tbd", AMOUNT_AWAITED },
	{ "to be confirmed", AMOUNT_AWAITED },
	{ "to be advised", AMOUNT_AWAITED },
	{ "to be agreed", AMOUNT_AWAITED },
	{ "to be announced", AMOUNT_AWAITED },
	{ "to be determined", AMOUNT_AWAITED },
	{ "exempt", AMOUNT_WITHHELD },	{ "[exempt]", AMOUNT_WITHHELD },
	{ "withheld", AMOUNT_WITHHELD },
	{ "[withheld]", AMOUNT_WITHHELD },
	{ "confidential", AMOUNT_WITHHELD },
	{ "[confidential]", AMOUNT_WITHHELD },
	{ "[c]", AMOUNT_WITHHELD },	/* as the Government Statistical Service marks it */
	{ "redacted", AMOUNT_WITHHELD },	{ "[redacted]", AMOUNT_WITHHELD },
	{ "suppressed", AMOUNT_WITHHELD },
	{ "not for publication", AMOUNT_WITHHELD },
	{ "commercially sensitive", AMOUNT_WITHHELD },
	{ "commercial in confidence", AMOUNT_WITHHELD },
};

/* What may stand around the digits.  A longer text comes before one that it begins with. */
enum mark { MARK_UNIT, MARK_SCALE, MARK_SIGN, MARK_OPEN, MARK_CLOSE, MARK_COUNT };

struct mark_text {
	const char *text;
	enum mark   mark;
	int         value;	/* enum unit, scale, or sign */
};

static const struct mark_text before_digits[] = {
	{ "£", MARK_UNIT, UNIT_POUND },
	{ "Â£", MARK_UNIT, UNIT_POUND },	/* as UTF-8 looks where it was read as Windows-1252 */
	{ "€", MARK_UNIT, UNIT_EURO },
	{ "$", MARK_UNIT, UNIT_DOLLAR },
	{ "-", MARK_SIGN, -1 },
	{ "\u2212", MARK_SIGN, -1 },
	{ "\u2013", MARK_SIGN, -1 },
	{ "+", MARK_SIGN, 1 },
	{ "(", MARK_OPEN, -1 },
	{ NULL, MARK_COUNT, 0 },
};

static const struct mark_text after_digits[] = {
	{ "thousand", MARK_SCALE, 3 },
	{ "k", MARK_SCALE, 3 },
	{ "million", MARK_SCALE, 6 },
	{ "mn", MARK_SCALE, 6 },
	{ "m", MARK_SCALE, 6 },
	{ "billion", MARK_SCALE, 9 },
	{ "bn", MARK_SCALE, 9 },
	{ "%", MARK_UNIT, UNIT_PERCENT },
	{ "per cent", MARK_UNIT, UNIT_PERCENT },
	{ "percent", MARK_UNIT, UNIT_PERCENT },
	{ ")", MARK_CLOSE, 0 },
	{ "-", MARK_SIGN, -1 },
	{ "\u2212", MARK_SIGN, -1 },
	{ "\u2013", MARK_SIGN, -1 },
	{ "cr", MARK_SIGN, -1 },	/* income, in a list of what is spent */
	{ "dr", MARK_SIGN, 1 },
	{ NULL, MARK_COUNT, 0 },
};

/* No-break, en, em, figure, punctuation, thin, hair and narrow no-break space too. */
static const char *const blanks[] = {
	" ", "\t", "\r", "\n", "\u00a0", "\u2002", "\u2003", "\u2007", "\u2008", "\u2009",
	"\u200a", "\u202f",
};

/* A text on its way to an amount. */
struct figure {
	struct str rest;		/* not yet read */
	const struct mark_text *marks[MARK_COUNT];	/* NULL where there was none */
	magnitude  digits;		/* without the point */
	int        decimals;
	bool       overflow;
};

static size_t
blank_before(struct str s)
{
	if (s.len == 0 || (s.at[0] > ' ' && s.at[0] <= '~'))
		return 0;	/* no blank begins so: most texts need no look at the table */
	for (size_t i = 0; i < ROWS(blanks); i++)
		if (str_starts(s, blanks[i]))
			return strlen(blanks[i]);
	return 0;
}

static size_t
blank_behind(struct str s)
{
	if (s.len == 0 || (s.at[s.len - 1] > ' ' && s.at[s.len - 1] <= '~'))
		return 0;
	for (size_t i = 0; i < ROWS(blanks); i++)
		if (str_ends(s, blanks[i]))
			return strlen(blanks[i]);
	return 0;
}

static struct str
without_blanks(struct str s)
{
	for (size_t n; (n = blank_before(s)) > 0;)
		s = str_from(s, n);
	for (size_t n; (n = blank_behind(s)) > 0;)
		s = str_head(s, s.len - n);
	return s;
}

static bool
starts_nocase(struct str s, const char *text)
{
	/* the first bytes may differ in the bit for case; most rows go no further */
	if (s.len == 0 || ((s.at[0] ^ text[0]) & ~0x20) != 0)
		return false;
	return str_is_nocase(str_head(s, strlen(text)), text);
}

static bool
is_digit_at(struct str s, size_t i)
{
	return i < s.len && s.at[i] >= '0' && s.at[i] <= '9';
}

/* Read one mark of the table; false when none stands here, or it stood before. */
static bool
take_mark(struct figure *f, const struct mark_text *table)
{
	for (const struct mark_text *row = table; row->text; row++) {
		if (!starts_nocase(f->rest, row->text))
			continue;
		if (f->marks[row->mark])
			return false;
		f->marks[row->mark] = row;
		f->rest = without_blanks(str_from(f->rest, strlen(row->text)));
		return true;
	}
	return false;
}

/* The digits at the front are added to the number; gives how many there were. */
static size_t
take_digits(struct figure *f)
{
	const magnitude most = (magnitude)decimal_power(WHOLE_PLACES);
	size_t count = 0;

	for (; is_digit_at(f->rest, count); count++) {
		f->overflow = f->overflow || f->digits > most / 10;
		if (!f->overflow)
			f->digits = f->digits * 10 + (unsigned)(f->rest.at[count] - '0');
	}
	f->rest = str_from(f->rest, count);
	return count;
}

/* The text between two groups of digits: a comma or one blank; 0 when no digit follows. */
static size_t
separator_before(struct str s)
{
	size_t n = str_starts(s, ",") ? 1 : blank_before(s);

	return n > 0 && is_digit_at(s, n) ? n : 0;
}

/*
 * Digits in groups: 1,234,567 or 1 234 567, and as India writes it 12,34,567.
 * false when the groups are irregular: 1,23 may be a slip for 1.23 or for 1,230.
 */
static bool
take_groups(struct figure *f, size_t *count)
{
	struct str separator = STR_NONE;
	size_t first = take_digits(f), last = first, middle = 0, groups = 1;

	*count = first;
	for (size_t n; first > 0 && (n = separator_before(f->rest)) > 0; groups++) {
		struct str here = str_head(f->rest, n);

		if (groups == 1)
			separator = here;
		else if (!str_equal(separator, here) || (middle > 0 && middle != last))
			return false;
		else
			middle = last;
		f->rest = str_from(f->rest, n);
		last = take_digits(f);
	}
	if (groups == 1)
		return true;
	if (last != 3)
		return false;
	if (middle == 2)
		return str_is(separator, ",") && first <= 2;
	return first <= 3 && (middle == 0 || middle == 3);
}

static bool
take_number(struct figure *f)
{
	size_t whole, decimals = 0;

	if (!take_groups(f, &whole))
		return false;
	if (str_starts(f->rest, ".")) {
		f->rest = str_from(f->rest, 1);
		decimals = take_digits(f);
	}
	f->rest = without_blanks(f->rest);
	f->overflow = f->overflow || decimals > WHOLE_PLACES + DECIMAL_PLACES;
	f->decimals = f->overflow ? 0 : (int)decimals;
	return whole + decimals > 0;
}

/* Marks may be joined only where one reading is possible: 5%k and -(5) are text. */
static bool
marks_agree(const struct figure *f)
{
	const struct mark_text *unit = f->marks[MARK_UNIT];
	bool percent = unit && unit->value == UNIT_PERCENT;

	if (!f->marks[MARK_OPEN] != !f->marks[MARK_CLOSE])
		return false;
	if (f->marks[MARK_OPEN] && f->marks[MARK_SIGN])
		return false;
	return !(percent && f->marks[MARK_SCALE]);
}

static bool
take_figure(struct figure *f)
{
	while (take_mark(f, before_digits))
		;
	const struct mark_text *sign = f->marks[MARK_SIGN];

	if (!take_number(f))
		return false;
	/* nothing may follow a sign that stands behind */
	while (f->rest.len > 0 && f->marks[MARK_SIGN] == sign)
		if (!take_mark(f, after_digits))
			return false;
	return f->rest.len == 0 && marks_agree(f);
}

/* digits, of which some are decimals, times 10^scale; as an amount of the unit given */
static enum amount_kind
settle(magnitude digits, int decimals, struct amount_unit as, struct amount *out)
{
	int shift = DECIMAL_PLACES + as.scale - decimals;

	if (shift < 0 || shift > DECIMAL_PLACES + WHOLE_PLACES)
		return AMOUNT_OVERFLOW;
	magnitude factor = (magnitude)decimal_power(shift - DECIMAL_PLACES), steps;

	if (__builtin_mul_overflow(digits, factor, &steps)
		|| steps > (magnitude)decimal_power(WHOLE_PLACES))
		return AMOUNT_OVERFLOW;
	*out = (struct amount){
		.value = (decimal)steps,
		.place = (int8_t)(as.scale - decimals),
		.unit = (uint8_t)as.unit,
	};
	return AMOUNT_VALUE;
}

static enum amount_kind
read_figure(struct str text, struct amount_unit as, struct amount *out)
{
	struct figure f = { .rest = text };

	if (!take_figure(&f))
		return AMOUNT_TEXT;
	const struct mark_text *unit = f.marks[MARK_UNIT], *scale = f.marks[MARK_SCALE];
	const struct mark_text *sign = f.marks[f.marks[MARK_OPEN] ? MARK_OPEN : MARK_SIGN];

	if (unit)
		as.unit = (enum unit)unit->value;
	if (unit && unit->value == UNIT_PERCENT)
		as.scale = 0;
	else if (scale)
		as.scale = scale->value;
	enum amount_kind kind = f.overflow ? AMOUNT_OVERFLOW
		: settle(f.digits, f.decimals, as, out);

	if (kind != AMOUNT_VALUE)
		return kind;
	if (sign && sign->value < 0)
		out->value = -out->value;
	out->own_unit = unit != NULL;
	out->own_scale = scale != NULL;
	return AMOUNT_VALUE;
}

/* £- and £nil, as spreadsheets print a zero: the sign is left out for the word alone. */
static enum amount_kind
read_word(struct str text, struct amount_unit as, struct amount *out)
{
	const struct mark_text *sign = NULL;

	for (const struct mark_text *row = before_digits; row->mark == MARK_UNIT; row++)
		if (str_starts(text, row->text))
			sign = row;
	struct str word = sign ? without_blanks(str_from(text, strlen(sign->text))) : text;

	for (size_t i = 0; i < ROWS(words); i++) {
		if (!str_is_nocase(word, words[i].text))
			continue;
		if (words[i].kind != AMOUNT_DASH && words[i].kind != AMOUNT_NIL)
			return sign ? AMOUNT_TEXT : words[i].kind;
		if (sign)
			as.unit = (enum unit)sign->value;
		if (settle(0, 0, as, out) == AMOUNT_OVERFLOW)
			return AMOUNT_OVERFLOW;
		out->own_unit = sign != NULL;
		return words[i].kind;
	}
	return AMOUNT_TEXT;
}

static void
add_initial(bool out[256], const char *text)
{
	unsigned char c = (unsigned char)text[0];

	out[c] = true;
	if (c >= 'a' && c <= 'z')
		out[c - 'a' + 'A'] = true;
}

/* Beyond ASCII all may: blanks, dashes and signs are among them. */
const bool *
amount_initials(void)
{
	static bool all[256];

	if (all['0'])
		return all;	/* a text may hold thousands of tables that ask for them */
	for (unsigned c = 0; c < 256; c++)
		all[c] = c >= 0x80 || c <= ' ' || (c >= '0' && c <= '9') || c == '.';
	for (size_t i = 0; i < ROWS(words); i++)
		add_initial(all, words[i].text);
	for (const struct mark_text *row = before_digits; row->text; row++)
		add_initial(all, row->text);
	return all;
}

static enum amount_kind
settle_plain(int64_t number, int decimals, struct amount_unit as, struct amount *out)
{
	magnitude digits = number < 0 ? -(magnitude)number : (magnitude)number;
	enum amount_kind kind = settle(digits, decimals, as, out);

	if (kind == AMOUNT_VALUE && number < 0)
		out->value = -out->value;
	return kind;
}

/* £000 below a header says that its amounts are thousands, and is none itself. */
static bool
is_scale(struct str text)
{
	for (const struct mark_text *row = before_digits; row->mark == MARK_UNIT; row++)
		if (str_starts(text, row->text) && str_is(str_from(text, strlen(row->text)), "000"))
			return true;
	return false;
}

static enum amount_kind
read_whole(struct str text, struct amount_unit as, struct amount *out)
{
	for (size_t i = 0; i < text.len; i++)
		if (is_digit_at(text, i))
			return is_scale(text) ? AMOUNT_TEXT : read_figure(text, as, out);
	return read_word(text, as, out);
}

bool
amount_is_known(enum amount_kind kind)
{
	return kind == AMOUNT_VALUE || kind == AMOUNT_DASH || kind == AMOUNT_NIL;
}

enum amount_kind
amount_read(struct str text, struct amount_unit as, struct amount *out)
{
	int64_t plain;
	int decimals;

	if (amount_read_plain(text, &plain, &decimals))
		return settle_plain(plain, decimals, as, out);
	text = without_blanks(text);
	if (text.len == 0)
		return AMOUNT_BLANK;
	enum amount_kind kind = read_whole(text, as, out);

	if (kind != AMOUNT_TEXT)
		return kind;
	struct str rest = amount_without_note(text);

	return rest.len > 0 && rest.len < text.len ? read_whole(without_blanks(rest), as, out) : kind;
}
