/*
 * What references in words name: papers by their titles, meetings by their dates.
 *
 * The names of all papers are gathered only when some page has such a reference, and let go behind it.
 */
#include "link/written.h"

#include "base/nearest.h"
#include "base/utf8.h"
#include "object/named.h"

#define WORDS_MOST  12	/* of a name */
#define SEVERAL     1u	/* in a map of names: it fits several pages, below it none; page + 2 */
#define LISTED_MOST 5

bool
written_is_elsewhere(const struct link *l)
{
	return l->kind == REFERENCE_WRITTEN && l->said < SIGNPOST_KINDS;
}

struct names {
	struct program *p;
	struct arena    arena;
	struct map      titles;	/* slug -> page + 2, or SEVERAL */
	struct map      links;	/* of one page: the words of its links, likewise */
	uint32_t        page;	/* which, or NONE */
};

static void
put_name(struct names *n, struct map *m, struct str slug, uint32_t page)
{
	uintptr_t known = (uintptr_t)map_get(m, slug);

	if (slug.len == 0 || known == (uintptr_t)page + 2)
		return;
	map_put(m, str_copy(&n->arena, slug), (void *)(known > 0 ? SEVERAL : (uintptr_t)page + 2));
}

static size_t
count_words(struct str slug)
{
	size_t words = slug.len > 0;

	for (size_t i = 0; i < slug.len; i++)
		words += slug.at[i] == '-';
	return words;
}

/* `Year Two delivery plan`, `Two delivery plan`, `delivery plan`: two words at least. */
static void
put_endings(struct names *n, struct str slug, uint32_t page)
{
	for (size_t words = count_words(slug); words >= 2; words--) {
		if (words <= WORDS_MOST)
			put_name(n, &n->titles, slug, page);
		slug = str_from(slug, str_find_char(slug, '-', 0) + 1);
	}
}

/* A title, what stands before its first comma or colon, and the endings of both. */
static void
put_title(struct names *n, uint32_t page)
{
	struct str title = n->p->pages[page].title, rest = title, head;
	size_t colon = str_find_char(title, ':', 0), comma = str_find_char(title, ',', 0);

	head = str_cut(&rest, colon < comma ? ':' : ',');
	put_name(n, &n->titles, utf8_slug(&n->arena, title), page);
	put_endings(n, utf8_slug(&n->arena, title), page);
	if (rest.len > 0)
		put_endings(n, utf8_slug(&n->arena, head), page);
}

static void
gather_titles(struct names *n)
{
	static const enum object_kind kinds[] = { OBJECT_REPORT, OBJECT_PAGE };
	struct program *p = n->p;

	for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++)
		for (uint32_t i = 0; i < p->nkind[kinds[k]]; i++) {
			uint32_t page = p->by_kind[kinds[k]][i];

			if (!p->pages[page].hidden && !p->pages[page].minutes)
				put_title(n, page);
		}
}

static struct str
without_article(struct str words)
{
	static const char *const articles[] = { "the ", "its ", "our ", "that ", "The " };

	for (size_t i = 0; i < sizeof articles / sizeof articles[0]; i++)
		if (str_starts(words, articles[i]))
			return str_trim(str_from(words, str_of(articles[i]).len));
	return words;
}

/* The words of a page's own links. */
static void
gather_links(struct names *n, uint32_t page)
{
	const struct page *pg = &n->p->pages[page];

	if (n->page == page)
		return;
	n->page = page;
	map_init(&n->links, &n->arena);
	for (uint32_t i = 0; i < pg->nlink; i++) {
		const struct link *l = &n->p->links[pg->first_link + i];

		if (l->kind == REFERENCE_LINK && l->target != NONE && !l->fragment.len
			&& n->p->pages[l->target].kind == OBJECT_REPORT)
			put_name(n, &n->links, utf8_slug(&n->arena, without_article(l->text)), l->target);
	}
}

