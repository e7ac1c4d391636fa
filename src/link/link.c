/*
 * The list of passes, with fences.
 */
#include "link/elsewhere.h"
#include "link/emit.h"
#include "link/exempt.h"
#include "link/figures.h"
#include "link/gist.h"
#include "link/house.h"
#include "link/minutes.h"
#include "link/municipal.h"
#include "link/pdf.h"
#include "link/people.h"
#include "link/plan.h"
#include "link/written.h"

/* Templates and strings stay in memory for the whole link. */
static struct object *
open_all(struct program *p, enum object_kind kind, unsigned parts, size_t *n)
{
	struct object *objects = arena_array(p->arena, p->nkind[kind], sizeof *objects);

	*n = p->nkind[kind];
	for (uint32_t i = 0; i < p->nkind[kind]; i++)
		program_open(p, p->by_kind[kind][i], parts, p->arena, &objects[i]);
	return objects;
}

struct mustache *
link_theme(struct program *p)
{
	size_t ntemplate, nwords;
	struct object *templates = open_all(p, OBJECT_TEMPLATE, OBJECT_BODY, &ntemplate);
	struct object *words = open_all(p, OBJECT_STRINGS, OBJECT_HEAD, &nwords);

	return mustache_load(p->arena, templates, ntemplate, words, nwords, p->diag);
}

static void
tally_sum(struct link_tally *to, const struct link_tally *t)
{
	to->exact += t->exact;
	to->rounding += t->rounding;
	to->unchecked += t->unchecked;
	to->mismatch += t->mismatch;
}

static void
tally_all(struct program *p, const struct output_list *list)
{
	struct link_summary *s = p->summary;

	for (uint32_t i = 0; i < p->npage; i++) {
		const struct page *pg = &p->pages[i];

		if (pg->exempt || pg->hidden)
			continue;
		tally_sum(&s->sums, &pg->sums);
		tally_sum(&s->rules, &pg->rules);
		tally_sum(&s->claims, &pg->claims);
		tally_sum(&s->references, &pg->references);
	}
	for (uint32_t i = 0; i < list->count && !p->options->lone; i++)
		s->pages += form_is_page(list->outputs[i].form)
			|| (p->options->restricted && list->outputs[i].form <= FORM_PACKS);
	s->files = list->count;
}

static bool
write_site(struct program *p, const struct mustache *templates, struct output_list *list, bool *before)
{
	struct publish publish = { 0 };
	struct publish_row *rows = arena_array(p->arena, list->count, sizeof *rows);

	if (!(p->options->restricted ? publish_open_restricted : publish_open)(&publish, p->options->site,
		p->options->out, p->arena, p->diag)) {
		*before = publish.listed;
		return false;
	}
	*before = publish.listed;
	bool good = emit(p, templates, list, EMIT_PRINTED, &publish, rows)
		&& pdf_make(p, list, &publish, rows)
		&& emit(p, templates, list, EMIT_REST, &publish, rows);

	pdf_forget(list, rows);
	p->summary->files = list->count;
	program_release(p);	/* every page is made; what follows needs the rows alone */
	good = good && publish_commit(&publish, rows, list->count, &p->summary->manifest);

	if (p->options->restricted)
		publish_discard(&publish);
	p->summary->failed = publish.left_over;
	publish_close(&publish);
	return good;
}

void
link_passes(struct program *p)
{
	symtab_fill(p);
	/* From here on no page and no link is added. */

	exempt_settle(p);
	layout_assign(p);
	elsewhere_find(p);
	people_find(p);
	written_name(p);
	resolve(p);
	minutes_read(p);
	municipal_check(p);
	resolve_incoming(p);
	plan_settle(p);
	check_across(p);
	gists_settle(p);
}

void
link_site(const struct link_input *in, const struct link_options *options, struct arena *a,
	struct diag *d, struct link_summary *summary)
{
	struct program p = { .arena = a, .in = in, .options = options, .diag = d, .summary = summary };
	struct output_list list;

	link_passes(&p);
	output_fill(&p, &list);
	tally_all(&p, &list);
	exempt_list_secret(&p);
	struct mustache *templates = options->lone ? NULL : link_theme(&p);

	exempt_hush(&p);
	house_apply(&p);
	if (options->figures)
		figures_list(&p, options->figures);
	/* From here on the program is const: all that is left is to write. */

	bool before = false;	/* a site was published before */
	bool write = options->write && !diag_failed(d) && !p.failed;

	if (write)
		summary->published = write_site(&p, templates, &list, &before);
	if (options->write && (!write || p.refused))
		exempt_still_there(&p);
	else if (before && (!summary->published || summary->failed))
		exempt_warn(&p);
	diag_sort(d);
	summary->damaged = p.failed;
	summary->failed |= p.failed || (write && !summary->published && !p.refused);
	program_release(&p);
}
