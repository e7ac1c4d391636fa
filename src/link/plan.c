/*
 * The forward plan.
 */
#include "link/plan.h"

#include <stdlib.h>

#include "base/escape.h"
#include "link/agenda.h"
#include "link/output.h"
#include "link/page.h"
#include "link/register.h"

static bool
is_public(const struct page *pg)
{
	return page_is_public(pg) && pg->output.len;
}

static bool
is_key(const struct page *pg)
{
	return pg->key || (pg->due.year && pg->meeting == NONE);
}

struct date
plan_date(const struct program *p, uint32_t report)
{
	const struct page *pg = &p->pages[report];

	if (pg->meeting == NONE)
		return pg->due;
	const struct agenda *agenda = p->pages[pg->meeting].agenda;

	return agenda && agenda->postponed.year ? agenda->postponed : p->pages[pg->meeting].date;
}

static bool
is_to_come(const struct program *p, uint32_t report)
{
	const struct page *pg = &p->pages[report];
	struct date day = plan_date(p, report);
	const struct page *meeting = pg->meeting == NONE ? NULL : &p->pages[pg->meeting];
	bool called_off = meeting && meeting->cancelled && !(meeting->agenda && meeting->agenda->postponed.year);
	bool settled = pg->outcome || pg->withdrawn || pg->superseded_by != NONE || called_off;

	return is_public(pg) && is_key(pg) && !settled && day.year && date_compare(day, p->today) >= 0;
}

bool
plan_is_kept(const struct program *p)
{
	for (uint32_t i = 0; i < p->nkind[OBJECT_REPORT]; i++) {
		const struct page *pg = &p->pages[p->by_kind[OBJECT_REPORT][i]];

		if (is_public(pg) && is_key(pg))
			return true;
	}
	return false;
}

static const struct program *sorted;	/* qsort has no context */

static int
next_first(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
	int order = date_compare(plan_date(sorted, a), plan_date(sorted, b));

	return order ? order : (a > b) - (a < b);	/* pages are sorted by path */
}

void
plan_settle(struct program *p)
{
	p->plans = plan_is_kept(p);
	p->plan = arena_array(p->arena, p->nkind[OBJECT_REPORT], sizeof *p->plan);
	for (uint32_t i = 0; i < p->nkind[OBJECT_REPORT]; i++)
		if (is_to_come(p, p->by_kind[OBJECT_REPORT][i]))
			p->plan[p->nplan++] = p->by_kind[OBJECT_REPORT][i];
	sorted = p;
	if (p->nplan)
		qsort(p->plan, p->nplan, sizeof *p->plan, next_first);
}

/* The texts of a key one behind the other. */
static struct str
texts_of(const struct page_context *c, const char *key)
{
	const struct datum *all = object_get(c->object, NULL, key);
	struct buf b = BUF_EMPTY;

	for (const struct datum *d = object_values(c->object, all); d; d = object_next(c->object, all, d))
		register_join(&b, page_plain(c, d, c->arena));
	return buf_keep(&b, c->arena);
}

static void
write_line(struct program *p, uint32_t report, struct arena *a, struct buf *out)
{
	const struct page *pg = &p->pages[report];
	struct object o;
	struct page_context c = { .p = p, .arena = a, .output = pg->output, .object = &o, .page = report };

	if (!program_open(p, report, OBJECT_HEAD | OBJECT_BODY, a, &o))
		return;
	struct str by = object_text(&o, "decision_by");
	struct str cells[] = { date_iso(a, plan_date(p, report)), pg->title, texts_of(&c, "decision"),
		by.len ? by : pg->committee != NONE ? p->pages[pg->committee].title : STR_NONE, texts_of(&c, "wards"),
		date_iso(a, pg->noticed), object_text(&o, "private"), output_address(p, a, pg->output, STR_NONE) };

	escape_csv_row(out, cells, sizeof cells / sizeof *cells);
}

void
plan_csv(struct program *p, struct buf *out)
{
	static const char *const heads[] = { "Date", "Title", "Decision", "Decided by", "Wards", "Notice given",
		"Private under paragraph", "Address" };
	struct str cells[sizeof heads / sizeof *heads];
	struct arena scratch;

	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		cells[i] = str_of(heads[i]);
	escape_csv_row(out, cells, sizeof heads / sizeof *heads);
	arena_init(&scratch);
	for (uint32_t i = 0; i < p->nplan; i++) {
		write_line(p, p->plan[i], &scratch, out);
		arena_reset(&scratch);
	}
	arena_release(&scratch);
}
