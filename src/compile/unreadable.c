/*
 * A cell of an amount column that is no amount: what it looks like, and how to write it.
 *
 * Each slip is a way to mend the text; one whose result is an amount is offered, never taken.
 */
#include <string.h>

#include "base/ascii.h"
#include "compile/sheet.h"

#define LONGEST 64u

/* Letters that are typed, or read off a scan, for digits. */
static const char letters[][2] = {
	{'o', '0'}, {'O', '0'}, {'l', '1'}, {'I', '1'}, {'|', '1'}, {'S', '5'}, {'B', '8'},
};

static bool
is_amount(const struct table_column *c, const char *text, size_t len)
{
	struct amount a;

	return amount_read((struct str){ text, len }, c->unit, &a) == AMOUNT_VALUE;
}

/* 1O0 for 100 */
static size_t
mend_letters(struct str text, char *out)
{
	for (size_t i = 0; i < text.len; i++) {
		out[i] = text.at[i];
		for (size_t k = 0; k < sizeof(letters) / sizeof(letters[0]); k++)
			if (text.at[i] == letters[k][0])
				out[i] = letters[k][1];
	}
	return text.len;
}

/* 1.234,5 for 1,234.5, and 0,4 for 0.4 */
static size_t
mend_comma(struct str text, char *out)
{
	for (size_t i = 0; i < text.len; i++)
		out[i] = text.at[i] == ',' ? '.' : text.at[i] == '.' ? ',' : text.at[i];
	return text.len;
}

/* 1,23,4 or 1,2345: groups of the wrong length */
static size_t
mend_groups(struct str text, char *out)
{
	size_t len = 0;

	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] != ',' && text.at[i] != ' ')
			out[len++] = text.at[i];
	return len;
}

/* 1,234.5. or 1,234* */
static size_t
mend_end(struct str text, char *out)
{
	size_t len = text.len;

	while (len > 0 && !(text.at[len - 1] >= '0' && text.at[len - 1] <= '9') &&
	       text.at[len - 1] != ')')
		len--;
	memcpy(out, text.at, len);
	return len;
}

/* 2.5 FTE, 12 staff: a blank and words behind it */
static size_t
mend_words(struct str text, char *out)
{
	size_t len = mend_end(text, out), count = 0;

	for (size_t i = len; i < text.len; i++)
		count += (text.at[i] | 0x20) >= 'a' && (text.at[i] | 0x20) <= 'z';
	return len < text.len && text.at[len] == ' ' && count > 2 ? len : 0;
}

static const struct mend {
	size_t    (*make)(struct str text, char *out);
	const char *says;
	bool        settles;
	bool        keeps_all;	/* nothing is cut off */
} mends[] = {
	{ mend_letters, "a letter stands for a digit: perhaps", true, true },
	{ mend_comma,   "a comma is not read as a decimal point: perhaps", true, true },
	{ mend_groups,  "commas or blanks part groups of three digits: perhaps", false, true },
	{ mend_words,   "say in the header what is counted, and only how many here: perhaps", true, false },
	{ mend_end,     "something follows the amount, such as a mark for a note: perhaps", false, false },
};

static const struct {
	const char *text, *means;
} marks[] = {
	{ "na", "n/a" }, { "n a", "n/a" }, { "none", "nil" }, { "zero", "nil" }, { "?", "tbc" },
	{ "x", "n/a" }, { "tbc.", "tbc" }, { "--", "-" }, { "*", "n/a" },
};

static bool
suggest_mark(struct sheet *s, struct finding *f, struct str text)
{
	/* #REF!, #N/A, #DIV/0!, #NAME? */
	if (str_starts(text, "#") && text.len > 2 && text.at[1] >= 'A' && text.at[1] <= 'Z') {
		diag_help(&s->unit->diag, f, "the spreadsheet shows an error here: mend it there, and save the table again");
		return true;
	}
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		if (!str_equal_nocase(text, str_of(marks[i].text)))
			continue;
		diag_help(&s->unit->diag, f, "it looks like %s: write `%s`", marks[i].means,
			  marks[i].means);
		return true;
	}
	return false;
}

static bool
suggest_mend(struct sheet *s, struct finding *f, struct str text, const struct table_column *c)
{
	char mended[LONGEST];
	bool any = false;

	for (size_t i = 0; text.len < LONGEST && i < sizeof(mends) / sizeof(mends[0]); i++) {
		size_t len = mends[i].make(text, mended);

		if (!is_amount(c, mended, len) ||
		    (len == text.len && memcmp(mended, text.at, len) == 0))
			continue;
		diag_help(&s->unit->diag, f, "%s %.*s", mends[i].says, (int)len, mended);
		any = true;
		if (mends[i].settles)
			break;	/* what mends this needs no other reading */
	}
	return any;
}

bool
unreadable_is_slip(struct str text)
{
	static const struct table_column plain = { .unit = { UNIT_NUMBER, 0 } };
	char mended[LONGEST];
	size_t digits = 0;

	for (size_t i = 0; i < text.len; i++)
		digits += ascii_is_digit(text.at[i]);
	if (text.len == 0 || text.len >= LONGEST || digits * 2 < text.len || ascii_is_letter(text.at[0]))
		return false;
	for (size_t i = 0; i < sizeof(mends) / sizeof(mends[0]); i++) {
		size_t len = mends[i].make(text, mended);

		if (mends[i].keeps_all && is_amount(&plain, mended, len))
			return true;
	}
	return false;
}

static bool
suggest_two(struct sheet *s, struct finding *f, struct str text, const struct table_column *c)
{
	size_t blank = str_find_char(text, ' ', 0);
	struct str first = str_head(text, blank), rest = str_trim(str_from(text, blank));

	if (blank == text.len || !is_amount(c, first.at, first.len) || !is_amount(c, rest.at, rest.len))
		return false;
	diag_help(&s->unit->diag, f, "two amounts stand in one cell: " STR_FMT " and " STR_FMT,
		STR_ARG(first), STR_ARG(rest));
	return true;
}

void
unreadable_say(struct sheet *s, uint32_t row, uint32_t column)
{
	const struct table_column *c = &s->table->columns[column];
	struct str text = sheet_cell_text(s, row, column);
	struct finding *f =
		diag_add(&s->unit->diag, DIAG_AMOUNT_UNREADABLE, sheet_place(s, row, column),
			 "“" STR_FMT "” in the column " STR_FMT " can't be read as an amount",
			 STR_ARG(sheet_quote(s, text)), STR_ARG(sheet_column_name(s, column)));

	if (str_starts(text, "=")) {
		diag_help(&s->unit->diag, f,
			  "it looks like a formula: save the table with its results, as values");
		return;
	}
	size_t e = str_find_char(text, 'E', 0);

	if (e > 0 && e + 1 < text.len && (text.at[e + 1] == '+' || text.at[e + 1] == '-')) {
		diag_help(&s->unit->diag, f,
			  "a spreadsheet shortened it: widen the column, format it as a number, and save again");
		return;
	}
	if (!suggest_mark(s, f, text) && !suggest_two(s, f, text, c) && !suggest_mend(s, f, text, c))
		diag_help(&s->unit->diag, f, "where there is no amount, write nil, n/a or tbc");
}
