/*
 * Which raw HTML may stand in a page.
 *
 * The tables follow the content models of the HTML standard as far as that is needed for a valid
 * page.  Never allowed: id, class, style, name, on...; nor `headers`, because cells get no ids.
 */
#include "compile/allow.h"

#include <stdlib.h>

#define FLOW     (IN_FLOW | IN_DETAILS | IN_FIGURE)
#define ANYWHERE (FLOW | IN_PHRASING)

static const struct html_node *
element_child(const struct html_node *n, bool last)
{
	const struct html_node *child = last ? n->last : n->first;

	while (child && child->name.len == 0)
		child = last ? child->previous : child->next;
	return child;
}

static bool
is_named(const struct html_node *n, const char *name)
{
	return n && str_is(n->name, name);
}

static bool
is_first(const struct html_node *n)
{
	return element_child(n->parent, false) == n;
}

static bool
is_last(const struct html_node *n)
{
	return element_child(n->parent, true) == n;
}

static bool
has_summary(const struct html_node *n)
{
	return is_named(element_child(n, false), "summary");
}

static bool
is_caption(const struct html_node *n)
{
	const struct html_node *first = element_child(n->parent, false);

	return first == n || (is_last(n) && !is_named(first, "figcaption"));
}

static bool
has_terms(const struct html_node *n)
{
	return is_named(element_child(n, false), "dt") && is_named(element_child(n, true), "dd");
}

static bool
has_cells(const struct html_node *n)
{
	for (const struct html_node *child = n->first; child; child = child->next)
		if (is_named(child, "td") || is_named(child, "th"))
			return true;
	return false;
}

#define N(name) { name, sizeof(name) - 1 }

/* Sorted by name. */
static const struct element elements[] = {
	{ N("a"),          ANYWHERE,           IN_PHRASING, 0, false, false, NULL },
	{ N("abbr"),       ANYWHERE,           IN_PHRASING, 0, false, false, NULL },
	{ N("b"),          ANYWHERE,           IN_PHRASING, 0, false, false, NULL },
	{ N("blockquote"), FLOW,               IN_FLOW,     0, false, false, NULL },
	{ N("br"),         ANYWHERE,           IN_NOTHING,  0, false, false, NULL },
	{ N("caption"),    IN_TABLE,           IN_PHRASING, 1, true,  false, NULL },
	{ N("cite"),       ANYWHERE,           IN_PHRASING, 0, false, false, NULL },
	{ N("code"),       ANYWHERE,           IN_PHRASING, 0, false, false, NULL },
	{ N("col"),        IN_COLUMNS,         IN_NOTHING,  0, false, false, NULL },
	{ N("colgroup"),   IN_TABLE,           IN_COLUMNS,  2, false, false, NULL },
	{ N("dd"),         IN_TERMS,           IN_FLOW,     0, false, false, NULL },
	{ N("details"),    FLOW,               IN_DETAILS,  0, false, false, has_summary },
	{ N("div"),        FLOW,               IN_FLOW,     0, false, true,  NULL },
	{ N("dl"),         FLOW,               IN_TERMS,    0, false, false, has_terms },
	{ N("dt"),         IN_TERMS,           IN_PHRASING, 0, false, false, NULL },
	{ N("em"),         ANYWHERE,           IN_PHRASING, 0, false, false, NULL },
	{ N("figcaption"), IN_FIGURE,          IN_PHRASING, 0, false, false, is_caption },
	{ N("figure"),     FLOW,               IN_FIGURE,   0, false, false, NULL },
	{ N("h2"),         FLOW,               IN_PHRASING, 0, false, false, NULL },
	{ N("h3"),         FLOW,               IN_PHRASING, 0, false, false, NULL },
	{ N("h4"),         FLOW,               IN_PHRASING, 0, false, false, NULL },
	{ N("h5"),         FLOW,               IN_PHRASING, 0, false, false, NULL },
	{ N("h6"),         FLOW,               IN_PHRASING, 0, false, false, NULL },
	{ N("hr"),         FLOW,               IN_NOTHING,  0, false, false, NULL },
	{ N("i"),          ANYWHERE,           IN_PHRASING, 0, false, false, NULL },
	{ N("img"),        ANYWHERE,           IN_NOTHING,  0, false, false, NULL },
	{ N("kbd"),        ANYWHERE,           IN_PHRASING, 0, false, false, NULL },
	{ N("li"),         IN_LIST,            IN_FLOW,     0, false, false, NULL },
	{ N("ol"),         FLOW,               IN_LIST,     0, false, false, NULL },
	{ N("p"),          FLOW,               IN_PHRASING, 0, false, false, NULL },
	{ N("pre"),        FLOW,               IN_PHRASING, 0, false, false, NULL },
	{ N("q"),          ANYWHERE,           IN_PHRASING, 0, false, false, NULL },
	{ N("s"),          ANYWHERE,           IN_PHRASING, 0, false, false, NULL },
	{ N("small"),      ANYWHERE,           IN_PHRASING, 0, false, false, NULL },
	{ N("span"),       ANYWHERE,           IN_PHRASING, 0, false, true,  NULL },
	{ N("strong"),     ANYWHERE,           IN_PHRASING, 0, false, false, NULL },
	{ N("sub"),        ANYWHERE,           IN_PHRASING, 0, false, false, NULL },
	{ N("summary"),    IN_DETAILS,         IN_PHRASING, 0, false, false, is_first },
	{ N("sup"),        ANYWHERE,           IN_PHRASING, 0, false, false, NULL },
	{ N("table"),      FLOW,               IN_TABLE,    0, false, false, NULL },
	{ N("tbody"),      IN_TABLE,           IN_ROWS,     4, false, false, NULL },
	{ N("td"),         IN_CELLS,           IN_FLOW,     0, false, false, NULL },
	{ N("tfoot"),      IN_TABLE,           IN_ROWS,     5, true,  false, is_last },
	{ N("th"),         IN_CELLS,           IN_PHRASING, 0, false, false, NULL },
	{ N("thead"),      IN_TABLE,           IN_ROWS,     3, true,  false, NULL },
	{ N("tr"),         IN_TABLE | IN_ROWS, IN_CELLS,    4, false, false, has_cells },
	{ N("u"),          ANYWHERE,           IN_PHRASING, 0, false, false, NULL },
	{ N("ul"),         FLOW,               IN_LIST,     0, false, false, NULL },
};

