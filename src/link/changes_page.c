/*
 * A change log as one page: what the theme's template `changes` sees, made from the log.
 *
 * The words are those of the site's language.  Its own style sheets stand in the page, so that it
 * can be sent and kept.
 */
#include "link/changes_page.h"

#include "base/fill.h"
#include "base/path.h"
#include "link/mustache.h"
#include "link/output.h"
#include "link/statement.h"

struct maker {
	struct program *p;		/* of the new side */
	struct arena   *a;
	struct str      file;		/* the name of the source's file */
};

static struct str
word(const struct maker *m, const char *key)
{
	return program_word(m->p, key);
}

static struct str
named(const struct maker *m, const char *key, struct str name)
{
	struct hole hole = { "name", name };

	return fill_text(m->a, word(m, key), &hole, 1);
}

/* "paragraph 4.1", "a paragraph" by what stands above it, a fact by its key. */
static struct str
passage_name(const struct maker *m, const struct change *c, struct str number)
{
	static const char *const keys[PASSAGE_KINDS] = { "passage_heading", "passage_paragraph", "passage_entry",
		"passage_note", "passage_row", "passage_caption", "passage_table", "passage_code", "",
		"passage_item" };
	struct str kind = word(m, keys[c->kind]);

	if (c->kind == PASSAGE_FACT)
		return number;
	if (str_find(number, STR("–"), 0) < number.len && c->kind != PASSAGE_ITEM)
		return number;		/* headings and paragraphs */
	if (number.len > 0)
		return str_print(m->a, STR_FMT " " STR_FMT, STR_ARG(kind), STR_ARG(number));
	if (c->under.len > 0)
		return str_print(m->a, STR_FMT ", " STR_FMT, STR_ARG(c->under), STR_ARG(kind));
	return kind;
}

static struct str
how_of(const struct maker *m, const struct change *c)
{
	static const char *const keys[CHANGE_HOWS] = { "change_added", "change_removed", "", "change_moved" };

	if (c->how == CHANGE_MOVED && c->old_name.len > 0)
		return named(m, c->new.len > 0 ? "change_moved_from" : "change_renumbered", c->old_name);
	if (c->how == CHANGE_CHANGED)
		return c->old_name.len > 0 ? named(m, "change_was", c->old_name) : STR_NONE;
	return word(m, keys[c->how]);
}

/* ---- words ---- */

/* A run's leading blank stands before its mark, so that nothing is underlined but words. */
static void
add_run(const struct maker *m, struct thing *to, enum change_run_kind kind, struct str text)
{
	struct thing *t = thing_new(m->a, TYPE_run);
	bool blank = str_starts(text, " ");

	thing_text(t, MODEL_run_blank, blank ? STR(" ") : STR_NONE);
	thing_text(t, MODEL_run_text, str_from(text, blank ? 1 : 0));
	thing_flag(t, MODEL_run_deleted, kind == RUN_OLD);
	thing_flag(t, MODEL_run_inserted, kind == RUN_NEW);
	thing_add(to, MODEL_change_runs, t);
}

static void
add_runs(const struct maker *m, struct thing *t, const struct change *c)
{
	for (uint32_t i = 0; i < c->nrun; i++)
		add_run(m, t, c->runs[i].kind, c->runs[i].text);
	if (c->nrun > 0)
		return;
	if (c->old.len > 0)
		add_run(m, t, RUN_OLD, c->old);
	if (c->new.len > 0)
		add_run(m, t, c->how == CHANGE_ADDED ? RUN_NEW : RUN_SAME, c->new);
}

/* ---- changes ---- */

static struct str
change_name(const struct maker *m, const struct change *c)
{
	if (c->what == CHANGE_ROW || c->what == CHANGE_COLUMN)
		return str_print(m->a, STR_FMT " “" STR_FMT "”",
			STR_ARG(word(m, c->what == CHANGE_ROW ? "change_row" : "change_column")), STR_ARG(c->name));
	if (c->what == CHANGE_TOTAL || c->what == CHANGE_CELL)
		return c->name.len ? c->name : word(m, "change_cell");
	return c->what == CHANGE_OPENED ? c->new : passage_name(m, c, c->name);
}

