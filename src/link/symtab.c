/*
 * The first pass: what every object is, and what it refers to.
 *
 * Each object is opened once, its head is read, and what later passes need of it is
 * copied into the program; the rest is let go.  Findings that the objects carry are gathered
 * here, so that a warm build prints what a cold one did.
 */
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "link/agenda.h"
#include "link/exempt.h"
#include "link/heads.h"
#include "link/nation.h"
#include "link/notice.h"
#include "link/sections.h"
#include "link/sheets.h"
#include "link/terms.h"

struct gather {
	struct program *p;
	struct arena    scratch;	/* one object at a time */
	struct arena    paths;		/* of links, until each has its target */
	struct buf      links, formulas, aliases, amounts;	/* growing arrays; the program's in the end */
};

static void *
append(struct buf *array, size_t size)
{
	static const char nothing[sizeof(struct link) + sizeof(struct formula)];

	buf_add(array, nothing, size);
	return array->at + array->len - size;
}

void
tally_add(struct link_tally *t, enum verdict v)
{
	switch (v) {
	case VERDICT_EXACT:	t->exact++; break;
	case VERDICT_ROUNDING:	t->rounding++; break;
	case VERDICT_UNCHECKED:	t->unchecked++; break;
	default:		t->mismatch++; break;
	}
}

/* A quotient that is worked out is rounded itself: no reader expects it to sum. */
void
tally_add_check(struct link_tally *t, const struct check *check)
{
	enum basis_kind kind = check->basis.kind;
	bool quotient = kind == BASIS_RATIO || kind == BASIS_CHANGE || kind == BASIS_CHANGE_TURNED
		|| kind == BASIS_WHOLE || kind == BASIS_MEAN;

	tally_add(t, check->verdict);
	t->unequal += check->verdict == VERDICT_ROUNDING && !quotient;
}

static struct date
date_of(const struct object *o, const char *key)
{
	struct date d = { 0, 0, 0 };

	date_read(object_text(o, key), &d);
	return d;
}

/* What is said of a paper that says itself a draft; in doubt (a status that can't be read, say) an error stays one. */
static bool
is_excused(const struct object *o, const struct finding *f)
{
	return str_is(object_text(o, "status"), "draft") && f->code != DIAG_FRONT_MATTER_MALFORMED &&
		f->code != DIAG_EXEMPT_PARAGRAPH && f->code != DIAG_EXEMPT_LEAK;
}

static void
gather_findings(struct gather *g, const struct object *o, bool hidden)
{
	for (const struct finding *f = o->findings; f; f = f->next) {
		struct finding *kept = diag_copy(g->p->diag, f);

		/* A draft that is not published may be wrong; it stops nothing. */
		if (hidden && kept->severity == SEVERITY_ERROR && is_excused(o, f))
			kept->severity = SEVERITY_WARNING;
	}
}

static void
place_of(struct gather *g, const struct object *o, const struct reference *r, struct link *l)
{
	l->place_kind = DEFINITION_KINDS;
	if (r->from == OBJECT_NONE)
		return;

	const struct definition *d = &o->definitions[r->from];

	l->place_kind = d->kind;
	l->place = str_copy(g->p->arena, d->number.len ? d->number : d->title);
	l->from_id = str_equal(d->id, l->place) ? l->place : str_copy(g->p->arena, d->id);
}

static void
gather_formula(struct gather *g, const struct object *o, uint32_t first_link,
	uint32_t first_op, uint32_t nop, struct formula *f)
{
	struct arena *a = g->p->arena;

	f->ops = arena_array(a, nop, sizeof *f->ops);
	f->nop = nop;
	for (uint32_t i = 0; i < nop; i++) {
		f->ops[i] = o->ops[first_op + i];
		if (f->ops[i].kind == OP_CELL)
			f->ops[i].index += first_link;
	}
}

