#ifndef LINK_COMPARE_PART_H
#define LINK_COMPARE_PART_H
/*
 * What the parts of a comparison share: compare.c (both sites, and the order of the log),
 * compare_pair.c (which source is which), compare_source.c (one source on both sides).  Private to
 * them.
 */
#include "base/map.h"
#include "link/changes.h"
#include "link/hush.h"
#include "link/program.h"

struct comparison {
	struct program  *old, *new;
	uint32_t        *mate;		/* of each new page the old one, or NONE */
	uint32_t        *back;		/* of each old page the new one, or NONE */
	bool            *withheld;	/* of each new page: it is exempt, or belongs to what is */
	bool            *unsaid;	/* of each old page that has no mate: neither title nor path is said */
	struct hush      hush;		/* of either side: what refers to it or has its title is not quoted from the old one */
	bool             same_settings;
	struct arena    *a;		/* of the log */
	struct arena     scratch;	/* of one source */
	struct changes  *out;
};

/* A page that a reader of its side can see, or is told of. */
bool compare_is_there(const struct page *pg);

/* compare_pair.c */
void compare_pair_pages(struct comparison *c);

/* compare_source.c; false: nothing differs */
bool compare_source(struct comparison *c, uint32_t old, uint32_t new, struct change_page *out);

/* Of a source that one side has alone: its paragraphs or rows, counted. */
uint32_t compare_size(struct comparison *c, struct program *p, uint32_t page);

/* Everything of a source that it may be recognised by when it has another name: hashes, in a. */
uint64_t *compare_marks(struct program *p, uint32_t page, struct arena *a, uint32_t *count);

#endif
