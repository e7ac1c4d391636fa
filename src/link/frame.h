#ifndef LINK_FRAME_H
#define LINK_FRAME_H
/*
 * What the frame of a page says: of the site, and of the page.
 */
#include "link/view.h"

struct thing *frame_site(struct view *v);
struct thing *frame_page(struct view *v);

#endif
