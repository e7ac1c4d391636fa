/*
 * Texts with holes.
 */
#include "base/fill.h"

#include <string.h>

#include "base/buf.h"

static const struct hole *
find(struct str name, const struct hole *holes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_is(name, holes[i].name))
			return &holes[i];
	return NULL;
}

struct str
fill_text(struct arena *a, struct str pattern, const struct hole *holes, size_t n)
{
	struct buf out = BUF_EMPTY;

	for (size_t i = 0; i < pattern.len; i++) {
		const char *end = pattern.at[i] == '{'
			? memchr(pattern.at + i, '}', pattern.len - i) : NULL;
		size_t close = end ? (size_t)(end - pattern.at) : i;
		struct str name = { pattern.at + i + 1, close > i ? close - i - 1 : 0 };
		const struct hole *hole = close > i ? find(name, holes, n) : NULL;

		if (hole) {
			buf_str(&out, hole->text);
			i = close;
		} else {
			buf_char(&out, pattern.at[i]);
		}
	}
	return buf_keep(&out, a);
}
