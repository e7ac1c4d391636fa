#ifndef LINK_PDF_H
#define LINK_PDF_H
/*
 * PDFs among the outputs of a site.
 *
 * They are made of pages that are in the twin already, by somebody whom the options name, and
 * before the other pages, which give their sizes and lead to none that is missing.
 */
#include "link/output.h"
#include "link/publish.h"

/* Have the PDFs of the list made, and put them into the twin with their rows.  One that can't be
 * made is a finding.  false, with findings, when one can't be written. */
bool pdf_make(struct program *p, const struct output_list *list, struct publish *publish,
	struct publish_row *rows);

/* How large one is, for those who download it: "85 kB", "1.2 MB". */
struct str pdf_size_text(struct arena *a, uint64_t bytes);

/* Take those that were not made out of the list and the rows. */
void pdf_forget(struct output_list *list, struct publish_row *rows);

#endif
