/*
 * Pages to workers.  A worker makes one output file in memory, hands it to
 * publish, and leaves hash, size and state in memory that it shares with the parent.
 */
#include <errno.h>
#include <string.h>

#include "base/pool.h"
#include "link/agenda.h"
#include "link/calendar.h"
#include "link/emit.h"
#include "link/feed.h"
#include "link/grid.h"
#include "link/inventory.h"
#include "link/plan.h"
#include "link/register.h"
#include "link/turnout.h"
#include "link/view.h"

struct made {
	struct hash hash;
	uint64_t    size;
	int         error;
	bool        done, written;
};

struct emitter {
	struct program            *p;
	const struct mustache     *templates;
	const struct output_list  *list;
	uint32_t                  *chosen;	/* of the list: those of this part */
	uint32_t                   nchosen;
	const struct publish      *publish;
	struct made               *made;	/* shared */
	int                        template_of[FORMS];
	struct arena               arena;	/* of one output, in a worker */
	struct buf                 out;
};

static void
make_page(struct emitter *e, const struct output *o)
{
	struct thing *root = view_build(e->p, e->templates, o, &e->arena);

	mustache_run(e->templates, e->template_of[o->form], root, &e->out);
}

static void
make_data(struct emitter *e, const struct output *o)
{
	struct object table;

	if (program_open(e->p, o->page, OBJECT_CELLS, &e->arena, &table))
		grid_csv(&table.table, &e->out);
}

static void
make_asset(struct emitter *e, const struct output *o)
{
	struct object asset;

	if (program_open(e->p, o->page, OBJECT_BLOB, &e->arena, &asset))
		buf_str(&e->out, asset.blob);
}

/*
 * Where the page numbers of a supplement begin that is printed alone: a style sheet, since the policy of our pages
 * lets none stand in them.  The number of its last page is known where the print engine tells; counter(pages) would be
 * how many pages the supplement has, and not how many people have with it.
 */
static void
make_supplement_style(struct emitter *e, const struct output *o)
{
	static const char number[] = "content: var(--page, \"Page \") counter(page); "
		"content: string(page) counter(page) string(of) target-counter(url(#_end), page)";
	const struct agenda *agenda = e->p->pages[o->page].agenda;

	buf_print(&e->out, "@page :first { counter-increment: page %u }\n"
		"@page { @bottom-right { %s } }\n"
		"@page :left { @bottom-left { %s } @bottom-right { content: none; content: string(council) } }\n",
		agenda->supplements[o->part - 1].first_page, number, number);
}

static void
make_sitemap(struct emitter *e, const struct output *o)
{
	(void)o;
	feed_sitemap(e->p, e->list, &e->out);
}

static void
make_feed(struct emitter *e, const struct output *o)
{
	feed_atom(e->p, o->page, &e->out);
}

static void
make_calendar(struct emitter *e, const struct output *o)
{
	calendar_write(e->p, o->page, &e->out);
}

static void (*const makers[FORMS])(struct emitter *, const struct output *) = {
	[FORM_DATA] = make_data, [FORM_ASSET] = make_asset, [FORM_SITEMAP] = make_sitemap,
	[FORM_CALENDAR] = make_calendar, [FORM_SUPPLEMENT_STYLE] = make_supplement_style,
	[FORM_FEED] = make_feed, [FORM_COMMITTEE_FEED] = make_feed,
};

/* What a site has once, for machines. */
static void (*const writers[FORMS])(struct program *, struct buf *) = {
	[FORM_INVENTORY] = inventory_write,
	[FORM_DECISIONS_CSV] = register_csv,  [FORM_DECISIONS_JSON] = register_json,
	[FORM_ATTENDANCE_CSV] = turnout_csv,  [FORM_ATTENDANCE_JSON] = turnout_json,
	[FORM_PLAN_CSV] = plan_csv,
};

static void
make_one(struct emitter *e, size_t index)
{
	const struct output *o = &e->list->outputs[index];
	struct made *made = &e->made[index];
	struct publish_row row = { .path = o->path };

	buf_clear(&e->out);
	if (writers[o->form])
		writers[o->form](e->p, &e->out);
	else
		(makers[o->form] ? makers[o->form] : make_page)(e, o);
	if (e->p->failed) {
		made->error = EIO;
	} else {
		made->error = publish_page(e->publish, o->path, buf_view(&e->out), &row, &made->written);
		made->hash = row.hash;
		made->size = row.size;
	}
	made->done = true;
	arena_reset(&e->arena);
}

