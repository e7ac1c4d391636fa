/*
 * Which source of the new side is which of the old one: by path, then by equal content, then by
 * like content.
 *
 * What is exempt has no content that could be compared.  A paper that vanished where an exempt one
 * came may be that very paper under another name: neither its title nor its path is said then.
 */
#include "link/compare_part.h"

#include <stdlib.h>
#include <string.h>

#include "base/path.h"

#define LEAST_MARKS  2		/* of a source that is recognised by its content */
#define LEAST_SECRET 4		/* bytes of a title: shorter ones stand in any text */

bool
compare_is_there(const struct page *pg)
{
	return !pg->hidden;
}

static void
pair(struct comparison *c, uint32_t old, uint32_t new)
{
	c->mate[new] = old;
	c->back[old] = new;
}

static void
pair_by_path(struct comparison *c)
{
	for (uint32_t i = 0; i < c->new->npage; i++) {
		const struct page *pg = &c->new->pages[i];
		uint32_t old = program_page(c->old, pg->path);

		if (old != NONE && compare_is_there(pg) && compare_is_there(&c->old->pages[old])
		    && c->old->pages[old].kind == pg->kind)
			pair(c, old, i);
	}
}

/* ---- renamed ---- */

static bool
may_be_renamed(const struct page *pg)
{
	return compare_is_there(pg) && !pg->exempt && pg->kind != OBJECT_THEME && pg->kind != OBJECT_TEMPLATE
		&& pg->kind != OBJECT_STRINGS && pg->kind != OBJECT_SITE;
}

static struct str
content_key(const struct page *pg, struct arena *a)
{
	char hex[HASH_HEX + 1];

	hash_hex(pg->content, hex);
	return str_print(a, "%d %s", (int)pg->kind, hex);
}

/* One of each content alone is taken: two papers with the same text say nothing of which went
 * where. */
static void
pair_by_content(struct comparison *c)
{
	struct map old, seen;

	map_init(&old, &c->scratch);
	map_init(&seen, &c->scratch);
	for (uint32_t i = 0; i < c->old->npage; i++)
		if (c->back[i] == NONE && may_be_renamed(&c->old->pages[i])) {
			struct str key = content_key(&c->old->pages[i], &c->scratch);

			map_put(&old, key, map_get(&old, key) ? &old : (void *)&c->back[i]);
		}
	for (uint32_t i = 0; i < c->new->npage; i++) {
		if (c->mate[i] != NONE || c->withheld[i] || !may_be_renamed(&c->new->pages[i]))
			continue;
		struct str key = content_key(&c->new->pages[i], &c->scratch);
		uint32_t *found = map_get(&old, key);

		if (found && (void *)found != (void *)&old && !map_put(&seen, key, found))
			pair(c, (uint32_t)(found - c->back), i);
	}
}

struct mark {
	uint64_t hash;
	uint32_t page;
};

static int
by_mark(const void *left, const void *right)
{
	const struct mark *a = left, *b = right;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return a->page < b->page ? -1 : a->page > b->page;
}

/* A pair that may be one source, and how much of it. */
struct like {
	uint32_t old, new, shared, of;
};

static int
by_likeness(const void *left, const void *right)
{
	const struct like *a = left, *b = right;
	uint64_t x = (uint64_t)a->shared * b->of, y = (uint64_t)b->shared * a->of;

	if (x != y)
		return x > y ? -1 : 1;
	return a->new != b->new ? (a->new < b->new ? -1 : 1) : a->old < b->old ? -1 : a->old > b->old;
}

struct marks {
	struct mark *at;
	uint32_t     count;
	uint32_t    *of_page;		/* how many each page has */
};

/* Marks of all unpaired pages that may have been renamed; what several of them have is left out. */
static struct marks
gather_marks(struct comparison *c, struct program *p, const uint32_t *paired)
{
	struct buf list = BUF_EMPTY;
	struct marks m = { .of_page = arena_array(&c->scratch, p->npage, sizeof(*m.of_page)) };
	struct arena one;

	arena_init(&one);
	for (uint32_t i = 0; i < p->npage; i++) {
		if (paired[i] != NONE || !may_be_renamed(&p->pages[i]) || p->pages[i].kind == OBJECT_ASSET)
			continue;
		uint64_t *hashes = compare_marks(p, i, &one, &m.of_page[i]);

		for (uint32_t k = 0; k < m.of_page[i]; k++) {
			struct mark mark = { hashes[k] ^ (uint64_t)p->pages[i].kind, i };

			buf_add(&list, &mark, sizeof(mark));
		}
		arena_reset(&one);
	}
	arena_release(&one);
	uint32_t n = (uint32_t)(list.len / sizeof(*m.at));

	m.at = buf_keep_array(&list, &c->scratch);
	qsort(m.at, n, sizeof(*m.at), by_mark);
	for (uint32_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && m.at[end].hash == m.at[i].hash; end++)
			;
		if (end - i == 1)
			m.at[m.count++] = m.at[i];
	}
	return m;
}

static int
by_pages(const void *left, const void *right)
{
	const struct like *a = left, *b = right;

	if (a->old != b->old)
		return a->old < b->old ? -1 : 1;
	return a->new < b->new ? -1 : a->new > b->new;
}

