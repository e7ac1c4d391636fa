/*
 * The words of a formula.
 *
 * Knows what is a sign, a number, a name and an address, and how a name becomes the address of a
 * column; the order in which they may stand is formula.c's.  Signs stand between blanks, as in CSS
 * calc, because names and addresses are full of hyphens and slashes; so a run of words
 * without a sign is one name: `Revised budget - Actual`.
 */
#include "compile/phrase.h"

#include "base/path.h"
#include "base/utf8.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

static const struct sign signs[] = {
	{ "=",  LEVEL_COMPARISON, OP_EQUAL, NULL },
	{ "!=", LEVEL_COMPARISON, OP_NOT_EQUAL, NULL },
	{ "<",  LEVEL_COMPARISON, OP_LESS, NULL },
	{ "<=", LEVEL_COMPARISON, OP_LESS_EQUAL, NULL },
	{ ">",  LEVEL_COMPARISON, OP_GREATER, NULL },
	{ ">=", LEVEL_COMPARISON, OP_GREATER_EQUAL, NULL },
	{ "+",  LEVEL_SUM, OP_ADD, NULL },
	{ "-",  LEVEL_SUM, OP_SUBTRACT, NULL },
	{ "*",  LEVEL_PRODUCT, OP_MULTIPLY, NULL },
	{ "/",  LEVEL_PRODUCT, OP_DIVIDE, NULL },
	{ "==", LEVEL_COMPARISON, OP_EQUAL, "=" },
	{ "<>", LEVEL_COMPARISON, OP_NOT_EQUAL, "!=" },
	{ "=<", LEVEL_COMPARISON, OP_LESS_EQUAL, "<=" },
	{ "=>", LEVEL_COMPARISON, OP_GREATER_EQUAL, ">=" },
	{ "\u2260", LEVEL_COMPARISON, OP_NOT_EQUAL, "!=" },
	{ "\u2264", LEVEL_COMPARISON, OP_LESS_EQUAL, "<=" },
	{ "\u2265", LEVEL_COMPARISON, OP_GREATER_EQUAL, ">=" },
	{ "\u2212", LEVEL_SUM, OP_SUBTRACT, "-" },
	{ "\u2013", LEVEL_SUM, OP_SUBTRACT, "-" },
	{ "\u00d7", LEVEL_PRODUCT, OP_MULTIPLY, "*" },
	{ "\u00f7", LEVEL_PRODUCT, OP_DIVIDE, "/" },
};

void
phrase_fault(struct parser *p, struct str where, struct str message, const char *help)
{
	size_t start = p->offset + (size_t)(where.at - p->text.at);

	if (p->failed)
		return;
	p->failed = true;
	p->at = p->text.len;

	struct diag *d = &p->u->diag;
	struct place at = source_place(p->source, start, start + where.len);
	struct finding *f = diag_add(d, p->code, at, STR_FMT, STR_ARG(message));

	diag_help(d, f, "%s", help);
}

struct str
phrase_rest(const struct parser *p)
{
	return str_from(p->text, p->at);
}

size_t
phrase_blank(struct str s)
{
	size_t i = 0;

	return s.len > 0 && utf8_is_blank(utf8_next(s, &i)) ? i : 0;
}

void
phrase_skip(struct parser *p)
{
	for (size_t n; (n = phrase_blank(phrase_rest(p))) > 0;)
		p->at += n;
}

bool
phrase_at(const struct parser *p, char c)
{
	return p->at < p->text.len && p->text.at[p->at] == c;
}

/* Bytes up to a blank or one of the marks. */
static size_t
word_len(struct str s, struct str marks)
{
	size_t len = 0;

	for (size_t next = 0; next < s.len; len = next) {
		uint32_t c = utf8_next(s, &next);

		if (utf8_is_blank(c) || str_find_char(marks, s.at[len], 0) < marks.len)
			return len;
	}
	return len;
}

struct str
phrase_word(const struct parser *p, size_t at)
{
	struct str s = str_from(p->text, at);

	return str_head(s, word_len(s, p->calls > 0 ? STR("(),") : STR("()")));
}

const struct sign *
phrase_sign(struct str word)
{
	for (size_t i = 0; i < ROWS(signs); i++)
		if (str_is(word, signs[i].text))
			return &signs[i];
	return NULL;
}

enum amount_kind
phrase_amount(struct str word, struct amount *out)
{
	return amount_read(word, (struct amount_unit){ UNIT_NUMBER, 0 }, out);
}

static bool
is_number(struct str word)
{
	struct amount ignored;

	return phrase_amount(word, &ignored) == AMOUNT_VALUE;
}

/* The sign in a word that lacks a blank beside it: a*b, a -b, a- b; empty when it has none. */
static struct str
glued_sign(struct str word, bool is_first)
{
	char last = word.at[word.len - 1];

	if (word.len == 1 || is_number(word))
		return STR_NONE;
	for (size_t i = 0; i < word.len; i++) {
		char c = word.at[i];
		bool inside = i > 0 && i + 1 < word.len;

		if (c == '*' || c == '<' || c == '>' || c == '=' || (c == '+' && inside))
			return str_slice(word, i, i + 1);
	}
	if (!is_first && (word.at[0] == '-' || word.at[0] == '/' || word.at[0] == '+'))
		return str_head(word, 1);
	return last == '-' || last == '/' ? str_from(word, word.len - 1) : STR_NONE;
}

