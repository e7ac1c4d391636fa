/*
 * Checks across sources: formulas that reach several tables, agendas
 * and their folders; the other passes that check are called in their order.
 */
#include <string.h>

#include "base/path.h"
#include "link/agenda.h"
#include "link/claim.h"
#include "link/deducible.h"
#include "link/exempt.h"
#include "link/heads.h"
#include "link/near.h"
#include "link/nation.h"
#include "link/notice.h"
#include "link/rule.h"
#include "link/sections.h"
#include "link/sheets.h"
#include "link/terms.h"

static void
check_claim(struct program *p, struct formula *f)
{
	struct formula_cells cells = { rule_find_cells, p };
	struct link *l = &p->links[f->link];
	struct quantity q, sides[2];
	enum formula_state s = formula_evaluate(f->ops, f->nop, &cells, -1, &q, sides);

	l->state = LINK_RESOLVED;
	f->verdict = VERDICT_UNCHECKED;
	if (s == FORMULA_DONE) {
		f->computed = q.value;
		f->slack = q.slack;
		f->unit = q.unit;
		claim_check_quantity(p, l, &q, STR("the formula"));
		f->verdict = l->verdict;
	} else if (s == FORMULA_BROKEN) {
		l->state = LINK_BROKEN;		/* the broken address has its own finding */
	} else {
		l->verdict = VERDICT_UNCHECKED;
		if (s != FORMULA_UNCHECKED)
			diag_add(p->diag, DIAG_CLAIM_MISMATCH, program_place(p, l),
				"this figure's formula can't be checked: %s", rule_state_text(s));
	}
	/* It leads to the first cell that it names. */
	for (uint32_t i = 0; i < f->nop; i++)
		if (f->ops[i].kind == OP_CELL) {
			l->target = p->links[f->ops[i].index].target;
			l->id = p->links[f->ops[i].index].id;
			break;
		}
}

static void
check_formulas(struct program *p)
{
	for (uint32_t i = 0; i < p->nformula; i++)
		if (p->formulas[i].link != NONE)
			check_claim(p, &p->formulas[i]);
	rule_check_all(p);
}

/* Count what was checked, page by page. */
static void
tally(struct program *p)
{
	for (uint32_t i = 0; i < p->nlink; i++) {
		const struct link *l = &p->links[i];
		struct page *pg = &p->pages[l->page];

		if (pg->hidden || l->state == LINK_PLAIN)
			continue;
		if (l->kind == REFERENCE_CLAIM || l->kind == REFERENCE_FORMULA)
			tally_add(&pg->claims, l->state == LINK_BROKEN ? VERDICT_MISMATCH : l->verdict);
		else
			tally_add(&pg->references,
				l->state == LINK_RESOLVED ? VERDICT_EXACT : VERDICT_MISMATCH);
	}
}

/* Office files that nobody has allowed. */
static void
check_assets(struct program *p)
{
	for (uint32_t i = 0; i < p->nkind[OBJECT_ASSET]; i++) {
		const struct page *pg = &p->pages[p->by_kind[OBJECT_ASSET][i]];

		if (pg->exempt || program_allows(p, pg->path))
			continue;
		struct finding *f = diag_add(p->diag, DIAG_ASSET_REFUSED, page_place(pg, 0, 0, 0),
			"an office file is not published: it may hold sheets and changes that nobody sees");

		diag_help(p->diag, f, "publish a PDF of it, or allow its kind in site.yaml: `office_files: [" STR_FMT "]`",
			STR_ARG(str_from(pg->path, path_stem(pg->path).len + 1)));
	}
}

void
check_across(struct program *p)
{
	check_formulas(p);
	tally(p);
	agenda_check(p);
	nation_check(p);
	notice_check(p);
	sections_check(p);
	heads_check(p);
	sheets_check(p);
	exempt_check(p);
	check_assets(p);
	near_check(p);
	terms_check(p);
	deducible_check(p);
}