/* Each mark that both sides have once speaks for one pair; how many speak for each. */
static uint32_t
count_likes(const struct marks *old, const struct marks *new, struct like *likes)
{
	uint32_t n = 0, count = 0;

	for (uint32_t i = 0, j = 0; i < old->count && j < new->count;) {
		if (old->at[i].hash == new->at[j].hash) {
			uint32_t of_old = old->of_page[old->at[i].page], of_new = new->of_page[new->at[j].page];

			likes[n++] = (struct like){ old->at[i++].page, new->at[j++].page, 1,
				of_old > of_new ? of_old : of_new };
		} else if (old->at[i].hash < new->at[j].hash) {
			i++;
		} else {
			j++;
		}
	}
	qsort(likes, n, sizeof(*likes), by_pages);
	for (uint32_t i = 0; i < n; i++) {
		if (count > 0 && likes[count - 1].old == likes[i].old && likes[count - 1].new == likes[i].new)
			likes[count - 1].shared++;
		else
			likes[count++] = likes[i];
	}
	return count;
}

static void
pair_by_likeness(struct comparison *c)
{
	struct marks old = gather_marks(c, c->old, c->back);

	if (old.count == 0)
		return;
	struct marks new = gather_marks(c, c->new, c->mate);
	struct like *likes = arena_array(&c->scratch, old.count, sizeof(*likes));
	uint32_t n = count_likes(&old, &new, likes);

	qsort(likes, n, sizeof(*likes), by_likeness);
	for (uint32_t i = 0; i < n; i++)
		if (likes[i].shared >= LEAST_MARKS && likes[i].shared * 2 >= likes[i].of
		    && c->back[likes[i].old] == NONE && c->mate[likes[i].new] == NONE)
			pair(c, likes[i].old, likes[i].new);
}

/* ---- what is not said ---- */

/* What is exempt now, is an item that is, or is shown by exempt parts alone. */
static void
gather_withheld(struct comparison *c)
{
	for (uint32_t i = 0; i < c->new->npage; i++)
		c->withheld[i] = c->new->pages[i].exempt || c->new->pages[i].exempt_item || c->new->pages[i].doubt;
	for (const struct exempt_file *f = c->new->exempt_files; f; f = f->next) {
		uint32_t page = program_page(c->new, f->path);

		if (page != NONE)
			c->withheld[page] = true;
	}
}

/* `committees/board` of `committees/board/2026-01-14/plan.md`. */
static struct str
committee_folder(struct str path)
{
	return path_folder(path_folder(path));
}

/*
 * A paper that vanished while an exempt one came to its committee, or one of its file's name
 * anywhere, may be that; and one that is there still, but hidden, is not to be named.
 */
static void
gather_unsaid(struct comparison *c)
{
	struct map came;

	map_init(&came, &c->scratch);
	for (uint32_t i = 0; i < c->new->npage; i++)
		if (c->withheld[i] && c->mate[i] == NONE) {
			map_put(&came, committee_folder(c->new->pages[i].path), c);
			map_put(&came, path_name(c->new->pages[i].path), c);
		}
	for (uint32_t i = 0; i < c->old->npage; i++) {
		const struct page *pg = &c->old->pages[i];

		c->unsaid[i] = c->back[i] == NONE && compare_is_there(pg)
			&& (program_page(c->new, pg->path) != NONE || map_get(&came, committee_folder(pg->path))
			    || map_get(&came, path_name(pg->path)));
	}
}

static bool
is_withheld(const struct table_cell *cells, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (cells[i].kind == AMOUNT_WITHHELD)
			return true;
	return false;
}

/* Some of its figures are withheld now: whoever quoted one did not say which here. */
static bool
withholds_cells(struct comparison *c, uint32_t new)
{
	const struct page *pg = &c->new->pages[new];
	struct object o;
	bool found = false;

	if ((pg->kind != OBJECT_TABLE && !pg->text_tables) || c->mate[new] == NONE
	    || hash_equal(pg->content, c->old->pages[c->mate[new]].content))
		return false;
	if (program_open(c->new, new, OBJECT_HEAD | OBJECT_CELLS, &c->scratch, &o))
		found = is_withheld(o.table.cells, (size_t)o.table.nrow * o.table.ncolumn)
			|| is_withheld(o.text_cells, o.ntext_cell);
	return found;
}

/* Paths that nothing old may have referred to if it is to be quoted, and titles that it may not
 * have in it. */
static void
gather_hushed(struct comparison *c)
{
	for (uint32_t i = 0; i < c->new->npage; i++)
		if (c->withheld[i] || c->new->pages[i].exempt_parts || withholds_cells(c, i))
			hush_add_path(&c->hush, c->new->pages[i].path);
	for (uint32_t i = 0; i < c->old->npage; i++) {
		const struct page *pg = &c->old->pages[i];
		uint32_t now = c->back[i];
		bool gone = c->unsaid[i] || (now != NONE && c->withheld[now]);

		if (!gone || pg->exempt)
			continue;
		hush_add_path(&c->hush, pg->path);
		if (pg->title.len >= LEAST_SECRET && (now == NONE || !str_equal(pg->title, c->new->pages[now].title)))
			hush_add_title(&c->hush, pg->title);
	}
	hush_close(&c->hush);
}

void
compare_pair_pages(struct comparison *c)
{
	struct arena *a = c->a;

	c->mate = arena_array(a, c->new->npage, sizeof(*c->mate));
	c->back = arena_array(a, c->old->npage, sizeof(*c->back));
	c->unsaid = arena_array(a, c->old->npage, sizeof(*c->unsaid));
	c->withheld = arena_array(a, c->new->npage, sizeof(*c->withheld));
	memset(c->mate, 0xff, c->new->npage * sizeof(*c->mate));
	memset(c->back, 0xff, c->old->npage * sizeof(*c->back));
	gather_withheld(c);
	pair_by_path(c);
	pair_by_content(c);
	pair_by_likeness(c);
	hush_init(&c->hush, a);
	gather_unsaid(c);
	gather_hushed(c);
	arena_reset(&c->scratch);
}
