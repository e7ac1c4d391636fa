/*
 * What the name of a row or column says of itself: that it is a total, of what, a rate, a year.
 *
 * Knows words, in English and Welsh, and looks at nothing but the name; whether a row that says
 * total is the sum of anything is totals.c's.  Names are read as slugs, so that `Sub-Total:` and
 * `SUB TOTAL` are the same words.
 */
#include <string.h>

#include "compile/sheet.h"

#define WORD_LEAST 4u	/* letters */
#define ROWS(table) (sizeof(table) / sizeof((table)[0]))
#define WORDS(text) text, sizeof(text) - 1

static const struct {
	const char     *words;		/* a slug; a longer one before one that it begins with */
	size_t          len;
	enum total_kind kind;
} total_words[] = {
	{ WORDS("grand-total"), TOTAL_GRAND },		{ WORDS("grand-totals"), TOTAL_GRAND },
	{ WORDS("overall-total"), TOTAL_GRAND },	{ WORDS("cyfanswm-terfynol"), TOTAL_GRAND },
	{ WORDS("sub-totals"), TOTAL_PLAIN },		{ WORDS("sub-total"), TOTAL_PLAIN },
	{ WORDS("subtotals"), TOTAL_PLAIN },		{ WORDS("subtotal"), TOTAL_PLAIN },
	{ WORDS("is-gyfanswm"), TOTAL_PLAIN },
	{ WORDS("sum-total"), TOTAL_PLAIN },		{ WORDS("sum-of"), TOTAL_PLAIN },
	{ WORDS("net-total"), TOTAL_NET },
	{ WORDS("totals"), TOTAL_PLAIN },		{ WORDS("total"), TOTAL_PLAIN },
	{ WORDS("cyfanswm"), TOTAL_PLAIN },
};

/* A total of these is a line of its own kind: a share of the total, the total for each resident. */
static const char *const no_sums[] = {
	"share", "shares", "percentage", "percent", "proportion", "average", "mean", "median", "per",
	"ratio",
};
/* What stands between the word total and what it is of. */
static const char *const joints[] = { "for", "of", "in", "the", "all" };

/* Words that make `net` a sum; `Net zero fund` is the name of a line. */
static const char *const net_words[] = {
	"expenditure", "budget", "cost", "costs", "income", "total", "position", "requirement",
	"receipt", "receipts", "movement", "change", "surplus", "deficit", "spend", "spending",
	"assets", "liabilities", "revenue", "funding", "gap", "balance", "current", "capital",
	"pressure", "pressures", "saving", "savings", "profit", "loss", "worth", "payment",
	"amount", "increase", "decrease", "variance", "overspend", "underspend", "transfer",
};
static const char *const rate_words[] = {
	"rate", "average", "avg", "mean", "median", "ratio", "index", "score", "rank", "per",
	"percentage", "percent", "pct",
};
static const char *const money_words[] = {
	"budget", "budgets", "cost", "costs", "expenditure", "spend", "spending", "income",
	"funding", "grant", "grants", "revenue", "price", "fee", "fees", "tax", "payment", "payments",
	"salary", "salaries", "reserve", "reserves", "allocation", "allocations", "outturn",
};

static const char *const count_words[] = {
	"positions", "posts", "staff", "employees", "fte", "headcount", "number", "numbers", "count",
	"cases", "pupils", "homes", "visits", "ratio", "share", "index",
};

bool
label_has_word(struct str slug, const char *word)
{
	while (slug.len > 0) {
		struct str here = slug;
		struct str first = str_cut(&slug, '-');

		if (here.at[0] == word[0] && str_is(first, word))
			return true;
	}
	return false;
}

bool
label_share_word(struct str a, struct str b)
{
	while (a.len > 0) {
		struct str word = str_cut(&a, '-'), rest = b;

		while (word.len >= WORD_LEAST && rest.len > 0)
			if (str_equal(str_cut(&rest, '-'), word))
				return true;
	}
	return false;
}

static bool
has_any(struct str slug, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (label_has_word(slug, words[i]))
			return true;
	return false;
}

bool
label_is_rate(struct str slug)
{
	return has_any(slug, rate_words, ROWS(rate_words));
}

bool
label_is_money(struct str slug)
{
	return has_any(slug, money_words, ROWS(money_words));
}

bool
label_is_count(struct str slug)
{
	return has_any(slug, count_words, ROWS(count_words));
}

/* The first byte mostly tells: every row of a table is asked for every word. */
static bool
begins_with_words(struct str slug, const char *words)
{
	if (slug.len == 0 || slug.at[0] != words[0])
		return false;

	size_t len = strlen(words);

	return str_starts(slug, words) && (slug.len == len || slug.at[len] == '-');
}

