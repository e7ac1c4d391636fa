/*
 * The words for what a figure was compared with.
 */
#include "object/basis.h"

#include "base/fill.h"

struct words {
	const char *key, *pattern;
};

/* Of one and of several. */
static const struct words of_kind[BASIS_KINDS][2] = {
	[BASIS_ABOVE] = { { "reading_above_one", "the {n} row above" },
		{ "reading_above", "the {n} rows above" } },
	[BASIS_SINCE] = { { "reading_since_one", "the {n} row since “{name}”" },
		{ "reading_since", "the {n} rows since “{name}”" } },
	[BASIS_TOTALS] = { { "reading_totals_one", "the {n} total above" },
		{ "reading_totals", "the {n} totals above" } },
	[BASIS_GROUP] = { { "reading_group_one", "the {n} row of the group {name}" },
		{ "reading_group", "the {n} rows of the group {name}" } },
	[BASIS_EVERY] = { { "reading_every_one", "every line once ({n} row)" },
		{ "reading_every", "every line once ({n} rows)" } },
	[BASIS_BELOW] = { { "reading_below_one", "the {n} row below" },
		{ "reading_below", "the {n} rows below" } },
	[BASIS_NAMED] = { { "reading_named_one", "the {n} row that the sidecar names" },
		{ "reading_named", "the {n} rows that the sidecar names" } },
	[BASIS_TAKEN_OFF] = { { "reading_taken_off", "the {n} rows above, those taken off subtracted" },
		{ "reading_taken_off", "the {n} rows above, those taken off subtracted" } },
	[BASIS_LESS] = { { "reading_less_one", "“{name}” less the {n} row after it" },
		{ "reading_less", "“{name}” less the {n} rows after it" } },
	[BASIS_COLUMNS_BEFORE] = { { "reading_columns_before", "the {n} columns before it" },
		{ "reading_columns_before", "the {n} columns before it" } },
	[BASIS_COLUMNS_AFTER] = { { "reading_columns_after", "the {n} columns after it" },
		{ "reading_columns_after", "the {n} columns after it" } },
	[BASIS_TOTALS_BEFORE] = { { "reading_totals_before", "the {n} totals before it" },
		{ "reading_totals_before", "the {n} totals before it" } },
	[BASIS_TOTALS_AFTER] = { { "reading_totals_after", "the {n} totals after it" },
		{ "reading_totals_after", "the {n} totals after it" } },
	[BASIS_SHARES] = { { "reading_shares", "every line of {name}" },
		{ "reading_shares", "every line of {name}" } },
	[BASIS_EARLIER] = { { "reading_earlier", "rows of an earlier page" },
		{ "reading_earlier", "rows of an earlier page" } },
	[BASIS_DIFFERENCE] = { { "reading_difference", "{name} less {other}" },
		{ "reading_difference", "{name} less {other}" } },
	[BASIS_RATIO] = { { "reading_ratio", "{name} as a share of {other}" },
		{ "reading_ratio", "{name} as a share of {other}" } },
	[BASIS_CHANGE] = { { "reading_change", "{name} less {other}, as a share of {other}" },
		{ "reading_change", "{name} less {other}, as a share of {other}" } },
	[BASIS_CHANGE_TURNED] = { { "reading_change_turned", "{other} less {name}, as a share of {other}" },
		{ "reading_change_turned", "{other} less {name}, as a share of {other}" } },
	[BASIS_WHOLE] = { { "reading_whole", "{name} as a share of its total" },
		{ "reading_whole", "{name} as a share of its total" } },
	[BASIS_MEAN] = { { "reading_mean", "the average of the {n} columns before it" },
		{ "reading_mean", "the average of the {n} columns before it" } },
	[BASIS_COLUMNS_NAMED] = { { "reading_columns_named", "the {n} columns that “{name}” names" },
		{ "reading_columns_named", "the {n} columns that “{name}” names" } },
	[BASIS_RUNNING] = { { "reading_running", "the row above plus {name}" },
		{ "reading_running", "the row above plus {name}" } },
};

/* Totals with rows that stand under none: by one and several of each. */
static const struct words with_rest[2][2] = {
	{ { "reading_totals_one_rest_one", "the {n} total above and the row that stands under none" },
	  { "reading_totals_one_rest", "the {n} total above and the {rest} rows that stand under none" } },
	{ { "reading_totals_rest_one", "the {n} totals above and the row that stands under none" },
	  { "reading_totals_rest", "the {n} totals above and the {rest} rows that stand under none" } },
};

static const struct words *
words_of(const struct basis *b)
{
	if (b->kind == BASIS_TOTALS && b->rest > 0)
		return &with_rest[b->n != 1][b->rest != 1];
	return &of_kind[b->kind][b->n != 1];
}

const char *
basis_key(const struct basis *b)
{
	return b->kind == BASIS_FORMULA ? NULL : words_of(b)->key;
}

const char *
basis_pattern(const struct basis *b)
{
	return words_of(b)->pattern;
}

struct str
basis_fill(struct arena *a, struct str pattern, const struct basis *b)
{
	const struct hole holes[] = {
		{ "n", str_print(a, "%u", b->n) }, { "rest", str_print(a, "%u", b->rest) },
		{ "name", b->name }, { "other", b->other },
	};

	return fill_text(a, pattern, holes, sizeof holes / sizeof holes[0]);
}

struct str
basis_text(struct arena *a, const struct basis *b)
{
	if (b->kind == BASIS_FORMULA)
		return b->name;
	return basis_fill(a, str_of(basis_pattern(b)), b);
}
