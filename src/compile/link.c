/*
 * Destinations of links: inside the site, safe outside it, a formula, or a finding.
 *
 * Knows schemes, paths and fragments.  Whether a page or a cell is there is the linker's to
 * say; which HTML a link becomes is inline.c's.
 */
#include "compile/link.h"

#include <string.h>

#include "base/ascii.h"
#include "base/path.h"
#include "base/utf8.h"

static bool
is_control(char c)
{
	return (unsigned char)c < 0x20 || c == 0x7f;
}

static bool
has_control(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (is_control(s.at[i]))
			return true;
	return false;
}

/* Bytes that no link may hold: they would mean one thing here and another in a browser. */
static bool
has_forbidden(struct str s)
{
	return has_control(s) || str_find_char(s, '\\', 0) < s.len;
}

static bool
is_among(char c, const char *set)
{
	return c != '\0' && strchr(set, c) != NULL;
}

/* The scheme before a colon, when one stands there before any slash; else empty. */
static struct str
scheme_of(struct str destination)
{
	size_t i = 0;

	while (i < destination.len
		&& (ascii_is_alphanumeric(destination.at[i]) || is_among(destination.at[i], "+-.")))
		i++;
	return i > 0 && i < destination.len && destination.at[i] == ':' ? str_head(destination, i)
		: STR_NONE;
}

static int
hex_value(char c)
{
	const char *digits = "0123456789abcdef";
	char lower = c >= 'A' && c <= 'F' ? (char)(c - 'A' + 'a') : c;
	const char *found = lower ? strchr(digits, lower) : NULL;

	return found ? (int)(found - digits) : -1;
}

/* The byte that a percent sign at i stands for, or -1. */
static int
percent_value(struct str s, size_t i)
{
	if (s.at[i] != '%' || i + 2 >= s.len)
		return -1;

	int high = hex_value(s.at[i + 1]), low = hex_value(s.at[i + 2]);

	return high < 0 || low < 0 ? -1 : high * 16 + low;
}

static struct str
decode(struct arena *a, struct str s)
{
	char *out = arena_alloc(a, s.len);
	size_t len = 0;

	if (str_find_char(s, '%', 0) == s.len)
		return str_copy(a, s);
	for (size_t i = 0; i < s.len; i++) {
		int value = percent_value(s, i);

		out[len++] = value < 0 ? s.at[i] : (char)value;
		i += value < 0 ? 0 : 2;
	}
	return (struct str){ out, len };
}

/* What may not stand in a URL is percent-encoded; percent signs that already do that are kept. */
static void
encode(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		char c = s.at[i];

		if (ascii_is_alphanumeric(c) || is_among(c, "/-._~!$()*+,;=@:?#&'")
			|| percent_value(s, i) >= 0)
			buf_char(out, c);
		else
			buf_print(out, "%%%02X", (unsigned)(unsigned char)c);
	}
}

/* A second # is no part of a fragment. */
static struct str
encoded(struct arena *a, struct str head, struct str rest)
{
	struct buf out = BUF_EMPTY;
	struct str before = str_cut(&rest, '#');

	buf_str(&out, head);
	encode(&out, before);
	if (rest.len > 0) {
		buf_char(&out, '#');
		while (rest.len > 0) {
			encode(&out, str_cut(&rest, '#'));
			if (rest.len > 0)
				buf_text(&out, "%23");
		}
	}

	return buf_keep(&out, a);
}

/* A host's name and port.  A user's name before an @ is a trick:
 * `https://council.gov.uk@elsewhere`. */
static bool
is_host(struct str host)
{
	struct str port = host, name = str_cut(&port, ':');
	bool plain = name.len > 0 && ascii_is_alphanumeric(name.at[name.len - 1]);

	for (size_t i = 0; i < name.len; i++) {
		char c = name.at[i];

		bool inner = i > 0 && (c == '-' || (c == '.' && name.at[i - 1] != '.'));

		if (!ascii_is_alphanumeric(c) && !inner)
			plain = false;
	}
	for (size_t i = 0; i < port.len; i++)
		if (port.at[i] < '0' || port.at[i] > '9')
			plain = false;
	return plain && name.len <= 253 && port.len <= 5 && (port.len > 0 || name.len == host.len);
}

