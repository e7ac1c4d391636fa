#ifndef LINK_HUSH_H
#define LINK_HUSH_H
/*
 * What an old state of a site may not be quoted with: paths, file names and titles of what is exempt now.
 *
 * Gathered first, then closed, then asked.  Memory is the arena's of hush_init; what is given has to live as long.
 * A text of n bytes is looked through in n log m steps for m titles, so that many exempt papers cost a comparison no
 * more than its length.
 */
#include "base/buf.h"
#include "base/map.h"

struct phrases {
	struct buf  gathered;		/* struct str */
	struct str *at;			/* sorted, and none begins with another */
	uint32_t    count;
	bool        begins[256];	/* by first byte */
};

struct hush {
	struct map     paths;
	struct phrases names, titles;
};

void hush_init(struct hush *h, struct arena *a);
void hush_add_path(struct hush *h, struct str path);	/* and the name of its file */
void hush_add_title(struct hush *h, struct str title);
void hush_close(struct hush *h);

/* h may be NULL: nothing is hushed. */
bool hush_has_path(const struct hush *h, struct str path);
bool hush_has_name_in(const struct hush *h, struct str text);
bool hush_has_title_in(const struct hush *h, struct str text);

#endif
