/*
 * Site paths as text: taken apart, joined, resolved, and written as URLs.
 *
 * Nothing here looks at the disk; whether a path is there is file.c's and the linker's.
 */
#include "base/ascii.h"
#include "base/path.h"
#include "base/utf8.h"

#define INDEX "index.html"

struct str
path_folder(struct str path)
{
	size_t slash = str_find_last_char(path, '/');

	return slash == path.len ? STR_NONE : str_head(path, slash);
}

struct str
path_bare(struct str path)
{
	while (path.len > 1 && str_ends(path, "/"))
		path.len--;
	return path;
}

bool
path_is_named(struct str path)
{
	struct str name = path_name(path_bare(path));

	return name.len > 0 && !str_is(name, ".") && !str_is(name, "..");
}

const char *
path_above(struct arena *a, struct str path)
{
	struct str bare = path_bare(path), folder = path_folder(bare);

	return folder.len ? arena_copy(a, folder.at, folder.len) : str_starts(bare, "/") ? "/" : ".";
}

struct str
path_name(struct str path)
{
	size_t slash = str_find_last_char(path, '/');

	return slash == path.len ? path : str_from(path, slash + 1);
}

struct str
path_stem(struct str path)
{
	struct str name = path_name(path);
	size_t dot = str_find_last_char(name, '.');

	/* a name that only begins with a dot has no ending */
	if (dot == name.len || dot == 0)
		return path;
	return str_head(path, path.len - (name.len - dot));
}

struct str
path_join(struct arena *a, struct str folder, struct str name)
{
	if (folder.len == 0)
		return str_copy(a, name);
	return str_print(a, STR_FMT "/" STR_FMT, STR_ARG(folder), STR_ARG(name));
}

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* Percent signs decoded once; one that no two hexadecimal digits follow stands for itself. */
static struct str
decode(struct arena *a, struct str s)
{
	char *out = arena_copy(a, s.at, s.len);
	size_t len = 0;

	for (size_t i = 0; i < s.len; i++) {
		bool whole = s.at[i] == '%' && i + 2 < s.len;
		int high = whole ? hex_value(s.at[i + 1]) : -1;
		int low = whole ? hex_value(s.at[i + 2]) : -1;

		if (high >= 0 && low >= 0) {
			out[len++] = (char)(high * 16 + low);
			i += 2;
		} else {
			out[len++] = s.at[i];
		}
	}
	return (struct str){ out, len };
}

/* C1 controls too, which are two bytes: U+0080 to U+009F. */
static bool
has_forbidden(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.at[i];
		unsigned char next = i + 1 < s.len ? (unsigned char)s.at[i + 1] : 0;

		if (c < 0x20 || c == 0x7f || c == '\\')
			return true;
		if (c == 0xc2 && next >= 0x80 && next < 0xa0)
			return true;
	}
	return false;
}

/* Put the names of `more` behind the path in out; `..` takes one away.  false above the root. */
static bool
append_names(char *out, size_t *len, struct str more)
{
	while (more.len > 0) {
		struct str name = str_cut(&more, '/');

		if (name.len == 0 || str_is(name, "."))
			continue;
		if (str_is(name, "..")) {
			if (*len == 0)
				return false;
			*len = path_folder((struct str){ out, *len }).len;
			continue;
		}
		if (*len > 0)
			out[(*len)++] = '/';
		for (size_t i = 0; i < name.len; i++)
			out[(*len)++] = name.at[i];
	}
	return true;
}

bool
path_resolve(struct arena *a, struct str from, struct str target, struct str *out)
{
	struct str decoded = decode(a, target);

	/* two slashes begin the name of another host */
	if (has_forbidden(decoded) || utf8_invalid_at(decoded) < decoded.len || str_starts(decoded, "//"))
		return false;
	struct str folder = str_starts(decoded, "/") ? STR_NONE : path_folder(from);

	if (decoded.len == 0)
		folder = from;
	char *path = arena_alloc(a, folder.len + decoded.len + 2);
	size_t len = 0;

	if (!append_names(path, &len, folder) || !append_names(path, &len, decoded))
		return false;
	*out = (struct str){ path, len };
	return true;
}

static void
encode(struct buf *out, struct str s, const char *plain)
{
	size_t from = 0;	/* of what goes out as it is: nearly always all of it */

	for (size_t i = 0; i < s.len; i++) {
		char c = s.at[i];

		if (ascii_is_alphanumeric(c) || (c != '\0' && strchr(plain, c)))
			continue;
		buf_str(out, str_slice(s, from, i));
		buf_print(out, "%%%02X", (unsigned)(unsigned char)c);
		from = i + 1;
	}
	buf_str(out, str_from(s, from));
}

/* A colon is encoded, or the first name could be taken for a scheme. */
void
path_encode(struct buf *out, struct str path)
{
	encode(out, path, "/-._~!$()*+,;=@");
}

void
path_encode_fragment(struct buf *out, struct str fragment)
{
	encode(out, fragment, "/-._~!$()*+,;=@:?");
}

/* How many bytes of both are folders that they share, with the slash behind. */
static size_t
shared_folders(struct str a, struct str b)
{
	size_t shared = 0;

	for (size_t i = 0; i < a.len && i < b.len && a.at[i] == b.at[i]; i++)
		if (a.at[i] == '/')
			shared = i + 1;
	return shared;
}

void
path_relative(struct buf *out, struct str from, struct str to)
{
	if (str_equal(from, to))
		return;
	size_t shared = shared_folders(from, to), start = out->len;
	struct str up = str_from(from, shared), down = str_from(to, shared);

	for (size_t i = 0; i < up.len; i++)
		if (up.at[i] == '/')
			buf_text(out, "../");
	if (str_is(path_name(down), INDEX))
		down = str_head(down, down.len - (sizeof(INDEX) - 1));
	path_encode(out, down);
	if (out->len == start)
		buf_text(out, "./");
}

void
path_add_fragment(struct buf *out, struct str fragment)
{
	if (!fragment.len)
		return;
	buf_char(out, '#');
	path_encode_fragment(out, fragment);
}
