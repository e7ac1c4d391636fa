#ifndef LINK_VIEW_H
#define LINK_VIEW_H
/*
 * The tree of things that one output file's template sees, made from the program.
 *
 * view.c makes what every page has and calls the part for its form; view_paper (reports), view_meeting (and packs), view_place
 * (committees, people, documents), view_table and view_check (the statement of checks) make the rest.
 */
#include "link/mustache.h"
#include "link/output.h"
#include "link/page.h"

struct view {
	struct program        *p;
	const struct mustache *templates;
	struct arena          *arena;		/* of this output file */
	const struct output   *output;
	struct page_context    context;		/* for addresses */
	struct thing          *root;
	const char            *tongue;		/* "en" or "cy", for dates */
};

/* Everything that the template of o sees.  o must be of a form that has a template. */
struct thing *view_build(struct program *p, const struct mustache *templates, const struct output *o,
	struct arena *a);

/* Parts that the view files share. */
struct thing *view_link(struct view *v, uint32_t page);			/* NONE: NULL */
struct thing *view_who(struct view *v, uint32_t person, struct str text, struct str role);
struct thing *view_named(struct view *v, uint32_t page, const struct datum *d, struct str role);	/* in its front matter; NULL: nobody */
/* One, or each of a list, into a list of t; contact may be NULL. */
void view_contacts(struct view *v, const struct object *o, const struct datum *contact, struct thing *t,
	enum model_member member);
uint32_t view_checked(const struct link_tally *t);	/* how many, whatever came of it */
struct thing *view_tally(struct view *v, const struct link_tally *t, const char *noun);	/* as statement_of */
struct thing *view_value(struct view *v, struct str html);
void view_values(struct view *v, const struct page_context *c, const struct datum *d,
	struct thing *to, enum model_member list);	/* a text, a Markdown text or a list of them */
struct markup view_body(struct view *v, const struct page_context *c, uint32_t fragment);
struct markup view_markup(struct view *v, const struct page_context *c, const char *key);	/* of a Markdown key */
struct page_context *view_open(struct view *v, uint32_t page, unsigned parts, struct str prefix);
void view_pdf(struct view *v, struct thing *t, enum model_member url, enum model_member size, struct str page,
	uint64_t bytes);	/* the PDF of a page for print, where one was made */
struct str view_tel(struct view *v, struct str tel);	/* `tel:` and the digits, or empty */
struct str view_year_title(struct view *v, int year);	/* "Decisions, 2026" */
struct str view_date(struct view *v, struct date d);
struct str view_iso(struct view *v, struct date d);
struct str view_names(struct view *v, const struct object *o, const struct datum *d);	/* one or several, with commas */
struct str view_escape(struct view *v, struct str text);
void view_exempt_lines(struct view *v, const struct object *table, struct thing *t);	/* as notes of the table */
void view_exemptions(struct view *v, struct thing *page);	/* of all that is on the page of a members' copy */
void view_referrals(struct view *v, uint32_t page, struct thing *to, enum model_member list);
void view_contents(struct view *v, const struct page_context *c, struct thing *to, enum model_member list);

/* The link that a datum of the front matter made, or NULL. */
const struct link *view_link_at(const struct page_context *c, const struct datum *d);

/* All of a report, of which HEAD and BODY are read. */
struct thing *view_whole_report(struct view *v, const struct page_context *c);

/* view_pack.c: what a meeting's pack or a report's paper has inside; from then on links stay in it. */
const struct page_paper *view_pack_open(struct view *v, uint32_t meeting);
const struct page_paper *view_paper_open(struct view *v, uint32_t report);
struct agenda_item;
uint32_t view_pack_minutes(const struct view *v, const struct agenda_item *item);	/* that it approves; or NONE */
struct thing *view_pack_paper(struct view *v, const struct page_paper *paper);	/* a paper of a pack, whole */
void view_pack_tables(struct view *v, const struct page_paper *papers, struct thing *meeting);
void view_pack_front(struct view *v, const struct page_context *meeting, struct thing *t);	/* contact, attending */
void view_leadouts(struct view *v, const struct page_context *c, struct thing *report);
void view_appendices(struct view *v, const struct page_context *c, struct thing *report);

struct thing *view_report_line(struct view *v, uint32_t page);		/* as a list shows it */
struct thing *view_meeting_line(struct view *v, uint32_t page);
struct thing *view_private_notice(struct view *v, const struct object *meeting);	/* or NULL; view_notice.c */
void view_short_notice(struct view *v, const struct object *report, struct thing *t);
struct thing *view_table_line(struct view *v, uint32_t page);

/* A table of an object with its checks: its own, or one of those in its text. */
struct view_sheet {
	struct object object;
	struct str   *ids;		/* of the rows, where cells have addresses */
	struct str    anchor;		/* of a table in the text */
};

/* false: there is none of that index.  HEAD and CELLS were read. */
bool view_sheet(struct view *v, const struct object *o, uint32_t index, struct view_sheet *out);

/* Its checks with a verdict, as lines. */
void view_sums(struct view *v, uint32_t page, const struct view_sheet *s, enum verdict verdict, struct thing *t);
void view_rules(struct view *v, uint32_t page, struct thing *t, enum model_member member);

void view_report(struct view *v);		/* of view_paper.c */
void view_meeting(struct view *v);		/* of view_meeting.c */
void view_committees(struct view *v);		/* of view_place.c */
void view_committee(struct view *v);
void view_people(struct view *v);
void view_person(struct view *v);
void view_document(struct view *v);
void view_home(struct view *v);
void view_alias(struct view *v);
void view_decisions(struct view *v);		/* of view_register.c */
void view_plan(struct view *v);			/* of view_plan.c */
void view_attendance(struct view *v);		/* of view_turnout.c */
void view_glossary(struct view *v);	/* of view_glossary.c */
void view_packs(struct view *v);	/* of view_exempt.c */
void view_table(struct view *v);		/* of view_table.c */
void view_tables(struct view *v);
void view_checks(struct view *v);		/* of view_check.c */

#endif
