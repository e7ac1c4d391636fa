#ifndef LINK_TERMS_H
#define LINK_TERMS_H
/*
 * The acronyms of the whole site: what explains each, and where each is used.
 *
 * terms_gather is called for each object as it is read, terms_check when it is known which pages
 * are public.  What a page that is not public explains counts for nobody else.
 */
#include "link/program.h"

#define PLACES_MOST 4u

/* One way in which papers explain an acronym, and the first of those papers. */
struct wording {
	struct str      words;
	struct str      slug;		/* of the words, without a plural's s */
	struct place    places[PLACES_MOST];
	unsigned        count;		/* of them; public, after terms_check, and at least one */
	struct wording *next;
};

struct term_use {
	struct str       path;		/* of the page */
	struct str       id, place;	/* where on it: "4.2", or the name of a section */
	uint8_t          place_kind;	/* enum definition_kind, DEFINITION_KINDS: in none */
	struct term_use *next;
};

struct site_term {
	struct str        letters;
	struct wording   *wordings;	/* in the order of their papers */
	struct term_use  *uses, **last_use;
	uint32_t          nuse;		/* kept; there may be more */
	const struct datum *glossary;	/* of glossary.yaml, or NULL */
};

/* What may have to be said of one, once all papers are known. */
struct term_want {
	struct str        letters, implied;
	struct place      at, explained;
	bool              is_late;
	struct term_want *next;
};

void terms_gather(struct program *p, const struct object *o, const struct page *pg);
void terms_check(struct program *p);

/* The words of an acronym for whoever does not say them himself, or empty: none, or in several ways. */
struct str terms_words(const struct program *p, struct str letters);

#endif
