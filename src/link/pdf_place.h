#ifndef LINK_PDF_PLACE_H
#define LINK_PDF_PLACE_H
/*
 * On which page of a PDF a place of its page for print came to stand.
 *
 * WeasyPrint writes the names of all places and the list of all pages uncompressed: they are read from there.
 * A PDF that has them in another form gives no answer, never a wrong one.
 */
#include "base/arena.h"
#include "base/str.h"

/* From 1; 0: it is not known. */
unsigned pdf_place(struct str pdf, struct str id, struct arena *a);

#endif
