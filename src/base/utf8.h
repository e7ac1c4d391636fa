#ifndef BASE_UTF8_H
#define BASE_UTF8_H
/*
 * UTF-8: validity, columns, case, slugs [utf8proc].
 */
#include "base/buf.h"
#include "base/str.h"

/* The place of the first byte that is not strict UTF-8 (no surrogates, no
 * overlong forms, nothing past U+10FFFF); s.len when all of it is. */
size_t utf8_invalid_at(struct str s);

/* The character at s.at[*i], and *i moved past it.  s must be valid; *i < s.len. */
uint32_t utf8_next(struct str s, size_t *i);

void   utf8_put(struct buf *b, uint32_t c);
/* As a terminal may show it: no control character, and none that turns the direction of text. */
void   utf8_put_shown(struct buf *b, struct str s);
size_t utf8_count(struct str s);		/* characters, for columns and carets */
size_t utf8_width(struct str s);		/* terminal cells: 0, 1 or 2 for each character */
bool   utf8_is_letter(uint32_t c);
bool   utf8_is_digit(uint32_t c);
bool   utf8_is_upper(uint32_t c);
bool   utf8_is_blank(uint32_t c);		/* any Unicode space, also no-break and thin; tab, line ends */
struct str utf8_fold(struct arena *a, struct str s);	/* case folded, for comparing names */

/*
 * A slug: in lower case (NFC), letters, combining marks and digits kept, every
 * run of anything else one hyphen, none at either end.  `Total LSPs/LAAs` gives
 * `total-lsps-laas`.  Empty when nothing is kept.  DESIGN, section 2, Tables.
 */
struct str utf8_slug(struct arena *a, struct str s);

#endif
