/*
 * What the header of a column of amounts says that it is for.
 *
 * Knows words, in English and Welsh, and no figures; whether a column that is called a variance is one
 * is relation.c's.
 */

#include "compile/relation.h"

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

static const struct {
	const char *words;	/* of a slug */
	unsigned    says;
} meanings[] = {
	{ "budget", WORDS_BUDGET }, { "budgets", WORDS_BUDGET }, { "budgeted", WORDS_BUDGET },
	{ "estimate", WORDS_BUDGET }, { "estimated", WORDS_BUDGET }, { "plan", WORDS_BUDGET },
	{ "planned", WORDS_BUDGET }, { "target", WORDS_BUDGET }, { "approved", WORDS_BUDGET },
	{ "allocation", WORDS_BUDGET }, { "allocated", WORDS_BUDGET },
	{ "revised", WORDS_BUDGET | WORDS_REVISED }, { "latest", WORDS_BUDGET | WORDS_REVISED },
	{ "amended", WORDS_BUDGET | WORDS_REVISED }, { "adjusted", WORDS_BUDGET | WORDS_REVISED },
	{ "updated", WORDS_BUDGET | WORDS_REVISED },
	{ "original", WORDS_BUDGET }, { "adopted", WORDS_BUDGET }, { "profile", WORDS_BUDGET },
	{ "profiled", WORDS_BUDGET }, { "award", WORDS_BUDGET }, { "funding", WORDS_BUDGET },
	{ "limit", WORDS_BUDGET }, { "baseline", WORDS_BUDGET }, { "cyllideb", WORDS_BUDGET },

	{ "actual", WORDS_ACTUAL }, { "actuals", WORDS_ACTUAL }, { "outturn", WORDS_ACTUAL },
	{ "spend", WORDS_ACTUAL | WORDS_OUT }, { "spent", WORDS_ACTUAL | WORDS_OUT | WORDS_USED },
	{ "forecast", WORDS_ACTUAL | WORDS_BUDGET }, { "projected", WORDS_ACTUAL },
	{ "projection", WORDS_ACTUAL }, { "expected", WORDS_ACTUAL }, { "result", WORDS_ACTUAL },
	{ "gwirioneddol", WORDS_ACTUAL }, { "alldro", WORDS_ACTUAL },

	{ "variance", WORDS_DIFFERENCE }, { "variances", WORDS_DIFFERENCE },
	{ "variation", WORDS_DIFFERENCE }, { "var", WORDS_DIFFERENCE },
	{ "difference", WORDS_DIFFERENCE }, { "diff", WORDS_DIFFERENCE },
	{ "change", WORDS_DIFFERENCE }, { "changes", WORDS_DIFFERENCE },
	{ "increase", WORDS_DIFFERENCE | WORDS_IN }, { "decrease", WORDS_DIFFERENCE | WORDS_OUT },
	{ "growth", WORDS_DIFFERENCE | WORDS_IN }, { "reduction", WORDS_DIFFERENCE | WORDS_OUT },
	{ "movement", WORDS_DIFFERENCE }, { "over", WORDS_DIFFERENCE },
	{ "under", WORDS_DIFFERENCE }, { "overspend", WORDS_DIFFERENCE },
	{ "underspend", WORDS_DIFFERENCE }, { "overspent", WORDS_DIFFERENCE },
	{ "underspent", WORDS_DIFFERENCE }, { "overspending", WORDS_DIFFERENCE },
	{ "underspending", WORDS_DIFFERENCE }, { "gap", WORDS_DIFFERENCE },
	{ "shortfall", WORDS_DIFFERENCE }, { "slippage", WORDS_DIFFERENCE },
	{ "favourable", WORDS_DIFFERENCE }, { "adverse", WORDS_DIFFERENCE },
	{ "surplus", WORDS_DIFFERENCE | WORDS_NET }, { "deficit", WORDS_DIFFERENCE | WORDS_NET },
	{ "profit", WORDS_DIFFERENCE | WORDS_NET }, { "net", WORDS_NET },
	{ "amrywiad", WORDS_DIFFERENCE }, { "newid", WORDS_DIFFERENCE },
	{ "gwahaniaeth", WORDS_DIFFERENCE }, { "cynnydd", WORDS_DIFFERENCE },
	{ "gostyngiad", WORDS_DIFFERENCE },

	{ "opening", WORDS_OPENING }, { "brought-forward", WORDS_OPENING },
	{ "b-f", WORDS_OPENING }, { "bf", WORDS_OPENING }, { "b-fwd", WORDS_OPENING },
	{ "1-april", WORDS_OPENING | WORDS_CLOSING }, { "agoriadol", WORDS_OPENING },
	{ "closing", WORDS_CLOSING }, { "balance", WORDS_CLOSING }, { "balances", WORDS_CLOSING },
	{ "carried-forward", WORDS_CLOSING }, { "c-f", WORDS_CLOSING }, { "cf", WORDS_CLOSING },
	{ "c-fwd", WORDS_CLOSING }, { "31-march", WORDS_CLOSING }, { "terfynol", WORDS_CLOSING },

	{ "receipts", WORDS_IN }, { "income", WORDS_IN }, { "additions", WORDS_IN },
	{ "added", WORDS_IN }, { "contributions", WORDS_IN }, { "in", WORDS_IN },
	{ "interest", WORDS_IN }, { "raised", WORDS_IN }, { "received", WORDS_IN },
	{ "payments", WORDS_OUT }, { "expenditure", WORDS_OUT | WORDS_ACTUAL },
	{ "uses", WORDS_OUT }, { "use", WORDS_OUT }, { "used", WORDS_OUT | WORDS_USED },
	{ "withdrawals", WORDS_OUT }, { "out", WORDS_OUT }, { "drawdown", WORDS_OUT },
	{ "released", WORDS_OUT }, { "applied", WORDS_OUT }, { "disposals", WORDS_OUT },
	{ "paid", WORDS_OUT }, { "repaid", WORDS_OUT }, { "repayments", WORDS_OUT },
	{ "committed", WORDS_OUT }, { "commitments", WORDS_OUT }, { "costs", WORDS_OUT },

	{ "remaining", WORDS_REMAINING }, { "available", WORDS_REMAINING },
	{ "unspent", WORDS_REMAINING }, { "uncommitted", WORDS_REMAINING },
	{ "left", WORDS_REMAINING }, { "remainder", WORDS_REMAINING },
	{ "headroom", WORDS_REMAINING }, { "balance", WORDS_REMAINING },
	{ "outstanding", WORDS_REMAINING }, { "yn-weddill", WORDS_REMAINING },

	{ "average", WORDS_MEAN }, { "avg", WORDS_MEAN }, { "mean", WORDS_MEAN },
	{ "cyfartaledd", WORDS_MEAN },
	{ "cumulative", WORDS_RUNNING }, { "to-date", WORDS_RUNNING }, { "ytd", WORDS_RUNNING },
	{ "running", WORDS_RUNNING }, { "cronnus", WORDS_RUNNING },

	{ "full-year", WORDS_WHOLE }, { "whole-year", WORDS_WHOLE }, { "all", WORDS_WHOLE },
	{ "combined", WORDS_WHOLE }, { "overall", WORDS_WHOLE }, { "blwyddyn-lawn", WORDS_WHOLE },

	{ "share", WORDS_SHARE | WORDS_PERCENT }, { "proportion", WORDS_SHARE | WORDS_PERCENT },
	{ "of-total", WORDS_SHARE }, { "split", WORDS_SHARE }, { "of-the-total", WORDS_SHARE },
	{ "cyfran", WORDS_SHARE | WORDS_PERCENT },
	{ "of-budget", WORDS_USED }, { "complete", WORDS_USED }, { "completed", WORDS_USED },
	{ "collected", WORDS_USED }, { "achieved", WORDS_USED }, { "delivered", WORDS_USED },
	{ "percent", WORDS_PERCENT }, { "percentage", WORDS_PERCENT }, { "pct", WORDS_PERCENT },
	{ "per-cent", WORDS_PERCENT }, { "canran", WORDS_PERCENT },
};

