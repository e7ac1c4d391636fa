/*
 * Appendices and captions, which are named in words, and headings without a number.
 *
 * A plain line is a heading only when it looks like one and what stands around it says so too: a
 * signature, a date and the lines of an address are short as well.
 */
#include "compile/named.h"

#include "base/utf8.h"
#include "compile/number.h"

#define WORDS_MOST   8	/* of a heading without a number */
#define CAPITALS_MOST 16	/* of one in capitals */
#define PROSE_WORDS 12	/* as many make a text, whatever it ends with */

enum tier { TIER_PAPER = 2, TIER_OUTER = 5, TIER_INNER = 6 };

static bool
exists(const struct numbering_run *n, const struct entry *e)
{
	return e >= n->entries.at && e < n->entries.at + n->entries.count;
}

static bool
is_plain(const struct entry *e)
{
	return e->kind == ENTRY_PARAGRAPH && e->depth == 0 && e->mark.kind == MARK_NONE;
}

bool
named_is_appendix(const struct entry *e)
{
	struct str name, title;

	if (e->mark.kind != MARK_NONE || (e->kind != ENTRY_HEADING && (!is_plain(e) || e->goes_on))
		|| !number_is_appendix(e->rest, &name, &title))
		return false;
	return e->kind == ENTRY_HEADING || entry_is_title(e);
}

/* `Table 2`, `Figure 2.1`; the rest is what stands behind it and its separator. */
static bool
read_caption(struct str text, bool *is_figure, struct str *number, struct str *rest,
	bool *separated)
{
	size_t i, start;

	*is_figure = str_starts(text, "Figure ") || str_starts(text, "FIGURE ");
	if (!*is_figure && !str_starts(text, "Table ") && !str_starts(text, "TABLE "))
		return false;
	start = i = *is_figure ? 7 : 6;
	while (i < text.len && ((text.at[i] >= '0' && text.at[i] <= '9')
			|| (text.at[i] == '.' && i > start && i + 1 < text.len
				&& text.at[i + 1] >= '0' && text.at[i + 1] <= '9')))
		i++;
	*number = str_slice(text, start, i);
	*rest = str_from(text, i);
	if (number->len == 0 || number->len > 7)
		return false;

	bool blank = rest->len > 0 && (rest->at[0] == ' ' || rest->at[0] == '\t');

	*separated = number_separator(rest);
	return *separated || blank;
}

/* A table, picture or block beside it. */
static bool
is_beside(const struct numbering_run *n, const struct entry *e)
{
	const struct entry *before = e - 1;

	while (exists(n, before) && before->kind == ENTRY_CELL)
		before--;
	return (exists(n, before) && before->kind == ENTRY_OTHER)
		|| (exists(n, e + 1) && e[1].kind == ENTRY_OTHER);
}

static bool
is_caption(const struct numbering_run *n, const struct entry *e, bool *is_figure,
	struct str *number, struct str *rest)
{
	bool separated;

	if (!is_plain(e) || !read_caption(e->rest, is_figure, number, rest, &separated))
		return false;
	*rest = str_trim(*rest);
	if (separated)
		return rest->len == 0 || entry_is_title(e) || is_beside(n, e);
	return entry_is_title(e) && is_beside(n, e) && !(rest->at[0] >= 'a' && rest->at[0] <= 'z');
}

static struct str
caption_id(struct arena *a, bool is_figure, struct str number)
{
	return str_print(a, "%s-" STR_FMT, is_figure ? "figure" : "table", STR_ARG(number));
}

static struct str
appendix_id(struct arena *a, const struct entry *e)
{
	struct str name, title;

	number_is_appendix(e->rest, &name, &title);
	return utf8_slug(a, name);
}

/* Of lines with one name the last is the appendix: those before it are a list of what is
 * attached. */
void
named_claim(struct numbering_run *n)
{
	for (size_t i = 0; i < n->entries.count; i++) {
		const struct entry *e = &n->entries.at[i];

		if (named_is_appendix(e))
			map_put(&n->roles->ids, appendix_id(n->unit->arena, e),
				(void *)(uintptr_t)e);
	}
}

static bool
is_place_of_appendix(const struct numbering_run *n, const struct entry *e)
{
	const struct entry *last = map_get(&n->roles->ids, appendix_id(n->unit->arena, e));

	return e->kind == ENTRY_HEADING || (last == e && exists(n, e + 1)
		&& !named_is_appendix(e + 1));
}

