#ifndef COMPILE_NUMBER_H
#define COMPILE_NUMBER_H
/*
 * The numbers of sections, paragraphs and appendices, and the letters of list items.
 *
 * Texts that are made are the arena's.
 */
#include "compile/unit.h"

struct numbering_mode;

struct numbers {
	const struct numbering_mode *mode;
	struct arena *arena;
	struct str    appendix;		/* the id of the appendix that we are in, or empty */
	unsigned      counts[7];	/* headings so far, by level */
	unsigned      paragraphs;	/* in this section */
	bool          is_part;		/* in an exempt part: E1, E1.1 */
	unsigned      above;		/* levels between the part's heading and `##` */
};

struct number {
	struct str shown;	/* "4.1" */
	struct str id;		/* "4.1", "annex-1.4.1" */
};

void number_init(struct numbers *n, enum numbering mode, struct arena *a);

/* The number of the next heading or top-level paragraph; false when it has none. */
bool number_heading(struct numbers *n, unsigned level, struct number *out);
bool number_paragraph(struct numbers *n, struct number *out);

/* From here on we are in the appendix that has this id. */
void number_appendix(struct numbers *n, struct str id);

/* From here on we are in the n-th exempt part, whose heading has this level. */
void number_part(struct numbers *n, unsigned part, unsigned level);

/* Whether a heading begins an appendix: `Annex 1: Title` has the name `Annex 1` and the title
 * `Title`. */
bool number_is_appendix(struct str heading, struct str *name, struct str *title);

/* Past a colon, full stop or dash and the blanks around it; false when something else stands here. */
bool number_separator(struct str *s);

/* The length of a list item's letter, with the blanks behind it, or 0: `(a) `, `a. `, `ii. `,
 * `(1) `.
 * mark is the letter as written, letter the bare one. */
size_t number_letter(struct str text, struct str *mark, struct str *letter);

#endif
