/*
 * Many phrases looked for in a text at once.
 *
 * A phrase that begins with another one is dropped: where it is found, so is that.  Of those that are left only one
 * can stand at a place: the last, in their order, that does not come behind the rest of the text.
 */
#include "link/hush.h"

#include <stdlib.h>
#include <string.h>

#include "base/path.h"

static bool
stands_at_head(struct str phrase, struct str text)
{
	return text.len >= phrase.len && memcmp(text.at, phrase.at, phrase.len) == 0;
}

static void
gather(struct phrases *p, struct str phrase)
{
	if (phrase.len)
		buf_add(&p->gathered, &phrase, sizeof phrase);
}

static int
by_bytes(const void *left, const void *right)
{
	const struct str *a = left, *b = right;

	return str_compare(*a, *b);
}

static void
close_phrases(struct phrases *p, struct arena *a)
{
	size_t all = p->gathered.len / sizeof *p->at;

	p->at = buf_keep_array(&p->gathered, a);
	qsort(p->at, all, sizeof *p->at, by_bytes);
	for (size_t i = 0; i < all; i++) {
		if (p->count && stands_at_head(p->at[p->count - 1], p->at[i]))
			continue;
		p->at[p->count++] = p->at[i];
		p->begins[(unsigned char)p->at[i].at[0]] = true;
	}
}

static bool
has_at_head(const struct phrases *p, struct str text)
{
	uint32_t low = 0, high = p->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (str_compare(p->at[middle], text) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 && stands_at_head(p->at[low - 1], text);
}

static bool
has_in(const struct phrases *p, struct str text)
{
	for (size_t i = 0; p->count && i < text.len; i++)
		if (p->begins[(unsigned char)text.at[i]] && has_at_head(p, str_from(text, i)))
			return true;
	return false;
}

void
hush_init(struct hush *h, struct arena *a)
{
	*h = (struct hush){ .names = { .count = 0 } };
	map_init(&h->paths, a);
}

void
hush_add_path(struct hush *h, struct str path)
{
	if (map_put(&h->paths, path, h))
		return;
	gather(&h->names, path_name(path));
}

void
hush_add_title(struct hush *h, struct str title)
{
	gather(&h->titles, title);
}

void
hush_close(struct hush *h)
{
	close_phrases(&h->names, h->paths.arena);
	close_phrases(&h->titles, h->paths.arena);
}

bool
hush_has_path(const struct hush *h, struct str path)
{
	return h && map_get(&h->paths, path);
}

bool
hush_has_name_in(const struct hush *h, struct str text)
{
	return h && has_in(&h->names, text);
}

bool
hush_has_title_in(const struct hush *h, struct str text)
{
	return h && has_in(&h->titles, text);
}
