/*
 * The findings about written numbers: one for each mistake, at the number that shows it.
 */
#include "compile/exempt_part.h"
#include "compile/series.h"

#define SAID_MOST 100	/* of one paper: past it, it is no numbering that is checked */

static bool
may_say(struct numbering_run *n)
{
	return n->said++ < SAID_MOST;
}

static void
related(struct numbering_run *n, struct finding *f, const struct entry *other, const char *what)
{
	if (other)
		diag_related(&n->unit->diag, f, entry_place(n->unit, other), "%s", what);
}

void
say_gap(struct numbering_run *n, const struct entry *e, const struct entry *before,
	struct str missing, bool many)
{
	struct diag *d = &n->unit->diag;
	struct place at = entry_place(n->unit, e);
	struct finding *f;

	/* what is missing may be in an exempt part; or this is one, and goes on with the numbers outside */
	if (exempt_part_between(n->unit, before ? entry_place(n->unit, before).line : 0, at.line)
		|| (!before && exempt_part_holds(n->unit, at.line)) || !may_say(n))
		return;
	f = before ? diag_add(d, DIAG_NUMBER_GAP, at, STR_FMT
			" %s missing between " STR_FMT " and " STR_FMT, STR_ARG(missing),
			many ? "are" : "is", STR_ARG(before->mark.written),
			STR_ARG(e->mark.written))
		: diag_add(d, DIAG_NUMBER_GAP, at, STR_FMT " %s missing before " STR_FMT
			", the first of its series", STR_ARG(missing), many ? "are" : "is",
			STR_ARG(e->mark.written));

	diag_help(d, f, "look for text that was left out or lost its number; else number on "
		"without a gap");
	related(n, f, before, "the one before it");
}

void
say_repeated(struct numbering_run *n, const struct entry *e, const struct entry *first,
	struct str missing, bool is_list)
{
	struct diag *d = &n->unit->diag;
	struct finding *f;

	if (!may_say(n))
		return;
	f = diag_add(d, DIAG_NUMBER_REPEATED, entry_place(n->unit, e),
		"the number " STR_FMT " stands twice", STR_ARG(e->mark.written));

	if (is_list)
		diag_grade(d, f, SEVERITY_WARNING);
	if (missing.len > 0)
		diag_help(d, f, STR_FMT " is missing: one of the two may be meant",
			STR_ARG(missing));
	else
		diag_help(d, f, "give one of the two another number: what refers to it can mean "
			"only one");
	related(n, f, first, "the first is here");
}

void
say_order(struct numbering_run *n, const struct entry *e, const struct entry *other, bool before)
{
	struct diag *d = &n->unit->diag;
	struct finding *f;

	if (!may_say(n))
		return;
	f = diag_add(d, DIAG_NUMBER_ORDER, entry_place(n->unit, e),
		"the number " STR_FMT " stands %s " STR_FMT, STR_ARG(e->mark.written),
		before ? "before" : "after", STR_ARG(other->mark.written));

	diag_help(d, f, "mend the number, or put what it numbers in its place");
	related(n, f, other, "that one is here");
}

void
say_style(struct numbering_run *n, const struct entry *e, const struct entry *first)
{
	struct diag *d = &n->unit->diag;
	struct finding *f;

	if (!may_say(n))
		return;
	f = diag_add(d, DIAG_NUMBER_STYLE, entry_place(n->unit, e),
		"the number " STR_FMT " is written otherwise than " STR_FMT
		", with which its series begins", STR_ARG(e->mark.written),
		STR_ARG(first->mark.written));

	diag_help(d, f, "write the numbers of one series alike");
	related(n, f, first, "the first is here");
}
