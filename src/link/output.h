#ifndef LINK_OUTPUT_H
#define LINK_OUTPUT_H
/*
 * The files that a site is published as: what each is, and where it goes.
 */
#include "link/program.h"

enum form {
	FORM_HOME, FORM_COMMITTEES, FORM_COMMITTEE, FORM_MEETING, FORM_PACK, FORM_REPORT, FORM_PAPER,
	FORM_PEOPLE, FORM_PERSON, FORM_TABLES, FORM_TABLE, FORM_DECISIONS, FORM_GLOSSARY, FORM_CHECKS,
	FORM_DOCUMENT, FORM_ALIAS, FORM_PACKS,	/* these come from templates of the same names */
	FORM_PACK_PDF, FORM_PAPER_PDF,		/* from pages of the site, by who prints them */
	FORM_DATA, FORM_ASSET, FORM_SITEMAP, FORM_INVENTORY, FORM_FEED, FORM_COMMITTEE_FEED,
	FORMS
};

struct output {
	enum form  form;
	uint32_t   page;		/* that it is of, or NONE */
	struct str path;		/* below out */
};

struct output_list {
	struct output *outputs;		/* sorted by path */
	uint32_t       count;
};

const char *form_name(enum form f);	/* also the template's name, for those that have one */
bool form_is_page(enum form f);		/* a page that readers are led to: in the sitemap */
bool form_is_pdf(enum form f);

/* Every file of the site; two that would be one are a finding, and the second is left out. */
void output_fill(struct program *p, struct output_list *list);

/* Where pages that belong to another are: the paper, pack, data or feed beside it. */
struct str output_beside(struct arena *a, const struct page *pg, const char *name);
struct str output_data(struct arena *a, const struct page *table);

#endif