/* Neighbours share a folder and often an object: a worker takes a few at a time. */
#define FEW 8

static void
make_few(size_t job, void *context)
{
	struct emitter *e = context;

	for (size_t i = job * FEW; i < (job + 1) * FEW && i < e->nchosen; i++)
		make_one(e, e->chosen[i]);
}

static struct place
place_of(const struct emitter *e, const struct output *o)
{
	return (struct place){ str_print(e->p->arena, "out/" STR_FMT, STR_ARG(o->path)), 0, 0, 0 };
}

static void
maker_died(size_t job, int signal, void *context)
{
	struct emitter *e = context;
	size_t i = job * FEW;

	while (i + 1 < e->nchosen && e->made[e->chosen[i]].done)	/* the first that was not made is the one */
		i++;
	diag_add(e->p->diag, DIAG_SOURCE_CRASHED, place_of(e, &e->list->outputs[e->chosen[i]]),
		"making this page brought reeve down (signal %d)", signal);
}

static bool
gather(struct emitter *e, struct publish_row *rows)
{
	bool good = true;

	for (uint32_t k = 0; k < e->nchosen; k++) {
		uint32_t i = e->chosen[k];
		const struct made *made = &e->made[i];
		const struct output *o = &e->list->outputs[i];

		rows[i] = (struct publish_row){ o->path, made->hash, made->size };
		e->p->summary->written += made->written;
		if (made->done && !made->error)
			continue;
		if (made->done && good)
			diag_add(e->p->diag, DIAG_WRITE_FAILED, place_of(e, o),
				"this page can't be written: %s; the published site stays as it was",
				strerror(made->error));
		good = false;
	}
	return good;
}

/* Each form that is made from a template has one of its name. */
static bool
find_templates(struct emitter *e)
{
	bool all = true;

	for (int f = 0; f < FORMS; f++) {
		if (makers[f] || writers[f] || form_is_pdf((enum form)f))
			continue;
		e->template_of[f] = mustache_find(e->templates, form_name((enum form)f));
		if (e->template_of[f] >= 0)
			continue;
		diag_add(e->p->diag, DIAG_TEMPLATE_UNKNOWN, (struct place){ STR("themes"), 0, 0, 0 },
			"the theme has no template %s.mustache", form_name((enum form)f));
		all = false;
	}
	if (mustache_find(e->templates, "embed") < 0) {		/* which no form is of */
		diag_add(e->p->diag, DIAG_TEMPLATE_UNKNOWN, (struct place){ STR("themes"), 0, 0, 0 },
			"the theme has no template embed.mustache");
		all = false;
	}
	return all;
}

static bool
belongs(enum form form, enum emit_part part)
{
	bool printed = form == FORM_PACK || form == FORM_PAPER || form == FORM_SUPPLEMENT
		|| form == FORM_SUPPLEMENT_STYLE || form == FORM_ASSET;

	return !form_is_pdf(form) && printed == (part == EMIT_PRINTED);
}

static void
choose(struct emitter *e, enum emit_part part)
{
	e->chosen = arena_array(e->p->arena, e->list->count, sizeof *e->chosen);
	for (uint32_t i = 0; i < e->list->count; i++)
		if (belongs(e->list->outputs[i].form, part))
			e->chosen[e->nchosen++] = i;
}

bool
emit(struct program *p, const struct mustache *templates, const struct output_list *list,
	enum emit_part part, const struct publish *publish, struct publish_row *rows)
{
	struct emitter e = { .p = p, .templates = templates, .list = list, .publish = publish };
	struct pool pool = { .workers = p->options->workers, .job = make_few, .died = maker_died,
		.context = &e };

	if (!find_templates(&e))
		return false;
	choose(&e, part);
	arena_init(&e.arena);
	e.made = pool_share(list->count * sizeof *e.made);
	int error = pool_run(&pool, (e.nchosen + FEW - 1) / FEW);

	if (error)
		diag_add(p->diag, DIAG_WRITE_FAILED, (struct place){ STR("out"), 0, 0, 0 },
			"no worker process can be started: %s", strerror(error));
	bool good = !error && gather(&e, rows);

	pool_unshare(e.made, list->count * sizeof *e.made);
	return good;
}
