/*
 * The forward plan as templates see it: each key decision to come, with all that a reader may ask of it.
 */
#include "link/exempt.h"
#include "link/plan.h"
#include "link/view.h"

static struct thing *
entry(struct view *v, uint32_t report)
{
	struct page_context *c = view_open(v, report, OBJECT_HEAD | OBJECT_BODY, STR_NONE);
	struct thing *t = view_whole_report(v, c);
	const struct object *o = c->object;
	struct str paragraph = object_text(o, "private");

	thing_text(t, MODEL_report_due, view_date(v, plan_date(v->p, report)));
	thing_text(t, MODEL_report_due_iso, view_iso(v, plan_date(v->p, report)));
	thing_text(t, MODEL_report_decision_by, object_text(o, "decision_by"));
	thing_text(t, MODEL_report_private_paragraph, paragraph);
	thing_text(t, MODEL_report_private_reason, exempt_reason(v->p, paragraph));
	return t;
}

/* Meetings to come of which notice was given that they are private. */
static void
add_private_meetings(struct view *v, struct thing *t)
{
	for (uint32_t i = 0; i < v->p->nkind[OBJECT_MEETING]; i++) {
		uint32_t page = v->p->meetings[i];
		const struct page *pg = &v->p->pages[page];

		if (pg->private_notice && page_is_public(pg) && !pg->cancelled && pg->output.len
			&& date_compare(pg->date, v->p->today) >= 0)
			thing_add(t, MODEL_plan_private_meetings, view_meeting_line(v, page));
	}
}

void
view_plan(struct view *v)
{
	struct thing *t = thing_new(v->arena, TYPE_plan);

	for (uint32_t i = 0; i < v->p->nplan; i++)
		thing_add(t, MODEL_plan_entries, entry(v, v->p->plan[i]));
	add_private_meetings(v, t);
	thing_text(t, MODEL_plan_csv, page_url_to(&v->context, form_path(FORM_PLAN_CSV)));
	thing_flag(t, MODEL_plan_any, v->p->nplan > 0);
	thing_set(v->root, MODEL_root_plan, t);
}
