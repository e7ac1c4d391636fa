#ifndef LINK_CHART_H
#define LINK_CHART_H
/*
 * A table's lines as a picture: horizontal bars, in SVG that needs no style and no script.
 */
#include "base/buf.h"
#include "object/object.h"

/* Whether an embed's query asks for a chart, `chart=bar`. */
bool chart_is_wanted(struct str query);

/*
 * Bars for the lines of the table's last amount column that is no total; nothing when it has
 * no line with an amount.  label says what it shows, for who can't see it; the table below it has the figures.
 */
void chart_write(const struct table *t, struct str label, struct buf *out);

#endif