/* The pages that a name may mean, in order; for a finding. */
static void
list_candidates(struct names *n, struct finding *f, struct str slug)
{
	struct program *p = n->p;
	const char *name = str_print(&n->arena, STR_FMT, STR_ARG(slug)).at;
	unsigned most = LISTED_MOST;

	for (uint32_t i = 0; i < p->npage && most > 0; i++) {
		const struct page *pg = &p->pages[i];
		struct str title = pg->kind == OBJECT_REPORT && !pg->hidden && !pg->minutes
			? utf8_slug(&n->arena, pg->title) : STR_NONE;

		if (!title.len || !(str_ends(title, name) || str_starts(title, name)))
			continue;
		diag_help(p->diag, f, "it may be “" STR_FMT "”, /" STR_FMT, STR_ARG(pg->title), STR_ARG(pg->path));
		most--;
	}
}

static void
say_several(struct names *n, const struct link *l, struct str slug)
{
	struct program *p = n->p;
	struct finding *f = diag_add(p->diag, DIAG_WRITTEN_REFERENCE_AMBIGUOUS, program_place(p, l),
		"“" STR_FMT "” is of a paper whose name fits several", STR_ARG(l->text));

	list_candidates(n, f, slug);
	diag_help(p->diag, f, "link the one that is meant, or write more of its title");
}

/* The longest beginning of the words that is a name. */
static uint32_t
name_paper(struct names *n, const struct link *l)
{
	struct str words = without_article(l->id);
	struct str slug = utf8_slug(&n->arena, words);

	gather_links(n, l->page);
	for (size_t left = count_words(slug); left > 0; left--) {
		uintptr_t found = left > WORDS_MOST ? 0 : (uintptr_t)map_get(&n->links, slug);

		if (found == 0 && left <= WORDS_MOST)
			found = (uintptr_t)map_get(&n->titles, slug);
		if (found == SEVERAL) {
			say_several(n, l, slug);
			return NONE;
		}
		if (found > SEVERAL)
			return (uint32_t)(found - 2);
		slug = str_head(slug, str_find_last_char(slug, '-'));
	}
	return NONE;
}

/* ---- minutes ---- */

/* The committee that the words name, else the page's own. */
static uint32_t
committee_of(struct names *n, const struct link *l)
{
	struct program *p = n->p;
	struct str words = utf8_slug(&n->arena, l->id);

	for (uint32_t i = 0; i < p->nkind[OBJECT_COMMITTEE]; i++) {
		uint32_t page = p->by_kind[OBJECT_COMMITTEE][i];
		struct str title = utf8_slug(&n->arena, p->pages[page].title);

		if (title.len && str_find(words, title, 0) < words.len)
			return page;
	}
	return p->pages[l->page].committee;
}

static uint32_t
minutes_of(const struct program *p, uint32_t meeting)
{
	const struct page *pg = &p->pages[meeting];

	for (uint32_t i = 0; i < pg->nlink; i++) {
		uint32_t target = p->links[pg->first_link + i].target;

		if (p->links[pg->first_link + i].kind == REFERENCE_MINUTES && target != NONE
			&& p->pages[target].minutes && p->pages[target].meeting == meeting)
			return target;
	}
	return NONE;
}

static bool
find_date(struct str text, struct date *out)
{
	*out = (struct date){ 0 };
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] >= '0' && text.at[i] <= '9' && (i == 0 || text.at[i - 1] == ' ')
			&& date_written_at(text, i, out) > i)
			break;
	return out->year > 0;
}

static uint32_t
name_minutes(struct names *n, const struct link *l)
{
	struct program *p = n->p;
	uint32_t committee = committee_of(n, l), low = 0, high = p->nkind[OBJECT_MEETING];
	struct date date;

	if (committee == NONE || !find_date(l->id, &date))
		return NONE;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (date_compare(p->pages[p->meetings[middle]].date, date) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < p->nkind[OBJECT_MEETING]; low++) {
		uint32_t meeting = p->meetings[low];

		if (date_compare(p->pages[meeting].date, date) != 0)
			break;
		if (p->pages[meeting].committee == committee)
			return minutes_of(p, meeting);
	}
	return NONE;
}

