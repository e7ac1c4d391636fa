/*
 * Short titles.
 */
#include "link/short.h"

#include "base/utf8.h"

#define SHORT_MOST 70	/* characters: with committee and day a running head has two lines at most */

struct str
short_title(struct arena *a, struct str title)
{
	size_t i = 0, word = 0;
	unsigned n = 0;

	if (title.len <= SHORT_MOST)
		return title;	/* nearly always */
	for (; i < title.len && n < SHORT_MOST; n++) {
		size_t start = i;
		uint32_t c = utf8_next(title, &i);

		if (utf8_is_blank(c) || c == '-')
			word = start;
	}
	if (i == title.len)
		return title;
	struct str head = str_head(title, word ? word : i);

	while (head.len && (head.at[head.len - 1] == ',' || head.at[head.len - 1] == ':' || head.at[head.len - 1] == ' '))
		head = str_head(head, head.len - 1);
	return str_print(a, STR_FMT "…", STR_ARG(head));
}

struct str
short_of(const struct program *p, uint32_t page, struct arena *a)
{
	const struct page *pg = &p->pages[page];

	return pg->short_title.len ? pg->short_title : short_title(a, pg->title);
}
