#ifndef LINK_PASSAGE_H
#define LINK_PASSAGE_H
/*
 * A source as a sequence of passages: headings, paragraphs, entries of lists; facts; agenda items.
 *
 * A passage is plain text with a name (its number, or a fact's key); two are the same when kind and
 * text are, whatever number they have.  Words that the linker writes are in the text, as a reader
 * sees them. Private to link/.
 */
#include "link/changes.h"
#include "link/hush.h"
#include "link/program.h"

struct passage {
	enum passage_kind kind;
	bool       single;		/* a fact that has one value: with another one it has changed */
	bool       hushed;		/* of an old one: it quotes what is exempt now */
	bool       exempt;		/* of an agenda item: most of it is withheld; of a heading: what stands below it */
	struct str name, under, text;	/* as in struct change */
	uint64_t   hash;		/* of kind, text and a fact's name */
	uint32_t   line;
	uint32_t   first_claim, nclaim;
};

/* A figure in the text that is linked to its source. */
struct passage_claim {
	struct str text;
	struct str source;		/* path and address */
	struct str title;		/* of the source */
};

struct passages {
	struct passage       *at;     uint32_t count;
	struct passage_claim *claims; uint32_t nclaim;
};

/* Which source, and what must not be quoted from it. */
struct passage_source {
	struct program      *p;
	uint32_t             page;
	const struct object *object;	/* HEAD and BODY */
	const struct hush   *hush;	/* NULL: nothing */
};

/* Memory is a's; texts may be the object's. */
void passage_body(const struct passage_source *s, struct arena *a, struct passages *out);
void passage_facts(const struct passage_source *s, struct arena *a, struct passages *out);
void passage_agenda(const struct passage_source *s, struct arena *a, struct passages *out);

uint64_t passage_hash(const struct passage *p);

/* What was gathered in growing arrays, which are released. */
void passage_finish(struct buf *list, struct buf *claims, struct arena *a, struct passages *out);

#endif