static size_t
end_of_host(struct str s)
{
	size_t i = 0;

	while (i < s.len && !is_among(s.at[i], "/?#"))
		i++;
	return i;
}

bool
link_is_web(struct str url, struct arena *a, struct str *out)
{
	static const char *const heads[] = { "https://", "http://" };

	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++) {
		struct str head = str_of(heads[i]);

		if (!str_equal_nocase(str_head(url, head.len), head))
			continue;
		struct str rest = str_from(url, head.len);
		size_t host = end_of_host(rest);

		if (!is_host(str_head(rest, host)) || has_forbidden(url))
			return false;

		struct str origin = str_print(a, "%s" STR_FMT, heads[i],
			STR_ARG(str_head(rest, host)));

		*out = encoded(a, origin, str_from(rest, host));
		return true;
	}
	return false;
}

#define SHOWN_MOST 80

struct str
link_shown(struct arena *a, struct str text)
{
	size_t end = SHOWN_MOST;

	if (text.len <= SHOWN_MOST)
		return text;
	while (end > 0 && ((unsigned char)text.at[end] & 0xc0) == 0x80)
		end--;
	return str_print(a, STR_FMT "\u2026", STR_ARG(str_head(text, end)));
}

static void
malformed(struct compilation *u, struct place at, struct str destination, const char *why,
	const char *help)
{
	struct finding *f = diag_add(&u->diag, DIAG_LINK_MALFORMED, at, "`" STR_FMT "` %s",
		STR_ARG(link_shown(u->arena, destination)), why);

	diag_help(&u->diag, f, "%s", help);
	/* what leads out of the site by a way that isn't safe stops it: SAFETY.md, "URLs" */
	diag_grade(&u->diag, f, SEVERITY_ERROR);
}

/* Schemes that are safe.  Each is written in lower case, whatever the source has. */
static void
read_scheme(struct compilation *u, struct str destination, struct str scheme, struct place at,
	struct link *out)
{
	static const char *const simple[] = { "mailto", "tel" };
	struct str rest = str_from(destination, scheme.len + 1);

	for (size_t i = 0; i < sizeof(simple) / sizeof(simple[0]); i++) {
		if (!str_equal_nocase(scheme, str_of(simple[i])) || str_trim(rest).len == 0)
			continue;
		out->kind = LINK_URL;
		out->url = encoded(u->arena, str_print(u->arena, "%s:", simple[i]), str_trim(rest));
		return;
	}
	if (link_is_web(destination, u->arena, &out->url)) {
		out->kind = LINK_URL;
		out->is_page = true;
		return;
	}
	if (str_equal_nocase(scheme, STR("http")) || str_equal_nocase(scheme, STR("https")))
		malformed(u, at, destination, "is no web address",
			"a web address looks like https://www.example.gov.uk/page");
	else
		malformed(u, at, destination, "is a kind of link that is not allowed",
			"links may begin with https:, http:, mailto: or tel:, "
			"or name a file of this site");
}

struct oddity {
	bool (*is)(struct str destination);
	const char *why, *help;
};

static bool
is_nothing(struct str d)
{
	return d.len == 0;
}

static bool
is_other_host(struct str d)
{
	return str_starts(d, "//");
}

static bool
is_bare_host(struct str d)
{
	return str_equal_nocase(str_head(d, 4), STR("www."));
}

static bool
is_bare_mail(struct str d)
{
	return d.len > 0 && str_find_char(d, '@', 1) < d.len && str_find_char(d, '/', 0) == d.len
		&& !link_is_table(d) && scheme_of(d).len == 0;
}

static const struct oddity oddities[] = {
	{ is_nothing, "is no destination: this link leads nowhere",
		"write the file or the web address between the brackets: [text](report.md)" },
	{ has_forbidden, "holds a backslash or a control character",
		"write paths with forward slashes: folder/report.md" },
	{ is_other_host, "does not say whether it is http or https",
		"write the whole address: https://www.example.gov.uk/page" },
	{ is_bare_host, "is not the name of a file",
		"for a web address write https:// before it" },
	{ is_bare_mail, "is not the name of a file",
		"for an e-mail address write mailto: before it" },
};