static int
compare_name(const void *name, const void *element)
{
	return str_compare(*(const struct str *)name, ((const struct element *)element)->name);
}

const struct element *
allow_element(struct str name)
{
	const size_t size = sizeof(elements[0]);

	return bsearch(&name, elements, sizeof(elements) / size, size, compare_name);
}

static bool
is_among(struct str name, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_is(name, names[i]))
			return true;
	return false;
}

#define AMONG(name, names) is_among(name, names, sizeof(names) / sizeof((names)[0]))

bool
allow_drops_text(struct str name)
{
	static const char *const names[] = {
		"script", "style", "template", "noscript", "iframe", "object", "embed", "applet",
		"svg", "math", "head", "title", "select", "textarea", "audio", "video", "canvas",
		"frameset", "noframes", "xmp",
	};

	return AMONG(name, names);
}

static bool
is_any(struct str value)
{
	(void)value;
	return true;
}

static bool
is_letters(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((s.at[i] | 0x20) < 'a' || (s.at[i] | 0x20) > 'z')
			return false;
	return true;
}

/* cy, en-GB: a language of two or three letters, and perhaps a country of two. */
static bool
is_language(struct str value)
{
	struct str country = value, language = str_cut(&country, '-');

	return language.len >= 2 && language.len <= 3 && is_letters(language) && is_letters(country)
		&& (country.len == 2 || language.len == value.len);
}

static bool
is_direction(struct str value)
{
	return str_is(value, "ltr") || str_is(value, "rtl") || str_is(value, "auto");
}

static bool
is_scope(struct str value)
{
	return str_is(value, "row") || str_is(value, "col") || str_is(value, "rowgroup")
		|| str_is(value, "colgroup");
}

/* 1 to 99: no table that a person reads has more. */
static bool
is_span(struct str value)
{
	if (value.len < 1 || value.len > 2 || value.at[0] == '0')
		return false;
	for (size_t i = 0; i < value.len; i++)
		if (value.at[i] < '0' || value.at[i] > '9')
			return false;
	return true;
}

static const struct {
	const char *element;		/* NULL: any */
	const char *name;
	bool      (*is)(struct str value);
} attributes[] = {
	{ NULL, "title",   is_any },
	{ NULL, "lang",    is_language },
	{ NULL, "dir",     is_direction },
	{ "td", "colspan", is_span },
	{ "td", "rowspan", is_span },
	{ "th", "colspan", is_span },
	{ "th", "rowspan", is_span },
	{ "th", "scope",   is_scope },
};

bool
allow_attribute(const struct element *e, struct str name, struct str value)
{
	for (size_t i = 0; i < sizeof(attributes) / sizeof(attributes[0]); i++) {
		if (attributes[i].element && !str_is(e->name, attributes[i].element))
			continue;
		if (str_is(name, attributes[i].name))
			return attributes[i].is(value);
	}
	return false;
}

bool
allow_is_used(const struct element *e, struct str name)
{
	static const char *const of_picture[] = { "src", "alt", "width", "height" };

	if (str_is(e->name, "a"))
		return str_is(name, "href");
	return str_is(e->name, "img") && AMONG(name, of_picture);
}
