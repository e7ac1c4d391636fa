#ifndef LINK_ADDRESS_H
#define LINK_ADDRESS_H
/*
 * Places on pages: what an address means there, and what the words of a link to it are.
 */
#include "base/nearest.h"
#include "link/program.h"

/* The addresses of a page, for all links to it. */
struct addresses {
	const struct object *of;
	struct map           places;	/* definitions by their id and alias; of the glossary terms by their slug */
	struct map           present;	/* what old addresses are called now: `ids` of the front matter */
	struct map           exempt;	/* names that its own text gives to places in its exempt parts */
	uint32_t             parts;	/* that are exempt */
	struct map           tables;	/* of cells: struct symbols by what stands before the addresses of a table */
	struct map           cells;	/* and what was found, by the address: resolve.c's */
	size_t               looks;	/* at a name, to suggest it */
	size_t               rows_left;	/* that may be looked through for what a claim says */
};

void addresses_init(struct addresses *to, const struct object *o, struct arena *a);

/* Whether so many names may be compared with one that is not there.  Beyond a page's share nothing is suggested. */
bool addresses_may_look(struct addresses *to, size_t names);

/* Resolve a link to a place of a page, or to a term of the glossary. */
void address_resolve(struct program *p, struct link *l, struct addresses *to);
void address_resolve_term(struct program *p, struct link *l, struct addresses *to);

/* Where a link stands, in the words of the site: "paragraph 4.1"; empty when it is in no place. */
struct str address_place(struct program *p, const struct link *l);

/* The definitions of an object by their id and alias; the first that has a name keeps it. */
void address_places(struct map *places, const struct object *o, struct arena *a);

/* What it is called there: "paragraph 4.1". */
struct str address_name(struct program *p, const struct definition *d);

/* The words of a link to a place of a page that is called so, or to the page itself. */
struct str address_words(struct program *p, const struct definition *d, struct str page);

/* What a kind of place is called in inventories, and the kind of that name; DEFINITION_KINDS: none. */
const char *address_kind_name(enum definition_kind kind);
enum definition_kind address_kind(struct str name);

/* The words of a link that has none; d NULL: it leads to the page itself. */
void address_write(struct program *p, struct link *l, const struct definition *d);

#endif