void
phrase_unparted(struct parser *p, struct str sign)
{
	phrase_fault(p, sign, str_print(p->u->arena, "`" STR_FMT "` needs a blank on either side of it",
		STR_ARG(sign)), "put a blank before and after it: `Actual - Budget`");
}

static void
check_word(struct parser *p, struct str word, bool is_first)
{
	struct str sign = glued_sign(word, is_first);

	if (sign.len > 0)
		phrase_unparted(p, sign);
}

/* A name may end in brackets, `Budget (revised)`: their end, or 0 when they hold a calculation. */
static size_t
name_bracket_end(const struct parser *p, size_t at)
{
	size_t end = str_find_char(p->text, ')', at);

	if (end == p->text.len || str_find_char(p->text, '(', at + 1) < end)
		return 0;
	for (struct str inside = str_slice(p->text, at + 1, end); inside.len > 0;) {
		size_t len = word_len(inside, STR_NONE);

		if (phrase_sign(str_head(inside, len)))
			return 0;
		inside = str_from(inside, len > 0 ? len : phrase_blank(inside));
	}
	return end + 1;
}

struct str
phrase_take(struct parser *p)
{
	size_t start = p->at, end = p->at;

	for (;;) {
		struct str word = phrase_word(p, p->at);
		size_t bracket = 0;

		if (word.len == 0 && phrase_at(p, '(') && end < p->at)
			bracket = name_bracket_end(p, p->at);
		if (bracket == 0 && (word.len == 0 || phrase_sign(word)))
			break;
		if (bracket == 0)
			check_word(p, word, p->at == start);
		if (p->failed)
			break;
		end = p->at = bracket > 0 ? bracket : p->at + word.len;
		phrase_skip(p);
	}
	return str_slice(p->text, start, end);
}

bool
phrase_is_several(struct str phrase)
{
	size_t count = 0;

	while (phrase.len > 0) {
		size_t len = word_len(phrase, STR_NONE);

		if (len > 0 && !is_number(str_head(phrase, len)))
			return false;
		count += len > 0;
		phrase = str_from(phrase, len > 0 ? len : phrase_blank(phrase));
	}
	return count > 1;
}

/* Already an address: every part between slashes is its own slug.  But 2025/26 is a year. */
static bool
is_address(struct arena *a, struct str s)
{
	bool has_letter = str_find_char(s, '/', 0) == s.len;

	for (size_t i = 0; i < s.len && !has_letter;)
		has_letter = utf8_is_letter(utf8_next(s, &i));
	while (s.len > 0) {
		struct str part = str_cut(&s, '/');

		if (part.len == 0 || !str_equal(utf8_slug(a, part), part))
			return false;
	}
	return has_letter;
}

/* The slug of a name as it stands in a header, where its unit is no part of it. */
static struct str
slug_of_name(struct arena *a, struct str name)
{
	struct amount_unit unit;
	size_t start, end;

	if (amount_unit_read(name, &unit, &start, &end))
		name = str_print(a, STR_FMT STR_FMT, (int)start, name.at, STR_ARG(str_from(name, end)));
	return utf8_slug(a, name);
}

/* Percent signs are decoded to what may be no text. */
static bool
resolve(struct parser *p, struct str path, struct str *out)
{
	return path_resolve(p->u->arena, p->u->in->path, path, out)
		&& utf8_invalid_at(*out) == out->len;
}

bool
phrase_target(struct parser *p, struct str phrase, struct reference *r)
{
	struct arena *a = p->u->arena;
	size_t hash = str_find_char(phrase, '#', 0);
	struct str path = str_trim(str_head(phrase, hash));

	r->path = p->u->in->path;
	if (hash == phrase.len && str_ends(phrase, ".csv"))
		phrase_fault(p, phrase, str_print(a, "`" STR_FMT "` is a whole table", STR_ARG(phrase)),
			"say which of its cells is meant: `table.csv#row/column`");
	else if (hash == phrase.len)
		r->fragment = is_address(a, phrase) ? phrase : slug_of_name(a, phrase);
	else
		r->fragment = str_trim(str_from(phrase, hash + 1));
	if (r->fragment.len == 0)
		phrase_fault(p, phrase, str_print(a, "`" STR_FMT "` names no cell", STR_ARG(phrase)),
			"write a row, a row and a column, or a column of this table: `total/2026-27`");
	else if (hash < phrase.len && path.len > 0 && !resolve(p, path, &r->path))
		phrase_fault(p, phrase, str_print(a, "`" STR_FMT "` is no path inside of the site",
			STR_ARG(path)), "write the table's path from the content folder: `/budgets/table.csv#total`");
	return !p->failed;
}
