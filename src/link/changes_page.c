#include "link/changes_page.h"

void
changes_page(const struct changes *c, struct program *p, struct buf *out)
{
	(void)c, (void)p, (void)out;
}
