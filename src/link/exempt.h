#ifndef LINK_EXEMPT_H
#define LINK_EXEMPT_H
/*
 * What is exempt, and the ways by which it could come out all the same.
 *
 * What is public of it is its title, its paragraph of Schedule 12A and the sentence of the public
 * interest; this file writes those, and refuses what would say more.
 */
#include "link/page.h"

/* What a paragraph of Schedule 12A is about, in the site's words; empty when there is none of that number. */
struct str exempt_reason(const struct program *p, struct str paragraph);

/* Why the public interest is in keeping it back: the paper's own sentence, else the site's; or empty.  Of a part
 * that has one of its own its piece knows it. */
struct str exempt_interest(const struct program *p, const struct object *o);

/* The notice at the place of an exempt part of the page. */
void exempt_write_part(const struct page_context *c, const struct piece *part, struct buf *out);

/* The notice at the place of an exempt table that a public page shows. */
void exempt_write_table(const struct page_context *c, const struct link *l, struct str number, struct buf *out);

/* While a source is read: what its metadata says of exempt parts and files. */
void exempt_gather(struct program *p, const struct object *o, struct page *pg);

/* exempt_said.c: the same where words say it, and nothing is withheld. */
void exempt_gather_said(struct program *p, const struct object *o, const struct page *pg);
void exempt_check_said(struct program *p);

/* Something in a public paper, or that it shows or brings with it, is exempt.  When links are resolved. */
bool exempt_in_part(const struct program *p, const struct page *report);

/* Findings whose lines would show to whoever reads a build's log what the public may not see. */
void exempt_hush(struct program *p);

/* For the summary: the sources whose objects hold what another source says is exempt. */
void exempt_list_secret(struct program *p);

/* Before addresses are given: files that a paper says are exempt are. */
void exempt_settle(struct program *p);

/* The minutes are public, and what they decided on an exempt item is not: the decision on a line of theirs, or NULL. */
const struct decision *exempt_decision(const struct program *p, uint32_t page, uint32_t line);

/* Whether a finding is about something exempt, so that nothing of it may be published. */
bool exempt_covers(const struct program *p, const struct finding *f);

/* Nothing is published, as something else is wrong: name what was published before and is exempt now. */
void exempt_still_there(struct program *p);

/* The site could not be put in place: say that the one of before may hold what is exempt now. */
void exempt_warn(struct program *p);

void exempt_check(struct program *p);

#endif
