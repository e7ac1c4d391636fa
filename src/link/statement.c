/*
 * How checks came out, as a sentence.
 *
 * Each noun has its own patterns: other languages bend words that English joins.
 */
#include "link/statement.h"

#include "base/buf.h"
#include "base/fill.h"

struct str
statement_count(struct arena *a, uint32_t n)
{
	return amount_text(a, (decimal)n * decimal_power(0), (struct amount_unit){ UNIT_NUMBER, 0 }, 0);
}

static struct str
filled(const struct program *p, struct arena *a, const char *key, uint32_t n, uint32_t all)
{
	const struct hole holes[] = { { "n", statement_count(a, n) }, { "all", statement_count(a, all) } };

	return fill_text(a, program_word(p, key), holes, sizeof holes / sizeof holes[0]);
}

struct str
statement_counted(const struct program *p, struct arena *a, const char *key, uint32_t n)
{
	return filled(p, a, n == 1 ? str_print(a, "%s_one", key).at : key, n, n);
}

/* What holds, out of how many. */
static struct str
lead(const struct program *p, struct arena *a, const char *noun, uint32_t holds, uint32_t all)
{
	const char *how = holds == all ? (all == 1 ? "one" : "all") : holds ? "some"
		: all == 1 ? "none_one" : "none";

	return filled(p, a, str_print(a, "%s_%s", noun, how).at, holds, all);
}

/* Behind it: "exactly", "within rounding", or how many of each. */
static void
write_how(const struct program *p, struct arena *a, const struct link_tally *n, struct buf *out)
{
	if (n->exact && n->rounding) {
		buf_text(out, ": ");
		buf_str(out, filled(p, a, "count_exact", n->exact, 0));
		buf_text(out, ", ");
		buf_str(out, filled(p, a, "count_rounding", n->rounding, 0));
	} else if (n->exact || n->rounding) {
		buf_char(out, ' ');
		buf_str(out, program_word(p, n->exact ? "in_exact" : "in_rounding"));
	}
	buf_char(out, '.');
}

struct str
statement_of(const struct program *p, struct arena *a, const struct link_tally *n, const char *noun)
{
	uint32_t holds = n->exact + n->rounding, all = holds + n->unchecked + n->mismatch;
	struct buf out = BUF_EMPTY;

	if (!all)
		return STR_NONE;
	buf_str(&out, lead(p, a, noun, holds, all));
	if (str_is(str_of(noun), "references"))	/* they lead somewhere, or they don't */
		buf_char(&out, '.');
	else
		write_how(p, a, n, &out);
	if (n->unchecked && all > 1) {
		buf_char(&out, ' ');
		buf_str(&out, statement_counted(p, a, "count_unchecked", n->unchecked));
	}
	if (n->mismatch && all > 1) {
		buf_char(&out, ' ');
		buf_str(&out, statement_counted(p, a, "count_mismatch", n->mismatch));
	}
	return buf_keep(&out, a);
}
