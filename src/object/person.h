#ifndef OBJECT_PERSON_H
#define OBJECT_PERSON_H
/*
 * How people are named: `Councillor Ann Hale`, `Cllr A. Hale`, `Mrs Hale`, `Hale`.
 *
 * `Cllr` and `Councillor` are one.  Who it is, is not known here.
 */
#include "base/str.h"

struct person_name {
	bool       is_titled, is_councillor;
	struct str given;	/* what stands before the surname, or empty */
	struct str surname;	/* the last word */
};

/* A title as a whole word at i, with its full stop; where it ends, or i. */
size_t person_title_at(struct str text, size_t i, bool *is_councillor);

/* false when no surname stands there. */
bool person_name_read(struct str text, struct person_name *out);

/* Whether two given names may be those of one person: the same, or an initial of it.  Empty fits none. */
bool person_given_fits(struct str one, struct str other);

#endif