static bool
ends_with_words(struct str slug, const char *words, size_t len)
{
	if (slug.len <= len || slug.at[slug.len - 1] != words[len - 1]
		|| slug.at[slug.len - len - 1] != '-')
		return false;
	return str_ends(slug, words);
}

static struct str
without_joints(struct str of)
{
	for (size_t i = 0; i < ROWS(joints); i++) {
		if (!begins_with_words(of, joints[i]) || of.len == strlen(joints[i]))
			continue;
		return without_joints(str_from(of, strlen(joints[i]) + 1));
	}
	return of;
}

/* A year's worth is a sum; what each resident pays is none. */
static bool
is_no_sum(struct str text, struct str slug)
{
	if (label_has_word(slug, "annum"))
		return false;
	return str_find_char(text, '%', 0) < text.len || has_any(slug, no_sums, ROWS(no_sums));
}

static struct total_name
net_name(struct str slug)
{
	struct str of = str_from(slug, 4);	/* `net-` */

	if (of.len > 0 && !has_any(of, net_words, ROWS(net_words)))
		return (struct total_name){ TOTAL_NONE, STR_NONE };
	return (struct total_name){ TOTAL_NET, of };
}

static struct total_name
named(enum total_kind kind, struct str of)
{
	of = without_joints(of);
	if (kind == TOTAL_PLAIN && of.len > 0)
		kind = TOTAL_NAMED;
	return (struct total_name){ kind, of };
}

/* `D Total (A+B+C)`, `12. Total`: the letter or number of the line stands before its name. */
static struct str
without_letter(struct str slug)
{
	size_t end = str_find_char(slug, '-', 0);
	bool number = end <= 3;

	for (size_t i = 0; i < end && number; i++)
		number = slug.at[i] >= '0' && slug.at[i] <= '9';
	return end == 1 || number ? str_from(slug, end + 1) : slug;
}

/* What the words say, though it may be no sum. */
static struct total_name
total_said(struct str slug)
{
	char first = slug.len > 0 ? slug.at[0] : ' ', last = slug.len > 0 ? slug.at[slug.len - 1] : ' ';

	for (size_t i = 0; i < ROWS(total_words); i++) {
		const char *words = total_words[i].words;

		if (words[0] == first && begins_with_words(slug, words))
			return named(total_words[i].kind, str_from(slug, total_words[i].len + 1));
		if (words[total_words[i].len - 1] == last
			&& ends_with_words(slug, words, total_words[i].len))
			return named(total_words[i].kind,
				str_head(slug, slug.len - total_words[i].len - 1));
	}
	struct str rest = without_letter(slug);

	for (size_t i = 0; i < ROWS(total_words) && rest.len < slug.len; i++)
		if (begins_with_words(rest, total_words[i].words))
			return (struct total_name){ total_words[i].kind, STR_NONE };
	if (begins_with_words(slug, "net"))
		return net_name(slug);
	return (struct total_name){ str_is(slug, "sum") ? TOTAL_PLAIN : TOTAL_NONE, STR_NONE };
}

struct total_name
label_total(struct str text, struct str slug)
{
	struct total_name said = total_said(slug);

	if (said.kind != TOTAL_NONE && is_no_sum(text, slug))
		return (struct total_name){ TOTAL_NONE, STR_NONE };
	return said;
}

bool
label_is_part(struct str text)
{
	static const char *const begins[] = { "of which", "o/w ", "thereof", "of this" };

	for (size_t i = 0; i < ROWS(begins); i++)
		if (text.len > 0 && (text.at[0] | 0x20) == begins[i][0]
			&& str_equal_nocase(str_head(text, strlen(begins[i])), str_of(begins[i])))
			return true;
	return false;
}

static bool
is_digits(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.at[i] < '0' || s.at[i] > '9')
			return false;
	return s.len > 0;
}

/* 2025, and also 2009/10, 2026-27, 2012-2013 */
bool
label_is_year(struct str text)
{
	text = str_trim(text);
	if (!str_starts(text, "19") && !str_starts(text, "20"))
		return false;
	text = amount_without_note(text);

	struct str year = str_head(text, 4), rest = str_from(text, 4);

	if (year.len < 4 || !is_digits(year))
		return false;
	if (rest.len == 0)
		return true;
	return (rest.at[0] == '/' || rest.at[0] == '-') && is_digits(str_from(rest, 1))
		&& (rest.len == 3 || rest.len == 5);
}
