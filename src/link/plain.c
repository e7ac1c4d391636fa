/*
 * Our own HTML read back as text.
 */
#include "link/plain.h"

#include <string.h>

size_t
plain_entity(struct str s, char *out)
{
	static const struct {
		const char *text;
		char        is;
	} entities[] = {
		{ "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&#39;", '\'' },
	};

	for (size_t i = 0; i < sizeof(entities) / sizeof(entities[0]); i++)
		if (str_starts(s, entities[i].text)) {
			*out = entities[i].is;
			return strlen(entities[i].text);
		}
	return 0;
}

struct str
plain_text(struct str html, struct arena *a)
{
	char *out = arena_alloc(a, html.len), c;
	size_t len = 0;

	for (size_t i = 0; i < html.len;) {
		struct str rest = str_from(html, i);
		size_t known = plain_entity(rest, &c);

		if (html.at[i] == '<') {
			i += str_find_char(rest, '>', 0) + 1;
			continue;
		}
		if (known == 0)
			c = html.at[i] == '\n' ? ' ' : html.at[i];
		i += known ? known : 1;
		out[len++] = c;
	}
	return str_trim((struct str){ out, len });
}
