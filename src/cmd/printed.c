/*
 * One pass over the tags of a page.
 *
 * It reads what reeve wrote: attributes stand in double quotes, and `<` and `>` in text are entities.
 */
#include "cmd/printed.h"

#include "base/escape.h"
#include "base/path.h"

struct printing {
	struct str            path;		/* of the page */
	struct str            base_url;
	struct arena         *arena;
	struct buf           *out;
	struct printed_file **last;
};

/* The value of an attribute, within the tag; at is NULL where it has none. */
static struct str
attribute(struct str tag, const char *name, struct arena *a)
{
	struct str mark = str_print(a, " %s=\"", name);
	size_t start = str_find(tag, mark, 0);

	if (start >= tag.len)
		return (struct str){ NULL, 0 };
	start += mark.len;
	return str_slice(tag, start, str_find_char(tag, '"', start));
}

static bool
is_tag(struct str tag, const char *name)
{
	size_t n = str_of(name).len;

	return str_starts(tag, name) && (tag.len == n || tag.at[n] == ' ');
}

/* A link within the page, or one that says where it leads by itself. */
static bool
is_whole(struct str url)
{
	size_t colon = str_find_char(url, ':', 0);

	return (url.len && url.at[0] == '#') || str_starts(url, "//")
		|| colon < str_find_char(url, '/', 0);
}

/* What escape_html made of the letters that addresses may hold. */
static struct str
plain(struct str text, struct arena *a)
{
	static const struct { const char *entity; char is; } entities[] = {
		{ "&amp;", '&' }, { "&#39;", '\'' }, { "&quot;", '"' }, { "&lt;", '<' }, { "&gt;", '>' },
	};
	char *to = arena_alloc(a, text.len + 1);
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++) {
		to[n++] = text.at[i];
		for (size_t k = 0; text.at[i] == '&' && k < sizeof entities / sizeof entities[0]; k++) {
			if (!str_starts(str_from(text, i), entities[k].entity))
				continue;
			to[n - 1] = entities[k].is;
			i += str_of(entities[k].entity).len - 1;
			break;
		}
	}
	return (struct str){ to, n };
}

/* Steps up and names, from the folder of the page; all of it stays percent-encoded and escaped. */
static void
write_whole(const struct printing *p, struct str url)
{
	struct str folder = path_folder(p->path);
	struct buf b = BUF_EMPTY;

	while (str_starts(url, "../") || str_is(url, "..")) {
		folder = path_folder(folder);
		url = str_from(url, 3);
	}
	if (str_starts(url, "./") || str_is(url, "."))
		url = str_from(url, 2);
	path_encode(&b, folder);
	escape_html(p->out, p->base_url);
	if (!str_ends(p->base_url, "/"))
		buf_char(p->out, '/');
	escape_html(p->out, buf_view(&b));
	buf_text(p->out, folder.len ? "/" : "");
	buf_str(p->out, url);
	buf_release(&b);
}

static void
write_link(const struct printing *p, struct str tag)
{
	struct str url = attribute(tag, "href", p->arena);

	if (!url.at || is_whole(url)) {
		buf_str(p->out, tag);
		return;
	}
	size_t start = (size_t)(url.at - tag.at), before = start - str_of(" href=\"").len;

	buf_str(p->out, str_head(tag, before));
	if (p->base_url.len) {
		buf_text(p->out, " data-site href=\"");
		write_whole(p, url);
		buf_char(p->out, '"');
	}
	buf_str(p->out, str_from(tag, start + url.len + 1));
}

static void
note_file(struct printing *p, struct str url)
{
	struct printed_file *file = arena_alloc(p->arena, sizeof *file);
	struct str name = url.at ? plain(url, p->arena) : STR_NONE;

	name = str_head(name, str_find_char(name, '#', 0));
	if (!name.len || is_whole(name) || !path_resolve(p->arena, p->path, name, &file->path))
		return;
	*p->last = file;
	p->last = &file->next;
}

static void
write_tag(struct printing *p, struct str tag)
{
	if (is_tag(tag, "a")) {
		write_link(p, tag);
		return;
	}
	if (is_tag(tag, "img"))
		note_file(p, attribute(tag, "src", p->arena));
	else if (is_tag(tag, "link") && str_equal(attribute(tag, "rel", p->arena), STR("stylesheet")))
		note_file(p, attribute(tag, "href", p->arena));
	buf_str(p->out, tag);
}

struct printed_file *
printed_page(struct str html, struct str path, struct str base_url, struct arena *a, struct buf *out)
{
	struct printed_file *first = NULL;
	struct printing p = { path, base_url, a, out, &first };

	for (size_t i = 0; i < html.len;) {
		size_t open = str_find_char(html, '<', i);
		size_t close = str_find_char(html, '>', open);

		buf_str(out, str_slice(html, i, open < html.len ? open + 1 : html.len));
		if (open < html.len)
			write_tag(&p, str_slice(html, open + 1, close));
		i = open < html.len ? close : html.len;
	}
	return first;
}
