#ifndef LINK_FEED_H
#define LINK_FEED_H
/*
 * Sitemap (sitemaps.org 0.9) and Atom (RFC 4287), written with libxml2's writer.
 */
#include "base/buf.h"
#include "link/output.h"

void feed_sitemap(const struct program *p, const struct output_list *outputs, struct buf *out);

/* The latest 50 reports and meetings of a committee, or of the site (NONE), the newest first.
 * No clock is read: a feed is as new as its newest entry.  Of an exempt report, the title only. */
void feed_atom(const struct program *p, uint32_t committee, struct buf *out);

#endif
