#ifndef LINK_CALENDAR_H
#define LINK_CALENDAR_H
/*
 * Meetings as calendar programs read them (iCalendar, RFC 5545).
 */
#include "base/buf.h"
#include "link/program.h"

/*
 * The meetings of a committee, of the site (NONE), or one alone, by date.  No clock is read: an entry is as new as what
 * was last published for it.  An object that can't be read again is said by program_open, and has no entry.
 */
void calendar_write(struct program *p, uint32_t page, struct buf *out);

/* Whether a meeting has an entry: it is public, and its day is known. */
bool calendar_has(const struct page *meeting);

#endif