static struct thing *
make_change(const struct maker *m, const struct change *c)
{
	struct thing *t = thing_new(m->a, TYPE_change);
	bool is_figure = c->what == CHANGE_TOTAL || c->what == CHANGE_CELL || c->what == CHANGE_CLAIM;

	thing_text(t, MODEL_change_name, change_name(m, c));
	thing_text(t, MODEL_change_how, how_of(m, c));
	thing_flag(t, MODEL_change_hushed, c->hushed);
	if (c->line > 0)
		thing_text(t, MODEL_change_place, str_print(m->a, STR_FMT ":%u", STR_ARG(m->file), c->line));
	if (is_figure) {
		thing_text(t, MODEL_change_old, c->old);
		thing_text(t, MODEL_change_new, c->new);
		thing_text(t, MODEL_change_difference, c->difference);
		thing_text(t, MODEL_change_source, c->source);
	} else {
		add_runs(m, t, c);
	}
	if (c->what <= CHANGE_COLUMN)
		thing_text(t, MODEL_change_table, c->under);
	for (const struct change *part = c->parts; part; part = part->next)
		thing_add(t, MODEL_change_lines, make_change(m, part));
	return t;
}

/* ---- sources ---- */

/* Where its page is published, when the site says where that is. */
static struct str
url_of(const struct maker *m, const struct change_page *page)
{
	struct program *p = m->p;
	uint32_t at = page->fate == FATE_WITHDRAWN ? NONE : program_page(p, page->path);

	if (!program_base_url(p).len || at == NONE || !p->pages[at].output.len)
		return STR_NONE;
	return output_address(p, m->a, p->pages[at].output, STR_NONE);
}

static void
add_lists(const struct maker *m, struct thing *t, const struct change_page *page)
{
	static const enum model_member members[CHANGE_WHATS] = {
		[CHANGE_TOTAL] = MODEL_changed_totals, [CHANGE_CELL] = MODEL_changed_cells,
		[CHANGE_ROW] = MODEL_changed_lines, [CHANGE_COLUMN] = MODEL_changed_lines,
		[CHANGE_CLAIM] = MODEL_changed_claims, [CHANGE_FACT] = MODEL_changed_facts,
		[CHANGE_ITEM] = MODEL_changed_items, [CHANGE_TEXT] = MODEL_changed_texts,
		[CHANGE_OPENED] = MODEL_changed_opened,
	};

	for (int what = 0; what < CHANGE_WHATS; what++)
		for (const struct change *c = page->lists[what].first; c; c = c->next)
			thing_add(t, members[what], make_change(m, c));
}

static struct thing *
make_source(struct maker *m, const struct change_page *page)
{
	static const char *const fates[FATES] = { "", "fate_added", "fate_withdrawn", "fate_exempt",
		"fate_public" };
	struct thing *t = thing_new(m->a, TYPE_changed);

	m->file = path_name(page->path);
	thing_text(t, MODEL_changed_title, page->kind == OBJECT_MEETING && page->fate == FATE_CHANGED
		? word(m, "changes_meeting") : page->title);
	thing_text(t, MODEL_changed_url, url_of(m, page));
	thing_text(t, MODEL_changed_path, page->path);
	thing_text(t, MODEL_changed_former_path, page->old_path);
	if (page->fate != FATE_CHANGED && page->title.len > 0)
		thing_text(t, MODEL_changed_fate, word(m, page->exempt && page->fate == FATE_ADDED ? "fate_added_exempt"
			: fates[page->fate]));
	if (page->parts > 0)
		thing_text(t, MODEL_changed_size, statement_counted(m->p, m->a, "changes_size", page->parts));
	if (page->fate == FATE_CHANGED && !page->old_path.len) {
		thing_flag(t, MODEL_changed_form, page->form_only);
		thing_flag(t, MODEL_changed_unread, page->unread);
	}
	add_lists(m, t, page);
	return t;
}

static struct str
group_of(const struct maker *m, const struct change_page *page)
{
	return page->meeting.len ? page->meeting : page->committee.len ? page->committee
		: word(m, "changes_other");
}