static void
broken(struct compilation *u, struct place at, struct str destination, const char *why)
{
	struct finding *f = diag_add(&u->diag, DIAG_REFERENCE_BROKEN, at, "`" STR_FMT "` %s",
		STR_ARG(link_shown(u->arena, destination)), why);

	diag_help(&u->diag, f,
		"a path that begins with / starts from the folder content/, any other "
		"from the folder of this file");
}

static void
read_place(struct compilation *u, struct str destination, struct place at, struct link *out)
{
	struct str fragment = destination;
	struct str query = str_cut(&fragment, '#');
	struct str path = str_cut(&query, '?');

	out->fragment = decode(u->arena, fragment);
	out->query = decode(u->arena, query);
	if (path.len == 0)
		out->path = u->in->path;
	else if (!path_resolve(u->arena, u->in->path, path, &out->path)) {
		broken(u, at, destination, "leads out of this site");
		return;
	}
	if (utf8_invalid_at(out->path) < out->path.len
		|| utf8_invalid_at(out->fragment) < out->fragment.len
		|| utf8_invalid_at(out->query) < out->query.len || has_control(out->fragment)
		|| has_control(out->query)) {
		broken(u, at, destination, "holds characters that no address has");
		return;
	}
	out->kind = LINK_PLACE;
}

/* `wexbourne`: letters, digits and hyphens; whether another site is called so, the linker knows. */
static bool
is_site_name(struct str scheme)
{
	for (size_t i = 0; i < scheme.len; i++)
		if (!ascii_is_alphanumeric(scheme.at[i]) && scheme.at[i] != '-')
			return false;
	return scheme.len > 1;
}

/* A file that makes a page, with or without an address on it. */
static bool
names_source(struct str rest)
{
	struct str path = str_head(rest, str_find_char(rest, '#', 0));

	return !str_starts(path, "//") && (str_ends(path, ".md") || str_ends(path, ".csv"));
}

bool
link_elsewhere(struct compilation *u, struct str destination, struct link *out)
{
	struct str name = scheme_of(destination), fragment = str_from(destination, name.len + 1), inside;

	if (!is_site_name(name) || !names_source(fragment))
		return false;
	struct str path = str_cut(&fragment, '#');

	out->fragment = decode(u->arena, fragment);
	out->is_elsewhere = true;
	if (!path_resolve(u->arena, STR_NONE, path, &inside) || utf8_invalid_at(inside) < inside.len
		|| utf8_invalid_at(out->fragment) < out->fragment.len || has_control(out->fragment))
		return true;
	out->path = str_print(u->arena, STR_FMT ":" STR_FMT, STR_ARG(name), STR_ARG(inside));
	out->kind = LINK_PLACE;
	return true;
}

void
link_read(struct compilation *u, struct str destination, struct place at, struct link *out)
{
	struct str d = str_trim(destination);
	struct str scheme = scheme_of(d);

	*out = (struct link){ .kind = LINK_REFUSED, .url = STR_NONE, .path = STR_NONE,
		.fragment = STR_NONE, .query = STR_NONE, .formula = STR_NONE };
	if (str_starts(d, "=")) {
		out->kind = LINK_FORMULA;
		out->formula = str_trim(str_from(d, 1));
		return;
	}
	for (size_t i = 0; i < sizeof(oddities) / sizeof(oddities[0]); i++) {
		if (!oddities[i].is(d))
			continue;
		malformed(u, at, d, oddities[i].why, oddities[i].help);
		return;
	}
	if (link_elsewhere(u, d, out)) {
		if (out->kind == LINK_REFUSED)
			broken(u, at, d, "leads out of that site, or holds what no address has");
	} else if (scheme.len > 0) {
		read_scheme(u, d, scheme, at, out);
	} else {
		read_place(u, d, at, out);
	}
}

bool
link_is_table(struct str path)
{
	return path.len > 4 && str_equal_nocase(str_from(path, path.len - 4), STR(".csv"));
}