static void
gather_link(struct gather *g, const struct object *o, struct page *pg, const struct reference *r)
{
	struct program *p = g->p;
	struct arena *a = p->arena;

	struct link *l = append(&g->links, sizeof *l);

	p->nlink++;
	l->kind = r->kind;
	l->line = r->line;
	l->column = r->column;
	l->width = r->width;
	l->target = NONE;
	l->formula = NONE;
	l->id = str_equal(r->path, o->path) ? pg->path : str_copy(&g->paths, r->path);
	if (r->kind == REFERENCE_WRITTEN) {
		l->said = (uint8_t)(str_equal(r->path, o->path) ? SIGNPOST_KINDS : r->signpost);
		l->id = r->path.len ? l->id : str_copy(a, r->query);
	}
	l->fragment = str_copy(a, r->kind == REFERENCE_EMBED ? r->query : r->fragment);
	l->text = str_copy(a, r->text);
	l->written = !r->text.len;
	l->claim = NONE;
	if (r->kind == REFERENCE_CELL) {
		l->claim = p->ncell++;
	} else if (r->has_amount) {
		*(struct amount *)append(&g->amounts, sizeof r->amount) = r->amount;
		l->claim = p->namount++;
		l->said = (uint8_t)r->claim;
		if (r->claim == CLAIM_RANGE) {
			*(struct amount *)append(&g->amounts, sizeof r->upper) = r->upper;
			p->namount++;
		}
	}
	place_of(g, o, r, l);
}

static void
gather_links(struct gather *g, const struct object *o, struct page *pg)
{
	struct program *p = g->p;

	pg->first_link = p->nlink;
	pg->nlink = o->nreference;
	for (uint32_t i = 0; i < o->nreference; i++)
		gather_link(g, o, pg, &o->references[i]);
	for (uint32_t i = 0; i < o->nreference; i++) {
		const struct reference *r = &o->references[i];

		if (r->kind != REFERENCE_FORMULA)
			continue;
		((struct link *)(void *)g->links.at)[pg->first_link + i].formula = p->nformula++;
		struct formula *f = append(&g->formulas, sizeof *f);

		f->link = pg->first_link + i;
		gather_formula(g, o, pg->first_link, r->first_op, r->ops, f);
	}
	pg->first_rule = p->nformula;
	pg->nrule = o->nrule;
	for (uint32_t i = 0; i < o->nrule; i++) {
		struct formula *f = append(&g->formulas, sizeof *f);

		p->nformula++;
		f->link = NONE;
		f->rule = o->rules[i];
		f->rule.text = str_copy(p->arena, f->rule.text);
		f->page_path = pg->path;
		gather_formula(g, o, pg->first_link, o->rules[i].first_op, o->rules[i].ops, f);
	}
}

/* `year-two-funding` is "Year two funding". */
static struct str
title_of_name(struct arena *a, struct str name)
{
	char *text = arena_copy(a, name.at, name.len);

	for (size_t i = 0; i < name.len; i++)
		if (text[i] == '-' || text[i] == '_')
			text[i] = ' ';
	if (text[0] >= 'a' && text[0] <= 'z')
		text[0] = (char)(text[0] - 'a' + 'A');
	return (struct str){ text, name.len };
}

/* `cancelled: true`, or a reason; a meeting that is postponed does not take place on its day either. */
static bool
is_called_off(const struct object *o)
{
	const struct datum *cancelled = object_get(o, NULL, "cancelled");

	return (cancelled && !str_is(cancelled->text, "false")) || object_get(o, NULL, "postponed");
}

static void
gather_facts(struct gather *g, const struct object *o, struct page *pg)
{
	struct arena *a = g->p->arena;

	pg->kind = o->kind;
	pg->draft = o->draft;
	pg->exempt = o->exempt && !o->restricted;
	pg->restricted = o->exempt && o->restricted;
	pg->doubt = o->draft && !str_is(object_text(o, "status"), "draft");
	pg->hidden = pg->doubt || (o->draft && !g->p->options->drafts);
	pg->path = str_copy(a, o->path);
	pg->title = str_copy(a, object_text(o, "title"));
	pg->short_title = str_copy(a, object_text(o, "short_title"));
	pg->summary = str_copy(a, object_text(o, "summary"));
	pg->date = date_of(o, "date");
	pg->published = date_of(o, "published");
	pg->cancelled = is_called_off(o);
	pg->figures = o->nfigure > 0;
	pg->text_tables = o->ntext_table > 0;
	pg->gaps = sections_have_gaps(o);
	pg->key = object_flag(o, "key_decision");
	pg->outcome = object_get(o, NULL, "outcome") != NULL;
	pg->due = date_of(o, "decision_due");
	pg->committee = pg->meeting = pg->previous = pg->next = NONE;
	pg->record = pg->approved = NONE;
	pg->records = object_get(o, NULL, "attendance") || object_get(o, NULL, "decisions") ||
		object_get(o, NULL, "approved_at");
	pg->content = o->content;
	if (o->kind == OBJECT_TABLE && !pg->title.len && !o->exempt)
		pg->title = title_of_name(a, path_stem(path_name(o->path)));
	for (uint32_t i = 0; i < o->ncheck; i++)
		tally_add_check(o->checks[i].kind == CHECK_RULE ? &pg->rules : &pg->sums,
			&o->checks[i]);
	notice_gather(o, pg);
	nation_gather(o, pg);
	pg->sums.exact += o->counted[VERDICT_EXACT];
	pg->sums.rounding += o->counted[VERDICT_ROUNDING];
	pg->sums.mismatch += o->counted[VERDICT_MISMATCH];
	pg->sums.unchecked += o->counted[VERDICT_UNCHECKED];
}

