#ifndef COMPILE_NAMED_H
#define COMPILE_NAMED_H
/*
 * What is named in words: `Appendix A`, `Table 1: Funding`, and headings that have no number and
 * are paragraphs in Markdown.  Private to role.c.
 */
#include "compile/series.h"

/* Note the addresses of all appendices and captions, so that nothing else takes them. */
void named_claim(struct numbering_run *n);

bool named_is_appendix(const struct entry *e);

/* An appendix that begins here, and its address. */
bool named_appendix(struct numbering_run *n, const struct entry *e, struct str *id);

bool named_caption(struct numbering_run *n, const struct entry *e);

/* A heading without a number. */
bool named_title(struct numbering_run *n, const struct entry *e);

/* The lines before the first section of an annexed paper are its title: the first begins it. */
void named_title_of_annexed(struct numbering_run *n, const struct entry *section, struct str id);

#endif
