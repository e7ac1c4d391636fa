#ifndef LINK_DECISION_H
#define LINK_DECISION_H
/*
 * What a decision says: its texts stay in the objects of minutes and reports, and are read from there.
 */
#include "link/minutes.h"

/* Sources opened one after another: neighbours in the register share theirs.  What is read of one is good until the
 * next is opened; one that can't be opened has a finding, and nothing is read. */
struct decision_source {
	struct program *p;
	struct arena    arena;
	uint32_t        page;		/* that is open, or NONE */
	struct object   object;		/* HEAD and BODY */
};

void decision_begin(struct decision_source *s, struct program *p);
void decision_end(struct decision_source *s);

/* The keys of a recorded decision, or NULL: it has none, or none are public.  s->object is its source. */
const struct datum *decision_keys(struct decision_source *s, const struct decision *d);

/* What was decided: a text or a list of them; NULL: it is not public.  s->object is its source. */
const struct datum *decision_text(struct decision_source *s, const struct decision *d);

/* A text of s->object as plain words, in a. */
struct str decision_plain(struct decision_source *s, const struct datum *text, struct arena *a);

/* Its place on the page of its minutes: "_decision-3"; empty when no minutes record it. */
struct str decision_id(const struct decision *d, struct arena *a);

#endif