/* Old addresses, kept alive by a redirect. */
static void
gather_aliases(struct gather *g, const struct object *o, const struct page *pg)
{
	const struct datum *list = object_get(o, NULL, "aliases");

	for (const struct datum *d = pg->hidden ? NULL : object_items(o, list); d; d = object_next(o, list, d)) {
		struct str from;

		if (!path_resolve(&g->scratch, STR_NONE, d->text, &from))
			continue;	/* compile said so */
		if (str_ends(from, "/"))
			from.len--;
		if (!from.len || from.at[0] == '.') {
			struct finding *f = diag_add(g->p->diag, DIAG_FIELD_TYPE,
				page_place_of(pg, d),
				"`" STR_FMT "` can't be the old address of a page", STR_ARG(d->text));

			diag_help(g->p->diag, f, "write the address that the page had: committees/planning/old-name");
			continue;
		}
		struct alias *alias = append(&g->aliases, sizeof *alias);

		alias->output = str_print(g->p->arena, STR_FMT "%s", STR_ARG(from),
			str_ends(from, ".html") ? "" : "/index.html");
		alias->path = pg->path;
		alias->at = page_place_of(pg, d);
		g->p->nalias++;
	}
}

static void
gather_one(struct gather *g, size_t index)
{
	struct program *p = g->p;
	struct str bytes;
	struct object o;
	int error = p->in->get(p->in->context, index, &g->scratch, &bytes);

	if (error || !object_read(bytes, OBJECT_HEAD | OBJECT_FOUND, &g->scratch, &o)) {
		struct finding *f = diag_add(p->diag, DIAG_READ_FAILED, (struct place){ STR("objects"), 0, 0, 0 },
			"object %zu can't be read: %s", index + 1,
			error ? strerror(error) : "it is damaged, or another version of reeve made it");

		diag_help(p->diag, f, "remove the folder .reeve and build again");
		p->failed = true;
		return;
	}
	if (o.restricted && !p->options->restricted) {
		diag_add(p->diag, DIAG_READ_FAILED, (struct place){ STR("objects"), 0, 0, 0 },
			"object %zu was made for members' packs, and may hold what is exempt: nothing public is made of it",
			index + 1);
		p->failed = true;
		return;
	}
	struct page *pg = &p->pages[p->npage++];

	pg->input = (uint32_t)index;
	gather_facts(g, &o, pg);
	gather_findings(g, &o, pg->hidden);
	gather_links(g, &o, pg);
	gather_aliases(g, &o, pg);
	exempt_gather(p, &o, pg);
	terms_gather(p, &o, pg);
	heads_gather(p, &o, pg);
	sheets_gather(p, &o, pg);
	agenda_gather(p, &o, pg);
	if (o.kind < OBJECT_THEME && !str_starts(o.path, "themes/"))
		p->summary->sources++;
}

static int
by_path(const void *left, const void *right)
{
	return str_compare(((const struct page *)left)->path, ((const struct page *)right)->path);
}

static void
index_pages(struct program *p)
{
	qsort(p->pages, p->npage, sizeof *p->pages, by_path);
	map_init(&p->by_path, p->arena);
	p->site = p->glossary_page = NONE;
	for (uint32_t i = 0; i < p->npage; i++) {
		struct page *pg = &p->pages[i];

		if (map_put(&p->by_path, pg->path, (void *)(uintptr_t)(i + 1)))
			diag_add(p->diag, DIAG_ANCHOR_REPEATED, page_place(pg, 0, 0, 0),
				"two objects are of this source");
		p->nkind[pg->kind]++;
		for (uint32_t l = 0; l < pg->nlink; l++)
			p->links[pg->first_link + l].page = i;
		if (pg->kind == OBJECT_SITE)
			p->site = i;
		if (pg->kind == OBJECT_GLOSSARY)
			p->glossary_page = i;
	}
	for (unsigned k = 0; k < OBJECT_KINDS; k++) {
		p->by_kind[k] = arena_array(p->arena, p->nkind[k], sizeof *p->by_kind[k]);
		p->nkind[k] = 0;
	}
	for (uint32_t i = 0; i < p->npage; i++)
		p->by_kind[p->pages[i].kind][p->nkind[p->pages[i].kind]++] = i;
}