static void
add_groups(struct maker *m, struct thing *t, const struct changes *c)
{
	struct thing *group = NULL;

	for (uint32_t i = 0; i < c->npage; i++) {
		struct str title = group_of(m, &c->pages[i]);

		if (!group || !str_equal(title, thing_get_text(group, MODEL_changegroup_title))) {
			group = thing_new(m->a, TYPE_changegroup);
			thing_text(group, MODEL_changegroup_title, title);
			thing_add(t, MODEL_changes_groups, group);
		}
		thing_add(group, MODEL_changegroup_sources, make_source(m, &c->pages[i]));
		if (c->pages[i].lists[CHANGE_TOTAL].count > 0)
			thing_add(t, MODEL_changes_totals, make_source(m, &c->pages[i]));
	}
}

static void
add_counts(const struct maker *m, struct thing *t, const struct changes *c)
{
	const struct { const char *key; uint32_t n; } counts[] = {
		{ "changes_papers_added", c->papers[FATE_ADDED] },
		{ "changes_papers_withdrawn", c->papers[FATE_WITHDRAWN] },
		{ "changes_papers_changed", c->papers[FATE_CHANGED] },
		{ "changes_papers_exempt", c->papers[FATE_EXEMPT] },
		{ "changes_papers_public", c->papers[FATE_PUBLIC] },
		{ "changes_totals_moved", c->totals },
	};

	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
		struct thing *count = thing_new(m->a, TYPE_count);

		if (counts[i].n == 0)
			continue;
		thing_text(count, MODEL_count_number, statement_count(m->a, counts[i].n));
		thing_text(count, MODEL_count_what, statement_counted(m->p, m->a, counts[i].key, counts[i].n));
		thing_add(t, MODEL_changes_counts, count);
	}
}

/* A style sheet of the theme, whole; one that would end its element is left out. */
static struct str
style_of(const struct maker *m, const char *name)
{
	uint32_t page = program_theme_file(m->p, name);
	struct object o;

	if (page == NONE || !program_open(m->p, page, OBJECT_BLOB, m->a, &o))
		return STR_NONE;
	return str_find(o.blob, STR("</"), 0) < o.blob.len ? STR_NONE : o.blob;
}

static struct thing *
make_root(struct maker *m, const struct changes *c, const struct mustache *templates)
{
	struct thing *root = thing_new(m->a, TYPE_root), *t = thing_new(m->a, TYPE_changes);
	struct thing *site = thing_new(m->a, TYPE_site), *page = thing_new(m->a, TYPE_page);

	thing_text(site, MODEL_site_title, m->p->site == NONE ? STR_NONE : m->p->pages[m->p->site].title);
	thing_text(site, MODEL_site_language, program_language(m->p));
	thing_text(page, MODEL_page_title, word(m, "changes"));
	thing_text(page, MODEL_page_kind, STR("changes"));
	thing_text(page, MODEL_page_language, program_language(m->p));
	thing_set(root, MODEL_root_site, site);
	thing_set(root, MODEL_root_page, page);
	thing_set(root, MODEL_root_words, mustache_words(templates, program_language(m->p)));
	thing_flag(t, MODEL_changes_same, c->npage == 0);
	thing_flag(t, MODEL_changes_hushed, c->hushed > 0 || c->papers[FATE_EXEMPT] > 0);
	thing_html_text(t, MODEL_changes_style, style_of(m, "style.css"));
	add_counts(m, t, c);
	add_groups(m, t, c);
	thing_set(root, MODEL_root_changes, t);
	return root;
}

void
changes_page(const struct changes *c, struct program *p, struct buf *out)
{
	struct maker m = { p, p->arena, STR_NONE };
	struct diag *diag = p->diag, own;

	/* errors in papers stop no log, but those of the theme would show in it */
	diag_init(&own, p->arena);
	p->diag = &own;
	struct mustache *templates = link_theme(p);
	int template = diag_failed(&own) ? -1 : mustache_find(templates, "changes");

	if (template >= 0)
		mustache_run(templates, template, make_root(&m, c, templates), out);
	p->diag = diag;
	for (const struct finding *f = own.first; f; f = f->next)
		diag_copy(diag, f);
	diag_sort(diag);
}
