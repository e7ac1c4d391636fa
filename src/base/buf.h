#ifndef BASE_BUF_H
#define BASE_BUF_H
/*
 * Growing output.  Appends cannot fail: running out of memory ends the
 * process as in arena.h.  A buf owns its bytes until buf_release, or until
 * buf_keep moves them into an arena.
 */
#include "base/str.h"

struct buf {
	char  *at;
	size_t len, room;
};

#define BUF_EMPTY ((struct buf){ NULL, 0, 0 })

void buf_add(struct buf *b, const void *bytes, size_t len);
void buf_str(struct buf *b, struct str s);
void buf_text(struct buf *b, const char *text);
void buf_char(struct buf *b, char c);
void buf_fill(struct buf *b, char c, size_t times);
void buf_print(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_number(struct buf *b, uint64_t n);	/* decimal */
void buf_insert(struct buf *b, size_t at, struct str s);	/* before what stands at a place; all of it moves */

struct str buf_view(const struct buf *b);	/* good until the next append */
struct str buf_keep(struct buf *b, struct arena *a);	/* a copy in a; b is released */
void *buf_keep_array(struct buf *b, struct arena *a);	/* likewise, aligned for whatever things b holds */
void buf_clear(struct buf *b);			/* keeps the room */
void buf_release(struct buf *b);

#endif
