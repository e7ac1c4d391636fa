#ifndef LINK_OUTPUT_H
#define LINK_OUTPUT_H
/*
 * The files that a site is published as: what each is, and where it goes.
 */
#include "link/program.h"

enum form {
	FORM_HOME, FORM_COMMITTEES, FORM_COMMITTEE, FORM_MEETING, FORM_PACK, FORM_SUPPLEMENT, FORM_REPORT, FORM_PAPER,
	FORM_PEOPLE, FORM_PERSON, FORM_TABLES, FORM_TABLE, FORM_DECISIONS, FORM_GLOSSARY, FORM_CHECKS,
	FORM_DOCUMENT, FORM_ALIAS, FORM_PACKS, FORM_DECISIONS_YEAR, FORM_PLAN, FORM_ATTENDANCE,	/* these come from templates */
	FORM_PACK_PDF, FORM_PAPER_PDF, FORM_SUPPLEMENT_PDF,		/* from pages of the site, by who prints them */
	FORM_SUPPLEMENT_STYLE, FORM_CALENDAR, FORM_DATA, FORM_ASSET, FORM_SITEMAP, FORM_INVENTORY, FORM_FEED, FORM_COMMITTEE_FEED,
	FORM_DECISIONS_CSV, FORM_DECISIONS_JSON, FORM_PLAN_CSV, FORM_ATTENDANCE_CSV, FORM_ATTENDANCE_JSON,
	FORMS
};

struct output {
	enum form  form;
	uint32_t   page;		/* that it is of, or NONE */
	struct str path;		/* below out */
	int        year;		/* of decisions; 0: without a date */
	uint32_t   part;		/* of a supplement: its number, from 1 */
};

struct output_list {
	struct output *outputs;		/* sorted by path */
	uint32_t       count;
};

const char *form_name(enum form f);	/* also the template's name, for those that have one */
struct str form_path(enum form f);	/* below out, of what a site has once: the home page, the register */
bool form_is_page(enum form f);		/* a page that readers are led to: in the sitemap */
bool form_is_pdf(enum form f);

/* The whole address of a file of the site, `index.html` left out; `#id` behind it where there is one. */
struct str output_address(const struct program *p, struct arena *a, struct str path, struct str id);

/* Every file of the site; two that would be one are a finding, and the second is left out. */
void output_fill(struct program *p, struct output_list *list);

/* Where the decisions of a year are; 0: those without a date. */
struct str output_year(struct arena *a, int year);

/* Where pages that belong to another are: the paper, pack, data or feed beside it. */
struct str output_beside(struct arena *a, const struct page *pg, const char *name);
struct str output_calendar(struct arena *a, const struct page *pg);	/* of a committee, or a meeting */
struct str output_supplement(struct arena *a, const struct page *meeting, uint32_t number);
struct str output_supplement_style(struct arena *a, const struct page *meeting, uint32_t number);
struct str output_data(struct arena *a, const struct page *table);

#endif