bool
named_appendix(struct numbering_run *n, const struct entry *e, struct str *id)
{
	struct role *role;

	if (!named_is_appendix(e) || !is_place_of_appendix(n, e))
		return false;
	role = series_role(n, e, ROLE_APPENDIX);
	number_is_appendix(e->rest, &role->number, &role->title);
	role->id = *id = utf8_slug(n->unit->arena, role->number);
	role->scope = *id;
	role->level = TIER_PAPER;
	return true;
}

bool
named_caption(struct numbering_run *n, const struct entry *e)
{
	struct str number, rest;
	struct role *role;
	bool is_figure;

	if (!is_caption(n, e, &is_figure, &number, &rest))
		return false;
	role = series_role(n, e, ROLE_CAPTION);
	role->is_figure = is_figure;
	role->number = number;
	role->title = rest;
	role->id = series_free_id(n, caption_id(n->unit->arena, is_figure, number));
	return true;
}

static size_t
words_of(struct str text)
{
	size_t words = 0;

	for (size_t i = 0; i < text.len; i++)
		words += text.at[i] != ' ' && (i == 0 || text.at[i - 1] == ' ');
	return words;
}

static bool
has(struct str text, const char *what)
{
	return str_find(text, str_of(what), 0) < text.len;
}

/* The line repeats the title of the page, at its head. */
static bool
is_page_title(const struct numbering_run *n, const struct entry *e)
{
	struct arena *a = n->unit->arena;

	return e == n->entries.at && str_equal(utf8_slug(a, e->rest),
		utf8_slug(a, object_text(&n->unit->object, "title")));
}

/* Three words or more, none of the first three with a small letter. */
static bool
is_in_capitals(struct str text)
{
	size_t words = 0;

	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] >= 'a' && text.at[i] <= 'z')
			return words > 3;
		words += i == 0 || text.at[i - 1] == ' ';
	}
	return words >= 3;
}

static bool
may_be_title(const struct numbering_run *n, const struct entry *e)
{
	return exists(n, e) && is_plain(e) && !e->goes_on && entry_is_title(e)
		&& words_of(e->rest) <= (is_in_capitals(e->rest) ? CAPITALS_MOST : WORDS_MOST)
		&& utf8_is_upper((unsigned char)e->rest.at[0])
		&& !has(e->rest, ":") && !has(e->rest, "@") && !has(e->rest, "www.")
		&& !named_is_appendix(e) && !is_page_title(n, e);
}

static bool
is_prose(const struct numbering_run *n, const struct entry *e)
{
	struct str text = e->rest;

	if (!exists(n, e) || e->kind == ENTRY_HEADING || e->kind == ENTRY_OTHER
		|| may_be_title(n, e) || has(text, "\t")
		|| (is_plain(e) && text.len > 0 && text.at[0] >= 'a' && text.at[0] <= 'z'))
		return false;
	return e->depth > 0 || e->mark.open || e->mark.close || e->mark.count > 1
		|| words_of(text) >= PROSE_WORDS
		|| str_ends(text, ".") || str_ends(text, ":") || str_ends(text, "?");
}

static bool
heads_text(const struct numbering_run *n, const struct entry *e)
{
	return may_be_title(n, e) && (is_prose(n, e + 1) || (is_in_capitals(e->rest)
		&& exists(n, e + 1) && e[1].kind == ENTRY_OTHER));
}

static unsigned
tier_of(const struct numbering_run *n, const struct entry *e)
{
	bool after = may_be_title(n, e - 1);

	if (heads_text(n, e) && (!after || !may_be_title(n, e - 2)))
		return is_in_capitals(e->rest) ? TIER_PAPER : TIER_INNER;
	return may_be_title(n, e) && !after && heads_text(n, e + 1) ? TIER_OUTER : 0;
}

bool
named_title(struct numbering_run *n, const struct entry *e)
{
	bool repeats = is_plain(e) && !e->goes_on && is_page_title(n, e);
	unsigned tier = repeats ? 0 : tier_of(n, e);

	if (!repeats && tier == 0)
		return false;

	struct role *role = series_role(n, e, ROLE_TITLE);

	role->level = tier;
	return true;
}

void
named_title_of_annexed(struct numbering_run *n, const struct entry *section, struct str id)
{
	const struct entry *first = section;
	struct role *role;

	while (exists(n, first - 1) && is_plain(first - 1) && !first[-1].goes_on
		&& entry_is_title(first - 1))
		first--;
	if (first == section)
		return;
	role = series_role(n, first, ROLE_APPENDIX);
	role->id = role->scope = id;
	role->level = TIER_PAPER;
}
