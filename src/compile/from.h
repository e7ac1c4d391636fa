#ifndef COMPILE_FROM_H
#define COMPILE_FROM_H
/*
 * Sections whose text is a value of the front matter.  Private to compile/.
 */
#include "compile/body.h"

/* Below the heading that was just written: the value of a key, as paragraphs.  at: of the heading, for findings. */
void from_write(struct body *b, struct str key, struct place at);

#endif