/* Old addresses of pages, as links may name them: without an ending, or with that of a source. */
static struct map
old_addresses(const struct program *p, struct arena *a)
{
	struct map old;

	map_init(&old, a);
	for (uint32_t i = 0; i < p->nalias; i++) {
		struct str address = p->aliases[i].output;
		uint32_t page = program_page(p, p->aliases[i].path);

		if (str_ends(address, "/index.html"))
			address.len -= STR("/index.html").len;
		if (page != NONE && !map_get(&old, address))
			map_put(&old, address, (void *)((uintptr_t)page + 1));
	}
	return old;
}

static uint32_t
old_page(const struct map *old, struct str path)
{
	uintptr_t found = old->count ? (uintptr_t)map_get(old, path) : 0;

	if (!found && old->count && str_ends(path, ".md"))
		found = (uintptr_t)map_get(old, str_head(path, path.len - 3));
	return found ? (uint32_t)(found - 1) : NONE;
}

/* The source that each link names; what is not there is resolve's to report. */
static void
index_targets(struct program *p, struct arena *scratch)
{
	struct map old = old_addresses(p, scratch);

	for (uint32_t i = 0; i < p->nlink; i++) {
		struct link *l = &p->links[i];

		l->target = program_page(p, l->id);
		if (l->target == NONE && l->id.len)
			l->target = old_page(&old, l->id);
		l->id = l->target == NONE ? str_copy(p->arena, l->id) : STR_NONE;
	}
}

static void
index_formulas(struct program *p)
{
	for (uint32_t i = 0; i < p->nformula; i++) {
		struct formula *f = &p->formulas[i];

		f->page = f->link == NONE ? program_page(p, f->page_path) : p->links[f->link].page;
	}
}

/* The words of the interface in the site's language; the theme has them. */
static void
open_words(struct program *p)
{
	struct str wanted = str_print(p->arena, "/%s.yaml", program_tongue(p, NULL));

	for (uint32_t i = 0; i < p->nkind[OBJECT_STRINGS]; i++) {
		uint32_t page = p->by_kind[OBJECT_STRINGS][i];

		if (str_ends(p->pages[page].path, arena_copy(p->arena, wanted.at, wanted.len)))
			program_open(p, page, OBJECT_HEAD, p->arena, &p->words);
	}
	map_init(&p->word_of, p->arena);
	for (const struct datum *d = p->words.nmeta ? object_first(&p->words, p->words.meta) : NULL; d;
	     d = object_next(&p->words, p->words.meta, d))
		if (!map_get(&p->word_of, d->key))
			map_put(&p->word_of, d->key, (void *)d);
}

void
symtab_fill(struct program *p)
{
	struct gather g = { .p = p };

	arena_init(&g.scratch);
	arena_init(&g.paths);
	map_init(&p->terms, p->arena);
	p->pages = arena_array(p->arena, p->in->count, sizeof *p->pages);
	for (size_t i = 0; i < p->in->count; i++) {
		gather_one(&g, i);
		arena_reset(&g.scratch);
	}
	arena_release(&g.scratch);
	p->links = (struct link *)(void *)g.links.at;
	p->formulas = (struct formula *)(void *)g.formulas.at;
	p->aliases = (struct alias *)(void *)g.aliases.at;
	p->amounts = (struct amount *)(void *)g.amounts.at;
	index_pages(p);
	index_targets(p, &g.paths);
	arena_release(&g.paths);
	index_formulas(p);
	p->cells = arena_array(p->arena, p->ncell, sizeof *p->cells);
	if (p->site != NONE)
		program_open(p, p->site, OBJECT_HEAD | OBJECT_BODY, p->arena, &p->site_object);
	open_words(p);
	if (p->glossary_page != NONE)
		program_open(p, p->glossary_page, OBJECT_HEAD | OBJECT_BODY, p->arena, &p->glossary);
}