void
written_name(struct program *p)
{
	struct names n = { .p = p, .page = NONE };

	arena_init(&n.arena);
	map_init(&n.titles, &n.arena);
	for (uint32_t i = 0, asked = 0; i < p->nlink; i++) {
		struct link *l = &p->links[i];

		if (!written_is_elsewhere(l) || l->target != NONE || p->pages[l->page].hidden)
			continue;
		if (asked++ == 0)
			gather_titles(&n);
		l->target = l->said == SIGNPOST_MINUTE ? name_minutes(&n, l) : name_paper(&n, l);
	}
	arena_release(&n.arena);
}

/* ---- the place ---- */

static bool
is_kind(enum definition_kind kind, enum signpost_kind said)
{
	switch (said) {
	case SIGNPOST_APPENDIX: return kind == DEFINITION_APPENDIX;
	case SIGNPOST_TABLE:    return kind == DEFINITION_TABLE;
	case SIGNPOST_FIGURE:   return kind == DEFINITION_FIGURE;
	case SIGNPOST_SECTION:
	case SIGNPOST_PARAGRAPH:
	case SIGNPOST_MINUTE:   return kind == DEFINITION_SECTION || kind == DEFINITION_PARAGRAPH;
	default:               return false;
	}
}

/* `4` and `4.0` are one; Appendix A is `A`. */
static bool
is_number(struct str number, struct str wanted)
{
	struct str name = number;
	struct str last = str_from(name, str_find_last_char(name, ' ') + 1);

	if (str_equal_nocase(number, wanted) || (last.len > 0 && str_equal_nocase(last, wanted)))
		return true;
	return str_ends(number, ".0") && str_equal(str_head(number, number.len - 2), wanted);
}

static void
say_missing(struct program *p, const struct link *l, const struct object *o)
{
	struct nearest near;
	struct finding *f = diag_add(p->diag, DIAG_WRITTEN_REFERENCE_BROKEN, program_place(p, l),
		"“" STR_FMT "” is not in “" STR_FMT "”", STR_ARG(l->text), STR_ARG(p->pages[l->target].title));

	nearest_init(&near, l->fragment);
	for (uint32_t i = 0; i < o->ndefinition; i++)
		if (is_kind(o->definitions[i].kind, (enum signpost_kind)l->said) && !o->definitions[i].scope.len)
			nearest_try(&near, o->definitions[i].number);
	struct str text = nearest_text(&near, p->arena);

	if (text.len)
		diag_help(p->diag, f, STR_FMT, STR_ARG(text));
	diag_help(p->diag, f, "look for it in /" STR_FMT ", and write the number that it has there",
		STR_ARG(p->pages[l->target].path));
}

/* `recommendation (b)`; of `recommendations (a) and (b)` the second has no noun, and is text. */
static void
resolve_named(struct program *p, struct link *l, const struct object *o)
{
	struct str rest = l->text, noun = str_cut(&rest, ' ');
	uint32_t found[2];

	l->state = LINK_PLAIN;
	if (!rest.len || named_items(o, noun, l->fragment, found, 2) != 1)
		return;
	l->state = LINK_RESOLVED;
	l->id = str_copy(p->arena, o->definitions[found[0]].id);
}

void
written_resolve(struct program *p, struct link *l, const struct object *o)
{
	const struct page *to = &p->pages[l->target];

	l->state = LINK_RESOLVED;
	l->id = STR_NONE;
	if (to->exempt && !p->pages[l->page].exempt)
		return;
	if (l->said == SIGNPOST_RECOMMENDATION) {
		resolve_named(p, l, o);
		return;
	}
	for (uint32_t i = 0; i < o->ndefinition; i++) {
		const struct definition *d = &o->definitions[i];
		bool within = d->kind != DEFINITION_APPENDIX && d->scope.len;

		if (!is_kind(d->kind, (enum signpost_kind)l->said) || within || !is_number(d->number, l->fragment))
			continue;
		l->id = str_copy(p->arena, d->id);
		return;
	}
	l->state = LINK_PLAIN;
	if (p->pages[l->page].minutes)
		return;		/* they may speak of another paper */
	if (is_kind(DEFINITION_PARAGRAPH, (enum signpost_kind)l->said) || is_kind(DEFINITION_APPENDIX, (enum signpost_kind)l->said))
		say_missing(p, l, o);
}