/* Whether the words stand at the front of a slug, up to the bound of a word. */
static bool
begins_with(struct str slug, const char *words)
{
	return str_starts(slug, words) && (slug.len == strlen(words) || slug.at[strlen(words)] == '-');
}

/* The slug without its first word; empty after the last. */
static struct str
next_word(struct str slug)
{
	return str_from(slug, str_find_char(slug, '-', 0) + 1);
}

/* `2025/26`, also behind or before other words. */
static bool
has_year(struct str header)
{
	while (header.len > 0) {
		size_t end = 0;

		while (end < header.len && header.at[end] != ' ' && header.at[end] != '\n')
			end++;
		if (label_is_year(str_head(header, end)))
			return true;
		header = str_from(header, end + 1);
	}
	return false;
}

unsigned
column_words(const struct sheet *s, uint32_t column)
{
	const struct table_column *c = &s->table->columns[column];
	unsigned says = 0;

	for (struct str rest = c->slug; rest.len > 0; rest = next_word(rest))
		for (size_t i = 0; i < ROWS(meanings); i++)
			if (begins_with(rest, meanings[i].words))
				says |= meanings[i].says;
	if (has_year(c->name))
		says |= WORDS_YEAR;
	if (c->unit.unit == UNIT_PERCENT)
		says |= WORDS_PERCENT;
	return says;
}

bool
column_is_income(struct str slug)
{
	static const char *const words[] = {
		"income", "fees", "charges", "grant", "grants", "receipts", "funding", "tax", "precept",
		"sales", "rent", "rents", "rates", "recharges", "contribution", "contributions", "saving",
		"savings", "interest", "incwm",
	};

	for (; slug.len > 0; slug = next_word(slug))
		for (size_t i = 0; i < ROWS(words); i++)
			if (begins_with(slug, words[i]))
				return true;
	return false;
}
