#ifndef COMPILE_EXEMPT_NOTICE_H
#define COMPILE_EXEMPT_NOTICE_H
/*
 * Words of a public report that say that it, or a part of it, is exempt.  Private to compile/.
 */
#include "compile/body.h"

/* A heading's words, without its mark. */
void exempt_notice_heading(struct body *b, struct str words, struct place at);

/* A paragraph: a caption, a heading that is only written as one, or a notice about the whole paper. */
void exempt_notice_text(struct body *b, const struct markdown_node *paragraph, struct str text);

/* When the body is read: what is said in `fields` of the front matter. */
void exempt_notice_fields(struct compilation *u);

#endif
